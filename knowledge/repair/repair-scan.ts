import type { DoubtfulWord } from '../reading/doubt-marks.ts';
import { fold, oneTonePlace } from '../text.ts';
import { alikeWords } from './alike-words.ts';
import { chancesOf, type Reading } from './likely-words.ts';
import { dearest, misreadingCost } from './misreadings.ts';
import { damageOf } from './scan-damage.ts';
import { slotsOf, type Slot } from './scan-slots.ts';
import type { SyllableModel } from './syllable-model.ts';

/** Chữ được khôi phục: what the machine reads for a word of a scan. */
export interface Repair {
  /** 1-based. */
  readonly line: number;
  readonly from: string;
  readonly to: string;
}

/** A word that goes well with its neighbours as it is. */
export interface Confirmed {
  readonly line: number;
  /** All that is printed there without a space. */
  readonly chunk: string;
}

export interface RepairedScan {
  /** As many lines as before, in the same order. */
  readonly text: string;
  readonly repairs: readonly Repair[];
  /** What was likely misread and stays as scanned, because no reading of it is sure. */
  readonly unsure: readonly Repair[];
  readonly confirmed: readonly Confirmed[];
}

/** A reading is taken at this chance. */
const sure = 0.85;
/** At this damage nothing that a text says is taken for granted. */
const spoilt = 0.3;
/** What it costs besides to read other letters where the printed ones make up a known word. */
const wrongLetters = 2;
/** Readings of a word that are weighed against each other. */
const most = 8;

/**
 * Khôi phục chữ quét: diacritics and misread letters are put right where the office's own clean plans leave hardly a
 * doubt. Figures, dates and numbers of documents are never touched; neither is the scan, beside which the repaired
 * text stands line for line.
 */
export function repairScan(
  text: string,
  model: SyllableModel,
  doubts: readonly DoubtfulWord[] = [],
): RepairedScan {
  const lines = text.split('\n');
  const doubted = new Map(doubts.map(({ line, word, confidence }) => [`${line} ${word}`, confidence]));
  const confidence = ({ line, chunk }: Slot): number => doubted.get(`${line} ${chunk}`) ?? 100;
  const damage = damageOf(text);
  const isRead = (slot: Slot): boolean => damage < spoilt && confidence(slot) === 100;
  const misread = (slot: Slot): number => {
    if (isRead(slot)) return 0.002;
    const own = confidence(slot);
    return Math.min(0.8, 0.01 + damage * 0.8 + (own < 50 ? 0.5 : own < 100 ? 0.2 : 0));
  };
  const readings = readingsBy(model, misread);
  const found: { readonly slot: Slot; readonly words: string[]; chance: number }[] = [];
  for (const run of slotsOf(lines, model)) {
    const options = run.map(readings);
    const best = chancesOf(options, model).map((chances, index) => {
      const at = chances.indexOf(Math.max(...chances));
      return { word: options[index]?.[at]?.word ?? '', chance: chances[at] ?? 0 };
    });
    for (const [index, { word, chance }] of best.entries()) {
      const slot = run[index];
      if (!slot) continue;
      const known = neighbours(best[index - 1]?.word, word, best[index + 1]?.word, model);
      // Likeness alone is no proof; against an engine that was sure, both neighbours must speak.
      const isProven = isSame(word, slot.word) || known === 2 || (known === 1 && !isRead(slot));
      const own = isProven ? chance : Math.min(chance, sure - 0.01);
      const last = found.at(-1);
      if (slot.goesOn && last) {
        last.words.push(word);
        last.chance = Math.min(last.chance, own);
      } else found.push({ slot, words: [word], chance: own });
    }
  }
  const changed = found.flatMap(({ slot, words, chance }) => {
    const to = inCaseOf(words.join(' '), slot.printed);
    return slot.isKept || isSame(to, slot.printed) ? [] : [{ slot, to, chance }];
  });
  const named = (isSure: boolean): Repair[] =>
    changed
      .filter(({ chance }) => chance >= sure === isSure)
      .map(({ slot, to }) => ({ line: slot.line, from: slot.printed, to }));
  const repaired = changed.filter(({ chance }) => chance >= sure);
  const confirmed = found
    .filter(
      ({ slot, words, chance }) => !slot.isKept && isSame(words.join(' '), slot.printed) && chance >= sure,
    )
    .map(({ slot: { line, chunk } }) => ({ line, chunk }));
  return { text: applied(lines, repaired), repairs: named(true), unsure: named(false), confirmed };
}

