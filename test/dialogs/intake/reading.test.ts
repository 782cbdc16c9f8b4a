import { describe, expect, it } from 'vitest';
import { commandIn } from '../../../dialogs/intake/commands.ts';
import { isEmergency } from '../../../dialogs/intake/emergency.ts';
import {
  hasIdentityNumber,
  isIdentityCard,
  masked,
  withoutIdentityNumber,
} from '../../../dialogs/intake/identity-number.ts';
import { likelyKind } from '../../../dialogs/intake/likely-kind.ts';
import { officeIn } from '../../../dialogs/intake/office-named.ts';
import {
  dateIn,
  decisionNumberIn,
  emailIn,
  nameIn,
  phoneIn,
  placeIn,
  saysMatter,
} from '../../../dialogs/intake/said.ts';
import { chosen, saysNo, saysYes } from '../../../dialogs/intake/words.ts';

const today = '2026-11-21';

describe('an emergency', () => {
  it.each([
    'nhà bên cạnh đang cháy',
    'cháy nhà rồi, cứu với',
    'Xe máy bốc cháy trước cổng trường',
    'có cháy ở chợ Ngọc Hà',
    'Có một vụ tai nạn ở ngã tư Đội Cấn',
    'vừa xảy ra tai nạn giao thông, có người bị thương',
    'tôi muốn tự tử',
    'em không muốn sống nữa',
    'có người định nhảy cầu',
    'đang đánh nhau ở quán nhậu đầu ngõ',
    'có nhóm thanh niên đang chém nhau',
    'tôi đang bị hành hung',
    'cần cấp cứu gấp',
    'cứu tôi với',
    'có cháu bé bị đuối nước',
    'nha hang xom dang chay',
    'co tai nan o nga tu',
    'toi muon tu tu',
    'cuu toi voi',
    'dang danh nhau truoc cong ubnd',
  ])('is seen: %s', (text) => {
    expect(isEmergency(text)).toBe(true);
  });

  it.each([
    'Ai chủ trì công tác phòng cháy chữa cháy?',
    'Kế hoạch diễn tập cứu nạn cứu hộ quý III',
    'đèn đường cháy bóng ở ngõ 5',
    'bóng đèn bị cháy từ hôm qua',
    'xe khách chạy ẩu trên đường Đội Cấn',
    'xe tải đang chạy vào giờ cấm',
    'hay xảy ra tai nạn vì đường hẹp',
    'ổ gà dễ gây tai nạn',
    'tôi muốn hỏi chế độ tai nạn lao động',
    'phòng cấp cứu ở đâu',
    'nước chảy tràn ra đường',
    'nuoc chay tran ra duong',
    'xe buyt dang chay theo tuyen nao',
    'tháng trước có tai nạn ở đây',
    'đám cháy đã dập tắt',
    'khẩn cấp cho hỏi số điện thoại',
    'Tôi muốn tự tìm hiểu kế hoạch',
    'hàng xóm cãi nhau đã hết',
  ])('is not made of: %s', (text) => {
    expect(isEmergency(text)).toBe(false);
  });
});

describe('the kind', () => {
  it.each([
    ['đường trước nhà ngập cả tuần nay', 'incident'],
    ['via he bi lan chiem de ban hang', 'incident'],
    ['cây đổ chắn ngang đường', 'incident'],
    ['đổ trộm phế thải ở bãi đất cuối ngõ', 'incident'],
    ['nắp cống đầu hẻm bị mất', 'incident'],
    ['thanh niên tụ tập đua xe ban đêm', 'incident'],
    ['hàng xóm hát karaoke đến nửa đêm', 'incident'],
    ['nước thải đen ngòm chảy ra cống', 'incident'],
    ['đèn đường ngõ 5 Đội Cấn không sáng', 'incident'],
    ['Rác ở chợ Ngọc Hà không ai dọn', 'incident'],
    ['thái độ của cán bộ một cửa rất khó chịu', 'proposal'],
    ['hồ sơ của tôi nộp hai tháng chưa trả', 'proposal'],
    ['Kiến nghị bớt giấy tờ khi đăng ký kinh doanh', 'proposal'],
    ['thủ tục làm khai sinh rườm rà', 'proposal'],
    ['thai do can bo duong Doi Can rat kem', 'proposal'],
    ['tôi góp ý nên có chỗ để xe', 'suggestion'],
    ['Tôi muốn khiếu nại quyết định thu hồi đất', 'complaint'],
    ['toi khong dong y, toi khieu nai', 'complaint'],
    ['tôi tố cáo ông trưởng phòng tham ô', 'denunciation'],
    ['Tôi muốn gửi câu hỏi đến cơ quan', 'question'],
  ])('is clear: %s → %s', (text, kind) => {
    expect(likelyKind(text, 'SendFeedback')).toEqual({ kind });
  });

  it.each([
    'cán bộ địa chính đòi tiền tôi mới làm hồ sơ',
    'họ vòi vĩnh phong bì mới chịu ký',
    'can bo nhan hoi lo',
    'tổ trưởng ăn chặn tiền hỗ trợ',
  ])('is left to the person where it may be wrongdoing: %s', (text) => {
    expect(likelyKind(text, 'SendFeedback')).toMatchObject({ because: 'trouble' });
  });

  it('follows the recogniser where no word tells', () => {
    expect(likelyKind('tôi bị phạt oan', 'SendComplaint')).toEqual({ kind: 'complaint' });
    expect(likelyKind('ông ấy lấy của dân', 'SendDenunciation')).toMatchObject({ because: 'trouble' });
    expect(likelyKind('tôi có chuyện muốn nói', 'SendFeedback')).toMatchObject({ because: 'unsure' });
  });
});

