import { describe, expect, it } from 'vitest';
import { readSubject } from '../../../knowledge/parser/subjects.ts';
import { readTables, type TableRow } from '../../../knowledge/parser/tables.ts';

const rowsOf = (text: string): readonly TableRow[] =>
  readTables(text.trim().split('\n'), { year: 2026 }).tables.flatMap(({ rows }) => rows);
const who = (rows: readonly TableRow[]): string[] =>
  rows.map((row) =>
    [row.task, row.lead.join('; '), row.coordinating.join('; '), row.timeRaw ?? ''].join(' | '),
  );

describe('columns titled as people speak', () => {
  it.each([
    ['Ai làm', 'Khi nào', 'Cùng làm'],
    ['Người làm', 'Bao giờ xong', 'Phối hợp cùng'],
    ['Người thực hiện', 'Làm khi nào', 'Bộ phận liên quan'],
  ])('%s, %s, %s say who, when and with whom', (lead, time, partner) => {
    const printed = `| TT | Việc phải làm | ${lead} | ${time} | ${partner} |
|---|---|---|---|---|
| 1 | Quét vôi trường mầm non | Hội Cựu chiến binh | Tháng 7 | Đoàn Thanh niên |`;
    const flat = ['TT', 'Việc phải làm', lead, time, partner, '1', 'Quét vôi trường mầm non'];
    const cells = [...flat, 'Hội Cựu chiến binh', 'Tháng 7', 'Đoàn Thanh niên'].join('\n');
    const read = ['Quét vôi trường mầm non | Hội Cựu chiến binh | Đoàn Thanh niên | Tháng 7'];
    expect(who(rowsOf(printed))).toEqual(read);
    expect(who(rowsOf(cells))).toEqual(read);
  });
});

describe('empty cells', () => {
  const table = `| STT | Nhiệm vụ | Đơn vị chủ trì | Phối hợp | Thời hạn |
|---|---|---|---|---|
| I | Đường sá |  |  |  |
| 1 | Vá ổ gà | Phòng Kinh tế | Công an xã | Tháng 3 |
| 2 | Kẻ vạch sơn |  |  | Tháng 4 |
| II | Chợ |  |  |  |
| 3 | Sửa mái chợ |  | Ban Quản lý chợ | Tháng 5 |`;

  it('stay empty where nothing is said of them', () =>
    expect(rowsOf(table).map(({ lead }) => lead)).toEqual([['Phòng Kinh tế'], [], []]));

  it.each(['Chưa phân công', '…', 'x', '-', 'Chưa xác định đơn vị'])('"%s" names nobody', (words) =>
    expect(rowsOf(table.replace('| Phòng Kinh tế |', `| ${words} |`))[0]?.lead).toEqual([]),
  );

  it('hold what stands above where the document says so, of the column it names, not over a title', () =>
    expect(who(rowsOf(`(Cột Đơn vị chủ trì để trống thì lấy như dòng trên)\n\n${table}`))).toEqual([
      'Vá ổ gà | Phòng Kinh tế | Công an xã | Tháng 3',
      'Kẻ vạch sơn | Phòng Kinh tế |  | Tháng 4',
      'Sửa mái chợ |  | Ban Quản lý chợ | Tháng 5',
    ]));

  it('stay empty where the sentence names no column of the table', () =>
    expect(rowsOf(`(Ô để trống là như dòng trên)\n\n${table}`)[1]?.lead).toEqual([]));
});

describe('titles over rows', () => {
  const read = [
    'Mở chuyên trang | Phòng Du lịch | Văn phòng | Quý I',
    'Dọn bãi biển | Phòng Du lịch | Văn phòng | Quý II',
  ];

  it('may have a letter where times stand first', () =>
    expect(
      who(
        rowsOf(`| Thời hạn | Việc cần làm | Cùng làm | Đầu mối |
| A | Quảng bá |  |  |
| Quý I | Mở chuyên trang | Văn phòng | Phòng Du lịch |
| B | Giữ gìn vệ sinh |  |  |
| Quý II | Dọn bãi biển | Văn phòng | Phòng Du lịch |`),
      ),
    ).toEqual(read));

  it('may stand in the column of times', () =>
    expect(
      who(
        rowsOf(`| TT | Thời hạn | Việc cần làm | Cùng làm | Đầu mối |
| 1 | Quảng bá hình ảnh |  |  |  |
| 1 | Quý I | Mở chuyên trang | Văn phòng | Phòng Du lịch |
| 2 | Giữ gìn vệ sinh |  |  |  |
| 2 | Quý II | Dọn bãi biển | Văn phòng | Phòng Du lịch |`),
      ),
    ).toEqual(read));
});

