import type { Expression, ExpressionBuilder, SqlBool, Transaction } from 'kysely';
import type { Database } from './database.ts';
import { openJson, sealJson } from './sealed-json.ts';
import type { Sealer } from './sealer.ts';
import type { ActivityRow, ConversationRow, Schema } from './schema.ts';

/** Cuộc trò chuyện. */
export interface Conversation {
  readonly id: string;
  readonly channel: string;
  /** Undefined until the channel has said who is talking. */
  readonly userId: string | undefined;
  readonly locale: string | undefined;
  readonly createdAt: Date;
  readonly lastSeenAt: Date;
  /** Until then an officer answers in the bot's place. */
  readonly pausedUntil: Date | undefined;
}

export interface NewConversation {
  readonly id: string;
  readonly channel: string;
  readonly userId?: string | undefined;
  readonly locale?: string | undefined;
}

/** An activity as the channel showed it; only `id` matters to the store. */
export interface StoredActivity {
  readonly id: string;
  readonly [field: string]: unknown;
}

/** One place in the history; sequences grow by one from 1 in each conversation. */
export interface HistoryEntry {
  readonly sequence: number;
  readonly activity: StoredActivity;
}

const PAGE = 1_000;
const REMOVED_AT_ONCE = 500;

/** Conversations with their history. */
export class ConversationStore {
  constructor(private readonly database: Database) {}

  /** Resolves to false when a conversation of that id exists already, which then stays as it is. */
  async create({ id, channel, userId, locale }: NewConversation, at: Date): Promise<boolean> {
    const time = at.toISOString();
    const { numInsertedOrUpdatedRows } = await this.database.commits.run((transaction) =>
      transaction
        .insertInto('conversations')
        .values({
          id,
          channel,
          user_id: userId ?? null,
          locale: locale ?? null,
          created_at: time,
          last_seen_at: time,
          paused_until: null,
          next_sequence: 1,
        })
        .onConflict((conflict) => conflict.column('id').doNothing())
        .executeTakeFirstOrThrow(),
    );
    return numInsertedOrUpdatedRows === 1n;
  }

  async find(id: string): Promise<Conversation | undefined> {
    const row = await this.database.queries
      .selectFrom('conversations')
      .selectAll()
      .where('id', '=', id)
      .executeTakeFirst();
    return row && toConversation(row);
  }

  /** The conversations of one person on one channel, the latest first. */
  async ofPerson(channel: string, userId: string): Promise<Conversation[]> {
    const rows = await this.database.queries
      .selectFrom('conversations')
      .selectAll()
      .where('channel', '=', channel)
      .where('user_id', '=', userId)
      .orderBy('last_seen_at', 'desc')
      .execute();
    return rows.map(toConversation);
  }

  /**
   * Appends in order and resolves, once it is on disk, to the sequence of the last one; undefined when
   * there is no such conversation. An activity whose id is there already stays where it is.
   */
  async append(id: string, activities: readonly StoredActivity[], at: Date): Promise<number | undefined> {
    const { commits, sealer } = this.database;
    return commits.run((transaction) => appendActivities(transaction, sealer, id, activities, at));
  }

  /** What came after `watermark` (0 is the beginning), oldest first, at most `limit` activities. */
  async readSince(id: string, watermark: number, limit = PAGE): Promise<HistoryEntry[]> {
    const rows = await this.database.queries
      .selectFrom('activities')
      .select(['sequence', 'id', 'json'])
      .where('conversation_id', '=', id)
      .where('sequence', '>', watermark)
      .orderBy('sequence')
      .limit(limit)
      .execute();
    return rows.map((row) => this.toEntry(id, row));
  }

  /** The newest activity; undefined while there is none. */
  async last(id: string): Promise<HistoryEntry | undefined> {
    const row = await this.database.queries
      .selectFrom('activities')
      .select(['sequence', 'id', 'json'])
      .where('conversation_id', '=', id)
      .orderBy('sequence', 'desc')
      .limit(1)
      .executeTakeFirst();
    return row && this.toEntry(id, row);
  }

  /** A sign of life of the person; names them where the conversation did not know yet who they are. */
  async seen(id: string, at: Date, who: { userId?: string; locale?: string } = {}): Promise<void> {
    await this.database.commits.run((transaction) =>
      transaction
        .updateTable('conversations')
        .set((eb) => ({
          last_seen_at: at.toISOString(),
          user_id: eb.fn.coalesce('user_id', eb.val(who.userId ?? null)),
          locale: who.locale === undefined ? eb.ref('locale') : eb.val(who.locale),
        }))
        .where('id', '=', id)
        .execute(),
    );
  }

  /** An officer has taken over: the bot keeps silent until then. `undefined` lets it speak again. */
  async pause(id: string, until: Date | undefined): Promise<void> {
    await this.database.commits.run((transaction) =>
      transaction
        .updateTable('conversations')
        .set({ paused_until: until?.toISOString() ?? null })
        .where('id', '=', id)
        .execute(),
    );
  }

  /** Takes out all that was said; the conversation goes on where it is. */
  async empty(id: string): Promise<void> {
    await this.database.commits.run((transaction) =>
      transaction.deleteFrom('activities').where('conversation_id', '=', id).execute(),
    );
  }

