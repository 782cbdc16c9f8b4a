import { Kysely, PostgresDialect, sql, type PostgresPoolClient } from 'kysely';
import { Pool, types } from 'pg';
import { ServiceError } from '../errors.ts';
import type { Log } from '../log.ts';
import { storageFailure } from './failure.ts';
import type { Schema } from './schema.ts';

const INT8 = 20;

/** Opens the database behind a `postgres://` URL, after checking that its commits are durable. */
export async function openPostgres(url: string, log: Log): Promise<Kysely<Schema>> {
  const pool = new Pool({
    connectionString: url,
    max: 10,
    connectionTimeoutMillis: 5_000,
    application_name: 'tro-ly-ke-hoach',
    types: { getTypeParser: typeParser },
  });
  // Without a listener a connection lost while idle would end the process.
  pool.on('error', (err) => log.warn({ err, code: 'storage/unreachable' }, 'database connection lost'));
  const queries = new Kysely<Schema>({
    dialect: new PostgresDialect({
      pool: { connect: async () => withCodedErrors(pool), end: () => pool.end() },
    }),
  });
  try {
    await checkSettings(queries);
  } catch (error) {
    await queries.destroy();
    throw error;
  }
  return queries;
}

/** Counts and sequences fit a JavaScript number; the driver's default hands them over as text. */
function typeParser(id: number, format?: 'text' | 'binary'): (value: string) => unknown {
  if (id === INT8 && format !== 'binary') return Number;
  const parse: unknown = types.getTypeParser(id, 'text');
  return parse as (value: string) => unknown;
}

async function withCodedErrors(pool: Pool): Promise<PostgresPoolClient> {
  const client = await pool.connect().catch((error: unknown) => {
    throw storageFailure(error);
  });
  const query = (text: string, values: readonly unknown[]) =>
    client.query(text, [...values]).catch((error: unknown) => {
      throw storageFailure(error);
    });
  return { query: query as unknown as PostgresPoolClient['query'], release: () => client.release() };
}

const wanted: Readonly<Record<string, (value: string) => boolean>> = {
  fsync: (value) => value === 'on',
  full_page_writes: (value) => value === 'on',
  synchronous_commit: (value) => value !== 'off',
  server_encoding: (value) => value === 'UTF8',
};

async function checkSettings(queries: Kysely<Schema>): Promise<void> {
  const { rows } = await sql<{ name: string; setting: string }>`
    select name, setting from pg_settings where name in (${sql.join(Object.keys(wanted))})`.execute(queries);
  for (const { name, setting } of rows) {
    if (wanted[name]?.(setting)) continue;
    throw new ServiceError(
      'storage/not-durable',
      `PostgreSQL runs with ${name} = ${setting}, so that acknowledged data could be lost or garbled.`,
      `Change ${name} in the server's settings.`,
    );
  }
}
