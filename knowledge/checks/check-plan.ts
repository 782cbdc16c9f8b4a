import type { Plan, Problem } from '../assignment.ts';
import { abolishedUnits } from './abolished-units.ts';
import { amountsWithoutSource, basesWithoutIssuer, referencesWithTwoTitles } from './check-contents.ts';
import { impossibleDates, referencesFromTheFuture } from './check-dates.ts';
import { overlappingDuties, reportsToTwoPlaces, reportsWithoutPeriod } from './check-duties.ts';
import { doubtfulLeads, rowsWithoutLead, severalLeads, tasksWithoutLead } from './check-leads.ts';
import { quotesNotInSource, saidByReviewers } from './reviewed-points.ts';

type Check = (plan: Plan) => Problem[];

const checks: readonly Check[] = [
  impossibleDates,
  referencesFromTheFuture,
  rowsWithoutLead,
  doubtfulLeads,
  severalLeads,
  tasksWithoutLead,
  overlappingDuties,
  reportsToTwoPlaces,
  reportsWithoutPeriod,
  referencesWithTwoTitles,
  basesWithoutIssuer,
  amountsWithoutSource,
  abolishedUnits,
];

/** Điểm cần soát of a plan as it stands with its corrections; nothing is put right here. */
export function checkPlan(plan: Plan): Problem[] {
  const known = [...plan.problems, ...checks.flatMap((check) => check(plan))];
  return [...known, ...quotesNotInSource(plan, known), ...saidByReviewers(plan, known)];
}
