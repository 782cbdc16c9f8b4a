import { keptPlans, stateNames, type KeptPlan } from './kept-plans.ts';
import { print, printJson } from './printed.ts';

/** `knowledge list`: every plan; drafts and retired ones are marked. */
export async function list({ json }: { json?: boolean }): Promise<number> {
  const kept = await keptPlans();
  if (json) printJson(kept.map(({ plan, state }) => ({ ...plan.document, state })));
  else print(kept.map(listLine).join('\n'));
  return 0;
}

function listLine({ plan: { document, assignments }, state }: KeptPlan): string {
  const number = document.number ?? 'không ghi số';
  const mark = state === 'shipped' ? '' : `\t[${stateNames[state]}]`;
  return `${document.id}\t${document.issuer}\t${document.year ?? '?'}\t${number}\t${assignments.length} dòng\t${document.title}${mark}`;
}
