import { fork } from 'node:child_process';
import { once } from 'node:events';
import { chmod, mkdir, mkdtemp, rm, stat, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { sql } from 'kysely';
import { Client } from 'pg';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { openDatabase } from '../../../src/storage/database.ts';
import { migrate } from '../../../src/storage/migrate.ts';
import { migrations } from '../../../src/storage/migrations/index.ts';
import { onBothDatabases } from '../../contracts/databases.ts';
import { silentLog } from '../../fakes/silent-log.ts';
import { createPostgresDatabase } from '../../postgres.ts';

let dataDir: string;

beforeEach(async () => {
  dataDir = join(await mkdtemp(join(tmpdir(), 'assistant-test-')), 'data');
});

afterEach(() => rm(join(dataDir, '..'), { recursive: true, force: true }));

const open = (url?: string) => openDatabase({ dataDir, url, log: silentLog });
const mode = async (path: string) => ((await stat(path)).mode & 0o777).toString(8);

describe('SQLite in DATA_DIR', () => {
  it('is readable by its owner only', async () => {
    const database = await open();
    expect(await mode(dataDir)).toBe('700');
    for (const name of ['assistant.sqlite', 'assistant.sqlite-wal']) {
      expect(await mode(join(dataDir, name))).toBe('600');
    }
    await database.close();
  });

  it('makes every commit durable and leaves no deleted text in the file', async () => {
    const database = await open();
    const read = async (pragma: string) =>
      Object.values((await sql.raw<object>(`pragma ${pragma}`).execute(database.queries)).rows[0] ?? {})[0];
    expect(await read('journal_mode')).toBe('wal');
    expect(await read('synchronous')).toBe(2);
    expect(await read('foreign_keys')).toBe(1);
    expect(await read('secure_delete')).toBe(1);
    expect(await read('trusted_schema')).toBe(0);
    await database.close();
  });

  it('says what is wrong with a place or a file that cannot be used', async () => {
    await mkdir(dataDir);
    await writeFile(
      join(dataDir, 'assistant.sqlite'),
      'not a database, but long enough to look like one'.repeat(40),
    );
    await expect(open()).rejects.toMatchObject({ code: 'storage/cannot-open' });
    await rm(join(dataDir, 'assistant.sqlite'));
    await mkdir(join(dataDir, 'assistant.sqlite'));
    await expect(open()).rejects.toMatchObject({ code: 'storage/cannot-open' });
    await chmod(dataDir, 0o700);
  });

  it('is set up once when several programs start at the same moment', async () => {
    const children = Array.from({ length: 3 }, () =>
      fork(new URL('./open-once.ts', import.meta.url), [dataDir], { execArgv: ['--import', 'tsx'] }),
    );
    const codes = await Promise.all(
      children.map(async (child) => ((await once(child, 'exit')) as [number])[0]),
    );
    expect(codes).toEqual([0, 0, 0]);
  });
});

describe('PostgreSQL', () => {
  it('refuses an address that is not one, and names a server that does not answer', async () => {
    await expect(open('mysql://127.0.0.1/x')).rejects.toMatchObject({ code: 'storage/bad-url' });
    await expect(open('postgres://a:b@127.0.0.1:1/x')).rejects.toMatchObject({ code: 'storage/unreachable' });
  });

  it('is set up once when several programs start at the same moment', async () => {
    const url = await createPostgresDatabase();
    const databases = await Promise.all([open(url), open(url), open(url), open(url)]);
    const applied = await databases[0].queries.selectFrom('migrations').select('name').execute();
    expect(applied).toHaveLength(migrations.length);
    for (const database of databases) await database.close();
  });

  it('refuses a server that would lose acknowledged data', async () => {
    const url = await createPostgresDatabase();
    const name = new URL(url).pathname.slice(1);
    const client = new Client({ connectionString: url });
    await client.connect();
    await client.query(`alter database ${name} set synchronous_commit = off`);
    await client.end();
    await expect(open(url)).rejects.toMatchObject({ code: 'storage/not-durable' });
  });

  it('goes on after the server has dropped its connections', async () => {
    const url = await createPostgresDatabase();
    const database = await open(url);
    const client = new Client({ connectionString: url });
    await client.connect();
    await client.query(
      'select pg_terminate_backend(pid) from pg_stat_activity where pid <> pg_backend_pid() and datname = current_database()',
    );
    await client.end();
    await expect
      .poll(() =>
        database.queries
          .selectFrom('settings')
          .selectAll()
          .execute()
          .catch(() => undefined),
      )
      .toEqual([]);
    await database.close();
  });
});

onBothDatabases('the schema', (databases) => {
  it('refuses a database that a newer version has used', async () => {
    const database = await databases.create();
    await database.queries
      .insertInto('migrations')
      .values({ number: migrations.length + 1, name: '999-from-the-future', applied_at: '' })
      .execute();
    await expect(databases.openAgain()).rejects.toMatchObject({
      code: 'storage/newer-database',
      message: expect.stringContaining('999-from-the-future') as string,
    });
  });

  it('keeps either the old or the new schema when a step is cut off', async () => {
    const { queries, dialect } = await databases.create();
    const broken = {
      name: '900-broken',
      up: async (db: typeof queries) => {
        await db.schema.createTable('half_done').addColumn('a', 'text').execute();
        throw new Error('killed');
      },
    };
    const steps = [...migrations, broken as unknown as (typeof migrations)[number]];
    await expect(migrate(queries, dialect, steps)).rejects.toThrow('killed');
    await expect(sql`select * from half_done`.execute(queries)).rejects.toThrow();
    const repaired = { ...broken, up: async () => undefined };
    expect(await migrate(queries, dialect, [...migrations, repaired])).toEqual(['900-broken']);
    expect(await migrate(queries, dialect, [...migrations, repaired])).toEqual([]);
  });

  it('gives numbers back as numbers, and compares text byte by byte', async () => {
    const { queries } = await databases.create();
    const put = (name: string) =>
      queries.insertInto('settings').values({ name, value: '', updated_at: '' }).execute();
    for (const name of ['b', 'Á', 'a', 'B', '_', 'đ']) await put(name);
    const rows = await queries.selectFrom('settings').select('name').orderBy('name').execute();
    expect(rows.map(({ name }) => name)).toEqual(['B', '_', 'a', 'b', 'Á', 'đ']);
    const { count } = await queries
      .selectFrom('settings')
      .select((eb) => eb.fn.countAll().as('count'))
      .executeTakeFirstOrThrow();
    expect(count).toBe(6);
  });
});
