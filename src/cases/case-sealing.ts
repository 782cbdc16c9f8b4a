import type { Insertable } from 'kysely';
import type { CaseAttachmentRow, CaseEventRow, CaseLinkRow, CaseWordRow } from '../storage/case-tables.ts';
import type { CaseEvent, EventBody, RecordedActor } from './case-event.ts';
import type { AttachmentInfo, CaseAttachment } from './case-store.ts';
import {
  blindIndex,
  normalPhone,
  seal,
  sealText,
  unseal,
  unsealText,
  type KeyRing,
} from './personal-data.ts';
import { searchWords } from './search-words.ts';
import type { Account } from './submission.ts';

/** How cases look in the database: sealed with the key of the case, or as keyed hashes. */

const wordLength = 12;
const mostWords = 3_000;

export function sealEvent(dataKey: Uint8Array, caseId: string, event: CaseEvent): CaseEventRow {
  const { seq, at, by, body } = event;
  return {
    case_id: caseId,
    seq,
    type: body.type,
    at,
    body: sealText(dataKey, JSON.stringify({ by, body }), eventContext(caseId, seq, body.type)),
  };
}

/** Undefined when the body was erased. */
export function unsealEvent(
  dataKey: Uint8Array,
  { case_id, seq, type, at, body }: CaseEventRow,
): CaseEvent | undefined {
  if (body === null) return undefined;
  const plain = JSON.parse(unsealText(dataKey, body, eventContext(case_id, seq, type))) as {
    readonly by: RecordedActor;
    readonly body: EventBody;
  };
  return { seq, at, ...plain };
}

export function sealAttachment(
  dataKey: Uint8Array,
  caseId: string,
  seq: number,
  { id, name, mediaType, bytes }: CaseAttachment,
): Insertable<CaseAttachmentRow> {
  return {
    id,
    case_id: caseId,
    seq,
    size: bytes.length,
    meta: sealText(dataKey, JSON.stringify({ name, mediaType }), `attachment meta\n${caseId}\n${id}`),
    content: seal(dataKey, bytes, `attachment\n${caseId}\n${id}`),
  };
}

export function unsealInfo(
  dataKey: Uint8Array,
  row: Pick<CaseAttachmentRow, 'id' | 'case_id' | 'size' | 'meta'>,
): AttachmentInfo | undefined {
  if (row.meta === null) return undefined;
  const meta = unsealText(dataKey, row.meta, `attachment meta\n${row.case_id}\n${row.id}`);
  const { name, mediaType } = JSON.parse(meta) as { readonly name: string; readonly mediaType: string };
  return { id: row.id, name, mediaType, size: row.size };
}

export function unsealContent(dataKey: Uint8Array, row: CaseAttachmentRow): Uint8Array | undefined {
  return row.content === null
    ? undefined
    : new Uint8Array(unseal(dataKey, row.content, `attachment\n${row.case_id}\n${row.id}`));
}

export function sealAccount(dataKey: Uint8Array, caseId: string, account: Account): string {
  return sealText(dataKey, JSON.stringify(account), `account\n${caseId}`);
}

export function unsealAccount(dataKey: Uint8Array, caseId: string, sealed: string): Account {
  return JSON.parse(unsealText(dataKey, sealed, `account\n${caseId}`)) as Account;
}

/** What the words of these events are found by. A denunciation is found by nothing. */
export function wordRows(
  ring: KeyRing,
  caseId: string,
  kind: string,
  events: readonly CaseEvent[],
): CaseWordRow[] {
  if (kind === 'denunciation') return [];
  const words = searchWords(events.flatMap(({ body }) => searchable(body)).join('\n'));
  return words.slice(0, mostWords).map((word) => ({ word: wordIndex(ring, word), case_id: caseId }));
}

export function wordIndex(ring: KeyRing, word: string): string {
  return blindIndex(ring, 'word', word).slice(0, wordLength);
}

export type AccountName = Pick<Account, 'channel' | 'userId'>;

export function accountIndex(ring: KeyRing, { channel, userId }: AccountName): string {
  return blindIndex(ring, 'account', `${channel}\n${userId}`);
}

/** What the case is found by without a secret: the account, the phone; and from whom it is kept. */
export function linkRows(
  ring: KeyRing,
  caseId: string,
  body: EventBody,
  account: AccountName | undefined,
): CaseLinkRow[] {
  const submission = body.type === 'received' ? body.submission : undefined;
  const phone = submission?.contact?.phone && normalPhone(submission.contact.phone);
  const barred = body.type === 'barred' ? body.officerId : submission?.accused?.officerId;
  return [
    ...(account ? [{ purpose: 'account', value: accountIndex(ring, account), case_id: caseId }] : []),
    ...(phone ? [{ purpose: 'phone', value: phoneIndex(ring, phone), case_id: caseId }] : []),
    ...(barred ? [{ purpose: 'barred', value: barredIndex(ring, barred), case_id: caseId }] : []),
  ];
}

export function phoneIndex(ring: KeyRing, phone: string): string {
  return blindIndex(ring, 'phone', phone);
}

export function barredIndex(ring: KeyRing, officerId: string): string {
  return blindIndex(ring, 'barred', officerId);
}

/** The words an officer may look for. Who sent it is not among them: names and phones are not searched. */
function searchable(body: EventBody): string[] {
  switch (body.type) {
    case 'received': {
      const { content, subject, place, contested, demand } = body.submission;
      return [
        content,
        subject ?? '',
        place ?? '',
        contested?.what ?? '',
        contested?.number ?? '',
        demand ?? '',
      ];
    }
    case 'supplied':
    case 'asked':
    case 'answered':
    case 'closed':
      return [body.text];
    default:
      return [];
  }
}

function eventContext(caseId: string, seq: number, type: string): string {
  return `event\n${caseId}\n${seq}\n${type}`;
}
