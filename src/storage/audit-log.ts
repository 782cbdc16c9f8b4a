import { createHash } from 'node:crypto';
import { sql, type Transaction } from 'kysely';
import type { Database } from './database.ts';
import type { Dialect } from './migrations/migration.ts';
import type { AuditRow, Schema } from './schema.ts';

/** Nhật ký: who did what to which subject, when. Never a citizen's words or a secret. */
export interface AuditEntry {
  readonly actor: string;
  readonly action: string;
  readonly subject: string;
  readonly details?: Readonly<Record<string, unknown>>;
}

export interface AuditRecord extends AuditEntry {
  readonly sequence: number;
  readonly at: Date;
}

const FIRST = '0'.repeat(64);
const LOCK = 20_260_408;

/**
 * Writes within a transaction of the caller's, so that what is recorded and the record are kept together.
 * Each row carries a hash of itself and the row before it: removing or altering one shows.
 */
export async function appendAudit(
  transaction: Transaction<Schema>,
  dialect: Dialect,
  entry: AuditEntry,
  now: Date,
): Promise<void> {
  // One at a time to the end of the transaction; on SQLite the transaction itself is alone.
  if (dialect === 'postgres') await sql`select pg_advisory_xact_lock(${LOCK})`.execute(transaction);
  const last = await transaction
    .selectFrom('audit')
    .select('hash')
    .orderBy('sequence', 'desc')
    .limit(1)
    .executeTakeFirst();
  const row = {
    at: now.toISOString(),
    actor: entry.actor,
    action: entry.action,
    subject: entry.subject,
    details: JSON.stringify(entry.details ?? {}),
  };
  await transaction
    .insertInto('audit')
    .values({ ...row, hash: hashOf(last?.hash ?? FIRST, row) })
    .execute();
}

export class AuditLog {
  constructor(private readonly database: Database) {}

  async append(entry: AuditEntry, now: Date): Promise<void> {
    const { commits, dialect } = this.database;
    await commits.run((transaction) => appendAudit(transaction, dialect, entry, now));
  }

  /** What was done to one subject, the latest first. */
  async ofSubject(subject: string, limit = 200): Promise<AuditRecord[]> {
    const rows = await this.database.queries
      .selectFrom('audit')
      .selectAll()
      .where('subject', '=', subject)
      .orderBy('sequence', 'desc')
      .limit(limit)
      .execute();
    return rows.map(toRecord);
  }

  /** The sequence of the first row that does not follow from the one before it; undefined when all do. */
  async firstBroken(): Promise<number | undefined> {
    let previous = FIRST;
    let after = 0;
    while (true) {
      const rows = await this.database.queries
        .selectFrom('audit')
        .selectAll()
        .where('sequence', '>', after)
        .orderBy('sequence')
        .limit(1_000)
        .execute();
      for (const row of rows) {
        if (row.hash !== hashOf(previous, row)) return row.sequence;
        previous = row.hash;
        after = row.sequence;
      }
      if (rows.length === 0) return undefined;
    }
  }
}

type Hashed = Pick<AuditRow, 'at' | 'actor' | 'action' | 'subject' | 'details'>;

function hashOf(previous: string, { at, actor, action, subject, details }: Hashed): string {
  return createHash('sha256')
    .update(JSON.stringify([previous, at, actor, action, subject, details]))
    .digest('hex');
}

function toRecord({ sequence, at, actor, action, subject, details }: AuditRecordRow): AuditRecord {
  const parsed = JSON.parse(details) as Record<string, unknown>;
  return { sequence, at: new Date(at), actor, action, subject, details: parsed };
}

type AuditRecordRow = Omit<AuditRow, 'sequence'> & { readonly sequence: number };
