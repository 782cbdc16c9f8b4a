import { columnOf, columnsOf, isHeader, likelyColumn } from '../parser/table-columns.ts';
import { fold } from '../text.ts';
import { plain, type PageText, type PrintedLine } from './pdf-page.ts';

/** What a line of the header of a table of duties says at least two of. */
const headerWords = [
  /(?:^|\s)(?:s?tt|so tt)(?:\s|$)/,
  /noi dung|nhiem vu|cong viec|hoat dong|chi tieu/,
  /chu tri|phoi hop|phu trach|don vi|co quan|thuc hien|phan cong/,
  /thoi gian|thoi han|tien do|hoan thanh/,
  /ket qua|san pham|ghi chu|kinh phi/,
] as const;

/** In letters' size: how far the next line of one header stands at most. */
const nextLine = 1.55;

/** Titles that were read as one stretch, "STT Nhiệm vụ", put apart by what they mean. */
export function titlesApart(line: PrintedLine): PrintedLine {
  const texts = line.texts.flatMap((text) => {
    const titles = columnsOf(text.text.trim()) ?? [];
    if (titles.length < 2) return [text];
    const letter = (text.right - text.x) / text.text.length;
    let from = 0;
    return titles.map(({ title }, index): PageText => {
      from = text.text.indexOf(title, from);
      const isFirst = index === 0;
      const isLast = index === titles.length - 1;
      // Letters differ in width: where titles part is somewhere about there.
      const x = isFirst ? text.x : text.x + (from + 0.5) * letter;
      from += title.length;
      return { ...text, text: title, x, right: isLast ? text.right : text.x + (from - 0.5) * letter };
    });
  });
  return { ...line, texts };
}

/** Whether a printed line may hold titles of columns: words of a header, apart from each other. */
export function mayBeHeader(line: PrintedLine): boolean {
  const text = fold(plain(line.texts));
  return line.texts.length > 2 && headerWords.filter((words) => words.test(text)).length > 1;
}

/** Whether titles of columns say what is to be done, and by whom, when or with what result. */
export function isDutyHeader(titles: readonly string[]): boolean {
  const columns = titles.map((title) => columnOf(title) ?? likelyColumn(title));
  const isNumbered = columns[0]?.role === 'number';
  return (
    isHeader(columns) || (isNumbered && isHeader([...columns, { role: 'method', general: false, title: '' }]))
  );
}

/** Whether a line stands as near under another as the lines of one cell do. */
export function isNear(a: PrintedLine | undefined, b: PrintedLine | undefined): boolean {
  return a !== undefined && b !== undefined && b.y - a.y < sizeOf(b) * nextLine;
}

export function sizeOf({ texts }: PrintedLine): number {
  return Math.max(...texts.map(({ size }) => size));
}
