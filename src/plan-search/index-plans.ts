import { sql, type Kysely, type Transaction } from 'kysely';
import type { Plan } from '../../knowledge/assignment.ts';
import type { Expand } from '../../knowledge/ask/entry.ts';
import { describeOffice } from '../../knowledge/ask/office-name.ts';
import { unitNames, type NamedUnits } from '../../knowledge/ask/unit-names.ts';
import type { Schema } from '../storage/schema.ts';
import { CountChanges } from './count-changes.ts';
import { unpackCounts } from './plan-counts.ts';
import { documentExpand, type PlanSource, type ShortForms } from './row-maker.ts';
import { rowMakerHere, rowMakerProcesses, type ReadPlans, type RowMakers } from './row-makers.ts';
import type { StoredHead } from './search-heads.ts';
import { createWordIndexes, fillingLock, writingLock } from './search-tables.ts';
import { learn, type TeachingPlan } from './short-forms.ts';
import { writePlans, type WrittenPlan } from './write-plans.ts';

/** A plan that shall be in the index. */
export interface IndexedSource {
  readonly id: string;
  /** Changes with anything that is read in it. */
  readonly fingerprint: string;
  readonly load: () => Promise<PlanSource> | PlanSource;
}

export interface Indexed {
  /** Plans written, and taken out. */
  readonly written: number;
  readonly removed: number;
}

export interface IndexOptions {
  readonly progress?: (done: number, of: number) => void;
  /** Processes that read many plans side by side. */
  readonly readers?: number | undefined;
}

type Writing = Transaction<Schema>;

/** So many plans become visible together. */
const plansAtOnce = 100;
/** So many are read and written in one go. */
const plansInAPart = 10;
/** From so many on, reading them is left to processes of their own. */
const manyPlans = 100;

/**
 * Brings the index to these plans, a hundred plans a transaction: questions see all of a change or nothing, and are
 * never kept waiting. Of two programs one does it; the other waits, and finds nothing left to do.
 */
export async function indexPlans(
  queries: Kysely<Schema>,
  sources: readonly IndexedSource[],
  { progress = () => undefined, readers = 1 }: IndexOptions = {},
): Promise<Indexed> {
  return queries.connection().execute(async (connection) => {
    await sql`select pg_advisory_lock(${fillingLock})`.execute(connection);
    try {
      const { rows } = await sql<{ id: string; fingerprint: string }>`
        select id, fingerprint from plan_search.plans`.execute(connection);
      const there = new Map(rows.map(({ id, fingerprint }) => [id, fingerprint]));
      const changed = sources.filter(({ id, fingerprint }) => there.get(id) !== fingerprint);
      const wanted = new Set(sources.map(({ id }) => id));
      const gone = [...there.keys()].filter((id) => !wanted.has(id));
      const makers = readers > 1 && changed.length >= manyPlans ? rowMakerProcesses(readers) : rowMakerHere();
      try {
        await indexAll(connection, changed, gone, makers, (done) =>
          progress(sources.length - changed.length + done, sources.length),
        );
      } finally {
        makers.close();
      }
      await createWordIndexes(connection);
      return { written: changed.length, removed: gone.length };
    } finally {
      await sql`select pg_advisory_unlock(${fillingLock})`.execute(connection);
    }
  });
}

interface ReadPart {
  readonly sources: readonly IndexedSource[];
  readonly read: ReadPlans;
}

async function indexAll(
  connection: Kysely<Schema>,
  changed: readonly IndexedSource[],
  gone: readonly string[],
  makers: RowMakers,
  progress: (done: number) => void,
): Promise<void> {
  const batches = pieces(changed, plansAtOnce);
  if (batches.length === 0 && gone.length > 0) batches.push([]);
  // While some plans are written, the next are read.
  let next = batches[0] && readParts(batches[0], makers);
  let done = 0;
  for (const [at, batch] of batches.entries()) {
    const parts = (await next) ?? [];
    const following = batches[at + 1];
    next = following && readParts(following, makers);
    next?.catch(toldLater);
    await connection.transaction().execute(async (transaction) => {
      await sql`select pg_advisory_xact_lock(${writingLock})`.execute(transaction);
      // What a crash of the database could lose is found missing at the next start, and written again.
      await sql`set local synchronous_commit = off`.execute(transaction);
      await indexSome(transaction, parts, at === 0 ? gone : [], makers);
    });
    done += batch.length;
    progress(done);
  }
}

