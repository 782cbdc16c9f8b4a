import type { Deed, PlanStore } from '../../storage/plan-store.ts';
import { openPlanStore } from '../plan-versions.ts';
import { onlyId } from './only-id.ts';

/** Opens the office's plan versions for one piece of work. */
export async function withStore<T>(use: (store: PlanStore) => Promise<T>): Promise<T> {
  const opened = await openPlanStore(process.env, { create: true });
  if (!opened) throw new Error('Không mở được cơ sở dữ liệu.');
  try {
    return await use(opened.store);
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
