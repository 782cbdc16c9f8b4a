/** A pair is counted less than its two words, which are counted too. */
const pairWeight = 0.5;

/** The words and pairs of a matter, with an empty word where some were left out. */
export function soughtIn(topic: readonly string[]): { readonly term: string; readonly weight: number }[] {
  const terms = new Map<string, number>();
  for (const [at, word] of topic.entries()) {
    if (word === '') continue;
    terms.set(word, 1);
    const before = topic[at - 1];
    if (before) terms.set(`${before}_${word}`, pairWeight);
  }
  return [...terms].map(([term, weight]) => ({ term, weight }));
}
