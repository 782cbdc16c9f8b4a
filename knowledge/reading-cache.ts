import { createHash } from 'node:crypto';
import { mkdir, readFile, rename, utimes, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import type { Plan } from './assignment.ts';
import { fingerprintIfReadable } from './code-fingerprint.ts';

/**
 * Keeps what the parser read of a text, so that the next start need not read it again.
 *
 * A reading is found by its text and by the parser's own code: a change to either reads anew. A file that is damaged
 * or cannot be written is passed over; the cache never decides whether a plan can be read.
 */
export class ReadingCache {
  private readonly code = fingerprintIfReadable('reading');

  /** A reading that is used is touched, so that those that are not can be told and removed. */
  constructor(
    private readonly folder: string,
    private readonly now: () => Date = () => new Date(),
  ) {}

  async read(text: string, parse: () => Plan): Promise<Plan> {
    if (this.code === undefined) return parse();
    const name = createHash('sha256').update(this.code).update(text).digest('hex').slice(0, 32);
    const path = join(this.folder, `${name}.json`);
    const kept = await readKept(path);
    const plan = kept ?? parse();
    if (!kept) await keep(this.folder, path, plan);
    await utimes(path, this.now(), this.now()).catch(() => {});
    return plan;
  }
}

async function readKept(path: string): Promise<Plan | undefined> {
  try {
    const value: unknown = JSON.parse(await readFile(path, 'utf8'));
    const isPlan = typeof value === 'object' && value !== null && 'document' in value && 'lines' in value;
    return isPlan ? (value as Plan) : undefined;
  } catch {
    return undefined;
  }
}

/** Whole or not at all: a second process may read while this one writes. */
async function keep(folder: string, path: string, plan: Plan): Promise<void> {
  const draft = `${path}.${process.pid}.tmp`;
  try {
    await mkdir(folder, { recursive: true, mode: 0o700 });
    await writeFile(draft, JSON.stringify(plan), { mode: 0o600 });
    await rename(draft, path);
  } catch {
    // A disk that is full or read-only only costs the next start its time.
  }
}
