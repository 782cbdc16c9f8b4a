import type { CaseProgress, DueDate } from '../cases/case-progress.ts';
import { printDay } from '../cases/calendar-day.ts';
import type { Assets } from './assets.ts';
import { html, rawHtml, type Html } from './html.ts';
import { mark, page } from './layout.ts';
import type { TrackTexts } from './track-page-texts.ts';

/** What opens the case; it travels in the bodies of forms only, never in an address. */
export interface Credentials {
  readonly code: string;
  readonly secret: string;
}

/** The form to look a case up; `problem` says why nothing was found. */
export function lookUpPage(assets: Assets, say: TrackTexts, code: string, problem?: string): string {
  return frame(
    assets,
    say,
    html`<h1>${say.title}</h1>
      <p class="track__intro">${say.intro}</p>
      ${problem && html`<p class="track__problem" role="alert">${problem}</p>`}
      <form class="track__form" method="post" action="/tra-cuu">
        ${codeField({ id: 'ma', name: 'code', value: code, label: say.code, hint: say.codeHint })}
        ${codeField({ id: 'bi-mat', name: 'secret', value: '', label: say.secret, hint: say.secretHint })}
        <button class="button" type="submit">${say.button}</button>
      </form>`,
  );
}

interface CodeField {
  readonly id: string;
  readonly name: string;
  readonly value: string;
  readonly label: string;
  readonly hint: string;
}

/** Something copied from a receipt, with an example below it. */
function codeField({ id, name, value, label, hint }: CodeField): Html {
  return html`<label for="${id}">${label}</label>
    <input
      id="${id}"
      name="${name}"
      value="${value}"
      maxlength="60"
      autocomplete="off"
      spellcheck="false"
      autocapitalize="characters"
      aria-describedby="${id}-vd"
      required
    />
    <p class="track__hint" id="${id}-vd">${hint}</p>`;
}

/** The case in plain words, its answer, and what its owner may do now. */
export function casePage(
  assets: Assets,
  say: TrackTexts,
  progress: CaseProgress,
  credentials: Credentials,
  told: { readonly done?: string; readonly problem?: string } = {},
): string {
  const { code, kindName, stageName, stage, timeline, mergedInto } = progress;
  return frame(
    assets,
    say,
    html`<p class="track__back"><a href="/tra-cuu">${say.again}</a></p>
      <h1 class="track__code">${code}</h1>
      <p class="track__kind">${kindName}</p>
      ${told.done && html`<p class="track__done" role="status">${told.done}</p>`}
      ${told.problem && html`<p class="track__problem" role="alert">${told.problem}</p>`}
      <p class="track__stage track__stage--${stage}">${stageName}</p>
      ${facts(say, progress)} ${mergedInto && html`<p>${say.merged(mergedInto)}</p>`} ${asked(say, progress)}
      ${answer(say, progress, credentials)} ${petition(say, progress, credentials)}
      ${
        timeline.length > 0 &&
        html`<section aria-labelledby="dien-bien">
          <h2 id="dien-bien">${say.timeline}</h2>
          <ol class="track__timeline">
            ${timeline.map(
              ({ on, text }) =>
                html`<li>
                  <time datetime="${on}">${printDay(on)}</time>
                  <p>${text}</p>
                </li>`,
            )}
          </ol>
        </section>`
      }
      ${deeds(say, progress, credentials)}`,
  );
}

function frame(assets: Assets, say: TrackTexts, body: Html): string {
  return page(
    assets,
    { title: say.title, styles: ['site.css', 'track.css'] },
    'track',
    html`<header class="top">
        ${mark}
        <div class="top__names"><p class="top__title">${say.title}</p></div>
      </header>
      <main class="track__card" id="noi-dung" tabindex="-1">${body}</main>`,
  );
}

function facts(say: TrackTexts, progress: CaseProgress): Html {
  const { receivedOn, unit, due, legalDue, isOverdue, isPaused, timeline } = progress;
  const isSealed = timeline.length === 0;
  return html`<dl class="track__facts">
    ${fact(say.received, html`${printDay(receivedOn)}`)}
    ${!isSealed && fact(say.unit, html`${unit ?? say.noUnit}`)}
    ${
      due &&
      fact(
        say.due,
        isPaused
          ? html`${say.paused}`
          : html`${dated(say, due)}${isOverdue && html` <strong class="track__over">${say.overdue}</strong>`}`,
      )
    }
    ${legalDue && !isPaused && fact(say.legalDue, dated(say, legalDue))}
  </dl>`;
}

