import type { EventType, Flag } from './case-event.ts';
import type { CaseFile, Pause } from './case-file.ts';
import { addDays, dayOf, type Day } from './calendar-day.ts';
import { described, type Clock, type ClockState, type TimeLimitRule } from './time-limit-rule.ts';
import {
  certainty,
  isWorkingDay,
  workingDayFrom,
  workingDaysBetween,
  type WorkingCalendar,
} from './working-days.ts';

export interface Span {
  readonly nominalOn: Day;
  readonly dueOn: Day;
}

/**
 * Counts a limit forward. The first day is not counted (Bộ luật Dân sự 2015, Điều 147), paused days are not
 * counted, and a last day that is off moves to the next working day (Điều 148).
 */
export function countForward(
  calendar: WorkingCalendar,
  start: Day,
  days: number,
  unit: 'day' | 'workday',
  pauses: readonly Required<Pick<Pause, 'from' | 'to'>>[] = [],
): Span {
  const stands = (day: Day) => pauses.some(({ from, to }) => from < day && to !== undefined && day <= to);
  let on = start;
  for (let left = days; left > 0;) {
    on = addDays(on, 1);
    if (!stands(on) && (unit === 'day' || isWorkingDay(calendar, on))) left -= 1;
  }
  return { nominalOn: on, dueOn: workingDayFrom(calendar, on) };
}

/** Every clock of the case, in the order of the rules. A guided denunciation has none. */
export function clocksOf(
  file: CaseFile,
  rules: readonly TimeLimitRule[],
  calendar: WorkingCalendar,
  now: Date,
): Clock[] {
  if (file.stage === 'guided') return [];
  return rules.flatMap((rule) => (applies(rule, file) ? (clockOf(rule, file, calendar, now) ?? []) : []));
}

/** A clock that belongs to no case: a data-subject request, a data breach, the last day to complain. */
export function clockFrom(
  rule: TimeLimitRule,
  start: Date | Day,
  calendar: WorkingCalendar,
  flags: ReadonlySet<Flag> = new Set(),
): Clock {
  const startedOn = typeof start === 'string' ? start : dayOf(start);
  const days = daysAllowed(rule, flags);
  const span = reach(rule, days, startedOn, start, calendar, []);
  return {
    ...described(rule),
    startedOn,
    days,
    ...span,
    state: 'running',
    certainty: certainty(calendar, startedOn, span.dueOn),
  };
}

/** The clock that next wants something of the office: what a list shows as the due date. */
export function nextDue(clocks: readonly Clock[]): Clock | undefined {
  return earliest(
    clocks.filter(({ who, state, reminder }) => who === 'office' && state === 'running' && !reminder),
  );
}

export interface AnswerClocks {
  readonly law: Clock | undefined;
  readonly promise: Clock | undefined;
}

/** The clocks by which an answer is owed: the legal maximum and the office's promise, each if there is one. */
export function answerClocks(clocks: readonly Clock[]): AnswerClocks {
  const owed = clocks.filter(({ answer, state }) => answer && (state === 'running' || state === 'paused'));
  return {
    law: earliest(owed.filter(({ source }) => source === 'law')),
    promise: earliest(owed.filter(({ source }) => source === 'promise')),
  };
}

export type Dueness = 'later' | 't-3' | 't-1' | 'today' | 'overdue';

/** How near the due date is, in working days: T-3, T-1, the day itself, past it. */
export function dueness(dueOn: Day, today: Day, calendar: WorkingCalendar): Dueness {
  if (today > dueOn) return 'overdue';
  if (today === dueOn) return 'today';
  const left = workingDaysBetween(calendar, today, dueOn);
  return left <= 1 ? 't-1' : left <= 3 ? 't-3' : 'later';
}

/** Why an extension may not be given; undefined when it may. */
export type ExtensionProblem = 'no-such-clock' | 'too-long' | 'needs-flag' | 'not-extendable';

export function extensionProblem(
  file: CaseFile,
  rules: readonly TimeLimitRule[],
  clock: string,
  days: number,
): ExtensionProblem | undefined {
  const rule = rules.find(({ id }) => id === clock);
  if (!rule || !applies(rule, file) || startOf(rule, file) === undefined) return 'no-such-clock';
  const given = file.extensions.filter((extension) => extension.clock === clock);
  if (rule.maxExtension !== undefined) {
    if (rule.maxExtension === 0) return 'not-extendable';
    return sum(given.map((extension) => extension.days)) + days > rule.maxExtension ? 'too-long' : undefined;
  }
  const step = rule.extensions?.[given.length];
  if (!step) return 'not-extendable';
  if (step.needs && !has(file.flags, step.needs)) return 'needs-flag';
  return days > step.days ? 'too-long' : undefined;
}

function applies(rule: TimeLimitRule, file: CaseFile): boolean {
  return (
    rule.kinds.includes(file.kind) &&
    (rule.level === undefined || rule.level === file.level) &&
    (rule.when === undefined || has(file.flags, rule.when)) &&
    (rule.unless === undefined || !has(file.flags, rule.unless))
  );
}

