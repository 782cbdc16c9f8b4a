import { sql } from 'kysely';
import { lonePlaceRules, placeRules } from '../../knowledge/search/place-names.ts';
import { withoutProtected } from '../../knowledge/search/protected-spans.ts';
import { isSyllable } from '../../knowledge/search/syllable.ts';
import { foldWord } from '../../knowledge/search/words.ts';
import { syllables } from '../../knowledge/text.ts';
import type { Teaching } from './plan-rows.ts';
import type { Reading } from './reading.ts';
import type { ShortForms } from './row-maker.ts';

export interface Learned {
  readonly forms: ShortForms;
  /** Plans, already in the index, that a short form reads otherwise now. */
  readonly affected: readonly { readonly id: string; readonly fingerprint: string }[];
}

export interface TeachingPlan {
  readonly id: string;
  readonly teaching: Teaching;
}

/** What all plans together teach about short forms, the new ones included; the state keeps it. */
export async function learn(queries: Reading, plans: readonly TeachingPlan[]): Promise<Learned> {
  const stored = await sql<{ id: string; abbreviations: string }>`
    select id, abbreviations from plan_search.plans where abbreviations <> '{}'`.execute(queries);
  const taught = new Map(
    stored.rows.map(({ id, abbreviations }) => [id, JSON.parse(abbreviations) as Teaching['abbreviations']]),
  );
  for (const { id, teaching } of plans) taught.set(id, teaching.abbreviations);
  const inOrder = [...taught].toSorted(byId);
  const learned = Object.assign({}, ...inOrder.map(([, forms]) => forms)) as Record<string, string>;
  const storedPlaces = await sql<{ places: string[]; id: string }>`
    select distinct on (places) places, id from plan_search.plans order by places, id`.execute(queries);
  const named = [
    ...storedPlaces.rows.map(({ id, places }) => [id, places] as const),
    ...plans.map(({ id, teaching }) => [id, teaching.places] as const),
  ].toSorted(byId);
  const places = [...new Set(named.flatMap(([, own]) => own))];
  const before = await sql<{ learned: string; places: string }>`
    select learned, places from plan_search.state`.execute(queries);
  const old = {
    learned: JSON.parse(before.rows[0]?.learned ?? '{}') as Record<string, string>,
    places: JSON.parse(before.rows[0]?.places ?? '[]') as string[],
  };
  await sql`update plan_search.state set learned = ${JSON.stringify(learned)},
    places = ${JSON.stringify(places)}`.execute(queries);
  const words = changedForms(old, { learned, places });
  if (words.length === 0) return { forms: { learned, places }, affected: [] };
  const { rows } = await sql<{ id: string; fingerprint: string }>`
    select id, fingerprint from plan_search.plans
    where raw_words @@ (${words.map((word) => `'${word}'`).join(' | ')}::tsquery)`.execute(queries);
  return { forms: { learned, places }, affected: rows };
}

const byId = ([one]: readonly [string, unknown], [other]: readonly [string, unknown]): number =>
  one < other ? -1 : 1;

/** The first words of the short forms that are read otherwise than before. */
function changedForms(before: ShortForms, after: ShortForms): string[] {
  const [old, now] = [before, after].map(({ learned, places }) => {
    const rules = [...placeRules(places), ...lonePlaceRules(places)];
    return new Set([
      ...Object.entries(learned).map(([form, full]) => JSON.stringify([form, full])),
      ...rules.map(({ form, reading }) => JSON.stringify([form, reading])),
    ]);
  });
  const differing = [...(old ?? []), ...(now ?? [])].filter((rule) => !(old?.has(rule) && now?.has(rule)));
  const firstWords = differing.flatMap((rule) => {
    const [form] = JSON.parse(rule) as [string];
    return isCapitals(form) && isSyllable(foldWord(form))
      ? asWritten(form)
      : (syllables(form.replaceAll('&', ''))[0] ?? []);
  });
  return [...new Set(firstWords)];
}

/**
 * The words of a text under which `learn` finds it: folded, and those in capitals as they are written. "ĐA" for a place
 * is read only in these very letters: without that, every plan that says "đã" would be read again.
 */
export function wordsToFindBy(text: string): string[] {
  const words =
    withoutProtected(text)
      .replaceAll('&', '')
      .match(/[\p{L}\p{N}]+/gu) ?? [];
  return [...syllables(words.join(' ')), ...words.filter(isCapitals).map(asWritten)];
}

const isCapitals = (word: string): boolean => /^\p{Lu}{2,}$/u.test(word);
const asWritten = (word: string): string => `=${word.normalize('NFC')}`;
