import { createServer, type IncomingMessage, type Server, type ServerResponse } from 'node:http';
import type { AddressInfo } from 'node:net';
import { happeningsOf, signed, type Happening, type SignedEvent } from './events.ts';
import { OaApi } from './oa-api.ts';
import { People, type Person } from './people.ts';
import { TokenBook } from './token-book.ts';
import { noTrouble, type Outage, type Trouble } from './trouble.ts';
import { WebhookSender, type Posted } from './webhook-sender.ts';

export interface StandInOptions {
  readonly appId?: string;
  readonly appSecret?: string;
  readonly oaId?: string;
  readonly oaSecret?: string;
  /** Where events go; without it they are only made. */
  readonly webhookUrl?: string;
  readonly now?: () => number;
  /** Answers what is not an API path, such as the page for people. */
  readonly page?: PageHandler;
}

/** True when it has answered. */
export type PageHandler = (
  standIn: ZaloStandIn,
  request: IncomingMessage,
  body: Buffer,
  response: ServerResponse,
) => boolean;

interface StoredFile {
  readonly type: string;
  readonly bytes: Buffer;
}

/**
 * Zalo, as far as this service meets it: signs and posts events, keeps the chats, answers the OA API and OAuth.
 * Runs on this machine only.
 */
export class ZaloStandIn {
  readonly keys: { readonly appId: string; readonly oaId: string; readonly oaSecret: string };
  readonly appSecret: string;
  readonly people: People;
  readonly tokens: TokenBook;
  readonly webhook: WebhookSender;
  readonly api: OaApi;
  readonly trouble: Trouble = noTrouble();
  /** Switch off to test without the echoes and receipts that real Zalo sends for each message. */
  echoes = true;
  readonly now: () => number;
  private readonly files = new Map<string, StoredFile>();
  private readonly server: Server;
  private readonly listeners = new Set<() => void>();
  private readonly underWay = new Set<Promise<unknown>>();

  constructor(private readonly options: StandInOptions = {}) {
    this.now = options.now ?? Date.now;
    this.keys = {
      appId: options.appId ?? '4102938475610293847',
      oaId: options.oaId ?? '2389475610293847561',
      oaSecret: options.oaSecret ?? 'khoa-oa-de-thu',
    };
    this.appSecret = options.appSecret ?? 'khoa-ung-dung-de-thu';
    this.people = new People(this.now);
    this.tokens = new TokenBook(this.now);
    this.webhook = new WebhookSender(this.now, options.webhookUrl);
    this.api = new OaApi({
      people: this.people,
      tokens: this.tokens,
      trouble: this.trouble,
      ...this.keys,
      appSecret: this.appSecret,
      now: this.now,
      sent: (userId, line) => {
        this.changed();
        if (!this.echoes) return;
        const happening = happeningsOf(this.keys.oaId, userId);
        this.later(this.post(happening.echo(line.id, line.text)));
        this.later(this.post(happening.received(line.id)));
      },
    });
    this.server = createServer((request, response) => void this.handle(request, response));
  }

  async start(port = 0): Promise<void> {
    await new Promise<void>((resolve, reject) => {
      this.server.once('error', reject);
      this.server.listen(port, '127.0.0.1', resolve);
    });
  }

  async stop(): Promise<void> {
    this.server.closeAllConnections();
    await new Promise((resolve) => this.server.close(resolve));
  }

  get url(): string {
    return `http://127.0.0.1:${(this.server.address() as AddressInfo).port}`;
  }

  sign(happening: Happening, at = this.now()): SignedEvent {
    return signed(this.keys, happening, at);
  }

  async post(happening: Happening): Promise<Posted> {
    const posted = await this.webhook.deliver(this.sign(happening));
    this.changed();
    return posted;
  }

  /** A person writes, or taps a button whose payload this is. */
  async say(userId: string, text: string): Promise<Posted> {
    const line = this.heard(userId, { text });
    return this.post(happeningsOf(this.keys.oaId, userId).text(line.id, text));
  }

  async sendImage(userId: string, bytes: Buffer, type: string, text?: string): Promise<Posted> {
    const url = this.keepFile(bytes, type);
    const line = this.heard(userId, { text: text ?? '', image: url });
    return this.post(happeningsOf(this.keys.oaId, userId).image(line.id, url, text));
  }

