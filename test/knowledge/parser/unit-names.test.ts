import { describe, expect, it } from 'vitest';
import { endOfUnits, splitUnits, unitHead } from '../../../knowledge/parser/unit-names.ts';

describe('the head of a unit name', () => {
  it.each([
    'Phòng Văn hóa - Xã hội',
    'các phòng, đơn vị thuộc Sở',
    'Ủy ban nhân dân các huyện',
    'Thanh tra Sở',
    '01 Phó Chủ tịch UBND thành phố',
    'Mỗi cán bộ, công chức',
    'Bộ Tài chính',
  ])('is found in "%s"', (text) => expect(unitHead(text)).toBeDefined());

  it.each([
    'Tổ chức thực hiện có hiệu quả',
    'Báo cáo tình hình',
    'Ban hành kế hoạch',
    'Sở hữu trí tuệ',
    'Phòng, chống tham nhũng',
    'thanh tra theo kế hoạch',
    'bộ tài liệu',
    'Bộ mã nguồn',
    'từng bước tạo bứt phá',
    'Đội hình tình nguyện',
    'các nhiệm vụ được giao',
  ])('is not found in "%s"', (text) => expect(unitHead(text)).toBeUndefined());
});

describe('where names end', () => {
  it.each([
    ['các phòng, đơn vị thuộc Sở tham mưu Lãnh đạo Sở bố trí', 'các phòng, đơn vị thuộc Sở'],
    ['các bộ phận chuyên môn của đơn vị rà soát, đánh giá', 'các bộ phận chuyên môn của đơn vị'],
    [
      'Phòng Văn hóa-Xã hội và các đơn vị liên quan triển khai',
      'Phòng Văn hóa-Xã hội và các đơn vị liên quan',
    ],
    ['Ban Chỉ đạo ISO của Sở có trách nhiệm', 'Ban Chỉ đạo ISO của Sở'],
    ['các tổ chức chính trị - xã hội xã Giám sát việc thực hiện', 'các tổ chức chính trị - xã hội xã'],
    ['UBND xã Khám Lạng chủ trì', 'UBND xã Khám Lạng'],
    ['bộ phận tiếp nhận và trả kết quả niêm yết', 'bộ phận tiếp nhận và trả kết quả'],
    [
      'UBND thành phố và sở khoa học và công nghệ trước ngày 30/6',
      'UBND thành phố và sở khoa học và công nghệ',
    ],
    ['lãnh đạo Sở theo quy định', 'lãnh đạo Sở'],
    ['các đơn vị có liên quan thông tin, tuyên truyền', 'các đơn vị có liên quan'],
    ['Các phòng thuộc Sở tổ chức triển khai', 'Các phòng thuộc Sở'],
    ['Trạm Thú y xã chậm nhất ngày 12/5', 'Trạm Thú y xã'],
    ['Hạt Kiểm lâm trong vòng 24 giờ kể từ khi', 'Hạt Kiểm lâm'],
    ['Trưởng các thôn đắp lại bờ bao', 'Trưởng các thôn'],
    ['Tiểu ban Lễ tân - Hậu cần tổng hợp, báo cáo', 'Tiểu ban Lễ tân - Hậu cần'],
    ['Tiểu ban Gian hàng - Ẩm thực bố trí điện, nước', 'Tiểu ban Gian hàng - Ẩm thực'],
    ['Phòng Kinh tế, Hạ tầng và Đô thị lập phương án', 'Phòng Kinh tế, Hạ tầng và Đô thị'],
    ['Đoàn kiểm tra liên ngành có nhiệm vụ', 'Đoàn kiểm tra liên ngành'],
    ['các cơ quan chịu sự giám sát gửi báo cáo', 'các cơ quan chịu sự giám sát'],
    ['Các đơn vị được kiểm tra chuẩn bị hồ sơ', 'Các đơn vị được kiểm tra'],
    ['Các hợp tác xã, cơ sở sản xuất giống công khai giá bán', 'Các hợp tác xã, cơ sở sản xuất giống'],
    ['các phòng, ban rà soát hồ sơ', 'các phòng, ban'],
    ['các Sở ban ngành liên quan xây dựng', 'các Sở ban ngành liên quan'],
    [
      'Ủy ban MTTQ Việt Nam xã và các tổ chức chính trị - xã hội tăng cường',
      'Ủy ban MTTQ Việt Nam xã và các tổ chức chính trị - xã hội',
    ],
  ])('"%s"', (text, name) => expect(text.slice(0, endOfUnits(text))).toBe(name));

  it('ends a name that the document delimits elsewhere before a small letter', () => {
    const text = 'Phòng Quản lý đô thị đặt biển báo tại các ngã tư';
    expect(text.slice(0, endOfUnits(text, ['Phòng Quản lý đô thị']))).toBe('Phòng Quản lý đô thị');
  });

  it('takes a name of the document whole, even when it holds verbs', () => {
    const name = 'Ban Chỉ đạo triển khai áp dụng Hệ thống quản lý chất lượng';
    const text = `${name} theo dõi, đôn đốc`;
    expect(text.slice(0, endOfUnits(text, [name]))).toBe(name);
  });
});

