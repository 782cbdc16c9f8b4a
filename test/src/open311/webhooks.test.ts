import { createHmac, timingSafeEqual } from 'node:crypto';
import { createServer, type IncomingHttpHeaders, type Server } from 'node:http';
import type { AddressInfo } from 'node:net';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import type { CaseKind } from '../../../src/cases/submission.ts';
import { Outbox, type NoticeAlert } from '../../../src/notices/outbox.ts';
import { createWebhook, signedHeaders } from '../../../src/notices/webhook.ts';
import { StageEvents } from '../../../src/open311/stage-events.ts';
import { WebhookStore } from '../../../src/storage/webhook-store.ts';
import { officer, openOffice, type Office } from '../cases/office.ts';

interface Heard {
  readonly headers: IncomingHttpHeaders;
  readonly body: string;
}

let office: Office;
let hooks: WebhookStore;
let events: StageEvents;
let receiver: Server;
let heard: Heard[];
let status: number;
let url: string;
let at: Date;
let alerts: NoticeAlert[];
let loopback: boolean;

beforeEach(async () => {
  at = new Date('2026-11-20T02:00:00Z');
  [heard, alerts, status, loopback] = [[], [], 204, true];
  office = await openOffice({
    denunciations: 'sealed',
    tellsOffice: false,
    alsoTell: (file, event) => events.tell(file, event),
  });
  hooks = new WebhookStore(office.database);
  events = new StageEvents(hooks);
  receiver = createServer((request, response) => {
    let body = '';
    request.setEncoding('utf8');
    request.on('data', (chunk: string) => (body += chunk));
    request.on('end', () => {
      heard.push({ headers: request.headers, body });
      response.writeHead(status, { location: url }).end();
    });
  });
  await new Promise<void>((resolve) => receiver.listen(0, '127.0.0.1', resolve));
  url = `http://127.0.0.1:${(receiver.address() as AddressInfo).port}/nhan`;
});
afterEach(async () => {
  await new Promise((resolve) => receiver.close(resolve));
  await office.close();
});

async function run(): Promise<void> {
  const targetOf = (id: string) => hooks.target(id);
  const channel = createWebhook({ targetOf, loopback, now: () => at, timeoutMs: 2000 });
  const parts = { store: office.outbox, channels: [channel], now: () => at, random: () => 0.5 };
  await new Outbox({ ...parts, alert: (alert) => alerts.push(alert) }).runDue();
}

async function register(): Promise<string> {
  const secret = await hooks.add(url, 'admin', at);
  await events.refresh();
  return secret;
}

function receive(kind: CaseKind) {
  const submission = { content: 'Ổ gà trước nhà tôi', contact: { name: 'Trần Thị B', phone: '0912345678' } };
  return office.reception.receive({ kind, office: 'so', channel: 'directline', submission }, at);
}

const pass = (ms: number) => {
  at = new Date(at.getTime() + ms);
};

describe('a webhook', () => {
  it('hears of every change of stage, signed, in order, and of nothing personal', async () => {
    const secret = await register();
    const { code } = await receive('incident');
    const clerk = officer('clerk');
    await office.desk.move(code, { type: 'noted', text: 'ghi chú' }, clerk, { now: at });
    await office.desk.move(code, { type: 'assigned', unit: 'Phòng Kinh tế' }, clerk, { now: at });
    await run();
    expect(heard.map(({ body }) => JSON.parse(body) as unknown)).toEqual([
      { id: `${code}.1`, type: 'case.received', code, stage: 'received', at: at.toISOString() },
      { id: `${code}.3`, type: 'case.stage_changed', code, stage: 'assigned', at: at.toISOString() },
    ]);
    const key = Buffer.from(secret.slice('whsec_'.length), 'base64');
    for (const { headers, body } of heard) {
      const [id, time] = [String(headers['webhook-id']), String(headers['webhook-timestamp'])];
      expect(id).toBe((JSON.parse(body) as { id: string }).id);
      expect(time).toBe(String(at.getTime() / 1000));
      const own = `v1,${createHmac('sha256', key).update(`${id}.${time}.${body}`).digest('base64')}`;
      expect(timingSafeEqual(Buffer.from(own), Buffer.from(String(headers['webhook-signature'])))).toBe(true);
    }
  });

  it('hears nothing of kinds that are not public', async () => {
    await register();
    for (const kind of ['complaint', 'denunciation', 'suggestion', 'question'] as const) await receive(kind);
    const { code } = await receive('proposal');
    await office.desk.move(code, { type: 'classified', kind: 'complaint' }, officer('clerk'), { now: at });
    await office.desk.move(code, { type: 'assigned', unit: 'Văn phòng' }, officer('clerk'), { now: at });
    await run();
    expect(heard.map(({ body }) => (JSON.parse(body) as { id: string }).id)).toEqual([`${code}.1`]);
  });

  it('that is down is told later, with the same id; after the patience it is on record that it was not', async () => {
    await register();
    status = 503;
    const { code } = await receive('incident');
    await run();
    await run();
    expect(heard).toHaveLength(1);
    pass(60_000);
    status = 200;
    await run();
    await run();
    expect(heard.map(({ headers }) => headers['webhook-id'])).toEqual([`${code}.1`, `${code}.1`]);
    status = 302;
    await receive('incident');
    await run();
    pass(74 * 3_600_000);
    await run();
    expect(alerts).toMatchObject([{ channel: 'webhook', state: 'dead', code: 'outbox/gave-up' }]);
    expect(await office.outbox.inState('dead')).toHaveLength(1);
  });

  it('that is gone, was removed or points inside is not tried again', async () => {
    await register();
    status = 410;
    await receive('incident');
    await run();
    loopback = false;
    await receive('incident');
    await run();
    loopback = true;
    await receive('incident');
    await hooks.remove((await hooks.list())[0]?.id ?? '', 'admin', at);
    await run();
    expect(heard).toHaveLength(1);
    expect(alerts.map(({ code }) => code)).toEqual([
      'webhook/gone',
      'webhook/inside-address',
      'webhook/removed',
    ]);
    await events.refresh();
    expect(events.tell({} as never, {} as never)).toEqual([]);
  });
});

it('signs as the published example of Standard Webhooks does', () => {
  const headers = signedHeaders({
    id: 'msg_p5jXN8AQM9LWM0D4loKWxJek',
    body: '{"test": 2432232314}',
    secret: 'whsec_MfKQ9r8GKYqrTwjUPD8ILPZIo2LaLaSw',
    at: new Date(1_614_265_330_000),
  });
  expect(headers['webhook-signature']).toBe('v1,g0hM9SsE+OTPJTGt/tmIKtSyZlE3uFJELVlNIOLJ1OE=');
});
