import { fold } from '../text.ts';
import { isSyllable } from '../search/syllable.ts';
import type { Entry } from './entry.ts';
import type { Office } from './office.ts';
import { substitutesIn, type Phrase } from './synonyms.ts';
import type { Query } from './understand.ts';

/** So many words or fewer tell the matter alone, without a story around it. */
const compactAtMost = 5;
/** So much of a compact matter must stand in an entry as the question has it. */
const surelyMeant = 0.65;
/** A syllable without its neighbours, but with the very marks it was typed with. */
const aloneWorth = 0.3;

/** Citizens' small talk around the matter: a word that no plan has counts, but not fully. */
const unknownWordWeight = 0.55;
const yearWeight = 0.3;
const bigramShare = 0.35;

/** A synonym counts, but less than the word itself. */
const substituteWorth = 0.7;

/** A word typed with marks that the plan writes only with others: "lương" is hardly "lượng". */
const otherMarksWorth = 0.5;
/** A pair of words that no plan of the office has: it can only speak against. */
const unknownPairShare = 0.25;

interface Word {
  readonly weight: number;
  /** Weight without regard to small talk. */
  readonly rarity: number;
  readonly others: readonly Phrase[];
  /** As typed with marks, when it was. */
  readonly toned?: string | undefined;
  /** Its neighbours in the question, with the pairs that they make. */
  readonly neighbours: readonly { readonly word: string; readonly pair: string }[];
}

type Asked = Pick<Query, 'text' | 'topic' | 'taken' | 'tonedWords'>;

export interface Weights {
  readonly words: ReadonlyMap<string, Word>;
  readonly pairs: ReadonlyMap<string, number>;
  /** So little is asked about that a word with other marks is another word. */
  readonly brief: boolean;
  /** The matter is told in so few words that each of them counts. */
  readonly compact: boolean;
  readonly total: number;
  readonly pairTotal: number;
}

/** Weighs the question's words once per office. */
export function weigh(query: Asked, office: Office): Weights {
  const { topic } = query;
  const words = new Map<string, Word>();
  const pairs = new Map<string, number>();
  const substitutes = substitutesIn(topic);
  const parted = partedPairs(query.text);
  let total = 0;
  let pairTotal = 0;
  topic.forEach((word, i) => {
    if (!word) return;
    if (!words.has(word)) {
      const known = office.rarity(word) ?? office.rarest * unknownWordWeight;
      // A year is in every plan of that year and names no matter.
      const weight = /^20\d\d$/u.test(word) ? known * yearWeight : known;
      const others = substitutes
        .filter(({ from, to }) => from <= i && i < to)
        .flatMap((substitute) => substitute.others);
      words.set(word, {
        weight,
        rarity: office.rarity(word) ?? office.rarest,
        others,
        toned: query.tonedWords.get(word),
        neighbours: neighboursOf(word, query, parted),
      });
      total += weight;
    }
    const before = topic[i - 1];
    if (!before) return;
    const pair = `${before}_${word}`;
    const known = office.rarity(pair);
    if (pairs.has(pair)) return;
    if (known) pairs.set(pair, known);
    pairTotal += known ?? office.rarest * unknownPairShare;
  });
  const told = [...words.keys()].filter((word) => !/^\d/u.test(word)).length;
  return { words, pairs, brief: told <= 2, compact: told > 0 && told <= compactAtMost, total, pairTotal };
}

/** What stands beside the word, wherever it stands; a comma between them parts them. */
function neighboursOf(
  word: string,
  { topic, taken }: Asked,
  parted: ReadonlySet<string>,
): Word['neighbours'] {
  const at = (i: number) => topic[i] ?? taken[i];
  return topic
    .flatMap((other, i) => {
      if (other !== word) return [];
      const [before, after] = [at(i - 1), at(i + 1)];
      return [
        ...(before ? [{ word: before, pair: `${before}_${word}` }] : []),
        ...(after ? [{ word: after, pair: `${word}_${after}` }] : []),
      ];
    })
    .filter(({ pair }) => !parted.has(pair));
}

/** "xây, sửa nhà": words with a mark between them. */
function partedPairs(text: string): Set<string> {
  const pairs = fold(text).matchAll(/(?<before>[a-z0-9]+)\s*[,;:.?!()]\s*(?=(?<after>[a-z0-9]+))/gu);
  return new Set([...pairs].map(({ groups }) => `${groups?.['before']}_${groups?.['after']}`));
}

