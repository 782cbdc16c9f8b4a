import { fold, squeeze, wordsWithMarks } from '../text.ts';

/** Folded with `/`, `-` and `&` kept between letters or digits; everything else a space. */
export function plainOf(text: string): string {
  const folded = fold(text)
    .replace(/\s*\/\s*/g, '/')
    .replace(/(?<= (?:may|bao nhieu) ?)%/g, ' phan tram ')
    .replace(/[^\s]+/g, (word) => (/\d[^/]*\/|\d-[a-z]+\//u.test(word) ? word : word.replaceAll('-', ' ')));
  return ` ${squeeze(folded.replace(/[^a-z0-9/&-]+/g, ' ').replace(/(?<![a-z0-9])[/&-]+|[/&-]+(?![a-z0-9])/g, ' '))} `;
}

export function without(plain: string, pattern: RegExp): string {
  let text = plain;
  for (let before = ''; before !== text;) {
    before = text;
    text = text.replace(pattern, ' | ');
  }
  return text;
}

export const escaped = (text: string) => text.replace(/[.*+?^${}()|[\]\\]/g, '\\$&');

export const squeezeMarks = (text: string) => text.replace(/(?: \|)+ /g, ' | ').replace(/ {2,}/g, ' ');

/** "để khiếu nại", "chuyện tiếp dân": words that tell no matter, where "đề" and "chuyên" of the same letters would. */
export const withoutPurpose = (text: string) => text.replace(/(?<!\p{L})(?:để|chuyện)(?!\p{L})/giu, ' ');

export function asWritten(folded: string, text: string): string {
  const at = fold(text).indexOf(folded);
  return at < 0 ? folded : text.slice(at, at + folded.length);
}

/** "tiép", "nguòi": half of the marks, typed in haste; they tell no other word. */
const halfMarked = /[iy]e[a-z]|uo[a-z]/u;

/** The words typed with marks, by their folded forms. A word typed without may be meant with any. */
export function marksOf(text: string): Map<string, string> {
  const marked = [...wordsWithMarks(text)].filter(
    (word) =>
      fold(word) !== word &&
      !halfMarked.test(word.normalize('NFD').replace(/[\u0300\u0301\u0303\u0309\u0323]/gu, '')),
  );
  return new Map(marked.map((word) => [fold(word), word]));
}

export function pairsOf(text: string): string[] {
  if (fold(text) === text.toLowerCase()) return [];
  const words = text.toLowerCase().match(/[\p{L}\p{N}&/]+/gu) ?? [];
  return words.slice(1).map((word, i) => `${words[i]} ${word}`);
}

/** The years that a plain question names. */
export const yearsIn = (plain: string): number[] => (plain.match(/(?<= )20\d\d(?= )/gu) ?? []).map(Number);
