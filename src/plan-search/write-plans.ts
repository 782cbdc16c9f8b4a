import { sql, type Transaction } from 'kysely';
import type { Schema } from '../storage/schema.ts';
import type { CountChanges } from './count-changes.ts';
import { unpackCounts } from './plan-counts.ts';
import type { PlanRows } from './plan-rows.ts';

export interface WrittenPlan {
  readonly rows: PlanRows;
  readonly fingerprint: string;
}

/** Between the values of a long column; JSON texts and folded words hold no control characters. */
const between = '\u001F';
/** A column of long texts as one parameter: several times faster than an array, whose every quotation mark is escaped. */
const long = (texts: readonly string[]) => sql`string_to_array(${texts.join(between)}, ${between})`;

/** Writes plans that are not in the tables; the numbers of their offices. */
export async function writePlans(
  transaction: Transaction<Schema>,
  plans: readonly WrittenPlan[],
  counts: CountChanges,
): Promise<readonly number[]> {
  if (plans.length === 0) return [];
  const offices = await officeNumbers(
    transaction,
    plans.map(({ rows }) => rows.office),
  );
  const officeOf = ({ rows }: WrittenPlan) => offices.get(rows.office) ?? 0;
  const all = plans.map(({ rows }) => rows);
  const inserted = await sql<{ number: number; id: string }>`
    insert into plan_search.plans
      (id, office, fingerprint, card, units, abbreviations, places, sheet, reading, counts, raw_words)
    select id, office, fingerprint, card, units, abbreviations,
      array(select jsonb_array_elements_text(places::jsonb)), sheet, reading, counts,
      array_to_tsvector(string_to_array(raw_words, ' '))
    from unnest(${all.map(({ id }) => id)}::text[], ${plans.map(officeOf)}::int[],
      ${plans.map(({ fingerprint }) => fingerprint)}::text[], ${long(all.map(({ card }) => card))},
      ${long(all.map(({ units }) => units))},
      ${long(all.map(({ teaching }) => JSON.stringify(teaching.abbreviations)))},
      ${long(all.map(({ teaching }) => JSON.stringify(teaching.places)))},
      ${long(all.map(({ sheet }) => sheet))}, ${long(all.map(({ reading }) => reading))},
      ${long(all.map(({ counts: packed }) => packed))}, ${long(all.map(({ rawWords }) => rawWords.join(' ')))})
      as x (id, office, fingerprint, card, units, abbreviations, places, sheet, reading, counts, raw_words)
    returning number, id`.execute(transaction);
  const numbers = new Map(inserted.rows.map(({ number, id }) => [id, number]));
  const numbered = plans.map((plan) => {
    const { rows } = plan;
    return { rows, plan: numbers.get(rows.id) ?? 0, office: officeOf(plan) };
  });
  await writeEntries(transaction, numbered);
  await writeNumbers(transaction, numbered);
  await writeUnitNames(transaction, numbered);
  for (const { rows, office } of numbered) counts.add(office, unpackCounts(rows.counts), 1);
  return [...offices.values()];
}

interface Numbered {
  readonly rows: PlanRows;
  readonly plan: number;
  readonly office: number;
}

async function writeEntries(transaction: Transaction<Schema>, plans: readonly Numbered[]): Promise<void> {
  const all = plans.flatMap(({ rows, plan, office }) =>
    rows.entries.map((entry) => ({ ...entry, plan, office })),
  );
  await sql`
    insert into plan_search.entries
      (plan, office, place, duty, entry, lexemes, prior, units, first_day, last_day, timed, amount, contact)
    select plan, office, place, duty, entry,
      array_to_tsvector(string_to_array(office || ':' || replace(lexemes, ' ', ' ' || office || ':'), ' ')),
      prior, string_to_array(units, ${between}), first_day, last_day, timed, amount, contact
    from unnest(${all.map(({ plan }) => plan)}::bigint[], ${all.map(({ office }) => office)}::int[],
      ${all.map(({ place }) => place)}::int[], ${all.map(({ duty }) => duty)}::text[],
      ${long(all.map(({ entry }) => entry))}, ${long(all.map(({ lexemes }) => lexemes))},
      ${all.map(({ prior }) => prior)}::real[],
      ${all.map(({ units }) => units && units.join(between))}::text[],
      ${all.map(({ first_day }) => first_day)}::text[], ${all.map(({ last_day }) => last_day)}::text[],
      ${all.map(({ timed }) => timed)}::boolean[], ${all.map(({ amount }) => amount)}::boolean[],
      ${all.map(({ contact }) => contact)}::boolean[])
      as x (plan, office, place, duty, entry, lexemes, prior, units, first_day, last_day, timed, amount, contact)
  `.execute(transaction);
}

async function writeNumbers(transaction: Transaction<Schema>, plans: readonly Numbered[]): Promise<void> {
  const all = plans.flatMap(({ rows, plan, office }) =>
    rows.numbers.map((row) => ({ ...row, plan, office })),
  );
  await sql`
    insert into plan_search.numbers (plan, office, cited, type, number)
    select * from unnest(${all.map(({ plan }) => plan)}::bigint[], ${all.map(({ office }) => office)}::int[],
      ${all.map(({ cited }) => cited)}::boolean[], ${all.map(({ type }) => type)}::text[],
      ${all.map(({ number }) => number)}::text[])`.execute(transaction);
}

async function writeUnitNames(transaction: Transaction<Schema>, plans: readonly Numbered[]): Promise<void> {
  const names = new Map<string, readonly [office: number, name: string]>();
  for (const { rows, office } of plans)
    for (const { units } of rows.entries)
      for (const name of units ?? []) names.set(`${office} ${name}`, [office, name]);
  const all = [...names.values()];
  await sql`
    insert into plan_search.unit_names (office, name)
    select * from unnest(${all.map(([office]) => office)}::int[], ${all.map(([, name]) => name)}::text[])
    on conflict do nothing`.execute(transaction);
}

async function officeNumbers(
  transaction: Transaction<Schema>,
  ids: readonly string[],
): Promise<ReadonlyMap<string, number>> {
  const wanted = [...new Set(ids)];
  await sql`
    insert into plan_search.offices (id) select unnest(${wanted}::text[]) on conflict do nothing`.execute(
    transaction,
  );
  const { rows } = await sql<{ id: string; number: number }>`
    select id, number from plan_search.offices where id = any(${wanted}::text[])`.execute(transaction);
  return new Map(rows.map(({ id, number }) => [id, number]));
}