describe('titles over columns', () => {
  it('may be printed on two lines, some of them on both', () =>
    expect(
      who(
        rowsOf(`| TT | Nội dung | Phân công thực hiện | | Thời gian | |
| TT | Nội dung | Lực lượng nòng cốt | Lực lượng hỗ trợ | Bắt đầu | Kết thúc |
| 1 | Kẻ vạch sơn | Công an xã | Các xóm | Tháng 2 | Tháng 4 |
| 2 | Sửa cầu Vồng | | | | |`),
      ),
    ).toEqual(['Kẻ vạch sơn | Công an xã | Các xóm | Tháng 2 – Tháng 4', 'Sửa cầu Vồng |  |  | ']));
});

describe('a row that lacks cells, printed one after another', () => {
  const header = ['TT', 'Nội dung', 'Thời hạn', 'Chủ trì', 'Phối hợp', 'Sản phẩm'];
  const whole = (number: string, task: string, lead: string): string[] => [
    number,
    task,
    'Tháng 3',
    lead,
    'Công an xã',
    'Báo cáo kết quả',
  ];
  const short = ['3', 'Xây dựng ứng dụng theo dõi hồ sơ', 'Năm 2026', '', '', 'Bộ mã nguồn'];
  const rows = rowsOf(
    [
      ...header,
      ...whole('1', 'Kẻ vạch sơn đường', 'Ban Quản lý chợ'),
      ...whole('2', 'Vá ổ gà', 'Phòng Kinh tế'),
      ...short,
    ].join('\n'),
  );

  it('has no lead that reads like nobody', () => expect(rows[2]?.lead).toEqual([]));
  it('keeps the words where they fit', () => expect(rows[2]?.deliverable).toBe('Bộ mã nguồn'));
});

describe('where a name ends', () => {
  it.each([
    ['Các trạm y tế đưa bài truyền thông vào buổi tiêm chủng', ['Các trạm y tế']],
    ['Các đội xung kích trên địa bàn sẵn sàng ứng cứu', ['Các đội xung kích trên địa bàn']],
    ['Các phòng, ban được giao chủ trì chịu trách nhiệm trước UBND xã về tiến độ', ['Các phòng, ban']],
  ])('%s', (text, units) => expect(readSubject(text, [])?.units).toEqual(units));
});

describe('cells of a table printed one after another', () => {
  it('a day of the week is a time, not a part of the task', () => {
    const head = ['TT', 'Nội dung', 'Thời gian', 'Chủ trì', 'Phối hợp'];
    const one = [
      '1',
      'Dọn vệ sinh bờ kè',
      'Thứ bảy đầu tiên',
      'hằng tháng',
      'Hội Nông dân',
      'Đoàn Thanh niên',
    ];
    expect(who(rowsOf([...head, ...one].join('\n')))).toEqual([
      'Dọn vệ sinh bờ kè | Hội Nông dân | Đoàn Thanh niên | Thứ bảy đầu tiên hằng tháng',
    ]);
  });
});

it('what a place has is no duty', () =>
  expect(readSubject('Phường có 12 ha rừng, 3 hồ nuôi trồng thủy sản', [])).toBeUndefined());

describe('"Thực hiện" over a column', () => {
  it('is who does it beside who directs', () =>
    expect(
      who(
        rowsOf(`STT | Nội dung | Thực hiện | Theo dõi, chỉ đạo | Thời gian
1 | Tuần tra rừng | Đội Bảo vệ rừng số 1 | Phó Giám đốc | Tháng 1`),
      ),
    ).toEqual(['Tuần tra rừng | Đội Bảo vệ rừng số 1 |  | Tháng 1']));

  it('is nobody beside what was planned', () =>
    expect(
      rowsOf(`STT | Chỉ tiêu | Kế hoạch | Thực hiện | Thời gian
1 | Diện tích rừng trồng | 120 ha | 95 ha | Quý I`).flatMap(({ lead }) => lead),
    ).toEqual([]));
});
