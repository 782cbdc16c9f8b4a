import { setTimeout as sleep } from 'node:timers/promises';
import type { DatabaseSyncInstance, StatementSyncInstance } from '@photostructure/sqlite';
import {
  CompiledQuery,
  SqliteAdapter,
  SqliteIntrospector,
  SqliteQueryCompiler,
  type DatabaseConnection,
  type Dialect,
  type Driver,
  type QueryResult,
  type TransactionSettings,
} from 'kysely';
import { ServiceError } from '../errors.ts';
import { isBusy, storageFailure } from './failure.ts';

/** How long a query waits, without blocking the process, for another program's write lock. */
const PATIENCE_MS = 5_000;
const RETRY_MS = 15;
const STATEMENTS_KEPT = 500;

/**
 * Kysely's SQLite dialect over the `node:sqlite` API. Beyond Kysely's own it keeps prepared statements,
 * takes the write lock when a transaction begins (a later upgrade would fail at once in WAL mode), and
 * waits for a foreign lock without blocking the event loop.
 */
export function sqliteDialect(file: DatabaseSyncInstance, patienceMs = PATIENCE_MS): Dialect {
  return {
    createDriver: () => new SqliteDriver(file, patienceMs),
    createQueryCompiler: () => new SqliteQueryCompiler(),
    createAdapter: () => new SqliteAdapter(),
    createIntrospector: (db) => new SqliteIntrospector(db),
  };
}

class SqliteDriver implements Driver {
  private readonly connection: SqliteConnection;
  private readonly queue: (() => void)[] = [];
  private taken = false;

  constructor(
    private readonly file: DatabaseSyncInstance,
    private readonly patienceMs: number,
  ) {
    this.connection = new SqliteConnection(file);
  }

  async init(): Promise<void> {}

  /** One connection, handed on in the order of asking; the time spent in line counts as waiting. */
  async acquireConnection(): Promise<DatabaseConnection> {
    const patience = performance.now() + this.patienceMs;
    if (this.taken) await new Promise<void>((resolve) => this.queue.push(resolve));
    this.taken = true;
    this.connection.patience = patience;
    return this.connection;
  }

  async releaseConnection(): Promise<void> {
    const next = this.queue.shift();
    if (next) next();
    else this.taken = false;
  }

  async beginTransaction(connection: DatabaseConnection, { accessMode }: TransactionSettings): Promise<void> {
    const begin = accessMode === 'read only' ? 'begin' : 'begin immediate';
    await connection.executeQuery(CompiledQuery.raw(begin));
  }

  async commitTransaction(connection: DatabaseConnection): Promise<void> {
    await connection.executeQuery(CompiledQuery.raw('commit'));
  }

  /** SQLite rolls back by itself when the disk is full: then there is nothing left to do. */
  async rollbackTransaction(connection: DatabaseConnection): Promise<void> {
    if (this.file.isTransaction) await connection.executeQuery(CompiledQuery.raw('rollback'));
  }

  async destroy(): Promise<void> {
    if (this.file.isOpen) this.file.close();
  }
}

interface Prepared {
  readonly statement: StatementSyncInstance;
  readonly returnsRows: boolean;
}

class SqliteConnection implements DatabaseConnection {
  patience = 0;
  private readonly prepared = new Map<string, Prepared>();
  private readonly streaming = new Set<StatementSyncInstance>();

  constructor(private readonly file: DatabaseSyncInstance) {}

  async executeQuery<R>({ sql, parameters }: CompiledQuery): Promise<QueryResult<R>> {
    const values = parameters.map(toSqlite);
    for (;;) {
      try {
        return this.execute<R>(sql, values);
      } catch (error) {
        if (!isBusy(error) || performance.now() >= this.patience) throw storageFailure(error);
        await sleep(RETRY_MS);
      }
    }
  }

  async *streamQuery<R>({ sql, parameters }: CompiledQuery): AsyncIterableIterator<QueryResult<R>> {
    // Held to the end: the driver lets a statement be collected while its iterator is in use.
    const statement = this.file.prepare(sql);
    this.streaming.add(statement);
    try {
      for (const row of statement.iterate(...parameters.map(toSqlite))) yield { rows: [row as R] };
    } finally {
      this.streaming.delete(statement);
    }
  }

  private execute<R>(sql: string, values: readonly SqliteValue[]): QueryResult<R> {
    const { statement, returnsRows } = this.prepare(sql);
    if (returnsRows) return { rows: statement.all(...values) as R[] };
    const { changes, lastInsertRowid } = statement.run(...values);
    return { rows: [], numAffectedRows: BigInt(changes), insertId: BigInt(lastInsertRowid) };
  }

  private prepare(sql: string): Prepared {
    const kept = this.prepared.get(sql);
    if (kept) return kept;
    const statement = this.file.prepare(sql);
    const fresh = { statement, returnsRows: statement.columns().length > 0 };
    if (this.prepared.size >= STATEMENTS_KEPT) this.prepared.clear();
    this.prepared.set(sql, fresh);
    return fresh;
  }
}

type SqliteValue = string | number | bigint | Uint8Array | null;

/**
 * The driver binds a Date as NULL and cuts text at a NUL character, both in silence: they are refused
 * here, as PostgreSQL refuses the NUL.
 */
function toSqlite(value: unknown): SqliteValue {
  if (typeof value === 'boolean') return value ? 1 : 0;
  if (value === null || typeof value === 'number' || typeof value === 'bigint') return value;
  if (typeof value === 'string' && !value.includes('\0')) return value;
  if (value instanceof Uint8Array) return value;
  throw new ServiceError(
    'storage/bad-value',
    `A query got a value that cannot be stored: ${value instanceof Date ? 'Date' : typeof value}.`,
    'Pass text without NUL, numbers, or ISO timestamps.',
  );
}
