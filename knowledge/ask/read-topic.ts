import { fold, syllables } from '../text.ts';
import { tellsApart, type Office } from './office.ts';
import type { Aspect } from './finding.ts';
import * as cue from './lexicon.ts';
import { substitutesIn } from './synonyms.ts';
import { escaped, without } from './plain.ts';

/** "kế hoạch ISO", "kế hoạch 09", "KH mục tiêu chất lượng": the plan meant, among those of the office. */
export function readDocuments(plain: string, office: Office): string[] {
  const { cards } = office;
  if (cards.length < 2) return [];
  const symbol =
    / (?:ke hoach|van ban)(?: [a-z]+){0,3}? (?:so )?(?<number>\d+)(?:\/(?<symbol>[a-z-]+))? /u.exec(plain);
  const number = symbol?.groups?.['number'];
  if (number) {
    const same = cards.filter((card) => {
      const own = fold(card.number ?? '');
      return own.split('/')[0]?.replace(/^0+/, '') === number.replace(/^0+/, '');
    });
    if (same.length > 0) return same.map(({ id }) => id);
  }
  // The office's own name tells none of its plans apart, even where only one prints it in its title.
  const told = without(plain, new RegExp(` ${escaped(office.body)} `, 'gu'));
  const after =
    / (?:theo|trong|cua|tai|o|thuoc) (?:ban |cai )?ke hoach (?<words>(?:[a-z0-9&:]+ ){1,7})/u.exec(told)
      ?.groups?.['words'] ??
    / ke hoach (?<words>iso [a-z0-9]+|[a-z0-9]+ iso|muc tieu [a-z]+)/u.exec(told)?.groups?.['words'];
  if (!after) return [];
  const words = after.split(' ').filter((word) => word && !cue.glueWords.has(word));
  const scores = cards.map((card) => ({
    id: card.id,
    score: words.filter((word) => tellsApart(word, card, cards)).length,
  }));
  const best = Math.max(...scores.map(({ score }) => score));
  if (best === 0) return [];
  const named = scores.filter(({ score }) => score === best);
  return named.length === 1 ? named.map(({ id }) => id) : [];
}

/** Glue that is as often a syllable of a name. */
const alsoNames: ReadonlySet<string> = new Set(['thi', 'ke', 'roi']);

const isYear = (word: string | undefined) => /^20\d\d$/u.test(word ?? '');

/** What a question is about. */
export interface Topic {
  /** The words that name it, in order; `undefined` where words were taken out. */
  readonly topic: readonly (string | undefined)[];
  /** At the same places: words taken out that may be the other syllable of a name, "bằng" of "bằng lái". */
  readonly taken: readonly (string | undefined)[];
}

/** The words that name a task: cues, offices, glue taken out; an asking word stays beside a word of the plans. */
export function readTopic(
  rest: string,
  offices: readonly Office[],
  aspects: readonly Aspect[],
  /** Words that are others than the asking words of the same letters: "chợ", not "cho". */
  meant: ReadonlySet<string>,
  /** The words typed with marks: of those, what asks is no syllable of a name. */
  marks: ReadonlyMap<string, string>,
): Topic {
  let text = rest;
  const roles = cue.rolePhrases(aspects);
  for (const pattern of [cue.who, cue.askingPhrases, ...roles])
    text = without(text, new RegExp(pattern.source, 'gu'));
  // A document's number is told apart into the words that the plans are read in.
  const words = text
    .split(' ')
    .flatMap((word) => (/\d.*\/|\d-[a-z]/u.test(word) ? syllables(word) : word || []));
  const compounds = inCompounds(words);
  const isGlue = (word: string | undefined) =>
    !word || ((/^(?:[a-z]|\|)$/u.test(word) || cue.glueWords.has(word)) && !meant.has(word));
  const known = (a: string | undefined, b: string | undefined) =>
    Boolean(a && b) && offices.some((office) => office.rarity(`${a}_${b}`) !== undefined);
  // "gặp dân" says "tiếp công dân"
  const phrases = substitutesIn(words).filter(({ from, to }) => to - from > 1);
  const topic = words.map((word, i) => {
    // "một cửa" is a matter, "của" is none
    if ((word === 'cua' && words[i - 1] === 'mot') || (word === 'mot' && words[i + 1] === 'cua')) return word;
    if (word === 'xem' && words[i + 1] === 'xet') return word;
    // "tờ rơi", "thị trường", "góp ý": no "rồi", "thì", "y" beside a word that the plans put there
    if (
      (alsoNames.has(word) || /^[a-z]$/u.test(word)) &&
      (known(words[i - 1], word) || known(word, words[i + 1]))
    )
      return word;
    if (isGlue(word)) return undefined;
    // "năm 2024" names a time
    if (word === 'nam' && isYear(words[i + 1])) return undefined;
    if (/^(?:dau|giua|cuoi)$/u.test(word ?? '') && words[i + 1] === 'nam' && isYear(words[i + 2]))
      return undefined;
    const asks = cue.askingWords.has(word) || compounds.has(i) || words[i + 1] === 'nao';
    if (!asks || meant.has(word) || phrases.some(({ from, to }) => from <= i && i < to)) return word;
    const before = words[i - 1];
    const after = words[i + 1];
    const holds = (other: string | undefined, pair: boolean) => !isGlue(other) && other !== undefined && pair;
    return holds(before, known(before, word)) || holds(after, known(word, after)) ? word : undefined;
  });
  const taken = words.map((word, i) =>
    topic[i] === undefined && cue.namingToo.has(word) && !marks.has(word) && !compounds.has(i)
      ? word
      : undefined,
  );
  return { topic, taken };
}

/** Places of the words that belong to an asking compound. */
function inCompounds(words: readonly string[]): ReadonlySet<number> {
  const text = ` ${words.join(' ')} `;
  const places = new Set<number>();
  for (const { index, 0: compound } of text.matchAll(cue.askingCompounds)) {
    const first = text.slice(0, index).split(' ').length - 2;
    compound.split(' ').forEach((_, i) => places.add(first + i));
  }
  return places;
}
