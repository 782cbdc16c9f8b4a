import type { Candidate } from './shelf.ts';
import { indexed } from './index-terms.ts';
import { weightIn } from './packed-rows.ts';
import { bigram, hasMark, markKey, questionWordsOf, wordsOf } from './words.ts';

/** How much of the question a passage holds. */
export interface Coverage {
  /** 0 to 1: the rarity-weighted share of the question's syllables, with some of its neighbouring pairs. */
  readonly share: number;
  /** 0 to 1: of the words typed with diacritics, the share that stands there with the very same ones. */
  readonly exact: number;
}

const syllableShare = 0.6;
const pairShare = 0.4;
/** "dân" for "dẫn": the syllable stands there, with other diacritics. */
const otherMarks = 0.6;

/** A term among the passages asked: its number, how many hold it, and its idf, the highest for one that none holds. */
export interface Rarity {
  readonly id: number | undefined;
  readonly holding: number;
  readonly idf: number;
}

/**
 * Prepares the expanded question once; then tells how much of it each passage holds, in its text and its headings. A
 * word that no plan holds ("sổ đỏ") is the rarest, and pulls the share down most.
 */
export function createCoverage(
  question: string,
  rarity: (term: string) => Rarity,
): (candidate: Candidate) => Coverage {
  const words = questionWordsOf(question);
  const sought = words
    .filter((word) => word.role === 'keep')
    .map(({ folded, text }) => ({
      folded,
      id: rarity(indexed(folded)).id,
      marks: hasMark(text) ? markKey(text) : undefined,
      worth: rarity(indexed(folded)).idf,
    }));
  const total = sum(sought.map(({ worth }) => worth));
  const marked = new Map(
    sought.flatMap(({ folded, marks }) => (marks === undefined ? [] : [[folded, marks]])),
  );
  const pairs = words.flatMap((word, at) => {
    const next = words[at + 1];
    return word.role === 'keep' && next?.role === 'keep'
      ? [bigram(indexed(word.folded), indexed(next.folded))]
      : [];
  });
  const pairIds = pairs.map((pair) => rarity(pair).id);
  return (candidate) => {
    const spelled = marked.size === 0 ? new Map<string, boolean>() : spellings(candidate, marked);
    const found = sought.map(({ folded, id, worth }) => {
      if (!holds(candidate, id)) return 0;
      return spelled.get(folded) === false ? worth * otherMarks : worth;
    });
    const syllables = total === 0 ? 0 : sum(found) / total;
    const pairsFound = pairIds.filter((id) => holds(candidate, id)).length;
    const exact = [...spelled.values()].filter(Boolean).length;
    return {
      share:
        pairs.length === 0 ? syllables : syllableShare * syllables + (pairShare * pairsFound) / pairs.length,
      exact: marked.size === 0 ? 0 : exact / marked.size,
    };
  };
}

function holds({ segment, row }: Candidate, term: number | undefined): boolean {
  if (term === undefined) return false;
  return (['body', 'heading'] as const).some(
    (field) => weightIn(segment.rows[field], segment.rowOf[field][row] ?? 0, term) > 0,
  );
}

/** For the syllables of the question that stand in the passage: with the same diacritics? */
function spellings({ entry }: Candidate, marked: ReadonlyMap<string, string>): Map<string, boolean> {
  const found = new Map<string, boolean>();
  for (const word of [...wordsOf(entry.fields.body), ...wordsOf(entry.fields.heading)]) {
    const marks = marked.get(word.folded);
    if (marks === undefined || found.get(word.folded)) continue;
    found.set(word.folded, markKey(word.text) === marks);
  }
  return found;
}

function sum(values: readonly number[]): number {
  return values.reduce((total, value) => total + value, 0);
}
