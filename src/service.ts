import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import type { Recognizer } from '../dialogs/intent.ts';
import { vi } from '../dialogs/messages/vi.ts';
import { loadLibrary } from '../knowledge/library.ts';
import { ReadingCache } from '../knowledge/reading-cache.ts';
import { createBot, type BotParts, type TurnLogic } from './bot.ts';
import { openCases, shippedRules, type OpenCases } from './open-cases.ts';
import { openForms } from './open-forms.ts';
import { sealedVi } from '../dialogs/messages/sealed.ts';
import type { Reception } from './cases/reception.ts';
import { readRules, timeToComplain, type Rules } from './cases/rules.ts';
import type { Config } from './config.ts';
import { signingKey } from './channels/direct-line/signing-key.ts';
import { UploadFolder } from './channels/direct-line/upload-folder.ts';
import { Forgetting, type FileSource } from './forgetting.ts';
import { createCluRecognizer } from './language/clu-recognizer.ts';
import { createShippedRecognizer } from './language/local-recognizer.ts';
import type { Log } from './log.ts';
import type { LoadedDesk } from './plan-desk.ts';
import { nearPlans } from './plan-search/near-plans.ts';
import { openPostgresPlans } from './plan-search/postgres-plans.ts';
import { openLivePlans, type LivePlans } from './live-plans.ts';
import { StageEvents } from './open311/stage-events.ts';
import type { ReadBefore } from './plan-library.ts';
import { openPlanRoom, type PlanRoom } from './plan-work/plan-room.ts';
import { shippedPlansIn } from './plan-work/shipped-plans.ts';
import { AuditLog } from './storage/audit-log.ts';
import { OfficerStore } from './storage/officer-store.ts';
import { PlanStore } from './storage/plan-store.ts';
import { WebhookStore } from './storage/webhook-store.ts';
import { UploadStore } from './storage/upload-store.ts';
import { BotStateStorage } from './storage/bot-state-storage.ts';
import { openDatabase, type Database } from './storage/database.ts';

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
  readonly botState: BotStateStorage;
  readonly livePlans: LivePlans;
  /** The officers' work on plans. */
  readonly planRoom: PlanRoom;
  readonly desk: LoadedDesk;
  readonly turn: TurnLogic;
  readonly reception: Reception;
  readonly cases: OpenCases;
  readonly rules: Rules;
  readonly webhooks: WebhookStore;
  readonly stageEvents: StageEvents;
  /** Where the files are that people sent: each channel adds its own. */
  readonly fileSources: FileSource[];
  readonly uploads: UploadFolder;
  readonly forgetting: Forgetting;
  close(): Promise<void>;
}

/** Everything that answers, without a server around it. */
export async function createService(
  config: Config,
  log: Log,
  now: () => Date = () => new Date(),
): Promise<Service> {
  const database = await openDatabase({ dataDir: config.DATA_DIR, url: config.DATABASE_URL, log });
  const { livePlans, planRoom } = await openPlans(config, log, database, now);
  const { desk } = livePlans;
  const publicUrl = (config.PUBLIC_URL ?? `http://localhost:${config.PORT}`).replace(/\/$/, '');
  const rules = readRules(shippedRules);
  const webhooks = new WebhookStore(database);
  const stageEvents = new StageEvents(webhooks);
  await stageEvents.refresh();
  const cases = await openCases(config, log, database, rules, `${publicUrl}/tra-cuu`, stageEvents.tell);
  const { reception } = cases;
  const fileSources: FileSource[] = [];
  const botState = new BotStateStorage(database, now, {
    writeBehind: (error) => log.error({ err: error }, 'bot state was not written'),
  });
  const parts: Omit<BotParts, 'opened'> = {
    storage: botState,
    recognizer: chooseRecognizer(config, desk, log, now),
    desk,
    say: vi(config.ADDRESS_AS),
    publicUrl,
    today: () => vietnamDay(now()),
    now,
    log,
    timeToComplain: timeToComplain(rules),
  };
  const uploads = new UploadFolder({
    dataDir: config.DATA_DIR,
    key: await signingKey(config.DATA_DIR, 'uploads.key'),
    index: new UploadStore(database),
    now,
  });
  const forgetting = new Forgetting({
    database,
    botState,
    fileSources,
    uploads,
    cases: { store: cases.store, rules, audit: new AuditLog(database) },
    instead: sealedVi(config.ADDRESS_AS).takenOut,
    now,
  });
  const opened = openForms(config, parts, {
    reception,
    rules,
    fileSources,
    forgetting,
    officers: new OfficerStore(database),
  });
  const turn = createBot({ ...parts, opened });
  const close = async () => {
    await planRoom.jobs.close();
    await planRoom.overview.close();
    await botState.flush();
    await database.close();
  };
  const answering = { livePlans, planRoom, desk, turn, reception, cases, rules, fileSources };
  const telling = { webhooks, stageEvents };
  return {
    config,
    log,
    now,
    publicUrl,
    database,
    botState,
    uploads,
    forgetting,
    ...answering,
    ...telling,
    close,
  };
}

/** The plans that answer, and the room where officers work on them. */
async function openPlans(
  config: Config,
  log: Log,
  database: Database,
  now: () => Date,
): Promise<Pick<Service, 'livePlans' | 'planRoom'>> {
  const cacheOf = (name: string) => join(config.CACHE_DIR, name);
  const { plans } = await loadLibrary(shippedPlans, { cache: new ReadingCache(cacheOf('readings')) });
  const options = { cacheDir: cacheOf('index'), ...(config.OFFICE && { office: config.OFFICE }) };
  const inDatabase = config.SEARCH === 'postgres';
  const parts = { shipped: plans, store: new PlanStore(database), log };
  // Readings of all plans stay in memory only where their index does.
  const kept = inDatabase ? {} : { readBefore: new Map() satisfies ReadBefore };
  const livePlans = inDatabase
    ? await openPostgresPlans({ ...parts, database, office: config.OFFICE })
    : await openLivePlans({ ...parts, ...kept, options });
  const planRoom = openPlanRoom({
    database,
    shipped: shippedPlansIn(shippedPlans, plans),
    incomingDir: join(config.DATA_DIR, 'incoming'),
    answering: {
      options,
      ...kept,
      ...(inDatabase && { near: (office: string) => nearPlans(database.queries, office) }),
      say: vi(config.ADDRESS_AS),
      today: () => vietnamDay(now()),
      present: () => livePlans.desk,
    },
    changed: () => livePlans.refresh(),
    log,
  });
  return { livePlans, planRoom };
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
