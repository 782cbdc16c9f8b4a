import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, describe, expect, it } from 'vitest';
import { createLog } from '../../../../src/log.ts';
import { ConversationStore } from '../../../../src/storage/conversation-store.ts';
import { type Database, openDatabase } from '../../../../src/storage/database.ts';
import { DirectLineConversations } from '../../../../src/storage/direct-line-conversations.ts';
import { client, until } from './client.ts';
import { greeting } from './office-bot.ts';
import { png } from './pictures.ts';
import { ConnectionStatus, hurried, RealClient } from './real-client.ts';
import { type Service, type ServiceOptions, startService } from './service.ts';

const cleanups: (() => Promise<void> | void)[] = [];
afterEach(async () => {
  for (const clean of cleanups.splice(0).toReversed()) await clean();
});

async function service(options: ServiceOptions = {}): Promise<Service> {
  const started = await startService(options);
  cleanups.push(() => started.close());
  return started;
}

async function page(at: Service, options: object = {}): Promise<RealClient> {
  const { token } = (await client(at.base, '').call('POST', '/api/webchat/token')).body;
  const real = new RealClient({ token, domain: `${at.base}/v3/directline`, ...options });
  cleanups.push(() => real.end());
  return real;
}

describe.each([
  ['over a socket', { webSocket: true }],
  ['by polling', { webSocket: false, pollingInterval: 200 }],
])('the real client %s', (_, options) => {
  it('holds a whole conversation: greeting, echo, answer, in order', async () => {
    const real = await page(await service(), options);
    await real.hear(greeting);
    const id = await real.send({ text: 'xin chào', channelData: { clientActivityID: 'c1' } });
    await real.hear(/Ông\/bà viết: xin chào/);
    expect(real.received.map((one) => (one.type === 'message' ? one.text : one.type))).toEqual([
      greeting,
      'xin chào',
      'Ông/bà viết: xin chào (8)',
    ]);
    expect(real.received[1]).toMatchObject({ id, channelData: { clientActivityID: 'c1' } });
    for (let turn = 1; turn <= 10; turn += 1) await real.send({ text: `câu ${turn}` });
    await real.hear('Ông/bà viết: câu 10 (6)');
    const answers = real.texts().filter((text) => /viết: câu/.test(text));
    expect(answers).toEqual(
      Array.from({ length: 10 }, (_, turn) => `Ông/bà viết: câu ${turn + 1} (${turn + 1 > 9 ? 6 : 5})`),
    );
    expect(real.statuses.at(-1)).toBe(ConnectionStatus.Online);
  });

  it('sends text and files together', async () => {
    const at = await service();
    const real = await page(at, options);
    await real.hear(greeting);
    const contentUrl = `data:image/png;base64,${png.toString('base64')}`;
    await real.send({
      text: 'ổ gà',
      attachments: [
        { contentType: 'image/png', contentUrl, name: 'ổ gà.png' },
        { contentType: 'image/png', contentUrl, name: 'ổ gà.png' },
      ],
      channelData: { clientActivityID: 'f1' },
    });
    await real.hear('Đã nhận: ổ gà.png (image/png), ổ gà (1).png (image/png)');
    const echo = real.received.find((one) => one.type === 'message' && one.text === 'ổ gà') as unknown as {
      attachments: { contentUrl: string }[];
    };
    for (const { contentUrl: url } of echo.attachments)
      expect(Buffer.from(await (await fetch(url)).arrayBuffer()).equals(png)).toBe(true);
  });
});

