import { sql } from 'kysely';
import type { QuestionSlice } from './question-slice.ts';
import type { LookUpParts } from './read-entries.ts';
import type { Reading } from './reading.ts';

/** In how many entries of their offices the words and pairs stand that the slice was asked for. */
export async function lookUpHeld(slice: QuestionSlice, { queries }: LookUpParts): Promise<void> {
  await slice.held.fill(async (wanted) => {
    const { rows } = await sql<{ office: number; term: string; held: number }>`
      select t.office, t.term, t.held
      from unnest(${wanted.map(([office]) => office)}::int[], ${wanted.map(([, term]) => term)}::text[])
        as w (office, term)
      join plan_search.terms t on t.office = w.office and t.term = w.term collate "C"`.execute(queries);
    return rows.map(({ office, term, held }) => [[office, term], held] as const);
  });
}

/** How often the words stand in the collection, and how they are spelt. */
export async function lookUpWords(slice: QuestionSlice, queries: Reading): Promise<void> {
  await slice.uses.fill(async (words) => {
    const { rows } = await sql<{ word: string; uses: number }>`
      select word, uses from plan_search.words where word = any(${words}::text[])`.execute(queries);
    return rows.map(({ word, uses }) => [word, uses] as const);
  });
  const unspelt = [...slice.wantedSpellings];
  if (unspelt.length === 0) return;
  const { rows } = await sql<{ word: string; spelling: string }>`
    select distinct on (word) word, spelling from plan_search.spellings
    where word = any(${unspelt}::text[]) and uses > 0
    order by word, uses desc, spelling`.execute(queries);
  for (const word of unspelt) slice.spellings.set(word, word);
  for (const { word, spelling } of rows) slice.spellings.set(word, spelling);
  slice.wantedSpellings.clear();
}
