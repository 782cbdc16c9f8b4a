import { readFileSync } from 'node:fs';
import { describe, expect, it } from 'vitest';
import { readTables, type TableRow } from '../../../knowledge/parser/tables.ts';

function rowsOf(text: string, year: number): readonly TableRow[] {
  return readTables(text.split('\n'), { year }).tables.flatMap(({ rows }) => rows);
}

function plan(id: string, file = 'source.txt'): string {
  return readFileSync(`knowledge/plans/${id}/${file}`, 'utf8');
}

/** "II.1 | lead; lead | coordinating | directing | time", the facts of a row that a slip would change. */
function facts(row: TableRow): string {
  const { number, lead, coordinating, directing, timeRaw } = row;
  return [number, lead.join('; '), coordinating.join('; '), directing ?? '', timeRaw ?? ''].join(' | ');
}

const oneDoor = 'Bộ phận Một cửa của Sở; Bộ phận Một cửa của Chi cục Tiêu chuẩn Đo lường Chất lượng';
const branch = 'Chi cục Tiêu chuẩn Đo lường Chất lượng';
const centre = 'Trung tâm Thông tin, Thống kê khoa học và công nghệ';

describe('a table flattened by text extraction', () => {
  const rows = rowsOf(plan('002-hai-phong-muc-tieu-chat-luong-2023'), 2023);

  const row = (number: string): TableRow | undefined => rows.find((one) => one.number === number);

  it('has its cells back', () => {
    expect(rows.map(facts)).toEqual([
      '1 | Các phòng, đơn vị được giao thực hiện | Văn phòng |  | Cả năm',
      '1 | Văn phòng |  |  | Định kỳ hằng tuần',
      `2.a | Văn phòng; ${branch}; ${centre} | ${oneDoor} |  | Thường xuyên`,
      `2.b | Các phòng, đơn vị thực hiện TTHC | ${oneDoor} |  | Thường xuyên`,
      `2.c | Các phòng, đơn vị thực hiện TTHC | ${oneDoor} |  | Thường xuyên`,
      `2.d | Lãnh đạo Sở; Lãnh đạo các phòng, đơn vị thực hiện TTHC | ${oneDoor} |  | Thường xuyên`,
      `2.e | Văn phòng | Bộ phận tiếp nhận và trả kết quả của Sở; Bộ phận tiếp nhận và trả kết quả của ${branch} |  | Thường xuyên`,
      '3 | Các phòng, đơn vị | Văn phòng |  | Cả năm',
      '4 | Các phòng, đơn vị | Văn phòng |  | Cả năm (đánh giá nội bộ quý III)',
      `5.a | ${branch} | Các phòng, đơn vị |  | Tháng 7,8/2023`,
      '5.b | Công chức, viên chức, người lao động | Thư ký ISO |  | Cả năm',
      '5.c | Ban Chỉ đạo ISO | Các phòng, đơn vị |  | Tháng 11/2023',
      `6.a | ${centre} | Các phòng, đơn vị; Tổ giúp việc Ban Chỉ đạo chuyển đổi số |  | Cả năm`,
      `6.b | Văn phòng; ${branch} | Các phòng; ${centre}; Trung tâm Phát triển khoa học - công nghệ và Đổi mới sáng tạo |  | Quý II và cả năm`,
      `7 | Văn phòng; ${branch}; ${centre}; Trung tâm Phát triển khoa học – công nghệ và Đổi mới sáng tạo | Các phòng |  | Quý II, III/2023`,
    ]);
  });

  it('puts rows without a number under the numbered row above', () => {
    const [parent] = row('5.c')?.parents ?? [];
    expect(parent?.number).toBe('5');
    expect(parent?.lines).toEqual([457, 465]);
    expect(parent?.text).toMatch(/^100% công chức.*trong giải quyết công việc:$/);
  });

  it('takes a product in the column of methods as the deliverable too', () => {
    expect(row('5.c')?.deliverable).toBe('Báo cáo tổng kết');
    expect(row('6.b')?.deliverable).toBe('Kết quả áp dụng 5S và KPI tại Khối Văn phòng Sở');
    expect(row('3')?.deliverable).toBeNull();
  });

  it('reads a duty inside another row, on its own lines', () => {
    const inside = rows.find(({ partOf }) => partOf === '1');
    expect(inside).toMatchObject({
      task: 'Định kỳ hằng tuần Văn phòng báo cáo Giám đốc Sở',
      lead: ['Văn phòng'],
      reportsTo: ['Giám đốc Sở'],
      lines: [221, 225],
    });
    expect(inside?.times.map(({ every }) => every)).toEqual(['P1W']);
  });

  it('labels a time that dates a part of the row', () => {
    expect(row('2.c')?.times.map(({ type, every, label }) => [type, every, label])).toEqual([
      ['continuous', null, undefined],
      ['recurring', 'P1W', 'báo cáo Giám đốc Sở'],
      ['recurring', 'P1M', 'báo cáo Giám đốc Sở'],
      ['recurring', 'P3M', 'báo cáo Giám đốc Sở'],
    ]);
  });
});

