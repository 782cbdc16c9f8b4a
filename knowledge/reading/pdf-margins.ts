import { plain, printedLines, type PdfPage, type PrintedLine } from './pdf-page.ts';
import { isNear, mayBeHeader } from './table-header.ts';

const pageNumber = /^[-–—\s]*(?:trang\s*)?\d{1,3}(?:\s*\/\s*\d{1,3})?[-–—\s]*$/iu;
/** The share of the page, above and below, in which titles of every page stand. */
const margin = 0.11;

/** The pages without their numbers and without the lines that stand on each of them at the top or the bottom. */
export function withoutMargins(pages: readonly PdfPage[]): PdfPage[] {
  const counts = new Map<string, number>();
  for (const page of pages)
    for (const key of new Set(marginLines(page).map(keyOf))) counts.set(key, (counts.get(key) ?? 0) + 1);
  const repeated = Math.max(3, pages.length * 0.5);
  return pages.map((page) => {
    const gone = new Set(
      marginLines(page)
        .filter((line) => pageNumber.test(plain(line.texts)) || (counts.get(keyOf(line)) ?? 0) >= repeated)
        .flatMap(({ texts }) => texts),
    );
    return { ...page, texts: page.texts.filter((text) => !gone.has(text)) };
  });
}

/** The first and the last two lines, where they stand in the margins. */
function marginLines(page: PdfPage): PrintedLine[] {
  const lines = printedLines(page.texts);
  const top = lines.slice(0, Math.min(2, headerOf(lines))).filter(({ y }) => y < page.height * margin);
  const bottom = lines.slice(-2).filter(({ y }) => y > page.height * (1 - margin));
  return [...new Set([...top, ...bottom])];
}

/** Where the header of a table begins that is repeated at the top of a page: it is no running title. */
function headerOf(lines: readonly PrintedLine[]): number {
  let at = lines.slice(0, 5).findIndex(mayBeHeader);
  while (at > 0 && isNear(lines[at - 1], lines[at])) at--;
  return at < 0 ? lines.length : at;
}

function keyOf({ texts }: PrintedLine): string {
  return plain(texts).replace(/\d+/gu, '#');
}
