import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, describe } from 'vitest';
import { openDatabase, type Database } from '../../src/storage/database.ts';
import { silentLog } from '../fakes/silent-log.ts';
import { createPostgresDatabase } from '../postgres.ts';

/** What a contract suite is given: how to open a database, and open it again as after a restart. */
export interface TestDatabases {
  readonly dialect: Database['dialect'];
  /** A new, empty database. Closed after the test. */
  create(): Promise<Database>;
  /** The database of this test once more: a second program, or the same one after a restart. */
  openAgain(): Promise<Database>;
}

/** Runs one suite on a SQLite file and on a real PostgreSQL. */
export function onBothDatabases(title: string, suite: (databases: TestDatabases) => void): void {
  for (const dialect of ['sqlite', 'postgres'] as const) {
    describe(`${title} on ${dialect}`, () => suite(testDatabases(dialect)));
  }
}

function testDatabases(dialect: Database['dialect']): TestDatabases {
  const opened: Database[] = [];
  let dataDir: string | undefined;
  let url: string | undefined;
  const openAgain = async () => {
    const database = await openDatabase({ dataDir: dataDir ?? '', url, log: silentLog });
    opened.push(database);
    return database;
  };
  afterEach(async () => {
    for (const database of opened.splice(0)) await database.close();
    if (dataDir) await rm(dataDir, { recursive: true, force: true });
  });
  return {
    dialect,
    openAgain,
    create: async () => {
      dataDir = await mkdtemp(join(tmpdir(), 'assistant-test-'));
      if (dialect === 'postgres') url = await createPostgresDatabase();
      return openAgain();
    },
  };
}
