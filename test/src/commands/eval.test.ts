import { execFile } from 'node:child_process';
import { mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { promisify } from 'node:util';
import { afterAll, beforeAll, expect, it } from 'vitest';
import { localId } from '../../../knowledge/carry-over.ts';
import { readPlan } from '../../../knowledge/parser/read-plan.ts';
import { openPlanStore } from '../../../src/commands/plan-versions.ts';
import { healthCentrePlan } from '../../fixtures/plans/invented-plan.ts';
import { asText } from '../../knowledge/reading/office-files.ts';
import { keptReadings } from '../../kept-readings.ts';

const command = fileURLToPath(new URL('../../../src/commands/eval.ts', import.meta.url));
const planId = 'ttyt-an-hoa-2026';

let folder: string;
beforeAll(async () => {
  folder = await mkdtemp(join(tmpdir(), 'eval-test-'));
});
afterAll(() => rm(folder, { recursive: true }));

it('asks of the published plans as officers have put them right', { timeout: 120_000 }, async () => {
  const source = asText(healthCentrePlan);
  const duty = readPlan(source, { id: planId }).assignments.find(({ task }) => task.startsWith('Dự trù'));
  const kept = await openPlanStore({ DATA_DIR: folder }, { create: true });
  const deed = { by: 'test', now: new Date('2026-11-21T02:00:00Z') };
  const set = { lead: ['Phòng Tài chính - Kế toán'] };
  const corrections = { assignments: [{ at: localId(duty?.id ?? ''), quote: duty?.quote ?? [], set }] };
  const file = { planId, format: 'text', fileName: 'a.txt', sha256: 'a', source } as const;
  await kept?.store.add(file, deed, { corrections });
  await kept?.store.publish(planId, deed);
  await kept?.close();
  const question = {
    id: 'Q-1',
    group: 'lead',
    turns: ['Ai chủ trì dự trù hóa chất, vật tư phòng dịch của Trung tâm Y tế huyện An Hòa?'],
    expect: { kind: ['answer'], all: ['phòng tài chính - kế toán'], none: ['khoa dược'] },
  };
  const questions = join(folder, 'questions.jsonl');
  await writeFile(questions, `${JSON.stringify(question)}\n`);
  const env = { ...process.env, DATA_DIR: folder, CACHE_DIR: keptReadings, LOG_LEVEL: 'error' };
  const { stdout } = await promisify(execFile)(
    process.execPath,
    ['--import', 'tsx', command, questions, '--show'],
    { env },
  );
  expect(stdout).toContain('lead: 1/1');
});
