import { readFileSync, readdirSync } from 'node:fs';
import { join } from 'node:path';
import { DatabaseSync } from '@photostructure/sqlite';
import { sql } from 'kysely';
import { array, assert, asyncProperty, constantFrom, oneof, string } from 'fast-check';
import { afterAll, beforeAll, beforeEach, describe, expect, it } from 'vitest';
import { intakeVi } from '../../dialogs/messages/intake.ts';
import { DATABASE_FILE } from '../../src/storage/sqlite-database.ts';
import { OfficeOnDisk, receiptOf, type Person } from '../dialogs/intake/person.ts';

const say = intakeVi('ông/bà');
const { buttons } = say;
let office: OfficeOnDisk;
let lan: Person;

/** Opening a service reads all plans; on a busy machine that takes a while. */
const slow = 60_000;

/** Words that move a form on, for random conversations. */
const steps = [
  ...Object.values(buttons).filter((label) => typeof label === 'string'),
  'đường Lê Lợi có ổ gà',
  'quay lại',
  'sửa địa điểm',
  'Ngọc Hà',
  '0912345678',
  '1/10/2026',
];

beforeAll(async () => {
  office = await OfficeOnDisk.open();
}, slow);
beforeEach(() => {
  lan = office.person();
});
afterAll(() => office.close());

async function caseOf(code: string) {
  const { queries } = office.service.database;
  return queries
    .selectFrom('case_files')
    .select(['kind', 'office'])
    .where('code', '=', code)
    .executeTakeFirst();
}

async function countCases(): Promise<number> {
  const rows = await office.service.database.queries.selectFrom('case_files').select('code').execute();
  return rows.length;
}

/** Everything the bot still remembers of her conversation. */
async function remembered(): Promise<string> {
  const { database, botState } = office.service;
  // In line behind what the bot still has to write.
  const rows = await database.commits.run((transaction) =>
    transaction.selectFrom('bot_state').select('key').execute(),
  );
  const keys = rows.map(({ key }) => key).filter((key) => key.includes(lan.userId));
  return JSON.stringify(await botState.read(keys));
}

/** Where a person downloads the paper form of an office. */
function formAt(office: string, form: string): string {
  return `http://localhost:3978/mau-don/${office}/${form}.docx`;
}

/** Một tệp mà kênh đã nhận và giữ. */
function file(name: string) {
  const contentUrl = `/v3/directline/conversations/a/files/${name}`;
  return { contentType: 'image/jpeg', name, contentUrl };
}

