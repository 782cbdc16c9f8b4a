import { createRequire } from 'node:module';
import { readFile } from 'node:fs/promises';
import type { Browser, BrowserContext, Page } from 'playwright-core';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import type { Receipt } from '../../../src/cases/reception.ts';
import { apiSay } from '../../../src/console/api-texts.ts';
import { launchBrowser } from '../../browser.ts';
import { password, startSite, type Site } from './harness.ts';

const payloads = [
  '<script>alert(1)</script>',
  '"><img src=x onerror=alert(1)>',
  "'><svg/onload=alert(1)>",
  '</textarea><script>alert(1)</script>',
  '</title><script>alert(1)</script>',
  '<a href="javascript:alert(1)">bấm</a>',
  '<iframe srcdoc="<script>parent.alert(1)</script>"></iframe>',
  '<div hx-get="/console/ho-so" hx-trigger="load" hx-on:click="alert(1)">x</div>',
  '<form action="https://evil.example"><button>gửi</button></form>',
  '<style>*{display:none}</style><link rel=stylesheet href=https://evil.example/x.css>',
  '<meta http-equiv="refresh" content="0;url=https://evil.example">',
  '<base href="https://evil.example/">',
  '${alert(1)}{{constructor.constructor("alert(1)")()}}',
  '<img src="https://evil.example/track.gif">',
  '<math><mtext><table><mglyph><style><!--</style><img title="--&gt;&lt;img src=1 onerror=alert(1)&gt;">',
];

interface Watched {
  readonly page: Page;
  readonly dialogs: string[];
  readonly violations: string[];
  readonly foreign: string[];
  readonly errors: string[];
}

let site: Site;
let browser: Browser;
let context: BrowserContext;
const receipts: Receipt[] = [];

beforeAll(async () => {
  site = await startSite();
  browser = await launchBrowser();
  await site.account('lanh.dao', ['leader', 'clerk', 'specialist', 'admin'], ['Phòng Kinh tế']);
  await site.account('xss', ['clerk'], [payloads.join(' ').slice(0, 500)]);
  for (const payload of payloads) {
    const submission = {
      content: `Đường có ổ gà ${payload}`,
      subject: payload,
      place: payload,
      demand: payload,
      contact: { name: payload, phone: payload, email: payload, address: payload },
      accused: { name: payload, unit: payload },
    };
    const files = [{ name: `${payload}.html`, mediaType: 'text/html', bytes: Buffer.from(payload) }];
    receipts.push(
      await site.office.reception.receive(
        { kind: 'incident', office: payload.slice(0, 40), channel: 'directline', submission, files },
        site.now(),
      ),
    );
  }
  const [first] = receipts;
  const officer = { id: 'l', name: payloads[1] ?? '', roles: ['leader', 'specialist'] as const, units: [] };
  const unit = payloads.join(' ').slice(0, 300);
  const text = payloads.join('\n');
  for (const move of [
    { type: 'noted', text },
    { type: 'assigned', unit, duty: text },
    { type: 'asked', text },
  ] as const)
    await site.office.desk.move(first?.code ?? '', move, officer, { now: site.now() });
  context = await browser.newContext({ viewport: { width: 1440, height: 900 } });
});
afterAll(async () => {
  await browser.close();
  await site.close();
});

async function watched(): Promise<Watched> {
  const page = await context.newPage();
  const seen: Watched = { page, dialogs: [], violations: [], foreign: [], errors: [] };
  page.on('dialog', (dialog) => {
    seen.dialogs.push(dialog.message());
    void dialog.dismiss();
  });
  page.on('console', (message) => {
    if (/Content Security Policy/i.test(message.text())) seen.violations.push(message.text());
    else if (message.type() === 'error') seen.errors.push(message.text());
  });
  page.on('pageerror', (error) => seen.errors.push(error.message));
  page.on('request', (request) => {
    if (!request.url().startsWith(site.base) && !request.url().startsWith('data:'))
      seen.foreign.push(request.url());
  });
  return seen;
}

