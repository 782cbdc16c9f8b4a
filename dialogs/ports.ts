import type { AskMemory, Found, OfficeName } from '../knowledge/ask/finding.ts';

/** What the dialogs may ask of the plans. */
export interface PlanDesk {
  readonly offices: readonly OfficeName[];
  /** Deterministic; no text makes it fail. */
  ask(text: string, memory: AskMemory, today: string): Promise<Found>;
}

/** Loại vụ việc that a person can send. */
export type IntakeKind =
  | 'incident' // phản ánh hiện trường
  | 'proposal' // kiến nghị, phản ánh
  | 'complaint' // khiếu nại
  | 'denunciation' // tố cáo
  | 'suggestion' // góp ý
  | 'question'; // câu hỏi gửi cơ quan

/** Who writes, as the channel named them. */
export interface SenderAccount {
  readonly channel: string;
  readonly userId: string;
  readonly conversationId: string;
}

/** Tệp người dân gửi: where the channel keeps it. */
export interface SentFile {
  readonly name: string;
  readonly mediaType: string;
  readonly url: string;
}

/** Danh tính người tố cáo: goes nowhere but under its own seal. */
export interface SealedPerson {
  readonly name?: string | undefined;
  readonly address?: string | undefined;
  readonly phone?: string | undefined;
  readonly email?: string | undefined;
}

/** A form that the person has read over and confirmed. */
export interface ConfirmedForm {
  readonly kind: IntakeKind;
  readonly office: string;
  readonly content: string;
  readonly place?: string | undefined;
  readonly location?: { readonly latitude: number; readonly longitude: number } | undefined;
  readonly name?: string | undefined;
  readonly phone?: string | undefined;
  readonly email?: string | undefined;
  readonly contested?:
    | {
        readonly what: string;
        readonly number?: string | undefined;
        readonly knownOn?: string | undefined;
        readonly affectedDirectly?: boolean | undefined;
      }
    | undefined;
  /** Người bị tố cáo. */
  readonly accused?: string | undefined;
  /** Only of a denunciation, and only when the person gave it. */
  readonly identity?: SealedPerson | undefined;
  readonly files: readonly SentFile[];
  /** Mục đích đã báo, and whether messages about the case may be sent. */
  readonly consent: { readonly purpose: string; readonly messages: boolean };
  readonly account: SenderAccount;
  /** The same key again is the same case. */
  readonly submissionKey: string;
}

/** Ngày hẹn, with the article or promise it rests on. */
export interface DueDay {
  readonly on: string;
  readonly name: string;
  readonly article: string;
  readonly verify: string | undefined;
}

/** Biên nhận. The secret is shown once. */
export interface CaseReceipt {
  readonly code: string;
  readonly secret: string;
  readonly kindName: string;
  readonly receivingUnit: string;
  readonly due: DueDay | undefined;
  readonly legalDue: DueDay | undefined;
  /** With the code filled in, never the secret. */
  readonly trackUrl: string | undefined;
  /** The same address as a picture (data URI), where people see it from outside. */
  readonly qrCode?: string | undefined;
  readonly repeated: boolean;
  /** Files that could not be kept with the case: to be told, and sent again. */
  readonly filesLost: number;
}

/** Thời hiệu khiếu nại. */
export interface ComplaintLimit {
  readonly lastOn: string;
  readonly isOver: boolean;
  readonly article: string;
  readonly verify: string | undefined;
}

