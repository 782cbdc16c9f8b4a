import { sql, type RawBuilder } from 'kysely';
import type { Plan } from '../../knowledge/assignment.ts';
import { numberFits, type NumberMention } from '../../knowledge/ask/read-numbers.ts';
import { lookUpPools } from './look-up-pools.ts';
import { lookUpHeld, lookUpWords } from './look-up-words.ts';
import type { QuestionSlice, Want } from './question-slice.ts';
import { entryOf, quoted, readEntries, readSheets, type LookUpParts } from './read-entries.ts';

/** A unit of one office has no more duties than are told; a period, no more than can be read. */
const dutiesAtMost = 2000;
/** Plans that cite one document and are quoted for it. */
const citingAtMost = 20;
const printingAtMost = 200;
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
  await lookUpPools(
    wants.filter((want) => want.of === 'pool'),
    slice,
    parts,
  );
  for (const want of wants) await lookUpOne(want, slice, parts);
}

async function lookUpOne(want: Want, slice: QuestionSlice, parts: LookUpParts): Promise<void> {
  switch (want.of) {
    case 'sheet':
    case 'pool':
      return;
    case 'plan':
      return slice.put(want, (await readPlans(sql`p.id = ${want.document}`, parts))[0]);
    case 'citing':
      return slice.put(want, await readCiting(want, parts));
    case 'mentions':
      return slice.put(want, await readMentions(want, parts));
    default:
      return slice.put(want, (await readEntries(conditionOf(want), parts, limitOf(want))).map(entryOf));
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
