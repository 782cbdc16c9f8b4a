import { sql } from 'kysely';
import type { PlanCard, OfficeHead } from '../../knowledge/ask/office.ts';
import { rarityOf } from '../../knowledge/ask/office.ts';
import { createExpander, type Expander } from '../../knowledge/search/abbreviations.ts';
import { syllables } from '../../knowledge/text.ts';
import type { Reading } from './reading.ts';

/** An office as the tables number it. */
export interface KnownOffice {
  readonly number: number;
  /** Its duties and passages. */
  readonly size: number;
  readonly head: OfficeHead;
}

/** What is kept in memory of the whole collection, as of one generation: offices, and a card for each plan. */
export interface SearchHeads {
  readonly generation: number;
  readonly wordsTotal: number;
  readonly offices: readonly KnownOffice[];
  /** How questions are read: short forms that the plans explain, the places of their offices. */
  readonly readQuestion: Expander;
}

/** A card as it is stored. */
export type StoredCard = PlanCard & { readonly issuer: string };
export type StoredHead = Pick<
  OfficeHead,
  'id' | 'name' | 'places' | 'widerPlaces' | 'type' | 'body' | 'units'
>;

export async function readGeneration(queries: Reading): Promise<number> {
  const { rows } = await sql<{ generation: number }>`select generation from plan_search.state`.execute(
    queries,
  );
  return rows[0]?.generation ?? 0;
}

/** The offices that have plans, in the order of their first plans. */
export async function readHeads(queries: Reading, only?: string): Promise<SearchHeads> {
  const state = await sql<{ generation: number; words_total: number; learned: string; places: string }>`
    select generation, words_total, learned, places from plan_search.state`.execute(queries);
  const offices = await sql<{ number: number; id: string; size: number; head: string }>`
    select number, id, size, head from plan_search.offices o
    where exists (select from plan_search.plans p where p.office = o.number)
      and (${only ?? null}::text is null or id = ${only ?? null})
    order by (select min(p.id) from plan_search.plans p where p.office = o.number)`.execute(queries);
  const cards = await sql<{ office: number; card: string }>`
    select office, card from plan_search.plans order by office, id`.execute(queries);
  const byOffice = new Map<number, StoredCard[]>();
  for (const { office, card } of cards.rows) {
    const list = byOffice.get(office) ?? [];
    list.push(JSON.parse(card) as StoredCard);
    byOffice.set(office, list);
  }
  const [row] = state.rows;
  const learned = JSON.parse(row?.learned ?? '{}') as Record<string, string>;
  const places = JSON.parse(row?.places ?? '[]') as string[];
  return {
    generation: row?.generation ?? 0,
    wordsTotal: row?.words_total ?? 0,
    offices: offices.rows.map(({ number, size, head }) => ({
      number,
      size,
      head: headOf(JSON.parse(head) as StoredHead, size, byOffice.get(number) ?? []),
    })),
    readQuestion: createExpander({ learned, places }),
  };
}

function headOf(head: StoredHead, size: number, stored: readonly StoredCard[]): OfficeHead {
  const cards = stored.map(({ issuer: _issuer, ...card }): PlanCard => card);
  return {
    ...head,
    cards,
    ...wordsOfCards(stored),
    rarest: rarityOf(0, size),
  };
}

function wordsOfCards(cards: readonly StoredCard[]): Pick<OfficeHead, 'titleWords' | 'numberWords'> {
  const titleWords = new Set<string>();
  const numberWords = new Set<string>();
  for (const issuer of new Set(cards.map((card) => card.issuer)))
    for (const word of syllables(issuer)) titleWords.add(word);
  for (const { title, number } of cards) {
    for (const word of title.split(' ')) if (word) titleWords.add(word);
    for (const word of syllables(number ?? '')) numberWords.add(word);
  }
  return { titleWords, numberWords };
}
