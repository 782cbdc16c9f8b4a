import type { Transaction } from 'kysely';
import { ServiceError } from '../errors.ts';
import type { Database } from './database.ts';
import type { Schema } from './schema.ts';

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

/**
 * What the bot remembers between turns, in the shape of botbuilder's `Storage`.
 *
 * A write with an `eTag` succeeds only while that version is the stored one; without, or with `*`, it
 * always does. On SQLite what was read or written is kept in memory until another program commits; on
 * PostgreSQL, where another server may have written, every read goes to the database.
 */
export class BotStateStorage {
  private readonly kept = new Map<string, Kept>();
  private commitsSeen = 0;

  constructor(
    private readonly database: Database,
    private readonly now: () => Date,
  ) {}

  async read(keys: string[]): Promise<StateItems> {
    this.forgetWhatOthersChanged();
    const found = new Map<string, Kept>();
    const missing: string[] = [];
    for (const key of keys) {
      const item = this.kept.get(key);
      if (item) found.set(key, item);
      else missing.push(key);
    }
    if (missing.length > 0) {
      for (const [key, item] of await this.load(missing)) found.set(key, item);
    }
    return Object.fromEntries([...found].map(([key, item]) => [key, toItem(item)]));
  }

  /** Writes all changes or none. */
  async write(changes: Record<string, unknown>): Promise<void> {
    const at = this.now();
    const items = Object.entries(changes).map(([key, item]) => toChange(key, item));
    if (items.length === 0) return;
    try {
      const versions = await this.database.commits.run((transaction) => writeAll(transaction, items, at));
      for (const [index, { key, value }] of items.entries()) {
        this.keep(key, { value, version: versions[index] ?? 0 });
      }
    } catch (error) {
      for (const { key } of items) this.kept.delete(key);
      throw error;
    }
  }

  async delete(keys: string[]): Promise<void> {
    for (const key of keys) this.kept.delete(key);
    if (keys.length === 0) return;
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

  private async load(keys: string[]): Promise<[string, Kept][]> {
    const rows = await this.database.queries
      .selectFrom('bot_state')
      .select(['key', 'value', 'version'])
      .where('key', 'in', keys)
      .execute();
    return rows.map(({ key, value, version }) => {
      const item = { value, version };
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

  private forgetWhatOthersChanged(): void {
    const commits = this.database.foreignCommits?.() ?? 0;
    if (commits !== this.commitsSeen) this.kept.clear();
    this.commitsSeen = commits;
  }
}

interface Change {
  readonly key: string;
  readonly value: string;
  readonly expected: number | undefined;
}

async function writeAll(
  transaction: Transaction<Schema>,
  changes: readonly Change[],
  at: Date,
): Promise<number[]> {
  const versions: number[] = [];
  for (const { key, value, expected } of changes) {
    const updated_at = at.toISOString();
    const written = await transaction
      .insertInto('bot_state')
      // The first version is a time, so that an item deleted and made anew never repeats an old eTag.
      .values({ key, value, version: at.getTime(), updated_at })
      .onConflict((conflict) => {
        const update = conflict
          .column('key')
          .doUpdateSet((eb) => ({ value, version: eb('bot_state.version', '+', 1), updated_at }));
        return expected === undefined ? update : update.where('bot_state.version', '=', expected);
      })
      .returning('version')
      .executeTakeFirst();
    if (!written) throw conflict(key);
    versions.push(written.version);
  }
  return versions;
}

function toItem({ value, version }: Kept): StateItem {
  const item = JSON.parse(value) as StateItem;
  item.eTag = String(version);
  return item;
}

function toChange(key: string, item: unknown): Change {
  const { eTag, ...rest } = (item ?? {}) as StateItem;
  const value = JSON.stringify(rest);
  if (eTag === undefined || eTag === '*') return { key, value, expected: undefined };
  if (!/^\d+$/.test(eTag)) throw conflict(key);
  return { key, value, expected: Number(eTag) };
}

function conflict(key: string): ServiceError {
  return new ServiceError(
    'storage/state-conflict',
    `A ${/\/(\w+)\//.exec(key)?.[1] ?? 'bot'} state was changed by another turn.`,
    'Read it again and repeat the change.',
  );
}
