import type { Recipient } from '../channels/channel.ts';
import type { Notice } from '../notices/notice.ts';
import type { CaseEvent } from './case-event.ts';
import type { CaseFile } from './case-file.ts';
import { printDay, type Day } from './calendar-day.ts';
import type { CaseMessages } from './messages.ts';
import type { Account } from './submission.ts';

/**
 * Thư điện tử: the channel's user is the case or the office, never an address. Whoever sends the mail asks
 * for the address when it goes out, so that none stands in the outbox.
 */
export const citizenMail = 'case-mail';
export const officeMail = 'office-mail';

export interface NoticeContext {
  readonly say: CaseMessages;
  /** Where the citizen wrote from; undefined for anonymous and sealed cases. */
  readonly account: Account | undefined;
  /** "https://…/tra-cuu", when the service has a public address. */
  readonly trackUrl: string | undefined;
  /** Whether somebody reads the office's mail notices. */
  readonly tellsOffice: boolean;
  /** False where no mail goes out: nothing is then kept for who left only an address. */
  readonly sendsMail?: boolean | undefined;
  readonly dueOn: Day | undefined;
}

/** Who is told what about this event. Texts are safe on a lock screen. Pure. */
export function noticesOf(file: CaseFile, event: CaseEvent, context: NoticeContext): Notice[] {
  return [...toCitizen(file, event, context), ...toOffice(file, event, context)];
}

/**
 * Only who agreed to messages gets them. A denouncer is told nothing: a message to them would say who they
 * are. They look with code and secret.
 */
function toCitizen(file: CaseFile, event: CaseEvent, context: NoticeContext): Notice[] {
  const { say, account, trackUrl } = context;
  const what = changeSeen(event, say);
  const wants = file.submission.consent?.messages === true;
  if (file.kind === 'denunciation' || what === undefined || !wants) return [];
  const recipient = account ?? (context.sendsMail === false ? undefined : mailOf(file));
  if (!recipient) return [];
  const text = [say.notices.changed(file.code, what), ...(trackUrl ? [lookUpOf(trackUrl, file)] : [])].join(
    '\n',
  );
  const choices = account ? [say.notices.showCase(file.code)] : [];
  return [{ id: noticeId(file, event, 'citizen'), recipient, message: { text, choices } }];
}

/** The look-up with the code filled in; the secret stands in no address. */
export function lookUpOf(trackUrl: string, { code }: { readonly code: string }): string {
  return `${trackUrl}?ma=${code}`;
}

function changeSeen({ by, body }: CaseEvent, { notices }: CaseMessages): string | undefined {
  if (by.is === 'citizen') return undefined;
  if (body.type === 'asked') return notices.asked;
  if (body.type === 'answered') return notices.answered;
  return notices.whatHappened[body.type];
}

function mailOf({ id, submission }: CaseFile): Account | undefined {
  const hasMail = submission.contact?.email !== undefined;
  return hasMail ? { channel: citizenMail, userId: id, conversationId: id } : undefined;
}

function toOffice(file: CaseFile, event: CaseEvent, context: NoticeContext): Notice[] {
  const text = context.tellsOffice ? officeText(file, event, context) : undefined;
  if (text === undefined) return [];
  const recipient = officeRecipient(file);
  return [{ id: noticeId(file, event, 'office'), recipient, message: { text } }];
}

/** The unit that has the case, else the office. Who has a denunciation is nobody's to learn from a letter. */
export function officeRecipient({
  office,
  unit,
  kind,
}: Pick<CaseFile, 'office' | 'unit' | 'kind'>): Recipient {
  const whose = kind === 'denunciation' ? undefined : unit;
  return { channel: officeMail, userId: office, conversationId: whose ?? office };
}

function officeText(
  { code, kind }: CaseFile,
  { by, body }: CaseEvent,
  { say, dueOn }: NoticeContext,
): string | undefined {
  const due = dueOn && printDay(dueOn);
  const { office } = say;
  if (body.type === 'received')
    return office.arrived(code, kind === 'denunciation' ? say.sealedKind : say.kinds[kind], due);
  if (body.type === 'assigned')
    return kind === 'denunciation' ? undefined : office.assigned(code, body.unit, due);
  if (by.is !== 'citizen') return undefined;
  if (body.type === 'supplied') return office.fromCitizen(code, office.supplied);
  if (body.type === 'withdrawn') return office.fromCitizen(code, office.withdrawn);
  return body.type === 'reopened' ? office.fromCitizen(code, office.reopened) : undefined;
}

/** The erasure of a case finds its notices by the beginning of this. */
function noticeId({ code }: CaseFile, { seq }: CaseEvent, whom: 'citizen' | 'office'): string {
  return `case/${code}/${seq}/${whom}`;
}
