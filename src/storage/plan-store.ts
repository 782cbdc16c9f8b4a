import type { Selectable, Transaction } from 'kysely';
import type { Corrections } from '../../knowledge/corrections.ts';
import type { RestoredScan } from '../../knowledge/repair/restore-scan.ts';
import type { SelfCheck } from '../../knowledge/self-checks.ts';
import { appendAudit } from './audit-log.ts';
import type { Database } from './database.ts';
import { isNewest } from './plan-fact-store.ts';
import { keepSelfChecks } from './plan-questions.ts';
import { insertCorrections, splitCorrections } from './plan-corrections.ts';
import type { PlanVersionRow } from './plan-tables.ts';
import { latestVersion, nextVersion, wholeVersion, wholeVersions } from './plan-version-rows.ts';
import type { Schema } from './schema.ts';

/** Phiên bản kế hoạch: one reading of a plan that an office added. */
export interface PlanVersion {
  readonly planId: string;
  readonly version: number;
  /** Bản nháp, đã công bố, đã rút, bản nháp đã bỏ. */
  readonly state: PlanVersionRow['state'];
  /** `shipped`: the plan that came with the program, kept here only because somebody retired it. */
  readonly format: PlanVersionRow['format'];
  readonly fileName: string;
  readonly sha256: string;
  readonly source: string;
  /** For a scan: how it reads with its diacritics restored, and the words to look at again. */
  readonly scan?: RestoredScan;
  /** What officers put right in this version. */
  readonly corrections: Corrections;
  /** The sequence of the newest correction; 0 without any. */
  readonly correction: number;
  readonly added: Step;
  readonly published: Step | undefined;
  readonly retired: Step | undefined;
}

/** When a version came into a state, and who brought it there. */
export interface Step {
  readonly at: Date;
  readonly by: string;
}

export type NewVersion = Pick<PlanVersion, 'planId' | 'format' | 'fileName' | 'sha256' | 'source' | 'scan'>;

export interface AddOptions {
  /** Carried over from the version before. */
  readonly corrections?: Corrections;
  /** The same text once more is a new draft all the same: somebody wants to correct what is published. */
  readonly evenIfSame?: boolean;
}

