import { existsSync } from 'node:fs';
import { readdir, readFile } from 'node:fs/promises';
import { basename, join } from 'node:path';
import type { Plan } from './assignment.ts';
import { readPlan } from './parser/read-plan.ts';

/** Kho kế hoạch: the plans of a folder, in the order of their ids. */
export interface Library {
  readonly plans: readonly Plan[];
}

export interface LibraryOptions {
  /** What the parser alone reads, without the officer's `plan.yaml`. */
  readonly withoutCorrections?: boolean;
}

/** Reads every plan folder of `plansDir`. Rejects with the cause when one cannot be read. */
export async function loadLibrary(plansDir: string, options: LibraryOptions = {}): Promise<Library> {
  const entries = await readdir(plansDir, { withFileTypes: true });
  const folders = entries
    .filter((entry) => entry.isDirectory() && existsSync(join(plansDir, entry.name, 'source.txt')))
    .map((entry) => entry.name)
    .sort();
  return { plans: await Promise.all(folders.map((name) => readPlanFolder(join(plansDir, name), options))) };
}

/** One plan: `source.txt`, and beside it the restored reading of a scan and the officer's corrections. */
export async function readPlanFolder(folder: string, _options: LibraryOptions = {}): Promise<Plan> {
  const source = await readFile(join(folder, 'source.txt'), 'utf8');
  const restored = await readIfThere(join(folder, 'restored.txt'));
  const id = basename(folder);
  return readPlan(source, restored === undefined ? { id } : { id, restored });
}

async function readIfThere(path: string): Promise<string | undefined> {
  return existsSync(path) ? readFile(path, 'utf8') : undefined;
}
