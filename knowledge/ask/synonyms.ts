import groups from '../rules/synonyms.json' with { type: 'json' };
import { syllables, wordsWithMarks } from '../text.ts';

/** Everyday words for the words of plans: phrases of one group may stand for one another. */
const phrases = groups.map((group) =>
  group.map((phrase): Phrase => ({ words: syllables(phrase), marked: [...wordsWithMarks(phrase)] })),
);

export interface Phrase {
  readonly words: readonly string[];
  /** Its words with their marks, in the form in which entries keep theirs. */
  readonly marked: readonly string[];
}

export interface Substitute {
  /** Places of the phrase in the topic. */
  readonly from: number;
  readonly to: number;
  /** Other ways to say it. */
  readonly others: readonly Phrase[];
}

/** The phrases of the topic that can be said otherwise. */
export function substitutesIn(topic: readonly (string | undefined)[]): Substitute[] {
  const found: Substitute[] = [];
  for (const group of phrases)
    for (const phrase of group)
      for (let at = 0; at + phrase.words.length <= topic.length; at++)
        if (phrase.words.every((word, i) => topic[at + i] === word))
          found.push({
            from: at,
            to: at + phrase.words.length,
            others: group.filter((other) => other !== phrase),
          });
  return found;
}
