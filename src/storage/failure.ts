import { ServiceError } from '../errors.ts';

/** Turns what a driver threw into a coded error where an operator can act on it; else hands it back. */
export function storageFailure(error: unknown): unknown {
  if (!(error instanceof Error) || error instanceof ServiceError) return error;
  const known = failures.find(({ matches }) => matches(error));
  return known ? new ServiceError(known.code, known.message, known.remedy, { cause: error }) : error;
}

export function isBusy(error: unknown): boolean {
  return error instanceof Error && sqliteCode(error) === 5;
}

/** The database itself failed, so that whatever else was asked of it would fail alike. */
export function isOutage(error: unknown): boolean {
  return error instanceof ServiceError && failures.some(({ code }) => code === error.code);
}

/** Both databases: a row with that unique value is there already. */
export function isUniqueViolation(error: unknown): boolean {
  if (!(error instanceof Error)) return false;
  return property(error, 'code') === '23505' || error.message.startsWith('UNIQUE constraint failed');
}

interface Failure {
  readonly code: string;
  readonly message: string;
  readonly remedy: string;
  readonly matches: (error: Error) => boolean;
}

const failures: readonly Failure[] = [
  {
    code: 'storage/busy',
    message: 'The database is locked by another program.',
    remedy: 'Try again; find the program that keeps the database file open.',
    matches: (error) => sqliteCode(error) === 5 || property(error, 'code') === '55P03',
  },
  {
    code: 'storage/full',
    message: 'The disk of the database is full.',
    remedy: 'Free disk space; nothing that was acknowledged is lost.',
    matches: (error) => sqliteCode(error) === 13 || property(error, 'code') === '53100',
  },
  {
    code: 'storage/unreadable',
    message: 'The database cannot be read or written.',
    remedy: 'Check the disk and the permissions; restore the last backup when the file is damaged.',
    matches: (error) => [8, 10, 11, 14, 26].includes(sqliteCode(error) ?? 0),
  },
  {
    code: 'storage/unreachable',
    message: 'The database server does not answer.',
    remedy: 'Check that PostgreSQL runs and that DATABASE_URL is right.',
    matches: (error) =>
      /^(ECONN|ETIMEDOUT|ENOTFOUND|EPIPE|08|57P0|53300)/.test(String(property(error, 'code'))) ||
      /^(Connection terminated|timeout exceeded when trying to connect)/.test(error.message),
  },
];

/** The driver gives no number where rows were to be returned, so SQLite's own fixed texts stand in. */
const sqliteTexts: Readonly<Record<string, number>> = {
  'database is locked': 5,
  'attempt to write a readonly database': 8,
  'disk I/O error': 10,
  'database disk image is malformed': 11,
  'database or disk is full': 13,
  'unable to open database file': 14,
  'file is not a database': 26,
};

function sqliteCode(error: Error): number | undefined {
  if (property(error, 'code') !== 'ERR_SQLITE_ERROR') return undefined;
  const code = property(error, 'errcode');
  return typeof code === 'number' ? code & 0xff : sqliteTexts[error.message];
}

function property(error: Error, name: string): unknown {
  return Object.getOwnPropertyDescriptor(error, name)?.value;
}
