import { readFileSync } from 'node:fs';
import { describe, expect, it } from 'vitest';
import { readTables, type PlanTable } from '../../../knowledge/parser/tables.ts';

function read(name: string): readonly PlanTable[] {
  const lines = readFileSync(`test/fixtures/tables/${name}.txt`, 'utf8').split('\n');
  return readTables(lines, { year: 2025 }).tables;
}

/** "number | task | lead | coordinating | directing | deliverable | time", without what is empty at the end. */
function rowsOf(tables: readonly PlanTable[]): string[] {
  return tables.flatMap(({ rows }) =>
    rows.map((row) =>
      [
        row.number,
        row.task,
        row.lead.join('; '),
        row.coordinating.join('; '),
        row.directing ?? '',
        row.deliverable ?? '',
        row.timeRaw ?? '',
      ].join(' | '),
    ),
  );
}

describe('flattened tables of other offices', () => {
  it('reads an annex with titles over rows and headers repeated between them', () => {
    const science = 'Sở Khoa học và Công nghệ';
    expect(rowsOf(read('resolution-annex'))).toEqual([
      'I.1 | Rà soát, sửa đổi, bổ sung các văn bản quy phạm pháp luật thuộc lĩnh vực nông nghiệp và môi trường | Sở Nông nghiệp và Môi trường | Sở Tư pháp; các sở, ban, ngành liên quan |  | Báo cáo kết quả rà soát | Quý II/2025',
      `I.2 | Xây dựng Nghị quyết quy định chính sách hỗ trợ đổi mới công nghệ | ${science} | Sở Tài chính; Sở Tư pháp |  | Nghị quyết của HĐND tỉnh | Trước ngày 30/9/2025`,
      `II.1 | Triển khai phủ sóng 5G tại các khu công nghiệp | ${science} | UBND các huyện, thị xã, thành phố |  | Hạ tầng 5G | Thường xuyên`,
      `II.2 | Nâng cấp trung tâm dữ liệu của tỉnh | Văn phòng UBND tỉnh | ${science}; Công an tỉnh |  | Trung tâm dữ liệu được nâng cấp | Tháng 12/2025`,
      'II.3 | Tổ chức tập huấn kỹ năng số cho cán bộ, công chức cấp xã | Sở Nội vụ | UBND cấp xã |  | Các lớp tập huấn | Hằng quý',
    ]);
  });

  it('reads the time before the lead, and people as directors', () => {
    expect(rowsOf(read('time-before-lead'))).toEqual([
      '1 | Họp Hội đồng sáng kiến cấp cơ sở xét công nhận sáng kiến | Phòng Quản lý Khoa học |  | Phó Giám đốc Trần Văn Nam |  | Tháng 5/2025',
      '2 | Tổ chức Ngày Khoa học và Công nghệ Việt Nam | Văn phòng Sở |  | Giám đốc Lê Thị Hoa |  | Trước ngày 18/5/2025',
      '3 | Thanh tra chuyên đề về đo lường trong kinh doanh xăng dầu | Thanh tra Sở |  | Phó Giám đốc Trần Văn Nam |  | Quý III/2025',
      '4 | Xây dựng dự toán ngân sách năm 2026 | Phòng Kế hoạch - Tài chính |  | Giám đốc Lê Thị Hoa |  | Tháng 7/2025',
      '5 | Bảo trì hệ thống một cửa điện tử | Trung tâm Công nghệ thông tin |  | Phó Giám đốc Trần Văn Nam |  | Hằng tháng',
    ]);
  });

  it('reads numbers of two levels', () => {
    const tables = read('nested-numbers');
    expect(rowsOf(tables)).toEqual([
      '1.1 | Xây dựng kế hoạch chuyển đổi số năm 2025 | Phòng Văn hóa và Thông tin | Văn phòng HĐND và UBND |  |  | Tháng 02/2025',
      '1.2 | Kiện toàn Tổ công nghệ số cộng đồng | Phòng Văn hóa và Thông tin | UBND các phường |  |  | Quý I/2025',
      '2.1 | Số hóa hồ sơ, kết quả giải quyết thủ tục hành chính còn hiệu lực | Văn phòng HĐND và UBND | Phòng Tư pháp; Phòng Nội vụ |  |  | Cả năm',
      '2.2 | Triển khai chữ ký số cho cán bộ, công chức | Phòng Nội vụ | Trung tâm Viễn thông |  |  | Quý II/2025',
      '2.3 | Bảo đảm an toàn thông tin mạng | Công an thành phố | Phòng Văn hóa và Thông tin |  |  | Thường xuyên',
    ]);
    expect(tables[0]?.rows[2]?.parents.map(({ number, text }) => [number, text])).toEqual([
      ['2', 'Phát triển chính quyền số'],
    ]);
  });

  it('letters rows without a number under their title', () => {
    expect(rowsOf(read('unnumbered-children'))).toEqual([
      '1.a | Ban hành quyết định thành lập Ban Tổ chức | Văn phòng |  |  | Quyết định | Tháng 3/2025',
      '1.b | Xây dựng kịch bản, chương trình chi tiết | Phòng Nghiệp vụ 1 |  |  | Kịch bản | Tháng 4/2025',
      '2 | Tổ chức hội nghị tổng kết, biểu dương điển hình tiên tiến | Văn phòng |  |  | Hội nghị | Ngày 19/5/2025',
      '3.a | Đăng tin, bài trên trang thông tin điện tử của đơn vị | Ban Biên tập |  |  | Tin, bài | Thường xuyên',
      '3.b | Treo băng rôn, khẩu hiệu tại trụ sở | Bộ phận Hành chính |  |  | Băng rôn | Trước ngày 15/5/2025',
    ]);
  });

  it('reads a table without numbers', () => {
    expect(rowsOf(read('no-numbers'))).toEqual([
      ' | Lập danh sách hộ nghèo, hộ cận nghèo trên địa bàn | Công chức Văn hóa - Xã hội |  |  |  | Trước ngày 15/9/2025',
      ' | Tổ chức họp thôn bình xét | Trưởng các thôn |  |  |  | Tháng 10/2025',
      ' | Niêm yết công khai kết quả rà soát | Công chức Văn hóa - Xã hội |  |  |  | Tháng 11/2025',
      ' | Trình Chủ tịch UBND xã công nhận kết quả rà soát | Ban Chỉ đạo rà soát |  |  |  | Trước ngày 15/12/2025',
    ]);
  });

  it('keeps the post with the person where both are printed over lines', () => {
    const cells = `STT
Nội dung
Thời gian
Người thực hiện
Phối hợp
1
Phát hành giấy mời
Trước ngày khai mạc
10 ngày
Đ/c Lò Thị Păn - công chức
Văn phòng - Thống kê
2
Trang trí hội trường
Tháng 6/2025
Đ/c Hà Văn Pản - Bí thư
Đoàn Thanh niên
Hội Phụ nữ xã
3
Đón tiếp đại biểu
Tháng 6/2025
Đ/c Lò Thị Păn - công chức
Văn phòng - Thống kê
Đoàn Thanh niên xã`.split('\n');
    expect(
      readTables(cells, { year: 2025 }).tables[0]?.rows.map(({ lead, coordinating, timeRaw }) => [
        ...lead,
        coordinating.join(),
        timeRaw,
      ]),
    ).toEqual([
      ['Đ/c Lò Thị Păn - công chức Văn phòng - Thống kê', '', 'Trước ngày khai mạc 10 ngày'],
      ['Đ/c Hà Văn Pản - Bí thư Đoàn Thanh niên', 'Hội Phụ nữ xã', 'Tháng 6/2025'],
      ['Đ/c Lò Thị Păn - công chức Văn phòng - Thống kê', 'Đoàn Thanh niên xã', 'Tháng 6/2025'],
    ]);
  });

  it('counts on over the titles between the rows', () => {
    const cells = `TT
Nhiệm vụ
Đơn vị chủ trì
Thời hạn
I TRỒNG TRỌT
1
Gieo mạ vụ xuân
Hợp tác xã Đông Sơn
Tháng 01
2
Làm đất, bón lót
Hợp tác xã Đông Sơn
Tháng 02
II CHĂN NUÔI
3
Tiêm phòng đàn trâu, bò
Trạm Thú y xã
Quý II
4
Phun khử trùng chuồng trại
Trưởng các thôn
Quý III`.split('\n');
    expect(rowsOf(readTables(cells, { year: 2025 }).tables).map((row) => row.split(' |')[0])).toEqual([
      'I.1',
      'I.2',
      'II.3',
      'II.4',
    ]);
  });

  it('passes over the count of columns and reads cells that stay empty', () => {
    const culture = 'Phòng Văn hóa, Khoa học và Thông tin';
    expect(rowsOf(read('column-count')).map((row) => row.split(' | ').slice(2, 4).join(' | '))).toEqual([
      'Văn phòng HĐND và UBND huyện | Các phòng, ban; UBND các xã, thị trấn',
      'Phòng Tài nguyên và Môi trường | Chi nhánh Văn phòng Đăng ký đất đai',
      `${culture} | Trung tâm Giáo dục nghề nghiệp - Giáo dục thường xuyên`,
      `Công an huyện | ${culture}`,
      `${culture} | `,
    ]);
  });

  it('ends where the plan goes on', () => {
    const tables = read('mid-document');
    expect(tables).toHaveLength(1);
    expect(tables[0]?.lines).toEqual([6, 32]);
    expect(rowsOf(tables)).toEqual([
      '1 | Rà soát phương án ứng phó thiên tai theo phương châm bốn tại chỗ | Ban Chỉ huy quân sự |  | Phó Chủ tịch Nguyễn Văn Bình |  | 30/4/2025',
      '2 | Kiểm tra công trình đê điều, hồ đập trước mùa mưa lũ | Bộ phận Địa chính - Xây dựng |  | Phó Chủ tịch Nguyễn Văn Bình |  | Tháng 5/2025',
      '3 | Tổ chức diễn tập phòng, chống thiên tai | Ban Chỉ huy phòng thủ dân sự |  | Chủ tịch Trần Thị Lan |  | Quý II/2025',
      '4 | Trực ban, tổng hợp thiệt hại, báo cáo cấp trên | Văn phòng - Thống kê |  | Chủ tịch Trần Thị Lan |  | Khi có thiên tai',
    ]);
    expect(tables[0]?.rows[3]?.times).toEqual([]);
  });
});

