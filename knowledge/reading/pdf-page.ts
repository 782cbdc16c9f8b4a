/** A stretch of text on a page. Coordinates in points, y growing downwards. */
export interface PageText {
  readonly text: string;
  readonly x: number;
  readonly right: number;
  /** Of its base line. */
  readonly y: number;
  readonly size: number;
}

/** Đường kẻ: a straight line of the page, across (`at` is y) or down (`at` is x). */
export interface Ruling {
  readonly across: boolean;
  readonly at: number;
  readonly from: number;
  readonly to: number;
}

export interface PdfPage {
  readonly width: number;
  readonly height: number;
  readonly texts: readonly PageText[];
  readonly rulings: readonly Ruling[];
}

/** A printed line: its stretches from left to right. */
export interface PrintedLine {
  readonly y: number;
  readonly texts: readonly PageText[];
}

/** Puts stretches on printed lines, from top to bottom. */
export function printedLines(texts: readonly PageText[]): PrintedLine[] {
  const lines: { y: number; texts: PageText[] }[] = [];
  for (const text of texts.toSorted((a, b) => a.y - b.y || a.x - b.x)) {
    const last = lines.at(-1);
    if (last && text.y - last.y < Math.max(2, text.size * 0.4)) last.texts.push(text);
    else lines.push({ y: text.y, texts: [text] });
  }
  return lines.map(({ y, texts: own }) => ({ y, texts: own.toSorted((a, b) => a.x - b.x) }));
}

/** Stretches that are parted by no more than a space become one. */
export function joined(texts: readonly PageText[], widest = 2.2): PageText[] {
  const found: PageText[] = [];
  for (const text of texts) {
    const last = found.at(-1);
    const gap = last ? text.x - last.right : 0;
    if (last && gap < last.size * widest) {
      const space = gap > last.size * 0.15 && !/\s$/u.test(last.text) && !/^\s/u.test(text.text) ? ' ' : '';
      found[found.length - 1] = { ...last, text: `${last.text}${space}${text.text}`, right: text.right };
    } else found.push(text);
  }
  return found;
}

/** The text of a stretch of line, with single spaces. */
export function plain(texts: readonly PageText[]): string {
  return joined(texts, Number.POSITIVE_INFINITY)
    .map(({ text }) => text)
    .join(' ')
    .replace(/\s+/gu, ' ')
    .trim();
}
