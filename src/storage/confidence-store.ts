import type { ExpressionBuilder, Transaction } from 'kysely';
import { activityAbout } from './conversation-store.ts';
import type { Database } from './database.ts';
import type { Schema } from './schema.ts';
import { openJson, sealJson } from './sealed-json.ts';

/** What was taken out: the addresses of the files, which the caller must erase. */
export interface TakenOut {
  readonly files: readonly string[];
}

/** The same of conversations that were left lying: the bot still remembers them. */
export interface LeftLying extends TakenOut {
  readonly conversations: readonly string[];
}

interface Spoken {
  readonly [field: string]: unknown;
  readonly attachments?: readonly { readonly contentUrl?: string }[];
  /** By the id in it a client knows its own message again. */
  readonly channelData?: { readonly clientActivityID?: unknown };
}

const outward = ['id', 'type', 'timestamp', 'locale', 'textFormat', 'channelId', 'serviceUrl'] as const;
const people = ['from', 'recipient', 'conversation'] as const;

function withoutWords(spoken: Spoken): Spoken {
  const kept = [...outward, ...people].map((field) => [field, spoken[field]] as const);
  const clientActivityID = spoken.channelData?.clientActivityID;
  return {
    ...Object.fromEntries(kept),
    ...(clientActivityID !== undefined && { channelData: { clientActivityID } }),
  };
}

/**
 * Lời nói kín: what somebody tells about a denunciation does not stay in the history of the conversation. It is
 * taken out when the matter ends, or, where it was left lying, after a while.
 */
export class ConfidenceStore {
  constructor(private readonly database: Database) {}

  /** Notes that from this activity on nothing is to stay. A conversation that is not kept here has nothing to lose. */
  async begin(conversationId: string, since: string, at: Date): Promise<void> {
    await this.database.commits.run(async (transaction) => {
      const kept = await transaction
        .selectFrom('conversations')
        .select('id')
        .where('id', '=', conversationId)
        .executeTakeFirst();
      if (!kept) return;
      const time = at.toISOString();
      await transaction
        .insertInto('sealed_talks')
        .values({ conversation_id: conversationId, since, at: time })
        .onConflict((conflict) => conflict.column('conversation_id').doUpdateSet({ at: time }))
        .execute();
    });
  }

  /**
   * Takes out what was said from `since` on. The activity `last`, which a client may still be waiting for, keeps
   * its place and says `instead`.
   */
  async end(conversationId: string, since: string, last: string, instead: string): Promise<TakenOut> {
    return this.database.commits.run(async (transaction) => {
      const begun = await transaction
        .deleteFrom('sealed_talks')
        .where('conversation_id', '=', conversationId)
        .returning('since')
        .executeTakeFirst();
      return this.takeOut(transaction, conversationId, begun?.since ?? since, { last, instead });
    });
  }

  /** Takes out what was left lying since before then. */
  async endIdle(before: Date): Promise<LeftLying> {
    return this.database.commits.run(async (transaction) => {
      const idle = await transaction
        .deleteFrom('sealed_talks')
        .where('at', '<', before.toISOString())
        .returningAll()
        .execute();
      const files: string[] = [];
      for (const { conversation_id, since } of idle)
        files.push(...(await this.takeOut(transaction, conversation_id, since)).files);
      return { files, conversations: idle.map(({ conversation_id: id }) => id) };
    });
  }

  private async takeOut(
    transaction: Transaction<Schema>,
    conversationId: string,
    since: string,
    kept?: { readonly last: string; readonly instead: string },
  ): Promise<TakenOut> {
    const { sealer } = this.database;
    const first = await transaction
      .selectFrom('activities')
      .select('sequence')
      .where('conversation_id', '=', conversationId)
      .where('id', '=', since)
      .executeTakeFirst();
    if (!first) return { files: [] };
    const rows = await transaction
      .selectFrom('activities')
      .select(['id', 'sequence', 'json'])
      .where('conversation_id', '=', conversationId)
      .where('sequence', '>=', first.sequence)
      .execute();
    const files: string[] = [];
    for (const { id, sequence, json } of rows) {
      const about = activityAbout(conversationId, id);
      const spoken = openJson(sealer, json, about) as Spoken;
      files.push(...(spoken.attachments ?? []).flatMap(({ contentUrl }) => contentUrl ?? []));
      const here = (eb: ExpressionBuilder<Schema, 'activities'>) =>
        eb.and([eb('conversation_id', '=', conversationId), eb('sequence', '=', sequence)]);
      if (id !== kept?.last) {
        await transaction.deleteFrom('activities').where(here).execute();
        continue;
      }
      const emptied = sealJson(sealer, { ...withoutWords(spoken), text: kept.instead }, about);
      await transaction.updateTable('activities').set({ json: emptied }).where(here).execute();
    }
    return { files };
  }
}
