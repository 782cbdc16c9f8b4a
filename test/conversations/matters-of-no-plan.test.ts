import { readFile } from 'node:fs/promises';
import { afterAll, beforeAll, expect, it } from 'vitest';
import { fold } from '../../knowledge/text.ts';
import { openOffice, type Office } from '../chat.ts';

let office: Office;
let matters: string[];
beforeAll(async () => {
  office = await openOffice();
  const list = await readFile(new URL('../fixtures/matters-of-no-plan.txt', import.meta.url), 'utf8');
  matters = list.trim().split('\n');
}, 120_000);
afterAll(() => office.close());

const offices = ['phường Ngọc Hà', 'phường Ngọc Trạo', 'Sở KHCN Hải Phòng', 'Sở KHCN Quảng Trị'];
const questions = [
  (matter: string, at: string) => `Ai chủ trì ${matter} ở ${at}?`,
  (matter: string, at: string) => fold(`bao giờ ${matter} ${at}`),
  (matter: string, at: string) => `${at} phòng nào lo ${matter}`,
  (matter: string, at: string) => fold(`ai phu trach ${matter} o ${at} vay`),
];

/** Of matters that share words with a plan ("kiểm tra hóa đơn", "quản lý thị trường") a few are told lines nearby. */
const toldAtMost = 0.03;

it('what citizens ask of other offices is not answered with what merely sounds like it', async () => {
  const told: string[] = [];
  let asked = 0;
  for (const [i, matter] of matters.entries())
    for (const [j, at] of offices.entries()) {
      const question = questions[(i + j) % questions.length]?.(matter, at) ?? '';
      const { answer } = await office.talk()(question);
      asked++;
      if (answer?.kind === 'answer') told.push(question);
    }
  expect(asked).toBeGreaterThan(450);
  expect(told.length, told.join('\n')).toBeLessThanOrEqual(toldAtMost * asked);
}, 120_000);
