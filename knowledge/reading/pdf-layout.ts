import { alignedTable } from './aligned-tables.ts';
import { joined, plain, printedLines, type PageText, type PdfPage, type PrintedLine } from './pdf-page.ts';
import { pageTables, type PageTable } from './pdf-tables.ts';
import { isLayout, rowLine } from './table-lines.ts';

/** A line of running text. */
export interface TextLine {
  readonly text: string;
  /** Ended by the margin, not by its writer: the paragraph goes on. */
  readonly wraps: boolean;
}

/** What stands on a page from top to bottom. */
export type PagePart =
  | { readonly kind: 'lines'; readonly lines: readonly TextLine[] }
  | { readonly kind: 'table'; readonly table: PageTable };

/**
 * Parts pages: tables, ruled or set in columns alone, and between them lines; text set in two columns reads column by
 * column.
 */
export function partsOfPages(pages: readonly PdfPage[]): PagePart[][] {
  let last: PagePart | undefined;
  return pages.map((page) => {
    const parts = partsOfPage(page, last?.kind === 'table' ? last.table : undefined);
    last = parts.at(-1);
    return parts;
  });
}

function partsOfPage(page: PdfPage, before: PageTable | undefined): PagePart[] {
  const tables = pageTables(page).filter(({ rows }) => !isLayout(rows));
  const inTables = new Set(tables.flatMap(({ texts }) => [...texts]));
  const lines = printedLines(page.texts.filter((text) => !inTables.has(text)));
  const parts: PagePart[] = [];
  let from = Number.NEGATIVE_INFINITY;
  for (const table of [...tables, undefined]) {
    const to = table?.top ?? Number.POSITIVE_INFINITY;
    const own = lines.filter(({ y }) => y > from && y <= to);
    parts.push(...partsOfLines(own, page, parts.length === 0 ? before : undefined));
    if (table) parts.push({ kind: 'table', table });
    from = to;
  }
  return parts;
}

/** Lines with the tables among them that no rulings show. */
function partsOfLines(
  lines: readonly PrintedLine[],
  page: PdfPage,
  before: PageTable | undefined,
): PagePart[] {
  if (lines.length === 0) return [];
  const found = alignedTable(lines, page, before);
  if (!found) return [{ kind: 'lines', lines: runningText(lines, page) }];
  const { table, from, to } = found;
  const above = lines.slice(0, from);
  return [
    ...(above.length > 0 ? [{ kind: 'lines', lines: runningText(above, page) } as const] : []),
    { kind: 'table', table },
    ...partsOfLines(lines.slice(to), page, undefined),
  ];
}

/** Printed lines as text: a blank line where the page leaves a gap, aligned columns kept apart by spaces. */
function runningText(lines: readonly PrintedLine[], page: PdfPage): TextLine[] {
  const found: TextLine[] = [];
  const add = (text: string, wraps = false) => found.push({ text, wraps });
  const margins = marginsOf(lines, page);
  for (let at = 0; at < lines.length;) {
    const block = columnBlock(lines, at, page);
    if (block.length > 0) {
      const [left, right] = sides(block, page);
      for (const text of ['', ...left, '', ...right, '']) add(text);
      at += block.length;
      continue;
    }
    const line = lines[at];
    const before = lines[at - 1];
    if (line) {
      const size = Math.max(...line.texts.map((text) => text.size));
      if (before && line.y - before.y > size * 2) add('');
      add(lineText(line), isWrapped(line, lines[at + 1], margins));
    }
    at++;
  }
  return found;
}

interface Margins {
  readonly left: number;
  readonly right: number;
}

/** Where full lines begin and end. */
function marginsOf(lines: readonly PrintedLine[], page: PdfPage): Margins {
  const body = lines.filter((line) => isBodyLine(line, page));
  if (body.length === 0) return { left: 0, right: page.width };
  return {
    left: Math.min(...body.map(({ texts }) => texts[0]?.x ?? 0)),
    right: Math.max(...body.map(({ texts }) => texts.at(-1)?.right ?? 0)),
  };
}

/** Words that no line of its own ends with. */
const dangling = /\s(?:và|các|của|cho|với|theo|trong|trên|tại|từ|số|những|được|do)\s*$/u;

