import { existsSync } from 'node:fs';
import { readFile } from 'node:fs/promises';
import { join } from 'node:path';
import type { Plan } from '../../knowledge/assignment.ts';
import { readCorrections, type Corrections } from '../../knowledge/corrections.ts';
import { readPlanFolder } from '../../knowledge/library.ts';

/** The plans that come with the program, beside the versions that an office keeps itself. */
export interface ShippedPlans {
  readonly plans: readonly Plan[];
  /** What the machine alone reads of one of them, and what was put right in it; undefined when there is none. */
  open(planId: string): Promise<OpenShipped | undefined>;
  /** Its questions with known answers, JSONL; undefined when it has none. */
  questions(planId: string): Promise<string | undefined>;
}

export interface OpenShipped {
  readonly plan: Plan;
  readonly machine: Plan;
  readonly corrections: Corrections;
}

export function shippedPlansIn(folder: string, plans: readonly Plan[]): ShippedPlans {
  return {
    plans,
    async open(planId) {
      const plan = plans.find(({ document }) => document.id === planId);
      if (!plan) return undefined;
      const machine = await readPlanFolder(join(folder, planId), { withoutCorrections: true });
      const yaml = (await readIfThere(join(folder, planId, 'plan.yaml'))) ?? '';
      return { plan, machine, corrections: readCorrections(yaml).corrections };
    },
    questions: (planId) => readIfThere(join(folder, planId, 'questions.jsonl')),
  };
}

async function readIfThere(path: string): Promise<string | undefined> {
  return existsSync(path) ? readFile(path, 'utf8') : undefined;
}
