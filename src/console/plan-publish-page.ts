import type { Assignment } from '../../knowledge/assignment.ts';
import type { PlanDifferences } from '../../knowledge/plan-differences.ts';
import { lostCorrections, type OpenPlan } from '../plan-work/open-plan.ts';
import { isRefused, type Verdict, type WrongAnswer } from '../plan-work/publishing-gate.ts';
import { html, type Html } from '../web/html.ts';
import { tokenField } from './layout.ts';
import { plansPath } from './plan-list-page.ts';
import { changeName, planSay } from './plan-texts.ts';

export interface PublishView {
  readonly open: OpenPlan;
  /** Against what answers now; undefined when nothing does. */
  readonly against: { readonly name: string; readonly differences: PlanDifferences } | undefined;
  readonly token: string;
  /** What the questions with known answers say; undefined until they were asked. */
  readonly verdict: Verdict | undefined;
  readonly mayForce: boolean;
  readonly problem?: string | undefined;
}

/** Công bố: what changes for whoever asks, before it does. */
export function publishPage(view: PublishView): Html {
  const { open, against, token, verdict, problem } = view;
  const say = planSay.publish;
  const { plan, version, state } = open;
  const base = `${plansPath}/${open.planId}`;
  const number = version?.version ?? 0;
  return html`<div class="page-body container-xl">
    <p class="back"><a href="${base}?ban=${number}">${say.back}</a></p>
    <h1 class="h2">${state === 'retired' ? say.restoreTitle : say.title}</h1>
    <p class="publish__title">${plan.document.title}, ${planSay.review.version(number)}</p>
    ${problem && html`<div class="note note--bad" role="alert">${problem}</div>`} ${warnings(open)}
    ${verdict ? gateCard(verdict) : askingCard(`${base}/cong-bo?ban=${number}&thu=1`)}
    <section class="card" aria-labelledby="khac">
      <div class="card-body">
        <h2 class="card-title" id="khac">${against ? say.against(against.name) : say.first}</h2>
        ${against && differences(against.differences)}
      </div>
    </section>
    <form class="publish" method="post" action="${base}/cong-bo">
      ${tokenField(token)}<input type="hidden" name="ban" value="${number}" />
      <p>${say.sure}</p>
      <div class="publish__buttons">
        <div id="nut">${decision(view)}</div>
        <a class="btn" href="${base}?ban=${number}">${planSay.duty.cancel}</a>
      </div>
    </form>
  </div>`;
}

/** The button; where right answers would turn wrong, only for who may insist, with a reason. */
function decision({ verdict, mayForce }: PublishView): Html {
  const { publish, gate } = planSay;
  if (!verdict || !isRefused(verdict))
    return html`<button class="btn btn-primary">${publish.button}</button>`;
  if (!mayForce) return html`<p>${gate.onlyAdmin}</p>`;
  return html`<div class="mb-3">
      <label class="form-label required" for="ly-do">${gate.reason}</label>
      <textarea class="form-control" id="ly-do" name="ly-do" rows="2" maxlength="1000" required></textarea>
      <small class="form-hint">${gate.reasonHint}</small>
    </div>
    <button class="btn btn-danger" name="van-cong-bo" value="1">${gate.force}</button>`;
}

/** Asks the questions once the page is there; a link does it without scripts. */
function askingCard(url: string): Html {
  const { gate } = planSay;
  return html`<section
    class="card"
    id="kiem-tra"
    aria-labelledby="kiem-tra-ten"
    hx-get="${url}"
    hx-trigger="load"
    hx-select="#kiem-tra"
    hx-select-oob="#nut"
    hx-swap="outerHTML"
  >
    <div class="card-body">
      <h2 class="card-title" id="kiem-tra-ten">${gate.title}</h2>
      <p role="status">${gate.asking}</p>
      <progress class="bar" aria-label="${gate.asking}"></progress>
      <noscript><a href="${url}">${gate.ask}</a></noscript>
    </div>
  </section>`;
}

