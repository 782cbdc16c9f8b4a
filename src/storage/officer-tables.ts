import type { Generated } from 'kysely';

/** The tables of the console: accounts, sessions, one-time links, and the guards of the log-in. */
export interface OfficerTables {
  officers: OfficerRow;
  officer_sessions: OfficerSessionRow;
  officer_links: OfficerLinkRow;
  login_guards: LoginGuardRow;
}

/** Tài khoản công chức. Never deleted: events and the audit log name it. */
export interface OfficerRow {
  id: string;
  login: string;
  name: string;
  /** JSON arrays. */
  roles: string;
  units: string;
  /** Argon2id; null until the person has chosen a password. */
  password: string | null;
  disabled_at: string | null;
  created_at: string;
}

/** Phiên làm việc: `id` is a hash, so that who reads the database cannot take a session over. */
export interface OfficerSessionRow {
  id: string;
  officer_id: string;
  created_at: string;
  last_seen_at: string;
}

/** Liên kết dùng một lần, hashed; without an officer it makes the first administrator. */
export interface OfficerLinkRow {
  id: string;
  officer_id: string | null;
  expires_at: string;
  used_at: string | null;
}

/** Wrong passwords of one account or one address (a hash). Times in milliseconds. */
export interface LoginGuardRow {
  subject: string;
  window_start: Generated<number>;
  failures: Generated<number>;
  locked_until: Generated<number>;
}