describe('tables whose cell boundaries are printed', () => {
  it('repeats the cell above where a cell says so', () => {
    const rows = rowsOf(
      readTables(
        [
          '| TT | Việc | Đơn vị chủ trì | Phối hợp | Thời hạn |'.replace('Việc', 'Công việc'),
          '|---|---|---|---|---|',
          '| 1 | Nạo vét kênh Đông | Trạm Thủy nông | Các thôn | Tháng 3/2025 |',
          '| 2 | Sửa cống lấy nước | -nt- | - | nt |',
          '| 3 | Gia cố bờ bao | ” | Hội Nông dân | Như trên |',
        ],
        { year: 2025 },
      ).tables,
    );
    expect(
      rows.map((row) =>
        row
          .split(' | ')
          .filter((_, at) => [2, 3, 6].includes(at))
          .join(' | '),
      ),
    ).toEqual([
      'Trạm Thủy nông | Các thôn | Tháng 3/2025',
      'Trạm Thủy nông |  | Tháng 3/2025',
      'Trạm Thủy nông | Hội Nông dân | Tháng 3/2025',
    ]);
  });

  it('knows who does it and when by the meaning of any titles', () => {
    const { tables } = readTables(
      [
        'Bắt đầu\tKết thúc\tHoạt động\tCán bộ phụ trách\tĐơn vị cùng tham gia',
        'Tháng 4/2025\tTháng 6/2025\tKhảo sát giếng khoan\tBà Hà Thị Mơ\tTrạm Y tế xã',
        '05/7/2025\t20/7/2025\tLấy mẫu nước\tÔng Vi Văn Sáu\tPhòng Kinh tế (chủ trì), Trưởng các bản (phối hợp)',
      ],
      { year: 2025 },
    );
    const [first, second] = tables[0]?.rows ?? [];
    expect(first).toMatchObject({ lead: ['Bà Hà Thị Mơ'], coordinating: ['Trạm Y tế xã'], directing: null });
    expect(first?.times).toMatchObject([
      { type: 'deadline', from: '2025-04-01', to: '2025-06-30', due: '2025-06-30' },
    ]);
    expect(second).toMatchObject({
      lead: ['Ông Vi Văn Sáu', 'Phòng Kinh tế'],
      coordinating: ['Trưởng các bản'],
      times: [{ from: '2025-07-05', due: '2025-07-20' }],
    });
  });

  it('reads markdown', () => {
    expect(rowsOf(read('markdown'))).toEqual([
      'I.1 | Xây dựng kế hoạch | Văn phòng HĐND và UBND | Phòng Văn hóa - Xã hội |  | Kế hoạch | 15/01/2026',
      'I.2 | Kiện toàn Ban Chỉ đạo | Phòng Văn hóa - Xã hội |  |  | Quyết định | Quý I/2026',
      'II.3 | Tuyên truyền trên loa truyền thanh | Trung tâm Văn hóa - Thông tin | Các tổ dân phố |  | Tin, bài | Hằng tuần',
    ]);
  });

  it('reads tabs, and who leads and who coordinates in one cell', () => {
    expect(rowsOf(read('tabs'))).toEqual([
      '1 | Rà soát thủ tục hành chính | Sở Tư pháp | Sở Nội vụ |  |  | Tháng 3/2026',
      '2 | Công bố danh mục thủ tục hành chính | Văn phòng UBND tỉnh | Sở Khoa học và Công nghệ; Sở Tư pháp |  |  | Thường xuyên',
      '3 | Kiểm tra công vụ | Thanh tra tỉnh; Sở Nội vụ |  |  |  | 6/2026',
    ]);
  });

  it('reads rules between rows of several lines', () => {
    expect(rowsOf(read('ruled'))).toEqual([
      '1 | Tổ chức hội nghị triển khai kế hoạch | Phòng Nội vụ |  |  |  | Tháng 02/ 2026',
      '2 | Kiểm tra công vụ tại các cơ quan, đơn vị | Thanh tra huyện; Phòng Nội vụ |  |  |  | Quý II, III',
    ]);
  });

  it('reads aligned columns', () => {
    expect(rowsOf(read('aligned'))).toEqual([
      '1 | Xây dựng kế hoạch chuyển đổi số năm 2025 | Phòng Văn hóa và Thông tin | Văn phòng HĐND và UBND |  |  | Tháng 01/2025',
      '2 | Tập huấn kỹ năng số cho cán bộ | Trung tâm Chính trị | Các phòng, ban |  |  | Quý II/2025',
      '3 | Báo cáo kết quả thực hiện | Phòng Văn hóa và Thông tin | Các xã, thị trấn |  |  | Trước ngày 10/12/2025',
    ]);
  });

  it('reads "Chủ trì" and "Phối hợp" under "Đơn vị thực hiện"', () => {
    expect(rowsOf(read('two-line-header'))).toEqual([
      '1 | Xây dựng dự thảo Nghị quyết | Sở Tài chính | Sở Tư pháp |  |  | Quý II/2025',
      '2 | Trình HĐND tỉnh | UBND tỉnh | Sở Tài chính |  |  | Tháng 7/2025',
    ]);
  });
});