/** How well the entry holds a phrase: as its weakest word, and only if the words stand side by side. */
function holdsPhrase({ grams, tonedWords }: Entry, { words, marked }: Phrase): number {
  // "tuyển" alone is not that of "tuyên truyền"
  if (marked.length === 1 && !marked.every((word) => tonedWords.has(word))) return 0;
  let worth = 1;
  words.forEach((word, i) => {
    const gram = i === 0 ? word : `${words[i - 1]}_${word}`;
    worth = Math.min(worth, grams.get(gram) ?? 0);
  });
  return worth;
}

/** How well the entry holds the word itself: 1 in a task with the marks it was typed with. */
function ownWorth({ grams, tonedWords }: Entry, word: string, { toned }: Word, brief: boolean): number {
  const worth = grams.get(word) ?? 0;
  if (worth === 0 || !toned || tonedWords.has(toned)) return worth;
  return brief ? 0 : worth * otherMarksWorth;
}

/** How well the entry holds another phrase for it. */
const otherWorth = (entry: Entry, { others }: Word) =>
  substituteWorth * Math.max(0, ...others.map((other) => holdsPhrase(entry, other)));

/** Share of the question's content that the entry holds, 0 to 1. */
export function coverageOf(entry: Entry, weights: Weights): number {
  if (weights.total === 0) return 0;
  let words = 0;
  let substituted = false;
  for (const [word, known] of weights.words) {
    let worth = ownWorth(entry, word, known, weights.brief);
    if (worth < substituteWorth) {
      const other = otherWorth(entry, known);
      substituted ||= other > worth;
      worth = Math.max(worth, other);
    }
    words += known.weight * worth;
  }
  words /= weights.total;
  if (weights.pairTotal === 0) return words;
  let pairs = 0;
  for (const [pair, weight] of weights.pairs) pairs += weight * (entry.grams.get(pair) ?? 0);
  const coverage = (1 - bigramShare) * words + (bigramShare * pairs) / weights.pairTotal;
  // Words said otherwise share no pairs with the plan.
  return substituted ? Math.max(coverage, words * 0.85) : coverage;
}

/** How much of the question's own words an entry holds, no word of it taken for another. */
export function literalCoverageIn(query: Asked, office: Office): (entry: Entry) => number {
  const weights = weigh(query, office);
  const words = new Map([...weights.words].map(([word, known]) => [word, { ...known, others: [] }]));
  return (entry) => coverageOf(entry, { ...weights, words });
}

/** What holds only single syllables of a matter is near to it, but never answers. */
const metByChance = 0.4;

/** The coverage with which an entry may answer, or at least be called near. */
export function meantCoverageOf(entry: Entry, weights: Weights): number {
  return Math.min(coverageOf(entry, weights), meantAtMost(entry, weights));
}

/**
 * Does the entry meet a matter told in few words by chance? A word of Vietnamese is mostly of two syllables: "trưởng" of
 * "bổ nhiệm hiệu trưởng" is not that of "thủ trưởng". A syllable counts beside a neighbour that it has in the question,
 * or where it has none; two side by side that do not count are a word that the entry lacks. The less of the matter counts,
 * the less near the entry is.
 */
function meantAtMost(entry: Entry, { words, compact }: Weights): number {
  if (!compact) return 1;
  const lacked = new Set<string>();
  let total = 0;
  let held = 0;
  let named = false;
  for (const [word, known] of words) {
    if (/^\d+$/u.test(word)) {
      // "20/11" is met by no chance
      if (word.length === 2 && entry.grams.has(word)) return 1;
      continue;
    }
    const sure = surenessOf(entry, word, known);
    total += known.rarity;
    held += known.rarity * Math.min(1, sure / substituteWorth);
    if (sure <= aloneWorth) lacked.add(word);
    else named ||= !isSyllable(word);
  }
  const lacksWord = [...lacked].some((word) =>
    words.get(word)?.neighbours.some((other) => lacked.has(other.word)),
  );
  const byChance = (lacksWord && !named) || held < surelyMeant * total;
  return byChance ? Math.min(metByChance, (metByChance * held) / (surelyMeant * total)) : 1;
}

/** How surely the entry holds the word as the question has it. */
function surenessOf(entry: Entry, word: string, known: Word): number {
  const { neighbours, toned } = known;
  // "KPI" is a name by itself
  const inPlace =
    neighbours.length === 0 || !isSyllable(word) || neighbours.some(({ pair }) => entry.grams.has(pair));
  const alone = toned === undefined ? 0 : aloneWorth;
  const own = toned !== undefined && !entry.tonedWords.has(toned) ? 0 : (entry.grams.get(word) ?? 0);
  return Math.max(own * (inPlace ? 1 : alone), otherWorth(entry, known));
}
