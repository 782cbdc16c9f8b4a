import { join } from 'node:path';
import { vi } from '../../../dialogs/messages/vi.ts';
import { ReadingCache } from '../../../knowledge/reading-cache.ts';
import { dayOf } from '../../cases/calendar-day.ts';
import { nearPlans } from '../../plan-search/near-plans.ts';
import { PlanWork } from '../../plan-work/plan-work.ts';
import { PublishingGate } from '../../plan-work/publishing-gate.ts';
import { shippedPlansIn, type ShippedPlans } from '../../plan-work/shipped-plans.ts';
import type { Deed, PlanStore } from '../../storage/plan-store.ts';
import { openPlanStore, type OpenPlanStore } from '../plan-versions.ts';
import { loadShipped, plansDir } from './kept-plans.ts';
import { onlyId } from './only-id.ts';

/** The office's plans, opened for one command. */
export interface OpenWork extends OpenPlanStore {
  readonly work: PlanWork;
  readonly shipped: ShippedPlans;
}

/** Opens the office's plans for one piece of work, the same that the console does. */
export async function withWork<T>(use: (opened: OpenWork) => Promise<T>): Promise<T> {
  const opened = await openPlanStore(process.env, { create: true });
  if (!opened) throw new Error('Không mở được cơ sở dữ liệu.');
  try {
    const { store, corrections, questions, facts, config } = opened;
    const cacheOf = (name: string) => join(config.CACHE_DIR, name);
    const cache = new ReadingCache(cacheOf('readings'));
    const shipped = shippedPlansIn(plansDir, await loadShipped({ cache }));
    const gate = new PublishingGate({
      shipped,
      store,
      questions,
      options: { cacheDir: cacheOf('index'), ...(config.OFFICE && { office: config.OFFICE }) },
      say: vi(config.ADDRESS_AS),
      today: () => dayOf(new Date()),
      ...(config.SEARCH === 'postgres' && {
        near: (office: string) => nearPlans(opened.database.queries, office),
      }),
    });
    return await use({
      ...opened,
      shipped,
      work: new PlanWork({ store, corrections, shipped, facts, gate }),
    });
  } finally {
    await opened.close();
  }
}

export function deed(): Deed {
  return { by: 'dòng lệnh', now: new Date() };
}

/** The id of the one added plan whose id is, or begins with, `id`; else `id` itself. */
export async function addedId(store: PlanStore, id: string): Promise<string> {
  return onlyId(id, await store.ids()) ?? id;
}
