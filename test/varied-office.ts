import { createHash } from 'node:crypto';
import { mkdtemp, readFile, readdir, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { openPlanStore } from '../src/commands/plan-versions.ts';
import { parseQuestions, type Question } from '../src/question-file.ts';
import { openOffice, type Office } from './chat.ts';

const root = fileURLToPath(new URL('fixtures/varied/', import.meta.url));

/** Names of the folders of test/fixtures/varied. */
export async function variedNames(): Promise<string[]> {
  const entries = await readdir(root, { withFileTypes: true });
  return entries.filter((entry) => entry.isDirectory()).map(({ name }) => name);
}

/** What is asked of a plan of test/fixtures/varied. */
export async function questionsOn(name: string): Promise<Question[]> {
  return parseQuestions(await readFile(`${root}${name}/questions.jsonl`, 'utf8'));
}

/** The bot with every plan of test/fixtures/varied published beside the shipped ones, as read and never corrected. */
export async function openVariedOffice(): Promise<Office> {
  const names = await variedNames();
  const sources = names.map(
    async (name) => [name, await readFile(`${root}${name}/source.txt`, 'utf8')] as const,
  );
  return openOfficeWith(await Promise.all(sources));
}

/** The bot with these plans (id and text) published beside the shipped ones. */
export async function openOfficeWith(plans: readonly (readonly [string, string])[]): Promise<Office> {
  const dataDir = await mkdtemp(join(tmpdir(), 'varied-'));
  const kept = await openPlanStore({ DATA_DIR: dataDir }, { create: true });
  const deed = { by: 'test', now: new Date('2026-11-20T02:00:00Z') };
  for (const [planId, source] of plans) {
    const sha256 = createHash('sha256').update(source).digest('hex');
    await kept?.store.add({ planId, format: 'text', fileName: 'source.txt', sha256, source }, deed);
    await kept?.store.publish(planId, deed);
  }
  await kept?.close();
  const office = await openOffice({ DATA_DIR: dataDir });
  return {
    ...office,
    async close() {
      await office.close();
      await rm(dataDir, { recursive: true });
    },
  };
}
