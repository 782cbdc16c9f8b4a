import { describe, expect, it } from 'vitest';
import { readDuties, type DutyReading } from '../../../knowledge/parser/duties.ts';
import { readRoles } from '../../../knowledge/parser/ending-roles.ts';
import { flowOf } from '../../../knowledge/parser/flow.ts';
import { readSubject } from '../../../knowledge/parser/subjects.ts';

const read = (sentence: string, known: readonly string[] = []): DutyReading[] =>
  readDuties(flowOf([sentence], [1, 1]), known);

describe('who a sentence charges', () => {
  it.each<[string, string[]]>([
    [
      'Các phòng, đơn vị thuộc Sở căn cứ Kế hoạch này, phối hợp với Văn phòng triển khai',
      ['Các phòng, đơn vị thuộc Sở'],
    ],
    [
      'Căn cứ nhiệm vụ và lĩnh vực được giao phụ trách, các đồng chí lãnh đạo Sở chỉ đạo các phòng',
      ['các đồng chí lãnh đạo Sở'],
    ],
    [
      'Mỗi cán bộ, công chức, viên chức, người lao động có trách nhiệm thường xuyên chủ động',
      ['Mỗi cán bộ, công chức, viên chức, người lao động'],
    ],
    [
      'Giao Sở Thông tin và Truyền thông chủ trì, phối hợp với các sở, ban, ngành',
      ['Sở Thông tin và Truyền thông'],
    ],
    ['Đề nghị Ủy ban Mặt trận Tổ quốc xã tăng cường giám sát', ['Ủy ban Mặt trận Tổ quốc xã']],
    [
      'Quá trình thực hiện nếu có vướng mắc, phát sinh đề nghị các phòng, đơn vị thuộc Sở báo cáo lãnh đạo Sở',
      ['các phòng, đơn vị thuộc Sở'],
    ],
    [
      'Công an tỉnh, Bộ Chỉ huy Quân sự tỉnh: Chủ động bảo đảm an toàn',
      ['Công an tỉnh', 'Bộ Chỉ huy Quân sự tỉnh'],
    ],
    [
      'Về chế độ thông tin: các trường học gửi số liệu về Phòng Giáo dục trước ngày 20 hằng tháng',
      ['các trường học'],
    ],
    ['Về kinh phí, Phòng Kinh tế tham mưu sử dụng nguồn dịch vụ môi trường rừng', ['Phòng Kinh tế']],
    ['Về vệ sinh môi trường: yêu cầu Trưởng các ấp kiểm tra kênh mương', ['Trưởng các ấp']],
    [
      'Ông Nguyễn Văn Bình, Chi cục trưởng - Trưởng ban: Chỉ đạo chung',
      ['Ông Nguyễn Văn Bình, Chi cục trưởng - Trưởng ban'],
    ],
    [
      'Chánh Văn phòng UBND tỉnh; Thủ trưởng các cơ quan chịu trách nhiệm thi hành Quyết định này',
      ['Chánh Văn phòng UBND tỉnh', 'Thủ trưởng các cơ quan'],
    ],
  ])('"%s"', (sentence, units) => expect(readSubject(sentence, [])?.units).toEqual(units));

  it.each([
    'Căn cứ vào yêu cầu thực tế của địa phương, tuyên truyền rộng rãi đến các tổ chức, cá nhân, doanh nghiệp đóng trên địa bàn để đăng ký',
    'Căn cứ dự toán được phân bổ năm 2023, phối hợp với các phòng, đơn vị thuộc Sở tham mưu Lãnh đạo Sở',
    'Tổ chức các cuộc thanh tra theo kế hoạch năm 2024',
    'Thành phần tham dự: Lãnh đạo xã, tổ chức tại nhà văn hóa',
    'Phổ biến, hướng dẫn áp dụng hệ thống quản lý chất lượng',
  ])('nobody: "%s"', (sentence) => expect(readSubject(sentence, [])).toBeUndefined());

  it('names who orders as directing', () => {
    expect(
      readSubject('Giám đốc Sở yêu cầu các phòng, đơn vị nghiêm túc triển khai thực hiện', []),
    ).toMatchObject({
      units: ['các phòng, đơn vị'],
      directing: 'Giám đốc Sở',
    });
  });
});

