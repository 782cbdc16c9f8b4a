import { randomUUID } from 'node:crypto';
import { sql, type Kysely, type SqlBool, type Transaction } from 'kysely';
import type {
  ClaimedNotice,
  Notice,
  NoticeRecord,
  NoticeResult,
  NoticeState,
  NoticeStore,
} from '../notices/notice.ts';
import type { Database } from './database.ts';
import type { Dialect } from './migrations/migration.ts';
import { changesOf, toClaim, toRecord, toRow } from './outbox-rows.ts';
import type { Schema } from './schema.ts';
import type { Sealer } from './sealer.ts';

/** How the outbox stands, for the health check and the office. */
export interface Backlog {
  readonly waiting: number;
  readonly uncertain: number;
  readonly dead: number;
  /** When the longest overdue notice was first due; undefined when nothing is overdue. */
  readonly oldestDue: Date | undefined;
}

/**
 * Enqueues within a transaction of the caller's, so that a stage change and the notice about it are kept
 * together or not at all. Resolves to the number of notices that were not there yet.
 */
export async function enqueueNotices(
  queries: Kysely<Schema>,
  sealer: Sealer,
  notices: readonly Notice[],
  now: Date,
): Promise<number> {
  if (notices.length === 0) return 0;
  const { numInsertedOrUpdatedRows } = await queries
    .insertInto('outbox')
    .values(notices.map((notice) => toRow(sealer, notice, now)))
    .onConflict((conflict) => conflict.column('id').doNothing())
    .executeTakeFirstOrThrow();
  return Number(numInsertedOrUpdatedRows ?? 0);
}

/** The outbox table: what waits to be sent, and what has become of what was sent. */
export class OutboxStore implements NoticeStore {
  constructor(private readonly database: Database) {}

  /** Durable once resolved. Notices whose id is there already are left as they are. */
  async enqueue(notices: readonly Notice[], now: Date): Promise<number> {
    const { commits, sealer } = this.database;
    return commits.run((transaction) => enqueueNotices(transaction, sealer, notices, now));
  }

  async openChannels(): Promise<string[]> {
    const rows = await this.database.queries
      .selectFrom('outbox')
      .select('channel')
      .distinct()
      .where('state', 'in', ['waiting', 'sending'])
      .execute();
    return rows.map(({ channel }) => channel);
  }

  async claimNext(channel: string, now: Date, leaseUntil: Date): Promise<ClaimedNotice | undefined> {
    return this.database.commits.run(async (transaction) => {
      const due = await nextDue(transaction, this.database.dialect, channel, now.toISOString());
      if (!due) return undefined;
      const row = await transaction
        .updateTable('outbox')
        .set((eb) => ({
          state: 'sending',
          attempts: eb('attempts', '+', 1),
          lease_token: randomUUID(),
          lease_until: leaseUntil.toISOString(),
          claimed_at: now.toISOString(),
        }))
        .where('sequence', '=', due.sequence)
        .where('state', '=', 'waiting')
        .returningAll()
        .executeTakeFirst();
      return row && toClaim(this.database.sealer, row);
    });
  }

  async expiredLeases(channel: string, now: Date): Promise<ClaimedNotice[]> {
    const rows = await this.database.queries
      .selectFrom('outbox')
      .selectAll()
      .where('channel', '=', channel)
      .where('state', '=', 'sending')
      .where('lease_until', '<=', now.toISOString())
      .orderBy('sequence')
      .execute();
    return rows.map((row) => toClaim(this.database.sealer, row));
  }

  async record(claim: ClaimedNotice, result: NoticeResult, now: Date): Promise<boolean> {
    return this.database.commits.run(async (transaction) => {
      const { numUpdatedRows } = await transaction
        .updateTable('outbox')
        .set(changesOf(result, now))
        .where('id', '=', claim.id)
        .where('lease_token', '=', claim.lease)
        .executeTakeFirstOrThrow();
      if (numUpdatedRows === 0n) return false;
      if (result.state === 'waiting') await holdBack(transaction, claim, result.nextAttemptAt, now);
      if (result.state === 'dead' && result.fallback) {
        await enqueueNotices(transaction, this.database.sealer, [result.fallback], now);
      }
      return true;
    });
  }

  async find(id: string): Promise<NoticeRecord | undefined> {
    const row = await this.database.queries
      .selectFrom('outbox')
      .selectAll()
      .where('id', '=', id)
      .executeTakeFirst();
    return row && toRecord(this.database.sealer, row);
  }

  /** The latest first: dead and uncertain ones are the office's to look after. */
  async inState(state: NoticeState, limit = 100, channel?: string): Promise<NoticeRecord[]> {
    const rows = await this.database.queries
      .selectFrom('outbox')
      .selectAll()
      .where('state', '=', state)
      .$if(channel !== undefined, (query) => query.where('channel', '=', channel ?? ''))
      .orderBy('sequence', 'desc')
      .limit(limit)
      .execute();
    return rows.map((row) => toRecord(this.database.sealer, row));
  }

