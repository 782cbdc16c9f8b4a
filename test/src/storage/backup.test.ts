import { execFile } from 'node:child_process';
import { randomBytes } from 'node:crypto';
import { mkdir, mkdtemp, readdir, readFile, rm, stat, truncate, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { setTimeout } from 'node:timers/promises';
import { fileURLToPath } from 'node:url';
import { promisify } from 'node:util';
import { gunzipSync, gzipSync } from 'node:zlib';
import { sql } from 'kysely';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { AuditLog } from '../../../src/storage/audit-log.ts';
import { backupTo } from '../../../src/storage/backup.ts';
import { findTables } from '../../../src/storage/backup-tables.ts';
import { BotStateStorage } from '../../../src/storage/bot-state-storage.ts';
import { ConversationStore } from '../../../src/storage/conversation-store.ts';
import { connect, openDatabase, type Database, type DatabaseOptions } from '../../../src/storage/database.ts';
import { migrate } from '../../../src/storage/migrate.ts';
import { migrations } from '../../../src/storage/migrations/index.ts';
import { OutboxStore } from '../../../src/storage/outbox-store.ts';
import { checkBackup, restoreFrom } from '../../../src/storage/restore.ts';
import { UploadStore } from '../../../src/storage/upload-store.ts';
import { FixedClock } from '../../fakes/fixed-clock.ts';
import { silentLog } from '../../fakes/silent-log.ts';
import { createPostgresDatabase } from '../../postgres.ts';

const clock = new FixedClock();
let base: string;
let file: string;
const opened: Database[] = [];

beforeEach(async () => {
  base = await mkdtemp(join(tmpdir(), 'assistant-test-'));
  file = join(base, 'backup.gz');
});

afterEach(async () => {
  for (const database of opened.splice(0)) await database.close();
  await rm(base, { recursive: true, force: true });
});

async function place(dialect: Database['dialect'], name: string): Promise<DatabaseOptions> {
  const url = dialect === 'postgres' ? await createPostgresDatabase() : undefined;
  return { dataDir: join(base, name), url, log: silentLog };
}

async function open(options: DatabaseOptions): Promise<Database> {
  const database = await openDatabase(options);
  opened.push(database);
  return database;
}

/** Some of everything, with what is hard to carry: NUL in JSON, line ends, bytes, numbers given and gone. */
async function fill(database: Database, { dataDir }: DatabaseOptions, people = 40): Promise<void> {
  const [conversations, uploads] = [new ConversationStore(database), new UploadStore(database)];
  const [state, outbox] = [new BotStateStorage(database, clock.now), new OutboxStore(database)];
  await mkdir(join(dataDir, 'uploads'), { recursive: true });
  for (let n = 0; n < people; n += 1) {
    const id = `c${n}`;
    await conversations.create({ id, channel: 'directline', userId: `dl_${n}` }, clock.now());
    await conversations.append(id, [{ id: 'a', text: 'Đường hỏng\n\u0000"nặng"\u2028' }], clock.now());
    await state.write({ [`directline/users/${n}`]: { name: `Nguyễn Thị ${n}` } });
    const recipient = { channel: 'zalo', userId: `u${n}`, conversationId: id };
    await outbox.enqueue([{ id: `n${n}`, recipient, message: { text: 'Đã tiếp nhận' } }], clock.now());
    const [storedAs, createdAt] = [`file${n}`, clock.now()];
    await writeFile(join(dataDir, 'uploads', storedAs), randomBytes(n * 3_000));
    const described = { name: 'ảnh.jpg', contentType: 'image/jpeg', size: n * 3_000, sha256: '' };
    await uploads.add({ id: storedAs, conversationId: id, storedAs, createdAt, ...described });
  }
  await new AuditLog(database).append({ actor: 'a', action: 'b', subject: 'c' }, clock.now());
  await outbox.forgetPerson('zalo', `u${people - 1}`);
}

async function everything({ queries, dialect }: Database): Promise<Record<string, unknown[]>> {
  const tables = await findTables(queries, dialect);
  const all = tables.map(async ({ name }) => {
    const { rows } = await sql<object>`select * from ${sql.table(name)}`.execute(queries);
    return [name, rows.map((row) => JSON.stringify(row)).sort()] as const;
  });
  return Object.fromEntries(await Promise.all(all));
}

async function filesIn(dataDir: string): Promise<Record<string, string>> {
  const names = await readdir(join(dataDir, 'uploads'));
  const contents = names.map(async (name) => [name, await readFile(join(dataDir, 'uploads', name), 'hex')]);
  return Object.fromEntries(await Promise.all(contents)) as Record<string, string>;
}

const directions = [
  ['sqlite', 'sqlite'],
  ['postgres', 'postgres'],
  ['sqlite', 'postgres'],
  ['postgres', 'sqlite'],
] as const;

describe('a backup', () => {
  it.each(directions)('from %s gives back every row and file in an empty %s', async (from, to) => {
    const [source, target] = [await place(from, 'source'), await place(to, 'target')];
    const database = await open(source);
    await fill(database, source);
    const totals = await backupTo(file, source, clock.now());
    expect(totals).toMatchObject({
      files: 40,
      rows: { conversations: 40, uploads: 40, outbox: 39, audit: 1 },
    });
    expect((await stat(file)).mode & 0o777).toBe(0o600);
    expect(await restoreFrom(file, target)).toEqual(totals);
    const restored = await open(target);
    expect(await everything(restored)).toEqual(await everything(database));
    expect(await filesIn(target.dataDir)).toEqual(await filesIn(source.dataDir));
    // Numbers that were given are not given again, though the row that had the last one is gone.
    const recipient = { channel: 'zalo', userId: 'new', conversationId: 'new' };
    for (const each of [database, restored]) {
      await new OutboxStore(each).enqueue([{ id: 'after', recipient, message: { text: '' } }], clock.now());
    }
    // What is said is sealed anew each time it is written; the rest is the same to the letter.
    const last = async ({ queries }: Database) =>
      queries.selectFrom('outbox').select(['sequence', 'id']).where('id', '=', 'after').execute();
    expect(await last(restored)).toEqual(await last(database));
    expect(await new AuditLog(restored).firstBroken()).toBeUndefined();
  });

  it.each(['sqlite', 'postgres'] as const)('of %s under load is of one moment', async (dialect) => {
    const source = await place(dialect, 'source');
    const database = await open(source);
    await fill(database, source, 5);
    const stopping = new AbortController();
    let written = 0;
    const writer = async (name: number) => {
      const conversations = new ConversationStore(database);
      for (let n = 0; !stopping.signal.aborted; n += 1) {
        const id = `w${name}-${n}`;
        await database.commits.run(async (transaction) => {
          const times = { created_at: '', last_seen_at: '', paused_until: null, next_sequence: 1 };
          const row = { id, channel: 'x', user_id: null, locale: null, ...times };
          await transaction.insertInto('conversations').values(row).execute();
          await transaction.insertInto('settings').values({ name: id, value: '1', updated_at: '' }).execute();
        });
        await conversations.append(id, [{ id: 'a' }], clock.now());
        written += 1;
        await setTimeout(2);
      }
    };
    const writers = Array.from({ length: 10 }, (_, n) => writer(n));
    try {
      await expect.poll(() => written, { timeout: 10_000 }).toBeGreaterThan(100);
      for (let n = 0; n < 2; n += 1) await backupTo(`${file}${n}`, source, clock.now());
    } finally {
      stopping.abort();
      await Promise.all(writers);
    }
    for (let n = 0; n < 2; n += 1) {
      const target = await place(dialect, `target${n}`);
      await restoreFrom(`${file}${n}`, target);
      const { queries } = await open(target);
      const settings = await queries.selectFrom('settings').select('name as id').execute();
      const pairs = await queries
        .selectFrom('conversations')
        .select('id')
        .where('channel', '=', 'x')
        .execute();
      expect(settings.length).toBeGreaterThan(100);
      expect(new Set(settings.map(({ id }) => id))).toEqual(new Set(pairs.map(({ id }) => id)));
    }
  });

  it('is refused when it is cut off, altered or something else, and nothing is left behind', async () => {
    const source = await place('sqlite', 'source');
    await fill(await open(source), source, 10);
    await backupTo(file, source, clock.now());
    const whole = gunzipSync(await readFile(file)).toString();
    const lines = whole.trimEnd().split('\n');
    const damaged: Record<string, Buffer> = {
      'a row altered': gzipSync(whole.replace('directline/users/3', 'directline/users/4')),
      'a row missing': gzipSync(
        lines.filter((line) => !line.includes('directline/users/3')).join('\n') + '\n',
      ),
      'no end': gzipSync(lines.slice(0, -1).join('\n') + '\n'),
      'another program': gzipSync('{"some":"thing"}\n'),
      empty: gzipSync(''),
      'not gzip': Buffer.from('PK\u0003\u0004 not a backup'),
    };
    for (const [name, content] of Object.entries(damaged)) {
      await writeFile(join(base, name), content);
      await expect(checkBackup(join(base, name)), name).rejects.toMatchObject({ code: 'backup/damaged' });
    }
    await truncate(file, (await stat(file)).size - 20);
    const target = await place('sqlite', 'target');
    await expect(restoreFrom(file, target)).rejects.toMatchObject({ code: 'backup/damaged' });
    await expect(readdir(target.dataDir)).rejects.toThrow('ENOENT');
  });

  it('never leaves the folders it belongs to', async () => {
    const source = await place('sqlite', 'source');
    await fill(await open(source), source, 2);
    const { writeBackup, readBackup } = await import('../../../src/storage/backup-format.ts');
    await backupTo(file, source, clock.now());
    for (const evil of ['uploads/../../evil', '../evil', 'keys/evil', '/etc/evil', 'uploads/.hidden']) {
      const copy = join(base, `evil-${Math.random()}`);
      await writeBackup(
        copy,
        (async function* () {
          for await (const line of readBackup(file)) {
            yield typeof line === 'object' && 'file' in line ? { ...line, file: evil } : line;
          }
        })(),
      );
      const target = await place('sqlite', `target-${Math.random()}`);
      await expect(restoreFrom(copy, target), evil).rejects.toMatchObject({ code: 'backup/damaged' });
      const database = await open(target);
      expect(await database.queries.selectFrom('conversations').selectAll().execute()).toEqual([]);
      expect(await readdir(target.dataDir)).not.toContain('uploads.restoring');
    }
  });

  it('overwrites nothing: neither a file, nor a database, nor a folder in use', async () => {
    const source = await place('sqlite', 'source');
    const database = await open(source);
    await fill(database, source, 2);
    await backupTo(file, source, clock.now());
    await expect(backupTo(file, source, clock.now())).rejects.toMatchObject({ code: 'backup/exists' });
    await expect(restoreFrom(file, source)).rejects.toMatchObject({ code: 'backup/not-empty' });
    await rm(join(source.dataDir, 'uploads'), { recursive: true });
    await expect(restoreFrom(file, source)).rejects.toMatchObject({ code: 'backup/not-empty' });
    expect(await database.queries.selectFrom('conversations').select('id').execute()).toHaveLength(2);
    await expect(backupTo(join(base, 'b'), await place('sqlite', 'none'), clock.now())).rejects.toMatchObject(
      {
        code: 'backup/nothing',
      },
    );
  });

  it('of an older schema is brought up to date', async () => {
    const [source, target] = [await place('sqlite', 'source'), await place('sqlite', 'target')];
    const old = await connect(source);
    await migrate(old.queries, old.dialect, migrations.slice(0, 1));
    await old.queries.insertInto('settings').values({ name: 'kept', value: '1', updated_at: '' }).execute();
    await backupTo(file, source, clock.now());
    await old.queries.destroy();
    expect((await checkBackup(file)).steps).toEqual(['001-foundation']);
    await restoreFrom(file, target);
    const { queries } = await open(target);
    const steps = await queries.selectFrom('migrations').select('name').orderBy('number').execute();
    expect(steps).toEqual(migrations.map(({ name }) => ({ name })));
    expect(await queries.selectFrom('settings').select('name').execute()).toEqual([{ name: 'kept' }]);
  });

  it('of a newer schema is refused', async () => {
    const source = await place('sqlite', 'source');
    const { queries } = await open(source);
    const future = { number: migrations.length + 1, name: '999-from-the-future', applied_at: '' };
    await queries.insertInto('migrations').values(future).execute();
    await backupTo(file, source, clock.now());
    await expect(restoreFrom(file, await place('sqlite', 'target'))).rejects.toMatchObject({
      code: 'storage/newer-database',
    });
  });
});

const run = (command: string, words: string[], env: Record<string, string>) =>
  promisify(execFile)(
    process.execPath,
    [
      '--import',
      'tsx',
      fileURLToPath(new URL(`../../../src/commands/${command}.ts`, import.meta.url)),
      ...words,
    ],
    { env: { PATH: process.env['PATH'] ?? '', LOG_LEVEL: 'silent', ...env } },
  ).then(
    ({ stdout }) => ({ code: 0, said: stdout }),
    (error: { code: number; stderr: string }) => ({ code: error.code, said: error.stderr }),
  );

describe('the commands', () => {
  it('back up, check and restore, and say in one line what is wrong', async () => {
    const source = await place('sqlite', 'source');
    const database = await open(source);
    await fill(database, source, 3);
    const [here, there] = [{ DATA_DIR: source.dataDir }, { DATA_DIR: join(base, 'there') }];
    expect(await run('backup', [file], here)).toMatchObject({ code: 0 });
    expect(await run('restore', [file], there)).toMatchObject({ code: 0 });
    expect(await everything(await open({ dataDir: there.DATA_DIR, log: silentLog }))).toEqual(
      await everything(database),
    );
    expect(await run('restore', [file], there)).toMatchObject({
      code: 2,
      said: expect.stringMatching(/^.*trống.*\n$/) as string,
    });
    await truncate(file, 100);
    expect(await run('restore', [file, '--check'], there)).toMatchObject({ code: 1 });
  }, 90_000);
});
