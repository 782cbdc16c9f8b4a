import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { client, messages, until } from './client.ts';
import { greeting } from './office-bot.ts';
import { secret, type Service, startService } from './service.ts';

let service: Service;
beforeAll(async () => {
  service = await startService();
});
afterAll(() => service.close());

const path = '/v3/directline/conversations';

describe('a conversation over REST', () => {
  it('greets once, at the start, before the first poll', async () => {
    const api = client(service.base);
    const { status, body } = await api.start();
    expect(status).toBe(201);
    const { activities } = (await api.read(body.conversationId)).body;
    expect(activities.map(({ text }) => text)).toEqual([greeting]);
    expect(activities.some(({ type }) => type === 'conversationUpdate')).toBe(false);
    const again = await client(service.base, body.token).call('POST', path, { user: {} });
    expect([again.status, again.body.conversationId]).toEqual([200, body.conversationId]);
    expect((await api.read(body.conversationId)).body.activities).toHaveLength(1);
  });

  it('echoes a message with its client id before the answer', async () => {
    const api = client(service.base);
    const { conversationId: id, token } = (await api.start()).body;
    const channelData = { clientActivityID: 'abc123', attachmentSizes: [] };
    const posted = await client(service.base, token).say(id, 'chào', { channelData, from: { id: 'dl_lan' } });
    expect(posted.status).toBe(200);
    const shown = await messages(service.base, id, 3);
    expect(shown[1]).toMatchObject({
      id: posted.body['id'],
      text: 'chào',
      channelData,
      from: { id: 'dl_lan', role: 'user' },
    });
    expect(shown[2]).toMatchObject({ text: 'Ông/bà viết: chào (4)', replyToId: posted.body['id'] });
    expect(shown.map(({ timestamp }) => timestamp)).toEqual(shown.map(({ timestamp }) => timestamp).sort());
    expect(new Set(shown.map((one) => one.id)).size).toBe(3);
  });

  it('answers the post before the bot has finished, and the messages in their order', async () => {
    const api = client(service.base);
    const { conversationId: id } = (await api.start()).body;
    const before = Date.now();
    await api.say(id, 'chậm 500');
    expect(Date.now() - before).toBeLessThan(300);
    await api.say(id, 'hai');
    await api.say(id, 'ba');
    const shown = await messages(service.base, id, 7);
    const answers = shown.filter(({ from }) => from.role === 'bot').map(({ text }) => text);
    expect(answers).toEqual([greeting, 'Xong: chậm 500', 'Ông/bà viết: hai (3)', 'Ông/bà viết: ba (2)']);
  });

  it('polls from a watermark and never fails on an odd one', async () => {
    const api = client(service.base);
    const { conversationId: id } = (await api.start()).body;
    const first = (await api.read(id)).body;
    expect(first.watermark).toBe('1');
    expect((await api.read(id, '1')).body).toEqual({ activities: [], watermark: '1' });
    for (const odd of ['-1', 'x', '99999999999999', '1;drop', '']) {
      const { status, body } = await api.read(id, odd);
      expect(status).toBe(200);
      expect(Array.isArray(body.activities)).toBe(true);
    }
  });

  it('says in the conversation that something broke, with a code and without the reason', async () => {
    const api = client(service.base);
    const { conversationId: id } = (await api.start()).body;
    await api.say(id, 'hỏng');
    const [, , apology] = await messages(service.base, id, 3);
    expect(apology?.text).toMatch(/^Xin lỗi, tôi chưa xử lý được.*mã \*\*[0-9A-F]{4}\*\*/);
    expect(JSON.stringify(apology)).not.toMatch(/SQLITE|secret\.ts|at /);
    await api.say(id, 'còn đó không');
    expect((await messages(service.base, id, 5)).at(-1)?.text).toMatch(/còn đó không/);
  });

  it('delivers what the bot says on its own account', async () => {
    const api = client(service.base);
    const { conversationId } = (await api.start()).body;
    const recipient = { channel: 'directline', userId: 'dl_lan', conversationId };
    const delivery = await service.channel.deliver(recipient, {
      text: 'Hồ sơ đã được trả lời.',
      choices: ['Xem'],
    });
    const shown = await messages(service.base, conversationId, 2);
    expect(shown[1]).toMatchObject({
      id: delivery.outcome === 'delivered' ? delivery.id : 'none',
      text: 'Hồ sơ đã được trả lời.',
      suggestedActions: { actions: [{ type: 'imBack', title: 'Xem', value: 'Xem' }] },
    });
    expect(
      await service.channel.deliver({ ...recipient, conversationId: 'gone' }, { text: 'x' }),
    ).toMatchObject({
      outcome: 'refused',
      code: 'direct-line/no-conversation',
    });
  });
});