  /**
   * Removes one person's conversations, but for `spared`; returns the stored files, which the caller must
   * delete.
   */
  async forgetPerson(channel: string, userId: string, spared?: string): Promise<string[]> {
    const files: string[] = [];
    for (;;) {
      const removed = await this.remove((eb) =>
        eb.and([
          eb('channel', '=', channel),
          eb('user_id', '=', userId),
          ...(spared === undefined ? [] : [eb('id', '<>', spared)]),
        ]),
      );
      files.push(...removed.files);
      if (removed.conversations === 0) return files;
    }
  }

  /**
   * Removes conversations without a sign of life since `before`, some at a time; returns how many went
   * and the stored files, which the caller must delete. Call again until none goes.
   */
  async removeIdle(before: Date): Promise<{ conversations: number; files: string[] }> {
    return this.remove((eb) => eb('last_seen_at', '<', before.toISOString()));
  }

  private toEntry(conversationId: string, row: Pick<ActivityRow, 'sequence' | 'id' | 'json'>): HistoryEntry {
    const activity = openJson(this.database.sealer, row.json, activityAbout(conversationId, row.id));
    return { sequence: row.sequence, activity: activity as StoredActivity };
  }

  private async remove(which: ConversationFilter): Promise<{ conversations: number; files: string[] }> {
    return this.database.commits.run(async (transaction) => {
      const chosen = transaction.selectFrom('conversations').select('id').where(which).limit(REMOVED_AT_ONCE);
      // The update locks the rows, so that nothing can be added to them between here and the delete.
      const locked = await transaction
        .updateTable('conversations')
        .set((eb) => ({ next_sequence: eb.ref('next_sequence') }))
        .where('id', 'in', chosen)
        .where(which)
        .returning('id')
        .execute();
      if (locked.length === 0) return { conversations: 0, files: [] };
      const ids = locked.map(({ id }) => id);
      const files = await transaction
        .deleteFrom('uploads')
        .where('conversation_id', 'in', ids)
        .returning('stored_as')
        .execute();
      await transaction.deleteFrom('conversations').where('id', 'in', ids).execute();
      return { conversations: ids.length, files: files.map(({ stored_as }) => stored_as) };
    });
  }
}

type ConversationFilter = (eb: ExpressionBuilder<Schema, 'conversations'>) => Expression<SqlBool>;

async function appendActivities(
  transaction: Transaction<Schema>,
  sealer: Sealer,
  id: string,
  activities: readonly StoredActivity[],
  at: Date,
): Promise<number | undefined> {
  const count = activities.length;
  // The update locks the conversation, so that sequences become visible in their order.
  const taken = await transaction
    .updateTable('conversations')
    .set((eb) => ({ next_sequence: eb('next_sequence', '+', count), last_seen_at: at.toISOString() }))
    .where('id', '=', id)
    .returning('next_sequence')
    .executeTakeFirst();
  if (!taken || count === 0) return taken && taken.next_sequence - 1;
  const first = taken.next_sequence - count;
  const rows = activities.map((activity, index) => ({
    conversation_id: id,
    sequence: first + index,
    id: activity.id,
    json: sealJson(sealer, activity, activityAbout(id, activity.id)),
    created_at: at.toISOString(),
  }));
  const { numInsertedOrUpdatedRows } = await transaction
    .insertInto('activities')
    .values(rows)
    .onConflict((conflict) => conflict.columns(['conversation_id', 'id']).doNothing())
    .executeTakeFirstOrThrow();
  if (Number(numInsertedOrUpdatedRows) === count) return taken.next_sequence - 1;
  return appendWhatIsNew(transaction, sealer, id, activities, first, at);
}

/** Some were there already: takes the attempt from `first` on back, so that sequences keep no gap. */
async function appendWhatIsNew(
  transaction: Transaction<Schema>,
  sealer: Sealer,
  id: string,
  activities: readonly StoredActivity[],
  first: number,
  at: Date,
): Promise<number | undefined> {
  const history = transaction.selectFrom('activities').where('conversation_id', '=', id);
  await transaction
    .deleteFrom('activities')
    .where('conversation_id', '=', id)
    .where('sequence', '>=', first)
    .execute();
  await transaction.updateTable('conversations').set({ next_sequence: first }).where('id', '=', id).execute();
  const ids = activities.map((activity) => activity.id);
  const there = await history.select(['id', 'sequence']).where('id', 'in', ids).execute();
  const known = new Set(there.map((row) => row.id));
  const fresh = new Map(activities.flatMap((one) => (known.has(one.id) ? [] : [[one.id, one]])));
  if (fresh.size > 0) return appendActivities(transaction, sealer, id, [...fresh.values()], at);
  return Math.max(...there.map(({ sequence }) => sequence));
}

/** Binds a sealed activity to its place. */
export function activityAbout(conversationId: string, id: string): string {
  return `activity\n${conversationId}\n${id}`;
}

function toConversation(row: ConversationRow): Conversation {
  return {
    id: row.id,
    channel: row.channel,
    userId: row.user_id ?? undefined,
    locale: row.locale ?? undefined,
    createdAt: new Date(row.created_at),
    lastSeenAt: new Date(row.last_seen_at),
    pausedUntil: row.paused_until === null ? undefined : new Date(row.paused_until),
  };
}
