import type { PlanTime } from '../assignment.ts';
import { normalise, squeeze } from '../text.ts';
import { dayOfEveryMonth, dayRange, daysFromIssue, deadlineDay, documentDate } from './time-days.ts';
import { foldInPlace, type TimeHit, type TimeRule } from './time-hit.ts';
import { continuous, frequency, periods, reportPeriod, undated } from './time-periods.ts';
import { bareYear, deadlineSpan, longPeriod, months, partOfYear, quarters, wholeYear } from './time-spans.ts';

/** The dates of the document itself that its times are counted from. */
export interface PlanDates {
  /** The plan's year; null when it is not known, and then a time without a printed year has no dates. */
  readonly year: number | null;
  /** The day it was issued, for "10 ngày kể từ ngày ban hành". */
  readonly issuedOn?: string | null;
}

export interface TimeOptions extends PlanDates {
  /** The text is a cell of a time column: bare "6/2025", "2025" and a scan's spellings are read too. */
  readonly column?: boolean;
}

/** A time expression inside a sentence. `times` is empty for words that cannot be dated ("kịp thời"). */
export interface FoundTime {
  readonly raw: string;
  readonly index: number;
  readonly times: readonly PlanTime[];
}

/** In the order tried: the longer reading before the shorter one. */
const rules: readonly TimeRule[] = [
  dayOfEveryMonth,
  dayRange,
  daysFromIssue,
  undated,
  deadlineDay,
  deadlineSpan,
  documentDate,
  partOfYear,
  reportPeriod,
  frequency,
  continuous,
  periods,
  months,
  quarters,
  longPeriod,
  wholeYear,
  bareYear,
];

/**
 * "Cả năm (đánh giá nội bộ quý III)" → the year, and quarter III labelled "đánh giá nội bộ".
 *
 * Empty when nothing can be dated ("10 ngày kể từ ngày nhận được"): the caller keeps the words.
 * A printed year before the plan's is kept as printed, with `literal`; it is never corrected here.
 */
export function readTimes(text: string, options: TimeOptions): readonly PlanTime[] {
  const source = squeeze(normalise(text));
  const hits = nameDeadlines(source, scan(source, options));
  const labelled = options.column ? labelHits(source, hits) : hits;
  return distinct(labelled.flatMap((hit) => hit.times));
}

/**
 * "… báo cáo về UBND thành phố trước ngày 30/6/2023." → the deadline, with its words and their place.
 *
 * Dates and years that name a document ("Quyết định số 23/QĐ-SKHCN ngày 09/01/2023", "giai đoạn 2021 - 2025")
 * are passed over. `sentence` must be NFC; `index` is a position in it.
 */
export function findTimes(sentence: string, options: TimeOptions): readonly FoundTime[] {
  const found: { start: number; end: number; times: PlanTime[] }[] = [];
  for (const { start, end, role, times } of nameDeadlines(sentence, scan(sentence, options))) {
    if (role === 'skip' || role === 'period') continue;
    const last = found.at(-1);
    if (last && last.times.length > 0 && times.length > 0 && isJoint(sentence.slice(last.end, start))) {
      last.end = end;
      last.times.push(...times);
    } else {
      const hour =
        times.length > 0 ? (hourBefore.exec(sentence.slice(last?.end ?? 0, start))?.[0].length ?? 0) : 0;
      found.push({ start: start - hour, end, times: [...times] });
    }
  }
  return found.map(({ start, end, times }) => {
    const closed =
      sentence.charAt(end) === ')' && openBrackets(sentence.slice(start, end)) > 0 ? end + 1 : end;
    return { raw: squeeze(sentence.slice(start, closed)), index: start, times: distinct(times) };
  });
}

const clock = String.raw`\d{1,2}\s*(?:giờ|h|g)(?![\p{L}])(?:\s*\d{2}(?!\d)(?:\s*phút)?)?`;
/** "lúc 19 giờ 30 phút ngày 02/10", "trước 16 giờ hằng ngày", "từ 17h đến 21h …": the hour belongs to the words of the day. */
const hourBefore = new RegExp(
  String.raw`(?<![\p{L}\d/])(?:(?:trước|vào|lúc|từ)\s+)*(?:${clock}\s*(?:đến|và|-|–)\s*)?${clock}[\s,]*$`,
  'iu',
);

