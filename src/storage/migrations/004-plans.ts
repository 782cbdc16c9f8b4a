import type { Migration } from './migration.ts';

/** Plans that an office added itself, version by version. */
export const plans: Migration = {
  name: '004-plans',
  async up(db, { text, integer, sequence, tableEnd }) {
    await db.schema
      .createTable('plan_versions')
      .addColumn('sequence', integer, sequence)
      .addColumn('plan_id', text, (c) => c.notNull())
      .addColumn('version', integer, (c) => c.notNull())
      .addColumn('state', text, (c) => c.notNull())
      .addColumn('format', text, (c) => c.notNull())
      .addColumn('file_name', text, (c) => c.notNull())
      .addColumn('sha256', text, (c) => c.notNull())
      .addColumn('source', text, (c) => c.notNull())
      .addColumn('added_at', text, (c) => c.notNull())
      .addColumn('added_by', text, (c) => c.notNull())
      .addColumn('published_at', text)
      .addColumn('published_by', text)
      .addColumn('retired_at', text)
      .addColumn('retired_by', text)
      .addUniqueConstraint('plan_versions_once', ['plan_id', 'version'])
      .modifyEnd(tableEnd)
      .execute();
    await db.schema.createIndex('plan_versions_state').on('plan_versions').column('state').execute();
  },
};
