import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import type { Activity } from 'botbuilder';
import { startApp, type App } from '../../src/app.ts';
import { readConfig } from '../../src/config.ts';
import { InboundEventStore } from '../../src/storage/inbound-event-store.ts';
import { OutboxStore } from '../../src/storage/outbox-store.ts';
import { ZaloStandIn } from '../zalo-stand-in/stand-in.ts';
import { keptReadings } from '../kept-readings.ts';

export const channels = ['Direct Line', 'Zalo'] as const;
export type ChannelName = (typeof channels)[number];

/** Một người đang nói chuyện: the same whatever the channel. */
export interface Talk {
  readonly account: { readonly channel: string; readonly userId: string };
  /** Says one thing; resolves to all that is answered, as the person reads it. */
  says(text: string): Promise<string>;
  /** Says one thing to a channel that may be in trouble; resolves to what the channel itself answers. */
  tries(text: string): Promise<{ readonly status: number; readonly text: string }>;
  /** Says one thing after the other; resolves to the last answer. */
  saysAll(...texts: readonly string[]): Promise<string>;
  sendsPicture(name: string, bytes: Buffer): Promise<string>;
  sendsPlace(latitude: number, longitude: number): Promise<string>;
  /** What the person finds when they open the conversation again; undefined where that is the app's own matter. */
  history(): Promise<readonly Activity[] | undefined>;
}

const secret = 'mot-ma-bi-mat-de-thu';
const pauseMs = 20;

/** The whole service as an office runs it, with a stand-in for Zalo; everything it logs is kept to be looked at. */
export class WholeOffice {
  readonly logged: string[] = [];
  private people = 0;

  private constructor(
    readonly dataDir: string,
    readonly zalo: ZaloStandIn,
    private readonly settings: Readonly<Record<string, string>>,
    public app: App,
  ) {}

  static async open(settings: Readonly<Record<string, string>> = {}): Promise<WholeOffice> {
    const dataDir = await mkdtemp(join(tmpdir(), 'whole-office-'));
    const zalo = new ZaloStandIn();
    await zalo.start();
    const { refreshToken, accessToken } = zalo.tokens.issue();
    const all = {
      DATA_DIR: dataDir,
      CACHE_DIR: keptReadings,
      PORT: '0',
      DIRECT_LINE_SECRET: secret,
      ZALO_APP_ID: zalo.keys.appId,
      ZALO_OA_ID: zalo.keys.oaId,
      ZALO_OA_SECRET: zalo.keys.oaSecret,
      ZALO_APP_SECRET: zalo.appSecret,
      ZALO_REFRESH_TOKEN: refreshToken,
      ZALO_ACCESS_TOKEN: accessToken,
      ZALO_API_URL: zalo.url,
      ZALO_OAUTH_URL: zalo.url,
      ...settings,
    };
    const office = new WholeOffice(dataDir, zalo, all, undefined as unknown as App);
    await office.start();
    return office;
  }

  /** Stops the service and starts it again on the same folder. */
  async restart(): Promise<void> {
    await this.app.close();
    await this.start();
  }

  async close(): Promise<void> {
    await this.app.close();
    await this.zalo.stop();
    await rm(this.dataDir, { recursive: true, force: true });
  }

  /** Somebody who writes for the first time. */
  async someone(channel: ChannelName): Promise<Talk> {
    this.people += 1;
    const talk =
      channel === 'Zalo' ? this.onZalo(`70000000000000${this.people}`) : await this.onPage(this.people);
    const saysAll = async (...texts: readonly string[]) => {
      let reply = '';
      for (const text of texts) reply = await talk.says(text);
      return reply;
    };
    return { ...talk, saysAll };
  }

  private async start(): Promise<void> {
    const { config, faults } = readConfig(this.settings);
    if (!config) throw new Error(faults.join('\n'));
    const write = (...entry: readonly unknown[]) => {
      this.logged.push(entry.map(legible).join(' '));
    };
    this.app = await startApp(config, { debug: write, info: write, warn: write, error: write });
    this.zalo.webhook.url = `${this.app.url}/api/zalo/webhook`;
  }

