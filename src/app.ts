import { randomBytes, randomUUID } from 'node:crypto';
import type { AddressInfo } from 'node:net';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { Registry, collectDefaultMetrics } from 'prom-client';
import type { Server } from 'restify';
import { AskDialog } from '../dialogs/ask-dialog.ts';
import { IntakeDialog } from '../dialogs/intake/intake-dialog.ts';
import { StatusDialog } from '../dialogs/intake/status-dialog.ts';
import type { Recognizer } from '../dialogs/intent.ts';
import { intakeVi } from '../dialogs/messages/intake.ts';
import { vi } from '../dialogs/messages/vi.ts';
import type { SentFile } from '../dialogs/ports.ts';
import type { AskMemory } from '../knowledge/ask/finding.ts';
import { loadLibrary, type Library } from '../knowledge/library.ts';
import { createBot, type BotParts, type TurnLogic } from './bot.ts';
import { createCaseDesk } from './case-desk.ts';
import { CaseDoor } from './cases/case-door.ts';
import { caseKeyFile, identityKeyFile, openKeys } from './cases/key-files.ts';
import { checkKeys, holdsSealedData, type KeyTable } from './cases/key-rotation.ts';
import { caseMessages } from './cases/messages.ts';
import type { KeyRing } from './cases/personal-data.ts';
import { Reception } from './cases/reception.ts';
import { readRules, type Rules } from './cases/rules.ts';
import { SqlCaseStore } from './cases/sql-case-store.ts';
import type { Channel } from './channels/channel.ts';
import { createDirectLineChannel } from './channels/direct-line/direct-line-channel.ts';
import { signingKey } from './channels/direct-line/signing-key.ts';
import type { Config } from './config.ts';
import { createCluRecognizer } from './language/clu-recognizer.ts';
import { createShippedRecognizer } from './language/local-recognizer.ts';
import type { Log } from './log.ts';
import { createPlanDesk, type LoadedDesk } from './plan-desk.ts';
import { createPlanReader } from './plan-pages.ts';
import { closeServer, createServer } from './server.ts';
import { createWebPages, type WebPages } from './web/pages.ts';
import { BotStateStorage } from './storage/bot-state-storage.ts';
import { ConversationStore } from './storage/conversation-store.ts';
import { openDatabase, type Database } from './storage/database.ts';
import { DirectLineConversations } from './storage/direct-line-conversations.ts';

export const shippedPlans = fileURLToPath(new URL('../knowledge/plans', import.meta.url));
export const shippedRules = fileURLToPath(new URL('../knowledge/rules', import.meta.url));

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
  readonly library: Library;
  readonly desk: LoadedDesk;
  readonly turn: TurnLogic;
  readonly reception: Reception;
  readonly rules: Rules;
  /** Where the files are that people sent: each channel adds its own. */
  readonly fileSources: FileSource[];
  close(): Promise<void>;
}

/** The bytes of a file that a person sent; undefined when it is not of this channel, or gone. */
export type FileSource = (file: SentFile) => Promise<Uint8Array | undefined>;

/** Everything that answers, without a server around it. */
export async function createService(
  config: Config,
  log: Log,
  now: () => Date = () => new Date(),
): Promise<Service> {
  const database = await openDatabase({ dataDir: config.DATA_DIR, url: config.DATABASE_URL, log });
  const library = await loadLibrary(shippedPlans);
  const desk = createPlanDesk(library.plans, {
    cacheDir: join(config.DATA_DIR, 'cache', 'index'),
    ...(config.OFFICE && { office: config.OFFICE }),
  });
  const publicUrl = (config.PUBLIC_URL ?? `http://localhost:${config.PORT}`).replace(/\/$/, '');
  const rules = readRules(shippedRules);
  const reception = await openReception(config, log, database, rules, `${publicUrl}/tra-cuu`);
  const fileSources: FileSource[] = [];
  const parts: Omit<BotParts, 'opened'> = {
    storage: new BotStateStorage(database, now),
    recognizer: chooseRecognizer(config, desk, log, now),
    desk,
    say: vi(config.ADDRESS_AS),
    publicUrl,
    today: () => vietnamDay(now()),
    now,
    log,
  };
  const opened = openForms(config, parts, reception, rules, fileSources);
  const turn = createBot({ ...parts, opened });
  const close = () => database.close();
  return { config, log, now, publicUrl, database, library, desk, turn, reception, rules, fileSources, close };
}

