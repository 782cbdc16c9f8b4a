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
  return new Set((text.toLowerCase().match(/[\p{L}\p{N}]+/gu) ?? []).map(oneTonePlace));
}

export function oneTonePlace(word: string): string {
  if (/^[\u0000-\u007F]*$/.test(word)) return word;
  const marked = word.normalize('NFD');
  const tone = /[\u0300\u0301\u0303\u0309\u0323]/.exec(marked)?.[0];
  return tone ? `${marked.replace(tone, '').normalize('NFC')}${tone}` : word;
}
