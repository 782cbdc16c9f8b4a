import { marked } from './doubt-marks.ts';
import { straightened } from './image-deskew.ts';
import { inkIn } from './image-ink.ts';
import { fewest, lettersOf, mayLieWrong, turned, turnToRead } from './image-turn.ts';
import { imageRulings } from './image-rulings.ts';
import type { OcrEngine, ReadWord, Shape } from './ocr-engine.ts';
import { enlarged, greyMap, inkBelow, without, type Box, type PageImage } from './page-image.ts';
import type { PageText, PdfPage, Ruling } from './pdf-page.ts';
import { ruledCells, type Area } from './ruled-cells.ts';

/** In points: paper that is left around what the engine reads. */
const edge = 1.2;
/** Of the height of a line of letters, the size of their type. */
const sizeOfHeight = 1.1;

/**
 * Trang quét: what a picture of a page says, with the place of every stretch of words and every ruling, as a page
 * with a text layer has them. The cells of a ruled table are read one by one, so that no line runs across two of
 * them. A page that lies on its side or upside down is turned. Words that the engine doubts carry a mark
 * (`doubt-marks.ts`).
 */
export async function readScannedPage(picture: PageImage, engine: OcrEngine): Promise<PdfPage> {
  const sheet = await readOutside(picture, engine);
  const tells = lettersOf(sheet.words) >= fewest;
  if (!tells) await readCells(sheet, engine);
  const turn = mayLieWrong(sheet.words) ? await turnToRead(picture, sheet.words, engine) : 0;
  if (turn !== 0) {
    const upright = await readOutside(turned(picture, turn), engine);
    await readCells(upright, engine);
    return pageOf(upright);
  }
  if (tells) await readCells(sheet, engine);
  return pageOf(sheet);
}

/** A page while it is read. */
interface Sheet {
  /** Without its rulings. */
  readonly image: PageImage;
  readonly rulings: readonly Ruling[];
  readonly tables: ReturnType<typeof ruledCells>;
  readonly words: ReadWord[];
  readonly texts: PageText[];
}

/** What stands outside its tables. */
async function readOutside(picture: PageImage, engine: OcrEngine): Promise<Sheet> {
  const straight = straightened(picture);
  const rulings = imageRulings(straight);
  const tables = ruledCells(rulings);
  const image = without(
    straight,
    rulings.map((ruling) => boxOfRuling(ruling, straight.scale)),
  );
  const outside = without(
    image,
    tables.map((table) => boxOf(table, image, edge)),
  );
  const words = await wordsIn(outside, wholePage(image), engine, 'page');
  return { image, rulings, tables, words, texts: stretches(words, image.scale) };
}

async function readCells({ image, tables, words, texts }: Sheet, engine: OcrEngine): Promise<void> {
  const dark = inkBelow(image.grey);
  for (const { cells } of tables)
    for (const cell of cells) {
      const box = inkIn(image, boxOf(cell, image, -edge), dark);
      if (!box) continue;
      const own = await wordsOfCell(image, box, engine);
      words.push(...own);
      texts.push(...stretches(own, image.scale));
    }
}

const pageOf = ({ image: { width, height, scale }, texts, rulings }: Sheet): PdfPage => ({
  width: width / scale,
  height: height / scale,
  texts,
  rulings,
});

/** Below this the engine rather guesses than reads. */
const poor = 70;
/** In points: what is narrower holds hardly more than the number of a row. */
const narrow = 24;

/** The words of a cell. Where they come out poorly it is read again, larger, and the reading that is surer holds. */
async function wordsOfCell(image: PageImage, box: Box, engine: OcrEngine): Promise<ReadWord[]> {
  const shape = shapeOf(box, image.scale);
  let best = await wordsIn(image, box, engine, shape);
  if (sureness(best) >= poor) return best;
  const large = enlarged(image, box);
  const shapes: Shape[] = box.right - box.left < narrow * image.scale ? [shape, 'number'] : [shape];
  for (const other of shapes) {
    const found = await wordsIn(large, wholePage(large), engine, other);
    if (sureness(found) <= sureness(best)) continue;
    best = found.map((word) => ({
      ...word,
      left: box.left + word.left / 2,
      right: box.left + word.right / 2,
      baseline: box.top + word.baseline / 2,
      height: word.height / 2,
    }));
  }
  return best;
}

