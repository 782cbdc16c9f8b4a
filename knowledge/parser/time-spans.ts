import type { PlanTime } from '../assignment.ts';
import { monthSpan, quarterSpan, yearSpan, type Span } from '../calendar.ts';
import { hit, matchAt, sticky, wordsOf, type TimeContext, type TimeRule } from './time-hit.ts';
import { dated, spanned, time, toNumber } from './time-values.ts';
import { BEFORE, OF_YEAR, UNTIL, YEAR } from './time-words.ts';

interface ListItem {
  readonly value: number;
  readonly year: number | undefined;
  /** What stands between the item before and this one. */
  readonly joint: string;
}

interface ListForm {
  /** Up to the first item, with the part of the span: "cuối tháng". */
  readonly opening: RegExp;
  readonly item: RegExp;
  /** What may stand between two items; the word may be repeated: "tháng 6 và tháng 7". */
  readonly joint: RegExp;
  readonly value: (word: string) => number | undefined;
}

const POSITION = String.raw`(?:(?:trong|vao|khoang|tu|xong|ngay tu)\s+)*(?:tuan\s+(?:thu\s+)?(?:\d|i{1,3}v?|nhat|hai|ba|tu)\s+(?:cua\s+)?)?(?:(?<part>dau|cuoi|giua)\s+)?`;

function listForm(word: string, item: string, value: ListForm['value']): ListForm {
  return {
    opening: sticky(POSITION + word),
    item: sticky(String.raw`(?<item>${item})(?![a-z\d])${OF_YEAR}?`),
    joint: sticky(String.raw`\s*(?:,|;|\+|&|va|hoac|den(?: het)?|toi|-|–)\s*(?:${word})?`),
    value,
  };
}

/** "7,8/2023", "II, III/2023", "11/2023 và 01/2024", "3 - 5". */
function readList(
  text: string,
  at: number,
  form: ListForm,
): { items: readonly ListItem[]; end: number } | undefined {
  const items: ListItem[] = [];
  let end = at;
  for (let joint = ''; ;) {
    const found = matchAt(form.item, text, end + joint.length);
    const value = found?.groups?.['item'] === undefined ? undefined : form.value(found.groups['item']);
    if (!found || value === undefined) break;
    const after = text.slice(end + joint.length + found[0].length);
    // "tháng 6, 10 cuộc thi": a number that counts something is not a month
    if (items.length > 0 && !/^\s*(?:$|[/,.;:)\]|–-]|(?:nam|va|den|hoac)\b)/.test(after)) break;
    end += joint.length + found[0].length;
    items.push({ value, year: toNumber(found.groups?.['year']), joint: joint.trim() });
    const next = matchAt(form.joint, text, end);
    if (!next) break;
    joint = next[0];
  }
  return items.length > 0 ? { items, end } : undefined;
}

interface Stretch {
  readonly first: number;
  readonly last: number;
  /** The year of its first part, where another is printed there: "tháng 11/2025 đến tháng 2/2026". */
  readonly since?: number;
  /** "đến hết tháng 6": what is due is its end. */
  readonly ends?: boolean;
  readonly year: number | undefined;
}

/** Each number with the year that holds for it (the next one printed); a "từ … đến …" pair becomes one stretch. */
function stretches(items: readonly ListItem[]): readonly Stretch[] {
  const out: Stretch[] = [];
  let year: number | undefined;
  for (let index = items.length - 1; index >= 0; index--) {
    const item = items[index];
    if (!item) continue;
    year = item.year ?? year;
    const [next] = out;
    const reaches = next && /^(?:den|toi|-|–)/.test(items[index + 1]?.joint ?? '');
    const since = item.year === next?.year ? undefined : item.year;
    const ends = items[index + 1]?.joint.startsWith('den het') ?? false;
    if (reaches && since !== undefined && next.year !== undefined && since < next.year)
      out[0] = { ...next, first: item.value, since, ends: true };
    else if (reaches && since === undefined && item.value < next.first)
      out[0] = { ...next, first: item.value, ends };
    else out.unshift({ first: item.value, last: item.value, year });
  }
  return out;
}

/** From the first to the last of its months or quarters. */
const spanOf =
  (whole: (year: number, first: number, last?: number) => Span) =>
  ({ first, last, since }: Stretch) =>
  (year: number): Span =>
    since === undefined
      ? whole(year, first, last)
      : { from: whole(since, first).from, to: whole(year, last).to };

/** A stretch with an end of its own is a deadline from its first day to its last. */
const withEnd = (value: PlanTime, { ends }: Stretch): PlanTime =>
  ends === true && value.to !== null ? { ...value, type: 'deadline', due: value.to } : value;
const monthsOf = spanOf(monthSpan);
const quartersOf = spanOf(quarterSpan);

const parts: Readonly<Record<string, string>> = { dau: 'đầu', cuoi: 'cuối', giua: 'giữa' };
const yearly = /\s*,?\s*(?:hang|moi)\s+nam(?!\s*\d)(?![a-z])/y;

