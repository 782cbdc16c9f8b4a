import { columnAt, crosses, cutAt } from './aligned-columns.ts';
import { plain, printedLines, type PageText, type PrintedLine } from './pdf-page.ts';
import { cellText } from './table-lines.ts';

/** A piece of a cell: what stands of it on one line. */
interface Piece {
  readonly column: number;
  readonly text: PageText;
}

/** In points: what stands on one line. */
const near = 2;

/** How much further than the next line of a cell the next cell stands. */
const rowGap = 1.22;

/** The rows of a table of which only the columns are known, each with the text of its cells. */
export function rowsOf(
  lines: readonly PrintedLine[],
  gutters: readonly number[],
  parting: readonly number[],
): string[][] {
  const pieces = lines.flatMap((line) => piecesOf(line, gutters));
  const width = gutters.length + 1;
  return bandsOf(pieces, pitchOf(pieces), parting)
    .flatMap((band) => splitAtNumbers(band))
    .map((band) =>
      Array.from({ length: width }, (_, column) =>
        cellText(
          printedLines(band.filter((piece) => piece.column === column).map(({ text }) => text)).map((line) =>
            plain(line.texts),
          ),
        ),
      ),
    )
    .filter((row) => row.some(Boolean));
}

/** A title over rows stays whole where it begins; text of two cells read as one is parted. */
function piecesOf(line: PrintedLine, gutters: readonly number[]): Piece[] {
  const columns = new Set(line.texts.map((text) => columnAt(text, gutters)));
  const isTitle = columns.size < 3 && gutters.some((at) => crosses(line, at));
  return line.texts.flatMap((text) =>
    (isTitle ? [text] : cutAt(text, gutters)).map((own) => ({ column: columnAt(own, gutters), text: own })),
  );
}

/** How far the lines of one cell stand apart: the shortest step that is taken more than once. */
function pitchOf(pieces: readonly Piece[]): number {
  const size = Math.max(1, ...pieces.map(({ text }) => text.size));
  const steps = columnsOf(pieces)
    .flatMap((own) => stepsOf(own))
    .filter((step) => step > size * 0.85)
    .toSorted((a, b) => a - b);
  const shortest = steps.find((step, index) => (steps[index + 1] ?? Number.POSITIVE_INFINITY) - step < 1);
  return Math.min(shortest ?? size * 1.2, size * 1.6);
}

function columnsOf(pieces: readonly Piece[]): Piece[][] {
  const columns = new Map<number, Piece[]>();
  for (const piece of pieces) columns.set(piece.column, [...(columns.get(piece.column) ?? []), piece]);
  return [...columns.values()].map((own) => own.toSorted((a, b) => a.text.y - b.text.y));
}

function stepsOf(pieces: readonly Piece[]): number[] {
  return pieces.slice(1).flatMap(({ text }, index) => {
    const step = text.y - (pieces[index]?.text.y ?? text.y);
    return step > 2 ? [step] : [];
  });
}

/** Cells whose heights meet are of one row; a line drawn across parts rows. */
function bandsOf(pieces: readonly Piece[], pitch: number, parting: readonly number[]): Piece[][] {
  const isParted = (from: number, to: number): boolean => parting.some((at) => at > from && at < to);
  const cells = columnsOf(pieces).flatMap((own) => {
    const found: Piece[][] = [];
    for (const piece of own) {
      const last = found.at(-1);
      const y = last?.at(-1)?.text.y ?? Number.NEGATIVE_INFINITY;
      if (last && piece.text.y - y <= pitch * rowGap && !isParted(y, piece.text.y)) last.push(piece);
      else found.push([piece]);
    }
    return found;
  });
  const bands: { bottom: number; pieces: Piece[] }[] = [];
  for (const cell of cells.toSorted((a, b) => topOf(a) - topOf(b))) {
    const last = bands.at(-1);
    const bottom = Math.max(...cell.map(({ text }) => text.y));
    if (last && topOf(cell) <= last.bottom + 2) {
      last.pieces.push(...cell);
      last.bottom = Math.max(last.bottom, bottom);
    } else bands.push({ bottom, pieces: [...cell] });
  }
  return bands.map((band) => band.pieces);
}

function topOf(cell: readonly Piece[]): number {
  return Math.min(...cell.map(({ text }) => text.y));
}

const rowNumber = /^(?:\d{1,3}(?:\.\d{1,2})*|[IVX]{1,5}|[A-Z])[.)]?$/u;

/** Rows without space between them: each number of the first column begins one, or stands in the middle of one. */
function splitAtNumbers(band: readonly Piece[]): Piece[][] {
  const numbers = band
    .filter(({ column, text }) => column === 0 && rowNumber.test(text.text.trim()))
    .map(({ text }) => text.y)
    .toSorted((a, b) => a - b);
  if (numbers.length < 2) return [[...band]];
  const starts = areOnTop(numbers, band) ? numbers : middleStarts(numbers, band);
  const [top, first = top] = [topOf(band), starts[0]];
  // What stands above the first number is the rest of a row that the page before began.
  const all = first - top > near ? [top, ...starts] : starts;
  const found: Piece[][] = all.map(() => []);
  for (const piece of band)
    found[
      Math.max(
        0,
        all.findLastIndex((start) => piece.text.y >= start - near),
      )
    ]?.push(piece);
  return found;
}

/** Whether what stands beside the numbers begins there. */
function areOnTop(numbers: readonly number[], band: readonly Piece[]): boolean {
  const beside = numbers.flatMap((y) => firstIn(band.filter(({ text }) => Math.abs(text.y - y) < near)));
  return beside.length >= numbers.length && beside.filter(begins).length >= beside.length * 0.8;
}

/** What a reader meets first in each column but that of the numbers. */
function firstIn(pieces: readonly Piece[]): Piece[] {
  const first = new Map<number, Piece>();
  for (const piece of pieces) {
    const known = first.get(piece.column);
    const isBefore =
      known &&
      (piece.text.y < known.text.y - near ||
        (piece.text.y < known.text.y + near && piece.text.x < known.text.x));
    if (piece.column > 0 && (!known || isBefore)) first.set(piece.column, piece);
  }
  return [...first.values()];
}

function begins({ text }: Piece): boolean {
  return /^\s*["“(]?(?:\p{Lu}|\d|[-–+])/u.test(text.text);
}

/** Where rows begin whose numbers stand half way down: where, between two numbers, most cells begin anew. */
function middleStarts(numbers: readonly number[], band: readonly Piece[]): number[] {
  let start = topOf(band);
  const starts = [start];
  for (const [index, number] of numbers.slice(0, -1).entries()) {
    const next = numbers[index + 1] ?? number;
    const expected = number + (number - start);
    const lines = [...new Set(band.map(({ text }) => text.y))].filter((y) => y > number && y <= next);
    const scored = lines.map((y) => ({
      y,
      score: beginnings(band, y) - Math.abs(y - expected) / (next - number),
    }));
    start = scored.reduce((best, line) => (line.score > best.score ? line : best), {
      y: next,
      score: Number.NEGATIVE_INFINITY,
    }).y;
    starts.push(start);
  }
  return starts;
}

/** How many columns begin a cell at a line or next below it, less those that go on. */
function beginnings(band: readonly Piece[], y: number): number {
  const below = band.filter(({ text }) => text.y >= y - near);
  return firstIn(below).reduce((sum, piece) => sum + (begins(piece) ? 1 : -1), 0);
}