describe('the duties of a sentence', () => {
  it('parts a duty with its own rhythm from the one before', () => {
    const duties = read(
      'Văn phòng Sở tham mưu theo dõi, đôn đốc việc thực hiện Kế hoạch; định kỳ đánh giá kết quả và tổng hợp, báo cáo Sở Kế hoạch và Đầu tư và Văn phòng UBND tỉnh đúng quy định.',
    );
    expect(duties.map(({ lead, advises, reportsTo }) => ({ lead, advises, reportsTo }))).toEqual([
      { lead: ['Văn phòng Sở'], advises: true, reportsTo: [] },
      { lead: ['Văn phòng Sở'], advises: false, reportsTo: ['Sở Kế hoạch và Đầu tư', 'Văn phòng UBND tỉnh'] },
    ]);
    expect(duties[1]?.pieces.map(({ text }) => text)[0]).toBe('Văn phòng Sở');
  });

  it.each<[string, string[]]>([
    [
      'Chủ trì, phối hợp với các phòng, đơn vị liên quan tham mưu xây dựng các văn bản',
      ['các phòng, đơn vị liên quan'],
    ],
    [
      'Phối hợp với Phòng Văn hóa-Xã hội và các đơn vị liên quan triển khai',
      ['Phòng Văn hóa-Xã hội', 'các đơn vị liên quan'],
    ],
    ['Chủ trì phối hợp các sở, ngành tổ chức kiểm tra', ['các sở, ngành']],
    ['Tích cực phối hợp tuyên truyền, vận động', []],
    ['Ký quy chế phối hợp với Công an xã trước ngày 31/5', []],
  ])('coordinating: "%s"', (sentence, partners) => expect(read(sentence)[0]?.coordinating).toEqual(partners));

  it('carries the verb to items that are only nouns, and the advising with it', () => {
    const duties = read(
      'Tham mưu thực hiện công tác hợp tác quốc tế; đẩy mạnh công tác cải cách hành chính; công tác dân vận chính quyền; tăng cường kỷ luật và tổ chức thực hiện Đề án văn hóa công vụ.',
    );
    expect(duties.map(({ task }) => task)).toEqual([
      'Tham mưu thực hiện công tác hợp tác quốc tế',
      'Đẩy mạnh công tác cải cách hành chính',
      'Đẩy mạnh công tác dân vận chính quyền',
      'Tăng cường kỷ luật',
      'Tổ chức thực hiện Đề án văn hóa công vụ',
    ]);
    expect(duties.every(({ advises }) => advises)).toBe(true);
  });

  it('does not part what belongs together', () => {
    expect(
      read('Phân bổ và bố trí kinh phí thực hiện nhiệm vụ và áp dụng HTQLCL vào hoạt động của đơn vị.'),
    ).toHaveLength(1);
    expect(
      read('Chủ động phối hợp thực hiện nhiệm vụ; đồng thời, có những sáng kiến, giải pháp.'),
    ).toHaveLength(1);
    expect(
      read('Báo cáo kết quả (báo cáo 6 tháng trước ngày 20/5; báo cáo năm trước ngày 20/11).'),
    ).toHaveLength(1);
  });

  it.each<[string, number]>([
    ['Kiểm tra đê trước ngày 30/4/2026; cập nhật vật tư vào ngày 20 hằng tháng.', 2],
    ['Theo dõi việc thực hiện; định kỳ báo cáo Chủ tịch UBND xã.', 2],
    ['Theo dõi việc thực hiện; tổng hợp, báo cáo UBND xã trước ngày 10 hằng tháng.', 2],
    ['Theo dõi việc thực hiện; chủ trì, phối hợp với Công an xã xử lý vi phạm.', 2],
    ['Theo dõi việc thực hiện; giao Công an xã xử lý vi phạm.', 2],
    ['Sửa đường liên thôn; sửa cầu Vồng; sửa trường mầm non; sửa trạm y tế.', 4],
    ['Tổ chức thực hiện Quyết định số 15/QĐ-UBND; Kế hoạch số 20/KH-UBND.', 2],
    ['Cấp phát cây giống trong tháng 3/2026; đồng thời ký hợp đồng khoán trong quý I/2026.', 2],
    ['Cho các hộ ký cam kết chậm nhất ngày 10/3; khi phát hiện cháy phải báo ngay cho UBND xã.', 2],
    ['Gửi báo cáo trước ngày 10 hằng tháng; báo cáo tổng kết trước ngày 10/12/2026.', 1],
    ['Chuẩn bị cơ số thuốc; phun khử khuẩn ngay sau khi nước rút.', 1],
    ['Tuyên truyền từ tháng 9 đến tháng 12; tham mưu chính sách hậu phương quân đội.', 1],
    ['Điều phối chung; hướng dẫn các thôn; xử lý vướng mắc.', 1],
  ])('"%s" holds %i', (sentence, count) => expect(read(sentence)).toHaveLength(count));

  it('reads what the addressee then does as its own duty', () => {
    const [first, second] = read(
      'Đề nghị các phòng kịp thời phản ánh về Văn phòng Sở để xem xét, nghiên cứu, tham mưu báo cáo Ban Chỉ đạo xử lý.',
    );
    expect(first).toMatchObject({ lead: ['các phòng'], reportsTo: ['Văn phòng Sở'], advises: false });
    expect(second).toMatchObject({ lead: ['Văn phòng Sở'], advises: true, reportsTo: ['Ban Chỉ đạo'] });
  });

  it.each([
    [
      'Gửi báo cáo đánh giá, chấm điểm các tiêu chí về UBND thành phố',
      'Báo cáo đánh giá, chấm điểm các tiêu chí',
    ],
    ['Định kỳ tổng hợp, báo cáo lãnh đạo Sở', 'Báo cáo tổng hợp'],
    ['Tổng hợp kết quả báo cáo Ban Chỉ đạo ISO', 'Báo cáo tổng hợp kết quả'],
    ['Theo dõi, đôn đốc việc thực hiện', null],
  ])('deliverable: "%s"', (sentence, deliverable) =>
    expect(read(sentence)[0]?.deliverable).toBe(deliverable),
  );
});

