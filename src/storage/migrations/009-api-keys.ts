import type { Migration } from './migration.ts';

/** Keys of the programs that may read and send cases of public kinds. */
export const apiKeys: Migration = {
  name: '009-api-keys',
  async up(db, { text, integer, tableEnd }) {
    await db.schema
      .createTable('api_keys')
      .addColumn('id', text, (c) => c.primaryKey())
      .addColumn('name', text, (c) => c.notNull())
      .addColumn('hash', text, (c) => c.notNull().unique())
      .addColumn('can_read', integer, (c) => c.notNull())
      .addColumn('can_write', integer, (c) => c.notNull())
      .addColumn('created_at', text, (c) => c.notNull())
      .addColumn('revoked_at', text)
      .modifyEnd(tableEnd)
      .execute();
  },
};
