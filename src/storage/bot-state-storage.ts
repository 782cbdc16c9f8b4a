import { setTimeout as pause } from 'node:timers/promises';
import { sql, type Transaction } from 'kysely';
import { ServiceError } from '../errors.ts';
import type { Database } from './database.ts';
import { isOutage } from './failure.ts';
import type { Schema } from './schema.ts';
import { openText } from './sealed-json.ts';
import type { Sealer } from './sealer.ts';

/** A stored object; `eTag` is the version that was read. */
export interface StateItem {
  eTag?: string;
  [key: string]: unknown;
}

export type StateItems = Record<string, StateItem>;

interface Kept {
  readonly value: string;
  readonly version: number;
}

const KEPT_ITEMS = 5_000;
/** The database itself has waited some seconds by then. */
const RETRY_MS = 500;
const VERSIONS_PER_MS = 1_000;

export interface BotStateOptions {
  /**
   * Lets an unconditional write resolve at once. It is on disk before anything written after it, such as
   * the bot's next answer, and a clean stop waits for it; a crash may take back the last few milliseconds.
   * Told here when it fails. While the database is locked or full the newest state stays in memory, is what
   * is read, and is written as soon as the disk takes it: nobody's last step is lost in silence. Without
   * effect on PostgreSQL, where another server may take the next turn.
   */
  readonly writeBehind?: (error: unknown) => void;
}

/**
 * What the bot remembers between turns, in the shape of botbuilder's `Storage`.
 *
 * A write with an `eTag` succeeds only while that version is the stored one; without, or with `*`, it
 * always does. On SQLite what was read or written is kept in memory until another program commits; on
 * PostgreSQL, where another server may have written, every read goes to the database.
 */
export class BotStateStorage {
  private readonly kept = new Map<string, Kept>();
  /** Writes on their way to the disk, by key. */
  private readonly pending = new Map<string, Promise<void>>();
  /** The newest of what was taken and is not on disk yet; read before everything else. */
  private readonly unwritten = new Map<string, Change>();
  private commitsSeen = 0;
  private lastVersion = 0;

  constructor(
    private readonly database: Database,
    private readonly now: () => Date,
    private readonly options: BotStateOptions = {},
  ) {}

  async read(keys: string[]): Promise<StateItems> {
    this.forgetWhatOthersChanged();
    const found = new Map<string, Kept>();
    const missing: string[] = [];
    for (const key of keys) {
      const item = this.unwritten.get(key) ?? this.kept.get(key);
      if (item) found.set(key, item);
      else missing.push(key);
    }
    if (missing.length > 0) {
      for (const key of missing) await this.pending.get(key);
      for (const [key, item] of await this.load(missing)) found.set(key, item);
    }
    return Object.fromEntries([...found].map(([key, item]) => [key, toItem(item)]));
  }

  /** Writes all changes or none. */
  async write(changes: Record<string, unknown>): Promise<void> {
    const items = Object.entries(changes).map(([key, item]) => toChange(key, item, this.newVersion()));
    if (items.length === 0) return;
    const { writeBehind } = this.options;
    if (writeBehind && this.database.foreignCommits && items.every((item) => this.isNewest(item))) {
      for (const item of items) {
        this.unwritten.set(item.key, { ...item, expected: undefined });
        this.keep(item.key, item);
      }
      this.landLater(
        items.map(({ key }) => key),
        writeBehind,
      );
      return;
    }
    const written = this.put(items);
    try {
      const versions = await written;
      for (const { key, value, version } of items) {
        this.keep(key, { value, version: versions.get(key) ?? version });
      }
    } catch (error) {
      for (const { key } of items) this.kept.delete(key);
      throw error;
    }
  }

  /** Writes once more what the disk has not taken yet. For the end of the process. */
  async flush(): Promise<void> {
    const left = [...this.unwritten.values()];
    if (left.length === 0) return;
    await this.put(left);
    this.landed(left);
  }

  async delete(keys: string[]): Promise<void> {
    if (keys.length === 0) return;
    for (const key of keys) {
      this.unwritten.delete(key);
      this.kept.delete(key);
    }
    await this.database.commits.run((transaction) =>
      transaction.deleteFrom('bot_state').where('key', 'in', keys).execute(),
    );
    for (const key of keys) this.kept.delete(key);
  }

  /** Forgets what nobody has touched since `before`; returns how many items went. */
  async removeIdle(before: Date): Promise<number> {
    const { numDeletedRows } = await this.database.commits.run((transaction) =>
      transaction
        .deleteFrom('bot_state')
        .where('updated_at', '<', before.toISOString())
        .executeTakeFirstOrThrow(),
    );
    this.kept.clear();
    return Number(numDeletedRows);
  }

  private put(items: readonly Change[]): Promise<ReadonlyMap<string, number>> {
    const updatedAt = this.now().toISOString();
    const { commits, sealer } = this.database;
    return commits.run((transaction) => writeAll(transaction, sealer, items, updatedAt));
  }

