import type { Plan, Problem } from '../../../knowledge/assignment.ts';
import { findContradictions } from '../../../knowledge/contradictions.ts';
import { keptPlans, planOf } from './kept-plans.ts';
import { print, printJson, problemLine } from './printed.ts';

/** `knowledge check [ID]`: points to look at and contradictions; 1 where one of them is an error. */
export async function check(
  id: string | undefined,
  { json, uncorrected }: { json?: boolean; uncorrected?: boolean },
): Promise<number> {
  const kept = await keptPlans(uncorrected);
  const only = id ? planOf(id, kept) : undefined;
  const ids = new Set<string>();
  // The plan that is looked at stands for all versions of it; else the one that answers does.
  const plans = [...(only ? [only] : []), ...kept.filter(({ state }) => state !== 'retired')]
    .filter(({ plan }) => !ids.has(plan.document.id) && ids.add(plan.document.id))
    .map(({ plan }) => plan);
  const problems = problemsOf(plans, only?.plan.document.id);
  if (json) printJson(problems);
  else print(checked(problems));
  return problems.some(({ level }) => level === 'error') ? 1 : 0;
}

type PlacedProblem = Problem & { readonly plan: string };

/** The problems of each plan, and where two plans contradict each other; of one plan when `only` names it. */
function problemsOf(plans: readonly Plan[], only: string | undefined): PlacedProblem[] {
  const own = plans.flatMap(({ document, problems }) =>
    problems.map((problem) => ({ plan: document.id, ...problem })),
  );
  const mutual = findContradictions(plans).flatMap(({ between, problem }) => {
    const ids = between.map((id) => id.slice(0, id.indexOf('#')));
    return only && !ids.includes(only) ? [] : [{ plan: ids.join(' ↔ '), ...problem }];
  });
  return [...own.filter(({ plan }) => !only || plan === only), ...mutual];
}

function checked(problems: readonly PlacedProblem[]): string {
  if (problems.length === 0) return 'Không có điểm cần soát.';
  return problems.map((problem) => `${problem.plan}: ${problemLine(problem)}`).join('\n');
}
