import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import type { Activity } from 'botbuilder';
import { afterAll, beforeAll, expect, it } from 'vitest';
import { startApp, type App } from '../../../src/app.ts';
import { readConfig } from '../../../src/config.ts';
import { silentLog } from '../../fakes/silent-log.ts';
import { startMailServer, type MailServer } from '../notices/mail-server.ts';
import { password, Person } from './harness.ts';
import { keptReadings } from '../../kept-readings.ts';

const secret = 'mot-ma-bi-mat-de-thu';
let dataDir: string;
let app: App;
let mail: MailServer;

beforeAll(async () => {
  dataDir = await mkdtemp(join(tmpdir(), 'circle-'));
  mail = await startMailServer();
  const settings = { DATA_DIR: dataDir, CACHE_DIR: keptReadings, PORT: '0', DIRECT_LINE_SECRET: secret };
  const { config, faults } = readConfig({
    ...settings,
    SMTP_URL: mail.url,
    MAIL_FROM: 'Sở <so@example.gov.vn>',
    MAIL_TO: 'mot-cua@example.gov.vn, van-phong@example.gov.vn',
  });
  if (!config) throw new Error(faults.join('\n'));
  app = await startApp(config, silentLog);
}, 120_000);
afterAll(async () => {
  await app.close();
  await mail.close();
  await rm(dataDir, { recursive: true });
});

/** A client of Direct Line, as a web page is one. */
async function openTalk(userId: string) {
  const headers = { authorization: `Bearer ${secret}`, 'content-type': 'application/json' };
  const base = `${app.url}/v3/directline/conversations`;
  const opened = await fetch(base, { method: 'POST', headers });
  const { conversationId } = (await opened.json()) as { readonly conversationId: string };
  let watermark = '';
  const heard = async (isIt: (activity: Activity) => boolean): Promise<Activity> => {
    for (;;) {
      const response = await fetch(`${base}/${conversationId}/activities?watermark=${watermark}`, {
        headers,
      });
      const set = (await response.json()) as { readonly watermark: string; readonly activities: Activity[] };
      watermark = set.watermark;
      const found = set.activities.find(
        (one) => one.type === 'message' && one.from.id !== userId && isIt(one),
      );
      if (found) return found;
      await new Promise((resolve) => setTimeout(resolve, 50));
    }
  };
  return {
    heard,
    says: async (text: string) => {
      const body = JSON.stringify({ type: 'message', from: { id: userId }, text });
      const sent = await fetch(`${base}/${conversationId}/activities`, { method: 'POST', headers, body });
      const { id } = (await sent.json()) as { readonly id: string };
      return (await heard(({ replyToId }) => replyToId === id)).text;
    },
  };
}

/** The first administrator by the printed link, and an officer by a link of theirs. */
async function officer(): Promise<Person> {
  const first = new URL((await app.console.firstLink(app.url)) ?? '').searchParams.get('ma') ?? '';
  const boss = new Person(app.url);
  const name = 'Phạm Thị Quản Trị';
  await boss.post('/console/thiet-lap', {
    'lien-ket': first,
    name,
    login: 'ba.pham',
    password,
    again: password,
  });
  await boss.logIn('ba.pham');
  const account = { name: 'Trần Lãnh Đạo', login: 'ong.tran', roles: ['clerk', 'leader'] };
  const page = await (await boss.post('/console/tai-khoan', account)).text();
  const link = /thiet-lap\?ma=([\w-]+)/.exec(page)?.[1] ?? '';
  const person = new Person(app.url);
  await person.post('/console/thiet-lap', { 'lien-ket': link, password, again: password });
  await person.logIn('ong.tran');
  return person;
}

it(
  'goes round: filed in the chat, answered in the console, read in the same chat',
  { timeout: 90_000 },
  async () => {
    const lan = await openTalk('dl_lan');
    await lan.says('Đường Lê Lợi phường Ngọc Hà có ổ gà lớn trước số 12, gọi tôi 0912345678 khi cần');
    await lan.says('không có');
    await lan.says('có');
    const receipt = await lan.says('gửi đi');
    const code = /PAHT\.\d{8}\.\d{4}/.exec(receipt)?.[0] ?? '';
    const pin = /[0-9A-Z]{5}-[0-9A-Z]{5}-[0-9A-Z]{5}/.exec(receipt)?.[0] ?? '';
    expect([code.length, pin.length]).toEqual([18, 17]);

    const tran = await officer();
    expect(await (await tran.get('/console/ho-so?ngan=chua-giao&tim=o+ga')).text()).toContain(code);
    await tran.post(`/console/ho-so/${code}/viec/assigned`, { unit: 'Phòng Kinh tế, hạ tầng và Đô thị' });
    const text = 'Đã vá ổ gà trước số 12 ngày 21/11. Cảm ơn ông/bà đã báo.';
    const done = await tran.post(`/console/ho-so/${code}/viec/answered`, { text });
    expect(done.headers.get('location')).toBe(`/console/ho-so/${code}?xong=answered`);

    const notice = await lan.heard((one) => one.text.includes('cơ quan đã trả lời'));
    expect(notice.text).toContain(code);
    expect(notice.text).not.toContain('ổ gà');
    const [next] = notice.suggestedActions?.actions ?? [];
    expect(await lan.says(String(next?.value))).toContain(text);

    const body = new URLSearchParams({ code, secret: pin });
    const tracked = await (await fetch(`${app.url}/tra-cuu`, { method: 'POST', body })).text();
    expect(tracked).toContain(text);
    await expect
      .poll(async () => (await tran.get(`/console/ho-so/${code}`)).text(), { timeout: 10_000 })
      .toMatch(/delivery--delivered">Đã gửi thông báo đến người dân/);
    await expect
      .poll(() => mail.mails.map((one) => one.text).join('\n'), { timeout: 10_000 })
      .toContain(code);
    expect(new Set(mail.mails.flatMap(({ to }) => to))).toEqual(
      new Set(['mot-cua@example.gov.vn', 'van-phong@example.gov.vn']),
    );
    expect(mail.mails.map((one) => one.raw + one.text).join('\n')).not.toMatch(/0912345678|ổ gà/);
  },
);
