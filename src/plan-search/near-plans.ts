import { sql, type Kysely } from 'kysely';
import type { Schema } from '../storage/schema.ts';

/** What may be read at once. */
export interface NearLimits {
  /** A collection of no more plans is read whole. */
  readonly whole: number;
  /** The newest plans of the same office. */
  readonly ofOffice: number;
  /** Other offices, each with its newest plan. */
  readonly offices: number;
}

export const nearLimits: NearLimits = { whole: 200, ofOffice: 60, offices: 40 };

/**
 * The plans that a change to a plan of this office is most likely to spoil, where all are too many to be read at once:
 * its own, and one of each of the offices that were written last. Undefined when all can be read, or nothing was indexed yet.
 */
export async function nearPlans(
  queries: Kysely<Schema>,
  office: string,
  { whole, ofOffice, offices }: NearLimits = nearLimits,
): Promise<ReadonlySet<string> | undefined> {
  const made = await sql<{ made: boolean }>`
    select to_regclass('plan_search.plans') is not null as made`.execute(queries);
  if (!made.rows[0]?.made) return undefined;
  const { rows } = await sql<{ all: number }>`select count(*) as all from plan_search.plans`.execute(queries);
  if ((rows[0]?.all ?? 0) <= whole) return undefined;
  const near = await sql<{ id: string }>`
    (select p.id from plan_search.plans p join plan_search.offices o on o.number = p.office
      where o.id = ${office} order by p.number desc limit ${ofOffice})
    union all
    (select p.id from plan_search.offices o
      cross join lateral (select id, number from plan_search.plans
        where office = o.number order by number desc limit 1) p
      where o.id <> ${office} order by p.number desc limit ${offices})`.execute(queries);
  return new Set(near.rows.map(({ id }) => id));
}