  /** A person decided that a dead or uncertain notice is to be sent again; false when it is neither. */
  async sendAgain(id: string, now: Date): Promise<boolean> {
    const { numUpdatedRows } = await this.database.commits.run((transaction) =>
      givenUp(transaction, now).where('id', '=', id).executeTakeFirstOrThrow(),
    );
    return numUpdatedRows === 1n;
  }

  /** The same for all that one recipient did not get; resolves to how many. */
  async sendAllAgain(channel: string, userId: string, now: Date): Promise<number> {
    const { numUpdatedRows } = await this.database.commits.run((transaction) =>
      givenUp(transaction, now)
        .where('channel', '=', channel)
        .where('user_id', '=', userId)
        .executeTakeFirstOrThrow(),
    );
    return Number(numUpdatedRows);
  }

  async backlog(now: Date): Promise<Backlog> {
    const counts = await this.database.queries
      .selectFrom('outbox')
      .select((eb) => ['state', eb.fn.countAll<number>().as('count')])
      .where('state', '<>', 'delivered')
      .groupBy('state')
      .execute();
    const oldest = await this.database.queries
      .selectFrom('outbox')
      .select((eb) => eb.fn.min('not_before').as('since'))
      .where('state', 'in', ['waiting', 'sending'])
      .where('not_before', '<=', now.toISOString())
      .executeTakeFirst();
    const count = (state: NoticeState) => counts.find((row) => row.state === state)?.count ?? 0;
    return {
      waiting: count('waiting') + count('sending'),
      uncertain: count('uncertain'),
      dead: count('dead'),
      oldestDue: oldest?.since ? new Date(oldest.since) : undefined,
    };
  }

  /** Removes what was finished before then; returns how many went. */
  async removeFinished(before: Date): Promise<number> {
    const { numDeletedRows } = await this.database.commits.run((transaction) =>
      transaction
        .deleteFrom('outbox')
        .where('finished_at', '<', before.toISOString())
        .executeTakeFirstOrThrow(),
    );
    return Number(numDeletedRows);
  }

  /** Removes everything addressed to one person, sent or not. */
  async forgetPerson(channel: string, userId: string): Promise<number> {
    const { numDeletedRows } = await this.database.commits.run((transaction) =>
      transaction
        .deleteFrom('outbox')
        .where('channel', '=', channel)
        .where('user_id', '=', userId)
        .executeTakeFirstOrThrow(),
    );
    return Number(numDeletedRows);
  }
}

/** Dead and uncertain notices, set back to the beginning. */
function givenUp(transaction: Transaction<Schema>, now: Date) {
  const at = now.toISOString();
  return transaction
    .updateTable('outbox')
    .set({
      state: 'waiting',
      not_before: at,
      next_attempt_at: at,
      expires_at: null,
      finished_at: null,
      attempts: 0,
      code: null,
      reason: null,
      lease_token: null,
      fallback_id: null,
    })
    .where('state', 'in', ['dead', 'uncertain']);
}

/**
 * What is behind a notice that has to wait cannot go before it: taken out of what is due, it is not
 * looked at in vain by every claim of a long outage.
 */
async function holdBack(
  transaction: Transaction<Schema>,
  { recipient }: ClaimedNotice,
  until: Date,
  now: Date,
): Promise<void> {
  await transaction
    .updateTable('outbox')
    .set({ next_attempt_at: until.toISOString() })
    .where('channel', '=', recipient.channel)
    .where('user_id', '=', recipient.userId)
    .where('state', '=', 'waiting')
    .where('not_before', '<=', now.toISOString())
    .where('next_attempt_at', '<', until.toISOString())
    .execute();
}

/** The oldest due notice of a person to whom nothing is under way and nothing older is due. */
function nextDue(transaction: Transaction<Schema>, dialect: Dialect, channel: string, now: string) {
  return transaction
    .selectFrom('outbox as due')
    .select('due.sequence')
    .where('due.channel', '=', channel)
    .where('due.state', '=', 'waiting')
    .where('due.next_attempt_at', '<=', now)
    .where('due.not_before', '<=', now)
    .where(
      sql<SqlBool>`not exists (select 1 from outbox other
        where other.channel = due.channel and other.user_id = due.user_id and other.state = 'sending')`,
    )
    .where(
      sql<SqlBool>`not exists (select 1 from outbox other
        where other.channel = due.channel and other.user_id = due.user_id and other.state = 'waiting'
          and other.not_before <= ${now} and other.sequence < due.sequence)`,
    )
    .orderBy('due.next_attempt_at')
    .orderBy('due.sequence')
    .limit(1)
    .$if(dialect === 'postgres', (query) => query.forUpdate('due').skipLocked())
    .executeTakeFirst();
}
