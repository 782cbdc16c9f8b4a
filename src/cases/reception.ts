import { ServiceError } from '../errors.ts';
import { caseFileOf } from './case-file.ts';
import { codeSeries } from './case-code.ts';
import { lookUpOf } from './case-notices.ts';
import type { CaseDoor, Sender } from './case-door.ts';
import { recorded, type CaseEvent, type EventBody, type Officer } from './case-event.ts';
import { newSecret, printSecret } from './case-secret.ts';
import type { AttachmentInfo, CaseAttachment, OpeningCase } from './case-store.ts';
import { dayOf, daysBetween, type Day } from './calendar-day.ts';
import { answerDocuments, dueDates, progressOf, type CaseProgress, type DueDate } from './case-progress.ts';
import { dueOf, makeMove, namedFiles, allNotices, type CaseParts, type MoveRefusal } from './case-work.ts';
import type { KeyRing } from './personal-data.ts';
import { complaintFields, type PetitionFields } from './petition-form.ts';
import { sealIdentity, type Identity } from './sealed-identity.ts';
import { likeness } from './search-words.ts';
import type { Account, CaseKind, NewAttachment, Submission } from './submission.ts';
import { clockFrom, clocksOf } from './time-limits.ts';

/** Điều người dân gửi, complete and confirmed. */
export interface IncomingCase {
  readonly kind: CaseKind;
  readonly office: string;
  readonly channel: string;
  readonly submission: Submission;
  readonly files?: readonly NewAttachment[] | undefined;
  /** Where the person writes from. Never kept for a denunciation. */
  readonly account?: Account | undefined;
  /** Danh tính người tố cáo, only where denunciations are sealed. Goes nowhere but under its own seal. */
  readonly identity?: Identity | undefined;
  /** Văn thư nhận thay: who took it in at the counter or on the telephone. */
  readonly takenBy?: Officer | undefined;
  /** The same key again is the same case. Made at random: one made of the account would tie a denunciation to it. */
  readonly submissionKey?: string | undefined;
}

/** Biên nhận, made only after the case is on disk. The secret is shown once and kept nowhere. */
export interface Receipt {
  readonly caseId: string;
  readonly code: string;
  /** "K7QF9-3MDXT-2P8WA". */
  readonly secret: string;
  readonly kindName: string;
  readonly receivingUnit: string;
  readonly due: DueDate | undefined;
  readonly legalDue: DueDate | undefined;
  /** The look-up with the code filled in; the secret stands in no address. */
  readonly trackUrl: string | undefined;
  /** The case was there already; the secret is a new one and the old one no longer opens it. */
  readonly repeated: boolean;
}

/** How a person shows that a case is theirs: with code and secret, or by the account it was sent from. */
export type Access =
  | { readonly code: string; readonly secret: string; readonly sender: Sender }
  | { readonly code: string; readonly account: Pick<Account, 'channel' | 'userId'> };

/** A form for that office, as far as it is filled in. */
export interface FilledPetition {
  readonly office: string;
  readonly fields: Omit<PetitionFields, 'to'>;
}

/** What a person may do to the own case. */
export type CitizenMove = Extract<EventBody, { readonly type: 'withdrawn' | 'reopened' | 'supplied' }>;
export type CitizenResult =
  | { readonly progress: CaseProgress; readonly refusal?: undefined }
  | { readonly refusal: MoveRefusal; readonly progress?: undefined };

export interface ReceptionParts extends CaseParts {
  readonly door: CaseDoor;
  /** guide: chỉ hướng dẫn, không nhận tố cáo · sealed: nhận, niêm phong danh tính. */
  readonly denunciations: 'guide' | 'sealed';
  /** Needed where denunciations are sealed. */
  readonly identityKeys?: KeyRing | undefined;
}

/** Ngày cuối khiếu nại. */
export interface LastDayToComplain {
  /** The day to tell people: the count itself, safe whatever the days off. */
  readonly on: Day;
  /** The same, or the next working day when that one is off. */
  readonly legallyOn: Day;
  /** Until `on`; negative when it is past. */
  readonly daysLeft: number;
  readonly isPast: boolean;
  readonly article: string;
  readonly verify: string | undefined;
}

const duplicateDays = 7;
const duplicateLikeness = 0.6;

