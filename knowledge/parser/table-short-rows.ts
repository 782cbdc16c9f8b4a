import { beginsUnit } from './table-atoms.ts';
import type { Column, ColumnRole } from './table-columns.ts';
import { textOf, type CellPart, type GridRow } from './table-grid.ts';

/**
 * "Xây dựng phần mềm … | Năm 2026 | | | Phần mềm": where the cells were printed one after another, a row that lacks
 * some tells not which. A text that reads like nobody's name, and that stands for nobody in a whole row, is then no
 * unit: it goes to the next empty column of texts, and the unit stays unnamed.
 */
export function withoutGuessedUnits(
  rows: readonly GridRow[],
  columns: readonly Column[],
): readonly GridRow[] {
  const isShort = (row: GridRow): boolean =>
    columns.some(({ role }, index) => role !== 'note' && textOf(row.cells[index] ?? []) === '');
  const names = new Set(
    rows
      .filter((row) => !row.group && !isShort(row))
      .flatMap((row) => row.cells.filter((_, index) => isParty(columns[index])).map(textOf)),
  );
  return rows.map((row) => (row.group || !isShort(row) ? row : withoutGuesses(row, columns, names)));
}

function withoutGuesses(row: GridRow, columns: readonly Column[], names: ReadonlySet<string>): GridRow {
  const cells: (readonly CellPart[])[] = [...row.cells];
  for (const [index, column] of columns.entries()) {
    const cell = cells[index] ?? [];
    const text = textOf(cell);
    if (text === '' || !isParty(column) || names.has(text) || readsLikeName(text)) continue;
    cells[index] = [];
    const free = columns.findIndex(
      ({ role }, at) => at > index && textRoles.has(role) && textOf(cells[at] ?? []) === '',
    );
    if (free > 0) cells[free] = cell;
  }
  return { ...row, cells };
}

const partyRoles = new Set<ColumnRole>(['lead', 'coordinating', 'advising', 'directing', 'reportsTo']);
const textRoles = new Set<ColumnRole>(['deliverable', 'method', 'other', 'note']);
const isParty = (column: Column | undefined): boolean => column !== undefined && partyRoles.has(column.role);

/** A body, somebody addressed, or a proper name: "Ông Lê An", "Agribank Kim Thành", "VNPT". */
const readsLikeName = (text: string): boolean =>
  beginsUnit(text.replace(/^[-+•–]\s*/u, '')) ||
  /^(?:Đ\/c|Đồng chí|Ông|Bà|Anh|Chị|Thầy|Cô|Các|Toàn thể|Mỗi)\s/u.test(text) ||
  /^(?:\p{Lu}[\p{L}\d]*[\s,&-]+)+\p{Lu}[\p{L}\d]*$|^\p{Lu}{2,}\d*$/u.test(text);
