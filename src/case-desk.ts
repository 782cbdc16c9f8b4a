import type { CaseDesk, CaseTracker, ConfirmedForm, SentFile, TrackedCase } from '../dialogs/ports.ts';
import { caseCodesIn } from './cases/case-code.ts';
import type { CaseProgress } from './cases/case-progress.ts';
import { readSecret } from './cases/case-secret.ts';
import type { IncomingCase, Reception } from './cases/reception.ts';
import type { Rules } from './cases/rules.ts';
import type { NewAttachment } from './cases/submission.ts';

export interface CaseDeskParts {
  readonly reception: Reception;
  readonly rules: Rules;
  readonly now: () => Date;
  readonly trackUrl: string | undefined;
  /** Mã QR of an address; unset while people cannot reach it from their phones. */
  readonly qrCode?: ((address: string) => Promise<string>) | undefined;
  /** The bytes behind a file that a person sent; undefined when the channel has them no more. */
  readonly readFile: (file: SentFile) => Promise<Uint8Array | undefined>;
  /** The officer whose name these words hold: a denunciation is kept from the one it is about. */
  readonly officerNamed: (words: string) => Promise<string | undefined>;
  readonly denunciations: 'guide' | 'sealed';
  /** The office's own chat page. */
  readonly chatPage: string;
  /** Lịch và nơi tiếp công dân, where the office has said it. */
  readonly citizenReception: (office: string | undefined) => string | undefined;
  /** Mẫu đơn: a link to it, where one is served. */
  readonly petitionForm: (
    kind: 'complaint' | 'denunciation',
    office: string | undefined,
  ) => string | undefined;
}

/**
 * Channels that nobody but the office carries. What is written on Zalo or Teams their operators read too, so that
 * a denunciation is not taken there.
 */
const ownChannels: readonly string[] = ['directline', 'terminal'];

/** An office that the person's words did not name. */
const anyOffice = 'chung';

/** Joins the forms and the look-up of the dialogs to the reception. */
export function createCaseDesk(parts: CaseDeskParts): CaseDesk & CaseTracker {
  const { reception, rules, now, trackUrl, readFile } = parts;
  const read = async (files: readonly SentFile[]): Promise<NewAttachment[]> => {
    const all = await Promise.all(files.map((file) => attachmentOf(file, readFile)));
    return all.flatMap((file) => file ?? []);
  };
  return {
    trackUrl,
    citizenReception: parts.citizenReception,
    petitionForm: parts.petitionForm,
    async send(form) {
      const kept = await read(form.files);
      const officerId = form.accused && (await parts.officerNamed(form.accused));
      const receipt = await reception.receive(incoming(form, kept, officerId, now()), now());
      const qrCode = receipt.trackUrl && parts.qrCode && (await parts.qrCode(receipt.trackUrl));
      return { ...receipt, qrCode, filesLost: form.files.length - kept.length };
    },
    similarTo: (account, kind, content) => reception.similarTo(account, kind, content, now()),
    recordGuidance: (office, channel) => reception.recordGuidance(office ?? anyOffice, channel, now()),
    sealedHere: (channel) => parts.denunciations === 'sealed' && ownChannels.includes(channel),
    sealedPage: parts.denunciations === 'sealed' ? parts.chatPage : undefined,
    keptMonths: (kind, office) => rules.office(office).retention[kind].months,
    complaintLimit(knownOn) {
      const last = reception.lastDayToComplain(knownOn, now());
      return last && { lastOn: last.on, isOver: last.isPast, article: last.article, verify: last.verify };
    },
    read: credentialsIn,
    async progressOf(code, secret, { channel, userId }) {
      const sender = { key: `${channel}/${userId}` };
      const found = await reception.progressOf({ code, secret, sender }, now());
      return found && tracked(found);
    },
    async ownCase(code, account) {
      const found = await reception.progressOf({ code, account }, now());
      return found && tracked(found);
    },
    async act(code, account, move) {
      const files = move.type === 'supplied' ? await read(move.files) : [];
      const body =
        move.type === 'supplied' ? { type: move.type, text: move.text, attachments: [] } : { ...move };
      const { progress } = await reception.act({ code, account }, body, now(), files);
      return progress && tracked(progress);
    },
    async casesOf(account) {
      const all = await reception.casesOf(account, now());
      return all.map(tracked);
    },
  };
}

/** "PAKN.20261121.0007 K7QF9-3MDXT-2P8WA" → both; a sentence around them does no harm. */
export function credentialsIn(text: string): { readonly code?: string; readonly secret?: string } {
  const [code] = caseCodesIn(text);
  const words = text.replace(/\b(?:PAHT|PAKN|KN|HS)[.\-_/ ]?\d{8}[.\-_/ ]?\d{4,6}\b/giu, ' ');
  const grouped = /(?<![\p{L}\d])[a-z\d]{5}[-–— ]?[a-z\d]{5}[-–— ]?[a-z\d]{5}(?![\p{L}\d])/giu;
  const candidates = [...words.matchAll(grouped)].map(([found]) => found);
  // A slip of the finger is still an attempt, when it is written as the receipt writes it.
  const secret =
    candidates.find((found) => readSecret(found)) ?? candidates.find((found) => /[-–—]/u.test(found));
  return { ...(code && { code }), ...(secret && { secret }) };
}

function incoming(
  form: ConfirmedForm,
  files: readonly NewAttachment[],
  officerId: string | undefined,
  at: Date,
): IncomingCase {
  const { kind, office, account, submissionKey, content, place, location, contested, consent } = form;
  const { accused, identity } = form;
  const { name, phone, email } = form;
  const contact = (name ?? phone ?? email) === undefined ? undefined : { name, phone, email };
  return {
    kind,
    office,
    channel: account.channel,
    account,
    submissionKey,
    files,
    identity,
    submission: {
      content,
      ...(accused !== undefined && { accused: { name: accused, officerId } }),
      place,
      location,
      contact,
      contested,
      consent: { at: at.toISOString(), ...consent },
    },
  };
}

async function attachmentOf(
  file: SentFile,
  readFile: CaseDeskParts['readFile'],
): Promise<NewAttachment | undefined> {
  const bytes = await readFile(file);
  return bytes && { name: file.name, mediaType: file.mediaType, bytes };
}

/** The part of a case's progress that a message tells. */
function tracked(progress: CaseProgress): TrackedCase {
  const { code, kindName, stageName, receivedOn, unit, due, legalDue, isOverdue, isPaused } = progress;
  const { timeline, asked, answer, canSupply, canWithdraw, canReopen } = progress;
  return {
    code,
    kindName,
    stageName,
    receivedOn,
    unit,
    due,
    legalDue,
    isOverdue,
    isPaused,
    timeline,
    asked,
    answer,
    canSupply,
    canWithdraw,
    canReopen,
  };
}
