import { randomBytes } from 'node:crypto';
import type { Socket } from 'node:net';
import helmet from 'helmet';
import { pino } from 'pino';
import { Histogram, type Registry } from 'prom-client';
import restify, { type Next, type Request, type Response, type Server } from 'restify';
import type { Server as NodeServer } from 'node:http';
import type { Log } from './log.ts';
import { handle } from './web/handle.ts';
import { clientAddress } from './web/client-address.ts';
import { errorPage } from './web/error-page.ts';
import { readable } from './web/readable.ts';
import { sameSecret } from './web/same-secret.ts';
import { type BodyPace, guardAddress, guardEncoding, guardSlowBody, type Guard } from './web/guards.ts';

export interface ServerParts {
  readonly log: Log;
  /** PUBLIC_URL; over https it switches strict transport on. */
  readonly publicUrl?: string;
  /** Answers `/readyz`: each part by name, and whether it is ready. A part that rejects is not ready. */
  readonly readiness: Readonly<Record<string, () => Promise<boolean> | boolean>>;
  readonly metrics?: { readonly registry: Registry; readonly token?: string };
  readonly pace?: BodyPace;
}

const usualPace: BodyPace = { graceMs: 10_000, minBytesPerSecond: 4096, maxMs: 60_000 };

/** restify with its edges taken off: nothing a client sends ends the process or gets an internal message back. */
export function createServer(parts: ServerParts): Server {
  const server = restify.createServer({
    name: '',
    handleUncaughtExceptions: true,
    ignoreTrailingSlash: true,
    maxParamLength: 300,
    log: pino({ level: 'silent' }) as never, // restify's own trace lines; ours go through `parts.log`
  });
  guard(server, [guardAddress, guardEncoding, guardSlowBody(parts.pace ?? usualPace)]);
  limitConnections(server);
  rememberSockets(server);
  server.pre(securityHeaders(parts.publicUrl));
  server.on('restifyError', hideInternals(parts.log));
  mountHealth(server, parts);
  if (parts.metrics) mountMetrics(server, parts.metrics);
  return server;
}

/**
 * Stops accepting, lets running requests end, and cuts what is left after `graceMs`, sockets of open pages too: the
 * server itself would wait for those for ever.
 */
export function closeServer(server: Server, graceMs = 5000): Promise<void> {
  return new Promise((resolve) => {
    const cut = setTimeout(() => {
      nodeServer(server).emit(cutSockets);
    }, graceMs);
    server.close(() => {
      clearTimeout(cut);
      resolve();
    });
    nodeServer(server).closeIdleConnections();
  });
}

const cutSockets = 'cut sockets';

function rememberSockets(server: Server): void {
  const open = new Set<Socket>();
  const node = nodeServer(server);
  node.on('connection', (socket) => {
    open.add(socket);
    socket.once('close', () => open.delete(socket));
  });
  node.on(cutSockets, () => {
    for (const socket of open) socket.destroy();
  });
}

/** The node server inside; restify 12 has it as `server`, the published types know no such field. */
function nodeServer(server: Server): NodeServer {
  return (server as unknown as { server: NodeServer }).server;
}

function guard(server: Server, guards: readonly Guard[]): void {
  (server as unknown as { first(...guards: Guard[]): void }).first(...guards);
}

function limitConnections(server: Server): void {
  const node = nodeServer(server);
  Object.assign(node, { headersTimeout: 10_000, requestTimeout: 90_000, connectionsCheckingInterval: 1000 });
  node.keepAliveTimeout = 65_000; // longer than the usual proxy keeps an idle connection
  node.timeout = 120_000;
  node.maxHeadersCount = 100;
}

function securityHeaders(publicUrl: string | undefined) {
  const protect = helmet({
    contentSecurityPolicy: {
      useDefaults: false,
      directives: { defaultSrc: ["'none'"], frameAncestors: ["'none'"], baseUri: ["'none'"] },
    },
    strictTransportSecurity: publicUrl?.startsWith('https:') ? { maxAge: 31_536_000 } : false,
    referrerPolicy: { policy: 'same-origin' },
    xFrameOptions: false, // frame-ancestors says it, and says it better
  });
  return (request: Request, response: Response, next: Next) => protect(request, response, () => next());
}

