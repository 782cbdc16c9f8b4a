import { describe, expect, it } from 'vitest';
import table from '../../../knowledge/rules/abbreviations.json' with { type: 'json' };
import { createExpander, expand } from '../../../knowledge/search/abbreviations.ts';

const places = ['Hải Phòng', 'Quảng Trị', 'Ngọc Hà', 'Ngọc Trạo'];
const withPlaces = createExpander({ places });
const read = (text: string): string => withPlaces(text).text;

describe('short forms of offices', () => {
  it.each([
    ['KH&CN', 'khoa học và công nghệ'],
    ['KH & CN', 'khoa học và công nghệ'],
    ['KHCN', 'khoa học và công nghệ'],
    ['kh-cn', 'khoa học và công nghệ'],
    ['dmst', 'đổi mới sáng tạo'],
    ['Phòng KT-HT-ĐT', 'Phòng kinh tế, hạ tầng và đô thị'],
    ['BP VH-XH', 'bộ phận văn hóa - xã hội'],
    ['P.TC-KT', 'phòng tài chính - kế toán'],
    ['CCVC&NLĐ', 'công chức, viên chức và người lao động'],
    ['PGĐ, GĐ', 'phó giám đốc, giám đốc'],
    ['HĐND-UBND', 'Hội đồng nhân dân-Ủy ban nhân dân'],
    ['đ/c CT UBND', 'đồng chí chủ tịch Ủy ban nhân dân'],
    ['để b/c', 'để báo cáo'],
  ])('reads %s as %s', (short, full) => {
    expect(read(short)).toBe(full);
    expect(read(short.normalize('NFD'))).toBe(full.normalize('NFC'));
  });

  it.each([
    ['TT 01/2020/TT-BTC', 'thông tư 01/2020/TT-BTC'],
    ['TT HĐND', 'thường trực Hội đồng nhân dân'],
    ['TT Thông tin', 'trung tâm Thông tin'],
    ['KH số 09', 'kế hoạch số 09'],
    ['cán bộ KH', 'cán bộ khoa học'],
    ['CT 10/CT-TTg', 'chỉ thị 10/CT-TTg'],
    ['CT UBND', 'chủ tịch Ủy ban nhân dân'],
    ['Sở TP', 'Sở tư pháp'],
    ['TP Hải Phòng', 'thành phố Hải Phòng'],
    ['p. QLKH', 'phòng quản lý khoa học'],
    ['p. Ngọc Hà', 'phường Ngọc Hà'],
    ['P. Ngọc Hà', 'phường Ngọc Hà'],
    ['Sở NV', 'Sở nội vụ'],
    ['các NV', 'các nhiệm vụ'],
  ])('reads %s by its neighbours as %s', (short, full) => {
    expect(read(short)).toBe(full);
  });

  it.each([
    'Quyết định 4536/QĐ-UBND ngày 20/12/2022',
    'Nghị quyết 20/2021/NQ-HĐND',
    'Chương trình số 71-CTr/TU',
    'số 243/KH-UBND',
    'gửi mail tới vp.skhcn@quangtri.gov.vn',
  ])('leaves document numbers and addresses alone: %s', (text) => {
    expect(read(text)).toBe(text);
  });

  it('takes a form that is also a word only in capitals among small letters', () => {
    expect(read('DA và ĐA của CA phường')).toBe('dự án và đề án của công an phường');
    expect(read('da dang, ca nhan, tu phap')).toBe('da dang, ca nhan, tu phap');
    expect(read('CA HÁT MỪNG ĐẢNG MỪNG XUÂN')).toBe('CA HÁT MỪNG ĐẢNG MỪNG XUÂN');
  });
});

describe('places of the loaded offices', () => {
  it.each([
    ['Sở KHCN HP', 'Sở khoa học và công nghệ Hải Phòng'],
    ['VP SKHCN QT', 'văn phòng Sở Khoa học và Công nghệ Quảng Trị'],
    ['UBND p. NH', 'Ủy ban nhân dân phường Ngọc Hà'],
    ['iso haiphong', 'iso Hải Phòng'],
    ['phường ngochà', 'phường Ngọc Hà'],
  ])('reads %s as %s', (short, full) => {
    expect(read(short)).toBe(full);
  });

  it('does not take QT for a place where it is a procedure', () => {
    expect(read('Sở thực hiện QT ISO')).toBe('Sở thực hiện quy trình ISO');
  });

  it('leaves initials alone that two places share', () => {
    expect(createExpander({ places: ['Ngọc Hà', 'Ngọc Hồi'] })('phường NH').text).toBe('phường NH');
  });
});

