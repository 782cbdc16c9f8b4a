import type { Migration } from './migration.ts';

/** Addresses that are told when a case of a public kind changes its stage. */
export const webhooks: Migration = {
  name: '010-webhooks',
  async up(db, { text, tableEnd }) {
    await db.schema
      .createTable('webhooks')
      .addColumn('id', text, (c) => c.primaryKey())
      .addColumn('url', text, (c) => c.notNull())
      .addColumn('secret', text, (c) => c.notNull())
      .addColumn('created_at', text, (c) => c.notNull())
      .modifyEnd(tableEnd)
      .execute();
  },
};
