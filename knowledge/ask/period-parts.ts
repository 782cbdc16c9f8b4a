import { addDays, daysInMonth, isoDate, monthSpan, quarterSpan, type Span } from '../calendar.ts';

/**
 * Khoảng thời gian được hỏi: "tháng 8/2023", "quý này", "trước 30/6", "sắp đến hạn".
 *
 * `until` and `overdue` ask for what ends by `to`; the others for what touches `from` to `to`.
 */
export interface Period {
  readonly kind:
    'date' | 'week' | 'month' | 'quarter' | 'half' | 'year' | 'range' | 'until' | 'upcoming' | 'overdue';
  readonly from: string | null;
  readonly to: string | null;
  /** The question names no year: `from` and `to` are in today's year and hold for the same days of any plan's. */
  readonly yearMissing: boolean;
  /** "tháng 6 và tháng 11": the stretches apart, where `from` to `to` holds more than was asked. */
  readonly pieces?: readonly Span[];
  readonly label: string;
}

export interface PeriodOptions {
  /** ISO date. */
  readonly today: string;
  /** The plan's year, when it is known, for a question that names none. */
  readonly year?: number;
}

const numerals: Readonly<Record<string, number>> = {
  mot: 1,
  gieng: 1,
  i: 1,
  hai: 2,
  ii: 2,
  ba: 3,
  iii: 3,
  tu: 4,
  bon: 4,
  iv: 4,
  sau: 6,
  bay: 7,
  tam: 8,
  chin: 9,
  muoi: 10,
  'muoi mot': 11,
  'muoi hai': 12,
  chap: 12,
};

export type Reader = (text: string, options: PeriodOptions) => Period | undefined;
export interface YearRead {
  readonly year: number;
  readonly yearMissing: boolean;
  /** "/2023" where the year is known. */
  readonly suffix: string;
}

export const thisYear = (today: string): number => Number(today.slice(0, 4));
export const thisMonth = (today: string): number => Number(today.slice(5, 7));
export const roman = (quarter: number): string => ['I', 'II', 'III', 'IV'][quarter - 1] ?? String(quarter);
export const shown = (iso: string): string =>
  `${Number(iso.slice(8))}/${Number(iso.slice(5, 7))}/${iso.slice(0, 4)}`;

export function yearOf(
  groups: Readonly<Record<string, string | undefined>>,
  { today, year }: PeriodOptions,
): YearRead {
  const printed = groups['year'] ? Number(groups['year']) : groups['now'] ? thisYear(today) : year;
  if (printed === undefined) return { year: thisYear(today), yearMissing: true, suffix: '' };
  return { year: printed, yearMissing: false, suffix: `/${printed}` };
}

export function numeral(word: string): number {
  return numerals[word] ?? Number(word);
}

export function fixed(kind: Period['kind'], span: Span, label: string): Period {
  return { kind, ...span, yearMissing: false, label };
}

export const partNames: Readonly<Record<string, string>> = { dau: 'đầu ', giua: 'giữa ', cuoi: 'cuối ' };

export function monthPeriod(
  months: readonly number[],
  part: string | undefined,
  read: YearRead,
): Period | undefined {
  const [first] = months;
  const last = months.at(-1);
  if (first === undefined || last === undefined) return undefined;
  const label = `${partNames[part ?? ''] ?? ''}tháng ${months.join(', ')}${read.suffix}`;
  if (part !== undefined && months.length === 1) {
    const day = (n: number): string =>
      isoDate(read.year, first, Math.min(n, daysInMonth(read.year, first))) ?? '';
    const [from, to] = { dau: [1, 10], giua: [11, 20] }[part] ?? [21, 31];
    return { kind: 'month', from: day(from ?? 1), to: day(to ?? 31), yearMissing: read.yearMissing, label };
  }
  return joined(
    'month',
    months.map((month) => monthSpan(read.year, month)),
    read,
    label,
  );
}

export function quarterPeriod(
  quarters: readonly number[],
  part: string | undefined,
  read: YearRead,
): Period | undefined {
  const [first] = quarters;
  if (first === undefined) return undefined;
  const label = `${partNames[part ?? ''] ?? ''}quý ${quarters.map(roman).join(', ')}${read.suffix}`;
  if (part !== undefined && quarters.length === 1) {
    const month = first * 3 - { dau: 2, giua: 1, cuoi: 0 }[part as 'dau' | 'giua' | 'cuoi'];
    return joined('month', [monthSpan(read.year, month)], read, label);
  }
  return joined(
    'quarter',
    quarters.map((quarter) => quarterSpan(read.year, quarter)),
    read,
    label,
  );
}

export function joined(
  kind: Period['kind'],
  spans: readonly Span[],
  { yearMissing }: YearRead,
  label: string,
): Period | undefined {
  const [first] = spans;
  const last = spans.at(-1);
  if (!first || !last) return undefined;
  const gap = spans.some((span, index) => index > 0 && addDays(spans[index - 1]?.to ?? '', 1) !== span.from);
  return { kind, from: first.from, to: last.to, yearMissing, label, ...(gap ? { pieces: spans } : {}) };
}

export function partOfYear(part: string, read: YearRead): Period | undefined {
  const label = `${partNames[part] ?? ''}năm${read.yearMissing ? '' : ` ${read.year}`}`;
  const span =
    { dau: monthSpan(read.year, 1, 3), giua: monthSpan(read.year, 5, 8) }[part] ??
    monthSpan(read.year, 10, 12);
  return { kind: 'range', ...span, yearMissing: read.yearMissing, label };
}
