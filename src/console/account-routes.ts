import { randomUUID } from 'node:crypto';
import type { Role } from '../cases/case-event.ts';
import type { AccountProblem, NewLink, OfficerStore } from '../storage/officer-store.ts';
import { hashToken, newToken } from '../storage/session-store.ts';
import { linkMs, setUpUrl } from './access-routes.ts';
import { accountsPage, type AccountsView } from './accounts-page.ts';
import { allRoles } from './roles.ts';
import { say } from './texts.ts';
import type { ConsoleRoute, OfficerVisit, Reply } from './visit.ts';

const loginName = /^[a-z0-9][a-z0-9.-]{2,39}$/;
const onlyAdministrators: readonly Role[] = ['admin'];

/** Tài khoản công chức: only the administrator, who never learns a password. */
export function accountRoutes(
  officers: OfficerStore,
  unitsOfOffices: () => readonly string[],
): ConsoleRoute[] {
  const show = async (
    visit: OfficerVisit,
    more: Partial<AccountsView> = {},
    status = 200,
  ): Promise<Reply> => {
    const accounts = await officers.list();
    const units = [...new Set([...accounts.flatMap((one) => one.units), ...unitsOfOffices()])];
    const body = accountsPage({ accounts, units, visit, ...more });
    return { title: say.accounts.title, body, status };
  };
  const ended = (visit: OfficerVisit, problem: AccountProblem | undefined) =>
    problem
      ? show(visit, { problem: say.accountProblems[problem] }, 409)
      : Promise.resolve<Reply>({ to: '/console/tai-khoan' });

  const create = async (visit: OfficerVisit): Promise<Reply> => {
    const { form, officer, now, base } = visit;
    const login = form.text('login').toLowerCase();
    const wrong = (problem: string) => show(visit, { problem, typed: form }, 422);
    if (form.text('name') === '') return wrong(say.setUp.badName);
    if (!loginName.test(login)) return wrong(say.setUp.badLogin);
    const change = changeIn(visit);
    if (change.roles.length === 0) return wrong(say.accounts.badRoles);
    const { token, link } = newLink(now);
    const problem = await officers.create({ id: randomUUID(), login, ...change }, link, officer.id, now);
    if (problem) return wrong(say.accountProblems[problem]);
    return show(visit, { link: { login, url: setUpUrl(base, token) } });
  };

  const change = async (visit: OfficerVisit): Promise<Reply> => {
    const wanted = changeIn(visit);
    if (wanted.roles.length === 0) return show(visit, { problem: say.accounts.badRoles }, 422);
    if (wanted.name === '') return show(visit, { problem: say.setUp.badName }, 422);
    return ended(visit, await officers.change(idOf(visit), wanted, visit.officer.id, visit.now));
  };

  const renew = async (visit: OfficerVisit): Promise<Reply> => {
    const { token, link } = newLink(visit.now);
    const problem = await officers.renewLink(idOf(visit), link, visit.officer.id, visit.now);
    if (problem) return ended(visit, problem);
    const account = await officers.find(idOf(visit));
    return show(visit, { link: { login: account?.login ?? '', url: setUpUrl(visit.base, token) } });
  };

  const setDisabled = (disabled: boolean) => async (visit: OfficerVisit) =>
    ended(visit, await officers.setDisabled(idOf(visit), disabled, visit.officer.id, visit.now));

  const post = (path: string, answer: (visit: OfficerVisit) => Promise<Reply>): ConsoleRoute => ({
    method: 'POST',
    path,
    for: onlyAdministrators,
    answer,
  });
  return [
    { method: 'GET', path: '/console/tai-khoan', for: onlyAdministrators, answer: (visit) => show(visit) },
    post('/console/tai-khoan', create),
    post('/console/tai-khoan/:id', change),
    post('/console/tai-khoan/:id/khoa', setDisabled(true)),
    post('/console/tai-khoan/:id/mo-khoa', setDisabled(false)),
    post('/console/tai-khoan/:id/lien-ket', renew),
  ];
}

function changeIn({ form }: OfficerVisit) {
  const roles = allRoles.filter((role) => form.all('roles').includes(role));
  const units = form
    .text('units')
    .split('\n')
    .map((unit) => unit.trim())
    .filter(Boolean);
  return { name: form.text('name'), roles, units: [...new Set(units)] };
}

function newLink(now: Date): { readonly token: string; readonly link: NewLink } {
  const token = newToken();
  return { token, link: { id: hashToken(token), expiresAt: new Date(now.getTime() + linkMs) } };
}

function idOf({ params }: OfficerVisit): string {
  return params['id'] ?? '';
}