  private landLater(keys: readonly string[], failed: (error: unknown) => void): void {
    const landing = this.land(keys, failed).finally(() => {
      for (const key of keys) if (this.pending.get(key) === landing) this.pending.delete(key);
    });
    for (const key of keys) this.pending.set(key, landing);
  }

  /** Writes the newest of these until it is on disk, or something newer has taken over. Never rejects. */
  private async land(keys: readonly string[], failed: (error: unknown) => void): Promise<void> {
    const items = keys.flatMap((key) => this.unwritten.get(key) ?? []);
    const stillNewest = () => items.filter((item) => this.unwritten.get(item.key) === item);
    for (let told = false, left = stillNewest(); left.length > 0; left = stillNewest()) {
      try {
        const versions = await this.put(left);
        for (const { key, version } of left) if (versions.get(key) !== version) this.kept.delete(key);
        return this.landed(left);
      } catch (error) {
        if (!told) failed(error);
        told = true;
        if (!isOutage(error)) {
          for (const { key } of left) this.kept.delete(key);
          return this.landed(left);
        }
        await pause(RETRY_MS, undefined, { ref: false });
      }
    }
  }

  private landed(items: readonly Change[]): void {
    for (const item of items) if (this.unwritten.get(item.key) === item) this.unwritten.delete(item.key);
  }

  /** Nothing that is on disk can contradict it. */
  private isNewest({ key, expected }: Change): boolean {
    return expected === undefined || this.unwritten.get(key)?.version === expected;
  }

  private async load(keys: string[]): Promise<[string, Kept][]> {
    const rows = await this.database.queries
      .selectFrom('bot_state')
      .select(['key', 'value', 'version'])
      .where('key', 'in', keys)
      .execute();
    return rows.map(({ key, value: sealed, version }) => {
      const item = { value: openText(this.database.sealer, sealed, about(key)), version };
      this.keep(key, item);
      return [key, item];
    });
  }

  private keep(key: string, item: Kept): void {
    if (!this.database.foreignCommits) return;
    // A slower read must not bring back what a write has replaced meanwhile.
    if ((this.kept.get(key)?.version ?? 0) > item.version) return;
    this.kept.delete(key);
    this.kept.set(key, item);
    for (const oldest of this.kept.keys()) {
      if (this.kept.size <= KEPT_ITEMS) break;
      this.kept.delete(oldest);
    }
  }

  /** A time, so that an item deleted and made anew does not repeat an old eTag. */
  private newVersion(): number {
    this.lastVersion = Math.max(this.lastVersion + 1, this.now().getTime() * VERSIONS_PER_MS);
    return this.lastVersion;
  }

  private forgetWhatOthersChanged(): void {
    const commits = this.database.foreignCommits?.() ?? 0;
    if (commits !== this.commitsSeen) this.kept.clear();
    this.commitsSeen = commits;
  }
}

interface Change extends Kept {
  readonly key: string;
  /** The version that must be the stored one. */
  readonly expected: number | undefined;
}

async function writeAll(
  transaction: Transaction<Schema>,
  sealer: Sealer,
  changes: readonly Change[],
  updated_at: string,
): Promise<ReadonlyMap<string, number>> {
  const versions = new Map<string, number>();
  for (const { key, value: plain, version, expected } of changes) {
    const value = sealer.seal(plain, about(key));
    const written = await transaction
      .insertInto('bot_state')
      .values({ key, value, version, updated_at })
      .onConflict((conflict) => {
        // Always above the stored one: another program may have made the same number in the same moment.
        const above = sql<number>`case when bot_state.version >= ${version}
          then bot_state.version + 1 else ${version} end`;
        const update = conflict.column('key').doUpdateSet({ value, version: above, updated_at });
        return expected === undefined ? update : update.where('bot_state.version', '=', expected);
      })
      .returning('version')
      .executeTakeFirst();
    if (!written) throw conflict(key);
    versions.set(key, written.version);
  }
  return versions;
}

/** Binds a sealed state to its key. */
function about(key: string): string {
  return `bot state\n${key}`;
}

function toItem({ value, version }: Kept): StateItem {
  const item = JSON.parse(value) as StateItem;
  item.eTag = String(version);
  return item;
}

function toChange(key: string, item: unknown, version: number): Change {
  const { eTag, ...rest } = (item ?? {}) as StateItem;
  const value = JSON.stringify(rest);
  if (eTag === undefined || eTag === '*') return { key, value, version, expected: undefined };
  if (!/^\d+$/.test(eTag)) throw conflict(key);
  return { key, value, version, expected: Number(eTag) };
}

function conflict(key: string): ServiceError {
  return new ServiceError(
    'storage/state-conflict',
    `A ${/\/(\w+)\//.exec(key)?.[1] ?? 'bot'} state was changed by another turn.`,
    'Read it again and repeat the change.',
  );
}
