/** How often words stand in a plan, to be added to the collection's figures and taken off again. */
export interface PlanCounts {
  readonly entries: number;
  /** Entries that hold the word or pair. */
  readonly terms: ReadonlyMap<string, number>;
  /** Uses of words, and of pairs ("danh_gia" as the vocabulary joins them). */
  readonly words: ReadonlyMap<string, number>;
  /** Uses of a spelling: "tuc tục". */
  readonly spellings: ReadonlyMap<string, number>;
  readonly total: number;
}

/** As one short text: what has the same count stands together. */
export function packCounts({ entries, total, terms, words, spellings }: PlanCounts): string {
  const packed = [terms, words, spellings].map((counts) => byCount(counts));
  return JSON.stringify([entries, total, ...packed]);
}

export function unpackCounts(text: string): PlanCounts {
  const [entries, total, terms, words, spellings] = JSON.parse(text) as [
    number,
    number,
    Packed,
    Packed,
    Packed,
  ];
  return { entries, total, terms: unpack(terms), words: unpack(words), spellings: unpack(spellings) };
}

/** The count, and the names that have it with a comma between. */
type Packed = readonly (readonly [count: number, names: string])[];

function byCount(counts: ReadonlyMap<string, number>): Packed {
  const names = new Map<number, string[]>();
  for (const [name, count] of counts) {
    const same = names.get(count);
    if (same) same.push(name);
    else names.set(count, [name]);
  }
  return [...names].map(([count, same]) => [count, same.join(',')]);
}

function unpack(packed: Packed): Map<string, number> {
  const counts = new Map<string, number>();
  for (const [count, names] of packed) for (const name of names.split(',')) counts.set(name, count);
  return counts;
}
