import { randomBytes } from 'node:crypto';
import { afterEach, describe, expect, it } from 'vitest';
import { macOf } from '../../../../src/channels/zalo/signature.ts';
import { createWebhook } from '../../../../src/channels/zalo/webhook.ts';
import { silentLog } from '../../../fakes/silent-log.ts';
import { happeningsOf, signed, type SignedEvent } from '../../../zalo-stand-in/events.ts';
import { Office } from './office.ts';

const lan = '8675309123456789012';
let office: Office;
afterEach(() => office.close());

function event(text = 'Ai chủ trì/phối hợp?'): SignedEvent {
  const { zalo, clock } = office;
  const id = randomBytes(6).toString('hex');
  return zalo.sign(happeningsOf(zalo.keys.oaId, lan).text(id, text), clock.now().getTime());
}

async function post(body: string | Buffer, headers: Record<string, string>): Promise<number> {
  const all = { 'content-type': 'application/json', ...headers };
  const response = await fetch(office.service.webhookUrl, { method: 'POST', headers: all, body });
  await response.arrayBuffer();
  return response.status;
}

describe('the webhook', () => {
  it('accepts no forgery of any kind', { timeout: 60_000 }, async () => {
    office = await Office.open();
    const { zalo } = office;
    const stranger = { ...zalo.keys, oaSecret: 'doan-mo' };
    const otherApp = { ...zalo.keys, appId: '999' };
    const at = office.clock.now().getTime();
    const happened = happeningsOf(zalo.keys.oaId, lan).text('m1', 'giả');
    const forgeries: [string, (good: SignedEvent) => [string, Record<string, string>]][] = [
      ['missing', ({ body }) => [body, {}]],
      ['upper case', ({ body, signature }) => [body, { 'x-zevent-signature': signature.toUpperCase() }]],
      [
        'upper case hex',
        ({ body, signature }) => [body, { 'x-zevent-signature': `mac=${signature.slice(4).toUpperCase()}` }],
      ],
      ['truncated body', ({ body, signature }) => [body.slice(0, -1), { 'x-zevent-signature': signature }]],
      ['truncated mac', ({ body, signature }) => [body, { 'x-zevent-signature': signature.slice(0, -2) }]],
      [
        're-serialised',
        ({ body, signature }) => [JSON.stringify(JSON.parse(body)), { 'x-zevent-signature': signature }],
      ],
      ['twice', ({ body, signature }) => [body, { 'x-zevent-signature': `${signature}, ${signature}` }]],
      [
        'other text',
        ({ body, signature }) => [body.replace('Ai', 'ai'), { 'x-zevent-signature': signature }],
      ],
      ['other header', ({ body, signature }) => [body, { 'x-zevent-signatur': signature }]],
      [
        'other secret',
        () => [
          signed(stranger, happened, at).body,
          { 'x-zevent-signature': signed(stranger, happened, at).signature },
        ],
      ],
      [
        'other app',
        () => [
          signed(otherApp, happened, at).body,
          { 'x-zevent-signature': signed(otherApp, happened, at).signature },
        ],
      ],
      [
        'too old',
        () => {
          const old = signed(zalo.keys, happened, at - 86_400_001);
          return [old.body, { 'x-zevent-signature': old.signature }];
        },
      ],
      [
        'from the future',
        () => {
          const far = signed(zalo.keys, happened, at + 300_001);
          return [far.body, { 'x-zevent-signature': far.signature }];
        },
      ],
      ['not JSON', () => ['xin chào', { 'x-zevent-signature': 'mac=00' }]],
      ['empty', () => ['', { 'x-zevent-signature': 'mac=00' }]],
    ];
    for (const [name, forge] of forgeries) {
      const [body, headers] = forge(event());
      expect([name, await post(body, headers)]).toEqual([name, 401]);
    }
    await office.work();
    expect(await office.service.events.backlog()).toEqual({ waiting: 0, failed: 0, oldest: undefined });
    expect(zalo.api.messageCalls).toBe(0);
  });

  it('accepts none of ten thousand forgeries', { timeout: 60_000 }, async () => {
    office = await Office.open({ withoutServer: true });
    const { receive } = office.service.channel;
    for (let n = 0; n < 10_000; n += 1) {
      const { body, signature } = event();
      const raw = Buffer.from(body);
      const mac = Buffer.from(signature);
      const target = n % 2 ? raw : mac;
      const at = n % target.length;
      target.writeUInt8(target.readUInt8(at) ^ (1 << (n % 7)), at);
      expect(await receive(raw, mac.toString('latin1'))).toBe(401);
    }
    expect((await office.service.events.backlog()).waiting).toBe(0);
  });

  it('answers in time while the API of Zalo swallows every call and the bot is slow', async () => {
    office = await Office.open({
      limits: { callMs: 10_000 },
      turn: async (context) => {
        await new Promise((resolve) => setTimeout(resolve, 300));
        await context.sendActivity('chậm');
      },
    });
    office.zalo.trouble.outage = 'silent';
    office.live();
    const times: number[] = [];
    for (let n = 0; n < 40; n += 1) {
      const { body, signature } = event();
      const startedAt = performance.now();
      expect(await post(body, { 'x-zevent-signature': signature })).toBe(200);
      times.push(performance.now() - startedAt);
    }
    expect(Math.max(...times)).toBeLessThan(2000);
  });

  it('says 200 to events that ask for nothing, known or unknown, and keeps none of them', async () => {
    office = await Office.open();
    const { zalo } = office;
    const { oaId } = zalo.keys;
    await zalo.post({ event_name: 'change_oa_daily_quota', oa_id: oaId });
    await zalo.post({ event_name: 'something_new', sender: { id: lan }, recipient: { id: oaId } });
    await zalo.post(happeningsOf('1', lan).text('m', 'cho tài khoản khác'));
    await zalo.post(happeningsOf(oaId, lan).received('m'));
    expect(zalo.webhook.log.map(({ result }) => result)).toEqual(['200', '200', '200', '200']);
    expect((await office.service.events.backlog()).waiting).toBe(0);
  });

  it('refuses what is too large to be an event', async () => {
    office = await Office.open();
    expect(await post(Buffer.alloc(300 * 1024, 'x'), {})).toBe(413);
  });

  it('answers the unsigned test of the console only while it is being set up, and does nothing', async () => {
    office = await Office.open({ setup: true });
    expect(await post('{"event_name":"user_send_text"}', {})).toBe(200);
    const { body } = event();
    expect(await post(body, {})).toBe(200);
    expect(await post(body, { 'x-zevent-signature': `mac=${'0'.repeat(64)}` })).toBe(401);
    expect((await office.service.events.backlog()).waiting).toBe(0);
    expect((await fetch(office.service.webhookUrl)).status).toBe(200);
  });

  it('shows Zalo that the domain is ours', async () => {
    office = await Office.open({ verification: 'KzdQ3-code' });
    const response = await fetch(new URL('/zalo_verifierKzdQ3-code.html', office.service.webhookUrl));
    expect(response.headers.get('content-type')).toContain('text/html');
    expect(await response.text()).toContain(
      '<meta name="zalo-platform-site-verification" content="KzdQ3-code">',
    );
  });

  it('keeps what is left to do when the process ends right after the answer', async () => {
    office = await Office.open();
    await office.zalo.say(lan, 'câu hỏi');
    await office.restart();
    await office.work();
    expect(office.answersTo(lan)).toEqual(['Nghe: câu hỏi']);
  });
});