/** Whether the first word of the next line did not fit on a line. */
function isWrapped(
  { texts }: PrintedLine,
  next: PrintedLine | undefined,
  { left, right: margin }: Margins,
): boolean {
  const parts = joined(texts);
  const [first] = parts;
  if (parts.length !== 1 || !first) return false;
  if (dangling.test(first.text)) return true;
  if (!next) return first.right > margin - first.size * 4;
  const [after, ...more] = joined(next.texts);
  if (!after || more.length > 0) return false;
  // The middle of a sentence goes on, however short its line.
  if (/^\p{Ll}[^).]/u.test(after.text.trim()) && !/[.;:]\s*$/u.test(first.text)) return true;
  const isIndented = after.x > left + after.size * 0.8 && after.x > first.x + 1;
  if (isIndented) return false;
  const word = after.text.trim().split(/\s/u)[0]?.length ?? 0;
  const letter = (after.right - after.x) / Math.max(1, after.text.length);
  return first.right + (word + 0.7) * letter > margin;
}

/** Chữ trên văn bản đặt hai cột: the letterhead and the place of the signature, with what marks them. */
const twoColumns = /cộng h(?:òa|oà) xã hội chủ nghĩa|đảng cộng sản việt nam|^\s*nơi nhận\s*:/iu;

/** The lines of a letterhead or signature block that begins at a line; empty where none does. */
function columnBlock(lines: readonly PrintedLine[], at: number, page: PdfPage): PrintedLine[] {
  const [first, second] = lines.slice(at, at + 2);
  const marks = (line: PrintedLine | undefined): boolean =>
    line !== undefined && joined(line.texts).some(({ text }) => twoColumns.test(text));
  // The other column may begin one line higher; what stands there on the left is the end of the text before.
  const isLetterhead = at < 2 && marks(second);
  const isHigher = marks(second) && (first?.texts[0]?.x ?? 0) > middle(page);
  if (!first || !(marks(first) || isLetterhead || isHigher) || (at > 0 && isBodyLine(first, page))) return [];
  const block: PrintedLine[] = [];
  let both = 0;
  for (const line of lines.slice(at, at + 30)) {
    if (isBodyLine(line, page)) break;
    const before = block.at(-1);
    const size = Math.max(...line.texts.map((text) => text.size));
    // The title of the document stands in the middle, behind the letterhead.
    if (block.length > 1 && isCentred(line, page)) break;
    if (before && both > 0 && line.y - before.y > size * 9) break;
    block.push(line);
    if (joined(line.texts).length > 1) both++;
  }
  return both > 0 ? block : [];
}

function middle(page: PdfPage): number {
  const left = Math.min(...page.texts.map(({ x }) => x));
  const right = Math.max(...page.texts.map((text) => text.right));
  return (left + right) / 2;
}

function isBodyLine({ texts }: PrintedLine, page: PdfPage): boolean {
  return joined(texts).some(({ x, right }) => right - x > page.width * 0.6);
}

function isCentred({ texts }: PrintedLine, page: PdfPage): boolean {
  const all = joined(texts);
  const [first] = all;
  if (all.length !== 1 || !first) return false;
  const centre = (first.x + first.right) / 2;
  return Math.abs(centre - middle(page)) < page.width * 0.06 && first.x < middle(page) - 10;
}

function sides(block: readonly PrintedLine[], page: PdfPage): readonly [string[], string[]] {
  const stretches = block.flatMap(({ texts }) => joined(texts));
  const split = gapNear(stretches, middle(page));
  const side = (isLeft: boolean): string[] =>
    block
      .map(({ texts }) => plain(joined(texts).filter((text) => text.x < split === isLeft)))
      .filter(Boolean);
  return [side(true), side(false)];
}

/** The place near the middle that the fewest stretches cross. */
function gapNear(stretches: readonly PageText[], centre: number): number {
  const starts = stretches.map(({ x }) => x - 1).filter((x) => Math.abs(x - centre) < 140);
  const crossed = (at: number): number =>
    stretches.filter(({ x, right }) => x < at && right > at).length * 1000 + Math.abs(at - centre);
  return [centre, ...starts].reduce((best, at) => (crossed(at) < crossed(best) ? at : best));
}

/** One line: its stretches at the places where they stand when there are several. */
function lineText({ texts }: PrintedLine): string {
  const parts = joined(texts);
  if (parts.length === 1) return plain(texts);
  const [first] = parts;
  const letter = (first?.size ?? 12) * 0.5;
  return parts.reduce((text, part) => {
    const at = Math.round(part.x / letter);
    return `${text.padEnd(Math.max(text.length + (text ? 2 : 0), at))}${plain([part])}`;
  }, '');
}

/** The rows of a table for the reader of tables. */
export function tableText(rows: readonly (readonly string[])[]): string[] {
  return ['', ...rows.map(rowLine), ''];
}
