import mammoth from 'mammoth';
import { dayOf } from '../../../src/cases/calendar-day.ts';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import type { Receipt } from '../../../src/cases/reception.ts';
import { loggedIn, startSite, type Person, type Site } from './harness.ts';

let site: Site;
let clerk: Person;
const cases: Record<string, Receipt> = {};
const day = 86_400_000;

async function file(
  name: string,
  kind: 'incident' | 'proposal' | 'question',
  content: string,
  place?: string,
) {
  const incoming = { kind, office: 'so', channel: 'directline', submission: { content, place } };
  cases[name] = await site.office.reception.receive(incoming, site.now());
}

beforeAll(async () => {
  site = await startSite();
  await site.account('chuyen.vien', ['specialist'], ['Phòng Kinh tế']);
  await site.account('van.thu', ['clerk']);
  await file('old', 'incident', 'Đường Trần Phú có ổ gà sâu', 'Số 45 Trần Phú');
  site.pass(20 * day);
  await file('fresh', 'proposal', 'Thủ tục đăng ký quá lâu');
  await file('asked', 'question', 'Số đường dây nóng là gì');
  clerk = await loggedIn(site, 'van.thu');
});
afterAll(() => site.close());

async function listed(query: string): Promise<string[]> {
  const page = await (await clerk.get(`/console/ho-so${query}`)).text();
  const codes = new Set(
    [...page.matchAll(/href="\/console\/ho-so\/([A-Z]+\.\d+\.\d+)"/g)].map(([, code]) => code),
  );
  return Object.keys(cases).filter((name) => codes.has(cases[name]?.code));
}

