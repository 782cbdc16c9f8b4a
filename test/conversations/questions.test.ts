import { readFileSync } from 'node:fs';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { faultsOf, parseQuestions } from '../../src/question-file.ts';
import { openOffice, type Office } from '../chat.ts';

const questions = parseQuestions(
  readFileSync(new URL('../questions/office-questions.jsonl', import.meta.url), 'utf8'),
);

let office: Office;
beforeAll(async () => {
  office = await openOffice();
});
afterAll(() => office.close());

describe('questions on the shipped plans', () => {
  it.each(questions.map((question) => [question.turns.join(' → '), question] as const))(
    '%s',
    async (_turns, question) => {
      const say = office.talk();
      let last: Awaited<ReturnType<typeof say>> | undefined;
      for (const turn of question.turns) last = await say(turn);
      expect(last && faultsOf(question, [last])).toEqual([]);
    },
  );
});

describe('every answer', () => {
  it('quotes only what stands in the source', async () => {
    const fold = (text: string) => text.normalize('NFC').replace(/\s+/g, ' ').trim();
    const { pages } = office.service.livePlans;
    const listed = await pages.list({ words: '', page: 1 });
    const sources = new Map<string, string>();
    for (const { id } of listed.rows) sources.set(id, fold((await pages.read(id))?.lines.join(' ') ?? ''));
    let cited = 0;
    for (const question of questions) {
      const say = office.talk();
      for (const turn of question.turns)
        for (const { document, quote } of (await say(turn)).answer?.citations ?? []) {
          cited++;
          expect(sources.get(document)).toContain(fold(quote));
        }
    }
    expect(cited).toBeGreaterThan(60);
  });
});