describe('Phản ánh hiện trường', () => {
  it('hỏi từng câu, cho xem lại, rồi đưa biên nhận', async () => {
    const first = await lan.says('Tôi cần gửi phản ánh về vỉa hè bị lấn chiếm');
    expect(first.kind).toBe('form');
    expect(first.text).toContain(say.explained.incident);
    expect(first.text).toContain(say.ask.place);
    expect((await lan.says('vỉa hè đường Trần Phú, gần số 12')).text).toContain(say.ask.evidence);
    expect((await lan.says(buttons.none)).text).toContain(say.ask.office);
    expect((await lan.says('UBND phường Ngọc Hà')).text).toContain(say.ask.contact.optional);
    expect((await lan.says(buttons.notSaid)).text).toContain(say.ask.messages);
    const summary = await lan.says(buttons.message);
    expect(summary.text).toContain('• Địa điểm: vỉa hè đường Trần Phú, gần số 12');
    expect(summary.text).toContain(say.consent('UBND phường Ngọc Hà', 60));
    expect(summary.choices).toEqual([buttons.send, buttons.edit, buttons.cancel]);
    const before = await countCases();
    const receipt = await lan.says(buttons.send);
    expect(receipt.kind).toBe('receipt');
    const { code } = receiptOf(receipt);
    expect(await countCases()).toBe(before + 1);
    expect(code).toMatch(/^PAHT\.20261121\.\d{4}$/);
    expect(receipt.text).toContain('Bộ phận tiếp nhận, UBND phường Ngọc Hà');
    expect(receipt.text).toContain('chậm nhất **30/11/2026** (Cam kết của cơ quan)');
    expect(receipt.text).toContain('/tra-cuu');
    expect(await caseOf(code)).toMatchObject({ kind: 'incident' });
  });

  it('không hỏi lại điều tin nhắn đầu đã nói', async () => {
    const first = await lan.says(
      'Đường Lê Lợi phường Ngọc Hà có ổ gà lớn trước số 12, gọi tôi 0912345678 khi cần',
    );
    expect(first.text).toContain(say.noted.place('Đường Lê Lợi, phường Ngọc Hà, trước số 12'));
    expect(first.text).toContain(say.noted.phone('0912345678'));
    expect(first.text).toContain(say.ask.evidence);
    expect((await lan.says('không có')).text).toContain(say.ask.messages);
    const summary = await lan.says('không');
    expect(summary.text).toContain('• Gửi đến: UBND phường Ngọc Hà');
    expect(summary.text).toContain('• Liên hệ: 0912345678');
    expect(summary.text).toContain('• Nhắn báo tại đây: không');
    expect((await lan.says('gửi đi')).kind).toBe('receipt');
  });

  it('hiểu cách gõ không dấu', async () => {
    const first = await lan.says('o ga tren duong le loi phuong ngoc ha rat nguy hiem');
    expect(first.text).toContain(say.explained.incident);
    expect(first.text).toContain(say.noted.place('duong le loi'));
    expect((await lan.saysAll('khong co', 'khong', 'khong')).text).toContain('UBND phường Ngọc Hà');
    expect((await lan.says('dong y')).kind).toBe('receipt');
  });

  it('trả lời câu hỏi giữa chừng rồi hỏi tiếp chỗ đang dở', async () => {
    await lan.says('Tôi muốn phản ánh hiện trường');
    const away = await lan.says('Ai chủ trì đánh giá nội bộ ISO của Sở Khoa học và Công nghệ Hải Phòng?');
    expect(away.text).toContain('Ban Chỉ đạo ISO');
    expect(away.text).toContain(say.goOn);
    expect(away.text).toContain(say.ask.content.incident);
    expect(away.kind).toBe('form');
    const next = await lan.says('Rác chất đống nhiều ngày ở chợ Ngọc Hà');
    expect(next.text).toContain(say.noted.place('chợ Ngọc Hà'));
  });

  it('câu hỏi giữa chừng cần hỏi lại cơ quan nào thì hỏi xong mới quay về mẫu', async () => {
    await lan.says('Tôi muốn phản ánh hiện trường');
    const which = await lan.says('Ai chủ trì công tác ISO?');
    expect(which.kind).toBe('clarify');
    expect(which.text).not.toContain(say.goOn);
    const answered = await lan.says('Sở Khoa học và Công nghệ Hải Phòng');
    expect(answered.text).toContain('ISO');
    expect(answered.text).toContain(say.goOn);
    expect(answered.text).toContain(say.ask.content.incident);
    expect((await lan.says('Rác chất đống ở chợ Ngọc Hà')).text).toContain(say.ask.evidence);
  });

  it('bỏ câu hỏi dở, trả lời thẳng cho mẫu', async () => {
    await lan.says('Tôi muốn phản ánh hiện trường');
    await lan.says('Ai chủ trì công tác ISO?');
    expect((await lan.says('Rác chất đống ở chợ Đội Cấn')).text).toContain(say.ask.evidence);
  });

  it('giải thích mình là ai, hướng dẫn, rồi hỏi tiếp', async () => {
    await lan.says('Rác chất đống nhiều ngày ở chợ Ngọc Hà');
    for (const text of ['Bạn là người hay máy?', 'trợ giúp']) {
      const reply = await lan.says(text);
      expect(reply.text).toContain(say.goOn);
      expect(reply.text).toContain(say.ask.evidence);
    }
  });

  it('sửa được mọi phần trước khi gửi', async () => {
    await lan.saysAll('Rác chất đống ở số 5 đường Đội Cấn, phường Ngọc Hà', 'không có', 'không', 'không');
    expect((await lan.says('sửa địa điểm')).text).toContain(say.ask.place);
    expect((await lan.says('ở số 7 đường Đội Cấn')).text).toContain('• Địa điểm: số 7 đường Đội Cấn');
    expect((await lan.says('sửa số điện thoại thành 0987 654 321')).text).toContain('• Liên hệ: 0987654321');
    const edit = await lan.says(buttons.edit);
    expect(edit.text).toContain(say.whichEdit);
    expect(edit.choices).toContain(buttons.editOf.content);
    expect((await lan.says('phần khác')).text).toContain(say.problem.noChoice);
    expect((await lan.says(buttons.editOf.content)).text).toContain(say.ask.content.incident);
    const summary = await lan.says('Rác thải xây dựng đổ trộm ban đêm');
    expect(summary.text).toContain('• Nội dung: Rác thải xây dựng đổ trộm ban đêm');
    expect(summary.text).toContain('• Địa điểm: số 7 đường Đội Cấn');
    expect((await lan.says('không')).text).toContain(say.whichEdit);
    expect((await lan.says('sửa họ tên')).text).toContain(say.cannotEdit);
    expect((await lan.says('thật à')).text).toContain(say.problem.noChoice);
    expect((await lan.says('đồng ý')).kind).toBe('receipt');
  });

  it('quay lại câu trước, và câu đầu tiên thì không còn câu trước', async () => {
    await lan.says('Rác chất đống nhiều ngày nay ở phường Ngọc Hà');
    expect((await lan.says('quay lại')).text).toContain(say.problem.nothingBefore);
    expect((await lan.says('tổ 5 đường Đội Cấn')).text).toContain(say.ask.evidence);
    const before = await lan.says('quay lại');
    expect(before.text).toContain(say.back);
    expect(before.text).toContain(say.ask.place);
    expect((await lan.says('tổ 6 đường Đội Cấn')).text).toContain(say.ask.evidence);
  });

  it('huỷ thì không lưu gì, kể cả trong trí nhớ cuộc trò chuyện', async () => {
    const before = await countCases();
    await lan.saysAll('Rác chất đống ở số 5 đường Đội Cấn, phường Ngọc Hà', 'không có', '0912345678');
    expect(await remembered()).toContain('0912345678');
    expect((await lan.says('huỷ')).text).toContain('Đã dừng');
    expect(await remembered()).not.toMatch(/0912345678|Đội Cấn/);
    expect(await countCases()).toBe(before);
  });

  it('gửi xong thì cuộc trò chuyện không giữ nội dung nữa', async () => {
    const receipt = await lan.saysAll(
      'Rác chất đống ở số 5 đường Đội Cấn, phường Ngọc Hà, gọi 0912345678',
      'không có',
      'không',
      'gửi',
    );
    expect(receipt.kind).toBe('receipt');
    expect(await remembered()).not.toMatch(/0912345678|Đội Cấn/);
    expect(await remembered()).not.toContain(receiptOf(receipt).secret);
  });

  it('tiếp tục hôm sau, sau khi máy khởi động lại', { timeout: slow }, async () => {
    const own = await OfficeOnDisk.open();
    const minh = own.person();
    await minh.saysAll('Rác chất đống ở số 5 đường Đội Cấn, phường Ngọc Hà', 'không có', '0912345678');
    own.clock.pass({ days: 1 });
    await own.restart();
    const summary = await minh.says(buttons.noMessage);
    expect(summary.text).toContain('Rác chất đống ở số 5 đường Đội Cấn');
    expect(summary.text).toContain('0912345678');
    expect((await minh.says('Gửi')).text).toContain('PAHT.20261122.');
    await own.close();
  });

  it('nhận ra nội dung vừa gửi', async () => {
    const story = 'Cột điện trước số 9 đường Đội Cấn phường Ngọc Hà nghiêng sắp đổ';
    const { code } = receiptOf(await lan.saysAll(story, 'không có', 'không', 'không', 'gửi'));
    const again = await lan.saysAll(story, 'không có', 'không', 'không');
    expect(again.text).toContain(say.duplicate(code, '2026-11-21'));
    expect((await lan.says('hả')).text).toContain(say.problem.noChoice);
    const seen = await lan.says(buttons.seeOld(code));
    expect(seen.text).toContain(`Hồ sơ **${code}**`);
    expect(seen.text).toContain(say.duplicate(code, '2026-11-21'));
    expect((await lan.says(buttons.sendNew)).text).toContain(story);
    expect(receiptOf(await lan.says('gửi')).code).not.toBe(code);
    // Người khác gửi cùng nội dung thì không được biết.
    const other = await office.person().saysAll(story, 'không có', 'không', 'không');
    expect(other.text).not.toContain(code);
  });

  it('nhận ảnh và vị trí, không nhận ảnh giấy tờ tuỳ thân', async () => {
    office.service.fileSources.push({
      read: async ({ url }) => (url.endsWith('anh-1') ? new TextEncoder().encode('photo') : undefined),
      erase: async () => undefined,
    });
    await lan.says('Rác chất đống ở số 5 đường Đội Cấn, phường Ngọc Hà');
    expect((await lan.says('tôi gửi ảnh căn cước nhé')).text).toContain(say.noIdentityCard);
    const card = await lan.says('', { attachments: [file('CCCD_mat_truoc.jpg')] });
    expect(card.text).toContain(say.identityCard(1));
    expect((await lan.says('cmnd của tôi đây', { attachments: [file('a'), file('b')] })).text).toContain(
      say.identityCard(2),
    );
    await lan.says('sửa tệp kèm');
    const photo = await lan.says('', { attachments: [file('anh-1'), file('mat-roi')] });
    expect(photo.text).toContain(say.noted.files(2));
    const point = {
      contentType: 'application/geo+json',
      content: { type: 'Point', coordinates: [105.8, 21] },
    };
    expect((await lan.says('', { attachments: [point] })).text).toContain(say.noted.location);
    const many = await lan.says('', { attachments: [1, 2, 3, 4].map((n) => file(`${n}`)) });
    expect(many.text).toContain(say.problem.tooManyFiles(5));
    const summary = await lan.saysAll('không nêu', 'không');
    expect(summary.text).toContain(`${say.summary.files(5)}, ${say.summary.location}`);
    const receipt = await lan.says('gửi');
    expect(receipt.text).toContain('4 tệp không lưu được');
    const { code } = receiptOf(receipt);
    const { id } = await office.service.database.queries
      .selectFrom('case_files')
      .select('id')
      .where('code', '=', code)
      .executeTakeFirstOrThrow();
    const kept = await office.service.database.queries
      .selectFrom('case_attachments')
      .select('id')
      .where('case_id', '=', id)
      .execute();
    expect(kept).toHaveLength(1);
  });

  it('hỏi lại khi câu trả lời không dùng được', async () => {
    await lan.says('Tôi muốn phản ánh hiện trường');
    expect((await lan.says('rác')).text).toContain(say.problem.tooShort);
    expect((await lan.says('rác bẩn '.repeat(1000))).text).toContain(say.problem.tooLong(5000));
    await lan.saysAll('Rác bẩn nhiều ngày', 'không biết');
    expect((await lan.says('để xem đã')).text).toContain(say.problem.evidence);
    await lan.says('không có');
    expect((await lan.says('cơ quan nào cũng được')).text).toContain(say.problem.noOffice);
    await lan.says('2');
    expect((await lan.says('số của tôi')).text).toContain(say.problem.noContact);
    await lan.says('lan@example.com');
    expect((await lan.says('xem sao')).text).toContain(say.problem.noChoice);
    const summary = await lan.says(buttons.noMessage);
    expect(summary.text).toContain('• Địa điểm: không nêu');
    expect(summary.text).toContain('• Gửi đến: UBND phường Ngọc Hà');
    expect(summary.text).toContain('lan@example.com');
  });

  it('cơ sở dữ liệu hỏng lúc gửi: không có biên nhận, gửi lại được', async () => {
    await lan.saysAll('Rác chất đống ở số 5 đường Đội Cấn, phường Ngọc Hà', 'không có', 'không', 'không');
    const { schema } = office.service.database.queries;
    await schema.alterTable('case_words').renameTo('case_words_away').execute();
    const before = await countCases();
    const failed = await lan.says('gửi');
    expect(failed.kind).toBe('info');
    expect(failed.text).toContain('Mời thử lại sau ít phút');
    await schema.alterTable('case_words_away').renameTo('case_words').execute();
    expect(await countCases()).toBe(before);
    expect((await lan.says('gửi')).kind).toBe('receipt');
    expect(await countCases()).toBe(before + 1);
  });
});

