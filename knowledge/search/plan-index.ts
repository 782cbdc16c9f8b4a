import { createExpander, type Expander } from './abbreviations.ts';
import { createCoverage, type Rarity } from './coverage.ts';
import { acronymsOf, type IndexEntry } from './index-entry.ts';
import { longestQuestion, queryTerms } from './index-terms.ts';
import { Lexicon } from './packed-rows.ts';
import { rank, type Ranked } from './rank.ts';
import { createCachedWeigher } from './segment-cache.ts';
import { TopList } from './top-list.ts';
import { Shelf, type Candidate, type Narrowing, type SoughtTerm } from './shelf.ts';
import { packPlan, weighPlan, type Segment } from './segment.ts';

export interface SearchQuery {
  readonly text: string;
  /** Asks the plans of this office only; all offices when it is not given. */
  readonly office?: string;
  readonly documents?: readonly string[];
  readonly kinds?: readonly string[];
  readonly limit: number;
  /** Multiplies the score of passages of a kind: `{ row: 2 }`. */
  readonly boosts?: Readonly<Record<string, number>>;
  /** Other words for what is asked, counted less. */
  readonly also?: readonly string[];
}

export interface Hit {
  readonly id: string;
  readonly score: number;
  /** 0 to 1: how much of the question the passage holds; whether it answers is judged by this, never by the score. */
  readonly coverage: number;
  /** Folded syllables and pairs ("danh_gia") of the question that were found. */
  readonly matched: readonly string[];
}

/** The index over the published plans. Its plans never change: publishing gives a new index that shares the rest. */
export interface PlanIndex {
  readonly size: number;
  readonly documents: readonly string[];
  /** Best first. Never throws, whatever was typed; empty when nothing of the question is known. */
  find(query: SearchQuery): Hit[];
  /** With this plan's entries (all of one document) in place of the ones it had. */
  withDocument(entries: readonly IndexEntry[]): PlanIndex;
  withoutDocument(document: string): PlanIndex;
}

export interface PlanIndexOptions {
  /** Where what lunr made of each plan is kept between starts; nothing is kept when it is not given. */
  readonly cacheDir?: string;
  /** Told when the cache could not be written. */
  readonly onCacheProblem?: (error: unknown) => void;
}

/** So many passages more than asked for are ranked by lunr, since they are chosen by rough weights. */
const rankedBeyond = 24;
/** Scores within this ratio count as equal, and diacritics decide. */
const nearlyEqual = 0.985;
/** Passages looked at beyond those asked for, since diacritics may lift one of them. */
const spare = 4;
const mostTerms = 64;
/**
 * So many passages are touched at most to choose the candidates. The most telling terms come first; those left over
 * stand nearly everywhere, and still count when lunr ranks.
 */
const mostTouched = 500_000;
/** Passages on one shelf: what is made anew when a plan is published. */
const shelfSize = 4000;

/** Builds the index, plan by plan; a plan whose content is in the cache is not weighed again. */
export function createPlanIndex(entries: readonly IndexEntry[], options: PlanIndexOptions = {}): PlanIndex {
  const { cacheDir, onCacheProblem } = options;
  const weigh =
    cacheDir === undefined ? weighPlan : createCachedWeigher({ dir: cacheDir, onProblem: onCacheProblem });
  const lexicon = new Lexicon();
  const byOffice = group(entries, (entry) => entry.office);
  const offices = [...byOffice].map(([office, ofOffice]) => {
    const plans = [...group(ofOffice, (entry) => entry.document).values()];
    return [
      office,
      shelve(
        plans.map((plan) => packPlan(plan, weigh(plan), lexicon)),
        lexicon,
      ),
    ] as const;
  });
  return new SharedIndex(new Map(offices), { weigh, lexicon });
}

interface Shared {
  readonly weigh: typeof weighPlan;
  readonly lexicon: Lexicon;
}

class SharedIndex implements PlanIndex {
  private readonly expand: Expander;

  constructor(
    private readonly offices: ReadonlyMap<string, readonly Shelf[]>,
    private readonly shared: Shared,
  ) {
    const plans = this.shelves().flatMap(({ segments }) => segments);
    const learned = plans.toReversed().map(({ entries }) => acronymsOf(entries[0] ?? {}));
    this.expand = createExpander({ learned: Object.assign({}, ...learned) as Record<string, string> });
  }

  get size(): number {
    return this.shelves().reduce((sum, shelf) => sum + shelf.size, 0);
  }

  get documents(): readonly string[] {
    return this.shelves().flatMap(({ segments }) => segments.map(({ document }) => document));
  }

  find(query: SearchQuery): Hit[] {
    const limit = Math.max(0, Math.floor(query.limit));
    const shelves = this.shelves(query.office);
    const rarity = rarityOn(shelves, this.shared.lexicon);
    const sought = queryTerms(query.text, this.expand, query.also).flatMap(
      ({ term, weight }): SoughtTerm[] => {
        const { id, idf, holding } = rarity(term);
        return id === undefined || holding === 0 ? [] : [{ term, weight, id, idf, holding }];
      },
    );
    const telling = mostTelling(sought);
    if (limit === 0 || telling.length === 0) return [];
    const ranked = rank(choose(shelves, telling, query), telling);
    const question = this.expand(query.text.slice(0, longestQuestion)).text;
    const cover = createCoverage(question, rarity);
    const shortList = ranked.slice(0, limit + spare).map((hit) => ({ ...hit, ...cover(hit.candidate) }));
    return settleTies(shortList)
      .slice(0, limit)
      .map(({ candidate, score, share, matched }) => ({
        id: candidate.entry.id,
        score,
        coverage: share,
        matched,
      }));
  }

