import { sql, type Kysely } from 'kysely';
import type { ColumnTypes, Migration } from './migration.ts';

/** Bot state, conversations, outgoing and incoming messages, channel secrets, settings, audit. */
export const foundation: Migration = {
  name: '001-foundation',
  async up(db, types) {
    await botState(db, types);
    await conversations(db, types);
    await outbox(db, types);
    await inboundEvents(db, types);
    await secretsAndSettings(db, types);
    await audit(db, types);
  },
};

async function botState(db: Kysely<unknown>, { text, integer, tableEnd }: ColumnTypes): Promise<void> {
  await db.schema
    .createTable('bot_state')
    .addColumn('key', text, (c) => c.primaryKey())
    .addColumn('value', text, (c) => c.notNull())
    .addColumn('version', integer, (c) => c.notNull())
    .addColumn('updated_at', text, (c) => c.notNull())
    .modifyEnd(tableEnd)
    .execute();
  await db.schema.createIndex('bot_state_updated').on('bot_state').column('updated_at').execute();
}

async function conversations(db: Kysely<unknown>, { text, integer, tableEnd }: ColumnTypes): Promise<void> {
  await db.schema
    .createTable('conversations')
    .addColumn('id', text, (c) => c.primaryKey())
    .addColumn('channel', text, (c) => c.notNull())
    .addColumn('user_id', text)
    .addColumn('locale', text)
    .addColumn('created_at', text, (c) => c.notNull())
    .addColumn('last_seen_at', text, (c) => c.notNull())
    .addColumn('paused_until', text)
    .addColumn('next_sequence', integer, (c) => c.notNull())
    .modifyEnd(tableEnd)
    .execute();
  await db.schema
    .createIndex('conversations_person')
    .on('conversations')
    .columns(['channel', 'user_id'])
    .execute();
  await db.schema.createIndex('conversations_last_seen').on('conversations').column('last_seen_at').execute();
  await db.schema
    .createTable('activities')
    .addColumn('conversation_id', text, (c) => c.notNull().references('conversations.id').onDelete('cascade'))
    .addColumn('sequence', integer, (c) => c.notNull())
    .addColumn('id', text, (c) => c.notNull())
    .addColumn('json', text, (c) => c.notNull())
    .addColumn('created_at', text, (c) => c.notNull())
    .addPrimaryKeyConstraint('activities_place', ['conversation_id', 'sequence'])
    .addUniqueConstraint('activities_once', ['conversation_id', 'id'])
    .modifyEnd(tableEnd)
    .execute();
  await db.schema
    .createTable('uploads')
    .addColumn('id', text, (c) => c.primaryKey())
    .addColumn('conversation_id', text, (c) => c.notNull().references('conversations.id').onDelete('cascade'))
    .addColumn('name', text, (c) => c.notNull())
    .addColumn('content_type', text, (c) => c.notNull())
    .addColumn('size', integer, (c) => c.notNull())
    .addColumn('sha256', text, (c) => c.notNull())
    .addColumn('stored_as', text, (c) => c.notNull().unique())
    .addColumn('created_at', text, (c) => c.notNull())
    .modifyEnd(tableEnd)
    .execute();
  await db.schema.createIndex('uploads_of').on('uploads').column('conversation_id').execute();
}

async function outbox(
  db: Kysely<unknown>,
  { text, integer, sequence, tableEnd }: ColumnTypes,
): Promise<void> {
  await db.schema
    .createTable('outbox')
    .addColumn('sequence', integer, sequence)
    .addColumn('id', text, (c) => c.notNull().unique())
    .addColumn('channel', text, (c) => c.notNull())
    .addColumn('user_id', text, (c) => c.notNull())
    .addColumn('conversation_id', text, (c) => c.notNull())
    .addColumn('message', text, (c) => c.notNull())
    .addColumn('state', text, (c) => c.notNull())
    .addColumn('not_before', text, (c) => c.notNull())
    .addColumn('expires_at', text)
    .addColumn('attempts', integer, (c) => c.notNull())
    .addColumn('next_attempt_at', text, (c) => c.notNull())
    .addColumn('lease_token', text)
    .addColumn('lease_until', text)
    .addColumn('claimed_at', text)
    .addColumn('delivered_id', text)
    .addColumn('code', text)
    .addColumn('reason', text)
    .addColumn('fallback_id', text)
    .addColumn('created_at', text, (c) => c.notNull())
    .addColumn('finished_at', text)
    .modifyEnd(tableEnd)
    .execute();
  await db.schema
    .createIndex('outbox_due')
    .on('outbox')
    .columns(['channel', 'state', 'next_attempt_at', 'sequence'])
    .execute();
  await db.schema
    .createIndex('outbox_person')
    .on('outbox')
    .columns(['channel', 'user_id', 'state', 'sequence'])
    .execute();
  // Two processes can never have two messages to one person under way.
  await db.schema
    .createIndex('outbox_one_in_flight')
    .unique()
    .on('outbox')
    .columns(['channel', 'user_id'])
    .where(sql.ref('state'), '=', sql.lit('sending'))
    .execute();
  await db.schema.createIndex('outbox_finished').on('outbox').column('finished_at').execute();
}

