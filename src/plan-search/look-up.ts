import { sql, type RawBuilder } from 'kysely';
import type { Plan, PlanDocument } from '../../knowledge/assignment.ts';
import { weighedWhole } from '../../knowledge/ask/catalogue.ts';
import type { Entries, Entry } from '../../knowledge/ask/entry.ts';
import type { DocumentFact } from '../../knowledge/ask/finding.ts';
import { rarityOf, type PlanSheet } from '../../knowledge/ask/office.ts';
import { numberFits, type NumberMention } from '../../knowledge/ask/read-numbers.ts';
import type { Citation } from '../../knowledge/assignment.ts';
import { thaw } from './frozen-entry.ts';
import { LastUsed } from './last-used.ts';
import { soughtIn } from './sought-terms.ts';
import type { QuestionSlice, Want } from './question-slice.ts';
import type { Reading } from './reading.ts';
import type { SearchHeads } from './search-heads.ts';

/** Entries are never changed, only replaced, so what was read once holds. */
export interface Kept {
  readonly entries: LastUsed<number, Entry>;
  readonly sheets: LastUsed<number, PlanSheet>;
  readonly plans: LastUsed<number, Plan>;
}

export function createKept(): Kept {
  return { entries: new LastUsed(4000), sheets: new LastUsed(1000), plans: new LastUsed(40) };
}

/** A unit of one office has no more duties than are told; a period, no more than can be read. */
const dutiesAtMost = 2000;
/** Plans that cite one document and are quoted for it. */
const citingAtMost = 20;
/** Entries touched at most to choose those that are weighed, the rarest words first. */
const touchedAtMost = 4000;
const printingAtMost = 200;
/** Entries of a large office that are weighed for one question; more than in memory, since their choice is rougher. */
const chosenAtMost = 64;

export interface LookUpParts {
  readonly queries: Reading;
  readonly heads: SearchHeads;
  readonly kept: Kept;
  /** An office with more entries than this is asked through the index. */
  readonly weighedWhole?: number | undefined;
}

/** Looks up everything that the slice lacks. */
export async function lookUp(slice: QuestionSlice, parts: LookUpParts): Promise<void> {
  const { wanted } = slice;
  slice.wanted = new Map();
  const wants = [...wanted.values()];
  await lookUpHeld(slice, parts);
  await lookUpWords(slice, parts.queries);
  const sheets = wants.flatMap((want) => (want.of === 'sheet' ? [want.document] : []));
  if (sheets.length > 0) {
    const found = await readSheets(sheets, parts);
    for (const document of sheets) slice.put({ of: 'sheet', document }, found.get(document));
  }
  for (const want of wants) await lookUpOne(want, slice, parts);
}

async function lookUpOne(want: Want, slice: QuestionSlice, parts: LookUpParts): Promise<void> {
  switch (want.of) {
    case 'sheet':
      return;
    case 'pool':
      return slice.put(want, await readPool(want, slice, parts));
    case 'plan':
      return slice.put(want, (await readPlans(sql`p.id = ${want.document}`, parts))[0]);
    case 'citing':
      return slice.put(want, await readCiting(want, parts));
    case 'mentions':
      return slice.put(want, await readMentions(want, parts));
    default:
      return slice.put(want, await readEntries(conditionOf(want), parts, limitOf(want)));
  }
}

function limitOf(want: Want): number {
  return want.of === 'printing' ? printingAtMost : dutiesAtMost;
}

type EntryWant = Extract<Want, { of: 'duties' | 'dated' | 'assignments' | 'dutiesOf' | 'printing' }>;

/** Which entries `e` of plan `p` are wanted. */
function conditionOf(want: EntryWant): RawBuilder<unknown> {
  switch (want.of) {
    case 'duties': {
      const { forms, kind } = want.unit;
      const like = (pattern: (form: string) => string) => forms.map((form) => pattern(escapeLike(form)));
      return sql`e.office = ${want.office} and e.units && (
        select coalesce(array_agg(name), '{}') from plan_search.unit_names n
        where n.office = ${want.office} and (n.name = any(${forms}::text[])
          or n.name like any(${kind === 'committee' ? like((form) => `${form} %`) : []}::text[])
          or n.name like any(${kind === 'person' ? like((form) => `%${form}`) : []}::text[])))`;
    }
    case 'dated': {
      const { from, to, yearMissing } = want.period;
      // Days of any year: which, only the engine tells.
      const [first, last] = yearMissing ? [null, null] : [from, to];
      return sql`e.office = ${want.office} and e.timed
        and (${last}::text is null or e.first_day is null or e.first_day <= ${last})
        and (${first}::text is null or e.last_day is null or e.last_day >= ${first})`;
    }
    case 'assignments':
      return sql`e.duty = any(${want.ids}::text[])`;
    case 'dutiesOf':
      return sql`p.id = ${want.document} and e.duty is not null`;
    case 'printing': {
      if (want.what === 'amount') return sql`e.office = ${want.office} and e.amount`;
      if (want.what === 'contact') return sql`e.office = ${want.office} and e.contact`;
      const words = want.what.counted.split(' ');
      const term = `${want.office}:${words.join('_')}`;
      return sql`e.lexemes @@ ${quoted(term)}::tsquery and e.duty is null`;
    }
  }
}

