/** Calendar arithmetic on ISO dates (`YYYY-MM-DD`), free of time zones. */

export interface Span {
  readonly from: string;
  readonly to: string;
}

const pad = (value: number, length = 2): string => String(value).padStart(length, '0');

export function daysInMonth(year: number, month: number): number {
  return new Date(Date.UTC(year, month, 0)).getUTCDate();
}

/** undefined when there is no such day ("31/02/2023"). */
export function isoDate(year: number, month: number, day: number): string | undefined {
  if (month < 1 || month > 12 || day < 1 || day > daysInMonth(year, month)) return undefined;
  return `${pad(year, 4)}-${pad(month)}-${pad(day)}`;
}

/** First day of the first month to the last day of the last month. */
export function monthSpan(year: number, firstMonth: number, lastMonth = firstMonth): Span {
  return {
    from: `${pad(year, 4)}-${pad(firstMonth)}-01`,
    to: `${pad(year, 4)}-${pad(lastMonth)}-${pad(daysInMonth(year, lastMonth))}`,
  };
}

/** Quý. */
export function quarterSpan(year: number, quarter: number, lastQuarter = quarter): Span {
  return monthSpan(year, quarter * 3 - 2, lastQuarter * 3);
}

export function yearSpan(year: number, lastYear = year): Span {
  return { from: `${pad(year, 4)}-01-01`, to: `${pad(lastYear, 4)}-12-31` };
}

export function addDays(iso: string, days: number): string {
  const date = new Date(`${iso}T00:00:00Z`);
  date.setUTCDate(date.getUTCDate() + days);
  return date.toISOString().slice(0, 10);
}

/** Monday is 1, Sunday is 7. */
export function weekday(iso: string): number {
  return new Date(`${iso}T00:00:00Z`).getUTCDay() || 7;
}
