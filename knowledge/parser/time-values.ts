import type { PlanTime } from '../assignment.ts';
import { yearSpan, type Span } from '../calendar.ts';
import type { TimeContext } from './time-hit.ts';

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

export function toNumber(digits: string | undefined): number | undefined {
  return digits === undefined ? undefined : Number(digits);
}
