import { z } from 'zod';
import { meaningOf, type Meaning } from './error-codes.ts';
import { call, type CallResult } from './http.ts';

/** One message as the OA API takes it, at most 2,000 characters. */
export interface ZaloText {
  readonly text: string;
  /** Shown as buttons below the text; a tap comes back as a text of the same words. */
  readonly buttons?: readonly string[];
}

export type Answer<T> =
  | { readonly kind: 'done'; readonly value: T }
  | { readonly kind: 'refused'; readonly meaning: Meaning | undefined; readonly code: number }
  | Exclude<CallResult, { readonly kind: 'answered' }>;

/** A message of a conversation as Zalo keeps it. */
export interface SentMessage {
  readonly id: string;
  readonly text: string;
  readonly byAccount: boolean;
  readonly at: number;
}

export interface ZaloClient {
  /** Resolves to Zalo's id of the message. */
  send(token: string, userId: string, message: ZaloText): Promise<Answer<string>>;
  /** The latest messages with a person, both ways, newest first, ten to a page. */
  latest(token: string, userId: string, page?: number): Promise<Answer<readonly SentMessage[]>>;
}

const buttonLimit = 5;
const titleLimit = 100;
const payloadLimit = 1000;
const historyPage = 10;

const base = z.looseObject({ error: z.number() });
const sent = z.object({ data: z.object({ message_id: z.coerce.string() }) });
const history = z.object({
  data: z.array(
    z.object({
      message_id: z.coerce.string().catch(''),
      src: z.coerce.number(),
      time: z.coerce.number(),
      message: z.string().catch(''),
    }),
  ),
});

/** The calls of the OA API that this service makes. The token is given with each call: it changes every day. */
export function createZaloClient(api: URL, timeoutMs: number): ZaloClient {
  const get = (path: string, token: string, data: unknown) => {
    const url = new URL(path, api);
    url.searchParams.set('data', JSON.stringify(data));
    return call({ url, method: 'GET', headers: { access_token: token } }, timeoutMs);
  };
  const post = (path: string, token: string, body: unknown) => {
    const headers = { access_token: token, 'content-type': 'application/json' };
    return call({ url: new URL(path, api), method: 'POST', headers, body: JSON.stringify(body) }, timeoutMs);
  };
  return {
    async send(token, userId, message) {
      const body = { recipient: { user_id: userId }, message: messageBody(message) };
      return answerOf(
        await post('/v3.0/oa/message/cs', token, body),
        (found) => sent.safeParse(found).data?.data.message_id ?? '',
      );
    },
    async latest(token, userId, page = 0) {
      const asked = { user_id: userId, offset: page * historyPage, count: historyPage };
      const answer = await get('/v2.0/oa/conversation', token, asked);
      return answerOf(answer, (found) => history.safeParse(found).data?.data.map(toSentMessage));
    },
  };
}

/** "done" needs `error: 0`; a body without a number there may be anything, so it proves nothing. */
function answerOf<T>(result: CallResult, read: (body: unknown) => T | undefined): Answer<T> {
  if (result.kind !== 'answered') return result;
  const body = base.safeParse(result.body).data;
  if (!body) return { kind: 'unsure', reason: 'an answer without an error number' };
  if (body.error !== 0) return { kind: 'refused', meaning: meaningOf(body.error), code: body.error };
  const value = read(result.body);
  return value === undefined ? { kind: 'unsure', reason: 'an answer without data' } : { kind: 'done', value };
}

function messageBody({ text, buttons = [] }: ZaloText): unknown {
  const fitting = buttons.filter((title) => title.length <= payloadLimit).slice(0, buttonLimit);
  if (fitting.length === 0) return { text };
  const shown = fitting.map((title) => ({
    title: title.slice(0, titleLimit),
    type: 'oa.query.show',
    payload: title,
  }));
  return { text, attachment: { type: 'template', payload: { buttons: shown } } };
}

function toSentMessage(row: z.output<typeof history>['data'][number]): SentMessage {
  return { id: row.message_id, text: row.message.normalize('NFC'), byAccount: row.src === 0, at: row.time };
}
