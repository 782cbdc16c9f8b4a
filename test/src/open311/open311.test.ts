import { createRequire } from 'node:module';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { caseMessages } from '../../../src/cases/messages.ts';
import type { Receipt } from '../../../src/cases/reception.ts';
import { caseKinds, type CaseKind } from '../../../src/cases/submission.ts';
import { mountOpen311, type Open311Parts } from '../../../src/open311/open311.ts';
import { closeServer, createServer } from '../../../src/server.ts';
import { ApiKeyStore } from '../../../src/storage/api-key-store.ts';
import { silentLog } from '../../fakes/silent-log.ts';
import { officer, openOffice, type Office } from '../cases/office.ts';

interface ParsedXml {
  readonly documentElement: { readonly nodeName: string };
  getElementsByTagName(name: string): ArrayLike<{ readonly textContent: string }>;
}

// Its own types would bring those of a browser into every file of the program.
const { DOMParser } = createRequire(import.meta.url)('@xmldom/xmldom') as {
  readonly DOMParser: new (options: { errorHandler: (level: string, fault: unknown) => void }) => {
    parseFromString(xml: string, type: string): ParsedXml;
  };
};

let office: Office;
let keys: ApiKeyStore;
let base: string;
let close: () => Promise<void>;
let readKey: string;
let writeKey: string;
let at: Date;

const morning = new Date('2026-11-20T02:00:00Z');

async function open(more: Partial<Open311Parts> = {}): Promise<void> {
  const server = createServer({ log: silentLog, readiness: {} });
  mountOpen311(server, {
    store: office.store,
    reception: office.reception,
    rules: office.rules,
    say: caseMessages('ông/bà'),
    keys,
    offices: () => [{ id: 'so' }],
    now: () => at,
    ...more,
  });
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  base = `http://127.0.0.1:${server.address().port}/open311/v2`;
  close = () => closeServer(server, 200);
}

beforeEach(async () => {
  at = morning;
  office = await openOffice({ denunciations: 'sealed' });
  keys = new ApiKeyStore(office.database);
  readKey = await keys.make('Cổng tỉnh', { canRead: true, canWrite: false }, 'test', at);
  writeKey = await keys.make('Ứng dụng', { canRead: false, canWrite: true }, 'test', at);
  await open();
});
afterEach(async () => {
  await close();
  await office.close();
});

type Told = Readonly<Record<string, unknown>>;

/** Every list of the interface is a list of flat objects. */
async function told(response: Response): Promise<readonly Told[]> {
  return (await response.json()) as readonly Told[];
}

function ask(path: string, key: string | undefined = readKey): Promise<Response> {
  return fetch(`${base}${path}`, key === '' ? {} : { headers: { authorization: `Bearer ${key}` } });
}

function send(fields: Readonly<Record<string, string>>, headers: Record<string, string> = {}) {
  const body = new URLSearchParams({ api_key: writeKey, ...fields });
  return fetch(`${base}/requests.json`, { method: 'POST', headers, body });
}

const pothole = {
  service_code: 'phan-anh-hien-truong',
  description: 'Ổ gà sâu <b>& nguy hiểm</b>, gọi 0912 345 678',
  lat: '21.0285',
  long: '105.8542',
  address_string: 'Ngõ 12 "phố" Ngọc Hà',
  first_name: 'Văn A',
  last_name: 'Nguyễn',
  email: 'nguyen.van.a@example.com',
  phone: '0987654321',
};

function receive(kind: CaseKind): Promise<Receipt> {
  const submission = { content: `Nội dung ${kind}`, place: 'Số 5', contact: { name: 'Trần Thị B' } };
  return office.reception.receive({ kind, office: 'so', channel: 'directline', submission }, at);
}

/** Throws at the first fault, as a client that parses strictly would. */
function parsed(xml: string) {
  const faults: unknown[] = [];
  const errorHandler = (_level: string, fault: unknown) => void faults.push(fault);
  const document = new DOMParser({ errorHandler }).parseFromString(xml, 'text/xml');
  expect(faults).toEqual([]);
  const text = (name: string) =>
    Array.from(document.getElementsByTagName(name)).map((element) => element.textContent);
  return { root: document.documentElement.nodeName, text };
}

