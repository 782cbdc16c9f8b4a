import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import type { Plan } from '../../../knowledge/assignment.ts';
import { loadLibrary, type LibraryOptions } from '../../../knowledge/library.ts';
import { ReadingCache } from '../../../knowledge/reading-cache.ts';
import { readUncorrected, readVersion, shippedThatAnswer } from '../../plan-library.ts';
import type { PlanState } from '../../plan-work/open-plan.ts';
import { factsIn, type KnownVersion } from '../../plan-work/plan-facts.ts';
import type { PlanFacts } from '../../storage/plan-fact-store.ts';
import type { PlanVersion } from '../../storage/plan-store.ts';
import { openPlanStore, type OpenPlanStore } from '../plan-versions.ts';
import { noPlan, onlyId } from './only-id.ts';

export const plansDir = fileURLToPath(new URL('../../../knowledge/plans', import.meta.url));

export const stateNames: Readonly<Record<PlanState, string>> = {
  shipped: 'có sẵn',
  draft: 'bản nháp, chưa công bố',
  published: 'đã công bố',
  retired: 'đã rút',
  discarded: 'bản nháp đã bỏ',
};

/** A plan where it stands; it is read when somebody asks what it says. */
export interface KeptPlan {
  readonly id: string;
  readonly state: PlanState;
  /** What a list tells of it. */
  readonly facts: () => Promise<PlanFacts>;
  readonly read: () => Promise<Plan>;
}

export async function loadShipped(options: LibraryOptions = {}): Promise<readonly Plan[]> {
  return (await loadLibrary(plansDir, options)).plans;
}

/** Gives the plans that answer, then drafts and retired ones, to `use`; they can be read until it resolves. */
export async function withKeptPlans<T>(
  use: (kept: readonly KeptPlan[]) => Promise<T>,
  withoutCorrections = false,
): Promise<T> {
  const opened = await openPlanStore(process.env, { create: false });
  // Where the service keeps nothing yet, looking leaves nothing in its folder either.
  const cacheDir = opened ? opened.config.CACHE_DIR : process.env['CACHE_DIR'];
  const cache = cacheDir === undefined ? undefined : new ReadingCache(join(cacheDir, 'readings'));
  const shipped = await loadShipped({ withoutCorrections, ...(cache && { cache }) });
  if (!opened) return use(shipped.map((plan) => fromProgram(plan)));
  try {
    const read = withoutCorrections ? readUncorrected : readVersion;
    return await use(inOrder(await opened.facts.listed(), shipped, (known) => kept(known, opened, read)));
  } finally {
    await opened.close();
  }
}

function inOrder(
  listed: readonly KnownVersion[],
  shipped: readonly Plan[],
  keptOf: (known: KnownVersion) => KeptPlan,
): KeptPlan[] {
  const decided = new Set(
    listed.flatMap(({ planId, state }) => (state === 'published' || state === 'retired' ? [planId] : [])),
  );
  const published = listed.filter(({ state }) => state === 'published');
  const ofProgram = shippedThatAnswer(shipped, published, decided);
  const own = published.filter(({ format }) => format !== 'shipped');
  const newest = [...new Map(listed.map((known) => [known.planId, known])).values()];
  const rest = newest.filter(({ state }) => state !== 'published');
  return [
    ...[...ofProgram.map((plan) => fromProgram(plan)), ...own.map(keptOf)].toSorted((a, b) =>
      a.id < b.id ? -1 : 1,
    ),
    ...rest.map((known) => {
      const plan = shipped.find(({ document }) => known.format === 'shipped' && document.id === known.planId);
      return plan ? fromProgram(plan, known.state) : keptOf(known);
    }),
  ];
}

function fromProgram(plan: Plan, state: PlanState = 'shipped'): KeptPlan {
  return { id: plan.document.id, state, facts: async () => factsIn(plan), read: async () => plan };
}

function kept(
  known: KnownVersion,
  { store, facts }: OpenPlanStore,
  read: (version: PlanVersion) => Plan,
): KeptPlan {
  const { planId, version, state } = known;
  return {
    id: planId,
    state,
    facts: () => facts.of(known),
    async read() {
      const whole = await store.version(planId, version);
      if (!whole) throw new Error(`version ${version} of ${planId} is gone`);
      return read(whole);
    },
  };
}

/** The one plan whose id is, or begins with, `id`; its draft before the version that answers. */
export function planOf(id: string, plans: readonly KeptPlan[]): KeptPlan {
  const only = onlyId(
    id,
    plans.map((one) => one.id),
  );
  const versions = plans.filter((one) => one.id === only);
  const found = versions.find(({ state }) => state === 'draft') ?? versions[0];
  if (!found) throw noPlan(id);
  return found;
}
