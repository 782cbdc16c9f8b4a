import { readFileSync } from 'node:fs';
import { fileURLToPath } from 'node:url';
import { expect, it } from 'vitest';
import { readPlan } from '../../../knowledge/parser/read-plan.ts';
import { entriesOf } from '../../../knowledge/search/entries.ts';

const id = '003-quang-tri-chuong-trinh-hanh-dong-2024';
const source = fileURLToPath(new URL(`../../../knowledge/plans/${id}/source.txt`, import.meta.url));
const plan = readPlan(readFileSync(source, 'utf8'), { id });
const entries = entriesOf(plan);

it('makes an entry of every passage and every assignment, each with its own id', () => {
  expect(entries).toHaveLength(plan.passages.length + plan.assignments.length);
  expect(new Set(entries.map((entry) => entry.id)).size).toBe(entries.length);
});

it('holds who does a duty, by when and with what result, under its headings', () => {
  const dated = plan.assignments.findIndex(({ timeRaw, coordinating }) => timeRaw && coordinating.length > 0);
  const duty = plan.assignments[dated];
  const { body, heading, title } = entries[dated]?.fields ?? {};
  for (const part of [duty?.task, ...(duty?.lead ?? []), ...(duty?.coordinating ?? []), duty?.timeRaw])
    expect(body).toContain(part);
  expect(heading).toBe([duty?.context, duty?.sectionTitle].filter(Boolean).join('. '));
  expect(title).toBe(plan.document.title);
});