describe('the services', () => {
  it('are the two public kinds, in both formats, without a key', async () => {
    const names = (await told(await ask('/services.json', ''))).map(({ service_name }) => service_name);
    expect(names).toEqual(['Phản ánh hiện trường', 'Kiến nghị, phản ánh']);
    const response = await ask('/services.xml', '');
    expect(response.headers.get('content-type')).toBe('text/xml; charset=utf-8');
    const { root, text } = parsed(await response.text());
    expect(root).toBe('services');
    expect(text('service_code')).toEqual(['phan-anh-hien-truong', 'kien-nghi-phan-anh']);
    expect((await ask('/services.json?jurisdiction_id=so', '')).status).toBe(200);
    expect((await ask('/services.json?jurisdiction_id=khac', '')).status).toBe(404);
  });

  it('have an empty definition each, and no other', async () => {
    const one = await ask('/services/phan-anh-hien-truong.json', '');
    expect(await one.json()).toEqual({ service_code: 'phan-anh-hien-truong', attributes: [] });
    const { root } = parsed(await (await ask('/services/kien-nghi-phan-anh.xml', '')).text());
    expect(root).toBe('service_definition');
    expect((await ask('/services/to-cao.json', '')).status).toBe(404);
  });

  it('are found by discovery', async () => {
    const found = (await (await ask('/discovery.json', '')).json()) as { endpoints: readonly Told[] };
    expect(found.endpoints[0]).toMatchObject({ url: base, formats: ['application/json', 'text/xml'] });
    const { root, text } = parsed(await (await ask('/discovery.xml', '')).text());
    expect([root, text('format'), text('url')]).toEqual([
      'discovery',
      ['application/json', 'text/xml'],
      [base],
    ]);
  });
});

describe('a request that is sent', () => {
  it('is a case of the reception, with its person for the officers alone', async () => {
    const response = await send(pothole);
    expect(response.status).toBe(201);
    const code = String((await told(response))[0]?.['service_request_id']);
    expect(code).toBe('PAHT.20261120.0001');
    const id = await office.store.idOf(code);
    const file = await office.store.load(id ?? '');
    expect(file).toMatchObject({ kind: 'incident', office: 'so', channel: 'open311', stage: 'received' });
    expect(file?.submission).toMatchObject({
      content: pothole.description,
      place: pothole.address_string,
      location: { latitude: 21.0285, longitude: 105.8542 },
      contact: { name: 'Nguyễn Văn A', phone: '0987654321', email: 'nguyen.van.a@example.com' },
      consent: { at: at.toISOString(), messages: false },
    });
    const seen = await (await ask(`/requests/${code}.json`)).text();
    for (const personal of ['Nguyễn', 'Văn A', '0987654321', 'nguyen.van.a', '0912 345 678'])
      expect(seen).not.toContain(personal);
    const { text } = parsed(await (await ask(`/requests/${code}.xml`)).text());
    expect(text('description')).toEqual(['Ổ gà sâu <b>& nguy hiểm</b>, gọi ***']);
    expect(text('address')).toEqual(['Ngõ 12 "phố" Ngọc Hà']);
    expect(text('media_url')).toEqual(['']);
  });

  it('is one case however often it is sent with the same key of repetition', async () => {
    const headers = { 'idempotency-key': 'f00d' };
    const sent = [await send(pothole, headers), await send(pothole, headers)];
    expect(sent.map(({ status }) => status)).toEqual([201, 200]);
    const codes = await Promise.all(sent.map(async (one) => (await told(one))[0]?.['service_request_id']));
    expect(new Set(codes).size).toBe(1);
    expect((await send(pothole)).status).toBe(201);
    expect(await office.store.count({}, { is: 'system' })).toBe(2);
  });

  it.each([
    [400, { service_code: '' }],
    [404, { service_code: 'to-cao' }],
    [400, { description: '' }],
    [400, { description: 'a'.repeat(4001) }],
    [400, { lat: '', long: '', address_string: '' }],
    [400, { lat: '121.5' }],
    [400, { lat: '1e1' }],
    [400, { long: '' }],
    [400, { phone: '12' }],
    [400, { email: 'a@b' }],
    [400, { media_url: 'file:///etc/passwd' }],
    [400, { service_code: 'kien-nghi-phan-anh', last_name: '', first_name: '' }],
    [400, { service_code: 'kien-nghi-phan-anh', phone: '', email: '' }],
    [404, { jurisdiction_id: 'khac' }],
    [403, { api_key: '' }],
    [403, { api_key: 'sai' }],
  ])('is refused with %i and a reason: %o', async (status, wrong) => {
    const response = await send({ ...pothole, ...wrong });
    expect(response.status).toBe(status);
    expect(await told(response)).toEqual([
      { code: status, description: expect.stringMatching(/\p{L}.+\./u) },
    ]);
    expect(await office.store.count({}, { is: 'system' })).toBe(0);
  });

  it('is refused with a key that may only read, as JSON, and among several offices without a name', async () => {
    expect((await send({ ...pothole, api_key: readKey })).status).toBe(403);
    const json = { method: 'POST', headers: { 'content-type': 'application/json' }, body: '{}' };
    const refused = await fetch(`${base}/requests.xml`, json);
    expect(refused.status).toBe(400);
    const { root, text } = parsed(await refused.text());
    expect([root, text('code')]).toEqual(['errors', ['400']]);
    await close();
    await open({ offices: () => [{ id: 'so' }, { id: 'ngoc-ha' }] });
    expect((await send(pothole)).status).toBe(400);
    expect((await send({ ...pothole, jurisdiction_id: 'ngoc-ha' })).status).toBe(201);
  });
});