describe('Ổ đĩa đầy, cơ sở dữ liệu bị khoá', () => {
  const ready = async () => {
    await lan.saysAll('Rác chất đống ở số 5 đường Đội Cấn, phường Ngọc Hà', 'không có', 'không', 'không');
    // The state of the bot is written behind the answer (decision 12): in line behind it.
    await office.service.database.commits.run(async () => undefined);
  };

  it('bị chương trình khác khoá: được mời thử lại, thử lại thì được', { timeout: slow }, async () => {
    await ready();
    const before = await countCases();
    const stranger = new DatabaseSync(join(office.service.config.DATA_DIR, DATABASE_FILE));
    stranger.exec('begin immediate');
    const locked = await lan.says('gửi');
    stranger.exec('rollback');
    stranger.close();
    expect(locked.kind).toBe('info');
    expect(locked.text).toContain('Mời thử lại sau ít phút');
    expect(await countCases()).toBe(before);
    expect((await lan.says('gửi')).kind).toBe('receipt');
    expect(await countCases()).toBe(before + 1);
  });

  it(
    'ổ đĩa đầy: được mời thử lại, hồ sơ đã nhận vẫn còn, có chỗ thì gửi được',
    { timeout: slow },
    async () => {
      await ready();
      const before = await countCases();
      const { queries } = office.service.database;
      const { rows } = await sql<{ page_count: number }>`pragma page_count`.execute(queries);
      await sql.raw(`pragma max_page_count = ${rows[0]?.page_count ?? 0}`).execute(queries);
      let full = await lan.says('gửi');
      // What is free within the last page may hold a case or two more.
      for (let tries = 0; full.kind === 'receipt' && tries < 40; tries += 1) {
        lan = office.person();
        await ready();
        full = await lan.says('gửi');
      }
      expect(full.text).toContain('Mời thử lại sau ít phút');
      expect(await countCases()).toBeGreaterThanOrEqual(before);
      const kept = await countCases();
      await sql`pragma max_page_count = 1073741823`.execute(queries);
      expect(await countCases()).toBe(kept);
      lan = office.person();
      await ready();
      expect((await lan.says('gửi')).kind).toBe('receipt');
      expect(await countCases()).toBe(kept + 1);
    },
  );
});

