import { formKey } from './abbreviation-rules.ts';
import type { Expander } from './abbreviations.ts';
import { bigram, bigramsOf, questionWordsOf, wordsOf } from './words.ts';

/** A term of a question with its weight in the query. */
export interface QueryTerm {
  readonly term: string;
  readonly weight: number;
}

const pairWeight = 0.5;
const weakWeight = 0.3;
const shortFormWeight = 0.35;
const alsoWeight = 0.35;

/** Longer questions are cut here: what is asked stands in the first sentences, and the cost stays bounded. */
export const longestQuestion = 4000;

/** "01" and "1" are one number; everything else stays. */
export function indexed(folded: string): string {
  return folded.replace(/^0+(?=\d)/u, '');
}

/** Short forms stay findable as they were written, beside what they stand for. */
function shortForms(changes: readonly { readonly from: string; readonly kind: string }[]): string[] {
  return changes
    .filter(({ kind }) => kind === 'abbreviation' || kind === 'learned')
    .map(({ from }) => formKey(from));
}

/** What the index holds of a text: folded syllables, neighbouring pairs, short forms. */
export function indexTerms(text: string, expand: Expander): string[] {
  const { text: expanded, changes } = expand(text);
  const words = wordsOf(expanded).map((word) => indexed(word.folded));
  return [...words, ...bigramsOf(words), ...shortForms(changes)];
}

/**
 * What to look for. Words that only ask are dropped, words that may be content ("ban" for bạn or ban) weigh little,
 * `also` holds other words for the same thing.
 */
export function queryTerms(question: string, expand: Expander, also: readonly string[] = []): QueryTerm[] {
  const { text, changes } = expand(question.slice(0, longestQuestion));
  const weights = new Map<string, number>();
  addWords(weights, text, 1);
  for (const key of shortForms(changes)) weights.set(key, Math.max(weights.get(key) ?? 0, shortFormWeight));
  for (const other of also) addWords(weights, expand(other).text, alsoWeight);
  return [...weights].map(([term, weight]) => ({ term, weight }));
}

function addWords(weights: Map<string, number>, text: string, scale: number): void {
  const words = questionWordsOf(text);
  for (const [at, word] of words.entries()) {
    if (word.role === 'drop') continue;
    raise(weights, indexed(word.folded), scale * (word.role === 'weak' ? weakWeight : 1));
    const next = words[at + 1];
    if (next === undefined || next.role === 'drop') continue;
    raise(weights, bigram(indexed(word.folded), indexed(next.folded)), scale * pairWeight);
  }
}

function raise(weights: Map<string, number>, term: string, weight: number): void {
  weights.set(term, Math.max(weights.get(term) ?? 0, weight));
}
