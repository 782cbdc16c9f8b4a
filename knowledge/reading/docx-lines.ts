import { readNumbering } from './docx-numbering.ts';
import { readStyleLists } from './docx-styles.ts';
import { shownIn } from './legacy-text.ts';
import { cellText, isLayout, rowLine } from './table-lines.ts';
import { UnreadableFile } from './unreadable-file.ts';
import { xmlEvents } from './xml-events.ts';
import { openZip, type ZipParts } from './zip-parts.ts';

interface Cell {
  readonly lines: string[];
  span: number;
  /** Goes on with the cell above it. */
  goesOn: boolean;
}

interface Table {
  readonly rows: Cell[][];
}

interface Paragraph {
  text: string;
  style: string;
  list: { list?: string; level?: number };
}

/** How a stretch of text is shown. */
interface Run {
  readonly font: string;
  readonly isHidden: boolean;
  readonly isCapital: boolean;
}

const plainRun: Run = { font: '', isHidden: false, isCapital: false };

function shown(text: string, { font, isCapital }: Run): string {
  const found = shownIn(font, text);
  return isCapital ? found.toUpperCase() : found;
}

/** Of a switch that Word leaves out its value when it is on. */
function isOn(value: string): boolean {
  return value !== 'false' && value !== '0' && value !== 'off';
}

/** Parts of a document that are not its text: deleted or moved words, the fallback of a drawing. */
const skipped = new Set(['w:del', 'w:moveFrom', 'mc:Fallback', 'w:instrText', 'w:pPrChange', 'w:rPrChange']);

/**
 * The lines of a Word document: a line for each paragraph with the number that Word prints before it, a line for
 * each row of a table. Headers and footers of the page are left out; tables that only place text are written out
 * cell by cell.
 */
export function docxLines(bytes: Buffer): string[] {
  const zip = openZip(bytes);
  const names = [...zip.names];
  if (names.some((name) => /vbaProject\.bin$|vbaData\.xml$/iu.test(name)))
    throw new UnreadableFile('macros', 'Tệp Word có macro: hãy lưu lại thành .docx không macro rồi thêm.');
  const xml = zip.read('word/document.xml');
  if (xml === undefined)
    throw new UnreadableFile('wrong-kind', 'Tệp không phải văn bản Word (.docx): không mở.');
  return readBody(xml, zip);
}

function readBody(xml: string, zip: ZipParts): string[] {
  const numbering = readNumbering(zip.read('word/numbering.xml'));
  const styles = readStyleLists(zip.read('word/styles.xml'));
  const lines: string[] = [];
  const tables: Table[] = [];
  const paragraphs: Paragraph[] = [];
  let skipping: { readonly name: string; depth: number } | undefined;
  let isText = false;
  let run: Run = plainRun;
  const sink = (): string[] => tables.at(-1)?.rows.at(-1)?.at(-1)?.lines ?? lines;
  const add = (text: string): void => {
    const paragraph = paragraphs.at(-1);
    if (paragraph) paragraph.text += text;
  };
  for (const { kind, name, attributes, text } of xmlEvents(xml)) {
    if (skipping) {
      if (name === skipping.name) skipping.depth += kind === 'open' ? 1 : -1;
      if (skipping.depth === 0) skipping = undefined;
      continue;
    }
    if (kind === 'text') {
      if (isText && !run.isHidden) add(shown(text, run));
      continue;
    }
    const opens = kind === 'open';
    const value = attributes['w:val'] ?? '';
    const table = tables.at(-1);
    const cell = table?.rows.at(-1)?.at(-1);
    const paragraph = paragraphs.at(-1);
    if (opens && skipped.has(name)) skipping = { name, depth: 1 };
    else if (name === 'w:t') isText = opens;
    else if (name === 'w:r') run = plainRun;
    else if (name === 'w:p') {
      if (opens) paragraphs.push({ text: '', style: '', list: {} });
      else {
        const ended = paragraphs.pop();
        if (ended) sink().push(...linesOf(ended, tables.length > 0));
      }
    } else if (name === 'w:tbl') {
      if (opens) tables.push({ rows: [] });
      else {
        const ended = tables.pop();
        if (ended) sink().push(...tableLines(ended));
      }
    } else if (!opens) continue;
    else if (name === 'w:rFonts')
      run = { ...run, font: attributes['w:ascii'] ?? attributes['w:hAnsi'] ?? '' };
    else if (name === 'w:vanish') run = { ...run, isHidden: isOn(value) };
    else if (name === 'w:caps') run = { ...run, isCapital: isOn(value) };
    else if (name === 'w:tr') table?.rows.push([]);
    else if (name === 'w:tc') table?.rows.at(-1)?.push({ lines: [], span: 1, goesOn: false });
    else if (name === 'w:gridSpan' && cell) cell.span = Math.max(1, Math.min(60, Number(value) || 1));
    else if (name === 'w:vMerge' && cell) cell.goesOn = value !== 'restart';
    else if (name === 'w:pStyle' && paragraph) paragraph.style = value;
    else if (name === 'w:numId' && paragraph) paragraph.list.list = value;
    else if (name === 'w:ilvl' && paragraph) paragraph.list.level = Number(value) || 0;
    else if (name === 'w:br' || name === 'w:cr') add('\n');
    else if (name === 'w:tab' && Object.keys(attributes).length === 0) add('\t');
    else if (name === 'w:noBreakHyphen') add('-');
  }
  return lines;

  function linesOf({ text, style, list }: Paragraph, inCell: boolean): string[] {
    const place = { ...styles.get(style), ...list };
    // an empty paragraph shows its number as well: so are the rows of a table counted
    const shown = inCell || text.trim() !== '';
    const number =
      place.list !== undefined && place.list !== '0' && shown
        ? numbering.next(place.list, place.level ?? 0)
        : '';
    const [first = '', ...more] = text.replaceAll('\t', ' ').split('\n');
    return [number ? `${number} ${first}`.trim() : first.trimEnd(), ...more.map((line) => line.trimEnd())];
  }
}

function tableLines({ rows }: Table): string[] {
  const grid = spreadOut(rows);
  if (isLayout(grid.map((row) => row.map(cellText))))
    return rows.flatMap((row) => row.filter(({ goesOn }) => !goesOn).flatMap(({ lines }) => lines));
  const texts = grid.map((row) => row.map(cellText)).filter((row) => row.some(Boolean));
  return ['', ...texts.map(rowLine), ''];
}

/** Every row with a cell for every column: a cell merged downwards holds for each of its rows, but its number once. */
function spreadOut(rows: readonly Cell[][]): (readonly string[])[][] {
  const width = Math.max(0, ...rows.map((row) => row.reduce((sum, { span }) => sum + span, 0)));
  const above: (readonly string[])[] = [];
  return rows.map((row) => {
    const cells: (readonly string[])[] = [];
    for (const { lines, span, goesOn } of row) {
      const own = goesOn ? merged(above[cells.length] ?? []) : lines;
      if (!goesOn) above[cells.length] = lines;
      cells.push(own, ...Array.from({ length: span - 1 }, () => []));
    }
    while (cells.length < width) cells.push([]);
    return cells.slice(0, width);
  });
}

/** What a row takes over from a cell that reaches down to it: units and dates, never a number or a title. */
function merged(lines: readonly string[]): readonly string[] {
  return /^[\dIVXLC.]*$|^[a-zđ]\)?$/u.test(cellText(lines)) ? [] : lines;
}
