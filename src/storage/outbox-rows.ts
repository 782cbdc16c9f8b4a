import type { Insertable } from 'kysely';
import type { OutgoingMessage } from '../channels/channel.ts';
import type { ClaimedNotice, Notice, NoticeRecord, NoticeResult } from '../notices/notice.ts';
import type { OutboxRow } from './schema.ts';
import { openJson, sealJson } from './sealed-json.ts';
import type { Sealer } from './sealer.ts';

type StoredRow = Omit<OutboxRow, 'sequence'>;

export function toRow(
  sealer: Sealer,
  { id, recipient, message, notBefore, expiresAt }: Notice,
  now: Date,
): Insertable<OutboxRow> {
  const due = (notBefore && notBefore > now ? notBefore : now).toISOString();
  return {
    id,
    channel: recipient.channel,
    user_id: recipient.userId,
    conversation_id: recipient.conversationId,
    message: sealJson(sealer, message, about(id)),
    state: 'waiting',
    not_before: due,
    expires_at: expiresAt?.toISOString() ?? null,
    attempts: 0,
    next_attempt_at: due,
    lease_token: null,
    lease_until: null,
    claimed_at: null,
    delivered_id: null,
    code: null,
    reason: null,
    fallback_id: null,
    created_at: now.toISOString(),
    finished_at: null,
  };
}

/** Binds a sealed message to its notice. */
function about(id: string): string {
  return `notice\n${id}`;
}

export function toRecord(sealer: Sealer, row: StoredRow): NoticeRecord {
  return {
    id: row.id,
    recipient: { channel: row.channel, userId: row.user_id, conversationId: row.conversation_id },
    message: openJson(sealer, row.message, about(row.id)) as OutgoingMessage,
    notBefore: new Date(row.not_before),
    expiresAt: toDate(row.expires_at),
    state: row.state,
    attempts: row.attempts,
    nextAttemptAt: new Date(row.next_attempt_at),
    code: row.code ?? undefined,
    reason: row.reason ?? undefined,
    deliveredId: row.delivered_id ?? undefined,
    fallbackId: row.fallback_id ?? undefined,
    createdAt: new Date(row.created_at),
    finishedAt: toDate(row.finished_at),
  };
}

export function toClaim(sealer: Sealer, row: StoredRow): ClaimedNotice {
  return {
    ...toRecord(sealer, row),
    lease: row.lease_token ?? '',
    claimedAt: new Date(row.claimed_at ?? row.created_at),
  };
}

/** An uncertain notice keeps its lease token: the attempt may still come to an end and say it arrived. */
export function changesOf(result: NoticeResult, now: Date): Partial<StoredRow> {
  const ended = { finished_at: now.toISOString(), lease_until: null };
  if (result.state === 'delivered') {
    const delivered_id = result.deliveredId ?? null;
    return { ...ended, state: 'delivered', delivered_id, code: null, reason: null, lease_token: null };
  }
  const { reason } = result;
  if (result.state === 'waiting') {
    const next_attempt_at = result.nextAttemptAt.toISOString();
    return { state: 'waiting', next_attempt_at, reason, lease_token: null, lease_until: null };
  }
  if (result.state === 'sending') return { lease_until: result.leaseUntil.toISOString(), reason };
  const { code } = result;
  if (result.state === 'uncertain') return { ...ended, state: 'uncertain', code, reason };
  const fallback_id = result.fallback?.id ?? null;
  return { ...ended, state: 'dead', code, reason, fallback_id, lease_token: null };
}

function toDate(time: string | null): Date | undefined {
  return time === null ? undefined : new Date(time);
}
