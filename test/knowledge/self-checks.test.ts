import { describe, expect, it } from 'vitest';
import type { PlanDesk } from '../../dialogs/ports.ts';
import type { Plan } from '../../knowledge/assignment.ts';
import { loadLibrary } from '../../knowledge/library.ts';
import { readPlan } from '../../knowledge/parser/read-plan.ts';
import { isRight, selfChecks, type SelfCheck } from '../../knowledge/self-checks.ts';
import { buildPlanDesk } from '../../src/plan-desk.ts';
import { healthCentrePlan } from '../fixtures/plans/invented-plan.ts';
import { asText } from './reading/office-files.ts';
import { readingCache } from '../kept-readings.ts';

const today = '2026-11-21';
const source = asText(healthCentrePlan);
const read = (text: string): Plan => readPlan(text, { id: 'ttyt' });

async function rightOf(checks: readonly SelfCheck[], desk: PlanDesk): Promise<SelfCheck[]> {
  const right: SelfCheck[] = [];
  for (const check of checks)
    if (isRight(check, (await desk.ask(check.question, {}, today)).finding)) right.push(check);
  return right;
}

describe('the questions generated from a plan', () => {
  it('ask who, when and what of a duty, in its own words, of its office and year', () => {
    const about = selfChecks(read(source)).filter(({ question }) => question.includes('dự trù hóa chất'));
    expect(about.map(({ question }) => question)).toEqual([
      'Ai chủ trì dự trù hóa chất, vật tư phòng dịch trong kế hoạch năm 2026 của Trung tâm Y tế huyện An Hòa?',
      'Thời hạn dự trù hóa chất, vật tư phòng dịch trong kế hoạch năm 2026 của Trung tâm Y tế huyện An Hòa là khi nào?',
      'Kết quả của việc dự trù hóa chất, vật tư phòng dịch trong kế hoạch năm 2026 của Trung tâm Y tế huyện An Hòa là gì?',
    ]);
  });

  it('ask of the reviewed duties alone where some are reviewed', () => {
    const plan = read(source);
    const assignments = plan.assignments.map((duty) => ({
      ...duty,
      reviewed: duty.task.startsWith('Dự trù hóa chất'),
    }));
    const reviewed = { ...plan, assignments };
    expect(selfChecks(reviewed)).toHaveLength(3);
  });

  it('find their duty in at least nine of ten cases, on every shipped plan together', async () => {
    const { plans } = await loadLibrary('knowledge/plans', { cache: readingCache() });
    const desk = await buildPlanDesk(plans);
    const checks = plans.flatMap(selfChecks);
    const found = await rightOf(checks, desk);
    expect(checks.length).toBeGreaterThan(200);
    expect(found.length / checks.length).toBeGreaterThan(0.9);
  });

  it.each([
    ['lead', 'Khoa Dược - Trang thiết bị', 'Khoa Xét nghiệm'],
    ['deadline', 'Trước ngày 30/4/2026', 'Trước ngày 15/5/2026'],
    ['deliverable', 'Danh mục dự trù được duyệt', 'Bảng giá vật tư'],
  ])('are wrong as soon as the %s is another one', async (asks, from, to) => {
    const checks = selfChecks(read(source)).filter(({ question }) => question.includes('dự trù hóa chất'));
    const wrong = async (text: string) => {
      const desk = await buildPlanDesk([read(text)]);
      const right = await rightOf(checks, desk);
      return checks.filter((check) => !right.includes(check)).map((check) => check.asks);
    };
    expect(await wrong(source)).toEqual([]);
    expect(source).toContain(from);
    expect(await wrong(source.replaceAll(from, to))).toEqual([asks]);
  });
});
