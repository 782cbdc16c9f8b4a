import type { AuditLog } from '../storage/audit-log.ts';
import type { CaseEvent } from './case-event.ts';
import { openStages, type CaseFile } from './case-file.ts';
import type { AttachmentInfo, CaseStore } from './case-store.ts';
import { dayOf, type Day } from './calendar-day.ts';
import type { Rules } from './rules.ts';
import type { Account, Submission } from './submission.ts';

/** Quyền của chủ thể dữ liệu: see, take along and have erased what the cases hold of oneself. */

/** Dữ liệu của một người: only what they sent and what they were told. */
export interface PersonalExport {
  readonly exportedOn: Day;
  readonly cases: readonly {
    readonly code: string;
    readonly kind: string;
    readonly stage: string;
    readonly receivedOn: Day;
    readonly submission: Submission;
    readonly supplied: readonly { readonly on: Day; readonly text: string }[];
    readonly answer: { readonly on: Day; readonly text: string } | undefined;
    readonly files: readonly AttachmentInfo[];
  }[];
}

/** What became of one case: archive — đơn đã tiếp nhận, giữ theo quy định lưu trữ; open — đang xử lý. */
export interface ErasureOutcome {
  readonly code: string;
  readonly outcome: 'erased' | 'kept-open' | 'kept-archive';
}

export interface DataSubjectParts {
  readonly store: CaseStore;
  readonly rules: Rules;
  readonly audit: Pick<AuditLog, 'append'>;
}

/** Chủ thể dữ liệu: by the account they write from, the telephone number they left, or one case without either. */
export type DataSubject = AccountName | { readonly phone: string } | { readonly caseId: string };

type AccountName = Pick<Account, 'channel' | 'userId'>;

export async function exportPerson(
  { store, audit }: DataSubjectParts,
  subject: DataSubject,
  now: Date,
): Promise<PersonalExport> {
  const files = await filesOf(store, subject);
  const cases = await Promise.all(
    files.map(async (file) => ({
      code: file.code,
      kind: file.kind,
      stage: file.stage,
      receivedOn: file.receivedOn,
      submission: ownWords(file.submission),
      supplied: file.events.flatMap(suppliedText),
      answer: file.reply && { on: file.reply.on, text: file.reply.text },
      files: await store.attachments(file.id),
    })),
  );
  const codes = cases.map(({ code }) => code);
  await audit.append(
    { actor: 'citizen', action: 'person/export', subject: 'cases', details: { codes } },
    now,
  );
  return { exportedOn: dayOf(now), cases };
}

/**
 * Erases the cases of this person. A case that is still being dealt with has to be withdrawn first, and a
 * signed petition is kept as long as the archives rules say.
 */
export async function erasePerson(
  { store, rules, audit }: DataSubjectParts,
  subject: DataSubject,
  now: Date,
): Promise<readonly ErasureOutcome[]> {
  const outcomes: ErasureOutcome[] = [];
  for (const file of await filesOf(store, subject)) {
    const { archive } = rules.office(file.office).retention[file.kind];
    const kept = openStages.includes(file.stage)
      ? 'kept-open'
      : archive && file.lodgedOn
        ? 'kept-archive'
        : undefined;
    if (!kept) await store.erase(file.id, dayOf(now));
    outcomes.push({ code: file.code, outcome: kept ?? 'erased' });
  }
  if (outcomes.some(({ outcome }) => outcome === 'erased')) await store.scrub();
  await audit.append(
    { actor: 'citizen', action: 'person/erase', subject: 'cases', details: { outcomes } },
    now,
  );
  return outcomes;
}

async function filesOf(store: CaseStore, subject: DataSubject): Promise<CaseFile[]> {
  const ids =
    'caseId' in subject
      ? [subject.caseId]
      : 'phone' in subject
        ? await store.idsOfPhone(subject.phone)
        : await store.idsOfAccount(subject);
  const files = await Promise.all(ids.map((id) => store.load(id)));
  return files.flatMap((file) => file ?? []);
}

/** Suggested units are the office's own notes, not the person's. */
function ownWords({ suggestedUnits: _units, ...sent }: Submission): Submission {
  return sent;
}

function suppliedText({ at, by, body }: CaseEvent): { readonly on: Day; readonly text: string }[] {
  return body.type === 'supplied' && by.is === 'citizen'
    ? [{ on: dayOf(new Date(at)), text: body.text }]
    : [];
}
