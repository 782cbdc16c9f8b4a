import { mkdtemp, readdir, readFile, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, expect, it } from 'vitest';
import { ReadingJobs } from '../../../src/plan-work/reading-jobs.ts';

const scan = join(import.meta.dirname, '../../fixtures/scans/commune-plan.scan.pdf');
const deed = { by: 'cán bộ', now: new Date('2026-11-21T02:00:00Z') };

let folder: string;
beforeEach(async () => {
  folder = await mkdtemp(join(tmpdir(), 'reading-jobs-'));
});
afterEach(() => rm(folder, { recursive: true }));

it('reads and writes nothing any more once it is closed, however long the files are', async () => {
  const faults: unknown[] = [];
  const jobs = new ReadingJobs({
    work: { add: () => Promise.reject(new Error('kept after closing')) },
    folder,
    log: { error: (...fault: unknown[]) => void faults.push(fault) },
    closingMs: 200,
  });
  const bytes = await readFile(scan);
  const ids = ['mot.pdf', 'hai.pdf'].map(
    (fileName) => jobs.start({ fileName, bytes, planId: undefined }, deed).id,
  );
  while ((await readdir(folder)).length === 0) await new Promise((resolve) => setTimeout(resolve, 20));
  await jobs.close();
  expect(await readdir(folder)).toEqual([]);
  expect(ids.map((id) => jobs.find(id)?.state)).toEqual(['refused', 'refused']);
  expect(faults).toEqual([]);
});
