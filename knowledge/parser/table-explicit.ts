import type { LineRange } from '../assignment.ts';
import { fold, squeeze } from '../text.ts';
import { chunksOf, cutAt } from './table-aligned.ts';
import { columnOf, isHeader, likelyColumn, settle, withActors, type Column } from './table-columns.ts';
import { textOf, type CellPart, type Grid, type GridRow } from './table-grid.ts';
import { isMarked, withPeriods } from './table-months.ts';

/** A line of a table whose cell boundaries are printed. */
interface CutLine {
  readonly cells: readonly string[];
  readonly line: number;
}

/**
 * Tables whose cells are parted by pipes or tabs: markdown, ruled text, a scan with its rules kept, and what the
 * readers of Word and PDF files print. A cell may go on over several lines.
 */
export function readExplicitTables(lines: readonly string[]): ExplicitTables {
  const duties: Grid[] = [];
  const data: Grid[] = [];
  for (let at = 0; at < lines.length; at++) {
    const mark = markOf(lines[at] ?? '');
    if (!mark) continue;
    const end = endOfRun(lines, at, mark);
    const grid = readRun(lines, at, end, mark);
    if (grid && grid.rows.length > 0 && tellsDuties(grid)) duties.push(grid);
    else data.push(...readData(lines, at, end, mark));
    at = end - 1;
  }
  return { duties, data };
}

export interface ExplicitTables {
  /** Tables that say what is to be done, and by whom or when. */
  readonly duties: readonly Grid[];
  /** Tables of anything else: members of a team, targets, money by village. */
  readonly data: readonly Grid[];
}

/** What parts the cells: a sign, or the places at which the columns of aligned text begin. */
type Mark = '|' | '\t' | readonly number[];

function markOf(line: string): Mark | undefined {
  if (line.split('|').length > 2) return '|';
  if (line.trim().split('\t').length > 2) return '\t';
  const chunks = chunksOf(line);
  const { known } = columnsOfTitles(chunks.map(({ text }) => text));
  return known > 2 && known >= chunks.length - 1 ? chunks.map(({ at }) => at) : undefined;
}

/** What the titles mean, and of how many of them it is certain. */
function columnsOfTitles(titles: readonly string[]): {
  readonly columns: readonly Column[];
  readonly known: number;
} {
  const read = titles.map((title) => columnOf(title) ?? likelyColumn(title));
  const columns = withActors(withPeriods(read));
  const isKnown = (column: Column, index: number): boolean =>
    column !== read[index] || columnOf(column.title) !== undefined;
  return { columns, known: columns.filter(isKnown).length };
}

/** Whether a line can be of the table: with the sign, or with its words where columns begin. */
function belongs(line: string, mark: Mark): boolean {
  if (typeof mark === 'string') return line.includes(mark);
  const chunks = chunksOf(line);
  const placed = chunks.filter(({ at }) => mark.some((start) => Math.abs(start - at) <= 2));
  return (
    chunks.length > 0 && placed.length * 2 >= chunks.length && (chunks.length > 1 || (chunks[0]?.at ?? 0) > 0)
  );
}

const rule = /^[\s|+:=─┼├┤-]*[-=─]{3}[\s|+:=─┼├┤-]*$/u;

/** The first line behind the table: blank lines, rules and banners belong to it, another line without its mark does not. */
function endOfRun(lines: readonly string[], from: number, mark: Mark): number {
  let end = from + 1;
  for (let at = from + 1; at < lines.length; at++) {
    const line = lines[at] ?? '';
    if (belongs(line, mark) || rule.test(line)) end = at + 1;
    else if (line.trim() !== '' && !isBanner(lines, at, from, mark)) break;
  }
  return end;
}

/** "QUÝ I", "THÁNG 01" alone on a line: a title over rows, whose merged cell a text export prints without the sign. */
function isBanner(lines: readonly string[], at: number, from: number, mark: Mark): boolean {
  const line = squeeze(lines[at] ?? '');
  if (line === '' || line.length > 90 || /[.;,]$/u.test(line)) return false;
  let between = 0;
  let next = at + 1;
  for (; next < lines.length && !belongs(lines[next] ?? '', mark); next++) {
    const other = squeeze(lines[next] ?? '');
    if (other === '') continue;
    if (between === 2 || other.length > 90) return false;
    between++;
  }
  const follows = lines[next];
  if (follows === undefined) return false;
  // under "I. Hạ tầng" in aligned text the next row goes on in the columns; elsewhere a heading ends the table
  if (typeof mark !== 'string') return between === 0 && chunksOf(follows).length >= mark.length - 2;
  if (outside.test(line)) return false;
  const above = lines.slice(from, at).findLast((other) => belongs(other, mark)) ?? '';
  const titles = cut(follows, mark, undefined).filter((cell) => columnOf(cell) !== undefined).length;
  return follows.split(mark).length === above.split(mark).length && titles < 3;
}

