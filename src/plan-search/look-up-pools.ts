import { sql } from 'kysely';
import { weighedWhole } from '../../knowledge/ask/catalogue.ts';
import type { Entries, Entry } from '../../knowledge/ask/entry.ts';
import { rarityOf } from '../../knowledge/ask/office.ts';
import { lookUpHeld } from './look-up-words.ts';
import type { QuestionSlice, Want } from './question-slice.ts';
import { entryOf, quoted, readEntries, type LookUpParts } from './read-entries.ts';
import { soughtIn } from './sought-terms.ts';

type PoolWant = Extract<Want, { of: 'pool' }>;

/** Entries touched at most to choose those that are weighed, the rarest words first. */
const touchedAtMost = 4000;
/** So many of those that hold most of the rarest words are held against all words. */
const comparedAtMost = 200;
/** Entries of a large office that are weighed for one question; more than in memory, since their choice is rougher. */
const chosenAtMost = 64;
/** A question that names no office is looked for in so many offices: those whose plans hold most of its rare words. */
const officesAtMost = 40;
/** Where more offices are looked into, the question is which of them it is for: a few entries of each tell that. */
const fewOffices = 10;
const chosenOfMany = 16;

/** The entries worth weighing, for all offices that a question was put to. */
export async function lookUpPools(
  wants: readonly PoolWant[],
  slice: QuestionSlice,
  parts: LookUpParts,
): Promise<void> {
  if (wants.length === 0) return;
  for (const { office, topic } of wants)
    for (const { term } of soughtIn(topic)) slice.held.get([office, term]);
  await lookUpHeld(slice, parts);
  const pools = mostPromising(wants.map((want) => poolOf(want, slice, parts)));
  const isFew = pools.length <= fewOffices;
  const whole = isFew ? (parts.weighedWhole ?? weighedWhole) : 0;
  for (const want of wants) slice.put(want, { assignments: [], passages: [] });
  const small = pools.filter(({ size }) => size <= whole);
  const ofSmall = await wholeOffices(small, whole, parts);
  for (const { want, id } of small)
    slice.put(want, parted(ofSmall.filter(({ document }) => document.office === id)));
  const large = pools.filter(({ size, telling }) => size > whole && telling.length > 0);
  const chosen = await choose(large, isFew ? chosenAtMost : chosenOfMany, parts);
  const numbers = [...new Set(chosen.flatMap((of) => [...of]))];
  const read =
    numbers.length === 0
      ? []
      : await readEntries(sql`e.number = any(${numbers}::bigint[])`, parts, numbers.length);
  for (const [at, { want }] of large.entries())
    slice.put(want, parted(read.flatMap(({ number, entry }) => (chosen[at]?.has(number) ? [entry] : []))));
}

/** An office as one question is put to it. */
interface Pool {
  readonly want: PoolWant;
  readonly id: string;
  readonly size: number;
  /** What its plans hold of the question, the rarest first. */
  readonly telling: readonly Telling[];
  /** How much of the question they hold, by rarity: no entry can hold more. */
  readonly share: number;
}

interface Telling {
  readonly lexeme: string;
  readonly held: number;
  readonly worth: number;
}

function poolOf(want: PoolWant, slice: QuestionSlice, { heads }: LookUpParts): Pool {
  const { office, topic } = want;
  const known = heads.offices.find(({ number }) => number === office);
  const size = known?.size ?? 0;
  let total = 0;
  const telling = soughtIn(topic).flatMap(({ term, weight }): Telling[] => {
    const held = slice.held.get([office, term]) ?? 0;
    const worth = weight * rarityOf(held, size);
    total += worth;
    return held === 0 ? [] : [{ lexeme: quoted(`${office}:${term}`), held, worth }];
  });
  const holding = telling.reduce((sum, { worth }) => sum + worth, 0);
  return {
    want,
    id: known?.head.id ?? '',
    size,
    telling: telling.toSorted((one, other) => other.worth - one.worth),
    share: total === 0 ? 0 : holding / total,
  };
}

function mostPromising(pools: readonly Pool[]): readonly Pool[] {
  if (pools.length <= officesAtMost) return pools;
  return pools.toSorted((one, other) => other.share - one.share).slice(0, officesAtMost);
}

async function wholeOffices(pools: readonly Pool[], size: number, parts: LookUpParts): Promise<Entry[]> {
  if (pools.length === 0) return [];
  const offices = [...new Set(pools.map(({ want }) => want.office))];
  const condition = sql`e.office = any(${offices}::int[])`;
  return (await readEntries(condition, parts, size * offices.length)).map(entryOf);
}

/** Of each pool the numbers of the entries that hold most of what is rare in the question. */
async function choose(
  pools: readonly Pool[],
  most: number,
  parts: LookUpParts,
): Promise<ReadonlySet<number>[]> {
  if (pools.length === 0) return [];
  const rows = pools.flatMap(({ telling }, at) => rarest(telling).map((of) => ({ at, ...of })));
  const found = await sql<{ at: number; number: number }>`
    select at, number from (
      select w.at, e.number,
        row_number() over (partition by w.at order by sum(w.worth) * e.prior desc, e.number) as place
      from unnest(${rows.map(({ at }) => at)}::int[], ${rows.map(({ lexeme }) => lexeme)}::tsquery[],
        ${rows.map(({ worth }) => worth)}::float8[]) as w (at, lexeme, worth)
      join plan_search.entries e on e.lexemes @@ w.lexeme
      group by w.at, e.number, e.prior) as ranked
    where place <= ${comparedAtMost} order by at, place`.execute(parts.queries);
  const first = pools.map((): number[] => []);
  for (const { at, number } of found.rows) first[at]?.push(number);
  const chosen: ReadonlySet<number>[] = [];
  for (const [at, { telling }] of pools.entries()) {
    const numbers = first[at] ?? [];
    const isSettled = numbers.length <= most || rarest(telling).length === telling.length;
    chosen.push(new Set(isSettled ? numbers.slice(0, most) : await compare(numbers, telling, most, parts)));
  }
  return chosen;
}

/** The rarest words, as many as few entries hold. */
function rarest(telling: readonly Telling[]): readonly Telling[] {
  let touched = 0;
  return telling.filter(({ held }, at) => {
    touched += held;
    return at === 0 || touched <= touchedAtMost;
  });
}

/** The best of these entries by all words of the question. */
async function compare(
  numbers: readonly number[],
  telling: readonly Telling[],
  most: number,
  { queries }: LookUpParts,
): Promise<number[]> {
  const score = sql.join(
    telling.map(
      ({ lexeme, worth }) => sql`case when e.lexemes @@ ${lexeme}::tsquery then ${worth}::float8 else 0 end`,
    ),
    sql` + `,
  );
  // The words are taken out of their compressed form once, not for each of the comparisons.
  const { rows } = await sql<{ number: number }>`
    with e as materialized (
      select number, prior, strip(lexemes) as lexemes from plan_search.entries
      where number = any(${numbers}::bigint[]))
    select e.number from e order by (${score}) * e.prior desc, e.number limit ${most}`.execute(queries);
  return rows.map(({ number }) => number);
}

function parted(entries: readonly Entry[]): Entries {
  return {
    assignments: entries.filter(({ assignment }) => assignment),
    passages: entries.filter(({ passage }) => passage),
  };
}
