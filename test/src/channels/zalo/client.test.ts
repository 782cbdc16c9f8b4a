import { afterAll, beforeAll, beforeEach, describe, expect, it } from 'vitest';
import { createZaloClient, type ZaloClient } from '../../../../src/channels/zalo/client.ts';
import { zaloEndpoints } from '../../../../src/channels/zalo/endpoints.ts';
import { ZaloStandIn } from '../../../zalo-stand-in/stand-in.ts';
import { noTrouble } from '../../../zalo-stand-in/trouble.ts';
import { freePort } from '../../../free-port.ts';

const hour = 3_600_000;
let now = Date.parse('2026-03-02T08:00:00Z');
const zalo = new ZaloStandIn({ now: () => now });
const person = '8675309123456789012';
let client: ZaloClient;
let token = '';

beforeAll(async () => {
  await zalo.start();
  client = createZaloClient(new URL(zalo.url), 300);
});
afterAll(() => zalo.stop());
beforeEach(async () => {
  Object.assign(zalo.trouble, noTrouble());
  token = zalo.tokens.issue().accessToken;
  await zalo.say(person, 'xin chào');
});

const refused = (code: number) => expect.objectContaining({ kind: 'refused', code }) as object;

describe('sending to a person on Zalo', () => {
  it('is done when Zalo says error 0', async () => {
    const before = zalo.received(person).length;
    const answer = await client.send(token, person, { text: 'Văn phòng chủ trì.' });
    expect(answer).toMatchObject({ kind: 'done', value: expect.stringMatching(/^m/) as string });
    expect(zalo.received(person).slice(before)).toEqual(['Văn phòng chủ trì.']);
  });

  it('shows at most five buttons, each saying the whole choice', async () => {
    const titles = ['a'.repeat(150), 'b', 'c', 'd', 'e', 'g'];
    expect(await client.send(token, person, { text: 'Chọn', buttons: titles })).toMatchObject({
      kind: 'done',
    });
    const { buttons } = zalo.people.person(person).lines.at(-1) ?? {};
    expect(buttons?.map(({ payload }) => payload)).toEqual(titles.slice(0, 5));
    expect(buttons?.[0]?.title).toHaveLength(100);
  });

  it.each([
    [-216, 'token'],
    [-32, 'busy'],
    [-230, 'window'],
    [-213, 'person'],
    [-233, 'form'],
    [-210, 'too-long'],
    [-211, 'quota'],
    [-221, 'account'],
    [-99999, undefined],
  ] as const)('knows what error %i means, although HTTP says 200', async (error, meaning) => {
    zalo.trouble.error = error;
    expect(await client.send(token, person, { text: 'x' })).toEqual({
      kind: 'refused',
      meaning,
      code: error,
    });
  });

  it('finds the limits of Zalo where they are', async () => {
    expect(await client.send('old', person, { text: 'x' })).toEqual(refused(-216));
    expect(await client.send(token, 'stranger', { text: 'x' })).toEqual(refused(-213));
    expect(await client.send(token, person, { text: 'x'.repeat(2001) })).toEqual(refused(-210));
    zalo.trouble.perMinute = 1;
    expect(await client.send(token, person, { text: 'x' })).toMatchObject({ kind: 'done' });
    expect(await client.send(token, person, { text: 'x' })).toEqual(refused(-32));
    now += 8 * 24 * hour;
    token = zalo.tokens.issue().accessToken;
    expect(await client.send(token, person, { text: 'x' })).toEqual(refused(-230));
  });

  it('tells a call that cannot have arrived from one that may have', async () => {
    const free = await freePort();
    const nobody = createZaloClient(new URL(`http://127.0.0.1:${free}`), 300);
    expect(await nobody.send(token, person, { text: 'x' })).toEqual({
      kind: 'not-sent',
      reason: 'ECONNREFUSED',
    });
    zalo.trouble.outage = 'unavailable';
    expect(await client.send(token, person, { text: 'x' })).toMatchObject({ kind: 'not-sent' });
    for (const outage of ['silent', 'lost'] as const) {
      zalo.trouble.outage = outage;
      expect(await client.send(token, person, { text: 'x' })).toMatchObject({ kind: 'unsure' });
    }
  });

  it('can look up afterwards whether a lost message arrived', async () => {
    zalo.trouble.outage = 'lost';
    await client.send(token, person, { text: 'đã đến hay chưa' });
    zalo.trouble.outage = 'none';
    const answer = await client.latest(token, person);
    expect(answer.kind === 'done' && answer.value[0]).toMatchObject({
      text: 'đã đến hay chưa',
      byAccount: true,
      at: now,
    });
  });
});

describe('the addresses of Zalo', () => {
  it('are its own hosts over https, or a stand-in on this machine', () => {
    expect(zaloEndpoints().api.href).toBe('https://openapi.zalo.me/');
    expect(zaloEndpoints(zalo.url, zalo.url).oauth.hostname).toBe('127.0.0.1');
  });

  it.each([
    'http://openapi.zalo.me',
    'https://openapi.zalo.me.example.com',
    'https://openapi.zalo.me:8443',
    'https://evil.example',
    'http://127.0.0.1.example.com',
    'http://10.0.0.1',
    'http://user@evil.example',
  ])('are never %s, because tokens go there', (url) => {
    expect(() => zaloEndpoints(url)).toThrow(/ZALO_API_URL/);
    expect(() => zaloEndpoints(undefined, url)).toThrow(/ZALO_OAUTH_URL/);
  });
});
