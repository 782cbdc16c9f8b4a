import type { Plan } from '../knowledge/assignment.ts';
import type { Library } from '../knowledge/library.ts';
import type { Log } from './log.ts';
import { buildPlanDesk, type DeskOptions, type LoadedDesk } from './plan-desk.ts';
import { loadPublished, type ReadBefore } from './plan-library.ts';
import type { PlanStore } from './storage/plan-store.ts';

/** The plans and the desk that answers from them, as they are now. Whoever holds them sees every change. */
export interface LivePlans {
  readonly library: Library;
  readonly desk: LoadedDesk;
  /** Takes over what was published or retired since; true when something was. */
  refresh(): Promise<boolean>;
}

export interface LivePlansParts {
  readonly shipped: readonly Plan[];
  readonly store: PlanStore;
  readonly options: DeskOptions;
  /** Shared with whoever else reads published versions. */
  readonly readBefore?: ReadBefore;
  readonly log: Pick<Log, 'info' | 'warn'>;
}

/**
 * Builds a new desk beside the old one and then puts it in its place, so that every question is answered from one
 * state of the plans. A change that cannot be read leaves the old desk at work.
 */
export async function openLivePlans(parts: LivePlansParts): Promise<LivePlans> {
  const { shipped, store, options, readBefore = new Map<string, Plan>(), log } = parts;
  const load = async () => {
    const changes = await store.changes();
    const plans = await loadPublished(shipped, store, readBefore);
    return { changes, plans, desk: await buildPlanDesk(plans, options) };
  };
  let now = await load();
  return {
    library: {
      get plans() {
        return now.plans;
      },
    },
    desk: {
      get offices() {
        return now.desk.offices;
      },
      ask: (text, memory, today) => now.desk.ask(text, memory, today),
      expand: (text) => now.desk.expand(text),
    },
    async refresh() {
      if ((await store.changes()) === now.changes) return false;
      now = await load();
      log.info({ plans: now.plans.length, change: now.changes }, 'plans were published or retired');
      return true;
    },
  };
}

/** Something made of all plans, made anew when it is used after they changed. */
export function following<T>(library: Library, make: (plans: readonly Plan[]) => T): () => T {
  let made: { readonly of: readonly Plan[]; readonly value: T } | undefined;
  return () => {
    const { plans } = library;
    if (made?.of !== plans) made = { of: plans, value: make(plans) };
    return made.value;
  };
}
