import { RateLimiterMemory } from 'rate-limiter-flexible';
import type { Request, Response, Server } from 'restify';
import { printDay } from '../cases/calendar-day.ts';
import type { Reception } from '../cases/reception.ts';
import type { ApiKey, ApiKeyStore } from '../storage/api-key-store.ts';
import { clientAddress } from '../web/client-address.ts';
import { readForm, type Form } from '../web/form.ts';
import { handle } from '../web/handle.ts';
import { mediaTypes, printAnswer, type Answer, type Format } from './answer.ts';
import { discovery } from './discovery.ts';
import { newRequest } from './new-request.ts';
import { Problem } from './problem.ts';
import { codesIn, filterOf, PublicRequests, type PublicRequestParts } from './public-requests.ts';
import { kindOfService, publicKinds, serviceEntry, serviceOf } from './services.ts';
import { say } from './texts.ts';

export interface Open311Parts extends PublicRequestParts {
  readonly reception: Pick<Reception, 'receive'>;
  readonly keys: Pick<ApiKeyStore, 'holderOf'>;
  /** Cơ quan: the ids are GeoReport's jurisdictions. Changes while the service runs. */
  readonly offices: () => readonly { readonly id: string }[];
  readonly publicUrl?: string | undefined;
  readonly now: () => Date;
  /** A case was taken in. */
  readonly changed?: (() => void) | undefined;
  /** Requests a minute of one key, and of one address that shows no good key. */
  readonly perMinute?: { readonly reads: number; readonly writes: number; readonly wrong: number };
}

const base = '/open311/v2';
const usualPerMinute = { reads: 300, writes: 60, wrong: 30 };

interface Asked {
  readonly request: Request;
  readonly query: URLSearchParams;
  readonly form: Form | undefined;
}
type Answered = Answer | { readonly status: number; readonly answer: Answer };

/** Open311 GeoReport v2 over the public kinds. What is not public does not exist here. */
export function mountOpen311(server: Server, parts: Open311Parts): void {
  const requests = new PublicRequests(parts);
  const gate = createGate(parts);
  const read = (path: string, answer: (asked: Asked) => Promise<Answered> | Answered) =>
    mount(server, 'get', path, answer);

  read('/discovery', ({ request }) => discovery(clientAddress(request, parts.publicUrl).base));
  read('/services', ({ query }) => {
    officeIn(query.get('jurisdiction_id') ?? '', parts);
    return { root: 'services', entry: 'service', items: publicKinds.map(serviceEntry) };
  });
  read('/services/:id', ({ request, query }) => {
    officeIn(query.get('jurisdiction_id') ?? '', parts);
    const kind = kindOfService(idIn(request));
    if (!kind) throw new Problem(404, 'badService');
    const { service_code } = serviceOf(kind);
    return { root: 'service_definition', item: { service_code, attributes: [] } };
  });
  read('/requests', async (asked) => {
    await gate(asked, 'canRead');
    const { query } = asked;
    const office = officeIn(query.get('jurisdiction_id') ?? '', parts);
    const codes = codesIn(query);
    const items = codes
      ? await Promise.all(codes.map((code) => requests.one(code, office, parts.now())))
      : await requests.list(filterOf(query, office, parts.now()), parts.now());
    return { ...listOfRequests, items: items.filter((item) => item !== undefined) };
  });
  read('/requests/:id', async (asked) => {
    await gate(asked, 'canRead');
    const office = officeIn(asked.query.get('jurisdiction_id') ?? '', parts);
    const item = await requests.one(idIn(asked.request), office, parts.now());
    if (!item) throw new Problem(404, 'noRequest');
    return { ...listOfRequests, items: [item] };
  });
  mount(server, 'post', '/requests', async (asked) => {
    const key = await gate(asked, 'canWrite');
    return receive(asked, key, parts);
  });
}

const listOfRequests = { root: 'service_requests', entry: 'request' } as const;

