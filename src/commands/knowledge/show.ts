import type { Plan } from '../../../knowledge/assignment.ts';
import type { PlanState } from '../../plan-work/open-plan.ts';
import { planOf, stateNames, withKeptPlans } from './kept-plans.ts';
import { exported, print, printJson, problemLine } from './printed.ts';

/** `knowledge show ID`: the duties of one plan, its draft before the version that answers. */
export async function show(
  id: string,
  { json, uncorrected }: { json?: boolean; uncorrected?: boolean },
): Promise<number> {
  const { plan, state } = await withKeptPlans(async (kept) => {
    const found = planOf(id, kept);
    return { plan: await found.read(), state: found.state };
  }, uncorrected);
  if (json) printJson(exported(plan));
  else print(`${stateLine(state)}${shown(plan)}`);
  return 0;
}

function stateLine(state: PlanState): string {
  return state === 'shipped' || state === 'published' ? '' : `[${stateNames[state]}]\n`;
}

function shown(plan: Plan): string {
  const { document } = plan;
  const facts = [
    document.title,
    `${document.issuer} · ${document.number ?? 'không ghi số'} · ${document.issuedOn ?? 'không ghi ngày'}`,
  ];
  const rows = plan.assignments.map((assignment) => {
    const units = assignment.lead.length > 0 ? assignment.lead.join('; ') : '(không nêu đơn vị)';
    const partners =
      assignment.coordinating.length > 0 ? ` · phối hợp: ${assignment.coordinating.join('; ')}` : '';
    const time = assignment.timeRaw ? ` · ${assignment.timeRaw}` : '';
    return `${assignment.section}, dòng ${assignment.lines.join('-')}: ${units}: ${assignment.task}${partners}${time}`;
  });
  return [...facts, '', ...rows, '', ...plan.problems.map(problemLine)].join('\n').trimEnd();
}