/** What ends a table although rows of the same width follow: a heading, another table's title, the end of the plan. */
const outside =
  /^(?:[IVX]+\.\s|\d{1,2}\.\s|Điều \d|Nơi nhận|Trên đây|Ghi chú|PHỤ LỤC|Phụ lục|Bảng|Biểu|BẢNG|BIỂU|TM\.|KT\.)/u;

function readRun(lines: readonly string[], from: number, end: number, mark: Mark): Grid | undefined {
  for (let start = from; start < Math.min(end, from + 4); start++) {
    const header = readHeader(lines, start, end, mark);
    if (header) return readBody(lines, header, end, mark, start);
  }
  return undefined;
}

/** A table whose titles name no duty; none where the first line is no line of titles or nothing follows it. */
function readData(lines: readonly string[], from: number, end: number, mark: Mark): readonly Grid[] {
  if (typeof mark !== 'string') return [];
  const titles = cut(lines[from] ?? '', mark, undefined);
  const named = titles.filter(
    (title) => /\p{L}/u.test(title) && title.length <= 60 && !/[.;:]$/u.test(title),
  );
  if (named.length < 2 || named.length < titles.length) return [];
  const isNumber = (title: string) => columnOf(title)?.role === 'number';
  // the first cell that is no number tells rows apart, as a task does
  const content = titles.findIndex((title) => !isNumber(title));
  const columns = titles.map((title, index): Column => {
    const role = isNumber(title) ? 'number' : index === content ? 'task' : 'other';
    return { role, general: false, title: squeeze(title) };
  });
  const grid = readBody(lines, { columns, width: titles.length, to: from + 1 }, end, mark, from);
  const filled = grid.rows.filter(({ cells }) => cells.filter((cell) => cell.length > 0).length > 1);
  return filled.length > (mark === '\t' ? 1 : 0) ? [grid] : [];
}

interface Header {
  readonly columns: readonly Column[];
  readonly width: number;
  /** Index of the first line of the body. */
  readonly to: number;
}

/** The titles over one line or more: the reading that knows the most columns. */
function readHeader(lines: readonly string[], from: number, end: number, mark: Mark): Header | undefined {
  const titles: string[] = [];
  let best: { columns: readonly Column[]; known: number; to: number } | undefined;
  for (let at = from; at < Math.min(end, from + 5); at++) {
    const line = lines[at] ?? '';
    if (rule.test(line)) {
      if (titles.length > 0) break;
      continue;
    }
    if (!belongs(line, mark)) continue;
    const cells = cut(line, mark, titles.length || undefined);
    // a title that reaches down over both lines is one title
    cells.forEach((cell, index) => {
      if (cell !== titles[index]) titles[index] = squeeze(`${titles[index] ?? ''} ${cell}`);
    });
    const { columns, known } = columnsOfTitles(titles);
    if ((isHeader(columns) || isSchedule(columns) || saysWhoDoes(columns)) && known >= (best?.known ?? 2))
      best = { columns, known, to: at + 1 };
  }
  return best && { columns: withWhatIsDone(settle(best.columns)), width: best.columns.length, to: best.to };
}

/** Columns of months make no table of duties by themselves: what fills them must be marks, not figures. */
function tellsDuties(grid: Grid): boolean {
  const others = grid.columns.filter(({ role }) => role !== 'period');
  return isMarked(grid) || isHeader(others) || isSchedule(others) || saysWhoDoes(others);
}

/** "Thôn | Địa điểm | Đơn vị thực hiện | Thời gian": who and when, and no column of tasks. */
function isSchedule(columns: readonly Column[]): boolean {
  const has = (role: Column['role']): boolean => columns.some((column) => column.role === role);
  return !has('task') && has('lead') && has('time');
}

/** "Việc | Người chịu trách nhiệm": where the cells are parted by a sign, these two make a table of duties. */
const saysWhoDoes = (columns: readonly Column[]): boolean =>
  columns.some(({ role }) => role === 'task') && columns.some(({ role }) => role === 'lead');

/** The other columns of a schedule tell what is done. */
function withWhatIsDone(columns: readonly Column[]): readonly Column[] {
  if (!isSchedule(columns)) return columns;
  return columns.map((column) => (column.role === 'other' ? { ...column, role: 'task' } : column));
}

