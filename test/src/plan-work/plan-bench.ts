import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { vi } from '../../../dialogs/messages/vi.ts';
import { loadLibrary } from '../../../knowledge/library.ts';
import type { OpenDuty, OpenPlan } from '../../../src/plan-work/open-plan.ts';
import { openDuties } from '../../../src/plan-work/open-plan.ts';
import { PlanEditing } from '../../../src/plan-work/plan-editing.ts';
import { PlanFactBook } from '../../../src/plan-work/plan-facts.ts';
import { PublishingGate } from '../../../src/plan-work/publishing-gate.ts';
import { PlanWork } from '../../../src/plan-work/plan-work.ts';
import type { ReadFile } from '../../../src/plan-work/read-plan-file.ts';
import { shippedPlansIn } from '../../../src/plan-work/shipped-plans.ts';
import { shippedPlans } from '../../../src/service.ts';
import { openDatabase } from '../../../src/storage/database.ts';
import { PlanCorrectionStore } from '../../../src/storage/plan-corrections.ts';
import { PlanFactStore } from '../../../src/storage/plan-fact-store.ts';
import { PlanQuestionStore } from '../../../src/storage/plan-questions.ts';
import { PlanStore } from '../../../src/storage/plan-store.ts';
import { silentLog } from '../../fakes/silent-log.ts';
import { healthCentrePlan } from '../../fixtures/plans/invented-plan.ts';
import { asText } from '../../knowledge/reading/office-files.ts';
import { readingCache } from '../../kept-readings.ts';

export const planText = asText(healthCentrePlan);

export const fileOf = (source: string): ReadFile => ({
  format: 'text',
  fileName: 'ke-hoach.txt',
  sha256: `sha of ${source.length}`,
  source,
});

/** The service that works on plans, over a real database file. */
export async function openBench() {
  const dataDir = await mkdtemp(join(tmpdir(), 'plan-work-'));
  const database = await openDatabase({ dataDir, log: silentLog });
  const corrections = new PlanCorrectionStore(database);
  const store = new PlanStore(database);
  const { plans } = await loadLibrary(shippedPlans, { cache: readingCache() });
  const shipped = shippedPlansIn(shippedPlans, plans);
  const questions = new PlanQuestionStore(database);
  const say = vi('ông/bà');
  const gate = new PublishingGate({
    shipped,
    store,
    questions,
    options: {},
    say,
    today: () => '2026-11-21',
  });
  const facts = new PlanFactBook({ facts: new PlanFactStore(database), store });
  const work = new PlanWork({ store, corrections, shipped, facts, gate });
  return {
    dataDir,
    database,
    store,
    facts,
    shipped,
    work,
    editing: new PlanEditing(corrections),
    async open(planId: string): Promise<OpenPlan> {
      const open = await work.open(planId);
      if (!open) throw new Error(`no plan ${planId}`);
      return open;
    },
    async close() {
      await database.close();
      await rm(dataDir, { recursive: true });
    },
  };
}

export type PlanBench = Awaited<ReturnType<typeof openBench>>;

export function dutyIn(open: OpenPlan, id: string): OpenDuty {
  const found = openDuties(open).find((one) => one.id === id);
  if (!found) throw new Error(`no duty ${id}`);
  return found;
}
