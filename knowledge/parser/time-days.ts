import type { PlanTime } from '../assignment.ts';
import { addDays, isoDate } from '../calendar.ts';
import { hit, matchAt, sticky, wordsOf, type TimeContext, type TimeRule } from './time-hit.ts';
import { dated, durations, recurring, time, toNumber } from './time-values.ts';
import { BEFORE, OF_YEAR, UNTIL } from './time-words.ts';

const DAY = String.raw`(?<day>\d{1,2})(?:\s*[/.-]\s*|\s+thang\s+)(?<month>\d{1,2})(?!\d)${OF_YEAR}?`;
const plainDate = sticky(String.raw`(?:ngay\s+)?${DAY}`);
const dayHere = sticky(
  String.raw`\s*(?:\d{1,2}\s*(?:h|g|gio)\s*\d{0,2}(?:\s*phut)?\s*,?\s*)?(?:ngay\s+)?${DAY}`,
);

interface Day {
  readonly start: number;
  readonly end: number;
  readonly day: number;
  readonly month: number;
  readonly year: number | undefined;
}

/** "30/6/2023", "30/6", "17h00 ngày 30 tháng 6 năm 2023". */
function readDay(text: string, at: number): Day | undefined {
  const found = matchAt(dayHere, text, at);
  const { day, month, year } = found?.groups ?? {};
  if (!found || !day || !month) return undefined;
  const read = { day: Number(day), month: Number(month), year: toNumber(year) };
  if (!isoDate(read.year ?? 2024, read.month, read.day)) return undefined;
  const written = found[0].length - found[0].replace(/^\s*(?:.*ngay\s+)?/, '').length;
  return { start: at + written, end: at + found[0].length, ...read };
}

function deadlineOn(day: Day, exclusive: boolean, context: TimeContext): PlanTime {
  const year = day.year ?? context.year;
  const due = year === null ? undefined : isoDate(year, day.month, day.day);
  const words = wordsOf(context, day.start, day.end);
  const part = { type: 'deadline', ...(exclusive ? { exclusive } : {}) } as const;
  return due === undefined
    ? time({ ...part, label: words })
    : dated({ ...part, due }, day.year, context, words);
}

const monthlyDay =
  /(?:(?:truoc|cham nhat(?: la| vao)?|vao)\s+)?ngay\s+\d{1,2}\s*,?\s*(?:(?:hang|cua moi|cua hang|cua|moi)\s+)?(?:thang\s+(?:cuoi|dau)\s+(?:cua\s+)?(?:(?:moi|hang)\s+)?(?<of>quy|nam)(?:\s+(?:tiep theo|sau))?|(?<unit>thang|quy)(?:\s+(?:tiep theo|sau|bao cao))?(?!\s*\d))(?![a-z])/y;

/** "trước ngày 15 hằng tháng", "ngày 25 của tháng cuối quý": a day of every month or quarter. */
export const dayOfEveryMonth: TimeRule = (text, at, context) => {
  const found = matchAt(monthlyDay, text, at);
  if (!found) return undefined;
  const end = at + found[0].length;
  const unit = found.groups?.['of'] ?? found.groups?.['unit'] ?? 'thang';
  return [hit(at, end, [recurring(durations[unit] ?? null, context, wordsOf(context, at, end))])];
};

const anyFrom = /(?:tu\s+)?(?:ngay\s+)?(?=\d)/y;
const wordedFrom =
  /(?:tu\s+(?:ngay\s+)?(?=\d)|(?:trong\s+)?(?:cac\s+|hai\s+|ba\s+)?ngay\s+(?=\d{1,2}\s*[-–]\s*\d{1,2}\s*(?:\/|thang\s)))/y;
const until = /\s*(?:den(?: het)?|-|–)\s*/y;

/** "24 đến ngày 26/3": the first day has the month of the last. */
const dayOfSameMonth = /(?<day>\d{1,2})(?=\s*(?:den(?: het)?|-|–)\s*(?:ngay\s+)?\d{1,2}\s*(?:\/|thang\s))/y;

/** "từ ngày 01/3 đến ngày 30/6/2023", "ngày 24-26/3": a deadline with both ends; what is due is the last day. */
export const dayRange: TimeRule = (text, at, context) => {
  const opening = matchAt(context.column ? anyFrom : wordedFrom, text, at);
  const start = opening ? at + opening[0].length : at;
  const alone = opening && matchAt(dayOfSameMonth, text, start);
  const whole = opening && !alone ? readDay(text, start) : undefined;
  const end = alone ? start + alone[0].length : whole?.end;
  const joint = end === undefined ? null : matchAt(until, text, end);
  const last = end !== undefined && joint ? readDay(text, end + joint[0].length) : undefined;
  const first = alone && last ? { ...last, day: Number(alone.groups?.['day']) } : whole;
  if (!first || !last) return undefined;
  const words = wordsOf(context, at, last.end);
  const year = last.year ?? context.year;
  if (year === null) return [hit(at, last.end, [time({ type: 'deadline', label: words })])];
  const from = isoDate(first.year ?? year, first.month, first.day) ?? null;
  const to = isoDate(year, last.month, last.day) ?? null;
  return [hit(at, last.end, [dated({ type: 'deadline', from, to, due: to }, last.year, context, words)])];
};

