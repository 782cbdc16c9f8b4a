import { planDifferences } from '../../knowledge/plan-differences.ts';
import type { OpenPlan } from '../plan-work/open-plan.ts';
import type { Verdict } from '../plan-work/publishing-gate.ts';
import type { PlanWork } from '../plan-work/plan-work.ts';
import { refusal } from './gate.ts';
import { plansPath } from './plan-list-page.ts';
import { planDeed, planPage, planRoute } from './plan-parts.ts';
import { publishPage, retirePage } from './plan-publish-page.ts';
import { mayPlan } from './plan-rights.ts';
import { planSay } from './plan-texts.ts';
import type { ConsoleRoute, OfficerVisit, Reply } from './visit.ts';

export interface PlanPublishParts {
  readonly work: PlanWork;
}

/** What answers: publishing a draft or an older version, and retiring a plan. */
export function planPublishRoutes({ work }: PlanPublishParts): ConsoleRoute[] {
  const page = async (
    open: OpenPlan,
    { token, officer }: OfficerVisit,
    verdict: Verdict | undefined,
    problem?: string,
  ): Promise<Reply> => {
    const against = await answering(work, open);
    const name = against?.version ? planSay.review.version(against.version.version) : planSay.publish.shipped;
    const body = publishPage({
      open,
      against: against && { name, differences: planDifferences(against.plan, open.plan) },
      token,
      verdict,
      mayForce: mayPlan('force', officer),
      problem,
    });
    return planPage(planSay.publish.title, body, problem ? 409 : 200);
  };

  const ask = async (open: OpenPlan, visit: OfficerVisit): Promise<Reply> => {
    const number = open.version?.version;
    if (number === undefined) return refusal(404, planSay.publish.gone);
    return page(open, visit, visit.query.has('thu') ? await work.judge(open.planId, number) : undefined);
  };

  const publish = async (open: OpenPlan, visit: OfficerVisit): Promise<Reply> => {
    const { officer, now, form } = visit;
    const version = open.version?.version;
    if (version === undefined) return refusal(404, planSay.publish.gone);
    const reason = form.text('ly-do');
    const insists = form.text('van-cong-bo') === '1' && mayPlan('force', officer);
    const force = insists && reason !== '';
    const options = { version, force, ...(force ? { reason } : {}) };
    const gated = await work.publish(open.planId, planDeed(officer, now), options);
    if (!gated) return refusal(409, planSay.publish.gone);
    if (gated.published) return { to: `${plansPath}/${open.planId}?ban=${version}&xong=da-cong-bo` };
    return page(open, visit, gated.verdict, insists ? planSay.gate.reasonMissing : planSay.publish.refused);
  };

  const retire = async (open: OpenPlan, { officer, now }: OfficerVisit): Promise<Reply> => {
    await work.retire(open.planId, planDeed(officer, now));
    return { to: `${plansPath}/${open.planId}?xong=da-rut` };
  };

  const route = planRoute(work);
  return [
    route('GET', '/cong-bo', 'publish', ask),
    route('POST', '/cong-bo', 'publish', publish),
    route('GET', '/rut', 'retire', (open, { token }) =>
      planPage(planSay.retire.title, retirePage(open, token)),
    ),
    route('POST', '/rut', 'retire', retire),
  ];
}

/** What answers now in the place of this version: another one, or the plan of the program. */
async function answering(work: PlanWork, open: OpenPlan): Promise<OpenPlan | undefined> {
  const published = open.versions.find(({ state }) => state === 'published');
  if (published)
    return published.version === open.version?.version
      ? undefined
      : work.open(open.planId, published.version);
  const decided = open.versions.some(({ state }) => state === 'retired');
  return decided ? undefined : work.openShipped(open.planId);
}
