import type { IncomingMessage } from 'node:http';
import { sameSecret } from '../../web/same-secret.ts';
import { type Refusal, refusals } from './texts.ts';
import type { Grant, Tokens } from './tokens.ts';

export type Caller =
  { readonly kind: 'secret' } | { readonly kind: 'token'; readonly grant: Grant; readonly expired: boolean };

export type Access =
  | { readonly caller: Caller; readonly refusal?: undefined }
  | { readonly refusal: Refusal; readonly caller?: undefined };

/** Who is calling: a server with the secret, or somebody with a token of one conversation. */
export class AccessControl {
  constructor(
    private readonly secret: string,
    private readonly tokens: Tokens,
  ) {}

  /** A token past its time is let in only where `recentlyExpired` says so: to be exchanged for a new one. */
  async callerOf(request: IncomingMessage, options: { recentlyExpired?: boolean } = {}): Promise<Access> {
    const credential = /^Bearer +(\S+)$/i.exec(request.headers.authorization ?? '')?.[1];
    if (!credential) return { refusal: refusals.unauthorized };
    if (sameSecret(credential, this.secret)) return { caller: { kind: 'secret' } };
    const reading = await this.tokens.read(credential);
    if (reading.problem) return { refusal: refusals[reading.problem] };
    if (reading.expired && !options.recentlyExpired) return { refusal: refusals.expired };
    return { caller: { kind: 'token', grant: reading.grant, expired: reading.expired } };
  }

  /** As `callerOf`, and the token must be this conversation's. */
  async callerFor(
    conversationId: string,
    request: IncomingMessage,
    options: { recentlyExpired?: boolean } = {},
  ): Promise<Access> {
    const access = await this.callerOf(request, options);
    if (access.refusal || access.caller.kind === 'secret') return access;
    return access.caller.grant.conversation === conversationId
      ? access
      : { refusal: refusals.otherConversation };
  }
}
