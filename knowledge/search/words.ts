import { fold, normalise } from '../text.ts';
import { questionPhraseAt, questionRole, type QuestionRole } from './question-words.ts';

/** One word (tiếng, số or "KH&CN") of a text, with its place in the normalised text. */
export interface Word {
  /** As typed, NFC. */
  readonly text: string;
  /** The form that is indexed: lower case, no marks, one spelling for i/y. */
  readonly folded: string;
  readonly start: number;
  readonly end: number;
}

const wordPattern = /[\p{L}\p{M}\p{N}]+(?:&[\p{L}\p{M}\p{N}]+)*/gu;
const finalIorY = /^(h|k|l|m|s|t|qu)i$/u;
const quiBeforeFinal = /^qui(?=[a-z])/u;

/** The letters that Vietnamese is written with, precomposed: folding looks them up, for it runs over every plan. */
const vietnamese: ReadonlyMap<string, string> = new Map(
  'àáảãạăằắẳẵặâầấẩẫậèéẻẽẹêềếểễệìíỉĩịòóỏõọôồốổỗộơờớởỡợùúủũụưừứửữựỳýỷỹỵđ'
    .split('')
    .flatMap((letter) => [letter, letter.toUpperCase()])
    .map((letter) => [letter, fold(letter)]),
);

/** "Quí" and "Quý" → "quy", "kĩ" and "kỹ" → "ky", "hoà" and "hòa" → "hoa". Idempotent. */
export function foldWord(word: string): string {
  const folded = foldLetters(word);
  return folded.includes('i') ? folded.replace(finalIorY, '$1y').replace(quiBeforeFinal, 'quy') : folded;
}

function foldLetters(word: string): string {
  let folded = '';
  for (let at = 0; at < word.length; at += 1) {
    const letter = word.charAt(at);
    const base = letter < '\u0080' ? letter : vietnamese.get(letter);
    if (base === undefined) return fold(word);
    folded += base;
  }
  return folded.toLowerCase();
}

/** The words of a text in order. Places count in `normalise(text)`, so that NFD input keeps its places. */
export function wordsOf(text: string): Word[] {
  const found: Word[] = [];
  for (const match of normalise(text).matchAll(wordPattern)) {
    const folded = foldWord(match[0]);
    if (folded === '') continue;
    found.push({ text: match[0], folded, start: match.index, end: match.index + match[0].length });
  }
  return found;
}

/** Two neighbouring syllables as one index term: "danh_gia". */
export function bigram(first: string, second: string): string {
  return `${first}_${second}`;
}

/** All neighbouring pairs of folded words, in order. */
export function bigramsOf(folded: readonly string[]): string[] {
  return folded.slice(1).map((word, at) => bigram(folded[at] ?? '', word));
}

/** Does the person type diacritics? Half-marked text ("hướng dẩn tai chinh") counts as marked. */
export function isMarked(words: readonly Word[]): boolean {
  const letters = words.filter((word) => /\p{L}/u.test(word.text));
  const marked = letters.filter((word) => hasMark(word.text));
  return marked.length * 4 >= letters.length && marked.length > 0;
}

/** "hướng" → true, "huong" and "cho" → false. */
export function hasMark(word: string): boolean {
  return /[đĐ]/u.test(word) || /\p{M}/u.test(word.normalize('NFD'));
}

export interface QuestionWord extends Word {
  readonly role: QuestionRole;
}

/**
 * The words of a question, each with its role: `drop` only asks, `weak` may be content ("ban" typed for bạn or ban),
 * `keep` is content. A question made of asking words alone keeps them all.
 */
export function questionWordsOf(text: string): QuestionWord[] {
  const words = wordsOf(text);
  const marked = isMarked(words);
  const folded = words.map((word) => word.folded);
  const roles: QuestionRole[] = words.map((word) => questionRole(word, marked));
  for (let at = 0; at < words.length; at += 1) {
    const length = questionPhraseAt(folded, at);
    roles.fill('drop', at, at + length);
    at += Math.max(0, length - 1);
  }
  const allDropped = roles.every((role) => role === 'drop');
  return words.map((word, at) => ({ ...word, role: allDropped ? 'keep' : (roles[at] ?? 'keep') }));
}

const toneMarks = /[\u0300\u0301\u0303\u0309\u0323]/gu;

/** A key that keeps diacritics but not where the tone stands: "hoà" and "hòa" share one, "hóa" has another. */
export function markKey(word: string): string {
  const marked = word.toLowerCase().normalize('NFD');
  const tone = marked.match(toneMarks)?.join('') ?? '';
  return marked.replace(toneMarks, '').replace(finalIorY, '$1y').normalize('NFC') + tone;
}
