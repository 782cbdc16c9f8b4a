import { dayOf, printDay } from '../cases/calendar-day.ts';
import type { NoticeRecord } from '../notices/notice.ts';
import type { ApiKey } from '../storage/api-key-store.ts';
import type { Webhook } from '../storage/webhook-store.ts';
import { html, type Html } from '../web/html.ts';
import { apiSay as say } from './api-texts.ts';
import { tokenField } from './layout.ts';
import { textField } from './text-field.ts';
import type { Visit } from './visit.ts';

/** How many messages of a kind the page looks at. */
export const mostShown = 200;

export interface ApiView {
  readonly keys: readonly ApiKey[];
  readonly hooks: readonly Webhook[];
  /** The messages to webhooks that were given up, and those that are tried again. The latest first. */
  readonly dead: readonly NoticeRecord[];
  readonly waiting: readonly NoticeRecord[];
  readonly done?: string;
  readonly visit: Visit;
  readonly problem?: string;
  /** Shown now and never again. */
  readonly secret?: { readonly told: string; readonly label: string; readonly value: string };
}

export function apiPage(view: ApiView): Html {
  const { keys, hooks, visit, problem, secret, done } = view;
  return html`<div class="page-body container-xl">
    <h1 class="h2">${say.title}</h1>
    <p class="quiet mb-3">${say.intro}</p>
    ${done && html`<div class="note note--good" role="status">${done}</div>`}
    ${problem && html`<div class="note note--bad" role="alert">${problem}</div>`}
    ${
      secret &&
      html`<div class="note note--good" role="status">
        <p>${secret.told}</p>
        <p>
          <textarea class="form-control link" rows="2" readonly aria-label="${secret.label}">
${secret.value}</textarea>
        </p>
      </div>`
    }
    <div class="accounts accounts--pairs">
      ${card('khoa', say.keys, keys.length === 0 ? quiet(say.noKeys) : keys.map((key) => keyItem(key, visit)))}
      ${card('tao-khoa', say.newKey, newKeyForm(visit, problem))}
      ${card('webhook', say.hooks, [
        quiet(say.hookIntro),
        hooks.length === 0 ? quiet(say.noHooks) : hooks.map((hook) => hookItem(hook, view)),
      ])}
      ${card('them-webhook', say.newHook, newHookForm(visit, problem))}
    </div>
  </div>`;
}

function card(id: string, title: string, body: Html | readonly (Html | readonly Html[])[]): Html {
  return html`<section class="card" aria-labelledby="${id}">
    <div class="card-body">
      <h2 class="card-title" id="${id}">${title}</h2>
      ${body}
    </div>
  </section>`;
}

function quiet(text: string): Html {
  return html`<p class="quiet">${text}</p>`;
}

function keyItem({ id, name, canRead, canWrite, createdAt, revokedAt }: ApiKey, { token }: Visit): Html {
  const rights = [canRead && say.reads, canWrite && say.writes].filter(Boolean).join(', ');
  const state = revokedAt
    ? say.revokedOn(printDay(dayOf(revokedAt)))
    : say.madeOn(printDay(dayOf(createdAt)));
  return html`<div class="account">
    <p><strong>${name}</strong> <span class="quiet">${rights} · ${state}</span></p>
    ${!revokedAt && button(`/console/api/khoa/${id}/thu-hoi`, say.revoke(name), token)}
  </div>`;
}

function hookItem({ id, url, createdAt }: Webhook, { visit: { token }, dead, waiting }: ApiView): Html {
  const { host } = new URL(url);
  return html`<div class="account">
    <p>
      <strong class="known">${url}</strong>
      <span class="quiet">${say.madeOn(printDay(dayOf(createdAt)))}</span>
    </p>
    ${stillWaiting(waiting.filter((one) => one.recipient.userId === id && one.reason !== undefined))}
    ${givenUp(
      { id, host, token },
      dead.filter((one) => one.recipient.userId === id),
    )}
    ${button(`/console/api/webhook/${id}/go`, say.remove(host), token)}
  </div>`;
}

function stillWaiting(notices: readonly NoticeRecord[]): Html | false {
  const [last] = notices;
  return (
    last !== undefined &&
    html`<p class="note note--wait">${say.hookWaiting(counted(notices), last.reason ?? '')}</p>`
  );
}

/** Tin không gửi được: since when, why, what to do, and the button for afterwards. */
function givenUp(
  { id, host, token }: { readonly id: string; readonly host: string; readonly token: string },
  notices: readonly NoticeRecord[],
): Html | false {
  const [last] = notices;
  const first = notices.at(-1);
  if (!last || !first) return false;
  const codes = new Set(notices.map((one) => one.code ?? ''));
  const cases = new Set(notices.flatMap((one) => one.id.split('/')[1] ?? []));
  return html`<div class="note note--bad" role="alert">
    <p><strong>${say.hookDead(counted(notices), printDay(dayOf(first.createdAt)))}</strong></p>
    ${[...codes].map((code) => html`<p>${say.hookWhy[code] ?? say.hookWhyOther}</p>`)}
    ${last.reason && html`<p>${say.lastReason(last.reason)}</p>`}
    <details>
      <summary>${say.hookCases}</summary>
      <p>${[...cases].join(', ')}</p>
    </details>
    ${button(`/console/api/webhook/${id}/gui-lai`, say.sendAgain(counted(notices), host), token)}
  </div>`;
}

/** More than a page of them are not counted out. */
function counted(notices: readonly NoticeRecord[]): string {
  return notices.length >= mostShown ? `hơn ${mostShown}` : String(notices.length);
}

function button(action: string, text: string, token: string): Html {
  return html`<form method="post" action="${action}">
    ${tokenField(token)}<button class="btn btn-sm">${text}</button>
  </form>`;
}

/** What was typed stands again only where something was wrong with it. */
function newKeyForm({ token, form }: Visit, problem: string | undefined): Html {
  const right = (name: string, label: string) =>
    html`<label class="form-check"
      ><input class="form-check-input" type="checkbox" name="rights" value="${name}" /><span
        class="form-check-label"
        >${label}</span
      ></label
    >`;
  const name = { id: 'ten', name: 'name', label: say.keyName, autocomplete: 'off', maxLength: 100 };
  return html`<form method="post" action="/console/api/khoa">
    ${tokenField(token)}${textField({ ...name, value: problem ? form.text('name') : '' })}
    <fieldset class="mb-3">
      <legend class="form-label">${say.rights}</legend>
      ${right('read', say.canRead)}${right('write', say.canWrite)}
    </fieldset>
    <button class="btn btn-primary">${say.newKey}</button>
  </form>`;
}

function newHookForm({ token, form }: Visit, problem: string | undefined): Html {
  const url = { id: 'dia-chi', name: 'url', label: say.hookUrl, autocomplete: 'off', maxLength: 1000 };
  return html`<form method="post" action="/console/api/webhook">
    ${tokenField(token)}${textField({ ...url, value: problem ? form.text('url') : '', plain: true })}
    <button class="btn btn-primary">${say.addHook}</button>
  </form>`;
}
