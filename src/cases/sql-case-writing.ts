import type { Kysely, Transaction } from 'kysely';
import { ServiceError } from '../errors.ts';
import type { CaseFileRow, CaseLinkRow, CaseWordRow } from '../storage/case-tables.ts';
import { enqueueNotices } from '../storage/outbox-store.ts';
import type { Sealer } from '../storage/sealer.ts';
import type { Schema } from '../storage/schema.ts';
import { caseCode } from './case-code.ts';
import type { CaseEvent } from './case-event.ts';
import { caseFileOf, type CaseFile } from './case-file.ts';
import { linkRows, sealAccount, sealAttachment, sealEvent, wordRows } from './case-sealing.ts';
import { secretHash } from './case-secret.ts';
import type { CaseAttachment, CaseChange, Due, OpenedCase, OpeningCase } from './case-store.ts';
import type { Day } from './calendar-day.ts';
import { blindIndex, newDataKey, unwrapKey, wrapKey, type KeyRing } from './personal-data.ts';

/** What `SqlCaseStore` does within a transaction. */

const rowsAtOnce = 400;

/** The keys of the cases, and the seal of what is told about them. */
export interface CaseKeys {
  readonly ring: KeyRing;
  readonly sealer: Sealer;
}

/** Opens the case, or finds the one that this submission opened before. */
export async function openCase(
  transaction: Transaction<Schema>,
  keys: CaseKeys,
  opening: OpeningCase,
): Promise<OpenedCase> {
  return (await sameSubmission(transaction, keys.ring, opening)) ?? openNew(transaction, keys, opening);
}

/** The same submission once more: the case is there, and the person gets a new secret for it. */
async function sameSubmission(
  transaction: Transaction<Schema>,
  ring: KeyRing,
  { id, submissionKey, secret, at }: OpeningCase,
): Promise<OpenedCase | undefined> {
  if (submissionKey === undefined) return undefined;
  const key = blindIndex(ring, 'submission', submissionKey);
  const added = await transaction
    .insertInto('case_submissions')
    .values({ key, case_id: id, at: at.toISOString() })
    .onConflict((conflict) => conflict.column('key').doNothing())
    .returning('case_id')
    .executeTakeFirst();
  if (added) return undefined;
  const same = await transaction
    .selectFrom('case_submissions')
    .innerJoin('case_files', 'case_files.id', 'case_submissions.case_id')
    .select(['case_files.id', 'case_files.code'])
    .where('key', '=', key)
    .executeTakeFirstOrThrow();
  if (secret !== undefined)
    await transaction
      .updateTable('case_files')
      .set({ secret_hash: secretHash(ring.secret, same.id, secret) })
      .where('id', '=', same.id)
      .execute();
  return { ...same, repeated: true };
}

async function openNew(
  transaction: Transaction<Schema>,
  { ring, sealer }: CaseKeys,
  opening: OpeningCase,
): Promise<OpenedCase> {
  const { id, series, at, by, body, secret, account } = opening;
  const code = caseCode(series, await nextInSeries(transaction, series));
  const dataKey = newDataKey();
  const event: CaseEvent = { seq: 1, at: at.toISOString(), by, body };
  const file = caseFileOf(id, code, [event]);
  if (!file) throw new ServiceError('case/bad-opening', 'This event does not open a case.');
  const { wrappedBy, wrapped } = wrapKey(ring, dataKey, id);
  await transaction
    .insertInto('case_files')
    .values({
      id,
      code,
      office: file.office,
      channel: file.channel,
      opened_at: event.at,
      received_on: file.receivedOn,
      secret_hash: secret === undefined ? null : secretHash(ring.secret, id, secret),
      account: account ? sealAccount(dataKey, id, account) : null,
      erased_on: null,
      ...derivedColumns(file, opening.due),
    })
    .execute();
  await transaction.insertInto('case_keys').values({ case_id: id, wrapped_by: wrappedBy, wrapped }).execute();
  await insertEvents(transaction, ring, dataKey, file, [event], opening.attachments);
  await insertLinks(transaction, linkRows(ring, id, body, account));
  if (opening.identity) await transaction.insertInto('sealed_identities').values(opening.identity).execute();
  await enqueueNotices(transaction, sealer, opening.notices(code), at);
  return { id, code, repeated: false };
}

/** Throws `MovedOn` when the case is no longer what the change was decided on. */
export async function appendToCase(
  transaction: Transaction<Schema>,
  { ring, sealer }: CaseKeys,
  change: CaseChange,
): Promise<void> {
  const { file, events, due, attachments, notices } = change;
  const [first] = events;
  if (!first) return;
  const { numUpdatedRows } = await transaction
    .updateTable('case_files')
    .set(derivedColumns(file, due))
    .where('id', '=', file.id)
    .where('version', '=', first.seq - 1)
    .where('erased_on', 'is', null)
    .executeTakeFirstOrThrow();
  const dataKey = numUpdatedRows === 1n ? await dataKeyOf(transaction, ring, file.id) : undefined;
  if (!dataKey) throw new MovedOn();
  await insertEvents(transaction, ring, dataKey, file, events, attachments);
  await insertLinks(
    transaction,
    events.flatMap(({ body }) => linkRows(ring, file.id, body, undefined)),
  );
  await enqueueNotices(transaction, sealer, notices, new Date(first.at));
}

