import type { Assignment, LineRange, Plan } from '../../knowledge/assignment.ts';
import {
  emptyDuty,
  isAmong,
  type AssignmentCorrection,
  type DismissedPoint,
} from '../../knowledge/corrections.ts';
import { dutyReading } from '../../knowledge/duty-review.ts';
import type { CorrectionEntry, CorrectionRefusal, PlanCorrectionStore } from '../storage/plan-corrections.ts';
import type { Deed } from '../storage/plan-store.ts';
import {
  changedFields,
  checkFields,
  fieldsOf,
  placeOf,
  type DutyFields,
  type FieldIssue,
} from './duty-fields.ts';
import { changedHead, checkHead, type HeadFields, type HeadIssue } from './head-fields.ts';
import { isOfScan, openDuties, seenOf, type OpenDuty, type OpenPlan } from './open-plan.ts';
import { sectionAt } from './section-at.ts';

/** How an edit ended. Nothing was kept when there is an issue or a refusal. */
export interface EditResult<Issue = FieldIssue> {
  readonly issues?: readonly Issue[];
  readonly refusal?: CorrectionRefusal | 'no-such-duty' | undefined;
}

export interface EditOptions {
  /** The newest correction of the target when the form was made. */
  readonly seen: number;
  /** What is doubtful is to be kept all the same. */
  readonly sure: boolean;
}

export interface ConfirmedDuty {
  readonly id: string;
  /** `dutyReading` of what the officer looked at: what has changed since is not confirmed. */
  readonly reading: string;
}

/** Hiệu đính một bản nháp: every change is checked against the text, kept apart from it, and can be taken back. */
export class PlanEditing {
  constructor(private readonly corrections: PlanCorrectionStore) {}

  /** Puts the fields of a duty right; `confirm` also marks it as reviewed. */
  async change(
    open: OpenPlan,
    id: string,
    fields: DutyFields,
    options: EditOptions & { readonly confirm: boolean },
    deed: Deed,
  ): Promise<EditResult> {
    const found = dutyOf(open, id);
    if (!found) return { refusal: 'no-such-duty' };
    const issues = stopping(checkFields(fields, open.machine), options.sure);
    if (issues) return { issues };
    const base = found.machine ?? found.duty;
    const changed = changedFields(fields, open.machine, base);
    const before = correctionOf(found);
    const kept = {
      ...(before.add ? before.set : unlisted(before.set)),
      ...(isSameTime(fields, fieldsOf(found.duty, before)) ? timeIn(before.set) : {}),
      ...changed,
    };
    const { set: _set, reviewed: _reviewed, ...rest } = before;
    const correction = { ...rest, ...(Object.keys(kept).length > 0 ? { set: kept } : {}) };
    const review = options.confirm ? reviewOf({ ...base, ...kept }, found.machine, deed) : (false as const);
    const entry = { target: before.at, correction: { ...correction, reviewed: review }, seen: options.seen };
    return { refusal: await this.make(open, [entry], deed) };
  }

  /** A duty that the machine did not find, at these lines of the source. */
  async add(
    open: OpenPlan,
    fields: DutyFields,
    near: LineRange,
    sure: boolean,
    deed: Deed,
  ): Promise<EditResult> {
    const issues = stopping(checkFields(fields, open.machine), sure);
    if (issues) return { issues };
    const empty = { ...emptyDuty, ...sectionAt(open.machine, near[0]), lines: near };
    const set = { ...empty, ...changedFields(fields, open.machine, { ...empty, id: '', reviewed: false }) };
    const placed = { ...set, ...placeOf(fields.quote, open.machine, near) };
    const at = `them-${1 + open.made.filter(({ target }) => target.startsWith('them-')).length}`;
    const correction = { at, add: true, set: placed, reviewed: reviewOf(placed, undefined, deed) };
    return { refusal: await this.make(open, [{ target: at, correction, seen: 0 }], deed) };
  }

  /** Rà soát: these duties read as the officer saw them. Those that have changed since are passed over. */
  async confirm(
    open: OpenPlan,
    seen: readonly ConfirmedDuty[],
    deed: Deed,
  ): Promise<{ readonly passedOver: number; readonly refusal?: CorrectionRefusal | undefined }> {
    const duties = new Map(openDuties(open).map((one) => [one.id, one]));
    let passedOver = 0;
    const entries = seen.flatMap(({ id, reading }): CorrectionEntry[] => {
      const found = duties.get(id);
      if (found?.duty.reviewed) return [];
      if (!found || dutyReading(found.duty) !== reading) {
        passedOver += 1;
        return [];
      }
      const { reviewed: _reviewed, ...before } = correctionOf(found);
      const reviewed = reviewOf(found.duty, found.machine, deed);
      return [{ target: before.at, correction: { ...before, reviewed } }];
    });
    return { passedOver, refusal: await this.make(open, entries, deed) };
  }

  /** Bỏ dấu đã rà soát. */
  async reopen(open: OpenPlan, id: string, deed: Deed): Promise<EditResult> {
    const found = dutyOf(open, id);
    if (!found) return { refusal: 'no-such-duty' };
    const before = correctionOf(found);
    return {
      refusal: await this.make(
        open,
        [{ target: before.at, correction: { ...before, reviewed: false } }],
        deed,
      ),
    };
  }

