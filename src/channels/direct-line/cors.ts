import type { IncomingMessage } from 'node:http';
import type { Next, Request, Response } from 'restify';

const paths = /^\/(v3\/directline|api\/webchat)\//;

/** Lets the pages of allowed sites call Direct Line from the browser, and answers their preflight. */
export function allowOrigins(origins: readonly string[]) {
  return (request: Request, response: Response, next: Next): void => {
    if (!paths.test(request.url ?? '')) return next();
    const origin = request.headers.origin;
    response.setHeader('Vary', 'Origin');
    if (origin && origins.includes(origin)) {
      response.setHeader('Access-Control-Allow-Origin', origin);
      response.setHeader('Access-Control-Expose-Headers', 'Retry-After');
      response.setHeader('Cross-Origin-Resource-Policy', 'cross-origin');
    }
    if (request.method !== 'OPTIONS') return next();
    response.setHeader('Access-Control-Allow-Methods', 'GET, POST, OPTIONS');
    response.setHeader(
      'Access-Control-Allow-Headers',
      'authorization, content-type, x-ms-bot-agent, x-requested-with',
    );
    response.setHeader('Access-Control-Max-Age', '600');
    response.sendRaw(204, '');
    next(false);
  };
}

/** Programs send no Origin; a browser's must be our own page or an allowed site. */
export function mayOpenSocket(request: IncomingMessage, base: string, origins: readonly string[]): boolean {
  const origin = request.headers.origin;
  return origin === undefined || origin === new URL(base).origin || origins.includes(origin);
}