describe('work programmes and schedules', () => {
  const rowsIn = (...lines: string[]) => rowsOf(readTables(lines, { year: 2026 }).tables);

  it('takes a line without the sign between rows for a title, which dates rows without a time', () => {
    expect(
      rowsIn(
        'TT | Nội dung | Cơ quan tham mưu | Cơ quan phối hợp | Cấp trình | Thời gian',
        'QUÝ I',
        'THÁNG 01',
        '1 | Kế hoạch cải cách hành chính | Văn phòng | Các phòng chuyên môn | UBND phường | 20/01',
        'THÁNG 8',
        '2 | Kiểm tra an toàn nhà trọ | Công an phường | | Chủ tịch UBND phường |',
        '3 | Khai giảng năm học | Phòng Văn hóa - Xã hội | | - | Tuần 4/tháng 8',
      ),
    ).toEqual([
      '1 | Kế hoạch cải cách hành chính | Văn phòng | Các phòng chuyên môn |  |  | 20/01',
      '2 | Kiểm tra an toàn nhà trọ | Công an phường |  |  |  | Tháng 8',
      '3 | Khai giảng năm học | Phòng Văn hóa - Xã hội |  |  |  | Tuần 4/tháng 8',
    ]);
  });

  it('takes words alone in the cell of the number for a title, as Word prints a merged row', () => {
    expect(
      rowsIn(
        '| TT | Nội dung | Chủ trì | Thời gian |',
        '| THÁNG 3 | | | |',
        '| 1 | Giao quân | Ban CHQS | |',
        '| II. Dữ liệu | | | |',
        '| 2 | Làm sạch dữ liệu | Văn phòng | Quý II |',
      ),
    ).toEqual([
      '1 | Giao quân | Ban CHQS |  |  |  | Tháng 3',
      'II.2 | Làm sạch dữ liệu | Văn phòng |  |  |  | Quý II',
    ]);
  });

  it.each(['III. TỔ CHỨC THỰC HIỆN', 'Nơi nhận:', 'Phòng Kinh tế theo dõi, đôn đốc việc thực hiện.'])(
    'ends a table at "%s"',
    (line) => {
      const { tables } = readTables(
        [
          '| TT | Nội dung | Chủ trì | Thời gian |',
          '| 1 | Họp giao ban | Văn phòng | Hằng tháng |',
          line,
          '| 2 | Thu phí | Đội thuế | Quý II |',
        ],
        { year: 2026 },
      );
      expect(tables.map(({ lines }) => lines)).toEqual([[1, 2]]);
    },
  );

  it('tells who prepares from who decides', () => {
    const { tables } = readTables(
      [
        'TT | Nội dung | Đơn vị thực hiện | Thời gian',
        '1 | Thành lập Tổ bầu cử | Phòng Văn hóa - Xã hội tham mưu, Chủ tịch UBND xã quyết định | 25/3/2026',
      ],
      { year: 2026 },
    );
    expect(tables[0]?.rows[0]).toMatchObject({
      lead: ['Phòng Văn hóa - Xã hội'],
      advising: ['Phòng Văn hóa - Xã hội'],
      directing: 'Chủ tịch UBND xã',
    });
  });

  it('goes on with an aligned table under a title over rows', () => {
    expect(
      rowsIn(
        'TT  Hạn xong     Việc cần làm                     Cùng làm        Đầu mối',
        '',
        'I. Hạ tầng',
        '1   Quý I/2026   Thay thế thiết bị tường lửa,     Văn phòng Sở    Trung tâm Công',
        '                 nâng cấp đường truyền                            nghệ thông tin',
        'II. Dữ liệu',
        '2   30/6/2026    Làm sạch dữ liệu đất đai         UBND các xã     Văn phòng Đăng ký',
        '                                                                  đất đai',
      ),
    ).toEqual([
      'I.1 | Thay thế thiết bị tường lửa, nâng cấp đường truyền | Trung tâm Công nghệ thông tin | Văn phòng Sở |  |  | Quý I/2026',
      'II.2 | Làm sạch dữ liệu đất đai | Văn phòng Đăng ký đất đai | UBND các xã |  |  | 30/6/2026',
    ]);
  });

  it('takes a task and who does it for a table of duties, where a sign parts them', () => {
    expect(
      rowsIn('Việc | Người chịu trách nhiệm | Ghi chú', 'Đón đoàn kiểm tra | Văn phòng | Tại trụ sở'),
    ).toEqual([' | Đón đoàn kiểm tra | Văn phòng |  |  |  | ']);
  });

  it('reads what is done from the other columns of a schedule', () => {
    expect(
      rowsIn(
        'Thôn\tĐịa điểm\tĐơn vị thực hiện\tThời gian',
        'Thôn Hạ\tNhà văn hóa\tTrạm Y tế xã\tSáng 15/3/2026',
        'Thôn Thượng\tSân đình\tTrạm Y tế xã\t16/3/2026',
      ),
    ).toEqual([
      ' | Thôn: Thôn Hạ; Địa điểm: Nhà văn hóa | Trạm Y tế xã |  |  |  | Sáng 15/3/2026',
      ' | Thôn: Thôn Thượng; Địa điểm: Sân đình | Trạm Y tế xã |  |  |  | 16/3/2026',
    ]);
  });
});

