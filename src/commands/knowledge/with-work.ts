import { join } from 'node:path';
import { ReadingCache } from '../../../knowledge/reading-cache.ts';
import { PlanWork } from '../../plan-work/plan-work.ts';
import { shippedPlansIn } from '../../plan-work/shipped-plans.ts';
import type { Deed, PlanStore } from '../../storage/plan-store.ts';
import { openPlanStore } from '../plan-versions.ts';
import { loadShipped, plansDir } from './kept-plans.ts';
import { onlyId } from './only-id.ts';

/** Opens the office's plans for one piece of work, the same that the console does. */
export async function withWork<T>(use: (work: PlanWork, store: PlanStore) => Promise<T>): Promise<T> {
  const opened = await openPlanStore(process.env, { create: true });
  if (!opened) throw new Error('Không mở được cơ sở dữ liệu.');
  try {
    const { store, corrections, dataDir } = opened;
    const cache = new ReadingCache(join(dataDir, 'cache', 'readings'));
    const shipped = shippedPlansIn(plansDir, await loadShipped({ cache }));
    return await use(new PlanWork({ store, corrections, shipped }), store);
  } finally {
    await opened.close();
  }
}

export function deed(): Deed {
  return { by: 'dòng lệnh', now: new Date() };
}

/** The id of the one added plan whose id is, or begins with, `id`; else `id` itself. */
export async function addedId(store: PlanStore, id: string): Promise<string> {
  const added = await store.newest();
  return (
    onlyId(
      id,
      added.map(({ planId }) => planId),
    ) ?? id
  );
}