/** Đặc biệt phức tạp is phức tạp too. */
function has(flags: ReadonlySet<Flag>, flag: Flag): boolean {
  return flags.has(flag) || (flag === 'complex' && flags.has('speciallyComplex'));
}

function clockOf(
  rule: TimeLimitRule,
  file: CaseFile,
  calendar: WorkingCalendar,
  now: Date,
): Clock | undefined {
  const start = startOf(rule, file);
  if (start === undefined) return undefined;
  const today = dayOf(now);
  const pauses = file.pauses.filter(({ by }) => rule.pausedBy?.includes(by));
  const extended = sum(file.extensions.filter(({ clock }) => clock === rule.id).map(({ days }) => days));
  const days = daysAllowed(rule, file.flags) + extended;
  const startedOn = typeof start === 'string' ? start : dayOf(start);
  const span = reach(
    rule,
    days,
    startedOn,
    start,
    calendar,
    pauses.map(({ from, to }) => ({ from, to: to ?? today })),
  );
  const stop = stopOf(rule, file);
  const stoppedOn = stop && dayOf(stop.at);
  return {
    ...described(rule),
    startedOn,
    days,
    ...span,
    state: stop ? ended(stop, span) : pauses.some(({ to }) => to === undefined) ? 'paused' : 'running',
    stoppedOn,
    certainty: certainty(calendar, startedOn, span.dueOn),
  };
}

function reach(
  rule: TimeLimitRule,
  days: number,
  startedOn: Day,
  start: Date | Day,
  calendar: WorkingCalendar,
  pauses: readonly { readonly from: Day; readonly to: Day }[],
): Span & { readonly dueAt?: string } {
  if (rule.unit === 'day' || rule.unit === 'workday')
    return countForward(calendar, startedOn, days, rule.unit, pauses);
  const from = typeof start === 'string' ? new Date(`${start}T00:00:00+07:00`) : start;
  const due = new Date(from.getTime() + days * (rule.unit === 'hour' ? 3_600_000 : 60_000));
  return { nominalOn: dayOf(due), dueOn: dayOf(due), dueAt: due.toISOString() };
}

function daysAllowed({ limit }: TimeLimitRule, flags: ReadonlySet<Flag>): number {
  const complex = has(flags, 'complex') ? limit.complex : undefined;
  const remote = flags.has('remote') ? limit.remote : undefined;
  if (complex !== undefined && remote !== undefined) return limit.remoteComplex ?? Math.max(complex, remote);
  return complex ?? remote ?? limit.n;
}

/** Where the clock starts on this case; undefined when that has not happened. */
function startOf(rule: TimeLimitRule, file: CaseFile): Date | Day | undefined {
  if (rule.starts === 'decision') return file.submission.contested?.knownOn;
  if (rule.starts === 'accepted') return file.acceptedOn;
  const signed = file.kind === 'complaint' || file.kind === 'denunciation';
  // A chat message is not a signed petition: khiếu nại and tố cáo run from the day the clerk took one in.
  if (rule.law && signed) return file.lodgedOn;
  const opening = [...file.events]
    .toReversed()
    .find(({ body }) => body.type === 'reopened' || body.type === 'received');
  return opening ? new Date(opening.at) : file.receivedOn;
}

interface Stop {
  readonly at: Date;
  readonly type: EventType;
}

/** The first event that ends the clock, after the last time the case was opened. */
function stopOf(rule: TimeLimitRule, file: CaseFile): Stop | undefined {
  const reopened = file.events.findLastIndex(({ body }) => body.type === 'reopened');
  const stops: readonly EventType[] = [...rule.stops, 'closed', 'withdrawn', 'merged'];
  const since = file.events.slice(reopened + 1);
  const once: readonly EventType[] = ['lodged', 'accepted', 'assigned'];
  // What was done once stays done when the case is reopened.
  const before = file.events.slice(0, reopened + 1).filter(({ body }) => once.includes(body.type));
  const stop = [...before, ...since].find(({ body }) => stops.includes(body.type));
  return stop && { at: new Date(stop.at), type: stop.body.type };
}

function ended(stop: Stop, span: Span & { readonly dueAt?: string }): ClockState {
  if (stop.type === 'withdrawn' || stop.type === 'merged') return 'void';
  if (span.dueAt) return stop.at.toISOString() <= span.dueAt ? 'met' : 'missed';
  return dayOf(stop.at) <= span.dueOn ? 'met' : 'missed';
}

function earliest(clocks: readonly Clock[]): Clock | undefined {
  return clocks.toSorted((a, b) =>
    (a.dueAt ?? a.dueOn) < (b.dueAt ?? b.dueOn) ? -1 : a.dueOn === b.dueOn ? 0 : 1,
  )[0];
}

function sum(numbers: readonly number[]): number {
  return numbers.reduce((total, number) => total + number, 0);
}
