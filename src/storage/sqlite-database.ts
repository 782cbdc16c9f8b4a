import { chmodSync, mkdirSync } from 'node:fs';
import { join } from 'node:path';
import { DatabaseSync, type DatabaseSyncInstance } from '@photostructure/sqlite';
import { Kysely } from 'kysely';
import { ServiceError } from '../errors.ts';
import type { Schema } from './schema.ts';
import { sqliteDialect } from './sqlite-dialect.ts';

export const DATABASE_FILE = 'assistant.sqlite';

export interface OpenedSqlite {
  readonly queries: Kysely<Schema>;
  /** A number that changes when another connection, not this one, has committed something. */
  readonly foreignCommits: () => number;
}

/** Opens (or creates) the database file in `dataDir`; both are readable by their owner only. */
export function openSqlite(dataDir: string): OpenedSqlite {
  mkdirSync(dataDir, { recursive: true, mode: 0o700 });
  const path = join(dataDir, DATABASE_FILE);
  try {
    const file = new DatabaseSync(path);
    chmodSync(path, 0o600);
    prepare(file);
    const version = file.prepare('pragma data_version');
    return {
      queries: new Kysely<Schema>({ dialect: sqliteDialect(file) }),
      foreignCommits: () => Number(pragmaValue(version.get())),
    };
  } catch (cause) {
    if (cause instanceof ServiceError) throw cause;
    throw new ServiceError(
      'storage/cannot-open',
      `The database file ${path} cannot be opened.`,
      'Check that DATA_DIR exists, is writable and holds no foreign or damaged file.',
      { cause },
    );
  }
}

const wanted: readonly (readonly [pragma: string, value: string, reads: string | number])[] = [
  ['journal_mode', 'wal', 'wal'],
  ['synchronous', 'full', 2],
  ['foreign_keys', 'on', 1],
  ['secure_delete', 'on', 1],
  ['trusted_schema', 'off', 0],
];

/** Sets what the promises need and reads it back: in WAL mode the driver's own default loses commits. */
function prepare(file: DatabaseSyncInstance): void {
  file.exec('pragma busy_timeout = 5000');
  for (const [pragma, value, reads] of wanted) {
    file.exec(`pragma ${pragma} = ${value}`);
    const got = pragmaValue(file.prepare(`pragma ${pragma}`).get());
    if (got !== reads) {
      throw new ServiceError(
        'storage/not-durable',
        `SQLite answers ${pragma} = ${String(got)} where ${value} is needed.`,
        'Put DATA_DIR on a local disk; network file systems cannot keep the promise.',
      );
    }
  }
  // From here on the dialect waits for foreign locks without blocking the process.
  file.exec('pragma busy_timeout = 20');
}

function pragmaValue(row: unknown): unknown {
  return Object.values(row ?? {})[0];
}
