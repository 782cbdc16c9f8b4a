import { readdirSync, readFileSync, rmSync } from 'node:fs';
import { join } from 'node:path';
import { gunzipSync } from 'node:zlib';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { intakeVi } from '../../dialogs/messages/intake.ts';
import { roles, type Role } from '../../src/cases/case-event.ts';
import { exportPerson } from '../../src/cases/data-subject.ts';
import { hashPassword } from '../../src/console/password.ts';
import { AuditLog } from '../../src/storage/audit-log.ts';
import { backupTo } from '../../src/storage/backup.ts';
import { OfficerStore } from '../../src/storage/officer-store.ts';
import { hashToken, newToken } from '../../src/storage/session-store.ts';
import { silentLog } from '../fakes/silent-log.ts';
import { password, Person } from '../src/console/harness.ts';
import { onePixel } from './pictures.ts';
import { WholeOffice, type Talk } from './whole-office.ts';

const say = intakeVi('ông/bà');
const { sealed, buttons } = say;

const name = 'Trần Thị Kín';
const told = ['Nguyễn Văn Nhận', 'nhận 50 triệu', 'hồ sơ nhà đất'];
const identity = [name, 'Kín', '12 ngõ Lặng', '0987654321'];

let office: WholeOffice;

beforeAll(async () => {
  office = await WholeOffice.open({ DENUNCIATIONS: 'sealed', OFFICE: 'ubnd-phuong-ngoc-ha' });
}, 120_000);
afterAll(() => office.close());

/** Every byte that lies in the data folder, but the keys. */
function onDisk(folder: string): Buffer[] {
  return readdirSync(folder, { recursive: true, withFileTypes: true })
    .filter((entry) => entry.isFile() && !entry.parentPath.endsWith('keys'))
    .map((entry) => readFileSync(join(entry.parentPath, entry.name)));
}

function inClear(values: readonly string[], where: readonly (Buffer | string)[]): string[] {
  return values.filter((value) => where.some((bytes) => bytes.includes(value)));
}

async function officer(login: string, role: Role, fullName = `Công chức ${login}`): Promise<Person> {
  const officers = new OfficerStore(office.app.service.database);
  const token = hashToken(newToken());
  const link = { id: token, expiresAt: new Date(Date.now() + 60_000) };
  const account = { id: login, login, name: fullName, roles: [role], units: [] };
  await officers.create(account, link, 'test', new Date());
  await officers.useLink(token, await hashPassword(password), account, new Date());
  const person = new Person(office.app.url);
  await person.logIn(login);
  return person;
}

const opening = `Tôi muốn tố cáo ông Nguyễn Văn Nhận nhận 50 triệu để làm hồ sơ nhà đất, tôi là ${name}, gọi tôi 0987 654 321`;

/** Tells it all, to the summary. */
async function tell(talk: Talk, ...identified: readonly string[]): Promise<string> {
  await talk.saysAll(opening, sealed.buttons.tell);
  await talk.says('Nguyễn Văn Nhận, cán bộ địa chính');
  await talk.sendsPicture('bien-lai.png', onePixel);
  return talk.saysAll(...identified);
}

function codesOf(receipt: string): { code: string; secret: string } {
  const code = /HS\.\d{8}\.\d{4}/u.exec(receipt)?.[0];
  const secret = /\b[0-9A-Z]{5}-[0-9A-Z]{5}-[0-9A-Z]{5}\b/u.exec(receipt)?.[0];
  if (!code || !secret) throw new Error(`no receipt: ${receipt}`);
  return { code, secret };
}

