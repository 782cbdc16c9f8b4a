import { sql, type Kysely, type Transaction } from 'kysely';
import type { Plan } from '../../knowledge/assignment.ts';
import type { Expand } from '../../knowledge/ask/entry.ts';
import { describeOffice } from '../../knowledge/ask/office-name.ts';
import { unitNames, type NamedUnits } from '../../knowledge/ask/unit-names.ts';
import { createExpander } from '../../knowledge/search/abbreviations.ts';
import { lonePlaceRules, placeRules } from '../../knowledge/search/place-names.ts';
import { syllables } from '../../knowledge/text.ts';
import type { Schema } from '../storage/schema.ts';
import { CountChanges } from './count-changes.ts';
import { rawWords, rowsOf, teachingOf, type PlanCounts } from './plan-rows.ts';
import type { StoredHead } from './search-heads.ts';
import { writingLock } from './search-tables.ts';

/** A plan that shall be in the index. */
export interface IndexedSource {
  readonly id: string;
  /** Changes with anything that is read in it. */
  readonly fingerprint: string;
  readonly read: () => Promise<Plan> | Plan;
}

export interface Indexed {
  /** Plans written, and taken out. */
  readonly written: number;
  readonly removed: number;
}

type Writing = Transaction<Schema>;

/** So many plans are read at once and become visible together. */
const plansAtOnce = 100;

/**
 * Brings the index to these plans, a hundred plans a transaction: questions see all of a change or nothing, and are
 * never kept waiting. Two programs take turns; the second finds nothing left to do.
 */
export async function indexPlans(
  queries: Kysely<Schema>,
  sources: readonly IndexedSource[],
  progress: (done: number, of: number) => void = () => undefined,
): Promise<Indexed> {
  let written = 0;
  let removed = 0;
  for (;;) {
    const done = await queries.transaction().execute(async (transaction) => {
      await sql`select pg_advisory_xact_lock(${writingLock})`.execute(transaction);
      return indexSome(transaction, sources);
    });
    written += done.written;
    removed += done.removed;
    progress(sources.length - done.left, sources.length);
    if (done.left === 0) return { written, removed };
  }
}

async function indexSome(
  transaction: Writing,
  sources: readonly IndexedSource[],
): Promise<Indexed & { readonly left: number }> {
  const { rows } = await sql<{ id: string; fingerprint: string }>`
    select id, fingerprint from plan_search.plans`.execute(transaction);
  const there = new Map(rows.map(({ id, fingerprint }) => [id, fingerprint]));
  const changed = sources.filter(({ id, fingerprint }) => there.get(id) !== fingerprint);
  const now = changed.slice(0, plansAtOnce);
  const wanted = new Set(sources.map(({ id }) => id));
  const gone = [...there.keys()].filter((id) => !wanted.has(id));
  if (now.length + gone.length === 0) return { written: 0, removed: 0, left: 0 };
  const plans = new Map<string, { readonly plan: Plan; readonly fingerprint: string }>();
  for (const { id, fingerprint, read } of now) plans.set(id, { plan: await read(), fingerprint });
  const counts = new CountChanges();
  const offices = new Set<number>();
  await removePlans(transaction, [...gone, ...plans.keys()], counts, offices);
  const { expand, affected } = await learn(
    transaction,
    [...plans.values()].map(({ plan }) => plan),
  );
  for (const { id, fingerprint, reading } of affected)
    plans.set(id, { plan: JSON.parse(reading) as Plan, fingerprint });
  await removePlans(
    transaction,
    affected.map(({ id }) => id),
    counts,
    offices,
  );
  for (const { plan, fingerprint } of plans.values())
    offices.add(await writePlan(transaction, plan, fingerprint, expand, counts));
  await counts.write(transaction);
  for (const office of offices) await writeHead(transaction, office, expand);
  await sql`update plan_search.state set generation = generation + 1`.execute(transaction);
  return { written: plans.size, removed: gone.length, left: changed.length - now.length };
}

async function removePlans(
  transaction: Writing,
  ids: readonly string[],
  counts: CountChanges,
  offices: Set<number>,
): Promise<void> {
  if (ids.length === 0) return;
  const { rows } = await sql<{ office: number; counts: string }>`
    delete from plan_search.plans where id = any(${ids}::text[]) returning office, counts`.execute(
    transaction,
  );
  for (const row of rows) {
    offices.add(row.office);
    counts.add(row.office, JSON.parse(row.counts) as PlanCounts, -1);
  }
}

interface Taught {
  readonly expand: Expand;
  /** Plans, already in the index, that a short form reads otherwise now. */
  readonly affected: readonly {
    readonly id: string;
    readonly fingerprint: string;
    readonly reading: string;
  }[];
}

