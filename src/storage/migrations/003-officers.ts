import type { Migration } from './migration.ts';

/** The console: accounts, sessions, one-time links, guards of the log-in. */
export const officers: Migration = {
  name: '003-officers',
  async up(db, { text, integer, tableEnd }) {
    await db.schema
      .createTable('officers')
      .addColumn('id', text, (c) => c.primaryKey())
      .addColumn('login', text, (c) => c.notNull().unique())
      .addColumn('name', text, (c) => c.notNull())
      .addColumn('roles', text, (c) => c.notNull())
      .addColumn('units', text, (c) => c.notNull())
      .addColumn('password', text)
      .addColumn('disabled_at', text)
      .addColumn('created_at', text, (c) => c.notNull())
      .modifyEnd(tableEnd)
      .execute();
    await db.schema
      .createTable('officer_sessions')
      .addColumn('id', text, (c) => c.primaryKey())
      .addColumn('officer_id', text, (c) => c.notNull().references('officers.id'))
      .addColumn('created_at', text, (c) => c.notNull())
      .addColumn('last_seen_at', text, (c) => c.notNull())
      .modifyEnd(tableEnd)
      .execute();
    await db.schema
      .createIndex('officer_sessions_officer')
      .on('officer_sessions')
      .column('officer_id')
      .execute();
    await db.schema
      .createTable('officer_links')
      .addColumn('id', text, (c) => c.primaryKey())
      .addColumn('officer_id', text, (c) => c.references('officers.id'))
      .addColumn('expires_at', text, (c) => c.notNull())
      .addColumn('used_at', text)
      .modifyEnd(tableEnd)
      .execute();
    await db.schema
      .createTable('login_guards')
      .addColumn('subject', text, (c) => c.primaryKey())
      .addColumn('window_start', integer, (c) => c.notNull().defaultTo(0))
      .addColumn('failures', integer, (c) => c.notNull().defaultTo(0))
      .addColumn('locked_until', integer, (c) => c.notNull().defaultTo(0))
      .modifyEnd(tableEnd)
      .execute();
  },
};
