import type { Account } from '../storage/officer-store.ts';
import { html, type Html } from '../web/html.ts';
import { tokenField } from './layout.ts';
import { textField, type TextField } from './text-field.ts';
import { say } from './texts.ts';
import type { Visit } from './visit.ts';

type InputOptions = Pick<TextField, 'type' | 'value' | 'hint'> & { readonly complete: string };

/** A field that a browser may fill in. */
function input(name: string, label: string, { complete, ...more }: InputOptions): Html {
  return textField({ id: name, name, label, autocomplete: complete, plain: true, ...more });
}

function card(title: string, problem: string | undefined, done: string | undefined, form: Html): Html {
  return html`<div class="page-body container-narrow">
    <div class="card">
      <div class="card-body">
        <h1 class="h2 mb-3">${title}</h1>
        ${problem && html`<div class="note note--bad" role="alert">${problem}</div>`}
        ${done && html`<div class="note note--good" role="status">${done}</div>`} ${form}
      </div>
    </div>
  </div>`;
}

const passwords = html`${input('password', say.logIn.password, {
  type: 'password',
  complete: 'new-password',
  hint: say.setUp.hint,
})}${input('again', say.setUp.again, { type: 'password', complete: 'new-password' })}`;

function button(text: string): Html {
  return html`<button class="btn btn-primary w-100">${text}</button>`;
}

export function logInPage(visit: Visit, problem?: string, login = ''): Html {
  const to = visit.form.text('den') || (visit.query.get('den') ?? '');
  return card(
    say.logIn.title,
    problem,
    visit.query.has('xong') ? say.logIn.linkUsed : undefined,
    html`<form method="post" action="/console/dang-nhap">
      ${tokenField(visit.token)}<input type="hidden" name="den" value="${to}" />
      ${input('login', say.logIn.login, { value: login, complete: 'username' })}
      ${input('password', say.logIn.password, { type: 'password', complete: 'current-password' })}
      ${button(say.logIn.button)}
    </form>`,
  );
}

/** For the first administrator, or for an account that gets a password. */
export function setUpPage(visit: Visit, link: string, account: Account | undefined, problem?: string): Html {
  const { form, token } = visit;
  const who = account
    ? html`<p>${account.name}, ${say.logIn.login.toLowerCase()}: <strong>${account.login}</strong></p>`
    : html`${input('name', say.setUp.name, { value: form.text('name'), complete: 'name' })}
      ${input('login', say.logIn.login, {
        value: form.text('login'),
        complete: 'username',
        hint: say.setUp.badLogin,
      })}`;
  return card(
    account ? say.setUp.invited : say.setUp.first,
    problem,
    undefined,
    html`<form method="post" action="/console/thiet-lap">
      ${tokenField(token)}<input type="hidden" name="lien-ket" value="${link}" />
      ${who}${passwords}${button(say.setUp.button)}
    </form>`,
  );
}

export function passwordPage({ token }: Visit, problem?: string): Html {
  return card(
    say.password.title,
    problem,
    undefined,
    html`<form method="post" action="/console/mat-khau">
      ${tokenField(token)}
      ${input('old', say.password.old, { type: 'password', complete: 'current-password' })}${passwords}
      ${button(say.setUp.button)}
    </form>`,
  );
}
