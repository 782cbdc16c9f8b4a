import type { LineRange, Plan } from '../../knowledge/assignment.ts';
import { html, rawHtml, type Html } from '../web/html.ts';
import { tokenField } from './layout.ts';
import { dutyFields, type DutyFormView } from './plan-duty-form.ts';
import { planSay } from './plan-texts.ts';

export interface MissingDutyView extends DutyFormView {
  readonly base: string;
  readonly plan: Plan;
  readonly lines: LineRange;
  readonly version: number;
  readonly token: string;
}

/** Thêm việc còn thiếu: lines are chosen first, then the fields are filled in from them. */
export function missingDutyPage(view: MissingDutyView): Html {
  const { base, plan, lines, version, token } = view;
  const say = planSay.missing;
  const [from, to] = lines;
  const first = Math.max(1, from - 4);
  const around = plan.lines.slice(first - 1, to + 4);
  return html`<div class="page-body container-xl">
    <p class="back"><a href="${base}">${plan.document.title}</a></p>
    <h1 class="h2">${say.title}</h1>
    <p>${say.intro}</p>
    <div class="review">
      <section class="card review__source">
        <form class="choose-lines" method="get" action="${base}/them-viec">
          ${number('tu', say.from, from, plan.lines.length)} ${number('den', say.to, to, plan.lines.length)}
          <button class="btn">${say.take}</button>
        </form>
        <ol class="src" tabindex="0" aria-label="${planSay.review.source}">
          ${around.map((line, index) => {
            const at = first + index;
            const isChosen = from <= at && at <= to;
            return html`<li
              class="src__line${isChosen && ' src__line--now'}${line.trim() === '' && ' src__line--blank'}"
              id="L${at}"
              ${isChosen && rawHtml('aria-current="true"')}
            >
              <span class="src__number">${at}</span><span class="src__text">${line}</span>
            </li>`;
          })}
        </ol>
      </section>
      <form class="card review__duties" method="post" action="${base}/them-viec">
        <div class="card-body">
          ${tokenField(token)}<input type="hidden" name="ban" value="${version}" /><input
            type="hidden"
            name="tu"
            value="${from}"
          /><input type="hidden" name="den" value="${to}" />
          ${dutyFields(view)}
          <div class="duty__actions">
            <button class="btn btn-primary">${say.save}</button>
            <a class="btn" href="${base}">${planSay.duty.cancel}</a>
          </div>
        </div>
      </form>
    </div>
  </div>`;
}

function number(name: string, label: string, value: number, most: number): Html {
  return html`<div>
    <label class="form-label" for="${name}">${label}</label>
    <input
      class="form-control"
      type="number"
      id="${name}"
      name="${name}"
      min="1"
      max="${most}"
      value="${value}"
    />
  </div>`;
}
