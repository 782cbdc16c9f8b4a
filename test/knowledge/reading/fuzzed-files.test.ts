import { mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import fc from 'fast-check';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { readPlan } from '../../../knowledge/parser/read-plan.ts';
import { readFileText } from '../../../knowledge/reading/read-file.ts';
import { readSafely } from '../../../knowledge/reading/read-safely.ts';
import { UnreadableFile } from '../../../knowledge/reading/unreadable-file.ts';
import { launchBrowser } from '../../browser.ts';
import { healthCentrePlan } from '../../fixtures/plans/invented-plan.ts';
import { asDocx, asPdf } from './office-files.ts';

let folder: string;
const whole: Record<'pdf' | 'docx', Buffer> = { pdf: Buffer.alloc(0), docx: Buffer.alloc(0) };
beforeAll(async () => {
  folder = await mkdtemp(join(tmpdir(), 'fuzzed-'));
  const browser = await launchBrowser();
  // Short, so that many of the changes meet something that matters.
  whole.pdf = await asPdf(browser, [...healthCentrePlan.slice(0, 6), ...healthCentrePlan.slice(-4)]);
  await browser.close();
  whole.docx = await asDocx(healthCentrePlan);
}, 60_000);
afterAll(() => rm(folder, { recursive: true }));

interface Change {
  /** Share of the file at which it is made. */
  readonly at: number;
  readonly bytes: Uint8Array;
  readonly kind: 'over' | 'into' | 'out';
}

const change: fc.Arbitrary<Change> = fc.record({
  at: fc.double({ min: 0, max: 1, noNaN: true }),
  bytes: fc.uint8Array({ minLength: 1, maxLength: 24 }),
  kind: fc.constantFrom('over', 'into', 'out'),
});

function changed(bytes: Buffer, changes: readonly Change[]): Buffer {
  return changes.reduce((whole, { at, bytes: own, kind }) => {
    const place = Math.floor(at * whole.length);
    const rest = whole.subarray(kind === 'into' ? place : place + own.length);
    return Buffer.concat([whole.subarray(0, place), kind === 'out' ? Buffer.alloc(0) : own, rest]);
  }, bytes);
}

let count = 0;

/** A file is read whole, with a plan in it that can be parsed, or refused for a reason that can be told. */
async function expectReadOrRefused(
  ending: string,
  bytes: Uint8Array,
  read: (path: string) => Promise<{ text: string }>,
): Promise<void> {
  const path = join(folder, `${count++}.${ending}`);
  await writeFile(path, bytes);
  try {
    const { text } = await read(path);
    expect(readPlan(text, { id: 'thu' }).document.id).toBe('thu');
  } catch (error) {
    expect(error).toBeInstanceOf(UnreadableFile);
  } finally {
    await rm(path);
  }
}

const fewChanges = fc.array(change, { minLength: 1, maxLength: 8 });

describe('a damaged file is read or refused, and nothing else', { timeout: 60_000 }, () => {
  it.each(['pdf', 'docx'] as const)('by the reader itself: %s', async (kind) => {
    await fc.assert(
      fc.asyncProperty(fewChanges, (changes) =>
        expectReadOrRefused(kind, changed(whole[kind], changes), readFileText),
      ),
      { numRuns: 40, interruptAfterTimeLimit: 8000 },
    );
  });

  it.each(['pdf', 'docx'] as const)('by the process apart: %s', async (kind) => {
    await fc.assert(
      fc.asyncProperty(fewChanges, (changes) =>
        expectReadOrRefused(kind, changed(whole[kind], changes), (path) => readSafely(path)),
      ),
      { numRuns: 3, interruptAfterTimeLimit: 6000 },
    );
  });

  it('by the reader itself: text of any kind', async () => {
    const line = fc.oneof(
      fc.string({ unit: 'grapheme' }),
      fc.string({ unit: 'binary' }),
      fc.constantFrom(
        'KẾ HOẠCH',
        'I. NHIỆM VỤ',
        '| STT | Nhiệm vụ | Chủ trì | Thời hạn |',
        '| 1 | a | b',
        'Nơi nhận:',
      ),
      fc.constantFrom(
        '1.',
        'a)',
        '- Giao Sở Y tế chủ trì, phối hợp với',
        'trước ngày 31/02/2026',
        'Quý V/2026.',
      ),
    );
    await fc.assert(
      fc.asyncProperty(fc.array(line, { maxLength: 60 }), (lines) =>
        expectReadOrRefused('txt', Buffer.from(lines.join('\n')), readFileText),
      ),
      { numRuns: 150, interruptAfterTimeLimit: 8000 },
    );
  });
});
