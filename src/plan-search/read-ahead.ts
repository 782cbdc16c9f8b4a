import { sql, type Kysely } from 'kysely';
import type { Schema } from '../storage/schema.ts';
import type { IndexedSource } from './index-plans.ts';
import { pieces } from './pieces.ts';
import type { Teaching } from './plan-rows.ts';
import type { PlanSource } from './row-maker.ts';
import type { RowMakers } from './row-makers.ts';
import type { TeachingPlan } from './short-forms.ts';

export interface ReadAhead {
  readonly sources: readonly IndexedSource[];
  readonly teaching: readonly TeachingPlan[];
}

const plansInAPart = 20;

/**
 * Reads all these plans and lays what was read in the database, before any is written: when each teaches a short form
 * at its turn, those before it are written again and again. What a run that was broken off had read is taken over.
 */
export async function readAhead(
  connection: Kysely<Schema>,
  sources: readonly IndexedSource[],
  makers: RowMakers,
  progress: (read: number) => void,
): Promise<ReadAhead> {
  const { rows } = await sql<{ id: string; fingerprint: string; teaching: string }>`
    select id, fingerprint, teaching from plan_search.readings`.execute(connection);
  const before = new Map(rows.map((row) => [row.id, row]));
  const teaching: TeachingPlan[] = [];
  const missing: IndexedSource[] = [];
  for (const source of sources) {
    const { id, fingerprint } = source;
    const kept = before.get(id);
    if (kept?.fingerprint === fingerprint)
      teaching.push({ id, teaching: JSON.parse(kept.teaching) as Teaching });
    else missing.push(source);
  }
  progress(teaching.length);
  const parts = pieces(missing, plansInAPart);
  const work = async () => {
    for (let part = parts.shift(); part; part = parts.shift()) {
      teaching.push(...(await readPart(connection, part, makers)));
      progress(teaching.length);
    }
  };
  // Each maker has one part at work and one waiting.
  await Promise.all(Array.from({ length: makers.count * 2 }, work));
  return {
    teaching,
    sources: sources.map((source) => ({ ...source, load: () => readingOf(connection, source.id) })),
  };
}

async function readPart(
  queries: Kysely<Schema>,
  sources: readonly IndexedSource[],
  makers: RowMakers,
): Promise<TeachingPlan[]> {
  const loaded: PlanSource[] = [];
  for (const source of sources) loaded.push(await source.load());
  const readings = await makers.readings(loaded);
  const rows = sources.map(({ id, fingerprint }, at) => {
    const { teaching, reading } = readings[at] ?? {
      teaching: { abbreviations: {}, places: [] },
      reading: '',
    };
    return { id, fingerprint, teaching, reading };
  });
  await sql`
    insert into plan_search.readings (id, fingerprint, teaching, reading)
    select * from unnest(${rows.map(({ id }) => id)}::text[],
      ${rows.map(({ fingerprint }) => fingerprint)}::text[],
      ${rows.map(({ teaching }) => JSON.stringify(teaching))}::text[],
      ${rows.map(({ reading }) => reading)}::text[])
    on conflict (id) do update set fingerprint = excluded.fingerprint,
      teaching = excluded.teaching, reading = excluded.reading`.execute(queries);
  return rows.map(({ id, teaching }) => ({ id, teaching }));
}

async function readingOf(queries: Kysely<Schema>, id: string): Promise<PlanSource> {
  const { rows } = await sql<{ reading: string }>`
    select reading from plan_search.readings where id = ${id}`.execute(queries);
  const [row] = rows;
  if (!row) throw new Error(`what was read of ${id} is gone`);
  return row;
}