/** Bộ phận tiếp nhận: what a person can do, whatever channel they come by. */
export class Reception {
  constructor(private readonly parts: ReceptionParts) {}

  /** Takes the case in. Resolves when it is durable; rejects when nothing was kept. */
  async receive(incoming: IncomingCase, now: Date): Promise<Receipt> {
    const { kind } = incoming;
    const secret = newSecret();
    const opening = this.opening(incoming, secret, now);
    const { id, code, repeated } = await this.parts.store.open(opening);
    const file = repeated ? await this.parts.store.load(id) : preview(opening, code);
    const office = this.parts.rules.office(incoming.office);
    const clocks = file ? clocksOf(file, office.limits, this.parts.rules.calendar, now) : [];
    return {
      caseId: id,
      code,
      secret: printSecret(secret),
      kindName: kind === 'denunciation' ? this.parts.say.sealedKind : this.parts.say.kinds[kind],
      receivingUnit: office.receivingUnit,
      ...dueDates(clocks),
      trackUrl: this.parts.trackUrl && lookUpOf(this.parts.trackUrl, { code }),
      repeated,
    };
  }

  /** Records that someone was told how to denounce: no words, no account, no way back to the person. */
  async recordGuidance(office: string, channel: string, now: Date): Promise<void> {
    await this.parts.store.open({
      id: this.parts.newId(),
      series: codeSeries('denunciation', dayOf(now)),
      at: now,
      by: { is: 'system' },
      body: { type: 'guided', kind: 'denunciation', office, channel },
      attachments: [],
      due: { on: undefined, clock: undefined, paused: false },
      notices: () => [],
    });
  }

  /** Undefined when code and secret do not fit, or too many guesses were wrong; callers must not say which. */
  async progressOf(access: Access, now: Date): Promise<CaseProgress | undefined> {
    const id = await this.enter(access, now);
    return id === undefined ? undefined : this.progress(id, now);
  }

  /** The cases sent from this account, the newest first. */
  async casesOf(account: Pick<Account, 'channel' | 'userId'>, now: Date): Promise<CaseProgress[]> {
    const ids = await this.parts.store.idsOfAccount(account);
    const all = await Promise.all(ids.map((id) => this.progress(id, now)));
    return all.flatMap((one) => one ?? []);
  }

  /** The own open case of the last days that says nearly the same; undefined when there is none. */
  async similarTo(
    account: Pick<Account, 'channel' | 'userId'>,
    kind: CaseKind,
    content: string,
    now: Date,
  ): Promise<CaseProgress | undefined> {
    for (const id of await this.parts.store.idsOfAccount(account)) {
      const file = await this.parts.store.load(id);
      if (!file || file.kind !== kind || file.endedOn !== undefined) continue;
      if (daysBetween(file.receivedOn, dayOf(now)) > duplicateDays) continue;
      if (likeness(file.submission.content, content) >= duplicateLikeness) return this.progress(id, now);
    }
    return undefined;
  }

  /** Adds, withdraws or reopens. "no-such-case" stands for a wrong secret too. */
  async act(
    access: Access,
    move: CitizenMove,
    now: Date,
    files: readonly NewAttachment[] = [],
  ): Promise<CitizenResult> {
    const id = await this.enter(access, now);
    if (id === undefined) return { refusal: 'no-such-case' };
    const { refusal } = await makeMove(this.parts, id, move, { is: 'citizen' }, { now, files });
    if (refusal) return { refusal };
    const progress = await this.progress(id, now);
    return progress ? { progress } : { refusal: 'no-such-case' };
  }

  /** A document of the answer; undefined for every other file, and when the access does not fit. */
  async document(access: Access, attachmentId: string, now: Date): Promise<CaseAttachment | undefined> {
    const id = await this.enter(access, now);
    const file = id === undefined ? undefined : await this.parts.store.load(id);
    if (!file || !answerDocuments(file).has(attachmentId)) return undefined;
    return this.parts.store.attachment(file.id, attachmentId);
  }

  /** Đơn khiếu nại with what the person told already; undefined when it is not theirs, or no longer wanted. */
  async petition(access: Access, now: Date): Promise<FilledPetition | undefined> {
    const id = await this.enter(access, now);
    const file = id === undefined ? undefined : await this.parts.store.load(id);
    if (!file || file.kind !== 'complaint' || file.lodgedOn !== undefined) return undefined;
    const names = (await this.parts.store.attachments(file.id)).map(({ name }) => name);
    return { office: file.office, fields: complaintFields(file, names) };
  }

