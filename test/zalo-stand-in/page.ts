import { readFileSync } from 'node:fs';
import type { IncomingMessage, ServerResponse } from 'node:http';
import { join } from 'node:path';
import { z } from 'zod';
import type { PageHandler, ZaloStandIn } from './stand-in.ts';
import { outages } from './trouble.ts';

const files: Readonly<Record<string, readonly [name: string, type: string]>> = {
  '/': ['page.html', 'text/html; charset=utf-8'],
  '/page.js': ['page.js', 'text/javascript; charset=utf-8'],
  '/page.css': ['page.css', 'text/css; charset=utf-8'],
};

const who = z.string().regex(/^\d{6,20}$/u);
const deed = z.discriminatedUnion('do', [
  z.object({ do: z.literal('say'), who, text: z.string().min(1).max(5000) }),
  z.object({ do: z.literal('image'), who, data: z.base64(), type: z.string(), text: z.string() }),
  z.object({ do: z.literal('file'), who, data: z.base64(), type: z.string(), name: z.string().min(1) }),
  z.object({ do: z.literal('location'), who, latitude: z.number(), longitude: z.number() }),
  z.object({ do: z.literal('follow'), who }),
  z.object({ do: z.literal('unfollow'), who }),
  z.object({ do: z.literal('withdraw'), who }),
  z.object({ do: z.literal('officer'), who, text: z.string().min(1) }),
  z.object({ do: z.literal('add'), who, name: z.string().min(1).max(40) }),
  z.object({ do: z.literal('expire') }),
  z.object({ do: z.literal('reconnect') }),
  z.object({
    do: z.literal('trouble'),
    outage: z.enum(outages).optional(),
    oauth: z.enum(outages).optional(),
    perMinute: z.number().int().min(0).optional(),
    buttons: z.boolean().optional(),
    error: z.number().int().max(0).optional(),
  }),
]);

/** The page on which a developer chats as a citizen and switches troubles on and off. */
export const page: PageHandler = (standIn, request, body, response) => {
  const url = new URL(request.url ?? '/', standIn.url);
  if (!isFromHere(request)) return refuse(response, 403);
  if (request.method === 'GET' && url.pathname === '/api/state')
    return send(response, stateFor(standIn, url.searchParams.get('who') ?? ''));
  if (request.method === 'GET' && url.pathname === '/api/changes') return follow(standIn, request, response);
  if (request.method === 'POST' && url.pathname === '/api/do') {
    const wanted = deed.safeParse(parse(body));
    if (!wanted.success) return refuse(response, 400);
    void act(standIn, wanted.data).then(() => standIn.changed());
    return send(response, {});
  }
  const file = files[url.pathname];
  if (request.method !== 'GET' || !file) return false;
  const [name, type] = file;
  response.writeHead(200, { 'content-type': type, 'cache-control': 'no-store' });
  response.end(readFileSync(join(import.meta.dirname, name)));
  return true;
};

async function act(standIn: ZaloStandIn, wanted: z.output<typeof deed>): Promise<void> {
  switch (wanted.do) {
    case 'say':
      await standIn.say(wanted.who, wanted.text);
      break;
    case 'image':
      await standIn.sendImage(wanted.who, decoded(wanted.data), wanted.type, wanted.text || undefined);
      break;
    case 'file':
      await standIn.sendFile(wanted.who, decoded(wanted.data), wanted.type, wanted.name);
      break;
    case 'location':
      await standIn.sendLocation(wanted.who, wanted.latitude, wanted.longitude);
      break;
    case 'officer':
      await standIn.officerSays(wanted.who, wanted.text);
      break;
    case 'add':
      standIn.people.person(wanted.who, wanted.name);
      break;
    case 'expire':
      standIn.tokens.expireAccess();
      break;
    case 'reconnect':
      standIn.webhook.switchOn();
      break;
    case 'trouble': {
      const { do: _what, ...trouble } = wanted;
      Object.assign(standIn.trouble, trouble);
      break;
    }
    default:
      await standIn[wanted.do](wanted.who);
  }
}

function decoded(data: string): Buffer {
  return Buffer.from(data, 'base64');
}

function stateFor({ people, trouble, webhook, keys }: ZaloStandIn, id: string): object {
  return {
    oaId: keys.oaId,
    people: people
      .list()
      .map(({ id, name, follows, lines }) => ({ id, name, follows, last: lines.at(-1)?.text ?? '' })),
    lines: people.find(id)?.lines ?? [],
    trouble,
    webhook: {
      url: webhook.url,
      pending: webhook.pending,
      switchedOff: webhook.switchedOff,
      log: webhook.log.slice(-30).toReversed(),
    },
  };
}

function follow(standIn: ZaloStandIn, request: IncomingMessage, response: ServerResponse): true {
  response.writeHead(200, { 'content-type': 'text/event-stream', 'cache-control': 'no-store' });
  response.write('retry: 1000\n\n');
  request.once(
    'close',
    standIn.watch(() => response.write('data: changed\n\n')),
  );
  return true;
}

/** A page of the internet must not reach it through the developer's browser. */
function isFromHere({ headers }: IncomingMessage): boolean {
  const here = /^(?:127\.0\.0\.1|localhost)(?::\d+)?$/u;
  const origin = headers.origin?.replace(/^http:\/\//u, '');
  return here.test(headers.host ?? '') && (origin === undefined || origin === headers.host);
}

function send(response: ServerResponse, value: object): true {
  response.writeHead(200, { 'content-type': 'application/json', 'cache-control': 'no-store' });
  response.end(JSON.stringify(value));
  return true;
}

function refuse(response: ServerResponse, status: number): true {
  response.writeHead(status).end();
  return true;
}

function parse(body: Buffer): unknown {
  try {
    return JSON.parse(body.toString('utf8')) as unknown;
  } catch {
    return undefined;
  }
}
