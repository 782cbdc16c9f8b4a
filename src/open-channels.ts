import { randomBytes, randomUUID } from 'node:crypto';
import { join } from 'node:path';
import type { Channel } from './channels/channel.ts';
import { createBotServiceChannel, type BotServiceChannel } from './channels/bot-service.ts';
import { createDirectLineChannel } from './channels/direct-line/direct-line-channel.ts';
import { signingKey } from './channels/direct-line/signing-key.ts';
import { createZaloChannel, type ZaloChannel } from './channels/zalo/zalo-channel.ts';
import { BotStateStorage } from './storage/bot-state-storage.ts';
import { ChannelSecretStore } from './storage/channel-secret-store.ts';
import { ConversationStore } from './storage/conversation-store.ts';
import { InboundEventStore } from './storage/inbound-event-store.ts';
import type { OutboxStore } from './storage/outbox-store.ts';
import { openSealer } from './storage/sealer.ts';
import { DirectLineConversations } from './storage/direct-line-conversations.ts';
import type { Service } from './service.ts';

export async function openDirectLine(service: Service): Promise<Channel> {
  const { config, database, turn, log, now, fileSources, publicUrl } = service;
  const channel = createDirectLineChannel({
    store: new DirectLineConversations(new ConversationStore(database), now),
    turn,
    secret: config.DIRECT_LINE_SECRET ?? randomBytes(24).toString('base64url'),
    key: await signingKey(config.DATA_DIR),
    files: service.uploads,
    ...(!config.PUBLIC_URL && { assumedUrl: publicUrl }),
    ...(config.DATABASE_URL && { rereadMs: 1000 }),
    ...(config.PUBLIC_URL && { publicUrl: config.PUBLIC_URL }),
    origins: config.WIDGET_ORIGINS,
    botName: 'Trợ lý kế hoạch',
    person: config.ADDRESS_AS,
    now,
    log,
  });
  fileSources.push({
    read: async ({ url }) => (await channel.readFile(url))?.body,
    erase: ({ url }) => channel.removeFile(url),
  });
  return channel;
}

/** Azure Bot Service, with credentials; or the Emulator on this machine. */
export function openBotService({ config, database, turn, now, log }: Service): BotServiceChannel | undefined {
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

/** Zalo, when its settings are there. */
export async function openZalo(
  service: Service,
  replies: OutboxStore,
  /** Something is in the outbox: send it now. */
  changed: () => void,
): Promise<ZaloChannel | undefined> {
  const { config, database, log, now, turn } = service;
  const { ZALO_APP_ID, ZALO_APP_SECRET, ZALO_OA_ID, ZALO_OA_SECRET, ZALO_REFRESH_TOKEN } = config;
  if (!ZALO_APP_ID || !ZALO_APP_SECRET || !ZALO_OA_ID || !ZALO_OA_SECRET || !ZALO_REFRESH_TOKEN)
    return undefined;
  const conversations = new ConversationStore(database);
  const events = new InboundEventStore(database);
  const files = service.uploads;
  const keptId = (url: string) => (url.startsWith(keptFile) ? url.slice(keptFile.length) : '');
  service.fileSources.push({
    read: async ({ url }) => (await files.read(keptId(url)))?.body,
    erase: ({ url }) => files.remove(keptId(url)),
  });
  return createZaloChannel({
    settings: {
      appId: ZALO_APP_ID,
      appSecret: ZALO_APP_SECRET,
      oaId: ZALO_OA_ID,
      oaSecret: ZALO_OA_SECRET,
      refreshToken: ZALO_REFRESH_TOKEN,
      accessToken: config.ZALO_ACCESS_TOKEN,
      buttons: config.ZALO_BUTTONS,
      setup: config.ZALO_SETUP,
      verification: config.ZALO_VERIFICATION,
      apiUrl: config.ZALO_API_URL,
      oauthUrl: config.ZALO_OAUTH_URL,
    },
    turn,
    events,
    secrets: new ChannelSecretStore(database, openSealer(join(config.DATA_DIR, 'keys'))),
    conversations,
    replies: {
      enqueue: async (notices, at) => {
        await replies.enqueue(notices, at);
        changed();
      },
    },
    files: {
      keep: async ({ conversationId, name, bytes }) => {
        const [kept] = (await files.keep(conversationId, [{ name, body: bytes }])) ?? [];
        if (!kept) return { refused: 'type' };
        return { contentType: kept.contentType, name: kept.name, contentUrl: `${keptFile}${kept.id}` };
      },
    },
    notes: new BotStateStorage(database, now),
    forget: async ({ userId }) => {
      await service.forgetting.leaver({ channel: 'zalo', userId });
    },
    dataDir: config.DATA_DIR,
    ...(config.PUBLIC_URL && { publicUrl: config.PUBLIC_URL }),
    person: config.ADDRESS_AS,
    holder: randomUUID(),
    now,
    log,
  });
}
