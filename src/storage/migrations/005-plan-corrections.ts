import type { Migration } from './migration.ts';

/** What officers put right in a version of a plan; the newest row of a target holds, the others are its history. */
export const planCorrections: Migration = {
  name: '005-plan-corrections',
  async up(db, { text, integer, sequence, tableEnd }) {
    await db.schema
      .createTable('plan_corrections')
      .addColumn('sequence', integer, sequence)
      .addColumn('plan_id', text, (c) => c.notNull())
      .addColumn('version', integer, (c) => c.notNull())
      .addColumn('target', text, (c) => c.notNull())
      .addColumn('correction', text, (c) => c.notNull())
      .addColumn('made_at', text, (c) => c.notNull())
      .addColumn('made_by', text, (c) => c.notNull())
      .modifyEnd(tableEnd)
      .execute();
    await db.schema
      .createIndex('plan_corrections_version')
      .on('plan_corrections')
      .columns(['plan_id', 'version', 'sequence'])
      .execute();
  },
};
