import { createHmac } from 'node:crypto';
import { request as http } from 'node:http';
import { request as https } from 'node:https';
import type { NoticeChannel, Outcome } from './notice.ts';
import { guardedLookup, InsideAddress, mayBeTold, type AddressRule } from './outside-address.ts';

/** The channel's user is the webhook; its address and secret are looked up when a message goes out. */
export const webhookChannel = 'webhook';

export interface WebhookParts extends AddressRule {
  readonly targetOf: (id: string) => Promise<{ readonly url: string; readonly secret: string } | undefined>;
  readonly now: () => Date;
  readonly timeoutMs?: number;
}

const usualTimeoutMs = 15_000;

/** Standard Webhooks: the same message has the same `webhook-id` however often it comes. */
export function createWebhook(parts: WebhookParts): NoticeChannel {
  return {
    name: webhookChannel,
    repeatable: true,
    async deliver({ userId }, { text }): Promise<Outcome> {
      const target = await parts.targetOf(userId);
      if (!target) return refused('webhook/removed', 'The webhook was removed.');
      if (!mayBeTold(target.url, parts)) return refused('webhook/inside-address', 'Not a public address.');
      const { id } = JSON.parse(text) as { readonly id: string };
      const headers = signedHeaders({ id, body: text, secret: target.secret, at: parts.now() });
      try {
        return outcomeOf(await post(new URL(target.url), headers, text, parts));
      } catch (error) {
        if (error instanceof InsideAddress) return refused(error.code, 'Not a public address.');
        const code = error instanceof Error && 'code' in error ? String(error.code) : 'no answer';
        return { outcome: 'retry', reason: code };
      }
    },
  };
}

interface Signed {
  readonly id: string;
  readonly body: string;
  readonly secret: string;
  readonly at: Date;
}

/** Who has the secret can tell that the message is ours, unaltered and not an old one sent again. */
export function signedHeaders({ id, body, secret, at }: Signed): Readonly<Record<string, string>> {
  const timestamp = String(Math.floor(at.getTime() / 1000));
  const key = Buffer.from(secret.replace(/^whsec_/, ''), 'base64');
  const signature = createHmac('sha256', key).update(`${id}.${timestamp}.${body}`).digest('base64');
  return { 'webhook-id': id, 'webhook-timestamp': timestamp, 'webhook-signature': `v1,${signature}` };
}

/** 410 says for good that nobody is there any more; redirects are not followed, whoever moved registers anew. */
function outcomeOf(status: number): Outcome {
  if (status >= 200 && status < 300) return { outcome: 'delivered' };
  if (status === 410) return refused('webhook/gone', 'HTTP 410');
  return { outcome: 'retry', reason: `HTTP ${status}` };
}

function refused(code: string, reason: string): Outcome {
  return { outcome: 'refused', code, reason };
}

/** Resolves to the status; what the other side answers is not read. */
function post(
  url: URL,
  headers: Readonly<Record<string, string>>,
  body: string,
  { loopback, timeoutMs = usualTimeoutMs }: WebhookParts,
): Promise<number> {
  const send = url.protocol === 'https:' ? https : http;
  return new Promise((resolve, reject) => {
    const sent = send(url, {
      method: 'POST',
      agent: false,
      lookup: guardedLookup({ loopback }),
      signal: AbortSignal.timeout(timeoutMs),
      headers: { ...headers, 'content-type': 'application/json', 'content-length': Buffer.byteLength(body) },
    });
    sent.once('response', (response) => {
      resolve(response.statusCode ?? 0);
      response.destroy();
    });
    sent.on('error', reject);
    sent.end(body);
  });
}
