import { existsSync, readFileSync, readdirSync } from 'node:fs';
import { fileURLToPath } from 'node:url';
import { describe, expect, it } from 'vitest';
import type { Plan } from '../../knowledge/assignment.ts';
import { readPlan } from '../../knowledge/parser/read-plan.ts';
import { readFileText } from '../../knowledge/reading/read-file.ts';
import { scoreOf, type ExpectedDuty, type Score } from './extraction-score.ts';
import { summary } from './parser/summary.ts';

const root = fileURLToPath(new URL('../fixtures/varied/', import.meta.url));

async function read(name: string, form: string): Promise<Plan> {
  const { text } = await readFileText(`${root}${name}/${form}`);
  return readPlan(text, { id: name });
}

type Floor = Pick<Score, 'f1' | 'strictF1' | 'lead' | 'coordinating' | 'time'>;

/** What each document must reach at least, straight from the machine; docs/plans.md tells the same figures. */
const floors: Readonly<Record<string, Floor>> = {
  'an-toan-thuc-pham-xa': { f1: 1, strictF1: 1, lead: 1, coordinating: 1, time: 1 },
  'an-toan-truong-hoc-so': { f1: 1, strictF1: 1, lead: 1, coordinating: 1, time: 1 },
  'cai-cach-hanh-chinh-huyen': { f1: 1, strictF1: 0.96, lead: 1, coordinating: 1, time: 0.92 },
  'chuong-trinh-hanh-dong-tinh': { f1: 1, strictF1: 1, lead: 1, coordinating: 1, time: 1 },
  'chuyen-doi-so-so': { f1: 1, strictF1: 0.96, lead: 0.93, coordinating: 1, time: 1 },
  'dengue-xa': { f1: 1, strictF1: 0.96, lead: 1, coordinating: 1, time: 0.85 },
  'giam-ngheo-tinh': { f1: 1, strictF1: 0.96, lead: 1, coordinating: 1, time: 0.92 },
  'kiem-tra-van-ban-tinh': { f1: 0.96, strictF1: 0.96, lead: 1, coordinating: 1, time: 1 },
  'nha-o-xa-hoi-thanh-pho': { f1: 1, strictF1: 0.95, lead: 1, coordinating: 1, time: 1 },
  'phan-loai-rac-phuong': { f1: 1, strictF1: 1, lead: 0.92, coordinating: 1, time: 1 },
  'pho-bien-phap-luat-so': { f1: 1, strictF1: 0.96, lead: 1, coordinating: 1, time: 1 },
  'phong-chay-huyen': { f1: 1, strictF1: 0.97, lead: 1, coordinating: 1, time: 1 },
  'phong-thien-tai-xa': { f1: 1, strictF1: 1, lead: 0.94, coordinating: 1, time: 0.88 },
  'tuyen-quan-phuong': { f1: 1, strictF1: 0.96, lead: 0.87, coordinating: 1, time: 1 },
  'dich-vu-cong-tinh': { f1: 0.97, strictF1: 0.94, lead: 0.81, coordinating: 0.9, time: 1 },
  'kham-suc-khoe-so': { f1: 0.97, strictF1: 0.97, lead: 1, coordinating: 1, time: 0.92 },
  'khai-thac-hai-san-dac-khu': { f1: 1, strictF1: 1, lead: 0.94, coordinating: 0.66, time: 0.91 },
  'kich-cau-du-lich-so': { f1: 1, strictF1: 0.96, lead: 0.94, coordinating: 1, time: 1 },
  'kinh-te-tu-nhan-tinh': { f1: 1, strictF1: 0.96, lead: 0.83, coordinating: 0.91, time: 0.93 },
  'tre-em-phuong': { f1: 1, strictF1: 1, lead: 0.94, coordinating: 0.5, time: 1 },
  'trong-rung-xa': { f1: 0.96, strictF1: 0.96, lead: 1, coordinating: 1, time: 1 },
  'via-he-phuong': { f1: 1, strictF1: 1, lead: 1, coordinating: 1, time: 1 },
  'chuong-trinh-cong-tac-phuong': { f1: 1, strictF1: 1, lead: 0.97, coordinating: 0.96, time: 0.96 },
  'kiem-tra-an-toan-so': { f1: 0.77, strictF1: 0.75, lead: 0.85, coordinating: 1, time: 1 },
  'phong-chong-ma-tuy-tinh': { f1: 0.98, strictF1: 0.96, lead: 0.91, coordinating: 1, time: 1 },
  'bau-truong-thon-xa': { f1: 1, strictF1: 0.94, lead: 0.92, coordinating: 1, time: 1 },
  'chuyen-doi-so-nong-nghiep-so': { f1: 0.97, strictF1: 0.93, lead: 0.85, coordinating: 0.88, time: 0.87 },
  'nghi-quyet-kinh-te-tinh': { f1: 1, strictF1: 0.97, lead: 0.86, coordinating: 1, time: 0.95 },
  'tiep-cong-dan-phuong': { f1: 0.97, strictF1: 0.95, lead: 1, coordinating: 0.66, time: 0.75 },
  'tiem-chung-xa': { f1: 0.97, strictF1: 0.97, lead: 0.92, coordinating: 1.0, time: 0.8 },
  'du-lich-cong-dong-tinh': { f1: 1.0, strictF1: 0.93, lead: 1.0, coordinating: 1.0, time: 1.0 },
  'nha-o-xa-hoi-so': { f1: 1.0, strictF1: 0.97, lead: 0.95, coordinating: 0.9, time: 1.0 },
  'ho-kinh-doanh-phuong': { f1: 0.97, strictF1: 0.97, lead: 1.0, coordinating: 0.5, time: 1.0 },
  'an-sinh-tai-khoan-xa': { f1: 1.0, strictF1: 1.0, lead: 0.88, coordinating: 0.88, time: 1.0 },
  'camera-an-ninh-phuong': { f1: 1.0, strictF1: 0.97, lead: 0.95, coordinating: 0.0, time: 0.75 },
  'chat-thai-nhua-tinh': { f1: 1.0, strictF1: 1.0, lead: 1.0, coordinating: 0.84, time: 0.94 },
  'tuyen-sinh-so': { f1: 1.0, strictF1: 0.95, lead: 0.91, coordinating: 0.92, time: 0.94 },
  'chi-thi-cat-song-tinh': { f1: 1.0, strictF1: 0.98, lead: 1.0, coordinating: 1.0, time: 1.0 },
  'ngay-hoi-xa': { f1: 1.0, strictF1: 0.98, lead: 1.0, coordinating: 1.0, time: 1.0 },
  'ket-luan-phuong': { f1: 1.0, strictF1: 1.0, lead: 1.0, coordinating: 1.0, time: 1.0 },
  'chat-luong-benh-vien': { f1: 1.0, strictF1: 0.97, lead: 1.0, coordinating: 1.0, time: 1.0 },
  've-sinh-moi-truong-xa': { f1: 1, strictF1: 0.96, lead: 0.97, coordinating: 1, time: 0.95 },
};

