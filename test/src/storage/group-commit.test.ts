import { DatabaseSync, type DatabaseSyncInstance } from '@photostructure/sqlite';
import { Kysely, type Transaction } from 'kysely';
import { beforeEach, describe, expect, it } from 'vitest';
import { ServiceError } from '../../../src/errors.ts';
import { GroupCommit } from '../../../src/storage/group-commit.ts';
import type { Schema } from '../../../src/storage/schema.ts';
import { sqliteDialect } from '../../../src/storage/sqlite-dialect.ts';

let file: DatabaseSyncInstance;
let committed: number;
let queries: Kysely<Schema>;
let commits: GroupCommit;

beforeEach(() => {
  file = new DatabaseSync(':memory:');
  file.exec('create table settings (name text primary key, value text, updated_at text)');
  committed = 0;
  queries = new Kysely<Schema>({
    dialect: sqliteDialect(file, 200),
    log: ({ query }) => {
      if (query.sql === 'commit') committed += 1;
    },
  });
  commits = new GroupCommit(queries, 10);
});

const put = (name: string) => (transaction: Transaction<Schema>) =>
  transaction.insertInto('settings').values({ name, value: '1', updated_at: '' }).execute();
const names = async () =>
  (await queries.selectFrom('settings').select('name').execute()).map(({ name }) => name);

describe('group commit', () => {
  it('gives each caller its own result, in the order of asking', async () => {
    const order: number[] = [];
    const results = await Promise.all(
      Array.from({ length: 35 }, (_, n) =>
        commits.run(async (transaction) => {
          await put(`n${n}`)(transaction);
          order.push(n);
          return n;
        }),
      ),
    );
    const expected = Array.from({ length: 35 }, (_, n) => n);
    expect(results).toEqual(expected);
    expect(order).toEqual(expected);
    expect(await names()).toHaveLength(35);
  });

  it('shares transactions between those who ask at the same time', async () => {
    await Promise.all(Array.from({ length: 30 }, (_, n) => commits.run(put(`n${n}`))));
    expect(committed).toBe(3);
    expect(await names()).toHaveLength(30);
  });

  it('lets one failing job fail alone', async () => {
    const results = await Promise.allSettled([
      commits.run(put('a')),
      commits.run(put('a')),
      commits.run(async (transaction) => {
        await put('half')(transaction);
        throw new Error('refused');
      }),
      commits.run(put('b')),
    ]);
    expect(results.map(({ status }) => status)).toEqual(['fulfilled', 'rejected', 'rejected', 'fulfilled']);
    expect(await names()).toEqual(['a', 'b']);
  });

  it('fails all at once, not one after the other, when the database itself fails', async () => {
    let ran = 0;
    const counted = () => commits.run(async () => (ran += 1));
    const full = commits.run(async () => {
      throw new ServiceError('storage/full', 'The disk is full.');
    });
    const results = await Promise.allSettled([full, counted(), counted()]);
    for (const result of results) expect(result).toMatchObject({ reason: { code: 'storage/full' } });
    expect(ran).toBe(0);
  });

  it('lets other work run between commits', async () => {
    let ticks = 0;
    const clock = setInterval(() => (ticks += 1), 1);
    const began = performance.now();
    for (let n = 0; performance.now() - began < 100; n += 1) await commits.run(put(`n${n}`));
    clearInterval(clock);
    expect(ticks).toBeGreaterThan(10);
  });

  it('is settled when all that was asked for has ended', async () => {
    const ended: string[] = [];
    for (const name of ['a', 'b', 'c']) void commits.run(put(name)).then(() => ended.push(name));
    await commits.settled();
    await Promise.resolve();
    expect(ended).toEqual(['a', 'b', 'c']);
  });
});
