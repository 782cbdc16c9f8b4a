import { once } from 'node:events';
import { connect } from 'node:net';
import { Registry } from 'prom-client';
import { afterEach, describe, expect, it } from 'vitest';
import { createLog } from '../../src/log.ts';
import { closeServer, createServer, type ServerParts } from '../../src/server.ts';
import { handle } from '../../src/web/handle.ts';

const cleanups: (() => Promise<unknown> | void)[] = [];
afterEach(async () => {
  for (const clean of cleanups.splice(0).toReversed()) await clean();
});

async function listening(parts: Partial<ServerParts> = {}) {
  const server = createServer({ log: createLog('silent'), readiness: {}, ...parts });
  server.get(
    '/slow',
    handle(
      (_request, response) =>
        new Promise<void>((resolve) => {
          setTimeout(() => {
            response.sendRaw(200, 'done');
            resolve();
          }, 300);
        }),
    ),
  );
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  cleanups.push(() => closeServer(server, 50));
  const { port } = server.address();
  return { server, base: `http://127.0.0.1:${port}`, port };
}

describe('the server', () => {
  it('is alive always, and ready only when every part is', async () => {
    const parts = { database: true, index: true, broken: false };
    const { base } = await listening({
      readiness: {
        database: () => parts.database,
        index: () => Promise.resolve(parts.index),
        slow: () => (parts.broken ? Promise.reject(new Error('secret detail')) : true),
      },
    });
    expect((await fetch(`${base}/healthz`)).status).toBe(200);
    expect((await fetch(`${base}/readyz`)).status).toBe(200);
    parts.broken = true;
    const response = await fetch(`${base}/readyz`);
    expect(response.status).toBe(503);
    expect(await response.json()).toEqual({
      status: 'not ready',
      checks: { database: true, index: true, slow: false },
    });
  });

  it('shows its figures on this machine, or to who has the token', async () => {
    const open = await listening({ metrics: { registry: new Registry() } });
    await fetch(`${open.base}/healthz`);
    const figures = await (await fetch(`${open.base}/metrics`)).text();
    expect(figures).toContain(
      'http_request_duration_seconds_count{method="GET",route="/healthz",status="200"} 1',
    );
    const proxied = { headers: { 'x-forwarded-for': '203.0.113.9' } };
    expect((await fetch(`${open.base}/metrics`, proxied)).status).toBe(403);
    const closed = await listening({ metrics: { registry: new Registry(), token: 'figures-token' } });
    expect((await fetch(`${closed.base}/metrics`)).status).toBe(403);
    const bearer = { headers: { authorization: 'Bearer figures-token' } };
    expect((await fetch(`${closed.base}/metrics`, bearer)).status).toBe(200);
  });

  it('protects every answer, and asks for https only where it is served so', async () => {
    const { base } = await listening();
    const { headers } = await fetch(`${base}/healthz`);
    expect(headers.get('content-security-policy')).toBe(
      "default-src 'none';frame-ancestors 'none';base-uri 'none'",
    );
    expect(headers.get('x-content-type-options')).toBe('nosniff');
    expect(headers.get('strict-transport-security')).toBeNull();
    const secure = await listening({ publicUrl: 'https://chat.example.gov.vn' });
    expect((await fetch(`${secure.base}/healthz`)).headers.get('strict-transport-security')).toMatch(
      /max-age=31536000/,
    );
  });

  it('lets a running request end when it closes, and cuts what holds on', async () => {
    const { server, base, port } = await listening();
    const idle = connect(port, '127.0.0.1');
    idle.on('error', () => undefined);
    await once(idle, 'connect');
    const running = fetch(`${base}/slow`).then((response) => response.text());
    await new Promise((resolve) => setTimeout(resolve, 50));
    const before = Date.now();
    await closeServer(server, 1000);
    expect(await running).toBe('done');
    expect(Date.now() - before).toBeLessThan(1600);
    idle.destroy();
    await expect(fetch(`${base}/healthz`)).rejects.toThrow();
  });
});
