import { sql } from 'kysely';
import type { Database } from '../storage/database.ts';
import type { Actor } from './case-event.ts';
import { caseFileOf, type CaseFile } from './case-file.ts';
import type { Day } from './calendar-day.ts';
import {
  accountIndex,
  phoneIndex,
  unsealAccount,
  unsealContent,
  unsealEvent,
  unsealInfo,
  type AccountName,
} from './case-sealing.ts';
import type {
  AttachmentInfo,
  CaseAttachment,
  CaseChange,
  CaseFilter,
  CaseStore,
  CaseSummary,
  Due,
  OpenedCase,
  OpeningCase,
} from './case-store.ts';
import { unwrapKey, type KeyRing } from './personal-data.ts';
import { matching, summary } from './sql-case-list.ts';
import {
  appendToCase,
  dataKeyOf,
  dueColumns,
  eraseCase,
  MovedOn,
  openCase,
  type CaseKeys,
} from './sql-case-writing.ts';
import type { Account, CaseKind } from './submission.ts';

const listLimit = 50;

/** Kho hồ sơ on SQLite or PostgreSQL. What is personal is sealed before it reaches the database. */
export class SqlCaseStore implements CaseStore {
  private readonly keys: CaseKeys;

  constructor(
    private readonly database: Database,
    private readonly ring: KeyRing,
  ) {
    this.keys = { ring, sealer: database.sealer };
  }

  async open(opening: OpeningCase): Promise<OpenedCase> {
    return this.database.commits.run((transaction) => openCase(transaction, this.keys, opening));
  }

  async append(changes: readonly CaseChange[]): Promise<'appended' | 'conflict'> {
    try {
      await this.database.commits.run(async (transaction) => {
        for (const change of changes) await appendToCase(transaction, this.keys, change);
      });
      return 'appended';
    } catch (error) {
      if (error instanceof MovedOn) return 'conflict';
      throw error;
    }
  }

  async load(id: string): Promise<CaseFile | undefined> {
    const { queries } = this.database;
    const row = await queries.selectFrom('case_files').selectAll().where('id', '=', id).executeTakeFirst();
    const dataKey = row && row.erased_on === null ? await dataKeyOf(queries, this.ring, id) : undefined;
    if (!row || !dataKey) return undefined;
    const rows = await queries
      .selectFrom('case_events')
      .selectAll()
      .where('case_id', '=', id)
      .orderBy('seq')
      .execute();
    const events = rows.flatMap((event) => unsealEvent(dataKey, event) ?? []);
    return caseFileOf(id, row.code, events);
  }

  async idOf(code: string): Promise<string | undefined> {
    const row = await this.database.queries
      .selectFrom('case_files')
      .select('id')
      .where('code', '=', code)
      .executeTakeFirst();
    return row?.id;
  }

  async list(filter: CaseFilter, reader: Actor): Promise<readonly CaseSummary[]> {
    const found = matching(this.database.queries, this.ring, filter, reader)
      .leftJoin('case_keys as key', 'key.case_id', 'file.id')
      .leftJoin('case_events as event', (join) =>
        join.onRef('event.case_id', '=', 'file.id').on('event.seq', '=', 1),
      )
      .selectAll('file')
      .select(['key.wrapped', 'key.wrapped_by', 'event.body', 'event.type', 'event.at'])
      .limit(filter.limit ?? listLimit)
      .offset(filter.offset ?? 0);
    const ordered =
      filter.order === 'due'
        ? found.orderBy(sql`file.due_on is null`).orderBy('file.due_on')
        : found.orderBy('file.opened_at', 'desc');
    const rows = await ordered.orderBy('file.code').execute();
    return rows.map(({ wrapped, wrapped_by, body, type, at, ...file }) => {
      if (wrapped === null || wrapped_by === null || type === null || at === null)
        return summary(file, undefined);
      const dataKey = unwrapKey(this.ring, { wrapped, wrappedBy: wrapped_by }, file.id);
      return summary(file, unsealEvent(dataKey, { case_id: file.id, seq: 1, type, at, body }));
    });
  }

  async count(filter: CaseFilter, reader: Actor): Promise<number> {
    const row = await matching(this.database.queries, this.ring, filter, reader)
      .select((eb) => eb.fn.countAll<number>().as('count'))
      .executeTakeFirstOrThrow();
    return row.count;
  }

