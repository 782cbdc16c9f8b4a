import { spawn, type ChildProcess } from 'node:child_process';
import { createHmac, timingSafeEqual } from 'node:crypto';
import { mkdtemp, rm } from 'node:fs/promises';
import { createServer, type IncomingHttpHeaders, type Server } from 'node:http';
import type { AddressInfo } from 'node:net';
import { createRequire } from 'node:module';
import { tmpdir } from 'node:os';
import { join, resolve } from 'node:path';
import { createInterface } from 'node:readline';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { apiSay } from '../../../src/console/api-texts.ts';
import { password, Person } from '../console/harness.ts';
import { keptReadings } from '../../kept-readings.ts';

const root = resolve(import.meta.dirname, '../../..');
const service = '/open311/v2';
const patient = { timeout: 30_000, interval: 100 };

interface Told {
  readonly service_request_id: string;
  readonly status: string;
  readonly status_notes: string;
  readonly description?: string;
}
interface Heard {
  readonly headers: IncomingHttpHeaders;
  readonly body: string;
}

const { DOMParser } = createRequire(import.meta.url)('@xmldom/xmldom') as {
  readonly DOMParser: new () => {
    parseFromString(
      xml: string,
      type: string,
    ): { getElementsByTagName(name: string): ArrayLike<{ readonly textContent: string }> };
  };
};

let dataDir: string;
let program: ChildProcess;
let url: string;
let firstLink: string;
let receiver: Server;
let hookUrl: string;
let status = 204;
const heard: Heard[] = [];

/** The program as `npm start` runs it: another process, told nothing but where to listen and keep its data. */
beforeAll(async () => {
  dataDir = await mkdtemp(join(tmpdir(), 'whole-program-'));
  receiver = createServer((request, response) => {
    let body = '';
    request.setEncoding('utf8');
    request.on('data', (chunk: string) => (body += chunk));
    request.on('end', () => {
      heard.push({ headers: request.headers, body });
      response.statusCode = status;
      response.end();
    });
  });
  await new Promise<void>((done) => receiver.listen(0, '127.0.0.1', done));
  hookUrl = `http://127.0.0.1:${(receiver.address() as AddressInfo).port}/nhan`;
  program = spawn(process.execPath, ['--import', 'tsx', 'src/main.ts'], {
    cwd: root,
    env: {
      PATH: process.env['PATH'],
      DATA_DIR: dataDir,
      CACHE_DIR: keptReadings,
      PORT: '0',
      LOG_LEVEL: 'error',
    },
    stdio: ['ignore', 'pipe', 'inherit'],
  });
  if (!program.stdout) throw new Error('the program says nothing');
  for await (const line of createInterface({ input: program.stdout })) {
    url ??= /http:\/\/127\.0\.0\.1:\d+/u.exec(line)?.[0] as string;
    firstLink ??= /http\S+thiet-lap\S+/u.exec(line)?.[0] as string;
    if (url && firstLink) break;
  }
}, 120_000);
afterAll(async () => {
  const ended = new Promise((done) => program.once('exit', done));
  program.kill('SIGTERM');
  await ended;
  await new Promise((done) => receiver.close(done));
  await rm(dataDir, { recursive: true, force: true });
});

async function setUp(link: string, more: Readonly<Record<string, string>> = {}): Promise<Person> {
  const person = new Person(url);
  const token = new URL(link).searchParams.get('ma') ?? '';
  await person.post('/console/thiet-lap', { 'lien-ket': token, password, again: password, ...more });
  return person;
}

/** Shown once, in a box with that label. */
async function shownOnce(answer: Promise<Response>, label: string): Promise<string> {
  const found = new RegExp(`aria-label="${label}"[^>]*>([^<]+)<`, 'u').exec(await (await answer).text());
  return found?.[1]?.trim() ?? '';
}

function isGenuine({ headers, body }: Heard, secret: string): boolean {
  const { 'webhook-id': id, 'webhook-timestamp': at, 'webhook-signature': signature } = headers;
  const key = Buffer.from(secret.slice('whsec_'.length), 'base64');
  const expected = createHmac('sha256', key)
    .update(`${String(id)}.${String(at)}.${body}`)
    .digest();
  const given = Buffer.from(String(signature).replace(/^v1,/u, ''), 'base64');
  const isFresh = Math.abs(Date.now() / 1000 - Number(at)) < 300;
  return isFresh && given.length === expected.length && timingSafeEqual(given, expected);
}

