import * as fc from 'fast-check';
import { connect } from 'node:net';
import { gzipSync } from 'node:zlib';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { WebSocket } from 'ws';
import { client, messages, until } from './client.ts';
import { type Service, startService } from './service.ts';

let service: Service;
beforeAll(async () => {
  service = await startService({
    serverParts: { pace: { graceMs: 400, minBytesPerSecond: 4096, maxMs: 3000 } },
    mountMore: (server) => {
      server.get('/broken', (_request, _response, _next) => {
        throw new Error('SQLITE_CORRUPT in /srv/app/node_modules/x.js:12');
      });
    },
  });
});
afterAll(() => service.close());

const path = '/v3/directline/conversations';
const internals = /at .*:\d+:\d+|node_modules|SQLITE_|ECONN|TypeError|\/srv\/|\.ts\b/;

/** Sends bytes as they are; resolves to what came back when the server closes or falls silent. */
function raw(bytes: string, quietMs = 300): Promise<string> {
  return new Promise((resolve) => {
    const socket = connect(service.port, '127.0.0.1');
    let answer = '';
    socket.setEncoding('latin1');
    socket.setTimeout(quietMs, () => socket.destroy());
    socket.on('data', (text: string) => (answer += text));
    socket.on('error', () => undefined);
    socket.on('close', () => resolve(answer));
    socket.write(bytes, 'latin1');
  });
}

const alive = async () => expect((await client(service.base).call('GET', '/healthz')).status).toBe(200);

