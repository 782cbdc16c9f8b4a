import { readFileSync } from 'node:fs';
import { afterAll, beforeAll, expect, it } from 'vitest';
import type { PlanSource } from '../../../src/plan-search/row-maker.ts';
import { rowMakerHere, rowMakerProcesses, type RowMakers } from '../../../src/plan-search/row-makers.ts';

const version = (planId: string, folder: string): PlanSource => ({
  version: {
    planId,
    source: readFileSync(new URL(`../../../knowledge/plans/${folder}/source.txt`, import.meta.url), 'utf8'),
    corrections: {},
  },
});
const first = [
  version('one', '000-ngoc-trao-khcn-2023'),
  version('two', '002-hai-phong-muc-tieu-chat-luong-2023'),
];
const second = [version('three', '003-quang-tri-chuong-trinh-hanh-dong-2024')];
const forms = { learned: { HTQLCL: 'Hệ thống quản lý chất lượng' }, places: ['Hải Phòng', 'Quảng Trị'] };

let processes: RowMakers;
beforeAll(() => {
  processes = rowMakerProcesses(2);
});
afterAll(() => processes.close());

it('makes the same rows in processes of their own as here, whichever part is asked for first', async () => {
  const made = [];
  for (const makers of [rowMakerHere(), processes]) {
    const parts = await Promise.all([makers.read(first), makers.read(second)]);
    const rows = await Promise.all(parts.toReversed().map((part) => part.rows(forms)));
    made.push({ teaching: parts.map(({ teaching }) => teaching), rows });
  }
  expect(made[1]).toEqual(made[0]);
  expect(made[0]?.rows.map((rows) => rows.map(({ id }) => id))).toEqual([['three'], ['one', 'two']]);
}, 60_000);

it('makes the same rows of a plan that was read before', async () => {
  const [reading] = await processes.readings(second);
  const parts = [await processes.read(second), await processes.read(reading ? [reading] : [])];
  const [fresh, kept] = await Promise.all(parts.map((part) => part.rows(forms)));
  expect(kept).toEqual(fresh);
}, 60_000);

it('says what went wrong when a plan cannot be read, and reads the next', async () => {
  const broken = { version: { planId: 'broken', corrections: {} } } as unknown as PlanSource;
  await expect(processes.read([broken])).rejects.toThrow('reading plans');
  expect((await processes.read(second)).teaching).toHaveLength(1);
}, 60_000);
