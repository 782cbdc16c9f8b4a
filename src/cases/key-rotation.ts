import type { Database } from '../storage/database.ts';
import { unwrapKey, wrapKey, type KeyRing } from './personal-data.ts';

/**
 * Wraps every case key by the first wrapping key of the ring, a batch at a time while the service runs.
 * Resolves to how many were wrapped anew; only after 0 may the old keys be dropped.
 */
export async function rotateCaseKeys(database: Database, ring: KeyRing, batch = 500): Promise<number> {
  const current = ring.wrapping[0]?.id ?? '';
  let wrappedAnew = 0;
  for (;;) {
    const done = await database.commits.run(async (transaction) => {
      const rows = await transaction
        .selectFrom('case_keys')
        .selectAll()
        .where('wrapped_by', '<>', current)
        .limit(batch)
        .execute();
      for (const { case_id: id, wrapped, wrapped_by: wrappedBy } of rows) {
        const again = wrapKey(ring, unwrapKey(ring, { wrapped, wrappedBy }, id), id);
        await transaction
          .updateTable('case_keys')
          .set({ wrapped: again.wrapped, wrapped_by: again.wrappedBy })
          .where('case_id', '=', id)
          .execute();
      }
      return rows.length;
    });
    if (done === 0) return wrappedAnew;
    wrappedAnew += done;
  }
}