async function insertEvents(
  transaction: Transaction<Schema>,
  ring: KeyRing,
  dataKey: Uint8Array,
  file: CaseFile,
  events: readonly CaseEvent[],
  attachments: readonly CaseAttachment[],
): Promise<void> {
  for (const event of events)
    await transaction
      .insertInto('case_events')
      .values(sealEvent(dataKey, file.id, event))
      .execute();
  for (const attachment of attachments)
    await transaction
      .insertInto('case_attachments')
      .values(sealAttachment(dataKey, file.id, file.version, attachment))
      .execute();
  await insertWords(transaction, wordRows(ring, file.id, file.kind, events));
}

/** Destroys the key of the case and every sealed row. Backups made before still hold both. */
export async function eraseCase(transaction: Transaction<Schema>, id: string, on: Day): Promise<boolean> {
  const file = await transaction
    .updateTable('case_files')
    .set({ erased_on: on, account: null, secret_hash: null, due_on: null, due_clock: null, paused: 0 })
    .where('id', '=', id)
    .where('erased_on', 'is', null)
    .returning('code')
    .executeTakeFirst();
  if (!file) return false;
  for (const table of [
    'case_keys',
    'case_words',
    'case_links',
    'case_attachments',
    'case_submissions',
    'sealed_identities',
    'identity_requests',
  ] as const)
    await transaction.deleteFrom(table).where('case_id', '=', id).execute();
  await transaction.updateTable('case_events').set({ body: null }).where('case_id', '=', id).execute();
  await transaction.deleteFrom('outbox').where('id', 'like', `case/${file.code}/%`).execute();
  return true;
}

/** Undefined when the case is not there, or was erased. */
export async function dataKeyOf(
  queries: Kysely<Schema>,
  ring: KeyRing,
  id: string,
): Promise<Uint8Array | undefined> {
  const row = await queries.selectFrom('case_keys').selectAll().where('case_id', '=', id).executeTakeFirst();
  return row && unwrapKey(ring, { wrapped: row.wrapped, wrappedBy: row.wrapped_by }, id);
}

/** Another change came first: the whole append is undone. */
export class MovedOn extends Error {}

type DerivedColumns = Pick<
  CaseFileRow,
  | 'kind'
  | 'stage'
  | 'unit'
  | 'officer_id'
  | 'version'
  | 'updated_at'
  | 'ended_on'
  | 'lodged'
  | 'merged_into'
  | 'due_on'
  | 'due_clock'
  | 'paused'
>;

function derivedColumns(file: CaseFile, due: Due): DerivedColumns {
  return {
    kind: file.kind,
    stage: file.stage,
    unit: file.unit ?? null,
    officer_id: file.officerId ?? null,
    version: file.version,
    updated_at: file.events.at(-1)?.at ?? '',
    ended_on: file.endedOn ?? null,
    lodged: file.lodgedOn ? 1 : 0,
    merged_into: file.mergedInto ?? null,
    ...dueColumns(due),
  };
}

export function dueColumns({ on, clock, paused }: Due): Pick<CaseFileRow, 'due_on' | 'due_clock' | 'paused'> {
  return { due_on: on ?? null, due_clock: clock ?? null, paused: paused ? 1 : 0 };
}

/** Within the transaction, so that a number is given exactly when its case is kept. */
async function nextInSeries(transaction: Transaction<Schema>, series: string): Promise<number> {
  const { last } = await transaction
    .insertInto('case_sequences')
    .values({ series, last: 1 })
    .onConflict((conflict) =>
      conflict.column('series').doUpdateSet((eb) => ({ last: eb('case_sequences.last', '+', 1) })),
    )
    .returning('last')
    .executeTakeFirstOrThrow();
  return last;
}

async function insertLinks(transaction: Transaction<Schema>, rows: readonly CaseLinkRow[]): Promise<void> {
  if (rows.length === 0) return;
  await transaction
    .insertInto('case_links')
    .values(rows)
    .onConflict((conflict) => conflict.columns(['purpose', 'value', 'case_id']).doNothing())
    .execute();
}

async function insertWords(transaction: Transaction<Schema>, rows: readonly CaseWordRow[]): Promise<void> {
  for (let from = 0; from < rows.length; from += rowsAtOnce)
    await transaction
      .insertInto('case_words')
      .values(rows.slice(from, from + rowsAtOnce))
      .onConflict((conflict) => conflict.columns(['word', 'case_id']).doNothing())
      .execute();
}
