import type { Plan, Unit } from '../knowledge/assignment.ts';
import type { SuggestedUnit } from './cases/submission.ts';
import type { Log } from './log.ts';
import { buildPlanDesk, type DeskOptions, type LoadedDesk } from './plan-desk.ts';
import { loadPublished, type ReadBefore } from './plan-library.ts';
import { createPlanReader } from './plan-pages.ts';
import type { PlanStore } from './storage/plan-store.ts';
import { createUnitSuggester } from './suggest-units.ts';
import type { PlanReader } from './web/plan-reader.ts';

/** The plans as they are now, for whoever asks, reads or assigns. Whoever holds them sees every change. */
export interface LivePlans {
  readonly desk: LoadedDesk;
  /** The published plans, for the public pages. */
  readonly pages: PlanReader;
  /** Units that the plans of the office name, or those of all offices. */
  unitsOf(office?: string): readonly string[];
  suggestUnits(content: string, office: string): Promise<readonly SuggestedUnit[]>;
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
  const suggester = lazily(() => now.plans, createUnitSuggester);
  const reader = lazily(
    () => now.plans,
    (plans) => createPlanReader(plans, options.office),
  );
  return {
    pages: { list: (search) => reader().list(search), read: (id) => reader().read(id) },
    unitsOf: (office) =>
      unitNames(now.plans.filter(({ document }) => office === undefined || document.office === office)),
    suggestUnits: async (content, office) => suggester()(content, office),
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
function lazily<T>(plansNow: () => readonly Plan[], make: (plans: readonly Plan[]) => T): () => T {
  let made: { readonly of: readonly Plan[]; readonly value: T } | undefined;
  return () => {
    const plans = plansNow();
    if (made?.of !== plans) made = { of: plans, value: make(plans) };
    return made.value;
  };
}

function unitNames(plans: readonly Plan[]): readonly string[] {
  return inAlphabet(plans.flatMap(({ units }) => units));
}

/** The units among them, each once. */
export function inAlphabet(units: readonly Pick<Unit, 'name' | 'kind'>[]): readonly string[] {
  const names = units.flatMap(({ name, kind }) => (kind === 'unit' ? [name] : []));
  return [...new Set(names)].toSorted((one, other) => one.localeCompare(other, 'vi'));
}