describe('hostile requests', () => {
  it.each(['Host: [', 'Host: a:b:c', 'Host: %zz', 'Host: \x00', 'Host: ' + 'a'.repeat(9000)])(
    'lives through %j',
    async (header) => {
      const answer = await raw(`GET / HTTP/1.1\r\n${header}\r\n\r\n`);
      expect(answer).toMatch(/^HTTP\/1\.1 4\d\d /);
      await alive();
    },
  );

  it.each([
    'http://[',
    '//%zz@x',
    '/%',
    '/%E0%A4%A',
    '/van-ban/%ff',
    '/..%2f..%2fetc/passwd',
    '/' + 'a'.repeat(5000),
    '*',
    '/\u0000',
  ])('lives through the address %j', async (address) => {
    const answer = await raw(`GET ${address} HTTP/1.1\r\nHost: x\r\nConnection: close\r\n\r\n`);
    expect(answer).toMatch(/^HTTP\/1\.1 4\d\d /);
    expect(answer).not.toMatch(internals);
    await alive();
  });

  it('says nothing of what broke inside, but gives a number to ask about', async () => {
    const json = await client(service.base).call('GET', '/broken');
    expect([json.status, json.body.error?.code]).toEqual([500, 'ServiceError']);
    expect(json.body.error).toMatchObject({ reference: expect.stringMatching(/^[0-9A-F]{6}$/) });
    expect(json.text).not.toMatch(internals);
    const page = await fetch(`${service.base}/broken`, { headers: { accept: 'text/html' } });
    const text = await page.text();
    expect([page.status, page.headers.get('content-type')]).toEqual([500, 'text/html; charset=utf-8']);
    expect(text).toMatch(/xin báo mã [0-9A-F]{6} cho cơ quan/);
    expect(text).not.toMatch(internals);
    expect(page.headers.get('server')).toBeNull();
  });

  it('refuses what is compressed, before inflating it', async () => {
    const { conversationId: id, token } = (await client(service.base).start()).body;
    const before = process.memoryUsage().rss;
    for (const encoding of ['gzip', 'br', 'deflate', 'GZIP, gzip']) {
      const response = await fetch(`${service.base}${path}/${id}/activities`, {
        method: 'POST',
        headers: {
          authorization: `Bearer ${token}`,
          'content-encoding': encoding,
          'content-type': 'application/json',
        },
        body: gzipSync(Buffer.alloc(50_000_000, 0x20)),
      });
      expect(response.status).toBe(415);
    }
    expect(process.memoryUsage().rss - before).toBeLessThan(150_000_000);
  });

  it('takes in 100 MB without keeping it', async () => {
    const { conversationId: id, token } = (await client(service.base).start()).body;
    const chunk = new Uint8Array(1_000_000);
    let sent = 0;
    const body = new ReadableStream({
      pull(controller) {
        if ((sent += 1) > 100) controller.close();
        else controller.enqueue(chunk);
      },
    });
    const before = process.memoryUsage().rss;
    const response = await fetch(`${service.base}${path}/${id}/activities`, {
      method: 'POST',
      headers: { authorization: `Bearer ${token}` },
      body,
      duplex: 'half',
    });
    expect(response.status).toBe(413);
    expect(process.memoryUsage().rss - before).toBeLessThan(120_000_000);
  });

  it('cuts bodies that trickle in, whoever sends them, and serves others meanwhile', async () => {
    const slow = Array.from({ length: 50 }, (_, index) => {
      const target = index % 2 ? '/nowhere' : '/api/webchat/token';
      return raw(`POST ${target} HTTP/1.1\r\nHost: x\r\nContent-Length: 60000\r\n\r\n{`, 5000);
    });
    const before = Date.now();
    await alive();
    expect(Date.now() - before).toBeLessThan(500);
    const answers = await Promise.all(slow);
    expect(Date.now() - before).toBeLessThan(3000);
    for (const answer of answers) expect(answer).toMatch(/^(HTTP\/1\.1 (408|404|200) |$)/);
  });

  it('lives through 2,000 made-up requests: same process, no 5xx, nothing of the inside shown', async () => {
    const { conversationId: id, token } = (await client(service.base).start()).body;
    const methods = fc.constantFrom('GET', 'POST', 'PUT', 'DELETE', 'OPTIONS', 'HEAD', 'PATCH', 'TRACE');
    const places = fc.constantFrom(
      '/',
      path,
      `${path}/${id}`,
      `${path}/${id}/activities`,
      `${path}/${id}/activities?watermark=`,
      `${path}/${id}/upload`,
      `${path}/${id}/files/`,
      `${path}/${id}/stream?t=`,
      '/v3/directline/tokens/refresh',
      '/v3/directline/tokens/generate',
      '/api/webchat/token',
      '/readyz',
      '/metrics',
    );
    const tail = fc.oneof(
      fc.constant(''),
      fc.string({ maxLength: 20 }),
      fc.constantFrom('%', '%00', '/..', '?a[b]=1&a[b]=2', '#', ';x'),
    );
    const activity = fc.record(
      {
        type: fc.oneof(
          fc.constantFrom('message', 'event', 'typing', 'conversationUpdate', 'invoke'),
          fc.string(),
        ),
        text: fc.oneof(fc.string({ unit: 'binary', maxLength: 200 }), fc.anything()),
        channelData: fc.anything(),
        from: fc.anything(),
        attachments: fc.anything(),
        entities: fc.anything(),
        value: fc.anything(),
        locale: fc.anything(),
      },
      { requiredKeys: [] },
    );
    const body = fc.oneof(
      fc.constant(undefined),
      fc.string({ maxLength: 300 }),
      fc.json(),
      activity.map((value) => stringify(value)),
    );
    const type = fc.constantFrom(
      'application/json',
      'text/plain',
      'multipart/form-data; boundary=x',
      'multipart/form-data',
      '',
      'x/y;;=',
    );
    const credential = fc.constantFrom(`Bearer ${token}`, 'Bearer x', 'Basic x', '', 'Bearer');
    await fc.assert(
      fc.asyncProperty(
        methods,
        places,
        tail,
        body,
        type,
        credential,
        async (method, place, end, content, contentType, authorization) => {
          const payload = method === 'GET' || method === 'HEAD' ? '' : (content ?? '');
          const head = [
            `${method} ${encodeURI(place + end).replace(/[\r\n ]/g, '')} HTTP/1.1`,
            'Host: x',
            'Connection: close',
            ...(contentType ? [`Content-Type: ${contentType}`] : []),
            ...(authorization ? [`Authorization: ${authorization}`] : []),
            `Content-Length: ${Buffer.byteLength(payload)}`,
          ];
          const answer = await raw(
            `${head.join('\r\n')}\r\n\r\n${Buffer.from(payload).toString('latin1')}`,
            4000,
          );
          expect(answer).toMatch(/^HTTP\/1\.1 [1-4]\d\d /);
          expect(answer.split('\r\n\r\n').slice(1).join()).not.toMatch(internals);
        },
      ),
      { numRuns: 2000 },
    );
    await alive();
  }, 120_000);

  it('gives back every string as it came, however odd', async () => {
    const { conversationId: id, token } = (await client(service.base).start()).body;
    const api = client(service.base);
    const odd = [
      '',
      ' ',
      '\u0000',
      '\u202Etxt',
      '👩‍👩‍👧',
      'ế'.normalize('NFD'),
      '<img src=x onerror=alert(1)>',
      "'; DROP TABLE",
      '{{7*7}}',
      '\\',
      '￿',
    ];
    for (const text of odd) expect((await client(service.base, token).say(id, text)).status).toBe(200);
    const shown = await messages(service.base, id, 1 + odd.length);
    const echoed = await until(async () => {
      const all = (await api.read(id)).body.activities.filter(({ from }) => from.role === 'user');
      return all.length === odd.length ? all : undefined;
    }, 'all echoes');
    expect(echoed.map(({ text }) => text)).toEqual(odd);
    expect(
      shown.every(
        (one) => (one as { textFormat?: string }).textFormat === 'plain' || one.from.role === 'bot',
      ),
    ).toBe(true);
  });

  it('refuses activities that only the server may make, and data without end', async () => {
    const { conversationId: id, token } = (await client(service.base).start()).body;
    const post = (body: unknown) =>
      client(service.base, token).call('POST', `${path}/${id}/activities`, body);
    const deep = `${'['.repeat(100_000)}${']'.repeat(100_000)}`;
    for (const body of [
      { type: 'conversationUpdate', membersAdded: [{ id: 'x' }] },
      { type: 'trace' },
      `{"type":"message","text":"x","channelData":${deep.slice(60_000, 140_000)}}`,
      deep,
      { type: 'message', text: 'x', channelData: { a: 'x'.repeat(20_000) } },
      { type: 'message', text: { a: 1 } },
      [],
      'null',
      '{"type":"message","text":',
    ])
      expect((await post(body)).status).toBe(400);
    const link = { contentType: 'text/html', contentUrl: 'http://169.254.169.254/', name: 'x' };
    expect((await post({ type: 'message', text: 'x', attachments: [link] })).status).toBe(200);
    const [, echo] = await messages(service.base, id, 2);
    expect(echo?.attachments).toEqual([]);
  });
});

