import { sql } from 'kysely';
import type { Migration } from './migration.ts';

/** What people say is sealed from here on: names of files become the JSON that is sealed when it is next written. */
export const sealedWords: Migration = {
  name: '007-sealed-words',
  async up(db, { dialect, text, tableEnd }) {
    const object = dialect === 'sqlite' ? 'json_object' : 'json_build_object';
    const asText = dialect === 'sqlite' ? '' : '::text';
    await sql.raw(`update uploads set name = ${object}('name', name)${asText}`).execute(db);
    await db.schema
      .createTable('sealed_talks')
      .addColumn('conversation_id', text, (c) =>
        c.primaryKey().references('conversations.id').onDelete('cascade'),
      )
      .addColumn('since', text, (c) => c.notNull())
      .addColumn('at', text, (c) => c.notNull())
      .modifyEnd(tableEnd)
      .execute();
  },
};