async function logIn(page: Page, login = 'lanh.dao'): Promise<void> {
  await page.context().clearCookies();
  await page.goto(`${site.base}/console/dang-nhap`);
  await page.fill('#login', login);
  await page.fill('#password', password);
  await page.click('button.btn-primary');
  await page.waitForURL('**/console/ho-so');
}

const axe = readFile(createRequire(import.meta.url).resolve('axe-core/axe.min.js'), 'utf8');

/** Every breach of WCAG 2.2 AA. Injected past the page's policy, as the browser's own tools are. */
async function violations(page: Page): Promise<string[]> {
  await page.evaluate(await axe);
  return page.evaluate(async () => {
    const { axe } = globalThis as unknown as {
      axe: {
        run(
          root: unknown,
          options: object,
        ): Promise<{ violations: { id: string; nodes: { html: string }[] }[] }>;
      };
    };
    const values = ['wcag2a', 'wcag2aa', 'wcag21a', 'wcag21aa', 'wcag22aa', 'best-practice'];
    const { violations } = await axe.run('html', { runOnly: { type: 'tag', values } });
    return violations.map(
      ({ id, nodes }) => `${id}: ${nodes.map(({ html }) => html.slice(0, 120)).join(' | ')}`,
    );
  });
}

/** How far the page is wider than its window. */
const overhang = 'document.documentElement.scrollWidth - innerWidth';

const isDrawn = (image: unknown) => (image as { readonly naturalWidth: number }).naturalWidth > 0;

