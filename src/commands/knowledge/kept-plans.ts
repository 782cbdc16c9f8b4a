import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import type { Plan } from '../../../knowledge/assignment.ts';
import { loadLibrary, type LibraryOptions } from '../../../knowledge/library.ts';
import { ReadingCache } from '../../../knowledge/reading-cache.ts';
import { loadPublished, readUncorrected, readVersion } from '../../plan-library.ts';
import type { PlanState } from '../../plan-work/open-plan.ts';
import { openPlanStore } from '../plan-versions.ts';
import { noPlan, onlyId } from './only-id.ts';

export const plansDir = fileURLToPath(new URL('../../../knowledge/plans', import.meta.url));

export const stateNames: Readonly<Record<PlanState, string>> = {
  shipped: 'có sẵn',
  draft: 'bản nháp, chưa công bố',
  published: 'đã công bố',
  retired: 'đã rút',
  discarded: 'bản nháp đã bỏ',
};

export interface KeptPlan {
  readonly plan: Plan;
  readonly state: PlanState;
}

export async function loadShipped(options: LibraryOptions = {}): Promise<readonly Plan[]> {
  return (await loadLibrary(plansDir, options)).plans;
}

/** The plans that answer, then drafts and retired ones. */
export async function keptPlans(withoutCorrections = false): Promise<KeptPlan[]> {
  const opened = await openPlanStore(process.env, { create: false });
  // Where the service keeps nothing yet, looking leaves nothing behind either.
  const cache = opened && new ReadingCache(join(opened.config.DATA_DIR, 'cache', 'readings'));
  const shipped = await loadShipped({ withoutCorrections, ...(cache && { cache }) });
  if (!opened) return shipped.map((plan) => ({ plan, state: 'shipped' }));
  try {
    const answering = await loadPublished(shipped, opened.store);
    const rest = (await opened.store.newest()).filter(({ state }) => state !== 'published');
    return [
      ...answering.map(
        (plan) => ({ plan, state: shipped.includes(plan) ? 'shipped' : 'published' }) as const,
      ),
      ...rest.map((version) => ({
        plan:
          shipped.find(({ document }) => version.format === 'shipped' && document.id === version.planId) ??
          (withoutCorrections ? readUncorrected : readVersion)(version),
        state: version.state,
      })),
    ];
  } finally {
    await opened.close();
  }
}

/** The one plan whose id is, or begins with, `id`; its draft before the version that answers. */
export function planOf(id: string, kept: readonly KeptPlan[]): KeptPlan {
  const only = onlyId(
    id,
    kept.map(({ plan }) => plan.document.id),
  );
  const versions = kept.filter(({ plan }) => plan.document.id === only);
  const found = versions.find(({ state }) => state === 'draft') ?? versions[0];
  if (!found) throw noPlan(id);
  return found;
}
