import { createHash } from 'node:crypto';
import { mkdirSync, readFileSync, renameSync, utimesSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { fingerprintIfReadable } from '../code-fingerprint.ts';
import type { IndexEntry } from './index-entry.ts';
import { byField, fieldNames, weighPlan, type WeighedPlan } from './segment.ts';

export interface CacheOptions {
  readonly dir: string;
  /** Told when a file could not be written; the index works without. */
  readonly onProblem?: ((error: unknown) => void) | undefined;
  readonly now?: () => Date;
}

/**
 * Weighs a plan as `weighPlan` does and keeps the result on disk under a hash of the plan's content and of the code
 * that weighs. A broken or foreign file counts as absent and is written anew.
 */
export function createCachedWeigher({
  dir,
  onProblem,
  now = () => new Date(),
}: CacheOptions): typeof weighPlan {
  const code = fingerprintIfReadable('weighing');
  if (code === undefined) return weighPlan;
  return (entries) => {
    const path = join(dir, `${hashOf(code, entries)}.json`);
    const kept = read(path, entries.length);
    if (kept) {
      touch(path, now());
      return kept;
    }
    const plan = weighPlan(entries);
    try {
      mkdirSync(dir, { recursive: true });
      write(path, plan);
    } catch (error) {
      onProblem?.(error);
    }
    return plan;
  };
}

/** A file that is used is told from those of plans that are no more, which are removed. */
function touch(path: string, at: Date): void {
  try {
    utimesSync(path, at, at);
  } catch {
    // Of another user or read-only: it costs a weighing one day and nothing else.
  }
}

function hashOf(code: string, entries: readonly IndexEntry[]): string {
  const content = entries.map(({ fields, abbreviations }) => [
    fields.body,
    fields.heading,
    fields.title,
    abbreviations,
  ]);
  return createHash('sha256')
    .update(JSON.stringify([code, content]))
    .digest('hex')
    .slice(0, 32);
}

/** On disk the terms stand once, rows name them by place, and weights are whole numbers. */
interface KeptField {
  readonly terms: readonly string[];
  readonly rows: readonly (readonly number[])[];
  readonly rowOf: readonly number[];
}

const weightUnit = 1e5;

function write(path: string, plan: WeighedPlan): void {
  const kept = byField((field): KeptField => {
    const places = new Map<string, number>();
    const rows = plan.rows[field].map((row) =>
      row.flatMap(([term, weight]) => {
        const place = places.get(term) ?? places.size;
        places.set(term, place);
        return [place, Math.round(weight * weightUnit)];
      }),
    );
    return { terms: [...places.keys()], rows, rowOf: plan.rowOf[field] };
  });
  const draft = `${path}.${process.pid}.tmp`;
  writeFileSync(draft, JSON.stringify(kept));
  renameSync(draft, path);
}

function read(path: string, entryCount: number): WeighedPlan | undefined {
  let kept: unknown;
  try {
    kept = JSON.parse(readFileSync(path, 'utf8'));
  } catch {
    return undefined;
  }
  if (!isKept(kept, entryCount)) return undefined;
  return {
    rows: byField((field) => kept[field].rows.map((row) => unpack(kept[field].terms, row))),
    rowOf: byField((field) => kept[field].rowOf),
  };
}

function unpack(terms: readonly string[], row: readonly number[]): [string, number][] {
  const weighed: [string, number][] = [];
  for (let at = 0; at + 1 < row.length; at += 2) {
    weighed.push([terms[row[at] ?? 0] ?? '', (row[at + 1] ?? 0) / weightUnit]);
  }
  return weighed;
}

function isKept(value: unknown, entryCount: number): value is Record<(typeof fieldNames)[number], KeptField> {
  if (typeof value !== 'object' || value === null) return false;
  return fieldNames.every((field) => {
    const kept: unknown = Reflect.get(value, field);
    if (typeof kept !== 'object' || kept === null) return false;
    const { terms, rows, rowOf } = kept as Partial<KeptField>;
    if (!Array.isArray(terms) || !Array.isArray(rows) || !Array.isArray(rowOf)) return false;
    return (
      rowOf.length === entryCount &&
      terms.every((term) => typeof term === 'string') &&
      rowOf.every((row) => isPlace(row, rows.length)) &&
      rows.every((row) => Array.isArray(row) && row.length % 2 === 0 && isRow(row, terms.length))
    );
  });
}

function isRow(row: readonly unknown[], termCount: number): boolean {
  return row.every((value, at) => (at % 2 === 0 ? isPlace(value, termCount) : isPlace(value, Infinity)));
}

function isPlace(value: unknown, limit: number): boolean {
  return typeof value === 'number' && Number.isInteger(value) && value >= 0 && value < limit;
}
