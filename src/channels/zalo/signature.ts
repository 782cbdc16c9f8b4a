import { createHash } from 'node:crypto';
import { sameSecret } from '../../web/same-secret.ts';

export interface AppKeys {
  readonly appId: string;
  /** "OA Secret Key" of the app's Webhook page; not the App Secret that OAuth uses. */
  readonly oaSecret: string;
}

export type SignatureFault =
  'unsigned' | 'malformed' | 'wrong-app' | 'forged' | 'too-old' | 'from-the-future';

export type SignedReading =
  | { readonly value: Readonly<Record<string, unknown>>; readonly sentAt: number; readonly fault?: undefined }
  | { readonly fault: SignatureFault };

/** Zalo repeats an event with its first timestamp, so a window of minutes would throw its own retries away. */
const maxAgeMs = 24 * 3_600_000;
const maxAheadMs = 5 * 60_000;

const macHeader = /^(?:mac=)?(?<mac>[0-9a-f]{64})$/u;

/**
 * The mac that Zalo puts in `X-ZEvent-Signature`: SHA-256 (not HMAC) over app id, body as sent, timestamp, secret.
 */
export function macOf(rawBody: Buffer, timestamp: string, { appId, oaSecret }: AppKeys): string {
  return createHash('sha256').update(appId).update(rawBody).update(timestamp).update(oaSecret).digest('hex');
}

/**
 * The event of a webhook call, when Zalo signed these very bytes for our app, at most 24 hours ago.
 *
 * The mac is taken over the bytes as they came: parsing and printing JSON again would change escapes and order.
 */
export function readSigned(rawBody: Buffer, header: unknown, keys: AppKeys, now: number): SignedReading {
  if (header === undefined || header === '') return { fault: 'unsigned' };
  const mac = typeof header === 'string' ? macHeader.exec(header)?.groups?.['mac'] : undefined;
  const value = jsonObject(rawBody);
  const timestamp = value?.['timestamp'];
  if (!mac || !value || !isTimestamp(timestamp)) return { fault: 'malformed' };
  if (!sameSecret(mac, macOf(rawBody, String(timestamp), keys))) return { fault: 'forged' };
  if (String(value['app_id']) !== keys.appId) return { fault: 'wrong-app' };
  const sentAt = Number(timestamp);
  if (now - sentAt > maxAgeMs) return { fault: 'too-old' };
  if (sentAt - now > maxAheadMs) return { fault: 'from-the-future' };
  return { value, sentAt };
}

/** Epoch milliseconds, as text or, in some events, as a number. */
function isTimestamp(value: unknown): value is string | number {
  return (typeof value === 'string' || typeof value === 'number') && /^\d{10,14}$/u.test(String(value));
}

function jsonObject(rawBody: Buffer): Readonly<Record<string, unknown>> | undefined {
  try {
    const parsed: unknown = JSON.parse(rawBody.toString('utf8'));
    const isObject = typeof parsed === 'object' && parsed !== null && !Array.isArray(parsed);
    return isObject ? (parsed as Record<string, unknown>) : undefined;
  } catch {
    return undefined;
  }
}
