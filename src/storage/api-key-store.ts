import { randomUUID } from 'node:crypto';
import { appendAudit } from './audit-log.ts';
import type { Database } from './database.ts';
import type { ApiKeyRow } from './open311-tables.ts';
import { hashToken, newToken } from './session-store.ts';

/** Khoá API of one program: what it is called and what it may do. The key itself is kept nowhere. */
export interface ApiKey {
  readonly id: string;
  readonly name: string;
  readonly canRead: boolean;
  readonly canWrite: boolean;
  readonly createdAt: Date;
  readonly revokedAt: Date | undefined;
}

export type ApiRights = Pick<ApiKey, 'canRead' | 'canWrite'>;

/** Khoá API. Making and revoking one is in the audit log, in the same commit. */
export class ApiKeyStore {
  constructor(private readonly database: Database) {}

  /** The newest first, revoked ones too. */
  async list(): Promise<ApiKey[]> {
    const rows = await this.database.queries
      .selectFrom('api_keys')
      .selectAll()
      .orderBy('created_at', 'desc')
      .orderBy('id')
      .execute();
    return rows.map(toKey);
  }

  /** Makes a key of 256 random bits and resolves to it: it cannot be shown again. */
  async make(name: string, { canRead, canWrite }: ApiRights, by: string, now: Date): Promise<string> {
    const key = newToken();
    const id = randomUUID();
    const { commits, dialect } = this.database;
    await commits.run(async (transaction) => {
      await transaction
        .insertInto('api_keys')
        .values({
          id,
          name,
          hash: hashToken(key),
          can_read: canRead ? 1 : 0,
          can_write: canWrite ? 1 : 0,
          created_at: now.toISOString(),
          revoked_at: null,
        })
        .execute();
      const details = { name, canRead, canWrite };
      await appendAudit(
        transaction,
        dialect,
        { actor: by, action: 'api-key/make', subject: id, details },
        now,
      );
    });
    return key;
  }

  /** From now on the key opens nothing. False when there is no such key, or it was revoked before. */
  async revoke(id: string, by: string, now: Date): Promise<boolean> {
    const { commits, dialect } = this.database;
    return commits.run(async (transaction) => {
      const { numUpdatedRows } = await transaction
        .updateTable('api_keys')
        .set({ revoked_at: now.toISOString() })
        .where('id', '=', id)
        .where('revoked_at', 'is', null)
        .executeTakeFirstOrThrow();
      if (numUpdatedRows === 0n) return false;
      await appendAudit(transaction, dialect, { actor: by, action: 'api-key/revoke', subject: id }, now);
      return true;
    });
  }

  /** Whose key it is; undefined when nobody's, or no longer. */
  async holderOf(key: string): Promise<ApiKey | undefined> {
    const row = await this.database.queries
      .selectFrom('api_keys')
      .selectAll()
      .where('hash', '=', hashToken(key))
      .where('revoked_at', 'is', null)
      .executeTakeFirst();
    return row && toKey(row);
  }
}

function toKey(row: ApiKeyRow): ApiKey {
  return {
    id: row.id,
    name: row.name,
    canRead: row.can_read === 1,
    canWrite: row.can_write === 1,
    createdAt: new Date(row.created_at),
    revokedAt: row.revoked_at === null ? undefined : new Date(row.revoked_at),
  };
}
