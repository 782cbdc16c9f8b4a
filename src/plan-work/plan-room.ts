import type { Database } from '../storage/database.ts';
import type { Log } from '../log.ts';
import { PlanCorrectionStore } from '../storage/plan-corrections.ts';
import { PlanFactStore } from '../storage/plan-fact-store.ts';
import { PlanQuestionStore } from '../storage/plan-questions.ts';
import { PlanStore } from '../storage/plan-store.ts';
import { PlanEditing } from './plan-editing.ts';
import { PlanFactBook } from './plan-facts.ts';
import { PlanOverview } from './plan-overview.ts';
import { PlanWork } from './plan-work.ts';
import { PublishingGate, type GateParts } from './publishing-gate.ts';
import { ReadingJobs } from './reading-jobs.ts';
import type { ShippedPlans } from './shipped-plans.ts';

/** Everything that the officers' plan pages work with, over one database. */
export interface PlanRoom {
  readonly work: PlanWork;
  readonly editing: PlanEditing;
  readonly overview: PlanOverview;
  readonly jobs: ReadingJobs;
}

export interface PlanRoomParts {
  readonly database: Database;
  readonly shipped: ShippedPlans;
  /** Where uploaded files lie while they are read. */
  readonly incomingDir: string;
  /** What answers now, how the bot speaks, and the day: for the questions that publishing must not spoil. */
  readonly answering: Pick<GateParts, 'options' | 'say' | 'today' | 'near' | 'present' | 'readBefore'>;
  /** Called when other plans answer than before. */
  readonly changed: () => Promise<unknown>;
  readonly log: Pick<Log, 'error'>;
}

export function openPlanRoom(parts: PlanRoomParts): PlanRoom {
  const { database, shipped, incomingDir, answering, changed, log } = parts;
  const store = new PlanStore(database);
  const corrections = new PlanCorrectionStore(database);
  const questions = new PlanQuestionStore(database);
  const gate = new PublishingGate({ shipped, store, questions, ...answering });
  const facts = new PlanFactBook({ facts: new PlanFactStore(database), store });
  const work = new PlanWork({ store, corrections, shipped, facts, gate, changed });
  return {
    work,
    editing: new PlanEditing(corrections),
    overview: new PlanOverview({ facts, shipped }),
    jobs: new ReadingJobs({ work, folder: incomingDir, log }),
  };
}
