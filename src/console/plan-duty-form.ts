import type { DutyField, DutyFields, FieldIssue } from '../plan-work/duty-fields.ts';
import type { Form } from '../web/form.ts';
import { html, type Html } from '../web/html.ts';
import { tokenField } from './layout.ts';
import { swapDuty } from './plan-duty-card.ts';
import { issueText, planSay } from './plan-texts.ts';

export interface DutyFormView {
  readonly fields: DutyFields;
  readonly issues: readonly FieldIssue[];
  readonly problem?: string | undefined;
  /** Names of units in the plan, to choose from. */
  readonly units: readonly string[];
}

/** Các ô của một việc, with what is wrong beside each. */
export function dutyFields({ fields, issues, problem, units }: DutyFormView): Html {
  const say = planSay.duty;
  const stopped = issues.some(({ level }) => level === 'refused');
  const control = (name: DutyField, rows: number, hint?: string) => field(name, fields, issues, rows, hint);
  return html`${problem && html`<div class="note note--bad" role="alert">${problem}</div>`}
    ${issues.length > 0 && html`<div class="note note--bad" role="alert">${stopped ? say.stop : say.doubt}</div>`}
    ${control('task', 2)} ${control('lead', 2, say.onePerLine)} ${control('coordinating', 2, say.onePerLine)}
    ${control('advising', 1, say.onePerLine)}
    ${
      units.length > 0 &&
      html`<details class="quiet">
        <summary>Tên đơn vị trong văn bản</summary>
        <ul class="known">
          ${units.map((unit) => html`<li>${unit}</li>`)}
        </ul>
      </details>`
    }
    ${control('directing', 0)}
    <div class="duty__row">${control('timeRaw', 0)} ${control('due', 0, say.dueHint)}</div>
    ${control('deliverable', 1)} ${control('method', 1)} ${control('quote', 3, say.quoteHint)}
    ${
      issues.length > 0 &&
      !stopped &&
      html`<label class="form-check"
        ><input class="form-check-input" type="checkbox" name="chac" value="1" /><span
          class="form-check-label"
          >${say.sure}</span
        ></label
      >`
    }`;
}

function field(
  name: DutyField,
  fields: DutyFields,
  issues: readonly FieldIssue[],
  rows: number,
  hint: string | undefined,
): Html {
  const own = issues.filter((issue) => issue.field === name);
  const value = fields[name];
  const text = typeof value === 'string' ? value : value.join('\n');
  const described = [own.length > 0 && `f-${name}-sai`, hint && `f-${name}-goi-y`].filter(Boolean).join(' ');
  const shared = html`id="f-${name}" name="${name}" ${described && html`aria-describedby="${described}"`}
  ${own.length > 0 && html`aria-invalid="true"`}`;
  const look = own.length > 0 ? ' is-invalid' : '';
  return html`<div class="mb-3">
    <label class="form-label" for="f-${name}">${planSay.fields[name]}</label>
    ${
      rows > 0
        ? html`<textarea class="form-control${look}" rows="${rows}" maxlength="8000" ${shared}>
${text}</textarea>`
        : html`<input
            class="form-control${look}"
            type="${name === 'due' ? 'date' : 'text'}"
            maxlength="500"
            value="${text}"
            ${shared}
          />`
    }
    ${own.length > 0 && html`<div class="invalid" id="f-${name}-sai">${own.map((issue) => html`<p>${issueText(issue)}</p>`)}</div>`}
    ${hint && html`<small class="form-hint" id="f-${name}-goi-y">${hint}</small>`}
  </div>`;
}

export interface DutyEditView extends DutyFormView {
  readonly id: string;
  readonly place: string;
  readonly lines: readonly [number, number];
  readonly at: string;
  readonly version: number;
  readonly token: string;
  readonly seen: number;
}

/** The card of a duty while it is put right. */
export function dutyEditCard(view: DutyEditView): Html {
  const say = planSay.duty;
  const { id, at, token, version, seen, lines } = view;
  return html`<article
    class="duty duty--edit"
    id="v-${id}"
    data-from="${lines[0]}"
    data-to="${lines[1]}"
    aria-labelledby="t-${id}"
  >
    <header class="duty__head"><a class="duty__place" href="#L${lines[0]}">${view.place}</a></header>
    <h3 class="duty__task" id="t-${id}">${say.edit}</h3>
    <form method="post" action="${at}" ${swapDuty(at, 'post')}>
      ${tokenField(token)}<input type="hidden" name="ban" value="${version}" /><input
        type="hidden"
        name="thay"
        value="${seen}"
      />
      ${dutyFields(view)}
      <label class="form-check"
        ><input class="form-check-input" type="checkbox" name="xac-nhan" value="1" checked /><span
          class="form-check-label"
          >${say.confirmToo}</span
        ></label
      >
      <div class="duty__actions">
        <button class="btn btn-primary">${say.save}</button>
        <a class="btn" href="${at}?doc=1" ${swapDuty(`${at}?doc=1`, 'get')}>${say.cancel}</a>
      </div>
    </form>
  </article>`;
}

/** What the form sent. */
export function readDutyFields(form: Form): DutyFields {
  const list = (name: DutyField) =>
    form
      .text(name)
      .split('\n')
      .map((line) => line.trim())
      .filter(Boolean);
  return {
    task: form.text('task').replace(/\s+/g, ' '),
    lead: list('lead'),
    advising: list('advising'),
    coordinating: list('coordinating'),
    directing: form.text('directing'),
    deliverable: form.text('deliverable').replace(/\s+/g, ' '),
    method: form.text('method').replace(/\s+/g, ' '),
    timeRaw: form.text('timeRaw'),
    due: form.text('due'),
    quote: list('quote'),
  };
}
