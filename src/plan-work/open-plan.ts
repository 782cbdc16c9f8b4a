import type { Assignment, Plan, Problem } from '../../knowledge/assignment.ts';
import { localId } from '../../knowledge/carry-over.ts';
import {
  isVerbatim,
  targetOf,
  type AssignmentCorrection,
  type Corrections,
} from '../../knowledge/corrections.ts';
import type { MadeCorrection } from '../storage/plan-corrections.ts';
import type { PlanVersion } from '../storage/plan-store.ts';

/** Where a plan stands: shipped with the program, or in one of the states of an added one. */
export type PlanState = 'shipped' | PlanVersion['state'];

/** Một phiên bản đang mở: the version with its two readings, and all that was done to it. */
export interface OpenPlan {
  readonly planId: string;
  readonly state: PlanState;
  /** Undefined for a plan as it came with the program. */
  readonly version: PlanVersion | undefined;
  /** With the corrections. */
  readonly plan: Plan;
  /** What the machine alone reads. */
  readonly machine: Plan;
  /** Điểm cần soát of `plan`: what `knowledge check` tells of it. */
  readonly points: readonly Problem[];
  readonly corrections: Corrections;
  /** The oldest first. */
  readonly made: readonly MadeCorrection[];
  readonly versions: readonly PlanVersion[];
}

/** Of the versions of a plan, the oldest first: the draft stands for it, else what answers, else the newest kept one. */
export function standingVersion<T extends Pick<PlanVersion, 'state'>>(versions: readonly T[]): T | undefined {
  return (
    versions.findLast(({ state }) => state === 'draft') ??
    versions.find(({ state }) => state === 'published') ??
    versions.findLast(({ state }) => state !== 'discarded')
  );
}

/** Một việc đang soát. */
export interface OpenDuty {
  /** "iii.1-4" */
  readonly id: string;
  readonly duty: Assignment;
  /** As the machine reads it; undefined when an officer added it. */
  readonly machine: Assignment | undefined;
  readonly correction: AssignmentCorrection | undefined;
  /** The number of the newest correction, to tell whether somebody else was faster; 0 without any. */
  readonly seen: number;
  readonly problems: readonly Problem[];
  /** Cần xem lại: something is missing, doubtful or changed, and nobody has confirmed it. */
  readonly toLook: boolean;
}

export function openDuties(open: OpenPlan): OpenDuty[] {
  const byTarget = new Map<string, AssignmentCorrection>();
  for (const correction of open.corrections.assignments ?? []) {
    const target = correction.add
      ? `${open.planId}#${correction.at}`
      : targetOf(open.machine.assignments, correction)?.id;
    if (target) byTarget.set(target, correction);
  }
  const read = new Map(open.machine.assignments.map((one) => [one.id, one]));
  const ofDuties = pointsOfDuties(open);
  return open.plan.assignments.map((duty) => {
    const correction = byTarget.get(duty.id);
    const problems = problemsAt(ofDuties, duty);
    return {
      id: localId(duty.id),
      duty,
      machine: correction?.add ? undefined : read.get(duty.id),
      correction,
      seen: seenOf(open, correction?.at ?? localId(duty.id)),
      problems,
      toLook: !duty.reviewed && (problems.length > 0 || isDoubtful(duty)),
    };
  });
}

/** Of the newest correction of a target: "" is the head. */
export function seenOf({ made }: OpenPlan, target: string): number {
  return made.findLast((one) => one.target === target)?.sequence ?? 0;
}

/** What a person has to know before confirming it: doubts, a time nobody understands, nobody in charge. */
function isDoubtful({ doubt, timeRaw, time, lead, kind }: Assignment): boolean {
  const hasNobody = lead.length === 0 && (kind === 'duty' || kind === 'table_row');
  return doubt !== undefined || (timeRaw !== null && time.length === 0) || hasNobody;
}

function problemsAt(problems: readonly Problem[], { lines: [from, to] }: Assignment): Problem[] {
  return problems.filter(({ lines }) => lines.some((line) => from <= line && line <= to));
}

/** More duties than this, and a point is of the document. */
const mostDuties = 2;

/** The points that are of a single duty, or of two that share a sentence. */
function pointsOfDuties({ plan, points }: Pick<OpenPlan, 'plan' | 'points'>): Problem[] {
  return points.filter((point) => {
    const count = plan.assignments.filter((duty) => problemsAt([point], duty).length > 0).length;
    return count > 0 && count <= mostDuties;
  });
}

/** The points that are of no single duty, and all that are to be held against the paper. */
export function problemsOfDocument(open: OpenPlan): Problem[] {
  const ofDuties = new Set(pointsOfDuties(open));
  return open.points.filter(
    (problem) => isOfScan(problem) || (!ofDuties.has(problem) && problem.code !== 'plan/correction-lost'),
  );
}

/** Of the machine's reading of a scan: who has held it against the paper may put it away. */
export const isOfScan = ({ code }: Pick<Problem, 'code'>): boolean => code.startsWith('plan/ocr-');

/** Hiệu đính mất chỗ: corrections whose words the text no longer holds. */
export function lostCorrections({ machine, corrections }: OpenPlan): AssignmentCorrection[] {
  return (corrections.assignments ?? []).filter((one) =>
    one.add ? !isVerbatim(machine, { quote: one.set?.quote ?? [] }) : !targetOf(machine.assignments, one),
  );
}

/** Việc đã bỏ: what the machine read and an officer took out. */
export function droppedDuties({ machine, corrections }: OpenPlan): Assignment[] {
  return (corrections.assignments ?? []).flatMap((one) =>
    one.drop ? (targetOf(machine.assignments, one) ?? []) : [],
  );
}
