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
import { pieces } from './pieces.ts';
import { readAhead, type ReadAhead } from './read-ahead.ts';
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

/** Many plans are all read before the first is written. */
export type IndexingStep = 'read' | 'written';

export interface IndexOptions {
  readonly progress?: (told: {
    readonly step: IndexingStep;
    readonly done: number;
    readonly of: number;
  }) => void;
  /** Processes that read many plans side by side. */
  readonly readers?: number | undefined;
}

/** So many plans become visible together. */
const plansAtOnce = 100;
/** So many are read and written in one go. */
const plansInAPart = 10;

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
      if (changed.length + gone.length > 0)
        await indexChanges(connection, { changed, gone, readers, progress });
      await createWordIndexes(connection);
      return { written: changed.length, removed: gone.length };
    } finally {
      await sql`select pg_advisory_unlock(${fillingLock})`.execute(connection);
    }
  });
}

interface Changes extends Required<Pick<IndexOptions, 'progress'>> {
  readonly changed: readonly IndexedSource[];
  readonly gone: readonly string[];
  readonly readers: number;
}

async function indexChanges(
  connection: Kysely<Schema>,
  { changed, gone, readers, progress }: Changes,
): Promise<void> {
  const many = changed.length > plansAtOnce;
  const makers = many && readers > 1 ? rowMakerProcesses(readers) : rowMakerHere();
  const told = (step: IndexingStep) => (done: number) => progress({ step, done, of: changed.length });
  try {
    const read = many ? await readAhead(connection, changed, makers, told('read')) : undefined;
    await indexAll(connection, read ?? { sources: changed }, gone, makers, told('written'));
    if (read) await sql`truncate plan_search.readings`.execute(connection);
  } finally {
    makers.close();
  }
}

interface ReadPart {
  readonly sources: readonly IndexedSource[];
  readonly read: ReadPlans;
}

async function indexAll(
  connection: Kysely<Schema>,
  { sources, teaching }: Pick<ReadAhead, 'sources'> & Partial<ReadAhead>,
  gone: readonly string[],
  makers: RowMakers,
  progress: (done: number) => void,
): Promise<void> {
  const batches = sources.length > 0 ? pieces(sources, plansAtOnce) : [[]];
  let next = await readParts(batches[0] ?? [], makers);
  let forms: ShortForms | undefined;
  let done = 0;
  for (const [at, batch] of batches.entries()) {
    const parts = await next.read;
    // While some plans are written, the next are read; what they are read from comes over the same connection before.
    next = await readParts(batches[at + 1] ?? [], makers);
    forms = await connection.transaction().execute(async (transaction) => {
      await sql`select pg_advisory_xact_lock(${writingLock})`.execute(transaction);
      // What a crash of the database could lose is found missing at the next start, and written again.
      await sql`set local synchronous_commit = off`.execute(transaction);
      const change = new Change(transaction, makers);
      if (at === 0) await change.remove(gone);
      await change.remove(batch.map(({ id }) => id));
      const learnt = forms ?? (await change.learn(teaching ?? teachingIn(parts), sources));
      await change.write(parts, learnt);
      await change.close(learnt);
      return learnt;
    });
    done += batch.length;
    progress(done);
  }
}

const teachingIn = (parts: readonly ReadPart[]): TeachingPlan[] =>
  parts.flatMap(({ sources, read }) =>
    sources.flatMap(({ id }, at) => {
      const teaching = read.teaching[at];
      return teaching ? [{ id, teaching }] : [];
    }),
  );

/** Loads the plans; they are read while the caller does other things. */
async function readParts(
  batch: readonly IndexedSource[],
  makers: RowMakers,
): Promise<{ readonly read: Promise<ReadPart[]> }> {
  const loaded: { readonly sources: readonly IndexedSource[]; readonly from: PlanSource[] }[] = [];
  for (const sources of pieces(batch, plansInAPart)) {
    const from: PlanSource[] = [];
    for (const source of sources) from.push(await source.load());
    loaded.push({ sources, from });
  }
  const read = Promise.all(
    loaded.map(async ({ sources, from }) => ({ sources, read: await makers.read(from) })),
  );
  read.catch(toldLater);
  return { read };
}

/** What is written in one transaction. */
class Change {
  private readonly counts = new CountChanges();
  private readonly offices = new Set<number>();

  constructor(
    private readonly transaction: Transaction<Schema>,
    private readonly makers: RowMakers,
  ) {}

  async remove(ids: readonly string[]): Promise<void> {
    if (ids.length === 0) return;
    const { rows } = await sql<{ office: number; counts: string }>`
      delete from plan_search.plans where id = any(${ids}::text[]) returning office, counts`.execute(
      this.transaction,
    );
    for (const row of rows) {
      this.offices.add(row.office);
      this.counts.add(row.office, unpackCounts(row.counts), -1);
    }
  }

  /** Takes up what these plans teach, and writes again what stands in the index and is read otherwise now. */
  async learn(
    teaching: readonly TeachingPlan[],
    comingAnyway: readonly IndexedSource[],
  ): Promise<ShortForms> {
    const { forms, affected } = await learn(this.transaction, teaching);
    const coming = new Set(comingAnyway.map(({ id }) => id));
    const again = affected.filter(({ id }) => !coming.has(id));
    for (const some of pieces(again, plansInAPart)) {
      const part = await this.readAgain(some);
      await this.remove(some.map(({ id }) => id));
      await this.write([part], forms);
    }
    return forms;
  }

  /** Has the rows of a few parts made ahead, so that makers and database both have work and memory stays bounded. */
  async write(parts: readonly ReadPart[], forms: ShortForms): Promise<void> {
    const make = ({ read }: ReadPart) => {
      const rows = read.rows(forms);
      rows.catch(toldLater);
      return rows;
    };
    const { count: ahead } = this.makers;
    const made = parts.slice(0, ahead).map(make);
    for (const [at, { sources }] of parts.entries()) {
      const rows = (await made.shift()) ?? [];
      const following = parts[at + ahead];
      if (following) made.push(make(following));
      const plans = rows.map((of, i): WrittenPlan => ({
        rows: of,
        fingerprint: sources[i]?.fingerprint ?? '',
      }));
      for (const office of await writePlans(this.transaction, plans, this.counts)) this.offices.add(office);
    }
  }

  /** The figures of the collection and the heads of offices; then questions may see the change. */
  async close(forms: ShortForms): Promise<void> {
    await this.counts.write(this.transaction);
    const expand = documentExpand(forms);
    for (const office of this.offices) await writeHead(this.transaction, office, expand);
    await sql`update plan_search.state set generation = generation + 1`.execute(this.transaction);
  }

  /** Plans from the index itself. */
  private async readAgain(
    plans: readonly { readonly id: string; readonly fingerprint: string }[],
  ): Promise<ReadPart> {
    const { rows } = await sql<{ id: string; fingerprint: string; reading: string }>`
      select id, fingerprint, reading from plan_search.plans
      where id = any(${plans.map(({ id }) => id)}::text[]) order by id`.execute(this.transaction);
    const sources = rows.map(({ id, fingerprint, reading }) => ({
      id,
      fingerprint,
      load: () => ({ reading }),
    }));
    return { sources, read: await this.makers.read(rows) };
  }
}

/** A failure is told where the work is waited for, unless something else fails before. */
const toldLater = () => undefined;

/** The office as its first plan describes it, with the units of all its plans. */
async function writeHead(transaction: Transaction<Schema>, office: number, expand: Expand): Promise<void> {
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
