import type { PlanTime } from '../assignment.ts';
import { yearSpan, type Span } from '../calendar.ts';
import { fold } from '../text.ts';

/** What a time expression is read against. */
export interface TimeContext {
  /** The text as written; rules match its folded twin of the same length. */
  readonly source: string;
  /** The plan's year, for expressions that print none. */
  readonly year: number | null;
  /** The text is a cell of a time column, where a bare "6/2025" or "2025" is a time. */
  readonly column: boolean;
}

/**
 * One piece of a time expression. `period` names what is reported on ("báo cáo 6 tháng", "cả năm") and gives
 * its name to the deadline that follows it; `undated` is kept as words only; `skip` is a date that is none
 * of the plan's times (the date of a document).
 */
export interface TimeHit {
  readonly start: number;
  readonly end: number;
  readonly role: 'time' | 'period' | 'undated' | 'skip';
  readonly times: readonly PlanTime[];
}

/** Tries to read one piece at a place of the folded text; undefined when there is none of its kind. */
export type TimeRule = (text: string, at: number, context: TimeContext) => TimeHit[] | undefined;

/** Folded, with the length kept, so that a position in it is a position in the text (which must be NFC). */
export function foldInPlace(text: string): string {
  const whole = fold(text);
  if (whole.length === text.length) return whole;
  return Array.from({ length: text.length }, (_, at) => {
    const folded = fold(text.charAt(at));
    return folded.length === 1 ? folded : text.charAt(at);
  }).join('');
}

export function hit(
  start: number,
  end: number,
  times: readonly PlanTime[],
  role: TimeHit['role'] = 'time',
): TimeHit {
  return { start, end, role, times };
}

export type TimePart = Pick<PlanTime, 'type'> & Partial<PlanTime>;

export function time(part: TimePart): PlanTime {
  return { from: null, to: null, due: null, every: null, ...part };
}

/** Marks an inferred year, and keeps as printed (`literal`) a year that lies before the plan's. */
export function dated(
  part: TimePart,
  printed: number | undefined,
  context: TimeContext,
  literal: string,
): PlanTime {
  if (printed === undefined) return time({ ...part, yearInferred: true });
  const odd = context.year !== null && printed < context.year;
  return time(odd ? { ...part, literal } : part);
}

export interface Wording {
  readonly words: string;
  readonly label?: string | undefined;
}

/** A span in the printed year, or in the plan's; without either it has no dates, and keeps its words as label. */
export function spanned(
  type: PlanTime['type'],
  { words, label }: Wording,
  printed: number | undefined,
  context: TimeContext,
  span: (year: number) => Span,
): PlanTime {
  const year = printed ?? context.year;
  if (year === null) return time({ type, label: label ?? words });
  return dated({ type, ...span(year), ...(label ? { label } : {}) }, printed, context, words);
}

/** ISO 8601 durations of the folded words. */
export const durations: Readonly<Record<string, string>> = {
  ngay: 'P1D',
  tuan: 'P1W',
  thang: 'P1M',
  quy: 'P3M',
  nam: 'P1Y',
};

/** "6 tháng" → P6M, "2 quý" → P6M; no count is one. */
export function duration(count: string | undefined, unit: string): string {
  const one = durations[unit] ?? 'P1Y';
  if (!count || Number(count) === 1) return one;
  return unit === 'quy' ? `P${Number(count) * 3}M` : `P${Number(count)}${one.at(-1)}`;
}

/** Again and again through the plan's year. */
export function recurring(every: string | null, context: TimeContext, label?: string): PlanTime {
  const more = label === undefined ? {} : { label };
  if (context.year === null) return time({ type: 'recurring', every, ...more });
  return time({ type: 'recurring', ...yearSpan(context.year), every, yearInferred: true, ...more });
}

/** A pattern for `matchAt`; made once, since rules are tried at every word. */
export function sticky(source: string): RegExp {
  return new RegExp(source, 'y');
}

/** A match that begins exactly at `at`. The pattern must be sticky. */
export function matchAt(pattern: RegExp, text: string, at: number): RegExpExecArray | null {
  pattern.lastIndex = at;
  return pattern.exec(text);
}

export function wordsOf(context: TimeContext, start: number, end: number): string {
  return context.source.slice(start, end).replace(/\s+/g, ' ').trim();
}

export function toNumber(digits: string | undefined): number | undefined {
  return digits === undefined ? undefined : Number(digits);
}

export const YEAR = String.raw`(?:19|20)\d{2}(?!\d)`;
export const OF_YEAR = String.raw`(?:\s*(?:/|\.|-|nam|cua nam|,\s*nam)\s*(?<year>${YEAR}))`;

/** "trước ngày …": the day itself is already too late. */
export const BEFORE = /(?:cham nhat |muon nhat |xong |han )?truoc\s+/y;
/** "chậm nhất", "đến hết", "thời hạn:": the day itself still counts. */
export const UNTIL =
  /(?:(?:cham nhat|muon nhat)(?: la| vao| trong| den)?|khong (?:qua|muon hon|cham hon)|den het|het(?= ngay| thang| quy| nam)|(?:xong|hoan thanh|xong vao|hoan thanh vao|hoan thanh trong|vao|trong)(?= ngay)|han (?:cuoi|chot|nop|gui|hoan thanh)(?: la)?\s*:?|thoi han\s*:?)\s+/y;