interface Refusal extends Error {
  readonly statusCode?: number;
  readonly body?: { readonly code?: string };
}

/** A broken promise gets a reference number on both sides; an expected refusal gets its code. */
function hideInternals(log: Log) {
  return (request: Request, response: Response, error: Refusal, done: () => void) => {
    if (response.headersSent) {
      response.destroy();
      return;
    }
    const status = error.statusCode ?? 500;
    const broken = status >= 500;
    const reference = broken ? randomBytes(3).toString('hex').toUpperCase() : undefined;
    if (broken) log.error({ err: error, reference, route: routeOf(request) }, 'request failed');
    const code = broken ? 'ServiceError' : (error.body?.code ?? 'BadArgument');
    if (request.method === 'GET' && request.headers.accept?.includes('text/html')) {
      const page = errorPage(status, reference);
      for (const [name, value] of Object.entries(page.headers)) response.setHeader(name, value);
      response.sendRaw(status, page.html);
    } else {
      response.setHeader('Content-Type', 'application/json; charset=utf-8');
      response.sendRaw(status, JSON.stringify({ error: { code, message: sentence(status), reference } }));
    }
    done();
  };
}

function sentence(status: number): string {
  if (status >= 500) return 'Hệ thống chưa xử lý được yêu cầu. Xin thử lại sau ít phút.';
  if (status === 404) return 'Không có địa chỉ này.';
  return 'Yêu cầu không hợp lệ.';
}

function routeOf(request: Request): string {
  const route = request.getRoute() as { path?: unknown } | undefined;
  return typeof route?.path === 'string' ? route.path : 'none';
}

function mountHealth(server: Server, { readiness }: ServerParts): void {
  const since = new Date().toISOString(); // a page that polls sees by it that the service was restarted
  readable(server, '/healthz', (_request, response) => {
    sendJson(response, 200, { status: 'ok', since });
  });
  readable(server, '/readyz', async (_request, response) => {
    const checks = await Promise.all(
      Object.entries(readiness).map(async ([name, isReady]) => {
        const ready = await Promise.resolve()
          .then(isReady)
          .catch(() => false);
        return [name, ready] as const;
      }),
    );
    const ready = checks.every(([, ok]) => ok);
    sendJson(response, ready ? 200 : 503, {
      status: ready ? 'ready' : 'not ready',
      checks: Object.fromEntries(checks),
    });
  });
}

function mountMetrics(server: Server, { registry, token }: NonNullable<ServerParts['metrics']>): void {
  const durations = new Histogram({
    name: 'http_request_duration_seconds',
    help: 'Time to answer, by route and status',
    labelNames: ['method', 'route', 'status'],
    buckets: [0.005, 0.02, 0.1, 0.5, 2, 10],
    registers: [registry],
  });
  server.on('after', (request: Request, response: Response) => {
    const seconds = (performance.now() - (startTimes.get(request) ?? performance.now())) / 1000;
    const labels = { method: request.method ?? '', route: routeOf(request), status: response.statusCode };
    durations.observe(labels, seconds);
  });
  const startTimes = new WeakMap<Request, number>();
  server.on('pre', (request: Request) => startTimes.set(request, performance.now()));
  server.get(
    '/metrics',
    handle(async (request, response) => {
      const allowed = token
        ? sameSecret(request.headers.authorization ?? '', `Bearer ${token}`)
        : clientAddress(request).isLocal;
      if (!allowed) return sendJson(response, 403, { error: { code: 'Forbidden', message: sentence(403) } });
      response.setHeader('Content-Type', registry.contentType);
      response.sendRaw(200, await registry.metrics());
    }),
  );
}

function sendJson(response: Response, status: number, body: unknown): void {
  response.setHeader('Content-Type', 'application/json; charset=utf-8');
  response.setHeader('Cache-Control', 'no-store');
  response.sendRaw(status, JSON.stringify(body));
}