function readParts(batch: readonly IndexedSource[], makers: RowMakers): Promise<ReadPart[]> {
  return Promise.all(
    pieces(batch, plansInAPart).map(async (sources) => {
      const loaded: PlanSource[] = [];
      for (const source of sources) loaded.push(await source.load());
      return { sources, read: await makers.read(loaded) };
    }),
  );
}

async function indexSome(
  transaction: Writing,
  parts: readonly ReadPart[],
  gone: readonly string[],
  makers: RowMakers,
): Promise<void> {
  const counts = new CountChanges();
  const offices = new Set<number>();
  const teaching = parts.flatMap(({ sources, read }) =>
    sources.map(({ id }, at): TeachingPlan => ({ id, teaching: read.teaching[at] ?? nothingTaught })),
  );
  await removePlans(transaction, [...gone, ...teaching.map(({ id }) => id)], counts, offices);
  const { forms, affected } = await learn(transaction, teaching);
  await writeParts(transaction, parts, forms, makers.count, counts, offices);
  for (const again of pieces(affected, plansInAPart)) {
    const part = await readAgain(transaction, again, makers);
    await removePlans(
      transaction,
      again.map(({ id }) => id),
      counts,
      offices,
    );
    await writeParts(transaction, [part], forms, 1, counts, offices);
  }
  await counts.write(transaction);
  const expand = documentExpand(forms);
  for (const office of offices) await writeHead(transaction, office, expand);
  await sql`update plan_search.state set generation = generation + 1`.execute(transaction);
}

const nothingTaught: TeachingPlan['teaching'] = { abbreviations: {}, places: [] };

/** Has the rows of a few parts made ahead, so that makers and database both have work and memory stays bounded. */
async function writeParts(
  transaction: Writing,
  parts: readonly ReadPart[],
  forms: ShortForms,
  ahead: number,
  counts: CountChanges,
  offices: Set<number>,
): Promise<void> {
  const make = ({ read }: ReadPart) => {
    const rows = read.rows(forms);
    rows.catch(toldLater);
    return rows;
  };
  const made = parts.slice(0, ahead).map(make);
  for (const [at, { sources }] of parts.entries()) {
    const rows = (await made.shift()) ?? [];
    const following = parts[at + ahead];
    if (following) made.push(make(following));
    const plans = rows.map((of, i): WrittenPlan => ({
      rows: of,
      fingerprint: sources[i]?.fingerprint ?? '',
    }));
    for (const office of await writePlans(transaction, plans, counts)) offices.add(office);
  }
}

/** A failure is told where the work is waited for, unless something else fails before. */
const toldLater = () => undefined;

/** Plans from the index itself, which a new short form reads otherwise. */
async function readAgain(
  transaction: Writing,
  plans: readonly { readonly id: string; readonly fingerprint: string }[],
  makers: RowMakers,
): Promise<ReadPart> {
  const { rows } = await sql<{ id: string; fingerprint: string; reading: string }>`
    select id, fingerprint, reading from plan_search.plans
    where id = any(${plans.map(({ id }) => id)}::text[]) order by id`.execute(transaction);
  const sources = rows.map(({ id, fingerprint, reading }) => {
    const source = { plan: JSON.parse(reading) as Plan };
    return { id, fingerprint, source, load: () => source };
  });
  return { sources, read: await makers.read(sources.map(({ source }) => source)) };
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
    counts.add(row.office, unpackCounts(row.counts), -1);
  }
}

function pieces<T>(list: readonly T[], size: number): T[][] {
  return Array.from({ length: Math.ceil(list.length / size) }, (_, at) =>
    list.slice(at * size, (at + 1) * size),
  );
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