describe('parting a list of names', () => {
  it.each([
    [
      'Văn phòng, Chi cục Tiêu chuẩn Đo lường Chất lượng, Trung tâm Thông tin, Thống kê khoa học và công nghệ',
      [
        'Văn phòng',
        'Chi cục Tiêu chuẩn Đo lường Chất lượng',
        'Trung tâm Thông tin, Thống kê khoa học và công nghệ',
      ],
    ],
    ['Phòng Văn hóa và Thông tin', ['Phòng Văn hóa và Thông tin']],
    ['Chánh Văn phòng HĐND và UBND xã', ['Chánh Văn phòng HĐND và UBND xã']],
    ['Phòng Hành chính và Văn thư', ['Phòng Hành chính và Văn thư']],
    ['Trưởng các khoa, phòng', ['Trưởng các khoa, phòng']],
    ['TRẠM KHUYẾN NÔNG VÀ CÁC HỢP TÁC XÃ', ['TRẠM KHUYẾN NÔNG', 'CÁC HỢP TÁC XÃ']],
    ['UBND CÁC HUYỆN, THỊ XÃ', ['UBND CÁC HUYỆN, THỊ XÃ']],
    ['Phòng Tài chính, Điện lực Nam Sách', ['Phòng Tài chính', 'Điện lực Nam Sách']],
    [
      'Các phòng, đơn vị, Tổ giúp việc Ban Chỉ đạo chuyển đổi số',
      ['Các phòng, đơn vị', 'Tổ giúp việc Ban Chỉ đạo chuyển đổi số'],
    ],
    ['Công chức, viên chức, người lao động', ['Công chức, viên chức, người lao động']],
    ['Bộ phận văn phòng và bộ phận văn hóa phường', ['Bộ phận văn phòng', 'bộ phận văn hóa phường']],
    [
      'Lãnh đạo Sở, Lãnh đạo các phòng, đơn vị thực hiện TTHC',
      ['Lãnh đạo Sở', 'Lãnh đạo các phòng, đơn vị thực hiện TTHC'],
    ],
    ['GĐ, các PGĐ Sở', ['GĐ', 'các PGĐ Sở']],
    ['TT Đảng uỷ, HĐND, UBND phường', ['TT Đảng uỷ, HĐND, UBND phường']],
    ['Văn phòng HĐND và UBND xã', ['Văn phòng HĐND và UBND xã']],
    ['Văn phòng HĐND và UBND xã, Công an xã', ['Văn phòng HĐND và UBND xã', 'Công an xã']],
    ['Sở Kế hoạch và Đầu tư và Văn phòng UBND tỉnh', ['Sở Kế hoạch và Đầu tư', 'Văn phòng UBND tỉnh']],
    ['Ông Lê Văn An, Phó Chủ tịch UBND phường', ['Ông Lê Văn An, Phó Chủ tịch UBND phường']],
    ['đồng chí Hồ Sỹ Quân, Phó Bí thư Đoàn xã', ['đồng chí Hồ Sỹ Quân, Phó Bí thư Đoàn xã']],
    ['Trưởng Công an phường và thủ trưởng các đơn vị', ['Trưởng Công an phường', 'thủ trưởng các đơn vị']],
    ['các ngành, các xóm', ['các ngành', 'các xóm']],
    [
      'Công ty Cổ phần Thoát nước và khối trưởng các khối',
      ['Công ty Cổ phần Thoát nước', 'khối trưởng các khối'],
    ],
  ])('"%s"', (text, names) => expect(splitUnits(text)).toEqual(names));
});
