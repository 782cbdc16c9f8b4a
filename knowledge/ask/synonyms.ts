import groups from '../rules/synonyms.json' with { type: 'json' };
import { syllables } from '../text.ts';

/** Everyday words for the words of plans: phrases of one group may stand for one another. */
const phrases = groups.map((group) => group.map((phrase) => syllables(phrase)));

export interface Substitute {
  /** Places of the phrase in the topic. */
  readonly from: number;
  readonly to: number;
  /** Other ways to say it. */
  readonly others: readonly (readonly string[])[];
}

/** The phrases of the topic that can be said otherwise. */
export function substitutesIn(topic: readonly (string | undefined)[]): Substitute[] {
  const found: Substitute[] = [];
  for (const group of phrases)
    for (const phrase of group)
      for (let at = 0; at + phrase.length <= topic.length; at++)
        if (phrase.every((word, i) => topic[at + i] === word))
          found.push({ from: at, to: at + phrase.length, others: group.filter((other) => other !== phrase) });
  return found;
}
