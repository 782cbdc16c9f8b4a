import { randomUUID } from 'node:crypto';
import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import type { Attachment, TurnContext } from 'botbuilder';
import type { ReceivedFile } from '../../../../src/channels/zalo/ports.ts';
import {
  createZaloChannel,
  type ZaloChannel,
  type ZaloLimits,
} from '../../../../src/channels/zalo/zalo-channel.ts';
import { Outbox, type NoticeAlert } from '../../../../src/notices/outbox.ts';
import { defaultPatience } from '../../../../src/notices/patience.ts';
import { RepeatedJob } from '../../../../src/notices/repeated-job.ts';
import { closeServer, createServer } from '../../../../src/server.ts';
import { BotStateStorage } from '../../../../src/storage/bot-state-storage.ts';
import { ChannelSecretStore } from '../../../../src/storage/channel-secret-store.ts';
import { ConversationStore } from '../../../../src/storage/conversation-store.ts';
import { openDatabase } from '../../../../src/storage/database.ts';
import { InboundEventStore } from '../../../../src/storage/inbound-event-store.ts';
import { OutboxStore } from '../../../../src/storage/outbox-store.ts';
import { openSealer } from '../../../../src/storage/sealer.ts';
import { FixedClock } from '../../../fakes/fixed-clock.ts';
import { silentLog } from '../../../fakes/silent-log.ts';
import { ZaloStandIn, type PageHandler } from '../../../zalo-stand-in/stand-in.ts';
import { greeting, officeBot } from './office-bot.ts';

export interface OfficeOptions {
  readonly clock?: FixedClock;
  readonly limits?: Partial<ZaloLimits>;
  readonly buttons?: boolean;
  readonly setup?: boolean;
  readonly verification?: string;
  /** The stand-in's page for people. */
  readonly page?: PageHandler;
  /** Events are handed to the channel directly, for tests of large numbers. */
  readonly withoutServer?: boolean;
  readonly turn?: (context: TurnContext) => Promise<void>;
}

interface Surroundings {
  readonly options: OfficeOptions;
  readonly clock: FixedClock;
  readonly zalo: ZaloStandIn;
  readonly dataDir: string;
  readonly configured: { refreshToken: string; accessToken?: string };
  readonly alerts: NoticeAlert[];
  readonly forgotten: string[];
  readonly files: ReceivedFile[];
}

/** One run of the process, from its start to its end. */
type Running = Awaited<ReturnType<typeof run>>;

async function run(around: Surroundings) {
  const { clock, zalo, dataDir, options } = around;
  const database = await openDatabase({ dataDir, log: silentLog });
  const outboxStore = new OutboxStore(database);
  const events = new InboundEventStore(database);
  const secrets = new ChannelSecretStore(database, openSealer(join(dataDir, 'keys')));
  const conversations = new ConversationStore(database);
  const channel = createZaloChannel({
    settings: {
      ...zalo.keys,
      ...around.configured,
      appSecret: zalo.appSecret,
      buttons: options.buttons ?? false,
      apiUrl: zalo.url,
      oauthUrl: zalo.url,
      setup: options.setup,
      verification: options.verification,
    },
    turn: options.turn ?? officeBot,
    events,
    secrets,
    conversations,
    replies: outboxStore,
    files: { keep: async (file) => keepFile(around.files, file) },
    notes: new BotStateStorage(database, clock.now),
    forget: async ({ userId }) => {
      await conversations.forgetPerson('zalo', userId);
      await outboxStore.forgetPerson('zalo', userId);
      await events.forgetPerson('zalo', userId, clock.now());
      around.forgotten.push(userId);
    },
    dataDir,
    publicUrl: 'https://hoidap.example.gov.vn',
    person: 'ông/bà',
    holder: randomUUID(),
    now: clock.now,
    log: silentLog,
    limits: { callMs: 400, settleMs: 0, ...options.limits },
  });
  const outbox = new Outbox({
    store: outboxStore,
    channels: [channel],
    now: clock.now,
    random: () => 0.5,
    alert: (alert) => around.alerts.push(alert),
    patience: { ...defaultPatience, lanes: options.limits?.lanes ?? defaultPatience.lanes },
  });
  const sending = new RepeatedJob({
    name: 'outbox',
    job: () => outbox.runDue(),
    everyMs: 200,
    log: silentLog,
  });
  const server = options.withoutServer ? undefined : await listening(channel);
  zalo.webhook.url = server?.webhookUrl;
  const stop = async () => {
    if (server) await closeServer(server.server, 100);
    await channel.close();
    await sending.stop();
    await database.close();
  };
  return {
    database,
    outboxStore,
    events,
    secrets,
    conversations,
    channel,
    outbox,
    sending,
    webhookUrl: server?.webhookUrl ?? '',
    stop,
  };
}

