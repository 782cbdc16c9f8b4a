/**
 * Whether an Authorization header can be a token of the Bot Connector for this app at all.
 *
 * The SDK proves the signature, but asks Microsoft for the keys first: without this look, anybody could make the
 * server do that with garbage, and would be told how the call failed.
 */
export function looksLikeConnectorToken(header: string | undefined, appId: string): boolean {
  const token = /^Bearer ([\w-]+)\.([\w-]+)\.[\w-]+$/u.exec(header ?? '');
  const head = decoded(token?.[1]);
  const claims = decoded(token?.[2]);
  return head?.['alg'] === 'RS256' && typeof head['kid'] === 'string' && claims?.['aud'] === appId;
}

function decoded(part: string | undefined): Record<string, unknown> | undefined {
  try {
    const value: unknown = JSON.parse(Buffer.from(part ?? '', 'base64url').toString('utf8'));
    return typeof value === 'object' && value !== null ? (value as Record<string, unknown>) : undefined;
  } catch {
    return undefined;
  }
}
