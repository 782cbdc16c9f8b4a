import { sql, type Kysely, type Transaction } from 'kysely';
import { ServiceError } from '../errors.ts';
import { columnTypes, type Dialect, type Migration } from './migrations/migration.ts';
import type { Schema } from './schema.ts';

/** Any number that no other program's advisory lock is likely to use. */
const LOCK = 20_260_407;

/**
 * Brings the schema up to the last of `steps`, and returns the names of those that ran.
 *
 * Each step is one transaction that first takes a lock, so that two programs starting at once, or one
 * killed half-way, leave either the old or the new schema. Refuses a database newer than the code.
 */
export async function migrate(
  queries: Kysely<Schema>,
  dialect: Dialect,
  steps: readonly Migration[],
): Promise<string[]> {
  const ran: string[] = [];
  while (true) {
    const name = await queries.transaction().execute((transaction) => next(transaction, dialect, steps));
    if (name === undefined) return ran;
    ran.push(name);
  }
}

async function next(
  transaction: Transaction<Schema>,
  dialect: Dialect,
  steps: readonly Migration[],
): Promise<string | undefined> {
  // On SQLite the transaction itself is the lock: it began with the write lock.
  if (dialect === 'postgres') await sql`select pg_advisory_xact_lock(${LOCK})`.execute(transaction);
  const types = columnTypes(dialect);
  await transaction.schema
    .createTable('migrations')
    .ifNotExists()
    .addColumn('number', types.integer, (c) => c.primaryKey())
    .addColumn('name', types.text, (c) => c.notNull())
    .addColumn('applied_at', types.text, (c) => c.notNull())
    .modifyEnd(types.tableEnd)
    .execute();
  const applied = await transaction.selectFrom('migrations').selectAll().orderBy('number').execute();
  refuseForeign(
    applied.map(({ name }) => name),
    steps,
  );
  const step = steps[applied.length];
  if (!step) return undefined;
  await step.up(transaction as unknown as Kysely<unknown>, types);
  await transaction
    .insertInto('migrations')
    .values({
      number: applied.length + 1,
      name: step.name,
      applied_at: sql<string>`cast(current_timestamp as text)`,
    })
    .execute();
  return step.name;
}

function refuseForeign(applied: readonly string[], steps: readonly Migration[]): void {
  const unknown = applied.find((name, index) => steps[index]?.name !== name);
  if (unknown === undefined) return;
  throw new ServiceError(
    'storage/newer-database',
    `The database has the step ${unknown}, which this version of the program does not know.`,
    'Start the newer version again, or restore a backup made with this version.',
  );
}
