import { fold } from '../text.ts';
import { anyFigure, wordTokens } from './word-tokens.ts';

/** Mô hình ngôn ngữ âm tiết: how often syllables follow each other in clean plans. */
export interface SyllableModel {
  /** Every syllable seen, by its folded form, the most frequent first. */
  readonly byFolded: ReadonlyMap<string, readonly string[]>;
  count(syllable: string): number;
  /** How often two stood side by side. */
  pairs(first: string, second: string): number;
  /** The natural logarithm of the chance that a syllable follows two others; `edge` stands before the first. */
  logChance(syllable: string, before: string, beforeThat: string): number;
}

/** Where a sentence or a cell begins. */
export const edge = '';

/** More syllables than this teach nothing new of how offices write. */
const enough = 400_000;
/** How many different syllables there may be, those not seen included. */
const possible = 12_000;

/** Learns from texts, the most telling first. Case does not count. */
export function learnSyllables(texts: readonly string[]): SyllableModel {
  const [ones, twos, threes] = [new Counts(), new Counts(), new Counts()];
  let total = 0;
  for (const text of texts) {
    for (const line of streams(text)) {
      let [before, beforeThat] = [edge, edge];
      for (const syllable of line) {
        ones.add('', syllable);
        twos.add(before, syllable);
        threes.add(`${beforeThat} ${before}`, syllable);
        [beforeThat, before] = [before, syllable];
        total++;
      }
    }
    if (total > enough) break;
  }
  const byFolded = new Map<string, string[]>();
  for (const syllable of ones.seen('')) {
    if (syllable === anyFigure) continue;
    const folded = fold(syllable);
    byFolded.set(folded, [...(byFolded.get(folded) ?? []), syllable]);
  }
  for (const list of byFolded.values()) list.sort((a, b) => ones.of('', b) - ones.of('', a));
  return {
    byFolded,
    count: (syllable) => ones.of('', syllable),
    pairs: (first, second) => twos.of(first, second),
    logChance(syllable, before, beforeThat) {
      // Witten and Bell: what was seen behind few others is trusted less.
      let chance = ones.smoothed('', syllable, 1 / possible);
      chance = twos.smoothed(before, syllable, chance);
      return Math.log(threes.smoothed(`${beforeThat} ${before}`, syllable, chance));
    },
  };
}

/** The syllables of a text in the runs that belong together: cells and paragraphs, over the ends of lines. */
function streams(text: string): string[][] {
  return text
    .split(/\n\s*\n|\||(?<=[.;:])\s/u)
    .map((run) => wordTokens(run).map(({ word }) => word.toLowerCase()))
    .filter((run) => run.length > 0);
}

/** How often things stood behind a context. */
class Counts {
  private readonly contexts = new Map<string, { total: number; readonly counts: Map<string, number> }>();

  add(context: string, syllable: string): void {
    const own = this.contexts.get(context) ?? { total: 0, counts: new Map<string, number>() };
    own.total++;
    own.counts.set(syllable, (own.counts.get(syllable) ?? 0) + 1);
    this.contexts.set(context, own);
  }

  of(context: string, syllable: string): number {
    return this.contexts.get(context)?.counts.get(syllable) ?? 0;
  }

  seen(context: string): string[] {
    return [...(this.contexts.get(context)?.counts.keys() ?? [])];
  }

  smoothed(context: string, syllable: string, otherwise: number): number {
    const own = this.contexts.get(context);
    if (!own) return otherwise;
    const kinds = own.counts.size;
    return ((own.counts.get(syllable) ?? 0) + kinds * otherwise) / (own.total + kinds);
  }
}