/** What all plans together teach about short forms, the new ones included. */
async function learn(transaction: Writing, plans: readonly Plan[]): Promise<Taught> {
  const stored = await sql<{ id: string; abbreviations: string }>`
    select id, abbreviations from plan_search.plans where abbreviations <> '{}'`.execute(transaction);
  const taught = new Map(
    stored.rows.map(({ id, abbreviations }) => [id, JSON.parse(abbreviations) as Record<string, string>]),
  );
  for (const plan of plans) taught.set(plan.document.id, teachingOf(plan).abbreviations);
  const inOrder = [...taught].toSorted(([one], [other]) => (one < other ? -1 : 1));
  const learned = Object.assign({}, ...inOrder.map(([, forms]) => forms)) as Record<string, string>;
  const storedPlaces = await sql<{ places: string[]; id: string }>`
    select distinct on (places) places, id from plan_search.plans order by places, id`.execute(transaction);
  const named = [
    ...storedPlaces.rows,
    ...plans.map((plan) => ({ id: plan.document.id, places: teachingOf(plan).places })),
  ].toSorted((one, other) => (one.id < other.id ? -1 : 1));
  const places = [...new Set(named.flatMap((row) => row.places))];
  const before = await sql<{ learned: string; places: string }>`
    select learned, places from plan_search.state`.execute(transaction);
  const old = {
    learned: JSON.parse(before.rows[0]?.learned ?? '{}') as Record<string, string>,
    places: JSON.parse(before.rows[0]?.places ?? '[]') as string[],
  };
  await sql`update plan_search.state set learned = ${JSON.stringify(learned)},
    places = ${JSON.stringify(places)}`.execute(transaction);
  const words = changedForms(old, { learned, places });
  const { rows } = await sql<{ id: string; fingerprint: string; reading: string }>`
    select id, fingerprint, reading from plan_search.plans
    where raw_words @@ (${words.map((word) => `'${word}'`).join(' | ')}::tsquery)`.execute(transaction);
  const expander = createExpander({ learned, places, chat: false });
  return { expand: (text) => expander(text).text, affected: rows };
}

interface Teaching {
  readonly learned: Readonly<Record<string, string>>;
  readonly places: readonly string[];
}

/** The first words of the short forms that are read otherwise than before. */
function changedForms(before: Teaching, after: Teaching): string[] {
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
    return syllables(form.replaceAll('&', ''))[0] ?? [];
  });
  return [...new Set(firstWords)];
}

async function writePlan(
  transaction: Writing,
  plan: Plan,
  fingerprint: string,
  expand: Expand,
  counts: CountChanges,
): Promise<number> {
  const { document } = plan;
  const office = await officeNumber(transaction, document.office);
  const rows = rowsOf(plan, expand);
  const { abbreviations, places } = teachingOf(plan);
  const inserted = await sql<{ number: number }>`
    insert into plan_search.plans
      (id, office, fingerprint, card, units, abbreviations, places, sheet, reading, counts, raw_words)
    values (${document.id}, ${office}, ${fingerprint}, ${rows.card}, ${rows.units},
      ${JSON.stringify(abbreviations)}, ${places}::text[], ${rows.sheet}, ${rows.reading},
      ${JSON.stringify(rows.counts)}, array_to_tsvector(${rawWords(plan)}::text[]))
    returning number`.execute(transaction);
  const number = inserted.rows[0]?.number ?? 0;
  const entries = JSON.stringify(
    rows.entries.map((row) => ({ ...row, lexemes: prefixed(row.lexemes, office) })),
  );
  await sql`
    insert into plan_search.entries
      (plan, office, place, duty, entry, lexemes, prior, units, first_day, last_day, timed, amount, contact)
    select ${number}, ${office}, place, duty, entry, array_to_tsvector(string_to_array(lexemes, ' ')), prior,
      case when units is null then null else array(select jsonb_array_elements_text(units)) end,
      first_day, last_day, timed, amount, contact
    from jsonb_to_recordset(${entries}::jsonb) as x (place int, duty text, entry text, lexemes text,
      prior real, units jsonb, first_day text, last_day text, timed boolean, amount boolean, contact boolean)
  `.execute(transaction);
  await sql`
    insert into plan_search.numbers (plan, office, cited, type, number)
    select ${number}, ${office}, cited, type, number
    from jsonb_to_recordset(${JSON.stringify(rows.numbers)}::jsonb) as x (cited boolean, type text, number text)
  `.execute(transaction);
  const names = [...new Set(rows.entries.flatMap(({ units }) => units ?? []))];
  await sql`
    insert into plan_search.unit_names (office, name) select ${office}, unnest(${names}::text[])
    on conflict do nothing`.execute(transaction);
  counts.add(office, rows.counts, 1);
  return office;
}

const prefixed = (lexemes: string, office: number): string =>
  lexemes === ''
    ? `${office}:`
    : lexemes
        .split(' ')
        .map((lexeme) => `${office}:${lexeme}`)
        .join(' ');

async function officeNumber(transaction: Writing, id: string): Promise<number> {
  const found = await sql<{ number: number }>`
    select number from plan_search.offices where id = ${id}`.execute(transaction);
  if (found.rows[0]) return found.rows[0].number;
  const made = await sql<{ number: number }>`
    insert into plan_search.offices (id) values (${id}) returning number`.execute(transaction);
  return made.rows[0]?.number ?? 0;
}

/** The office as its first plan describes it, with the units of all its plans. */
async function writeHead(transaction: Writing, office: number, expand: Expand): Promise<void> {
  const { rows } = await sql<{ units: string }>`
    select units from plan_search.plans where office = ${office} order by id`.execute(transaction);
  const first = await sql<{ sheet: string }>`
    select sheet from plan_search.plans where office = ${office} order by id limit 1`.execute(transaction);
  const [row] = first.rows;
  if (!row) return;
  const { document } = JSON.parse(row.sheet) as Pick<Plan, 'document'>;
  const head: StoredHead = {
    id: document.office,
    name: document.issuer,
    ...describeOffice(document),
    units: unitNames(
      rows.map(({ units }) => JSON.parse(units) as NamedUnits),
      expand,
    ),
  };
  await sql`update plan_search.offices set head = ${JSON.stringify(head)} where number = ${office}`.execute(
    transaction,
  );
}
