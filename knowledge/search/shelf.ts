import { addScores, findHolders, placesOf, type Holders } from './holders.ts';
import { priorOf, type IndexEntry } from './index-entry.ts';
import type { Lexicon, PackedRows } from './packed-rows.ts';
import { byField, fieldBoosts, type FieldName, type Segment } from './segment.ts';
import type { TopList } from './top-list.ts';

/** A term of the question as the tables number it. */
export interface SoughtTerm {
  readonly term: string;
  readonly id: number;
  readonly weight: number;
  /** Rarity among the passages asked, and how many of them hold the term. */
  readonly idf: number;
  readonly holding: number;
}

/** A passage that may be among the best. */
export interface Candidate {
  readonly entry: IndexEntry;
  readonly segment: Segment;
  readonly row: number;
  /** The prior of its kind, with the boosts of the question. */
  readonly prior: number;
}

/** What the question narrows: plans it is about, and what a passage's score is multiplied by (0 leaves it out). */
export interface Narrowing {
  readonly accepts?: ((document: string) => boolean) | undefined;
  readonly scale?: ((entry: IndexEntry) => number) | undefined;
}

/** One field of all plans of the shelf. Its rows are the passages themselves in `body`, shared texts elsewhere. */
interface FieldTable {
  readonly holders: Holders;
  /** Working space of one question. */
  readonly scores: Float32Array;
}

/** Some plans of one office, with the tables that a question is looked up in. Never changes. */
export class Shelf {
  readonly size: number;
  private readonly tables: Readonly<Record<FieldName, FieldTable>>;
  /** For each passage its heading and its title, counted over all plans. */
  private readonly headings: Uint32Array;
  private readonly titles: Uint32Array;
  private readonly priors: Float32Array;
  /** How many passages stand under each heading and title. */
  private readonly under: Readonly<Record<'heading' | 'title', Uint32Array>>;
  /** First passage of each plan. */
  private readonly bases: readonly number[];

  constructor(
    readonly segments: readonly Segment[],
    lexicon: Lexicon,
  ) {
    const sizes = segments.map(({ entries }) => entries.length);
    this.bases = runningTotals(sizes);
    this.size = sizes.reduce((sum, size) => sum + size, 0);
    this.tables = byField((field) =>
      fieldTable(
        segments.map(({ rows }) => rows[field]),
        lexicon,
      ),
    );
    this.headings = numberRows(segments, 'heading', this.size);
    this.titles = numberRows(segments, 'title', this.size);
    this.priors = new Float32Array(this.size);
    this.under = {
      heading: countRows(this.headings, this.tables.heading.scores.length),
      title: countRows(this.titles, this.tables.title.scores.length),
    };
    for (const [at, { entries }] of segments.entries()) {
      const base = this.bases[at] as number;
      for (const [row, { kind }] of entries.entries()) this.priors[base + row] = priorOf(kind);
    }
  }

  /**
   * How many passages hold the term in their text, heading or title. Titles count, so that the name of the office, which
   * stands over all its passages, tells nothing where it is the office that was asked.
   */
  passagesWith(term: number): number {
    const [from, to] = placesOf(this.tables.body.holders, term);
    let count = to - from;
    for (const field of ['heading', 'title'] as const) {
      const { holders } = this.tables[field];
      const [first, end] = placesOf(holders, term);
      for (let place = first; place < end; place += 1) {
        count += this.under[field][holders.rows[place] as number] as number;
      }
    }
    return Math.min(this.size, count);
  }

  /**
   * Offers the passages that hold most of the question, by rough weights; `top` numbers them from `from` on. lunr then
   * ranks the best of these: walking its postings for every passage that says "khoa học" is what slows it down.
   */
  offer(top: TopList, from: number, sought: readonly SoughtTerm[], { accepts, scale }: Narrowing = {}): void {
    const { body, heading, title } = byField((field) => this.score(field, sought));
    const { priors, headings, titles } = this;
    let { least } = top;
    for (const [at, { document, entries }] of this.segments.entries()) {
      if (accepts?.(document) === false) continue;
      const base = this.bases[at] as number;
      const end = base + entries.length;
      for (let passage = base; passage < end; passage += 1) {
        const score =
          ((body[passage] as number) +
            (heading[headings[passage] as number] as number) +
            (title[titles[passage] as number] as number)) *
          (priors[passage] as number) *
          (scale === undefined ? 1 : scale(entries[passage - base] as IndexEntry));
        if (score > least) least = top.offer(from + passage, score);
      }
    }
  }

  /** The passage with this number on the shelf. */
  candidate(passage: number, scale: Narrowing['scale']): Candidate | undefined {
    const at = this.bases.findLastIndex((base) => base <= passage);
    const segment = this.segments[at];
    const row = passage - (this.bases[at] ?? 0);
    const entry = segment?.entries[row];
    if (segment === undefined || entry === undefined) return undefined;
    return { entry, segment, row, prior: (this.priors[passage] ?? 1) * (scale?.(entry) ?? 1) };
  }

  private score(field: FieldName, sought: readonly SoughtTerm[]): Float32Array {
    const { scores, holders } = this.tables[field];
    scores.fill(0);
    for (const { id, weight, idf } of sought)
      addScores(scores, holders, id, weight * idf * fieldBoosts[field]);
    return scores;
  }
}

function fieldTable(plans: readonly PackedRows[], lexicon: Lexicon): FieldTable {
  const rows = plans.reduce((sum, plan) => sum + rowCount(plan), 0);
  return { holders: findHolders(plans, lexicon.size), scores: new Float32Array(rows) };
}

function numberRows(segments: readonly Segment[], field: FieldName, size: number): Uint32Array {
  const numbered = new Uint32Array(size);
  let passage = 0;
  let base = 0;
  for (const { rowOf, rows } of segments) {
    for (const row of rowOf[field]) {
      numbered[passage] = base + row;
      passage += 1;
    }
    base += rowCount(rows[field]);
  }
  return numbered;
}

function countRows(rowOf: Uint32Array, count: number): Uint32Array {
  const counts = new Uint32Array(count);
  for (const row of rowOf) counts[row] = (counts[row] as number) + 1;
  return counts;
}

function rowCount(rows: PackedRows): number {
  return rows.starts.length - 1;
}

/** [3, 2, 4] → [0, 3, 5]. */
function runningTotals(sizes: readonly number[]): number[] {
  let total = 0;
  return sizes.map((size) => {
    total += size;
    return total - size;
  });
}
