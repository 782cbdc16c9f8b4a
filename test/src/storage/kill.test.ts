import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { sql } from 'kysely';
import { afterEach, beforeEach, expect, it } from 'vitest';
import { openDatabase } from '../../../src/storage/database.ts';
import { silentLog } from '../../fakes/silent-log.ts';

const KILLS = 15;
const AT_ONCE = 3;
const program = fileURLToPath(new URL('./acknowledge.ts', import.meta.url));

let base: string;

beforeEach(async () => {
  base = await mkdtemp(join(tmpdir(), 'assistant-test-'));
});

afterEach(() => rm(base, { recursive: true, force: true }));

/** One life of the program, ended by SIGKILL at a random instant of its work; what it had acknowledged. */
async function lifeOf(dataDir: string, name: string): Promise<string[]> {
  const child = spawn(process.execPath, ['--import', 'tsx', program, dataDir, name], {
    stdio: ['ignore', 'pipe', 'inherit'],
  });
  let printed = '';
  child.stdout.on('data', (chunk) => (printed += String(chunk)));
  await once(child.stdout, 'data');
  await new Promise((resolve) => setTimeout(resolve, Math.random() * 150));
  child.kill('SIGKILL');
  await once(child, 'close');
  return printed.split('\n').slice(0, -1);
}

async function livesIn(dataDir: string, count: number): Promise<number> {
  const acknowledged: string[] = [];
  for (let life = 0; life < count; life += 1) {
    acknowledged.push(...(await lifeOf(dataDir, `life${life}`)));
    await check(dataDir, acknowledged);
  }
  return acknowledged.length;
}

async function check(dataDir: string, acknowledged: readonly string[]): Promise<void> {
  const database = await openDatabase({ dataDir, log: silentLog });
  const { queries } = database;
  const intact = await sql<{ integrity_check: string }>`pragma integrity_check`.execute(queries);
  expect(intact.rows).toEqual([{ integrity_check: 'ok' }]);
  const settings = await queries.selectFrom('settings').select('name').execute();
  const notices = await queries.selectFrom('outbox').select('id').execute();
  const histories = await queries
    .selectFrom('activities')
    .select((eb) => ['conversation_id', eb.fn.countAll<number>().as('count')])
    .groupBy('conversation_id')
    .execute();
  await database.close();
  const names = new Set(settings.map(({ name }) => name));
  expect(acknowledged.filter((id) => !names.has(id))).toEqual([]);
  expect(new Set(notices.map(({ id }) => id))).toEqual(names); // both halves of a step or none
  expect(histories.filter(({ count }) => count !== 2)).toEqual([]);
  const kept = new Set(histories.map(({ conversation_id }) => conversation_id));
  expect(acknowledged.filter((id) => !kept.has(id))).toEqual([]);
}

it(`loses nothing acknowledged when killed ${KILLS} times at random instants`, async () => {
  const lanes = Array.from({ length: AT_ONCE }, (_, n) => livesIn(join(base, `${n}`), KILLS / AT_ONCE));
  const acknowledged = await Promise.all(lanes);
  expect(acknowledged.reduce((sum, count) => sum + count, 0)).toBeGreaterThan(KILLS * 20);
}, 120_000);
