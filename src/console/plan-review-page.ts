import { dutyReading } from '../../knowledge/duty-review.ts';
import {
  droppedDuties,
  isOfScan,
  lostCorrections,
  openDuties,
  problemsOfDocument,
  type OpenDuty,
  type OpenPlan,
} from '../plan-work/open-plan.ts';
import { localId } from '../../knowledge/carry-over.ts';
import { innermostSection, sectionName } from '../plan-work/section-at.ts';
import { html, rawHtml, type Html } from '../web/html.ts';
import { tokenField } from './layout.ts';
import { dutyCard, type DutyCardView } from './plan-duty-card.ts';
import { headCard } from './plan-head-card.ts';
import { plansPath } from './plan-list-page.ts';
import type { PlanRight } from './plan-rights.ts';
import { sourcePane } from './plan-source-pane.ts';
import { planSay } from './plan-texts.ts';

export type ReviewFilter = keyof typeof planSay.review.filters;
export const reviewFilters = Object.keys(planSay.review.filters) as readonly ReviewFilter[];

export interface PlanReviewView {
  readonly open: OpenPlan;
  readonly filter: ReviewFilter;
  readonly token: string;
  readonly may: (right: PlanRight) => boolean;
  readonly done: string | undefined;
  readonly problem: string | undefined;
}

/** Rà soát: the text beside the duties read from it. */
export function planReviewPage(view: PlanReviewView): Html {
  const { open, filter } = view;
  const say = planSay.review;
  const duties = openDuties(open);
  const shown = duties.filter((duty) => passes(duty, filter));
  const card = cardView(view);
  return html`<div class="page-body container-wide">
    <p class="back"><a href="${plansPath}">${say.back}</a></p>
    ${head(view)} ${view.done && html`<div class="note note--good" role="status">${view.done}</div>`}
    ${view.problem && html`<div class="note note--bad" role="alert">${view.problem}</div>`}
    <div class="note note--bad" id="loi" role="alert" hidden>${planSay.failed}</div>
    ${!card.mayCorrect && html`<div class="note">${view.may('correct') ? say.readOnly : say.readOnlyRole}</div>`}
    <div class="review">
      <section class="review__source card" aria-labelledby="van-ban">
        <h2 class="card-title review__title" id="van-ban">${say.source}</h2>
        ${sourcePane({ plan: open.plan, addAt: card.mayCorrect ? `${card.base}/them-viec` : undefined })}
      </section>
      <div class="review__duties">
        ${headCard({ base: card.base, plan: open.plan, machine: open.machine, mayCorrect: card.mayCorrect })}
        ${documentProblems(view, card)} ${lost(view, card)}
        <section aria-labelledby="viec">
          <div class="card-line">
            <h2 class="card-title" id="viec">${say.duties}</h2>
            ${card.mayCorrect && html`<a class="btn btn-sm" href="${card.base}/them-viec">${say.add}</a>`}
          </div>
          ${progressBar(view, duties)}
          ${shown.length === 0 ? html`<p class="quiet">${say.none}</p>` : grouped(view, shown).map((group) => section(group, card))}
        </section>
        ${dropped(view, card)}
      </div>
    </div>
  </div>`;
}

export function passes({ duty, toLook, correction }: OpenDuty, filter: ReviewFilter): boolean {
  if (filter === 'can-xem') return toLook;
  if (filter === 'chua-soat') return !duty.reviewed;
  if (filter === 'da-sua') return correction?.set !== undefined || correction?.add === true;
  return true;
}

export function cardView({ open, token, may }: Pick<PlanReviewView, 'open' | 'token' | 'may'>): DutyCardView {
  return {
    base: `${plansPath}/${open.planId}`,
    version: open.version?.version ?? 0,
    token,
    mayCorrect: may('correct') && open.state === 'draft',
    wholeReview: open.corrections.reviewed,
  };
}

