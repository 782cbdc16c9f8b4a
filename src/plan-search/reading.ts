import type { Kysely } from 'kysely';
import type { Schema } from '../storage/schema.ts';

/** Where the search tables are read: the database, or one transaction on it. */
export type Reading = Pick<Kysely<Schema>, 'getExecutor'>;
