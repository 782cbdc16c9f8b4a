import { parse } from 'yaml';
import type { Assignment, Plan, PlanDocument, Problem, Unit } from './assignment.ts';
import { correctUnits, renamed, withNamed } from './corrected-units.ts';
import { dutyReading, type DutyReview } from './duty-review.ts';
import { squeeze } from './text.ts';

/**
 * Hiệu đính: what an officer put right after reading the plan beside the parser's reading.
 *
 * Kept apart from the source in `plan.yaml`, so that reading it again loses nothing. Only what a person alone can
 * know belongs here; what a rule can read belongs in the parser.
 */
export interface Corrections {
  readonly reviewed?: Review;
  readonly document?: Partial<PlanDocument>;
  readonly assignments?: readonly AssignmentCorrection[];
  readonly units?: readonly UnitCorrection[];
  readonly problems?: readonly Problem[];
  /** Điểm đã đối chiếu: remarks of the machine that a person has held against the paper. */
  readonly dismissed?: readonly DismissedPoint[];
}

/** Which remark it is, of the text of this version. */
export type DismissedPoint = Pick<Problem, 'code' | 'lines'>;

/** Rà soát: who read the plan line by line, when, and which text it was. */
export interface Review {
  readonly by: string;
  readonly on: string;
  /** `sourceFingerprint` of the text that was read; another text makes the assignments drafts again. */
  readonly source: string;
}

export type Settable = Omit<Assignment, 'id' | 'reviewed'>;

export interface AssignmentCorrection {
  /** The local id ("iii.1-4") at the time of the review. */
  readonly at: string;
  /** Words of the quote. They win over `at` when the numbering has moved. */
  readonly anchor?: string;
  /** The whole quote at the time, stricter than `anchor`: no duty that quotes anything else is touched. */
  readonly quote?: readonly string[];
  readonly set?: Partial<Settable>;
  readonly doubt?: string;
  readonly note?: string;
  readonly drop?: boolean;
  /** A duty that no rule finds; `set` then holds all of it. */
  readonly add?: boolean;
  /** Of this duty alone; `Review` is of the whole plan. False takes the duty out of that one. */
  readonly reviewed?: DutyReview | false;
}

export interface UnitCorrection {
  readonly name: string;
  /** Added to the aliases that were read. */
  readonly aliases?: readonly string[];
  /** Another name of the list that means this unit; it is joined with this one. */
  readonly sameAs?: readonly string[];
  readonly kind?: Unit['kind'];
  /** For a unit that no rule finds. */
  readonly lines?: readonly number[];
}

const keys: Record<keyof Corrections, true> = {
  reviewed: true,
  document: true,
  assignments: true,
  units: true,
  problems: true,
  dismissed: true,
};

/** Reads `plan.yaml`. A file that is no such list is a problem, not an exception. */
export function readCorrections(text: string): { corrections: Corrections; problems: readonly Problem[] } {
  try {
    const value: unknown = parse(text) ?? {};
    if (typeof value !== 'object' || value === null || Array.isArray(value))
      return unreadable('không phải danh mục');
    const unknown = Object.keys(value).filter((key) => !(key in keys));
    if (unknown.length > 0) return unreadable(`có mục không biết: ${unknown.join(', ')}`);
    const corrections = value as Corrections;
    const lists = [corrections.assignments, corrections.units, corrections.problems, corrections.dismissed];
    if (lists.some((list) => list !== undefined && !Array.isArray(list)))
      return unreadable('có mục không phải danh sách');
    if (corrections.assignments?.some(({ at }) => typeof at !== 'string'))
      return unreadable('có dòng hiệu đính thiếu "at"');
    return { corrections, problems: [] };
  } catch (error) {
    return unreadable(error instanceof Error ? (error.message.split('\n')[0] ?? '') : String(error));
  }
}

function unreadable(why: string): { corrections: Corrections; problems: Problem[] } {
  const message = `plan.yaml không đọc được (${why}); kế hoạch được hiện như máy đọc.`;
  return {
    corrections: {},
    problems: [{ code: 'plan/corrections-unreadable', level: 'error', message, lines: [] }],
  };
}

/** Puts the corrections on top of what was read. A correction whose target is gone becomes a problem. */
export function applyCorrections(plan: Plan, corrections: Corrections, fingerprint: string): Plan {
  const lost: Problem[] = [];
  const isCurrent = corrections.reviewed?.source === fingerprint;
  const corrected = (corrections.assignments ?? []).reduce(
    (assignments, correction) => applyOne(plan, assignments, correction, lost),
    plan.assignments,
  );
  if (corrections.reviewed && !isCurrent) {
    const message = 'Nguồn đã đổi từ lần rà soát trước; các dòng nhiệm vụ cần được rà soát lại.';
    lost.push({ code: 'plan/review-outdated', level: 'warning', message, lines: [] });
  }
  const same = new Map(
    (corrections.units ?? []).flatMap(({ name, sameAs = [] }) =>
      sameAs.map((other): [string, string] => [other, name]),
    ),
  );
  const reviews = dutyReviews(plan, corrections.assignments ?? []);
  const withdrawn = new Set(
    (corrections.assignments ?? []).flatMap((one) =>
      one.reviewed === false ? (targetOf(plan.assignments, one)?.id ?? []) : [],
    ),
  );
  const assignments = corrected.map((assignment) => {
    const named = renamed(assignment, same);
    const review = reviews.get(assignment.id);
    const holds = review !== undefined && isStillReviewed(review, named);
    if (review && !holds) lost.push(reviewOutdated(named));
    return { ...named, reviewed: (isCurrent && !withdrawn.has(assignment.id)) || holds };
  });
  return {
    ...plan,
    document: { ...plan.document, ...corrections.document, id: plan.document.id },
    units: withNamed(correctUnits(plan.units, corrections.units ?? [], same), assignments),
    assignments,
    problems: [
      ...plan.problems.filter((problem) => !isAmong(corrections.dismissed, problem)),
      ...lost,
      ...(corrections.problems ?? []),
    ],
  };
}

