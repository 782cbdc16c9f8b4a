import { createHash } from 'node:crypto';
import { readFile } from 'node:fs/promises';
import { basename, extname } from 'node:path';
import type { ScanReading } from '../../knowledge/reading/read-file.ts';
import { readSafely } from '../../knowledge/reading/read-safely.ts';
import { fold } from '../../knowledge/text.ts';
import type { NewVersion } from '../storage/plan-store.ts';

/** What was read of a file that an office adds, before anything is kept. */
export interface ReadFile extends Omit<NewVersion, 'planId' | 'scan'> {
  /** Where pages of it were pictures: what the reading engine doubted. */
  readonly read?: ScanReading;
}

/** Reads the file at `path`, which came under the name `fileName`; rejects with `UnreadableFile`, or when `signal` says so. */
export async function readPlanFile(
  path: string,
  fileName: string,
  progress: (done: number, total: number) => void,
  signal?: AbortSignal,
): Promise<ReadFile> {
  const { kind, text, scan } = await readSafely(path, { progress, signal });
  const sha256 = createHash('sha256')
    .update(await readFile(path))
    .digest('hex');
  return { format: kind, fileName, sha256, source: text, ...(scan ? { read: scan } : {}) };
}

/** "Kế hoạch CĐS xã Tân An 2026.docx" → ke-hoach-cds-xa-tan-an-2026 */
export function idOfFile(path: string): string {
  return slug(basename(path, extname(path))) || 'ke-hoach';
}

export function slug(text: string): string {
  return fold(text.normalize('NFC'))
    .replace(/[^a-z0-9]+/gu, '-')
    .slice(0, 60)
    .replace(/^-+|-+$/gu, '');
}
