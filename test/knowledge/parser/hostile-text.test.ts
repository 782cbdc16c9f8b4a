import { readFileSync } from 'node:fs';
import { array, assert, constantFrom, integer, property } from 'fast-check';
import { describe, expect, it } from 'vitest';
import { readPlan } from '../../../knowledge/parser/read-plan.ts';
import { squeeze } from '../../../knowledge/text.ts';

const source = readFileSync(
  new URL('../../../knowledge/plans/000-ngoc-trao-khcn-2023/source.txt', import.meta.url),
  'utf8',
).split('\n');
const pieces = [
  'I. ',
  '1. ',
  '- ',
  'Điều 1. ',
  'Giao ',
  'Văn phòng',
  ' chủ trì, phối hợp với ',
  'Sở',
  'PHỤ LỤC',
  'Nơi nhận:',
  'ngày 30/2/2023',
  'số 1/QĐ-UBND',
  '(',
  '“',
  ';',
  '. ',
  ',',
  '\t',
  '|',
  'TT',
  'a) ',
  '\u0301',
  'ý',
  '😀',
  'trước ngày ',
  'Trên đây là ',
];

function expectQuotesInSource(text: string): void {
  const plan = readPlan(text, { id: 'x' });
  const whole = squeeze(plan.lines.join(' '));
  for (const { quote } of [...plan.assignments, ...plan.passages]) {
    for (const piece of quote) expect(whole).toContain(squeeze(piece));
  }
}

describe('text that is no plan', () => {
  it.each(['', '\n\n\n', '   ', 'KẾ HOẠCH', 'Nơi nhận:', 'I.', '1. Văn phòng', 'PHỤ LỤC\nPHỤ LỤC'])(
    '%j is read without a throw',
    (text) => {
      expect(() => readPlan(text, { id: 'x' })).not.toThrow();
    },
  );

  it('never makes the reader throw or quote what is not there', () => {
    const words = array(constantFrom(...pieces), { maxLength: 12 }).map((parts) => parts.join(''));
    assert(
      property(array(words, { maxLength: 25 }), (lines) => expectQuotesInSource(lines.join('\n'))),
      { numRuns: 60 },
    );
  });

  it('reads a plan with lines lost, doubled or moved', () => {
    const moved = array(integer({ min: 0, max: source.length - 1 }), { minLength: 20, maxLength: 160 });
    assert(
      property(moved, (order) => expectQuotesInSource(order.map((at) => source[at] ?? '').join('\n'))),
      { numRuns: 12 },
    );
  });

  it('reads 5,000 lines of one word in bounded time', () => {
    // the runner's own time limit is the bound
    expect(readPlan('Văn phòng '.repeat(3).concat('\n').repeat(5000), { id: 'x' }).document.id).toBe('x');
  });
});
