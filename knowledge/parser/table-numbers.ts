import type { LineRange } from '../assignment.ts';
import { timeWordShare } from './table-atoms.ts';
import { textOf, type Grid, type GridRow } from './table-grid.ts';

/** Dòng cha: a title or a numbered row over other rows. */
export interface ParentRow {
  readonly number: string;
  readonly text: string;
  readonly lines: LineRange;
}

export interface NumberedRow {
  readonly row: GridRow;
  readonly number: string;
  readonly parents: readonly ParentRow[];
  /** The number is not printed; it follows from the order of the rows. */
  readonly inferred: boolean;
}

interface Open extends ParentRow {
  readonly kind: 'title' | 'row';
}

const letters = 'abcdefghijklmnopqrstuvwxyz';
const title = /^(?:[IVX]{1,5}|[A-Z])$/;

/**
 * Numbers the rows by their place: "II.3" under the title II, "2.a", "2.b" for rows without a number under the row 2.
 * Numbers that a scan lost are filled in where the gap leaves one way to do so; a row for which none is left shares
 * the number before it. Rows that only head others are their parents and not among the result.
 */
export function numberRows(grid: Grid): readonly NumberedRow[] {
  const numbers = grid.rows.map((row) => printedNumber(grid, row));
  const heads = grid.rows.map((row, index) => isHead(grid, row, numbers[index], numbers, index));
  const filled = fillGaps(numbers, heads);
  const out: NumberedRow[] = [];
  let above: Open[] = [];
  let children = 0;
  for (const [index, row] of grid.rows.entries()) {
    const own = filled[index] ?? '';
    const range: LineRange = [row.pieces[0]?.[0] ?? 0, row.pieces.at(-1)?.[1] ?? 0];
    if (heads[index]) {
      const band = isBand(grid, row);
      const kind = isTitle(grid, row) || band || title.test(own) || own === '' ? 'title' : 'row';
      above = above.filter((open) => open.kind === 'title' && kind === 'row');
      above.push({ kind, number: band ? '' : pathOf(above, own), text: titleText(grid, row), lines: range });
      children = 0;
      continue;
    }
    const parent = above.at(-1);
    if (
      parent?.kind === 'row' &&
      own !== '' &&
      !own.startsWith(`${last(parent.number)}.`) &&
      /^\d/.test(own)
    ) {
      above = above.filter((open) => open.kind === 'title');
      children = 0;
    }
    const under = above.at(-1);
    const letter = own === '' && under?.kind === 'row' ? letters.charAt(children++) || String(children) : own;
    out.push({
      row,
      number: pathOf(above, letter),
      parents: above.map(({ number, text, lines }) => ({ number, text, lines })),
      inferred: own !== '' && numbers[index] === '',
    });
  }
  return out;
}

function last(number: string): string {
  return number.split('.').at(-1) ?? number;
}

/** "II" and "3" → "II.3"; a nested number ("2.1") has its row's already. */
function pathOf(above: readonly Open[], own: string): string {
  const parent = above.at(-1);
  if (!parent || parent.number === '') return own;
  if (own === '') return parent.number;
  const nested = own.startsWith(`${last(parent.number)}.`) ? own.slice(last(parent.number).length + 1) : own;
  return `${parent.number}.${nested}`;
}

function printedNumber(grid: Grid, row: GridRow): string {
  const column = grid.columns.findIndex(({ role }) => role === 'number');
  const text = column < 0 ? '' : textOf(row.cells[column] ?? []);
  if (isTitle(grid, row))
    return /^(?<number>[IVX]{1,5}|[A-Z]|\d{1,3})[.)]?(?=\s|$)/u.exec(text)?.groups?.['number'] ?? '';
  return (
    /^\(?(?<number>[IVX]{1,5}|[A-Z]|[a-zđ]|\d{1,3}(?:\.\d{1,3})*)[.)]?$/u.exec(text)?.groups?.['number'] ?? ''
  );
}

/** A title over the whole width, told as such or as words in the number's cell and nothing else: "THÁNG 01". */
function isTitle({ columns }: Grid, { group, cells }: GridRow): boolean {
  if (group) return true;
  const [only, ...others] = cells.flatMap((cell, at) => (textOf(cell) === '' ? [] : [at]));
  if (only === undefined || others.length > 0 || columns[only]?.role !== 'number') return false;
  return /\p{L}{2}/u.test(textOf(cells[only] ?? []).replace(/^[IVX]+[.)]?$/u, ''));
}

function titleText(grid: Grid, row: GridRow): string {
  const text = textOf(row.cells.flat());
  const number = printedNumber(grid, row);
  return number ? text.slice(text.indexOf(number) + number.length).replace(/^[.)\s]+/u, '') : text;
}

/** A title over the whole table, a roman number, or a row with nothing but a task over rows without a number. */
function isHead(
  grid: Grid,
  row: GridRow,
  number: string | undefined,
  numbers: readonly string[],
  index: number,
): boolean {
  if (isTitle(grid, row)) return true;
  if (isBand(grid, row) && index < grid.rows.length - 1) return true;
  const filled = grid.columns.filter(
    (column, at) => column.role !== 'number' && (row.cells[at]?.length ?? 0) > 0,
  );
  if (filled.some(({ role }) => role !== 'task') || index === grid.rows.length - 1) return false;
  const next = numbers[index + 1] ?? '';
  const text = textOf(row.cells.flat());
  return (
    title.test(number ?? '') ||
    text.endsWith(':') ||
    next === '' ||
    next.startsWith(`${number}.`) ||
    /^[a-zđ]$/.test(next)
  );
}

/**
 * Where times stand first, "1 | Hỗ trợ sinh kế, việc làm", words alone in a column that they do not fit, and
 * "A | Làm mới sản phẩm".
 */
function isBand(grid: Grid, row: GridRow): boolean {
  const { columns } = grid;
  const { cells } = row;
  const filled = columns.flatMap(({ role }, at) => {
    const text = textOf(cells[at] ?? []);
    return role === 'number' || text === '' ? [] : [{ role, text }];
  });
  const [only, task] = filled;
  if (filled.length === 2 && only && task?.role === 'task' && title.test(only.text)) return true;
  if (filled.length !== 1 || only?.role !== 'time') return false;
  return title.test(printedNumber(grid, row)) || timeWordShare(only.text) < 0.5;
}

/** "1, –, 2, 3, –, –, 6" → the two before 6 are 4 and 5; the one before 2 has no number left and shares 1. */
function fillGaps(numbers: readonly string[], heads: readonly boolean[]): readonly string[] {
  const filled = [...numbers];
  const digits = numbers.flatMap((number, index) => (/^\d+$/.test(number) && !heads[index] ? [index] : []));
  const lost = numbers.filter((number, index) => number === '' && !heads[index]).length;
  if (lost === 0 || heads.some((head, index) => head && /^\d/.test(numbers[index] ?? ''))) return filled;
  for (const [order, index] of digits.entries()) {
    const from = order === 0 ? -1 : (digits[order - 1] ?? -1);
    const before = order === 0 ? 0 : Number(numbers[from]);
    const gap = index - from - 1;
    const free = Number(numbers[index]) - before - 1;
    for (let at = 1; at <= gap; at++) {
      if (free === gap) filled[from + at] = String(before + at);
      else if (free === 0 && before > 0) filled[from + at] = String(before);
    }
  }
  return filled;
}