describe('the console in a real browser', () => {
  it('runs nothing that a citizen wrote, and breaks none of its own rules', async () => {
    const { page, ...seen } = await watched();
    await logIn(page);
    await page.goto(`${site.base}/console/ho-so?tim=${encodeURIComponent(payloads[1] ?? '')}`);
    await page.goto(`${site.base}/console/ho-so?ngan=tat-ca`);
    for (const { code } of receipts) {
      await page.goto(`${site.base}/console/ho-so/${code}`);
      for (const fold of await page.locator('details > summary').all())
        if (await fold.isVisible()) await fold.click();
      expect(await page.locator('h1').isVisible()).toBe(true);
    }
    await page.goto(`${site.base}/console/tai-khoan`);
    await page.goto(`${site.base}/tra-cuu`);
    await page.fill('#ma', receipts[0]?.code ?? '');
    await page.fill('#bi-mat', receipts[0]?.secret ?? '');
    await page.click('button.button');
    expect(await page.locator('.track__asked').innerText()).toContain('<script>alert(1)</script>');
    expect(seen).toEqual({ dialogs: [], violations: [], foreign: [], errors: [] });
    await page.close();
  });

  it('saves a file instead of showing it, under its own name', async () => {
    const { page, ...seen } = await watched();
    await logIn(page);
    await page.goto(`${site.base}/console/ho-so/${receipts[0]?.code ?? ''}`);
    const [download] = await Promise.all([
      page.waitForEvent('download'),
      page.locator('.event__files a').first().click(),
    ]);
    expect(download.suggestedFilename()).toContain('script');
    const direct = await page.request.get(
      site.base + ((await page.locator('.event__files a').first().getAttribute('href')) ?? ''),
    );
    expect(direct.headers()).toMatchObject({
      'content-type': 'application/octet-stream',
      'x-content-type-options': 'nosniff',
    });
    expect(direct.headers()['content-security-policy']).toContain('sandbox');
    expect(seen.dialogs).toEqual([]);
    await page.close();
  });

  it('searches while one types, and keeps the address', async () => {
    const { page, ...seen } = await watched();
    await logIn(page);
    await page.locator('#tim').pressSequentially('khong co chu nao nhu vay', { delay: 5 });
    await page.getByText('Không có hồ sơ nào khớp.').waitFor();
    expect(page.url()).toContain('tim=khong');
    await page.fill('#tim', 'o ga');
    await page.locator('.cases tbody tr').first().waitFor();
    expect(await page.locator('.cases tbody tr').count()).toBe(receipts.length);
    expect(seen).toEqual({ dialogs: [], violations: [], foreign: [], errors: [] });
    await page.close();
  });

  it.each([1440, 360])('is readable for everybody at %i px', async (width) => {
    const { page } = await watched();
    await page.setViewportSize({ width, height: 900 });
    await page.goto(`${site.base}/console/dang-nhap`);
    await page.context().clearCookies();
    await page.reload();
    expect(await violations(page)).toEqual([]);
    await logIn(page);
    expect(await violations(page)).toEqual([]);
    expect(await page.evaluate(overhang)).toBeLessThanOrEqual(0);
    await page.goto(`${site.base}/console/ho-so/${receipts[0]?.code ?? ''}`);
    for (const fold of await page.locator('details.move > summary').all())
      if (await fold.isVisible()) await fold.click();
    expect(await violations(page)).toEqual([]);
    expect(await page.evaluate(overhang)).toBeLessThanOrEqual(0);
    const fits = async () => {
      expect([page.url(), await violations(page)]).toEqual([page.url(), []]);
      expect(await page.evaluate(overhang)).toBeLessThanOrEqual(0);
    };
    await page.goto(`${site.base}/console/tai-khoan`);
    await fits();
    await page.goto(`${site.base}/console/tiep-nhan`);
    await fits();
    expect(await page.locator('[name=contested]').isVisible()).toBe(false);
    await page.selectOption('[name=kind]', 'complaint');
    await page.locator('[name=contested]').waitFor();
    await fits();
    await page.selectOption('[name=office]', 'so');
    await page.fill('[name=content]', 'Không đồng ý mức bồi thường');
    await page.fill('[name=signedOn]', '2026-02-02');
    await page.click('form.counter button.btn-primary');
    await page.locator('.receipt__qr').waitFor();
    expect(await page.locator('.receipt__qr').evaluate(isDrawn)).toBe(true);
    await fits();
    const [paper] = await Promise.all([
      page.waitForEvent('download'),
      page.click('.receipt__next .btn-primary'),
    ]);
    expect(paper.suggestedFilename()).toMatch(/^bien-nhan-KN\.\d{8}\.\d{4}\.docx$/u);
    await page.goto(`${site.base}/console/api`);
    await fits();
    await page.fill('#ten', 'Cổng tỉnh');
    await page.check('[name=rights][value=read]');
    await page.locator('form[action="/console/api/khoa"] button').click();
    await page.getByLabel(apiSay.keyLabel).waitFor();
    await fits();
    await page.goto(`${site.base}/tra-cuu`);
    expect(await violations(page)).toEqual([]);
    await page.fill('#ma', receipts[0]?.code ?? '');
    await page.fill('#bi-mat', receipts[0]?.secret ?? '');
    await page.click('button.button');
    expect(await violations(page)).toEqual([]);
    await page.close();
  });

  it('works without scripts: an officer answers with a file', async () => {
    const plain = await browser.newContext({ javaScriptEnabled: false });
    const page = await plain.newPage();
    await logIn(page);
    const code = receipts[1]?.code ?? '';
    await page.goto(`${site.base}/console/ho-so/${code}`);
    await page.click('summary:has-text("Giao xử lý")');
    await page.fill('#assigned-unit', 'Phòng Kinh tế');
    await page.click('button:text-is("Giao xử lý")');
    await page.click('summary:has-text("Trả lời")');
    await page.fill('#answered-text', 'Đã vá xong.');
    const note = { name: 'biên bản.pdf', mimeType: 'application/pdf', buffer: Buffer.from('pdf') };
    await page.setInputFiles('#answered-files', note);
    await page.click('button:text-is("Trả lời")');
    expect(await page.locator('.note--good').innerText()).toBe('Đã ghi: Trả lời.');
    expect(await page.locator('.event--office').last().innerText()).toContain('biên bản.pdf');
    await plain.close();
  });
});
