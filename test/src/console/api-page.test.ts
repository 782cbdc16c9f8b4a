import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { apiSay } from '../../../src/console/api-texts.ts';
import type { NoticeResult } from '../../../src/notices/notice.ts';
import { ApiKeyStore } from '../../../src/storage/api-key-store.ts';
import { WebhookStore } from '../../../src/storage/webhook-store.ts';
import { loggedIn, startSite, type Person, type Site } from './harness.ts';

let site: Site;
let admin: Person;

beforeAll(async () => {
  site = await startSite();
  await site.account('quan-tri', ['admin']);
  admin = await loggedIn(site, 'quan-tri');
});
afterAll(() => site.close());

const shown = (page: string, label: string) =>
  new RegExp(`aria-label="${label}"[^>]*>([^<]+)<`).exec(page)?.[1]?.trim() ?? '';
const read = async () => (await admin.get('/console/api')).text();

describe('the page for other programs', () => {
  it('makes a key, shows it once, and takes it back', async () => {
    const made = await admin.post('/console/api/khoa', { name: 'Cổng <tỉnh>', rights: ['read'] });
    const key = shown(await made.text(), apiSay.keyLabel);
    const keys = new ApiKeyStore(site.office.database);
    const holder = await keys.holderOf(key);
    expect(holder).toMatchObject({ name: 'Cổng <tỉnh>', canRead: true, canWrite: false });
    const page = await read();
    expect(page).toContain('Cổng &lt;tỉnh&gt;');
    expect(page).not.toContain(key);
    await admin.post(`/console/api/khoa/${holder?.id ?? ''}/thu-hoi`);
    expect(await keys.holderOf(key)).toBeUndefined();
    expect(await read()).toContain('đã thu hồi');
  });

  it('refuses a key without a name or a right', async () => {
    expect((await admin.post('/console/api/khoa', { name: '', rights: ['read'] })).status).toBe(422);
    expect((await admin.post('/console/api/khoa', { name: 'Cổng tỉnh' })).status).toBe(422);
  });

  it('adds a webhook with a secret that is shown once, and removes it', async () => {
    const url = 'https://tinh.example.gov.vn/nhan';
    const added = await admin.post('/console/api/webhook', { url });
    const secret = shown(await added.text(), apiSay.hookLabel);
    const hooks = new WebhookStore(site.office.database);
    const id = (await hooks.list())[0]?.id ?? '';
    expect(await hooks.target(id)).toEqual({ url, secret });
    expect(await read()).not.toContain(secret);
    await admin.post(`/console/api/webhook/${id}/go`);
    expect(await hooks.list()).toEqual([]);
  });

  it('tells which messages were given up, why, what to do, and sends them again when asked', async () => {
    const hooks = new WebhookStore(site.office.database);
    const { outbox } = site.office;
    await hooks.add('https://tinh.example.gov.vn/nhan', 'test', site.now());
    const id = (await hooks.list())[0]?.id ?? '';
    const recipient = { channel: 'webhook', userId: id, conversationId: id };
    const notices = ['PAHT.20261121.0001', 'PAHT.20261121.0002'].map((code) => ({
      id: `case/${code}/1/webhook/${id}`,
      recipient,
      message: { text: '{}' },
    }));
    await outbox.enqueue(notices, site.now());
    const fail = async (result: NoticeResult) => {
      const claim = await outbox.claimNext('webhook', site.now(), site.now());
      if (claim) await outbox.record(claim, result, site.now());
    };
    const reason = 'HTTP 503';
    await fail({ state: 'waiting', nextAttemptAt: site.now(), reason });
    expect(await read()).toContain(apiSay.hookWaiting('1', reason));
    for (let times = 0; times < 2; times += 1)
      await fail({ state: 'dead', code: 'outbox/gave-up', reason, fallback: undefined });
    const page = await read();
    expect(page).toContain('2 tin không gửi được');
    for (const text of [apiSay.hookWhy['outbox/gave-up'], apiSay.lastReason(reason), 'PAHT.20261121.0002'])
      expect(page).toContain(text);
    const again = await admin.post(`/console/api/webhook/${id}/gui-lai`);
    expect(await again.text()).toContain(apiSay.sentAgain(2));
    expect(await read()).not.toContain('không gửi được');
    expect(await outbox.inState('waiting', 10, 'webhook')).toHaveLength(2);
    await hooks.remove(id, 'test', site.now());
  });

  it('refuses an address inside', async () => {
    for (const url of ['https://10.0.0.1/', 'http://tinh.example.gov.vn/', 'https://localhost/', 'x', '']) {
      const response = await admin.post('/console/api/webhook', { url });
      expect([url, response.status]).toEqual([url, 422]);
      expect(await response.text()).toContain(apiSay.badUrl);
    }
  });
});
