import { cpSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { readRules, timeToComplain } from '../../../src/cases/rules.ts';
import { caseKinds } from '../../../src/cases/submission.ts';
import { cite } from '../../../src/cases/time-limit-rule.ts';
import { vi } from '../../../dialogs/messages/vi.ts';

const shipped = join(import.meta.dirname, '../../../knowledge/rules');

describe('the shipped rules', () => {
  const rules = readRules(shipped);

  it('give the bot the time to complain, and why it is still to be checked', () => {
    const said = vi('ông/bà').kindsDiffer(timeToComplain(rules));
    expect(said).toContain('90 ngày');
    expect(said).toContain('Điều 9 Luật Khiếu nại 2011');
    expect(said).toMatch(/cần xác minh: .*136\/2025\/QH15/u);
  });

  it('cite an article for every number of the law, and say why it is to be verified', () => {
    expect(rules.law.length).toBeGreaterThan(20);
    for (const rule of rules.law) {
      expect(cite(rule.law)).toMatch(/(Điều|Nghị định|Thông tư|Danh mục|Quy chế)/u);
      expect(rule.verify).toBeTruthy();
    }
    expect(new Set(rules.law.map(({ id }) => id)).size).toBe(rules.law.length);
  });

  it('let an office owe an answer, or a first contact, for every kind', () => {
    const { limits } = rules.office(undefined);
    for (const kind of caseKinds)
      expect(limits.some(({ kinds, law }) => kinds.includes(kind) && !law)).toBe(true);
  });

  it('know three years, each with its sources', () => {
    expect([...rules.calendar.years]).toEqual([
      [2025, 'announced'],
      [2026, 'announced'],
      [2027, 'announced'],
    ]);
  });
});

describe('rules of one office', () => {
  let folder: string;
  beforeEach(() => {
    folder = mkdtempSync(join(tmpdir(), 'rules-test-'));
    cpSync(shipped, folder, { recursive: true });
  });
  afterEach(() => rmSync(folder, { recursive: true, force: true }));

  function change(file: string, edit: (content: Record<string, unknown>) => void): void {
    const content = JSON.parse(readFileSync(join(folder, file), 'utf8')) as Record<string, unknown>;
    edit(content);
    writeFileSync(join(folder, file), JSON.stringify(content));
  }

  it('replace only what the office says itself', () => {
    change('office.json', (content) => {
      content['tp-hcm'] = { receivingUnit: 'Tổng đài 1022', localRules: ['1022-tp-hcm'] };
    });
    const rules = readRules(folder);
    const ids = (office: string) => rules.office(office).limits.map(({ id }) => id);
    expect(rules.office('tp-hcm')).toMatchObject({ receivingUnit: 'Tổng đài 1022', reopenDays: 15 });
    expect(ids('tp-hcm')).toContain('incident.forward.1022');
    expect(ids('ngoc-ha')).not.toContain('incident.forward.1022');
    expect(rules.office('ngoc-ha').receivingUnit).toBe('Bộ phận tiếp nhận');
  });

  it.each<[string, string, (content: Record<string, unknown>) => void, RegExp]>([
    [
      'a limit without an article',
      'time-limits.json',
      (c) => delete (c['limits'] as { law?: unknown }[])[0]?.law,
      /limits\.0\.law/,
    ],
    [
      'a misspelt flag',
      'time-limits.json',
      (c) => Object.assign((c['limits'] as object[])[0] ?? {}, { when: 'remot' }),
      /limits\.0\.when/,
    ],
    [
      'a day that does not exist',
      'holidays/2026.json',
      (c) => Object.assign((c['off'] as object[])[0] ?? {}, { day: '2026-02-30' }),
      /off\.0\.day/,
    ],
    [
      'a day of another year',
      'holidays/2026.json',
      (c) => Object.assign((c['off'] as object[])[0] ?? {}, { day: '2027-01-01' }),
      /thuộc năm khác/,
    ],
    [
      'a make-up day that is off',
      'holidays/2026.json',
      (c) => (c['makeUp'] as object[]).push({ day: '2026-11-24', name: 'x' }),
      /cũng được ghi là ngày nghỉ/,
    ],
    [
      'a kind without retention',
      'office.json',
      (c) => delete (c['default'] as { retention: { question?: unknown } }).retention.question,
      /default\.retention\.question/,
    ],
    ['a misspelt setting of an office', 'office.json', (c) => (c['x'] = { reopenDay: 3 }), /x/],
  ])('are refused with %s, and the place is named', (_, file, edit, fault) => {
    change(file, edit);
    expect(() => readRules(folder)).toThrow(fault);
  });
});
