import { printDay } from '../cases/calendar-day.ts';
import type { PlanRow } from '../plan-work/plan-overview.ts';
import { html, type Html } from '../web/html.ts';
import { planSay } from './plan-texts.ts';

export interface PlanListView {
  readonly rows: readonly PlanRow[];
  readonly total: number;
  /** Plans that are still being read. */
  readonly unread: number;
  readonly words: string;
  readonly page: number;
  readonly pages: number;
  readonly mayAdd: boolean;
  readonly done: string | undefined;
}

export const plansPerPage = 50;
export const plansPath = '/console/ke-hoach';

/** Danh sách kế hoạch: where each stands, how much was reviewed, what is doubtful. */
export function planListPage(view: PlanListView): Html {
  const { list } = planSay;
  return html`<div class="page-body container-xl">
    <div class="plans__head">
      <h1 class="h2">${list.title}</h1>
      ${view.mayAdd && html`<a class="btn btn-primary" href="/console/them-ke-hoach">${list.add}</a>`}
    </div>
    ${view.done && html`<div class="note note--good" role="status">${view.done}</div>`}
    <form
      class="filters filters--one"
      method="get"
      action="${plansPath}"
      role="search"
      hx-get="${plansPath}"
      hx-target="#ket-qua"
      hx-select="#ket-qua"
      hx-swap="outerHTML"
      hx-push-url="true"
      hx-trigger="submit, input delay:350ms from:#tim"
    >
      <div class="filters__words">
        <label class="form-label" for="tim">${list.search}</label>
        <input class="form-control" type="search" id="tim" name="tim" value="${view.words}" maxlength="200" />
      </div>
      <button class="btn btn-primary">${list.find}</button>
    </form>
    ${results(view)}
  </div>`;
}

function results(view: PlanListView): Html {
  const { list } = planSay;
  const { rows, total } = view;
  return html`<section id="ket-qua" class="results" aria-label="${list.found(total)}">
    <p class="results__count" role="status">${list.found(total)}</p>
    ${view.unread > 0 && html`<div class="note" role="status">${list.unread(view.unread)}</div>`}
    ${
      rows.length === 0
        ? html`<div class="card"><p class="card-body results__none">${list.none}</p></div>`
        : html`<div class="card">
            <table class="table cases plans">
              <thead>
                <tr>
                  ${list.columns.map((name) => html`<th scope="col">${name}</th>`)}
                </tr>
              </thead>
              <tbody>
                ${rows.map(planRow)}
              </tbody>
            </table>
          </div>`
    }
    ${pages(view)}
  </section>`;
}

function planRow({ planId, state, answering, versions, facts }: PlanRow): Html {
  const { list, states } = planSay;
  const { document, duties, reviewed, problems } = facts;
  const number = document.number ?? list.noNumber;
  const share = duties === 0 ? 100 : Math.floor((reviewed * 100) / duties);
  return html`<tr>
    <td class="cases__subject">
      <a class="plans__title" href="${plansPath}/${planId}">${document.title}</a>
      <span class="cases__small"
        >${number}${document.issuedOn && ` · ${printDay(document.issuedOn)}`} ·
        ${document.year === null ? list.noYear : list.year(document.year)}</span
      >
    </td>
    <td data-name="${list.columns[1]}">${document.issuer}</td>
    <td>
      <span class="stage plan-state plan-state--${state}">${states[state]}</span>
      <span class="cases__small"
        >${answering === undefined ? list.silent : state === 'draft' || state === 'shipped' ? list.answering(answering) : versions > 1 && list.versions(versions)}</span
      >
    </td>
    <td class="plans__count" data-name="${list.columns[3]}">${duties}</td>
    <td class="plans__count" data-name="${list.columns[4]}">
      <span class="share${share === 100 && ' share--full'}">${share}%</span>
    </td>
    <td class="plans__count" data-name="${list.columns[5]}">${problems}</td>
  </tr>`;
}

function pages({ page, pages: last, words }: PlanListView): Html | false {
  if (last <= 1) return false;
  const to = (number: number) => {
    const query = new URLSearchParams({ ...(words && { tim: words }), trang: String(number) });
    return `${plansPath}?${query.toString()}`;
  };
  return html`<nav class="pages" aria-label="Trang">
    ${page > 1 && html`<a class="btn" href="${to(page - 1)}">Trang trước</a>`}
    <span>Trang ${page} trên ${last}</span>
    ${page < last && html`<a class="btn" href="${to(page + 1)}">Trang sau</a>`}
  </nav>`;
}
