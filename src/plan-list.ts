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

/** What `holdsWords` looks into: the title, number, issuer and year of a plan, and what else is named. */
export function wordsOf({ title, number, symbol, issuer, year }: ListedDocument, id: string): string {
  return fold([title, number, symbol, issuer, year, id].filter(Boolean).join(' '));
}

/** Whether every word that was typed, with or without diacritics, stands in a text of `wordsOf`. */
export function holdsWords(text: string, typed: string): boolean {
  return fold(typed)
    .split(/\s+/)
    .every((word) => text.includes(word));
}
