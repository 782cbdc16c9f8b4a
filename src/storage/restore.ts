import { sql, type Kysely } from 'kysely';
import { ServiceError } from '../errors.ts';
import {
  isFile,
  isHeader,
  isRow,
  isSequences,
  isTable,
  readBackup,
  type Header,
  type Row,
  type Totals,
} from './backup-format.ts';
import { findTables, fromCell, writeSequence, type FoundTable } from './backup-tables.ts';
import { connect, type DatabaseOptions } from './database.ts';
import { migrate } from './migrate.ts';
import { migrations } from './migrations/index.ts';
import type { Dialect } from './migrations/migration.ts';
import { notEmpty, RestoredFolders } from './restored-folders.ts';
import type { Schema } from './schema.ts';

/** Reads a backup to its end; throws when it is cut off or altered. */
export async function checkBackup(path: string): Promise<Header & Totals> {
  let header: Header | undefined;
  const rows: Record<string, number> = {};
  let table = '';
  let files = 0;
  for await (const line of readBackup(path)) {
    if (isHeader(line)) header = line;
    else if (isTable(line)) rows[(table = line.table)] = 0;
    else if (isRow(line)) rows[table] = (rows[table] ?? 0) + 1;
    else if (isFile(line)) files += 1;
  }
  if (!header) throw new ServiceError('backup/damaged', 'The backup file is empty.', 'Use another backup.');
  return { ...header, rows, files };
}

/**
 * Fills an empty database and empty folders from a backup, all or nothing, then brings the schema up to date.
 * A backup of SQLite can be restored into PostgreSQL and the other way round.
 */
export async function restoreFrom(path: string, options: DatabaseOptions): Promise<Totals> {
  const { steps, rows, files } = await checkBackup(path);
  refuseNewer(steps);
  const { queries, dialect } = await connect(options);
  const folders = new RestoredFolders(options.dataDir);
  try {
    await folders.refuseUsed();
    await migrate(queries, dialect, migrations.slice(0, steps.length));
    await queries.transaction().execute(async (transaction) => {
      await fill(transaction, dialect, path, folders);
      await folders.putInPlace();
    });
    await migrate(queries, dialect, migrations);
    return { rows, files };
  } finally {
    await folders.removeDrafts();
    await queries.destroy();
  }
}

async function fill(
  transaction: Kysely<Schema>,
  dialect: Dialect,
  path: string,
  folders: RestoredFolders,
): Promise<void> {
  const tables = new Map((await findTables(transaction, dialect)).map((table) => [table.name, table]));
  await refuseFilled(transaction, [...tables.values()]);
  const rows = new RowWriter(transaction);
  for await (const line of readBackup(path)) {
    if (isRow(line)) await rows.add(line);
    else if (isTable(line)) await rows.begin(known(tables, line.table).name, line.columns);
    else if (isSequences(line)) {
      await rows.flush();
      for (const [name, last] of Object.entries(line.sequences)) {
        await writeSequence(transaction, dialect, known(tables, name), last);
      }
    } else if (isFile(line)) await folders.begin(line.file);
    else if (typeof line === 'string') await folders.write(Buffer.from(line, 'base64'));
  }
  await rows.flush();
  await folders.end();
}

/** Many rows to a statement, within what both databases take and memory holds. */
class RowWriter {
  private table = '';
  private columns: readonly string[] = [];
  private rows: Row[] = [];
  private size = 0;

  constructor(private readonly transaction: Kysely<Schema>) {}

  async begin(table: string, columns: readonly string[]): Promise<void> {
    await this.flush();
    this.table = table;
    this.columns = columns;
  }

  async add(row: Row): Promise<void> {
    this.rows.push(row);
    this.size += JSON.stringify(row).length;
    if (this.rows.length * this.columns.length > 10_000 || this.size > 1_000_000) await this.flush();
  }

  async flush(): Promise<void> {
    if (this.rows.length === 0) return;
    const columns = sql.join(this.columns.map((column) => sql.ref(column)));
    const rows = sql.join(this.rows.map((row) => sql`(${sql.join(row.map(fromCell))})`));
    await sql`insert into ${sql.table(this.table)} (${columns}) values ${rows}`.execute(this.transaction);
    this.rows = [];
    this.size = 0;
  }
}

function refuseNewer(steps: readonly string[]): void {
  const unknown = steps.find((name, index) => migrations[index]?.name !== name);
  if (unknown === undefined) return;
  throw new ServiceError(
    'storage/newer-database',
    `The backup has the step ${unknown}, which this version of the program does not know.`,
    'Restore it with the version that made it, or a later one.',
  );
}

async function refuseFilled(transaction: Kysely<Schema>, tables: readonly FoundTable[]): Promise<void> {
  for (const { name } of tables) {
    const { rows } = await sql`select 1 from ${sql.table(name)} limit 1`.execute(transaction);
    if (rows.length > 0) throw notEmpty(`the table ${name}`);
  }
}

function known(tables: ReadonlyMap<string, FoundTable>, name: string): FoundTable {
  const table = tables.get(name);
  if (table) return table;
  throw new ServiceError(
    'backup/damaged',
    `The backup has the unknown table ${name}.`,
    'Use another backup.',
  );
}
