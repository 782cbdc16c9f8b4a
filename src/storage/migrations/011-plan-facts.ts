import type { Migration } from './migration.ts';

/**
 * What a version was read as, in short, so that a list of thousands needs no text; made again from the plans where it
 * is missing. A file that was added before is found by its hash.
 */
export const planFacts: Migration = {
  name: '011-plan-facts',
  async up(db, { text, integer, tableEnd }) {
    await db.schema
      .createTable('plan_facts')
      .addColumn('plan_id', text, (c) => c.notNull())
      .addColumn('version', integer, (c) => c.notNull())
      .addColumn('code', text, (c) => c.notNull())
      .addColumn('correction', integer, (c) => c.notNull())
      .addColumn('office', text, (c) => c.notNull())
      .addColumn('number', text)
      .addColumn('facts', text, (c) => c.notNull())
      .addPrimaryKeyConstraint('plan_facts_once', ['plan_id', 'version'])
      .modifyEnd(tableEnd)
      .execute();
    await db.schema.createIndex('plan_facts_number').on('plan_facts').columns(['office', 'number']).execute();
    await db.schema.createIndex('plan_versions_file').on('plan_versions').column('sha256').execute();
  },
};