describe('hostile sockets', () => {
  it('opens for the right ticket, conversation and origin only', async () => {
    const a = (await client(service.base).start()).body;
    const b = (await client(service.base).start()).body;
    const ticket = new URL(a.streamUrl).searchParams.get('t') ?? '';
    expect(await open(a.streamUrl)).toBe('open');
    expect(await open(a.streamUrl)).toBe('open');
    expect(await open(a.streamUrl, { origin: service.base })).toBe('open');
    expect(await open(a.streamUrl, { origin: 'https://evil.example' })).toBe('403');
    expect(await open(a.streamUrl.replace(a.conversationId, b.conversationId))).toBe('403');
    expect(await open(a.streamUrl.replace(ticket, a.token))).toBe('403');
    expect(await open(a.streamUrl.replace(/\?.*/, ''))).toBe('403');
    expect(await open(`${service.base.replace('http', 'ws')}/elsewhere`)).toBe('403');
    await alive();
  });

  it('keeps five sockets of a conversation and drops one that sends too much', async () => {
    const { streamUrl } = (await client(service.base).start()).body;
    const sockets = Array.from({ length: 7 }, () => new WebSocket(streamUrl));
    const closed: number[] = [];
    sockets.forEach((socket, index) => {
      socket.on('close', () => closed.push(index));
      socket.on('error', () => undefined);
    });
    await until(() => (closed.length === 2 ? true : undefined), 'two closed');
    const left = sockets.find((socket) => socket.readyState === WebSocket.OPEN);
    left?.send('x'.repeat(100_000));
    await until(() => (closed.length === 3 ? true : undefined), 'the greedy one closed');
    for (const socket of sockets) socket.terminate();
  });
});

function stringify(value: unknown): string {
  try {
    return JSON.stringify(value) ?? '';
  } catch {
    return '{}'; // a circle, or a bigint
  }
}

/** "open", or the status that refused the upgrade. */
function open(url: string, headers: Record<string, string> = {}): Promise<string> {
  return new Promise((resolve) => {
    const socket = new WebSocket(url, { headers });
    socket.on('open', () => {
      socket.close();
      resolve('open');
    });
    socket.on('unexpected-response', (_request, response) => resolve(String(response.statusCode)));
    socket.on('error', () => resolve('error'));
  });
}
