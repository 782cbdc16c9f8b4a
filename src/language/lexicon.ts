import { elsewhere } from './lexicon/elsewhere.ts';
import { officeWork } from './lexicon/office-work.ts';
import { ownMatter } from './lexicon/own-matter.ts';
import { questionWords } from './lexicon/questions.ts';
import { smallTalk } from './lexicon/small-talk.ts';

/**
 * Word classes over plain words (see spelling.ts) joined by single spaces. A class that fires becomes a feature, and
 * so does each pair of classes: that is where WHO with SETTLE (a question about complaints) parts from ME with WISH
 * (a complaint). Add words to the lexicon when a way of speaking is missed; the weights are learnt.
 */
const classes = { ...questionWords, ...officeWork, ...ownMatter, ...smallTalk, ...elsewhere };

export type WordClass = keyof typeof classes;

const table = Object.entries(classes) as readonly (readonly [WordClass, RegExp])[];

/** The classes that fire, in the order of the lexicon. */
export function wordClasses(joined: string): WordClass[] {
  return table.filter(([, pattern]) => pattern.test(joined)).map(([name]) => name);
}
