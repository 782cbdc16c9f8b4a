import { beforeAll, describe, expect, it } from 'vitest';
import { vi } from '../../../dialogs/messages/vi.ts';
import type { Plan } from '../../../knowledge/assignment.ts';
import { readPlan } from '../../../knowledge/parser/read-plan.ts';
import { buildPlanDesk } from '../../../src/plan-desk.ts';
import { deskTalk } from '../../../src/plan-work/desk-talk.ts';
import { healthCentrePlan } from '../../fixtures/plans/invented-plan.ts';
import { asText } from '../reading/office-files.ts';

const source2026 = asText(healthCentrePlan);
const source2025 = source2026
  .replaceAll('2026', '2025')
  .replaceAll('118/KH-TTYT', '96/KH-TTYT')
  .replaceAll('Khoa Dược - Trang thiết bị', 'Khoa Hậu cần')
  .replaceAll('Tập huấn điều tra, xử lý ổ dịch', 'Mua sắm tủ lạnh bảo quản vắc xin');
const replacing = source2026.replace(
  'III. TỔ CHỨC THỰC HIỆN',
  'III. TỔ CHỨC THỰC HIỆN\nKế hoạch này thay thế Kế hoạch số 96/KH-TTYT ngày 06/02/2025 của Trung tâm Y tế huyện An Hòa.',
);
const read = (id: string, source: string): Plan => readPlan(source, { id });
const [old, current] = ['ttyt-2025', 'ttyt-2026'];

type Ask = (text: string) => Promise<{ text: string; documents: readonly string[] }>;

async function deskOf(plans: readonly Plan[], today: string): Promise<Ask> {
  const desk = await buildPlanDesk(plans);
  return async (question) => {
    const { text, answer } = await deskTalk(desk, vi('ông/bà'), today)(question);
    return { text, documents: [...new Set(answer.citations.map(({ document }) => document))] };
  };
}

const whoBuys = 'Ai chủ trì dự trù hóa chất, vật tư phòng dịch?';

describe('two years of an office', () => {
  let ask: Ask;
  beforeAll(async () => {
    ask = await deskOf([read(old, source2025), read(current, source2026)], '2026-11-21');
  });

  it('are answered from the one in force', async () => {
    const { text, documents } = await ask(whoBuys);
    expect(documents).toEqual([current]);
    expect(text).toContain('Khoa Dược - Trang thiết bị');
    expect(text).not.toContain('hết năm thực hiện');
  });

  it.each([
    'Năm 2025 ai chủ trì dự trù hóa chất, vật tư phòng dịch?',
    'Theo kế hoạch 96/KH-TTYT ai chủ trì dự trù hóa chất, vật tư phòng dịch?',
  ])('are answered from the old one where it is named: %s', async (question) => {
    const { text, documents } = await ask(question);
    expect(documents).toEqual([old]);
    expect(text).toContain('Khoa Hậu cần');
    expect(text).toContain('Kế hoạch năm 2025 đã hết năm thực hiện.');
  });

  it('are answered from the old one where only it speaks of the matter', async () => {
    const { text, documents } = await ask('Ai mua sắm tủ lạnh bảo quản vắc xin?');
    expect(documents).toEqual([old]);
    expect(text).toContain('đã hết năm thực hiện');
  });

  it('are both listed', async () => {
    expect((await ask('Có những kế hoạch nào?')).documents).toEqual([old, current]);
  });
});

it('says that a year is over only once it is', async () => {
  const plans = [read(current, source2026)];
  const during = await (await deskOf(plans, '2026-12-31'))(whoBuys);
  const after = await (await deskOf(plans, '2027-01-01'))(whoBuys);
  expect(during.text).not.toContain('hết năm thực hiện');
  expect(after.text).toContain('Kế hoạch năm 2026 đã hết năm thực hiện.');
});

it('counts a plan of several years to its last', async () => {
  const period = source2026.replace('huyện An Hòa năm 2026', 'huyện An Hòa giai đoạn 2026-2030');
  const { text } = await (await deskOf([read(current, period)], '2029-06-01'))(whoBuys);
  expect(text).not.toContain('hết năm thực hiện');
});

it('prefers the plan that replaced another in the same year, and says so of the other', async () => {
  const sameYear = source2025.replaceAll('năm 2025', 'năm 2026').replaceAll('/2025', '/2026');
  const replaced = sameYear.replaceAll('ngày 06 tháng 02 năm 2026', 'ngày 06 tháng 02 năm 2025');
  const ask = await deskOf([read(old, replaced), read(current, replacing)], '2026-03-01');
  expect((await ask(whoBuys)).documents).toEqual([current]);
  const named = await ask('Theo kế hoạch 96/KH-TTYT ai chủ trì dự trù hóa chất, vật tư phòng dịch?');
  expect(named.documents).toEqual([old]);
  expect(named.text).toContain('Văn bản này đã được thay thế bởi Kế hoạch số 118/KH-TTYT ngày 06/02/2026.');
});

it('tells which document a plan replaces, and that it replaces none', async () => {
  const question = 'Kế hoạch này thay thế kế hoạch nào?';
  const ask = await deskOf([read(current, replacing)], '2026-03-01');
  expect((await ask(question)).text).toContain('thay thế Kế hoạch số 96/KH-TTYT ngày 06/02/2025');
  const none = await deskOf([read(current, source2026)], '2026-03-01');
  expect((await none(question)).text).toContain('**không ghi** thay thế, sửa đổi hay bãi bỏ');
});
