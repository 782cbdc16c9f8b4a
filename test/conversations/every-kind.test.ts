import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { toDataURL } from 'qrcode';
import { intakeVi } from '../../dialogs/messages/intake.ts';
import { erasureVi } from '../../dialogs/messages/erasure.ts';
import { onePixel } from './pictures.ts';
import { channels, WholeOffice, type ChannelName, type Talk } from './whole-office.ts';

/**
 * Những cuộc trò chuyện trọn vẹn, mỗi loại vụ việc, trên trang chat và trên Zalo giả lập. Mỗi dòng: người dân nói
 * (hoặc làm) gì, rồi trợ lý phải nói những gì.
 */
const say = intakeVi('ông/bà');
const { buttons } = say;

type Deed =
  | { readonly picture: string }
  | { readonly place: readonly [latitude: number, longitude: number] }
  | { readonly restart: true };
type Line = readonly [does: string | Deed, ...hears: readonly string[]];

const receipt = ['Mã hồ sơ:', 'Mã bí mật:', 'Nơi nhận: Bộ phận tiếp nhận', '/tra-cuu?ma='];
const summaryOf = (kind: string) => `xem lại ${kind}`;

const scripts: readonly (readonly [title: string, ...lines: readonly Line[]])[] = [
  [
    'Phản ánh hiện trường: kể hết trong một tin nhắn',
    [
      'Đường Lê Lợi phường Ngọc Hà có ổ gà lớn trước số 12, gọi tôi 0912345678 khi cần',
      say.explained.incident,
      say.noted.place('Đường Lê Lợi, phường Ngọc Hà, trước số 12'),
      say.noted.phone('0912345678'),
      say.ask.evidence,
    ],
    [buttons.none, say.ask.messages],
    [buttons.message, summaryOf('phản ánh hiện trường'), 'UBND phường Ngọc Hà', '0912345678'],
    [buttons.send, 'Mã hồ sơ: PAHT.', 'chậm nhất', ...receipt],
  ],
  [
    'Phản ánh hiện trường: từng câu, có ảnh và vị trí, không nhận ảnh căn cước',
    ['Tôi muốn phản ánh hiện trường', say.explained.incident, say.ask.content.incident],
    ['Rác chất đống nhiều ngày, bốc mùi', say.ask.place],
    ['gần chợ Đội Cấn', say.ask.evidence],
    [{ picture: 'CCCD_mat_truoc.png' }, say.identityCard(1)],
    ['sửa tệp kèm', say.ask.evidence],
    [{ picture: 'rac.png' }, say.noted.files(1), say.ask.office],
    [{ place: [21.03, 105.82] }, say.noted.location, say.ask.office],
    ['UBND phường Ngọc Hà', say.ask.contact.optional],
    [buttons.notSaid, say.ask.messages],
    [buttons.noMessage, `${say.summary.files(1)}, ${say.summary.location}`],
    ['gửi đi', 'Mã hồ sơ: PAHT.', ...receipt],
  ],
  [
    'Kiến nghị: không muốn nêu tên, rồi sửa trước khi gửi',
    [
      'Kiến nghị phường Ngọc Hà rút ngắn thủ tục cấp giấy phép xây dựng',
      say.explained.proposal,
      say.ask.name.proposal,
    ],
    ['tôi không muốn nêu tên', say.noName, say.ask.contact.wanted],
    ['0912345678', say.ask.messages],
    ['không', summaryOf('kiến nghị, phản ánh'), '0912345678'],
    ['sửa số điện thoại thành 0987 654 321', '0987654321'],
    [buttons.edit, say.whichEdit],
    [buttons.editOf.content, say.ask.content.proposal],
    ['Đề nghị nhận hồ sơ cấp phép xây dựng qua mạng', 'Đề nghị nhận hồ sơ cấp phép xây dựng qua mạng'],
    ['đồng ý', 'Mã hồ sơ: PAKN.', 'cần xác minh', ...receipt],
  ],
  [
    'Khiếu nại: tính ngày cuối, hỏi chuyện khác giữa chừng, máy khởi động lại, rồi làm tiếp',
    [
      'Tôi muốn khiếu nại quyết định số 12/QĐ-UBND ngày 1/10/2026 của UBND phường Ngọc Trạo thu hồi đất nhà tôi',
      say.explained.complaint,
      say.noted.knownOn('01/10/2026'),
      'Ngày cuối để khiếu nại là 30/12/2026 (Điều 9 Luật Khiếu nại 2011',
      say.ask.affected,
    ],
    [
      'Ai chủ trì đánh giá nội bộ ISO của Sở Khoa học và Công nghệ Hải Phòng?',
      'Ban Chỉ đạo ISO',
      say.goOn,
      say.ask.affected,
    ],
    [buttons.affected, say.ask.content.complaint],
    [{ restart: true }],
    ['Đất nhà tôi không thuộc diện thu hồi, mong huỷ quyết định', say.ask.name.complaint],
    ['quay lại', say.back, say.ask.content.complaint],
    ['Đất nhà tôi có sổ đỏ, không thuộc diện thu hồi, mong huỷ quyết định', say.ask.name.complaint],
    ['Nguyễn Thị Lan', say.ask.contact.wanted],
    ['0912345678', say.ask.messages],
    ['có', summaryOf('khiếu nại'), 'Ảnh hưởng trực tiếp: có', 'Họ tên: Nguyễn Thị Lan'],
    [
      'Gửi',
      'Mã hồ sơ: KN.',
      'Đây chưa phải là đơn khiếu nại',
      '/mau-don/ubnd-phuong-ngoc-trao/khieu-nai.docx',
      ...receipt,
    ],
  ],
  [
    'Tố cáo: chỉ hướng dẫn, rồi gửi phản ánh thay cho tố cáo',
    [
      'cán bộ địa chính đòi tiền tôi mới làm hồ sơ',
      'phản ánh về thái độ, cách làm việc',
      'tố cáo hành vi vi phạm',
    ],
    [
      buttons.denunciation,
      'Luật Tố cáo 2018',
      'Tôi chỉ hướng dẫn, không hỏi và không lưu tên hay nội dung tố cáo',
      'Tiếp công dân|tiếp công dân',
    ],
    [buttons.reportInstead, say.ask.kind],
    ['huỷ', 'Đã dừng'],
  ],
  [
    'Góp ý: đổi loại giữa chừng, giữ lại lời đã viết',
    ['Tôi góp ý phường Ngọc Hà nên tiếp dân cả sáng thứ Bảy', say.explained.suggestion, say.ask.messages],
    ['chuyển sang kiến nghị', say.explained.proposal, say.ask.name.proposal],
    ['chuyển sang góp ý', say.explained.suggestion],
    ['không', summaryOf('góp ý'), 'nên tiếp dân cả sáng thứ Bảy'],
    ['gửi', 'Mã hồ sơ: HS.', ...receipt],
  ],
  [
    'Câu hỏi mà kế hoạch không trả lời được thì gửi đến cơ quan',
    [
      'Số điện thoại đường dây nóng của Sở Khoa học và Công nghệ Hải Phòng?',
      'Gửi câu hỏi đến cơ quan|chuyển câu hỏi đến cơ quan',
    ],
    ['Gửi câu hỏi đến cơ quan', say.explained.question, say.ask.messages],
    ['có', 'Số điện thoại đường dây nóng'],
    ['gửi', 'Mã hồ sơ: HS.', ...receipt],
  ],
  [
    'Số căn cước trong tin nhắn: cảnh báo, che, bỏ đi',
    [
      'Nhà tôi mất nước ba ngày, số căn cước của tôi là 001086012345, ở số 5 ngõ 12 Đội Cấn phường Ngọc Hà',
      '001\\*\\*\\*\\*\\*\\*\\*\\*\\*|001*********',
    ],
    [buttons.removeNumber, say.ask.evidence],
    ['huỷ', 'Đã dừng. Những gì chưa gửi sẽ không được lưu.'],
  ],
];

