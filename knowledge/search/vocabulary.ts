import { bigram, wordsOf } from './words.ts';

/** What repair needs to know of the collection. All words are folded. */
export interface Vocabulary {
  /** How often the word stands in the collection, 0 when it is unknown. */
  frequency(word: string): number;
  /** How often the two words stand side by side. */
  pairFrequency(first: string, second: string): number;
  /** The most frequent spelling with diacritics: "tuc" → "tục"; of equal ones the first by letters. */
  spelling(word: string): string;
  /** Number of words in the collection. */
  readonly size: number;
}

export interface VocabularyCounts {
  /** Words, and pairs as `bigram` joins them. */
  readonly words: ReadonlyMap<string, number>;
  /** "tuc tục": a word and one of its spellings. */
  readonly spellings: ReadonlyMap<string, number>;
  readonly total: number;
}

/** Words of the loaded plans, counted; texts may come and go with their plans. */
export class CollectionVocabulary implements Vocabulary {
  private readonly words = new Map<string, number>();
  private readonly pairs = new Map<string, number>();
  private readonly spellings = new Map<string, Map<string, number>>();
  private total = 0;

  get size(): number {
    return this.total;
  }

  learn(text: string): void {
    this.count(text, 1);
  }

  /** Takes back what `learn` counted for the same text. */
  forget(text: string): void {
    this.count(text, -1);
  }

  frequency(word: string): number {
    return this.words.get(word) ?? 0;
  }

  pairFrequency(first: string, second: string): number {
    return this.pairs.get(bigram(first, second)) ?? 0;
  }

  spelling(word: string): string {
    let best: readonly [string, number] = [word, 0];
    for (const entry of this.spellings.get(word) ?? [])
      if (entry[1] > best[1] || (entry[1] === best[1] && entry[0] < best[0])) best = entry;
    return best[0];
  }

  /** What was counted, as plain data. */
  counts(): VocabularyCounts {
    const spellings = new Map<string, number>();
    for (const [word, ways] of this.spellings)
      for (const [spelling, uses] of ways) spellings.set(`${word} ${spelling}`, uses);
    return { words: new Map([...this.words, ...this.pairs]), spellings, total: this.total };
  }

  private count(text: string, by: 1 | -1): void {
    let previous: string | undefined;
    for (const { folded, text: typed } of wordsOf(text)) {
      addTo(this.words, folded, by);
      if (previous !== undefined) addTo(this.pairs, bigram(previous, folded), by);
      const spellings = this.spellings.get(folded) ?? new Map<string, number>();
      addTo(spellings, typed.toLowerCase(), by);
      this.spellings.set(folded, spellings);
      this.total += by;
      previous = folded;
    }
  }
}

function addTo(counts: Map<string, number>, key: string, by: number): void {
  const now = (counts.get(key) ?? 0) + by;
  if (now > 0) counts.set(key, now);
  else counts.delete(key);
}

/** The vocabulary of these texts. */
export function createVocabulary(texts: Iterable<string>): CollectionVocabulary {
  const vocabulary = new CollectionVocabulary();
  for (const text of texts) vocabulary.learn(text);
  return vocabulary;
}