async function listening(channel: ZaloChannel) {
  const server = createServer({ log: silentLog, readiness: {} });
  channel.mount(server);
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  const { port } = server.address();
  return { server, webhookUrl: `http://127.0.0.1:${port}/api/zalo/webhook` };
}

function keepFile(files: ReceivedFile[], file: ReceivedFile): Attachment | { refused: 'type' } {
  if (file.bytes.subarray(0, 2).toString() === 'MZ') return { refused: 'type' };
  files.push(file);
  return { contentType: 'image/jpeg', contentUrl: `/files/${files.length}`, name: file.name };
}

/** An office with its Zalo account: the real channel on a real database, opposite the stand-in for Zalo. */
export class Office {
  private ticking: NodeJS.Timeout | undefined;

  private constructor(
    private readonly around: Surroundings,
    public service: Running,
  ) {}

  static async open(options: OfficeOptions = {}): Promise<Office> {
    const clock = options.clock ?? new FixedClock();
    const zalo = new ZaloStandIn({
      now: () => clock.now().getTime(),
      ...(options.page && { page: options.page }),
    });
    await zalo.start();
    const dataDir = await mkdtemp(join(tmpdir(), 'zalo-office-'));
    const configured = { ...zalo.tokens.issue() };
    const around = { options, clock, zalo, dataDir, configured, alerts: [], forgotten: [], files: [] };
    return new Office(around, await run(around));
  }

  get zalo(): ZaloStandIn {
    return this.around.zalo;
  }

  get clock(): FixedClock {
    return this.around.clock;
  }

  get seen(): Pick<Surroundings, 'alerts' | 'forgotten' | 'files' | 'configured' | 'dataDir'> {
    return this.around;
  }

  /** What a person has got, without the greeting at the beginning. */
  answersTo(who: string): readonly string[] {
    return this.zalo.received(who).filter((text) => text !== greeting);
  }

  /** Deals with what has come in and sends what is due. */
  async work(): Promise<void> {
    await this.service.channel.runDue();
    await this.service.outbox.runDue();
  }

  /** Works by itself from now on, as the running service does. */
  live(): void {
    this.ticking ??= setInterval(() => this.clock.pass({ ms: 20 }), 20);
    this.service.channel.start();
    this.service.sending.start();
  }

  /** Resolves when nothing waits any more, coming in or going out. */
  async idle(): Promise<void> {
    const { events, outboxStore } = this.service;
    while ((await events.backlog()).waiting + (await outboxStore.backlog(this.clock.now())).waiting > 0)
      await new Promise((resolve) => setTimeout(resolve, 50));
  }

  /** Works every few minutes of simulated time. */
  async pass(hours: number, everyMinutes = 30): Promise<void> {
    for (let minutes = 0; minutes < hours * 60; minutes += everyMinutes) {
      this.clock.pass({ minutes: everyMinutes });
      await this.service.channel.keepTokensFresh().catch(() => undefined);
      await this.work();
    }
  }

  /** As a new start of the process: nothing is known but what is on disk. */
  async restart(): Promise<void> {
    await this.service.stop();
    this.service = await run(this.around);
  }

  async close(): Promise<void> {
    clearInterval(this.ticking);
    await this.service.stop();
    await this.zalo.stop();
    await rm(this.around.dataDir, { recursive: true, force: true });
  }
}
