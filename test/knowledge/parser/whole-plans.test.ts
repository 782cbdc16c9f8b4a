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

const duties = (name: string): string[] =>
  plan(name)
    .assignments.filter(({ lead }) => lead.length > 0)
    .map(({ id, lead, coordinating, time }) =>
      [
        id.split('#')[1],
        lead.join(' + '),
        coordinating.join(' + '),
        time.map(({ due, every }) => due ?? every).join(),
      ]
        .filter(Boolean)
        .join(' | '),
    );

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
  it.each(['ke-hoach-xa', 'quyet-dinh-tinh', 'ke-hoach-chi-cuc'])('%s is sound', (name) =>
    expectSound(plan(name)),
  );

  it('a commune plan, a paragraph a line', () => {
    expect(plan('ke-hoach-xa').document).toMatchObject({
      number: '45/KH-UBND',
      issuer: 'UBND xã Tân An',
      issuedOn: '2024-02-12',
      signer: { name: 'Phạm Văn Minh', title: 'Chủ tịch' },
      recipients: ['UBND huyện (b/c)', 'TT Đảng ủy, HĐND xã', 'Các thôn', 'Lưu: VT'],
    });
    expect(duties('ke-hoach-xa')).toEqual([
      'ii.2-1 | Công chức Văn phòng - Thống kê | Các công chức chuyên môn | 2024-09-30',
      'iii.1-1 | Công chức Văn phòng - Thống kê | Các bộ phận liên quan',
      'iii.1-2 | Công chức Văn phòng - Thống kê',
      'iii.1-3 | Công chức Văn phòng - Thống kê | P3M,P6M,P1Y',
      'iii.2-1 | Công chức Tài chính - Kế toán',
      'iii.2-2 | Công chức Tài chính - Kế toán',
      'iii.3-1 | Công chức Văn hóa - Xã hội | P1M',
      'iii.4-1 | Ủy ban MTTQ Việt Nam xã + Các tổ chức chính trị - xã hội',
      'iii.5-1 | Trưởng các thôn',
      'ket-1 | Các bộ phận + Các thôn',
    ]);
  });

  it('a decision with the plan that it approves', () => {
    expect(plan('quyet-dinh-tinh').document).toMatchObject({
      type: 'Quyết định',
      title: 'Quyết định về việc phê duyệt Kế hoạch chuyển đổi số tỉnh Hà Nam năm 2025',
      issuer: 'UBND tỉnh Hà Nam',
      year: 2025,
      signer: { name: 'Trần Xuân Dưỡng', title: 'Phó Chủ tịch' },
    });
    expect(duties('quyet-dinh-tinh')).toEqual([
      'dieu.2-1 | Sở Thông tin và Truyền thông | Các sở, ban, ngành + UBND các huyện, thị xã, thành phố',
      'dieu.2-2 | Sở Thông tin và Truyền thông | P1M',
      'dieu.4-1 | Chánh Văn phòng UBND tỉnh + Giám đốc các Sở: Thông tin và Truyền thông, Tài chính + Chủ tịch UBND các huyện + Thủ trưởng các cơ quan, đơn vị có liên quan',
      expect.stringMatching(
        /^ii\.1-1 \| Sở Thông tin và Truyền thông \| Các doanh nghiệp viễn thông/u,
      ) as unknown,
      'iii.1-1 | Sở Tài chính | Sở Kế hoạch và Đầu tư',
      'iii.2.a-1 | UBND các huyện, thị xã, thành phố | 2025-01-15',
      'iii.2.b-1 | UBND các huyện, thị xã, thành phố',
      'iii.3-1 | Công an tỉnh + Bộ Chỉ huy Quân sự tỉnh',
    ]);
  });

  it('a plan that charges persons, with a letterhead of three bodies', () => {
    expect(plan('ke-hoach-chi-cuc').document).toMatchObject({
      number: null,
      symbol: 'KH-CCTL',
      issuer: 'Chi cục Thủy lợi Nghệ An',
      superior: 'Sở Nông nghiệp và Phát triển nông thôn',
      issuedOn: null,
    });
    expect(duties('ke-hoach-chi-cuc')).toEqual([
      'b.i.1-1 | Ông Nguyễn Văn Bình, Chi cục trưởng - Trưởng ban',
      'b.i.2-1 | Bà Lê Thị Hoa, Phó Chi cục trưởng - Phó Trưởng ban',
      'b.ii.1-1 | Phòng Hành chính - Tổng hợp',
      'b.ii.1-2 | Phòng Hành chính - Tổng hợp',
      'b.ii.2-1 | Phòng Quản lý công trình',
      'b.ii.2-2 | Phòng Quản lý công trình | UBND các huyện + Các công ty thủy lợi',
      'b.ii.3-1 | Các Hạt Quản lý đê',
      'b.ii.3-2 | Các Hạt Quản lý đê | P1D',
      'c-1 | Các phòng, hạt | P1M',
      'c-2 | Phòng Hành chính - Tổng hợp',
    ]);
  });
});
