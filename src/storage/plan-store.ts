import type { Selectable, Transaction } from 'kysely';
import { appendAudit } from './audit-log.ts';
import type { Database } from './database.ts';
import type { PlanVersionRow } from './plan-tables.ts';
import type { Schema } from './schema.ts';

/** Phiên bản kế hoạch: one reading of a plan that an office added. */
export interface PlanVersion {
  readonly planId: string;
  readonly version: number;
  /** Bản nháp, đã công bố, đã rút. */
  readonly state: PlanVersionRow['state'];
  /** `shipped`: the plan that came with the program, kept here only because somebody retired it. */
  readonly format: PlanVersionRow['format'];
  readonly fileName: string;
  readonly sha256: string;
  readonly source: string;
  readonly addedAt: Date;
  readonly publishedAt: Date | undefined;
  readonly retiredAt: Date | undefined;
}

export type NewVersion = Pick<PlanVersion, 'planId' | 'format' | 'fileName' | 'sha256' | 'source'>;

/** Who does it, and when. */
export interface Deed {
  readonly by: string;
  readonly now: Date;
}

/** The name under which the number of changes is kept that running services look at. */
const changesSetting = 'plans/changes';

/** Kho phiên bản kế hoạch. Each plan has at most one published version; the newest word on a plan holds. */
export class PlanStore {
  constructor(private readonly database: Database) {}

  /** A number that grows with everything that is published or retired. */
  async changes(): Promise<number> {
    const row = await this.database.queries
      .selectFrom('settings')
      .select('value')
      .where('name', '=', changesSetting)
      .executeTakeFirst();
    return Number(row?.value ?? 0);
  }

  /** Keeps a new draft; the same file once more is the version that is there already. */
  async add(plan: NewVersion, { by, now }: Deed): Promise<PlanVersion> {
    return this.database.commits.run(async (transaction) => {
      const last = await latest(transaction, plan.planId);
      if (last?.sha256 === plan.sha256 && last.source === plan.source) return toVersion(last);
      await transaction
        .insertInto('plan_versions')
        .values({
          plan_id: plan.planId,
          version: (last?.version ?? 0) + 1,
          state: 'draft',
          format: plan.format,
          file_name: plan.fileName,
          sha256: plan.sha256,
          source: plan.source,
          added_at: now.toISOString(),
          added_by: by,
        })
        .execute();
      const row = await latest(transaction, plan.planId);
      if (!row) throw new Error('a version was inserted and is not there');
      await this.record(transaction, 'plan/add', row, { by, now });
      return toVersion(row);
    });
  }

  /** Makes the newest version the one that answers; the one before it is retired. Undefined without any version. */
  async publish(planId: string, deed: Deed): Promise<PlanVersion | undefined> {
    return this.database.commits.run(async (transaction) => {
      const last = await latest(transaction, planId);
      if (!last || last.state === 'published') return last && toVersion(last);
      const at = deed.now.toISOString();
      await transaction
        .updateTable('plan_versions')
        .set({ state: 'retired', retired_at: at, retired_by: deed.by })
        .where('plan_id', '=', planId)
        .where('state', '=', 'published')
        .execute();
      await transaction
        .updateTable('plan_versions')
        .set({
          state: 'published',
          published_at: at,
          published_by: deed.by,
          retired_at: null,
          retired_by: null,
        })
        .where('sequence', '=', last.sequence)
        .execute();
      await this.record(transaction, 'plan/publish', last, deed);
      await this.countChange(transaction, deed.now);
      return { ...toVersion(last), state: 'published', publishedAt: deed.now, retiredAt: undefined };
    });
  }

  /** From now on nothing is answered from the plan, drafts of it included. Undefined without any version. */
  async retire(planId: string, deed: Deed): Promise<PlanVersion | undefined> {
    return this.database.commits.run(async (transaction) => {
      const last = await latest(transaction, planId);
      if (!last) return undefined;
      await transaction
        .updateTable('plan_versions')
        .set({ state: 'retired', retired_at: deed.now.toISOString(), retired_by: deed.by })
        .where('plan_id', '=', planId)
        .where('state', '!=', 'retired')
        .execute();
      await this.record(transaction, 'plan/retire', last, deed);
      await this.countChange(transaction, deed.now);
      return { ...toVersion(last), state: 'retired', retiredAt: deed.now };
    });
  }

  /** The versions that answers come from, in the order of their plans' ids. */
  async published(): Promise<PlanVersion[]> {
    const rows = await this.database.queries
      .selectFrom('plan_versions')
      .selectAll()
      .where('state', '=', 'published')
      .orderBy('plan_id')
      .execute();
    return rows.map(toVersion);
  }

  /** The plans of which a version was published or retired at any time: a shipped one of that id no longer counts. */
  async decided(): Promise<ReadonlySet<string>> {
    const rows = await this.database.queries
      .selectFrom('plan_versions')
      .select('plan_id')
      .distinct()
      .where('state', '!=', 'draft')
      .execute();
    return new Set(rows.map((row) => row.plan_id));
  }

  /** The plans that answered once and no longer do. */
  async retired(): Promise<string[]> {
    const answering = new Set((await this.published()).map(({ planId }) => planId));
    return [...(await this.decided())].filter((planId) => !answering.has(planId));
  }

  /** The newest version of each plan, whatever its state, in the order of their ids. */
  async newest(): Promise<PlanVersion[]> {
    const rows = await this.database.queries
      .selectFrom('plan_versions')
      .selectAll()
      .orderBy('plan_id')
      .orderBy('version')
      .execute();
    return [...new Map(rows.map((row) => [row.plan_id, toVersion(row)])).values()];
  }

  /** Every version of a plan, the oldest first. */
  async versions(planId: string): Promise<PlanVersion[]> {
    const rows = await this.database.queries
      .selectFrom('plan_versions')
      .selectAll()
      .where('plan_id', '=', planId)
      .orderBy('version')
      .execute();
    return rows.map(toVersion);
  }

  private async record(
    transaction: Transaction<Schema>,
    action: string,
    { plan_id, version, sha256 }: Selectable<PlanVersionRow>,
    { by, now }: Deed,
  ): Promise<void> {
    const entry = { actor: by, action, subject: plan_id, details: { version, sha256 } };
    await appendAudit(transaction, this.database.dialect, entry, now);
  }

  private async countChange(transaction: Transaction<Schema>, now: Date): Promise<void> {
    const row = await transaction
      .selectFrom('settings')
      .select('value')
      .where('name', '=', changesSetting)
      .executeTakeFirst();
    const values = { value: JSON.stringify(Number(row?.value ?? 0) + 1), updated_at: now.toISOString() };
    await transaction
      .insertInto('settings')
      .values({ name: changesSetting, ...values })
      .onConflict((conflict) => conflict.column('name').doUpdateSet(values))
      .execute();
  }
}

async function latest(
  transaction: Transaction<Schema>,
  planId: string,
): Promise<Selectable<PlanVersionRow> | undefined> {
  return transaction
    .selectFrom('plan_versions')
    .selectAll()
    .where('plan_id', '=', planId)
    .orderBy('version', 'desc')
    .limit(1)
    .executeTakeFirst();
}

function toVersion(row: Selectable<PlanVersionRow>): PlanVersion {
  const day = (text: string | null) => (text === null ? undefined : new Date(text));
  return {
    planId: row.plan_id,
    version: row.version,
    state: row.state,
    format: row.format,
    fileName: row.file_name,
    sha256: row.sha256,
    source: row.source,
    addedAt: new Date(row.added_at),
    publishedAt: day(row.published_at),
    retiredAt: day(row.retired_at),
  };
}
