import { join } from 'node:path';
import { ReadingCache } from '../knowledge/reading-cache.ts';
import { root } from './imports.ts';

/**
 * The `CACHE_DIR` of all tests: the plans of the program are read once, not by every service and command that a test
 * starts. A change to the code that reads them reads them anew (`knowledge/code-fingerprint.ts`).
 */
export const keptReadings = join(root, 'node_modules', '.cache', 'assistant-tests');

/** For a test that loads the plans without a service around them. */
export const readingCache = (): ReadingCache => new ReadingCache(join(keptReadings, 'readings'));