describe('a provincial system and the whole program', () => {
  it('feeds a request, sees it worked on, and is told of every stage by a signed message', async () => {
    const admin = await setUp(firstLink, { name: 'Phạm Thị Quản Trị', login: 'ba.pham' });
    await admin.logIn('ba.pham');
    const account = { name: 'Trần Lãnh Đạo', login: 'ong.tran', roles: ['clerk', 'leader'] };
    const made = await (await admin.post('/console/tai-khoan', account)).text();
    const tran = await setUp(/http\S+thiet-lap\?ma=[\w-]+/u.exec(made)?.[0] ?? '');
    await tran.logIn('ong.tran');

    const rights = { name: 'Cổng tỉnh', rights: ['read', 'write'] };
    const key = await shownOnce(admin.post('/console/api/khoa', rights), apiSay.keyLabel);
    const guarded = await admin.post('/console/api/webhook', { url: 'http://10.0.0.1/nhan' });
    expect([guarded.status, (await guarded.text()).includes(apiSay.badUrl)]).toEqual([422, true]);
    const secret = await shownOnce(admin.post('/console/api/webhook', { url: hookUrl }), apiSay.hookLabel);
    expect([key.length > 30, secret.startsWith('whsec_')]).toEqual([true, true]);

    const headers = { authorization: `Bearer ${key}` };
    const ask = (
      path: string,
      init: { method?: string; body?: URLSearchParams; headers?: Record<string, string> } = {},
    ) => fetch(url + service + path, { ...init, headers: { ...headers, ...init.headers } });
    const body = new URLSearchParams({
      service_code: 'phan-anh-hien-truong',
      jurisdiction_id: 'ubnd-phuong-ngoc-ha',
      description: 'Ổ gà sâu trước cổng trường, gọi tôi 0912345678',
      address_string: 'Ngõ 12, phố Ngọc Hà',
    });
    expect(
      (await ask('/requests.json', { method: 'POST', body, headers: { authorization: 'Bearer sai' } }))
        .status,
    ).toBe(403);
    const repetition = { 'idempotency-key': '7f3a-0001' };
    const sent = await ask('/requests.json', { method: 'POST', body, headers: repetition });
    expect(sent.status).toBe(201);
    const [{ service_request_id: code } = { service_request_id: '' }] = (await sent.json()) as Told[];
    const again = await ask('/requests.xml', { method: 'POST', body, headers: repetition });
    expect([again.status, await again.text()]).toEqual([200, expect.stringContaining(code)]);

    expect(await (await tran.get('/console/ho-so?ngan=chua-giao&tim=o+ga')).text()).toContain(code);
    expect(await (await tran.get(`/console/ho-so/${code}`)).text()).toContain('0912345678');
    await tran.post(`/console/ho-so/${code}/viec/assigned`, { unit: 'Phòng Kinh tế' });
    await tran.post(`/console/ho-so/${code}/viec/answered`, { text: 'Đã vá.' });

    const asJson = ((await (await ask(`/requests/${code}.json`)).json()) as Told[])[0];
    expect(asJson).toMatchObject({ service_request_id: code, status: 'closed' });
    expect(asJson?.description).toContain('Ổ gà sâu');
    expect(JSON.stringify(asJson)).not.toMatch(/0912345678|Đã vá/u);
    const asXml = new DOMParser().parseFromString(
      await (await ask(`/requests/${code}.xml`)).text(),
      'text/xml',
    );
    const text = (name: string) => asXml.getElementsByTagName(name)[0]?.textContent;
    expect([text('service_request_id'), text('status'), text('status_notes')]).toEqual([
      code,
      'closed',
      asJson?.status_notes,
    ]);

    await expect.poll(() => heard.length, patient).toBe(3);
    expect(heard.map((one) => isGenuine(one, secret))).toEqual([true, true, true]);
    const forged = { ...(heard[0] ?? { headers: {}, body: '' }), body: '{}' };
    expect(isGenuine(forged, secret)).toBe(false);
    expect(heard.map((one) => JSON.parse(one.body) as object)).toMatchObject([
      { type: 'case.received', code, stage: 'received' },
      { type: 'case.stage_changed', code, stage: 'assigned' },
      { type: 'case.stage_changed', code, stage: 'answered' },
    ]);
    expect(heard.map((one) => one.body).join()).not.toMatch(/Ổ gà|0912345678|Ngọc Hà/u);

    // The other side closes its address for good: the page says so and what to do.
    status = 410;
    await tran.post(`/console/ho-so/${code}/viec/closed`, { outcome: 'done', text: 'Xong' });
    const page = async () => (await admin.get('/console/api')).text();
    await expect.poll(page, patient).toContain(apiSay.hookWhy['webhook/gone']);
    status = 204;
    const id = /webhook\/([\w-]+)\/gui-lai/u.exec(await page())?.[1] ?? '';
    await admin.post(`/console/api/webhook/${id}/gui-lai`);
    await expect.poll(() => heard.length, patient).toBe(5);
    expect(heard[4]?.headers['webhook-id']).toBe(heard[3]?.headers['webhook-id']);
    await expect.poll(page, patient).not.toContain('không gửi được');
  }, 120_000);
});
