import { secret } from './service.ts';

export interface Answered {
  readonly status: number;
  readonly body: Record<string, unknown> & {
    readonly conversationId: string;
    readonly token: string;
    readonly streamUrl: string;
    readonly watermark: string;
    readonly activities: readonly Shown[];
    readonly error?: { readonly code: string; readonly message: string };
  };
  readonly headers: Headers;
  readonly text: string;
}

export interface Shown {
  readonly id: string;
  readonly type: string;
  readonly text?: string;
  readonly timestamp: string;
  readonly from: { readonly id: string; readonly role?: string };
  readonly channelData?: { readonly clientActivityID?: string };
  readonly attachments?: readonly {
    readonly contentUrl: string;
    readonly contentType: string;
    readonly name: string;
  }[];
}

/** Plain requests to Direct Line, with the secret unless another credential is given. */
export function client(base: string, credential: string | undefined = secret) {
  const call = async (
    method: string,
    path: string,
    body?: unknown,
    more: RequestInit = {},
  ): Promise<Answered> => {
    const response = await fetch(base + path, {
      method,
      ...more,
      headers: {
        ...(credential && { authorization: `Bearer ${credential}` }),
        ...(body !== undefined && { 'content-type': 'application/json' }),
        ...(more.headers as Record<string, string> | undefined),
      },
      ...(body !== undefined && { body: typeof body === 'string' ? body : JSON.stringify(body) }),
    });
    const text = await response.text();
    const json = text.startsWith('{') ? (JSON.parse(text) as Answered['body']) : ({} as Answered['body']);
    return { status: response.status, body: json, headers: response.headers, text };
  };
  const conversations = '/v3/directline/conversations';
  return {
    call,
    start: (userId = 'dl_lan') => call('POST', conversations, { user: { id: userId } }),
    say: (id: string, text: string, more: object = {}) =>
      call('POST', `${conversations}/${id}/activities`, { type: 'message', text, ...more }),
    read: (id: string, watermark = '') =>
      call('GET', `${conversations}/${id}/activities?watermark=${watermark}`),
  };
}

/** Polls until what is looked for is there. */
export async function until<T>(
  look: () => Promise<T | undefined> | T | undefined,
  what: string,
  limitMs = 8000,
): Promise<T> {
  const end = Date.now() + limitMs;
  for (;;) {
    const found = await look();
    if (found !== undefined && found !== false) return found;
    if (Date.now() > end) throw new Error(`waited in vain: ${what}`);
    await new Promise((resolve) => setTimeout(resolve, 25));
  }
}

/** All messages of a conversation, once there are at least `count`. */
export async function messages(base: string, id: string, count: number): Promise<readonly Shown[]> {
  return until(async () => {
    const { body } = await client(base).read(id);
    const shown = body.activities.filter(({ type }) => type === 'message');
    return shown.length >= count ? shown : undefined;
  }, `${count} messages`);
}
