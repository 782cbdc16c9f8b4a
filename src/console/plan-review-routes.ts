import type { LineRange, Plan } from '../../knowledge/assignment.ts';
import { squeeze } from '../../knowledge/text.ts';
import { fieldsOf, type DutyFields, type FieldIssue } from '../plan-work/duty-fields.ts';
import { headOf } from '../plan-work/head-fields.ts';
import { openDuties, seenOf, type OpenPlan } from '../plan-work/open-plan.ts';
import type { EditResult, PlanEditing } from '../plan-work/plan-editing.ts';
import type { PlanWork } from '../plan-work/plan-work.ts';
import { html, type Html } from '../web/html.ts';
import { refusal } from './gate.ts';
import { droppedCard, dutyCard, linesWords } from './plan-duty-card.ts';
import { dutyEditCard, readDutyFields } from './plan-duty-form.ts';
import { headFormCard, readHeadFields } from './plan-head-card.ts';
import { planHistoryPage } from './plan-history-page.ts';
import { plansPath } from './plan-list-page.ts';
import { missingDutyPage } from './plan-missing-page.ts';
import { planDeed, planPage, planRoute } from './plan-parts.ts';
import { cardView, planReviewPage, progressBar, reviewFilters } from './plan-review-page.ts';
import { mayPlan, type PlanRight } from './plan-rights.ts';
import { planSay, refusalText } from './plan-texts.ts';
import type { ConsoleRoute, OfficerVisit, Reply } from './visit.ts';

export interface PlanReviewParts {
  readonly work: PlanWork;
  readonly editing: PlanEditing;
}

