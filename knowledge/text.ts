/** NFC, with non-breaking and zero-width spaces made plain. The first thing done to any text. */
export function normalise(text: string): string {
  return text
    .normalize('NFC')
    .replace(/[\u200B-\u200D\u2060\uFEFF]/g, '')
    .replace(/[\u00A0\u2000-\u200A\u202F\u3000]/g, ' ');
}

/** White space folded to single spaces, trimmed. */
export function squeeze(text: string): string {
  return text.replace(/\s+/g, ' ').trim();
}

const plainAscii = /^[\u0000-\u007F]*$/;
/** Every mark that Vietnamese is written with; a class of code units is several times faster than \p{M}. */
const vietnameseMarks = /[\u0300-\u036F]/g;

/** "Đánh giá" → "danh gia": lower case, no marks, đ → d. */
export function fold(text: string): string {
  const lower = text.toLowerCase();
  if (plainAscii.test(lower)) return lower;
  return lower.normalize('NFD').replace(vietnameseMarks, '').replace(/đ/g, 'd');
}

/** Folded syllables and numbers: "TCVN ISO 9001:2015" → tcvn, iso, 9001, 2015. */
export function syllables(text: string): string[] {
  return fold(text).match(/[\p{L}\p{N}]+/gu) ?? [];
}

/** "Hóa" and "hoá" are one word: the tone mark is set in one place. */
export function wordsWithMarks(text: string): Set<string> {
  const words = new Set<string>();
  for (const word of new Set(text.toLowerCase().match(/[\p{L}\p{N}]+/gu) ?? []))
    words.add(oneTonePlace(word));
  return words;
}

/** "ố" → "ô" and the tone, for every letter that carries one: looked up, for it runs over every plan. */
const tonedLetters: ReadonlyMap<string, readonly [bare: string, tone: string]> = new Map(
  'aăâeêioôơuưy'
    .split('')
    .flatMap((bare) =>
      '\u0300\u0301\u0303\u0309\u0323'
        .split('')
        .map((tone) => [`${bare}${tone}`.normalize('NFC'), [bare, tone]]),
    ),
);

export function oneTonePlace(word: string): string {
  for (let at = 0; at < word.length; at += 1) {
    const letter = word.charAt(at);
    if (letter < '\u0080') continue;
    const [bare, tone] = tonedLetters.get(letter) ?? [];
    if (bare !== undefined && tone !== undefined)
      return `${word.slice(0, at)}${bare}${word.slice(at + 1)}${tone}`;
  }
  return word;
}
