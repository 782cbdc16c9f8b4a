import { fold } from '../text.ts';
import { joinedSigns } from './misreadings.ts';
import type { SyllableModel } from './syllable-model.ts';

/** Signs that scanners print for each other, one class a line; the first stands for all. */
const classes = ['il1tjfr|!', 'oe0c6€¢&', 'unvwym', 'a4', 's5$§', 'hbk', 'gq9', 'z2'];
const classOf = new Map(
  classes.flatMap((signs) => Array.from(signs).map((sign) => [sign, signs[0] ?? sign] as const)),
);

/** Finds the syllables of a model that look like a word: by their shapes, of which one may be amiss. */
export function alikeWords(model: SyllableModel): (word: string) => readonly string[] {
  const byShape = new Map<string, string[]>();
  for (const words of model.byFolded.values())
    for (const word of words)
      for (const shape of nearShapes(word)) {
        const own = byShape.get(shape);
        if (own) own.push(word);
        else byShape.set(shape, [word]);
      }
  return (word) => [...new Set(nearShapes(word).flatMap((shape) => byShape.get(shape) ?? []))];
}

/** The shape of a word, and each shape it has without one of its signs or with two signs taken for one. */
function nearShapes(word: string): string[] {
  const folded = fold(word);
  const read = [folded];
  for (let at = 0; at < folded.length - 1; at++) {
    const one = joinedSigns(folded.slice(at, at + 2));
    if (one) read.push(`${folded.slice(0, at)}${one}${folded.slice(at + 2)}`);
  }
  const shapes = read.map((text) => Array.from(text).map((sign) => classOf.get(sign) ?? sign));
  const less = (shapes[0] ?? []).map((_, at) => (shapes[0] ?? []).toSpliced(at, 1));
  return [...new Set([...shapes, ...less].map((signs) => signs.join('')))];
}
