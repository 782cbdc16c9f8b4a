import { ConfigurationBotFrameworkAuthentication, type Storage } from 'botbuilder';
import type { Server } from 'restify';
import { isLoopback } from '../config.ts';
import { ServiceError } from '../errors.ts';
import type { Log } from '../log.ts';
import { handle } from '../web/handle.ts';
import { BotServiceAdapter, type Authentication, type Turn } from './bot-service/adapter.ts';
import { deliver } from './bot-service/delivery.ts';
import { createEndpoint } from './bot-service/endpoint.ts';
import { References } from './bot-service/references.ts';
import type { Channel } from './channel.ts';
import { Turns } from './direct-line/turns.ts';

export interface BotServiceParts {
  readonly credentials?: BotServiceCredentials | undefined;
  /** EMULATOR: takes messages without a token, from this machine only. */
  readonly emulator: boolean;
  /** HOST: where the server listens. */
  readonly host: string;
  readonly turn: Turn;
  readonly notes: Pick<Storage, 'read' | 'write' | 'delete'>;
  /** How the bot addresses a person: "ông/bà". */
  readonly person: string;
  readonly log: Log;
  /** Another cloud than the public one. */
  readonly authentication?: Authentication;
}

/** MICROSOFT_APP_*. */
export interface BotServiceCredentials {
  readonly appId: string;
  readonly password: string;
  readonly type: string;
  readonly tenantId?: string | undefined;
}

export interface BotServiceChannel extends Channel {
  readonly adapter: BotServiceAdapter;
  /**
   * The same channel under each name that its activities carry as `channelId`: the names that recipients of later
   * messages have, so these go into the outbox.
   */
  readonly byChannelId: readonly Channel[];
}

/** Channels that Azure Bot Service offers for people. Azure's own Direct Line is not: ours has that name. */
const channelIds = [
  'msteams',
  'webchat',
  'emulator',
  'email',
  'facebook',
  'line',
  'slack',
  'sms',
  'telegram',
];
/**
 * Azure Bot Service: Teams and every channel it offers. Undefined when it is not set up, and then there is no
 * route: without credentials the endpoint would send anything anywhere for anybody.
 */
export function createBotServiceChannel(parts: BotServiceParts): BotServiceChannel | undefined {
  const { credentials, emulator } = parts;
  if (emulator && !isLoopback(parts.host))
    throw new ServiceError(
      'bot-service/emulator-open',
      'The Emulator endpoint would be open to the network.',
      'Set HOST=127.0.0.1, or EMULATOR=false and MICROSOFT_APP_ID.',
    );
  if (!credentials && !emulator) return undefined;
  const appId = credentials?.appId ?? '';
  const adapter = new BotServiceAdapter(parts.authentication ?? authenticationFor(credentials), appId);
  const references = new References(parts.notes);
  const turns = new Turns();
  const shared = { adapter, references, turns, allowThisMachine: emulator };
  const noFiles = `Kênh này chưa nhận được tệp. Mời ${parts.person} gửi tệp qua trang trò chuyện của cơ quan.`;
  const receive = createEndpoint({
    ...shared,
    appId: credentials?.appId,
    turn: parts.turn,
    noFiles,
    log: parts.log,
  });
  const channel: Channel = {
    name: 'bot-service',
    mount: (server: Server) => void server.post('/api/messages', handle(receive)),
    deliver: (recipient, message) => deliver(shared, recipient, message),
    close: () => turns.settle(5000),
  };
  const byChannelId = channelIds.map((name) => ({ ...channel, name, mount: () => undefined }));
  return { ...channel, adapter, byChannelId };
}

function authenticationFor(credentials: BotServiceCredentials | undefined): Authentication {
  if (!credentials) return new ConfigurationBotFrameworkAuthentication({});
  const { appId, password, type, tenantId } = credentials;
  return new ConfigurationBotFrameworkAuthentication({
    MicrosoftAppId: appId,
    MicrosoftAppPassword: password,
    MicrosoftAppType: type,
    ...(tenantId && { MicrosoftAppTenantId: tenantId }),
  });
}