const names = readdirSync(root, { withFileTypes: true })
  .filter((entry) => entry.isDirectory())
  .map(({ name }) => name);

describe('plans of other offices and kinds', () => {
  it('all have a floor', () => expect(Object.keys(floors).toSorted()).toEqual(names.toSorted()));

  it.each(Object.entries(floors))('%s is read as a careful reader reads it', async (name, floor) => {
    const expected = JSON.parse(readFileSync(`${root}${name}/expected.json`, 'utf8')) as ExpectedDuty[];
    const score = scoreOf(await read(name, 'source.txt'), expected);
    for (const [what, least] of Object.entries(floor) as [keyof Floor, number][])
      expect(score[what], `${what}\n${score.misses.join('\n')}`).toBeGreaterThanOrEqual(least);
  });
});

/** What is understood, without the lines where it stands and the hyphens at which a page breaks words. */
const understood = (plan: Plan): string[] =>
  summary(plan)
    .replace(/, \d+-\d+\)/gu, ')')
    .replace(/- (?=\p{Ll})/gu, '-')
    .split('\n');

const forms = names.flatMap((name) =>
  ['source.docx', 'source.pdf']
    .filter((form) => existsSync(`${root}${name}/${form}`))
    .map((form) => [name, form] as const),
);

describe('another form of the same plan', () => {
  it.each(forms)('%s as %s gives the same assignments', async (name, form) => {
    expect(understood(await read(name, form))).toEqual(understood(await read(name, 'source.txt')));
  });
});
