import { existsSync } from 'node:fs';
import { join } from 'node:path';
import { readConfig, type Config } from '../config.ts';
import { createLog } from '../log.ts';
import { PlanFactBook } from '../plan-work/plan-facts.ts';
import { openDatabase, type Database } from '../storage/database.ts';
import { PlanCorrectionStore } from '../storage/plan-corrections.ts';
import { PlanFactStore } from '../storage/plan-fact-store.ts';
import { PlanQuestionStore } from '../storage/plan-questions.ts';
import { PlanStore } from '../storage/plan-store.ts';
import { DATABASE_FILE } from '../storage/sqlite-database.ts';

export interface OpenPlanStore {
  readonly store: PlanStore;
  readonly corrections: PlanCorrectionStore;
  readonly questions: PlanQuestionStore;
  readonly facts: PlanFactBook;
  readonly config: Config;
  readonly database: Database;
  close(): Promise<void>;
}

/**
 * The plan versions of the service whose settings these are. Undefined when nothing was ever kept and nothing is to
 * be: looking must not make a database. Throws one line naming what is wrong with the settings.
 */
export async function openPlanStore(
  env: Readonly<Record<string, string | undefined>>,
  { create }: { readonly create: boolean },
): Promise<OpenPlanStore | undefined> {
  const { config, faults } = readConfig({ LOG_LEVEL: 'error', ...env });
  if (!config) throw new Error(`Cài đặt có lỗi: ${faults.join('; ')}`);
  const exists = config.DATABASE_URL !== undefined || existsSync(join(config.DATA_DIR, DATABASE_FILE));
  if (!exists && !create) return undefined;
  const database = await openDatabase({
    dataDir: config.DATA_DIR,
    url: config.DATABASE_URL,
    log: createLog(config.LOG_LEVEL),
  });
  const store = new PlanStore(database);
  return {
    store,
    corrections: new PlanCorrectionStore(database),
    questions: new PlanQuestionStore(database),
    facts: new PlanFactBook({ facts: new PlanFactStore(database), store }),
    config,
    database,
    close: () => database.close(),
  };
}