  withDocument(entries: readonly IndexEntry[]): PlanIndex {
    const [first] = entries;
    if (first === undefined) return this;
    const { weigh, lexicon } = this.shared;
    const segment = packPlan(entries, weigh(entries), lexicon);
    const offices = this.officesWithout(first.document);
    const shelves = offices.get(first.office) ?? [];
    const roomy = shelves.find((shelf) => shelf.size + entries.length <= shelfSize);
    const filled = new Shelf([...(roomy?.segments ?? []), segment], lexicon);
    offices.set(first.office, [...shelves.filter((shelf) => shelf !== roomy), filled]);
    return new SharedIndex(offices, this.shared);
  }

  withoutDocument(document: string): PlanIndex {
    return new SharedIndex(this.officesWithout(document), this.shared);
  }

  private shelves(office?: string): readonly Shelf[] {
    return office === undefined ? [...this.offices.values()].flat() : (this.offices.get(office) ?? []);
  }

  /** Only the shelf that held the plan is made anew. */
  private officesWithout(document: string): Map<string, readonly Shelf[]> {
    const offices = new Map<string, readonly Shelf[]>();
    for (const [office, shelves] of this.offices) {
      const left = shelves.flatMap((shelf) => {
        const others = shelf.segments.filter((segment) => segment.document !== document);
        if (others.length === shelf.segments.length) return [shelf];
        return others.length === 0 ? [] : [new Shelf(others, this.shared.lexicon)];
      });
      if (left.length > 0) offices.set(office, left);
    }
    return offices;
  }
}

function shelve(segments: readonly Segment[], lexicon: Lexicon): Shelf[] {
  const shelves: Segment[][] = [];
  let room = 0;
  for (const segment of segments) {
    if (segment.entries.length > room) {
      shelves.push([]);
      room = shelfSize;
    }
    shelves.at(-1)?.push(segment);
    room -= segment.entries.length;
  }
  return shelves.map((plans) => new Shelf(plans, lexicon));
}

/** The terms that tell most about the question. */
function mostTelling(sought: readonly SoughtTerm[]): SoughtTerm[] {
  return [...sought]
    .sort((one, other) => other.weight * other.idf - one.weight * one.idf)
    .slice(0, mostTerms);
}

/** The passages that lunr shall rank, from all shelves. `telling` has the terms that tell most first. */
function choose(shelves: readonly Shelf[], telling: readonly SoughtTerm[], query: SearchQuery): Candidate[] {
  const narrowing = narrowingOf(query);
  let touched = 0;
  const used = telling.filter(({ holding }, at) => {
    touched += holding;
    return at === 0 || touched <= mostTouched;
  });
  const top = new TopList(query.limit + rankedBeyond);
  const starts: number[] = [];
  let from = 0;
  for (const shelf of shelves) {
    starts.push(from);
    shelf.offer(top, from, used, narrowing);
    from += shelf.size;
  }
  return top.keys().flatMap((key) => {
    const at = starts.findLastIndex((start) => start <= key);
    return shelves[at]?.candidate(key - (starts[at] ?? 0), narrowing.scale) ?? [];
  });
}

/** Rarity of terms on these shelves by lunr's formula, counted once per term. */
function rarityOn(shelves: readonly Shelf[], lexicon: Lexicon): (term: string) => Rarity {
  const size = shelves.reduce((sum, shelf) => sum + shelf.size, 0);
  const counted = new Map<string, Rarity>();
  return (term) => {
    const known = counted.get(term);
    if (known) return known;
    const id = lexicon.find(term);
    const holding = id === undefined ? 0 : shelves.reduce((sum, shelf) => sum + shelf.passagesWith(id), 0);
    const rarity = { id, holding, idf: Math.log(1 + Math.abs((size - holding + 0.5) / (holding + 0.5))) };
    counted.set(term, rarity);
    return rarity;
  };
}

function narrowingOf({ documents, kinds, boosts }: SearchQuery): Narrowing {
  const wanted = documents && new Set(documents);
  const scale = (entry: IndexEntry): number =>
    kinds === undefined || kinds.includes(entry.kind) ? Math.max(0, boosts?.[entry.kind] ?? 1) : 0;
  return {
    accepts: wanted && ((document) => wanted.has(document)),
    scale: kinds === undefined && boosts === undefined ? undefined : scale,
  };
}

/** Orders hits of nearly equal score by the diacritics they share with the question. */
function settleTies<T extends Ranked & { readonly exact: number }>(hits: readonly T[]): T[] {
  const settled: T[] = [];
  for (let from = 0; from < hits.length;) {
    const least = (hits[from]?.score ?? 0) * nearlyEqual;
    const end = hits.findIndex((hit, at) => at > from && hit.score < least);
    const group = hits.slice(from, end < 0 ? hits.length : end);
    settled.push(...group.sort((one, other) => other.exact - one.exact || other.score - one.score));
    from += group.length;
  }
  return settled;
}

function group<T>(values: readonly T[], keyOf: (value: T) => string): Map<string, T[]> {
  const groups = new Map<string, T[]>();
  for (const value of values) {
    const members = groups.get(keyOf(value));
    if (members) members.push(value);
    else groups.set(keyOf(value), [value]);
  }
  return groups;
}