/** Bộ phận tiếp nhận, as the forms need it. */
export interface CaseDesk {
  /** Resolves only when the case is durable; rejects when nothing was kept. */
  send(form: ConfirmedForm): Promise<CaseReceipt>;
  /** The person's own recent case that says nearly the same. */
  similarTo(
    account: SenderAccount,
    kind: IntakeKind,
    content: string,
  ): Promise<{ readonly code: string; readonly receivedOn: string } | undefined>;
  /** Counts that someone was told how to denounce: nothing about who or what. */
  recordGuidance(office: string | undefined, channel: string): Promise<void>;
  /** Whether a denunciation may be told here: the office takes them under seal and nobody else carries the channel. */
  sealedHere(channel: string): boolean;
  /** Where it may be told under seal; undefined where the office only guides. */
  readonly sealedPage: string | undefined;
  keptMonths(kind: IntakeKind, office: string): number;
  /** The last day to complain about what became known on `knownOn`. */
  complaintLimit(knownOn: string): ComplaintLimit | undefined;
  /** "Thứ Năm hằng tuần, phòng 101…"; undefined where the office has not said it. */
  citizenReception(office: string | undefined): string | undefined;
  /** Mẫu đơn để in và ký: a link; undefined where none is offered. */
  petitionForm(kind: 'complaint' | 'denunciation', office: string | undefined): string | undefined;
}

/** Một thời hạn của luật, with why the number is still to be checked. */
export interface LegalTerm {
  readonly days: number;
  readonly article: string;
  readonly verify: string | undefined;
}

/** Quên lời đã nói: what the channels and the bot keep of a conversation, taken out again. */
export interface Forgets {
  /** From the message `since` on nothing of this conversation is to stay, even if it is never finished. */
  confide(account: SenderAccount, since: string): Promise<void>;
  /** Takes out what was said from the message `since` to the message `last`, with the files. */
  unsay(account: SenderAccount, since: string, last: string): Promise<void>;
  files(files: readonly SentFile[]): Promise<void>;
  /** Everything of this person that the law does not oblige the office to keep. */
  person(account: SenderAccount): Promise<readonly ForgottenCase[]>;
}

/** What became of a case whose sender asked for erasure. */
export interface ForgottenCase {
  readonly code: string;
  /** open — đang xử lý; archive — đơn đã tiếp nhận, giữ theo quy định lưu trữ. */
  readonly outcome: 'erased' | 'kept-open' | 'kept-archive';
}

/** What a person sees of the own case. */
export interface TrackedCase {
  readonly code: string;
  readonly kindName: string;
  readonly stageName: string;
  readonly receivedOn: string;
  readonly unit: string | undefined;
  readonly due: DueDay | undefined;
  readonly legalDue: DueDay | undefined;
  readonly isOverdue: boolean;
  readonly isPaused: boolean;
  readonly timeline: readonly { readonly on: string; readonly text: string }[];
  readonly asked: string | undefined;
  readonly canSupply: boolean;
  readonly canWithdraw: boolean;
  readonly canReopen: boolean;
  readonly answer:
    | { readonly text: string; readonly on: string; readonly documents: readonly { readonly name: string }[] }
    | undefined;
}

/** Việc người gửi làm với hồ sơ của mình: bổ sung, rút, đề nghị mở lại. */
export type OwnMove =
  | { readonly type: 'supplied'; readonly text: string; readonly files: readonly SentFile[] }
  | { readonly type: 'withdrawn' | 'reopened'; readonly reason: string };

/** Tra cứu hồ sơ. */
export interface CaseTracker {
  /** What a message says of a case: its code, its secret, both or neither. */
  read(text: string): { readonly code?: string; readonly secret?: string };
  /** Undefined when code and secret do not fit or too many guesses were wrong; callers must not say which. */
  progressOf(code: string, secret: string, account: SenderAccount): Promise<TrackedCase | undefined>;
  /** A case sent from this account; undefined for every other. */
  ownCase(code: string, account: SenderAccount): Promise<TrackedCase | undefined>;
  /** Undefined when the case is not from this account, or the move is not open to it any more. */
  act(code: string, account: SenderAccount, move: OwnMove): Promise<TrackedCase | undefined>;
  /** The newest first. */
  casesOf(account: SenderAccount): Promise<readonly TrackedCase[]>;
  /** Where cases can be looked up on the web, if anywhere. */
  readonly trackUrl: string | undefined;
}
