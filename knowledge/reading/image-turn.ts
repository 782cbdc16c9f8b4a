import type { OcrEngine, ReadWord } from './ocr-engine.ts';
import { greyMap, type PageImage } from './page-image.ts';

/** Quarters of a turn to the right. */
export type Turn = 0 | 1 | 2 | 3;

/** Letters that a page which lies right shows at least. */
export const fewest = 60;
/** Below this the engine is sure of nothing, however bad the copy. */
const readable = 55;
/** Pixels of the long side from which letters are still told at half the size. */
const large = 2000;

/** Whether what was read of a page may well be a page that does not lie right: few words, unsure or upright ones. */
export function mayLieWrong(words: readonly ReadWord[]): boolean {
  const letters = lettersOf(words);
  const sure = words.reduce((sum, { text, confidence }) => sum + confidence * text.length, 0);
  return letters < fewest || sure < letters * readable || lettersOf(words.filter(liesFlat)) < letters / 2;
}

/**
 * Trang đặt ngang hoặc ngược: how a page must be turned to be read; 0 where no turn shows clearly more words than
 * those read of it as it lies. Each turn is read at half the size, enough to tell words from scribble.
 */
export async function turnToRead(
  image: PageImage,
  read: readonly ReadWord[],
  engine: OcrEngine,
): Promise<Turn> {
  const small = Math.max(image.width, image.height) > large ? halved(image) : image;
  let [best, most]: [Turn, number] = [0, Math.max(fewest, clearLetters(read) * 2)];
  for (const turn of [1, 3, 2] as const) {
    const picture = turned(small, turn);
    const { width, height, scale } = picture;
    const map = greyMap(picture, { left: 0, top: 0, right: width, bottom: height });
    const letters = clearLetters(await engine.read(map, scale * 72, 'page'));
    if (letters > most) [best, most] = [turn, letters];
  }
  return best;
}

export const lettersOf = (words: readonly ReadWord[]): number =>
  words.reduce((sum, { text }) => sum + text.length, 0);

/** Letters of the words that the engine is sure of; short ones come out of scribble as well. */
const clearLetters = (words: readonly ReadWord[]): number =>
  lettersOf(words.filter((word) => word.confidence > 70 && /\p{L}{3}/u.test(word.text) && liesFlat(word)));

/** The engine reads lines that run up or down a page as well: their words are no wider than a letter is high. */
const liesFlat = ({ text, left, right, height }: ReadWord): boolean =>
  text.length < 4 || right - left > height * 1.2;

/** The picture turned to the right. */
export function turned(image: PageImage, turn: Turn): PageImage {
  if (turn === 0) return image;
  const { width, height, grey } = image;
  const out = new Uint8Array(grey.length);
  const [newWidth, newHeight] = turn === 2 ? [width, height] : [height, width];
  for (let y = 0; y < height; y++)
    for (let x = 0; x < width; x++) {
      const [toX, toY] =
        turn === 1 ? [height - 1 - y, x] : turn === 2 ? [width - 1 - x, height - 1 - y] : [y, width - 1 - x];
      out[toY * newWidth + toX] = grey[y * width + x] ?? 255;
    }
  return { ...image, width: newWidth, height: newHeight, grey: out };
}

/** As seen in a mirror. */
export function mirrored(picture: PageImage): PageImage {
  const { width, height } = picture;
  const grey = picture.grey.slice();
  for (let y = 0; y < height; y++) grey.subarray(y * width, (y + 1) * width).reverse();
  return { ...picture, grey };
}

/** Half as wide and high; a pixel is the mean of four. */
function halved({ width, height, grey, scale }: PageImage): PageImage {
  const [newWidth, newHeight] = [Math.floor(width / 2), Math.floor(height / 2)];
  const out = new Uint8Array(newWidth * newHeight);
  for (let y = 0; y < newHeight; y++)
    for (let x = 0; x < newWidth; x++) {
      const at = 2 * y * width + 2 * x;
      const four = [grey[at], grey[at + 1], grey[at + width], grey[at + width + 1]];
      out[y * newWidth + x] = four.reduce<number>((sum, shade) => sum + (shade ?? 255), 0) >> 2;
    }
  return { width: newWidth, height: newHeight, grey: out, scale: scale / 2 };
}
