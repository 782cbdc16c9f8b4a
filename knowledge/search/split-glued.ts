import { isSyllable } from './syllable.ts';
import type { Vocabulary } from './vocabulary.ts';

const longestSyllable = 7;
const longestGlued = 40;

interface Cut {
  readonly parts: readonly string[];
  readonly score: number;
}

/**
 * "haiphong" → hai, phong; "khoahoccongnghe" → four parts. Every part is a syllable that the collection knows, and every
 * two neighbours stand side by side in it somewhere; undefined when there is no such cut.
 */
export function splitGlued(folded: string, vocabulary: Vocabulary): string[] | undefined {
  if (folded.length < 4 || folded.length > longestGlued || !/^[a-z]+$/u.test(folded)) return undefined;
  // best.get(end) holds, for each last part that may end there, the best cut of the letters before.
  const best: Map<string, Cut>[] = Array.from({ length: folded.length + 1 }, () => new Map<string, Cut>());
  for (let end = 2; end <= folded.length; end += 1) {
    for (let start = Math.max(0, end - longestSyllable); start <= end - 2; start += 1) {
      const part = folded.slice(start, end);
      if (vocabulary.frequency(part) === 0 || !isSyllable(part)) continue;
      const cut = start === 0 ? { parts: [part], score: 0 } : bestBefore(best[start], part, vocabulary);
      if (cut) best[end]?.set(part, cut);
    }
  }
  const cuts = [...(best[folded.length]?.values() ?? [])].filter((cut) => cut.parts.length > 1);
  cuts.sort((one, other) => other.score - one.score);
  return cuts[0] && [...cuts[0].parts];
}

function bestBefore(
  ending: Map<string, Cut> | undefined,
  part: string,
  vocabulary: Vocabulary,
): Cut | undefined {
  let found: Cut | undefined;
  for (const [last, cut] of ending ?? []) {
    const together = vocabulary.pairFrequency(last, part);
    if (together === 0) continue;
    const score = cut.score + Math.log(together / vocabulary.size);
    if (found === undefined || score > found.score) found = { parts: [...cut.parts, part], score };
  }
  return found;
}
