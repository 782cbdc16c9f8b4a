import { afterEach, beforeEach, expect, it } from 'vitest';
import { fileOf, openBench, planText, type PlanBench } from './plan-bench.ts';

const deed = { by: 'cán bộ', now: new Date('2026-11-21T02:00:00Z') };

let bench: PlanBench;
beforeEach(async () => {
  bench = await openBench();
});
afterEach(() => bench.close());

it('knows a plan of the same office and number under another id, and no other', async () => {
  const add = async (id: string, text: string) => (await bench.work.add(fileOf(text), id, deed)).plan;
  const first = await add('an-hoa', planText);
  expect(await bench.work.twinOf(first)).toBeUndefined();
  const again = await add('an-hoa-sua', planText.replaceAll('30/4/2026', '15/5/2026'));
  expect(await bench.work.twinOf(again)).toBe('an-hoa');
  const otherNumber = await add('an-hoa-khac', planText.replaceAll('118/KH-TTYT', '119/KH-TTYT'));
  expect(await bench.work.twinOf(otherNumber)).toBeUndefined();
  const otherOffice = await add(
    'binh-loc',
    planText.replaceAll('HUYỆN AN HÒA', 'HUYỆN BÌNH LỘC').replaceAll('An Hòa', 'Bình Lộc'),
  );
  expect(await bench.work.twinOf(otherOffice)).toBeUndefined();
});
