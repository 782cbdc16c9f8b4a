import { readFileSync } from 'node:fs';
import { fileURLToPath } from 'node:url';
import { beforeAll, describe, expect, it } from 'vitest';
import type { Plan } from '../../../knowledge/assignment.ts';
import { loadLibrary } from '../../../knowledge/library.ts';
import { readPlan } from '../../../knowledge/parser/read-plan.ts';
import { squeeze } from '../../../knowledge/text.ts';
import { summary } from './summary.ts';

const plansDir = fileURLToPath(new URL('../../../knowledge/plans/', import.meta.url));
const here = (name: string): string => readFileSync(new URL(name, import.meta.url), 'utf8');
const ids = [
  '000-ngoc-trao-khcn-2023',
  '001-ngoc-ha-khcn-2026',
  '002-hai-phong-muc-tieu-chat-luong-2023',
  '003-quang-tri-chuong-trinh-hanh-dong-2024',
  '004-hai-phong-iso-2023-ocr',
] as const;

/** What holds for any reading of any text. */
function expectSound(plan: Plan): void {
  const source = squeeze(plan.lines.join(' '));
  const ids = plan.assignments.map(({ id }) => id);
  expect(new Set(ids).size).toBe(ids.length);
  expect(new Set(plan.passages.map(({ id }) => id)).size).toBe(plan.passages.length);
  const places = [...plan.assignments, ...plan.passages, ...plan.references, ...plan.sections].map(
    ({ lines }) => lines,
  );
  for (const [from, to] of places) {
    expect(from).toBeGreaterThanOrEqual(1);
    expect(to).toBeGreaterThanOrEqual(from);
    expect(to).toBeLessThanOrEqual(plan.lines.length);
  }
  const quotes = [
    ...plan.assignments.flatMap(({ quote }) => quote),
    ...plan.passages.flatMap(({ quote }) => quote),
    ...plan.references.map(({ quote }) => quote),
  ];
  for (const quote of quotes) expect(source.includes(squeeze(quote)), quote).toBe(true);
  const units = new Set(plan.units.map(({ name }) => name));
  for (const { lead, advising, coordinating } of plan.assignments) {
    for (const name of [...lead, ...advising, ...coordinating]) expect(units, name).toContain(name);
  }
}

const codesOf = (plan: Plan | undefined): string[] => [...new Set(plan?.problems.map(({ code }) => code))];
const plan = (name: string): Plan => readPlan(here(`documents/${name}.txt`), { id: name });

describe('the shipped plans', () => {
  let read: readonly Plan[] = [];
  let reviewed: readonly Plan[] = [];
  beforeAll(async () => {
    read = (await loadLibrary(plansDir, { withoutCorrections: true })).plans;
    reviewed = (await loadLibrary(plansDir)).plans;
  });

  it('are five', () => expect(read.map(({ document }) => document.id)).toEqual(ids));

  it.each(ids)('%s is read as expected without corrections', (id) => {
    const plan = read.find(({ document }) => document.id === id);
    expect(plan && summary(plan)).toBe(here(`expected/${id}.txt`));
  });

  it.each(ids)('%s: every quote is in the source, every line in the file, every id unique', (id) => {
    for (const plans of [read, reviewed]) {
      const plan = plans.find(({ document }) => document.id === id);
      expect(plan).toBeDefined();
      if (plan) expectSound(plan);
    }
  });

  it('are reviewed, and every correction still finds its line', () => {
    for (const plan of reviewed) {
      expect(plan.assignments.filter((assignment) => !assignment.reviewed)).toEqual([]);
      expect(plan.problems.filter(({ level }) => level === 'error')).toEqual([]);
    }
  });

  it('quote the scan with the words that were scanned, and show the restored ones', () => {
    const plan = read.at(-1);
    const duty = plan?.assignments.find(({ id }) => id.endsWith('#iii.5-2'));
    expect(duty?.quote[1]).toMatch(/^thuong xuyén tu ra soat/u);
    expect(duty?.restoredQuote?.[1]).toMatch(/^thường xuyên tự rà soát/u);
  });

  it('name the same office alike in both of its plans', () => {
    expect(read[2]?.document.office).toBe('skhcn-hai-phong');
    expect(read[4]?.document.office).toBe('skhcn-hai-phong');
  });

  it('report what they lack', () => {
    expect(codesOf(read[0])).toEqual(
      expect.arrayContaining([
        'plan/no-number',
        'plan/no-date',
        'plan/lead-above-issuer',
        'plan/reference-date-doubtful',
        'plan/reference-expired',
        'plan/number-misprinted',
      ]),
    );
    expect(codesOf(read[2])).toEqual(expect.arrayContaining(['plan/blank-number', 'plan/period-unknown']));
    expect(codesOf(read[3])).toEqual(expect.arrayContaining(['plan/date-of-other-year', 'plan/past-year']));
    expect(codesOf(read[4])).toEqual(expect.arrayContaining(['plan/no-signer', 'plan/past-when-issued']));
  });
});

describe('plans of other kinds', () => {
  const kinds = [
    'ke-hoach-xa',
    'ke-hoach-so',
    'ke-hoach-chi-cuc',
    'ke-hoach-dang',
    'ke-hoach-khong-danh-so',
    'quyet-dinh-tinh',
    'nghi-quyet-chinh-phu',
  ];

  it.each(kinds)('%s is sound', (name) => expectSound(plan(name)));

  it.each(kinds)('%s is read as expected', (name) => {
    expect(summary(plan(name))).toBe(here(`expected/${name}.txt`));
  });

  it('take the facts of the first page from any letterhead', () => {
    expect(plan('ke-hoach-xa').document).toMatchObject({
      number: '45/KH-UBND',
      issuer: 'UBND xã Tân An',
      issuedOn: '2024-02-12',
      signer: { name: 'Phạm Văn Minh', title: 'Chủ tịch' },
      recipients: ['UBND huyện (b/c)', 'TT Đảng ủy, HĐND xã', 'Các thôn', 'Lưu: VT'],
    });
    expect(plan('quyet-dinh-tinh').document).toMatchObject({
      type: 'Quyết định',
      title: 'Quyết định về việc phê duyệt Kế hoạch chuyển đổi số tỉnh Hà Nam năm 2025',
      year: 2025,
      signer: { name: 'Trần Văn Hòa', title: 'Phó Chủ tịch' },
    });
    expect(plan('ke-hoach-chi-cuc').document).toMatchObject({
      number: null,
      symbol: 'KH-CCTL',
      issuer: 'Chi cục Thủy lợi Nghệ An',
      superior: 'Sở Nông nghiệp và Phát triển nông thôn',
      issuedOn: null,
    });
    expect(plan('ke-hoach-dang').document).toMatchObject({ number: '12-KH/BTGTU', year: 2025 });
    expect(plan('nghi-quyet-chinh-phu').document).toMatchObject({
      issuer: 'Chính phủ',
      issuedOn: '2025-05-16',
    });
  });
});