  async idsOfAccount(account: AccountName): Promise<readonly string[]> {
    return this.linked('account', accountIndex(this.ring, account));
  }

  async idsOfPhone(phone: string): Promise<readonly string[]> {
    return this.linked('phone', phoneIndex(this.ring, phone));
  }

  async accountOf(id: string): Promise<Account | undefined> {
    const { queries } = this.database;
    const row = await queries
      .selectFrom('case_files')
      .select('account')
      .where('id', '=', id)
      .executeTakeFirst();
    const dataKey = row?.account ? await dataKeyOf(queries, this.ring, id) : undefined;
    return row?.account && dataKey ? unsealAccount(dataKey, id, row.account) : undefined;
  }

  async forgetAccount(account: AccountName): Promise<void> {
    const ids = await this.idsOfAccount(account);
    if (ids.length === 0) return;
    await this.database.commits.run(async (transaction) => {
      await transaction.updateTable('case_files').set({ account: null }).where('id', 'in', ids).execute();
      await transaction
        .deleteFrom('case_links')
        .where('purpose', '=', 'account')
        .where('case_id', 'in', ids)
        .execute();
    });
  }

  async attachments(id: string): Promise<readonly AttachmentInfo[]> {
    const { queries } = this.database;
    const dataKey = await dataKeyOf(queries, this.ring, id);
    if (!dataKey) return [];
    const rows = await queries
      .selectFrom('case_attachments')
      .select(['id', 'case_id', 'size', 'meta'])
      .where('case_id', '=', id)
      .orderBy('seq')
      .orderBy('id')
      .execute();
    return rows.flatMap((row) => unsealInfo(dataKey, row) ?? []);
  }

  async attachment(id: string, attachmentId: string): Promise<CaseAttachment | undefined> {
    const { queries } = this.database;
    const row = await queries
      .selectFrom('case_attachments')
      .selectAll()
      .where('id', '=', attachmentId)
      .where('case_id', '=', id)
      .executeTakeFirst();
    const dataKey = row && (await dataKeyOf(queries, this.ring, id));
    if (!row || !dataKey) return undefined;
    const [info, bytes] = [unsealInfo(dataKey, row), unsealContent(dataKey, row)];
    return info && bytes && { id: info.id, name: info.name, mediaType: info.mediaType, bytes };
  }

  async setDue(id: string, version: number, due: Due): Promise<void> {
    await this.database.commits.run((transaction) =>
      transaction
        .updateTable('case_files')
        .set(dueColumns(due))
        .where('id', '=', id)
        .where('version', '=', version)
        .execute(),
    );
  }

  async erase(id: string, on: Day): Promise<boolean> {
    return this.database.commits.run((transaction) => eraseCase(transaction, id, on));
  }

  async scrub(): Promise<void> {
    const { dialect, queries } = this.database;
    if (dialect === 'sqlite') await sql.raw('pragma wal_checkpoint(truncate)').execute(queries);
    else await sql.raw('vacuum case_keys').execute(queries);
  }

  async offices(): Promise<readonly string[]> {
    const rows = await this.database.queries.selectFrom('case_files').select('office').distinct().execute();
    return rows.map(({ office }) => office).sort();
  }

  async forgetSubmissions(before: Date): Promise<number> {
    const { numDeletedRows } = await this.database.commits.run((transaction) =>
      transaction
        .deleteFrom('case_submissions')
        .where('at', '<', before.toISOString())
        .executeTakeFirstOrThrow(),
    );
    return Number(numDeletedRows);
  }

  async endedBy(office: string, kind: CaseKind, day: Day, limit: number): Promise<readonly string[]> {
    const rows = await this.database.queries
      .selectFrom('case_files')
      .select('id')
      .where('office', '=', office)
      .where('kind', '=', kind)
      .where('ended_on', '<=', day)
      .where('erased_on', 'is', null)
      .orderBy('ended_on')
      .limit(limit)
      .execute();
    return rows.map(({ id }) => id);
  }

  private async linked(purpose: string, value: string): Promise<readonly string[]> {
    const rows = await this.database.queries
      .selectFrom('case_links as link')
      .innerJoin('case_files as file', 'file.id', 'link.case_id')
      .select('file.id')
      .where('link.purpose', '=', purpose)
      .where('link.value', '=', value)
      .orderBy('file.opened_at', 'desc')
      .orderBy('file.code', 'desc')
      .execute();
    return rows.map(({ id }) => id);
  }
}
