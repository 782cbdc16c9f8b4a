import { join } from 'node:path';
import type { Server } from 'restify';
import type { Log } from '../../log.ts';
import type { NoticeChannel } from '../../notices/notice.ts';
import { RepeatedJob } from '../../notices/repeated-job.ts';
import { ServiceError } from '../../errors.ts';
import type { Channel, Delivery, OutgoingMessage, Recipient } from '../channel.ts';
import { Turns } from '../direct-line/turns.ts';
import { ZaloAdapter, type Turn } from './adapter.ts';
import { createZaloClient } from './client.ts';
import { ZaloDelivery } from './delivery.ts';
import { zaloEndpoints } from './endpoints.ts';
import { ZaloInbound } from './inbound.ts';
import { Offers } from './offers.ts';
import type { ChannelSecrets, Conversations, InboundEvents, Notes, ReceivedFiles, Replies } from './ports.ts';
import { mountZalo } from './routes.ts';
import { zaloTexts } from './texts.ts';
import { fileJournal } from './token-journal.ts';
import { ZaloTokens } from './tokens.ts';
import { createWebhook, type Webhook } from './webhook.ts';

export interface ZaloParts {
  readonly settings: ZaloSettings;
  /** The bot's logic, run once for every message. */
  readonly turn: Turn;
  readonly events: InboundEvents;
  readonly secrets: ChannelSecrets;
  readonly conversations: Conversations;
  readonly replies: Replies;
  readonly files: ReceivedFiles;
  readonly notes: Notes;
  /** The person left or withdrew consent: erases what is kept about them. Called again until it resolves. */
  readonly forget: (person: { readonly userId: string; readonly conversationId: string }) => Promise<void>;
  readonly dataDir: string;
  /** PUBLIC_URL; without it answers name their sources but do not link to them. */
  readonly publicUrl?: string;
  /** How the bot addresses a person: "ông/bà". */
  readonly person: string;
  /** Names this process among those that share the database. */
  readonly holder: string;
  readonly now: () => Date;
  readonly log: Log;
  readonly limits?: Partial<ZaloLimits>;
}

/** As they stand in the environment, without the `ZALO_`. */
export interface ZaloSettings {
  readonly appId: string;
  readonly appSecret: string;
  readonly oaId: string;
  readonly oaSecret: string;
  readonly refreshToken: string;
  readonly accessToken?: string | undefined;
  readonly buttons: boolean;
  readonly apiUrl?: string | undefined;
  readonly oauthUrl?: string | undefined;
  /** Only while the webhook is being set up: answers unsigned test calls with 200, and does nothing. */
  readonly setup?: boolean | undefined;
  /** Code of Zalo's domain check: the page `/zalo_verifier<code>.html`. */
  readonly verification?: string | undefined;
}

export interface ZaloLimits {
  /** How long the bot keeps silent after an officer has written to a person. */
  readonly pauseMs: number;
  /** How long an event waits for an earlier one that is still on its way. */
  readonly settleMs: number;
  readonly turnMs: number;
  readonly callMs: number;
  readonly fileMs: number;
  readonly fileBytes: number;
  readonly lanes: number;
}

const usualLimits: ZaloLimits = {
  pauseMs: 12 * 3_600_000,
  settleMs: 300,
  turnMs: 60_000,
  callMs: 10_000,
  fileMs: 30_000,
  fileBytes: 10_000_000,
  lanes: 8,
};

export interface ZaloChannel extends Channel, Pick<NoticeChannel, 'confirm'> {
  /** Rejects when nobody can tell whether the message arrived; `confirm` looks it up later. */
  deliver(recipient: Recipient, message: OutgoingMessage & { readonly id?: string }): Promise<Delivery>;
  /** For `onTurnError` and `continueConversation`. */
  readonly adapter: ZaloAdapter;
  /** What the route does with one call. */
  readonly receive: Webhook;
  /** Begins to deal with stored events and to keep the tokens fresh. To be called once the server listens. */
  start(): void;
  /** Deals with all events that are due; resolves to how many. For tests with a clock of their own. */
  runDue(): Promise<number>;
  keepTokensFresh(): Promise<void>;
}