const fromIssue =
  /(?:(?:cham nhat|muon nhat)\s+)?(?:trong\s+)?(?:(?:vong|thoi (?:gian|han))\s+)?(?:khong qua\s+)?(?:la\s+)?(?<count>\d{1,3}) ngay,?\s+(?:ke tu|tinh tu|tu|sau)(?: khi)?(?: ngay)? (?:ky(?: ban hanh)?|(?:duoc )?ban hanh)(?![a-z])(?! van ban)(?<own>\s+(?:ke hoach|quyet dinh|chuong trinh|chi thi|van ban|cong van)(?: nay)?)?/y;

/** Papers that a unit issues itself: of "gửi văn bản … 03 ngày kể từ ngày ký ban hành" the date is theirs. */
const otherPaper =
  /(?:van ban|quyet dinh|nghi quyet|bien ban|thong bao|ket luan|giay phep|giay chung nhan|hop dong)(?! nay)(?![a-z])/;

/** "10 ngày kể từ ngày ban hành": due so many days after the document's own date; working days are not counted here. */
export const daysFromIssue: TimeRule = (text, at, context) => {
  const found = matchAt(fromIssue, text, at);
  if (!found || !context.issuedOn) return undefined;
  if (!found.groups?.['own'] && otherPaper.test(text.slice(0, at))) return undefined;
  const due = addDays(context.issuedOn, Number(found.groups?.['count']));
  const end = at + found[0].length;
  return [hit(at, end, [time({ type: 'deadline', due })])];
};

const everyYear = /\s*,?\s*(?:dinh ky\s+)?(?:hang|moi|cua moi)\s+nam(?!\s*\d)(?![a-z])/y;
const bareDay = /(?:(?:xong|trong|vao|den)\s+)?(?:ngay\s+)?(?=\d)/y;
const nextDay = /\s*(?:,|;|va|&)\s*(?=(?:ngay\s+)?\d{1,2}(?:\s*\/|\s+thang\s+\d))/y;

/** "trước ngày 30/6/2023", "trước ngày 15/6 và 15/12/2023", "trước ngày 20/11 hằng năm"; in a column "30/6/2023". */
export const deadlineDay: TimeRule = (text, at, context) => {
  const before = matchAt(BEFORE, text, at);
  const bare = context.column ? matchAt(bareDay, text, at) : null;
  const opening = before ?? matchAt(UNTIL, text, at) ?? bare;
  if (!opening) return undefined;
  const days: Day[] = [];
  let end = at + opening[0].length;
  for (let next = readDay(text, end); next;) {
    days.push(next);
    end = next.end;
    const joint = matchAt(nextDay, text, end);
    next = joint ? readDay(text, end + joint[0].length) : undefined;
  }
  const last = days.at(-1);
  if (!last) return undefined;
  if (!context.column && isHistory(last.year, context)) return [hit(at, end, [], 'skip')];
  const times = days.map((day) =>
    deadlineOn({ ...day, year: day.year ?? last.year }, before !== null, context),
  );
  const yearly = matchAt(everyYear, text, end);
  if (!yearly) return [hit(at, end, times)];
  return [
    hit(
      at,
      end + yearly[0].length,
      times.map((value) => ({ ...value, type: 'recurring', every: 'P1Y' })),
    ),
  ];
};

/** "đã ký trước ngày 01/7/2014" in a plan of 2025: a fact of the past, not a deadline with a slip in its year. */
function isHistory(year: number | undefined, context: TimeContext): boolean {
  return year !== undefined && context.year !== null && year < context.year - 2;
}

/**
 * "ngày 20/12/2022" and "ngày 28 tháng 02 năm 2023" in a sentence: the date of a document, and no time; "phát động Tết
 * trồng cây ngày 24/02/2026" in a plan of January is one: no paper that it cites was issued after it.
 */
export const documentDate: TimeRule = (text, at, context) => {
  if (context.column) return undefined;
  const found = matchAt(plainDate, text, at);
  if (!found) return undefined;
  const { day, month, year } = found.groups ?? {};
  const due = isoDate(Number(year ?? Number.NaN), Number(month), Number(day));
  const isAhead = due !== undefined && context.issuedOn && due > context.issuedOn;
  if (!isAhead || !found[0].startsWith('ngay') || /(?:tu|den|hieu luc|so \S+)\s+$/.test(text.slice(0, at)))
    return [hit(at, at + found[0].length, [], 'skip')];
  return [hit(at, at + found[0].length, [time({ type: 'deadline', due })])];
};
