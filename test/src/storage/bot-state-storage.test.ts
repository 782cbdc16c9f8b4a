import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { sql } from 'kysely';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { BotStateStorage } from '../../../src/storage/bot-state-storage.ts';
import { openDatabase, type Database } from '../../../src/storage/database.ts';
import { silentLog } from '../../fakes/silent-log.ts';

const now = () => new Date('2026-11-21T01:00:00Z');

let dataDir: string;
let database: Database;

beforeEach(async () => {
  dataDir = await mkdtemp(join(tmpdir(), 'assistant-test-'));
  database = await openDatabase({ dataDir, log: silentLog });
});

afterEach(async () => {
  await database.close();
  await rm(dataDir, { recursive: true, force: true });
});

describe('bot state that writes behind', () => {
  it('tells of a write that did not reach the disk, and no longer shows it', async () => {
    const failures: unknown[] = [];
    const storage = new BotStateStorage(database, now, { writeBehind: (error) => failures.push(error) });
    await storage.write({ key: { n: 1 } });
    await database.commits.settled();
    await sql`create trigger full before update on bot_state begin select raise(abort, 'no'); end`.execute(
      database.queries,
    );
    await storage.write({ key: { n: 2 } });
    await database.commits.settled();
    await expect.poll(() => failures).toHaveLength(1);
    expect((await storage.read(['key'])).key?.['n']).toBe(1);
  });

  it('is on disk before what was written after it, and after a clean stop', async () => {
    const storage = new BotStateStorage(database, now, { writeBehind: () => undefined });
    await storage.write({ key: { n: 1 } });
    await database.commits.run((transaction) =>
      transaction.insertInto('settings').values({ name: 'answer', value: '1', updated_at: '' }).execute(),
    );
    const stranger = await openDatabase({ dataDir, log: silentLog });
    expect(await stranger.queries.selectFrom('bot_state').select('key').execute()).toEqual([{ key: 'key' }]);
    await storage.write({ last: { n: 1 } });
    await database.close();
    expect(await stranger.queries.selectFrom('bot_state').select('key').execute()).toHaveLength(2);
    await stranger.close();
  });
});
