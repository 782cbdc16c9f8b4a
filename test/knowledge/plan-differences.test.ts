import { beforeAll, describe, expect, it } from 'vitest';
import type { Plan } from '../../knowledge/assignment.ts';
import { readPlanFolder } from '../../knowledge/library.ts';
import { readPlan } from '../../knowledge/parser/read-plan.ts';
import { planDifferences } from '../../knowledge/plan-differences.ts';
import { healthCentrePlan } from '../fixtures/plans/invented-plan.ts';
import { asText } from './reading/office-files.ts';
import { readingCache } from '../kept-readings.ts';

const source = asText(healthCentrePlan);
const read = (text: string): Plan => readPlan(text, { id: 'ttyt' });
const after = (...edits: readonly (readonly [string, string])[]) => {
  const text = edits.reduce((kept, [from, to]) => {
    expect(kept).toContain(from);
    return kept.replaceAll(from, to);
  }, source);
  return planDifferences(read(source), read(text));
};

describe('the differences of two versions', () => {
  it('are none between a plan and itself', () => {
    expect(after()).toEqual({ document: [], added: [], removed: [], changed: [], unchanged: 26 });
  });

  it('name the facts of the document that changed', () => {
    const { document } = after(
      ['118/KH-TTYT', '131/KH-TTYT'],
      ['ngày 06 tháng 02 năm 2026', 'ngày 16 tháng 3 năm 2026'],
      ['Lê Thị Thanh Bình', 'Trần Văn Nam'],
    );
    expect(document).toEqual([
      { field: 'number', before: '118/KH-TTYT', after: '131/KH-TTYT' },
      { field: 'issuedOn', before: '2026-02-06', after: '2026-03-16' },
      { field: 'signer', before: 'Lê Thị Thanh Bình, Giám đốc', after: 'Trần Văn Nam, Giám đốc' },
    ]);
  });

  it.each([
    ['lead', 'Khoa An toàn thực phẩm', 'Khoa Xét nghiệm', 8],
    ['coordinating', 'Phòng Tài chính - Kế toán', 'Phòng Tổ chức - Hành chính', 1],
    ['time', 'Trước ngày 30/4/2026', 'Trước ngày 15/5/2026', 1],
    ['deliverable', 'Danh mục dự trù được duyệt', 'Danh mục dự trù', 1],
    ['task', 'Dự trù hóa chất, vật tư phòng dịch', 'Dự trù hóa chất, vật tư, thuốc phòng dịch', 1],
  ] as const)('name %s alone where only that changed', (field, from, to, duties) => {
    const { added, removed, changed } = after([from, to]);
    expect({ added, removed }).toEqual({ added: [], removed: [] });
    expect(changed).toHaveLength(duties);
    for (const { changes } of changed) expect(changes).toEqual([{ field, before: from, after: to }]);
  });

  it('are none where a duty only stands at another place, or is written another way', () => {
    const moved = source.split('\n');
    const at = moved.findIndex((line) => line.startsWith('3 |') || line.includes('Dự trù hóa chất'));
    const [row = ''] = moved.splice(at, 1);
    moved.splice(at + 2, 0, row.replace('hóa chất', 'hoá  chất'));
    const { added, removed, changed, unchanged } = planDifferences(read(source), read(moved.join('\n')));
    expect({ added, removed, changed, unchanged }).toEqual({
      added: [],
      removed: [],
      changed: [],
      unchanged: 26,
    });
  });

  it('tell a new duty and one that is gone', () => {
    const { added, removed, changed } = after([
      '- Bảo đảm thuốc, hóa chất cho các đội cơ động chống dịch.',
      '- Bố trí xe cứu thương trực tại bến phà trong mùa lũ.',
    ]);
    expect(removed.map(({ task }) => task)).toEqual([
      'Bảo đảm thuốc, hóa chất cho các đội cơ động chống dịch',
    ]);
    expect(added.map(({ task }) => task)).toEqual(['Bố trí xe cứu thương trực tại bến phà trong mùa lũ']);
    expect(changed).toEqual([]);
  });

  it('match each duty once, in the order of the numbers where many read alike', () => {
    const { added, removed, changed } = after(['tại cụm 5,', 'tại cụm 50,']);
    expect({ added, removed }).toEqual({ added: [], removed: [] });
    expect(changed).toHaveLength(1);
  });
});

describe('the differences of unlike plans', () => {
  let shipped: Plan[];
  beforeAll(async () => {
    const folders = ['002-hai-phong-muc-tieu-chat-luong-2023', '003-quang-tri-chuong-trinh-hanh-dong-2024'];
    shipped = await Promise.all(
      folders.map((folder) => readPlanFolder(`knowledge/plans/${folder}`, { cache: readingCache() })),
    );
  });

  it('are nearly everything', () => {
    const [one, other] = shipped as [Plan, Plan];
    const { changed, unchanged, added, removed } = planDifferences(one, other);
    expect(unchanged).toBe(0);
    expect(changed.length).toBeLessThan(3);
    expect(added.length + changed.length).toBe(other.assignments.length);
    expect(removed.length + changed.length).toBe(one.assignments.length);
  });
});