/** The answer goes out when the case is on disk; the same `Idempotency-Key` again is the same case again. */
async function receive({ request, form, query }: Asked, key: ApiKey, parts: Open311Parts): Promise<Answered> {
  if (!form) throw new Problem(400, 'badForm');
  const jurisdiction = form.text('jurisdiction_id') || (query.get('jurisdiction_id') ?? '');
  const [first, ...more] = parts.offices();
  const office = officeIn(jurisdiction, parts) ?? (more.length === 0 ? first?.id : undefined);
  if (office === undefined) throw new Problem(400, 'noJurisdiction');
  const repeat = request.headers['idempotency-key'];
  if (repeat !== undefined && (typeof repeat !== 'string' || repeat.length > 200))
    throw new Problem(400, 'badRepeat');
  const now = parts.now();
  const receipt = await parts.reception.receive(
    { ...newRequest(form, office, now), submissionKey: repeat && `open311/${key.id}/${repeat}` },
    now,
  );
  parts.changed?.();
  const item = {
    service_request_id: receipt.code,
    service_notice: say.received(receipt.receivingUnit, receipt.due && printDay(receipt.due.on)),
    account_id: null,
  };
  return { status: receipt.repeated ? 200 : 201, answer: { ...listOfRequests, items: [item] } };
}

/** The holder of a key with that right. Guessing keys is slowed down per address, using them per key. */
function createGate(parts: Open311Parts) {
  const { reads, writes, wrong } = parts.perMinute ?? usualPerMinute;
  const limiters = {
    canRead: new RateLimiterMemory({ points: reads, duration: 60 }),
    canWrite: new RateLimiterMemory({ points: writes, duration: 60 }),
  };
  const guesses = new RateLimiterMemory({ points: wrong, duration: 60 });
  const spend = async (limiter: RateLimiterMemory, whose: string) => {
    if (!(await limiter.consume(whose).catch(() => undefined))) throw new Problem(429, 'tooMany');
  };
  return async ({ request, query, form }: Asked, right: 'canRead' | 'canWrite'): Promise<ApiKey> => {
    const bearer = /^Bearer (\S+)$/i.exec(request.headers.authorization ?? '')?.[1];
    const given = bearer ?? (form?.text('api_key') || query.get('api_key'));
    const key = given ? await parts.keys.holderOf(given) : undefined;
    if (!key) {
      await spend(guesses, clientAddress(request, parts.publicUrl).ip);
      throw new Problem(403, 'noKey');
    }
    if (!key[right]) throw new Problem(403, 'noRight');
    await spend(limiters[right], key.id);
    return key;
  };
}

/** Undefined when none is named. */
function officeIn(id: string, { offices }: Open311Parts): string | undefined {
  if (id === '') return undefined;
  if (!offices().some((office) => office.id === id)) throw new Problem(404, 'badJurisdiction');
  return id;
}

function idIn(request: Request): string {
  return ((request.params as Record<string, string>)['id'] ?? '').replace(/\.(?:json|xml)$/, '');
}

/** One address in its three spellings: with `.json`, with `.xml`, and bare. */
function mount(
  server: Server,
  method: 'get' | 'post',
  path: string,
  answer: (asked: Asked) => Promise<Answered> | Answered,
): void {
  const run = handle(async (request, response) => {
    const format = formatOf(request);
    try {
      const reading = method === 'post' ? await readForm(request) : undefined;
      if (reading?.problem === 'too-large') throw new Problem(413, 'tooLarge');
      if (reading?.problem) throw new Problem(400, 'badForm');
      const query = new URLSearchParams(request.getQuery());
      const answered = await answer({ request, query, form: reading?.form });
      if ('answer' in answered) send(response, answered.status, answered.answer, format);
      else send(response, 200, answered, format);
    } catch (error) {
      if (!(error instanceof Problem)) throw error;
      const items = [{ code: error.status, description: error.message }];
      if (error.status === 429) response.setHeader('Retry-After', '60');
      send(response, error.status, { root: 'errors', entry: 'error', items }, format);
    }
  });
  const spellings = path.endsWith(':id') ? [path] : [path, `${path}.json`, `${path}.xml`];
  for (const spelling of spellings) server[method](`${base}${spelling}`, run);
}

function formatOf(request: Request): Format {
  const path = request.getPath();
  if (path.endsWith('.xml')) return 'xml';
  const accepts = request.headers.accept ?? '';
  return !path.endsWith('.json') && /\b(?:text|application)\/xml\b/.test(accepts) ? 'xml' : 'json';
}

function send(response: Response, status: number, answer: Answer, format: Format): void {
  response.setHeader('Content-Type', mediaTypes[format]);
  response.setHeader('Cache-Control', 'no-store');
  response.sendRaw(status, printAnswer(answer, format));
}
