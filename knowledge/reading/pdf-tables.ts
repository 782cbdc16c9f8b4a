import { plain, printedLines, type PageText, type PdfPage, type Ruling } from './pdf-page.ts';
import { cellText } from './table-lines.ts';

/** A ruled table on one page. */
export interface PageTable {
  readonly top: number;
  readonly bottom: number;
  /** Where its columns begin and end. */
  readonly xs: readonly number[];
  /** Its cells' text, row by row. */
  readonly rows: readonly (readonly string[])[];
  /** The stretches of text that stand in it. */
  readonly texts: ReadonlySet<PageText>;
}

/** Rulings nearer than this are one. */
export const near = 3.5;

/** The ruled tables of a page: rulings that touch make a grid, the text goes into its cells. */
export function pageTables({ rulings, texts }: PdfPage): PageTable[] {
  return touching(rulings)
    .map((own) => tableOf(own, texts))
    .filter((table) => table !== undefined)
    .toSorted((a, b) => a.top - b.top);
}

/** Groups of rulings that reach each other. */
export function touching(rulings: readonly Ruling[]): Ruling[][] {
  let groups: (Box & { readonly rulings: Ruling[] })[] = [];
  for (const { ruling, ...box } of rulings
    .map((own) => ({ ruling: own, ...boxOf(own) }))
    .toSorted((a, b) => a.top - b.top)) {
    const [first, ...more] = groups.filter((group) => reaches(group, box));
    if (!first) {
      groups.push({ ...box, rulings: [ruling] });
      continue;
    }
    first.rulings.push(ruling);
    widen(first, box);
    if (more.length === 0) continue;
    for (const other of more) {
      for (const own of other.rulings) first.rulings.push(own);
      widen(first, other);
    }
    groups = groups.filter((group) => !more.includes(group));
  }
  return groups.map((group) => group.rulings);
}

interface Box {
  top: number;
  bottom: number;
  left: number;
  right: number;
}

function reaches(a: Readonly<Box>, b: Readonly<Box>): boolean {
  return (
    a.top <= b.bottom + near &&
    a.bottom >= b.top - near &&
    a.left <= b.right + near &&
    a.right >= b.left - near
  );
}

function widen(box: Box, by: Readonly<Box>): void {
  box.top = Math.min(box.top, by.top);
  box.bottom = Math.max(box.bottom, by.bottom);
  box.left = Math.min(box.left, by.left);
  box.right = Math.max(box.right, by.right);
}

function boxOf({ across, at, from, to }: Ruling): Box {
  return across
    ? { top: at, bottom: at, left: from, right: to }
    : { top: from, bottom: to, left: at, right: at };
}

function tableOf(rulings: readonly Ruling[], texts: readonly PageText[]): PageTable | undefined {
  const xs = clustered(rulings.filter(({ across }) => !across).map(({ at }) => at));
  // A page that cuts a row draws no ruling there: the rulings that run down tell where the table ends.
  const down = rulings.filter(({ across }) => !across).flatMap(({ from, to }) => [from, to]);
  const ends = down.length > 0 ? [Math.min(...down), Math.max(...down)] : [];
  const ys = clustered([...rulings.filter(({ across }) => across).map(({ at }) => at), ...ends]);
  if (xs.length < 3 || ys.length < 2) return undefined;
  const [left = 0, right = 0] = [xs[0], xs.at(-1)];
  const [top = 0, bottom = 0] = [ys[0], ys.at(-1)];
  const inside = texts.filter((text) => {
    const middle = text.y - text.size * 0.3;
    return middle > top && middle < bottom && text.x > left - near && text.x < right;
  });
  if (inside.length === 0) return undefined;
  const width = xs.length - 1;
  const height = ys.length - 1;
  const cells: PageText[][][] = Array.from({ length: height }, () => Array.from({ length: width }, () => []));
  const band = (edges: readonly number[], at: number): number =>
    Math.max(
      0,
      Math.min(
        edges.length - 2,
        edges.findLastIndex((edge) => edge <= at),
      ),
    );
  // Where no ruling parts two cells they are one: its text is all put where the cell begins.
  const open = (across: boolean, at: number, from: number, to: number): boolean =>
    !rulings.some(
      (ruling) =>
        ruling.across === across &&
        Math.abs(ruling.at - at) < near &&
        ruling.from < (from + to) / 2 &&
        ruling.to > (from + to) / 2,
    );
  const edge = (edges: readonly number[], index: number): number => edges[index] ?? 0;
  const goesOn = (row: number, column: number): boolean =>
    row > 0 && open(true, edge(ys, row), edge(xs, column), edge(xs, column + 1));
  const isSpread = (row: number, column: number): boolean =>
    column > 0 && open(false, edge(xs, column), edge(ys, row), edge(ys, row + 1));
  for (const text of inside) {
    let column = band(xs, (text.x + Math.min(text.right, text.x + text.size * 2)) / 2);
    let row = band(ys, text.y - text.size * 0.3);
    while (goesOn(row, column)) row--;
    while (isSpread(row, column)) column--;
    cells[row]?.[column]?.push(text);
  }
  const linesIn = (row: number, column: number): string[] =>
    printedLines(cells[row]?.[column] ?? []).map((line) => plain(line.texts));
  const rows = cells.map((own, row) =>
    own.map((_, column) => {
      let from = row;
      while (goesOn(from, column)) from--;
      const text = cellText(linesIn(from, column));
      const isNumber = /^[\dIVXLC.]*$|^[a-zđ]\)?$/u.test(text);
      return from < row && isNumber ? '' : text;
    }),
  );
  return { top, bottom, xs, rows: rows.filter((row) => row.some(Boolean)), texts: new Set(inside) };
}

export function clustered(values: readonly number[]): number[] {
  const found: number[] = [];
  for (const value of values.toSorted((a, b) => a - b)) {
    const last = found.at(-1);
    if (last === undefined || value - last > near) found.push(value);
  }
  return found;
}
