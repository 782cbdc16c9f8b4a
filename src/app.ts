import { join } from 'node:path';
import { Registry, collectDefaultMetrics } from 'prom-client';
import type { Server } from 'restify';
import { startBackgroundWork } from './background-work.ts';
import { caseMessages } from './cases/messages.ts';
import { petitionForm } from './cases/petition-form.ts';
import { docxMediaType } from './cases/word-page.ts';
import type { Channel } from './channels/channel.ts';
import type { Config } from './config.ts';
import { consoleAssets } from './console/console-assets.ts';
import { createConsole, type Console } from './console/console.ts';
import type { Log } from './log.ts';
import { closeServer, createServer } from './server.ts';
import { RepeatedJob } from './notices/repeated-job.ts';
import { Assets } from './web/assets.ts';
import { createWebPages, type WebPages } from './web/pages.ts';
import { blankForms, mountPetitionForms } from './web/petition-forms.ts';
import { qrDataUrl } from './web/qr-code.ts';
import { mountTracking } from './web/track-page-routes.ts';
import { mountOpen311 } from './open311/open311.ts';
import { ApiKeyStore } from './storage/api-key-store.ts';
import { mayBeTold } from './notices/outside-address.ts';
import { OutboxStore } from './storage/outbox-store.ts';
import { openBotService, openDirectLine, openZalo } from './open-channels.ts';
import { cleanUp, defaultKeepDays } from './storage/clean-up.ts';
import { createService, vietnamDay, type Service } from './service.ts';

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
  const background: { wake?: () => void } = {};
  const changed = () => background.wake?.();
  const zalo = await openZalo(service, outboxStore, changed);
  const botService = openBotService(service);
  const own: Channel[] = [await openDirectLine(service), ...(zalo ? [zalo] : [])];
  for (const channel of [...own, ...(botService ? [botService] : [])]) channel.mount(server);
  const channels = [...own, ...(botService?.byChannelId ?? [])];
  const assets = await Assets.load(consoleAssets());
  const { cases, database, now, rules } = service;
  webPages(service, assets).mount(server);
  const officeNamed = (id: string) => service.desk.offices.find((one) => one.id === id)?.name;
  const guidanceOf = (id: string) => {
    const hours = rules.office(id).citizenReception;
    return hours ? [hours] : [];
  };
  mountPetitionForms(server, {
    mediaType: docxMediaType,
    form: async (kind, id) => {
      const to = officeNamed(id);
      return to === undefined ? undefined : petitionForm(kind, { to, guidance: guidanceOf(id) });
    },
  });
  mountTracking(server, {
    assets,
    reception: cases.reception,
    petitionFile: ({ office, fields }) =>
      petitionForm('complaint', {
        ...fields,
        to: officeNamed(office) ?? rules.office(office).receivingUnit,
        guidance: guidanceOf(office),
      }),
    person: config.ADDRESS_AS,
    now,
    publicUrl: config.PUBLIC_URL,
    changed,
  });
  mountOpen311(server, {
    store: cases.store,
    reception: cases.reception,
    rules,
    say: caseMessages(config.ADDRESS_AS),
    keys: new ApiKeyStore(database),
    offices: () => service.desk.offices,
    publicUrl: config.PUBLIC_URL,
    now,
    changed,
  });
  const console = officeConsole(service, assets, changed);
  console.mount(server);
  // The first person after a start must not wait for the engine to warm up.
  await service.desk.ask('Ai chủ trì?', {}, vietnamDay(now()));
  const url = await listen(server, config);
  const work = startBackgroundWork({
    database,
    channels,
    ...cases,
    caseDesk: cases.desk,
    rules,
    say: caseMessages(config.ADDRESS_AS),
    mail:
      config.SMTP_URL && config.MAIL_FROM
        ? {
            smtpUrl: config.SMTP_URL,
            from: config.MAIL_FROM,
            to: config.MAIL_TO,
            units: config.MAIL_UNITS,
          }
        : undefined,
    webhooks: {
      targetOf: (id) => service.webhooks.target(id),
      loopback: tellsThisMachine(config),
    },
    tidy: async () => {
      await console.tidy();
      await service.forgetting.idleConfidences();
      await cleanUp({
        database,
        botState: service.botState,
        uploadsDir: join(config.DATA_DIR, 'uploads'),
        cacheDirs: ['readings', 'index'].map((name) => join(config.CACHE_DIR, name)),
        keep: { ...defaultKeepDays, outbox: 365 },
        now: now(),
      });
    },
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
  const webhooksChanged = new RepeatedJob({
    name: 'webhooks',
    job: () => service.stageEvents.refresh(),
    everyMs: 5000,
    log,
  });
  plansChanged.start();
  webhooksChanged.start();
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
      await webhooksChanged.stop();
      await work.stop();
      await service.close();
    },
  };
}

/** Only a trial without a public address sends webhooks to itself. */
function tellsThisMachine({ PUBLIC_URL }: Config): boolean {
  return PUBLIC_URL === undefined;
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
  const { cases, config, database, desk, livePlans, now, rules } = service;
  return createConsole({
    database,
    desk: cases.desk,
    identities: cases.identities,
    reception: cases.reception,
    offices: () => desk.offices,
    sealed: config.DENUNCIATIONS === 'sealed',
    qrCode: config.PUBLIC_URL === undefined ? undefined : qrDataUrl,
    blankForms,
    calendar: rules.calendar,
    assets,
    officeName: (id) => desk.offices.find((office) => office.id === id)?.name ?? 'Chưa rõ cơ quan',
    unitsOf: (office) => livePlans.unitsOf(office),
    allUnits: () => livePlans.unitsOf(),
    suggestUnits: (content, office) => livePlans.suggestUnits(content, office),
    plans: service.planRoom,
    webhooks: service.webhooks,
    mayBeTold: (url) => mayBeTold(url, { loopback: tellsThisMachine(config) }),
    webhooksChanged: () => service.stageEvents.refresh(),
    publicUrl: config.PUBLIC_URL,
    now,
    changed,
  });
}

function webPages(service: Service, assets: Assets): WebPages {
  const { config, desk, livePlans } = service;
  return createWebPages({
    assets,
    trackingUrl: '/tra-cuu',
    office: config.OFFICE ? desk.offices[0]?.name : undefined,
    person: config.ADDRESS_AS,
    starters: starters(service),
    plans: livePlans.pages,
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
