import { brotliDecompressSync, gunzipSync } from 'node:zlib';
import { get } from 'node:http';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { clientAddress } from '../../../src/web/client-address.ts';
import { html, jsonHtml } from '../../../src/web/html.ts';
import { createShelf } from '../../../src/plan-pages.ts';
import { vietnameseDate } from '../../../src/web/reader-page.ts';
import { pageTexts } from '../../../src/web/texts.ts';
import type { Service } from '../channels/direct-line/service.ts';
import { plan, scan, startSite } from './site.ts';

let site: Service;
beforeAll(async () => {
  site = await startSite({ trackingUrl: '/tra-cuu' }, { origins: ['https://so.example.gov.vn'] });
});
afterAll(() => site.close());

const page = async (path: string, headers: Record<string, string> = {}) => {
  const response = await fetch(site.base + path, { headers });
  return { status: response.status, headers: response.headers, text: await response.text() };
};

/** Without fetch's own decompression. */
function plainGet(path: string, headers: Record<string, string>) {
  return new Promise<{ status: number; headers: NodeJS.Dict<string | string[]>; body: Buffer }>(
    (resolve, reject) => {
      get(site.base + path, { headers }, (response) => {
        const chunks: Buffer[] = [];
        response.on('data', (chunk: Buffer) => chunks.push(chunk));
        response.on('end', () =>
          resolve({
            status: response.statusCode ?? 0,
            headers: response.headers,
            body: Buffer.concat(chunks),
          }),
        );
      }).on('error', reject);
    },
  );
}

async function assetUrl(name: string): Promise<string> {
  const { text } = await page('/');
  const [version = ''] = /\/assets\/[0-9a-f]{12}\//.exec(text) ?? [];
  return version + name;
}

