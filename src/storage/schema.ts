import type { Generated } from 'kysely';
import type { CaseTables } from './case-tables.ts';
import type { OfficerTables } from './officer-tables.ts';
import type { Open311Tables } from './open311-tables.ts';
import type { PlanTables } from './plan-tables.ts';

/**
 * The tables, as both databases hold them: timestamps are ISO text in UTC (`toISOString`), structured
 * values are JSON text, truth values are 0 and 1, so that the same queries run on SQLite and PostgreSQL.
 */
export interface Schema extends CaseTables, OfficerTables, Open311Tables, PlanTables {
  bot_state: BotStateRow;
  conversations: ConversationRow;
  activities: ActivityRow;
  uploads: UploadRow;
  sealed_talks: SealedTalkRow;
  outbox: OutboxRow;
  inbound_events: InboundEventRow;
  channel_secrets: ChannelSecretRow;
  settings: SettingRow;
  audit: AuditRow;
  migrations: MigrationRow;
}

/** What the bot remembers of a conversation or a person between turns. */
export interface BotStateRow {
  key: string;
  value: string;
  version: number;
  updated_at: string;
}

export interface ConversationRow {
  id: string;
  channel: string;
  user_id: string | null;
  locale: string | null;
  created_at: string;
  /** The person's last sign of life: windows of channels and the clean-up by age count from it. */
  last_seen_at: string;
  /** Until then an officer has taken over and the bot keeps silent. */
  paused_until: string | null;
  next_sequence: number;
}

/** One activity of a conversation's history; `sequence` is the watermark that clients resume from. */
export interface ActivityRow {
  conversation_id: string;
  sequence: number;
  id: string;
  json: string;
  created_at: string;
}

/** A file that a person sent; its bytes are in the uploads directory under `stored_as`. */
export interface UploadRow {
  id: string;
  conversation_id: string;
  name: string;
  content_type: string;
  size: number;
  sha256: string;
  stored_as: string;
  created_at: string;
}

/** A conversation in which something is being told under seal: from that activity on nothing is to stay. */
export interface SealedTalkRow {
  conversation_id: string;
  since: string;
  at: string;
}

/** A proactive message and what became of it. `id` is the idempotency key. */
export interface OutboxRow {
  sequence: Generated<number>;
  id: string;
  channel: string;
  user_id: string;
  conversation_id: string;
  message: string;
  state: 'waiting' | 'sending' | 'delivered' | 'uncertain' | 'dead';
  not_before: string;
  expires_at: string | null;
  attempts: number;
  next_attempt_at: string;
  lease_token: string | null;
  lease_until: string | null;
  claimed_at: string | null;
  delivered_id: string | null;
  code: string | null;
  reason: string | null;
  fallback_id: string | null;
  created_at: string;
  finished_at: string | null;
}

/** An event that a channel delivered at least once; `payload` is dropped when it is done. */
export interface InboundEventRow {
  sequence: Generated<number>;
  channel: string;
  event_id: string;
  user_id: string;
  occurred_at: string;
  received_at: string;
  payload: string | null;
  state: 'waiting' | 'working' | 'done' | 'failed';
  attempts: number;
  next_attempt_at: string;
  lease_token: string | null;
  lease_until: string | null;
  reason: string | null;
  finished_at: string | null;
}

/** A rotating secret of a channel (Zalo tokens), sealed; `sealed` is null while only the lease exists. */
export interface ChannelSecretRow {
  name: string;
  sealed: string | null;
  version: number;
  updated_at: string;
  lease_holder: string | null;
  lease_until: string | null;
}

export interface SettingRow {
  name: string;
  value: string;
  updated_at: string;
}

/** Append-only (triggers refuse the rest); `hash` chains each row to the one before it. */
export interface AuditRow {
  sequence: Generated<number>;
  at: string;
  actor: string;
  action: string;
  subject: string;
  details: string;
  hash: string;
}

export interface MigrationRow {
  number: number;
  name: string;
  applied_at: string;
}