/** One plan: what was read of it, duty by duty, and everything that puts it right. */
export function planReviewRoutes({ work, editing }: PlanReviewParts): ConsoleRoute[] {
  const show = (open: OpenPlan, visit: OfficerVisit, problem?: string, status = 200): Reply => {
    const done = visit.query.get('xong') ?? '';
    const filter = reviewFilters.find((name) => name === visit.query.get('xem')) ?? 'tat-ca';
    const view = { open, filter, token: visit.token, may: rightsOf(visit), problem };
    return planPage(
      open.plan.document.title,
      planReviewPage({ ...view, done: isDone(done) ? planSay.done[done] : undefined }),
      status,
    );
  };

  /** One duty alone: what htmx puts in the place of its card, and a page of its own without scripts. */
  const showDuty = (open: OpenPlan, visit: OfficerVisit, edit?: Partial<EditView>, status = 200): Reply => {
    const id = visit.params['duty'] ?? '';
    const duties = openDuties(open);
    const found = duties.find((one) => one.id === id);
    if (!found) return refusal(404, refusalText('no-such-duty'));
    const card = cardView({ open, token: visit.token, may: rightsOf(visit) });
    const { duty, correction, seen } = found;
    const reads = !card.mayCorrect || (visit.query.has('doc') && !edit);
    const article = reads
      ? dutyCard(found, card)
      : dutyEditCard({
          id,
          place: [duty.section, linesWords(duty.lines)].filter(Boolean).join(' · '),
          lines: duty.lines,
          at: dutyPath(open, id),
          version: card.version,
          token: visit.token,
          seen: edit ? Number(visit.form.text('thay')) : seen,
          fields: edit?.fields ?? fieldsOf(duty, correction),
          issues: edit?.issues ?? [],
          problem: edit?.problem,
          units: unitNames(open.plan),
        });
    const bar = progressBar({ open, filter: 'tat-ca' }, duties);
    const body = belowPlan(open, planSay.duty.one, html`${bar} ${article}`);
    return planPage(open.plan.document.title, body, status);
  };

  const refused = (open: OpenPlan, visit: OfficerVisit, problem: string): Reply => {
    if (!visit.partial) return show(open, visit, problem, 409);
    const note = html`<div class="note note--bad" role="alert">${problem}</div>`;
    return planPage(open.plan.document.title, html`<article class="duty">${note}</article>`, 409);
  };

  /** After a change: the one card where htmx asked, else the page at that duty. */
  const backTo = (open: OpenPlan, visit: OfficerVisit, result: EditResult): Reply => {
    if (result.refusal) return refused(open, visit, refusalText(result.refusal));
    const id = visit.params['duty'] ?? '';
    return { to: visit.partial ? `${dutyPath(open, id)}?doc=1` : pagePath(open, 'da-luu', id) };
  };

  const change = async (open: OpenPlan, visit: OfficerVisit): Promise<Reply> => {
    const { form, officer, now, params } = visit;
    const fields = readDutyFields(form);
    const options = {
      seen: Number(form.text('thay')),
      sure: form.text('chac') === '1',
      confirm: form.text('xac-nhan') === '1',
    };
    const result = await editing.change(open, params['duty'] ?? '', fields, options, planDeed(officer, now));
    if (result.issues) return showDuty(open, visit, { fields, issues: result.issues }, 422);
    if (result.refusal === 'changed-meanwhile')
      return showDuty(open, visit, { fields, problem: refusalText(result.refusal) }, 409);
    return backTo(open, visit, result);
  };

  const confirm = async (open: OpenPlan, visit: OfficerVisit): Promise<Reply> => {
    const seen = visit.form
      .text('viec')
      .split(' ')
      .filter(Boolean)
      .map((one) => {
        const cut = one.lastIndexOf(':');
        return { id: one.slice(0, cut), reading: one.slice(cut + 1) };
      });
    const result = await editing.confirm(open, seen, planDeed(visit.officer, visit.now));
    if (result.refusal) return refused(open, visit, refusalText(result.refusal));
    const [first] = seen;
    if (visit.partial && first) return { to: `${dutyPath(open, first.id)}?doc=1` };
    return { to: pagePath(open, result.passedOver > 0 ? 'mot-phan' : 'da-luu', first?.id) };
  };

  const drop = async (open: OpenPlan, visit: OfficerVisit): Promise<Reply> => {
    const { officer, now, params, form } = visit;
    const id = params['duty'] ?? '';
    const result = await editing.drop(open, id, Number(form.text('thay')), planDeed(officer, now));
    if (result.refusal) return refused(open, visit, refusalText(result.refusal));
    if (!visit.partial) return { to: pagePath(open, 'da-luu') };
    const after = (await work.open(open.planId)) ?? open;
    const card = cardView({ open: after, token: visit.token, may: rightsOf(visit) });
    const bar = progressBar({ open: after, filter: 'tat-ca' }, openDuties(after));
    return planPage(open.plan.document.title, html`${bar} ${droppedCard(id, card)}`);
  };

  const undo = async (open: OpenPlan, visit: OfficerVisit): Promise<Reply> => {
    const id = visit.params['duty'] ?? '';
    const correction = openDuties(open).find((one) => one.id === id)?.correction;
    return backTo(
      open,
      visit,
      await editing.undo(open, correction?.at ?? id, planDeed(visit.officer, visit.now)),
    );
  };

  const showMissing = (
    open: OpenPlan,
    visit: OfficerVisit,
    edit?: Partial<EditView>,
    status = 200,
  ): Reply => {
    const text = (name: string) => visit.form.text(name) || (visit.query.get(name) ?? '');
    const lines = linesIn(open.plan, text('tu'), text('den'));
    const words = squeeze(open.plan.lines.slice(lines[0] - 1, lines[1]).join(' '));
    const body = missingDutyPage({
      base: `${plansPath}/${open.planId}`,
      plan: open.plan,
      lines,
      version: open.version?.version ?? 0,
      token: visit.token,
      fields: edit?.fields ?? { ...emptyFields, task: words, quote: words === '' ? [] : [words] },
      issues: edit?.issues ?? [],
      problem: edit?.problem,
      units: unitNames(open.plan),
    });
    return planPage(planSay.missing.title, body, status);
  };

  const addMissing = async (open: OpenPlan, visit: OfficerVisit): Promise<Reply> => {
    const { form, officer, now } = visit;
    const fields = readDutyFields(form);
    const lines = linesIn(open.plan, form.text('tu'), form.text('den'));
    const sure = form.text('chac') === '1';
    const result = await editing.add(open, fields, lines, sure, planDeed(officer, now));
    if (result.issues) return showMissing(open, visit, { fields, issues: result.issues }, 422);
    if (result.refusal)
      return showMissing(open, visit, { fields, problem: refusalText(result.refusal) }, 409);
    return { to: `${plansPath}/${open.planId}?xong=da-luu#L${lines[0]}` };
  };

  const showHead = (open: OpenPlan, visit: OfficerVisit): Reply => {
    const base = `${plansPath}/${open.planId}`;
    const version = open.version?.version ?? 0;
    const fields = headOf(open.plan.document);
    const card = headFormCard({
      base,
      fields,
      issues: [],
      token: visit.token,
      version,
      seen: seenOf(open, ''),
    });
    return planPage(planSay.head.title, belowPlan(open, planSay.head.title, card));
  };

  const saveHead = async (open: OpenPlan, visit: OfficerVisit): Promise<Reply> => {
    const { form, officer, now, token } = visit;
    const fields = readHeadFields(form);
    const seen = Number(form.text('thay'));
    const result = await editing.head(
      open,
      fields,
      { seen, sure: form.text('chac') === '1' },
      planDeed(officer, now),
    );
    const base = `${plansPath}/${open.planId}`;
    if (!result.issues && !result.refusal) return { to: `${base}?xong=da-luu#thong-tin` };
    const problem = result.refusal && refusalText(result.refusal);
    const version = open.version?.version ?? 0;
    const card = headFormCard({ base, fields, issues: result.issues ?? [], problem, token, version, seen });
    const body = belowPlan(open, planSay.head.title, card);
    return planPage(planSay.head.title, body, problem ? 409 : 422);
  };

  /** Điểm của bản quét: one that was held against the paper, or all of them again. */
  const compare = async (open: OpenPlan, visit: OfficerVisit): Promise<Reply> => {
    const { form, officer, now } = visit;
    const lines = form.text('dong').split(' ').filter(Boolean).map(Number);
    const deed = planDeed(officer, now);
    const { refusal } = form.text('ma')
      ? await editing.dismiss(open, { code: form.text('ma'), lines }, deed)
      : await editing.showDismissed(open, deed);
    if (refusal) return show(open, visit, refusalText(refusal), 409);
    return { to: `${plansPath}/${open.planId}?xong=da-luu#diem` };
  };

  const revise = async (open: OpenPlan, visit: OfficerVisit): Promise<Reply> => {
    await work.revise(open.planId, planDeed(visit.officer, visit.now));
    return { to: `${plansPath}/${open.planId}` };
  };

  const discard = async (open: OpenPlan, visit: OfficerVisit): Promise<Reply> => {
    const number = open.version?.version ?? 0;
    const gone = await work.discard(open.planId, number, planDeed(visit.officer, visit.now));
    if (!gone) return show(open, visit, refusalText('not-a-draft'), 409);
    return { to: `${plansPath}?xong=da-bo-nhap` };
  };

  const route = planRoute(work);
  return [
    route('GET', '', 'view', show),
    route('GET', '/lich-su', 'view', (open, visit) =>
      planPage(planSay.history.title, planHistoryPage(open, mayPlan('publish', visit.officer))),
    ),
    route('GET', '/viec/:duty', 'view', showDuty),
    route('POST', '/viec/:duty', 'correct', change),
    route('POST', '/viec/:duty/bo', 'correct', drop),
    route('POST', '/viec/:duty/tra-ve', 'correct', undo),
    route('POST', '/viec/:duty/mo-lai', 'correct', async (open, visit) => {
      const deed = planDeed(visit.officer, visit.now);
      return backTo(open, visit, await editing.reopen(open, visit.params['duty'] ?? '', deed));
    }),
    route('POST', '/ra-soat', 'correct', confirm),
    route('GET', '/them-viec', 'correct', (open, visit) => showMissing(open, visit)),
    route('POST', '/them-viec', 'correct', addMissing),
    route('GET', '/thong-tin', 'correct', showHead),
    route('POST', '/thong-tin', 'correct', saveHead),
    route('POST', '/diem', 'correct', compare),
    route('POST', '/diem/tra-ve', 'correct', compare),
    route('POST', '/sua', 'correct', revise),
    route('POST', '/bo-nhap', 'correct', discard),
  ];
}