function gateCard({ asked, broken, wrong, unfound }: Verdict): Html {
  const { gate } = planSay;
  const bad = broken.length + wrong.length;
  const answers = (title: string, list: readonly WrongAnswer[]) =>
    list.length > 0 &&
    html`<h3 class="diff__name">${title}</h3>
      <ul class="diff">
        ${list.map(({ plan, question, why }) => html`<li>${question} <span class="quiet">(${plan}) ${why}</span></li>`)}
      </ul>`;
  return html`<section class="card" id="kiem-tra" aria-labelledby="kiem-tra-ten">
    <div class="card-body">
      <h2 class="card-title" id="kiem-tra-ten">${gate.title}</h2>
      <div class="note ${bad > 0 ? 'note--bad' : 'note--good'}" role="status">
        ${bad > 0 ? gate.refused(bad) : gate.passed(asked)}
      </div>
      ${answers(gate.broken, broken)} ${answers(gate.wrong, wrong)}
      ${
        unfound.length > 0 &&
        html`<details class="quiet">
          <summary>${gate.unfound(unfound.length)}</summary>
          ${answers(gate.unfoundWhy, unfound)}
        </details>`
      }
    </div>
  </section>`;
}

function warnings(open: OpenPlan): Html {
  const say = planSay.publish;
  const { assignments, problems } = open.plan;
  const unreviewed = assignments.filter(({ reviewed }) => !reviewed).length;
  const lost = lostCorrections(open).length;
  const errors = problems.filter(
    ({ level, code }) => level === 'error' && code !== 'plan/correction-lost',
  ).length;
  const notes = [
    unreviewed > 0 && say.unreviewed(unreviewed, assignments.length),
    lost > 0 && say.lost(lost),
    errors > 0 && say.errors(errors),
  ].filter((note): note is string => typeof note === 'string');
  return html`${notes.map((note) => html`<div class="note note--look">${note}</div>`)}`;
}

function differences({ document, added, removed, changed, unchanged }: PlanDifferences): Html {
  const say = planSay.publish;
  const isSame = document.length + added.length + removed.length + changed.length === 0;
  const change = ({ field, before, after }: { field: string; before: string | null; after: string | null }) =>
    html`<li>
      ${changeName(field)}: <del>${before ?? planSay.duty.nothing}</del> →
      <ins>${after ?? planSay.duty.nothing}</ins>
    </li>`;
  return html`${isSame && html`<p>${say.same}</p>`}
    ${
      document.length > 0 &&
      html`<h3 class="diff__name">${say.head}</h3>
        <ul class="diff">
          ${document.map(change)}
        </ul>`
    }
    ${
      changed.length > 0 &&
      html`<h3 class="diff__name">${say.changed(changed.length)}</h3>
        ${changed.map(
          ({ after, changes }) =>
            html`<div class="diff__duty">
              <p>${dutyLine(after)}</p>
              <ul class="diff">
                ${changes.map(change)}
              </ul>
            </div>`,
        )}`
    }
    ${list(say.added, added)} ${list(say.removed, removed)}
    <p class="quiet">${say.unchanged(unchanged)}</p>`;
}

function list(name: (count: number) => string, duties: readonly Assignment[]): Html | false {
  if (duties.length === 0) return false;
  return html`<h3 class="diff__name">${name(duties.length)}</h3>
    <ul class="diff">
      ${duties.map((duty) => html`<li>${dutyLine(duty)}</li>`)}
    </ul>`;
}

function dutyLine({ section, task, lead, timeRaw }: Assignment): Html {
  const who = lead.length > 0 ? lead.join('; ') : planSay.duty.nobody;
  return html`<span class="quiet">${section}</span> ${task}
    <strong>${who}</strong>${timeRaw && html`, ${timeRaw}`}`;
}

/** Rút kế hoạch: asked once more. */
export function retirePage(open: OpenPlan, token: string): Html {
  const say = planSay.retire;
  const base = `${plansPath}/${open.planId}`;
  return html`<div class="page-body container-narrow">
    <div class="card">
      <form class="card-body" method="post" action="${base}/rut">
        <h1 class="h2">${say.title}</h1>
        <p><strong>${open.plan.document.title}</strong></p>
        <p>${say.sure}</p>
        ${tokenField(token)}
        <div class="duty__actions">
          <button class="btn btn-danger">${say.button}</button>
          <a class="btn" href="${base}">${planSay.duty.cancel}</a>
        </div>
      </form>
    </div>
  </div>`;
}
