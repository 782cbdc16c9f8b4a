import { describe, expect, it } from 'vitest';
import type { PlanTime } from '../../../knowledge/assignment.ts';
import { findTimes, readTimes } from '../../../knowledge/parser/deadlines.ts';

/** One line a value: type, from, to, due, every; `<` exclusive, `~` year inferred, «label», !literal. */
function show(times: readonly PlanTime[]): string[] {
  return times.map((time) =>
    [
      time.type,
      time.from && `${time.from}..${time.to}`,
      time.due && `due ${time.due}`,
      time.every,
      time.exclusive && '<',
      time.yearInferred && '~',
      time.label && `«${time.label}»`,
      time.literal && `!${time.literal}`,
    ]
      .filter(Boolean)
      .join(' '),
  );
}

const year2023 = '2023-01-01..2023-12-31';
const year2025 = '2025-01-01..2025-12-31';

describe('a cell of the time column', () => {
  const cells: readonly (readonly [cell: string, year: number | null, values: readonly string[]])[] = [
    ['trước ngày 30/6/2023', 2023, ['deadline due 2023-06-30 <']],
    ['Tháng 7,8/2023', 2023, ['month 2023-07-01..2023-07-31', 'month 2023-08-01..2023-08-31']],
    ['Tháng 7, 8/2023', 2023, ['month 2023-07-01..2023-07-31', 'month 2023-08-01..2023-08-31']],
    ['Tháng 6 và tháng 7/2023', 2023, ['month 2023-06-01..2023-06-30', 'month 2023-07-01..2023-07-31']],
    [
      'Tháng 11/2023 và tháng 01/2024',
      2023,
      ['month 2023-11-01..2023-11-30', 'month 2024-01-01..2024-01-31'],
    ],
    ['Từ tháng 3 đến tháng 5/2023', 2023, ['month 2023-03-01..2023-05-31']],
    ['Tháng 3 - 5/2023', 2023, ['month 2023-03-01..2023-05-31']],
    ['T5-T7/2023', 2023, ['month 2023-05-01..2023-07-31']],
    ['Tháng 12 hằng năm', 2023, ['month 2023-12-01..2023-12-31 P1Y ~']],
    ['Quý II, III/2023', 2023, ['quarter 2023-04-01..2023-06-30', 'quarter 2023-07-01..2023-09-30']],
    ['Quý II và cả năm', 2023, ['quarter 2023-04-01..2023-06-30 ~', `year ${year2023} ~`]],
    ['Quý 4', 2025, ['quarter 2025-10-01..2025-12-31 ~']],
    ['hoàn thành trong quý IV/2025', 2025, ['quarter 2025-10-01..2025-12-31']],
    ['Quý I - IV/2025', 2025, [`quarter ${year2025}`]],
    ['Cả năm', 2023, [`year ${year2023} ~`]],
    ['Cả năm 2023', 2023, [`year ${year2023}`]],
    [
      'Cả năm (đánh giá nội bộ quý III)',
      2023,
      [`year ${year2023} ~`, 'quarter 2023-07-01..2023-09-30 ~ «đánh giá nội bộ»'],
    ],
    [
      'Xây dựng: tháng 3; nghiệm thu: quý IV',
      2025,
      ['month 2025-03-01..2025-03-31 ~ «Xây dựng»', 'quarter 2025-10-01..2025-12-31 ~ «nghiệm thu»'],
    ],
    ['Thường xuyên', 2023, [`continuous ${year2023} ~`]],
    ['Thường xuyên trong năm 2023', 2023, [`continuous ${year2023}`]],
    ['định kỳ', 2023, [`recurring ${year2023} ~`]],
    ['hằng tháng', 2023, [`recurring ${year2023} P1M ~`]],
    ['hàng năm', 2023, [`recurring ${year2023} P1Y ~`]],
    [
      'hằng tuần, tháng, quý',
      2023,
      [`recurring ${year2023} P1W ~`, `recurring ${year2023} P1M ~`, `recurring ${year2023} P3M ~`],
    ],
    ['6 tháng, năm', 2025, [`recurring ${year2025} P6M ~`, `recurring ${year2025} P1Y ~`]],
    ['3 tháng/lần', 2025, [`recurring ${year2025} P3M ~`]],
    ['2 lần/năm', 2025, [`recurring ${year2025} P6M ~`]],
    ['mỗi quý một lần', 2025, [`recurring ${year2025} P3M ~`]],
    ['trước ngày 15 hằng tháng', 2025, [`recurring ${year2025} P1M ~ «trước ngày 15 hằng tháng»`]],
    [
      'Trước ngày 25 của tháng cuối quý',
      2025,
      [`recurring ${year2025} P3M ~ «Trước ngày 25 của tháng cuối quý»`],
    ],
    ['Trước 31/12 hằng năm', 2025, ['recurring due 2025-12-31 P1Y < ~']],
    ['Hằng năm, trước ngày 15/12', 2025, ['recurring due 2025-12-15 P1Y < ~']],
    [
      'định kỳ 6 tháng (trước ngày 18/5) và cả năm (trước ngày 18/11)',
      2024,
      ['deadline due 2024-05-18 < ~ «6 tháng»', 'deadline due 2024-11-18 < ~ «cả năm»'],
    ],
    [
      'trước ngày 15/6/2025 (báo cáo 6 tháng) và trước ngày 15/12/2025 (báo cáo năm)',
      2025,
      ['deadline due 2025-06-15 < «6 tháng»', 'deadline due 2025-12-15 < «báo cáo năm»'],
    ],
    ['chậm nhất ngày 15/3/2025', 2025, ['deadline due 2025-03-15']],
    ['Trước 17h00 ngày 15/6/2025', 2025, ['deadline due 2025-06-15 <']],
    ['30/6/2025', 2025, ['deadline due 2025-06-30']],
    ['Trước ngày 15/6 và 15/12/2025', 2025, ['deadline due 2025-06-15 <', 'deadline due 2025-12-15 <']],
    ['từ ngày 01/3 đến ngày 30/6/2025', 2025, ['deadline 2025-03-01..2025-06-30 due 2025-06-30']],
    ['sáng thứ Bảy hằng tuần', 2025, ['recurring 2025-01-01..2025-12-31 P1W ~']],
    ['từ ngày 24 đến ngày 26/3', 2025, ['deadline 2025-03-24..2025-03-26 due 2025-03-26 ~']],
    ['trong các ngày 24-26/3/2025', 2025, ['deadline 2025-03-24..2025-03-26 due 2025-03-26']],
    ['từ ngày 05 đến 20 tháng 8 năm 2025', 2025, ['deadline 2025-08-05..2025-08-20 due 2025-08-20']],
    ['Trước tháng 6/2025', 2025, ['deadline due 2025-06-01 <']],
    ['Chậm nhất quý II/2025', 2025, ['deadline due 2025-06-30']],
    ['Đến hết năm 2025', 2025, ['deadline due 2025-12-31']],
    ['6 tháng đầu năm', 2025, ['quarter 2025-01-01..2025-06-30 ~']],
    ['7 tháng đầu năm 2025', 2025, ['month 2025-01-01..2025-07-31']],
    [
      'Trước ngày 31 tháng 5 và 31 tháng 10',
      2025,
      ['deadline due 2025-05-31 < ~', 'deadline due 2025-10-31 < ~'],
    ],
    ['Từ tháng 11/2025 đến tháng 02/2026', 2025, ['deadline 2025-11-01..2026-02-28 due 2026-02-28']],
    ['Tháng 3 đến hết tháng 5/2025', 2025, ['deadline 2025-03-01..2025-05-31 due 2025-05-31']],
    ['Quý IV/2025 đến quý I/2026', 2025, ['deadline 2025-10-01..2026-03-31 due 2026-03-31']],
    ['Cuối năm 2025', 2025, ['quarter 2025-10-01..2025-12-31 «cuối năm»']],
    ['Cuối tháng 6', 2025, ['month 2025-06-01..2025-06-30 ~ «cuối tháng»']],
    ['6/2025', 2025, ['month 2025-06-01..2025-06-30']],
    ['2025', 2025, [`year ${year2025}`]],
    ['2025 - 2030', 2025, ['year 2025-01-01..2030-12-31']],
    // what a scan or an unaccented text prints
    ['Thang 7,8/2023', 2023, ['month 2023-07-01..2023-07-31', 'month 2023-08-01..2023-08-31']],
    ['Théng 02/2023', 2023, ['month 2023-02-01..2023-02-28']],
    ['Canam 2023', 2023, [`year ${year2023}`]],
    ['Dinh ky hang thang', 2023, [`recurring ${year2023} P1M ~`]],
    ['Quý 11/2023', 2023, ['quarter 2023-04-01..2023-06-30']],
    // a plan whose year nobody knows
    ['Tháng 7', null, ['month «Tháng 7»']],
    ['Tháng 7/2023', null, ['month 2023-07-01..2023-07-31']],
  ];
  it.each(cells)('reads "%s" in a plan of %s', (cell, year, values) => {
    expect(show(readTimes(cell, { year, column: true }))).toEqual(values);
  });

  it.each([
    '10 ngày kể từ ngày ban hành',
    'Kịp thời',
    'Đúng thời hạn',
    'Khi có yêu cầu',
    '03 lần/tuần',
    'Kỳ họp cuối năm 2025 của HĐND xã',
    'Đầu năm học mới',
    'Trước khai giảng năm học 2026 - 2027',
    'Gửi văn bản để kiểm tra trong thời hạn 03 ngày kể từ ngày ký ban hành',
    'Trước ngày khai giảng 07 ngày',
    '05 ngày trước ngày bầu cử',
    'Theo kế hoạch',
    '',
  ])('leaves "%s" undated', (cell) => {
    expect(readTimes(cell, { year: 2025, column: true })).toEqual([]);
  });

  it.each([
    ['Trong thời hạn 15 ngày kể từ ngày ban hành Kế hoạch này', ['deadline due 2025-03-22']],
    ['20 ngày sau khi ban hành', ['deadline due 2025-03-27']],
    // working days leave out holidays, and what is received has a day of its own
    ['05 ngày làm việc kể từ ngày ban hành', []],
    ['07 ngày kể từ ngày nhận được hồ sơ', []],
  ])('counts "%s" from the day of a plan issued on 07/3/2025', (cell, values) => {
    expect(show(readTimes(cell, { year: 2025, issuedOn: '2025-03-07', column: true }))).toEqual(values);
  });

  it('keeps a year before the plan as printed and says so', () => {
    const cell = 'Định kỳ 6 tháng (trước ngày 20/5) và năm (trước ngày 20/11/2022).';
    expect(show(readTimes(cell, { year: 2024, column: true }))).toEqual([
      'deadline due 2024-05-20 < ~ «6 tháng»',
      'deadline due 2022-11-20 < «năm» !20/11/2022',
    ]);
  });

  it('reads text with combining marks and broken lines', () => {
    expect(show(readTimes('Tháng\n7,8/2023'.normalize('NFD'), { year: 2023, column: true }))).toHaveLength(2);
  });
});