interface EditView {
  readonly fields: DutyFields;
  readonly issues: readonly FieldIssue[];
  readonly problem: string;
}

const emptyFields: DutyFields = {
  task: '',
  lead: [],
  advising: [],
  coordinating: [],
  directing: '',
  deliverable: '',
  method: '',
  timeRaw: '',
  due: '',
  quote: [],
};

/** A page of a part of a plan, with the way back to the whole. */
function belowPlan({ planId, plan }: OpenPlan, title: string, body: Html): Html {
  return html`<div class="page-body container-xl">
    <p class="back"><a href="${plansPath}/${planId}">${plan.document.title}</a></p>
    <h1 class="h2">${title}</h1>
    ${body}
  </div>`;
}

function dutyPath({ planId }: OpenPlan, id: string): string {
  return `${plansPath}/${planId}/viec/${encodeURIComponent(id)}`;
}

/** The whole page, at a duty. */
function pagePath({ planId }: OpenPlan, done: keyof typeof planSay.done, id?: string): string {
  return `${plansPath}/${planId}?xong=${done}${id ? `#v-${encodeURIComponent(id)}` : ''}`;
}

function rightsOf({ officer }: OfficerVisit): (right: PlanRight) => boolean {
  return (right) => mayPlan(right, officer);
}

function isDone(text: string): text is keyof typeof planSay.done {
  return Object.hasOwn(planSay.done, text);
}

function unitNames({ units }: Plan): readonly string[] {
  return units.map(({ name }) => name).toSorted((one, other) => one.localeCompare(other, 'vi'));
}

/** Within the text, the first not after the last, not more than a page of them. */
function linesIn({ lines }: Plan, from: string, to: string): LineRange {
  const within = (text: string) => Math.min(Math.max(1, Math.floor(Number(text)) || 1), lines.length);
  const first = within(from);
  return [first, Math.min(Math.max(first, within(to)), first + 60)];
}
