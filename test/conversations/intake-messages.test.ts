import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { intakeVi } from '../../dialogs/messages/intake.ts';
import { OfficeOnDisk } from '../dialogs/intake/person.ts';

const say = intakeVi('ông/bà');
let office: OfficeOnDisk;

beforeAll(async () => {
  office = await OfficeOnDisk.open();
}, 60_000);
afterAll(() => office.close());

const first = (text: string) => office.person().says(text);

describe('Lời mở đầu của một phản ánh, kiến nghị, khiếu nại', () => {
  it.each([
    ['Tôi muốn phản ánh việc đổ trộm phế thải ở bãi đất cuối ngõ', 'incident'],
    ['đường trước cửa nhà tôi ngập cả tuần nay không ai xử lý', 'incident'],
    ['Via he truoc truong hoc bi lan chiem het cho di', 'incident'],
    ['cho tôi báo đèn đường hỏng ở ngõ 20', 'incident'],
    ['hang xom mo loa karaoke toi khuya khong ngu duoc', 'incident'],
    ['Cống thoát nước trước số 8 đường Bà Triệu bị tắc, mùi hôi nồng nặc', 'incident'],
    ['cây xanh sắp đổ ở ngã ba đường Trần Phú', 'incident'],
    ['quán nhậu đốt than khói bụi cả khu', 'incident'],
    ['xe tải chở đất chạy làm rơi vãi khắp đường Lê Lai', 'incident'],
    ['nắp cống trước cổng trường Lê Lợi bị mất, trẻ con dễ ngã', 'incident'],
    ['Nước thải của xưởng nhuộm chảy ra mương đã mấy tháng', 'incident'],
    ['xom toi mat nuoc sach bon ngay roi', 'incident'],
    ['biển quảng cáo trái phép dựng giữa vỉa hè', 'incident'],
    ['cán bộ tiếp dân nói năng thô lỗ với người già', 'proposal'],
    ['Đề nghị bỏ bớt giấy xác nhận khi làm hồ sơ hỗ trợ, quy định này gây khó', 'proposal'],
    ['nộp hồ sơ hai tháng rồi chưa có kết quả, hẹn lần hẹn lượt', 'proposal'],
    ['Kiến nghị đơn giản hoá thủ tục cấp phép xây dựng', 'proposal'],
    ['toi kien nghi phuong mo cua sang thu bay', 'proposal'],
    ['thu tuc khai sinh bat nop qua nhieu giay to', 'proposal'],
    ['Tôi xin góp ý về cách bố trí bãi gửi xe của phường', 'suggestion'],
    ['gop y voi so ve trang thong tin dien tu', 'suggestion'],
    ['Tôi góp ý phường nên đặt thêm ghế ở nơi chờ', 'suggestion'],
    ['Tôi muốn khiếu nại quyết định xử phạt của phường', 'complaint'],
    ['toi muon khieu nai viec thu hoi dat cua gia dinh', 'complaint'],
    ['Gia đình tôi khiếu nại việc phường từ chối cấp giấy phép sửa nhà', 'complaint'],
    ['Tôi không đồng ý với quyết định bồi thường, tôi muốn khiếu nại', 'complaint'],
  ] as const)('%s → %s', async (text, kind) => {
    const reply = await first(text);
    expect(reply.kind).toBe('form');
    expect(reply.text).toContain(say.explained[kind]);
    expect(reply.text).not.toContain('chủ trì');
  });

  it.each([
    'cán bộ địa chính đòi tiền tôi mới làm hồ sơ',
    'can bo mot cua vi tien nguoi dan',
    'nhân viên nhận phong bì mới cấp giấy',
    'ông trưởng thôn ăn chặn tiền hỗ trợ của dân',
    'chủ tịch xã bao kê cho xe quá tải',
  ])('cho chọn phản ánh hay tố cáo: %s', async (text) => {
    const reply = await first(text);
    expect(reply.kind).toBe('form');
    expect(reply.text).toContain(say.ask.trouble);
  });

  it.each([
    'Tôi muốn tố cáo',
    'toi muon to cao can bo tham o',
    'Muốn tố cáo thì gửi ở đâu?',
    'tố cáo chủ tịch phường bao che xây dựng trái phép',
    'Đơn tố cáo gửi qua đây được không?',
  ])('tố cáo được hướng dẫn: %s', async (text) => {
    const reply = await first(text);
    expect(reply.kind).toBe('form');
    expect(reply.text).toBe(say.sealed.guidance(undefined, undefined, undefined));
  });

  it.each(['Tôi muốn phản ánh', 'gửi phản ánh kiến nghị', 'cho tôi gửi ý kiến phản ánh', 'gui phan anh'])(
    'chưa nói gì thì hỏi: %s',
    async (text) => {
      const reply = await first(text);
      expect(reply.kind).toBe('form');
      expect(reply.text).toMatch(/loại nào|nội dung/u);
    },
  );
});

describe('Tra cứu', () => {
  it.each([
    'tra cứu hồ sơ',
    'tra cuu',
    'Hồ sơ của tôi giải quyết đến đâu rồi?',
    'phản ánh hôm trước của tôi xử lý xong chưa',
    'don cua toi toi dau roi',
    'PAKN.20261121.0007',
    'cho tôi hỏi hồ sơ KN.20261101.0002 tới đâu rồi',
    'Tra cứu hồ sơ đã gửi',
  ])('%s', async (text) => {
    expect((await first(text)).kind).toBe('status');
  });
});

describe('Câu hỏi về kế hoạch có chữ phản ánh, khiếu nại, tố cáo thì được trả lời, không mở mẫu', () => {
  it.each([
    'Ai giải quyết khiếu nại tố cáo ở Sở Khoa học và Công nghệ Quảng Trị?',
    'Sở KH&CN Quảng Trị tổ chức công tác tiếp công dân theo chỉ đạo của ai?',
    'Đơn vị nào của Sở Hải Phòng công khai địa chỉ tiếp nhận phản ánh, kiến nghị?',
    'Sở Quảng Trị làm công tác phòng chống tham nhũng thế nào?',
    'Bộ phận nào của phường Ngọc Trạo tiếp nhận và trả kết quả?',
    'Hạn nộp báo cáo cải cách hành chính của phường Ngọc Hà là khi nào?',
    'Ai chủ trì khảo sát sự hài lòng của tổ chức, cá nhân ở Sở Hải Phòng?',
    'Phường Ngọc Hà có nhiệm vụ gì về thủ tục hành chính?',
    'Kế hoạch của phường Ngọc Trạo do ai ký?',
    'Văn phòng Sở Hải Phòng có trách nhiệm gì về phản ánh kiến nghị?',
  ])('%s', async (text) => {
    const reply = await first(text);
    expect(reply.kind).not.toBe('form');
    expect(reply.kind).not.toBe('status');
  });
});

describe('Chuyện khác không mở mẫu', () => {
  it.each([
    'xin chào',
    'cảm ơn',
    'Bạn là ai?',
    'mai trời có mưa không',
    'không',
    'có',
    'trợ giúp',
    'làm lại',
  ])('%s', async (text) => {
    expect((await first(text)).kind).not.toMatch(/form|status|receipt/u);
  });
});
