import type { PlanDocument } from '../knowledge/assignment.ts';
import { fold } from '../knowledge/text.ts';

/** What a plan is listed and found by. */
export type ListedDocument = Pick<PlanDocument, 'title' | 'number' | 'issuer' | 'year'> & {
  readonly symbol?: string | null;
};

const { compare } = new Intl.Collator('vi');

/** By office in the order of the Vietnamese alphabet, the newest year first. */
export function byOffice(one: ListedDocument, other: ListedDocument): number {
  return compare(one.issuer, other.issuer) || (other.year ?? 0) - (one.year ?? 0);
}

/** What `holdsWords` looks into: the title, number, issuer and year of a plan, and more where it is given. */
export function wordsOf(document: ListedDocument, ...more: readonly string[]): string {
  const { title, number, symbol, issuer, year } = document;
  return fold([title, number, symbol, issuer, year, ...more].filter(Boolean).join(' '));
}

/** Whether every word that was typed, with or without diacritics, begins a word of what `wordsOf` made. */
export function holdsWords(text: string, typed: string): boolean {
  const words = fold(typed)
    .split(/\s+/)
    .map((word) => word.replace(/[,.;:–-]+$/u, ''))
    .filter((word) => word !== '');
  return words.every((word) => beginsIn(text, word));
}

const letterOrDigit = /[\p{L}\p{N}]/u;

/** "17/kh" stands in "so 17/kh-ubnd", not in "117/kh-ubnd"; so does "ubnd". */
function beginsIn(text: string, word: string): boolean {
  for (let at = text.indexOf(word); at >= 0; at = text.indexOf(word, at + 1))
    if (!letterOrDigit.test(text.charAt(at - 1))) return true;
  return false;
}

export interface Page<T> {
  readonly rows: readonly T[];
  readonly page: number;
  /** How many pages there are; 1 of nothing. */
  readonly pages: number;
}

/** The page that was asked for, or the nearest that there is. */
export function pageOf<T>(all: readonly T[], asked: number, perPage: number): Page<T> {
  const pages = Math.max(1, Math.ceil(all.length / perPage));
  const page = Number.isInteger(asked) ? Math.min(Math.max(1, asked), pages) : 1;
  return { rows: all.slice((page - 1) * perPage, page * perPage), page, pages };
}
