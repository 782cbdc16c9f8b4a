import type { Plan, Problem } from '../../../knowledge/assignment.ts';
import { checkPlan } from '../../../knowledge/checks/check-plan.ts';
import { whatToDo } from '../../../knowledge/checks/what-to-do.ts';
import { findContradictions } from '../../../knowledge/contradictions.ts';
import { planOf, withKeptPlans, type KeptPlan } from './kept-plans.ts';
import { levelNames, print, printJson, problemLine } from './printed.ts';

/** `knowledge check [ID]`: points to look at and contradictions; 1 where one of them is an error. */
export async function check(
  id: string | undefined,
  { json, uncorrected }: { json?: boolean; uncorrected?: boolean },
): Promise<number> {
  const problems = await withKeptPlans(async (kept) => {
    const only = id ? planOf(id, kept) : undefined;
    const ids = new Set<string>();
    // The plan that is looked at stands for all versions of it; else the one that answers does.
    const looked = [...(only ? [only] : []), ...kept.filter(({ state }) => state !== 'retired')].filter(
      (one) => !ids.has(one.id) && ids.add(one.id),
    );
    const near = only && !uncorrected ? await ofSameOffice(only, looked) : looked;
    const plans: Plan[] = [];
    for (const one of near) plans.push(await one.read());
    return problemsOf(plans, only?.id);
  }, uncorrected);
  if (json) printJson(problems);
  else print(checked(problems));
  return problems.some(({ level }) => level === 'error') ? 1 : 0;
}

/** Only plans of one office contradict each other. */
async function ofSameOffice(only: KeptPlan, plans: readonly KeptPlan[]): Promise<KeptPlan[]> {
  const { office } = (await only.facts()).document;
  const near: KeptPlan[] = [];
  for (const one of plans) if ((await one.facts()).document.office === office) near.push(one);
  return near;
}

interface PlacedProblem extends Problem {
  readonly plan: string;
  /** Việc cần làm. */
  readonly todo: string;
}

/** The problems of each plan, and where two plans contradict each other; of one plan when `only` names it. */
function problemsOf(plans: readonly Plan[], only: string | undefined): PlacedProblem[] {
  const own = plans.flatMap((plan) =>
    checkPlan(plan).map((problem) => ({ plan: plan.document.id, ...problem })),
  );
  const mutual = findContradictions(plans).flatMap(({ between, problem }) => {
    const ids = between.map((id) => id.slice(0, id.indexOf('#')));
    return only && !ids.includes(only) ? [] : [{ plan: ids.join(' ↔ '), ...problem }];
  });
  return [...own.filter(({ plan }) => !only || plan === only), ...mutual].map((problem) => ({
    ...problem,
    todo: whatToDo(problem.code),
  }));
}

function checked(problems: readonly PlacedProblem[]): string {
  if (problems.length === 0) return 'Không có điểm cần soát.';
  const lines = problems.map((problem) => `${problem.plan}: ${problemLine(problem)}\n    → ${problem.todo}`);
  const counts = (['error', 'warning', 'info'] as const)
    .map(
      (level) => [levelNames[level], problems.filter((problem) => problem.level === level).length] as const,
    )
    .filter(([, count]) => count > 0)
    .map(([name, count]) => `${count} ${name.toLowerCase()}`);
  return [...lines, `${problems.length} điểm: ${counts.join(', ')}.`].join('\n');
}
