import type { Migration } from './migration.ts';

/** What the machine made of a scan, beside the scan itself: the restored reading and the words to look at again. */
export const scannedPlans: Migration = {
  name: '008-scanned-plans',
  async up(db, { text }) {
    await db.schema.alterTable('plan_versions').addColumn('restored', text).execute();
    await db.schema.alterTable('plan_versions').addColumn('doubts', text).execute();
  },
};
