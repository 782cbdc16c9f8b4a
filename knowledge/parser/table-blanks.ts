import { fold, squeeze } from '../text.ts';
import type { Column } from './table-columns.ts';
import { textOf, type CellPart, type Grid } from './table-grid.ts';

const blankIsAbove =
  /(?:o|cot|dong)[^.;]*(?:de trong|bo trong|trong|khong ghi)(?!\p{L})[^.;]*(?:nhu|cung|giong|theo)[^.;]*(?:dong|o|hang|muc)\s+(?:(?:lien|ngay|ke|phia)\s+)*(?:tren|truoc)/u;

/** Lines above a table in which its reader is told how to read it. */
const reach = 12;

/**
 * "(Ô để trống ở cột “Chủ trì” là cùng đơn vị với dòng trên)": where the document says so above the table, an empty
 * cell of the columns it names holds what the cell above it holds, down to the next title over rows. A sentence that
 * names no column of the table fills nothing.
 */
export function withBlanksFilled(grid: Grid, lines: readonly string[]): Grid {
  const above = lines.slice(Math.max(0, grid.lines[0] - 1 - reach), grid.lines[0] - 1);
  const note = fold(squeeze(above.join(' ')))
    .split(/[.;]\s/u)
    .find((sentence) => blankIsAbove.test(sentence));
  if (note === undefined) return grid;
  const said = grid.columns.map((column) => isNamed(column, note));
  let held: (readonly CellPart[])[] = [];
  const rows = grid.rows.map((row) => {
    if (row.group || isTitle(row.cells)) {
      held = [];
      return row;
    }
    const cells = grid.columns.map((_, index) => {
      const own = row.cells[index] ?? [];
      const cell = said[index] && textOf(own) === '' ? (held[index] ?? []) : own;
      held[index] = cell;
      return cell;
    });
    return { ...row, cells };
  });
  return { ...grid, rows };
}

function isNamed({ title, role }: Column, note: string): boolean {
  const name = fold(title);
  return role !== 'task' && role !== 'number' && name.length > 3 && note.includes(name);
}

/** "II | CẢI CÁCH THỦ TỤC | | |": a number and words, and nothing else. */
function isTitle(cells: readonly (readonly CellPart[])[]): boolean {
  const first = textOf(cells[0] ?? []);
  const filled = cells.filter((cell) => textOf(cell) !== '').length;
  return filled <= 2 && /^[IVX]+\.?$|^[A-Z]\.?$/u.test(first);
}
