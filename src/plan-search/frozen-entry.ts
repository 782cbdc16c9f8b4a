import type { Assignment, Citation, Passage, PlanDocument } from '../../knowledge/assignment.ts';
import type { Entry } from '../../knowledge/ask/entry.ts';

/** An entry as one JSON text: its words stand together by their weight, its plan's document is kept once elsewhere. */
interface Frozen {
  readonly assignment?: Assignment;
  readonly passage?: Passage;
  readonly citations: readonly Omit<Citation, 'document' | 'title' | 'number'>[];
  readonly grams: Readonly<Record<string, string>>;
  readonly numbers: readonly string[];
  readonly toned: string;
  readonly tonedWords: string;
}

export function freeze({ document: _document, citations, grams, tonedWords, ...entry }: Entry): string {
  const byWeight = new Map<number, string[]>();
  for (const [gram, weight] of grams) {
    const same = byWeight.get(weight);
    if (same) same.push(gram);
    else byWeight.set(weight, [gram]);
  }
  const frozen: Frozen = {
    ...entry,
    citations: citations.map(({ document: _id, title: _title, number: _number, ...citation }) => citation),
    grams: Object.fromEntries([...byWeight].map(([weight, words]) => [weight, words.join(' ')])),
    tonedWords: [...tonedWords].join(' '),
  };
  return JSON.stringify(frozen);
}

export function thaw(text: string, document: PlanDocument): Entry {
  const { grams, tonedWords, citations, ...frozen } = JSON.parse(text) as Frozen;
  const { id, title, number } = document;
  return {
    ...frozen,
    document,
    citations: citations.map((citation) => ({ document: id, title, number, ...citation })),
    grams: new Map(
      Object.entries(grams).flatMap(([weight, words]) =>
        words.split(' ').map((gram) => [gram, Number(weight)] as const),
      ),
    ),
    tonedWords: new Set(tonedWords.split(' ')),
  };
}
