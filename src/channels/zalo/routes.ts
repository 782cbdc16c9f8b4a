import type { Server } from 'restify';
import { handle } from '../../web/handle.ts';
import { readBody } from '../../web/request-body.ts';
import { json } from '../direct-line/replies.ts';
import type { Webhook } from './webhook.ts';

const path = '/api/zalo/webhook';
const maxBytes = 256 * 1024;

/** `verification` is the code of the file by which Zalo checks that the domain is ours. */
export function mountZalo(server: Server, webhook: Webhook, verification: string | undefined): void {
  server.post(
    path,
    handle(async (request, response) => {
      const reading = await readBody(request, maxBytes);
      if (reading.problem) json(response, reading.problem === 'too-large' ? 413 : 400, {});
      else json(response, await webhook(reading.body, request.headers['x-zevent-signature']), {});
    }),
  );
  // The console of Zalo opens the address once when it is saved.
  server.get(
    path,
    handle((_request, response) => json(response, 200, {})),
  );
  if (!verification) return;
  server.get(
    `/zalo_verifier${verification}.html`,
    handle((_request, response) => {
      response.setHeader('Content-Type', 'text/html; charset=utf-8');
      response.sendRaw(200, verifierPage(verification));
    }),
  );
}

function verifierPage(code: string): string {
  return [
    '<!doctype html><html lang="vi"><head><meta charset="utf-8">',
    `<meta name="zalo-platform-site-verification" content="${code}">`,
    '<title>Xác thực tên miền</title></head><body></body></html>',
  ].join('\n');
}
