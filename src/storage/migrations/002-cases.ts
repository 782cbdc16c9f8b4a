import { sql, type Kysely } from 'kysely';
import type { ColumnTypes, Migration } from './migration.ts';

/** Cases: events, what lists show, keys, attachments, guards against guessing, sealed identities. */
export const cases: Migration = {
  name: '002-cases',
  async up(db, types) {
    await files(db, types);
    await events(db, types);
    await lookUps(db, types);
    await attachments(db, types);
    await identities(db, types);
  },
};

async function files(db: Kysely<unknown>, { text, integer, tableEnd }: ColumnTypes): Promise<void> {
  await db.schema
    .createTable('case_files')
    .addColumn('id', text, (c) => c.primaryKey())
    .addColumn('code', text, (c) => c.notNull().unique())
    .addColumn('kind', text, (c) => c.notNull())
    .addColumn('office', text, (c) => c.notNull())
    .addColumn('channel', text, (c) => c.notNull())
    .addColumn('stage', text, (c) => c.notNull())
    .addColumn('unit', text)
    .addColumn('officer_id', text)
    .addColumn('version', integer, (c) => c.notNull())
    .addColumn('opened_at', text, (c) => c.notNull())
    .addColumn('updated_at', text, (c) => c.notNull())
    .addColumn('received_on', text, (c) => c.notNull())
    .addColumn('ended_on', text)
    .addColumn('due_on', text)
    .addColumn('due_clock', text)
    .addColumn('paused', integer, (c) => c.notNull())
    .addColumn('lodged', integer, (c) => c.notNull())
    .addColumn('secret_hash', text)
    .addColumn('account', text)
    .addColumn('merged_into', text)
    .addColumn('erased_on', text)
    .modifyEnd(tableEnd)
    .execute();
  await db.schema.createIndex('case_files_due').on('case_files').columns(['stage', 'due_on']).execute();
  await db.schema.createIndex('case_files_unit').on('case_files').columns(['unit', 'stage']).execute();
  await db.schema.createIndex('case_files_newest').on('case_files').column('opened_at').execute();
  await db.schema.createIndex('case_files_ended').on('case_files').column('ended_on').execute();
  await db.schema
    .createTable('case_keys')
    .addColumn('case_id', text, (c) => c.primaryKey().references('case_files.id'))
    .addColumn('wrapped_by', text, (c) => c.notNull())
    .addColumn('wrapped', text, (c) => c.notNull())
    .modifyEnd(tableEnd)
    .execute();
  await db.schema
    .createTable('case_sequences')
    .addColumn('series', text, (c) => c.primaryKey())
    .addColumn('last', integer, (c) => c.notNull())
    .modifyEnd(tableEnd)
    .execute();
  await db.schema
    .createTable('case_submissions')
    .addColumn('key', text, (c) => c.primaryKey())
    .addColumn('case_id', text, (c) => c.notNull())
    .addColumn('at', text, (c) => c.notNull())
    .modifyEnd(tableEnd)
    .execute();
}

async function events(db: Kysely<unknown>, types: ColumnTypes): Promise<void> {
  const { text, integer, tableEnd } = types;
  await db.schema
    .createTable('case_events')
    .addColumn('case_id', text, (c) => c.notNull().references('case_files.id'))
    .addColumn('seq', integer, (c) => c.notNull())
    .addColumn('type', text, (c) => c.notNull())
    .addColumn('at', text, (c) => c.notNull())
    .addColumn('body', text)
    .addPrimaryKeyConstraint('case_events_place', ['case_id', 'seq'])
    .modifyEnd(tableEnd)
    .execute();
  for (const statement of types.dialect === 'sqlite' ? appendOnlySqlite : appendOnlyPostgres)
    await sql.raw(statement).execute(db);
}

