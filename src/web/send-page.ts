import type { Request, Response } from 'restify';
import { promisify } from 'node:util';
import { gzip } from 'node:zlib';

const compress = promisify(gzip);

export interface PageHeaders {
  readonly policy: string;
  readonly cache: 'no-store' | 'no-cache';
}

/** Sends a page, compressed where the browser takes it: a long plan is a tenth of its size then. */
export async function sendPage(
  request: Request,
  response: Response,
  page: string,
  { policy, cache }: PageHeaders,
): Promise<void> {
  response.setHeader('Content-Type', 'text/html; charset=utf-8');
  response.setHeader('Cache-Control', cache);
  response.setHeader('Content-Security-Policy', policy);
  response.setHeader('Vary', 'Accept-Encoding');
  const zipped = /\bgzip\b/.test(request.headers['accept-encoding']?.toString() ?? '');
  const body = zipped ? await compress(page) : Buffer.from(page);
  if (zipped) response.setHeader('Content-Encoding', 'gzip');
  response.setHeader('Content-Length', body.length);
  response.sendRaw(200, body);
}
