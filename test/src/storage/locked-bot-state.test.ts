import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { DatabaseSync, type DatabaseSyncInstance } from '@photostructure/sqlite';
import { sql } from 'kysely';
import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest';
import { BotStateStorage } from '../../../src/storage/bot-state-storage.ts';
import { openDatabase, type Database } from '../../../src/storage/database.ts';
import { DATABASE_FILE } from '../../../src/storage/sqlite-database.ts';
import { silentLog } from '../../fakes/silent-log.ts';

const now = () => new Date();
const key = 'directline/conversations/lan/';
const patient = { timeout: 20_000, interval: 50 };

let dataDir: string;
let database: Database;
let stranger: DatabaseSyncInstance;
let failed: ReturnType<typeof vi.fn<(error: unknown) => void>>;
let storage: BotStateStorage;

beforeEach(async () => {
  dataDir = mkdtempSync(join(tmpdir(), 'locked-state-'));
  database = await openDatabase({ dataDir, log: silentLog });
  stranger = new DatabaseSync(join(dataDir, DATABASE_FILE));
  failed = vi.fn();
  storage = new BotStateStorage(database, now, { writeBehind: failed });
  await storage.write({ [key]: { step: 'nội dung', eTag: '*' } });
  await database.commits.settled();
});
afterEach(async () => {
  stranger.close();
  await database.close();
  rmSync(dataDir, { recursive: true });
});

const remembered = async () => (await storage.read([key]))[key]?.['step'];
/** What another process finds: only what is on disk. */
async function onDisk(): Promise<unknown> {
  const other = await openDatabase({ dataDir, log: silentLog });
  const { [key]: item } = await new BotStateStorage(other, now).read([key]);
  await other.close();
  return item?.['step'];
}

describe('the last step of a form', () => {
  it('is not lost when another program holds the lock while it is written behind', async () => {
    stranger.exec('begin immediate; create table strange (n integer)');
    await storage.write({ [key]: { step: 'địa điểm', eTag: '*' } });
    await expect.poll(() => failed.mock.calls.length, patient).toBe(1);
    expect(failed.mock.calls[0]?.[0]).toMatchObject({ code: 'storage/busy' });
    expect(await remembered()).toBe('địa điểm');
    await storage.write({ [key]: { step: 'tên', eTag: '*' } });
    expect(await remembered()).toBe('tên');
    stranger.exec('commit');
    // The other program has committed: what was only cached is read anew, what waits for the disk is not.
    expect(await remembered()).toBe('tên');
    await expect.poll(onDisk, patient).toBe('tên');
    expect(await remembered()).toBe('tên');
  }, 40_000);

  it('is written when the full disk has room again', async () => {
    await sql`pragma max_page_count = 1`.execute(database.queries);
    const step = 'dài '.repeat(20_000);
    await storage.write({ [key]: { step, eTag: '*' } });
    await expect.poll(() => failed.mock.calls.length, patient).toBe(1);
    expect(failed.mock.calls[0]?.[0]).toMatchObject({ code: 'storage/full' });
    expect(await remembered()).toBe(step);
    expect(await onDisk()).toBe('nội dung');
    await sql`pragma max_page_count = 1000000`.execute(database.queries);
    await expect.poll(onDisk, patient).toBe(step);
  }, 40_000);

  it('is written at the end of the process, and gone when the person is forgotten', async () => {
    stranger.exec('begin immediate');
    await storage.write({ [key]: { step: 'địa điểm', eTag: '*' } });
    await expect.poll(() => failed.mock.calls.length, patient).toBe(1);
    stranger.exec('rollback');
    await storage.flush();
    expect(await onDisk()).toBe('địa điểm');
    await storage.delete([key]);
    expect(await remembered()).toBeUndefined();
    expect(await onDisk()).toBeUndefined();
  }, 40_000);
});
