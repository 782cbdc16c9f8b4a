import type { PackedRows } from './packed-rows.ts';

/** For each term the rows that hold it, over all plans of a shelf: the cheap first look before lunr ranks. */
export interface Holders {
  /** The terms that stand somewhere, rising. */
  readonly terms: Uint32Array;
  /** terms[i] is held by the rows from starts[i] up to starts[i + 1]. */
  readonly starts: Uint32Array;
  readonly rows: Uint32Array;
}

/** Turns the plans' rows around. Row numbers count on from plan to plan. */
export function findHolders(plans: readonly PackedRows[], termCount: number): Holders {
  const next = new Uint32Array(termCount);
  for (const { terms } of plans) {
    for (let place = 0; place < terms.length; place += 1) {
      const term = terms[place] as number;
      next[term] = (next[term] as number) + 1;
    }
  }
  const terms = next.reduce((count, holders) => count + (holders > 0 ? 1 : 0), 0);
  const holders = {
    terms: new Uint32Array(terms),
    starts: new Uint32Array(terms + 1),
    rows: new Uint32Array(0),
  };
  let total = 0;
  let at = 0;
  for (let term = 0; term < termCount; term += 1) {
    const count = next[term] as number;
    if (count === 0) continue;
    holders.terms[at] = term;
    holders.starts[at] = total;
    next[term] = total;
    total += count;
    at += 1;
  }
  holders.starts[at] = total;
  holders.rows = new Uint32Array(total);
  fillRows(holders.rows, next, plans);
  return holders;
}

/** `next` holds the place where each term's next row goes. */
function fillRows(rows: Uint32Array, next: Uint32Array, plans: readonly PackedRows[]): void {
  let base = 0;
  for (const { starts, terms } of plans) {
    const count = starts.length - 1;
    for (let row = 0; row < count; row += 1) {
      const end = starts[row + 1] as number;
      for (let place = starts[row] as number; place < end; place += 1) {
        const term = terms[place] as number;
        const at = next[term] as number;
        rows[at] = base + row;
        next[term] = at + 1;
      }
    }
    base += count;
  }
}

const nobody = new Uint32Array(0);

/** The rows that hold the term, rising; empty when none does. */
export function holdersOf({ terms, starts, rows }: Holders, term: number): Uint32Array {
  let low = 0;
  let high = terms.length - 1;
  while (low <= high) {
    const middle = (low + high) >> 1;
    const found = terms[middle] as number;
    if (found === term) return rows.subarray(starts[middle], starts[middle + 1]);
    if (found < term) low = middle + 1;
    else high = middle - 1;
  }
  return nobody;
}
