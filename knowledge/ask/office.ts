import type { Citation, Plan, PlanDocument } from '../assignment.ts';
import { syllables } from '../text.ts';
import type { Entries, Entry } from './entry.ts';
import type { DocumentFact, OfficeName } from './finding.ts';
import type { Period } from './period.ts';
import type { NumberMention } from './read-numbers.ts';
import type { UnitName } from './unit-names.ts';

/** A plan as its office's list has it: enough to tell which one a question names. */
export interface PlanCard extends Pick<
  PlanDocument,
  'id' | 'type' | 'number' | 'issuedOn' | 'year' | 'signer' | 'effects'
> {
  /** The last year that it is for: 2025 of "giai đoạn 2021-2025". */
  readonly lastYear: number | null;
  /** Folded words of the title, with a space around each. */
  readonly title: string;
}

/** A plan's own facts, each with what may be cited for it. */
export interface PlanSheet {
  readonly document: PlanDocument;
  readonly fact: (fact: DocumentFact) => Citation[];
}

/** What is known of an office without looking anything up. */
export interface OfficeHead extends OfficeName {
  /** Folded place names that mean this office: "ngoc trao". */
  readonly places: readonly string[];
  /** Folded names of the larger place: "thanh hoa". */
  readonly widerPlaces: readonly string[];
  /** "so", "phuong"…: what kind of office it is. */
  readonly type: string;
  /** Folded name without the place: "so khoa hoc va cong nghe". */
  readonly body: string;
  readonly units: readonly UnitName[];
  /** Its plans in the order of their ids. */
  readonly cards: readonly PlanCard[];
  /** Folded words of the titles and the issuers of its plans. */
  readonly titleWords: ReadonlySet<string>;
  /** Folded pieces of its plans' numbers. */
  readonly numberWords: ReadonlySet<string>;
  /** Rarity of a word that the office's plans have never used. */
  readonly rarest: number;
}

/**
 * Cơ quan, as the engine asks about its plans. Where the plans are, in memory or in a database, makes no difference to
 * an answer. Entries come in the order of their plans' ids, and within a plan in the order of the text; where there
 * are very many, the first of them.
 */
export interface Office extends OfficeHead {
  /** The entries worth weighing for a question: all of a small office, what the index finds of a large one. */
  pool(asked: Asked): Entries;
  /** Inverse document frequency of a word or pair over the office's entries; undefined for one they never use. */
  rarity(gram: string): number | undefined;
  /** Duties that the unit has a part in. */
  duties(unit: UnitName): readonly Entry[];
  /** Duties with a time; at least those that touch the period. */
  dated(period: Period): readonly Entry[];
  /** The duties with these ids. */
  assignments(ids: readonly string[]): readonly Entry[];
  /** The duties of one plan. */
  dutiesOf(document: string): readonly Entry[];
  /** Passages, at least those that print such a thing. */
  printing(what: Printed): readonly Entry[];
  /** The plans that name the document among what they cite. */
  citing(mention: NumberMention): readonly Plan[];
  /** Does a plan cite the document, or a duty or passage at least name its number? */
  mentions(mention: NumberMention): 'cited' | 'named' | undefined;
  sheet(document: string): PlanSheet | undefined;
  plan(document: string): Plan | undefined;
}

/** What a question is about: as it was written, and the folded words that name its matter. */
export interface Asked {
  readonly text: string;
  readonly topic: readonly (string | undefined)[];
}

/** "amount": tiền · "contact": điện thoại, thư điện tử, trang mạng · a counted thing: "to dan". */
export type Printed = 'amount' | 'contact' | { readonly counted: string };

/** More plans than this are not listed in one answer. */
export const listedAtMost = 100;

/** The sheets of the office's plans, as many as an answer may list. */
export function sheetsOf(office: Office, cards: readonly Pick<PlanCard, 'id'>[] = office.cards): PlanSheet[] {
  return cards.slice(0, listedAtMost).flatMap(({ id }) => office.sheet(id) ?? []);
}

export function cardOf(document: PlanDocument): PlanCard {
  const { id, type, number, issuedOn, year, signer, effects, title } = document;
  const words = ` ${syllables(title).join(' ')} `;
  return { id, type, number, issuedOn, year, lastYear: lastYearOf(document), signer, effects, title: words };
}

/** "giai đoạn 2021-2025", "đến năm 2030", else the plan's year. */
function lastYearOf({ title, year }: Pick<PlanDocument, 'title' | 'year'>): number | null {
  if (year === null) return null;
  const ends = [...title.matchAll(/(?:20\d\d\s*[-–]\s*|đến(?: hết)?(?: năm)? )(?<end>20\d\d)/gu)];
  return Math.max(year, ...ends.map(({ groups }) => Number(groups?.['end'])));
}

/** Does a word of the question tell this title from others of the office? */
export function tellsApart(word: string, card: PlanCard, cards: readonly PlanCard[]): boolean {
  return hasWord(card, word) && cards.some((other) => !hasWord(other, word));
}

const hasWord = ({ title }: PlanCard, word: string) => title.includes(` ${word} `);

export function wordsOfTitles(
  documents: readonly PlanDocument[],
): Pick<OfficeHead, 'titleWords' | 'numberWords'> {
  return {
    titleWords: new Set(documents.flatMap(({ title, issuer }) => syllables(`${title} ${issuer}`))),
    numberWords: new Set(documents.flatMap(({ number }) => syllables(number ?? ''))),
  };
}

/** Rarity of what `held` of `size` entries hold. */
export function rarityOf(held: number, size: number): number {
  return Math.log(1 + (size + 1) / (held + 0.5));
}
