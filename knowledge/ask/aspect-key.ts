import type { Assignment, PlanTime } from '../assignment.ts';
import { fold } from '../text.ts';
import { approvalIn } from './approval.ts';
import { directorIn } from './director.ts';
import type { Aspect } from './finding.ts';

const set = (list: readonly string[]) => list.map(fold).sort().join('|');
const timeKey = (times: readonly PlanTime[]) =>
  times
    .map((t) => [t.type, t.from, t.to, t.due, t.every].join('/'))
    .sort()
    .join('|');

/** What a duty says on an aspect, equal for equal sayings; empty when it says nothing. */
export function aspectKey(assignment: Assignment, aspect: Aspect): string {
  switch (aspect) {
    case 'lead':
      return set(assignment.lead);
    case 'coordinating':
      return set(assignment.coordinating);
    case 'advising':
      return set(assignment.advising);
    case 'directing':
      return fold(directorIn(assignment) ?? '');
    case 'deadline':
      return timeKey(assignment.time);
    case 'place':
      return '';
    case 'approval':
      return fold(approvalIn(assignment) ?? '');
    case 'reportsTo':
      return set(assignment.reportsTo ?? []);
    case 'deliverable':
      return fold(assignment.deliverable ?? '');
    case 'method':
      return fold(assignment.method ?? '');
    case 'content':
      return '';
  }
}

/** Both say something on what was asked, and not the same. */
export function disagree(a: Assignment, b: Assignment, aspects: readonly Aspect[]): boolean {
  return aspects.some((aspect) => {
    const left = aspectKey(a, aspect);
    const right = aspectKey(b, aspect);
    return left !== '' && right !== '' && left !== right;
  });
}
