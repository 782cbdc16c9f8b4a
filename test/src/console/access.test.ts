import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { passwordProblem } from '../../../src/console/password.ts';
import { loggedIn, password, Person, startSite, type Site } from './harness.ts';

let site: Site;
beforeAll(async () => {
  site = await startSite();
});
afterAll(() => site.close());

const minute = 60_000;
let counter = 0;
async function someone(roles: Parameters<Site['account']>[1] = ['clerk']) {
  counter += 1;
  const login = `nguoi.${counter}`;
  const id = await site.account(login, roles);
  return { login, id };
}

describe('the first administrator', () => {
  it('is made by a link that works once, and there is no second one', async () => {
    const fresh = await startSite();
    try {
      const old = await fresh.console.firstLink(fresh.base);
      const url = new URL((await fresh.console.firstLink(fresh.base)) ?? '');
      const person = new Person(fresh.base);
      const gone = await person.get(`/console/thiet-lap${new URL(old ?? '').search}`);
      expect(gone.status).toBe(410);
      const fields = {
        'lien-ket': url.searchParams.get('ma') ?? '',
        name: 'Trần Thị Quản Trị',
        login: 'quan.tri.1',
        password,
        again: password,
      };
      const tooShort = await person.post('/console/thiet-lap', { ...fields, password: 'ngan' });
      expect(tooShort.status).toBe(422);
      expect((await person.post('/console/thiet-lap', fields)).status).toBe(303);
      expect((await person.post('/console/thiet-lap', { ...fields, login: 'ke.khac' })).status).toBe(410);
      expect(await fresh.console.firstLink(fresh.base)).toBeUndefined();
      await person.logIn('quan.tri.1');
      expect((await person.get('/console/tai-khoan')).status).toBe(200);
      const { rows } = {
        rows: await fresh.office.database.queries.selectFrom('officer_links').selectAll().execute(),
      };
      expect(JSON.stringify(rows)).not.toContain(fields['lien-ket']);
    } finally {
      await fresh.close();
    }
  });
});

describe('the log-in', () => {
  it('gives a new session, and says the same for a wrong name and a wrong password', async () => {
    const { login } = await someone();
    const person = new Person(site.base);
    await person.get('/console/dang-nhap');
    const before = person.cookie();
    const wrongPassword = await person.logIn(login, 'mot mat khau khac han');
    const wrongName = await person.logIn('khong.co.ai', password);
    expect([wrongPassword.status, wrongName.status]).toEqual([403, 403]);
    const [one, other] = [await wrongPassword.text(), await wrongName.text()].map((page) =>
      page.replace(/(nonce|value)="[^"]*"|nonce-[^']*/g, ''),
    );
    expect(one).toBe(other);
    expect((await person.logIn(login)).headers.get('location')).toBe('/console');
    expect(person.cookie()).not.toBe(before);
  });

  it('goes back to the page that was asked for, and to no other site', async () => {
    const { login } = await someone();
    const person = new Person(site.base);
    const asked = await person.get('/console/ho-so?ngan=qua-han');
    expect(asked.headers.get('location')).toBe('/console/dang-nhap?den=%2Fconsole%2Fho-so%3Fngan%3Dqua-han');
    for (const den of [
      '//evil.example',
      'https://evil.example',
      '/console/..//evil.example',
      '/consoleevil',
      '/console\\evil',
    ])
      expect(
        (await new Person(site.base).post('/console/dang-nhap', { login, password, den })).headers.get(
          'location',
        ),
      ).toBe('/console');
    const back = await person.post('/console/dang-nhap', {
      login,
      password,
      den: '/console/ho-so?ngan=qua-han',
    });
    expect(back.headers.get('location')).toBe('/console/ho-so?ngan=qua-han');
  });

  it('locks an account after ten wrong passwords, also when they come at once', async () => {
    const { login } = await someone();
    const person = new Person(site.base);
    const token = await person.token();
    const tries = Array.from({ length: 14 }, (_, n) =>
      person.post('/console/dang-nhap', { login, password: `sai hoan toan ${n}` }, { token }),
    );
    await Promise.all(tries);
    expect((await person.logIn(login)).status).toBe(403);
    site.pass(16 * minute);
    expect((await person.logIn(login)).status).toBe(303);
  });

  it('keeps only hashes: no session and no password can be read in the database', async () => {
    const { login } = await someone();
    const person = await loggedIn(site, login);
    const { queries } = site.office.database;
    const all = JSON.stringify([
      await queries.selectFrom('officers').selectAll().execute(),
      await queries.selectFrom('officer_sessions').selectAll().execute(),
    ]);
    expect(all).not.toContain(person.cookie().split('=')[1]);
    expect(all).not.toContain(password);
    expect(all).toContain('$argon2id$v=19$m=19456,t=2,p=1$');
  });
});