async function inboundEvents(
  db: Kysely<unknown>,
  { text, integer, sequence, tableEnd }: ColumnTypes,
): Promise<void> {
  await db.schema
    .createTable('inbound_events')
    .addColumn('sequence', integer, sequence)
    .addColumn('channel', text, (c) => c.notNull())
    .addColumn('event_id', text, (c) => c.notNull())
    .addColumn('user_id', text, (c) => c.notNull())
    .addColumn('occurred_at', text, (c) => c.notNull())
    .addColumn('received_at', text, (c) => c.notNull())
    .addColumn('payload', text)
    .addColumn('state', text, (c) => c.notNull())
    .addColumn('attempts', integer, (c) => c.notNull())
    .addColumn('next_attempt_at', text, (c) => c.notNull())
    .addColumn('lease_token', text)
    .addColumn('lease_until', text)
    .addColumn('reason', text)
    .addColumn('finished_at', text)
    .addUniqueConstraint('inbound_events_once', ['channel', 'event_id'])
    .modifyEnd(tableEnd)
    .execute();
  await db.schema
    .createIndex('inbound_events_due')
    .on('inbound_events')
    .columns(['channel', 'state', 'next_attempt_at', 'sequence'])
    .execute();
  await db.schema
    .createIndex('inbound_events_person')
    .on('inbound_events')
    .columns(['channel', 'user_id', 'state', 'occurred_at', 'sequence'])
    .execute();
  await db.schema
    .createIndex('inbound_events_one_in_flight')
    .unique()
    .on('inbound_events')
    .columns(['channel', 'user_id'])
    .where(sql.ref('state'), '=', sql.lit('working'))
    .execute();
  await db.schema.createIndex('inbound_events_finished').on('inbound_events').column('finished_at').execute();
}

async function secretsAndSettings(
  db: Kysely<unknown>,
  { text, integer, tableEnd }: ColumnTypes,
): Promise<void> {
  await db.schema
    .createTable('channel_secrets')
    .addColumn('name', text, (c) => c.primaryKey())
    .addColumn('sealed', text)
    .addColumn('version', integer, (c) => c.notNull())
    .addColumn('updated_at', text, (c) => c.notNull())
    .addColumn('lease_holder', text)
    .addColumn('lease_until', text)
    .modifyEnd(tableEnd)
    .execute();
  await db.schema
    .createTable('settings')
    .addColumn('name', text, (c) => c.primaryKey())
    .addColumn('value', text, (c) => c.notNull())
    .addColumn('updated_at', text, (c) => c.notNull())
    .modifyEnd(tableEnd)
    .execute();
}

async function audit(db: Kysely<unknown>, types: ColumnTypes): Promise<void> {
  const { text, integer, sequence, tableEnd } = types;
  await db.schema
    .createTable('audit')
    .addColumn('sequence', integer, sequence)
    .addColumn('at', text, (c) => c.notNull())
    .addColumn('actor', text, (c) => c.notNull())
    .addColumn('action', text, (c) => c.notNull())
    .addColumn('subject', text, (c) => c.notNull())
    .addColumn('details', text, (c) => c.notNull())
    .addColumn('hash', text, (c) => c.notNull())
    .modifyEnd(tableEnd)
    .execute();
  await db.schema.createIndex('audit_subject').on('audit').column('subject').execute();
  for (const statement of types.dialect === 'sqlite' ? appendOnlySqlite : appendOnlyPostgres) {
    await sql.raw(statement).execute(db);
  }
}

const appendOnlySqlite = [
  `create trigger audit_no_update before update on audit begin select raise(abort, 'audit is append-only'); end`,
  `create trigger audit_no_delete before delete on audit begin select raise(abort, 'audit is append-only'); end`,
];

const appendOnlyPostgres = [
  `create function audit_refuse() returns trigger language plpgsql as $$ begin raise exception 'audit is append-only'; end $$`,
  `create trigger audit_append_only before update or delete or truncate on audit for each statement execute function audit_refuse()`,
];
