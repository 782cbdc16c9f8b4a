import { fileURLToPath } from 'node:url';
import type { IndexEntry } from '../../knowledge/search/index-entry.ts';
import { median, percentile } from './figures.ts';
import { knownItems, type KnownItem } from './known-items.ts';
import { engines, type Engine } from './search-engines.ts';
import { readEntries, synthesise } from './synthesise.ts';

/** One engine at one size. Times in milliseconds, memory in megabytes; `…Ratio` is this engine's over ours. */
export interface Row {
  readonly passages: number;
  readonly engine: string;
  readonly buildMs: number;
  readonly buildRatio: number;
  readonly heapMb: number;
  readonly heapRatio: number;
  readonly medianMs: number;
  readonly medianRatio: number;
  readonly p99Ms: number;
  readonly p99Ratio: number;
  /** Mean reciprocal rank of the known items among the first ten. */
  readonly mrr: number;
  readonly top1: number;
}

type Measured = Pick<Row, 'buildMs' | 'heapMb' | 'medianMs' | 'p99Ms' | 'mrr' | 'top1'>;

const plansDir = fileURLToPath(new URL('../../knowledge/plans/', import.meta.url));

/** Measures every engine at every size on the same passages and the same queries, one after the other. */
export async function benchSearch(sizes: readonly number[]): Promise<Row[]> {
  const real = await readEntries(plansDir);
  const items = knownItems(real);
  return sizes.flatMap((size) => {
    const entries = synthesise(real, size);
    const able = engines.filter(({ most = Infinity }) => size <= most);
    const measured = able.map((engine) => ({ engine: engine.name, ...measure(engine, entries, items) }));
    const base = measured[0];
    return measured.map((row): Row => ({
      passages: size,
      ...row,
      buildRatio: row.buildMs / (base?.buildMs ?? row.buildMs),
      heapRatio: row.heapMb / (base?.heapMb ?? row.heapMb),
      medianRatio: row.medianMs / (base?.medianMs ?? row.medianMs),
      p99Ratio: row.p99Ms / (base?.p99Ms ?? row.p99Ms),
    }));
  });
}

function measure(engine: Engine, entries: readonly IndexEntry[], items: readonly KnownItem[]): Measured {
  const byId = new Map(entries.map((entry) => [entry.id, entry]));
  const before = memoryMb();
  const started = performance.now();
  const search = engine.build(entries);
  const buildMs = performance.now() - started;
  const heapMb = memoryMb() - before;
  warmUp(search, items);
  const times: number[] = [];
  const ranks = items.map(({ query, isRight }) => {
    const asked = performance.now();
    const found = search(query);
    times.push(performance.now() - asked);
    return found.findIndex((id) => {
      const entry = byId.get(id);
      return entry !== undefined && isRight(entry);
    });
  });
  return {
    buildMs,
    heapMb,
    medianMs: median(times),
    p99Ms: percentile(times, 0.99),
    mrr: ranks.reduce((sum, rank) => sum + (rank < 0 ? 0 : 1 / (rank + 1)), 0) / ranks.length,
    top1: ranks.filter((rank) => rank === 0).length / ranks.length,
  };
}

/** A slow engine is warm after a second; the others get every query. */
function warmUp(search: (query: string) => unknown, items: readonly KnownItem[]): void {
  const started = performance.now();
  for (const { query } of items) {
    if (performance.now() - started > 1000) return;
    search(query);
  }
}

/** Heap and array buffers after a collection (run with --expose-gc for a steady figure). */
function memoryMb(): number {
  globalThis.gc?.();
  globalThis.gc?.();
  const { heapUsed, arrayBuffers } = process.memoryUsage();
  return (heapUsed + arrayBuffers) / 1024 / 1024;
}
