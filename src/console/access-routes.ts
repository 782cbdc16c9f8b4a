import { randomUUID } from 'node:crypto';
import type { Html } from '../web/html.ts';
import { hashToken, newToken, type SessionStore } from '../storage/session-store.ts';
import type { OfficerStore } from '../storage/officer-store.ts';
import type { LoginGuard } from './login-guard.ts';
import { hashPassword, isPassword, passwordProblem } from './password.ts';
import { logInPage, passwordPage, setUpPage } from './access-pages.ts';
import { messagePage } from './message-page.ts';
import { allRoles, homes } from './roles.ts';
import { say } from './texts.ts';
import type { ConsoleRoute, Reply, Visit } from './visit.ts';

export interface AccessParts {
  readonly officers: OfficerStore;
  readonly sessions: SessionStore;
  readonly guard: LoginGuard;
}

const loginName = /^[a-z0-9][a-z0-9.-]{2,39}$/;

/** Into the console and out of it: log-in, one-time links, one's own password. */
export function accessRoutes({ officers, sessions, guard }: AccessParts): ConsoleRoute[] {
  const logIn = async (visit: Visit): Promise<Reply> => {
    const login = loginOf(visit);
    const attempt = { login, address: visit.address };
    const wrong = () => page(say.logIn.title, logInPage(visit, say.logIn.wrong, login), 403);
    if (!(await guard.admits(attempt, visit.now))) return wrong();
    const found = await officers.byLogin(login);
    const fits = await isPassword(visit.form.text('password'), found?.password);
    if (!fits || !found || found.account.disabled) return wrong();
    await guard.forgive(attempt);
    const session = await sessions.open(found.account.id, visit.session, visit.now);
    return { to: ownPath(visit.form.text('den')), session };
  };

  const setUp = async (visit: Visit): Promise<Reply> => {
    const id = hashToken(visit.form.text('lien-ket'));
    const open = await officers.link(id, visit.now);
    if (!open) return page(say.setUp.invited, messagePage(say.setUp.invited, say.setUp.gone), 410);
    const { account } = open;
    const login = account?.login ?? loginOf(visit);
    const name = account?.name ?? visit.form.text('name');
    const password = visit.form.text('password');
    const again = (problem: string) =>
      page(say.setUp.invited, setUpPage(visit, visit.form.text('lien-ket'), account, problem), 422);
    if (!loginName.test(login)) return again(say.setUp.badLogin);
    if (name === '') return again(say.setUp.badName);
    const problem = passwordProblem(password, login);
    if (problem) return again(say.passwordProblems[problem]);
    if (password !== visit.form.text('again')) return again(say.setUp.differs);
    // Only accounts at first: whoever also works on cases gives themselves that role, and the log shows it.
    const first = { id: randomUUID(), login, name, roles: ['admin' as const], units: [] };
    const done = await officers.useLink(id, await hashPassword(password), first, visit.now);
    if (done === 'login-taken') return again(say.accountProblems[done]);
    if (done) return page(say.setUp.invited, messagePage(say.setUp.invited, say.setUp.gone), 410);
    return { to: '/console/dang-nhap?xong=1', session: null };
  };

  return [
    {
      method: 'GET',
      path: '/console',
      for: allRoles,
      answer: ({ officer }) => ({
        to:
          homes.find(({ roles }) => roles.some((role) => officer.roles.includes(role)))?.path ??
          '/console/mat-khau',
      }),
    },
    {
      method: 'GET',
      path: '/console/dang-nhap',
      for: 'anyone',
      answer: (visit) => (visit.officer ? { to: '/console' } : page(say.logIn.title, logInPage(visit))),
    },
    { method: 'POST', path: '/console/dang-nhap', for: 'anyone', answer: logIn },
    {
      method: 'POST',
      path: '/console/dang-xuat',
      for: allRoles,
      answer: async ({ session }) => {
        if (session !== undefined) await sessions.close(session);
        return { to: '/console/dang-nhap', session: null };
      },
    },
    {
      method: 'GET',
      path: '/console/thiet-lap',
      for: 'anyone',
      answer: async (visit) => {
        const token = visit.query.get('ma') ?? '';
        const open = await officers.link(hashToken(token), visit.now);
        if (!open) return page(say.setUp.invited, messagePage(say.setUp.invited, say.setUp.gone), 410);
        const title = open.account ? say.setUp.invited : say.setUp.first;
        return page(title, setUpPage(visit, token, open.account));
      },
    },
    { method: 'POST', path: '/console/thiet-lap', for: 'anyone', answer: setUp },
    {
      method: 'GET',
      path: '/console/mat-khau',
      for: allRoles,
      answer: (visit) => page(say.password.title, passwordPage(visit)),
    },
    {
      method: 'POST',
      path: '/console/mat-khau',
      for: allRoles,
      answer: async (visit) => {
        const { officer, form, now } = visit;
        const again = (problem: string) => page(say.password.title, passwordPage(visit, problem), 422);
        const attempt = { login: officer.login, address: visit.address };
        if (!(await guard.admits(attempt, now))) return again(say.refused.tooMany);
        const found = await officers.byLogin(officer.login);
        if (!(await isPassword(form.text('old'), found?.password))) return again(say.password.wrong);
        await guard.forgive(attempt);
        const fresh = form.text('password');
        const problem = passwordProblem(fresh, officer.login);
        if (problem) return again(say.passwordProblems[problem]);
        if (fresh !== form.text('again')) return again(say.setUp.differs);
        await officers.changePassword(officer.id, await hashPassword(fresh), now);
        return { to: '/console', session: await sessions.open(officer.id, undefined, now) };
      },
    },
  ];
}

/** The link that makes the first administrator, new at every start; undefined when there is one. */
export async function firstAdministratorLink(
  officers: OfficerStore,
  base: string,
  now: Date,
): Promise<string | undefined> {
  if (await officers.hasAdministrator()) return undefined;
  const token = newToken();
  await officers.offerFirstLink({ id: hashToken(token), expiresAt: new Date(now.getTime() + linkMs) });
  return setUpUrl(base, token);
}

/** How long a one-time link is good for. */
export const linkMs = 72 * 3_600_000;

export function setUpUrl(base: string, token: string): string {
  return `${base}/console/thiet-lap?ma=${token}`;
}

function loginOf({ form }: Visit): string {
  return form.text('login').toLowerCase();
}

/** Only a page of the console, so that a link cannot send somebody elsewhere after the log-in. */
function ownPath(path: string): string {
  return /^\/console(?:[/?]|$)/.test(path) && !path.includes('\\') && !path.includes('//')
    ? path
    : '/console';
}

function page(title: string, body: Html, status = 200): Reply {
  return { title, body, status };
}