describe('the inbox', () => {
  it('answers to what the address says', async () => {
    expect(await listed('')).toEqual(['old', 'fresh', 'asked']);
    expect(await listed('?ngan=qua-han')).toEqual(['old']);
    expect(await listed('?ngan=sap-han')).not.toContain('old');
    expect(await listed('?ngan=cua-toi')).toEqual([]);
    expect(await listed('?loai=proposal')).toEqual(['fresh']);
    expect(await listed('?ngan=tat-ca&loai=question')).toEqual(['asked']);
    expect(await listed('?ngan=khong-co&loai=khong-co&trang=-4')).toEqual(['old', 'fresh', 'asked']);
  });

  it('finds words without their marks, a place, and a code', async () => {
    expect(await listed('?tim=o+ga')).toEqual(['old']);
    expect(await listed('?tim=TRAN+phu+45')).toEqual(['old']);
    expect(await listed('?tim=thu+tuc')).toEqual(['fresh']);
    expect(await listed(`?tim=${cases['asked']?.code.toLowerCase() ?? ''}`)).toEqual(['asked']);
    expect(await listed('?tim=khong+co+dau')).toEqual([]);
  });

  it('says with words what the colours of due dates say', async () => {
    const page = await (await clerk.get('/console/ho-so')).text();
    expect(page).toMatch(/due--over">Quá hạn \d+ ngày</);
    expect(page).toMatch(/due--(near|far)">Còn \d+ ngày làm việc</);
  });

  it('suggests the unit with the quoted duty, and gives the case away with one press', async () => {
    const code = cases['old']?.code ?? '';
    const page = await (await clerk.get(`/console/ho-so/${code}`)).text();
    expect(page).toContain('Phòng Kinh tế chủ trì duy tu đường nội bộ');
    await clerk.post(`/console/ho-so/${code}/viec/assigned`, {
      unit: 'Phòng Kinh tế',
      duty: 'Phòng Kinh tế chủ trì duy tu đường nội bộ',
    });
    const specialist = await loggedIn(site, 'chuyen.vien');
    const own = await (await specialist.get(`/console/ho-so/${code}`)).text();
    expect(own).toContain('Giao Phòng Kinh tế');
    expect(own).toContain('Cam kết của cơ quan');
    await specialist.post(`/console/ho-so/${code}/viec/noted`, { text: 'Đã khảo sát' });
    await specialist.post(`/console/ho-so/${code}/viec/answered`, { text: 'Đã vá xong ổ gà ngày 20/11.' });
    expect(await listed('?ngan=da-xong')).toEqual(['old']);
  });
});

describe('the tracking page', () => {
  const post = (path: string, fields: Record<string, string>) =>
    fetch(site.base + path, { method: 'POST', body: new URLSearchParams(fields) });

  it('shows the answer to who has code and secret, and nothing internal', async () => {
    const { code = '', secret = '' } = cases['old'] ?? {};
    const page = await (await post('/tra-cuu', { code, secret })).text();
    expect(page).toContain('Đã vá xong ổ gà ngày 20/11.');
    expect(page).toContain('Giao Phòng Kinh tế xử lý.');
    expect(page).not.toContain('Đã khảo sát');
    expect(page).not.toContain('Công chức');
  });

  it('says the same for a wrong code and a wrong secret', async () => {
    const { code = '' } = cases['old'] ?? {};
    const secret = cases['fresh']?.secret ?? '';
    const wrong = [
      await post('/tra-cuu', { code, secret }),
      await post('/tra-cuu', { code: 'PAKN.20200101.0001', secret }),
      await post('/tra-cuu', { code: 'rác', secret: 'rác' }),
    ];
    expect(wrong.map(({ status }) => status)).toEqual([404, 404, 404]);
    const pages = await Promise.all(wrong.map((response) => response.text()));
    const same = pages.map((page) => page.replace(/name="code"[^>]*value="[^"]*"|value="[^"]*"/g, ''));
    expect(new Set(same).size).toBe(1);
  });

  it('takes what the person adds, reopens and withdraws', async () => {
    const reopened = cases['old'] ?? { code: '', secret: '' };
    const page = await post('/tra-cuu/mo-lai', { ...pick(reopened), reason: 'Ổ gà lại hở' });
    expect(await page.text()).toContain('Hồ sơ đã được mở lại.');
    const fresh = pick(cases['fresh'] ?? reopened);
    expect((await post('/tra-cuu/bo-sung', { ...fresh, text: '' })).status).toBe(409);
    expect(await (await post('/tra-cuu/bo-sung', { ...fresh, text: 'Thêm giấy tờ' })).text()).toContain(
      'Đã nhận',
    );
    expect(await (await post('/tra-cuu/rut', { ...fresh, reason: '' })).text()).toContain('Đã rút hồ sơ.');
    expect((await post('/tra-cuu/rut', { ...fresh, secret: 'sai', reason: '' })).status).toBe(404);
  });

  it('has the petition to sign, with what was told filled in, until the signed one is there', async () => {
    const { reception, desk } = site.office;
    const submission = {
      content: 'Tính thiếu 12 m2',
      contested: { what: 'Quyết định thu hồi đất', number: '15/QĐ-UBND' },
      contact: { name: 'Lê Thị Hoa' },
    };
    const about = { office: 'so', channel: 'directline', submission } as const;
    const complaint = await reception.receive({ ...about, kind: 'complaint' }, site.now());
    const mine = { code: complaint.code, secret: complaint.secret };
    expect(await (await post('/tra-cuu', mine)).text()).toContain('Tải đơn khiếu nại đã điền');
    const buffer = Buffer.from(await (await post('/tra-cuu/mau-don', mine)).arrayBuffer());
    const { value } = await mammoth.extractRawText({ buffer });
    for (const text of ['ĐƠN KHIẾU NẠI', 'Lê Thị Hoa', '15/QĐ-UBND', 'Tính thiếu 12 m2'])
      expect(value).toContain(text);
    expect((await post('/tra-cuu/mau-don', { ...mine, secret: 'sai' })).status).toBe(404);
    const other = await reception.receive({ ...about, kind: 'proposal' }, site.now());
    expect((await post('/tra-cuu/mau-don', { code: other.code, secret: other.secret })).status).toBe(404);
    const clerk = { id: 'v', name: 'Văn thư', roles: ['clerk'] as const, units: [] };
    await desk.move(complaint.code, { type: 'lodged', on: dayOf(site.now()) }, clerk, { now: site.now() });
    expect(await (await post('/tra-cuu', mine)).text()).not.toContain('Tải đơn khiếu nại đã điền');
  });

  it('slows down who asks too often', async () => {
    const many = await Promise.all(
      Array.from({ length: 70 }, () => post('/tra-cuu', { code: 'x', secret: 'y' })),
    );
    expect(many.filter(({ status }) => status === 429).length).toBeGreaterThan(0);
  });
});

function pick({ code, secret }: Pick<Receipt, 'code' | 'secret'>) {
  return { code, secret };
}
