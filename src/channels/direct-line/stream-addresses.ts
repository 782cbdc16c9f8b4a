import type { Grant, Tokens } from './tokens.ts';

/** Addresses of sockets. A browser can send no header when it opens one, so the address carries its own ticket. */
export class StreamAddresses {
  constructor(private readonly tokens: Tokens) {}

  /** Absolute, and wss where the page came over https: a page over https may open no other. */
  async issue(base: string, grant: Grant, after: number): Promise<string> {
    const ticket = await this.tokens.streamTicket(grant.conversation, after, grant.trusted);
    return `${base.replace(/^http/, 'ws')}/v3/directline/conversations/${grant.conversation}/stream?t=${ticket}`;
  }

  /** Undefined when it is not such an address or its ticket is no good. */
  async open(url: string): Promise<{ conversation: string; after: number; trusted: boolean } | undefined> {
    const { pathname, searchParams } = new URL(url, 'http://localhost');
    const conversation = /^\/v3\/directline\/conversations\/([\w-]+)\/stream$/.exec(pathname)?.[1];
    const ticket = await this.tokens.readStreamTicket(searchParams.get('t') ?? '');
    return ticket && ticket.conversation === conversation ? ticket : undefined;
  }
}