async function lookUpHeld(slice: QuestionSlice, { queries }: LookUpParts): Promise<void> {
  await slice.held.fill(async (wanted) => {
    const { rows } = await sql<{ office: number; term: string; held: number }>`
      select t.office, t.term, t.held
      from unnest(${wanted.map(([office]) => office)}::int[], ${wanted.map(([, term]) => term)}::text[])
        as w (office, term)
      join plan_search.terms t on t.office = w.office and t.term = w.term collate "C"`.execute(queries);
    return rows.map(({ office, term, held }) => [[office, term], held] as const);
  });
}

async function lookUpWords(slice: QuestionSlice, queries: Reading): Promise<void> {
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

/** All of a small office; of a large one the entries that hold most of what is rare in the question. */
async function readPool(
  { office, topic }: Extract<Want, { of: 'pool' }>,
  slice: QuestionSlice,
  parts: LookUpParts,
): Promise<Entries> {
  const { heads, weighedWhole: whole = weighedWhole } = parts;
  const { size = 0 } = heads.offices.find(({ number }) => number === office) ?? {};
  if (size <= whole) return parted(await readEntries(sql`e.office = ${office}`, parts, whole));
  const terms = soughtIn(topic);
  for (const { term } of terms) slice.held.get([office, term]);
  await lookUpHeld(slice, parts);
  const telling = terms
    .flatMap(({ term, weight }) => {
      const held = slice.held.get([office, term]) ?? 0;
      return held === 0 ? [] : [{ lexeme: `${office}:${term}`, held, worth: weight * rarityOf(held, size) }];
    })
    .sort((one, other) => other.worth - one.worth);
  let touched = 0;
  const used = telling.filter(({ held }, at) => {
    touched += held;
    return at === 0 || touched <= touchedAtMost;
  });
  if (used.length === 0) return { assignments: [], passages: [] };
  const any = used.map(({ lexeme }) => quoted(lexeme)).join(' | ');
  const score = sql.join(
    telling.map(
      ({ lexeme, worth }) =>
        sql`case when e.lexemes @@ ${quoted(lexeme)}::tsquery then ${worth}::real else 0 end`,
    ),
    sql` + `,
  );
  const condition = sql`e.number in (
    select e.number from plan_search.entries e where e.lexemes @@ ${any}::tsquery
    order by (${score}) * e.prior desc, e.number limit ${chosenAtMost})`;
  return parted(await readEntries(condition, parts, chosenAtMost));
}

function parted(entries: readonly Entry[]): Entries {
  return {
    assignments: entries.filter(({ assignment }) => assignment),
    passages: entries.filter(({ passage }) => passage),
  };
}

/** In the order of the plans' ids and of the text, duties before passages; at most `limit`. */
async function readEntries(
  condition: RawBuilder<unknown>,
  parts: LookUpParts,
  limit: number,
): Promise<Entry[]> {
  const { rows } = await sql<{ number: number; plan: number }>`
    select e.number, e.plan from plan_search.entries e join plan_search.plans p on p.number = e.plan
    where ${condition} order by p.id, e.place limit ${limit}`.execute(parts.queries);
  const { entries } = parts.kept;
  const missing = rows.filter(({ number }) => !entries.get(number));
  const found = new Map(rows.map(({ number }) => [number, entries.get(number)]));
  if (missing.length > 0) {
    const documents = await readDocuments([...new Set(missing.map(({ plan }) => plan))], parts);
    const read = await sql<{ number: number; plan: number; entry: string }>`
      select number, plan, entry from plan_search.entries
      where number = any(${missing.map(({ number }) => number)}::bigint[])`.execute(parts.queries);
    for (const { number, plan, entry } of read.rows) {
      const document = documents.get(plan);
      if (!document) continue;
      const thawed = thaw(entry, document);
      entries.set(number, thawed);
      found.set(number, thawed);
    }
  }
  return rows.flatMap(({ number }) => found.get(number) ?? []);
}

async function readDocuments(
  numbers: readonly number[],
  { kept, queries }: LookUpParts,
): Promise<Map<number, PlanDocument>> {
  const missing = numbers.filter((number) => !kept.sheets.get(number));
  const documents = new Map(numbers.map((number) => [number, kept.sheets.get(number)?.document]));
  if (missing.length > 0) {
    const { rows } = await sql<{ number: number; sheet: string }>`
      select number, sheet from plan_search.plans where number = any(${missing}::bigint[])`.execute(queries);
    for (const { number, sheet } of rows) documents.set(number, keepSheet(number, sheet, kept).document);
  }
  return new Map([...documents].flatMap(([number, document]) => (document ? [[number, document]] : [])));
}

async function readSheets(
  ids: readonly string[],
  { kept, queries }: LookUpParts,
): Promise<Map<string, PlanSheet>> {
  const { rows } = await sql<{ number: number; id: string }>`
    select number, id from plan_search.plans where id = any(${ids}::text[])`.execute(queries);
  const missing = rows.flatMap(({ number }) => (kept.sheets.get(number) ? [] : [number]));
  const sheets = new Map(rows.map(({ number, id }) => [id, kept.sheets.get(number)]));
  if (missing.length > 0) {
    const read = await sql<{ number: number; id: string; sheet: string }>`
      select number, id, sheet from plan_search.plans where number = any(${missing}::bigint[])`.execute(
      queries,
    );
    for (const { number, id, sheet } of read.rows) sheets.set(id, keepSheet(number, sheet, kept));
  }
  return new Map([...sheets].flatMap(([id, sheet]) => (sheet ? [[id, sheet]] : [])));
}

function keepSheet(number: number, text: string, kept: Kept): PlanSheet {
  const { document, facts } = JSON.parse(text) as {
    document: PlanDocument;
    facts: Partial<Record<DocumentFact, Citation[]>>;
  };
  const sheet: PlanSheet = { document, fact: (fact) => facts[fact] ?? facts.title ?? [] };
  kept.sheets.set(number, sheet);
  return sheet;
}

async function readPlans(condition: RawBuilder<unknown>, { kept, queries }: LookUpParts): Promise<Plan[]> {
  const { rows } = await sql<{ number: number }>`
    select p.number from plan_search.plans p where ${condition} order by p.id limit ${citingAtMost}`.execute(
    queries,
  );
  const plans: Plan[] = [];
  for (const { number } of rows) {
    let plan = kept.plans.get(number);
    if (!plan) {
      const read = await sql<{ reading: string }>`
        select reading from plan_search.plans where number = ${number}`.execute(queries);
      plan = JSON.parse(read.rows[0]?.reading ?? 'null') as Plan;
      kept.plans.set(number, plan);
    }
    plans.push(plan);
  }
  return plans;
}

/** What the number's beginning alone says; which type was meant, the engine's own rule tells. */
const numberLike = (office: number, { number }: NumberMention) =>
  sql`n.office = ${office} and (n.number = ${number}
    or n.number like ${`${escapeLike(number)}/%`} or n.number like ${`${escapeLike(number)}-%`})`;

interface NumberRow {
  readonly plan: number;
  readonly cited: boolean;
  readonly type: string;
  readonly number: string;
}

async function readCiting(
  { office, mention }: Extract<Want, { of: 'citing' }>,
  parts: LookUpParts,
): Promise<Plan[]> {
  const { rows } = await sql<NumberRow>`
    select n.plan, n.cited, n.type, n.number from plan_search.numbers n
    where ${numberLike(office, mention)} and n.cited`.execute(parts.queries);
  const plans = rows.filter((row) => numberFits(mention, row)).map(({ plan }) => plan);
  return plans.length === 0 ? [] : readPlans(sql`p.number = any(${plans}::bigint[])`, parts);
}

async function readMentions(
  { office, mention }: Extract<Want, { of: 'mentions' }>,
  { queries }: LookUpParts,
): Promise<'cited' | 'named' | undefined> {
  const { rows } = await sql<Omit<NumberRow, 'plan'>>`
    select distinct n.cited, n.type, n.number from plan_search.numbers n
    where ${numberLike(office, mention)}`.execute(queries);
  if (rows.some((row) => row.cited && numberFits(mention, row))) return 'cited';
  const named = { number: mention.number };
  return rows.some((row) => !row.cited && numberFits(named, row)) ? 'named' : undefined;
}

const escapeLike = (text: string) => text.replace(/[\\%_]/gu, '\\$&');

/** A lexeme as a tsquery has it. */
const quoted = (lexeme: string) => `'${lexeme.replace(/[\\']/gu, '$&$&')}'`;
