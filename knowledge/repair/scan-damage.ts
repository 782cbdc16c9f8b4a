const words = /(?<![\p{L}\p{N}])\p{Ll}[\p{L}\p{M}]*(?![\p{L}\p{N}])/gu;
const vietnameseOnly = /[ăâđêôơư\u{1ea0}-\u{1ef9}]/u;
/** Clean plans of all kinds have at least this share of words with a letter that only Vietnamese has. */
const clean = 0.55;

/** Mức hỏng dấu: how much of the diacritics a text has lost, from 0 (none) to 1 (all). */
export function damageOf(text: string): number {
  const all = text.normalize('NFC').match(words) ?? [];
  if (all.length === 0) return 0;
  const share = all.filter((word) => vietnameseOnly.test(word)).length / all.length;
  return Math.max(0, Math.min(1, (clean - share) / clean));
}
