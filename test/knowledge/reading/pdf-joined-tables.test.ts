import { describe, expect, it } from 'vitest';
import { joinTables } from '../../../knowledge/reading/pdf-joined-tables.ts';

const titles = [
  ['TT', 'Nội dung', 'Phân công', ''],
  ['TT', 'Nội dung', 'Chủ trì', 'Phối hợp'],
];
const table = (rows: readonly (readonly string[])[]) => ({
  kind: 'table' as const,
  table: { xs: [50, 80, 300, 400, 500], rows, texts: new Set<never>(), top: 0, bottom: 0 },
});
const rowsOf = (...pages: (readonly (readonly string[])[])[]) =>
  joinTables(pages.map((rows) => [table(rows)])).flatMap((part) =>
    part.kind === 'table' ? part.table.rows : [],
  );

describe('a table over two pages', () => {
  const [one, two] = [
    ['1', 'Kẻ vạch sơn', 'Công an xã', 'Các xóm'],
    ['2', 'Sửa cầu', 'Phòng Kinh tế', 'Các xóm'],
  ];

  it('has its titles once, of one line or two', () => {
    expect(rowsOf([...titles, one], [...titles, two])).toEqual([...titles, one, two]);
    expect(rowsOf([...titles.slice(1), one], [...titles.slice(1), two])).toEqual([titles[1], one, two]);
  });

  it('has the row that the page cuts once', () =>
    expect(
      rowsOf([...titles, ['1', 'Kẻ vạch', 'Công an xã', 'Các xóm']], [...titles, ['', 'sơn', '', '']]),
    ).toEqual([...titles, one]));

  it('keeps a first row that is like the one on the page before', () =>
    expect(rowsOf([...titles.slice(1), one], [one, two])).toEqual([titles[1], one, one, two]));
});
