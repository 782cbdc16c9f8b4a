import type { Kysely, Selectable, Transaction } from 'kysely';
import type { RestoredScan } from '../../knowledge/repair/restore-scan.ts';
import { joinCorrections, toMade, type MadeCorrection } from './plan-corrections.ts';
import type { PlanVersion } from './plan-store.ts';
import type { PlanVersionRow } from './plan-tables.ts';
import type { Schema } from './schema.ts';

/** A query that names more plans than this asks for all of them. */
const mostNamed = 500;

/** Versions with the corrections of each, read at once. */
export async function wholeVersions(
  queries: Kysely<Schema>,
  rows: readonly Selectable<PlanVersionRow>[],
): Promise<PlanVersion[]> {
  if (rows.length === 0) return [];
  const ids = [...new Set(rows.map(({ plan_id }) => plan_id))];
  const query = queries.selectFrom('plan_corrections').selectAll().orderBy('sequence');
  const all = await (ids.length > mostNamed ? query : query.where('plan_id', 'in', ids)).execute();
  const made = new Map<string, MadeCorrection[]>();
  for (const row of all) put(made, keyOf(row), toMade(row));
  return rows.map((row) => toVersion(row, made.get(keyOf(row)) ?? []));
}

export async function wholeVersion(
  queries: Kysely<Schema>,
  row: Selectable<PlanVersionRow>,
): Promise<PlanVersion> {
  const [version] = await wholeVersions(queries, [row]);
  if (!version) throw new Error('one row makes one version');
  return version;
}

/** The newest version of a plan, or the one that is named; discarded drafts are gone. */
export async function latestVersion(
  transaction: Transaction<Schema>,
  planId: string,
  version?: number,
): Promise<Selectable<PlanVersionRow> | undefined> {
  const query = transaction
    .selectFrom('plan_versions')
    .selectAll()
    .where('plan_id', '=', planId)
    .where('state', '!=', 'discarded');
  const named = version === undefined ? query : query.where('version', '=', version);
  return named.orderBy('version', 'desc').limit(1).executeTakeFirst();
}

/** The next number of a plan. One that a discarded draft had is not given again. */
export async function nextVersion(transaction: Transaction<Schema>, planId: string): Promise<number> {
  const row = await transaction
    .selectFrom('plan_versions')
    .select('version')
    .where('plan_id', '=', planId)
    .orderBy('version', 'desc')
    .limit(1)
    .executeTakeFirst();
  return (row?.version ?? 0) + 1;
}

function put<T>(lists: Map<string, T[]>, key: string, value: T): void {
  const list = lists.get(key);
  if (list) list.push(value);
  else lists.set(key, [value]);
}

const keyOf = ({ plan_id, version }: { plan_id: string; version: number }) => `${plan_id} ${version}`;

function toVersion(row: Selectable<PlanVersionRow>, made: readonly MadeCorrection[]): PlanVersion {
  const step = (at: string | null, by: string | null) =>
    at === null ? undefined : { at: new Date(at), by: by ?? '' };
  return {
    planId: row.plan_id,
    version: row.version,
    state: row.state,
    format: row.format,
    fileName: row.file_name,
    sha256: row.sha256,
    source: row.source,
    ...(row.restored === null ? {} : { scan: { restored: row.restored, doubts: toDoubts(row.doubts) } }),
    corrections: joinCorrections(made),
    correction: made.at(-1)?.sequence ?? 0,
    added: { at: new Date(row.added_at), by: row.added_by },
    published: step(row.published_at, row.published_by),
    retired: step(row.retired_at, row.retired_by),
  };
}

function toDoubts(json: string | null): RestoredScan['doubts'] {
  return json === null ? [] : (JSON.parse(json) as RestoredScan['doubts']);
}