describe('sentences that look like others', () => {
  it.each<[string, string[]]>([
    ['Sở Công Thương theo chức năng quản lý chặt chẽ tiền chất', ['Sở Công Thương']],
    ['Đoàn Thanh niên xã đảm nhận trồng 3,5 km đường hoa', ['Đoàn Thanh niên xã']],
    ['Phối hợp với đồn Biên phòng tổ chức giao ban định kỳ hằng tháng', []],
    ['Học viên được cấp giấy xác nhận; không thu phí', []],
  ])('"%s"', (sentence, lead) => expect(read(sentence)[0]?.lead).toEqual(lead));

  it('does not part a verb from its object', () => {
    expect(read('Giao Công an tỉnh tổng hợp, tham mưu UBND tỉnh báo cáo Bộ Công an')).toHaveLength(1);
  });

  it('takes a unit after "phối hợp" for a partner, whatever its kind', () => {
    expect(read('Phối hợp Trạm Y tế xã kiểm tra nước sinh hoạt')[0]?.coordinating).toEqual(['Trạm Y tế xã']);
  });
});

describe('who takes part', () => {
  it.each<[string, string[]]>([
    ['Trạm Y tế xã phun thuốc, Công an xã và Trưởng các bản phối hợp.', ['Công an xã', 'Trưởng các bản']],
    ['Trạm Y tế xã phun thuốc, các hộ dân tự giác phối hợp với cán bộ', ['cán bộ']],
    ['Phòng Kinh tế lập dự toán, báo cáo UBND xã phối hợp nguồn vốn', []],
  ])('"%s"', (sentence, units) => expect(read(sentence)[0]?.coordinating).toEqual(units));

  it('keeps what a unit answers for when no act follows', () => {
    expect(read('Trạm Thú y xã chịu trách nhiệm chuyên môn khi có dịch')[0]?.task).toBe(
      'Chịu trách nhiệm chuyên môn khi có dịch',
    );
  });
});

