import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { sql } from 'kysely';
import { afterAll, beforeAll, expect, it } from 'vitest';
import { openDatabase, type Database } from '../../../src/storage/database.ts';
import { PlanStore } from '../../../src/storage/plan-store.ts';
import { startServer, type ServerProcess } from '../../bench/server-process.ts';
import { silentLog } from '../../fakes/silent-log.ts';
import { createPostgresDatabase } from '../../postgres.ts';
import { keptReadings } from '../../kept-readings.ts';

const secret = 'two-programs';
let dataDir: string;
let database: Database;
let servers: readonly ServerProcess[];

beforeAll(async () => {
  dataDir = await mkdtemp(join(tmpdir(), 'two-programs-'));
  const url = await createPostgresDatabase();
  // Brings the schema up once, as an installation does; the search tables are left to the servers.
  database = await openDatabase({ dataDir, url, log: silentLog });
  const settings = {
    DATA_DIR: dataDir,
    CACHE_DIR: keptReadings,
    DATABASE_URL: url,
    SEARCH: 'postgres',
    DIRECT_LINE_SECRET: secret,
  };
  servers = await Promise.all([startServer('src/main.ts', settings), startServer('src/main.ts', settings)]);
}, 180_000);
afterAll(async () => {
  for (const server of servers ?? []) await server.stop();
  await database?.close();
  await rm(dataDir, { recursive: true, force: true });
});

/** The bot's reply to one message in a new conversation. */
async function ask({ url }: ServerProcess, text: string): Promise<string> {
  const headers = { authorization: `Bearer ${secret}`, 'content-type': 'application/json' };
  const opened = await fetch(`${url}/v3/directline/conversations`, { method: 'POST', headers, body: '{}' });
  const { conversationId } = (await opened.json()) as { conversationId: string };
  const activities = `${url}/v3/directline/conversations/${conversationId}/activities`;
  await fetch(activities, {
    method: 'POST',
    headers,
    body: JSON.stringify({ type: 'message', text, from: { id: 'person' } }),
  });
  const replies = async () => {
    const heard = (await (await fetch(activities, { headers })).json()) as {
      activities: { type: string; text?: string; from: { id: string } }[];
    };
    return heard.activities
      .filter(({ type, from }) => type === 'message' && from.id !== 'person')
      .map((activity) => activity.text ?? '');
  };
  // The greeting comes first.
  await expect.poll(async () => (await replies()).length, { timeout: 30_000 }).toBeGreaterThan(1);
  return (await replies()).slice(1).join('\n');
}

const plan = `ỦY BAN NHÂN DÂN
XÃ TÂN PHONG
Số: 12/KH-UBND
Tân Phong, ngày 12 tháng 01 năm 2026

KẾ HOẠCH
Chuyển đổi số năm 2026 của xã Tân Phong

I. NHIỆM VỤ
1. Phòng Văn hóa - Xã hội chủ trì, phối hợp với Văn phòng HĐND và UBND vận hành trang thông tin điện tử của xã; hoàn thành trước ngày 15/6/2026.
2. Phòng Kinh tế chủ trì tổ chức tập huấn chữ ký số cho cán bộ; hoàn thành trước ngày 30/9/2026.
`;
const question = 'Ai chủ trì vận hành trang thông tin điện tử của UBND xã Tân Phong?';

it('fills the index once when two servers start at once', async () => {
  const { rows } = await sql<{ generation: number; plans: number }>`
    select generation, (select count(*) from plan_search.plans) as plans from plan_search.state`.execute(
    database.queries,
  );
  expect(rows).toEqual([{ generation: 1, plans: 5 }]);
  for (const server of servers)
    expect(await ask(server, 'Ai chủ trì tiếp công dân của Sở KHCN Quảng Trị?')).toContain('Quảng Trị');
}, 60_000);

it('answers in both servers from a plan that was published while they run, and in neither once it is retired', async () => {
  for (const server of servers) expect(await ask(server, question)).not.toContain('Phòng Văn hóa');
  const store = new PlanStore(database);
  const deed = { by: 'test', now: new Date('2026-11-21T02:00:00Z') };
  await store.add(
    { planId: 'tan-phong', format: 'text', fileName: 'ke-hoach.txt', sha256: 'a'.repeat(64), source: plan },
    deed,
  );
  await store.publish('tan-phong', deed);
  for (const server of servers)
    await expect
      .poll(() => ask(server, question), { timeout: 30_000, interval: 500 })
      .toContain('Phòng Văn hóa');
  await store.retire('tan-phong', deed);
  for (const server of servers)
    await expect
      .poll(() => ask(server, question), { timeout: 30_000, interval: 500 })
      .not.toContain('Phòng Văn hóa');
}, 120_000);
