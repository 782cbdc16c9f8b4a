import lunr from 'lunr';

/** One text as lunr weighs it: terms with their BM25 weight, the rarity of the term (idf) left out. */
export type WeighedTerms = readonly (readonly [term: string, weight: number])[];

/** Stands for "far more passages than any plan has", so that the idf that lunr multiplies in can be divided out exactly. */
const beyondAnyPlan = 1e9;

/**
 * lunr's builder with the usual length of a text given, not averaged over this plan: the weights of a plan then depend
 * on that plan alone, and publishing one plan leaves the others as they are.
 */
class PlanBuilder extends lunr.Builder {
  protected readonly averageFieldLength: Readonly<Record<string, number>>;

  constructor(usualLength: number) {
    super();
    this.averageFieldLength = { text: usualLength };
    this.ref('ref');
    this.field('text');
    this.b(0.5);
    this.k1(0.9);
  }

  protected calculateAverageFieldLengths(): void {
    // Given, see above.
  }

  protected createTokenSet(): void {
    // Only for wildcards over the whole index; a question brings its own, see \`rank\`.
  }
}

interface SerialisedIndex {
  readonly fieldVectors: readonly (readonly [ref: string, elements: readonly number[]])[];
  readonly invertedIndex: readonly (readonly [term: string, posting: Posting])[];
}

interface Posting {
  readonly _index: number;
  readonly text: Readonly<Record<string, object>>;
}

/** Weighs each list of terms as lunr does for a field of `usualLength` terms, b = .5, k1 = .9. */
export function weigh(texts: readonly (readonly string[])[], usualLength: number): WeighedTerms[] {
  if (texts.length === 0) return [];
  const builder = new PlanBuilder(usualLength);
  for (const [ref, text] of texts.entries()) builder.add({ ref: String(ref), text });
  builder.documentCount = beyondAnyPlan;
  const { fieldVectors, invertedIndex } = builder.build().toJSON() as SerialisedIndex;
  const terms: { term: string; idf: number }[] = [];
  for (const [term, posting] of invertedIndex) {
    const holders = Object.keys(posting.text).length;
    terms[posting._index] = { term, idf: Math.log(1 + (beyondAnyPlan - holders + 0.5) / (holders + 0.5)) };
  }
  return fieldVectors.map(([, elements]) => {
    const weighed: [string, number][] = [];
    for (let at = 0; at + 1 < elements.length; at += 2) {
      const of = terms[elements[at] ?? -1];
      if (of) weighed.push([of.term, (elements[at + 1] ?? 0) / of.idf]);
    }
    return weighed;
  });
}