describe('who is named behind a task', () => {
  it.each<[string, string, string[], string[]]>([
    [
      'Rà soát hộ nuôi gia súc (Phòng Kinh tế chủ trì, Công an xã phối hợp, hoàn thành trước ngày 15/3).',
      'Rà soát hộ nuôi gia súc',
      ['Phòng Kinh tế'],
      ['Công an xã'],
    ],
    [
      'Tiêm phòng đợt 1 (giao Trạm Y tế xã) tại 12 thôn',
      'Tiêm phòng đợt 1 tại 12 thôn',
      ['Trạm Y tế xã'],
      [],
    ],
    [
      'Lập danh sách hộ (chủ trì: Phòng Kinh tế, Trạm Y tế xã; phối hợp: Hội Nông dân).',
      'Lập danh sách hộ',
      ['Phòng Kinh tế', 'Trạm Y tế xã'],
      ['Hội Nông dân'],
    ],
    [
      'Lập dự toán (Phòng Kinh tế chủ trì, phối hợp với Văn phòng HĐND và UBND xã)',
      'Lập dự toán',
      ['Phòng Kinh tế'],
      ['Văn phòng HĐND và UBND xã'],
    ],
    // what is no one's role, or two tasks' roles, stays where it is
    ['Báo cáo kết quả (nếu có) trước ngày 20/12', 'Báo cáo kết quả (nếu có) trước ngày 20/12', [], []],
    [
      'Giao ban (do Phòng Kinh tế mới chuyển trụ sở)',
      'Giao ban (do Phòng Kinh tế mới chuyển trụ sở)',
      [],
      [],
    ],
    [
      'Dựng mô hình A (Hội Phụ nữ chủ trì), mô hình B (Hội Nông dân chủ trì)',
      'Dựng mô hình A (Hội Phụ nữ chủ trì), mô hình B (Hội Nông dân chủ trì)',
      [],
      [],
    ],
  ])('"%s"', (sentence, task, lead, coordinating) =>
    expect(read(sentence)[0]).toMatchObject({ task, lead, coordinating }),
  );

  it('lets the clause after it go back to the unit of the sentence', () => {
    const leads = read(
      'Văn phòng: Trực báo cáo hằng tháng; định kỳ phát tin (Trạm Truyền thanh thực hiện); định kỳ tổng hợp số liệu.',
    ).map(({ lead }) => lead);
    expect(leads).toEqual([['Văn phòng'], ['Trạm Truyền thanh'], ['Văn phòng']]);
  });

  it.each(['Phòng Kinh tế chủ trì rà soát hộ nghèo', 'Công an xã phối hợp', 'hoàn thành trước 15/3'])(
    '"%s" tells no roles alone',
    (text) => expect(readRoles(text, [])).toBeUndefined(),
  );
});

describe('units named behind what is said', () => {
  it('that only help are partners', () =>
    expect(
      read('Trạm Y tế phường chủ trì phun khử khuẩn sau khi nước rút; các khối phối hợp thực hiện.').map(
        ({ lead, coordinating }) => ({ lead, coordinating }),
      ),
    ).toEqual([{ lead: ['Trạm Y tế phường'], coordinating: ['các khối'] }]));

  it('that are told more have a duty of their own', () =>
    expect(
      read('Trạm Y tế phường phun khử khuẩn; các khối phối hợp thực hiện tổng vệ sinh.').map(
        ({ lead }) => lead,
      ),
    ).toEqual([['Trạm Y tế phường'], ['các khối']]));

  it.each([
    [
      'Các phòng, đơn vị được giao nhiệm vụ báo cáo kết quả trước ngày 25 hằng tháng.',
      'Các phòng, đơn vị được giao nhiệm vụ',
      'Báo cáo kết quả trước ngày 25 hằng tháng',
    ],
    ['Cơ quan được giao xử lý trả lời người dân.', 'Cơ quan được giao xử lý', 'Trả lời người dân'],
    ['Phòng Kinh tế được giao chủ trì xây dựng đề án.', 'Phòng Kinh tế', 'Xây dựng đề án'],
  ])('"được giao" tells which of a group is meant: %s', (sentence, lead, task) =>
    expect(read(sentence).map((duty) => ({ lead: duty.lead, task: duty.task }))).toEqual([
      { lead: [lead], task },
    ]),
  );

  it('that are given money are not told what to do with it', () =>
    expect(read('Các đơn vị được giao dự toán năm 2026.').flatMap(({ lead }) => lead)).toEqual([]));

  it('are partners behind "chủ trì, cùng"', () =>
    expect(
      read('Sở Y tế chủ trì, cùng Sở Tài chính, Sở Xây dựng tham mưu giá đất cụ thể.').map(
        ({ coordinating }) => coordinating,
      ),
    ).toEqual([['Sở Tài chính', 'Sở Xây dựng']]));
});

it('what conclusions decide is charged to the one named behind', () =>
  expect(
    read('Thống nhất chủ trương mua 40 máy chiếu, giao Phòng Tài chính làm thủ tục theo quy định.').map(
      ({ lead, task }) => ({ lead, task }),
    ),
  ).toEqual([
    { lead: ['Phòng Tài chính'], task: 'Thống nhất chủ trương mua 40 máy chiếu, làm thủ tục theo quy định' },
  ]));
