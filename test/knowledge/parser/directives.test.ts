import { describe, expect, it } from 'vitest';
import type { Plan } from '../../../knowledge/assignment.ts';
import { readPlan } from '../../../knowledge/parser/read-plan.ts';

const header = [
  'UBND TỈNH AN PHÚ',
  'Số: 9/CT-UBND',
  'An Phú, ngày 02 tháng 3 năm 2026',
  '',
  'CHỈ THỊ',
  'Về việc phòng, chống cháy rừng năm 2026',
  '',
];
const read = (...lines: string[]): Plan => readPlan([...header, ...lines].join('\n'), { id: 'x' });
const leads = (...lines: string[]): (readonly string[])[] =>
  read(...lines).assignments.map(({ lead }) => lead);

describe('a directive numbers those whom it charges', () => {
  const charges = [
    'Chủ tịch Ủy ban nhân dân tỉnh chỉ thị:',
    '1. Giám đốc Sở Nông nghiệp và Môi trường',
    'a) Chủ trì, phối hợp với Công an tỉnh rà soát các khu rừng dễ cháy trước ngày 20/3/2026.',
    'b) Cắm biển cảnh báo tại các cửa rừng.',
    '2. Trưởng Thuế tỉnh',
    'a) Kiểm tra việc kê khai thuế của các chủ rừng.',
    '3. Chỉ huy trưởng Bộ Chỉ huy Quân sự tỉnh chuẩn bị lực lượng chữa cháy.',
    '4. Các tổ chức, cá nhân được giao rừng:',
    '- Dọn thực bì trước ngày 15/4/2026.',
  ];

  it('by headings that hold nothing but a name', () =>
    expect(leads(...charges)).toEqual([
      ['Giám đốc Sở Nông nghiệp và Môi trường'],
      ['Giám đốc Sở Nông nghiệp và Môi trường'],
      ['Trưởng Thuế tỉnh'],
      ['Chỉ huy trưởng Bộ Chỉ huy Quân sự tỉnh'],
      ['Các tổ chức, cá nhân được giao rừng'],
    ]));

  it('also in a part that its title does not tell', () =>
    expect(
      leads('I. ĐÁNH GIÁ CHUNG', 'Năm 2025 có 12 vụ cháy.', 'II. NHIỆM VỤ CỤ THỂ', ...charges.slice(1)).slice(
        1,
        3,
      ),
    ).toEqual([['Giám đốc Sở Nông nghiệp và Môi trường'], ['Giám đốc Sở Nông nghiệp và Môi trường']]));

  it('by "Đối với …" where the words before the numbers order it', () => {
    const lines = [
      '1. Đối với các chủ đầu tư',
      'a) Rà soát tiến độ từng dự án.',
      '2. UBND các xã, thị trấn',
      'Phối hợp với Trung tâm Phát triển quỹ đất vận động nhân dân.',
    ];
    expect(leads('Để đẩy nhanh tiến độ, Chủ tịch UBND tỉnh yêu cầu:', ...lines)).toEqual([
      ['Các chủ đầu tư'],
      ['UBND các xã, thị trấn'],
    ]);
    expect(leads('Tình hình các dự án như sau:', ...lines)[0]).toEqual([]);
  });

  it('under words of theirs', () =>
    expect(
      leads(
        '1. Đánh giá cao sự cố gắng của các đơn vị.',
        '2. Thời gian tới, yêu cầu các đơn vị tập trung:',
        'a) UBND các xã Ia Phí, Ia Khươl:',
        '- Kiểm đếm xong 214 hộ trước ngày 15/9/2026;',
        '- Phê duyệt phương án bồi thường.',
        'b) Sở Tài chính bố trí vốn đợt 2.',
      ).slice(1),
    ).toEqual([['UBND các xã Ia Phí, Ia Khươl'], ['UBND các xã Ia Phí, Ia Khươl'], ['Sở Tài chính']]));

  it.each([
    ['II. NỘI DUNG KIỂM TRA', '- Kiểm tra việc trực cháy tại trạm.'],
    ['II. ĐỐI TƯỢNG', '- Thực hiện đủ hồ sơ rừng.'],
    ['II. GIẢI PHÁP', '- Nâng cấp chòi canh lửa.'],
    ['II. CÁC TRỌNG ĐIỂM CHÁY', '- Diện tích 120 ha rừng thông.'],
  ])('not where units are only spoken of: %s', (title, line) =>
    expect(leads(title, '1. Hạt Kiểm lâm Đông Sơn', line, '2. Hạt Kiểm lâm Tây Sơn', line).flat()).toEqual(
      [],
    ),
  );
});