describe('what a message says', () => {
  it.each([
    ['ổ gà ở đường Lê Lợi', 'đường Lê Lợi'],
    ['Đường Lê Lợi có ổ gà trước số 12', 'Đường Lê Lợi, trước số 12'],
    ['cột điện ở ngõ 5 Trần Phú nghiêng', 'ngõ 5 Trần Phú'],
    ['rác ở tổ 3, thôn Đông', 'tổ 3, thôn Đông'],
    ['nhà số 15 ngõ 20/3 đường Ngọc Hà xây trái phép', 'số 15, ngõ 20/3, đường Ngọc Hà'],
    ['Quốc lộ 1A ngập sâu', 'Quốc lộ 1A'],
    ['o ga tren duong le loi', 'duong le loi'],
    ['ổ gà trên đường lê lợi rất to', 'đường lê lợi'],
    ['rác ở cầu long biên nhiều ngày', 'cầu long biên'],
    ['đường trước nhà ngập', undefined],
    ['đường hỏng quá', undefined],
    ['phường Ngọc Hà nhiều rác', undefined],
    ['trên đường đi làm tôi thấy rác', undefined],
  ])('place: %s → %s', (text, place) => {
    expect(placeIn(text)).toBe(place);
  });

  it.each([
    ['gọi 0912 345 678', '0912345678'],
    ['+84 912.345.678', '0912345678'],
    ['024 3825 1234', '02438251234'],
    ['căn cước 001086012345', undefined],
    ['ngày 15/10/2026', undefined],
    ['quyết định 0123/QĐ-UBND', undefined],
  ])('telephone: %s → %s', (text, phone) => {
    expect(phoneIn(text)).toBe(phone);
  });

  it.each([
    ['ngày 15/10/2026', '2026-10-15'],
    ['3 tháng 9', '2026-09-03'],
    ['3 thang 9 nam 2025', '2025-09-03'],
    ['25/12', '2025-12-25'],
    ['10-10-26', '2026-10-10'],
    ['hôm qua', '2026-11-20'],
    ['hôm nay', '2026-11-21'],
    ['31/2/2026', undefined],
    ['tháng trước', undefined],
  ])('date: %s → %s', (text, date) => {
    expect(dateIn(text, today)).toBe(date);
  });

  it('decision, e-mail and name', () => {
    expect(decisionNumberIn('Quyết định số 12/QĐ-UBND ngày 1/9/2026')).toBe('12/QĐ-UBND');
    expect(decisionNumberIn('số 1234/2026/QĐ-UBND')).toBe('1234/2026/QĐ-UBND');
    expect(decisionNumberIn('ngày 1/9/2026')).toBeUndefined();
    expect(emailIn('thư: lan.nguyen@example.com nhé')).toBe('lan.nguyen@example.com');
    expect(nameIn('Tôi tên là Nguyễn Thị Lan, ở tổ 5')).toBe('Nguyễn Thị Lan');
    expect(nameIn('tôi là dân phường này')).toBeUndefined();
  });

  it.each([
    ['Tôi muốn phản ánh', false],
    ['cho tôi gửi kiến nghị', false],
    ['muốn khiếu nại thì gửi ở đâu', false],
    ['mất nước', true],
    ['phản ánh vỉa hè bị lấn chiếm', true],
  ])('a matter: %s → %s', (text, matter) => {
    expect(saysMatter(text)).toBe(matter);
  });

  it('the office by its place, when only one is there', () => {
    const offices = [
      { id: 'a', name: 'UBND phường Ngọc Trạo' },
      { id: 'b', name: 'UBND phường Ngọc Hà' },
      { id: 'c', name: 'Sở Khoa học và Công nghệ Hải Phòng' },
    ];
    expect(officeIn('rác ở phuong ngoc ha', offices)).toBe('b');
    expect(officeIn('gửi Sở Hải Phòng', offices)).toBe('c');
    expect(officeIn('Ngọc Hà hay Ngọc Trạo', offices)).toBeUndefined();
    expect(officeIn('rác đầy đường', offices)).toBeUndefined();
  });
});

