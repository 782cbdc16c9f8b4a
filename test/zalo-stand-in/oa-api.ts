import { z } from 'zod';
import type { ChatLine, People } from './people.ts';
import type { TokenBook } from './token-book.ts';
import type { Trouble } from './trouble.ts';

export interface ApiRequest {
  readonly method: string;
  readonly url: URL;
  readonly headers: Readonly<Record<string, string | string[] | undefined>>;
  readonly body: Buffer;
}

export interface ApiParts {
  readonly people: People;
  readonly tokens: TokenBook;
  readonly trouble: Trouble;
  readonly appId: string;
  readonly appSecret: string;
  readonly oaId: string;
  readonly now: () => number;
  /** Called for each message that reached the person. */
  readonly sent: (userId: string, line: ChatLine) => void;
}

const button = z.object({ title: z.string().max(100), type: z.string(), payload: z.unknown() });
const messageCall = z.object({
  recipient: z.object({ user_id: z.string() }),
  message: z.object({
    text: z.string().min(1),
    attachment: z
      .object({ type: z.literal('template'), payload: z.object({ buttons: z.array(button).max(5) }) })
      .optional(),
  }),
});
const historyCall = z.object({ user_id: z.string(), offset: z.number(), count: z.number().max(10) });

const day = 24 * 3_600_000;

/** Answers as the OA API and its OAuth do: HTTP 200 whatever happens, with a negative `error` where it went wrong. */
export class OaApi {
  private calls: number[] = [];
  /** Every message call that came through, whether it was taken or not. */
  messageCalls = 0;

  constructor(private readonly parts: ApiParts) {}

  /** Undefined for a path that the real API does not have. */
  answer(request: ApiRequest): object | undefined {
    switch (`${request.method} ${request.url.pathname}`) {
      case 'POST /v4/oa/access_token':
        return this.refresh(request);
      case 'POST /v3.0/oa/message/cs':
        return this.guarded(request, () => this.send(request));
      case 'GET /v2.0/oa/conversation':
        return this.guarded(request, () => this.history(request));
      case 'GET /v2.0/oa/getoa':
        return this.guarded(request, () => this.account());
      case 'GET /v3.0/oa/user/detail':
        return this.guarded(request, () => this.detail(request));
      default:
        return undefined;
    }
  }

  private guarded({ headers }: ApiRequest, work: () => object): object {
    const { now, tokens, trouble } = this.parts;
    if (!tokens.accepts(String(headers['access_token'] ?? '')))
      return failure(-216, 'Access token is invalid');
    if (trouble.perMinute > 0) {
      this.calls = [...this.calls.filter((at) => at > now() - 60_000), now()];
      if (this.calls.length > trouble.perMinute) return failure(-32, 'Your application reached limit');
    }
    return work();
  }

  private send({ body }: ApiRequest): object {
    const { people, trouble, now, sent } = this.parts;
    this.messageCalls += 1;
    if (trouble.error) return failure(trouble.error, 'Switched on by hand');
    const call = messageCall.safeParse(json(body)).data;
    if (!call) return failure(-201, 'message is invalid');
    const { text, attachment } = call.message;
    if (text.length > 2000) return failure(-210, 'message.text is over the limit');
    if (attachment && !trouble.buttons) return failure(-233, 'Message type is invalid or not supported');
    const person = people.find(call.recipient.user_id);
    if (!person) return failure(-213, 'User has not followed official account');
    if (person.lastSeenAt === undefined) return failure(-232, 'No interaction');
    if (now() - person.lastSeenAt > 7 * day) return failure(-230, 'User has not interacted in 7 days');
    const buttons = attachment?.payload.buttons;
    const line = people.add(person.id, { from: 'account', text, ...(buttons && { buttons }) });
    sent(person.id, line);
    const free = now() - person.lastSeenAt <= 2 * day;
    const data = { message_id: line.id, user_id: person.id, sent_time: String(line.at) };
    return success(free ? { ...data, quota: { quota_type: 'reply' } } : data);
  }

  private history({ url }: ApiRequest): object {
    const call = historyCall.safeParse(json(Buffer.from(url.searchParams.get('data') ?? ''))).data;
    if (!call) return failure(-201, 'data is invalid');
    const lines = (this.parts.people.find(call.user_id)?.lines ?? []).toReversed();
    return success(
      lines.slice(call.offset, call.offset + call.count).map((line) => ({
        src: line.from === 'person' ? 1 : 0,
        time: line.at,
        message_id: line.id,
        type: line.image ? 'photo' : 'text',
        message: line.text,
      })),
    );
  }

  private account(): object {
    return success({ oa_id: this.parts.oaId, name: 'Tài khoản thử', is_verified: true, oa_type: 4 });
  }

  private detail({ url }: ApiRequest): object {
    const asked = json(Buffer.from(url.searchParams.get('data') ?? ''));
    const person = this.parts.people.find(
      z.object({ user_id: z.string() }).safeParse(asked).data?.user_id ?? '',
    );
    if (!person?.follows) return failure(-213, 'User has not followed official account');
    return success({ user_id: person.id, display_name: person.name, user_is_follower: true });
  }

  private refresh({ headers, body }: ApiRequest): object {
    const { appId, appSecret, tokens } = this.parts;
    const form = new URLSearchParams(body.toString('utf8'));
    const isApp = headers['secret_key'] === appSecret && form.get('app_id') === appId;
    if (!isApp) return oauthFailure(-14004, 'Invalid app or secret key');
    if (form.get('grant_type') !== 'refresh_token') return oauthFailure(-14002, 'Invalid grant type');
    const pair = tokens.exchange(form.get('refresh_token') ?? '');
    if (!pair) return oauthFailure(-14014, 'Invalid refresh token');
    return { access_token: pair.accessToken, refresh_token: pair.refreshToken, expires_in: '90000' };
  }
}

const success = (data: unknown): object => ({ data, error: 0, message: 'Success' });
const failure = (error: number, message: string): object => ({ error, message });
const oauthFailure = (error: number, reason: string): object => ({
  error_name: reason,
  error_reason: reason,
  error_description: reason,
  error,
});

function json(body: Buffer): unknown {
  try {
    return JSON.parse(body.toString('utf8')) as unknown;
  } catch {
    return undefined;
  }
}
