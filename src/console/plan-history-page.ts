import { localId } from '../../knowledge/carry-over.ts';
import type { AssignmentCorrection } from '../../knowledge/corrections.ts';
import type { OpenPlan } from '../plan-work/open-plan.ts';
import type { MadeCorrection } from '../storage/plan-corrections.ts';
import type { Step } from '../storage/plan-store.ts';
import { html, type Html } from '../web/html.ts';
import { printTime } from './case-page.ts';
import { plansPath } from './plan-list-page.ts';
import { planSay } from './plan-texts.ts';

/** Lịch sử: every version with its steps, and who put what right in the one that is open. */
export function planHistoryPage(open: OpenPlan, mayPublish: boolean): Html {
  const say = planSay.history;
  const base = `${plansPath}/${open.planId}`;
  return html`<div class="page-body container-xl">
    <p class="back"><a href="${base}">${open.plan.document.title}</a></p>
    <h1 class="h2">${say.title}</h1>
    <section class="card" aria-labelledby="cac-ban">
      <h2 class="card-title review__title" id="cac-ban">${say.versions}</h2>
      <table class="table cases">
        <thead>
          <tr>
            ${say.columns.map((name) => html`<th scope="col">${name}</th>`)}
          </tr>
        </thead>
        <tbody>
          ${open.versions.toReversed().map(
            ({ version, state, fileName, added, published, retired }) =>
              html`<tr>
                <td class="cases__code">
                  <a href="${base}?ban=${version}">${planSay.review.version(version)}</a>
                  ${
                    mayPublish &&
                    state === 'retired' &&
                    html`<a class="cases__small" href="${base}/cong-bo?ban=${version}">${say.again}</a>`
                  }
                </td>
                <td><span class="stage plan-state plan-state--${state}">${planSay.states[state]}</span></td>
                <td class="plan-file" data-name="${say.columns[2]}">${fileName}</td>
                <td data-name="${say.columns[3]}">${step(added)}</td>
                <td data-name="${say.columns[4]}">${step(published)}</td>
                <td data-name="${say.columns[5]}">${step(retired)}</td>
              </tr>`,
          )}
        </tbody>
      </table>
    </section>
    <section class="card" aria-labelledby="ai-sua">
      <div class="card-body">
        <h2 class="card-title" id="ai-sua">${say.steps}</h2>
        ${open.made.length === 0 && html`<p class="quiet">${say.none}</p>`}
        <ol class="events">
          ${open.made.toReversed().map((made) => html`<li class="event">${madeLine(made, open, base)}</li>`)}
        </ol>
      </div>
    </section>
  </div>`;
}

function step(of: Step | undefined): Html | false {
  return of ? html`${printTime(of.at.toISOString())}<span class="cases__small">${of.by}</span>` : false;
}

function madeLine({ target, correction, by, at }: MadeCorrection, open: OpenPlan, base: string): Html {
  const say = planSay.history;
  const isCompared = 'dismissed' in correction && !('document' in correction);
  const ofWhole = isCompared ? say.compared : say.set(say.head);
  const what = target === '' ? ofWhole : deeds(correction as AssignmentCorrection).join(', ');
  return html`<div class="event__head">
    <span>${target !== '' && html`<a href="${base}#v-${target}">${taskOf(target, open)}</a>: `}${what}</span>
    <span class="event__by"
      >${by} · <time datetime="${at.toISOString()}">${printTime(at.toISOString())}</time></span
    >
  </div>`;
}

/** What the duty is about; its number where it is gone. */
function taskOf(target: string, { plan, machine }: OpenPlan): string {
  const all = [...plan.assignments, ...machine.assignments];
  const task = all.find(({ id }) => localId(id) === target)?.task ?? target;
  return task.length > 90 ? `${task.slice(0, 90)}…` : task;
}

function deeds({ set, drop, add, reviewed, ...rest }: AssignmentCorrection): string[] {
  const say = planSay.history;
  const names = Object.keys(set ?? {}).flatMap((key) =>
    key in planSay.fields ? (planSay.fields[key as keyof typeof planSay.fields].split(',')[0] ?? '') : [],
  );
  const done = [
    add && say.added,
    drop && say.dropped,
    !add && names.length > 0 && say.set(names.join(', ').toLowerCase()),
    reviewed && say.reviewed,
    reviewed === false && names.length === 0 && say.reopened,
  ].filter((one): one is string => typeof one === 'string');
  const isUndone = done.length === 0 && Object.keys(rest).every((key) => key === 'at');
  return isUndone ? [say.undone] : done;
}