describe('the requests that are read', () => {
  it('need a key with that right, and one that was not revoked', async () => {
    const paths = ['/requests.json', '/requests.xml', '/requests', '/requests/PAHT.20261120.0001.json'];
    for (const path of paths)
      for (const key of ['', 'sai', writeKey]) expect((await ask(path, key)).status).toBe(403);
    expect((await fetch(`${base}/requests.json?api_key=${readKey}`)).status).toBe(200);
    await keys.revoke((await keys.holderOf(readKey))?.id ?? '', 'test', at);
    expect((await ask('/requests.json')).status).toBe(403);
  });

  it('are of public kinds alone, whatever is asked', async () => {
    const receipts = new Map<CaseKind, Receipt>();
    for (const kind of caseKinds) receipts.set(kind, await receive(kind));
    const codes = [...receipts.values()].map(({ code }) => code).join(',');
    const shown = ['/requests.json', '/requests.xml', `/requests.json?service_request_id=${codes}`];
    for (const path of shown) {
      const text = await (await ask(path)).text();
      for (const [kind, { code }] of receipts) {
        const isPublic = kind === 'incident' || kind === 'proposal';
        expect([path, kind, new RegExp(`[">]${code}["<]`).test(text)]).toEqual([path, kind, isPublic]);
        expect(text.includes(`Nội dung ${kind}`)).toBe(isPublic);
      }
      expect(text).not.toContain('Trần Thị B');
    }
    const unknown = await (await ask('/requests/HS.20261120.9999.json')).text();
    for (const kind of ['complaint', 'denunciation', 'suggestion', 'question'] as const) {
      const response = await ask(`/requests/${receipts.get(kind)?.code ?? ''}.json`);
      expect([response.status, await response.text()]).toEqual([404, unknown]);
    }
    expect((await ask('/requests.json?service_code=khieu-nai')).status).toBe(404);
  });

  it('disappear when the officers find that the case is a complaint', async () => {
    const { code } = await receive('proposal');
    const move = { type: 'classified' as const, kind: 'complaint' as const };
    const { refusal } = await office.desk.move(code, move, officer('clerk'), { now: at });
    expect(refusal).toBeUndefined();
    expect((await ask(`/requests/${code}.json`)).status).toBe(404);
    expect(await told(await ask('/requests.json'))).toEqual([]);
  });

  it('tell how the case stands, and nothing that officers wrote', async () => {
    const { code, due } = await receive('incident');
    const clerk = officer('clerk');
    at = new Date('2026-11-20T03:00:00Z');
    await office.desk.move(code, { type: 'assigned', unit: 'Phòng Kinh tế' }, clerk, { now: at });
    await office.desk.move(code, { type: 'noted', text: 'ghi chú kín' }, clerk, { now: at });
    const [open] = await told(await ask(`/requests/${code}.json`));
    expect(open).toMatchObject({
      service_request_id: code,
      status: 'open',
      status_notes: 'Đang xử lý. Đơn vị: Phòng Kinh tế',
      agency_responsible: 'Phòng Kinh tế',
      requested_datetime: morning.toISOString(),
      updated_datetime: at.toISOString(),
      expected_datetime: `${due?.on}T23:59:59+07:00`,
      lat: null,
    });
    const reply = { type: 'answered' as const, text: 'Kính gửi bà Trần Thị B', attachments: [] };
    const { refusal } = await office.desk.move(code, reply, officer('leader'), { now: at });
    expect(refusal).toBeUndefined();
    const closed = await (await ask(`/requests/${code}.json`)).text();
    expect(closed).toContain('"status":"closed"');
    expect(closed).not.toMatch(/Trần Thị B|ghi chú kín/u);
    expect(await told(await ask('/requests.json?status=open'))).toEqual([]);
    expect(await told(await ask('/requests.json?status=open,closed'))).toHaveLength(1);
  });

  it('are filtered by service and time, and come in pages, the newest first', async () => {
    const codes: string[] = [];
    for (const hour of [1, 2, 3]) {
      at = new Date(`2026-11-20T0${hour}:00:00Z`);
      codes.unshift((await receive(hour === 2 ? 'proposal' : 'incident')).code);
    }
    at = new Date('2026-11-20T05:00:00Z');
    const found = async (query: string) =>
      (await told(await ask(`/requests.json?${query}`))).map((one) => one['service_request_id']);
    expect(await found('')).toEqual(codes);
    expect(await found('service_code=kien-nghi-phan-anh')).toEqual([codes[1]]);
    expect(await found('start_date=2026-11-20T09:00:00%2B07:00')).toEqual(codes.slice(0, 2));
    expect(await found('start_date=2026-11-20T09:00:00+07:00')).toEqual(codes.slice(0, 2));
    expect(await found('end_date=2026-11-20T02:00:00Z')).toEqual(codes.slice(1));
    expect(await found('page_size=2')).toEqual(codes.slice(0, 2));
    expect(await found('page_size=2&page=2')).toEqual(codes.slice(2));
    at = new Date('2027-03-20T05:00:00Z');
    expect(await found('')).toEqual([]);
    expect(await found('start_date=2026-11-01')).toEqual(codes);
    for (const wrong of ['start_date=hôm qua', 'status=mo', 'page=0', 'page_size=101', 'end_date=2026-13-40'])
      expect((await ask(`/requests.json?${wrong}`)).status).toBe(400);
  });

  it('come slowly to whoever asks too often, and guessing keys does not stop a good one', async () => {
    await close();
    await open({ perMinute: { reads: 3, writes: 1, wrong: 2 } });
    const statuses = async (count: number, run: () => Promise<Response>) => {
      const all: number[] = [];
      for (let i = 0; i < count; i += 1) all.push((await run()).status);
      return all;
    };
    expect(await statuses(3, () => ask('/requests.json', 'sai'))).toEqual([403, 403, 429]);
    expect(await statuses(4, () => ask('/requests.json'))).toEqual([200, 200, 200, 429]);
    expect(await statuses(2, () => send(pothole))).toEqual([201, 429]);
  });
});
