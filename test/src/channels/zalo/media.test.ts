import { createServer } from 'node:http';
import type { AddressInfo } from 'node:net';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { fetchMedia, mediaAddress } from '../../../../src/channels/zalo/media.ts';
import { lookupPublic } from '../../../../src/channels/zalo/lookup-public.ts';
import { isPublicAddress } from '../../../../src/web/public-address.ts';

const limits = { maxBytes: 1000, timeoutMs: 300 };
const real = new URL('https://openapi.zalo.me');
let canaryHits = 0;
const canary = createServer((request, response) => {
  canaryHits += 1;
  if (request.url === '/moved') response.writeHead(302, { location: '/secret' }).end();
  else if (request.url === '/large') response.end(Buffer.alloc(2000));
  else if (request.url === '/slow') response.write('a');
  else if (request.url === '/gone') response.writeHead(404).end();
  else response.end('bytes');
});
let here = '';

beforeAll(async () => {
  await new Promise<void>((resolve) => canary.listen(0, '127.0.0.1', resolve));
  here = `http://127.0.0.1:${(canary.address() as AddressInfo).port}`;
});
afterAll(() => {
  canary.closeAllConnections();
  canary.close();
});

describe('a file that a person sent', () => {
  it('is fetched from the file servers of Zalo, over https whatever the link says', () => {
    expect(mediaAddress('http://photo-stal-1.talk.zdn.vn/a.jpg?x=1', real)?.href).toBe(
      'https://photo-stal-1.talk.zdn.vn/a.jpg?x=1',
    );
    expect(mediaAddress('https://f2-zpcloud.zdn.vn/x', real)?.hostname).toBe('f2-zpcloud.zdn.vn');
  });

  it('is never fetched from anywhere else', async () => {
    const { port } = canary.address() as AddressInfo;
    const hosts = [
      '127.0.0.1',
      'localhost',
      '[::1]',
      '[::ffff:127.0.0.1]',
      '[::ffff:7f00:1]',
      '0x7f000001',
      '2130706433',
      '0177.0.0.1',
      '127.1',
      '0',
      '169.254.169.254',
      'zdn.vn.example.com',
      'evilzdn.vn',
      'zdn.vn@127.0.0.1',
      'zdn.vn',
      'a.zdn.vn.',
      '-a.zdn.vn',
      'a.zdn.vn%2eevil.example',
      'ⓩdn.vn',
    ];
    const links = hosts.flatMap((host) =>
      ['http', 'https'].flatMap((s) => [`${s}://${host}:${port}/x`, `${s}://${host}/x`]),
    );
    const others = [
      'file:///etc/passwd',
      'ftp://a.zdn.vn/x',
      'data:text/plain,x',
      'https://a.zdn.vn:8443/x',
      'https://u:p@a.zdn.vn/',
      '//a',
      '',
    ];
    for (const link of [...links, ...others])
      expect([link, await fetchMedia(link, real, limits)]).toEqual([link, { problem: 'elsewhere' }]);
    expect(canaryHits).toBe(0);
  });

  it('is fetched from the stand-in only when that is what the service is set up with', async () => {
    expect(await fetchMedia(`${here}/x`, new URL(here), limits)).toEqual({ bytes: Buffer.from('bytes') });
    expect(await fetchMedia('http://127.0.0.1:1/x', new URL(here), limits)).toEqual({ problem: 'elsewhere' });
  });

  it.each([
    ['/large', 'too-large'],
    ['/moved', 'gone'],
    ['/gone', 'gone'],
    ['/slow', 'gone'],
  ])('that answers like %s is %s', async (path, problem) => {
    expect(await fetchMedia(here + path, new URL(here), limits)).toEqual({ problem });
  });
});

describe('a public address', () => {
  it.each(['8.8.8.8', '1.1.1.1', '123.30.1.1', '2001:4860:4860::8888', '2400:cb00::1'])(
    '%s is one',
    (address) => {
      expect(isPublicAddress(address)).toBe(true);
    },
  );

  it.each([
    '127.0.0.1',
    '10.1.2.3',
    '172.31.0.1',
    '192.168.1.1',
    '169.254.169.254',
    '100.64.0.1',
    '0.0.0.0',
    '224.0.0.1',
    '255.255.255.255',
    '198.18.0.1',
    '::1',
    '::',
    'fe80::1',
    'fc00::1',
    'fd12::1',
    '::ffff:127.0.0.1',
    '::ffff:8.8.8.8',
    '64:ff9b::7f00:1',
    '2002:7f00:1::',
    '2001:0:1::',
    '2001:db8::1',
    'ff02::1',
  ])('%s is none', (address) => {
    expect(isPublicAddress(address)).toBe(false);
  });

  it('is all that a name may lead to', async () => {
    const error = await new Promise<Error | null>((resolve) => {
      lookupPublic('localhost', { all: true }, (failure) => resolve(failure));
    });
    expect(error?.message).toMatch(/private network/);
  });
});