describe('the chat page', () => {
  it('is whole before any program runs: office, notice, starters, a way to the plans', async () => {
    const { status, text } = await page('/');
    expect(status).toBe(200);
    for (const part of [
      '<html lang="vi">',
      'Sở Khoa học và Công nghệ Hải Phòng',
      'Trợ lý tự động',
      'Đánh giá nội bộ khi nào?',
      'href="/van-ban"',
      'href="/tra-cuu"',
    ])
      expect(text).toContain(part);
    expect(text).not.toMatch(/<script(?![^>]*(src=|application\/json))/);
    expect(text).not.toMatch(/ (style|on\w+)="/);
  });

  it('sends a policy with a nonce of its own each time and nothing inline', async () => {
    const first = await page('/');
    const second = await page('/');
    const policy = first.headers.get('content-security-policy') ?? '';
    expect(policy).not.toContain('unsafe');
    expect(policy).toContain("default-src 'none'");
    expect(policy).toContain("frame-ancestors 'self' https://so.example.gov.vn");
    expect(nonce(policy)).toBeTruthy();
    expect(nonce(policy)).not.toBe(nonce(second.headers.get('content-security-policy') ?? ''));
    expect(first.headers.get('cache-control')).toBe('no-store');
    expect(first.headers.get('x-frame-options')).toBeNull();
    expect(first.headers.get('server')).toBeNull();
  });

  it('gives Web Chat every string it lacks in Vietnamese', () => {
    const given = Object.keys(pageTexts('ông/bà').webChat);
    for (const suffix of ['ONE', 'TWO', 'FEW', 'MANY', 'OTHER'])
      expect(given).toContain(`TEXT_INPUT_ATTACHMENTS_${suffix}`);
    expect(given).toEqual(
      expect.arrayContaining([
        'TEXT_INPUT_DROP_ZONE',
        'TEXT_INPUT_LENGTH_EXCEEDED_ALT',
        'TEXT_INPUT_TELEPHONE_KEYPAD_BUTTON_ALT',
        'TELEPHONE_KEYPAD_INPUT_MESSAGE',
      ]),
    );
  });
});

describe('files of the pages', () => {
  it('come compressed, for ever, under an address that changes with them', async () => {
    const url = await assetUrl('webchat.js');
    const plain = await plainGet(url, {});
    const brotli = await plainGet(url, { 'accept-encoding': 'gzip, br' });
    expect(brotli.body.length).toBeLessThan(720_000);
    const zipped = await plainGet(url, { 'accept-encoding': 'gzip' });
    expect(plain.body.length).toBeGreaterThan(3_500_000);
    expect([brotli.headers['content-encoding'], zipped.headers['content-encoding']]).toEqual(['br', 'gzip']);
    expect(brotliDecompressSync(brotli.body).equals(plain.body)).toBe(true);
    expect(gunzipSync(zipped.body).equals(plain.body)).toBe(true);
    expect(brotli.headers['cache-control']).toBe('public, max-age=31536000, immutable');
    expect(brotli.headers['vary']).toBe('Accept-Encoding');
    const again = await plainGet(url, {
      'accept-encoding': 'br',
      'if-none-match': String(brotli.headers['etag']),
    });
    expect([again.status, again.body.length]).toEqual([304, 0]);
    const stale = await plainGet('/assets/000000000000/site.css', {});
    expect([stale.status, stale.headers['cache-control']]).toEqual([200, 'no-cache']);
  });

  it('are none but the listed ones', async () => {
    for (const path of ['/assets/x/..%2f..%2fpackage.json', '/assets/package.json', '/assets/x/__proto__'])
      expect((await page(path)).status, path).toBe(404);
  });

  it('weigh little before the client comes: under 150 KB for the first paint', async () => {
    const { text } = await page('/');
    const first = [...text.matchAll(/(?:href|src)="(\/assets\/[^"]+)"/g)].map(([, url]) => url ?? '');
    const sizes = await Promise.all(
      first.map(async (url) => (await plainGet(url, { 'accept-encoding': 'br' })).body.length),
    );
    expect(first.length).toBeGreaterThan(4);
    expect(first.some((url) => url.includes('webchat'))).toBe(false);
    expect(sizes.reduce((sum, size) => sum + size, text.length)).toBeLessThan(150_000);
  });

  it('lets other sites load the widget', async () => {
    const widget = await page('/widget.js');
    expect(widget.headers.get('cross-origin-resource-policy')).toBe('cross-origin');
    expect(widget.headers.get('content-type')).toMatch(/^text\/javascript/);
  });
});

it('answers monitors that ask without a body', async () => {
  for (const path of ['/', '/van-ban', `/van-ban/${plan.id}`, '/healthz', '/readyz', '/widget.js']) {
    const response = await fetch(site.base + path, { method: 'HEAD' });
    expect([response.status, await response.text()], path).toEqual([200, '']);
  }
});

describe('the plan reader', () => {
  it('lists the plans by office', async () => {
    const { text } = await page('/van-ban');
    expect(text).toContain(`href="/van-ban/${plan.id}"`);
    expect(text).toContain(scan.title);
    expect(text).toContain('Kế hoạch năm 2023');
  });

  it('finds plans by words without diacritics, and says when there are none', async () => {
    const found = await page('/van-ban?tim=duy+tri%2C+cai+tien');
    expect(found.text).toContain('Tìm thấy 1 kế hoạch.');
    expect(found.text).toContain(`href="/van-ban/${scan.id}"`);
    expect(found.text).not.toContain(`href="/van-ban/${plan.id}"`);
    expect(found.text).toContain('value="duy tri, cai tien"');
    const none = await page(`/van-ban?tim=${encodeURIComponent('"><script>alert(1)</script>')}`);
    expect(none.status).toBe(200);
    expect(none.text).toContain('Không có kế hoạch nào khớp.');
    expect(none.text).not.toContain('<script>alert');
    expect((await page('/van-ban')).text).toContain('Có 2 kế hoạch.');
  });

  it('goes through many plans page by page, with what was looked for', async () => {
    const many = Array.from({ length: 1250 }, (_, number) => ({ ...plan, id: `ke-hoach-${number}` }));
    const large = await startSite({ plans: { list: createShelf(many), read: () => undefined } });
    const open = async (query: string) => (await fetch(`${large.base}/van-ban${query}`)).text();
    try {
      const first = await open('?tim=muc+tieu');
      expect(first).toContain('Tìm thấy 1.250 kế hoạch.');
      expect(first).toContain('Trang 1 trên 13');
      expect(first.match(/class="entry"/g)).toHaveLength(100);
      expect(first).toContain('href="/van-ban?tim=muc+tieu&amp;trang=2"');
      expect(first).not.toContain('rel="prev"');
      const last = await open('?trang=13');
      expect(last.match(/class="entry"/g)).toHaveLength(50);
      expect(last).not.toContain('rel="next"');
      expect(await open('?trang=999')).toContain('Trang 13 trên 13');
      expect(await open('?trang=x')).toContain('Trang 1 trên 13');
    } finally {
      await large.close();
    }
  });

  it('gives every line its anchor and escapes all of it', async () => {
    const { text, headers } = await page(`/van-ban/${plan.id}`);
    for (let line = 1; line <= plan.lines.length; line += 1) expect(text).toContain(`id="L${line}"`);
    expect(text).toContain('&lt;script&gt;alert(1)&lt;/script&gt;');
    expect(text).not.toContain('<script>alert');
    expect(text).toContain('Bản lưu không ghi số (ký hiệu KH-SKHCN)');
    expect(text).toContain('Trần Quang Tuấn, Giám đốc');
    expect(text).toContain('Kế hoạch ISO của Sở ghi quý III/2023.');
    expect(headers.get('content-security-policy')).not.toContain('unsafe');
  });

  it('shows the restored reading of a scan beside what the machine read', async () => {
    const { text } = await page(`/van-ban/${scan.id}`);
    expect(text).toMatch(
      /class="line__text">Đánh giá nội bộ định kỳ<\/span\s*><span class="line__scan">Dánh giá nội bộ dinh ky</,
    );
  });

  it('says kindly that a plan is not there', async () => {
    for (const id of ['none', '..%2f..', '<b>', 'constructor']) {
      const { status, text } = await page(`/van-ban/${id}`, { accept: 'text/html' });
      expect(status).toBe(404);
      expect(text).toContain('Không tìm thấy trang');
      expect(text).not.toContain('<b>');
    }
  });
});

describe('pieces of pages', () => {
  it('escape what is put into them, also in data for programs', () => {
    expect(
      html`<p title="${'"><script>'}">${['<b>', 2, false, null]}${html`<i>${'&'}</i>`}</p>`.toString(),
    ).toBe('<p title="&quot;&gt;&lt;script&gt;">&lt;b&gt;2<i>&amp;</i></p>');
    expect(jsonHtml({ a: '</script><!--\u2028' }).toString()).toBe(
      String.raw`{"a":"\u003c/script\u003e\u003c!--\u2028"}`,
    );
  });

  it('write dates as people do, and leave alone what is no date', () => {
    expect([vietnameseDate('2023-02-09'), vietnameseDate('quý III')]).toEqual(['9/2/2023', 'quý III']);
  });

  it('believe forwarded headers from this machine only, and the last address of them', () => {
    const forwarded = {
      'x-forwarded-for': '6.6.6.6, 203.0.113.9',
      'x-forwarded-proto': 'https',
      host: 'chat.vn',
    };
    expect(from('127.0.0.1', forwarded)).toEqual({
      ip: '203.0.113.9',
      base: 'https://chat.vn',
      isLocal: false,
    });
    expect(from('203.0.113.1', forwarded)).toEqual({
      ip: '203.0.113.1',
      base: 'http://chat.vn',
      isLocal: false,
    });
    for (const host of ['a"b', 'a;b', "x 'unsafe-inline'", '', 'a/b'])
      expect(from('127.0.0.1', { 'x-forwarded-host': host, host }).base).toBe('http://localhost');
    expect(from('127.0.0.1', { host: '[::1]:3978' }).base).toBe('http://[::1]:3978');
    expect(from('::1', { host: 'localhost:3978' })).toEqual({
      ip: '::1',
      base: 'http://localhost:3978',
      isLocal: true,
    });
  });
});

function nonce(policy: string): string | undefined {
  return /'nonce-([^']+)'/.exec(policy)?.[1];
}

function from(remoteAddress: string, headers: Record<string, string>) {
  return clientAddress({ socket: { remoteAddress }, headers } as never);
}
