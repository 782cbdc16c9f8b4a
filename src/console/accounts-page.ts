import type { Role } from '../cases/case-event.ts';
import type { Account } from '../storage/officer-store.ts';
import { html, rawHtml, type Html } from '../web/html.ts';
import type { Form } from '../web/form.ts';
import { tokenField } from './layout.ts';
import { allRoles } from './roles.ts';
import { textField } from './text-field.ts';
import { say } from './texts.ts';
import type { Visit } from './visit.ts';

export interface AccountsView {
  readonly accounts: readonly Account[];
  /** Names of units to choose from. */
  readonly units: readonly string[];
  readonly visit: Visit;
  readonly problem?: string;
  readonly typed?: Form;
  /** A new one-time link: shown now and never again. */
  readonly link?: { readonly login: string; readonly url: string };
}

export function accountsPage(view: AccountsView): Html {
  const { accounts, problem, link, typed, visit, units } = view;
  const known = accounts.some(({ login }) => login === typed?.text('login'));
  return html`<div class="page-body container-xl">
    <h1 class="h2">${say.accounts.title}</h1>
    ${problem && html`<div class="note note--bad" role="alert">${problem}</div>`}
    ${
      link &&
      html`<div class="note note--good" role="status">
        <p>${say.accounts.created}</p>
        <p><strong>${link.login}</strong></p>
        <p>
          <input class="form-control link" readonly value="${link.url}" aria-label="Liên kết dùng một lần" />
        </p>
      </div>`
    }
    <div class="accounts">
      <section class="card" aria-labelledby="danh-sach">
        <div class="card-body">
          <h2 class="card-title" id="danh-sach">Đang có ${accounts.length} tài khoản</h2>
          ${accounts.map((account) => accountItem(account, visit))}
        </div>
      </section>
      <section class="card" aria-labelledby="them">
        <div class="card-body">
          <h2 class="card-title" id="them">Thêm tài khoản</h2>
          <form method="post" action="/console/tai-khoan">
            ${tokenField(visit.token)} ${line('new-name', 'name', say.setUp.name, typed?.text('name') ?? '')}
            ${line('new-login', 'login', say.logIn.login, known ? '' : (typed?.text('login') ?? ''), say.setUp.badLogin)}
            ${rolesAndUnits('new', [], typed?.text('units') ?? '', units)}
            <button class="btn btn-primary">Tạo và lấy liên kết</button>
          </form>
        </div>
      </section>
    </div>
  </div>`;
}

function line(id: string, name: string, label: string, value: string, hint?: string): Html {
  return textField({
    id,
    name,
    label,
    value,
    autocomplete: 'off',
    maxLength: 100,
    ...(hint ? { hint } : {}),
  });
}

function rolesAndUnits(id: string, held: readonly Role[], unitsText: string, known: readonly string[]): Html {
  return html`<fieldset class="mb-3">
      <legend class="form-label">Vai trò</legend>
      ${allRoles.map(
        (role) =>
          html`<label class="form-check"
            ><input
              class="form-check-input"
              type="checkbox"
              name="roles"
              value="${role}"
              ${held.includes(role) && rawHtml('checked')}
            /><span class="form-check-label">${say.roles[role]}</span></label
          >`,
      )}
    </fieldset>
    <div class="mb-3">
      <label class="form-label" for="${id}-units">Đơn vị, mỗi dòng một đơn vị</label>
      <textarea class="form-control" id="${id}-units" name="units" rows="2" maxlength="2000">
${unitsText}</textarea>
      ${
        known.length > 0 &&
        html`<details class="quiet">
          <summary>Tên đơn vị trong kế hoạch</summary>
          <ul class="known">
            ${known.map((unit) => html`<li>${unit}</li>`)}
          </ul>
        </details>`
      }
    </div>`;
}

function accountItem(account: Account, { token, officer }: Visit): Html {
  const { id, name, login, roles, units, disabled, hasPassword } = account;
  const state = disabled ? 'Đã khoá' : hasPassword ? 'Đang dùng' : 'Chưa đặt mật khẩu';
  const action = `/console/tai-khoan/${id}`;
  const button = (to: string, text: string) =>
    html`<form method="post" action="${action}/${to}">
      ${tokenField(token)}<button class="btn btn-sm">${text}</button>
    </form>`;
  return html`<details class="account">
    <summary>
      <strong>${name}</strong> <span class="quiet">${login} · ${state}</span>
      <span class="account__roles">${roles.map((role) => say.roles[role]).join(', ')}</span>
    </summary>
    <form method="post" action="${action}">
      ${tokenField(token)}${line(`${id}-name`, 'name', say.setUp.name, name)}
      ${rolesAndUnits(id, roles, units.join('\n'), [])}
      <p class="quiet">Đổi vai trò hoặc đơn vị sẽ đăng xuất người này.</p>
      <button class="btn btn-primary btn-sm">Lưu thay đổi</button>
    </form>
    <div class="account__row">
      ${id !== officer?.id && button(disabled ? 'mo-khoa' : 'khoa', disabled ? 'Mở khoá' : 'Khoá tài khoản')}
      ${id !== officer?.id && !disabled && button('lien-ket', 'Cấp lại liên kết đặt mật khẩu')}
    </div>
  </details>`;
}