/** The cells of a line; outer pipes are no cells. */
function cut(line: string, mark: Mark, width: number | undefined): string[] {
  if (typeof mark !== 'string') return cutAt(line, mark);
  const cells = line
    .replace(/<br\s*\/?>/giu, ' ')
    .split(mark)
    .map((cell) => cell.replace(/\*\*|__/g, '').trim());
  const outer = cells.length > 2 && cells[0] === '' && cells.at(-1) === '';
  if (outer && (width === undefined || cells.length === width + 2)) return cells.slice(1, -1);
  if (width !== undefined && cells.length === width + 1 && cells[0] === '' && mark === '|')
    return cells.slice(1);
  if (width !== undefined && cells.length === width + 1 && cells.at(-1) === '') return cells.slice(0, -1);
  return cells;
}

function readBody(
  lines: readonly string[],
  { columns, width, to }: Header,
  end: number,
  mark: Mark,
  from: number,
): Grid {
  const titles = columns.map(({ title }) => fold(title));
  const blocks: CutLine[][] = [[]];
  let ruled = 0;
  for (let at = to; at < end; at++) {
    const line = lines[at] ?? '';
    if (rule.test(line)) {
      ruled++;
      blocks.push([]);
    } else if (belongs(line, mark)) {
      const cells = cut(line, mark, width);
      const isTitle = cells.every((cell, index) => cell === '' || titles[index]?.includes(fold(cell)));
      const isCount =
        cells.every((cell) => /^(?:\(?\d{1,2}\)?|[A-Z])?$/.test(cell)) && cells.filter(Boolean).length > 2;
      if (cells.some(Boolean) && !isTitle && !isCount) blocks.at(-1)?.push({ cells, line: at + 1 });
    } else if (line.trim() !== '') {
      blocks.at(-1)?.push({ cells: columns.map(() => squeeze(line)), line: at + 1 });
    }
  }
  const filled = blocks.filter((block) => block.length > 0);
  const rows =
    ruled > 1 && filled.length > 1
      ? filled
      : filled.flatMap((block) => rowsOf(block, columns, typeof mark !== 'string'));
  const last = filled.at(-1)?.at(-1)?.line ?? to;
  return { columns, rows: rows.map((row) => toGridRow(row, width)), lines: [from + 1, last] };
}

const partyLabel = /^[-–+.•\s]*(?:trach nhiem|chu tri|don vi chu tri|co quan chu tri)\s*:/;

/** Which lines make a row, where no rules are printed between rows. */
function rowsOf(
  lines: readonly CutLine[],
  columns: readonly Column[],
  wrapped: boolean,
): readonly CutLine[][] {
  const at = (role: Column['role']): number => columns.findIndex((column) => column.role === role);
  const [number, task, lead, time] = [at('number'), at('task'), at('lead'), at('time')];
  const has = (line: CutLine, column: number): boolean => column >= 0 && (line.cells[column] ?? '') !== '';
  const labelled = lines.filter((line) => partyLabel.test(fold(line.cells[lead] ?? ''))).length;
  const numbered = lines.filter((line) => has(line, number)).length;
  const full = lines.filter(
    (line) => has(line, task) && (has(line, lead) || has(line, time) || has(line, number)),
  ).length;
  if (!wrapped && (full >= lines.length * 0.8 || lines.length < 3)) return lines.map((line) => [line]);
  const opens = (line: CutLine): boolean => {
    if (labelled > 1) return partyLabel.test(fold(line.cells[lead] ?? ''));
    if (numbered > 1) return has(line, number);
    return has(line, task) && line.cells.filter(Boolean).length > 2;
  };
  const rows: CutLine[][] = [];
  for (const line of lines) {
    if (rows.length === 0 || opens(line)) rows.push([line]);
    else rows.at(-1)?.push(line);
  }
  return rows;
}

function toGridRow(lines: readonly CutLine[], width: number): GridRow {
  const cells: CellPart[][] = Array.from({ length: width }, () => []);
  for (const { cells: own, line } of lines) {
    own.forEach((text, index) => {
      if (text !== '') cells[Math.min(index, width - 1)]?.push({ text, line });
    });
  }
  const texts = cells.map(textOf).filter(Boolean);
  const spread =
    texts.length > 1 && new Set(texts.slice(-(width - 1))).size === 1 && texts.length >= width - 1;
  const range: LineRange = [lines[0]?.line ?? 0, lines.at(-1)?.line ?? 0];
  const distinct = new Set(texts).size === 1 ? 1 : 2;
  return {
    cells: spread ? cells.map((cell, index) => (index < distinct ? cell : [])) : cells,
    pieces: [range],
    group: spread,
  };
}
