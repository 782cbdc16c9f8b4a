const onset = '(?:ngh|ng|nh|ch|gh|gi|kh|ph|qu|th|tr|[bcdđghklmnprstvx])?';
const nucleus = [
  'iêu|yêu|oai|oay|oao|oeo|uây|uôi|uya|uyê|uyu|ươi|ươu|uêu',
  'ai|ao|au|ay|âu|ây|eo|êu|ia|iê|iu|yê|ya|oa|oă|oe|oi|ôi|ơi|oo|ua|uâ|uê|ui|uô|uơ|uy|ưa|ươ|ưi|ưu',
  '[aăâeêioôơuưy]',
].join('|');
const shape = new RegExp(`^${onset}(?:${nucleus})(?:ch|ng|nh|[cmnpt])?$`, 'u');
const tone = /[\u0300\u0301\u0303\u0309\u0323]/gu;

/** Whether a word is built as a Vietnamese syllable is: "nghĩa", "Quyết"; never "août" or "nghÜa". */
export function isSyllable(word: string): boolean {
  const parts = word.normalize('NFD').toLowerCase();
  const tones = parts.match(tone)?.length ?? 0;
  return tones < 2 && shape.test(parts.replace(tone, '').normalize('NFC'));
}
