import { describe, expect, it } from 'vitest';
import { readTables, type TableRow } from '../../../knowledge/parser/tables.ts';

const rowsOf = (...lines: string[]): readonly TableRow[] =>
  readTables(lines, { year: 2026 }).tables.flatMap(({ rows }) => rows);
const times = (rows: readonly TableRow[]): (string | null)[] => rows.map(({ timeRaw }) => timeRaw);

describe('a calendar beside the tasks', () => {
  const months = rowsOf(
    'Nội dung giám sát | Đơn vị giám sát | T2 | T3 | T4 | T5 | T6 | T7 | T8',
    'Hồ sơ bệnh án | Phòng Kế hoạch tổng hợp | | x | | | X | | ',
    'Vệ sinh tay | Khoa Dược | | | | | | | ',
  );

  it('dates a row by its marks', () => {
    expect(times(months)).toEqual(['Tháng 3, 6', null]);
    expect(months[0]?.times.map(({ type, from, to }) => [type, from, to])).toEqual([
      ['month', '2026-03-01', '2026-03-31'],
      ['month', '2026-06-01', '2026-06-30'],
    ]);
  });

  it('has those who do what it is about for leads', () =>
    expect(months.map(({ lead }) => lead)).toEqual([['Phòng Kế hoạch tổng hợp'], ['Khoa Dược']]));

  it('may print its word once, over the numbers', () =>
    expect(
      times(
        rowsOf(
          '| TT | Nội dung | Đơn vị thực hiện | Tháng | | | |',
          '| TT | Nội dung | Đơn vị thực hiện | 1 | 2 | 3 | 4 |',
          '| 1 | Tuyên truyền | Công an xã | x | | | x |',
        ),
      ),
    ).toEqual(['Tháng 1, 4']));

  const schoolYear = (issuedOn: string) =>
    readTables(
      ['TT | Nội dung | Người làm chính | T9 | T12 | T1 | T5', '1 | Dự giờ | Cô Lê Thị Hà | x | | x | '],
      { year: 2026, issuedOn },
    ).tables.flatMap(({ rows }) => rows.flatMap(({ times: found }) => found.map(({ from }) => from)));

  it('may run into the next year', () => {
    expect(schoolYear('2026-09-05')).toEqual(['2026-09-01', '2027-01-01']);
  });

  it('has no years where the document does not tell which ones', () => {
    expect(schoolYear('2026-01-20')).toEqual([]);
  });

  it('may be of quarters', () =>
    expect(
      times(
        rowsOf(
          'STT | Nội dung | Đơn vị chủ trì | Quý I | Quý II | Quý III | Quý IV',
          '1 | Tuyên truyền | Công an xã | | x | | x',
        ),
      ),
    ).toEqual(['Quý II, IV']));

  it.each([
    ['days of the week', 'T2 | T3 | T4', 'x | | x'],
    ['numbers that mean something else', 'Tháng 1 | Tháng 2 | Tháng 3', '15 | | x'],
  ])('is not guessed from %s', (_, titles, cells) =>
    expect(
      times(
        rowsOf(
          `TT | Nội dung | Đơn vị chủ trì | Phối hợp | ${titles}`,
          `1 | Trực | Công an xã | Trạm Y tế | ${cells}`,
        ),
      ),
    ).toEqual([null]),
  );
});

it('what is measured in the end is the result', () =>
  expect(
    rowsOf(
      'STT | Hoạt động | Bắt đầu | Kết thúc | Khoa, phòng chịu trách nhiệm | Chỉ số đánh giá',
      '1 | Xây dựng thực đơn | 02/2026 | 6/2026 | Khoa Dinh dưỡng | 12 thực đơn được duyệt',
    ).map(({ lead, deliverable }) => [lead, deliverable]),
  ).toEqual([[['Khoa Dinh dưỡng'], '12 thực đơn được duyệt']]));

describe('columns of aligned text', () => {
  const rows = rowsOf(
    'TT   Xong trước     Phần việc                        Cùng làm             Người, tiểu ban đứng đầu     Sản phẩm',
    '',
    'I    CHUẨN BỊ',
    '1    20/8/2026      Viết kịch bản tổng thể và        Văn phòng xã         Bà Nông Thị Hoài             Kịch bản',
    '                    kịch bản khai mạc',
    '',
    'II   TRONG NGÀY HỘI',
    '2    02 - 04/10     Đón tiếp đại biểu                Đoàn xã              TB Lễ tân                    -',
  );

  it('may be titled as people speak', () =>
    expect(
      rows.map(({ task, lead, coordinating, deliverable, timeRaw }) =>
        [task, lead, coordinating, deliverable ?? '', timeRaw].join(' | '),
      ),
    ).toEqual([
      'Viết kịch bản tổng thể và kịch bản khai mạc | Bà Nông Thị Hoài | Văn phòng xã | Kịch bản | 20/8/2026',
      'Đón tiếp đại biểu | TB Lễ tân | Đoàn xã |  | 02 - 04/10',
    ]));

  it('hold a numbered title over rows, although its words are words of time', () =>
    expect(rows.map(({ parents }) => parents.map(({ text }) => text))).toEqual([
      ['CHUẨN BỊ'],
      ['TRONG NGÀY HỘI'],
    ]));
});

it('a cell of aligned text that fills its column does not swallow the next', () =>
  expect(
    rowsOf(
      'Stt  Đầu việc          Phụ trách chính    Hỗ trợ                    Hạn chót      Kết quả cần có',
      '---  ----------------  -----------------  ------------------------  ------------  ----------------',
      '1    Vẽ cung đường     Câu lạc bộ chạy    Công an phường            20/6/2026     Bản đồ',
      '2    Y tế, cấp cứu     Trạm Y tế phường   Bệnh viện Đa khoa khu vực 25-26/7/2026  02 xe cứu thương',
    ).map(({ lead, coordinating, timeRaw }) => [...lead, ...coordinating, timeRaw]),
  ).toEqual([
    ['Câu lạc bộ chạy', 'Công an phường', '20/6/2026'],
    ['Trạm Y tế phường', 'Bệnh viện Đa khoa khu vực', '25-26/7/2026'],
  ]));

it('figures by quarter make no duties', () =>
  expect(
    rowsOf(
      'TT | Nội dung | Kết quả | Quý I | Quý II | Quý III',
      '1 | Thu ngân sách | 12 tỷ | 3,5 | 4,1 | 4,4',
    ),
  ).toEqual([]));

it('"Hỗ trợ" without anybody who leads is money', () =>
  expect(
    rowsOf('TT | Nội dung | Hỗ trợ | Thời gian', '1 | Xây nhà cho hộ nghèo | 50 triệu đồng | Quý I').flatMap(
      ({ coordinating }) => coordinating,
    ),
  ).toEqual([]));
