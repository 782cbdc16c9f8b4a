import type { Database } from '../storage/database.ts';
import { unwrapKey, wrapKey, type KeyRing } from './personal-data.ts';

/** Where keys of cases are kept, each table under a ring of its own. */
export type KeyTable = 'case_keys' | 'sealed_identities';

/** Whether anything is sealed: then a missing key file is a fault, and a new one would hide it. */
export async function holdsSealedData(database: Database, table: KeyTable): Promise<boolean> {
  const row = await database.queries.selectFrom(table).select('case_id').limit(1).executeTakeFirst();
  return row !== undefined;
}

/** Rejects when the ring does not open what is stored. For the start of the service and after a restore. */
export async function checkKeys(database: Database, table: KeyTable, ring: KeyRing): Promise<void> {
  const rows = await database.queries
    .selectFrom(table)
    .select(['wrapped_by', (eb) => eb.fn.min('case_id').as('id')])
    .groupBy('wrapped_by')
    .execute();
  for (const { id } of rows) {
    const row = await database.queries
      .selectFrom(table)
      .select(['wrapped', 'wrapped_by'])
      .where('case_id', '=', id)
      .executeTakeFirstOrThrow();
    unwrapKey(ring, { wrapped: row.wrapped, wrappedBy: row.wrapped_by }, id);
  }
}

/**
 * Wraps every key by the first wrapping key of the ring, a batch at a time while the service runs.
 * Resolves to how many were wrapped anew; only after 0 may the old keys be dropped.
 */
export async function rotateKeys(
  database: Database,
  table: KeyTable,
  ring: KeyRing,
  batch = 500,
): Promise<number> {
  const current = ring.wrapping[0]?.id ?? '';
  let wrappedAnew = 0;
  for (;;) {
    const done = await database.commits.run(async (transaction) => {
      const rows = await transaction
        .selectFrom(table)
        .select(['case_id', 'wrapped', 'wrapped_by'])
        .where('wrapped_by', '<>', current)
        .limit(batch)
        .execute();
      for (const { case_id: id, wrapped, wrapped_by: wrappedBy } of rows) {
        const again = wrapKey(ring, unwrapKey(ring, { wrapped, wrappedBy }, id), id);
        await transaction
          .updateTable(table)
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
