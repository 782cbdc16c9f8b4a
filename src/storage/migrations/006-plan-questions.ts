import type { Migration } from './migration.ts';

/** What must stay answered rightly: questions attached to a plan, and those generated from a published version. */
export const planQuestions: Migration = {
  name: '006-plan-questions',
  async up(db, { text, integer, tableEnd }) {
    await db.schema
      .createTable('plan_questions')
      .addColumn('plan_id', text, (c) => c.primaryKey())
      .addColumn('questions', text, (c) => c.notNull())
      .addColumn('attached_at', text, (c) => c.notNull())
      .addColumn('attached_by', text, (c) => c.notNull())
      .modifyEnd(tableEnd)
      .execute();
    await db.schema
      .createTable('plan_self_checks')
      .addColumn('plan_id', text, (c) => c.notNull())
      .addColumn('version', integer, (c) => c.notNull())
      .addColumn('checks', text, (c) => c.notNull())
      .addPrimaryKeyConstraint('plan_self_checks_once', ['plan_id', 'version'])
      .modifyEnd(tableEnd)
      .execute();
  },
};
