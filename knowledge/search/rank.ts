import lunr from 'lunr';
import type { Candidate, SoughtTerm } from './shelf.ts';
import { weightIn } from './packed-rows.ts';
import { fieldBoosts, fieldNames } from './segment.ts';

export interface Ranked {
  readonly candidate: Candidate;
  readonly score: number;
  /** Terms of the question that the passage holds. */
  readonly matched: readonly string[];
}

/**
 * Lets lunr rank the candidates: loads the slice of the serialised index that this question can touch (its terms, these
 * passages) and queries it. Scores are what one lunr index over everything gives, because a passage's score depends on
 * its own vector, the query and the rarity of terms, never on which other passages are loaded.
 */
export function rank(candidates: readonly Candidate[], sought: readonly SoughtTerm[]): Ranked[] {
  const terms = [...sought].sort((one, other) => (one.term < other.term ? -1 : 1));
  const index = lunr.Index.load(sliceOf(candidates, terms));
  const results = index.query((query) => {
    for (const { term, weight } of terms) query.term(term, { boost: weight, usePipeline: false });
  });
  return results.flatMap(({ ref, score, matchData }) => {
    const candidate = candidates[Number(ref)];
    return candidate ? [{ candidate, score, matched: Object.keys(matchData.metadata) }] : [];
  });
}

/** lunr's serialised form, see `lunr.Index.load`. */
interface Slice {
  readonly version: string;
  readonly fields: readonly string[];
  readonly fieldVectors: (readonly [ref: string, elements: readonly number[]])[];
  readonly invertedIndex: (readonly [term: string, posting: Record<string, unknown>])[];
  readonly pipeline: readonly string[];
}

const noMetadata = Object.freeze({});

function sliceOf(candidates: readonly Candidate[], terms: readonly SoughtTerm[]): Slice {
  const postings = terms.map(() => fieldNames.map((): Record<string, object> => ({})));
  const fieldVectors: (readonly [string, number[]])[] = [];
  for (const [ref, { segment, row, prior }] of candidates.entries()) {
    for (const [fieldAt, field] of fieldNames.entries()) {
      const rows = segment.rows[field];
      const rowInField = segment.rowOf[field][row] ?? 0;
      const elements: number[] = [];
      for (let at = 0; at < terms.length; at += 1) {
        const { id, idf } = terms[at] as SoughtTerm;
        const weight = weightIn(rows, rowInField, id);
        if (weight === 0) continue;
        elements.push(at, weight * idf * fieldBoosts[field] * prior);
        const posting = postings[at]?.[fieldAt];
        if (posting) posting[ref] = noMetadata;
      }
      if (elements.length > 0) fieldVectors.push([`${field}/${ref}`, elements]);
    }
  }
  const invertedIndex = terms.map(({ term }, at) => {
    const byField = fieldNames.map((field, fieldAt) => [field, postings[at]?.[fieldAt] ?? {}] as const);
    return [term, { _index: at, ...Object.fromEntries(byField) }] as const;
  });
  return { version: lunr.version, fields: fieldNames, fieldVectors, invertedIndex, pipeline: [] };
}