function found(sentence: string, year: number): string[] {
  return findTimes(sentence, { year }).map(({ raw, times }) => [raw, ...show(times)].join(' | '));
}

describe('a sentence', () => {
  const sentences: readonly (readonly [sentence: string, year: number, expressions: readonly string[]])[] = [
    [
      'chấm điểm các tiêu chí năm 2023 báo cáo về UBND thành phố trước ngày 30/6/2023.',
      2023,
      ['trước ngày 30/6/2023 | deadline due 2023-06-30 <'],
    ],
    ['Căn cứ dự toán được phân bổ năm 2023, phối hợp với các phòng', 2023, [`năm 2023 | year ${year2023}`]],
    [
      'gửi Văn phòng Sở định kỳ 6 tháng (trước ngày 18/5)  và cả năm (trước ngày 18/11).',
      2024,
      [
        'định kỳ 6 tháng (trước ngày 18/5) và cả năm (trước ngày 18/11) | deadline due 2024-05-18 < ~ «6 tháng» | deadline due 2024-11-18 < ~ «cả năm»',
      ],
    ],
    [
      'đúng quy định kỳ (báo cáo 6 tháng trước ngày 20/5 và báo cáo năm trước ngày 20/11)./.',
      2024,
      [
        'báo cáo 6 tháng trước ngày 20/5 và báo cáo năm trước ngày 20/11 | deadline due 2024-05-20 < ~ «báo cáo 6 tháng» | deadline due 2024-11-20 < ~ «báo cáo năm»',
      ],
    ],
    ['định kỳ (6 tháng) tổng hợp kết quả', 2025, [`định kỳ (6 tháng) | recurring ${year2025} P6M ~`]],
    ['Thường xuyên rà soát', 2025, [`Thường xuyên | continuous ${year2025} ~`]],
    ['Gửi báo cáo đúng thời gian qui định.', 2023, ['đúng thời gian qui định']],
    ['báo cáo theo yêu cầu và thời hạn quy định', 2023, ['theo yêu cầu và thời hạn quy định']],
    [
      'phê duyệt trong 10 ngày kể từ ngày ban hành, sau đó công bố',
      2025,
      ['trong 10 ngày kể từ ngày ban hành'],
    ],
    [
      'ký hợp đồng khoán bảo vệ rừng trong quý I/2025',
      2025,
      ['trong quý I/2025 | quarter 2025-01-01..2025-03-31'],
    ],
    ['xong trong tháng 6, 10 cuộc thi', 2025, ['xong trong tháng 6 | month 2025-06-01..2025-06-30 ~']],
  ];
  it.each(sentences)('finds the times of "%s"', (sentence, year, expressions) => {
    expect(found(sentence, year)).toEqual(expressions);
  });

  it.each([
    'Quyết định 5249/QĐ-UBND ngày 20/12/2021 về việc phê duyệt Kế hoạch kiểm tra năm 2022',
    'Kế hoạch số 182/KH-UBND ngày 28 tháng 02 năm 2023 của UBND thành phố',
    'Đề án giai đoạn 2021 - 2025, định hướng đến năm 2030',
    'hoàn thành nhiệm vụ năm 2023',
    'là nhiệm vụ chi thường xuyên',
    'chỉ tiêu kế hoạch hàng năm của UBND phường',
    'chăm sóc khách hàng năm 2023',
    'rút ngắn 15% thời gian so với quy định',
    'tài liệu ký trước ngày 01 tháng 7 năm 2014',
  ])('finds no time in "%s"', (sentence) => {
    expect(findTimes(sentence, { year: 2023 })).toEqual([]);
  });

  it('says where the words stand', () => {
    const sentence = 'Gửi báo cáo trước ngày 30/6/2023.';
    const [time] = findTimes(sentence, { year: 2023 });
    expect(sentence.slice(time?.index)).toBe('trước ngày 30/6/2023.');
  });
});