describe('what is no duty of a directive or of conclusions', () => {
  it.each([
    'Chỉ thị này có hiệu lực kể từ ngày ký.',
    'Văn phòng UBND tỉnh thông báo để các sở, ngành, đơn vị liên quan biết, tổ chức thực hiện./.',
    'Trong Chỉ thị này, “khu rừng dễ cháy” là khu rừng do một hạt, trạm đăng ký với Chi cục Kiểm lâm.',
  ])('%s', (sentence) =>
    expect(leads('1. Công an tỉnh điều tra các vụ cháy.', '', sentence)).toEqual([['Công an tỉnh']]),
  );

  it('is not a title in capitals over what is told of an event', () =>
    expect(
      read(
        'I. THỜI GIAN, ĐỊA ĐIỂM',
        '1. Thời gian: ngày 20/4/2026.',
        '2. Địa điểm: rừng Đông Sơn.',
      ).assignments.map(({ task }) => task),
    ).not.toContain('THỜI GIAN, ĐỊA ĐIỂM'));
});

describe('words of an annex behind the signature', () => {
  const annexed = read(
    '1. Sở Nội vụ tổng kết việc thực hiện Chỉ thị.',
    '',
    'Nơi nhận:                                  CHỦ TỊCH',
    '- Các sở, ngành;',
    '- Lưu: VT.                                 Lê Văn An',
    '',
    'BẢNG PHÂN CÔNG',
    '(Kèm theo Chỉ thị số 9/CT-UBND ngày 02/3/2026)',
    '',
    'TT | Việc | Người chịu trách nhiệm | Xong trước',
    '1 | Mua máy thổi gió | Bà Hà Thị Lan (TB Hậu cần) | 20/4/2026',
    '2 | Nấu ăn cho lực lượng trực | Tiểu ban Hậu cần | 25/4/2026',
  );

  it('do not sign', () =>
    expect(annexed.document.signer).toMatchObject({ name: 'Lê Văn An', title: 'Chủ tịch' }));

  it('are a place of their own', () =>
    expect(annexed.assignments.map(({ section }) => section)).toEqual([
      'Mục 1',
      'Phụ lục, mục 1',
      'Phụ lục, mục 2',
    ]));

  it('charge the body behind a person that the document names elsewhere, its head written in full', () =>
    expect(annexed.assignments[1]?.lead).toEqual(['Bà Hà Thị Lan', 'Tiểu ban Hậu cần']));
});

describe('who is charged in a part on organisation', () => {
  const within = (...lines: string[]) => leads('IV. TỔ CHỨC THỰC HIỆN', ...lines);

  it('is anyone who is asked to act, whatever it is called', () =>
    expect(
      within(
        '1. Sở Tài chính',
        '- Bố trí kinh phí.',
        '2. Đề nghị Agribank Chi nhánh An Phú',
        '- Cử cán bộ tham gia các tổ lưu động.',
      ),
    ).toEqual([['Sở Tài chính'], ['Agribank Chi nhánh An Phú']]));

  it('is told without what it is', () =>
    expect(
      within(
        '1. Giao Phòng Kinh tế là đơn vị đầu mối, có nhiệm vụ:',
        '+ Rà soát danh sách trước ngày 31/3/2026.',
        '+ Tham mưu thành lập Tổ hỗ trợ.',
      ),
    ).toEqual([['Phòng Kinh tế'], ['Phòng Kinh tế']]));

  it('may be who is on duty at a place', () =>
    expect(
      within(
        '  STT  Địa điểm                 Thời gian            Đơn vị trực',
        '  1    Chợ Trung tâm            Sáng thứ Ba          Ban Quản lý chợ',
        '  2    Chợ Gia Cẩm              Sáng thứ Tư          Đoàn Thanh niên phường',
        '',
      ),
    ).toEqual([['Ban Quản lý chợ'], ['Đoàn Thanh niên phường']]));
});
