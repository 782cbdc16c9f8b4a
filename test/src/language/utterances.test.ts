import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, describe, expect, it } from 'vitest';
import { intents } from '../../../dialogs/intent.ts';
import { shippedUtterances } from '../../../src/language/local-recognizer.ts';
import {
  faultsOf,
  fewestPerIntent,
  fileOf,
  loadUtterances,
  parseUtterances,
} from '../../../src/language/utterances.ts';

const folder = mkdtempSync(join(tmpdir(), 'utterances-'));
afterAll(() => rmSync(folder, { recursive: true }));

describe('the shipped utterances', () => {
  const utterances = loadUtterances(shippedUtterances);

  it('have at least 25 sentences for each of at least 15 intents', () => {
    expect(intents.length).toBeGreaterThanOrEqual(15);
    for (const intent of intents)
      expect(utterances.filter((one) => one.intent === intent).length, intent).toBeGreaterThanOrEqual(
        fewestPerIntent,
      );
  });

  it('are written with and without diacritics', () => {
    const plain = utterances.filter(({ text }) => /^[\p{ASCII}]+$/u.test(text)).length;
    expect(plain).toBeGreaterThan(100);
    expect(utterances.length - plain).toBeGreaterThan(500);
  });

  it('hold no phone, identity number or e-mail address', () => {
    expect(utterances.filter(({ text }) => /\d(?:[ .-]?\d){8,}|@\w+\./.test(text))).toEqual([]);
  });
});

function faultsOfThanks(...texts: readonly string[]): string[] {
  const utterances = texts.map((text) => ({ text, intent: 'Thank' as const }));
  return faultsOf(utterances).filter((fault) => fault.includes('"'));
}

describe('reading utterances', () => {
  it('takes one a line and skips blank lines and notes', () => {
    expect(parseUtterances('Greet', '# Chào\r\n\r\n xin chào \nalo')).toEqual([
      { text: 'xin chào', intent: 'Greet' },
      { text: 'alo', intent: 'Greet' },
    ]);
  });

  it('names the file of an intent after it', () => {
    expect(fileOf('AskUnitDuties')).toBe('ask-unit-duties.txt');
    expect(fileOf('OutOfScope')).toBe('out-of-scope.txt');
  });

  it('finds what two intents both claim, even when only one has diacritics', () => {
    const faults = faultsOf([
      { text: 'hủy bỏ', intent: 'Cancel' },
      { text: 'huy bo', intent: 'Deny' },
    ]);
    expect(faults.join('\n')).toContain('deny.txt: "huy bo" says the same as "hủy bỏ" of cancel.txt');
  });

  it('lets one intent have the same words with and without diacritics, but not the same line twice', () => {
    expect(faultsOfThanks('cảm ơn', 'cam on')).toEqual([]);
    expect(faultsOfThanks('cảm ơn', 'Cảm ơn')).toEqual(['thank.txt: "Cảm ơn" stands there twice']);
  });

  it('finds combining marks and too few sentences', () => {
    const faults = faultsOf([{ text: 'cảm ơn'.normalize('NFD'), intent: 'Thank' }]);
    expect(faults.join('\n')).toMatch(/thank\.txt: .* is not NFC/);
    expect(faults.join('\n')).toContain('thank.txt: 1 utterances, 25 needed');
  });

  it('names every fault of a folder at once', () => {
    writeFileSync(join(folder, 'greet.txt'), 'xin chào\nxin chào\n');
    writeFileSync(join(folder, 'gret.txt'), 'xin chào\n');
    expect(() => loadUtterances(folder)).toThrow(
      /gret\.txt: no such intent.*stands there twice.*ask-lead\.txt: 0/s,
    );
  });
});
