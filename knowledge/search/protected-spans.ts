/**
 * What no expansion or repair may touch: document numbers ("4536/QĐ-UBND", "20/2021/NQ-HĐND", "71-CTr/TU"), symbols with
 * a type and an issuer ("KH-SKHCN" after "/"), addresses. Every quantifier is bounded: the text may be hostile.
 */
const number = String.raw`(?<!\d)\d{1,7}(?:\/\d{4})?\s?[/-]\s?\p{Lu}\p{L}{0,12}(?:\s?[-/]\s?\p{Lu}[\p{L}&]{0,12}){0,4}`;
/** Typed without capitals: "155/kh-ubnd". */
const small = String.raw`(?<!\d)\d{1,7}(?:\/\d{4})?\/\p{Ll}{1,5}-\p{Ll}{2,12}`;
const symbol = String.raw`\/\s?\p{Lu}[\p{L}&]{0,12}(?:-\p{Lu}[\p{L}&]{0,12}){1,4}`;
const address = String.raw`https?:\/\/\S{1,200}|www\.\S{1,200}|(?<![\w.+-])[\w.+-]{1,64}@[\w.-]{1,120}`;
const patterns = new RegExp(`${number}|${small}|${symbol}|${address}`, 'gu');

/** The text with such spans left out. */
export function withoutProtected(text: string): string {
  return text.replace(patterns, ' ');
}

/** Tells whether a place of the text lies in a span that must stay as it is; ask for places in rising order. */
export function protectedSpans(text: string): (place: number) => boolean {
  const spans = [...text.matchAll(patterns)].map(
    (match) => [match.index, match.index + match[0].length] as const,
  );
  let at = 0;
  return (place) => {
    while (at > 0 && (spans[at - 1]?.[1] ?? 0) > place) at -= 1;
    while (at < spans.length && (spans[at]?.[1] ?? 0) <= place) at += 1;
    return (spans[at]?.[0] ?? Infinity) <= place;
  };
}
