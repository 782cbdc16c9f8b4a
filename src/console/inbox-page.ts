import type { CaseSummary } from '../cases/case-store.ts';
import { openStages } from '../cases/case-file.ts';
import { printDay, type Day } from '../cases/calendar-day.ts';
import { caseKinds } from '../cases/submission.ts';
import type { WorkingCalendar } from '../cases/working-days.ts';
import { html, rawHtml, type Html } from '../web/html.ts';
import { dueBadge } from './due-badge.ts';
import { inboxUrl, pageSize, viewNames, views, type InboxQuery, type View } from './inbox-query.ts';
import { say } from './texts.ts';

export interface InboxView {
  readonly query: InboxQuery;
  readonly cases: readonly CaseSummary[];
  readonly total: number;
  readonly counts: ReadonlyMap<View, number>;
  readonly today: Day;
  readonly calendar: WorkingCalendar;
  readonly nameOf: (officerId: string) => string | undefined;
  readonly officeName: (id: string) => string;
}

/** Filters in the address, the result below; the search refreshes the result alone where htmx runs. */
export function inboxPage(view: InboxView): Html {
  return html`<div class="page-body container-xl">
    <h1 class="h2">${say.inbox.title}</h1>
    <nav class="views" aria-label="Ngăn hồ sơ">${viewNames.map((name) => tab(view, name))}</nav>
    ${filters(view.query)} ${results(view)}
  </div>`;
}

function tab({ query, counts }: InboxView, view: View): Html {
  const current = view === query.view;
  const count = counts.get(view) ?? 0;
  return html`<a
    class="views__tab${current && ' views__tab--current'}${view === 'qua-han' && count > 0 && ' views__tab--over'}"
    href="${inboxUrl({ ...query, view, page: 1 })}"
    ${current && rawHtml('aria-current="page"')}
    >${views[view]} <span class="views__count">${count}</span></a
  >`;
}

function filters({ view, kind, words }: InboxQuery): Html {
  return html`<form
    class="filters"
    method="get"
    action="/console/ho-so"
    role="search"
    hx-get="/console/ho-so"
    hx-target="#ket-qua"
    hx-select="#ket-qua"
    hx-swap="outerHTML"
    hx-push-url="true"
    hx-trigger="submit, input delay:350ms from:#tim, change from:#loai"
  >
    <input type="hidden" name="ngan" value="${view}" />
    <div class="filters__words">
      <label class="form-label" for="tim">${say.inbox.search}</label>
      <input class="form-control" type="search" id="tim" name="tim" value="${words}" maxlength="200" />
    </div>
    <div>
      <label class="form-label" for="loai">Loại</label>
      <select class="form-select" id="loai" name="loai">
        <option value="">${say.inbox.all}</option>
        ${caseKinds.map(
          (one) =>
            html`<option value="${one}" ${one === kind && rawHtml('selected')}>${say.kinds[one]}</option>`,
        )}
      </select>
    </div>
    <button class="btn btn-primary">Tìm</button>
  </form>`;
}

function results(view: InboxView): Html {
  const { cases, total } = view;
  const several = new Set(cases.map(({ office }) => office)).size > 1;
  return html`<section id="ket-qua" class="results" aria-label="${say.inbox.found(total)}">
    <p class="results__count" role="status">${say.inbox.found(total)}</p>
    ${
      cases.length === 0
        ? html`<div class="card"><p class="card-body results__none">${say.inbox.none}</p></div>`
        : html`<div class="card">
            <table class="table cases">
              <thead>
                <tr>
                  <th scope="col">Hồ sơ</th>
                  <th scope="col">Nội dung</th>
                  <th scope="col">Xử lý</th>
                  <th scope="col">Giai đoạn</th>
                  <th scope="col">Hạn</th>
                </tr>
              </thead>
              <tbody>
                ${cases.map((one) => row(one, view, several))}
              </tbody>
            </table>
          </div>`
    }
    ${pages(view)}
  </section>`;
}

function row(one: CaseSummary, { today, calendar, nameOf, officeName }: InboxView, several: boolean): Html {
  const ended = !openStages.includes(one.stage);
  const url = `/console/ho-so/${one.code}`;
  return html`<tr>
    <td class="cases__code">
      <a href="${url}">${one.code}</a>
      <span class="cases__small">${say.kinds[one.kind]}</span>
      <span class="cases__small">nhận ${printDay(one.receivedOn)}</span>
    </td>
    <td class="cases__subject">
      <a href="${url}">${one.erasedOn ? 'Đã xoá theo thời hạn lưu' : one.subject || say.kinds[one.kind]}</a>
      ${one.place && html`<span class="cases__small">${one.place}</span>`}
      ${several && html`<span class="cases__small">${officeName(one.office)}</span>`}
    </td>
    <td class="cases__unit">
      ${one.unit ?? html`<span class="cases__open">${say.inbox.unassigned}</span>`}
      ${one.officerId && html`<span class="cases__small">${nameOf(one.officerId)}</span>`}
    </td>
    <td><span class="stage stage--${one.stage}">${say.stages[one.stage]}</span></td>
    <td class="cases__due">${dueBadge({ dueOn: one.dueOn, paused: one.paused, ended }, today, calendar)}</td>
  </tr>`;
}

function pages({ query, total }: InboxView): Html | false {
  const last = Math.ceil(total / pageSize);
  if (last <= 1) return false;
  const { page } = query;
  return html`<nav class="pages" aria-label="Trang">
    ${page > 1 && html`<a class="btn" href="${inboxUrl({ ...query, page: page - 1 })}">Trang trước</a>`}
    <span>Trang ${page} trên ${last}</span>
    ${page < last && html`<a class="btn" href="${inboxUrl({ ...query, page: page + 1 })}">Trang sau</a>`}
  </nav>`;
}
