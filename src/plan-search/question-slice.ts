import type { Plan } from '../../knowledge/assignment.ts';
import type { Entries, Entry } from '../../knowledge/ask/entry.ts';
import { rarityOf, type Office, type PlanSheet, type Printed } from '../../knowledge/ask/office.ts';
import type { Period } from '../../knowledge/ask/period.ts';
import type { NumberMention } from '../../knowledge/ask/read-numbers.ts';
import type { UnitName } from '../../knowledge/ask/unit-names.ts';
import type { Vocabulary } from '../../knowledge/search/vocabulary.ts';
import type { KnownOffice } from './search-heads.ts';

/** One thing that a question needs and that is in the database. */
export type Want =
  | { readonly of: 'pool'; readonly office: number; readonly topic: readonly string[] }
  | { readonly of: 'duties'; readonly office: number; readonly unit: UnitName }
  | { readonly of: 'dated'; readonly office: number; readonly period: Period }
  | { readonly of: 'assignments'; readonly ids: readonly string[] }
  | { readonly of: 'dutiesOf'; readonly document: string }
  | { readonly of: 'printing'; readonly office: number; readonly what: Printed }
  | { readonly of: 'citing'; readonly office: number; readonly mention: NumberMention }
  | { readonly of: 'mentions'; readonly office: number; readonly mention: NumberMention }
  | { readonly of: 'sheet'; readonly document: string }
  | { readonly of: 'plan'; readonly document: string };

/** What was found for each kind of want. */
export interface Found {
  readonly pool: Entries;
  readonly duties: readonly Entry[];
  readonly dated: readonly Entry[];
  readonly assignments: readonly Entry[];
  readonly dutiesOf: readonly Entry[];
  readonly printing: readonly Entry[];
  readonly citing: readonly Plan[];
  readonly mentions: 'cited' | 'named' | undefined;
  readonly sheet: PlanSheet | undefined;
  readonly plan: Plan | undefined;
}

/**
 * What is known while one question is answered. The engine asks it as if everything were here; what is not is noted,
 * and the engine goes on as if there were nothing. When the notes have been looked up the question is asked again,
 * until nothing was missing: then the answer is the one that all plans in memory would have given.
 */
export class QuestionSlice {
  private readonly known = new Map<string, unknown>();
  readonly held: Counts<HeldTerm>;
  readonly uses = new Counts<string>((word) => word, new Map());
  readonly spellings = new Map<string, string>();
  readonly wantedSpellings = new Set<string>();
  wanted = new Map<string, Want>();

  /** `held` is kept from question to question, as long as the collection stays as it is. */
  constructor(held: Map<string, number>) {
    this.held = new Counts<HeldTerm>(([office, term]) => `${office}:${term}`, held);
  }

  get lacks(): boolean {
    return this.wanted.size + this.wantedSpellings.size > 0 || this.held.lacks || this.uses.lacks;
  }

  get<K extends Want['of']>(want: Extract<Want, { of: K }>, meanwhile: Found[K]): Found[K] {
    const key = keyOf(want);
    if (this.known.has(key)) return this.known.get(key) as Found[K];
    this.wanted.set(key, want);
    return meanwhile;
  }

  put<K extends Want['of']>(want: Extract<Want, { of: K }>, found: Found[K]): void {
    this.known.set(keyOf(want), found);
  }
}

const keyOf = (want: Want): string => JSON.stringify(want);

/** A word or pair of an office, and how many of its entries hold it. */
export type HeldTerm = readonly [office: number, term: string];

/** Numbers by key, of which some are not known yet. What is known may be shared by questions asked at once. */
export class Counts<K> {
  private wanted = new Map<string, K>();

  constructor(
    private readonly nameOf: (key: K) => string,
    private readonly known: Map<string, number>,
  ) {}

  get lacks(): boolean {
    return this.wanted.size > 0;
  }

  get(key: K): number | undefined {
    const name = this.nameOf(key);
    const count = this.known.get(name);
    if (count === undefined) this.wanted.set(name, key);
    return count;
  }

  /** Looks up what was asked for and not known. Of what is not found, there is none. */
  async fill(find: (wanted: readonly K[]) => Promise<Iterable<readonly [K, number]>>): Promise<void> {
    const { wanted } = this;
    if (wanted.size === 0) return;
    this.wanted = new Map();
    const found = await find([...wanted.values()]);
    for (const name of wanted.keys()) this.known.set(name, 0);
    for (const [key, count] of found) this.known.set(this.nameOf(key), count);
  }
}

/** The office as the engine asks it, over what is known for this question. */
export function officeIn(slice: QuestionSlice, office: KnownOffice): Office {
  const { number, head, size } = office;
  return {
    ...head,
    pool: ({ topic }) =>
      slice.get(
        { of: 'pool', office: number, topic: topic.map((word) => word ?? '') },
        { assignments: [], passages: [] },
      ),
    rarity: (gram) => {
      const held = slice.held.get([number, gram]);
      return held ? rarityOf(held, size) : undefined;
    },
    duties: (unit) => slice.get({ of: 'duties', office: number, unit }, []),
    dated: (period) => slice.get({ of: 'dated', office: number, period }, []),
    assignments: (ids) =>
      ids.length === 0
        ? []
        : slice.get({ of: 'assignments', ids }, []).filter(({ document }) => document.office === head.id),
    dutiesOf: (document) => slice.get({ of: 'dutiesOf', document }, []),
    printing: (what) => slice.get({ of: 'printing', office: number, what }, []),
    citing: (mention) => slice.get({ of: 'citing', office: number, mention }, []),
    mentions: (mention) => slice.get({ of: 'mentions', office: number, mention }, undefined),
    sheet: (document) => slice.get({ of: 'sheet', document }, undefined),
    plan: (document) => slice.get({ of: 'plan', document }, undefined),
  };
}

/** The words of the collection, as repair asks for them. */
export function vocabularyIn(slice: QuestionSlice, size: number): Vocabulary {
  return {
    size,
    frequency: (word) => slice.uses.get(word) ?? 0,
    pairFrequency: (first, second) => slice.uses.get(`${first}_${second}`) ?? 0,
    spelling: (word) => {
      const spelling = slice.spellings.get(word);
      if (spelling === undefined) slice.wantedSpellings.add(word);
      return spelling ?? word;
    },
  };
}
