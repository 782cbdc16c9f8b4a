import type { Request, Response, Server } from 'restify';
import type { SessionStore } from '../storage/session-store.ts';
import { hashToken, newToken } from '../storage/session-store.ts';
import type { Assets } from '../web/assets.ts';
import { attachmentNamed } from '../web/attachment-named.ts';
import { clientAddress } from '../web/client-address.ts';
import { newNonce } from '../web/content-policy.ts';
import { handle } from '../web/handle.ts';
import { sameSecret } from '../web/same-secret.ts';
import { cookieName, readCookie, writeCookie } from './cookies.ts';
import { emptyForm, readForm } from '../web/form.ts';
import { consolePage } from './layout.ts';
import { messagePage } from './message-page.ts';
import { say } from './texts.ts';
import type { ConsoleRoute, Reply, Visit } from './visit.ts';

export interface GateParts {
  readonly sessions: SessionStore;
  readonly assets: Assets;
  readonly now: () => Date;
  readonly publicUrl?: string | undefined;
  readonly trustProxy?: boolean | undefined;
  /** Called after every request that may have changed something. */
  readonly changed?: (() => void) | undefined;
}

const sessionCookie = 'phien';
const logIn = '/console/dang-nhap';

/**
 * Cổng: every request to the console passes here. Whoever is not logged in is sent to the log-in; a role
 * without the right is refused; a POST needs the page's own origin and the token of the session.
 */
export function mountRoutes(server: Server, routes: readonly ConsoleRoute[], parts: GateParts): void {
  for (const route of routes) {
    const run = handle((request: Request, response: Response) => pass(route, request, response, parts));
    if (route.method === 'GET') server.get(route.path, run);
    else server.post(route.path, run);
  }
}

async function pass(
  route: ConsoleRoute,
  request: Request,
  response: Response,
  parts: GateParts,
): Promise<void> {
  const { base, ip } = clientAddress(request, parts.publicUrl, parts.trustProxy);
  const secure = base.startsWith('https:');
  const given = readCookie(request, cookieName(sessionCookie, secure));
  // Before the log-in the cookie only ties the form to this browser.
  const cookie = given ?? newToken();
  const now = parts.now();
  const officer = given && (await parts.sessions.officerOf(given, now));
  const visit: Visit = {
    params: request.params as Record<string, string>,
    query: new URLSearchParams(request.getQuery()),
    form: emptyForm,
    address: ip,
    base,
    officer: officer || undefined,
    session: given,
    partial: request.headers['hx-request'] === 'true',
    token: hashToken(`form\n${cookie}`),
    now,
  };
  if (given === undefined) response.setHeader('Set-Cookie', writeCookie(sessionCookie, cookie, secure));
  const reply = await replyTo(route, request, visit);
  if ('to' in reply && reply.session !== undefined)
    response.setHeader('Set-Cookie', writeCookie(sessionCookie, reply.session ?? undefined, secure));
  send(response, reply, visit, parts.assets);
  if (route.method === 'POST') parts.changed?.();
}

async function replyTo(route: ConsoleRoute, request: Request, visit: Visit): Promise<Reply> {
  const isPost = route.method === 'POST';
  if (isPost && !isOwnOrigin(request, visit.base)) return refusal(403, say.refused.origin);
  const { officer } = visit;
  if (route.for !== 'anyone') {
    if (!officer) return { to: isPost ? logIn : `${logIn}?den=${encodeURIComponent(request.url ?? '')}` };
    if (!route.for.some((role) => officer.roles.includes(role))) return refusal(403, say.refused.role);
  }
  const reading = isPost ? await readForm(request, route.limits) : { form: emptyForm };
  if (reading.problem === 'too-large')
    return refusal(413, route.limits ? say.refused.planTooLarge : say.refused.tooLarge);
  if (reading.problem) return refusal(400, say.refused.form);
  if (isPost && !sameSecret(reading.form.text('_ma'), visit.token)) return refusal(403, say.refused.token);
  const ready = { ...visit, form: reading.form };
  if (route.for === 'anyone') return route.answer(ready);
  return officer ? route.answer({ ...ready, officer }) : { to: logIn };
}

/** Browsers name the origin on every POST; a request without one does not come from our pages. */
function isOwnOrigin(request: Request, base: string): boolean {
  const { origin, host } = request.headers;
  if (typeof origin !== 'string' || !URL.canParse(origin)) return false;
  return origin === new URL(base).origin || new URL(origin).host === host;
}

export function refusal(status: number, text: string): Reply {
  return { status, title: say.refused.title, body: messagePage(say.refused.title, text) };
}

function send(response: Response, reply: Reply, visit: Visit, assets: Assets): void {
  response.setHeader('Cache-Control', 'no-store');
  // A page that asks for a part of itself follows a redirect in silence: to the log-in it must go as a whole.
  if ('to' in reply && visit.partial && reply.to.startsWith(logIn)) {
    response.setHeader('HX-Redirect', logIn);
    response.sendRaw(200, '');
    return;
  }
  if ('to' in reply) {
    response.setHeader('Location', reply.to);
    response.sendRaw(303, '');
    return;
  }
  if ('download' in reply) {
    const { name, bytes } = reply.download;
    response.setHeader('Content-Type', 'application/octet-stream');
    response.setHeader('Content-Disposition', attachmentNamed(name));
    response.setHeader('Content-Security-Policy', "default-src 'none'; sandbox; frame-ancestors 'none'");
    response.sendRaw(200, Buffer.from(bytes));
    return;
  }
  const nonce = newNonce();
  response.setHeader('Content-Type', 'text/html; charset=utf-8');
  response.setHeader('Content-Security-Policy', consolePolicy(nonce));
  // Not compressed: a page that holds a token and what was typed must not tell by its length.
  response.sendRaw(reply.status ?? 200, consolePage(assets, reply, visit, nonce));
}

function consolePolicy(nonce: string): string {
  return [
    "default-src 'none'",
    `script-src 'nonce-${nonce}'`,
    `style-src 'nonce-${nonce}'`,
    "img-src 'self' data:", // the kit draws its ticks and arrows with data images
    "font-src 'self'",
    "connect-src 'self'",
    "form-action 'self'",
    "base-uri 'none'",
    "frame-ancestors 'none'",
  ].join('; ');
}