describe('when the store fails', () => {
  const keys = { appId: '1', oaSecret: 'khoa' };
  const body = Buffer.from(
    JSON.stringify({
      app_id: '1',
      timestamp: '1790000000000',
      event_name: 'follow',
      oa_id: '2',
      follower: { id: '3' },
    }),
  );
  const webhook = (add: () => Promise<boolean>) =>
    createWebhook({
      keys,
      oaId: '2',
      events: { add },
      settleMs: 0,
      setup: false,
      arrived: () => undefined,
      now: () => new Date(1_790_000_000_000),
      log: silentLog,
    })(body, macOf(body, '1790000000000', keys));

  it('the webhook says so within two seconds, so that Zalo delivers the event again', async () => {
    office = await Office.open();
    expect(await webhook(() => Promise.reject(new Error('disk full')))).toBe(503);
    const startedAt = performance.now();
    expect(await webhook(() => new Promise(() => undefined))).toBe(503);
    expect(performance.now() - startedAt).toBeLessThan(2000);
    expect(await webhook(() => Promise.resolve(false))).toBe(200);
  });

  it('Zalo delivers the event again by its schedule, and it is answered', async () => {
    office = await Office.open();
    const { zalo } = office;
    const url = zalo.webhook.url;
    zalo.webhook.url = 'http://127.0.0.1:1/';
    await zalo.say(lan, 'câu hỏi');
    for (const minutes of [1, 5]) {
      office.clock.pass({ minutes });
      expect(await zalo.webhook.redeliver()).toBe(1);
    }
    zalo.webhook.url = url;
    office.clock.pass({ minutes: 15 });
    await zalo.webhook.redeliver();
    expect(zalo.webhook.pending).toBe(0);
    await office.work();
    expect(office.answersTo(lan)).toEqual(['Nghe: câu hỏi']);
  });
});
