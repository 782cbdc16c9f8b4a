import { createHmac, randomBytes } from 'node:crypto';
import { jwtVerify, SignJWT } from 'jose';
import { sameSecret } from '../../web/same-secret.ts';

/** Whose conversation a token opens. `user` is null when a server opened it without saying for whom. */
export interface Grant {
  readonly user: string | null;
  readonly conversation: string;
  /** Opened by a server that holds the secret: its messages are not limited. */
  readonly trusted: boolean;
}

export type TokenReading =
  | { readonly grant: Grant; readonly expired: boolean; readonly problem?: undefined }
  | { readonly problem: 'forged' | 'expired' };

export interface TokenParts {
  readonly key: Uint8Array;
  readonly now: () => Date;
  readonly lifetimeSeconds: number;
  /** How long an expired token may still be exchanged for a new one of the same conversation. */
  readonly graceSeconds: number;
}

const streamTicketSeconds = 120;
const fileTicketSeconds = 24 * 3600;

/**
 * Tokens of Direct Line, and the short-lived tickets for the two addresses where a browser can send no header: the
 * socket and the files. The claims `user` and `conv` are plain because Web Chat reads its user id from the token.
 */
export class Tokens {
  constructor(private readonly parts: TokenParts) {}

  get lifetimeSeconds(): number {
    return this.parts.lifetimeSeconds;
  }

  issue(grant: Grant): Promise<string> {
    const claims = { conv: grant.conversation, ...(grant.user && { user: grant.user }), srv: grant.trusted };
    return this.sign('token', claims, this.parts.lifetimeSeconds);
  }

  /** A token expired within the grace reads as `expired: true`; the caller decides whether that will do. */
  async read(token: string): Promise<TokenReading> {
    const payload = await this.verify('token', token, this.parts.graceSeconds);
    if (!payload) return { problem: 'forged' };
    if (payload === 'expired') return { problem: 'expired' };
    const { user, conv, srv, exp = 0 } = payload;
    if (typeof conv !== 'string') return { problem: 'forged' };
    const grant = { conversation: conv, user: typeof user === 'string' ? user : null, trusted: srv === true };
    return { grant, expired: exp * 1000 <= this.parts.now().getTime() };
  }

  streamTicket(conversation: string, after: number, trusted: boolean): Promise<string> {
    return this.sign('stream', { conv: conversation, after, srv: trusted }, streamTicketSeconds);
  }

  /** Good for two minutes and for more than one socket: the client may open two with the same address. */
  async readStreamTicket(
    ticket: string,
  ): Promise<{ conversation: string; after: number; trusted: boolean } | undefined> {
    const payload = await this.verify('stream', ticket, 0);
    if (!payload || payload === 'expired') return undefined;
    const { conv, after, srv } = payload;
    if (typeof conv !== 'string' || typeof after !== 'number') return undefined;
    return { conversation: conv, after, trusted: srv === true };
  }

  /** Made anew each time a message is shown, so that an address copied out of the page soon opens nothing. */
  fileTicket(conversation: string, file: string): string {
    const until = Math.floor(this.parts.now().getTime() / 1000) + fileTicketSeconds;
    return `${until}.${this.seal(conversation, file, until)}`;
  }

  mayReadFile(ticket: string, conversation: string, file: string): boolean {
    const [until = '', seal = ''] = ticket.split('.');
    if (!/^\d{1,12}$/.test(until) || Number(until) * 1000 < this.parts.now().getTime()) return false;
    return sameSecret(seal, this.seal(conversation, file, Number(until)));
  }

  private seal(conversation: string, file: string, until: number): string {
    return createHmac('sha256', this.parts.key)
      .update(`file\n${conversation}\n${file}\n${until}`)
      .digest('base64url');
  }

  private sign(audience: string, claims: Record<string, unknown>, seconds: number): Promise<string> {
    const now = Math.floor(this.parts.now().getTime() / 1000);
    return new SignJWT(claims)
      .setProtectedHeader({ alg: 'HS256', typ: 'JWT' })
      .setAudience(audience)
      .setJti(randomBytes(6).toString('base64url'))
      .setIssuedAt(now)
      .setExpirationTime(now + seconds)
      .sign(this.parts.key);
  }

  private async verify(audience: string, token: string, graceSeconds: number) {
    try {
      const { payload } = await jwtVerify(token, this.parts.key, {
        algorithms: ['HS256'],
        audience,
        currentDate: this.parts.now(),
        clockTolerance: graceSeconds,
      });
      return payload;
    } catch (error) {
      return error instanceof Error && 'code' in error && error.code === 'ERR_JWT_EXPIRED'
        ? 'expired'
        : undefined;
    }
  }
}