/** Bộ phận tiếp nhận, with its keys: those of denouncers only where denunciations are taken in. */
async function openReception(
  config: Config,
  log: Log,
  database: Database,
  rules: Rules,
  trackUrl: string,
): Promise<Reception> {
  const keys = async (name: string, table: KeyTable): Promise<KeyRing> => {
    const sealed = await holdsSealedData(database, table);
    const ring = openKeys(join(config.DATA_DIR, 'keys'), name, !sealed, randomUUID());
    await checkKeys(database, table, ring);
    return ring;
  };
  const ring = await keys(caseKeyFile, 'case_keys');
  const isSealed = config.DENUNCIATIONS === 'sealed';
  return new Reception({
    store: new SqlCaseStore(database, ring),
    door: new CaseDoor(database, ring, (failures) =>
      log.warn({ code: 'cases/guessing', failures }, 'many wrong codes or secrets'),
    ),
    rules,
    say: caseMessages(config.ADDRESS_AS),
    trackUrl,
    tellsOffice: config.SMTP_URL !== undefined,
    newId: randomUUID,
    denunciations: config.DENUNCIATIONS,
    ...(isSealed && { identityKeys: await keys(identityKeyFile, 'sealed_identities') }),
  });
}

/** The conversations that intents open: forms and the look-up. */
function openForms(
  config: Config,
  { now, recognizer, say: general, today, publicUrl, desk: plans }: Omit<BotParts, 'opened'>,
  reception: Reception,
  rules: Rules,
  fileSources: readonly FileSource[],
): BotParts['opened'] {
  const desk = createCaseDesk({
    reception,
    rules,
    now,
    trackUrl: `${publicUrl}/tra-cuu`,
    readFile: async (file) => {
      for (const source of fileSources) {
        const bytes = await source(file);
        if (bytes) return bytes;
      }
      return undefined;
    },
    citizenReception: () => undefined,
    petitionForm: () => undefined,
  });
  const say = intakeVi(config.ADDRESS_AS);
  const ids = { askId: AskDialog.id, trackId: StatusDialog.id, intakeId: IntakeDialog.id };
  return (state) => {
    const memory = state.createProperty<AskMemory>('ask');
    const intake = new IntakeDialog({
      desk,
      offices: plans.offices,
      recognizer,
      say,
      general,
      today,
      lastQuestion: async (context) => {
        const { last, office } = await memory.get(context, {});
        return { text: last?.text, office };
      },
      ...ids,
    });
    const status = new StatusDialog({ tracker: desk, say, recognizer, ...ids });
    return { SendFeedback: intake, SendComplaint: intake, SendDenunciation: intake, TrackCase: status };
  };
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
  (await webPages(service)).mount(server);
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

async function directLine({ config, database, turn, log, now, fileSources }: Service): Promise<Channel> {
  const channel = createDirectLineChannel({
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
  fileSources.push(async ({ url }) => (await channel.readFile(url))?.body);
  return channel;
}

/** Questions that every loaded plan can be asked; where one office is set they need no name. */
function starters({ desk }: Service): string[] {
  const [first] = desk.offices;
  if (desk.offices.length === 1)
    return ['Có những kế hoạch nào?', 'Văn phòng có nhiệm vụ gì?', 'Ai ký kế hoạch?', 'Gửi phản ánh'];
  return [
    'Có những kế hoạch nào?',
    `Văn phòng của ${first?.name ?? 'cơ quan'} có nhiệm vụ gì?`,
    'Tháng 6 có việc gì?',
    'Gửi phản ánh',
  ];
}

function webPages(service: Service): Promise<WebPages> {
  const { config, desk, library } = service;
  return createWebPages({
    dataDir: config.DATA_DIR,
    office: config.OFFICE ? desk.offices[0]?.name : undefined,
    person: config.ADDRESS_AS,
    starters: starters(service),
    plans: createPlanReader(library.plans, config.OFFICE),
    origins: config.WIDGET_ORIGINS,
    publicUrl: config.PUBLIC_URL,
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
