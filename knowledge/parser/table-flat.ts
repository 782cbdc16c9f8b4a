import { fold, squeeze } from '../text.ts';
import { atomsOf, type Atom, type BodyLine } from './table-atoms.ts';
import { columnsOf, isHeader, settle, type Column } from './table-columns.ts';
import { GROUP, cutRows, type Segment } from './table-cut.ts';
import type { CellPart, Grid, GridRow } from './table-grid.ts';
import { withoutGuessedUnits } from './table-short-rows.ts';

interface Header {
  readonly columns: readonly Column[];
  /** Index of its first line, and of the first line behind it. */
  readonly from: number;
  readonly to: number;
}

const mostHeaderLines = 40;

/**
 * Tables whose cells were printed one after another, as text extraction leaves them: a header ("TT Nội dung …",
 * over one line or many), then the cells row by row, each wrapped over short lines.
 */
export function readFlatTables(lines: readonly string[]): readonly Grid[] {
  const grids: Grid[] = [];
  for (let at = 0; at < lines.length; at++) {
    const header = readHeader(lines, at);
    if (!header) continue;
    const end = endOfTable(lines, header);
    const grid = readBody(lines, header, end);
    if (grid.rows.length > 0) grids.push(grid);
    at = end - 1;
  }
  return grids;
}

function readHeader(lines: readonly string[], from: number): Header | undefined {
  const first = fold(squeeze(lines[from] ?? ''));
  if (
    !first ||
    first.includes('|') ||
    !/^(?:s?tt\b|so tt|so thu tu|noi dung|nhiem vu|cong viec|ten |hoat dong|cac |thoi (?:gian|han)|thoi$|don vi|don$|co quan|co$|noi$|nhiem$|cong$|chi tieu|muc tieu|giai phap|bo phan|phong|nguoi |ai |viec(?! )|viec (?:phai|can) lam|khi nao|bao gio)/.test(
      first,
    )
  ) {
    return undefined;
  }
  let text = '';
  let found: Header | undefined;
  for (let at = from, used = 0; at < lines.length && used < mostHeaderLines; at++) {
    const line = squeeze(lines[at] ?? '');
    if (!line) continue;
    // the number column is titled once
    if (used++ > 0 && /^s?tt$/i.test(line)) break;
    text = text ? `${text} ${line}` : line;
    if (text.length > 400) break;
    const columns = columnsOf(text);
    if (columns && isHeader(columns)) found = { columns: settle(columns), from, to: at + 1 };
  }
  return found;
}

/** The first line that cannot be the table's: the next heading, "Nơi nhận", another annex, or prose as wide as a page. */
function endOfTable(lines: readonly string[], header: Header): number {
  const dotted = usesDots(lines, header);
  for (let at = header.to; at < lines.length; at++) {
    const again = sameHeader(lines, header, at);
    if (again !== undefined) {
      at = again - 1;
      continue;
    }
    const line = squeeze(lines[at] ?? '');
    if (/^(?:Nơi nhận|Trên đây là|PHỤ LỤC|Phụ lục [IVX\d]|BIỂU|Ghi chú\s*:)/u.test(line)) return at;
    if (/^[IVX]+\.\s+\p{Lu}{2}/u.test(line) && line === line.toUpperCase()) return at;
    if (!dotted && /^\d{1,2}\.\s+\p{Lu}/u.test(line)) return at;
    if (at > header.to + 2 && readHeader(lines, at)) return at;
  }
  return lines.length;
}

/** Rows numbered "1." rather than "1". */
function usesDots(lines: readonly string[], header: Header): boolean {
  return /^\d{1,2}(?:\.\d+)*\./.test(
    lines
      .slice(header.to)
      .map(squeeze)
      .find((line) => /^\d{1,2}[.\s]|^\d{1,2}$/.test(line)) ?? '',
  );
}

function sameHeader(lines: readonly string[], header: Header, at: number): number | undefined {
  const wanted = headerText(lines, header.from, header.to);
  let text = '';
  for (let index = at; index < lines.length && text.length < wanted.length; index++) {
    text += fold(lines[index] ?? '').replace(/\s+/g, '');
    if (text === wanted) return index + 1;
  }
  return undefined;
}

function headerText(lines: readonly string[], from: number, to: number): string {
  return fold(lines.slice(from, to).join('')).replace(/\s+/g, '');
}

function readBody(lines: readonly string[], header: Header, end: number): Grid {
  const body: BodyLine[] = [];
  let afterBreak: BodyLine['afterBreak'];
  for (let at = header.to; at < end; at++) {
    const again = sameHeader(lines, header, at);
    if (again !== undefined) {
      afterBreak = 'header';
      at = again - 1;
      continue;
    }
    const text = (lines[at] ?? '').replace(/\f/g, '').trimEnd();
    if (!text.trim() || isColumnCount(text, header) || isPageNumber(lines, at)) continue;
    const startsPage = /^[\f ]\S/.test(lines[at] ?? '') && body.length > 0;
    body.push({ text, line: at + 1, afterBreak: afterBreak ?? (startsPage ? 'page' : undefined) });
    afterBreak = undefined;
  }
  const atoms = atomsOf(body);
  const segments = cutRows(atoms, header.columns);
  const rows = withoutGuessedUnits(rowsOf(atoms, segments, header.columns.length), header.columns);
  const last = body.at(-1)?.line ?? header.to;
  return { columns: header.columns, rows, lines: [header.from + 1, last] };
}

/** "(1) (2) (3) (4)", "1 2 3 4 5" under the titles. */
function isColumnCount(text: string, { columns }: Header): boolean {
  const numbers = text.trim().split(/\s+/);
  return (
    numbers.length > 2 &&
    numbers.length >= columns.length - 1 &&
    numbers.every((word, index) => new RegExp(`^\\(?${index + 1}\\)?$|^[A-Z]$`).test(word))
  );
}

/** A number alone at the end of a page. */
function isPageNumber(lines: readonly string[], at: number): boolean {
  return (
    /^\s*-?\s*\d{1,3}\s*-?\s*$/.test(lines[at] ?? '') &&
    (lines.slice(at + 1).find((line) => line.trim() !== '' || line.includes('\f')) ?? '').startsWith('\f')
  );
}

function rowsOf(atoms: readonly Atom[], segments: readonly Segment[], columns: number): GridRow[] {
  const rows: { cells: CellPart[][]; atoms: Atom[]; group: boolean }[] = [];
  for (const segment of segments) {
    if (segment.opens || rows.length === 0) {
      rows.push({ cells: Array.from({ length: columns }, () => []), atoms: [], group: false });
    }
    const row = rows.at(-1);
    if (!row) continue;
    const own = atoms.slice(segment.from, segment.to);
    const title = segment.column === GROUP;
    row.group ||= title;
    row.atoms.push(...own);
    const cell = title ? (row.cells[0]?.length ?? 0) : segment.column;
    row.cells[cell]?.push(...own.map(({ text, line }) => ({ text, line })));
  }
  return rows.map(({ cells, atoms: own, group }) => ({ cells, pieces: piecesOf(own), group }));
}

/** Contiguous lines between page headers. */
function piecesOf(atoms: readonly Atom[]): [number, number][] {
  const pieces: [number, number][] = [];
  for (const { line, afterBreak } of atoms) {
    const last = pieces.at(-1);
    if (!last || afterBreak === 'header') pieces.push([line, line]);
    else last[1] = line;
  }
  return pieces;
}
