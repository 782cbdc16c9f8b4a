import type { Transaction } from 'kysely';
import type { Database } from '../storage/database.ts';
import type { Schema } from '../storage/schema.ts';
import { readCaseCode } from './case-code.ts';
import { readSecret, sameHash, secretHash } from './case-secret.ts';
import {
  afterFailure,
  defaultGuardPolicy,
  fresh,
  isLocked,
  raisesAlarm,
  type GuardPolicy,
  type GuardState,
} from './lookup-guard.ts';
import { blindIndex, type KeyRing } from './personal-data.ts';

/** Nobody in particular: the common count of wrong guesses, for the alarm. */
const everybody = 'everybody';
const nobodyCode = 'HS.00000000.0000';

/** Who is asking. Only a keyed hash of it is kept. */
export interface Sender {
  /** An account, or the network address of a page's visitor. */
  readonly key: string;
  /** Wrong guesses allowed an hour; more where many people share one address. */
  readonly failures?: number | undefined;
}

/**
 * Cửa tra cứu: from code and secret to the case. A wrong code, a wrong secret and a locked sender get the
 * same answer after the same work; wrong guesses are counted per sender and all together.
 */
export class CaseDoor {
  constructor(
    private readonly database: Database,
    private readonly ring: KeyRing,
    /** Someone is trying many doors; called once per window. */
    private readonly alarm: (failures: number) => void,
    private readonly policy: GuardPolicy = defaultGuardPolicy,
  ) {}

  /** The id of the case; undefined when it stays shut. */
  async open(code: string, secret: string, sender: Sender, now: Date): Promise<string | undefined> {
    // A transaction of its own: joined with others, two programs could lock senders in opposite order.
    const { opened, alarmAt } = await this.database.queries
      .transaction()
      .execute((transaction) => this.attempt(transaction, code, secret, sender, now.getTime()));
    if (alarmAt !== undefined) this.alarm(alarmAt);
    return opened;
  }

  /** Forgets guesses that no longer count. */
  async tidy(now: Date): Promise<void> {
    await this.database.commits.run((transaction) =>
      transaction
        .deleteFrom('lookup_guards')
        .where('locked_until', '<', now.getTime())
        .where('window_start', '<', now.getTime() - this.policy.windowMs)
        .execute(),
    );
  }

  /** In one transaction, so that guesses sent at once are counted one after the other. */
  private async attempt(
    transaction: Transaction<Schema>,
    code: string,
    secret: string,
    { key, failures = this.policy.failures }: Sender,
    now: number,
  ): Promise<{ readonly opened: string | undefined; readonly alarmAt?: number }> {
    const senderKey = blindIndex(this.ring, 'sender', key);
    const own = await this.guard(transaction, senderKey);
    const row = await transaction
      .selectFrom('case_files')
      .select(['id', 'secret_hash'])
      .where('code', '=', readCaseCode(code) ?? nobodyCode)
      .executeTakeFirst();
    const given = secretHash(this.ring.secret, row?.id ?? '', readSecret(secret) ?? '');
    const fits = sameHash(given, row?.secret_hash ?? secretHash(this.ring.secret, '', 'no such case'));
    if (fits && row?.secret_hash && !isLocked(own, now)) return { opened: row.id };
    const all = await this.guard(transaction, everybody);
    const common = afterFailure(all, now, { ...this.policy, failures: Number.POSITIVE_INFINITY });
    await this.remember(transaction, senderKey, afterFailure(own, now, { ...this.policy, failures }));
    await this.remember(transaction, everybody, common);
    return raisesAlarm(all, common, this.policy)
      ? { opened: undefined, alarmAt: common.failures }
      : { opened: undefined };
  }

  /** Made first where it is missing: PostgreSQL locks only rows that are there. */
  private async guard(transaction: Transaction<Schema>, sender: string): Promise<GuardState> {
    await transaction
      .insertInto('lookup_guards')
      .values({ sender, window_start: 0, failures: 0, locked_until: 0 })
      .onConflict((conflict) => conflict.column('sender').doNothing())
      .execute();
    const row = await transaction
      .selectFrom('lookup_guards')
      .selectAll()
      .where('sender', '=', sender)
      .$if(this.database.dialect === 'postgres', (query) => query.forUpdate())
      .executeTakeFirst();
    if (!row) return fresh;
    return { windowStart: row.window_start, failures: row.failures, lockedUntil: row.locked_until };
  }

  private async remember(
    transaction: Transaction<Schema>,
    sender: string,
    { windowStart, failures, lockedUntil }: GuardState,
  ): Promise<void> {
    await transaction
      .updateTable('lookup_guards')
      .set({ window_start: windowStart, failures, locked_until: lockedUntil })
      .where('sender', '=', sender)
      .execute();
  }
}
