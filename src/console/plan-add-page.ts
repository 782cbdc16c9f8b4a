import type { ReadingJob } from '../plan-work/reading-jobs.ts';
import type { PlanRow } from '../plan-work/plan-overview.ts';
import { checkPlan } from '../../knowledge/checks/check-plan.ts';
import { html, rawHtml, type Html } from '../web/html.ts';
import { tokenField } from './layout.ts';
import { plansPath } from './plan-list-page.ts';
import { planSay } from './plan-texts.ts';

/** What was looked for among all plans, and how many there are. */
interface PlanSearch {
  readonly words: string;
  readonly all: number;
  readonly found: number;
  readonly shown: number;
}

/** The plans of which the file may be a new version. */
export interface PlanChoice {
  readonly rows: readonly PlanRow[];
  readonly chosen: string;
  /** Where there are too many for one list. */
  readonly search: PlanSearch | undefined;
}

export interface PlanAddView {
  readonly token: string;
  readonly choice: PlanChoice;
  readonly pasted: string;
  readonly megabytes: number;
  readonly problem: string | undefined;
}

const addPath = '/console/them-ke-hoach';

/** Thêm kế hoạch: a file or pasted text, of a new plan or of one that is there. */
export function planAddPage({ token, choice, pasted, megabytes, problem }: PlanAddView): Html {
  const say = planSay.add;
  return html`<div class="page-body container-xl plan-add">
    <p class="back"><a href="${plansPath}">${planSay.review.back}</a></p>
    <h1 class="h2">${say.title}</h1>
    <p>${say.intro}</p>
    ${problem && html`<div class="note note--bad" role="alert">${problem}</div>`}
    ${choice.search && searchForm}
    <form class="card" method="post" action="${addPath}" enctype="multipart/form-data">
      <div class="card-body">
        ${tokenField(token)}
        ${choice.search && html`${searchField(choice.search.words)} ${planChoice(choice)}`}
        <div class="mb-3">
          <label class="form-label" for="tep">${say.file}</label>
          <input class="form-control" type="file" id="tep" name="tep" aria-describedby="tep-goi-y" />
          <small class="form-hint" id="tep-goi-y">${say.fileHint(megabytes)}</small>
        </div>
        <div class="mb-3">
          <label class="form-label" for="van-ban">${say.paste}</label>
          <textarea
            class="form-control"
            id="van-ban"
            name="van-ban"
            rows="8"
            aria-describedby="van-ban-goi-y"
          >
${pasted}</textarea>
          <small class="form-hint" id="van-ban-goi-y">${say.pasteHint}</small>
        </div>
        ${!choice.search && planChoice(choice)}
        <button class="btn btn-primary">${say.button}</button>
      </div>
    </form>
  </div>`;
}

/** Of its own, so that looking for a plan sends no file; without a program it is to be used before a file is chosen. */
const searchForm = html`<form
  id="tim-ke-hoach"
  method="get"
  action="${addPath}"
  role="search"
  hx-get="${addPath}"
  hx-include="#cua"
  hx-target="#chon-ke-hoach"
  hx-select="#chon-ke-hoach"
  hx-swap="outerHTML"
  hx-trigger="submit, input delay:350ms from:#tim"
></form>`;

function searchField(words: string): Html {
  const say = planSay.add;
  return html`<div class="mb-3">
    <label class="form-label" for="tim">${say.search}</label>
    <div class="plan-add__search">
      <input
        class="form-control"
        type="search"
        id="tim"
        name="tim"
        form="tim-ke-hoach"
        value="${words}"
        maxlength="200"
        aria-describedby="tim-goi-y"
      />
      <button class="btn" form="tim-ke-hoach">${planSay.list.find}</button>
    </div>
    <small class="form-hint" id="tim-goi-y">${say.searchHint}</small>
  </div>`;
}

function planChoice({ rows, chosen, search }: PlanChoice): Html {
  const say = planSay.add;
  return html`<div class="mb-3" id="chon-ke-hoach">
    <label class="form-label" for="cua">${say.of}</label>
    <select class="form-select" id="cua" name="cua" aria-describedby="cua-goi-y">
      <option value="">${say.new}</option>
      ${rows.map(
        ({ planId, facts: { document } }) =>
          html`<option value="${planId}" ${planId === chosen && rawHtml('selected')}>
            ${say.versionOf([document.title, document.number, document.issuer].filter(Boolean).join(', '))}
          </option>`,
      )}
    </select>
    ${
      search &&
      html`<p class="form-hint" role="status">
        ${search.words === '' ? say.all(search.all) : say.found(search.found, search.shown)}
      </p>`
    }
    <small class="form-hint" id="cua-goi-y">${say.ofHint}</small>
  </div>`;
}

/** Tiến độ đọc: refreshes itself while the file is read, and says how it ended. */
export function readingPage(job: ReadingJob): Html {
  const path = `/console/dang-doc/${job.id}`;
  const underWay = job.state === 'waiting' || job.state === 'reading';
  return html`<div class="page-body container-narrow">
    <div
      class="card"
      id="tien-do-doc"
      ${underWay && html`hx-get="${path}" hx-trigger="every 1s" hx-select="#tien-do-doc" hx-swap="outerHTML"`}
    >
      <div class="card-body" role="status">
        ${underWay ? progress(job, path) : job.state === 'kept' ? kept(job) : refused(job)}
      </div>
    </div>
  </div>`;
}

function progress({ state, fileName, done, total }: ReadingJob, path: string): Html {
  const say = planSay.reading;
  return html`<h1 class="h2">${say.title}</h1>
    <p class="plan-file">${fileName}</p>
    ${
      total > 0
        ? html`<progress class="bar" max="${total}" value="${done}" aria-label="${say.title}"></progress>
            <p>${say.pages(done, total)}</p>`
        : html`<progress class="bar" aria-label="${say.title}"></progress>`
    }
    <p class="quiet">${state === 'waiting' ? say.waiting : say.reading}</p>
    <p><a href="${path}">${say.refresh}</a></p>`;
}

function kept({ fileName, kept: added }: ReadingJob): Html {
  const say = planSay.reading;
  if (!added) return html``;
  const { version, plan, isNew } = added;
  const problems = checkPlan(plan).filter(({ level }) => level !== 'info').length;
  return html`<h1 class="h2">${say.kept}</h1>
    <p class="plan-file">${fileName}</p>
    <p><strong>${plan.document.title}</strong></p>
    <p>${say.understood(plan.assignments.length, problems)}</p>
    ${!isNew && html`<div class="note">${say.same}</div>`}
    <a class="btn btn-primary" href="${plansPath}/${version.planId}?ban=${version.version}"
      >${version.state === 'draft' ? say.review : say.open}</a
    >`;
}

function refused({ fileName, reason }: ReadingJob): Html {
  const say = planSay.reading;
  return html`<h1 class="h2">${say.refused}</h1>
    <p class="plan-file">${fileName}</p>
    <div class="note note--bad" role="alert">${reason}</div>
    <a class="btn btn-primary" href="${addPath}">${say.again}</a>`;
}