const monthNumber = (digits: string): number | undefined =>
  Number(digits) >= 1 && Number(digits) <= 12 ? Number(digits) : undefined;
const monthsInText = listForm(String.raw`thang\s+`, String.raw`\d{1,2}`, monthNumber);
const monthsInCell = listForm(
  String.raw`(?:(?:th[ae]ng|thg)\s*|t\.?\s?(?=\d{1,2}\s*[/,–-]))`,
  String.raw`\d{1,2}`,
  monthNumber,
);
const bareMonths = /(?=\d{1,2}(?:\s*[,–-]\s*\d{1,2})*\s*\/\s*20\d\d)/y;

/** "Tháng 7,8/2023", "cuối tháng 6", "từ tháng 3 đến tháng 5/2023"; in a column "6/2025", "T6/2025", a scan's "Théng". */
export const months: TimeRule = (text, at, context) => {
  const form = context.column ? monthsInCell : monthsInText;
  const opening = matchAt(form.opening, text, at) ?? (context.column ? matchAt(bareMonths, text, at) : null);
  const list = opening && readList(text, at + opening[0].length, form);
  if (!list) return undefined;
  const part = parts[opening.groups?.['part'] ?? ''];
  const wording = { words: wordsOf(context, at, list.end), label: part && `${part} tháng` };
  const times = stretches(list.items).map((stretch) =>
    withEnd(spanned('month', wording, stretch.year, context, monthsOf(stretch)), stretch),
  );
  const again = matchAt(yearly, text, list.end);
  if (!again) return [hit(at, list.end, times)];
  return [
    hit(
      at,
      list.end + again[0].length,
      times.map((value) => ({ ...value, every: 'P1Y' })),
    ),
  ];
};

const quarterNumbers: Readonly<Record<string, number>> = {
  i: 1,
  ii: 2,
  iii: 3,
  iv: 4,
  1: 1,
  2: 2,
  3: 3,
  4: 4,
};

const quarterNumber = (word: string): number | undefined =>
  quarterNumbers[word] ?? quarterNumbers[word.replace(/[1l]/g, 'i')];
const quartersInText = listForm(String.raw`quy\s+`, '[1-4]|i{1,3}|iv', quarterNumber);
const quartersInCell = listForm(
  String.raw`(?:quy\s*|q\.?(?=(?:[1-4]|i{1,3}|iv)\b))`,
  '[1-4]|[i1l]{1,3}|[i1l]v',
  quarterNumber,
);

/** "Quý II, III/2023", "cuối quý 4", "hoàn thành trong quý IV/2025"; in a column a scan's "Quý 11" for II. */
export const quarters: TimeRule = (text, at, context) => {
  const form = context.column ? quartersInCell : quartersInText;
  const opening = matchAt(form.opening, text, at);
  const list = opening && readList(text, at + opening[0].length, form);
  if (!list) return undefined;
  const part = parts[opening.groups?.['part'] ?? ''];
  const wording = { words: wordsOf(context, at, list.end), label: part && `${part} quý` };
  const times = stretches(list.items).map((stretch) =>
    withEnd(spanned('quarter', wording, stretch.year, context, quartersOf(stretch)), stretch),
  );
  return [hit(at, list.end, times)];
};

const partHere = sticky(
  String.raw`(?:trong\s+)?(?:0?(?<count>[1-9]|1[01])\s+thang|nua)\s+(?<end>dau|cuoi)(?:\s+cua)?\s+nam(?![a-z])(?:\s+(?:nam\s+)?(?<year>${YEAR}))?`,
);

/** "6 tháng đầu năm", "9 tháng đầu năm 2023", "nửa cuối năm": whole quarters where the months make such. */
export const partOfYear: TimeRule = (text, at, context) => {
  const found = matchAt(partHere, text, at);
  if (!found?.groups) return undefined;
  const { count = '6', end: side, year } = found.groups;
  const end = at + found[0].length;
  const [first, last] = side === 'dau' ? [1, Number(count)] : [13 - Number(count), 12];
  const words = wordsOf(context, at, end);
  const type = (last - first + 1) % 3 === 0 ? 'quarter' : 'month';
  return [
    hit(at, end, [spanned(type, { words }, toNumber(year), context, (y) => monthSpan(y, first, last))]),
  ];
};

const yearWords = (gap: string): RegExp =>
  sticky(
    String.raw`(?:(?<edge>(?:(?:ngay\s+)?(?:tu\s+)?|vao\s+)(?:dau|cuoi))\s+nam|(?:trong\s+)?(?:ca|suot|het|trong)${gap}nam|(?<plain>nam))(?![a-z])(?!\s+hoc)(?:\s*,?\s*(?<year>${YEAR}))?`,
  );