export function isAmong(points: readonly DismissedPoint[] = [], { code, lines }: DismissedPoint): boolean {
  return points.some((point) => point.code === code && point.lines.join() === lines.join());
}

function applyOne(
  plan: Plan,
  assignments: readonly Assignment[],
  correction: AssignmentCorrection,
  lost: Problem[],
): readonly Assignment[] {
  const { at, set = {}, doubt, note } = correction;
  const said = { ...set, ...(doubt === undefined ? {} : { doubt }), ...(note === undefined ? {} : { note }) };
  if (correction.add) {
    const added = complete(plan, at, said);
    if (!isVerbatim(plan, added)) lost.push(notInSource(at));
    return [...assignments, added].toSorted((a, b) => a.lines[0] - b.lines[0]);
  }
  const target = targetOf(assignments, correction);
  if (!target) {
    const message = `Hiệu đính "${at}" không còn dòng nhiệm vụ tương ứng; cần xem lại.`;
    lost.push({ code: 'plan/correction-lost', level: 'error', message, lines: [] });
    return assignments;
  }
  if (correction.drop) return assignments.filter((assignment) => assignment !== target);
  return assignments.map((assignment) => (assignment === target ? { ...assignment, ...said } : assignment));
}

/** Every piece of the quote is in the source, white space folded. */
export function isVerbatim(plan: Pick<Plan, 'lines'>, { quote }: Pick<Assignment, 'quote'>): boolean {
  const source = squeeze(plan.lines.join(' '));
  return quote.length > 0 && quote.every((piece) => source.includes(squeeze(piece.normalize('NFC'))));
}

function notInSource(at: string): Problem {
  const message = `Hiệu đính "${at}" trích một câu không có trong nguồn.`;
  return { code: 'plan/quote-not-in-source', level: 'error', message, lines: [] };
}

/** The duty that a correction speaks of: by id when it still quotes the same, else the only one that does. */
export function targetOf(
  assignments: readonly Assignment[],
  { at, anchor, quote }: AssignmentCorrection,
): Assignment | undefined {
  const byId = assignments.find(({ id }) => id.endsWith(`#${at}`));
  if (anchor === undefined && quote === undefined) return byId;
  const whole = quote && plainQuote(quote);
  const words = squeeze((anchor ?? '').normalize('NFC'));
  const fits = (assignment: Assignment): boolean => {
    const text = plainQuote(assignment.quote);
    return (whole === undefined || text === whole) && text.includes(words);
  };
  if (byId && fits(byId)) return byId;
  const byWords = assignments.filter(fits);
  return byWords.length === 1 ? byWords[0] : undefined;
}

const plainQuote = (quote: readonly string[]): string => squeeze(quote.join(' ').normalize('NFC'));

interface HeldReview {
  readonly review: DutyReview;
  /** What the machine alone reads now; undefined for a duty that an officer added. */
  readonly machine: string | undefined;
}

function dutyReviews(plan: Plan, corrections: readonly AssignmentCorrection[]): Map<string, HeldReview> {
  return new Map(
    corrections.flatMap((correction): [string, HeldReview][] => {
      const { reviewed: review, add, at } = correction;
      if (!review) return [];
      if (add) return [[`${plan.document.id}#${at}`, { review, machine: undefined }]];
      const target = targetOf(plan.assignments, correction);
      return target ? [[target.id, { review, machine: dutyReading(target) }]] : [];
    }),
  );
}

/** As long as duty and machine read as they did, or the machine has come to read what the officer confirmed. */
function isStillReviewed({ review, machine }: HeldReview, corrected: Assignment): boolean {
  const isSame = machine === review.machine || machine === review.reading;
  return isSame && dutyReading(corrected) === review.reading;
}

function reviewOutdated({ lines, task }: Assignment): Problem {
  const message = `Việc đã rà soát nay được đọc khác, cần rà soát lại: "${squeeze(task).slice(0, 90)}".`;
  return { code: 'plan/review-outdated', level: 'warning', message, lines };
}

/** A duty of which nothing is told yet. */
export const emptyDuty: Omit<Assignment, 'id' | 'reviewed'> = {
  section: '',
  kind: 'duty',
  task: '',
  lead: [],
  advising: [],
  coordinating: [],
  directing: null,
  deliverable: null,
  method: null,
  timeRaw: null,
  time: [],
  quote: [],
  lines: [0, 0],
};

function complete(plan: Plan, at: string, said: Partial<Settable>): Assignment {
  return { ...emptyDuty, ...said, id: `${plan.document.id}#${at}`, reviewed: false };
}
