import { describe, expect, it } from 'vitest';
import type { Plan } from '../../../knowledge/assignment.ts';
import { checkPlan } from '../../../knowledge/checks/check-plan.ts';
import { whatToDo } from '../../../knowledge/checks/what-to-do.ts';
import { findContradictions } from '../../../knowledge/contradictions.ts';
import { loadLibrary } from '../../../knowledge/library.ts';
import { readPlan } from '../../../knowledge/parser/read-plan.ts';
import { healthCentrePlan } from '../../fixtures/plans/invented-plan.ts';
import { asText } from '../reading/office-files.ts';
import { readingCache } from '../../kept-readings.ts';

const source = asText(healthCentrePlan);
const lines = source.split('\n');
const lineOf = (words: string) => lines.findIndex((line) => line.includes(words)) + 1;
const read = (text: string): Plan => readPlan(text, { id: 'ttyt' });
type Edit = readonly [from: string, to: string];
const pointsIn = (...edits: readonly Edit[]) => {
  const text = edits.reduce((kept, [from, to]) => {
    expect(kept).toContain(from);
    return kept.replace(from, to);
  }, source);
  return checkPlan(read(text));
};
const codesIn = (edit: Edit) => new Set(pointsIn(edit).map(({ code }) => code));
const sound = new Set(checkPlan(read(source)).map(({ code }) => code));

describe('the points to look at', () => {
  it.each([
    ['plan/impossible-date', 'Trước ngày 30/4/2026', 'Trước ngày 31/4/2026'],
    ['plan/impossible-date', 'Trước ngày 20/12/2026', 'Trước ngày 29/02/2026'],
    ['plan/reference-after-issue', 'ngày 12/01/2026 của Sở Y tế', 'ngày 12/9/2026 của Sở Y tế'],
    ['table/no-lead-unit', '| Khoa Dược - Trang thiết bị |', '|  |'],
    ['plan/lead-no-name', '| Khoa Dược - Trang thiết bị |', '| Đơn vị được giao |'],
    [
      'plan/several-leads',
      '| Khoa Dược - Trang thiết bị |',
      '| Khoa Dược - Trang thiết bị; Khoa Xét nghiệm |',
    ],
  ])('have %s where “%s” is “%s”, on its line', (code, from, to) => {
    const found = pointsIn([from, to]).filter((point) => point.code === code);
    expect(found.some((point) => point.lines.includes(lineOf(from)))).toBe(true);
    const before = checkPlan(read(source)).filter((point) => point.code === code);
    expect(found).toHaveLength(before.length + 1);
  });

  it('have the report that has no day', () => {
    const edit: Edit = [
      'báo cáo Giám đốc Trung tâm trước ngày 25 hằng tháng',
      'báo cáo Giám đốc Trung tâm theo quy định',
    ];
    expect(codesIn(edit)).toContain('plan/report-without-period');
    expect(sound).not.toContain('plan/report-without-period');
  });

  it('have the sum without a source, until a source is named', () => {
    const at = 'III. TỔ CHỨC THỰC HIỆN';
    const sum = 'Kinh phí thực hiện Kế hoạch là 60.000.000 đồng.';
    expect(codesIn([at, `III. KINH PHÍ\n${sum}\n${at.replace('III', 'IV')}`])).toContain(
      'plan/amount-without-source',
    );
    const named = `${sum.slice(0, -1)} từ nguồn ngân sách năm 2026.`;
    expect(codesIn([at, `III. KINH PHÍ\n${named}\n${at.replace('III', 'IV')}`])).not.toContain(
      'plan/amount-without-source',
    );
  });

  it('tell of a unit that no longer exists: to be put right in a younger plan, to be known of an older one', () => {
    const level = (text: string) =>
      checkPlan(read(text)).find(({ code }) => code === 'plan/unit-abolished')?.level;
    const withDistrict = source.replace('| Trạm y tế các xã, thị trấn |', '| UBND huyện An Hòa |');
    expect(level(withDistrict)).toBe('warning');
    expect(level(withDistrict.replaceAll('2026', '2024'))).toBe('info');
    const withCity = source
      .replace('| Trạm y tế các xã, thị trấn |', '| UBND thành phố Hải Phòng |')
      .replaceAll('huyện An Hòa', 'khu vực An Hòa')
      .replaceAll('HUYỆN AN HÒA', 'KHU VỰC AN HÒA')
      .replaceAll('Y tế huyện', 'Y tế khu vực')
      .replaceAll('UBND huyện', 'UBND xã');
    expect(level(withCity)).toBeUndefined();
  });

  it('refuse a quote that is not in the source', () => {
    const plan = read(source);
    const assignments = plan.assignments.map((duty, index) =>
      index === 3 ? { ...duty, quote: ['Điều không hề có trong nguồn'] } : duty,
    );
    const found = checkPlan({ ...plan, assignments }).filter(({ level }) => level === 'error');
    expect(found).toMatchObject([{ code: 'plan/quote-not-in-source' }]);
  });

  it('keep what reviewers noted, once', () => {
    const plan = read(source);
    const assignments = plan.assignments.map((duty, index) =>
      index < 3 ? { ...duty, note: 'Số thứ tự suy từ thứ tự dòng.' } : duty,
    );
    const notes = checkPlan({ ...plan, assignments }).filter(({ code }) => code === 'plan/note');
    expect(notes).toHaveLength(1);
    expect(notes[0]?.lines).toEqual(assignments.slice(0, 3).map((duty) => duty.lines[0]));
  });

  it('each say what to do', () => {
    for (const { code } of checkPlan(read(source))) expect(whatToDo(code)).toMatch(/^\p{Lu}.*\.$/u);
  });
});

