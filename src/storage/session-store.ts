import { createHash, randomBytes } from 'node:crypto';
import { appendAudit } from './audit-log.ts';
import type { Database } from './database.ts';
import { toAccount, type Account } from './officer-store.ts';

/** Thời hạn phiên: without a request for `idleMs`, or `longestMs` after the log-in, it is over. */
export interface SessionPolicy {
  readonly idleMs: number;
  readonly longestMs: number;
}

export const defaultSessionPolicy: SessionPolicy = { idleMs: 30 * 60_000, longestMs: 8 * 3_600_000 };

/** A request within this time of the last one is not written down. */
const touchMs = 60_000;

/** Phiên làm việc. The token is 256 random bits that only the browser keeps. */
export class SessionStore {
  constructor(
    private readonly database: Database,
    private readonly policy: SessionPolicy = defaultSessionPolicy,
  ) {}

  /** Opens a session of its own; the one that the browser had before is over. */
  async open(officerId: string, former: string | undefined, now: Date): Promise<string> {
    const token = newToken();
    const at = now.toISOString();
    await this.database.commits.run(async (transaction) => {
      if (former !== undefined)
        await transaction.deleteFrom('officer_sessions').where('id', '=', hashToken(former)).execute();
      await transaction
        .insertInto('officer_sessions')
        .values({ id: hashToken(token), officer_id: officerId, created_at: at, last_seen_at: at })
        .execute();
      const entry = { actor: officerId, action: 'officer/log-in', subject: officerId };
      await appendAudit(transaction, this.database.dialect, entry, now);
    });
    return token;
  }

  /** Whose session it is; undefined when it is over, or the account is locked. */
  async officerOf(token: string, now: Date): Promise<Account | undefined> {
    const id = hashToken(token);
    const { queries } = this.database;
    const session = await queries
      .selectFrom('officer_sessions')
      .selectAll()
      .where('id', '=', id)
      .executeTakeFirst();
    if (!session) return undefined;
    const idle = now.getTime() - Date.parse(session.last_seen_at);
    const age = now.getTime() - Date.parse(session.created_at);
    if (idle > this.policy.idleMs || age > this.policy.longestMs) {
      await this.close(token);
      return undefined;
    }
    const row = await queries
      .selectFrom('officers')
      .selectAll()
      .where('id', '=', session.officer_id)
      .where('disabled_at', 'is', null)
      .executeTakeFirst();
    if (row && idle >= touchMs)
      await this.database.commits.run((transaction) =>
        transaction
          .updateTable('officer_sessions')
          .set({ last_seen_at: now.toISOString() })
          .where('id', '=', id)
          .execute(),
      );
    return row && toAccount(row);
  }

  async close(token: string): Promise<void> {
    await this.database.commits.run((transaction) =>
      transaction.deleteFrom('officer_sessions').where('id', '=', hashToken(token)).execute(),
    );
  }

  /** Forgets sessions that are over. */
  async tidy(now: Date): Promise<void> {
    const before = new Date(now.getTime() - this.policy.longestMs).toISOString();
    await this.database.commits.run((transaction) =>
      transaction.deleteFrom('officer_sessions').where('created_at', '<', before).execute(),
    );
  }
}

export function newToken(): string {
  return randomBytes(32).toString('base64url');
}

/** What is stored of a session or a one-time link. */
export function hashToken(token: string): string {
  return createHash('sha256').update(token).digest('base64url');
}
