import type { DoubtfulWord } from '../reading/doubt-marks.ts';
import { repairScan } from './repair-scan.ts';
import { damageOf } from './scan-damage.ts';
import { learnSyllables } from './syllable-model.ts';
import { holdsFigure } from './word-tokens.ts';

/** Bản đọc đã khôi phục của một bản quét. */
export interface RestoredScan {
  /** As many lines as the scan. */
  readonly restored: string;
  /** Words and figures to hold against the paper. */
  readonly doubts: readonly DoubtfulWord[];
}

/** A text of at least so many words that lost more of its diacritics than this was scanned badly, or typed without. */
const [fewestWords, lost] = [150, 0.35];

/** Whether a text that came with letters is the reading of a scan all the same. */
export function looksScanned(text: string): boolean {
  return (text.match(/\p{L}{2,}/gu)?.length ?? 0) >= fewestWords && damageOf(text) > lost;
}

/** Below this the engine that read a word was guessing; the model is not asked about figures. */
const guessed = 60;
/** How doubtful a word counts that only the model doubts. */
const modelDoubt = 50;

/** A scan read with the help of the office's clean plans, and what is left to be looked at. */
export function restoreScan(
  text: string,
  clean: readonly string[],
  doubts: readonly DoubtfulWord[] = [],
): RestoredScan {
  const model = learnSyllables([ownWords(text, doubts), ...clean]);
  const { text: restored, unsure, repairs, confirmed } = repairScan(text, model, doubts);
  const settled = new Set(confirmed.map(({ line, chunk }) => `${line} ${chunk}`));
  const repaired = new Set(repairs.map(({ line, from }) => `${line} ${from}`));
  const isBad = damageOf(text) > lost;
  const words = doubts.filter(({ line, word, confidence }) => {
    if (holdsFigure(word)) return true;
    const bare = word.replace(/^[^\p{L}]+|[^\p{L}]+$/gu, '');
    if (bare === '' || repaired.has(`${line} ${bare}`)) return false;
    return confidence < guessed || !settled.has(`${line} ${word}`);
  });
  const doubted = new Set(
    doubts.map(({ line, word }) => `${line} ${word.replace(/^[^\p{L}]+|[^\p{L}]+$/gu, '')}`),
  );
  const named = unsure
    .filter(({ line, from }) => isBad || doubted.has(`${line} ${from}`))
    .map(({ line, from, to }) => ({ line, word: from, confidence: modelDoubt, maybe: to }));
  const ofModel = new Set(named.map(({ line, word }) => `${line} ${word}`));
  const rest = words.filter(
    ({ line, word }) => !ofModel.has(`${line} ${word.replace(/^[^\p{L}]+|[^\p{L}]+$/gu, '')}`),
  );
  return { restored, doubts: [...rest, ...named].toSorted((a, b) => a.line - b.line) };
}

/** Words that a scan repeats are its own: names of its units, of its matter. */
const repeated = 3;

/** What a scan itself teaches: the words it repeats and its reader did not doubt; nothing where its marks are lost. */
function ownWords(text: string, doubts: readonly DoubtfulWord[]): string {
  if (damageOf(text) > 0.2) return '';
  const doubted = new Set(doubts.map(({ line, word }) => `${line} ${word}`));
  const counts = new Map<string, number>();
  const lines = text
    .split('\n')
    .map((line, index) =>
      line.split(' ').map((chunk) => (doubted.has(`${index + 1} ${chunk}`) ? '|' : chunk)),
    );
  const bare = (chunk: string): string => chunk.replace(/[^\p{L}\p{M}]/gu, '').toLowerCase();
  for (const chunk of lines.flat()) counts.set(bare(chunk), (counts.get(bare(chunk)) ?? 0) + 1);
  return lines
    .map((chunks) =>
      chunks.map((chunk) => ((counts.get(bare(chunk)) ?? 0) < repeated ? '|' : chunk)).join(' '),
    )
    .join('\n');
}