function head({ open, token, may }: PlanReviewView): Html {
  const say = planSay.review;
  const { document } = open.plan;
  const { state, version } = open;
  const base = `${plansPath}/${open.planId}`;
  const number = version?.version ?? 0;
  const isRevised = open.versions.some((one) => one.state === 'draft');
  const answers = state === 'published' || state === 'shipped';
  return html`<header class="plan-head">
    <div>
      <h1 class="plan-head__title">${document.title}</h1>
      <p class="case__kind">
        ${document.issuer} · ${document.number ?? planSay.list.noNumber} ·
        <span class="stage plan-state plan-state--${state}">${planSay.states[state]}</span>
        ${version && say.version(version.version)}
      </p>
    </div>
    <div class="plan-head__actions">
      ${may('publish') && state !== 'shipped' && state !== 'published' && state !== 'discarded' && html`<a class="btn btn-primary" href="${base}/cong-bo?ban=${number}">${say.publish}</a>`}
      ${
        may('correct') &&
        state !== 'draft' &&
        !isRevised &&
        html`<form method="post" action="${base}/sua">
          ${tokenField(token)}<button class="btn">${say.revise}</button>
        </form>`
      }
      ${isRevised && state !== 'draft' && html`<a class="btn" href="${base}">${planSay.reading.review}</a>`}
      <a class="btn" href="${base}/lich-su">${say.history}</a>
      ${answers && html`<a class="btn" href="/van-ban/${open.planId}">${say.read}</a>`}
      ${may('retire') && answers && html`<a class="btn" href="${base}/rut">${say.retire}</a>`}
      ${
        may('correct') &&
        state === 'draft' &&
        html`<form method="post" action="${base}/bo-nhap" hx-confirm="${say.discardSure}">
          ${tokenField(token)}<input type="hidden" name="ban" value="${number}" /><button
            class="btn btn-quiet"
          >
            ${say.discard}
          </button>
        </form>`
      }
    </div>
  </header>`;
}

/** How far the review is, and the filters with their counts; exchanged with every duty. */
export function progressBar(
  { open, filter }: Pick<PlanReviewView, 'open' | 'filter'>,
  duties: readonly OpenDuty[],
): Html {
  const say = planSay.review;
  const reviewed = duties.filter(({ duty }) => duty.reviewed).length;
  const base = `${plansPath}/${open.planId}`;
  const ban = open.state === 'draft' || !open.version ? '' : `&ban=${open.version.version}`;
  return html`<div id="tien-do">
    <p class="review__done" role="status">${say.done(reviewed, duties.length)}</p>
    <progress
      class="bar"
      max="${Math.max(1, duties.length)}"
      value="${reviewed}"
      aria-label="${say.done(reviewed, duties.length)}"
    ></progress>
    <nav class="views" aria-label="Lọc các việc">
      ${reviewFilters.map((name) => {
        const count = duties.filter((duty) => passes(duty, name)).length;
        const current = name === filter;
        return html`<a
          class="views__tab${current && ' views__tab--current'}"
          href="${base}?xem=${name}${ban}"
          ${current && rawHtml('aria-current="page"')}
          >${say.filters[name]} <span class="views__count">${count}</span></a
        >`;
      })}
    </nav>
  </div>`;
}

interface Group {
  readonly key: string;
  readonly name: string;
  readonly duties: readonly OpenDuty[];
}

/** The duties under the innermost heading that each stands in, in the order of the text. */
function grouped({ open }: PlanReviewView, duties: readonly OpenDuty[]): Group[] {
  const groups: { key: string; name: string; duties: OpenDuty[] }[] = [];
  for (const duty of duties) {
    const found = innermostSection(open.plan, duty.duty.lines[0]);
    const key = found?.number ?? '';
    const name = found ? `${sectionName(found.number)}. ${found.title}` : planSay.review.outside;
    const last = groups.at(-1);
    if (last?.key === key) last.duties.push(duty);
    else groups.push({ key, name, duties: [duty] });
  }
  return groups;
}

function section({ name, duties }: Group, view: DutyCardView): Html {
  const say = planSay.review;
  const left = duties.filter(({ duty }) => !duty.reviewed);
  return html`<section class="duties">
    <div class="card-line duties__head">
      <h3 class="duties__name">${name} <span class="quiet">${say.sectionCount(duties.length)}</span></h3>
      ${
        view.mayCorrect &&
        left.length > 1 &&
        html`<form method="post" action="${view.base}/ra-soat">
          ${tokenField(view.token)}<input type="hidden" name="ban" value="${view.version}" /><input
            type="hidden"
            name="viec"
            value="${left.map(({ id, duty }) => `${id}:${dutyReading(duty)}`).join(' ')}"
          /><button class="btn btn-sm">${say.confirmSection}</button>
        </form>`
      }
    </div>
    ${duties.map((duty) => dutyCard(duty, view))}
  </section>`;
}

