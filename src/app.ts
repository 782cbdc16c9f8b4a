import { randomBytes, randomUUID } from 'node:crypto';
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
import { ReadingCache } from '../knowledge/reading-cache.ts';
import { startBackgroundWork } from './background-work.ts';
import { createBot, type BotParts, type TurnLogic } from './bot.ts';
import { createCaseDesk } from './case-desk.ts';
import { CaseDesk } from './cases/case-desk.ts';
import { CaseDoor } from './cases/case-door.ts';
import type { CaseStore } from './cases/case-store.ts';
import { caseKeyFile, identityKeyFile, openKeys } from './cases/key-files.ts';
import { checkKeys, holdsSealedData, type KeyTable } from './cases/key-rotation.ts';
import { caseMessages } from './cases/messages.ts';
import type { KeyRing } from './cases/personal-data.ts';
import { docxMediaType, petitionForm } from './cases/petition-form.ts';
import { Reception, type ReceptionParts } from './cases/reception.ts';
import { readRules, type Rules } from './cases/rules.ts';
import { SealedIdentities } from './cases/sealed-identity.ts';
import { SqlCaseStore } from './cases/sql-case-store.ts';
import type { Channel } from './channels/channel.ts';
import { createBotServiceChannel, type BotServiceChannel } from './channels/bot-service.ts';
import { createDirectLineChannel } from './channels/direct-line/direct-line-channel.ts';
import { signingKey } from './channels/direct-line/signing-key.ts';
import { UploadFolder } from './channels/direct-line/upload-folder.ts';
import { createZaloChannel, type ZaloChannel } from './channels/zalo/zalo-channel.ts';
import type { Config } from './config.ts';
import { consoleAssets } from './console/console-assets.ts';
import { createConsole, type Console } from './console/console.ts';
import { createCluRecognizer } from './language/clu-recognizer.ts';
import { createShippedRecognizer } from './language/local-recognizer.ts';
import type { Log } from './log.ts';
import type { LoadedDesk } from './plan-desk.ts';
import { following, openLivePlans, type LivePlans } from './live-plans.ts';
import { createPlanReader } from './plan-pages.ts';
import { closeServer, createServer } from './server.ts';
import { RepeatedJob } from './notices/repeated-job.ts';
import { PlanStore } from './storage/plan-store.ts';
import { createUnitSuggester } from './suggest-units.ts';
import { Assets } from './web/assets.ts';
import { createWebPages, type WebPages } from './web/pages.ts';
import { mountPetitionForms, petitionFormPath } from './web/petition-forms.ts';
import { mountTracking } from './web/track-page-routes.ts';
import { BotStateStorage } from './storage/bot-state-storage.ts';
import { ChannelSecretStore } from './storage/channel-secret-store.ts';
import { ConversationStore } from './storage/conversation-store.ts';
import { openDatabase, type Database } from './storage/database.ts';
import { InboundEventStore } from './storage/inbound-event-store.ts';
import { OutboxStore } from './storage/outbox-store.ts';
import { openSealer } from './storage/sealer.ts';
import { UploadStore } from './storage/upload-store.ts';
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
  readonly livePlans: LivePlans;
  readonly library: Library;
  readonly desk: LoadedDesk;
  readonly turn: TurnLogic;
  readonly reception: Reception;
  readonly cases: OpenCases;
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
  const shipped = await loadLibrary(shippedPlans, {
    cache: new ReadingCache(join(config.DATA_DIR, 'cache', 'readings')),
  });
  const livePlans = await openLivePlans({
    shipped: shipped.plans,
    store: new PlanStore(database),
    options: {
      cacheDir: join(config.DATA_DIR, 'cache', 'index'),
      ...(config.OFFICE && { office: config.OFFICE }),
    },
    log,
  });
  const { library, desk } = livePlans;
  const publicUrl = (config.PUBLIC_URL ?? `http://localhost:${config.PORT}`).replace(/\/$/, '');
  const rules = readRules(shippedRules);
  const cases = await openCases(config, log, database, rules, `${publicUrl}/tra-cuu`);
  const { reception } = cases;
  const fileSources: FileSource[] = [];
  const parts: Omit<BotParts, 'opened'> = {
    storage: new BotStateStorage(database, now, {
      writeBehind: (error) => log.error({ err: error }, 'bot state was not written'),
    }),
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
  const answering = { livePlans, library, desk, turn, reception, cases, rules, fileSources };
  return { config, log, now, publicUrl, database, ...answering, close };
}

/** Everything that works on cases, over one store. */
export interface OpenCases {
  readonly store: CaseStore;
  readonly door: CaseDoor;
  readonly reception: Reception;
  readonly desk: CaseDesk;
  /** Only where denunciations are taken in. */
  readonly identities: SealedIdentities | undefined;
}