let office: WholeOffice;

beforeAll(async () => {
  office = await WholeOffice.open({ PUBLIC_URL: 'https://hoidap.example.gov.vn' });
}, 120_000);
afterAll(() => office.close());

/** As people read it: without markup, however the channel breaks the lines. */
function read(text: string): string {
  return text.replace(/[*\\_]/gu, '').replace(/\s+/gu, ' ');
}

async function act(talk: Talk, does: string | Deed): Promise<string> {
  if (typeof does === 'string') return talk.says(does);
  if ('picture' in does) return talk.sendsPicture(does.picture, onePixel);
  if ('place' in does) return talk.sendsPlace(...does.place);
  await office.restart();
  return '';
}

describe.each(channels)('Trên %s', (channel: ChannelName) => {
  it.each(scripts.map(([title, ...lines]) => ({ title, lines })))(
    '$title',
    { timeout: 180_000 },
    async ({ lines }) => {
      const talk = await office.someone(channel);
      for (const [does, ...hears] of lines) {
        const reply = read(await act(talk, does));
        for (const words of hears) {
          const anyOf = words.split('|').map(read);
          if (!anyOf.some((one) => reply.includes(one)))
            expect.fail(`${JSON.stringify(does)}\n→ ${reply}\nthiếu: ${words}`);
        }
      }
    },
  );

  it('Xoá dữ liệu của tôi: hỏi lại, xoá, và nói rõ điều phải giữ', { timeout: 180_000 }, async () => {
    const erasure = erasureVi('ông/bà');
    const talk = await office.someone(channel);
    const story = 'Rác chất đống ở số 5 đường Đội Cấn, phường Ngọc Hà';
    await talk.says(story);
    await talk.sendsPicture('rac.png', onePixel);
    const receipt = await talk.saysAll('không', 'không', 'gửi');
    const code = /PAHT\.\d{8}\.\d{4}/u.exec(receipt)?.[0] ?? 'không có mã';
    expect(read(await talk.says('xoá dữ liệu của tôi'))).toContain(read(erasure.ask));
    expect(read(await talk.says(erasure.buttons.keep))).toContain(read(erasure.kept));
    await talk.says('Xóa toàn bộ dữ liệu cá nhân của tôi');
    const done = await talk.says(erasure.buttons.erase);
    expect(read(done)).toContain(`Còn giữ vì đang xử lý: ${code}`);
    const { database, reception } = office.app.service;
    expect((await reception.casesOf(talk.account, new Date())).map((one) => one.code)).toEqual([code]);
    const history = JSON.stringify((await talk.history()) ?? []);
    expect(history).not.toContain('Đội Cấn');
    const rows = await database.queries.selectFrom('uploads').selectAll().execute();
    const own = (await talk.history())?.[0]?.conversation.id ?? `zalo-${talk.account.userId}`;
    expect(rows.filter((row) => row.conversation_id.includes(own))).toEqual([]);
    await talk.saysAll('tra cứu hồ sơ', buttons.withdraw, buttons.withdraw);
    await talk.says('xoá dữ liệu của tôi');
    expect(read(await talk.says(erasure.buttons.erase))).toContain('Số hồ sơ đã xoá: 1.');
    expect(await reception.casesOf(talk.account, new Date())).toEqual([]);
  });
});

describe('Biên nhận trên trang chat', () => {
  it('có mã QR đến trang tra cứu; mã bí mật không nằm trong đó', { timeout: 60_000 }, async () => {
    const talk = await office.someone('Direct Line');
    const text = await talk.saysAll(
      'Đèn đường ngõ 5 Đội Cấn phường Ngọc Hà tắt cả tuần',
      'không có',
      'không',
      'không',
      'gửi',
    );
    const code = /PAHT\.\d{8}\.\d{4}/u.exec(text)?.[0] ?? '';
    const shown = (await talk.history())?.at(-1)?.attachments ?? [];
    const address = `https://hoidap.example.gov.vn/tra-cuu?ma=${code}`;
    expect(text).toContain(address);
    expect(shown).toMatchObject([{ contentType: 'image/png', name: say.qrName }]);
    expect(shown[0]?.contentUrl).toBe(await toDataURL(address, { margin: 2 }));
  });
});