describe('a whole date in a sentence', () => {
  const dates = { year: 2026, issuedOn: '2026-01-23' };
  const dueOf = (sentence: string): unknown =>
    findTimes(sentence, dates).flatMap(({ times }) => times.map(({ due }) => due));

  it('is when it happens, where it lies ahead of the day of signing', () =>
    expect(dueOf('phát động Tết trồng cây ngày 24/02/2026')).toEqual(['2026-02-24']));

  it.each([
    'theo Quyết định số 15/QĐ-UBND ngày 20/01/2026',
    'có hiệu lực từ ngày 01/7/2026',
    'áp dụng Luật có hiệu lực ngày 01/7/2026',
  ])('is no time of the duty in "%s"', (sentence) => expect(dueOf(sentence)).toEqual([]));
});

describe('words that belong to a time', () => {
  it.each([
    ['Họp giao ban vào 14 giờ thứ Tư hằng tuần', 'vào 14 giờ thứ Tư hằng tuần'],
    ['Khai mạc: 19 giờ 30 phút ngày 02/10/2026', '19 giờ 30 phút ngày 02/10/2026'],
    ['báo cáo cấp trên trước 16h hằng ngày', 'trước 16h hằng ngày'],
    ['bình phiếu chăm sóc vào thứ Sáu tuần cuối hằng tháng', 'thứ Sáu tuần cuối hằng tháng'],
    ['duy trì sáng Chủ nhật đầu tiên hằng tháng', 'sáng Chủ nhật đầu tiên hằng tháng'],
    ['báo cáo Giám đốc trước ngày 05 của tháng đầu quý sau', 'trước ngày 05 của tháng đầu quý sau'],
    ['cắt tỉa cây, hoàn thành trước khi khai giảng', 'hoàn thành trước khi khai giảng'],
    ['Trực ban 24/24 giờ từ ngày 01/6 đến ngày 30/11/2026', 'từ ngày 01/6 đến ngày 30/11/2026'],
  ])('"%s"', (sentence, raw) =>
    expect(findTimes(sentence, { year: 2026, issuedOn: '2026-01-22' }).map((time) => time.raw)).toEqual([
      raw,
    ]),
  );

  it.each([
    'làm căn cứ để đánh giá, xếp loại viên chức cuối năm',
    'đưa kết quả thực hiện vào xếp loại thi đua cuối năm',
  ])('are not those of the day when people are graded: "%s"', (sentence) =>
    expect(findTimes(sentence, { year: 2026 })).toEqual([]),
  );

  it('are those of a duty to grade', () =>
    expect(findTimes('Tổ chức bình xét gia đình văn hóa cuối năm', { year: 2026 })).toHaveLength(1));
});
