import { dayOf, printDay } from '../cases/calendar-day.ts';
import type { ApiKey } from '../storage/api-key-store.ts';
import type { Webhook } from '../storage/webhook-store.ts';
import { html, type Html } from '../web/html.ts';
import { apiSay as say } from './api-texts.ts';
import { tokenField } from './layout.ts';
import { textField } from './text-field.ts';
import type { Visit } from './visit.ts';

export interface ApiView {
  readonly keys: readonly ApiKey[];
  readonly hooks: readonly Webhook[];
  readonly visit: Visit;
  readonly problem?: string;
  /** Shown now and never again. */
  readonly secret?: { readonly told: string; readonly label: string; readonly value: string };
}

export function apiPage({ keys, hooks, visit, problem, secret }: ApiView): Html {
  return html`<div class="page-body container-xl">
    <h1 class="h2">${say.title}</h1>
    <p class="quiet">${say.intro}</p>
    ${problem && html`<div class="note note--bad" role="alert">${problem}</div>`}
    ${
      secret &&
      html`<div class="note note--good" role="status">
        <p>${secret.told}</p>
        <p>
          <input class="form-control link" readonly value="${secret.value}" aria-label="${secret.label}" />
        </p>
      </div>`
    }
    <div class="accounts">
      ${card('khoa', say.keys, keys.length === 0 ? quiet(say.noKeys) : keys.map((key) => keyItem(key, visit)))}
      ${card('tao-khoa', say.newKey, newKeyForm(visit, problem))}
      ${card('webhook', say.hooks, [
        quiet(say.hookIntro),
        hooks.length === 0 ? quiet(say.noHooks) : hooks.map((hook) => hookItem(hook, visit)),
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

function hookItem({ id, url, createdAt }: Webhook, { token }: Visit): Html {
  return html`<div class="account">
    <p>
      <strong class="known">${url}</strong>
      <span class="quiet">${say.madeOn(printDay(dayOf(createdAt)))}</span>
    </p>
    ${button(`/console/api/webhook/${id}/go`, say.remove(new URL(url).host), token)}
  </div>`;
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
