import type { PackedRows } from './packed-rows.ts';

/** For each term the rows that hold it, over all plans of a shelf: the cheap first look before lunr ranks. */
export interface Holders {
  /** The terms that stand somewhere, rising. */
  readonly terms: Uint32Array;
  /** terms[i] is held by the rows from starts[i] up to starts[i + 1]. */
  readonly starts: Uint32Array;
  readonly rows: Uint32Array;
  /** The weight of the term in that row as a share of `fullWeight`, 1 to 255: near enough to choose by. */
  readonly weights: Uint8Array;
}

/** No BM25 weight reaches k1 + 1. */
const fullWeight = 1.9;

/** Turns the plans' rows around. Row numbers count on from plan to plan. */
export function findHolders(plans: readonly PackedRows[], termCount: number): Holders {
  const next = countHolders(plans, termCount);
  const held = next.reduce((count, holders) => count + (holders > 0 ? 1 : 0), 0);
  const terms = new Uint32Array(held);
  const starts = new Uint32Array(held + 1);
  let total = 0;
  let at = 0;
  for (let term = 0; term < termCount; term += 1) {
    const count = next[term] as number;
    if (count === 0) continue;
    terms[at] = term;
    starts[at] = total;
    next[term] = total;
    total += count;
    at += 1;
  }
  starts[at] = total;
  const holders = { terms, starts, rows: new Uint32Array(total), weights: new Uint8Array(total) };
  fill(holders, next, plans);
  return holders;
}

function countHolders(plans: readonly PackedRows[], termCount: number): Uint32Array {
  const counts = new Uint32Array(termCount);
  for (const { terms } of plans) {
    for (let place = 0; place < terms.length; place += 1) {
      const term = terms[place] as number;
      counts[term] = (counts[term] as number) + 1;
    }
  }
  return counts;
}

/** `next` holds the place where each term's next row goes. */
function fill({ rows, weights }: Holders, next: Uint32Array, plans: readonly PackedRows[]): void {
  let base = 0;
  for (const plan of plans) {
    const count = plan.starts.length - 1;
    for (let row = 0; row < count; row += 1) {
      const end = plan.starts[row + 1] as number;
      for (let place = plan.starts[row] as number; place < end; place += 1) {
        const term = plan.terms[place] as number;
        const at = next[term] as number;
        rows[at] = base + row;
        weights[at] = Math.max(1, Math.min(255, ((plan.weights[place] as number) / fullWeight) * 255));
        next[term] = at + 1;
      }
    }
    base += count;
  }
}

/** Where the rows of a term stand in `rows` and `weights`, from and up to; both 0 when no row holds it. */
export function placesOf({ terms, starts }: Holders, term: number): readonly [from: number, to: number] {
  let low = 0;
  let high = terms.length - 1;
  while (low <= high) {
    const middle = (low + high) >> 1;
    const found = terms[middle] as number;
    if (found === term) return [starts[middle] as number, starts[middle + 1] as number];
    if (found < term) low = middle + 1;
    else high = middle - 1;
  }
  return [0, 0];
}

/** Adds to each row's score what the term is worth there. */
export function addScores(scores: Float32Array, holders: Holders, term: number, worth: number): void {
  const [from, to] = placesOf(holders, term);
  const unit = (worth * fullWeight) / 255;
  const { rows, weights } = holders;
  for (let place = from; place < to; place += 1) {
    const row = rows[place] as number;
    scores[row] = (scores[row] as number) + unit * (weights[place] as number);
  }
}