const yearInText = yearWords(String.raw`\s+`);
const yearInCell = yearWords(String.raw`\s*`);

/** "Cả năm", "trong năm 2023", "ngay từ đầu năm 2024", "cuối năm"; a scan's "Canam 2023". */
export const wholeYear: TimeRule = (text, at, context) => {
  const found = matchAt(context.column ? yearInCell : yearInText, text, at);
  if (!found?.groups) return undefined;
  const { edge, plain, year } = found.groups;
  const end = at + found[0].length;
  const printed = toNumber(year);
  if (
    plain !== undefined &&
    !(printed && (context.column || namesThePlansYear(text, at, printed, context)))
  ) {
    return undefined;
  }
  if (edge !== undefined && gradesPeople.test(text.slice(Math.max(0, at - 100), at)))
    return [hit(at, end, [], 'skip')];
  const words = wordsOf(context, at, end);
  if (edge === undefined) return [hit(at, end, [spanned('year', { words }, printed, context, yearSpan)])];
  if (/\btu\b/.test(edge)) {
    return [hit(at, end, [spanned('year', { words, label: 'từ đầu năm' }, printed, context, yearSpan)])];
  }
  const [quarter, label] = edge.endsWith('dau') ? ([1, 'đầu năm'] as const) : ([4, 'cuối năm'] as const);
  return [
    hit(at, end, [spanned('quarter', { words, label }, printed, context, (y) => quarterSpan(y, quarter))]),
  ];
};

/** "làm căn cứ đánh giá, xếp loại viên chức cuối năm": when people are graded, not when the duty is done. */
const gradesPeople =
  /(?:vao|can cu|co so|tieu chi|tieu chuan)(?: (?:de|viec|xem|khi))* (?:danh gia|xep loai|phan loai|binh xet|xet)[^.;]*$/;

/**
 * "Căn cứ dự toán được phân bổ năm 2023", "theo kế hoạch năm 2024": money or a programme of the plan's own year
 * dates the duty; "chủ đề năm 2023", "nhiệm vụ năm 2023", "năm 2022" name something else.
 */
function namesThePlansYear(text: string, at: number, year: number, context: TimeContext): boolean {
  if (year !== context.year) return false;
  return /(?:phan bo|du toan(?: duoc giao| ngan sach)?|kinh phi(?: duoc giao)?|ngan sach|dau tu cong|giai ngan|(?:thuc hien|hoan thanh) trong|theo ke hoach)\s+$/.test(
    text.slice(Math.max(0, at - 40), at),
  );
}

const longHere = sticky(
  String.raw`(?:(?:giai doan|trong cac nam|cac nam|thoi ky|nam hoc|nhiem ky)\s+(?:den\s+nam\s+)?|(?<until>den\s+nam)\s+|(?:tu\s+)?(?:nam\s+)?(?=${YEAR}\s*[-–]))(?<first>${YEAR})(?:\s*(?:-|–|den(?:\s+nam)?)\s*(?<last>${YEAR}))?`,
);

/** "giai đoạn 2021 - 2025", "đến năm 2030": in a sentence part of a document's name, in a column a span of years; a school year is none. */
export const longPeriod: TimeRule = (text, at, context) => {
  const found = matchAt(longHere, text, at);
  const { first, last, until } = found?.groups ?? {};
  if (!found || !first) return undefined;
  const end = at + found[0].length;
  if (!context.column) return [hit(at, end, [], 'skip')];
  if (found[0].startsWith('nam hoc')) return [hit(at, end, [], 'undated')];
  const span: Span = yearSpan(Number(first), Number(last ?? first));
  return [hit(at, end, [time({ type: 'year', from: until ? null : span.from, to: span.to })])];
};

const yearHere = sticky(YEAR);

/** In a time column: "2025". */
export const bareYear: TimeRule = (text, at, context) => {
  const found = context.column ? matchAt(yearHere, text, at) : null;
  if (!found) return undefined;
  const year = Number(found[0]);
  return [
    hit(at, at + found[0].length, [dated({ type: 'year', ...yearSpan(year) }, year, context, found[0])]),
  ];
};

/** "trước tháng 6/2023", "chậm nhất quý II", "đến hết năm 2025": due on the first, or the last, day of the span. */
export const deadlineSpan: TimeRule = (text, at, context) => {
  const before = matchAt(BEFORE, text, at);
  const opening = before ?? matchAt(UNTIL, text, at);
  if (!opening) return undefined;
  const start = at + opening[0].length;
  const span =
    months(text, start, context) ?? quarters(text, start, context) ?? wholeYear(text, start, context);
  const [only] = span ?? [];
  const [value] = only?.times ?? [];
  if (!only || !value || only.times.length > 1) return undefined;
  const due = before ? value.from : value.to;
  const deadline = { ...value, type: 'deadline', from: null, to: null, due } as const;
  return [hit(at, only.end, [before ? { ...deadline, exclusive: true } : deadline])];
};