describe('what is no table of duties', () => {
  it.each([
    'Nội dung thực hiện\nCác đơn vị chủ trì, phối hợp theo thời gian quy định.',
    'Nơi nhận:\n- UBND tỉnh;\n- Lưu: VT.',
    '',
  ])('passes over "%s"', (text) => {
    expect(readTables(text.split('\n'), { year: 2025 })).toEqual({ tables: [], data: [], problems: [] });
  });

  it('keeps the rows of a table that gives nobody a duty, with the titles of their cells', () => {
    const text = 'TT | Chỉ tiêu | Đơn vị tính | Năm 2025\n1 | Tỷ lệ hồ sơ trực tuyến | % | 80';
    const { tables, data } = readTables(text.split('\n'), { year: 2025 });
    expect(tables).toEqual([]);
    expect(data).toEqual([
      {
        title: '',
        lines: [1, 2],
        rows: [{ text: 'Tỷ lệ hồ sơ trực tuyến | Đơn vị tính: % | Năm 2025: 80', lines: [2, 2] }],
      },
    ]);
  });

  it('says which row names nobody', () => {
    const text =
      'TT\tNhiệm vụ\tĐơn vị chủ trì\tThời gian\n1\tBáo cáo\t\tTháng 3\n2\tTổng kết\tVăn phòng\tTháng 4';
    const { problems } = readTables(text.split('\n'), { year: 2025 });
    expect(problems.map(({ code, lines }) => [code, lines])).toEqual([['table/no-lead-unit', [2, 2]]]);
  });
});