describe('who may do what', () => {
  it('makes tokens for servers with the secret only', async () => {
    const made = await client(service.base).call('POST', '/v3/directline/tokens/generate', {
      user: { id: 'dl_an' },
    });
    expect(made.status).toBe(200);
    expect(made.body['expires_in']).toBeGreaterThanOrEqual(1800);
    const [, claims = ''] = made.body.token.split('.');
    expect(JSON.parse(Buffer.from(claims, 'base64url').toString())).toMatchObject({ user: 'dl_an' });
    const refused = await client(service.base, made.body.token).call(
      'POST',
      '/v3/directline/tokens/generate',
      {},
    );
    expect(refused.status).toBe(403);
    const odd = await client(service.base).call('POST', '/v3/directline/tokens/generate', {
      user: { id: 'a b/c' },
    });
    expect(odd.status).toBe(400);
  });

  it('takes the user from the token, whatever the body says', async () => {
    const made = await client(service.base).call('POST', '/v3/directline/tokens/generate', {
      user: { id: 'dl_an' },
    });
    const api = client(service.base, made.body.token);
    const { conversationId: id, token } = (await api.call('POST', path, { user: { id: 'dl_somebody' } }))
      .body;
    await client(service.base, token).say(id, 'tôi đây', {
      from: { id: 'dl_somebody', role: 'bot', name: 'An' },
    });
    const [, echo] = await messages(service.base, id, 2);
    expect(echo?.from).toEqual({ id: 'dl_an', name: 'An', role: 'user' });
  });

  it('keeps every conversation to its own token', async () => {
    const a = (await client(service.base, '').call('POST', '/api/webchat/token')).body;
    const b = (await client(service.base).start()).body;
    const api = client(service.base, a.token);
    const tries = await Promise.all([
      api.call('GET', `${path}/${b.conversationId}`),
      api.read(b.conversationId),
      api.say(b.conversationId, 'x'),
      api.call('POST', `${path}/${b.conversationId}/upload?userId=x`),
      api.call('GET', `${path}/${b.conversationId}/files/abc`),
    ]);
    expect(tries.map(({ status }) => status)).toEqual([403, 403, 403, 403, 403]);
  });

  it('refuses tokens that are forged, unsigned or long expired', async () => {
    const { conversationId: id, token } = (await client(service.base).start()).body;
    const [head = '', claims = '', signature = ''] = token.split('.');
    const decoded = JSON.parse(Buffer.from(claims, 'base64url').toString()) as Record<string, unknown>;
    const forgeries = [
      `${encode({ alg: 'none', typ: 'JWT' })}.${claims}.`,
      `${encode({ alg: 'none', typ: 'JWT' })}.${claims}.${signature}`,
      `${encode({ alg: 'HS384', typ: 'JWT' })}.${claims}.${signature}`,
      `${head}.${encode({ ...decoded, conv: 'other' })}.${signature}`,
      `${head}.${encode({ ...decoded, exp: 99_999_999_999 })}.${signature}`,
      `${head}.${claims}.${signature.slice(0, -4)}AAAA`,
      `${head}.${claims}`,
      'Bearer',
      'eyJ',
      `${secret}x`,
    ];
    for (const forged of forgeries)
      expect((await client(service.base, forged).read(id)).status, forged).toBe(403);
    expect((await client(service.base, '').read(id)).status).toBe(401);
    // A stream ticket is signed with the same key and opens nothing else.
    const ticket = new URL((await client(service.base).start()).body.streamUrl).searchParams.get('t') ?? '';
    expect((await client(service.base, ticket).read(id)).status).toBe(403);
  });

  it('exchanges a token that has just expired, and none after the grace', async () => {
    let now = Date.now();
    const slept = await startService({
      now: () => new Date(now),
      limits: { tokenSeconds: 1800, graceSeconds: 86_400 },
    });
    try {
      const { conversationId: id, token } = (await client(slept.base).start()).body;
      const api = client(slept.base, token);
      now += 2 * 3600_000;
      expect((await api.read(id)).body.error?.code).toBe('TokenExpired');
      expect((await api.say(id, 'x')).status).toBe(403);
      const refreshed = await api.call('POST', '/v3/directline/tokens/refresh');
      expect(refreshed.body.conversationId).toBe(id);
      expect((await client(slept.base, refreshed.body.token).read(id)).status).toBe(200);
      expect((await api.call('GET', `${path}/${id}?watermark=0`)).body).toMatchObject({
        conversationId: id,
        token: expect.any(String),
        streamUrl: expect.stringMatching(/^ws:\/\/127\.0\.0\.1:\d+\/v3\//),
      });
      const page = await api.call('POST', '/api/webchat/token');
      expect(page.body).toMatchObject({ conversationId: id, resumed: true });
      now += 24 * 3600_000;
      expect((await api.call('POST', '/v3/directline/tokens/refresh')).status).toBe(403);
      expect((await api.call('GET', `${path}/${id}`)).status).toBe(403);
      const fresh = await api.call('POST', '/api/webchat/token');
      expect(fresh.body['resumed']).toBe(false);
      expect(fresh.body.conversationId).not.toBe(id);
    } finally {
      await slept.close();
    }
  });

  it('says 404 for a conversation that is not there', async () => {
    const api = client(service.base);
    expect((await api.read('nowhere')).status).toBe(404);
    expect((await api.say('nowhere', 'x')).status).toBe(404);
    expect((await api.call('GET', `${path}/nowhere`)).status).toBe(404);
  });
});

describe('limits', () => {
  it('gives out page tokens at a rate, by the address that the proxy names', async () => {
    const small = await startService({ limits: { tokensPerMinute: 3 } });
    try {
      const ask = (ip: string) =>
        client(small.base, '').call('POST', '/api/webchat/token', undefined, {
          headers: { 'x-forwarded-for': ip },
        });
      const statuses = [];
      for (let index = 0; index < 4; index += 1) statuses.push((await ask('1.2.3.4, 203.0.113.7')).status);
      expect(statuses).toEqual([200, 200, 200, 429]);
      expect((await ask('203.0.113.7, 203.0.113.8')).status).toBe(200);
      for (let index = 0; index < 10; index += 1) expect((await client(small.base).start()).status).toBe(201);
    } finally {
      await small.close();
    }
  });

  it('answers a fast writer in the conversation once, refuses only a flood, and lets servers through', async () => {
    const small = await startService({ limits: { messagesPerMinute: 4 } });
    try {
      const { token, conversationId: id } = (await client(small.base, '').call('POST', '/api/webchat/token'))
        .body;
      const started = (await client(small.base, token).call('POST', path, {})).body;
      const api = client(small.base, started.token);
      const statuses = [];
      for (let index = 0; index < 14; index += 1) statuses.push((await api.say(id, `tin ${index}`)).status);
      expect(statuses).toEqual([...Array.from({ length: 12 }, () => 200), 429, 429]);
      const shown = await messages(small.base, id, 18);
      const told = shown.filter(({ text }) => text?.includes('quá nhanh'));
      expect(told).toHaveLength(1);
      expect(told[0]?.text).toMatch(/^Ông\/bà gửi nhiều tin quá nhanh.*\d+ giây\.$/);
      expect(shown.filter(({ text }) => text?.startsWith('Ông/bà viết'))).toHaveLength(4);
      const trusted = (await client(small.base).start()).body.conversationId;
      for (let index = 0; index < 14; index += 1)
        expect((await client(small.base).say(trusted, `tin ${index}`)).status).toBe(200);
    } finally {
      await small.close();
    }
  });

  it('passes 100 KB of text to the bot and explains what to do with 1 MB', async () => {
    const api = client(service.base);
    const { conversationId: id } = (await api.start()).body;
    expect((await api.say(id, 'ế'.repeat(34_000))).status).toBe(200);
    expect((await messages(service.base, id, 3)).at(-1)?.text).toContain('(34000)');
    const long = await api.say(id, 'a'.repeat(1_000_000));
    expect([long.status, long.body.error?.code]).toEqual([413, 'MessageSizeTooBig']);
    expect(long.body.error?.message).toMatch(/chia thành nhiều tin/);
    expect((await messages(service.base, id, 4)).at(-1)?.text).toMatch(/quá dài.*chia thành nhiều tin/);
    await until(async () => (await api.read(id)).status === 200 || undefined, 'still there');
  });
});

describe('pages of other sites', () => {
  it('may call when they are allowed, and get an answer to their preflight', async () => {
    const open = await startService({ origins: ['https://so.example.gov.vn'] });
    try {
      const preflight = (origin: string) =>
        client(open.base, '').call('OPTIONS', `${path}/x/activities`, undefined, {
          headers: {
            origin,
            'access-control-request-method': 'POST',
            'access-control-request-headers': 'authorization,content-type,x-ms-bot-agent,x-requested-with',
          },
        });
      const allowed = await preflight('https://so.example.gov.vn');
      expect(allowed.status).toBe(204);
      expect(allowed.headers.get('access-control-allow-origin')).toBe('https://so.example.gov.vn');
      expect(allowed.headers.get('access-control-allow-headers')).toMatch(/authorization.*x-ms-bot-agent/);
      const other = await preflight('https://evil.example');
      expect(other.headers.get('access-control-allow-origin')).toBeNull();
      const simple = await client(open.base, '').call('POST', '/api/webchat/token', undefined, {
        headers: { origin: 'https://so.example.gov.vn' },
      });
      expect(simple.headers.get('access-control-allow-origin')).toBe('https://so.example.gov.vn');
      const health = await client(open.base, '').call('GET', '/healthz', undefined, {
        headers: { origin: 'https://so.example.gov.vn' },
      });
      expect(health.headers.get('access-control-allow-origin')).toBeNull();
    } finally {
      await open.close();
    }
  });

  it('see the citations at the address by which they came, and their own words as they wrote them', async () => {
    const assumedUrl = 'http://localhost:3978';
    const link = `${assumedUrl}/van-ban/002#L3`;
    const at = await startService({
      assumedUrl,
      turn: async (context) => {
        if (context.activity.type !== 'message') return;
        await context.sendActivity({
          text: `Tháng 6 [1]\n\n[1]: ${link} "Kế hoạch"`,
          channelData: { url: link },
        });
      },
    });
    try {
      const { conversationId: id } = (await client(at.base).start()).body;
      await client(at.base).say(id, link);
      const [echo, answer] = await messages(at.base, id, 2);
      expect(echo?.text).toBe(link);
      expect(answer).toMatchObject({
        text: `Tháng 6 [1]\n\n[1]: ${at.base}/van-ban/002#L3 "Kế hoạch"`,
        channelData: { url: `${at.base}/van-ban/002#L3` },
      });
    } finally {
      await at.close();
    }
  });

  it('are told an address of the socket that fits their own: wss behind https', async () => {
    const made = await client(service.base).call(
      'POST',
      path,
      {},
      {
        headers: { 'x-forwarded-proto': 'https', 'x-forwarded-host': 'chat.example.gov.vn' },
      },
    );
    expect(made.body.streamUrl).toMatch(
      /^wss:\/\/chat\.example\.gov\.vn\/v3\/directline\/conversations\/[\w-]+\/stream\?t=/,
    );
    expect(made.body.conversationId).toMatch(/^[\w-]{22,}$/);
  });
});

function encode(value: object): string {
  return Buffer.from(JSON.stringify(value)).toString('base64url');
}
