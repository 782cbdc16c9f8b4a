import type { IncomingMessage } from 'node:http';

/** Where a request came from and by what address, seen through a reverse proxy that may be believed. */
export interface ClientAddress {
  readonly ip: string;
  /** "https://chat.example.gov.vn", without a slash at the end. */
  readonly base: string;
  /** Came from this machine and through no proxy. */
  readonly isLocal: boolean;
}

const hostName = /^[\w.-]+(:\d{1,5})?$|^\[[\da-f:]+\](:\d{1,5})?$/i;

export function isLoopbackAddress(ip: string): boolean {
  return ip === '::1' || /^(::ffff:)?127\./.test(ip);
}

/**
 * Forwarded headers are believed only from a proxy on this machine, or from any when `trustProxy` is set.
 * The last entry of X-Forwarded-For is the one that this proxy wrote; the ones before it are the client's claim.
 */
export function clientAddress(
  request: IncomingMessage,
  publicUrl?: string,
  trustProxy = false,
): ClientAddress {
  const peer = request.socket.remoteAddress ?? '';
  const believed = trustProxy || isLoopbackAddress(peer);
  const header = (name: string) => {
    const value = believed ? request.headers[name] : undefined;
    return (Array.isArray(value) ? value.join(',') : value)?.split(',').at(-1)?.trim();
  };
  const forwardedFor = header('x-forwarded-for');
  const named = header('x-forwarded-host') ?? request.headers.host ?? '';
  const host = hostName.test(named) ? named : 'localhost'; // it goes into headers and links
  const scheme = header('x-forwarded-proto') === 'https' ? 'https' : 'http';
  return {
    ip: forwardedFor ?? peer,
    base: publicUrl ? publicUrl.replace(/\/+$/, '') : `${scheme}://${host}`,
    isLocal:
      isLoopbackAddress(peer) && forwardedFor === undefined && request.headers['forwarded'] === undefined,
  };
}
