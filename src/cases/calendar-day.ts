/** Ngày, as `YYYY-MM-DD` in Vietnam. Compares and sorts as text. */
export type Day = string;

const dayMs = 86_400_000;
/** Vietnam keeps UTC+7 all year. */
const vietnamOffsetMs = 7 * 3_600_000;

export function isDay(text: string): boolean {
  return /^\d{4}-\d{2}-\d{2}$/.test(text) && !Number.isNaN(toMs(text)) && fromMs(toMs(text)) === text;
}

/** The day it is in Vietnam at this instant. */
export function dayOf(instant: Date): Day {
  return fromMs(instant.getTime() + vietnamOffsetMs);
}

export function addDays(day: Day, count: number): Day {
  return fromMs(toMs(day) + count * dayMs);
}

/** The same day so many months away, or the last day of that month when it has no such day. */
export function addMonths(day: Day, count: number): Day {
  const [year = 0, month = 1, date = 1] = day.split('-').map(Number);
  const last = new Date(Date.UTC(year, month + count, 0)).getUTCDate();
  return fromMs(Date.UTC(year, month - 1 + count, Math.min(date, last)));
}

/** `to` minus `from` in days: 1 for tomorrow. */
export function daysBetween(from: Day, to: Day): number {
  return Math.round((toMs(to) - toMs(from)) / dayMs);
}

/** 0 Sunday … 6 Saturday. */
export function weekday(day: Day): number {
  return new Date(toMs(day)).getUTCDay();
}

/** "21/11/2026". */
export function printDay(day: Day): string {
  const [year = '', month = '', date = ''] = day.split('-');
  return `${date}/${month}/${year}`;
}

function toMs(day: Day): number {
  return Date.parse(`${day}T00:00:00Z`);
}

function fromMs(ms: number): Day {
  return new Date(ms).toISOString().slice(0, 10);
}
