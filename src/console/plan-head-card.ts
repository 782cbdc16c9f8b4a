import type { Plan } from '../../knowledge/assignment.ts';
import { printDay } from '../cases/calendar-day.ts';
import {
  headFields,
  headOf,
  type HeadField,
  type HeadFields,
  type HeadIssue,
} from '../plan-work/head-fields.ts';
import type { Form } from '../web/form.ts';
import { html, type Html } from '../web/html.ts';
import { tokenField } from './layout.ts';
import { issueText, planSay } from './plan-texts.ts';

export interface HeadCardView {
  readonly base: string;
  readonly plan: Plan;
  readonly machine: Plan;
  readonly mayCorrect: boolean;
}

/** Thông tin văn bản, as they stand; what was put right shows what the machine had read. */
export function headCard({ base, plan, machine, mayCorrect }: HeadCardView): Html {
  const [now, read] = [headOf(plan.document), headOf(machine.document)];
  const { head, facts, duty } = planSay;
  return html`<section class="card" id="thong-tin" aria-labelledby="thong-tin-ten">
    <div class="card-body">
      <div class="card-line">
        <h2 class="card-title" id="thong-tin-ten">${head.title}</h2>
        ${
          mayCorrect &&
          html`<a
            class="btn btn-sm"
            href="${base}/thong-tin"
            hx-get="${base}/thong-tin"
            hx-target="#thong-tin"
            hx-select="#thong-tin"
            hx-swap="outerHTML"
            >${head.edit}</a
          >`
        }
      </div>
      <dl class="facts">
        ${headFields.map(
          (field) =>
            html`<div>
              <dt>${facts[field]}</dt>
              <dd>
                ${shown(field, now) || html`<em class="quiet">${head.empty}</em>`}
                ${
                  now[field] !== read[field] &&
                  html`<span class="duty__was">${duty.machine}: ${shown(field, read) || duty.nothing}</span>`
                }
              </dd>
            </div>`,
        )}
      </dl>
    </div>
  </section>`;
}

function shown(field: HeadField, fields: HeadFields): string {
  return field === 'issuedOn' && fields.issuedOn !== '' ? printDay(fields.issuedOn) : fields[field];
}

export interface HeadFormView {
  readonly base: string;
  readonly fields: HeadFields;
  readonly issues: readonly HeadIssue[];
  readonly problem?: string | undefined;
  readonly token: string;
  readonly version: number;
  readonly seen: number;
}

export function headFormCard({ base, fields, issues, problem, token, version, seen }: HeadFormView): Html {
  const { head, duty } = planSay;
  const stopped = issues.some(({ level }) => level === 'refused');
  return html`<section class="card" id="thong-tin" aria-labelledby="thong-tin-ten">
    <div class="card-body">
      <h2 class="card-title" id="thong-tin-ten">${head.edit}</h2>
      ${problem && html`<div class="note note--bad" role="alert">${problem}</div>`}
      ${issues.length > 0 && html`<div class="note note--bad" role="alert">${stopped ? duty.stop : duty.doubt}</div>`}
      <form method="post" action="${base}/thong-tin">
        ${tokenField(token)}<input type="hidden" name="ban" value="${version}" /><input
          type="hidden"
          name="thay"
          value="${seen}"
        />
        <div class="head-fields">${headFields.map((field) => control(field, fields, issues))}</div>
        ${
          issues.length > 0 &&
          !stopped &&
          html`<label class="form-check"
            ><input class="form-check-input" type="checkbox" name="chac" value="1" /><span
              class="form-check-label"
              >${duty.sure}</span
            ></label
          >`
        }
        <div class="duty__actions">
          <button class="btn btn-primary">${duty.save}</button>
          <a class="btn" href="${base}">${duty.cancel}</a>
        </div>
      </form>
    </div>
  </section>`;
}

function control(field: HeadField, fields: HeadFields, issues: readonly HeadIssue[]): Html {
  const own = issues.filter((issue) => issue.field === field);
  const type = field === 'issuedOn' ? 'date' : 'text';
  return html`<div class="mb-3">
    <label class="form-label" for="h-${field}">${planSay.facts[field]}</label>
    <input
      class="form-control${own.length > 0 && ' is-invalid'}"
      id="h-${field}"
      name="${field}"
      type="${type}"
      value="${fields[field]}"
      maxlength="500"
      ${own.length > 0 && html`aria-invalid="true" aria-describedby="h-${field}-sai"`}
    />
    ${own.length > 0 && html`<div class="invalid" id="h-${field}-sai">${own.map((issue) => html`<p>${issueText(issue)}</p>`)}</div>`}
  </div>`;
}

export function readHeadFields(form: Form): HeadFields {
  const text = (field: HeadField) => form.text(field).replace(/\s+/g, ' ');
  return {
    title: text('title'),
    number: text('number'),
    issuedOn: text('issuedOn'),
    year: text('year'),
    issuer: text('issuer'),
    signerName: text('signerName'),
    signerTitle: text('signerTitle'),
  };
}