export interface PublishOptions {
  /** Questions generated from the version, kept beside it. */
  readonly selfChecks?: readonly SelfCheck[];
  /** The answers that turned wrong, where it was published all the same. */
  readonly inSpiteOf?: readonly string[];
  /** Why, in the words of whoever decided it. */
  readonly reason?: string;
}

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
  async add(plan: NewVersion, { by, now }: Deed, options: AddOptions = {}): Promise<PlanVersion> {
    return this.database.commits.run(async (transaction) => {
      const last = await latestVersion(transaction, plan.planId);
      const isSame = last?.sha256 === plan.sha256 && last.source === plan.source;
      if (isSame && !options.evenIfSame) return wholeVersion(transaction, last);
      await transaction
        .insertInto('plan_versions')
        .values({
          plan_id: plan.planId,
          version: await nextVersion(transaction, plan.planId),
          state: 'draft',
          format: plan.format,
          file_name: plan.fileName,
          sha256: plan.sha256,
          source: plan.source,
          restored: plan.scan?.restored ?? null,
          doubts: plan.scan ? JSON.stringify(plan.scan.doubts) : null,
          added_at: now.toISOString(),
          added_by: by,
        })
        .execute();
      const row = await latestVersion(transaction, plan.planId);
      if (!row) throw new Error('a version was inserted and is not there');
      const entries = splitCorrections(options.corrections ?? {});
      await insertCorrections(transaction, plan.planId, row.version, entries, { by, now });
      await this.record(transaction, 'plan/add', row, { by, now });
      return wholeVersion(transaction, row);
    });
  }

  /** Makes a version, the newest unless one is named, the one that answers; the one before it is retired. */
  async publish(
    planId: string,
    deed: Deed,
    version?: number,
    options: PublishOptions = {},
  ): Promise<PlanVersion | undefined> {
    return this.database.commits.run(async (transaction) => {
      const wanted = await latestVersion(transaction, planId, version);
      if (!wanted || wanted.state === 'published') return wanted && wholeVersion(transaction, wanted);
      const at = deed.now.toISOString();
      await transaction
        .updateTable('plan_versions')
        .set({ state: 'retired', retired_at: at, retired_by: deed.by })
        .where('plan_id', '=', planId)
        .where('state', '=', 'published')
        .execute();
      if (options.selfChecks) await keepSelfChecks(transaction, wanted, options.selfChecks);
      const fresh = { published_at: at, published_by: deed.by, retired_at: null, retired_by: null };
      const { inSpiteOf, reason } = options;
      const forced = inSpiteOf && { forced: true, inSpiteOf, ...(reason ? { reason } : {}) };
      return this.move(transaction, 'plan/publish', wanted, { state: 'published', ...fresh }, deed, forced);
    });
  }

  /** From now on nothing is answered from the plan, drafts of it included. Undefined without any version. */
  async retire(planId: string, deed: Deed): Promise<PlanVersion | undefined> {
    return this.database.commits.run(async (transaction) => {
      const last = await latestVersion(transaction, planId);
      if (!last) return undefined;
      const retired = { state: 'retired', retired_at: deed.now.toISOString(), retired_by: deed.by } as const;
      await transaction
        .updateTable('plan_versions')
        .set(retired)
        .where('plan_id', '=', planId)
        .where('state', 'in', ['draft', 'published'])
        .execute();
      return this.move(transaction, 'plan/retire', last, retired, deed);
    });
  }

  /** Bỏ bản nháp: it is neither listed nor answered from. Undefined when it is no draft. */
  async discard(planId: string, version: number, deed: Deed): Promise<PlanVersion | undefined> {
    return this.database.commits.run(async (transaction) => {
      const draft = await latestVersion(transaction, planId, version);
      if (draft?.state !== 'draft') return undefined;
      const at = { retired_at: deed.now.toISOString(), retired_by: deed.by };
      return this.move(transaction, 'plan/discard', draft, { state: 'discarded', ...at }, deed);
    });
  }

  /** The versions that answers come from, in the order of their plans' ids; of these plans only, where some are named. */
  async published(only?: ReadonlySet<string>): Promise<PlanVersion[]> {
    const rows = await this.database.queries
      .selectFrom('plan_versions')
      .selectAll()
      .where('state', '=', 'published')
      .$if(only !== undefined, (query) => query.where('plan_id', 'in', ['', ...(only ?? [])]))
      .orderBy('plan_id')
      .execute();
    return wholeVersions(this.database.queries, rows);
  }

  /** Which version of each plan answers, without its text. */
  async answering(): Promise<Pick<PlanVersion, 'planId' | 'version' | 'format' | 'sha256'>[]> {
    const rows = await this.database.queries
      .selectFrom('plan_versions')
      .select(['plan_id as planId', 'version', 'format', 'sha256'])
      .where('state', '=', 'published')
      .orderBy('plan_id')
      .execute();
    return rows;
  }

  /** One version, whatever its state. */
  async version(planId: string, version: number): Promise<PlanVersion | undefined> {
    const row = await this.database.queries
      .selectFrom('plan_versions')
      .selectAll()
      .where('plan_id', '=', planId)
      .where('version', '=', version)
      .executeTakeFirst();
    return row && wholeVersion(this.database.queries, row);
  }

  /** The plans of which a version was published or retired at any time: a shipped one of that id no longer counts. */
  async decided(): Promise<ReadonlySet<string>> {
    const rows = await this.database.queries
      .selectFrom('plan_versions')
      .select('plan_id')
      .distinct()
      .where('state', 'in', ['published', 'retired'])
      .execute();
    return new Set(rows.map((row) => row.plan_id));
  }

  /** The plans that answered once and no longer do. */
  async retired(): Promise<string[]> {
    const answering = new Set((await this.answering()).map(({ planId }) => planId));
    return [...(await this.decided())].filter((planId) => !answering.has(planId));
  }

  /** The plans of which more than a discarded draft is kept, in the order of their ids. */
  async ids(): Promise<string[]> {
    const rows = await this.database.queries
      .selectFrom('plan_versions')
      .select('plan_id')
      .distinct()
      .where('state', '!=', 'discarded')
      .orderBy('plan_id')
      .execute();
    return rows.map((row) => row.plan_id);
  }

  /** Where the versions of a plan stand, the oldest first; empty when there never was one. */
  async states(planId: string): Promise<PlanVersion['state'][]> {
    const rows = await this.database.queries
      .selectFrom('plan_versions')
      .select('state')
      .where('plan_id', '=', planId)
      .orderBy('version')
      .execute();
    return rows.map(({ state }) => state);
  }

  /** The newest version of a plan, where it was read from this very file. */
  async sameFile({
    sha256,
    source,
  }: Pick<NewVersion, 'sha256' | 'source'>): Promise<PlanVersion | undefined> {
    const row = await this.database.queries
      .selectFrom('plan_versions as v')
      .selectAll('v')
      .where('v.sha256', '=', sha256)
      .where('v.source', '=', source)
      .where(isNewest)
      .orderBy('v.plan_id')
      .limit(1)
      .executeTakeFirst();
    return row && wholeVersion(this.database.queries, row);
  }

  /** The texts of plans that answer now and are no scans: those of the office first, the newest of them before others. */
  async cleanTexts(office: string, atMost: number): Promise<string[]> {
    const rows = await this.database.queries
      .selectFrom('plan_versions as v')
      .leftJoin('plan_facts as f', (join) =>
        join.onRef('f.plan_id', '=', 'v.plan_id').onRef('f.version', '=', 'v.version'),
      )
      .select('v.source')
      .where('v.state', '=', 'published')
      .where('v.format', '!=', 'shipped')
      .where('v.restored', 'is', null)
      .orderBy((query) => query.case().when('f.office', '=', office).then(0).else(1).end())
      .orderBy('v.published_at', 'desc')
      .orderBy('v.plan_id')
      .limit(atMost)
      .execute();
    return rows.map(({ source }) => source);
  }

  /** Every version of a plan, the oldest first. */
  async versions(planId: string): Promise<PlanVersion[]> {
    const rows = await this.database.queries
      .selectFrom('plan_versions')
      .selectAll()
      .where('plan_id', '=', planId)
      .orderBy('version')
      .execute();
    return wholeVersions(this.database.queries, rows);
  }

  private async move(
    transaction: Transaction<Schema>,
    action: string,
    row: Selectable<PlanVersionRow>,
    change: Partial<Selectable<PlanVersionRow>>,
    deed: Deed,
    more: object = {},
  ): Promise<PlanVersion> {
    await transaction.updateTable('plan_versions').set(change).where('sequence', '=', row.sequence).execute();
    await this.record(transaction, action, row, deed, more);
    if (change.state !== 'discarded') await this.countChange(transaction, deed.now);
    return wholeVersion(transaction, { ...row, ...change });
  }

  private async record(
    transaction: Transaction<Schema>,
    action: string,
    { plan_id, version, sha256 }: Selectable<PlanVersionRow>,
    { by, now }: Deed,
    more: object = {},
  ): Promise<void> {
    const entry = { actor: by, action, subject: plan_id, details: { version, sha256, ...more } };
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
