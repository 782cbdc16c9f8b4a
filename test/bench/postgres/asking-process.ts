import { performance } from 'node:perf_hooks';
import type { AskMemory, Finding } from '../../../knowledge/ask/finding.ts';
import { createLog } from '../../../src/log.ts';
import { openPostgresDesk } from '../../../src/plan-search/postgres-desk.ts';
import { openDatabase } from '../../../src/storage/database.ts';

/** A conversation to be asked, turn by turn. */
export type Asked = readonly string[];

export interface Asking {
  /** How long until questions can be asked: offices and cards of all plans are read. */
  readonly openMs: number;
  /** Of each conversation, its turns. */
  readonly answers: readonly (readonly { readonly ms: number; readonly finding: Finding }[])[];
  readonly rssBefore: number;
  readonly rssAfter: number;
}

const today = '2026-11-21';

if (process.send) {
  process.once('message', (order: { url: string; dataDir: string; questions: readonly Asked[] }) => {
    void ask(order).then((asking) => process.send?.(asking, () => process.exit()));
  });
}

/** Asks in this process alone, so that its memory is that of asking. */
async function ask({
  url,
  dataDir,
  questions,
}: {
  readonly url: string;
  readonly dataDir: string;
  readonly questions: readonly Asked[];
}): Promise<Asking> {
  const database = await openDatabase({ dataDir, url, log: createLog('silent') });
  const started = performance.now();
  const desk = await openPostgresDesk(database.queries);
  const openMs = performance.now() - started;
  // The first person after a start does not wait for the engine to warm up.
  for (const [warmUp = ''] of questions.slice(0, 5)) await desk.ask(warmUp, {}, today);
  const rssBefore = process.memoryUsage.rss();
  const answers = [];
  for (const turns of questions) {
    let memory: AskMemory = {};
    const told = [];
    for (const turn of turns) {
      const asked = performance.now();
      const found = await desk.ask(turn, memory, today);
      told.push({ ms: performance.now() - asked, finding: found.finding });
      memory = found.memory;
    }
    answers.push(told);
  }
  const rssAfter = process.memoryUsage.rss();
  await database.close();
  return { openMs, answers, rssBefore, rssAfter };
}
