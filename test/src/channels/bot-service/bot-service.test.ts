import {
  ConfigurationBotFrameworkAuthentication,
  MemoryStorage,
  type Activity,
  type TurnContext,
} from 'botbuilder';
import { exportJWK, generateKeyPair, SignJWT } from 'jose';
import { createServer } from 'node:http';
import type { AddressInfo } from 'node:net';
import type { Server } from 'restify';
import { afterAll, afterEach, beforeAll, beforeEach, describe, expect, it } from 'vitest';
import {
  createBotServiceChannel,
  type BotServiceChannel,
  type BotServiceParts,
} from '../../../../src/channels/bot-service.ts';
import { isServiceUrl } from '../../../../src/channels/bot-service/service-url.ts';
import { closeServer, createServer as createRestify } from '../../../../src/server.ts';
import { silentLog } from '../../../fakes/silent-log.ts';
import { ConnectorStub } from './connector-stub.ts';

const connector = new ConnectorStub();
let server: Server;
let channel: BotServiceChannel;
let endpoint = '';

const bot = async (context: TurnContext): Promise<void> => {
  const { type, text, attachments, membersAdded, recipient } = context.activity;
  if (type === 'conversationUpdate' && membersAdded?.some(({ id }) => id !== recipient.id))
    await context.sendActivity('Tôi là trợ lý tự động.');
  if (text === 'hỏng') throw new Error('SQLITE_BUSY at /srv/app/secret.ts:42');
  if (type === 'message') await context.sendActivity(`Nghe: ${text} (${attachments?.length ?? 0} tệp)`);
};

async function open(parts: Partial<BotServiceParts>): Promise<void> {
  const created = createBotServiceChannel({
    emulator: false,
    host: '127.0.0.1',
    turn: bot,
    notes: new MemoryStorage(),
    person: 'ông/bà',
    log: silentLog,
    ...parts,
  });
  if (!created) throw new Error('not mounted');
  channel = created;
  server = createRestify({ log: silentLog, readiness: {} });
  channel.mount(server);
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  endpoint = `http://127.0.0.1:${server.address().port}/api/messages`;
}

/** As the Emulator writes it. */
function fromEmulator(changes: Partial<Activity> = {}): Partial<Activity> {
  const at = new Date();
  return {
    type: 'message',
    id: `${at.getTime()}-${Math.random()}`,
    channelId: 'emulator',
    serviceUrl: connector.url,
    conversation: { id: '0ea4a6a0-4e26-11ef|livechat' } as Activity['conversation'],
    from: { id: 'e1c3', name: 'User', role: 'user' },
    recipient: { id: 'b0t1', name: 'Bot', role: 'bot' },
    locale: 'vi-VN',
    timestamp: at,
    localTimestamp: at,
    text: 'xin chào',
    ...changes,
  };
}

async function post(activity: unknown, headers: Record<string, string> = {}): Promise<Response> {
  return fetch(endpoint, {
    method: 'POST',
    headers: { 'content-type': 'application/json', ...headers },
    body: typeof activity === 'string' ? activity : JSON.stringify(activity),
  });
}

beforeAll(() => connector.start());
afterAll(() => connector.stop());
beforeEach(() => {
  connector.said.length = 0;
  connector.status = 200;
});

describe('without credentials and without EMULATOR', () => {
  it('there is no endpoint', () => {
    const parts = {
      emulator: false,
      host: '0.0.0.0',
      turn: bot,
      notes: new MemoryStorage(),
      person: 'bạn',
      log: silentLog,
    };
    expect(createBotServiceChannel(parts)).toBeUndefined();
  });

  it.each(['0.0.0.0', '192.168.1.5', '::'])('EMULATOR is refused while the server listens on %s', (host) => {
    const parts = {
      emulator: true,
      host,
      turn: bot,
      notes: new MemoryStorage(),
      person: 'bạn',
      log: silentLog,
    };
    expect(() => createBotServiceChannel(parts)).toThrow(/open to the network/);
  });
});

