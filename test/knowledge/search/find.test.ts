import { readFileSync } from 'node:fs';
import { fileURLToPath } from 'node:url';
import { describe, expect, it } from 'vitest';
import { readPlan } from '../../../knowledge/parser/read-plan.ts';
import { createExpander } from '../../../knowledge/search/abbreviations.ts';
import { entriesOf } from '../../../knowledge/search/entries.ts';
import { find } from '../../../knowledge/search/find.ts';
import { createPlanIndex } from '../../../knowledge/search/plan-index.ts';
import { createRepairer } from '../../../knowledge/search/repair.ts';
import { createVocabulary } from '../../../knowledge/search/vocabulary.ts';

const id = '003-quang-tri-chuong-trinh-hanh-dong-2024';
const source = fileURLToPath(new URL(`../../../knowledge/plans/${id}/source.txt`, import.meta.url));
const plan = readPlan(readFileSync(source, 'utf8'), { id });
const entries = entriesOf(plan);
const parts = {
  index: createPlanIndex(entries),
  expand: createExpander({ places: ['Quảng Trị'] }),
  repair: createRepairer(createVocabulary(entries.map(({ fields }) => fields.body))),
};
const bodyOf = new Map(entries.map((entry) => [entry.id, entry.fields.body]));

describe('the entries of a plan', () => {
  it('are its passages and its assignments, each with its own id', () => {
    expect(entries).toHaveLength(plan.passages.length + plan.assignments.length);
    expect(new Set(entries.map((entry) => entry.id)).size).toBe(entries.length);
  });
});

describe('finding what was typed', () => {
  it.each([
    'chuyển giao và ứng dụng KH&CN vào sản xuất',
    'chuyen giao va ung dung khcn vao san xuat',
    'chuyeenr giao vaf uwngs dungj khoa hojc coong ngheej vaof sanr xuaats',
    'chuyễn giao và ứng dụng khoahoc công ngệ vào sãn xuất',
  ])('%s', (text) => {
    const { hits } = find({ text, limit: 3 }, parts);
    expect(hits.map((hit) => bodyOf.get(hit.id)).join('\n')).toMatch(/chuyển giao[^|]*ứng dụng/iu);
  });

  it('tells what was looked for', () => {
    expect(find({ text: 'b/c 6T ngheej', limit: 1 }, parts).read).toBe('báo cáo 6 tháng nghệ');
  });
});
