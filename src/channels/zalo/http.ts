/**
 * One call over HTTP, told apart by what the other side may have done with it:
 * - answered: it has, and said so
 * - not-sent: it cannot have; the connection never stood
 * - unsure: it may have; the answer was lost, late or unreadable
 */
export type CallResult =
  | { readonly kind: 'answered'; readonly body: Readonly<Record<string, unknown>> }
  | { readonly kind: 'not-sent'; readonly reason: string; readonly afterMs?: number }
  | { readonly kind: 'unsure'; readonly reason: string };

export interface Call {
  readonly url: URL;
  readonly method: 'GET' | 'POST';
  readonly headers: Readonly<Record<string, string>>;
  readonly body?: string;
}

const neverConnected: readonly string[] = [
  'ECONNREFUSED',
  'ENOTFOUND',
  'EAI_AGAIN',
  'EHOSTUNREACH',
  'ENETUNREACH',
  'UND_ERR_CONNECT_TIMEOUT',
  'ERR_TLS_CERT_ALTNAME_INVALID',
  'CERT_HAS_EXPIRED',
];
/** Answers of a gateway or a limiter that did not pass the call on. */
const notPassedOn: readonly number[] = [429, 503];
const maxAnswer = 1_000_000;

/** Never rejects and never takes much longer than `timeoutMs`. Redirects are not followed: a token is on board. */
export async function call({ url, ...init }: Call, timeoutMs: number): Promise<CallResult> {
  try {
    const response = await fetch(url, {
      ...init,
      redirect: 'manual',
      signal: AbortSignal.timeout(timeoutMs),
    });
    const text = await readText(response);
    if (notPassedOn.includes(response.status))
      return { kind: 'not-sent', reason: `HTTP ${response.status}`, ...waitOf(response) };
    const body = jsonObject(text);
    if (response.status === 200 && body) return { kind: 'answered', body };
    return { kind: 'unsure', reason: `HTTP ${response.status}${body ? '' : ', not JSON'}` };
  } catch (error) {
    const code = codeOf(error);
    return { kind: neverConnected.includes(code) ? 'not-sent' : 'unsure', reason: code };
  }
}

async function readText(response: Response): Promise<string> {
  const chunks: Uint8Array[] = [];
  let size = 0;
  for await (const chunk of response.body ?? []) {
    size += chunk.length;
    if (size > maxAnswer) return '';
    chunks.push(chunk);
  }
  return Buffer.concat(chunks).toString('utf8');
}

function waitOf(response: Response): { afterMs?: number } {
  const seconds = Number(response.headers.get('retry-after'));
  return seconds > 0 ? { afterMs: Math.min(seconds, 3600) * 1000 } : {};
}

function jsonObject(text: string): Readonly<Record<string, unknown>> | undefined {
  try {
    const value: unknown = JSON.parse(text);
    return typeof value === 'object' && value !== null ? (value as Record<string, unknown>) : undefined;
  } catch {
    return undefined;
  }
}

function codeOf(error: unknown): string {
  const cause = error instanceof Error ? (error.cause ?? error) : error;
  if (typeof cause === 'object' && cause !== null && 'code' in cause && typeof cause.code === 'string')
    return cause.code;
  return cause instanceof Error ? cause.name : 'unknown';
}