describe('the Emulator', () => {
  beforeEach(() => open({ emulator: true }));
  afterEach(() => closeServer(server, 100));

  it('is greeted, answered and asked nothing twice', async () => {
    const joined = fromEmulator({
      type: 'conversationUpdate',
      membersAdded: [
        { id: 'b0t1', name: 'Bot' },
        { id: 'e1c3', name: 'User' },
      ],
    });
    expect((await post(joined)).status).toBe(200);
    const question = fromEmulator();
    expect((await post(question)).status).toBe(200);
    expect((await post(question)).status).toBe(200);
    expect(connector.texts).toEqual(['Tôi là trợ lý tự động.', 'Nghe: xin chào (0 tệp)']);
    const { path, activity, authorization } = connector.said.at(-1) ?? {};
    expect(path).toBe(
      `/v3/conversations/${encodeURIComponent('0ea4a6a0-4e26-11ef|livechat')}/activities/${encodeURIComponent(question.id ?? '')}`,
    );
    expect(activity).toMatchObject({
      replyToId: question.id,
      from: { id: 'b0t1' },
      recipient: { id: 'e1c3' },
    });
    expect(authorization).toBeUndefined();
  });

  it('can be written to later, on its own account', async () => {
    await post(fromEmulator());
    const [outlet] = channel.byChannelId.filter(({ name }) => name === 'emulator');
    const recipient = { channel: 'emulator', userId: 'e1c3', conversationId: '0ea4a6a0-4e26-11ef|livechat' };
    expect(await outlet?.deliver(recipient, { text: 'Hồ sơ đã có **trả lời**.', choices: ['Xem'] })).toEqual({
      outcome: 'delivered',
    });
    expect(connector.said.at(-1)?.activity).toMatchObject({
      text: 'Hồ sơ đã có **trả lời**.',
      suggestedActions: { actions: [{ title: 'Xem' }] },
    });
    for (const [status, outcome] of [
      [404, 'refused'],
      [403, 'refused'],
      [409, 'retry'],
    ] as const) {
      connector.status = status;
      expect(await channel.deliver(recipient, { text: 'Nữa' })).toMatchObject({ outcome });
    }
    const stranger = { ...recipient, conversationId: 'never' };
    expect(await channel.deliver(stranger, { text: 'x' })).toMatchObject({
      code: 'bot-service/no-conversation',
    });
  }, 60_000);

  it.each([
    'http://169.254.169.254/latest/meta-data',
    'http://10.0.0.1/',
    'https://evil.example/',
    'https://smba.trafficmanager.net.evil.example/',
    'http://127.0.0.1.evil.example/',
    'http://user:pw@127.0.0.1:80/',
    'file:///etc/passwd',
    'not an address',
  ])('cannot make the server call %s', async (serviceUrl) => {
    expect((await post(fromEmulator({ serviceUrl }))).status).toBe(403);
    expect(connector.said).toEqual([]);
  });

  it('is not a web page, and speaks for no other channel', async () => {
    expect((await post(fromEmulator(), { origin: 'https://evil.example' })).status).toBe(401);
    expect((await post(fromEmulator(), { 'content-type': 'text/plain' })).status).toBe(401);
    expect((await post(fromEmulator({ channelId: 'msteams' }))).status).toBe(401);
    expect((await post(fromEmulator({ channelId: 'zalo' }))).status).toBe(400);
    expect((await post(fromEmulator({ channelId: 'directline' }))).status).toBe(400);
    expect(connector.said).toEqual([]);
  });

  it('hears nothing about what broke inside', async () => {
    const response = await post(fromEmulator({ text: 'hỏng' }));
    expect([response.status, await response.text()]).toEqual([500, '{}']);
    for (const body of ['', '[]', '{', 'null', '{"type":"message"}'])
      expect((await post(body)).status).toBe(400);
    expect((await fetch(endpoint)).status).toBe(405);
  });

  it('is told that files are not taken here, and the bot sees none of them', async () => {
    const attachments = [
      { contentType: 'image/png', contentUrl: `${connector.url}/v3/attachments/1/views/original` },
    ];
    await post(fromEmulator({ text: '', attachments }));
    await post(fromEmulator({ text: 'kèm ảnh', attachments }));
    const noFiles = 'Kênh này chưa nhận được tệp. Mời ông/bà gửi tệp qua trang trò chuyện của cơ quan.';
    expect(connector.texts).toEqual([noFiles, noFiles, 'Nghe: kèm ảnh (0 tệp)']);
  });
});

