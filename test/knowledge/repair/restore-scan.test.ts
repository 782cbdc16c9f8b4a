import { readFile } from 'node:fs/promises';
import { join } from 'node:path';
import fc from 'fast-check';
import { beforeAll, describe, expect, it } from 'vitest';
import { loadLibrary } from '../../../knowledge/library.ts';
import { readPlan } from '../../../knowledge/parser/read-plan.ts';
import { looksScanned, restoreScan } from '../../../knowledge/repair/restore-scan.ts';
import { normalise } from '../../../knowledge/text.ts';
import { readingCache } from '../../kept-readings.ts';

const plans = join(import.meta.dirname, '../../../knowledge/plans');
const scan = join(plans, '004-hai-phong-iso-2023-ocr');
const readText = async (path: string): Promise<string> => normalise(await readFile(path, 'utf8'));
const wordsOf = (line: string): string[] =>
  line
    .split(/[\s|]+/u)
    .map((word) => word.replace(/^[^\p{L}\p{N}]+|[^\p{L}\p{N}]+$/gu, ''))
    .filter(Boolean);
const figures = (line: string): string[] => line.match(/\d[\d./:,-]*/gu) ?? [];

let clean: string[];
let [scanned, truth] = ['', ''];
beforeAll(async () => {
  const library = await loadLibrary(plans, { cache: readingCache() });
  clean = library.plans.filter(({ restoredLines }) => !restoredLines).map(({ lines }) => lines.join('\n'));
  [scanned, truth] = [await readText(join(scan, 'source.txt')), await readText(join(scan, 'restored.txt'))];
});

/** Words of one text that stand in the other too, in the same order, by line (longest common run of words). */
function shared(one: readonly string[], other: readonly string[]): Set<number> {
  const best = Array.from({ length: one.length + 1 }, () => other.map(() => 0).concat(0));
  const at = (i: number, j: number): number => best[i]?.[j] ?? 0;
  for (let i = one.length - 1; i >= 0; i--)
    for (let j = other.length - 1; j >= 0; j--) {
      const row = best[i];
      if (row) row[j] = one[i] === other[j] ? 1 + at(i + 1, j + 1) : Math.max(at(i + 1, j), at(i, j + 1));
    }
  const found = new Set<number>();
  for (let i = 0, j = 0; i < one.length && j < other.length;) {
    if (one[i] === other[j]) {
      found.add(i++);
      j++;
    } else if (at(i + 1, j) >= at(i, j + 1)) i++;
    else j++;
  }
  return found;
}

describe('a scan without its diacritics, with a model that never saw it', () => {
  it('is put right in most words, and hardly a change is wrong', () => {
    const { restored } = restoreScan(scanned, clean);
    const [before, after, right] = [scanned, restored, truth].map((text) => text.split('\n').map(wordsOf));
    let [words, rightBefore, rightAfter, changes, rightChanges] = [0, 0, 0, 0, 0];
    for (const [index, wanted] of (right ?? []).entries()) {
      const [was, is] = [before?.[index] ?? [], after?.[index] ?? []];
      words += wanted.length;
      rightBefore += shared(was, wanted).size;
      const good = shared(is, wanted);
      rightAfter += good.size;
      const kept = shared(is, was);
      for (const at of is.keys()) {
        if (kept.has(at)) continue;
        changes++;
        if (good.has(at)) rightChanges++;
      }
    }
    expect(rightBefore / words).toBeLessThan(0.25);
    expect(rightAfter / words).toBeGreaterThan(0.85);
    expect(changes).toBeGreaterThan(1000);
    expect(rightChanges / changes).toBeGreaterThan(0.97);
  });

  it('keeps every line and every figure', () => {
    const { restored } = restoreScan(scanned, clean);
    const [before, after] = [scanned, restored].map((text) => text.split('\n'));
    expect(after).toHaveLength(before?.length ?? 0);
    for (const [index, line] of (before ?? []).entries()) {
      // A digit inside a word ("s6", "1anh") stands for a letter; it is no figure.
      const own = figures(line.replace(/\p{L}+\d\p{L}*|\p{L}*\d\p{L}+/gu, ' '));
      for (const figure of own) expect(after?.[index]).toContain(figure);
    }
  });

  it('names the words that it could not settle', () => {
    const { doubts } = restoreScan(scanned, clean);
    const lines = scanned.split('\n');
    expect(doubts.length).toBeGreaterThan(50);
    for (const { line, word } of doubts) expect(lines[line - 1]).toContain(word);
  });
});

describe('a text that is clean', () => {
  it('is not taken for a scan', () => {
    expect(clean.map(looksScanned)).toEqual(clean.map(() => false));
    expect(looksScanned(scanned)).toBe(true);
    expect(looksScanned('Khong dau nhung qua ngan.')).toBe(false);
  });

  it('is left nearly as it is, though the model never saw it', () => {
    for (const [index, text] of clean.entries()) {
      const { restored } = restoreScan(text, clean.toSpliced(index, 1));
      const [before, after] = [text, restored].map(wordsOf);
      const changed = (after ?? []).filter((word, at) => word !== before?.[at]).length;
      expect(changed / (before?.length ?? 1)).toBeLessThan(0.002);
    }
  });
});

describe('figures', () => {
  const number = fc.oneof(
    fc.nat(9999).map(String),
    fc
      .tuple(fc.integer({ min: 1, max: 31 }), fc.integer({ min: 1, max: 12 }))
      .map(([d, m]) => `${d}/${m}/2026`),
    fc.nat(999).map((n) => `${n}/QD-UBND`),
    fc.nat(999).map((n) => `${n}/2025/Qb-TTg`),
    fc.nat(99).map((n) => `${n}%`),
  );
  it('are never changed, whatever stands around them and however doubtful they are', () => {
    fc.assert(
      fc.property(
        fc.array(fc.tuple(fc.constantFrom('ngay', 'Quyet dinh so', 'thang', 'tai'), number)),
        (parts) => {
          const text = parts.map(([words, figure]) => `${words} ${figure}`).join(' ');
          const doubts = parts.map(([, word]) => ({ line: 1, word, confidence: 10 }));
          const { restored, doubts: left } = restoreScan(text, clean.slice(0, 1), doubts);
          expect(restored.split(' ').filter((word) => /\d/u.test(word))).toEqual(
            parts.map(([, figure]) => figure),
          );
          expect(left.map(({ word }) => word)).toEqual(
            expect.arrayContaining(parts.map(([, figure]) => figure)),
          );
        },
      ),
      { numRuns: 20 },
    );
  });
});

describe('a plan read from a scan', () => {
  it('lists figures to check first, and words a handful at a time', () => {
    const doubts = [
      { line: 3, word: '47/QĐ-UBND', confidence: 30 },
      ...Array.from({ length: 40 }, (_, index) => ({
        line: 5,
        word: `chữ${'á'.repeat(index)}`,
        confidence: 40,
        maybe: 'chữ',
      })),
    ];
    const text = 'KẾ HOẠCH\n\nSo 47/QĐ-UBND\n\nchữ\n';
    const { problems } = readPlan(text, { id: 'quet', restored: text.replace('So', 'Số'), doubts });
    const own = problems.filter(({ code }) => code.startsWith('plan/ocr-'));
    expect(own.map(({ code, level }) => `${code} ${level}`)).toEqual([
      'plan/ocr-figure warning',
      ...Array.from({ length: 3 }, () => 'plan/ocr-low-confidence info'),
      'plan/ocr-repaired info',
    ]);
    expect(own[0]).toMatchObject({ lines: [3], message: expect.stringContaining('47/QĐ-UBND') as unknown });
  });
});
