import type { Transaction } from 'kysely';
import type { Officer, Role } from '../cases/case-event.ts';
import { appendAudit } from './audit-log.ts';
import type { Database } from './database.ts';
import { isUniqueViolation } from './failure.ts';
import type { OfficerRow } from './officer-tables.ts';
import type { Schema } from './schema.ts';

/** Tài khoản: an officer with the name to log in by. */
export interface Account extends Officer {
  readonly login: string;
  readonly disabled: boolean;
  /** False until the one-time link was used. */
  readonly hasPassword: boolean;
}

export interface NewAccount {
  readonly id: string;
  readonly login: string;
  readonly name: string;
  readonly roles: readonly Role[];
  readonly units: readonly string[];
}

/** Liên kết dùng một lần; only the hash of its token is kept. */
export interface NewLink {
  readonly id: string;
  readonly expiresAt: Date;
}

/** What a link opens: the password of one account, or the first administrator's account. */
export interface OpenLink {
  readonly account: Account | undefined;
}

export type AccountProblem = 'login-taken' | 'last-administrator' | 'no-such-account';

/** Accounts of officers. Every change is in the audit log, in the same commit. */
export class OfficerStore {
  constructor(private readonly database: Database) {}

  async list(): Promise<Account[]> {
    const rows = await this.database.queries.selectFrom('officers').selectAll().orderBy('name').execute();
    return rows.map(toAccount);
  }

  async find(id: string): Promise<Account | undefined> {
    const row = await this.database.queries
      .selectFrom('officers')
      .selectAll()
      .where('id', '=', id)
      .executeTakeFirst();
    return row && toAccount(row);
  }

  /** The account and the hash of its password; undefined when there is no such account. */
  async byLogin(
    login: string,
  ): Promise<{ readonly account: Account; readonly password: string | null } | undefined> {
    const row = await this.database.queries
      .selectFrom('officers')
      .selectAll()
      .where('login', '=', login)
      .executeTakeFirst();
    return row && { account: toAccount(row), password: row.password };
  }

  /** Somebody can log in and make accounts. */
  async hasAdministrator(): Promise<boolean> {
    return (await this.list()).some(
      ({ roles, disabled, hasPassword }) => !disabled && hasPassword && roles.includes('admin'),
    );
  }

  /** Makes the account without a password; the link lets its owner choose one. */
  async create(
    account: NewAccount,
    link: NewLink,
    by: string,
    now: Date,
  ): Promise<AccountProblem | undefined> {
    try {
      await this.write(async (transaction) => {
        await insertAccount(transaction, account, null, now);
        await insertLink(transaction, account.id, link);
        await this.audit(transaction, by, 'officer/create', account.id, now, {
          login: account.login,
          roles: account.roles,
          units: account.units,
        });
      });
      return undefined;
    } catch (error) {
      if (isUniqueViolation(error)) return 'login-taken';
      throw error;
    }
  }

  /** Name, roles and units. Whoever was logged in has to log in again. */
  async change(
    id: string,
    change: Pick<NewAccount, 'name' | 'roles' | 'units'>,
    by: string,
    now: Date,
  ): Promise<AccountProblem | undefined> {
    return this.write(async (transaction) => {
      const before = await accountIn(transaction, id);
      if (!before) return 'no-such-account';
      if (!change.roles.includes('admin') && (await isLastAdministrator(transaction, id)))
        return 'last-administrator';
      const { name, roles, units } = change;
      await transaction
        .updateTable('officers')
        .set({ name, roles: JSON.stringify(roles), units: JSON.stringify(units) })
        .where('id', '=', id)
        .execute();
      await endSessions(transaction, id);
      await this.audit(transaction, by, 'officer/change', id, now, { roles, units });
      return undefined;
    });
  }

  /** Locks the account, or opens it again. A locked one is logged out at once and its links are void. */
  async setDisabled(
    id: string,
    disabled: boolean,
    by: string,
    now: Date,
  ): Promise<AccountProblem | undefined> {
    return this.write(async (transaction) => {
      if (!(await accountIn(transaction, id))) return 'no-such-account';
      if (disabled && (await isLastAdministrator(transaction, id))) return 'last-administrator';
      await transaction
        .updateTable('officers')
        .set({ disabled_at: disabled ? now.toISOString() : null })
        .where('id', '=', id)
        .execute();
      if (disabled) {
        await endSessions(transaction, id);
        await transaction.deleteFrom('officer_links').where('officer_id', '=', id).execute();
      }
      await this.audit(transaction, by, disabled ? 'officer/disable' : 'officer/enable', id, now);
      return undefined;
    });
  }

  /** For who forgot the password: the old one and every earlier link are void from now on. */
  async renewLink(id: string, link: NewLink, by: string, now: Date): Promise<AccountProblem | undefined> {
    return this.write(async (transaction) => {
      if (!(await accountIn(transaction, id))) return 'no-such-account';
      if (await isLastAdministrator(transaction, id)) return 'last-administrator';
      await transaction.updateTable('officers').set({ password: null }).where('id', '=', id).execute();
      await transaction.deleteFrom('officer_links').where('officer_id', '=', id).execute();
      await insertLink(transaction, id, link);
      await endSessions(transaction, id);
      await this.audit(transaction, by, 'officer/new-link', id, now);
      return undefined;
    });
  }