function documentProblems(
  { open }: PlanReviewView,
  { base, version, token, mayCorrect }: DutyCardView,
): Html | false {
  const problems = problemsOfDocument(open);
  const away = open.corrections.dismissed?.length ?? 0;
  if (problems.length === 0 && away === 0) return false;
  const say = planSay.review;
  return html`<section class="card" aria-labelledby="diem">
    <div class="card-body">
      <h2 class="card-title" id="diem">${say.problems}</h2>
      <ul class="duty__doubts">
        ${problems.map(
          ({ code, message, lines }) =>
            html`<li>
              ${message}
              ${lines.slice(0, 6).map((line) => html`<a href="#L${line}">${say.line} ${line}</a> `)}
              ${
                mayCorrect &&
                isOfScan({ code }) &&
                html`<form method="post" action="${base}/diem">
                  ${tokenField(token)}<input type="hidden" name="ban" value="${version}" /><input
                    type="hidden"
                    name="ma"
                    value="${code}"
                  /><input type="hidden" name="dong" value="${lines.join(' ')}" /><button class="btn btn-sm">
                    ${say.compared}
                  </button>
                </form>`
              }
            </li>`,
        )}
      </ul>
      ${
        away > 0 &&
        html`<form method="post" action="${base}/diem/tra-ve">
          ${tokenField(token)}<input type="hidden" name="ban" value="${version}" />
          <p class="quiet">
            ${say.comparedCount(away)}
            ${mayCorrect && html`<button class="btn btn-sm">${say.showCompared}</button>`}
          </p>
        </form>`
      }
    </div>
  </section>`;
}

/** Takes a correction back: the machine's reading stands again. */
function giveBack(at: string, words: string, { base, version, token }: DutyCardView): Html {
  return html`<form method="post" action="${base}/viec/${at}/tra-ve">
    ${tokenField(token)}<input type="hidden" name="ban" value="${version}" />
    <button class="btn btn-sm">${words}</button>
  </form>`;
}

function lost({ open }: PlanReviewView, card: DutyCardView): Html | false {
  const corrections = lostCorrections(open);
  if (corrections.length === 0) return false;
  const say = planSay.review;
  return html`<section class="card" aria-labelledby="mat">
    <div class="card-body">
      <h2 class="card-title" id="mat">${say.lost}</h2>
      <p>${say.lostIntro}</p>
      ${corrections.map(({ at, quote, set, drop }) => {
        const words = (quote ?? set?.quote ?? []).join(' ');
        return html`<div class="lost">
          <blockquote class="duty__quote"><p>${words || at}</p></blockquote>
          <ul>
            ${drop && html`<li>${planSay.history.dropped}</li>`}
            ${Object.entries(set ?? {}).flatMap(([key, value]) =>
              key in planSay.fields && key !== 'quote'
                ? html`<li>${planSay.fields[key as keyof typeof planSay.fields]}: ${valueWords(value)}</li>`
                : [],
            )}
          </ul>
          ${card.mayCorrect && giveBack(at, say.lostSeen, card)}
        </div>`;
      })}
    </div>
  </section>`;
}

function dropped({ open }: PlanReviewView, card: DutyCardView): Html | false {
  const duties = droppedDuties(open);
  if (duties.length === 0) return false;
  const say = planSay.review;
  const correctionAt = (id: string) =>
    open.corrections.assignments?.find(({ at, drop }) => drop && at === localId(id))?.at ?? localId(id);
  return html`<details class="card dropped">
    <summary>${say.dropped(duties.length)}</summary>
    ${duties.map(
      ({ id, task, lines }) =>
        html`<div class="dropped__one">
          <p>${task} <span class="quiet">${planSay.duty.lines(lines[0], lines[1])}</span></p>
          ${card.mayCorrect && giveBack(correctionAt(id), say.restore, card)}
        </div>`,
    )}
  </details>`;
}

function valueWords(value: unknown): string {
  if (Array.isArray(value)) return value.join('; ');
  return typeof value === 'string' && value !== '' ? value : planSay.duty.nothing;
}
