import { execFile } from 'node:child_process';
import { existsSync, readFileSync, readdirSync } from 'node:fs';
import { mkdtemp, rm } from 'node:fs/promises';
import { createServer } from 'node:http';
import type { AddressInfo } from 'node:net';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { promisify } from 'node:util';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { readConfig } from '../../../src/config.ts';
import { createService, type Service } from '../../../src/service.ts';
import { BotStateStorage } from '../../../src/storage/bot-state-storage.ts';
import { ConversationStore } from '../../../src/storage/conversation-store.ts';
import { silentLog } from '../../fakes/silent-log.ts';
import { keptReadings } from '../../kept-readings.ts';

const run = promisify(execFile);
const account = { channel: 'zalo', userId: '7000000000000000001', conversationId: 'zalo-talk' };
const clerk = { id: 'c', name: 'Bà Hoa', roles: ['clerk', 'leader'], units: [] } as const;
const slow = { timeout: 240_000 };
let dataDir: string;
let codes: Record<'open' | 'ended' | 'petition', string>;

beforeAll(async () => {
  dataDir = await mkdtemp(join(tmpdir(), 'person-'));
  const service = await open();
  codes = {
    open: await send(service, 'proposal', 'Chuyện còn dở'),
    ended: await send(service, 'incident', 'Chuyện đã xong'),
    petition: await send(service, 'complaint', 'Chuyện có đơn'),
  };
  const { desk } = service.cases;
  const now = new Date();
  await desk.move(codes.ended, { type: 'assigned', unit: 'A' }, clerk, { now });
  await desk.move(codes.ended, { type: 'answered', text: 'Xong', attachments: [] }, clerk, { now });
  await desk.move(codes.petition, { type: 'lodged', on: '2026-01-05' }, clerk, { now });
  await desk.move(codes.petition, { type: 'refused', reason: 'hết thời hiệu' }, clerk, { now });
  const talks = new ConversationStore(service.database);
  await talks.create({ id: 'zalo-talk', channel: 'zalo', userId: account.userId }, now);
  await talks.append('zalo-talk', [{ id: 'a', text: 'Chuyện riêng' }], now);
  await service.botState.write({
    'zalo/conversations/zalo-talk/': { ask: 'Chuyện riêng' },
    'zalo/offers/zalo-talk': { choices: [] },
    'zalo/conversations/another/': { ask: 'của người khác' },
  });
  const [kept] = (await service.uploads.keep('zalo-talk', [{ name: 'a.png', body: picture }])) ?? [];
  expect(kept).toBeDefined();
  await service.close();
}, 120_000);
afterAll(() => rm(dataDir, { recursive: true, force: true }));

const picture = Buffer.from(
  'iVBORw0KGgoAAAANSUhEUgAAAAEAAAABCAYAAAAfFcSJAAAADUlEQVR42mNk+M9QDwADhgGAWjR9awAAAABJRU5ErkJggg==',
  'base64',
);

async function open(): Promise<Service> {
  const { config } = readConfig({ DATA_DIR: dataDir });
  if (!config) throw new Error('the settings are wrong');
  return createService(config, silentLog);
}

async function send(service: Service, kind: 'proposal' | 'incident' | 'complaint', content: string) {
  const contact = { name: 'Lê Thị Lan', phone: '0912345678' };
  const files = [{ name: 'ảnh.txt', mediaType: 'text/plain', bytes: Buffer.from(content) }];
  const about = { kind, office: 'ubnd-phuong-ngoc-ha', channel: 'zalo', account, files };
  const { code } = await service.reception.receive(
    { ...about, submission: { content, contact } },
    new Date(),
  );
  return code;
}

interface Ran {
  readonly code: number;
  readonly out: string;
  readonly err: string;
}

async function command(
  file: string,
  args: readonly string[],
  env: Record<string, string> = {},
): Promise<Ran> {
  const options = {
    env: { ...process.env, DATA_DIR: dataDir, CACHE_DIR: keptReadings, PORT: '4259', ...env },
  };
  try {
    const { stdout } = await run('node', ['--import', 'tsx', `src/commands/${file}.ts`, ...args], options);
    return { code: 0, out: stdout, err: '' };
  } catch (error) {
    const { code, stdout, stderr } = error as { code: number; stdout: string; stderr: string };
    return { code, out: stdout, err: stderr };
  }
}

describe('npm run person', () => {
  it('refuses what it does not understand, and erases only when that is confirmed', slow, async () => {
    expect((await command('person', [])).code).toBe(2);
    expect((await command('person', ['erase', '0912345678'])).err).toContain('--yes');
    expect(await command('person', ['export', 'PAKN.20200101.0001'])).toMatchObject({ code: 1, out: '' });
    expect((await command('person', ['export', 'x'], { DATA_DIR: join(dataDir, 'none') })).code).toBe(2);
  });

  it('exports one person by case, by telephone and by account, with the files', slow, async () => {
    for (const who of [codes.open, '0912 345 678', `zalo:${account.userId}`]) {
      const { code, out } = await command('person', ['export', who]);
      expect(code).toBe(0);
      const { cases } = JSON.parse(out) as { cases: { code: string; submission: { content: string } }[] };
      expect(cases.map((one) => one.code).toSorted()).toEqual(Object.values(codes).toSorted());
      expect(out).toContain('Chuyện còn dở');
    }
    const folder = join(dataDir, 'xuat');
    await command('person', ['export', codes.open, folder]);
    const files = readdirSync(folder).toSorted();
    expect(files).toHaveLength(4);
    expect(files.map((file) => readFileSync(join(folder, file), 'utf8')).join()).toContain('Chuyện đã xong');
    await rm(folder, { recursive: true });
  });

  it('rotates the keys while the service stands, and everything is still read', slow, async () => {
    const server = createServer((_, response) => response.end('ok'));
    await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
    const running = { PORT: String((server.address() as AddressInfo).port) };
    expect(await command('rotate-keys', [], running)).toMatchObject({ code: 2 });
    server.close();
    const before = readFileSync(join(dataDir, 'keys', 'cases.json'), 'utf8');
    expect(await command('rotate-keys', [])).toMatchObject({ code: 0 });
    const after = JSON.parse(readFileSync(join(dataDir, 'keys', 'cases.json'), 'utf8')) as {
      wrapping: { id: string }[];
    };
    expect(after.wrapping).toHaveLength(1);
    expect(before).not.toContain(after.wrapping[0]?.id);
    expect((await command('person', ['export', codes.open])).out).toContain('Chuyện còn dở');
  });

  it('erases everything of the person but what is under way or archived, and says so', slow, async () => {
    const { code, out } = await command('person', ['erase', codes.open, '--yes']);
    expect(code).toBe(0);
    expect(out).toContain(`${codes.ended}: đã xoá`);
    expect(out).toMatch(new RegExp(`${codes.open}: chưa xoá, hồ sơ còn đang xử lý`, 'u'));
    expect(out).toMatch(new RegExp(`${codes.petition}: giữ lại theo quy định lưu trữ`, 'u'));
    const service = await open();
    const talks = new ConversationStore(service.database);
    expect(await talks.find('zalo-talk')).toBeUndefined();
    const keys = ['zalo/conversations/zalo-talk/', 'zalo/offers/zalo-talk', 'zalo/conversations/another/'];
    const left = await new BotStateStorage(service.database, () => new Date()).read(keys);
    expect(Object.keys(left)).toEqual(['zalo/conversations/another/']);
    expect(existsSync(join(dataDir, 'uploads'))).toBe(true);
    expect(readdirSync(join(dataDir, 'uploads'))).toEqual([]);
    await service.close();
  });
});
