import { join } from 'node:path';
import type { Kysely } from 'kysely';
import { ServiceError } from '../errors.ts';
import type { Log } from '../log.ts';
import { GroupCommit } from './group-commit.ts';
import { migrate } from './migrate.ts';
import { migrations } from './migrations/index.ts';
import type { Dialect } from './migrations/migration.ts';
import { openPostgres } from './postgres-database.ts';
import type { Schema } from './schema.ts';
import { openSealer, type Sealer } from './sealer.ts';
import { openSqlite } from './sqlite-database.ts';

/** The open database. A commit that resolved survives a crash of the process and a power cut. */
export interface Database {
  readonly dialect: Dialect;
  readonly queries: Kysely<Schema>;
  /**
   * Writes that may share a commit go through here; reads and transactions of their own through
   * `queries`. Never use `queries` inside a job: SQLite has one connection, and the job holds it.
   */
  readonly commits: GroupCommit;
  /** For what people say and are told: the tables hold it only under this seal, whose key is outside. */
  readonly sealer: Sealer;
  /** SQLite only: changes when another program has committed, so that caches can be dropped. */
  readonly foreignCommits?: () => number;
  /** Waits for the writes under way, then closes. */
  close(): Promise<void>;
}

export interface DatabaseOptions {
  /** Holds the SQLite file and the keys; created readable by its owner only. */
  readonly dataDir: string;
  /** `postgres://…`; unset means SQLite. */
  readonly url?: string | undefined;
  readonly log: Log;
}

/** Opens the database, checks that its commits are durable, and brings its schema up to date. */
export async function openDatabase(options: DatabaseOptions): Promise<Database> {
  const opened = await connect(options);
  try {
    const ran = await migrate(opened.queries, opened.dialect, migrations);
    if (ran.length > 0) options.log.info({ steps: ran }, 'database schema brought up to date');
  } catch (error) {
    await opened.queries.destroy();
    throw error;
  }
  const commits = new GroupCommit(opened.queries);
  return {
    ...opened,
    commits,
    sealer: openSealer(join(options.dataDir, 'keys'), 'messages.key'),
    close: async () => {
      await commits.settled();
      await opened.queries.destroy();
    },
  };
}

export type Connected = Pick<Database, 'dialect' | 'queries' | 'foreignCommits'>;

/** Opens the database with the schema it has: for programs that care about rows, not about what they mean. */
export async function connect({ dataDir, url, log }: DatabaseOptions): Promise<Connected> {
  return url === undefined ? sqlite(dataDir) : postgres(url, log);
}

function sqlite(dataDir: string): Connected {
  return { dialect: 'sqlite', ...openSqlite(dataDir) };
}

async function postgres(url: string, log: Log): Promise<Connected> {
  if (!/^postgres(ql)?:\/\//.test(url)) {
    throw new ServiceError(
      'storage/bad-url',
      'DATABASE_URL does not begin with postgres://.',
      'Leave DATABASE_URL unset for SQLite in DATA_DIR.',
    );
  }
  return { dialect: 'postgres', queries: await openPostgres(url, log) };
}
