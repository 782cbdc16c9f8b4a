import { createExpander } from './abbreviations.ts';
import { acronymsOf, type IndexEntry } from './index-entry.ts';
import { indexTerms } from './index-terms.ts';
import { packRows, type Lexicon, type PackedRows } from './packed-rows.ts';
import { weigh, type WeighedTerms } from './weigh.ts';

/** The indexed fields. Headings and titles are shared by many passages, so they are weighed once, not per passage. */
export const fieldNames = ['body', 'heading', 'title'] as const;
export type FieldName = (typeof fieldNames)[number];

/** How much a match in the field counts. */
export const fieldBoosts: Readonly<Record<FieldName, number>> = { body: 1, heading: 0.8, title: 0.5 };

/** The usual number of terms of a field (syllables and pairs), measured on the shipped plans. */
const usualLengths: Readonly<Record<FieldName, number>> = { body: 80, heading: 24, title: 32 };

/** What lunr makes of one plan; plain data, so that it can be kept on disk. */
export interface WeighedPlan {
  /** One row per entry in `body`; one per different text in `heading` and `title`. */
  readonly rows: Readonly<Record<FieldName, readonly WeighedTerms[]>>;
  /** For each entry, its row in each field. */
  readonly rowOf: Readonly<Record<FieldName, readonly number[]>>;
}

/** One plan of one office in the index; never changes. */
export interface Segment {
  readonly document: string;
  readonly entries: readonly IndexEntry[];
  readonly rows: Readonly<Record<FieldName, PackedRows>>;
  readonly rowOf: Readonly<Record<FieldName, Uint32Array>>;
}

/** Weighs the entries of one plan with lunr. The slow step: about a third of a millisecond per passage. */
export function weighPlan(entries: readonly IndexEntry[]): WeighedPlan {
  const expand = createExpander({ chat: false, learned: acronymsOf(entries[0] ?? {}) });
  const numbered = byField((field) => {
    const texts = entries.map((entry) => entry.fields[field]);
    return field === 'body' ? { texts, rowOf: texts.map((_, at) => at) } : numberTexts(texts);
  });
  return {
    rows: byField((field) => {
      const terms = numbered[field].texts.map((text) => indexTerms(text, expand));
      return weigh(terms, usualLengths[field]);
    }),
    rowOf: byField((field) => numbered[field].rowOf),
  };
}

/** The different texts, and for each given text its place among them. */
function numberTexts(texts: readonly string[]): { texts: string[]; rowOf: number[] } {
  const places = new Map<string, number>();
  const rowOf = texts.map((text) => {
    const place = places.get(text) ?? places.size;
    places.set(text, place);
    return place;
  });
  return { texts: [...places.keys()], rowOf };
}

export function packPlan(entries: readonly IndexEntry[], plan: WeighedPlan, lexicon: Lexicon): Segment {
  return {
    document: entries[0]?.document ?? '',
    entries,
    rows: byField((field) => packRows(plan.rows[field], lexicon)),
    rowOf: byField((field) => Uint32Array.from(plan.rowOf[field])),
  };
}

export function byField<T>(make: (field: FieldName) => T): Record<FieldName, T> {
  return { body: make('body'), heading: make('heading'), title: make('title') };
}
