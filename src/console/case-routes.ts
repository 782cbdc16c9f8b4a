import type { CaseDesk, OpenFile } from '../cases/case-desk.ts';
import type { SuggestedUnit } from '../cases/submission.ts';
import type { WorkingCalendar } from '../cases/working-days.ts';
import type { NoticeRecord } from '../notices/notice.ts';
import type { OfficerStore } from '../storage/officer-store.ts';
import type { Html } from '../web/html.ts';
import { casePage } from './case-page.ts';
import { refusal } from './gate.ts';
import type { MoveAttempt } from './move-cards.ts';
import { isFormMove, moveForms } from './move-forms.ts';
import { caseRoles } from './roles.ts';
import { say } from './texts.ts';
import type { ConsoleRoute, OfficerVisit, Reply } from './visit.ts';

export interface CaseRouteParts {
  readonly desk: CaseDesk;
  readonly officers: OfficerStore;
  readonly calendar: WorkingCalendar;
  readonly officeName: (id: string) => string;
  /** Units that the plans of the office name, to choose from. */
  readonly unitsOf: (office: string) => readonly string[];
  /** Đơn vị gợi ý: whose duty in the plans fits what was written, with the quote. */
  readonly suggestUnits: (content: string, office: string) => Promise<readonly SuggestedUnit[]>;
  /** What became of one notice; undefined when there was none. */
  readonly notice: (id: string) => Promise<NoticeRecord | undefined>;
  /** Phần danh tính niêm phong of the page, where denunciations are taken in. */
  readonly identityCard?: ((open: OpenFile, visit: OfficerVisit) => Promise<Html | undefined>) | undefined;
}

/** One case: its page, its files, and every move of the table. The domain decides each again. */
export function caseRoutes(parts: CaseRouteParts): ConsoleRoute[] {
  const show = async (visit: OfficerVisit, attempt?: MoveAttempt, status = 200): Promise<Reply> => {
    const open = await parts.desk.open(visit.params['code'] ?? '', visit.officer, visit.now);
    return open ? pageOf(parts, open, visit, attempt, status) : refusal(404, say.refused.missing);
  };

  const move = async (visit: OfficerVisit): Promise<Reply> => {
    const { params, form, officer, now } = visit;
    const code = params['code'] ?? '';
    const name = params['move'] ?? '';
    // Who may not read a case learns nothing from trying to move it.
    const open = await parts.desk.open(code, officer, now);
    if (!open || !isFormMove(name)) return refusal(404, say.refused.missing);
    const failed = (problem: string, status: number) => show(visit, { move: name, problem, form }, status);
    const wanted = moveForms[name].read(form, open.file);
    if (!wanted) return failed(say.refusals.incomplete, 422);
    if ('officerId' in wanted && wanted.officerId && !(await parts.officers.find(wanted.officerId)))
      return failed(say.refusals.incomplete, 422);
    const version = Number(form.text('version')) || undefined;
    const result = await parts.desk.move(code, wanted, officer, { now, version, files: form.files });
    if (result.refusal)
      return failed(say.refusals[result.refusal], result.refusal === 'not-allowed' ? 403 : 409);
    return { to: `/console/ho-so/${code}?xong=${name}` };
  };

  return [
    { method: 'GET', path: '/console/ho-so/:code', for: caseRoles, answer: (visit) => show(visit) },
    {
      method: 'GET',
      path: '/console/ho-so/:code/tep/:file',
      for: caseRoles,
      answer: async ({ params, officer }) => {
        const file = await parts.desk.attachment(params['code'] ?? '', params['file'] ?? '', officer);
        return file ? { download: file } : refusal(404, say.refused.missing);
      },
    },
    { method: 'POST', path: '/console/ho-so/:code/viec/:move', for: caseRoles, answer: move },
  ];
}

async function pageOf(
  parts: CaseRouteParts,
  open: OpenFile,
  visit: OfficerVisit,
  attempt: MoveAttempt | undefined,
  status: number,
): Promise<Reply> {
  const { file } = open;
  const accounts = await parts.officers.list();
  const { content, suggestedUnits, accused } = file.submission;
  // A case is not given to those it is about.
  const suggestions = (suggestedUnits ?? (await parts.suggestUnits(content, file.office))).filter(
    ({ unit }) => unit !== accused?.unit,
  );
  const done = visit.query.get('xong') ?? '';
  const body = casePage({
    ...open,
    officers: accounts.filter((one) => !one.disabled && one.roles.some((role) => caseRoles.includes(role))),
    officersAll: accounts,
    token: visit.token,
    now: visit.now,
    calendar: parts.calendar,
    office: parts.officeName(file.office),
    told: await noticesOf(open, parts.notice),
    suggestions,
    units: [
      ...new Set([
        ...suggestions.map(({ unit }) => unit),
        ...accounts.flatMap(({ units }) => units),
        ...parts.unitsOf(file.office),
      ]),
    ],
    done: isFormMove(done) ? `Đã ghi: ${say.moves[done]}.` : undefined,
    attempt,
    identity: await parts.identityCard?.(open, visit),
  });
  return { title: file.code, body, status };
}

async function noticesOf(
  { file }: OpenFile,
  notice: CaseRouteParts['notice'],
): Promise<ReadonlyMap<number, NoticeRecord>> {
  const told = new Map<number, NoticeRecord>();
  for (const { seq, by } of file.events) {
    const found = by.is === 'citizen' ? undefined : await notice(`case/${file.code}/${seq}/citizen`);
    if (found) told.set(seq, found);
  }
  return told;
}
