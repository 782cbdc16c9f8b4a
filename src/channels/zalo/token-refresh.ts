import { z } from 'zod';
import { call } from './http.ts';

export interface TokenPair {
  readonly access: string;
  readonly refresh: string;
  readonly lifeMs: number;
}

/**
 * - pair: the old tokens are dead, these are the only ones
 * - refused: this refresh token will not do
 * - not-done: nothing has changed
 * - unsure: the old refresh token may have been spent
 */
export type Refreshing =
  | { readonly kind: 'pair'; readonly pair: TokenPair }
  | { readonly kind: 'refused'; readonly reason: string }
  | { readonly kind: 'not-done'; readonly reason: string }
  | { readonly kind: 'unsure'; readonly reason: string };

export interface RefreshParts {
  readonly oauth: URL;
  readonly appId: string;
  readonly appSecret: string;
  readonly timeoutMs: number;
}

const pair = z.object({
  access_token: z.string().min(1),
  refresh_token: z.string().min(1),
  expires_in: z.coerce.number().positive().catch(3600),
});
const fault = z.object({ error: z.coerce.number().catch(0), error_name: z.string().catch('') });
const tooManyCalls = -32;

/** Spends the refresh token for a new pair. Zalo reports a failure with HTTP 200 too: only a whole pair counts. */
export async function refreshTokens(parts: RefreshParts, refreshToken: string): Promise<Refreshing> {
  const form = new URLSearchParams({
    refresh_token: refreshToken,
    app_id: parts.appId,
    grant_type: 'refresh_token',
  });
  const headers = { 'content-type': 'application/x-www-form-urlencoded', secret_key: parts.appSecret };
  const url = new URL('/v4/oa/access_token', parts.oauth);
  const result = await call({ url, method: 'POST', headers, body: form.toString() }, parts.timeoutMs);
  if (result.kind === 'not-sent') return { kind: 'not-done', reason: result.reason };
  if (result.kind === 'unsure') return result;
  const found = pair.safeParse(result.body).data;
  if (found) {
    const { access_token: access, refresh_token: refresh, expires_in } = found;
    return { kind: 'pair', pair: { access, refresh, lifeMs: expires_in * 1000 } };
  }
  const { error, error_name } = fault.parse(result.body);
  const reason = `OAuth error ${error} ${error_name}`.trim();
  return { kind: error === tooManyCalls ? 'not-done' : 'refused', reason };
}