  /** Takes out what is no duty. */
  async drop(open: OpenPlan, id: string, seen: number, deed: Deed): Promise<EditResult> {
    const found = dutyOf(open, id);
    if (!found) return { refusal: 'no-such-duty' };
    const { at, quote } = correctionOf(found);
    // What an officer added is simply no longer added.
    const correction = found.machine ? { at, ...(quote ? { quote } : {}), drop: true } : { at };
    return { refusal: await this.make(open, [{ target: at, correction, seen }], deed) };
  }

  /** Trả về như máy đọc; also for a correction whose words are gone. */
  async undo(open: OpenPlan, target: string, deed: Deed): Promise<EditResult> {
    const known = open.corrections.assignments?.some(({ at }) => at === target);
    if (!known) return { refusal: 'no-such-duty' };
    return { refusal: await this.make(open, [{ target, correction: { at: target } }], deed) };
  }

  async head(
    open: OpenPlan,
    fields: HeadFields,
    options: EditOptions,
    deed: Deed,
  ): Promise<EditResult<HeadIssue>> {
    const issues = stopping(checkHead(fields, open.machine), options.sure);
    if (issues) return { issues };
    const { assignments: _assignments, problems = [], document: before, ...whole } = open.corrections;
    const document = { ...otherFacts(before), ...changedHead(fields, open.machine) };
    // Whoever puts the head right has seen what did not come over from the last version.
    const left = problems.filter(({ code }) => code !== 'plan/head-correction-dropped');
    const correction = {
      ...whole,
      ...(Object.keys(document).length > 0 ? { document } : {}),
      ...(left.length > 0 ? { problems: left } : {}),
    };
    return { refusal: await this.make(open, [{ target: '', correction, seen: options.seen }], deed) };
  }

  /** Đã đối chiếu: puts a remark on the scan away. */
  async dismiss(open: OpenPlan, point: DismissedPoint, deed: Deed): Promise<EditResult> {
    const { assignments: _assignments, dismissed = [], ...whole } = open.corrections;
    const { code, lines } = point;
    const isThere = open.machine.problems.some((problem) => isOfScan(problem) && isAmong([point], problem));
    if (!isThere || isAmong(dismissed, point)) return {};
    const correction = { ...whole, dismissed: [...dismissed, { code, lines }] };
    return { refusal: await this.make(open, [{ target: '', correction, seen: seenOf(open, '') }], deed) };
  }

  /** Shows the remarks on the scan again. */
  async showDismissed(open: OpenPlan, deed: Deed): Promise<EditResult> {
    const { assignments: _assignments, dismissed: _dismissed, ...correction } = open.corrections;
    return { refusal: await this.make(open, [{ target: '', correction, seen: seenOf(open, '') }], deed) };
  }

  private async make(
    { planId, version }: OpenPlan,
    entries: readonly (CorrectionEntry & { readonly seen?: number })[],
    deed: Deed,
  ): Promise<CorrectionRefusal | undefined> {
    if (!version) return 'not-a-draft';
    if (entries.length === 0) return undefined;
    return this.corrections.make(planId, version.version, entries, deed);
  }
}

function dutyOf(open: OpenPlan, id: string): OpenDuty | undefined {
  return openDuties(open).find((one) => one.id === id);
}

/** What was put right so far, bound to the whole quote. */
function correctionOf({ id, machine, correction }: OpenDuty): AssignmentCorrection {
  return { ...(correction ?? { at: id }), ...(machine ? { quote: machine.quote } : {}) };
}

function reviewOf(
  duty: Omit<Assignment, 'id' | 'reviewed'>,
  machine: Assignment | undefined,
  { by, now }: Deed,
) {
  const reading = dutyReading(duty);
  return { by, on: now.toISOString(), reading, ...(machine ? { machine: dutyReading(machine) } : {}) };
}

/** What stops an edit: refused fields, and doubtful ones as long as nobody insists. */
function stopping<Issue extends { readonly level: 'refused' | 'doubtful' }>(
  issues: readonly Issue[],
  sure: boolean,
): readonly Issue[] | undefined {
  return issues.some(({ level }) => level === 'refused' || !sure) ? issues : undefined;
}

/** What a correction sets that no form shows, as its context or its kind. */
function unlisted(set: AssignmentCorrection['set'] = {}): NonNullable<AssignmentCorrection['set']> {
  const shown = new Set([
    'task',
    'lead',
    'advising',
    'coordinating',
    'directing',
    'deliverable',
    'method',
    'timeRaw',
    'time',
    'quote',
    'lines',
    'restoredQuote',
  ]);
  return Object.fromEntries(Object.entries(set).filter(([key]) => !shown.has(key)));
}

function isSameTime(one: DutyFields, other: DutyFields): boolean {
  return one.timeRaw === other.timeRaw && one.due === other.due;
}

function timeIn({ timeRaw, time }: NonNullable<AssignmentCorrection['set']> = {}): Partial<Assignment> {
  return { ...(timeRaw === undefined ? {} : { timeRaw }), ...(time === undefined ? {} : { time }) };
}

function otherFacts(document: Partial<Plan['document']> = {}): Partial<Plan['document']> {
  const shown = new Set(['title', 'number', 'issuedOn', 'year', 'issuer', 'office', 'signer']);
  return Object.fromEntries(Object.entries(document).filter(([key]) => !shown.has(key)));
}
