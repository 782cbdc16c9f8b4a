/** Numbers the terms of a collection; grows, never shrinks, and is shared by every version of an index. */
export class Lexicon {
  private readonly ids = new Map<string, number>();

  get size(): number {
    return this.ids.size;
  }

  /** The number of the term; a new term gets the next one. */
  add(term: string): number {
    const known = this.ids.get(term);
    if (known !== undefined) return known;
    this.ids.set(term, this.ids.size);
    return this.ids.size - 1;
  }

  find(term: string): number | undefined {
    return this.ids.get(term);
  }
}

/** Rows of weighed terms in three flat arrays: a plan's share of lunr's field vectors, ten times smaller. */
export interface PackedRows {
  /** Row r holds the places from starts[r] up to starts[r + 1]. */
  readonly starts: Uint32Array;
  /** Term numbers, rising within a row. */
  readonly terms: Uint32Array;
  readonly weights: Float32Array;
}

export function packRows(
  rows: readonly (readonly (readonly [term: string, weight: number])[])[],
  lexicon: Lexicon,
): PackedRows {
  const total = rows.reduce((sum, row) => sum + row.length, 0);
  const starts = new Uint32Array(rows.length + 1);
  const terms = new Uint32Array(total);
  const weights = new Float32Array(total);
  let place = 0;
  for (const [at, row] of rows.entries()) {
    const numbered = row.map(([term, weight]) => [lexicon.add(term), weight] as const);
    numbered.sort((one, other) => one[0] - other[0]);
    for (const [term, weight] of numbered) {
      terms[place] = term;
      weights[place] = weight;
      place += 1;
    }
    starts[at + 1] = place;
  }
  return { starts, terms, weights };
}

/** The weight of a term in a row, 0 when the row does not hold it. */
export function weightIn(rows: PackedRows, row: number, term: number): number {
  let low = rows.starts[row] ?? 0;
  let high = (rows.starts[row + 1] ?? 0) - 1;
  while (low <= high) {
    const middle = (low + high) >> 1;
    const found = rows.terms[middle] ?? 0;
    if (found === term) return rows.weights[middle] ?? 0;
    if (found < term) low = middle + 1;
    else high = middle - 1;
  }
  return 0;
}
