import type { Assignment, LineRange } from '../../knowledge/assignment.ts';
import { dutyReading } from '../../knowledge/duty-review.ts';
import type { OpenDuty } from '../plan-work/open-plan.ts';
import { html, type Html } from '../web/html.ts';
import { printTime } from './case-page.ts';
import { tokenField } from './layout.ts';
import { planSay } from './plan-texts.ts';
import { timeWords } from './plan-time-words.ts';

export interface DutyCardView {
  /** "/console/ke-hoach/xa-tan-an-2026" */
  readonly base: string;
  readonly version: number;
  readonly token: string;
  readonly mayCorrect: boolean;
  /** Who reviewed the whole plan, where somebody did. */
  readonly wholeReview: { readonly by: string; readonly on: string } | undefined;
}

/** Một việc: what was read, what was put right in it, what is doubtful, and what may be done. */
export function dutyCard(open: OpenDuty, view: DutyCardView): Html {
  const { id, duty, machine, correction, problems, toLook } = open;
  const say = planSay.duty;
  const changed = machine !== undefined && dutyReading(machine) !== dutyReading(duty);
  return html`<article
    class="duty${toLook && ' duty--look'}${duty.reviewed && ' duty--reviewed'}"
    id="v-${id}"
    data-from="${duty.lines[0]}"
    data-to="${duty.lines[1]}"
    aria-labelledby="t-${id}"
  >
    <header class="duty__head">
      <a class="duty__place" href="#L${duty.lines[0]}">${place(duty)}</a>
      <span class="duty__marks">
        ${toLook && html`<span class="badge-look">${say.look}</span>`}
        ${correction?.add && html`<span class="badge-own">${say.added}</span>`}
        ${changed && html`<span class="badge-own">${say.changed}</span>`}
        <span class="${duty.reviewed ? 'badge-good' : 'badge-plain'}"
          >${duty.reviewed ? say.reviewed : say.unreviewed}</span
        >
      </span>
    </header>
    <h3 class="duty__task" id="t-${id}">${duty.task}</h3>
    ${was('task', duty, machine)} ${facts(duty, machine)} ${quotes(duty)}
    ${doubts([...(duty.doubt ? [duty.doubt] : []), ...problems.map(({ message }) => message)])}
    ${duty.note && html`<p class="duty__note">${duty.note}</p>`} ${reviewedBy(open, view)}
    ${view.mayCorrect && actions(open, view)}
  </article>`;
}

function place({ section, lines }: Assignment): string {
  return [section, planSay.duty.lines(lines[0], lines[1])].filter(Boolean).join(' · ');
}

const shownUnits = ['lead', 'advising', 'coordinating'] as const;
const shownTexts = ['directing', 'deliverable', 'method'] as const;

function facts(duty: Assignment, machine: Assignment | undefined): Html {
  const { fields, duty: say } = planSay;
  const rows: Html[] = [];
  for (const field of shownUnits) {
    const names = duty[field];
    const before = machine?.[field] ?? names;
    const isMissing = field === 'lead' && names.length === 0;
    if (names.length === 0 && before.length === 0 && !isMissing) continue;
    const value = isMissing ? html`<em>${say.nobody}</em>` : html`${names.join('; ')}`;
    rows.push(fact(fields[field], value, was(field, duty, machine)));
  }
  if (duty.timeRaw !== null || duty.time.length > 0 || (machine?.timeRaw ?? null) !== null)
    rows.push(fact(planSay.fields.timeRaw.split(',')[0] ?? '', time(duty), was('timeRaw', duty, machine)));
  for (const field of shownTexts) {
    const value = duty[field];
    if (value === null && (machine?.[field] ?? null) === null) continue;
    rows.push(fact(fields[field], html`${value ?? say.nothing}`, was(field, duty, machine)));
  }
  return html`<dl class="duty__facts">${rows}</dl>`;
}

function fact(name: string, value: Html, before: Html | false): Html {
  return html`<div>
    <dt>${name}</dt>
    <dd>${value} ${before}</dd>
  </div>`;
}

function time({ timeRaw, time: times }: Assignment): Html {
  const say = planSay.duty;
  const understood = times.map(timeWords).filter(Boolean).join('; ');
  return html`${timeRaw}
    <span class="duty__understood"
      >${say.understood}: ${understood || html`<em>${say.notUnderstood}</em>`}</span
    >`;
}

