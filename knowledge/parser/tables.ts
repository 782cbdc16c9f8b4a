import type { LineRange, Problem } from '../assignment.ts';
import { normalise, squeeze } from '../text.ts';
import type { PlanDates } from './deadlines.ts';
import type { Column } from './table-columns.ts';
import { readExplicitTables } from './table-explicit.ts';
import { readFlatTables } from './table-flat.ts';
import { withBlanksFilled } from './table-blanks.ts';
import { textOf, type Grid, type GridRow } from './table-grid.ts';
import { toTableRows, type TableRow } from './table-rows.ts';

export type { ColumnRole } from './table-columns.ts';
export type { ParentRow } from './table-numbers.ts';
export type { TableRow } from './table-rows.ts';

/** Bảng, phụ lục: a table of duties. */
export interface PlanTable {
  /** What stands above it: "Phụ lục. Nội dung chi tiết thực hiện Mục tiêu chất lượng"; empty when nothing does. */
  readonly title: string;
  /** From the header to the last row; nothing in them is running text. */
  readonly lines: LineRange;
  readonly columns: readonly Column[];
  readonly rows: readonly TableRow[];
}

/** Bảng số liệu, bảng danh sách: a table that gives nobody a duty. */
export interface DataTable {
  readonly title: string;
  readonly lines: LineRange;
  /** "Đoàn số 2 | Trưởng đoàn: Đ/c Trần Hoài Sơn | …": a row with the titles of its cells. */
  readonly rows: readonly { readonly text: string; readonly lines: LineRange }[];
}

export interface TableReading {
  readonly tables: readonly PlanTable[];
  readonly data: readonly DataTable[];
  readonly problems: readonly Problem[];
}

/**
 * Reads the tables of duties of a plan, in whatever order and wording their columns are: printed with pipes, rules
 * or tabs, or with their cells one after another as text extraction leaves them. Those that say neither by whom nor
 * when are data, where their cells are parted by a sign. Nothing is filled in: an empty cell stays
 * empty, unless the document itself says above the table what an empty one means.
 */
export function readTables(lines: readonly string[], dates: PlanDates): TableReading {
  const text = lines.map(normalise);
  const explicit = readExplicitTables(text);
  const signed = [...explicit.duties, ...explicit.data];
  const taken = new Set(signed.flatMap(({ lines: [from, to] }) => rangeOf(from, to)));
  const open = text.map((line, index) => (taken.has(index + 1) ? '' : line));
  const grids = [...explicit.duties, ...readFlatTables(open)].sort((a, b) => a.lines[0] - b.lines[0]);
  const tables = grids.map((grid) => ({
    title: titleAbove(text, grid),
    lines: grid.lines,
    columns: grid.columns,
    rows: toTableRows(withBlanksFilled(grid, text), dates),
  }));
  const data = explicit.data.map((grid) => ({
    title: titleAbove(text, grid),
    lines: grid.lines,
    rows: grid.rows.map((row) => dataRow(row, grid)),
  }));
  return { tables, data, problems: tables.flatMap(problemsOf) };
}

function dataRow({ cells, pieces }: GridRow, { columns }: Grid): DataTable['rows'][number] {
  const told = columns.flatMap(({ role, title }, index) => {
    const text = textOf(cells[index] ?? []);
    if (text === '' || role === 'number') return [];
    return role === 'task' ? [text] : [`${title}: ${text}`];
  });
  return { text: told.join(' | '), lines: [pieces[0]?.[0] ?? 0, pieces.at(-1)?.[1] ?? 0] };
}

function rangeOf(from: number, to: number): number[] {
  return Array.from({ length: to - from + 1 }, (_, index) => from + index);
}

/** The lines close above a table, up to a blank stretch of page or the end of a sentence. */
function titleAbove(lines: readonly string[], { lines: [from] }: Grid): string {
  const above: string[] = [];
  for (let at = from - 2, blank = 0; at >= 0 && above.length < 4 && blank < 9; at--) {
    const line = squeeze((lines[at] ?? '').replace(/^#+\s/u, ''));
    if (!/[\p{L}\d]/u.test(line)) {
      blank++;
      continue;
    }
    blank = 0;
    if (/[.;]$/u.test(line) || /^\((?:ban hành|kèm theo|đính kèm|có)/iu.test(line)) {
      if (above.length === 0 && line.startsWith('(')) continue;
      break;
    }
    above.unshift(line);
    if (/^(?:phụ lục|biểu|bảng|[IVX]+\.|\d+(?:\.\d+)*\.)/iu.test(line)) break;
  }
  return above.join(' ');
}

function problemsOf({ rows, columns }: PlanTable): Problem[] {
  const hasLead = columns.some(({ role }) => role === 'lead');
  return rows.flatMap((row) => {
    const place = row.number ? `dòng ${row.number}` : `dòng "${row.task.slice(0, 40)}"`;
    const found: Problem[] = [];
    const at = (code: string, level: Problem['level'], message: string): void => {
      found.push({ code, level, message, lines: [...row.lines] });
    };
    if (hasLead && row.lead.length === 0) {
      at('table/no-lead-unit', 'warning', `Bảng, ${place}: không nêu đơn vị chủ trì.`);
    }
    if (row.task === '') at('table/no-task', 'warning', `Bảng, ${place}: không có nội dung công việc.`);
    return found;
  });
}