describe('two plans of an office', () => {
  it('disagree where they give the same work to different units', () => {
    const other = readPlan(
      source.replaceAll('Khoa Dược - Trang thiết bị', 'Khoa Hậu cần').replaceAll('118/KH-TTYT', '9/KH-TTYT'),
      { id: 'khac' },
    );
    const found = findContradictions([read(source), other]).map(({ problem }) => problem);
    expect(found).toMatchObject([{ code: 'plans/lead-differs' }, { code: 'plans/lead-differs' }]);
    expect(found[0]?.message).toContain('Khoa Dược - Trang thiết bị');
    expect(found[0]?.message).toContain('Khoa Hậu cần');
    expect(findContradictions([read(source), readPlan(source, { id: 'khac' })])).toEqual([]);
  });
});

describe('the shipped plans', () => {
  /** Places that careful readers found odd: each must be among the points, whatever its code. */
  const known: Readonly<Record<string, readonly number[]>> = {
    '000': [6, 12, 74, 78, 80, 82, 114, 136, 150, 172, 201, 217, 223, 229, 249, 271],
    '002': [14, 75, 217, 354, 404, 416, 449, 524, 588],
    '004': [15, 73, 78, 118, 125, 131, 169, 172, 196, 201, 209, 222],
  };

  it('have a point at every place known to be odd, and no error', async () => {
    const { plans } = await loadLibrary('knowledge/plans', { cache: readingCache() });
    for (const [id, places] of Object.entries(known)) {
      const plan = plans.find(({ document }) => document.id.startsWith(id));
      const points = plan ? checkPlan(plan) : [];
      const at = (line: number) =>
        points.some((point) => {
          const [from, to] = [Math.min(...point.lines), Math.max(...point.lines)];
          return point.lines.includes(line) || (point.lines.length === 2 && from <= line && line <= to);
        });
      expect({ id, missed: places.filter((line) => !at(line)) }).toEqual({ id, missed: [] });
      expect(points.filter(({ level }) => level === 'error')).toEqual([]);
    }
  });
});