  /** Until when a decision may be complained about, from the day it was received or known. */
  lastDayToComplain(knownOn: Day, now: Date): LastDayToComplain | undefined {
    const { law, calendar } = this.parts.rules;
    const rule = law.find(({ id }) => id === 'complaint.lodge');
    if (!rule) return undefined;
    const { nominalOn, dueOn, article, verify } = clockFrom(rule, knownOn, calendar);
    const daysLeft = daysBetween(dayOf(now), nominalOn);
    return { on: nominalOn, legallyOn: dueOn, daysLeft, isPast: dayOf(now) > dueOn, article, verify };
  }

  /** For whoever sends the mail: the address, when the person gave one and agreed to messages. */
  async mailAddressOf(caseId: string): Promise<string | undefined> {
    const file = await this.parts.store.load(caseId);
    const agreed = file?.kind !== 'denunciation' && file?.submission.consent?.messages === true;
    return agreed ? file.submission.contact?.email : undefined;
  }

  private opening(incoming: IncomingCase, secret: string, now: Date): OpeningCase {
    const { parts } = this;
    const { kind, office, channel } = incoming;
    const sealed = kind === 'denunciation';
    if (sealed && parts.denunciations !== 'sealed') {
      throw new ServiceError(
        'case/denunciations-not-taken',
        'Denunciations are not taken in by this service.',
        'Guide the person to the official channel; DENUNCIATIONS=sealed only where lawyers allow it.',
      );
    }
    const id = parts.newId();
    const files = namedFiles(parts, incoming.files ?? []);
    const account = sealed ? undefined : incoming.account;
    const body = {
      type: 'received' as const,
      kind,
      office,
      channel,
      submission: sealed ? withoutPerson(incoming) : incoming.submission,
      attachments: files.map((file) => file.id),
    };
    const opening: OpeningCase = {
      id,
      series: codeSeries(kind, dayOf(now)),
      at: now,
      by: recorded(incoming.takenBy ? { is: 'officer', ...incoming.takenBy } : { is: 'citizen' }),
      body,
      secret,
      account,
      submissionKey: incoming.submissionKey,
      attachments: files,
      identity: sealed ? this.sealed(id, incoming.identity) : undefined,
      due: { on: undefined, clock: undefined, paused: false },
      notices: (code) => {
        const file = preview(opening, code);
        return allNotices(parts, file, eventOf(opening), account, now);
      },
    };
    return { ...opening, due: dueOf(parts, preview(opening, ''), now) };
  }

  private sealed(caseId: string, identity: Identity | undefined) {
    const { identityKeys } = this.parts;
    return identity && identityKeys && sealIdentity(identityKeys, caseId, identity);
  }

  private async enter(access: Access, now: Date): Promise<string | undefined> {
    if ('secret' in access) return this.parts.door.open(access.code, access.secret, access.sender, now);
    const [id, own] = await Promise.all([
      this.parts.store.idOf(access.code),
      this.parts.store.idsOfAccount(access.account),
    ]);
    return id !== undefined && own.includes(id) ? id : undefined;
  }

  private async progress(id: string, now: Date): Promise<CaseProgress | undefined> {
    const { store, rules, say } = this.parts;
    const file = await store.load(id);
    if (!file) return undefined;
    const attachments: readonly AttachmentInfo[] =
      answerDocuments(file).size > 0 ? await store.attachments(id) : [];
    const office = rules.office(file.office);
    return progressOf(file, { now, office, calendar: rules.calendar, say, attachments });
  }
}

/** A denunciation's content travels without its sender: who that is goes under its own seal or nowhere. */
function withoutPerson({ submission, identity }: IncomingCase): Submission {
  const { contact: _contact, location: _location, ...rest } = submission;
  return { ...rest, denouncer: identity ? 'sealed' : 'anonymous' };
}

function eventOf({ at, by, body }: OpeningCase): CaseEvent {
  return { seq: 1, at: at.toISOString(), by, body };
}

function preview(opening: OpeningCase, code: string) {
  const file = caseFileOf(opening.id, code, [eventOf(opening)]);
  if (!file) throw new ServiceError('case/bad-opening', 'This event does not open a case.');
  return file;
}
