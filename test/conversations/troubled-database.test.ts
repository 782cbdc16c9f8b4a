import { join } from 'node:path';
import { DatabaseSync } from '@photostructure/sqlite';
import { sql } from 'kysely';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { intakeVi } from '../../dialogs/messages/intake.ts';
import { DATABASE_FILE } from '../../src/storage/sqlite-database.ts';
import { WholeOffice, type Talk } from './whole-office.ts';

const say = intakeVi('ông/bà');
let office: WholeOffice;

beforeAll(async () => {
  office = await WholeOffice.open();
}, 120_000);
afterAll(() => office.close());

/** Everything but the last word of a report. */
async function readyToSend(place: string): Promise<Talk> {
  const talk = await office.someone('Direct Line');
  await talk.says(`Rác chất đống ở số ${place} đường Đội Cấn, phường Ngọc Hà`);
  await talk.sendsPicture('rac.png', noise(300_000));
  expect(await talk.saysAll('không nêu', 'không')).toContain(say.summary.files(1));
  return talk;
}

/** A PNG by its first bytes, that no compression makes smaller. */
function noise(size: number): Buffer {
  const bytes = Buffer.alloc(size, 0).map((_, index) => (index * 7919) % 251);
  return Buffer.concat([Buffer.from('89504e470d0a1a0a0000000d49484452', 'hex'), bytes]);
}

const database = () => office.app.service.database.queries;
async function cases(): Promise<string[]> {
  const all = await office.app.service.cases.store.list({ limit: 100 }, { is: 'system' });
  return all.map(({ code }) => code).toSorted();
}
const codeIn = (text: string) => /PAHT\.\d{8}\.\d{4}/u.exec(text)?.[0] ?? '';

describe('khi cơ sở dữ liệu gặp sự cố', () => {
  it('bị khoá: người dân được báo thử lại, gửi lại thì có đúng một hồ sơ', async () => {
    const talk = await readyToSend('5');
    const before = await cases();
    const stranger = new DatabaseSync(join(office.dataDir, DATABASE_FILE));
    stranger.exec('begin immediate');
    const refused = await talk.tries('Gửi');
    expect(refused.status).toBe(500);
    expect(refused.text).toContain('Xin thử lại sau ít phút');
    expect(await cases()).toEqual(before);
    stranger.exec('commit');
    stranger.close();
    const receipt = await talk.says('Gửi');
    expect(receipt).toContain(say.received);
    expect(await cases()).toEqual([...before, codeIn(receipt)]);
  }, 60_000);

  it('hết chỗ trên đĩa lúc lưu hồ sơ: không có biên nhận, không mất phần đã kể', async () => {
    const talk = await readyToSend('15');
    const before = await cases();
    const { rows } = await sql<{ page_count: number }>`pragma page_count`.execute(database());
    await sql`pragma max_page_count = ${sql.lit((rows[0]?.page_count ?? 0) + 20)}`.execute(database());
    const apology = await talk.says('Gửi');
    expect(apology).toMatch(/Xin lỗi, tôi chưa xử lý được\. Điều ông\/bà đã gửi vẫn còn\. Mời thử lại/u);
    expect(codeIn(apology)).toBe('');
    expect(await cases()).toEqual(before);
    await sql`pragma max_page_count = 1000000`.execute(database());
    const receipt = await talk.says('Gửi');
    expect(receipt).toContain(say.received);
    expect(await cases()).toEqual([...before, codeIn(receipt)]);
    const id = (await office.app.service.cases.store.idOf(codeIn(receipt))) ?? '';
    expect((await office.app.service.cases.store.load(id))?.submission.place).toContain('số 15');
    expect(await office.app.service.cases.store.attachments(id)).toHaveLength(1);
  }, 60_000);
});
