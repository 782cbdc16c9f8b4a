import type { Transaction } from 'kysely';
import type { SelfCheck } from '../../knowledge/self-checks.ts';
import { appendAudit } from './audit-log.ts';
import type { Database } from './database.ts';
import type { Deed } from './plan-store.ts';
import type { Schema } from './schema.ts';

/** Câu hỏi kiểm tra: what must stay answered rightly when plans are published. */
export class PlanQuestionStore {
  constructor(private readonly database: Database) {}

  /** Puts the questions in the place of those that the plan had; an empty text takes them away. */
  async attach(planId: string, questions: string, { by, now }: Deed): Promise<void> {
    const values = { questions, attached_at: now.toISOString(), attached_by: by };
    await this.database.commits.run(async (transaction) => {
      await transaction
        .insertInto('plan_questions')
        .values({ plan_id: planId, ...values })
        .onConflict((conflict) => conflict.column('plan_id').doUpdateSet(values))
        .execute();
      const count = questions.split('\n').filter((line) => line.trim() !== '').length;
      const entry = { actor: by, action: 'plan/questions', subject: planId, details: { count } };
      await appendAudit(transaction, this.database.dialect, entry, now);
    });
  }

  /** Plan id → its questions as JSONL. */
  async attached(): Promise<ReadonlyMap<string, string>> {
    const rows = await this.database.queries.selectFrom('plan_questions').selectAll().execute();
    return new Map(rows.map(({ plan_id, questions }) => [plan_id, questions]));
  }

  /** Plan id → the generated questions of the version that answers now; of these plans only, where some are named. */
  async selfChecks(only?: ReadonlySet<string>): Promise<ReadonlyMap<string, readonly SelfCheck[]>> {
    const rows = await this.database.queries
      .selectFrom('plan_self_checks')
      .innerJoin('plan_versions', (join) =>
        join
          .onRef('plan_versions.plan_id', '=', 'plan_self_checks.plan_id')
          .onRef('plan_versions.version', '=', 'plan_self_checks.version'),
      )
      .where('plan_versions.state', '=', 'published')
      .$if(only !== undefined, (query) => query.where('plan_versions.plan_id', 'in', ['', ...(only ?? [])]))
      .select(['plan_self_checks.plan_id', 'plan_self_checks.checks'])
      .execute();
    return new Map(rows.map(({ plan_id, checks }) => [plan_id, JSON.parse(checks) as SelfCheck[]]));
  }
}

/** Keeps the generated questions of a version that is being published; those of an earlier time give way. */
export async function keepSelfChecks(
  transaction: Transaction<Schema>,
  { plan_id, version }: { readonly plan_id: string; readonly version: number },
  selfChecks: readonly SelfCheck[],
): Promise<void> {
  const checks = JSON.stringify(selfChecks);
  await transaction
    .insertInto('plan_self_checks')
    .values({ plan_id, version, checks })
    .onConflict((conflict) => conflict.columns(['plan_id', 'version']).doUpdateSet({ checks }))
    .execute();
}
