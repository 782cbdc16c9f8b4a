import { randomUUID } from 'node:crypto';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
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
import { createBot, type BotParts, type TurnLogic } from './bot.ts';
import { createCaseDesk } from './case-desk.ts';
import { CaseDesk } from './cases/case-desk.ts';
import { CaseDoor } from './cases/case-door.ts';
import type { CaseStore } from './cases/case-store.ts';
import { caseKeyFile, identityKeyFile, openKeys } from './cases/key-files.ts';
import { checkKeys, holdsSealedData, type KeyTable } from './cases/key-rotation.ts';
import { caseMessages } from './cases/messages.ts';
import type { KeyRing } from './cases/personal-data.ts';
import { Reception, type ReceptionParts } from './cases/reception.ts';
import { readRules, type Rules } from './cases/rules.ts';
import { SealedIdentities } from './cases/sealed-identity.ts';
import { SqlCaseStore } from './cases/sql-case-store.ts';
import type { Config } from './config.ts';
import { createCluRecognizer } from './language/clu-recognizer.ts';
import { createShippedRecognizer } from './language/local-recognizer.ts';
import type { Log } from './log.ts';
import type { LoadedDesk } from './plan-desk.ts';
import { openLivePlans, type LivePlans } from './live-plans.ts';
import { PlanStore } from './storage/plan-store.ts';
import { petitionFormPath } from './web/petition-forms.ts';
import { BotStateStorage } from './storage/bot-state-storage.ts';
import { openDatabase, type Database } from './storage/database.ts';

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
  readonly botState: BotStateStorage;
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
  };
  const opened = openForms(config, parts, reception, rules, fileSources);
  const turn = createBot({ ...parts, opened });
  const close = () => database.close();
  const answering = { livePlans, library, desk, turn, reception, cases, rules, fileSources };
  return { config, log, now, publicUrl, database, botState, ...answering, close };
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
