import { sql, type Kysely } from 'kysely';
import type { Cell } from './backup-format.ts';
import type { Dialect } from './migrations/migration.ts';
import type { Schema } from './schema.ts';

/** A table as it is in the database now, whatever the code knows of it. */
export interface FoundTable {
  readonly name: string;
  readonly columns: readonly string[];
  /** The column that the database numbers by itself. */
  readonly numbered: string | undefined;
  readonly hasBytes: boolean;
}

/** All tables but the list of migrations, each after those that its foreign keys point to. */
export async function findTables(queries: Kysely<Schema>, dialect: Dialect): Promise<FoundTable[]> {
  const found = await queries.introspection.getTables();
  const tables = found
    .filter(({ name, isView }) => !isView && name !== 'migrations')
    .map(({ name, columns }) => ({
      name,
      columns: columns.map((column) => column.name),
      numbered: columns.find((column) => column.isAutoIncrementing)?.name,
      hasBytes: columns.some(({ dataType }) => /^(bytea|blob)$/i.test(dataType)),
    }));
  return parentsFirst(tables, await foreignKeys(queries, dialect));
}

interface ForeignKey {
  readonly child: string;
  readonly parent: string;
}

async function foreignKeys(queries: Kysely<Schema>, dialect: Dialect): Promise<readonly ForeignKey[]> {
  const query =
    dialect === 'sqlite'
      ? sql<ForeignKey>`select t.name as child, k."table" as parent
          from sqlite_master t, pragma_foreign_key_list(t.name) k where t.type = 'table'`
      : sql<ForeignKey>`select child.relname as child, parent.relname as parent from pg_constraint
          join pg_class child on child.oid = conrelid join pg_class parent on parent.oid = confrelid
          where contype = 'f'`;
  return (await query.execute(queries)).rows;
}

function parentsFirst(tables: readonly FoundTable[], keys: readonly ForeignKey[]): FoundTable[] {
  const ordered: FoundTable[] = [];
  let rest = [...tables].sort((a, b) => (a.name < b.name ? -1 : 1));
  while (rest.length > 0) {
    const waiting = new Set(rest.map(({ name }) => name));
    const mustWait = ({ name }: FoundTable) =>
      keys.some(({ child, parent }) => child === name && parent !== name && waiting.has(parent));
    const ready = rest.filter((table) => !mustWait(table));
    ordered.push(...(ready.length > 0 ? ready : rest));
    rest = ready.length > 0 ? rest.filter(mustWait) : [];
  }
  return ordered;
}

const ROWS_AT_ONCE = 500;
const ROWS_WITH_BYTES_AT_ONCE = 4;

/** The rows of a table as the transaction sees them, a few in memory at a time. */
export async function* rowsOf(
  transaction: Kysely<Schema>,
  dialect: Dialect,
  { name, columns, hasBytes }: FoundTable,
): AsyncGenerator<Cell[]> {
  const select = sql<
    Record<string, unknown>
  >`select ${sql.join(columns.map((c) => sql.ref(c)))} from ${sql.table(name)}`;
  const toCells = (row: Record<string, unknown>) => columns.map((column) => toCell(row[column]));
  if (dialect === 'sqlite') {
    const stream = transaction.getExecutor().stream(select.compile(transaction), 1);
    for await (const { rows } of stream) yield* rows.map(toCells);
    return;
  }
  const fetch = sql<
    Record<string, unknown>
  >`fetch ${sql.lit(hasBytes ? ROWS_WITH_BYTES_AT_ONCE : ROWS_AT_ONCE)} from backup_rows`;
  await sql`declare backup_rows cursor for ${select}`.execute(transaction);
  for (
    let page = await fetch.execute(transaction);
    page.rows.length > 0;
    page = await fetch.execute(transaction)
  ) {
    yield* page.rows.map(toCells);
  }
  await sql`close backup_rows`.execute(transaction);
}

/** The last number given in each table that numbers its rows. */
export async function readSequences(
  queries: Kysely<Schema>,
  dialect: Dialect,
  tables: readonly FoundTable[],
): Promise<Record<string, number>> {
  const sequences: Record<string, number> = {};
  for (const { name, numbered } of tables) {
    if (numbered === undefined) continue;
    const query =
      dialect === 'sqlite'
        ? sql<{ last: number }>`select seq as last from sqlite_sequence where name = ${name}`
        : sql<{ last: number | null }>`select pg_sequence_last_value(
            pg_get_serial_sequence(quote_ident(${name}), ${numbered})::regclass) as last`;
    sequences[name] = (await query.execute(queries)).rows[0]?.last ?? 0;
  }
  return sequences;
}

/** From now on numbers above `last` are given. */
export async function writeSequence(
  queries: Kysely<Schema>,
  dialect: Dialect,
  { name, numbered = '' }: FoundTable,
  last: number,
): Promise<void> {
  if (last === 0) return;
  if (dialect === 'postgres') {
    const sequence = sql`pg_get_serial_sequence(quote_ident(${name}), ${numbered})`;
    await sql`select setval(${sequence}, ${last})`.execute(queries);
    return;
  }
  await sql`delete from sqlite_sequence where name = ${name}`.execute(queries);
  await sql`insert into sqlite_sequence (name, seq) values (${name}, ${last})`.execute(queries);
}

function toCell(value: unknown): Cell {
  if (value instanceof Uint8Array) return { bytes: Buffer.from(value).toString('base64') };
  return value as Cell;
}

export function fromCell(cell: Cell): string | number | null | Uint8Array {
  return typeof cell === 'object' && cell !== null ? Buffer.from(cell.bytes, 'base64') : cell;
}
