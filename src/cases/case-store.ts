import type { Notice } from '../notices/notice.ts';
import type { SealedIdentityRow } from '../storage/case-tables.ts';
import type { Actor, CaseEvent, EventBody, RecordedActor } from './case-event.ts';
import type { CaseFile, Stage } from './case-file.ts';
import type { Day } from './calendar-day.ts';
import type { Account, CaseKind, NewAttachment } from './submission.ts';

/** Tệp đính kèm with the id under which the events name it. */
export interface CaseAttachment extends NewAttachment {
  readonly id: string;
}

/** Tên và loại tệp, without its bytes. */
export interface AttachmentInfo {
  readonly id: string;
  readonly name: string;
  readonly mediaType: string;
  readonly size: number;
}

/** What the list shows as the next due date. */
export interface Due {
  readonly on: Day | undefined;
  readonly clock: string | undefined;
  readonly paused: boolean;
}

/** Hồ sơ mới. The code is given by the store, within the commit. */
export interface OpeningCase {
  readonly id: string;
  /** "PAKN.20261121". */
  readonly series: string;
  readonly at: Date;
  readonly by: RecordedActor;
  readonly body: Extract<EventBody, { readonly type: 'received' | 'guided' }>;
  /** The citizen's secret: only its keyed hash is kept. */
  readonly secret?: string | undefined;
  readonly account?: Account | undefined;
  /** The same key again is the same case again, however often it is sent. */
  readonly submissionKey?: string | undefined;
  readonly attachments: readonly CaseAttachment[];
  /** Danh tính người tố cáo, sealed already. */
  readonly identity?: SealedIdentityRow | undefined;
  readonly due: Due;
  readonly notices: (code: string) => readonly Notice[];
}

export interface OpenedCase {
  readonly id: string;
  readonly code: string;
  /** The case was there already; its secret is now the one given. */
  readonly repeated: boolean;
}

/** New events of one case, what the case is after them, and what is told about them. */
export interface CaseChange {
  readonly file: CaseFile;
  readonly events: readonly CaseEvent[];
  readonly due: Due;
  readonly attachments: readonly CaseAttachment[];
  readonly notices: readonly Notice[];
}

/** One line of a list. Erased cases keep only what is not personal. */
export interface CaseSummary {
  readonly id: string;
  readonly code: string;
  readonly kind: CaseKind;
  readonly office: string;
  readonly channel: string;
  readonly stage: Stage;
  readonly unit: string | undefined;
  readonly officerId: string | undefined;
  readonly version: number;
  readonly openedAt: Date;
  readonly updatedAt: Date;
  readonly receivedOn: Day;
  readonly endedOn: Day | undefined;
  readonly dueOn: Day | undefined;
  readonly dueClock: string | undefined;
  readonly paused: boolean;
  readonly lodged: boolean;
  readonly mergedInto: string | undefined;
  readonly erasedOn: Day | undefined;
  /** Tóm tắt: the subject, or the beginning of the content. Empty when erased. */
  readonly subject: string;
  readonly place: string | undefined;
}

/** Which cases a list shows. Filters join with "and"; an unset one leaves everything. */
export interface CaseFilter {
  readonly office?: string | undefined;
  readonly kinds?: readonly CaseKind[] | undefined;
  readonly stages?: readonly Stage[] | undefined;
  readonly unit?: string | undefined;
  readonly officerId?: string | undefined;
  /** Chưa giao. */
  readonly unassigned?: boolean | undefined;
  /** Due on this day or earlier; overdue when it is yesterday. */
  readonly dueBy?: Day | undefined;
  readonly receivedFrom?: Day | undefined;
  readonly receivedTo?: Day | undefined;
  /** Received at this instant or later, and at this instant or earlier. */
  readonly openedFrom?: Date | undefined;
  readonly openedTo?: Date | undefined;
  /** Words in any spelling, with or without marks; or a case code. */
  readonly words?: string | undefined;
  readonly order?: 'due' | 'newest' | undefined;
  readonly limit?: number | undefined;
  readonly offset?: number | undefined;
}

/** Kho hồ sơ. Whatever resolved is durable. */
export interface CaseStore {
  open(opening: OpeningCase): Promise<OpenedCase>;
  /** All changes or none: "conflict" when one of the cases has moved on since it was read, or is erased. */
  append(changes: readonly CaseChange[]): Promise<'appended' | 'conflict'>;
  /** Undefined when there is no such case, or it was erased. */
  load(id: string): Promise<CaseFile | undefined>;
  idOf(code: string): Promise<string | undefined>;
  /** Only cases that the actor may read. */
  list(filter: CaseFilter, reader: Actor): Promise<readonly CaseSummary[]>;
  count(filter: CaseFilter, reader: Actor): Promise<number>;
  /** The newest first. */
  idsOfAccount(account: Pick<Account, 'channel' | 'userId'>): Promise<readonly string[]>;
  idsOfPhone(phone: string): Promise<readonly string[]>;
  /** Where the citizen is told; undefined for an anonymous or sealed case. */
  accountOf(id: string): Promise<Account | undefined>;
  /** The cases stay; which account they came from is not known any more, so that nothing is told there. */
  forgetAccount(account: Pick<Account, 'channel' | 'userId'>): Promise<void>;
  attachments(id: string): Promise<readonly AttachmentInfo[]>;
  attachment(id: string, attachmentId: string): Promise<CaseAttachment | undefined>;
  /** Writes only the due date anew: after the calendar or the limits changed. */
  setDue(id: string, version: number, due: Due): Promise<void>;
  /** Destroys the key and everything personal; kind, stage and dates stay for statistics. */
  erase(id: string, on: Day): Promise<boolean>;
  /**
   * Overwrites what erased rows left in the database's log. On PostgreSQL old row versions and the server's
   * log stay for a while; they are unreadable for good after the next rotation of the keys.
   */
  scrub(): Promise<void>;
  /** Offices that have cases. */
  offices(): Promise<readonly string[]>;
  /** Cases of that office and kind that ended on or before the day and are not erased. */
  endedBy(office: string, kind: CaseKind, day: Day, limit: number): Promise<readonly string[]>;
  /** Forgets which submissions came before then: they will not be sent again. Resolves to how many. */
  forgetSubmissions(before: Date): Promise<number>;
}
