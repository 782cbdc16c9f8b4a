import { fold } from '../text.ts';
import type { SyllableModel } from './syllable-model.ts';
import { anyFigure, wordTokens } from './word-tokens.ts';

/** A place for one syllable in a scan. */
export interface Slot {
  /** 1-based line, and the place of the printed word in it. */
  readonly line: number;
  readonly at: number;
  readonly printed: string;
  /** All that is printed there without a space, as the reading engine names it. */
  readonly chunk: string;
  /** The syllable: the printed word, or a part of it where two were printed as one. */
  readonly word: string;
  /** The second of two that were printed as one. */
  readonly goesOn: boolean;
  readonly isFirst: boolean;
  /** Never read otherwise: abbreviations, Roman numbers, letters that count. */
  readonly isKept: boolean;
}

/** The slots of a scan in the runs that belong together: a cell, a paragraph, over the ends of lines. */
export function slotsOf(lines: readonly string[], model: SyllableModel): Slot[][] {
  const runs: Slot[][] = [[]];
  for (const [index, line] of lines.entries()) {
    if (line.trim() === '') runs.push([]);
    const capitals = (line.match(/\p{Lu}/gu)?.length ?? 0) > (line.match(/\p{Ll}/gu)?.length ?? 0);
    let end = 0;
    for (const { word, at } of wordTokens(line)) {
      if (/\||[.;:]\s/u.test(line.slice(end, at))) runs.push([]);
      const run = runs.at(-1) ?? [];
      const chunk = chunkAt(line, at);
      const slot = { line: index + 1, at, printed: word, chunk, isFirst: run.length === 0 };
      const parts = glued(word, model);
      for (const [part, own] of parts.entries())
        run.push({ ...slot, word: own, goesOn: part > 0, isKept: isKept(word, line, at, capitals) });
      end = at + word.length;
    }
  }
  return runs.filter((run) => run.length > 0);
}

function chunkAt(line: string, at: number): string {
  const from = line.lastIndexOf(' ', at) + 1;
  const to = line.indexOf(' ', at);
  return line.slice(from, to < 0 ? undefined : to);
}

function isKept(word: string, line: string, at: number, inCapitals: boolean): boolean {
  if (word === anyFigure || /^(?:[IVXLC]+|\d\p{Lu}+)$/u.test(word)) return true;
  // "a)", "b." at the beginning of a line count.
  if (
    /^\S{1,2}$/u.test(word) &&
    /^[.)]/u.test(line.slice(at + word.length)) &&
    line.slice(0, at).trim() === ''
  )
    return true;
  const letters = word.replace(/[^\p{L}]/gu, '');
  const isAbbreviation = letters.length > 1 && /\p{Lu}/u.test(letters.slice(1)) && !inCapitals;
  return isAbbreviation || /&/u.test(word.slice(1, -1));
}

/** "donvi" → don, vi: two words that are known, printed as one that is not. */
function glued(word: string, model: SyllableModel): string[] {
  const folded = fold(word);
  if (folded.length < 4 || folded.length > 12 || model.byFolded.has(folded)) return [word];
  for (let at = 2; at <= folded.length - 2; at++) {
    const [left, right] = [folded.slice(0, at), folded.slice(at)];
    const pairs = (model.byFolded.get(left) ?? []).some((first) =>
      (model.byFolded.get(right) ?? []).some((second) => model.pairs(first, second) > 1),
    );
    if (pairs) return [word.slice(0, at), word.slice(at)];
  }
  return [word];
}
