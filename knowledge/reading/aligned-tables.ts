import { fold } from '../text.ts';
import { columnAt, crosses, guttersOf } from './aligned-columns.ts';
import { rowsOf } from './aligned-rows.ts';
import { plain, type PdfPage, type PrintedLine } from './pdf-page.ts';
import type { PageTable } from './pdf-tables.ts';
import { isDutyHeader, isNear, mayBeHeader, sizeOf, titlesApart } from './table-header.ts';

/** What never stands in a table of duties: the end of the document. */
const ending = /^\s*(?:nơi nhận\s*:|(?:TM|KT|TL|TUQ)\.\s)/iu;

const rowBegins = /^\s*(?:\d|[IVX]+\b|[A-Z]\s)/u;

/** In letters' size: how far the next row of one table stands at most. */
const nextRow = 4.5;

/** A table and the lines of the page that it is made of. */
export interface AlignedTable {
  readonly table: PageTable;
  readonly from: number;
  readonly to: number;
}

/**
 * Bảng không kẻ: a table without rulings, by its header and by what stands under it in columns. `before` is the table
 * that ended the page before, which goes on where the lines at the top keep to its columns. Letterheads, signatures
 * and running text have no such header and are none.
 */
export function alignedTable(
  lines: readonly PrintedLine[],
  page: PdfPage,
  before: PageTable | undefined,
): AlignedTable | undefined {
  if (before && !lines.slice(0, 3).some(mayBeHeader)) {
    const to = endOf(lines, 0, gutters(before));
    const isFilled = (line: PrintedLine) =>
      columnsIn(line, gutters(before)).size * 2 > gutters(before).length;
    if (lines.slice(0, to).some(isFilled)) return tableOf(lines.slice(0, to), 0, gutters(before), page);
  }
  for (const [at, line] of lines.entries()) {
    if (!mayBeHeader(line)) continue;
    const found = tableFrom(lines, at, page, before);
    if (found) return found;
  }
  return undefined;
}

function tableFrom(
  lines: readonly PrintedLine[],
  at: number,
  page: PdfPage,
  before: PageTable | undefined,
): AlignedTable | undefined {
  const header = lines.slice(at, endOfHeader(lines, at, before));
  const body = lines.slice(at + header.length, at + header.length + 60);
  const stop = body.findIndex((line, index) => isEnd(line, body[index - 1] ?? header.at(-1)));
  const known = before && fits(header, gutters(before)) ? gutters(before) : undefined;
  const own = known ?? guttersOf(header.map(titlesApart), stop < 0 ? body : body.slice(0, stop));
  if (own.length < 2) return undefined;
  let from = at;
  // Titles of more lines stand higher than those of one, where titles stand half way down.
  while (from > 0 && isNear(lines[from - 1], lines[from]) && fits(lines.slice(from - 1, from), own)) from--;
  const to = endOf(lines, at + header.length, own);
  const under = between(header.at(-1), lines[at + header.length]);
  const table = tableOf(lines.slice(0, to), from, own, page, under);
  const [first = []] = table.table.rows;
  return table.table.rows.length > 1 && isDutyHeader(first) ? table : undefined;
}

/** Behind the lines of a header: where a number begins a row, or where the words are no more those of the one before. */
function endOfHeader(lines: readonly PrintedLine[], at: number, before: PageTable | undefined): number {
  const known = fold(before?.rows[0]?.join(' ') ?? '');
  const isRepeated = (line: PrintedLine | undefined) =>
    line?.texts.every(({ text }) => known.includes(fold(text).trim())) ?? false;
  const isAgain = isRepeated(lines[at]);
  let to = at + 1;
  while (to < at + 4 && isNear(lines[to - 1], lines[to]) && !rowBegins.test(textOf(lines[to]))) {
    if (isAgain && !isRepeated(lines[to])) break;
    to++;
  }
  return to;
}

/** The line behind the last one that keeps to the columns, titles over rows among them. */
function endOf(lines: readonly PrintedLine[], at: number, own: readonly number[]): number {
  let to = at;
  for (let next = at; next < lines.length; next++) {
    const line = lines[next];
    if (!line || isEnd(line, lines[next - 1]) || (next > at && mayBeHeader(line))) break;
    if (own.some((gutter) => crosses(line, gutter))) {
      const columns = columnsIn(line, own);
      // Read as one stretch across two columns, beside others.
      if (columns.size < 3 && next - to > 2) break;
      if (columns.size > 2) to = next + 1;
    } else to = next + 1;
  }
  return to;
}

function isEnd(line: PrintedLine, before: PrintedLine | undefined): boolean {
  return (
    line.texts.some(({ text }) => ending.test(text)) ||
    (before !== undefined && line.y - before.y > sizeOf(line) * nextRow)
  );
}

/** Half way between two lines. */
function between(a: PrintedLine | undefined, b: PrintedLine | undefined): number[] {
  return a && b ? [(a.y + b.y) / 2] : [];
}

function tableOf(
  lines: readonly PrintedLine[],
  from: number,
  own: readonly number[],
  page: PdfPage,
  headerEnd: readonly number[] = [],
): AlignedTable {
  const inside = lines.slice(from);
  const [top, bottom] = [inside[0]?.y ?? 0, inside.at(-1)?.y ?? 0];
  const parting = page.rulings.filter(({ across }) => across).map(({ at }) => at);
  return {
    from,
    to: lines.length,
    table: {
      top,
      bottom,
      xs: [0, ...own, page.width],
      rows: rowsOf(inside, own, [...parting, ...headerEnd]),
      texts: new Set(inside.flatMap(({ texts }) => texts)),
    },
  };
}

function gutters({ xs }: PageTable): readonly number[] {
  return xs.slice(1, -1);
}

function fits(lines: readonly PrintedLine[], own: readonly number[]): boolean {
  return !lines.some((line) => own.some((gutter) => crosses(line, gutter)));
}

function columnsIn(line: PrintedLine, own: readonly number[]): ReadonlySet<number> {
  return new Set(line.texts.map((text) => columnAt(text, own)));
}

function textOf(line: PrintedLine | undefined): string {
  return line ? plain(line.texts) : '';
}
