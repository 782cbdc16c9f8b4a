import type { OpenPlan } from '../plan-work/open-plan.ts';
import type { PlanWork } from '../plan-work/plan-work.ts';
import type { Account } from '../storage/officer-store.ts';
import type { Deed } from '../storage/plan-store.ts';
import type { Html } from '../web/html.ts';
import { refusal } from './gate.ts';
import { plansPath } from './plan-list-page.ts';
import { planRights, type PlanRight } from './plan-rights.ts';
import { planSay } from './plan-texts.ts';
import type { ConsoleRoute, OfficerVisit, Reply } from './visit.ts';

/** Who did it, as history and reviews name them: the name for people, the login because names repeat. */
export function planDeed({ name, login }: Account, now: Date): Deed {
  return { by: `${name} (${login})`, now };
}

/** A page of the plans, with their own look and their own small program. */
export function planPage(title: string, body: Html, status = 200): Reply {
  return { title, body, status, style: 'plans.css', script: 'plans.js' };
}

type PlanAnswer = (open: OpenPlan, visit: OfficerVisit) => Promise<Reply> | Reply;

/** A route below a plan, for whoever holds the right; answers with the version that the address names, or 404. */
export function planRoute(work: PlanWork) {
  return (method: 'GET' | 'POST', path: string, right: PlanRight, answer: PlanAnswer): ConsoleRoute => ({
    method,
    path: `${plansPath}/:id${path}`,
    for: planRights[right],
    answer: withPlan(work, answer),
  });
}

function withPlan(work: PlanWork, answer: PlanAnswer): (visit: OfficerVisit) => Promise<Reply> {
  return async (visit) => {
    const asked = visit.form.text('ban') || (visit.query.get('ban') ?? '');
    const number = /^\d{1,6}$/.test(asked) && asked !== '0' ? Number(asked) : undefined;
    const open = await work.open(visit.params['id'] ?? '', number);
    return open && open.state !== 'discarded' ? answer(open, visit) : refusal(404, planSay.missingPlan);
  };
}
