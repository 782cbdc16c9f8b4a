import { sql, type ColumnDataType, type ColumnDefinitionBuilder, type Kysely, type RawBuilder } from 'kysely';

export type Dialect = 'sqlite' | 'postgres';

/** One step of the schema. Once released it is never edited; what must change becomes the next step. */
export interface Migration {
  /** `001-foundation`: the number is its place in the list. */
  readonly name: string;
  up(schema: Kysely<unknown>, types: ColumnTypes): Promise<void>;
}

/** The column types that both databases are asked for, and what ends a CREATE TABLE. */
export interface ColumnTypes {
  readonly dialect: Dialect;
  /** Compared byte by byte, so that both databases sort ISO timestamps and codes alike. */
  readonly text: ColumnDataType | RawBuilder<unknown>;
  readonly integer: ColumnDataType;
  /** A primary key that only grows and is never given twice, even after a delete. */
  readonly sequence: (column: ColumnDefinitionBuilder) => ColumnDefinitionBuilder;
  /** SQLite checks types only in STRICT tables. */
  readonly tableEnd: RawBuilder<unknown>;
}

export function columnTypes(dialect: Dialect): ColumnTypes {
  return dialect === 'sqlite'
    ? {
        dialect,
        text: 'text',
        integer: 'integer',
        sequence: (column) => column.primaryKey().autoIncrement(),
        tableEnd: sql`strict`,
      }
    : {
        dialect,
        text: sql`text collate "C"`,
        integer: 'bigint',
        sequence: (column) => column.generatedByDefaultAsIdentity().primaryKey(),
        tableEnd: sql``,
      };
}
