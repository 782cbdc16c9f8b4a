import { createHash } from 'node:crypto';
import { existsSync } from 'node:fs';
import { readdir, readFile } from 'node:fs/promises';
import { basename, join } from 'node:path';
import type { Plan } from './assignment.ts';
import { applyCorrections, readCorrections } from './corrections.ts';
import { readPlan } from './parser/read-plan.ts';
import type { ReadingCache } from './reading-cache.ts';
import { normalise } from './text.ts';

/** Kho kế hoạch: the plans of a folder, in the order of their ids. */
export interface Library {
  readonly plans: readonly Plan[];
}

export interface LibraryOptions {
  /** What the parser alone reads, without the officer's `plan.yaml`. */
  readonly withoutCorrections?: boolean;
  /** Keeps readings between starts; without it every plan is read anew. */
  readonly cache?: ReadingCache;
}

/** Reads every plan folder of `plansDir`. Rejects with the cause when one cannot be read. */
export async function loadLibrary(plansDir: string, options: LibraryOptions = {}): Promise<Library> {
  const entries = await readdir(plansDir, { withFileTypes: true });
  const folders = entries
    .filter((entry) => entry.isDirectory() && existsSync(join(plansDir, entry.name, 'source.txt')))
    .map((entry) => entry.name)
    .toSorted();
  return { plans: await Promise.all(folders.map((name) => readPlanFolder(join(plansDir, name), options))) };
}

/** One plan: `source.txt`, beside it the restored reading of a scan and the officer's corrections in `plan.yaml`. */
export async function readPlanFolder(folder: string, options: LibraryOptions = {}): Promise<Plan> {
  const source = await readFile(join(folder, 'source.txt'), 'utf8');
  const restored = await readIfThere(join(folder, 'restored.txt'));
  const id = basename(folder);
  const parse = (): Plan => readPlan(source, restored === undefined ? { id } : { id, restored });
  const plan = options.cache
    ? await options.cache.read([id, source, restored].join('\u0000'), parse)
    : parse();
  const yaml = options.withoutCorrections ? undefined : await readIfThere(join(folder, 'plan.yaml'));
  if (yaml === undefined) return plan;
  const { corrections, problems } = readCorrections(yaml);
  const corrected = applyCorrections(plan, corrections, sourceFingerprint(source, restored));
  return { ...corrected, problems: [...corrected.problems, ...problems] };
}

/** What a review was made of: the text, in spite of line ends and Unicode forms. */
export function sourceFingerprint(source: string, restored = ''): string {
  const text = normalise(`${source}\n${restored}`).replace(/\s+/gu, ' ').trim();
  return createHash('sha256').update(text).digest('hex').slice(0, 16);
}

async function readIfThere(path: string): Promise<string | undefined> {
  return existsSync(path) ? readFile(path, 'utf8') : undefined;
}