/** "hòa" and "hoà" are one word, whichever the office prefers. */
function isSame(one: string, other: string): boolean {
  return oneTonePlace(one.toLowerCase()) === oneTonePlace(other.toLowerCase());
}

/** Beside how many of its neighbours a syllable was seen. */
function neighbours(before = '', word: string, after = '', model: SyllableModel): number {
  return [model.pairs(before, word), model.pairs(word, after)].filter((times) => times > 0).length;
}

function applied(lines: readonly string[], changes: readonly { slot: Slot; to: string }[]): string {
  const repaired = [...lines];
  for (const { slot, to } of changes.toReversed()) {
    const line = repaired[slot.line - 1] ?? '';
    repaired[slot.line - 1] = `${line.slice(0, slot.at)}${to}${line.slice(slot.at + slot.printed.length)}`;
  }
  return repaired.join('\n');
}

/** "QUAN LY" stays in capitals, "Dinh ky" keeps its first. */
function inCaseOf(words: string, printed: string): string {
  // A small "l" at the head of a word is printed like a capital "I".
  if (printed.startsWith('I') && words.startsWith('l')) return words;
  const letters = printed.replace(/[^\p{L}]/gu, '');
  if (letters.length > 1 && letters === letters.toUpperCase()) return words.toUpperCase();
  return /^\P{L}*\p{Lu}/u.test(printed) ? `${words.charAt(0).toUpperCase()}${words.slice(1)}` : words;
}

/** The readings of each word, with what it costs to take them: `misread` is how often such a word is read wrongly. */
function readingsBy(model: SyllableModel, misread: (slot: Slot) => number): (slot: Slot) => Reading[] {
  const alike = alikeWords(model);
  const known = new Map<string, readonly Reading[]>();
  const candidates = (word: string): readonly Reading[] => {
    const before = known.get(word);
    if (before) return before;
    const isKnown = model.byFolded.has(fold(word));
    const found = alike(word)
      .filter((other) => !isSame(other, word))
      .map((other) => ({
        word: other,
        // Letters that make up a known word were hardly misread, its marks may well be.
        cost: misreadingCost(word, other) + (isKnown && fold(other) !== fold(word) ? wrongLetters : 0),
      }))
      .filter(({ cost }) => cost <= dearest + wrongLetters)
      .toSorted((a, b) => a.cost - Math.log(model.count(a.word)) - (b.cost - Math.log(model.count(b.word))))
      .slice(0, most);
    known.set(word, found);
    return found;
  };
  return (slot) => {
    const word = slot.word.toLowerCase();
    const isName = /^\p{Lu}\p{Ll}/u.test(slot.printed) && !slot.isFirst && model.count(word) === 0;
    const other = -Math.log(misread(slot)) + (isName ? 1.5 : 0);
    // A single sign that stands alone is dust as often as a letter.
    const isDust = word.length === 1;
    const others =
      slot.isKept || isDust
        ? []
        : candidates(word).map((reading) => ({ ...reading, cost: reading.cost + other }));
    const asLearnt =
      model.count(word) > 0 ? word : model.byFolded.get(fold(word))?.find((one) => isSame(one, word));
    return [{ word: asLearnt ?? word, cost: -Math.log(1 - misread(slot)) }, ...others];
  };
}
