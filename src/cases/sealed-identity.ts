import { randomUUID } from 'node:crypto';
import { appendAudit } from '../storage/audit-log.ts';
import type { SealedIdentityRow } from '../storage/case-tables.ts';
import type { Database } from '../storage/database.ts';
import type { Officer, Role } from './case-event.ts';
import type { CaseStore } from './case-store.ts';
import { mayRead } from './moves.ts';
import { newDataKey, sealText, unsealText, unwrapKey, wrapKey, type KeyRing } from './personal-data.ts';
import type { Contact } from './submission.ts';

/** Danh tính người tố cáo: kept apart from the content, under keys of its own. */
export type Identity = Contact;

/** Ai được làm gì với danh tính đã niêm phong. Asking and granting are never one person's. */
export const identityRights: Readonly<Record<'request' | 'decide' | 'open', readonly Role[]>> = {
  request: ['leader', 'specialist'],
  decide: ['guardian'],
  open: ['leader', 'specialist'],
};

/** How long a granted request opens the seal. */
const openForMs = 24 * 3_600_000;

export type IdentityRefusal =
  | 'not-allowed'
  | 'no-identity'
  | 'reason-missing'
  | 'own-request'
  | 'not-granted'
  | 'expired'
  | 'decided-already';

export type IdentityResult<T> =
  | { readonly value: T; readonly refusal?: undefined }
  | { readonly refusal: IdentityRefusal; readonly value?: undefined };

/** Yêu cầu mở danh tính. */
export interface IdentityRequest {
  readonly id: string;
  readonly caseId: string;
  readonly requestedBy: string;
  readonly requestedAt: Date;
  readonly reason: string;
  readonly granted: boolean | undefined;
  readonly openedAt: Date | undefined;
}

/** Seals the identity for the case; the row is written in the commit that opens the case. */
export function sealIdentity(ring: KeyRing, caseId: string, identity: Identity): SealedIdentityRow {
  const dataKey = newDataKey();
  const { wrapped, wrappedBy } = wrapKey(ring, dataKey, caseId);
  return {
    case_id: caseId,
    wrapped_by: wrappedBy,
    wrapped,
    sealed: sealText(dataKey, JSON.stringify(identity), context(caseId)),
  };
}

/**
 * Mở niêm phong: an officer who may read the case asks with a reason, the guardian grants or refuses, and
 * only then does the one who asked see the identity. Every step is in the audit log, an opening before
 * anything is shown.
 */
export class SealedIdentities {
  constructor(
    private readonly database: Database,
    private readonly ring: KeyRing,
    private readonly store: CaseStore,
  ) {}

  async request(
    caseId: string,
    officer: Officer,
    reason: string,
    now: Date,
  ): Promise<IdentityResult<{ readonly id: string }>> {
    if (!(await this.mayAct('request', caseId, officer))) return { refusal: 'not-allowed' };
    if (reason.trim() === '') return { refusal: 'reason-missing' };
    const id = randomUUID();
    const done = await this.database.commits.run(async (transaction) => {
      const sealed = await transaction
        .selectFrom('sealed_identities')
        .select('case_id')
        .where('case_id', '=', caseId)
        .executeTakeFirst();
      if (!sealed) return false;
      await transaction
        .insertInto('identity_requests')
        .values({
          id,
          case_id: caseId,
          requested_by: officer.id,
          requested_at: now.toISOString(),
          reason,
          decided_by: null,
          decided_at: null,
          granted: null,
          opened_at: null,
        })
        .execute();
      const entry = { actor: officer.id, action: 'identity/request', subject: caseId };
      await appendAudit(
        transaction,
        this.database.dialect,
        { ...entry, details: { request: id, reason } },
        now,
      );
      return true;
    });
    return done ? { value: { id } } : { refusal: 'no-identity' };
  }

  /** For the guardian: who asked, and why. */
  async pending(officer: Officer): Promise<readonly IdentityRequest[]> {
    if (!holds(officer, 'decide')) return [];
    const rows = await this.database.queries
      .selectFrom('identity_requests')
      .selectAll()
      .where('granted', 'is', null)
      .orderBy('requested_at')
      .execute();
    return rows.map((row) => ({
      id: row.id,
      caseId: row.case_id,
      requestedBy: row.requested_by,
      requestedAt: new Date(row.requested_at),
      reason: row.reason,
      granted: undefined,
      openedAt: undefined,
    }));
  }

  async decide(
    requestId: string,
    officer: Officer,
    granted: boolean,
    now: Date,
  ): Promise<IdentityResult<{ readonly granted: boolean }>> {
    if (!holds(officer, 'decide')) return { refusal: 'not-allowed' };
    const row = await this.find(requestId);
    if (!row) return { refusal: 'no-identity' };
    if (row.requested_by === officer.id) return { refusal: 'own-request' };
    const done = await this.database.commits.run(async (transaction) => {
      const { numUpdatedRows } = await transaction
        .updateTable('identity_requests')
        .set({ decided_by: officer.id, decided_at: now.toISOString(), granted: granted ? 1 : 0 })
        .where('id', '=', requestId)
        .where('granted', 'is', null)
        .executeTakeFirstOrThrow();
      if (numUpdatedRows === 0n) return false;
      const action = granted ? 'identity/grant' : 'identity/refuse';
      const entry = { actor: officer.id, action, subject: row.case_id, details: { request: requestId } };
      await appendAudit(transaction, this.database.dialect, entry, now);
      return true;
    });
    return done ? { value: { granted } } : { refusal: 'decided-already' };
  }

  /** The identity. The record of the opening is on disk before it is unsealed. */
  async open(requestId: string, officer: Officer, now: Date): Promise<IdentityResult<Identity>> {
    const request = await this.find(requestId);
    if (!request || request.requested_by !== officer.id) return { refusal: 'not-allowed' };
    if (!(await this.mayAct('open', request.case_id, officer))) return { refusal: 'not-allowed' };
    if (request.granted !== 1 || request.decided_at === null) return { refusal: 'not-granted' };
    if (now.getTime() - Date.parse(request.decided_at) > openForMs) return { refusal: 'expired' };
    await this.database.commits.run(async (transaction) => {
      await transaction
        .updateTable('identity_requests')
        .set({ opened_at: now.toISOString() })
        .where('id', '=', requestId)
        .execute();
      const details = { request: requestId, reason: request.reason };
      const entry = { actor: officer.id, action: 'identity/open', subject: request.case_id, details };
      await appendAudit(transaction, this.database.dialect, entry, now);
    });
    const row = await this.database.queries
      .selectFrom('sealed_identities')
      .selectAll()
      .where('case_id', '=', request.case_id)
      .executeTakeFirst();
    if (!row) return { refusal: 'no-identity' };
    const dataKey = unwrapKey(this.ring, { wrapped: row.wrapped, wrappedBy: row.wrapped_by }, row.case_id);
    return { value: JSON.parse(unsealText(dataKey, row.sealed, context(row.case_id))) as Identity };
  }

  private async mayAct(right: 'request' | 'open', caseId: string, officer: Officer): Promise<boolean> {
    if (!holds(officer, right)) return false;
    const file = await this.store.load(caseId);
    return file !== undefined && mayRead({ is: 'officer', ...officer }, file);
  }

  private async find(requestId: string) {
    return this.database.queries
      .selectFrom('identity_requests')
      .selectAll()
      .where('id', '=', requestId)
      .executeTakeFirst();
  }
}

function holds(officer: Officer, right: keyof typeof identityRights): boolean {
  return officer.roles.some((role) => identityRights[right].includes(role));
}

function context(caseId: string): string {
  return `identity\n${caseId}`;
}
