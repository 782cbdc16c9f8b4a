const onset = '(?:ngh|ng|nh|gh|gi|kh|ph|th|tr|ch|qu|[bcdghklmnprstvx])?';
const nucleus =
  '(?:uyeu|uye|uya|uyu|uoi|uou|uay|uai|yeu|ieu|oai|oay|oao|oeo|ai|ao|au|ay|eo|eu|ia|ie|iu|oa|oe|oi|ua|ue|ui|uo|uu|uy|ya|ye|a|e|i|o|u|y)';
const coda = '(?:ch|ng|nh|[cmnpt])?';
const syllable = new RegExp(`^${onset}${nucleus}${coda}$`);

/** Whether a folded word could be a Vietnamese syllable. */
export function isSyllable(word: string): boolean {
  return syllable.test(word);
}

/** "vieecj" → "viec": the folded syllable behind raw Telex; undefined when there is none. */
function fromTelex(word: string): string | undefined {
  const bare = word
    .replace(/dd/g, 'd')
    .replace(/([aeo])\1/g, '$1')
    .replace(/(?<=[aeiouyw][a-z]*)[sfrxjw]/g, '');
  return isSyllable(bare) ? bare : undefined;
}

/**
 * "tooi muoons hoir" → toi, muon, hoi: for people whose keyboard was not set to Vietnamese.
 *
 * Only when every word that is no syllable becomes one: English would otherwise turn into odd Vietnamese.
 * Abbreviations without a vowel take no part.
 */
export function decodeTelex(words: readonly string[]): readonly string[] {
  const decoded = words.map((word) =>
    isSyllable(word) || !/[aeiouy]/.test(word) || /^(?:num|numyear|datenum|docno|casecode)$/.test(word)
      ? word
      : fromTelex(word),
  );
  return decoded.every((word) => word !== undefined) ? decoded : words;
}
