import { readdir, rm, stat } from 'node:fs/promises';
import { join } from 'node:path';
import type { BotStateStorage } from './bot-state-storage.ts';
import { ConversationStore } from './conversation-store.ts';
import type { Database } from './database.ts';
import { InboundEventStore } from './inbound-event-store.ts';
import { OutboxStore } from './outbox-store.ts';
import { UploadStore } from './upload-store.ts';

/** For how many days things are kept after their last use. Cases have rules of their own. */
export interface KeepDays {
  readonly conversations: number;
  readonly botState: number;
  /** Finished notices: the office can look up until then whether something arrived. */
  readonly outbox: number;
  /** Longer than any channel delivers an event again, or it would be dealt with twice. */
  readonly inboundEvents: number;
  /** Readings and indexes of plans: what no start asked for is of a plan that is no more, or of an older program. */
  readonly cached: number;
}

export const defaultKeepDays: KeepDays = {
  conversations: 90,
  botState: 90,
  outbox: 30,
  inboundEvents: 7,
  cached: 30,
};

export interface CleanUpParts {
  readonly database: Database;
  /** The one that the bot uses, so that its kept copies go too. */
  readonly botState: BotStateStorage;
  readonly uploadsDir: string;
  /** Folders of files that are touched when they are used and can be made again. */
  readonly cacheDirs: readonly string[];
  readonly keep: KeepDays;
  readonly now: Date;
}

const DAY = 86_400_000;
/** A file this young may still be waiting for its row. */
const STRAY_AFTER_MS = 3_600_000;

/**
 * Removes what is older than it may be kept, with its files. Also files that no row knows, which a crash
 * left between the two. To be called daily; resolves to how many of each went.
 */
export async function cleanUp({
  database,
  botState,
  uploadsDir,
  cacheDirs,
  keep,
  now,
}: CleanUpParts): Promise<Record<string, number>> {
  const before = (days: number) => new Date(now.getTime() - days * DAY);
  const conversations = await removeConversations(database, before(keep.conversations));
  return {
    conversations,
    botState: await botState.removeIdle(before(keep.botState)),
    outbox: await new OutboxStore(database).removeFinished(before(keep.outbox)),
    inboundEvents: await new InboundEventStore(database).removeFinished(before(keep.inboundEvents)),
    files: await removeStrayFiles(new UploadStore(database), uploadsDir, now),
    cached: await removeUnused(cacheDirs, before(keep.cached)),
  };
}

async function removeConversations(database: Database, before: Date): Promise<number> {
  const store = new ConversationStore(database);
  let removed = 0;
  for (
    let some = await store.removeIdle(before);
    some.conversations > 0;
    some = await store.removeIdle(before)
  ) {
    removed += some.conversations;
  }
  return removed;
}

async function removeUnused(dirs: readonly string[], before: Date): Promise<number> {
  let removed = 0;
  for (const dir of dirs)
    for (const name of await readdir(dir).catch((): string[] => [])) {
      const found = await stat(join(dir, name)).catch(() => undefined);
      if (!found?.isFile() || found.mtime >= before) continue;
      await rm(join(dir, name), { force: true });
      removed += 1;
    }
  return removed;
}

/** The files of removed conversations are among them: their rows are gone. */
async function removeStrayFiles(uploads: UploadStore, dir: string, now: Date): Promise<number> {
  const names = await readdir(dir).catch((): string[] => []);
  let removed = 0;
  for (const name of await uploads.unknownAmong(names)) {
    const found = await stat(join(dir, name)).catch(() => undefined);
    if (!found?.isFile() || now.getTime() - found.mtimeMs < STRAY_AFTER_MS) continue;
    await rm(join(dir, name), { force: true });
    removed += 1;
  }
  return removed;
}
