import { afterFailure, isLocked, type GuardPolicy } from '../cases/lookup-guard.ts';
import type { Database } from '../storage/database.ts';
import { hashToken } from '../storage/session-store.ts';

const minute = 60_000;
const notUsed = Number.POSITIVE_INFINITY;

/** Ten wrong passwords for one account, or forty from one address, lock it for a quarter of an hour. */
export const accountPolicy: GuardPolicy = {
  failures: 10,
  windowMs: 15 * minute,
  lockMs: 15 * minute,
  alarmAt: notUsed,
};
export const addressPolicy: GuardPolicy = { ...accountPolicy, failures: 40 };

/** Whom an attempt is counted for. */
export interface Attempt {
  readonly login: string;
  readonly address: string;
}

/**
 * Chặn dò mật khẩu. An attempt is counted before the password is looked at, so that many sent at once do
 * not slip through together; the right password takes its own count back.
 */
export class LoginGuard {
  constructor(private readonly database: Database) {}

  /** False when the account or the address is locked: the password is not to be looked at. */
  async admits(attempt: Attempt, now: Date): Promise<boolean> {
    return this.database.commits.run(async (transaction) => {
      let admitted = true;
      for (const { subject, policy } of subjectsOf(attempt)) {
        const row = await transaction
          .selectFrom('login_guards')
          .selectAll()
          .where('subject', '=', subject)
          .executeTakeFirst();
        const state = {
          windowStart: row?.window_start ?? 0,
          failures: row?.failures ?? 0,
          lockedUntil: row?.locked_until ?? 0,
        };
        if (isLocked(state, now.getTime())) admitted = false;
        const next = afterFailure(state, now.getTime(), policy);
        const values = {
          window_start: next.windowStart,
          failures: next.failures,
          locked_until: next.lockedUntil,
        };
        await transaction
          .insertInto('login_guards')
          .values({ subject, ...values })
          .onConflict((conflict) => conflict.column('subject').doUpdateSet(values))
          .execute();
      }
      return admitted;
    });
  }

  /** The password was right: the account's count is void, and the address gets this attempt back. */
  async forgive(attempt: Attempt): Promise<void> {
    const [account, address] = subjectsOf(attempt);
    await this.database.commits.run(async (transaction) => {
      await transaction.deleteFrom('login_guards').where('subject', '=', account.subject).execute();
      await transaction
        .updateTable('login_guards')
        .set((eb) => ({ failures: eb('failures', '-', 1), locked_until: 0 }))
        .where('subject', '=', address.subject)
        .where('failures', '>', 0)
        .execute();
    });
  }

  /** Forgets attempts that no longer count. */
  async tidy(now: Date): Promise<void> {
    const before = now.getTime() - accountPolicy.windowMs;
    await this.database.commits.run((transaction) =>
      transaction
        .deleteFrom('login_guards')
        .where('window_start', '<', before)
        .where('locked_until', '<', now.getTime())
        .execute(),
    );
  }
}

/** Hashed: what somebody typed as a name may be a password. */
function subjectsOf({ login, address }: Attempt) {
  return [
    { subject: hashToken(`account\n${login}`), policy: accountPolicy },
    { subject: hashToken(`address\n${address}`), policy: addressPolicy },
  ] as const;
}