describe('with credentials', () => {
  const appId = '11111111-2222-3333-4444-555555555555';
  const issuer = 'https://api.botframework.com';
  const identity = createServer();
  let keys: Awaited<ReturnType<typeof generateKeyPair>>;
  let foreign: typeof keys;
  let keyCalls = 0;

  beforeAll(async () => {
    keys = await generateKeyPair('RS256');
    foreign = await generateKeyPair('RS256');
    const jwk = {
      ...(await exportJWK(keys.publicKey)),
      kid: 'key-1',
      use: 'sig',
      alg: 'RS256',
      endorsements: ['msteams'],
    };
    identity.on('request', (request, response) => {
      keyCalls += 1;
      const { port } = identity.address() as AddressInfo;
      const metadata = {
        issuer,
        jwks_uri: `http://127.0.0.1:${port}/keys`,
        id_token_signing_alg_values_supported: ['RS256'],
      };
      response.setHeader('content-type', 'application/json');
      response.end(JSON.stringify(request.url === '/keys' ? { keys: [jwk] } : metadata));
    });
    await new Promise<void>((resolve) => identity.listen(0, '127.0.0.1', resolve));
  });
  afterAll(() => identity.close());

  beforeEach(async () => {
    keyCalls = 0;
    const { port } = identity.address() as AddressInfo;
    const config = {
      MicrosoftAppId: appId,
      MicrosoftAppType: 'MultiTenant',
      ToBotFromChannelOpenIdMetadataUrl: `http://127.0.0.1:${port}/metadata`,
      ToBotFromChannelTokenIssuer: issuer,
      ToChannelFromBotLoginUrl: 'https://login.microsoftonline.com/botframework.com',
      ToChannelFromBotOAuthScope: issuer,
      OAuthUrl: issuer,
      ToBotFromEmulatorOpenIdMetadataUrl: `http://127.0.0.1:${port}/metadata`,
      CallerId: '',
    };
    await open({
      emulator: true, // the stub of the connector runs on this machine
      credentials: { appId, password: 'mat-khau', type: 'MultiTenant' },
      authentication: new ConfigurationBotFrameworkAuthentication(config, credentialsWithoutLogin(appId)),
    });
  });
  afterEach(() => closeServer(server, 100));

  const fromTeams = (changes: Partial<Activity> = {}) => fromEmulator({ channelId: 'msteams', ...changes });
  const token = (claims: Record<string, unknown> = {}, key = keys.privateKey, kid = 'key-1') =>
    new SignJWT({ serviceurl: connector.url, ...claims })
      .setProtectedHeader({ alg: 'RS256', kid })
      .setIssuer(typeof claims['iss'] === 'string' ? claims['iss'] : issuer)
      .setAudience(typeof claims['aud'] === 'string' ? claims['aud'] : appId)
      .setIssuedAt()
      .setExpirationTime(typeof claims['exp'] === 'number' ? claims['exp'] : '1h')
      .sign(key);

  it('a message that Microsoft signed is answered with a token of ours', async () => {
    const text = '<at>Trợ lý</at> ai chủ trì?&nbsp;';
    const attachments = [{ contentType: 'text/html', content: '<div>ai chủ trì?</div>' }];
    const response = await post(fromTeams({ text, attachments }), {
      authorization: `Bearer ${await token()}`,
    });
    expect(response.status).toBe(200);
    expect(connector.texts).toEqual(['Nghe: ai chủ trì? (0 tệp)']);
    expect(connector.said[0]?.authorization).toBe('Bearer bot-token');
  });

  it('anything else is refused, and garbage makes the server ask nobody', async () => {
    const b64 = (value: object) => Buffer.from(JSON.stringify(value)).toString('base64url');
    const garbage = [
      '',
      'Bearer',
      'Bearer x',
      'Bearer a.b.c',
      `Bearer ${b64({ alg: 'none', typ: 'JWT', kid: 'key-1' })}.${b64({ aud: appId, iss: issuer })}.x`,
      `Bearer ${b64({ alg: 'HS256', kid: 'key-1' })}.${b64({ aud: appId, iss: issuer })}.x`,
      `Bearer ${b64({ alg: 'RS256', kid: 'key-1' })}.${b64({ aud: 'another-app', iss: issuer })}.x`,
      'Basic YTpi',
    ];
    for (const authorization of garbage)
      expect([authorization, (await post(fromTeams(), { authorization })).status]).toEqual([
        authorization,
        401,
      ]);
    expect(keyCalls).toBe(0);
    const forged = [
      await token({}, foreign.privateKey),
      await token({ serviceurl: 'https://smba.trafficmanager.net/emea/' }),
      await token({ iss: 'https://evil.example' }),
      await token({ exp: Math.floor(Date.now() / 1000) - 3600 }),
    ];
    for (const one of forged) {
      const response = await post(fromTeams(), { authorization: `Bearer ${one}` });
      expect([response.status, await response.text()]).toEqual([401, '{}']);
    }
    expect((await post(fromTeams())).status).toBe(401);
    expect(connector.said).toEqual([]);
  }, 60_000);

  it('a good token does not open another address', async () => {
    const serviceUrl = 'https://evil.example/';
    const authorization = `Bearer ${await token({ serviceurl: serviceUrl })}`;
    expect((await post(fromTeams({ serviceUrl }), { authorization })).status).toBe(403);
  });
});

describe('the addresses of channel services', () => {
  it.each([
    'https://smba.trafficmanager.net/apac/',
    'https://smba.infra.gcc.teams.microsoft.com/gcc/',
    'https://webchat.botframework.com/',
    'https://europe.directline.botframework.com/',
  ])('include %s', (url) => expect(isServiceUrl(url, false)).toBe(true));

  it.each([
    'http://smba.trafficmanager.net/apac/',
    'https://smba.trafficmanager.net:8443/',
    'https://trafficmanager.net/',
    'https://evil.trafficmanager.net/',
    'https://botframework.com.evil.example/',
    'https://evilbotframework.com/',
    'http://localhost:1/',
    'https://127.0.0.1/',
    'https://[::1]/',
    undefined,
    7,
  ])('do not include %s', (url) => expect(isServiceUrl(url, false)).toBe(false));
});

/** Signs outgoing calls with a fixed token instead of one from Microsoft, which is out of reach here. */
function credentialsWithoutLogin(
  id: string,
): ConstructorParameters<typeof ConfigurationBotFrameworkAuthentication>[1] {
  return {
    isValidAppId: async (appId: string) => appId === id,
    isAuthenticationDisabled: async () => false,
    createCredentials: async () => ({
      signRequest: async (request: { headers: { set(name: string, value: string): void } }) => {
        request.headers.set('authorization', 'Bearer bot-token');
        return request;
      },
    }),
  } as unknown as ConstructorParameters<typeof ConfigurationBotFrameworkAuthentication>[1];
}
