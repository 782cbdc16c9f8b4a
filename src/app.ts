import { randomBytes } from 'node:crypto';
import type { AddressInfo } from 'node:net';
import { fileURLToPath } from 'node:url';
import { Registry, collectDefaultMetrics } from 'prom-client';
import type { Server } from 'restify';
import type { Recognizer } from '../dialogs/intent.ts';
import { vi } from '../dialogs/messages/vi.ts';
import { loadLibrary } from '../knowledge/library.ts';
import { createBot, type TurnLogic } from './bot.ts';
import type { Channel } from './channels/channel.ts';
import { createDirectLineChannel } from './channels/direct-line/direct-line-channel.ts';
import { signingKey } from './channels/direct-line/signing-key.ts';
import type { Config } from './config.ts';
import { createCluRecognizer } from './language/clu-recognizer.ts';
import { createShippedRecognizer } from './language/local-recognizer.ts';
import type { Log } from './log.ts';
import { createPlanDesk, type LoadedDesk } from './plan-desk.ts';
import { closeServer, createServer } from './server.ts';
import { BotStateStorage } from './storage/bot-state-storage.ts';
import { ConversationStore } from './storage/conversation-store.ts';
import { openDatabase, type Database } from './storage/database.ts';
import { DirectLineConversations } from './storage/direct-line-conversations.ts';

export const shippedPlans = fileURLToPath(new URL('../knowledge/plans', import.meta.url));

/** Ngày ở Việt Nam: the calendar day in Vietnam, ISO. */
export function vietnamDay(now: Date): string {
  return new Intl.DateTimeFormat('sv-SE', { timeZone: 'Asia/Ho_Chi_Minh' }).format(now);
}

export interface Service {
  readonly config: Config;
  readonly log: Log;
  readonly now: () => Date;
  readonly publicUrl: string;
  readonly database: Database;
  readonly desk: LoadedDesk;
  readonly turn: TurnLogic;
  close(): Promise<void>;
}

/** Everything that answers, without a server around it. */
export async function createService(
  config: Config,
  log: Log,
  now: () => Date = () => new Date(),
): Promise<Service> {
  const database = await openDatabase({ dataDir: config.DATA_DIR, url: config.DATABASE_URL, log });
  const library = await loadLibrary(shippedPlans);
  const desk = createPlanDesk(library.plans, config.OFFICE);
  const publicUrl = (config.PUBLIC_URL ?? `http://localhost:${config.PORT}`).replace(/\/$/, '');
  const turn = createBot({
    storage: new BotStateStorage(database, now),
    recognizer: chooseRecognizer(config, desk, log, now),
    desk,
    say: vi(config.ADDRESS_AS),
    publicUrl,
    today: () => vietnamDay(now()),
    now,
    log,
    opened: () => ({}),
  });
  return { config, log, now, publicUrl, database, desk, turn, close: () => database.close() };
}

function chooseRecognizer(config: Config, desk: LoadedDesk, log: Log, now: () => Date): Recognizer {
  const local = createShippedRecognizer(desk.expand);
  const { AZURE_LANGUAGE_ENDPOINT: endpoint, AZURE_LANGUAGE_KEY: key } = config;
  if (!endpoint || !key) return local;
  return createCluRecognizer({
    endpoint,
    key,
    project: config.AZURE_LANGUAGE_PROJECT ?? '',
    deployment: config.AZURE_LANGUAGE_DEPLOYMENT ?? '',
    timeoutMs: config.AZURE_LANGUAGE_TIMEOUT_MS,
    fallback: local,
    log,
    now: () => now().getTime(),
  });
}

export interface App {
  readonly url: string;
  readonly service: Service;
  close(): Promise<void>;
}

/** The service behind its server; resolves when it listens. */
export async function startApp(config: Config, log: Log): Promise<App> {
  const service = await createService(config, log);
  const registry = new Registry();
  collectDefaultMetrics({ register: registry });
  const server = createServer({
    log,
    ...(config.PUBLIC_URL && { publicUrl: config.PUBLIC_URL }),
    readiness: {
      database: () =>
        service.database.queries
          .selectFrom('settings')
          .select('name')
          .limit(1)
          .execute()
          .then(() => true),
      plans: () => service.desk.offices.length > 0,
    },
    metrics: { registry, ...(config.METRICS_TOKEN && { token: config.METRICS_TOKEN }) },
  });
  const channels: Channel[] = [await directLine(service)];
  for (const channel of channels) channel.mount(server);
  const url = await listen(server, config);
  return {
    url,
    service,
    close: async () => {
      await closeServer(server);
      for (const channel of channels) await channel.close();
      await service.close();
    },
  };
}

async function directLine({ config, database, turn, log, now }: Service): Promise<Channel> {
  return createDirectLineChannel({
    store: new DirectLineConversations(new ConversationStore(database), now),
    turn,
    secret: config.DIRECT_LINE_SECRET ?? randomBytes(24).toString('base64url'),
    key: await signingKey(config.DATA_DIR),
    dataDir: config.DATA_DIR,
    ...(config.PUBLIC_URL && { publicUrl: config.PUBLIC_URL }),
    origins: config.WIDGET_ORIGINS,
    botName: 'Trợ lý kế hoạch',
    person: config.ADDRESS_AS,
    now,
    log,
  });
}

function listen(server: Server, config: Config): Promise<string> {
  return new Promise((resolve, reject) => {
    server.once('error', reject);
    server.listen(config.PORT, config.HOST, () => {
      const { port } = server.address() as unknown as AddressInfo;
      resolve(`http://${config.HOST.includes(':') ? `[${config.HOST}]` : config.HOST}:${port}`);
    });
  });
}