describe('Gõ gì cũng được', () => {
  it('mẫu không hỏng, và lời người gửi hiện ra đúng như đã gõ', async () => {
    await assert(
      asyncProperty(
        array(oneof(string({ unit: 'grapheme', maxLength: 80 }), constantFrom(...steps)), {
          minLength: 3,
          maxLength: 8,
        }),
        async (texts) => {
          const minh = office.person();
          await minh.says('Tôi muốn phản ánh');
          for (const text of texts) {
            const reply = await minh.says(text);
            expect(reply.text).not.toMatch(/báo mã|undefined|\[object/u);
            expect(reply.text.length).toBeGreaterThan(0);
          }
        },
      ),
      { numRuns: 40 },
    );
  }, 60_000);

  it('dấu markdown và HTML không thành định dạng', async () => {
    const summary = await lan.saysAll(
      'Tôi muốn phản ánh hiện trường',
      'Rác **rất** nhiều <b>bẩn</b> [xem](http://example.com)',
      'số 5 đường Đội Cấn, phường Ngọc Hà',
      'không có',
      'không',
      'không',
    );
    expect(summary.text).toContain(
      'Rác \\*\\*rất\\*\\* nhiều \\<b\\>bẩn\\</b\\> \\[xem\\](http://example.com)',
    );
  });
});

describe('Số căn cước', () => {
  it('che số, hỏi rồi bỏ khỏi nội dung', async () => {
    const warned = await lan.says(
      'Nhà tôi mất nước ba ngày, số căn cước của tôi là 001086012345, ở số 5 ngõ 12 Đội Cấn phường Ngọc Hà',
    );
    expect(warned.text).toContain('001*********');
    expect(warned.text).not.toContain('001086012345');
    expect((await lan.says('sao thế')).text).toContain(say.problem.noChoice);
    await lan.says(buttons.removeNumber);
    expect(await remembered()).not.toContain('086012345');
    const summary = await lan.saysAll('không có', 'không', 'không');
    expect(summary.text).toContain('Nhà tôi mất nước ba ngày, ở số 5 ngõ 12 Đội Cấn phường Ngọc Hà');
  });

  it('giữ số khi người gửi muốn', async () => {
    await lan.saysAll('phản ánh', 'Nhà tôi mất nước ba ngày, mã khách hàng 001086012345', buttons.keepNumber);
    const summary = await lan.saysAll('số 5 đường Đội Cấn phường Ngọc Hà', 'không có', 'không', 'không');
    expect(summary.text).toContain('mã khách hàng 001086012345');
  });
});

describe('Kiến nghị, phản ánh', () => {
  it('hỏi họ tên và liên hệ; không muốn nêu tên vẫn gửi được', async () => {
    const first = await lan.says('Kiến nghị phường Ngọc Hà rút ngắn thủ tục cấp giấy phép xây dựng');
    expect(first.text).toContain(say.explained.proposal);
    expect(first.text).toContain(say.ask.name.proposal);
    expect((await lan.says('có')).text).toContain(say.problem.name);
    const anonymous = await lan.says('tôi không muốn nêu tên');
    expect(anonymous.text).toContain(say.noName);
    expect(anonymous.text).toContain(say.ask.contact.wanted);
    const receipt = await lan.saysAll('0912345678', 'có', 'gửi');
    expect(receiptOf(receipt).code).toMatch(/^PAKN\./);
    expect(receipt.text).toContain('cần xác minh');
  });

  it('kể chuyện bị đòi tiền: cho chọn phản ánh hay tố cáo, đúng lời người dân dùng', async () => {
    const first = await lan.says('cán bộ địa chính đòi tiền tôi mới làm hồ sơ');
    expect(first.text).toContain(say.ask.trouble);
    expect(first.choices).toEqual([buttons.proposal, buttons.denunciation]);
    const next = await lan.says('phản ánh');
    expect(next.text).toContain(say.explained.proposal);
    expect(next.text).toContain(say.ask.office);
    const summary = await lan.saysAll('phường Ngọc Trạo', 'Tôi tên là Nguyễn Thị Lan', '0912345678', 'có');
    expect(summary.text).toContain('• Họ tên: Nguyễn Thị Lan');
    expect(summary.text).toContain('đòi tiền tôi');
  });
});

describe('Khiếu nại', () => {
  it('đọc quyết định và ngày từ tin nhắn đầu, tính ngày cuối, nói rõ đây chưa phải đơn', async () => {
    const first = await lan.says(
      'Tôi muốn khiếu nại quyết định số 12/QĐ-UBND ngày 1/10/2026 của UBND phường Ngọc Trạo thu hồi đất nhà tôi',
    );
    expect(first.text).toContain(say.explained.complaint);
    expect(first.text).toContain(say.noted.knownOn('01/10/2026'));
    expect(first.text).toContain('**30/12/2026** (Điều 9 Luật Khiếu nại 2011');
    expect(first.text).toContain(say.ask.affected);
    expect((await lan.says('có thể')).text).toContain(say.ask.content.complaint);
    expect((await lan.says('Đất nhà tôi không thuộc diện thu hồi, mong huỷ quyết định')).text).toContain(
      say.ask.name.complaint,
    );
    await lan.saysAll('Nguyễn Thị Lan', '0912345678');
    const summary = await lan.says('có');
    expect(summary.text).toContain('• Ngày biết: 01/10/2026');
    expect(summary.text).toContain('• Ảnh hưởng trực tiếp: có');
    const receipt = await lan.says('gửi');
    expect(receiptOf(receipt).code).toMatch(/^KN\./);
    const form = formAt('ubnd-phuong-ngoc-trao', 'khieu-nai');
    expect(receipt.text).toContain(say.nextForComplaint(undefined, form));
    expect(receipt.text).toContain('Liên hệ hướng dẫn nộp đơn');
  });

  it('báo khi đã hết thời hiệu, và khi không bị ảnh hưởng trực tiếp thì gợi ý kiến nghị', async () => {
    await lan.saysAll('Tôi muốn khiếu nại', 'phường Ngọc Hà xử phạt hàng xóm của tôi');
    expect((await lan.says('chưa rõ lắm')).text).toContain(say.problem.noDate);
    expect((await lan.says('1/12/2026')).text).toContain(say.problem.futureDate);
    const over = await lan.says('1/2/2026');
    expect(over.text).toContain('đã hết ngày **02/05/2026**');
    expect((await lan.says('hmm')).text).toContain(say.problem.noChoice);
    expect((await lan.says(buttons.notAffected)).text).toContain(say.notAffected);
    expect((await lan.says('tính sao')).text).toContain(say.problem.noChoice);
    const moved = await lan.says(buttons.toProposal);
    expect(moved.text).toContain(say.explained.proposal);
    expect(moved.text).toContain(say.ask.name.proposal);
  });

  it('vẫn ghi là khiếu nại khi người gửi muốn; không nhớ ngày thì bỏ qua', async () => {
    const next = await lan.saysAll(
      'khiếu nại',
      'việc phường Ngọc Hà từ chối hồ sơ của con tôi',
      buttons.forgotDate,
      buttons.notAffected,
      buttons.keepComplaint,
    );
    expect(next.text).toContain(say.ask.content.complaint);
  });
});

describe('Tố cáo', () => {
  it.each([
    ['Tôi viết đơn tố cáo lãnh đạo cơ quan thì gửi ở đây được không?', undefined],
    ['tôi muốn tố cáo chủ tịch phường Ngọc Hà nhận hối lộ', formAt('ubnd-phuong-ngoc-ha', 'to-cao')],
  ])('chỉ hướng dẫn: %s', async (text, form) => {
    const reply = await lan.says(text);
    expect(reply.kind).toBe('form');
    expect(reply.text).toBe(say.sealed.guidance(undefined, form, undefined));
    expect(reply.choices).toEqual([buttons.reportInstead, buttons.askElse]);
  });

  it('không lưu tên, lời kể hay tài khoản', async () => {
    const before = await countCases();
    await lan.saysAll('cán bộ Trần Văn Bê nhận hối lộ 50 triệu', buttons.denunciation);
    expect(await remembered()).not.toMatch(/Bê|50 triệu/);
    expect(await countCases()).toBe(before + 1); // chỉ ghi là đã có người được hướng dẫn
    const account = { channel: 'directline', userId: lan.userId };
    expect(await office.service.reception.casesOf(account, office.clock.now())).toEqual([]);
  });

  it('đổi ý giữa chừng thì dừng mẫu đang viết', async () => {
    const reply = await lan.saysAll('Rác chất đống ở số 5 đường Đội Cấn', 'tôi muốn tố cáo');
    expect(reply.text).toBe(say.sealed.guidance(undefined, undefined, undefined));
    expect(await remembered()).not.toContain('Đội Cấn');
  });
});

describe('Góp ý, đổi loại, câu hỏi', () => {
  it('không rõ loại nào thì hỏi, kể chuyện thay cho chọn nút cũng được', async () => {
    const first = await lan.says('Tôi muốn phản ánh');
    expect(first.text).toContain(say.ask.kind);
    expect((await lan.says('ờ')).text).toContain(say.problem.noChoice);
    const next = await lan.says('đèn đường ngõ 5 Đội Cấn hỏng cả tuần');
    expect(next.text).toContain(say.explained.incident);
    expect(next.text).toContain(say.ask.evidence);
  });

  it('đổi loại giữ lại lời đã viết', async () => {
    await lan.says('Tôi góp ý phường Ngọc Hà nên tiếp dân cả sáng thứ Bảy');
    const kinds = await lan.says(buttons.changeKind);
    expect(kinds.text).toContain(say.ask.kindUnsure);
    const changed = await lan.says(buttons.proposal);
    expect(changed.text).toContain(say.explained.proposal);
    expect(changed.text).toContain(say.ask.name.proposal);
    expect((await lan.says('chuyển sang góp ý')).text).toContain(say.explained.suggestion);
    const receipt = await lan.saysAll('không', 'gửi');
    expect(receipt.text).toContain('Góp ý');
  });

  it('câu hỏi kế hoạch không trả lời được thì gửi đến cơ quan', async () => {
    const question = 'Số điện thoại đường dây nóng của Sở Khoa học và Công nghệ Hải Phòng?';
    const none = await lan.says(question);
    expect(none.kind).toBe('abstain');
    expect(none.choices).toContain('Gửi câu hỏi đến cơ quan');
    const form = await lan.says('Gửi câu hỏi đến cơ quan');
    expect(form.text).toContain(say.explained.question);
    expect(form.text).toContain(say.ask.messages);
    const summary = await lan.says('có');
    expect(summary.text).toContain(question);
    expect(summary.text).toContain('Sở Khoa học và Công nghệ Hải Phòng');
    expect(receiptOf(await lan.says('gửi')).code).toMatch(/^HS\./);
  });

  it('chưa hỏi gì thì hỏi câu cần gửi', async () => {
    expect((await lan.says('Gửi câu hỏi đến cơ quan')).text).toContain(say.ask.content.question);
    expect((await lan.says('Bao giờ Ngọc Hà trả lời đơn xin hỗ trợ?')).text).toContain(say.ask.messages);
  });
});

describe('Khẩn cấp', () => {
  it.each(['nhà bên cạnh đang cháy ở ngõ 5 Đội Cấn', 'tôi muốn tự tử', 'có tai nạn ở ngã tư Đội Cấn'])(
    'báo gọi 113, 114, 115 trước: %s',
    async (text) => {
      const reply = await lan.says(text);
      expect(reply.text).toBe(say.emergency);
      expect(reply.choices).toEqual([buttons.goOnReport, buttons.notNow]);
    },
  );

  it('đi trước mọi điều khác, kể cả tố cáo và số căn cước', async () => {
    expect((await lan.says('tôi tố cáo, tôi đang bị hành hung')).text).toBe(say.emergency);
    const other = office.person();
    const reply = await other.says('cứu tôi với, nhà đang cháy, căn cước 001086012345');
    expect(reply.text).toBe(say.emergency);
  });

  it('rồi mới nhận phản ánh nếu vẫn muốn gửi', async () => {
    const reply = await lan.saysAll('cháy nhà ở số 9 đường Đội Cấn phường Ngọc Hà', buttons.goOnReport);
    expect(reply.text).toContain(say.ask.evidence);
    const summary = await lan.saysAll('không có', 'không', 'không');
    expect(summary.text).toContain('• Địa điểm: số 9, đường Đội Cấn, phường Ngọc Hà');
  });

  it('không muốn gửi thì dừng', async () => {
    const reply = await lan.saysAll('có người bị thương nặng', buttons.notNow);
    expect(reply.text).toContain('Đã dừng');
    expect(await remembered()).not.toContain('bị thương');
  });

  it('nhắc số khẩn cấp cả khi đang viết dở', async () => {
    const reply = await lan.saysAll('Tôi muốn phản ánh hiện trường', 'có tai nạn ở ngã tư Đội Cấn');
    expect(reply.text).toContain(say.emergencyOnTheWay);
    expect(reply.text).toContain(say.ask.evidence);
  });

  it('hỏi về phòng cháy thì trả lời như mọi câu hỏi', async () => {
    const reply = await lan.says('Ai chủ trì công tác phòng cháy chữa cháy?');
    expect(reply.text).not.toContain('114');
  });
});

describe('Tra cứu', () => {
  const story = 'Rác chất đống ở số 5 đường Đội Cấn, phường Ngọc Hà';
  const send = async (person: Person, text = story) =>
    receiptOf(await person.saysAll(text, 'không có', 'không', 'không', 'gửi'));

  it('từ nơi khác: cần mã hồ sơ và mã bí mật', async () => {
    const { code, secret } = await send(lan);
    const minh = office.person();
    const first = await minh.says('tra cứu hồ sơ');
    expect(first.kind).toBe('status');
    expect(first.text).toBe(say.status.askCode);
    expect((await minh.says('mã gì')).text).toContain(say.status.noCode);
    expect((await minh.says(code.toLowerCase())).text).toBe(say.status.askSecret(code));
    const seen = await minh.says(secret.toLowerCase().replaceAll('-', ' '));
    expect(seen.kind).toBe('status');
    expect(seen.text).toContain(`Hồ sơ **${code}** (Phản ánh hiện trường): **Đã tiếp nhận**.`);
    expect(seen.text).toContain('• 21/11/2026: Cơ quan tiếp nhận thông tin.');
    expect(seen.text).not.toContain('Đội Cấn');
    expect((await minh.says(`${code} ${secret}`)).text).toContain(`Hồ sơ **${code}**`);
  });

  it('sai mã và sai mã bí mật được trả lời như nhau, dò mãi thì khoá', async () => {
    const { code, secret } = await send(lan);
    const minh = office.person();
    const wrongSecret = await minh.says(`${code} 00000-00000-00000`);
    const wrongCode = await minh.says(`PAHT.20261121.9999 ${secret}`);
    expect(wrongSecret.text).toBe(say.status.notFound);
    expect(wrongCode.text).toBe(say.status.notFound);
    expect((await minh.says(`hồ sơ ${code}`)).text).toBe(say.status.askSecret(code));
    expect((await minh.says('chịu')).text).toBe(say.status.notFound);
    for (let tries = 0; tries < 10; tries += 1) await minh.says(`${code} 00000-00000-0000${tries}`);
    expect((await minh.says(`${code} ${secret}`)).text).toBe(say.status.notFound);
    // Người gửi không bị ảnh hưởng vì người khác dò.
    expect((await lan.says(code)).text).toContain(`Hồ sơ **${code}**`);
  });

  it('từ chính cuộc trò chuyện đã gửi: không cần mã bí mật, nhiều hồ sơ thì chọn', async () => {
    const one = await send(lan);
    expect((await lan.says('hồ sơ của tôi đến đâu rồi')).text).toContain(`Hồ sơ **${one.code}**`);
    const two = await send(lan, 'Đèn đường ngõ 5 Đội Cấn phường Ngọc Hà tắt cả tuần');
    const list = await lan.says('tra cứu');
    expect(list.text).toContain(say.status.own(2));
    expect(list.text).toContain(say.status.which);
    expect(list.choices).toEqual(expect.arrayContaining([one.code, two.code, buttons.otherCase]));
    expect((await lan.says('cái đầu')).text).toContain(say.status.noMatch);
    expect((await lan.says(one.code)).text).toContain(`Hồ sơ **${one.code}**`);
    await lan.says('tra cứu');
    expect((await lan.says('1')).text).toContain('Hồ sơ **');
    await lan.says('tra cứu');
    expect((await lan.says(buttons.otherCase)).text).toBe(say.status.askCode);
  });

  it('hỏi kế hoạch giữa chừng được trả lời; muốn gửi phản ánh thì chuyển sang mẫu', async () => {
    await lan.says('tra cứu hồ sơ');
    const away = await lan.says('Ai chủ trì đánh giá nội bộ ISO của Sở Khoa học và Công nghệ Hải Phòng?');
    expect(away.text).toContain('Ban Chỉ đạo ISO');
    expect(away.text).toContain(say.status.askCode);
    expect((await lan.says('Tôi muốn gửi phản ánh về rác ở chợ Ngọc Hà')).text).toContain(
      say.explained.incident,
    );
  });

  it('huỷ lúc tra cứu thì về lại mẫu đang viết', async () => {
    await lan.saysAll('Đèn đường ngõ 5 Đội Cấn phường Ngọc Hà tắt cả tuần', 'tra cứu hồ sơ của tôi');
    const reply = await lan.says('huỷ');
    expect(reply.text).toContain(say.goOn);
    expect(reply.text).toContain(say.ask.evidence);
    expect((await lan.says('huỷ')).text).toContain('Đã dừng');
  });

  it('đang viết mẫu vẫn tra cứu được rồi viết tiếp', async () => {
    const { code } = await send(lan);
    await lan.says('Đèn đường ngõ 5 Đội Cấn phường Ngọc Hà tắt cả tuần');
    const seen = await lan.says('tra cứu hồ sơ của tôi');
    expect(seen.text).toContain(`Hồ sơ **${code}**`);
    expect(seen.text).toContain(say.ask.evidence);
  });
});

describe('Việc người gửi làm với hồ sơ của mình', () => {
  const clerk = { id: 'c1', name: 'Bà Hoa', roles: ['clerk', 'leader'], units: ['Phòng Kinh tế'] } as const;
  let code: string;

  beforeEach(async () => {
    const story = 'Rác chất đống ở số 5 đường Đội Cấn, phường Ngọc Hà';
    code = receiptOf(await lan.saysAll(story, 'không có', 'không', 'không', 'gửi')).code;
  });

  async function officerDoes(
    ...moves: readonly Parameters<ReturnType<OfficeOnDisk['officers']>['move']>[1][]
  ) {
    for (const move of moves) {
      const { refusal } = await office.officers().move(code, move, clerk, { now: office.clock.now() });
      expect(refusal).toBeUndefined();
    }
  }

  it('bổ sung khi cơ quan hỏi thêm', async () => {
    await officerDoes(
      { type: 'assigned', unit: 'Phòng Kinh tế' },
      { type: 'asked', text: 'Rác có từ ngày nào?' },
    );
    const seen = await lan.says('tra cứu hồ sơ');
    expect(seen.text).toContain('Cơ quan đề nghị bổ sung: Rác có từ ngày nào?');
    expect(seen.text).toContain('Đơn vị xử lý: Phòng Kinh tế');
    expect(seen.text).toContain('Thời hạn đang tạm dừng.');
    expect(seen.choices).toContain(buttons.supply);
    expect((await lan.says(buttons.supply)).text).toBe(say.status.askSupply(code));
    expect((await lan.says('')).text).toContain(say.status.askSupply(code));
    expect((await lan.says('', { attachments: [file('cccd')] })).text).toContain(say.identityCard(1));
    const done = await lan.says('Từ thứ Hai, căn cước của tôi là 001086012345');
    expect(done.text).toContain(`${say.status.supplied} ${say.status.numberRemoved}`);
    const opened = await office.officers().open(code, clerk, office.clock.now());
    expect(JSON.stringify(opened?.file.events)).toContain('Từ thứ Hai');
    expect(JSON.stringify(opened?.file.events)).not.toContain('001086012345');
  });

  it('đọc trả lời của cơ quan, rồi đề nghị mở lại', async () => {
    await officerDoes(
      { type: 'assigned', unit: 'Phòng Kinh tế' },
      { type: 'answered', text: 'Đã thu dọn ngày 21/11.', attachments: [] },
    );
    const seen = await lan.says(code);
    expect(seen.text).toContain('Trả lời ngày 21/11/2026: Đã thu dọn ngày 21/11.');
    expect(seen.choices).toContain(buttons.reopen);
    expect((await lan.says(buttons.reopen)).text).toBe(say.status.askReopen(code));
    expect((await lan.says('Rác lại chất đống như cũ')).text).toContain(say.status.reopened);
  });

  it('rút hồ sơ sau khi được hỏi lại', async () => {
    await lan.saysAll('tra cứu', buttons.withdraw);
    expect((await lan.says(buttons.keep)).text).toContain('Đã tiếp nhận');
    expect((await lan.says(buttons.withdraw)).text).toBe(say.status.askWithdraw(code));
    const done = await lan.says(buttons.withdraw);
    expect(done.text).toContain(say.status.withdrawn);
    expect(done.text).toContain('**Đã rút**');
  });

  it('việc không còn làm được thì nói rõ', async () => {
    await lan.saysAll('tra cứu', buttons.withdraw);
    await officerDoes(
      { type: 'assigned', unit: 'Phòng Kinh tế' },
      { type: 'answered', text: 'Đã thu dọn.', attachments: [] },
    );
    expect((await lan.says(buttons.withdraw)).text).toBe(say.status.refused);
  });

  it('xem xong nói chuyện khác thì được nghe như thường', async () => {
    await lan.says('tra cứu');
    expect((await lan.says('Ai chủ trì đánh giá nội bộ ISO của Sở KH&CN Hải Phòng?')).kind).toBe('answer');
    await lan.says('tra cứu');
    expect((await lan.says(buttons.otherCase)).text).toBe(say.status.askCode);
  });

  it('quá hạn thì nói là quá hạn', async () => {
    const before = office.clock.now();
    office.clock.pass({ days: 30 });
    expect((await lan.says(code)).text).toContain('Hồ sơ đã quá hạn trả lời.');
    office.clock.set(before);
  });
});

describe('Một cơ quan', () => {
  it('không hỏi gửi đến đâu', { timeout: slow }, async () => {
    const one = await OfficeOnDisk.open({ OFFICE: 'ubnd-phuong-ngoc-ha' });
    const reply = await one
      .person()
      .saysAll('Rác chất đống ở số 5 đường Đội Cấn', 'không có', 'không', 'không');
    expect(reply.text).toContain('• Gửi đến: UBND phường Ngọc Hà');
    await one.close();
  });
});

describe('xưng hô', () => {
  it('theo một cài đặt', { timeout: slow }, async () => {
    const one = await OfficeOnDisk.open({ ADDRESS_AS: 'bạn' });
    const reply = await one
      .person()
      .saysAll('Tôi muốn phản ánh hiện trường', 'rác bẩn nhiều ngày ở chợ Ngọc Hà');
    expect(reply.text).toContain('bạn');
    expect(reply.text).not.toContain('ông/bà');
    await one.close();
  });
});

describe('các câu của mẫu', () => {
  it('không có dấu chấm than hay biểu tượng', () => {
    const source = readFileSync(join(import.meta.dirname, '../../dialogs/messages/intake.ts'), 'utf8');
    const strings = source.match(/`[^`]*`|'[^'\n]*'/gu) ?? [];
    expect(strings.length).toBeGreaterThan(80);
    expect(strings.filter((text) => /!(?!=)|\p{Extended_Pictographic}/u.test(text))).toEqual([]);
    expect(readdirSync(join(import.meta.dirname, '../../dialogs/intake')).length).toBeGreaterThan(5);
  });
});