/** Zalo Official Account. `channelId` of its activities is "zalo". */
export function createZaloChannel(parts: ZaloParts): ZaloChannel {
  const { settings, now, log, events, conversations } = parts;
  const limits = { ...usualLimits, ...parts.limits };
  const { appId, appSecret, oaId, oaSecret } = settings;
  const { api, oauth } = zaloEndpoints(settings.apiUrl, settings.oauthUrl);
  const tokens = new ZaloTokens({
    oaId,
    oauth,
    appId,
    appSecret,
    timeoutMs: limits.callMs,
    configured: settings,
    secrets: parts.secrets,
    journal: fileJournal(join(parts.dataDir, 'keys', `zalo-${oaId}.journal`)),
    holder: parts.holder,
    now,
    log,
  });
  const offers = new Offers(parts.notes);
  const client = createZaloClient(api, limits.callMs);
  const { buttons } = settings;
  const delivery = new ZaloDelivery({ client, tokens, conversations, offers, buttons, now, log });
  const turns = new Turns();
  const inOrder = oneAfterTheOther(turns);
  const { publicUrl, replies } = parts;
  const adapter = new ZaloAdapter({ replies, offers, inOrder, publicUrl, now });
  const inbound = new ZaloInbound({
    oaId,
    events,
    conversations,
    offers,
    adapter,
    attachments: {
      api,
      files: parts.files,
      limits: { maxBytes: limits.fileBytes, timeoutMs: limits.fileMs },
      texts: zaloTexts(parts.person),
      log,
    },
    turn: parts.turn,
    inOrder,
    forget: parts.forget,
    limits,
    now,
    log,
  });
  const work = new RepeatedJob({ name: 'zalo/inbound', job: () => inbound.runDue(), everyMs: 5000, log });
  const upkeep = new RepeatedJob({
    name: 'zalo/tokens',
    job: () => tokens.keepFresh(),
    everyMs: 600_000,
    log,
  });
  const receive = createWebhook({
    keys: { appId, oaSecret },
    oaId,
    events,
    settleMs: limits.settleMs,
    setup: settings.setup ?? false,
    arrived: soonAfter(limits.settleMs, () => work.wake()),
    now,
    log,
  });
  return {
    name: 'zalo',
    adapter,
    receive,
    mount: (server: Server) => mountZalo(server, receive, settings.verification),
    async deliver(recipient, message) {
      const outcome = await delivery.deliver(recipient, { id: '', ...message });
      if (outcome.outcome !== 'uncertain') return outcome;
      throw new ServiceError('zalo/answer-lost', outcome.reason, 'Looked up by itself; nothing to do.');
    },
    confirm: (recipient, message, since) => delivery.confirm(recipient, message, since),
    start() {
      work.start();
      upkeep.start();
    },
    runDue: () => inbound.runDue(),
    keepTokensFresh: () => tokens.keepFresh(),
    async close() {
      inbound.stop();
      await Promise.all([work.stop(), upkeep.stop()]);
      await turns.settle(5000);
    },
  };
}

/** Runs once for all calls of the last `ms`, and never later than that after any of them. */
function soonAfter(ms: number, run: () => void): () => void {
  let waiting = false;
  let more = false;
  const wait = () => {
    waiting = true;
    setTimeout(() => {
      waiting = more;
      if (more) wait();
      more = false;
      run();
    }, ms).unref();
  };
  return () => {
    if (waiting) more = true;
    else wait();
  };
}

/** As `Turns`, which must not meet a failure: here it comes out for whoever asked. */
function oneAfterTheOther(turns: Turns) {
  return async (conversationId: string, run: () => Promise<void>): Promise<void> => {
    let failure: { readonly error: unknown } | undefined;
    await turns.add(conversationId, async () => {
      await run().catch((error: unknown) => {
        failure = { error };
      });
    });
    if (failure) throw failure.error;
  };
}
