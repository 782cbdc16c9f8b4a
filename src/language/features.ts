import { wordClasses, type WordClass } from './lexicon.ts';
import { plainWords } from './spelling.ts';
import { isSyllable } from './syllables.ts';

function lengthOf(words: readonly string[]): string {
  if (words.length <= 4) return String(words.length);
  if (words.length <= 8) return '5-8';
  return words.length <= 14 ? '9-14' : '15+';
}

const asking: readonly WordClass[] = [
  'WHO',
  'WHEN',
  'WHAT',
  'WHICH',
  'HOW',
  'WHERE',
  'HOWMANY',
  'YESNO',
  'EITHER',
  'THENABOUT',
];

/** How much of it could not be a Vietnamese syllable at all: English, code, or a cat on the keyboard. */
function strangeness(words: readonly string[]): string | undefined {
  const spelled = words.filter((word) => !/^(?:num|numyear|datenum|docno|casecode|iso|tcvn)$/.test(word));
  const strange = spelled.filter((word) => !isSyllable(word)).length;
  if (strange === 0) return undefined;
  return strange / words.length > 0.4 ? 'strange:most' : 'strange:some';
}

export interface Reading {
  readonly classes: readonly WordClass[];
  readonly features: readonly string[];
}

/** What the recogniser looks at: plain words, neighbours, word classes and their pairs, first and last word, length. */
export function readText(text: string): Reading {
  const words = plainWords(text);
  const classes = wordClasses(words.join(' '));
  const strange = strangeness(words);
  const mood = asking.some((name) => classes.includes(name)) ? 'asks' : 'tells';
  const features = new Set([
    ...words.map((word) => `w:${word}`),
    ...words.slice(1).map((word, at) => `b:${words[at] ?? ''}_${word}`),
    ...classes.map((name) => `c:${name}`),
    ...classes.flatMap((name, at) => classes.slice(at + 1).map((other) => `p:${name}+${other}`)),
    `first:${words[0] ?? ''}`,
    `last:${words.at(-1) ?? ''}`,
    `length:${lengthOf(words)}`,
    // A long sentence that asks nothing is a story, and people tell stories because something is wrong.
    `${mood}:${lengthOf(words)}`,
    ...classes.map((name) => `${mood}+${name}`),
    ...(strange ? [strange] : []),
    ...(text.includes('?') ? ['mark:?'] : []),
  ]);
  return { classes, features: [...features] };
}
