import type { Selectable, Transaction } from 'kysely';
import type { AssignmentCorrection, Corrections } from '../../knowledge/corrections.ts';
import { appendAudit } from './audit-log.ts';
import type { Database } from './database.ts';
import type { Deed } from './plan-store.ts';
import type { PlanCorrectionRow } from './plan-tables.ts';
import type { Schema } from './schema.ts';

/** What concerns the whole plan: its head, and what came with a plan of the program. */
export type PlanWideCorrections = Omit<Corrections, 'assignments'>;

/** Một hiệu đính: of one duty, or (target "") of the whole plan. It takes the place of the one before it. */
export type CorrectionEntry =
  | { readonly target: ''; readonly correction: PlanWideCorrections }
  | { readonly target: string; readonly correction: AssignmentCorrection };

/** A correction with its place in the history: who made it, when. */
export type MadeCorrection = CorrectionEntry & {
  readonly sequence: number;
  readonly by: string;
  readonly at: Date;
};

export type CorrectionRefusal = 'not-a-draft' | 'changed-meanwhile';

/** Every row of a version, the oldest first, is its history; together they are what holds. */
export function joinCorrections(made: readonly CorrectionEntry[]): Corrections {
  const latest = new Map(made.map((entry) => [entry.target, entry]));
  const whole = latest.get('')?.correction as PlanWideCorrections | undefined;
  const assignments = [...latest.values()].flatMap(({ target, correction }) =>
    target === '' || isEmpty(correction) ? [] : [correction as AssignmentCorrection],
  );
  return { ...whole, ...(assignments.length > 0 ? { assignments } : {}) };
}

/** The opposite of `joinCorrections`. */
export function splitCorrections({ assignments = [], ...whole }: Corrections): CorrectionEntry[] {
  return [
    ...(Object.keys(whole).length > 0 ? [{ target: '' as const, correction: whole }] : []),
    ...assignments.map((correction) => ({ target: correction.at, correction })),
  ];
}

/** A correction that was taken back says nothing but where it was. */
function isEmpty(correction: object): boolean {
  return Object.keys(correction).every((key) => key === 'at');
}

/** Kho hiệu đính. Only drafts are corrected: what was answered from must stay as it was. */
export class PlanCorrectionStore {
  constructor(private readonly database: Database) {}

  /** The history of one version, the oldest first. */
  async of(planId: string, version: number): Promise<MadeCorrection[]> {
    const rows = await this.database.queries
      .selectFrom('plan_corrections')
      .selectAll()
      .where('plan_id', '=', planId)
      .where('version', '=', version)
      .orderBy('sequence')
      .execute();
    return rows.map(toMade);
  }

  /**
   * Keeps all entries or none. `seen` is the sequence of the target's newest correction when the officer began;
   * a newer one in the meantime is not overwritten.
   */
  async make(
    planId: string,
    version: number,
    entries: readonly (CorrectionEntry & { readonly seen?: number | undefined })[],
    deed: Deed,
  ): Promise<CorrectionRefusal | undefined> {
    const { commits, dialect } = this.database;
    return commits.run(async (transaction) => {
      const row = transaction
        .selectFrom('plan_versions')
        .select('state')
        .where('plan_id', '=', planId)
        .where('version', '=', version);
      // Whoever publishes or corrects the same version waits; on SQLite the transaction is alone anyway.
      const kept = await (dialect === 'postgres' ? row.forUpdate() : row).executeTakeFirst();
      if (kept?.state !== 'draft') return 'not-a-draft';
      for (const { target, seen } of entries) {
        if (seen === undefined) continue;
        const newest = await newestOf(transaction, planId, version, target);
        if (newest !== seen) return 'changed-meanwhile';
      }
      await insertCorrections(transaction, planId, version, entries, deed);
      const targets = entries.map(({ target }) => target);
      const entry = {
        actor: deed.by,
        action: 'plan/correct',
        subject: planId,
        details: { version, targets },
      };
      await appendAudit(transaction, dialect, entry, deed.now);
      return undefined;
    });
  }
}

async function newestOf(
  transaction: Transaction<Schema>,
  planId: string,
  version: number,
  target: string,
): Promise<number> {
  const row = await transaction
    .selectFrom('plan_corrections')
    .select('sequence')
    .where('plan_id', '=', planId)
    .where('version', '=', version)
    .where('target', '=', target)
    .orderBy('sequence', 'desc')
    .limit(1)
    .executeTakeFirst();
  return row?.sequence ?? 0;
}

export async function insertCorrections(
  transaction: Transaction<Schema>,
  planId: string,
  version: number,
  entries: readonly CorrectionEntry[],
  { by, now }: Deed,
): Promise<void> {
  for (const { target, correction } of entries)
    await transaction
      .insertInto('plan_corrections')
      .values({
        plan_id: planId,
        version,
        target,
        correction: JSON.stringify(correction),
        made_at: now.toISOString(),
        made_by: by,
      })
      .execute();
}

export function toMade(row: Selectable<PlanCorrectionRow>): MadeCorrection {
  const { target, sequence, made_by: by, made_at: at } = row;
  // Written by this program alone, in the shape of its target.
  const correction = JSON.parse(row.correction) as AssignmentCorrection;
  return { target, correction, sequence, by, at: new Date(at) };
}
