import type { Request, Response, Server } from 'restify';
import type { Log } from '../../log.ts';
import { handle } from '../../web/handle.ts';
import { readBody } from '../../web/request-body.ts';
import { readEvent } from './event.ts';
import type { InboundEvents } from './ports.ts';
import { readSigned, type AppKeys, type SignatureFault } from './signature.ts';
import { toActivity } from './to-activity.ts';

export interface RouteParts {
  readonly keys: AppKeys;
  readonly oaId: string;
  readonly events: Pick<InboundEvents, 'add'>;
  /** How long an event waits for an earlier one that is still on its way. */
  readonly settleMs: number;
  /** While the webhook is being set up: Zalo's console tests it unsigned and wants to hear 200. Nothing is done. */
  readonly setup: boolean;
  /** Code of the file by which Zalo checks that the domain is ours. */
  readonly verification: string | undefined;
  /** A new event is stored. */
  readonly arrived: () => void;
  readonly now: () => Date;
  readonly log: Log;
}

const path = '/api/zalo/webhook';
const maxBytes = 256 * 1024;
/** Zalo waits for two seconds. */
const patienceMs = 1500;

/** The webhook: checks, stores, answers. What an event asks for is done afterwards, from the store. */
export function mountZalo(server: Server, parts: RouteParts): void {
  const refused = new Map<string, number>();
  server.post(
    path,
    handle(async (request, response) => {
      const reading = await readBody(request, maxBytes);
      if (reading.problem) return answer(response, reading.problem === 'too-large' ? 413 : 400);
      const status = await receive(parts, reading.body, request, (fault) =>
        noteFault(parts.log, refused, fault),
      );
      return answer(response, status);
    }),
  );
  server.get(
    path,
    handle((_request, response) => answer(response, 200)),
  );
  const { verification } = parts;
  if (verification)
    server.get(
      `/zalo_verifier${verification}.html`,
      handle((_request, response) => answerPage(response, verification)),
    );
}

/** 200 only when the event is on disk, was so before, or asks for nothing. Else Zalo delivers it again. */
async function receive(
  parts: RouteParts,
  body: Buffer,
  { headers }: Request,
  refused: (fault: SignatureFault) => void,
): Promise<number> {
  const now = parts.now();
  const signed = readSigned(body, headers['x-zevent-signature'], parts.keys, now.getTime());
  if (signed.fault) {
    refused(signed.fault);
    return parts.setup && signed.fault === 'unsigned' ? 200 : 401;
  }
  const event = readEvent(signed.value, parts.oaId);
  if (!event || toActivity(event).kind === 'ignored') return 200;
  const stored = parts.events
    .add(
      {
        channel: 'zalo',
        eventId: event.key,
        userId: event.userId,
        occurredAt: new Date(event.at),
        notBefore: new Date(now.getTime() + parts.settleMs),
        payload: body.toString('utf8'),
      },
      now,
    )
    .then(() => {
      parts.arrived();
      return 200;
    })
    .catch((error: unknown) => {
      parts.log.error({ err: error, code: 'zalo/event-not-stored' }, 'a Zalo event could not be stored');
      return 503;
    });
  return Promise.race([stored, after(patienceMs, 503)]);
}

function after(ms: number, value: number): Promise<number> {
  return new Promise((resolve) => {
    setTimeout(() => resolve(value), ms).unref();
  });
}

/** The 1st, 10th, 100th…: a flood of forgeries is seen in the log but does not fill the disk. */
function noteFault(log: Log, counts: Map<string, number>, fault: SignatureFault): void {
  const count = (counts.get(fault) ?? 0) + 1;
  counts.set(fault, count);
  if (/^10*$/u.test(String(count)))
    log.warn({ code: 'zalo/webhook-refused', fault, count }, 'webhook call refused');
}

function answer(response: Response, status: number): void {
  response.setHeader('Content-Type', 'application/json; charset=utf-8');
  response.sendRaw(status, '{}');
}

function answerPage(response: Response, code: string): void {
  response.setHeader('Content-Type', 'text/html; charset=utf-8');
  response.sendRaw(
    200,
    `<!doctype html><html lang="vi"><head><meta charset="utf-8"><meta name="zalo-platform-site-verification" content="${code}"><title>Xác thực tên miền</title></head><body></body></html>`,
  );
}