describe('Tố cáo theo luồng kín, trên trang chat của cơ quan', () => {
  let talk: Talk;
  let receipt: string;
  let code: string;
  let secret: string;

  it('hướng dẫn trước, người dân tự chọn luồng kín; điều đã kể không hỏi lại', async () => {
    talk = await office.someone('Direct Line');
    const guidance = await talk.says(opening);
    expect(guidance).toContain('gửi đơn có chữ ký');
    expect(guidance).toContain('luồng kín');
    expect(guidance).not.toContain('Họ tên của');
    expect(await talk.says('là sao')).toContain(say.problem.noChoice);
    const begun = await talk.says(sealed.buttons.tell);
    expect(begun).toContain(sealed.begun);
    expect(begun).toContain(sealed.accused);
    expect(await talk.says('Nguyễn Văn Nhận, cán bộ địa chính')).toContain(say.ask.evidence);
    expect(await talk.sendsPicture('CCCD.png', onePixel)).toContain(say.identityCard(1));
    await talk.says('sửa tệp kèm');
    const rule = await talk.sendsPicture('bien-lai.png', onePixel);
    expect(rule).toContain(sealed.identity);
    expect(rule).toContain('Điều 23');
    expect(await talk.says(sealed.buttons.giveName)).toContain(sealed.address); // the name was told already
    expect(await talk.says('12 ngõ Lặng, phường Ngọc Hà')).toContain('Người bị tố cáo: Nguyễn Văn Nhận');
  });

  it('đang viết dở thì không có gì đọc được trên đĩa, trong bản sao lưu, trong nhật ký', async () => {
    const file = join(office.dataDir, 'giua-chung.backup');
    await backupTo(file, { dataDir: office.dataDir, log: silentLog }, new Date());
    const backup = readFileSync(file);
    rmSync(file);
    const places = [...onDisk(office.dataDir), backup, unpacked(backup), ...office.logged];
    expect(places.length).toBeGreaterThan(4);
    expect(inClear([...told, ...identity, 'CCCD.png', 'bien-lai.png'], places)).toEqual([]);
    // The search bites: what is kept in clear on purpose is found.
    expect(inClear(['bot_state'], places)).toHaveLength(1);
  });

  it('xem lại: người gửi không có trong phần kể, danh tính chỉ ghi là niêm phong', async () => {
    const summary = await talk.says('sửa địa chỉ thành 12 ngõ Lặng');
    expect(summary).toContain(`• Danh tính: ${sealed.given}`);
    expect(summary).toContain('tôi là (người gửi), gọi tôi (người gửi)');
    expect(summary).toContain(`• Họ tên: ${name}`);
    receipt = await talk.says(buttons.send);
    ({ code, secret } = codesOf(receipt));
    expect(receipt).toContain(sealed.received(false));
    expect(receipt).toContain(sealed.onlyCodes);
    expect(receipt).toContain('Đây chưa phải là đơn tố cáo');
    expect(receipt).not.toMatch(/Liên hệ hướng dẫn nộp đơn/u);
  });

  it('mở lại trang thì không còn lời đã kể, tệp đã gửi', async () => {
    const history = JSON.stringify(await talk.history());
    expect(history).toContain(code);
    expect(inClear([...told, ...identity, sealed.begun, 'bien-lai'], [history])).toEqual([]);
    const { database, uploads } = office.app.service;
    expect(await database.queries.selectFrom('uploads').select('id').execute()).toEqual([]);
    expect(await database.queries.selectFrom('sealed_talks').selectAll().execute()).toEqual([]);
    expect(readdirSync(join(office.dataDir, 'uploads'))).toEqual([]);
    expect(uploads).toBeDefined();
    const states = await database.queries.selectFrom('bot_state').select('key').execute();
    const kept = JSON.stringify(await office.app.service.botState.read(states.map(({ key }) => key)));
    expect(inClear([...told, ...identity], [kept])).toEqual([]);
  });

  it('tra cứu chỉ thấy giai đoạn; tài khoản đã gửi không dẫn tới hồ sơ', async () => {
    const seen = await talk.says(`${code} ${secret}`);
    expect(seen).toContain('Đã tiếp nhận');
    expect(inClear([...told, ...identity, 'Tố cáo'], [seen])).toEqual([]);
    const { reception, cases, rules, database } = office.app.service;
    expect(await reception.casesOf(talk.account, new Date())).toEqual([]);
    const parts = { store: cases.store, rules, audit: new AuditLog(database) };
    expect((await exportPerson(parts, talk.account, new Date())).cases).toEqual([]);
    const page = await fetch(`${office.app.url}/tra-cuu`, {
      method: 'POST',
      headers: { 'content-type': 'application/x-www-form-urlencoded', origin: office.app.url },
      body: new URLSearchParams({ code, secret }),
    });
    const text = await page.text();
    expect(text).toContain(code);
    expect(inClear([...told, ...identity], [text])).toEqual([]);
  });

  it('không vai trò nào thấy danh tính trên bàn làm việc, kể cả khi tìm', { timeout: 60_000 }, async () => {
    for (const role of roles) {
      const person = await officer(`vai-${role}`, role);
      const pages: string[] = [];
      for (const path of [
        '/console/ho-so',
        `/console/ho-so/${code}`,
        ...[name, 'Kín', '0987654321', 'nhận 50 triệu', code].map(
          (words) => `/console/ho-so?tim=${encodeURIComponent(words)}`,
        ),
        '/console/danh-tinh',
        '/console/tai-khoan',
      ])
        pages.push(await (await person.get(path)).text());
      expect(
        inClear(
          identity,
          pages.map((page) => page.replace(/(?:value|href)="[^"]*"/gu, '')),
        ),
      ).toEqual([]);
      const reads = inClear(['nhận 50 triệu'], [pages[1] ?? '']).length > 0;
      expect([role, reads]).toEqual([role, role === 'leader']);
    }
  });

  it(
    'mở danh tính: lý do, người bảo vệ danh tính đồng ý, mỗi lần mở được ghi',
    { timeout: 60_000 },
    async () => {
      const leader = new Person(office.app.url);
      await leader.logIn('vai-leader');
      const guardian = new Person(office.app.url);
      await guardian.logIn('vai-guardian');
      expect((await leader.post(`/console/ho-so/${code}/danh-tinh`, { reason: ' ' })).status).toBe(422);
      await leader.post(`/console/ho-so/${code}/danh-tinh`, {
        reason: 'Xác minh điều kiện thụ lý (Điều 24)',
      });
      const waiting = await (await guardian.get('/console/danh-tinh')).text();
      expect(waiting).toContain('Xác minh điều kiện thụ lý');
      const request = /action="\/console\/danh-tinh\/(?<id>[\w-]+)"/u.exec(waiting)?.groups?.['id'] ?? '';
      expect((await leader.post(`/console/danh-tinh/${request}/mo`)).status).toBe(403);
      await guardian.post(`/console/danh-tinh/${request}`, { granted: 'yes' });
      expect((await guardian.post(`/console/danh-tinh/${request}/mo`)).status).toBe(403);
      const opened = await (await leader.post(`/console/danh-tinh/${request}/mo`)).text();
      for (const part of [name, '12 ngõ Lặng', '0987654321']) expect(opened).toContain(part);
      const { cases, database } = office.app.service;
      const id = (await cases.store.idOf(code)) ?? '';
      const records = await new AuditLog(database).ofSubject(id);
      expect(records.map(({ actor, action }) => `${actor} ${action}`).toReversed()).toEqual([
        'vai-leader identity/request',
        'vai-guardian identity/grant',
        'vai-leader identity/open',
      ]);
    },
  );

  it('sau tất cả, không byte nào trên đĩa, trong bản sao lưu hay nhật ký đọc được', async () => {
    const file = join(office.dataDir, 'sau-cung.backup');
    await backupTo(file, { dataDir: office.dataDir, log: silentLog }, new Date());
    const backup = readFileSync(file);
    rmSync(file);
    const places = [...onDisk(office.dataDir), backup, unpacked(backup), ...office.logged];
    expect(inClear([...told, ...identity, secret], places)).toEqual([]);
  });
});

describe('Không nêu tên', () => {
  it('là tin báo nặc danh: được nhận, được nói rõ, và không có gì niêm phong riêng', async () => {
    const talk = await office.someone('Direct Line');
    const summary = await tell(talk, 'tôi không muốn nêu tên');
    expect(summary).toContain(`• Danh tính: ${sealed.anonymous}`);
    expect(summary).not.toContain(name);
    const receipt = await talk.says('gửi');
    expect(receipt).toContain(sealed.received(true));
    const { code } = codesOf(receipt);
    const { cases, database } = office.app.service;
    const id = (await cases.store.idOf(code)) ?? '';
    expect((await cases.store.load(id))?.submission.denouncer).toBe('anonymous');
    const sealedRows = await database.queries
      .selectFrom('sealed_identities')
      .select('case_id')
      .where('case_id', '=', id)
      .execute();
    expect(sealedRows).toEqual([]);
    const leader = await officer('lanh-dao-2', 'leader');
    const page = await (await leader.get(`/console/ho-so/${code}`)).text();
    expect(page).toContain('Tin báo nặc danh');
    expect(page).not.toContain('Gửi yêu cầu đến người bảo vệ danh tính');
    expect(page).toContain('nhận 50 triệu');
    expect(inClear(identity, [page])).toEqual([]);
  });
});

describe('Người bị tố cáo', () => {
  it('có tài khoản trong cơ quan thì không thấy hồ sơ, kể cả khi là lãnh đạo', async () => {
    const accused = await officer('chi-huy', 'leader', 'Nguyễn Văn Nhận');
    const talk = await office.someone('Direct Line');
    await tell(talk, sealed.buttons.noName);
    const { code } = codesOf(await talk.says(buttons.send));
    expect((await accused.get(`/console/ho-so/${code}`)).status).toBe(404);
    expect(await (await accused.get('/console/ho-so')).text()).not.toContain(code);
  });
});

describe('Đổi ý', () => {
  it.each([
    ['huỷ giữa chừng', 'huỷ'],
    ['làm lại từ đầu', 'làm lại'],
  ])('%s: không hồ sơ, không lời kể, không tệp', async (_, stop) => {
    const before = await countCases();
    const talk = await office.someone('Direct Line');
    await tell(talk, stop);
    expect(await countCases()).toBe(before);
    expect(inClear([...told, ...identity], [JSON.stringify(await talk.history())])).toEqual([]);
    expect(readdirSync(join(office.dataDir, 'uploads'))).toEqual([]);
  });

  it('nghe hướng dẫn xong hỏi việc khác: lời kể không còn, câu hỏi vẫn được trả lời', async () => {
    const talk = await office.someone('Direct Line');
    await talk.says(opening);
    expect(await talk.says(buttons.reportInstead)).toContain(say.ask.kind);
    expect(inClear([...told, ...identity], [JSON.stringify(await talk.history())])).toEqual([]);
  });

  it('bỏ dở quá một ngày thì được dọn', async () => {
    const talk = await office.someone('Direct Line');
    await tell(talk);
    const { forgetting, database } = office.app.service;
    await forgetting.idleConfidences();
    expect(JSON.stringify(await talk.history())).toContain('nhận 50 triệu');
    const long = new Date(Date.now() - 25 * 3_600_000).toISOString();
    await database.queries.updateTable('sealed_talks').set({ at: long }).execute();
    await forgetting.idleConfidences();
    expect(inClear([...told, ...identity], [JSON.stringify(await talk.history())])).toEqual([]);
    expect(readdirSync(join(office.dataDir, 'uploads'))).toEqual([]);
    expect(await talk.says(buttons.none)).not.toContain('nhận 50 triệu');
  });
});

describe('Trên Zalo', () => {
  it('chỉ hướng dẫn và chỉ đường đến trang của cơ quan; không lưu gì', async () => {
    const talk = await office.someone('Zalo');
    const before = await countCases();
    const reply = await talk.says(opening);
    expect(reply).toContain('Tôi chỉ hướng dẫn');
    expect(reply).toContain('mở trang chat của cơ quan');
    expect(await countCases()).toBe(before + 1); // only that somebody was guided
    // (One of the officers above bears the name of the accused.)
    expect(inClear([...told.slice(1), ...identity], onDisk(office.dataDir))).toEqual([]);
  });
});

async function countCases(): Promise<number> {
  const rows = await office.app.service.database.queries.selectFrom('case_files').select('id').execute();
  return rows.length;
}

/** A backup as its reader sees it. */
function unpacked(backup: Buffer): Buffer {
  return backup.subarray(0, 2).equals(Buffer.from([0x1f, 0x8b])) ? gunzipSync(backup) : backup;
}