describe('a session', () => {
  it('ends after half an hour without work, and after eight hours of work', async () => {
    const { login } = await someone();
    const person = await loggedIn(site, login);
    site.pass(29 * minute);
    expect((await person.get('/console/ho-so')).status).toBe(200);
    site.pass(31 * minute);
    expect((await person.get('/console/ho-so')).status).toBe(303);
    const busy = await loggedIn(site, login);
    for (let at = 0; at < 8 * 60; at += 25) {
      expect((await busy.get('/console/ho-so')).status).toBe(200);
      site.pass(25 * minute);
    }
    expect((await busy.get('/console/ho-so')).status).toBe(303);
  });

  it('is over everywhere once the account is locked, changed, logged out, or has another password', async () => {
    const admin = await someone(['admin']);
    const boss = await loggedIn(site, admin.login);
    const ends = [
      (id: string) => boss.post(`/console/tai-khoan/${id}/khoa`),
      (id: string) => boss.post(`/console/tai-khoan/${id}`, { name: 'Tên Mới', roles: ['specialist'] }),
      (id: string) => boss.post(`/console/tai-khoan/${id}/lien-ket`),
    ];
    for (const end of ends) {
      const { login, id } = await someone();
      const person = await loggedIn(site, login);
      expect((await person.get('/console/ho-so')).status).toBe(200);
      expect((await end(id)).status).toBeLessThan(400);
      expect((await person.get('/console/ho-so')).status).toBe(303);
    }
    const { login } = await someone();
    const [one, other] = [await loggedIn(site, login), await loggedIn(site, login)];
    const copied = new Person(site.base);
    copied.useCookie('phien', one.cookie().split('=')[1] ?? '');
    expect((await copied.get('/console/ho-so')).status).toBe(200);
    await one.post('/console/dang-xuat');
    expect((await copied.get('/console/ho-so')).status).toBe(303);
    const fresh = { old: password, password: 'mot cau moi that dai 9', again: 'mot cau moi that dai 9' };
    const two = await loggedIn(site, login);
    expect((await two.post('/console/mat-khau', fresh)).status).toBe(303);
    expect((await two.get('/console/ho-so')).status).toBe(200);
    expect((await other.get('/console/ho-so')).status).toBe(303);
  });
});

describe('accounts', () => {
  it('are made by the administrator, who never learns the password, and every step is on record', async () => {
    const admin = await someone(['admin']);
    const boss = await loggedIn(site, admin.login);
    const made = await boss.post('/console/tai-khoan', {
      name: 'Lê Văn Chuyên',
      login: 'le.van.chuyen',
      roles: ['specialist'],
      units: 'Phòng Kinh tế\nVăn phòng\n',
    });
    const page = await made.text();
    const link = /thiet-lap\?ma=([\w-]+)/.exec(page)?.[1] ?? '';
    expect(link.length).toBeGreaterThan(40);
    const person = new Person(site.base);
    expect((await person.logIn('le.van.chuyen', '')).status).toBe(403);
    await person.post('/console/thiet-lap', { 'lien-ket': link, password, again: password });
    expect((await person.logIn('le.van.chuyen')).status).toBe(303);
    const account = (await site.officers.byLogin('le.van.chuyen'))?.account;
    expect(account).toMatchObject({ roles: ['specialist'], units: ['Phòng Kinh tế', 'Văn phòng'] });
    const again = await boss.post('/console/tai-khoan', {
      name: 'A',
      login: 'le.van.chuyen',
      roles: ['clerk'],
    });
    expect(again.status).toBe(422);
    const actions = (await site.office.audit.ofSubject(account?.id ?? '')).map(({ action }) => action);
    expect(actions).toEqual(['officer/log-in', 'officer/set-password', 'officer/create']);
  });

  it('leave at least one administrator', async () => {
    const fresh = await startSite();
    try {
      const id = await fresh.account('mot.minh', ['admin']);
      const other = await fresh.account('nguoi.hai', ['clerk']);
      const boss = await loggedIn(fresh, 'mot.minh');
      expect((await boss.post(`/console/tai-khoan/${id}/khoa`)).status).toBe(409);
      expect((await boss.post(`/console/tai-khoan/${id}`, { name: 'A', roles: ['clerk'] })).status).toBe(409);
      expect((await boss.post(`/console/tai-khoan/${other}/khoa`)).status).toBe(303);
    } finally {
      await fresh.close();
    }
  });
});

describe('a password', () => {
  it.each([
    ['ngắn quá', 'too-short'],
    ['matkhau123456', 'too-simple'],
    ['aaaaaaaaaaaaaaaa', 'too-simple'],
    ['20112026010203', 'too-simple'],
    ['Password@2026!', 'too-simple'],
    ['van.thu.01 rat dep', 'holds-name'],
    ['x'.repeat(201), 'too-long'],
    ['con mèo nằm trên mái 7', undefined],
    ['Xoài-xanh/chấm_muối', undefined],
  ])('%s: %s', (text, problem) => {
    expect(passwordProblem(text, 'van.thu.01')).toBe(problem);
  });
});