describe('identity papers', () => {
  it('masks a number and takes it out with the words around it', () => {
    const text = 'Tôi mất nước, số căn cước của tôi là 001086012345, nhà số 5';
    expect(hasIdentityNumber(text)).toBe(true);
    expect(masked(text)).toContain('001*********,');
    expect(withoutIdentityNumber(text)).toBe('Tôi mất nước, nhà số 5');
    expect(withoutIdentityNumber('cccd: 001 086 012 345')).toBe('');
  });

  it.each(['0912345678', '12/QĐ-UBND', '123456789012', '0010860123456', '2026-11-21 0101'])(
    'leaves %s alone',
    (text) => {
      expect(hasIdentityNumber(text)).toBe(false);
    },
  );

  it.each([
    ['CCCD_mat_truoc.jpg', '', true],
    ['cmnd.png', '', true],
    ['can-cuoc-cong-dan.jpg', '', true],
    ['IMG_1.jpg', 'ảnh căn cước của tôi', true],
    ['IMG_1.jpg', 'ổ gà trước nhà', false],
    ['IMG_1.jpg', 'ảnh hàng người chờ làm căn cước', false],
  ])('%s with “%s” is one: %s', (name, words, is) => {
    expect(isIdentityCard(name, words)).toBe(is);
  });
});

describe('commands', () => {
  it.each([
    ['quay lại', { does: 'back' }],
    ['quay lai cau truoc', { does: 'back' }],
    ['sửa', { does: 'which-edit' }],
    ['tôi muốn sửa lại', { does: 'which-edit' }],
    ['đổi loại', { does: 'change-kind' }],
    ['sửa nội dung', { does: 'edit', step: 'content' }],
    ['cho tôi sửa lại địa chỉ', { does: 'edit', step: 'place' }],
    ['sua so dien thoai', { does: 'edit', step: 'contact' }],
    ['đổi địa điểm thành 7 Trần Phú', { does: 'edit', step: 'place', value: '7 Trần Phú' }],
    ['sửa họ tên: Lê Văn Bình', { does: 'edit', step: 'name', value: 'Lê Văn Bình' }],
    ['sửa đường cho dân', undefined],
    ['sửa nội dung biển báo sai ở ngã tư', undefined],
    ['quay lại nhà tôi vẫn ngập', undefined],
    ['Rác ở đường Lê Lợi', undefined],
  ])('%s', (text, command) => {
    expect(commandIn(text)).toEqual(command);
  });
});

describe('yes, no and choices', () => {
  it.each(['có', 'vâng ạ', 'đồng ý', 'ok', 'dạ đúng rồi', 'co'])('%s is yes', (text) => {
    expect(saysYes(text)).toBe(true);
    expect(saysNo(text)).toBe(false);
  });

  it.each(['không', 'ko', 'dạ không ạ', 'khong can', 'chưa'])('%s is no', (text) => {
    expect(saysNo(text)).toBe(true);
    expect(saysYes(text)).toBe(false);
  });

  it('an option by words, part of them, or number', () => {
    const options = [
      { label: 'Khiếu nại', value: 1 },
      { label: 'Phản ánh hiện trường', value: 2 },
      { label: 'Kiến nghị, phản ánh', value: 3 },
    ];
    expect(chosen('khieu nai', options)).toBe(1);
    expect(chosen('hiện trường', options)).toBe(2);
    expect(chosen('số 3', options)).toBe(3);
    expect(chosen('phản ánh', options)).toBeUndefined();
    expect(chosen('9', options)).toBeUndefined();
  });
});