/** Hồ sơ, with their keys: those of denouncers only where denunciations are taken in. */
async function openCases(
  config: Config,
  log: Log,
  database: Database,
  rules: Rules,
  trackUrl: string,
): Promise<OpenCases> {
  const keys = async (name: string, table: KeyTable): Promise<KeyRing> => {
    const sealed = await holdsSealedData(database, table);
    const ring = openKeys(join(config.DATA_DIR, 'keys'), name, !sealed, randomUUID());
    await checkKeys(database, table, ring);
    return ring;
  };
  const ring = await keys(caseKeyFile, 'case_keys');
  const identityKeys =
    config.DENUNCIATIONS === 'sealed' ? await keys(identityKeyFile, 'sealed_identities') : undefined;
  const store = new SqlCaseStore(database, ring);
  const door = new CaseDoor(database, ring, (failures) =>
    log.warn({ code: 'cases/guessing', failures }, 'many wrong codes or secrets'),
  );
  const hasMail = config.SMTP_URL !== undefined;
  const parts: ReceptionParts = {
    store,
    door,
    rules,
    say: caseMessages(config.ADDRESS_AS),
    trackUrl,
    tellsOffice: hasMail,
    sendsMail: hasMail,
    newId: randomUUID,
    denunciations: config.DENUNCIATIONS,
    identityKeys,
  };
  const identities = identityKeys && new SealedIdentities(database, identityKeys, store);
  return { store, door, reception: new Reception(parts), desk: new CaseDesk(parts), identities };
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
    citizenReception: (office) => rules.office(office).citizenReception,
    petitionForm: (kind, office) =>
      office === undefined ? undefined : `${publicUrl}${petitionFormPath(kind, office)}`,
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
        const { last, office, pending } = await memory.get(context, {});
        return { text: last?.text, office, isOpen: pending !== undefined };
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
  readonly console: Console;
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
  const outboxStore = new OutboxStore(service.database);
  const zalo = await openZalo(service, outboxStore);
  const botService = openBotService(service);
  const own: Channel[] = [await directLine(service), ...(zalo ? [zalo] : [])];
  for (const channel of [...own, ...(botService ? [botService] : [])]) channel.mount(server);
  const channels = [...own, ...(botService?.byChannelId ?? [])];
  const assets = await Assets.load(join(config.DATA_DIR, 'cache'), consoleAssets());
  const { cases, database, now, rules } = service;
  const background: { wake?: () => void } = {};
  const changed = () => background.wake?.();
  (await webPages(service, assets)).mount(server);
  mountPetitionForms(server, {
    mediaType: docxMediaType,
    form: async (kind, id) => {
      const office = service.desk.offices.find((one) => one.id === id);
      const reception = rules.office(id).citizenReception;
      return office && petitionForm(kind, { to: office.name, guidance: reception ? [reception] : [] });
    },
  });
  mountTracking(server, {
    assets,
    reception: cases.reception,
    person: config.ADDRESS_AS,
    now,
    publicUrl: config.PUBLIC_URL,
    changed,
  });
  const console = officeConsole(service, assets, changed);
  console.mount(server);
  const url = await listen(server, config);
  const work = startBackgroundWork({
    database,
    channels,
    ...cases,
    caseDesk: cases.desk,
    rules,
    say: caseMessages(config.ADDRESS_AS),
    mail:
      config.SMTP_URL && config.MAIL_FROM ? { smtpUrl: config.SMTP_URL, from: config.MAIL_FROM } : undefined,
    tidy: () => console.tidy(),
    now,
    log,
  });
  background.wake = () => work.wake();
  const plansChanged = new RepeatedJob({
    name: 'plans',
    job: () => service.livePlans.refresh(),
    everyMs: 2000,
    log,
  });
  plansChanged.start();
  zalo?.start();
  return {
    url,
    service,
    console,
    close: async () => {
      // Open pages get a clean close, and come back by themselves.
      for (const channel of channels) await channel.close();
      await closeServer(server);
      await plansChanged.stop();
      await work.stop();
      await service.close();
    },
  };
}

