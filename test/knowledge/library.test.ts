import { mkdtemp, readdir, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { loadLibrary, readPlanFolder, sourceFingerprint } from '../../knowledge/library.ts';
import { ReadingCache } from '../../knowledge/reading-cache.ts';

const plansDir = fileURLToPath(new URL('../../knowledge/plans/', import.meta.url));
const ward = join(plansDir, '000-ngoc-trao-khcn-2023');

describe('the library', () => {
  let folder = '';
  beforeEach(async () => {
    folder = await mkdtemp(join(tmpdir(), 'readings-'));
  });
  afterEach(() => rm(folder, { recursive: true }));

  it('reads the same plan from the cache as from the text', async () => {
    const cache = new ReadingCache(folder);
    const fresh = await readPlanFolder(ward);
    expect(await readPlanFolder(ward, { cache })).toEqual(fresh);
    expect(await readdir(folder)).toHaveLength(1);
    expect(await readPlanFolder(ward, { cache: new ReadingCache(folder) })).toEqual(fresh);
  });

  it('is loaded within 300 ms once its plans have been read', async () => {
    await loadLibrary(plansDir, { cache: new ReadingCache(folder) });
    const times: number[] = [];
    for (let round = 0; round < 5; round++) {
      const started = performance.now();
      await loadLibrary(plansDir, { cache: new ReadingCache(folder) });
      times.push(performance.now() - started);
    }
    expect(Math.min(...times)).toBeLessThan(300);
  });

  it('reads anew what a damaged cache holds', async () => {
    const cache = new ReadingCache(folder);
    const fresh = await readPlanFolder(ward, { cache });
    const [name = ''] = await readdir(folder);
    await writeFile(join(folder, name), '{"document":');
    expect(await readPlanFolder(ward, { cache: new ReadingCache(folder) })).toEqual(fresh);
  });

  it('does without a cache that cannot be written', async () => {
    await writeFile(join(folder, 'file'), '');
    const cache = new ReadingCache(join(folder, 'file', 'below'));
    expect((await readPlanFolder(ward, { cache })).assignments.length).toBeGreaterThan(30);
  });

  it('takes two line endings and two Unicode forms of a text for the same text', () => {
    const text = 'Kế hoạch\nnăm 2024\n';
    expect(sourceFingerprint(text.replaceAll('\n', '\r\n').normalize('NFD'))).toBe(sourceFingerprint(text));
    expect(sourceFingerprint('Kế hoạch năm 2025')).not.toBe(sourceFingerprint(text));
  });
});
