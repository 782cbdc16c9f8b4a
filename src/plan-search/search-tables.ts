import { sql, type Kysely } from 'kysely';
import type { Schema } from '../storage/schema.ts';

/** Raise when what is written about a plan changes: the tables are then made anew from the plans. */
const layout = 3;

/** Taken by whoever writes to the tables; any number that no other program's advisory lock is likely to use. */
export const writingLock = 20_260_408;
/** Held for as long as a program brings the index to the plans. */
export const fillingLock = 20_260_409;

/**
 * The search tables, in a PostgreSQL schema of their own. They are made from the plans alone, so they need no backup
 * and no migrations: a layout of another version is dropped and filled again.
 */
export async function createSearchTables(queries: Kysely<Schema>): Promise<void> {
  await queries.transaction().execute(async (transaction) => {
    await sql`select pg_advisory_xact_lock(${writingLock})`.execute(transaction);
    const { rows } = await sql<{ exists: boolean }>`
      select to_regclass('plan_search.state') is not null as exists`.execute(transaction);
    if (rows[0]?.exists) {
      const kept = await sql<{ layout: number }>`select layout from plan_search.state`.execute(transaction);
      if (kept.rows[0]?.layout === layout) return;
      await sql`drop schema plan_search cascade`.execute(transaction);
    }
    for (const statement of statements) await sql.raw(statement).execute(transaction);
    await sql`insert into plan_search.state (layout) values (${layout})`.execute(transaction);
  });
}

/** The indexes over words, where they are missing: to make them of filled tables is several times faster than to fill both. */
export async function createWordIndexes(queries: Kysely<Schema>): Promise<void> {
  const { rows } = await sql<{ missing: boolean }>`
    select to_regclass('plan_search.entries_lexemes') is null
      or to_regclass('plan_search.plans_raw_words') is null as missing`.execute(queries);
  if (!rows[0]?.missing) return;
  await queries.transaction().execute(async (transaction) => {
    await sql`select pg_advisory_xact_lock(${writingLock})`.execute(transaction);
    await sql`set local maintenance_work_mem = '256MB'`.execute(transaction);
    for (const statement of wordIndexes) await sql.raw(statement).execute(transaction);
    await sql`analyze plan_search.entries, plan_search.plans, plan_search.terms`.execute(transaction);
  });
}

const wordIndexes = [
  `create index if not exists plans_raw_words on plan_search.plans using gin (raw_words)`,
  `create index if not exists entries_lexemes on plan_search.entries using gin (lexemes)`,
];

const statements = [
  `create schema plan_search`,
  `create table plan_search.state (
    layout int not null,
    -- Grows with every change: whoever kept something in memory sees by it that it is of yesterday.
    generation bigint not null default 0,
    words_total bigint not null default 0,
    learned text not null default '{}',
    places text not null default '[]')`,
  `create table plan_search.offices (
    number int generated always as identity primary key,
    id text collate "C" not null unique,
    size bigint not null default 0,
    head text not null default '{}')`,
  `create table plan_search.plans (
    number bigint generated always as identity primary key,
    id text collate "C" not null unique,
    office int not null references plan_search.offices,
    fingerprint text not null,
    card text not null,
    units text not null,
    abbreviations text not null,
    places text[] not null,
    sheet text not null,
    reading text not null,
    counts text not null,
    -- Its words before any short form was written out: finds the plans that a new short form changes.
    raw_words tsvector not null)`,
  `create index on plan_search.plans (office, id)`,
  // Plans that were read and are not written yet; what a crash takes is read again.
  `create unlogged table plan_search.readings (
    id text collate "C" primary key,
    fingerprint text not null,
    teaching text not null,
    reading text not null)`,
  `create table plan_search.entries (
    number bigint generated always as identity primary key,
    plan bigint not null references plan_search.plans on delete cascade,
    office int not null,
    place int not null,
    duty text collate "C",
    entry text not null,
    lexemes tsvector not null,
    prior real not null,
    units text[],
    first_day text collate "C",
    last_day text collate "C",
    timed boolean not null,
    amount boolean not null,
    contact boolean not null)`,
  `create index on plan_search.entries (plan, place)`,
  `create index on plan_search.entries (duty) where duty is not null`,
  `create index on plan_search.entries (office, first_day, last_day) where timed`,
  `create index on plan_search.entries (office, plan, place) where amount`,
  `create index on plan_search.entries (office, plan, place) where contact`,
  `create index on plan_search.entries using gin (units)`,
  `create table plan_search.unit_names (
    office int not null,
    name text collate "C" not null,
    primary key (office, name))`,
  `create table plan_search.numbers (
    plan bigint not null references plan_search.plans on delete cascade,
    office int not null,
    cited boolean not null,
    type text not null,
    number text collate "C" not null)`,
  `create index on plan_search.numbers (office, number)`,
  `create index on plan_search.numbers (plan)`,
  `create table plan_search.terms (
    office int not null,
    term text collate "C" not null,
    held bigint not null,
    primary key (office, term)) with (fillfactor = 70)`,
  `create table plan_search.words (
    word text collate "C" primary key,
    uses bigint not null) with (fillfactor = 70)`,
  `create table plan_search.spellings (
    word text collate "C" not null,
    spelling text collate "C" not null,
    uses bigint not null,
    primary key (word, spelling)) with (fillfactor = 70)`,
];
