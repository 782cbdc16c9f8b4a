import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { setImmediate } from 'node:timers/promises';
import { setFlagsFromString } from 'node:v8';
import { runInNewContext } from 'node:vm';
import { DatabaseSync, type DatabaseSyncInstance } from '@photostructure/sqlite';
import { Kysely, sql } from 'kysely';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { sqliteDialect } from '../../../src/storage/sqlite-dialect.ts';

interface Tables {
  things: { id: number; value: unknown };
}

let dir: string;
let stranger: DatabaseSyncInstance;
let queries: Kysely<Tables>;

beforeEach(async () => {
  dir = await mkdtemp(join(tmpdir(), 'assistant-test-'));
  const path = join(dir, 'a.sqlite');
  const file = new DatabaseSync(path, { timeout: 0 });
  file.exec('pragma journal_mode = wal; create table things (id integer primary key, value)');
  queries = new Kysely<Tables>({ dialect: sqliteDialect(file, 400) });
  stranger = new DatabaseSync(path, { timeout: 0 });
});

afterEach(async () => {
  await queries.destroy();
  stranger.close();
  await rm(dir, { recursive: true, force: true });
});

const insert = (value: unknown) => queries.insertInto('things').values({ id: 1, value }).execute();
const values = async () =>
  (await queries.selectFrom('things').select('value').execute()).map(({ value }) => value);

describe('the SQLite dialect', () => {
  it('stores truth values as 0 and 1', async () => {
    await insert(true);
    expect(await values()).toEqual([1]);
  });

  it('refuses what the driver would store wrongly in silence', async () => {
    for (const value of [new Date(0), 'a\u0000b', { a: 1 }, Symbol('a')]) {
      await expect(insert(value)).rejects.toMatchObject({ code: 'storage/bad-value' });
    }
    expect(await values()).toEqual([]);
  });

  it('waits for a foreign lock without blocking the process', async () => {
    stranger.exec('begin immediate');
    let ticks = 0;
    const clock = setInterval(() => (ticks += 1), 10);
    setTimeout(() => stranger.exec('commit'), 200);
    await insert(1);
    await queries.transaction().execute((trx) => trx.updateTable('things').set({ value: 2 }).execute());
    clearInterval(clock);
    expect(await values()).toEqual([2]);
    expect(ticks).toBeGreaterThan(5);
  });

  it('gives up after its patience, counted from the asking, with a code', async () => {
    stranger.exec('begin immediate');
    const began = performance.now();
    const results = await Promise.allSettled([
      insert(1),
      queries.transaction().execute((trx) => trx.deleteFrom('things').execute()),
      queries.insertInto('things').values({ id: 2, value: 1 }).returning('id').execute(),
    ]);
    expect(performance.now() - began).toBeLessThan(1_000);
    for (const result of results) expect(result).toMatchObject({ reason: { code: 'storage/busy' } });
    stranger.exec('commit');
    await insert(1);
  });

  it('reads while another program writes', async () => {
    await insert(1);
    stranger.exec('begin immediate; update things set value = 2');
    expect(await values()).toEqual([1]);
    stranger.exec('commit');
    expect(await values()).toEqual([2]);
  });

  it('keeps nothing of a transaction that ran out of disk, and goes on when there is room', async () => {
    await sql`pragma max_page_count = 4`.execute(queries);
    const filling = queries.transaction().execute(async (trx) => {
      for (let id = 1; id < 50; id += 1) {
        await trx
          .insertInto('things')
          .values({ id, value: 'x'.repeat(1_000) })
          .execute();
      }
    });
    await expect(filling).rejects.toMatchObject({ code: 'storage/full' });
    expect(await values()).toEqual([]);
    await sql`pragma max_page_count = 1000`.execute(queries);
    await insert('room again');
    expect(await values()).toEqual(['room again']);
  });

  it('streams all rows though memory is collected meanwhile', async () => {
    setFlagsFromString('--expose-gc');
    const collectGarbage = runInNewContext('gc') as () => void;
    const all = Array.from({ length: 50 }, (_, n) => ({ id: n, value: n }));
    await queries.insertInto('things').values(all).execute();
    const seen: unknown[] = [];
    for await (const { value } of queries.selectFrom('things').select('value').stream()) {
      seen.push(value);
      collectGarbage();
      await setImmediate();
    }
    expect(seen).toEqual(all.map(({ value }) => value));
  });
});
