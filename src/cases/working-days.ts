import { addDays, weekday, type Day } from './calendar-day.ts';

/** announced: theo thông báo · estimated: suy từ luật, chờ thông báo · unknown: năm chưa có lịch nghỉ. */
export type CalendarStatus = 'announced' | 'estimated' | 'unknown';

/** Ngày nghỉ trong năm. `compensation`: nghỉ bù · `swap`: nghỉ hoán đổi, có ngày làm bù. */
export interface DayOff {
  readonly day: Day;
  readonly name: string;
  readonly reason: 'holiday' | 'compensation' | 'swap';
  readonly status?: 'announced' | 'estimated' | undefined;
}

/** Ngày làm bù: a day of the weekend that is worked. */
export interface MakeUpDay {
  readonly day: Day;
  readonly name: string;
}

export interface HolidayYear {
  readonly year: number;
  readonly status: 'announced' | 'estimated';
  readonly sources: readonly string[];
  readonly off: readonly DayOff[];
  readonly makeUp: readonly MakeUpDay[];
}

/** Ngày lễ dương lịch cố định: all that is known of a year whose notice is not out. */
export interface FixedHoliday {
  readonly monthDay: string;
  readonly name: string;
  readonly from: number;
}

/** Lịch làm việc của cơ quan hành chính. */
export interface WorkingCalendar {
  readonly off: ReadonlyMap<Day, DayOff>;
  readonly makeUp: ReadonlyMap<Day, MakeUpDay>;
  readonly years: ReadonlyMap<number, CalendarStatus>;
  readonly fixed: readonly FixedHoliday[];
}

export function calendarOf(
  years: readonly HolidayYear[],
  fixed: readonly FixedHoliday[] = [],
): WorkingCalendar {
  return {
    off: new Map(years.flatMap((year) => year.off.map((off) => [off.day, off] as const))),
    makeUp: new Map(years.flatMap((year) => year.makeUp.map((made) => [made.day, made] as const))),
    years: new Map(years.map(({ year, status }) => [year, status])),
    fixed,
  };
}

/** Why the office is closed that day: the holiday's name, or "Nghỉ hằng tuần". Undefined on a working day. */
export function closedFor(calendar: WorkingCalendar, day: Day): string | undefined {
  const off = calendar.off.get(day);
  if (off) return off.name;
  if (calendar.makeUp.has(day)) return undefined;
  if (weekday(day) === 0 || weekday(day) === 6) return 'Nghỉ hằng tuần';
  return calendar.years.has(yearOf(day)) ? undefined : fixedHoliday(calendar, day)?.name;
}

export function isWorkingDay(calendar: WorkingCalendar, day: Day): boolean {
  return closedFor(calendar, day) === undefined;
}

/** The day itself when it is worked, otherwise the next day that is. */
export function workingDayFrom(calendar: WorkingCalendar, day: Day): Day {
  let on = day;
  while (!isWorkingDay(calendar, on)) on = addDays(on, 1);
  return on;
}

/** The count-th working day after `start`; `start` itself is not counted (Bộ luật Dân sự 2015, Điều 147). */
export function addWorkingDays(calendar: WorkingCalendar, start: Day, count: number): Day {
  let on = start;
  for (let left = count; left > 0;) {
    on = addDays(on, 1);
    if (isWorkingDay(calendar, on)) left -= 1;
  }
  return on;
}

/** Working days after `from` up to and including `to`; negative when `to` is earlier. */
export function workingDaysBetween(calendar: WorkingCalendar, from: Day, to: Day): number {
  if (to < from) return -workingDaysBetween(calendar, to, from);
  let count = 0;
  for (let on = from; on < to;) {
    on = addDays(on, 1);
    if (isWorkingDay(calendar, on)) count += 1;
  }
  return count;
}

/** How sure the calendar is of every day after `from` up to `to`: the least sure of them. */
export function certainty(calendar: WorkingCalendar, from: Day, to: Day): CalendarStatus {
  let least: CalendarStatus = 'announced';
  for (let year = yearOf(from); year <= yearOf(to); year += 1) {
    const status = calendar.years.get(year) ?? 'unknown';
    if (status === 'unknown') return 'unknown';
    if (status === 'estimated') least = 'estimated';
  }
  const doubtful = [...calendar.off.values()].some(
    ({ day, status }) => status === 'estimated' && from < day && day <= to,
  );
  return doubtful ? 'estimated' : least;
}

function fixedHoliday(calendar: WorkingCalendar, day: Day): FixedHoliday | undefined {
  return calendar.fixed.find(({ monthDay, from }) => monthDay === day.slice(5) && from <= yearOf(day));
}

function yearOf(day: Day): number {
  return Number(day.slice(0, 4));
}