/** The pieces from left to right; each begins at the start of a word. */
function scan(source: string, { year, issuedOn, column = false }: TimeOptions): TimeHit[] {
  const text = foldInPlace(source);
  const context = { source, year, issuedOn, column };
  const hits: TimeHit[] = [];
  for (let at = 0; at < text.length;) {
    const startsWord = /[a-z\d]/.test(text.charAt(at)) && !/[\p{L}\d]/u.test(text.charAt(at - 1));
    const read = startsWord ? firstReading(text, at, context) : [];
    hits.push(...read);
    at = read.at(-1)?.end ?? at + 1;
  }
  return hits;
}

function firstReading(text: string, at: number, context: Parameters<TimeRule>[2]): readonly TimeHit[] {
  for (const rule of rules) {
    const read = rule(text, at, context);
    if (read && read.length > 0) return read;
  }
  return [];
}

function isJoint(gap: string): boolean {
  return /^[\s,;()&:]*(?:(?:và|hoặc|đến|báo cáo)[\s(]*)*$/iu.test(gap);
}

function openBrackets(text: string): number {
  return text.split('(').length - text.split(')').length;
}

/** "6 tháng (trước ngày 20/5)", "trước ngày 20/5 (báo cáo 6 tháng)": the deadline takes the name of its period. */
function nameDeadlines(source: string, hits: readonly TimeHit[]): readonly TimeHit[] {
  const out: TimeHit[] = [];
  for (const hit of hits) {
    const last = out.at(-1);
    const gap = source.slice(last?.end ?? 0, hit.start);
    if (
      last &&
      namesReport(last) &&
      isUnnamedDeadline(hit) &&
      /^\s*[(:,]?\s*(?:gửi|nộp|xong|hoàn thành)?\s*$/iu.test(gap)
    ) {
      out.splice(-1, 1, { ...hit, start: last.start, times: named(source, last, hit) });
    } else if (last && isUnnamedDeadline(last) && namesReport(hit) && /^\s*\((?:báo cáo\s*)?$/iu.test(gap)) {
      out.splice(-1, 1, { ...last, end: hit.end, times: named(source, hit, last) });
    } else {
      out.push(hit);
    }
  }
  return out;
}

function isUnnamedDeadline({ times }: TimeHit): boolean {
  return times.length > 0 && times.every((time) => time.type === 'deadline' && time.label === undefined);
}

function namesReport({ role, times: [only, ...more] }: TimeHit): boolean {
  if (role === 'period') return true;
  return (
    role === 'time' &&
    more.length === 0 &&
    only?.type === 'recurring' &&
    only.every !== null &&
    only.due === null
  );
}

function named(source: string, period: TimeHit, hit: TimeHit): readonly PlanTime[] {
  if (period.times[0]?.every === 'P1Y')
    return hit.times.map((time) => ({ ...time, type: 'recurring', every: 'P1Y' }));
  const words = source.slice(period.start, period.end).replace(/^(?:theo )?định kỳ\s*\(?|[()]/giu, '');
  const label = squeeze(words).toLowerCase();
  return hit.times.map((time) => ({ ...time, label }));
}

const fillers =
  /^(?:(?:hoàn thành|thực hiện|triển khai|xong|trong|vào|là|từ|đến|và|hoặc|khoảng|dự kiến|thời gian|ngay|tổ chức|theo|trước|sau|định kỳ|năm|tháng)(?=\s|$)|[\s\p{P}\p{S}]+)+|[\s\p{P}\p{S}]+$/giu;

/** "Xây dựng: tháng 3; nghiệm thu: quý IV": in a cell with several times the words before one say what it is for. */
function labelHits(source: string, hits: readonly TimeHit[]): readonly TimeHit[] {
  if (hits.filter((hit) => hit.times.length > 0).length < 2) return hits;
  return hits.map((hit, index) => {
    const before = source.slice(hits[index - 1]?.end ?? 0, hit.start).split(/[;.]/u);
    const label = (before.at(-1) ?? '').replace(fillers, '');
    if (!/\p{L}{2}/u.test(label)) return hit;
    return { ...hit, times: hit.times.map((time) => ({ ...time, label: time.label ?? label })) };
  });
}

function distinct(times: readonly PlanTime[]): readonly PlanTime[] {
  const seen = new Set<string>();
  return times.filter((time) => {
    const key = JSON.stringify(time);
    if (seen.has(key)) return false;
    seen.add(key);
    return true;
  });
}