  /** The link that makes the first administrator; an earlier one is void. */
  async offerFirstLink(link: NewLink): Promise<void> {
    await this.write(async (transaction) => {
      await transaction
        .deleteFrom('officer_links')
        .where('officer_id', 'is', null)
        .where('used_at', 'is', null)
        .execute();
      await insertLink(transaction, null, link);
    });
  }

  /** Undefined when the link was used, has run out, or never was. */
  async link(id: string, now: Date): Promise<OpenLink | undefined> {
    return this.write((transaction) => openLink(transaction, id, now));
  }

  /**
   * Uses the link: sets the password of its account, or makes the first administrator. Resolves to why it
   * could not; undefined when it is done.
   */
  async useLink(
    id: string,
    password: string,
    first: NewAccount,
    now: Date,
  ): Promise<'login-taken' | 'link-gone' | undefined> {
    try {
      return await this.write(async (transaction) => {
        const open = await openLink(transaction, id, now);
        if (!open) return 'link-gone';
        const officerId = open.account?.id ?? first.id;
        if (open.account) await setPassword(transaction, officerId, password);
        else await insertAccount(transaction, first, password, now);
        await transaction
          .updateTable('officer_links')
          .set({ used_at: now.toISOString() })
          .where('id', '=', id)
          .execute();
        const action = open.account ? 'officer/set-password' : 'officer/first-administrator';
        await this.audit(transaction, officerId, action, officerId, now);
        return undefined;
      });
    } catch (error) {
      if (isUniqueViolation(error)) return 'login-taken';
      throw error;
    }
  }

  /** A new password of one's own. Everywhere else the account is logged out. */
  async changePassword(id: string, password: string, now: Date): Promise<void> {
    await this.write(async (transaction) => {
      await setPassword(transaction, id, password);
      await this.audit(transaction, id, 'officer/change-password', id, now);
    });
  }

  private write<T>(job: (transaction: Transaction<Schema>) => Promise<T>): Promise<T> {
    return this.database.commits.run(job);
  }

  private audit(
    transaction: Transaction<Schema>,
    actor: string,
    action: string,
    subject: string,
    now: Date,
    details: Readonly<Record<string, unknown>> = {},
  ): Promise<void> {
    return appendAudit(transaction, this.database.dialect, { actor, action, subject, details }, now);
  }
}

export function toAccount(row: OfficerRow): Account {
  return {
    id: row.id,
    login: row.login,
    name: row.name,
    roles: JSON.parse(row.roles) as Role[],
    units: JSON.parse(row.units) as string[],
    disabled: row.disabled_at !== null,
    hasPassword: row.password !== null,
  };
}

async function accountIn(transaction: Transaction<Schema>, id: string): Promise<Account | undefined> {
  const row = await transaction.selectFrom('officers').selectAll().where('id', '=', id).executeTakeFirst();
  return row && toAccount(row);
}

async function isLastAdministrator(transaction: Transaction<Schema>, id: string): Promise<boolean> {
  const rows = await transaction
    .selectFrom('officers')
    .selectAll()
    .where('disabled_at', 'is', null)
    .execute();
  const administrators = rows
    .map(toAccount)
    .filter(({ roles, hasPassword }) => hasPassword && roles.includes('admin'));
  return administrators.length === 1 && administrators[0]?.id === id;
}

async function insertAccount(
  transaction: Transaction<Schema>,
  { id, login, name, roles, units }: NewAccount,
  password: string | null,
  now: Date,
): Promise<void> {
  await transaction
    .insertInto('officers')
    .values({
      id,
      login,
      name,
      roles: JSON.stringify(roles),
      units: JSON.stringify(units),
      password,
      disabled_at: null,
      created_at: now.toISOString(),
    })
    .execute();
}

async function insertLink(
  transaction: Transaction<Schema>,
  officerId: string | null,
  { id, expiresAt }: NewLink,
): Promise<void> {
  await transaction
    .insertInto('officer_links')
    .values({ id, officer_id: officerId, expires_at: expiresAt.toISOString(), used_at: null })
    .execute();
}

async function openLink(
  transaction: Transaction<Schema>,
  id: string,
  now: Date,
): Promise<OpenLink | undefined> {
  const row = await transaction
    .selectFrom('officer_links')
    .selectAll()
    .where('id', '=', id)
    .executeTakeFirst();
  if (!row || row.used_at !== null || row.expires_at <= now.toISOString()) return undefined;
  if (row.officer_id === null) return { account: undefined };
  const account = await accountIn(transaction, row.officer_id);
  return account && !account.disabled ? { account } : undefined;
}

async function setPassword(transaction: Transaction<Schema>, id: string, password: string): Promise<void> {
  await transaction.updateTable('officers').set({ password }).where('id', '=', id).execute();
  await endSessions(transaction, id);
}

async function endSessions(transaction: Transaction<Schema>, officerId: string): Promise<void> {
  await transaction.deleteFrom('officer_sessions').where('officer_id', '=', officerId).execute();
}