describe('a flattened table whose rows are cut by repeated page headers', () => {
  const rows = rowsOf(plan('003-quang-tri-chuong-trinh-hanh-dong-2024'), 2024);

  it('has its fifteen rows back', () => {
    const technology = 'Phòng Quản lý công nghệ và SHTT';
    const all = 'Các phòng, đơn vị thuộc Sở';
    const hoang = 'PGĐ Đào Ngọc Hoàng';
    const thang = 'PGĐ Nguyễn Hữu Thắng';
    expect(rows.map(facts)).toEqual([
      `I.1 | Văn phòng | ${all} | Ban Giám đốc | Tháng 01/2024`,
      `I.2 | Văn phòng | ${all} | Ban Giám đốc | Định kỳ 6 tháng (trước ngày 20/5) và năm (trước ngày 20/11/2022).`,
      `II.1 | ${technology} | ${all} | ${hoang} | Cả năm`,
      `II.2 | ${technology} | ${all} | Giám đốc | Cả năm`,
      `II.3 | Phòng Quản lý khoa học | ${all} | ${hoang} | Cả năm`,
      `II.4 | ${technology} | Phòng Quản lý khoa học; Chi cục TCĐLCL | ${hoang} | Cả năm`,
      `II.5 | ${technology} | ${all} | Giám đốc | Cả năm`,
      `II.6 | Chi cục TCĐLCL | ${all} | ${thang} | Cả năm`,
      `II.7 | Phòng Kế hoạch – Tài chính | ${all} | Giám đốc | Cả năm`,
      `II.8 | Văn phòng | ${all} | Giám đốc | Cả năm`,
      `II.9 | ${technology} | ${all} | ${hoang} | Cả năm`,
      `II.10 | Thanh tra | ${all} | Giám đốc | Cả năm`,
      `II.11 | Văn phòng | ${all} | ${thang} | Cả năm`,
      `II.12 | Văn phòng | ${all} | ${thang} | Cả năm`,
      `II.13 | Văn phòng | ${all} | ${thang} | Cả năm`,
    ]);
  });

  it('joins the two pieces of a row, cell by cell', () => {
    const row = rows.find(({ number }) => number === 'II.10');
    expect(row?.task).toBe(
      'Tăng cường, nâng cao hiệu quả công tác thanh tra, tiếp công dân, giải quyết khiếu nại, tố cáo; đẩy mạnh công tác phòng, chống tham nhũng, thực hành tiết kiệm, chống lãng phí',
    );
    expect(row?.deliverable).toMatch(/tiếp công dân, giải quyết khiếu nại, tố cáo, kiến nghị .* năm 2022\.$/);
    expect(row?.pieces).toEqual([
      [1046, 1066],
      [1102, 1122],
    ]);
    expect(rows.find(({ number }) => number === 'II.12')?.deliverable).toMatch(/của Chính phủ\.$/);
    expect(rows.find(({ number }) => number === 'II.4')?.task).toMatch(/giai đoạn 2022-2026$/);
  });
});

describe('a table with its rules printed', () => {
  it('reads the roles inside a cell and fills in the numbers that a scan lost', () => {
    const rows = rowsOf(plan('004-hai-phong-iso-2023-ocr', 'restored.txt'), 2023);
    expect(
      rows.map((row) => [row.number, row.lead, row.advising, row.coordinating, row.timeRaw].join(' | ')),
    ).toEqual([
      '1 | Giám đốc Sở | Văn phòng |  | Tháng 01/2023',
      '1 | Giám đốc Sở | Văn phòng |  | Tháng 01/2023',
      '2 | Trưởng các phòng |  | Thư ký ISO | Tháng 02/2023',
      '3 | Giám đốc Sở | Văn phòng |  | Tháng 02/2023',
      '4 | Các phòng |  | Thư ký ISO | Cả năm 2023',
      '5 | Văn phòng |  | Bộ phận một cửa | Định kỳ hằng tháng',
      '6 | Ban Chỉ đạo ISO | Thư ký ISO | Các phòng | Tháng 6/2023',
      '7 | Ban Chỉ đạo ISO | Thư ký ISO |  | Tháng 6/2023',
      '8 | Ban Chỉ đạo | Thư ký ISO | Các phòng | Tháng 7/2023',
      `9 | Ban Chỉ đạo ISO | ${branch} | Các phòng | Tháng 7, 8/2023`,
      '10 | Các phòng |  | Thư ký ISO | Cả năm 2023',
      '11 | Giám đốc Sở | Thư ký ISO | Trưởng các phòng, đơn vị | Tháng 11/2023',
    ]);
    expect(rows[2]).toMatchObject({
      reportsTo: ['Giám đốc Sở'],
      method: expect.stringMatching(/^Trưởng các phòng trình/),
    });
    expect(rows[9]?.lines).toEqual([136, 150]);
  });
});
