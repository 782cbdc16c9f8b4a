import { initialSound, isSyllable, onsetOf } from './syllable.ts';
import type { Vocabulary } from './vocabulary.ts';
import type { Word } from './words.ts';

export interface Neighbours {
  readonly before: string | undefined;
  readonly after: string | undefined;
}

export interface Surroundings extends Neighbours {
  /** Typed with diacritics, or among words with diacritics. */
  readonly deliberate: boolean;
  /** A syllable of everyday speech, whatever its marks. */
  readonly isEveryday: boolean;
}

const letters = 'abcdeghiklmnopqrstuvxy'.split('');
const longestTypo = 9;
/** How many times likelier than by chance two words must stand together to vouch for a repair. */
const vouchingLift = 8;
/** The same for a slip in a word that was typed on purpose. */
const strongLift = 25;

/** Finals that people write alike (miền Nam, miền Trung): n/ng, c/t, n/nh. */
const alikeFinals = [
  ['n', 'ng'],
  ['c', 't'],
  ['nh', 'n'],
  ['ch', 't'],
] as const;

/**
 * "truonng" → "truong": the known syllable one slip away (a letter more, less, other, or two swapped) with the same
 * initial sound. A word that is itself a possible syllable is changed only when a neighbour vouches for the repair; an
 * everyday word and a name only between sounds that are confused ("xáng tạo" → sang). Undefined when nothing fits.
 */
export function correctTypo(word: Word, around: Surroundings, vocabulary: Vocabulary): string | undefined {
  const typed = word.folded;
  if (typed.length < 3 || typed.length > longestTypo || !/^[a-z]+$/u.test(typed)) return undefined;
  const plausible = isSyllable(typed);
  const soundsOnly = plausible && (around.isEveryday || (around.deliberate && /^\p{Lu}/u.test(word.text)));
  const alike = new Set(alikeSounds(typed));
  const rated = [...new Set([...alike, ...(soundsOnly ? [] : oneSlipAway(typed))])]
    .filter(
      (form) =>
        vocabulary.frequency(form) > 0 && isSyllable(form) && initialSound(form) === initialSound(typed),
    )
    .map((form) => ({ form, ...rate(form, around, vocabulary) }))
    .filter(({ form, lift }) => {
      if (!plausible && isCommon(form, typed, vocabulary)) return true;
      return lift >= (plausible && around.deliberate && !alike.has(form) ? strongLift : vouchingLift);
    });
  rated.sort((one, other) => other.score - one.score);
  return rated[0]?.form;
}

function isCommon(form: string, typed: string, vocabulary: Vocabulary): boolean {
  return typed.length >= 4 && vocabulary.frequency(form) >= 3;
}

function rate(
  form: string,
  { before, after }: Neighbours,
  vocabulary: Vocabulary,
): { score: number; lift: number } {
  const lifts = [liftOf(before, form, vocabulary), liftOf(form, after, vocabulary)] as const;
  const score = Math.log(vocabulary.frequency(form)) + 3 * Math.log1p(lifts[0]) + 3 * Math.log1p(lifts[1]);
  return { score, lift: Math.max(...lifts) };
}

/** How many times more often two words stand together than by chance. */
function liftOf(first: string | undefined, second: string | undefined, vocabulary: Vocabulary): number {
  if (first === undefined || second === undefined) return 0;
  const together = vocabulary.pairFrequency(first, second);
  if (together === 0) return 0;
  return (together * vocabulary.size) / (vocabulary.frequency(first) * vocabulary.frequency(second));
}

function oneSlipAway(word: string): string[] {
  const forms: string[] = [];
  for (let at = 0; at <= word.length; at += 1) {
    const head = word.slice(0, at);
    const tail = word.slice(at);
    if (tail !== '') forms.push(head + tail.slice(1));
    if (tail.length > 1) forms.push(head + tail.charAt(1) + tail.charAt(0) + tail.slice(2));
    for (const letter of letters) forms.push(head + letter + tail, head + letter + tail.slice(1));
  }
  return forms;
}

function alikeSounds(word: string): string[] {
  const onset = onsetOf(word);
  const rime = word.slice(onset.length);
  const onsets = [
    'ch',
    'tr',
    's',
    'x',
    'd',
    'gi',
    'r',
    'v',
    'l',
    'n',
    'c',
    'k',
    'qu',
    'g',
    'gh',
    'ng',
    'ngh',
  ];
  const byOnset = onsets
    .filter((other) => other !== onset && initialSound(`${other}a`) === initialSound(word))
    .map((other) => other + rime);
  const byFinal = alikeFinals.flatMap(([one, other]) => [
    ...(word.endsWith(one) ? [word.slice(0, -one.length) + other] : []),
    ...(word.endsWith(other) ? [word.slice(0, -other.length) + one] : []),
  ]);
  return [...byOnset, ...byFinal, word.replace(/i$/u, 'y'), word.replace(/y$/u, 'i')];
}
