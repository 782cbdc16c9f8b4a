import type { PlanDocument } from '../../../knowledge/assignment.ts';
import type { PlanState } from '../../plan-work/open-plan.ts';
import { stateNames, withKeptPlans, type KeptPlan } from './kept-plans.ts';
import { print, printJson } from './printed.ts';

/** `knowledge list`: every plan; drafts and retired ones are marked. */
export async function list({ json }: { json?: boolean }): Promise<number> {
  await withKeptPlans(async (kept) => {
    if (json) {
      const documents: (PlanDocument & { readonly state: PlanState })[] = [];
      for (const one of kept) documents.push({ ...(await one.read()).document, state: one.state });
      printJson(documents);
      return;
    }
    const lines: string[] = [];
    for (const one of kept) lines.push(await listLine(one));
    print(lines.join('\n'));
  });
  return 0;
}

async function listLine({ id, state, facts }: KeptPlan): Promise<string> {
  const { document, duties } = await facts();
  const number = document.number ?? 'không ghi số';
  const mark = state === 'shipped' ? '' : `\t[${stateNames[state]}]`;
  return `${id}\t${document.issuer}\t${document.year ?? '?'}\t${number}\t${duties} dòng\t${document.title}${mark}`;
}