/** How sure the engine is of all of it; longer words weigh more. */
function sureness(words: readonly ReadWord[]): number {
  const letters = words.reduce((sum, { text }) => sum + text.length, 0);
  return (
    words.reduce((sum, { text, confidence }) => sum + confidence * text.length, 0) / Math.max(1, letters)
  );
}

/** A cell of one line is read as a line: a number that stands alone is else taken for dust. */
function shapeOf({ top, bottom }: Box, scale: number): Shape {
  return bottom - top < 19 * scale ? 'line' : 'block';
}

/** The words of a part of a picture, at their places in the whole. */
async function wordsIn(image: PageImage, box: Box, engine: OcrEngine, shape: Shape): Promise<ReadWord[]> {
  const words = await engine.read(greyMap(image, box), image.scale * 72, shape);
  return words.map((word) => ({
    ...word,
    left: box.left + word.left,
    right: box.left + word.right,
    baseline: box.top + word.baseline,
  }));
}

function stretches(words: readonly ReadWord[], scale: number): PageText[] {
  const lines = new Map<number, ReadWord[]>();
  for (const word of words) lines.set(word.line, [...(lines.get(word.line) ?? []), word]);
  return [...lines.values()].flatMap((line) =>
    joinedWords(line).map((own) => ({
      text: beginning(own.map(({ text, confidence }) => marked(text, confidence)).join(' ')),
      x: (own[0]?.left ?? 0) / scale,
      right: (own.at(-1)?.right ?? 0) / scale,
      y: (own[0]?.baseline ?? 0) / scale,
      size: sizeOf(own) / scale,
    })),
  );
}

/** How a line begins, as print narrows it and scanners smear it: "III.PHÂN CÔNG", "-Lưu", "1, Phòng Kinh tế". */
function beginning(text: string): string {
  return text
    .replace(/^([IVX]{1,5}\.|\d{1,2}[.)]|[-–+])(?=\p{L}{2})/u, '$1 ')
    .replace(/^(\d{1,2}),(?=[\u{fe00}-\u{fe0f}]?\s\p{Lu})/u, '$1.');
}

/** The words of a line, parted where a gap is too wide for a space. */
function joinedWords(line: readonly ReadWord[]): ReadWord[][] {
  const found: ReadWord[][] = [];
  for (const word of line) {
    const last = found.at(-1)?.at(-1);
    if (last && word.left - last.right < sizeOf([word]) * 1.2) found.at(-1)?.push(word);
    else found.push([word]);
  }
  return found;
}

function sizeOf(words: readonly ReadWord[]): number {
  return Math.max(...words.map(({ height }) => height)) * sizeOfHeight;
}

function boxOfRuling({ across, at, from, to }: Ruling, scale: number): Box {
  const wide = 1.5;
  const area = across
    ? { left: from - wide, right: to + wide, top: at - wide, bottom: at + wide }
    : { left: at - wide, right: at + wide, top: from - wide, bottom: to + wide };
  return rounded(area, scale);
}

function boxOf({ left, top, right, bottom }: Area, { width, height, scale }: PageImage, by: number): Box {
  const box = rounded({ left: left - by, top: top - by, right: right + by, bottom: bottom + by }, scale);
  return {
    left: Math.max(0, box.left),
    top: Math.max(0, box.top),
    right: Math.min(width, box.right),
    bottom: Math.min(height, box.bottom),
  };
}

function rounded({ left, top, right, bottom }: Area, scale: number): Box {
  return {
    left: Math.round(left * scale),
    top: Math.round(top * scale),
    right: Math.round(right * scale),
    bottom: Math.round(bottom * scale),
  };
}

const wholePage = ({ width, height }: PageImage): Box => ({ left: 0, top: 0, right: width, bottom: height });
