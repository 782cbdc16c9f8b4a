import type { Activity } from 'botbuilder';
import type { Request, Response } from 'restify';
import type { Log } from '../../log.ts';
import { readJson } from '../../web/request-body.ts';
import { isThisMachine } from '../this-machine.ts';
import { json } from '../direct-line/replies.ts';
import type { Turns } from '../direct-line/turns.ts';
import type { BotServiceAdapter, Caller, Turn } from './adapter.ts';
import { looksLikeConnectorToken } from './bearer.ts';
import { heard, readIncoming } from './incoming.ts';
import type { References } from './references.ts';
import { isServiceUrl } from './service-url.ts';

export interface EndpointParts {
  readonly adapter: BotServiceAdapter;
  readonly references: References;
  readonly turns: Turns;
  /** Undefined: only the Emulator on this machine may call, without a token. */
  readonly appId: string | undefined;
  readonly allowThisMachine: boolean;
  readonly turn: Turn;
  /** What is said when a file comes along. */
  readonly noFiles: string;
  readonly log: Log;
}

const maxBytes = 256 * 1024;
/** A message that Azure repeats because the turn took long is the same one. */
const rememberedIds = 5000;

/** `POST /api/messages`: nothing is sent anywhere before the sender and the address for answers are proved. */
export function createEndpoint(parts: EndpointParts) {
  const { adapter, references, turns, log } = parts;
  const known = new Set<string>();
  const hear = withoutFiles(parts);

  return async (request: Request, response: Response): Promise<void> => {
    const reading = await readJson(request, maxBytes);
    if (reading.problem) return json(response, reading.problem === 'too-large' ? 413 : 400, {});
    const activity = readIncoming(reading.value);
    if (!activity) return json(response, 400, {});
    const caller = await callerOf(parts, activity, request);
    if (typeof caller === 'number') return json(response, caller, {});
    if (isRepeated(known, activity)) return json(response, 200, {});
    await references.note(activity);
    return turns.add(activity.conversation.id, async () => {
      try {
        const invoked = await adapter.receive(caller, activity, hear);
        json(response, invoked?.status ?? 200, invoked?.body ?? {});
      } catch (error) {
        log.error({ err: error, code: 'bot-service/turn', channel: activity.channelId }, 'turn failed');
        json(response, 500, {});
      }
    });
  };
}

/** Who calls, or the status to refuse with. */
async function callerOf(
  { adapter, appId, allowThisMachine, log }: EndpointParts,
  activity: Activity,
  { headers }: Request,
): Promise<Caller | number> {
  const { authorization = '' } = headers;
  const mayCall = appId
    ? looksLikeConnectorToken(authorization, appId)
    : activity.channelId === 'emulator' && isFromProgram(headers);
  if (!mayCall) return 401;
  if (!isServiceUrl(activity.serviceUrl, allowThisMachine)) {
    log.warn({ code: 'bot-service/service-url', channel: activity.channelId }, 'unknown address refused');
    return 403;
  }
  return adapter.authenticate(activity, authorization).catch((error: unknown) => {
    log.warn({ err: error, code: 'bot-service/refused' }, 'a message could not be authenticated');
    return isTokenFault(error) ? 401 : 503;
  });
}

/** Not from a web page that somebody has open in a browser of this machine. */
function isFromProgram({ origin, host, ...headers }: Request['headers']): boolean {
  const isJson = /^application\/json\b/iu.test(headers['content-type'] ?? '');
  const address = `http://${host}`;
  return origin === undefined && isJson && URL.canParse(address) && isThisMachine(new URL(address));
}

function isRepeated(known: Set<string>, { id, channelId, conversation, type }: Activity): boolean {
  if (!id || type !== 'message') return false;
  const key = [channelId, conversation.id, id].join(' ');
  if (known.has(key)) return true;
  known.add(key);
  for (const oldest of known) if (known.size > rememberedIds) known.delete(oldest);
  return false;
}

function withoutFiles({ turn, noFiles }: EndpointParts): Turn {
  return async (context) => {
    const { activity, hasFiles } = heard(context.activity);
    Object.assign(context.activity, activity);
    if (hasFiles) await context.sendActivity(noFiles);
    if (!hasFiles || activity.text) await turn(context);
  };
}

/** The token is wrong, as against: Microsoft's keys could not be fetched. */
function isTokenFault(error: unknown): boolean {
  const names = ['JsonWebTokenError', 'TokenExpiredError', 'NotBeforeError', 'AuthenticationError'];
  return statusOf(error) === 401 || (error instanceof Error && names.includes(error.name));
}

export function statusOf(error: unknown): number | undefined {
  const found = typeof error === 'object' && error !== null && 'statusCode' in error && error.statusCode;
  return typeof found === 'number' ? found : undefined;
}