type Compared = 'task' | 'timeRaw' | (typeof shownUnits)[number] | (typeof shownTexts)[number];

/** What the machine had read, where it was put right. */
function was(field: Compared, duty: Assignment, machine: Assignment | undefined): Html | false {
  if (!machine) return false;
  const text = (of: Assignment) => {
    const value = of[field];
    return typeof value === 'string' || value === null ? (value ?? '') : value.join('; ');
  };
  const sameTime = field !== 'timeRaw' || JSON.stringify(duty.time) === JSON.stringify(machine.time);
  if (text(duty) === text(machine) && sameTime) return false;
  const before =
    field === 'timeRaw' ? [text(machine), machine.time.map(timeWords).join('; ')] : [text(machine)];
  const { machine: name, nothing } = planSay.duty;
  return html`<span class="duty__was">${name}: ${before.filter(Boolean).join(', ') || nothing}</span>`;
}

function quotes({ quote, restoredQuote }: Assignment): Html {
  return html`<blockquote class="duty__quote">
    ${quote.map((piece, index) => html`<p>${piece}${restoredQuote?.[index] && html`<span class="duty__restored">${restoredQuote[index]}</span>`}</p>`)}
  </blockquote>`;
}

function doubts(messages: readonly string[]): Html | false {
  if (messages.length === 0) return false;
  return html`<ul class="duty__doubts">
    ${[...new Set(messages)].map((message) => html`<li>${message}</li>`)}
  </ul>`;
}

function reviewedBy({ duty, correction }: OpenDuty, { wholeReview }: DutyCardView): Html | false {
  if (!duty.reviewed) return false;
  const review = correction?.reviewed;
  const text = review
    ? planSay.duty.by(review.by, printTime(review.on))
    : wholeReview && planSay.duty.byPlan(wholeReview.by, wholeReview.on);
  return text ? html`<p class="duty__by">${text}</p>` : false;
}

function actions({ id, duty, correction, seen }: OpenDuty, { base, version, token }: DutyCardView): Html {
  const say = planSay.duty;
  const at = `${base}/viec/${encodeURIComponent(id)}`;
  const button = (to: string, text: string, look: string, more: Html | false = false) =>
    html`<form method="post" action="${to}" ${swapDuty(to, 'post')}>
      ${tokenField(token)}<input type="hidden" name="ban" value="${version}" /><input
        type="hidden"
        name="thay"
        value="${seen}"
      />${more}<button class="btn btn-sm ${look}">${text}</button>
    </form>`;
  const reading = html`<input type="hidden" name="viec" value="${id}:${dutyReading(duty)}" />`;
  const isChanged = correction !== undefined && (correction.set ?? correction.doubt) !== undefined;
  return html`<div class="duty__actions">
    ${!duty.reviewed && button(`${base}/ra-soat`, say.confirm, 'btn-primary', reading)}
    <a class="btn btn-sm" href="${at}" ${swapDuty(at, 'get')}>${say.edit}</a>
    ${duty.reviewed && button(`${at}/mo-lai`, say.reopen, '')}
    ${isChanged && !correction.add && button(`${at}/tra-ve`, say.undo, '')}
    ${button(`${at}/bo`, say.drop, 'btn-quiet')}
  </div>`;
}

/** What is left in the place of a duty that was just taken out. */
export function droppedCard(id: string, { base, version, token }: DutyCardView): Html {
  const to = `${base}/viec/${encodeURIComponent(id)}/tra-ve`;
  return html`<article class="duty duty--gone" id="v-${id}">
    <form class="card-line" method="post" action="${to}" ${swapDuty(to, 'post')}>
      <span>${planSay.duty.gone}</span>
      ${tokenField(token)}<input type="hidden" name="ban" value="${version}" /><button class="btn btn-sm">
        ${planSay.review.restore}
      </button>
    </form>
  </article>`;
}

/** What htmx does with the answer: the one duty and the counts are exchanged, the rest of the page stays. */
export function swapDuty(url: string, method: 'get' | 'post'): Html {
  const ask = method === 'get' ? html`hx-get="${url}"` : html`hx-post="${url}"`;
  return html`${ask} hx-target="closest .duty" hx-select=".duty" hx-select-oob="#tien-do" hx-swap="outerHTML"`;
}

export function linesWords([from, to]: LineRange): string {
  return planSay.duty.lines(from, to);
}
