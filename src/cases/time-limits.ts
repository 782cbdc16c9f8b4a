import type { EventType, Flag } from './case-event.ts';
import type { CaseFile, Pause } from './case-file.ts';
import { addDays, dayOf, type Day } from './calendar-day.ts';
import type { CaseKind } from './submission.ts';
import {
  certainty,
  isWorkingDay,
  workingDayFrom,
  workingDaysBetween,
  type CalendarStatus,
  type WorkingCalendar,
} from './working-days.ts';

/** Ba mốc bắt đầu: tiếp nhận đơn, thụ lý, nhận được quyết định. */
export type Start = 'received' | 'accepted' | 'decision';
export type LimitUnit = 'day' | 'workday' | 'hour' | 'minute';

/** Điều luật. */
export interface LawReference {
  readonly article: string;
  readonly of: string;
  readonly number: string;
}

/** Một dòng của bảng thời hạn: law, or the office's own promise (then `law` is missing). */
export interface TimeLimitRule {
  readonly id: string;
  readonly name: string;
  readonly kinds: readonly CaseKind[];
  readonly level?: 1 | 2 | undefined;
  readonly who: 'office' | 'citizen';
  readonly starts: Start;
  readonly unit: LimitUnit;
  readonly limit: {
    readonly n: number;
    readonly complex?: number | undefined;
    readonly remote?: number | undefined;
    readonly remoteComplex?: number | undefined;
  };
  /** Applies only with (or without) this flag. */
  readonly when?: Flag | undefined;
  readonly unless?: Flag | undefined;
  /** Applies only where the office names this local regulation. */
  readonly local?: string | undefined;
  /** Signed extensions the law knows, in order, each with the flag that it needs. */
  readonly extensions?: readonly { readonly days: number; readonly needs?: Flag | undefined }[] | undefined;
  /** The most days by which a promise may be put off. */
  readonly maxExtension?: number | undefined;
  readonly stops: readonly EventType[];
  readonly pausedBy?: readonly Pause['by'][] | undefined;
  /** By then the citizen is owed the answer itself. */
  readonly answer?: boolean | undefined;
  /** A duty on the way, not the answer itself: shown, but not the due date of the case. */
  readonly reminder?: boolean | undefined;
  readonly law?: LawReference | undefined;
  /** Vì sao cần xác minh; missing when the number needs no verification. */
  readonly verify?: string | undefined;
}

/**
 * running · paused: tạm dừng, due as if resumed today · met, missed: đã làm đúng hạn, trễ hạn ·
 * void: vụ việc rút hoặc gộp nên hết phải làm.
 */
export type ClockState = 'running' | 'paused' | 'met' | 'missed' | 'void';

/** Một thời hạn đang tính trên một hồ sơ. */
export interface Clock {
  readonly id: string;
  readonly name: string;
  readonly source: 'law' | 'promise';
  readonly who: 'office' | 'citizen';
  /** "Điều 28 Luật Khiếu nại 2011 (02/2011/QH13)", or "Cam kết của cơ quan". */
  readonly article: string;
  readonly verify?: string | undefined;
  readonly startedOn: Day;
  readonly days: number;
  readonly unit: LimitUnit;
  /** Ngày cuối theo số đếm. A citizen who keeps this day is safe whatever the holidays. */
  readonly nominalOn: Day;
  /** Ngày đến hạn: the nominal day, or the next working day when that one is off. */
  readonly dueOn: Day;
  /** ISO instant, for limits in hours and minutes. */
  readonly dueAt?: string | undefined;
  readonly state: ClockState;
  readonly stoppedOn?: Day | undefined;
  readonly answer: boolean;
  readonly reminder: boolean;
  /** How sure the days off on the way are: a date over a year without a notice may still move. */
  readonly certainty: CalendarStatus;
}

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

/** "Điều 28 Luật Khiếu nại 2011 (02/2011/QH13)". */
export function cite(law: LawReference | undefined): string {
  if (!law) return 'Cam kết của cơ quan';
  return `${law.article} ${law.of}${law.number && !law.of.includes(law.number) ? ` (${law.number})` : ''}`;
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

function described(rule: TimeLimitRule) {
  return {
    id: rule.id,
    name: rule.name,
    source: rule.law ? ('law' as const) : ('promise' as const),
    who: rule.who,
    article: cite(rule.law),
    verify: rule.verify,
    unit: rule.unit,
    answer: rule.answer ?? false,
    reminder: rule.reminder ?? false,
  };
}

function earliest(clocks: readonly Clock[]): Clock | undefined {
  return clocks.toSorted((a, b) =>
    (a.dueAt ?? a.dueOn) < (b.dueAt ?? b.dueOn) ? -1 : a.dueOn === b.dueOn ? 0 : 1,
  )[0];
}

function sum(numbers: readonly number[]): number {
  return numbers.reduce((total, number) => total + number, 0);
}
