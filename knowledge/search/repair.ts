import { normalise } from '../text.ts';
import everyday from '../rules/everyday-words.json' with { type: 'json' };
import { decodeTelex, decodeVni } from './keyboard.ts';
import { protectedSpans } from './protected-spans.ts';
import { questionSpellings } from './question-words.ts';
import { splitGlued } from './split-glued.ts';
import { isSyllable } from './syllable.ts';
import { correctTypo, type Neighbours } from './typos.ts';
import type { Vocabulary } from './vocabulary.ts';
import { foldWord, hasMark, isMarked, wordsOf, type Word } from './words.ts';

export type RepairKind = 'telex' | 'vni' | 'spelling' | 'split' | 'typo';

export interface RepairedWord {
  readonly from: string;
  readonly to: string;
  readonly kind: RepairKind;
}

export interface Repaired {
  /** NFC text with the unknown words repaired. */
  readonly text: string;
  readonly changes: readonly RepairedWord[];
}

export type Repairer = (question: string) => Repaired;

/** More unknown words than this are not a typing slip; the rest stays as typed. */
const mostRepairs = 40;

/** Everyday syllables that no plan may hold ("mưa", "vỉa hè"): changed only where sounds are confused. */
const everydayWords = new Set(everyday.vietnamese.split(' ').map(foldWord));
const foreign = new Set(everyday.foreign.split(' '));
const askingWords = new Set([...questionSpellings].map(foldWord));

/**
 * Repairs only words that the collection does not know: undecoded Telex and VNI, missing spaces, typing slips. Never
 * touches numbers, document numbers, capitals without vowels or known words. Build once per vocabulary.
 */
export function createRepairer(vocabulary: Vocabulary): Repairer {
  const known = (word: string): boolean => vocabulary.frequency(word) > 0 || askingWords.has(word);
  return (question) => {
    const text = normalise(question);
    const words = wordsOf(text);
    const guarded = protectedSpans(text);
    const marked = isMarked(words);
    const vniTyped =
      words.filter((word) => decodeVni(word.folded) !== undefined && word.folded.length > 3).length > 0;
    const changes: RepairedWord[] = [];
    let out = '';
    let done = 0;
    let tried = 0;
    for (const [at, word] of words.entries()) {
      if (known(word.folded) || foreign.has(word.folded) || guarded(word.start) || isAcronym(word)) continue;
      tried += 1;
      if (tried > mostRepairs) break;
      const neighbours = { before: words[at - 1]?.folded, after: words[at + 1]?.folded };
      const repair = repairWord(word, { vocabulary, known, neighbours, marked, vniTyped });
      if (repair === undefined) continue;
      out += text.slice(done, word.start) + repair.to;
      done = word.end;
      changes.push({ from: word.text, ...repair });
    }
    return { text: out + text.slice(done), changes };
  };
}

interface Surroundings {
  readonly vocabulary: Vocabulary;
  readonly known: (word: string) => boolean;
  readonly neighbours: Neighbours;
  /** The question is typed with diacritics, so a word without them is meant so. */
  readonly marked: boolean;
  /** The question holds a longer VNI word, so that "a2" may be one too. */
  readonly vniTyped: boolean;
}

function repairWord(word: Word, around: Surroundings): { to: string; kind: RepairKind } | undefined {
  const { vocabulary, known, neighbours, marked, vniTyped } = around;
  const lower = word.text.toLowerCase();
  if (/\d/u.test(lower)) {
    const decoded = lower.length > 3 || vniTyped ? decodeVni(lower) : undefined;
    return decoded !== undefined && known(foldWord(decoded)) ? { to: decoded, kind: 'vni' } : undefined;
  }
  if (word.text.includes('&')) return undefined;
  if (!hasMark(lower)) {
    const decoded = decodeTelex(lower);
    if (decoded !== undefined && known(foldWord(decoded))) return { to: decoded, kind: 'telex' };
  }
  const respelt = teenSpellings(lower).find((form) => known(foldWord(form)));
  if (respelt !== undefined) return { to: respelt, kind: 'spelling' };
  const parts = isSyllable(word.folded) ? undefined : splitGlued(word.folded, vocabulary);
  if (parts !== undefined) return { to: cut(word.text, parts), kind: 'split' };
  const isEveryday = everydayWords.has(word.folded);
  const deliberate = marked || hasMark(lower);
  const corrected = correctTypo(word, { ...neighbours, deliberate, isEveryday }, vocabulary);
  return corrected === undefined ? undefined : { to: vocabulary.spelling(corrected), kind: 'typo' };
}

/** "fường" → "phường", "wản" → "quản", "zự" → "dự": letters that Vietnamese does not have. */
function teenSpellings(word: string): string[] {
  const rest = word.slice(1);
  if (word.startsWith('f')) return [`ph${rest}`];
  if (word.startsWith('w')) return [`qu${rest}`, `o${rest}`];
  if (word.startsWith('z')) return [`d${rest}`, `gi${rest}`];
  return word.startsWith('j') ? [`gi${rest}`, `ch${rest}`] : [];
}

/** Cuts the typed word at the lengths of its folded parts, so that typed diacritics stay. */
function cut(typed: string, parts: readonly string[]): string {
  if (parts.join('').length !== typed.length) return parts.join(' ');
  let from = 0;
  return parts
    .map((part) => {
      from += part.length;
      return typed.slice(from - part.length, from);
    })
    .join(' ');
}

/** "HTQLCL", "xyz": an abbreviation that nobody explained is not a slip. */
function isAcronym(word: Word): boolean {
  if (!/[aeiouy]/u.test(word.folded)) return !/w/u.test(word.folded) || word.folded.length < 2;
  return (
    word.text.length > 1 &&
    word.text.length <= 6 &&
    word.text === word.text.toUpperCase() &&
    !isSyllable(word.folded)
  );
}
