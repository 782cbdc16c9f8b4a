import { randomBytes, randomUUID } from 'node:crypto';
import { appendAudit } from './audit-log.ts';
import type { Database } from './database.ts';

/** Một địa chỉ nhận tin. */
export interface Webhook {
  readonly id: string;
  readonly url: string;
  readonly createdAt: Date;
}

/** Where a message goes, and what it is signed with. */
export interface WebhookTarget {
  readonly url: string;
  /** "whsec_" and 256 random bits in base64. */
  readonly secret: string;
}

/** Webhooks. Adding and removing one is in the audit log, in the same commit; the secret is sealed. */
export class WebhookStore {
  constructor(private readonly database: Database) {}

  async list(): Promise<Webhook[]> {
    const rows = await this.database.queries
      .selectFrom('webhooks')
      .select(['id', 'url', 'created_at'])
      .orderBy('created_at')
      .orderBy('id')
      .execute();
    return rows.map(({ id, url, created_at }) => ({ id, url, createdAt: new Date(created_at) }));
  }

  /** Resolves to the secret, which is shown once to whoever will check signatures. */
  async add(url: string, by: string, now: Date): Promise<string> {
    const id = randomUUID();
    const secret = `whsec_${randomBytes(32).toString('base64')}`;
    const { commits, dialect, sealer } = this.database;
    await commits.run(async (transaction) => {
      await transaction
        .insertInto('webhooks')
        .values({ id, url, secret: sealer.seal(secret, about(id)), created_at: now.toISOString() })
        .execute();
      // An address may carry a password of its own in its path: the log names the host alone.
      const details = { host: new URL(url).host };
      const entry = { actor: by, action: 'webhook/add', subject: id, details };
      await appendAudit(transaction, dialect, entry, now);
    });
    return secret;
  }

  /** From now on nothing goes there, what waits neither. False when there is no such webhook. */
  async remove(id: string, by: string, now: Date): Promise<boolean> {
    const { commits, dialect } = this.database;
    return commits.run(async (transaction) => {
      const { numDeletedRows } = await transaction
        .deleteFrom('webhooks')
        .where('id', '=', id)
        .executeTakeFirstOrThrow();
      if (numDeletedRows === 0n) return false;
      await appendAudit(transaction, dialect, { actor: by, action: 'webhook/remove', subject: id }, now);
      return true;
    });
  }

  /** Undefined when it was removed. */
  async target(id: string): Promise<WebhookTarget | undefined> {
    const row = await this.database.queries
      .selectFrom('webhooks')
      .select(['url', 'secret'])
      .where('id', '=', id)
      .executeTakeFirst();
    return row && { url: row.url, secret: this.database.sealer.open(row.secret, about(id)) };
  }
}

/** Binds a sealed secret to its row. */
function about(id: string): string {
  return `webhook\n${id}`;
}
