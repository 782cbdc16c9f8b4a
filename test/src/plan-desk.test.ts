import { readFileSync } from 'node:fs';
import { fileURLToPath } from 'node:url';
import { beforeAll, expect, it } from 'vitest';
import { readPlan } from '../../knowledge/parser/read-plan.ts';
import { buildPlanDesk, type LoadedDesk } from '../../src/plan-desk.ts';

const id = '003-quang-tri-chuong-trinh-hanh-dong-2024';
const source = fileURLToPath(new URL(`../../knowledge/plans/${id}/source.txt`, import.meta.url));

let desk: LoadedDesk;
beforeAll(async () => {
  desk = await buildPlanDesk([readPlan(readFileSync(source, 'utf8'), { id })]);
});

it.each([
  'Ai chủ trì chuyển giao và ứng dụng KH&CN vào sản xuất?',
  'ai chu tri chuyen giao va ung dung khcn vao san xuat',
  'ai chur trif chuyeenr giao vaf uwngs dungj khoa hojc coong ngheej vaof sanr xuaats',
  'ai chủ trì chuyễn giao và ứng dụng khoahoc công ngệ vào sãn xuất',
])('finds what was typed as “%s”', async (text) => {
  const { finding } = await desk.ask(text, {}, '2026-11-21');
  expect(JSON.stringify(finding)).toMatch(/chuyển giao[^|]*ứng dụng/iu);
  expect(finding).toMatchObject({ kind: expect.stringMatching(/^(?:facts|which-task)$/u) as string });
});
