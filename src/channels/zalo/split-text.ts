/** Best first: between paragraphs, lines, sentences, words. Each is tried before the next coarser compromise. */
const cuts: readonly RegExp[] = [/\n\s*\n/gu, /\n/gu, /(?<=[.!?;:…][)"”\]]*)\s+/gu, /\s+/gu];

/**
 * Pieces of at most `limit` UTF-16 units that read as whole: cut at a paragraph, line or sentence where one ends in
 * the second half, else between words. Only a word longer than `limit` is cut inside, and then between letters.
 */
export function splitText(text: string, limit: number): readonly string[] {
  const pieces: string[] = [];
  let rest = text.trim();
  while (rest.length > limit) {
    const at = beforeHeading(rest, cutOf(rest, limit));
    pieces.push(rest.slice(0, at).trimEnd());
    rest = rest.slice(at).trimStart();
  }
  return rest ? [...pieces, rest] : pieces;
}

function cutOf(text: string, limit: number): number {
  const window = text.slice(0, limit + 1);
  for (const cut of cuts) {
    const last = [...window.matchAll(cut)].findLast(({ index }) => index >= limit / 2 && index <= limit);
    if (last) return last.index;
  }
  const lastSpace = [...window.matchAll(/\s+/gu)].findLast(({ index }) => index > 0 && index <= limit);
  return lastSpace?.index ?? lastLetterEnd(text, limit);
}

/** A heading ("Phối hợp:") goes with the lines under it, unless it is all there is. */
function beforeHeading(text: string, at: number): number {
  const heading = /\n[^\n]{1,80}:\s*$/u.exec(text.slice(0, at));
  return heading && heading.index > at / 2 ? heading.index : at;
}

/** Where the last whole letter with its marks ends; cutting there never leaves half a letter. */
function lastLetterEnd(text: string, limit: number): number {
  const letters = new Intl.Segmenter('vi', { granularity: 'grapheme' });
  let end = 0;
  for (const { segment, index } of letters.segment(text.slice(0, limit + 64))) {
    if (index + segment.length > limit) break;
    end = index + segment.length;
  }
  return end > 0 ? end : limit;
}