async function lookUps(db: Kysely<unknown>, { text, integer, tableEnd }: ColumnTypes): Promise<void> {
  await db.schema
    .createTable('case_words')
    .addColumn('word', text, (c) => c.notNull())
    .addColumn('case_id', text, (c) => c.notNull().references('case_files.id'))
    .addPrimaryKeyConstraint('case_words_place', ['word', 'case_id'])
    .modifyEnd(tableEnd)
    .execute();
  await db.schema.createIndex('case_words_of').on('case_words').column('case_id').execute();
  await db.schema
    .createTable('case_links')
    .addColumn('purpose', text, (c) => c.notNull())
    .addColumn('value', text, (c) => c.notNull())
    .addColumn('case_id', text, (c) => c.notNull().references('case_files.id'))
    .addPrimaryKeyConstraint('case_links_place', ['purpose', 'value', 'case_id'])
    .modifyEnd(tableEnd)
    .execute();
  await db.schema.createIndex('case_links_of').on('case_links').column('case_id').execute();
  await db.schema
    .createTable('lookup_guards')
    .addColumn('sender', text, (c) => c.primaryKey())
    .addColumn('window_start', integer, (c) => c.notNull())
    .addColumn('failures', integer, (c) => c.notNull())
    .addColumn('locked_until', integer, (c) => c.notNull())
    .modifyEnd(tableEnd)
    .execute();
}

async function attachments(
  db: Kysely<unknown>,
  { dialect, text, integer, tableEnd }: ColumnTypes,
): Promise<void> {
  await db.schema
    .createTable('case_attachments')
    .addColumn('id', text, (c) => c.primaryKey())
    .addColumn('case_id', text, (c) => c.notNull().references('case_files.id'))
    .addColumn('seq', integer, (c) => c.notNull())
    .addColumn('size', integer, (c) => c.notNull())
    .addColumn('meta', text)
    .addColumn('content', dialect === 'sqlite' ? 'blob' : 'bytea')
    .modifyEnd(tableEnd)
    .execute();
  await db.schema.createIndex('case_attachments_of').on('case_attachments').column('case_id').execute();
}

async function identities(db: Kysely<unknown>, { text, integer, tableEnd }: ColumnTypes): Promise<void> {
  await db.schema
    .createTable('sealed_identities')
    .addColumn('case_id', text, (c) => c.primaryKey().references('case_files.id'))
    .addColumn('wrapped_by', text, (c) => c.notNull())
    .addColumn('wrapped', text, (c) => c.notNull())
    .addColumn('sealed', text, (c) => c.notNull())
    .modifyEnd(tableEnd)
    .execute();
  await db.schema
    .createTable('identity_requests')
    .addColumn('id', text, (c) => c.primaryKey())
    .addColumn('case_id', text, (c) => c.notNull().references('case_files.id'))
    .addColumn('requested_by', text, (c) => c.notNull())
    .addColumn('requested_at', text, (c) => c.notNull())
    .addColumn('reason', text, (c) => c.notNull())
    .addColumn('decided_by', text)
    .addColumn('decided_at', text)
    .addColumn('granted', integer)
    .addColumn('opened_at', text)
    .modifyEnd(tableEnd)
    .execute();
  await db.schema.createIndex('identity_requests_of').on('identity_requests').column('case_id').execute();
}

const kept =
  'new.case_id = old.case_id and new.seq = old.seq and new.type = old.type and new.at = old.at and new.body is null';

const appendOnlySqlite = [
  `create trigger case_events_no_update before update on case_events when not (${kept}) begin select raise(abort, 'case events are append-only'); end`,
  `create trigger case_events_no_delete before delete on case_events begin select raise(abort, 'case events are append-only'); end`,
];

const appendOnlyPostgres = [
  `create function case_events_refuse() returns trigger language plpgsql as $$ begin raise exception 'case events are append-only'; end $$`,
  `create trigger case_events_no_update before update on case_events for each row when (not (${kept})) execute function case_events_refuse()`,
  `create trigger case_events_no_delete before delete on case_events for each row execute function case_events_refuse()`,
  `create trigger case_events_no_truncate before truncate on case_events for each statement execute function case_events_refuse()`,
];
