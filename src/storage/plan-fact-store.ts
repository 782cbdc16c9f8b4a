import { sql } from 'kysely';
import type { PlanDocument } from '../../knowledge/assignment.ts';
import type { Database } from './database.ts';
import type { PlanVersion } from './plan-store.ts';

/** Tóm tắt của một phiên bản, as lists show it. */
export interface PlanFacts {
  readonly document: Pick<
    PlanDocument,
    'title' | 'number' | 'symbol' | 'issuer' | 'office' | 'year' | 'issuedOn'
  >;
  readonly duties: number;
  readonly reviewed: number;
  readonly problems: number;
}

/** A version without its text, and what is kept of it. */
export interface ListedVersion extends Pick<PlanVersion, 'planId' | 'version' | 'state' | 'format'> {
  /** The sequence of its newest correction; 0 without any. */
  readonly correction: number;
  /** Undefined when it was never read. */
  readonly kept: KeptFacts | undefined;
}

export interface KeptFacts {
  /** Of the code that read the version. */
  readonly code: string;
  /** The newest correction that was read. */
  readonly correction: number;
  readonly facts: PlanFacts;
}

/** Kho tóm tắt: what lists tell of plans, beside the versions that it was read from. */
export class PlanFactStore {
  constructor(private readonly database: Database) {}

  /** Every version that was not discarded, by plan, the oldest first. No text is touched. */
  async listed(): Promise<ListedVersion[]> {
    const rows = await this.database.queries
      .selectFrom('plan_versions as v')
      .leftJoin('plan_facts as f', (join) =>
        join.onRef('f.plan_id', '=', 'v.plan_id').onRef('f.version', '=', 'v.version'),
      )
      .select(['v.plan_id', 'v.version', 'v.state', 'v.format', 'f.code', 'f.correction', 'f.facts'])
      .select((query) =>
        query
          .selectFrom('plan_corrections as c')
          .whereRef('c.plan_id', '=', 'v.plan_id')
          .whereRef('c.version', '=', 'v.version')
          .select(({ fn }) => fn.max('c.sequence').as('newest'))
          .as('newest'),
      )
      .where('v.state', '!=', 'discarded')
      .orderBy('v.plan_id')
      .orderBy('v.version')
      .execute();
    return rows.map(({ plan_id: planId, version, state, format, newest, code, correction, facts }) => ({
      planId,
      version,
      state,
      format,
      correction: newest ?? 0,
      // Written by this program alone.
      kept:
        code === null || correction === null || facts === null
          ? undefined
          : { code, correction, facts: JSON.parse(facts) as PlanFacts },
    }));
  }

  async keep({ planId, version }: Pick<PlanVersion, 'planId' | 'version'>, kept: KeptFacts): Promise<void> {
    const { code, correction, facts } = kept;
    const { office, number } = facts.document;
    const values = { code, correction, office, number, facts: JSON.stringify(facts) };
    await this.database.commits.run((transaction) =>
      transaction
        .insertInto('plan_facts')
        .values({ plan_id: planId, version, ...values })
        .onConflict((conflict) => conflict.columns(['plan_id', 'version']).doUpdateSet(values))
        .execute(),
    );
  }

  /** Another plan of the office whose newest version has this number. */
  async numbered(office: string, number: string, except: string): Promise<string | undefined> {
    const row = await this.database.queries
      .selectFrom('plan_facts as f')
      .innerJoin('plan_versions as v', (join) =>
        join.onRef('v.plan_id', '=', 'f.plan_id').onRef('v.version', '=', 'f.version'),
      )
      .select('f.plan_id')
      .where('f.office', '=', office)
      .where('f.number', '=', number)
      .where('f.plan_id', '!=', except)
      .where(isNewest)
      .orderBy('f.plan_id')
      .limit(1)
      .executeTakeFirst();
    return row?.plan_id;
  }
}

/** Of the version `v`: it was not discarded, and none after it is there. */
export const isNewest = sql<boolean>`v.state <> 'discarded' and not exists (
  select 1 from plan_versions as later
  where later.plan_id = v.plan_id and later.version > v.version and later.state <> 'discarded')`;
