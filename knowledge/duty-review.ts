import { createHash } from 'node:crypto';
import type { Assignment } from './assignment.ts';

/** Rà soát một việc: who confirmed which reading of a duty, and when. */
export interface DutyReview {
  readonly by: string;
  /** ISO time. */
  readonly on: string;
  /** `dutyReading` of what was confirmed; another reading makes the duty a draft again. */
  readonly reading: string;
  /** `dutyReading` of what the machine alone had read; undefined for a duty that the officer added. */
  readonly machine?: string;
}

/** One short text for everything that an answer may say of a duty. Where it stands in the plan does not count. */
export function dutyReading(assignment: Omit<Assignment, 'id' | 'reviewed'>): string {
  const { task, lead, advising, coordinating, directing, deliverable, method, reportsTo } = assignment;
  const { timeRaw, time, quote } = assignment;
  const said = [task, lead, advising, coordinating, directing, deliverable, method, reportsTo ?? []];
  // Key by key: a reading that was kept as JSON may hold its keys in another order.
  const dates = time.map((one) => Object.entries(one).toSorted(([a], [b]) => (a < b ? -1 : 1)));
  const all = JSON.stringify([...said, timeRaw, dates, quote]);
  return createHash('sha256').update(all.normalize('NFC')).digest('hex').slice(0, 16);
}
