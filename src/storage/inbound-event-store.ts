import { randomUUID } from 'node:crypto';
import { sql, type Expression, type ExpressionBuilder, type SqlBool, type Transaction } from 'kysely';
import type { ClaimedEvent, EventResult, InboundEvent, InboundEvents } from '../channels/zalo/ports.ts';
import type { Database } from './database.ts';
import type { Dialect } from './migrations/migration.ts';
import type { InboundEventRow, Schema } from './schema.ts';
import { openText } from './sealed-json.ts';
import type { Sealer } from './sealer.ts';

/** Events that channels deliver at least once and out of order: each is dealt with once, in each person's order. */
export class InboundEventStore implements InboundEvents {
  constructor(private readonly database: Database) {}

  async add(event: InboundEvent, now: Date): Promise<boolean> {
    const { numInsertedOrUpdatedRows } = await this.database.commits.run((transaction) =>
      transaction
        .insertInto('inbound_events')
        .values(toRow(this.database.sealer, event, now))
        .onConflict((conflict) => conflict.columns(['channel', 'event_id']).doNothing())
        .executeTakeFirstOrThrow(),
    );
    return numInsertedOrUpdatedRows === 1n;
  }

  async claimNext(channel: string, now: Date, leaseUntil: Date): Promise<ClaimedEvent | undefined> {
    return this.database.commits.run(async (transaction) => {
      const time = now.toISOString();
      const due = await nextDue(transaction, this.database.dialect, channel, time);
      if (!due) return undefined;
      const row = await transaction
        .updateTable('inbound_events')
        .set((eb) => ({
          state: 'working',
          attempts: eb('attempts', '+', 1),
          lease_token: randomUUID(),
          lease_until: leaseUntil.toISOString(),
        }))
        .where('sequence', '=', due.sequence)
        .where((eb) => isFree(eb, time))
        .returningAll()
        .executeTakeFirst();
      return row && toClaim(this.database.sealer, row);
    });
  }

  async record(event: ClaimedEvent, result: EventResult, now: Date): Promise<boolean> {
    const { numUpdatedRows } = await this.database.commits.run((transaction) =>
      transaction
        .updateTable('inbound_events')
        .set({ ...changesOf(result, now), lease_token: null, lease_until: null })
        .where('channel', '=', event.channel)
        .where('event_id', '=', event.eventId)
        .where('lease_token', '=', event.lease)
        .executeTakeFirstOrThrow(),
    );
    return numUpdatedRows === 1n;
  }

  /** How many events wait or are being dealt with, and since when the oldest has been there. */
  async backlog(): Promise<{ waiting: number; failed: number; oldest: Date | undefined }> {
    const rows = await this.database.queries
      .selectFrom('inbound_events')
      .select((eb) => ['state', eb.fn.countAll<number>().as('count'), eb.fn.min('received_at').as('oldest')])
      .where('state', '<>', 'done')
      .groupBy('state')
      .execute();
    const open = rows.filter(({ state }) => state !== 'failed');
    const [oldest] = open.map((row) => row.oldest).sort();
    return {
      waiting: open.reduce((sum, { count }) => sum + count, 0),
      failed: rows.find(({ state }) => state === 'failed')?.count ?? 0,
      oldest: oldest === undefined ? undefined : new Date(oldest),
    };
  }

  /**
   * Forgets what was dealt with before then; returns how many went. Whatever the channel may still
   * deliver again must be kept, or it would be dealt with twice.
   */
  async removeFinished(before: Date): Promise<number> {
    const { numDeletedRows } = await this.database.commits.run((transaction) =>
      transaction
        .deleteFrom('inbound_events')
        .where('finished_at', '<', before.toISOString())
        .executeTakeFirstOrThrow(),
    );
    return Number(numDeletedRows);
  }

  /** Drops what one person sent; only the ids stay, so that a late delivery is still known as dealt with. */
  async forgetPerson(channel: string, userId: string, now: Date): Promise<void> {
    await this.database.commits.run((transaction) =>
      transaction
        .updateTable('inbound_events')
        .set({ state: 'done', payload: null, reason: null, user_id: '', finished_at: now.toISOString() })
        .set({ lease_token: null, lease_until: null })
        .where('channel', '=', channel)
        .where('user_id', '=', userId)
        .execute(),
    );
  }
}

type Events = ExpressionBuilder<Schema, 'inbound_events'>;

/** Waits for its time, or was claimed by a program that has not come back before its lease ended. */
function isFree(eb: Events, now: string): Expression<SqlBool> {
  return eb.or([
    eb.and([eb('state', '=', 'waiting'), eb('next_attempt_at', '<=', now)]),
    eb.and([eb('state', '=', 'working'), eb('lease_until', '<=', now)]),
  ]);
}

/** The event longest due of a person of whom none is under way and none that happened earlier is left. */
function nextDue(transaction: Transaction<Schema>, dialect: Dialect, channel: string, now: string) {
  return transaction
    .selectFrom('inbound_events')
    .select('sequence')
    .where('channel', '=', channel)
    .where('state', 'in', ['waiting', 'working'])
    .where((eb) => isFree(eb, now))
    .where(
      sql<SqlBool>`not exists (select 1 from inbound_events other
        where other.channel = inbound_events.channel and other.user_id = inbound_events.user_id
          and other.state = 'working' and other.sequence <> inbound_events.sequence)`,
    )
    .where(
      sql<SqlBool>`not exists (select 1 from inbound_events other
        where other.channel = inbound_events.channel and other.user_id = inbound_events.user_id
          and other.state = 'waiting'
          and (other.occurred_at, other.sequence) < (inbound_events.occurred_at, inbound_events.sequence))`,
    )
    .orderBy('next_attempt_at')
    .orderBy('sequence')
    .limit(1)
    .$if(dialect === 'postgres', (query) => query.forUpdate().skipLocked())
    .executeTakeFirst();
}

type StoredRow = Omit<InboundEventRow, 'sequence'>;

function toRow(sealer: Sealer, event: InboundEvent, now: Date): StoredRow {
  return {
    channel: event.channel,
    event_id: event.eventId,
    user_id: event.userId,
    occurred_at: event.occurredAt.toISOString(),
    received_at: now.toISOString(),
    payload: sealer.seal(event.payload, about(event)),
    state: 'waiting',
    attempts: 0,
    next_attempt_at: event.notBefore.toISOString(),
    lease_token: null,
    lease_until: null,
    reason: null,
    finished_at: null,
  };
}

/** Binds a sealed event to its place. */
function about({ channel, eventId }: Pick<InboundEvent, 'channel' | 'eventId'>): string {
  return `event\n${channel}\n${eventId}`;
}

function toClaim(sealer: Sealer, row: StoredRow): ClaimedEvent {
  return {
    channel: row.channel,
    eventId: row.event_id,
    userId: row.user_id,
    occurredAt: new Date(row.occurred_at),
    payload:
      row.payload === null
        ? ''
        : openText(sealer, row.payload, about({ channel: row.channel, eventId: row.event_id })),
    lease: row.lease_token ?? '',
    attempts: row.attempts,
  };
}

/** What went wrong stays readable until it is removed; what is done leaves only its id. */
function changesOf(result: EventResult, now: Date): Partial<StoredRow> {
  if (result.state === 'done')
    return { state: 'done', payload: null, reason: null, finished_at: now.toISOString() };
  if (result.state === 'failed')
    return { state: 'failed', reason: result.reason, finished_at: now.toISOString() };
  return { state: 'waiting', reason: result.reason, next_attempt_at: result.nextAttemptAt.toISOString() };
}