describe('the real client', () => {
  it('sees "đang nhập" while the bot works, before the answer', async () => {
    const real = await page(await service());
    await real.hear(greeting);
    await real.send({ text: 'chậm 900' });
    await real.hear('Xong: chậm 900');
    expect(real.received.map(({ type }) => type)).toEqual(['message', 'message', 'typing', 'message']);
  });

  it('goes on with the conversation when the server was restarted in the middle of it', async () => {
    const dataDir = await mkdtemp(join(tmpdir(), 'restart-'));
    cleanups.push(() => rm(dataDir, { recursive: true }));
    const open = async (port: number) => {
      const database: Database = await openDatabase({ dataDir, url: undefined, log: createLog('silent') });
      const started = await startService({
        dataDir,
        port,
        store: new DirectLineConversations(new ConversationStore(database), () => new Date()),
      });
      return { ...started, stop: () => started.close().then(() => database.close()) };
    };
    const first = await open(0);
    const real = await page(first, { scheduler: hurried(10) });
    await real.hear(greeting);
    await real.send({ text: 'trước' });
    await real.hear(/viết: trước/);
    await first.stop();

    const second = await open(first.port);
    cleanups.push(() => second.stop());
    const { conversationId } = real;
    await second.channel.deliver(
      { channel: 'directline', userId: 'dl_lan', conversationId },
      { text: 'Tin gửi lúc trang đang mất kết nối' },
    );
    await real.hear('Tin gửi lúc trang đang mất kết nối', 15_000);
    await real.send({ text: 'sau' });
    await real.hear(/viết: sau/);
    expect(real.conversationId).toBe(conversationId);
    expect(real.texts()).toEqual([
      greeting,
      'trước',
      'Ông/bà viết: trước (5)',
      'Tin gửi lúc trang đang mất kết nối',
      'sau',
      'Ông/bà viết: sau (3)',
    ]);
    expect((await client(second.base).read(conversationId)).body.activities).toHaveLength(6);
  });

  it('tells a question that a crash left without an answer', async () => {
    const options = { store: (await service()).store };
    const first = await service({ ...options, turn: () => new Promise(() => undefined) });
    const { conversationId: id, token } = (await client(first.base).start()).body;
    await client(first.base, token).say(id, 'đang hỏi dở');
    await new Promise((resolve) => setTimeout(resolve, 20));
    const second = await service({ ...options, dataDir: first.dataDir });
    const real = new RealClient({
      token,
      domain: `${second.base}/v3/directline`,
      conversationId: id,
      watermark: '0',
    });
    cleanups.push(() => real.end());
    await real.hear(/vừa khởi động lại.*Mời ông\/bà gửi lại câu đó/);
    expect(real.texts()[0]).toBe('đang hỏi dở');
  });

  it('renews its token by itself and goes on with the new one', async () => {
    const at = await service();
    const real = await page(at, { scheduler: hurried(2000) });
    await real.hear(greeting);
    const before = real.token;
    await until(() => (real.token !== before && real.token ? true : undefined), 'a new token');
    await real.send({ text: 'mã mới' });
    await real.hear(/viết: mã mới/);
    expect(real.statuses).not.toContain(ConnectionStatus.ExpiredToken);
  });

  it('is shown the whole history when a page comes back to its conversation, and no greeting again', async () => {
    const at = await service();
    const real = await page(at);
    await real.hear(greeting);
    await real.send({ text: 'một' });
    await real.hear(/viết: một/);
    const back = new RealClient({
      token: real.token,
      domain: `${at.base}/v3/directline`,
      conversationId: real.conversationId,
      watermark: '0',
    });
    cleanups.push(() => back.end());
    await back.hear(/viết: một/);
    expect(back.texts()).toEqual(real.texts());
  });

  it('may have two sockets: both see everything', async () => {
    const at = await service();
    const real = await page(at);
    await real.hear(greeting);
    const { token, conversationId } = real;
    const other = new RealClient({
      token,
      domain: `${at.base}/v3/directline`,
      conversationId,
      watermark: '1',
    });
    cleanups.push(() => other.end());
    await until(() => (other.statuses.includes(ConnectionStatus.Online) ? true : undefined), 'online');
    await real.send({ text: 'cả hai' });
    await Promise.all([real.hear(/viết: cả hai/), other.hear(/viết: cả hai/)]);
    expect(other.texts()).toEqual(['cả hai', 'Ông/bà viết: cả hai (6)']);
  });

  it('sees what another process of the service added to its conversation', async () => {
    const { store } = await service();
    const one = await service({ store, rereadMs: 50 });
    const two = await service({ store, rereadMs: 50 });
    const real = await page(one);
    await real.hear(greeting);
    const { conversationId } = real;
    await client(two.base).say(conversationId, 'qua máy kia', { from: { id: 'dl_lan' } });
    await real.hear(/viết: qua máy kia/);
    await real.send({ text: 'qua máy này' });
    await real.hear(/viết: qua máy này/);
    expect(real.texts()).toHaveLength(5);
  });

  it('is told at once that its token is no good', async () => {
    const at = await service();
    const real = new RealClient({ token: 'eyJhbGciOiJIUzI1NiJ9.e30.x', domain: `${at.base}/v3/directline` });
    cleanups.push(() => real.end());
    await until(
      () => (real.statuses.includes(ConnectionStatus.FailedToConnect) ? true : undefined),
      'failed',
    );
  });
});
