import type { TextLine } from './pdf-layout.ts';

/** How a paragraph of its own begins: "-", "1.", "a)", "II.", "Điều 2.". */
const marker = /^(?:[-–+*•]\s|\d{1,2}(?:\.\d{1,2})*[.)]\s|[a-zđ][.)]\s|[IVX]+\.\s|Điều \d)/u;

/** Căn cứ ban hành: follows the title, which ends without a full stop. */
const ground = /^(?:Căn cứ|Thực hiện|Thi hành|Triển khai thực hiện)\s/u;

/** Lines as their writer broke them: what only the margin cut is put together, also over the end of a page. */
export function paragraphs(lines: readonly TextLine[]): string[] {
  const found: string[] = [];
  let isOpen = false;
  for (const { text, wraps } of lines) {
    const last = found.at(-1) ?? '';
    const begins = ground.test(text) || (marker.test(text) && /[.;:,/…]$/u.test(last));
    if (isOpen && text !== '' && last !== '' && !begins) found[found.length - 1] = joinedText(last, text);
    else found.push(text);
    isOpen = wraps;
  }
  return found;
}

/** Whether a sentence that a page cut goes on at the top of the next one. */
export function continues(end: string, start: string): boolean {
  if (marker.test(start) || ground.test(start)) return false;
  return /^[\p{Ll}\d(]/u.test(start) || (/[\p{Ll},]$/u.test(end) && /^\p{Lu}\p{Ll}/u.test(start));
}

/** A number cut behind its hyphen ("19/2014/QĐ-" "TTg") stays one word. */
export function joinedText(before: string, after: string): string {
  const isCutNumber = /\d\S*\/\S*\p{Lu}-$/u.test(before) && /^\p{Lu}/u.test(after);
  return `${before}${isCutNumber ? '' : ' '}${after}`;
}