function fact(name: string, value: Html): Html {
  return html`<div>
    <dt>${name}</dt>
    <dd>${value}</dd>
  </div>`;
}

function dated(say: TrackTexts, { on, article, verify, certainty }: DueDate): Html {
  const doubts = [verify && say.verify, certainty !== 'announced' && say.estimated]
    .filter(Boolean)
    .join('; ');
  return html`<strong>${printDay(on)}</strong>
    <span class="track__source">${article}${doubts && html` (${doubts})`}</span>`;
}

function asked(say: TrackTexts, { asked: text }: CaseProgress): Html | false {
  if (!text) return false;
  return html`<section class="track__asked" aria-labelledby="de-nghi">
    <h2 id="de-nghi">${say.asked}</h2>
    <p class="track__text">${text}</p>
  </section>`;
}

function answer(
  say: TrackTexts,
  { answer: given }: CaseProgress,
  credentials: Credentials,
): Html | undefined {
  if (!given) return undefined;
  const { text, on, decision, documents } = given;
  return html`<section class="track__answer" aria-labelledby="tra-loi">
    <h2 id="tra-loi">${say.answer}</h2>
    <p class="track__source">${say.answeredOn(printDay(on), decision)}</p>
    <p class="track__text">${text}</p>
    ${
      documents.length > 0 &&
      html`<h3>${say.documents}</h3>
        <ul class="track__documents">
          ${documents.map(
            ({ id, name }) =>
              html`<li>
                <form method="post" action="/tra-cuu/tep">
                  ${hidden(credentials)}<input type="hidden" name="file" value="${id}" />
                  <button class="track__file" type="submit">${name}</button>
                </form>
              </li>`,
          )}
        </ul>`
    }
  </section>`;
}

function petition(
  say: TrackTexts,
  { canPrintPetition }: CaseProgress,
  credentials: Credentials,
): Html | false {
  return (
    canPrintPetition &&
    html`<section aria-labelledby="don-de-ky">
      <h2 id="don-de-ky">${say.petition}</h2>
      <p>${say.petitionText}</p>
      <form method="post" action="/tra-cuu/mau-don">
        ${hidden(credentials)}
        <button class="button" type="submit">${say.petitionButton}</button>
      </form>
    </section>`
  );
}

function deeds(say: TrackTexts, progress: CaseProgress, credentials: Credentials): Html {
  const { canSupply, canWithdraw, canReopen, reopenUntil, asked: open } = progress;
  return html`${
    canSupply &&
    html`<details class="track__deed" ${open && rawHtml('open')}>
      <summary>${say.supply}</summary>
      <form method="post" action="/tra-cuu/bo-sung" enctype="multipart/form-data">
        ${hidden(credentials)}
        <label for="noi-dung-them">${say.supplyText}</label>
        <textarea id="noi-dung-them" name="text" rows="5" maxlength="10000"></textarea>
        <label for="tep">${say.files}</label>
        <input id="tep" type="file" name="files" multiple />
        <button class="button" type="submit">${say.send}</button>
      </form>
    </details>`
  }
  ${
    canReopen &&
    html`<details class="track__deed">
      <summary>${say.reopen}</summary>
      <p>${say.reopenText(reopenUntil && printDay(reopenUntil))}</p>
      <form method="post" action="/tra-cuu/mo-lai">
        ${hidden(credentials)}
        <label for="ly-do-mo">${say.reason}</label>
        <textarea id="ly-do-mo" name="reason" rows="3" maxlength="5000" required></textarea>
        <button class="button" type="submit">${say.reopen}</button>
      </form>
    </details>`
  }
  ${
    canWithdraw &&
    html`<details class="track__deed">
      <summary>${say.withdraw}</summary>
      <p>${say.withdrawText}</p>
      <form method="post" action="/tra-cuu/rut">
        ${hidden(credentials)}
        <label for="ly-do-rut">${say.reasonFree}</label>
        <textarea id="ly-do-rut" name="reason" rows="3" maxlength="5000"></textarea>
        <button class="button button--quiet" type="submit">${say.withdraw}</button>
      </form>
    </details>`
  }`;
}

function hidden({ code, secret }: Credentials): Html {
  return html`<input type="hidden" name="code" value="${code}" /><input
      type="hidden"
      name="secret"
      value="${secret}"
    />`;
}
