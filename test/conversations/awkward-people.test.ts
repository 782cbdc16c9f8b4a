import { afterAll, beforeAll, beforeEach, describe, expect, it } from 'vitest';
import { intakeVi } from '../../dialogs/messages/intake.ts';
import { onePixel } from './pictures.ts';
import { WholeOffice, type Talk } from './whole-office.ts';

const say = intakeVi('ông/bà');
let office: WholeOffice;
let lan: Talk;

beforeAll(async () => {
  office = await WholeOffice.open();
}, 120_000);
beforeEach(async () => {
  lan = await office.someone('Direct Line');
});
afterAll(() => office.close());

async function storyOf(receipt: string) {
  const code = /(?:PAHT|PAKN|KN)\.\d{8}\.\d{4}/u.exec(receipt)?.[0] ?? '';
  const { store } = office.app.service.cases;
  return (await store.load((await store.idOf(code)) ?? ''))?.submission;
}

describe('những người khó chiều', () => {
  it('không dấu, bực mình, kể một hơi: nơi đã nói không bị hỏi lại', async () => {
    const first = await lan.says(
      'duong truoc nha toi so 45 ngo 3 pho doi can hong nat het roi, may anh phuong ngoc ha lam an kieu gi vay',
    );
    expect(first).toContain(say.noted.place('so 45 ngo 3 pho doi can'));
    expect(first).toContain(say.ask.evidence);
    await lan.saysAll('khong', 'thoi khoi', 'ko');
    expect(await storyOf(await lan.says('gui di'))).toMatchObject({ place: 'so 45 ngo 3 pho doi can' });
  });

  it('gửi ảnh trước khi nói gì: ảnh vào hồ sơ, không phải gửi lại', async () => {
    const first = await lan.sendsPicture('hien-truong.png', onePixel);
    expect(first).toContain(say.noted.files(1));
    expect(first).toContain(say.ask.kind);
    expect(await lan.says('rác ngập ngã tư này')).toContain(say.ask.place);
    expect(await lan.says('ngã tư Lê Lợi Trần Phú, phường Ngọc Trạo')).toContain(say.ask.contact.optional);
    expect(await lan.saysAll('không', 'không')).toContain(say.summary.files(1));
  });

  it('không muốn để lại số: bỏ qua câu đó, không bỏ cả hồ sơ', async () => {
    await lan.saysAll('Đèn hỏng ở ngõ 20 đường Đội Cấn, phường Ngọc Hà', 'không có');
    expect(await lan.says('thôi tôi không muốn để lại số')).toContain(say.ask.messages);
  });

  it('nói tục, không nêu tên, kể thêm khi được hỏi cơ quan: không mất lời nào', async () => {
    await lan.says('chúng mày làm ăn chán quá, tao nộp hồ sơ 3 tháng rồi đéo thấy trả lời');
    const more = 'hồ sơ xin phép xây dựng nộp ngày 12/8 ở phường Ngọc Hà đến giờ chưa trả';
    expect(await lan.says(more)).toContain(say.ask.name.proposal);
    expect(await lan.says('tao éo muốn nói tên')).toContain(say.noName);
    const receipt = await lan.saysAll('không', 'không', 'gửi');
    const story = await storyOf(receipt);
    expect(story?.content).toContain('3 tháng rồi');
    expect(story?.content).toContain(more);
    expect(story?.contact).toBeUndefined();
  });

  it('đổi ý giữa chừng: khiếu nại, rồi lại phản ánh', async () => {
    await lan.says('tôi muốn phản ánh');
    expect(await lan.says('à mà thôi tôi muốn khiếu nại')).toContain(say.ask.contested);
    const back = await lan.says('không, phản ánh thôi');
    expect(back).toContain(say.explained.proposal);
    expect(back).toContain(say.ask.content.proposal);
  });

  it('nóng ruột, gõ “gửi” khi còn câu phụ: đến ngay phần xem lại, không đồng ý thay', async () => {
    await lan.says('ổ gà to trước số 9 đường Đội Cấn, phường Ngọc Hà');
    const summary = await lan.says('gửi luôn đi');
    expect(summary).toContain(say.summary.title('phản ánh hiện trường'));
    expect(summary).toContain(`${say.summary.messages}: ${say.summary.no}`);
    expect((await storyOf(await lan.says('gửi')))?.consent?.messages).toBe(false);
  });

  it('hỏi có phải khai tên không, sợ lộ tên: được trả lời rồi hỏi tiếp', async () => {
    await lan.says('quán karaoke ồn ở 12 Lê Lợi phường Ngọc Trạo sau 11h đêm');
    for (const question of ['có cần khai tên không?', 'the co bi lo ten khong']) {
      const reply = await lan.says(question);
      expect(reply).toContain(say.nameRule.free);
      expect(reply).toContain(say.ask.evidence);
    }
  });

  it('hai việc một lúc: được nhắc gửi từng việc', async () => {
    const two = 'Phường Ngọc Hà có 2 việc: đèn đường ngõ 20 hỏng, và cán bộ một cửa bắt tôi đi lại 4 lần';
    expect(await lan.says(two)).toContain(say.severalMatters);
  });

  it('khiếu nại có hai ngày: thời hiệu tính từ ngày nhận, không từ ngày ký', async () => {
    const first = await lan.says(
      'không đồng ý quyết định số 77/QĐ-XPHC ngày 1/6/2026 của phường Ngọc Trạo, tôi nhận ngày 3/9/2026, tôi khiếu nại',
    );
    expect(first).toContain(say.noted.knownOn('03/09/2026'));
    expect(first).toContain('**02/12/2026**');
    await lan.says('sửa ngày');
    expect(await lan.says('không nêu')).toContain(say.ask.affected);
  });

  it('“gửi”, “phản ánh” không thành họ tên; sửa thẳng giá trị trong một câu', async () => {
    await lan.says('Tôi kiến nghị phường Ngọc Hà mở một cửa vào sáng thứ bảy');
    expect(await lan.says('phản ánh')).toContain(say.problem.name);
    await lan.saysAll('Lê Thị Hoa', '0912345678', 'không');
    expect(await lan.says('sửa họ tên Lê Thị Hồng')).toContain(`${say.summary.name}: Lê Thị Hồng`);
  });

  it('số căn cước bỏ đi thì câu còn lại vẫn gọn', async () => {
    await lan.says('CCCD của tôi 001085012345, tôi phản ánh nước máy đục ở tổ 5 phường Ngọc Hà');
    const receipt = await lan.saysAll('bỏ số này', 'không', 'không', 'không', 'gửi');
    expect((await storyOf(receipt))?.content).toBe('tôi phản ánh nước máy đục ở tổ 5 phường Ngọc Hà');
  });
});