async function directLine(service: Service): Promise<Channel> {
  const { config, database, turn, log, now, fileSources, publicUrl } = service;
  const channel = createDirectLineChannel({
    store: new DirectLineConversations(new ConversationStore(database), now),
    turn,
    secret: config.DIRECT_LINE_SECRET ?? randomBytes(24).toString('base64url'),
    key: await signingKey(config.DATA_DIR),
    uploads: await uploads(service),
    ...(!config.PUBLIC_URL && { assumedUrl: publicUrl }),
    ...(config.DATABASE_URL && { rereadMs: 1000 }),
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

/** Azure Bot Service, with credentials; or the Emulator on this machine. */
function openBotService({ config, database, turn, now, log }: Service): BotServiceChannel | undefined {
  const { MICROSOFT_APP_ID: appId, MICROSOFT_APP_PASSWORD: password } = config;
  return createBotServiceChannel({
    credentials:
      appId && password
        ? { appId, password, type: config.MICROSOFT_APP_TYPE, tenantId: config.MICROSOFT_APP_TENANT_ID }
        : undefined,
    emulator: config.EMULATOR,
    host: config.HOST,
    turn,
    notes: new BotStateStorage(database, now),
    person: config.ADDRESS_AS,
    log,
  });
}

/** How a kept file of Zalo is named to the bot. */
const keptFile = 'kept:';

async function uploads({ config, database }: Service): Promise<{ index: UploadStore; key: Uint8Array }> {
  return { index: new UploadStore(database), key: await signingKey(config.DATA_DIR, 'uploads.key') };
}

/** Zalo, when its settings are there. */
async function openZalo(service: Service, replies: OutboxStore): Promise<ZaloChannel | undefined> {
  const { config, database, log, now, turn } = service;
  const { ZALO_APP_ID, ZALO_APP_SECRET, ZALO_OA_ID, ZALO_OA_SECRET, ZALO_REFRESH_TOKEN } = config;
  if (!ZALO_APP_ID || !ZALO_APP_SECRET || !ZALO_OA_ID || !ZALO_OA_SECRET || !ZALO_REFRESH_TOKEN)
    return undefined;
  const conversations = new ConversationStore(database);
  const events = new InboundEventStore(database);
  const files = new UploadFolder({ dataDir: config.DATA_DIR, now, ...(await uploads(service)) });
  service.fileSources.push(async ({ url }) => (await files.read(url.replace(keptFile, '')))?.body);
  return createZaloChannel({
    settings: {
      appId: ZALO_APP_ID,
      appSecret: ZALO_APP_SECRET,
      oaId: ZALO_OA_ID,
      oaSecret: ZALO_OA_SECRET,
      refreshToken: ZALO_REFRESH_TOKEN,
      accessToken: config.ZALO_ACCESS_TOKEN,
      buttons: config.ZALO_BUTTONS,
      apiUrl: config.ZALO_API_URL,
      oauthUrl: config.ZALO_OAUTH_URL,
    },
    turn,
    events,
    secrets: new ChannelSecretStore(database, openSealer(join(config.DATA_DIR, 'keys'))),
    conversations,
    replies,
    files: {
      keep: async ({ conversationId, name, bytes }) => {
        const [kept] = (await files.keep(conversationId, [{ name, body: bytes }])) ?? [];
        if (!kept) return { refused: 'type' };
        return { contentType: kept.contentType, name: kept.name, contentUrl: `${keptFile}${kept.id}` };
      },
    },
    notes: new BotStateStorage(database, now),
    forget: async ({ userId }) => {
      await conversations.forgetPerson('zalo', userId);
      await replies.forgetPerson('zalo', userId);
      await events.forgetPerson('zalo', userId, now());
    },
    dataDir: config.DATA_DIR,
    ...(config.PUBLIC_URL && { publicUrl: config.PUBLIC_URL }),
    person: config.ADDRESS_AS,
    holder: randomUUID(),
    now,
    log,
  });
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

/** Bàn tiếp nhận, with the units and duties that the plans name. */
function officeConsole(service: Service, assets: Assets, changed: () => void): Console {
  const { cases, config, database, desk, library, now, rules } = service;
  const unitsOf = (office: string) =>
    unitNames(library.plans.filter(({ document }) => document.office === office));
  const suggester = following(library, createUnitSuggester);
  return createConsole({
    database,
    desk: cases.desk,
    identities: cases.identities,
    calendar: rules.calendar,
    assets,
    officeName: (id) => desk.offices.find((office) => office.id === id)?.name ?? 'Chưa rõ cơ quan',
    unitsOf,
    allUnits: () => unitNames(library.plans),
    suggestUnits: (content, office) => suggester()(content, office),
    publicUrl: config.PUBLIC_URL,
    now,
    changed,
  });
}

function unitNames(plans: Library['plans']): readonly string[] {
  const units = plans.flatMap(({ units }) => units.filter(({ kind }) => kind === 'unit'));
  return [...new Set(units.map(({ name }) => name))].toSorted((one, other) => one.localeCompare(other, 'vi'));
}

function webPages(service: Service, assets: Assets): Promise<WebPages> {
  const { config, desk, library } = service;
  const reader = following(library, (plans) => createPlanReader(plans, config.OFFICE));
  return createWebPages({
    dataDir: config.DATA_DIR,
    assets,
    trackingUrl: '/tra-cuu',
    office: config.OFFICE ? desk.offices[0]?.name : undefined,
    person: config.ADDRESS_AS,
    starters: starters(service),
    plans: { list: () => reader().list(), read: (id) => reader().read(id) },
    origins: config.WIDGET_ORIGINS,
    publicUrl: config.PUBLIC_URL,
  });
}

function listen(server: Server, config: Config): Promise<string> {
  return new Promise((resolve, reject) => {
    server.once('error', reject);
    server.listen(config.PORT, config.HOST, () => {
      const { port } = server.address();
      resolve(`http://${config.HOST.includes(':') ? `[${config.HOST}]` : config.HOST}:${port}`);
    });
  });
}