  private async onPage(number: number): Promise<Omit<Talk, 'saysAll'>> {
    const userId = `dl_nguoi_${number}`;
    const headers = { authorization: `Bearer ${secret}` };
    const base = () => `${this.app.url}/v3/directline/conversations`;
    const body = JSON.stringify({ user: { id: userId } });
    const opened = await fetch(base(), { method: 'POST', headers, body });
    const { conversationId } = (await opened.json()) as { readonly conversationId: string };
    const history = async (watermark = '') => {
      const response = await fetch(`${base()}/${conversationId}/activities?watermark=${watermark}`, {
        headers,
      });
      return (await response.json()) as { readonly watermark: string; readonly activities: Activity[] };
    };
    let watermark = '';
    const post = async (path: string, more: RequestInit): Promise<string> => {
      const sent = await fetch(`${base()}/${conversationId}/${path}`, { method: 'POST', ...more });
      const { id } = (await sent.json()) as { readonly id: string };
      for (;;) {
        const set = await history(watermark);
        watermark = set.watermark;
        const replies = set.activities.filter((one) => one.replyToId === id && one.type === 'message');
        if (replies.length > 0) return replies.map(({ text }) => text).join('\n');
        await new Promise((resolve) => setTimeout(resolve, pauseMs));
      }
    };
    const says = (activity: object) =>
      post('activities', {
        headers: { ...headers, 'content-type': 'application/json' },
        body: JSON.stringify({ type: 'message', from: { id: userId }, ...activity }),
      });
    return {
      account: { channel: 'directline', userId },
      tries: async (text) => {
        const sent = await fetch(`${base()}/${conversationId}/activities`, {
          method: 'POST',
          headers: { ...headers, 'content-type': 'application/json' },
          body: JSON.stringify({ type: 'message', from: { id: userId }, text }),
        });
        return { status: sent.status, text: await sent.text() };
      },
      says: (text) => says({ text }),
      sendsPicture: (name, bytes) => {
        const form = new FormData();
        const activity = JSON.stringify({ type: 'message', from: { id: userId } });
        form.append('activity', new Blob([activity], { type: 'application/vnd.microsoft.activity' }), 'blob');
        form.append('file', new Blob([new Uint8Array(bytes)], { type: 'image/png' }), name);
        return post(`upload?userId=${userId}`, { headers, body: form });
      },
      sendsPlace: (latitude, longitude) =>
        says({ entities: [{ type: 'GeoCoordinates', latitude, longitude }] }),
      history: async () => (await history()).activities,
    };
  }

  private onZalo(userId: string): Omit<Talk, 'saysAll'> {
    const answered = async (send: () => Promise<unknown>): Promise<string> => {
      const before = this.zalo.received(userId).length;
      await send();
      const { database } = this.app.service;
      const waiting = async () =>
        (await new InboundEventStore(database).backlog()).waiting +
        (await new OutboxStore(database).backlog(new Date())).waiting;
      do await new Promise((resolve) => setTimeout(resolve, pauseMs));
      while (this.zalo.received(userId).length === before || (await waiting()) > 0);
      return this.zalo.received(userId).slice(before).join('\n');
    };
    return {
      account: { channel: 'zalo', userId },
      tries: async (text) => {
        await this.zalo.say(userId, text);
        return { status: 200, text: '' };
      },
      says: (text) => answered(() => this.zalo.say(userId, text)),
      sendsPicture: (name, bytes) => answered(() => this.zalo.sendFile(userId, bytes, 'image/png', name)),
      sendsPlace: (latitude, longitude) =>
        answered(() => this.zalo.sendLocation(userId, latitude, longitude)),
      history: () => Promise.resolve(undefined),
    };
  }
}

function legible(entry: unknown): string {
  if (entry instanceof Error) return `${entry.message}\n${entry.stack ?? ''}`;
  return typeof entry === 'string'
    ? entry
    : JSON.stringify(entry, (_, value: unknown) =>
        value instanceof Error ? `${value.message}\n${value.stack ?? ''}` : value,
      );
}
