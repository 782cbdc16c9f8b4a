import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { mkdtempSync, readFileSync } from 'node:fs';
import { request } from 'node:http';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { page } from './page.ts';
import { ZaloStandIn } from './stand-in.ts';

const lan = '7000000000000000001';
const standIn = new ZaloStandIn({ page });
beforeAll(() => standIn.start());
afterAll(() => standIn.stop());

function act(deed: object, headers: Record<string, string> = {}): Promise<Response> {
  const all = { 'content-type': 'application/json', ...headers };
  return fetch(`${standIn.url}/api/do`, { method: 'POST', headers: all, body: JSON.stringify(deed) });
}

describe('the page of the stand-in', () => {
  it('is there with its style and its script', async () => {
    for (const path of ['/', '/page.css', '/page.js'])
      expect((await fetch(standIn.url + path)).status).toBe(200);
    expect((await fetch(`${standIn.url}/main.ts`)).status).toBe(404);
  });

  it('does what a citizen does, and shows it', async () => {
    expect((await act({ do: 'add', who: lan, name: 'Bà Lan' })).status).toBe(200);
    await act({ do: 'say', who: lan, text: 'xin chào' });
    await act({ do: 'image', who: lan, data: 'eA==', type: 'image/png', text: 'ổ gà' });
    await act({ do: 'location', who: lan, latitude: 1.5, longitude: 2.5 });
    await act({ do: 'trouble', outage: 'silent', perMinute: 3 });
    const state = (await (await fetch(`${standIn.url}/api/state?who=${lan}`)).json()) as Record<
      string,
      unknown
    >;
    expect(state).toMatchObject({
      people: [{ id: lan, name: 'Bà Lan' }],
      lines: [
        { text: 'xin chào' },
        { text: 'ổ gà', image: expect.stringContaining('/media/') as string },
        { place: [1.5, 2.5] },
      ],
      trouble: { outage: 'silent', perMinute: 3 },
    });
  });

  it('does nothing that makes no sense, and nothing for another site', async () => {
    for (const deed of [
      {},
      { do: 'say', who: 'x', text: 'a' },
      { do: 'format-disk' },
      { do: 'trouble', outage: 'total' },
    ])
      expect((await act(deed)).status).toBe(400);
    expect((await act({ do: 'expire' }, { origin: 'https://evil.example' })).status).toBe(403);
    const rebound = request(`${standIn.url}/api/state`, { headers: { host: 'evil.example' } }).end();
    const [response] = (await once(rebound, 'response')) as [{ statusCode: number }];
    expect(response.statusCode).toBe(403);
  });

  it('tells an open page when something has changed', async () => {
    const stop = new AbortController();
    const changes = await fetch(`${standIn.url}/api/changes`, { signal: stop.signal });
    const reader = changes.body?.getReader();
    await reader?.read();
    await act({ do: 'say', who: lan, text: 'nữa' });
    expect(Buffer.from((await reader?.read())?.value ?? []).toString()).toContain('data: changed');
    stop.abort();
  });
});

const start = (...options: string[]) =>
  spawn(process.execPath, ['--import', 'tsx', join(import.meta.dirname, 'main.ts'), ...options]);

describe('the command', () => {
  it('prints what to set, and keeps the tokens for the next run', async () => {
    const data = mkdtempSync(join(tmpdir(), 'zalo-sim-'));
    const tokens: string[] = [];
    for (const _run of [1, 2]) {
      const command = start('--port', '0', '--data', data);
      let text = '';
      for await (const chunk of command.stdout) {
        text += String(chunk);
        if (text.includes('ZALO_OAUTH_URL=')) break;
      }
      command.kill();
      tokens.push(/ZALO_REFRESH_TOKEN=(\S+)/u.exec(text)?.[1] ?? '');
      expect(text).toMatch(/ZALO_API_URL=http:\/\/127\.0\.0\.1:\d+/u);
    }
    expect(tokens[0]).toMatch(/^refresh_/u);
    expect(tokens[1]).toBe(tokens[0]);
    expect(readFileSync(join(data, 'zalo-sim.json'), 'utf8')).toContain(tokens[0]);
  });

  it('says how it is used when it was called wrongly', async () => {
    const command = start('--port', 'abc');
    const [code] = (await once(command, 'exit')) as [number];
    expect(code).toBe(2);
  });
});