describe('teencode and regional words', () => {
  it.each([
    ['ko dc', 'không được'],
    ['hông đc', 'không được'],
    ['làm j', 'làm gì'],
    ['ai lo dợ', 'ai lo vậy'],
    ['b/c 6T trc ngày nào', 'báo cáo 6 tháng trước ngày nào'],
    ['t6/2023', 'tháng 6/2023'],
    ['bn ng', 'bao nhiêu người'],
    ['a/c cho e hỏi', 'anh chị cho em hỏi'],
    ['tài chánh', 'tài chính'],
    ['cai cach hanh chanh', 'cai cach hành chính'],
    ['mần răng', 'làm sao'],
    ['1 cửa', 'một cửa'],
    ['Q3 làm gì', 'quý 3 làm gì'],
    ['UBND Q3', 'Ủy ban nhân dân quận 3'],
    ['thu tuc cap so do', 'thu tuc cap sổ đỏ, giấy chứng nhận quyền sử dụng đất'],
    ['sổ đỏ bị sai tên', 'sổ đỏ, giấy chứng nhận quyền sử dụng đất bị sai tên'],
  ])('reads %s as %s', (short, full) => {
    expect(read(short)).toBe(full);
  });

  it.each([
    'điểm k khoản 2',
    'chánh văn phòng',
    'lỗ hổng bảo mật',
    'Hồng Bàng',
    'quy mô',
    'làm chỉ tiêu',
    'hồ sơ',
    'chốt sơ đồ gian hàng',
    'chot so do gian hang',
    'làm sơ đồ lớp học',
  ])('leaves real words alone: %s', (text) => {
    expect(read(text)).toBe(text);
  });

  it('reads documents without them', () => {
    const document = createExpander({ chat: false });
    expect(document('mục k, điểm j của KH').text).toBe('mục k, điểm j của kế hoạch');
  });
});

describe('what documents teach', () => {
  it('wins over the table', () => {
    expect(expand('HTQLCL', { HTQLCL: 'hệ thống của chúng tôi' }).text).toBe('hệ thống của chúng tôi');
    expect(expand('ABCXYZ làm gì', { ABCXYZ: 'Ban điều hành' }).text).toBe('Ban điều hành làm gì');
  });
});

describe('every expansion', () => {
  it('tells what it changed and where', () => {
    const { text, changes } = expand('VP và TTHC');
    expect(changes.map(({ from, to }) => [from, to])).toEqual([
      ['VP', 'văn phòng'],
      ['TTHC', 'thủ tục hành chính'],
    ]);
    for (const { from, to, given, expanded } of changes) {
      expect('VP và TTHC'.slice(...given)).toBe(from);
      expect(text.slice(...expanded)).toBe(to);
    }
  });

  it('knows at least 120 office forms, and every pattern in the table compiles', () => {
    const forms = [
      ...Object.values(table.administrative).flat(),
      ...table.byContext.flatMap((rule) => rule.forms),
    ];
    expect(new Set(forms).size).toBe(forms.length);
    expect(forms.length).toBeGreaterThanOrEqual(120);
    expect(() => createExpander()('a')).not.toThrow();
  });

  it('reads 100 KB in bounded time', () => {
    for (const piece of ['b/c KH&CN ', 'x', 'A-', '1/', 'a.', '/ A', '1'.repeat(50)]) {
      // the runner's own time limit is the bound
      expect(expand(piece.repeat(Math.ceil(100_000 / piece.length))).text).not.toBe('');
    }
  });
});

describe('a place that the bot has plans of', () => {
  it('is never part of a regional form', () => {
    const read = createExpander({ places: ['Uông Bí'] });
    expect(read('phuong uong bi chu tri gi').text).toBe('phuong uong bi chu tri gi');
    expect(read('Phường Uông Bí chủ trì gì').text).toBe('Phường Uông Bí chủ trì gì');
    expect(read('bi chừ làm việc chi').text).toBe('bây giờ làm việc gì');
    expect(read('viec chi tra tro cap').text).toBe('viec chi tra tro cap');
  });
});
