import type { PlanTime } from '../assignment.ts';
import { addDays } from '../calendar.ts';
import { fold, normalise, squeeze } from '../text.ts';
import {
  readDay,
  readFromDay,
  readHalf,
  readMonths,
  readQuarters,
  readUntil,
  readYear,
} from './period-named.ts';
import { readOverdue, readPartOfNow, readRelative, readUpcoming } from './period-now.ts';
import type { Period, PeriodOptions } from './period-parts.ts';

export type { Period, PeriodOptions };

/**
 * The period that a question asks about; undefined when it names none. Diacritics do not matter.
 *
 * "báo cáo 6 tháng", "6T" are kinds of report; "tháng nào", "quý mấy" ask for a period; a year behind the name of a
 * plan and the date of a decision name a document: none of them is a period asked about.
 */
export function readPeriod(question: string, options: PeriodOptions): Period | undefined {
  const text = fold(squeeze(normalise(question)));
  for (const read of [
    readFromDay,
    readUntil,
    readHalf,
    readMonths,
    readQuarters,
    readRelative,
    readDay,
    readPartOfNow,
    readOverdue,
    readUpcoming,
    readYear,
  ]) {
    const period = read(text, options);
    if (period) return period;
  }
  return undefined;
}

/** The times that fall in the period. Whole-year, recurring and continuous times fall in any part of their year. */
export function overlaps(
  period: Period,
  times: readonly PlanTime[],
  { includeContinuous = true }: { readonly includeContinuous?: boolean } = {},
): readonly PlanTime[] {
  return times.filter((time) => {
    const standing =
      time.type === 'year' || time.type === 'continuous' || (time.type === 'recurring' && !time.due);
    if (standing && !includeContinuous && period.kind !== 'year') return false;
    return (period.pieces ?? [{ from: period.from, to: period.to }]).some((piece) =>
      touches(period, piece, time),
    );
  });
}

function touches(
  period: Period,
  piece: { readonly from: string | null; readonly to: string | null },
  time: PlanTime,
): boolean {
  const lastDay = time.due && time.exclusive && period.kind !== 'date' ? addDays(time.due, -1) : time.due;
  const start = lastDay ?? time.from;
  const end = lastDay ?? time.to;
  if (!start && !end) return false;
  const own = (end ?? start ?? '').slice(0, 4);
  if (period.yearMissing && start && start.slice(0, 4) !== own) return true;
  const shift = (day: string | null): string | null => (day && period.yearMissing ? own + day.slice(4) : day);
  const [from, to] = [shift(piece.from), shift(piece.to)];
  if (period.kind === 'until' || period.kind === 'overdue') {
    return end !== null && (to === null || end <= to) && (from === null || end >= from);
  }
  return (to === null || !start || start <= to) && (from === null || !end || end >= from);
}