  async sendFile(userId: string, bytes: Buffer, type: string, name: string): Promise<Posted> {
    const line = this.heard(userId, { text: name });
    const url = this.keepFile(bytes, type);
    return this.post(happeningsOf(this.keys.oaId, userId).file(line.id, url, name, bytes.length));
  }

  async sendLocation(userId: string, latitude: number, longitude: number): Promise<Posted> {
    const line = this.heard(userId, { text: '', place: [latitude, longitude] });
    return this.post(happeningsOf(this.keys.oaId, userId).location(line.id, latitude, longitude));
  }

  async follow(userId: string): Promise<Posted> {
    const person = this.people.person(userId);
    person.follows = true;
    person.lastSeenAt = this.now();
    return this.post(happeningsOf(this.keys.oaId, userId).follow());
  }

  async unfollow(userId: string): Promise<Posted> {
    this.people.person(userId).follows = false;
    return this.post(happeningsOf(this.keys.oaId, userId).unfollow());
  }

  async withdraw(userId: string): Promise<Posted> {
    return this.post(happeningsOf(this.keys.oaId, userId).withdraw());
  }

  /** An officer writes by hand in the OA tool. */
  async officerSays(userId: string, text: string): Promise<Posted> {
    const line = this.people.add(userId, { from: 'officer', text });
    return this.post(happeningsOf(this.keys.oaId, userId).officerText(line.id, text));
  }

  /** What the account has sent to a person, oldest first. */
  received(userId: string): readonly string[] {
    const lines = this.people.find(userId)?.lines ?? [];
    return lines.filter(({ from }) => from === 'account').map(({ text }) => text);
  }

  /** An address at this server, as Zalo gives one at its own. */
  keepFile(bytes: Buffer, type: string): string {
    const name = `${this.files.size + 1}-${this.people.newMessageId()}`;
    this.files.set(name, { type, bytes });
    return `${this.url}/media/${name}`;
  }

  /** Resolves when echoes and receipts under way have been posted. */
  async settled(): Promise<void> {
    await Promise.all(this.underWay);
  }

  /** Calls back whenever a chat may look different. */
  watch(listener: () => void): () => void {
    this.listeners.add(listener);
    return () => this.listeners.delete(listener);
  }

  changed(): void {
    for (const listener of this.listeners) listener();
  }

  private later(posting: Promise<unknown>): void {
    this.underWay.add(posting);
    void posting.finally(() => this.underWay.delete(posting));
  }

  private heard(userId: string, line: { text: string; image?: string; place?: [number, number] }) {
    const person: Person = this.people.person(userId);
    person.lastSeenAt = this.now();
    const added = this.people.add(userId, { from: 'person', ...line });
    this.changed();
    return added;
  }

  private async handle(request: IncomingMessage, response: ServerResponse): Promise<void> {
    const url = new URL(request.url ?? '/', 'http://127.0.0.1');
    const isApi = /^\/v[234](?:\.0)?\/oa\//u.test(url.pathname);
    const outage = this.outageFor(url.pathname, isApi);
    if (outage === 'refused') return void request.socket.destroy();
    const body = await bodyOf(request);
    if (outage === 'silent') return;
    if (outage === 'unavailable') return reply(response, 503, { message: 'Service Unavailable' });
    if (isApi) {
      const answer = this.api.answer({ method: request.method ?? '', url, headers: request.headers, body });
      if (outage === 'lost') return void request.socket.destroy();
      return reply(response, answer ? 200 : 404, answer ?? { error: -209, message: 'API not supported' });
    }
    const file = this.files.get(url.pathname.replace('/media/', ''));
    if (file && url.pathname.startsWith('/media/')) {
      response.writeHead(200, { 'content-type': file.type, 'content-length': file.bytes.length });
      return void response.end(file.bytes);
    }
    if (!this.options.page?.(this, request, body, response)) reply(response, 404, { message: 'Not found' });
  }

  private outageFor(path: string, isApi: boolean): Outage {
    if (!isApi) return 'none';
    return path === '/v4/oa/access_token' && this.trouble.oauth !== 'none'
      ? this.trouble.oauth
      : this.trouble.outage;
  }
}

async function bodyOf(request: IncomingMessage): Promise<Buffer> {
  const chunks: Buffer[] = [];
  for await (const chunk of request) chunks.push(chunk as Buffer);
  return Buffer.concat(chunks);
}

function reply(response: ServerResponse, status: number, body: object): void {
  response.writeHead(status, { 'content-type': 'application/json' });
  response.end(JSON.stringify(body));
}
