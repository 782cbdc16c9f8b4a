import type { TurnContext } from 'botbuilder';
import { readFileSync } from 'node:fs';
import { mkdtemp, rm } from 'node:fs/promises';
import { createRequire } from 'node:module';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { createServer as createHttp, type Server as HttpServer } from 'node:http';
import type { AddressInfo } from 'node:net';
import type { Browser, BrowserContext, Page } from 'playwright-core';
import { afterAll, afterEach, beforeAll, describe, expect, it } from 'vitest';
import { launchBrowser } from '../../browser.ts';
import { MemoryConversationStore } from '../channels/direct-line/memory-conversation-store.ts';
import { choices, citedDocument, greeting, officeBot } from '../channels/direct-line/office-bot.ts';
import { png } from '../channels/direct-line/pictures.ts';
import type { Service, ServiceOptions } from '../channels/direct-line/service.ts';
import { startSite } from './site.ts';

const axe = readFileSync(createRequire(import.meta.url).resolve('axe-core/axe.min.js'), 'utf8');
const input = '[data-id="webchat-sendbox-input"]';
const desktop = { width: 1440, height: 900 };
const phone = { width: 360, height: 640 };

let browser: Browser;
beforeAll(async () => {
  browser = await launchBrowser();
});
afterAll(() => browser.close());

const cleanups: (() => Promise<unknown> | void)[] = [];
afterEach(async () => {
  for (const clean of cleanups.splice(0).toReversed()) await clean();
});

/** What the bot was told by events: opinions and their reasons. */
let events: { name?: string | undefined; value?: unknown; entities?: unknown }[] = [];

async function site(options: ServiceOptions = {}): Promise<Service> {
  events = [];
  const turn = (context: TurnContext) => {
    const { type, name, value, entities } = context.activity;
    if (type === 'event') events.push({ name, value, entities });
    return officeBot(context);
  };
  const started = await startSite({}, { turn, ...options });
  cleanups.push(() => started.close());
  return started;
}

/** A page whose every complaint is kept: errors, warnings of the policy, failed programs. */
async function open(address: string, viewport = desktop, context?: BrowserContext) {
  const within = context ?? (await browser.newContext({ viewport, locale: 'vi-VN' }));
  if (!context) cleanups.push(() => within.close());
  const page = await within.newPage();
  const complaints: string[] = [];
  page.on('pageerror', (error) => complaints.push(error.message));
  page.on('console', (message) => {
    if (['error', 'warning'].includes(message.type())) complaints.push(message.text());
  });
  await page.addInitScript('Math.random = () => 0.01'); // the client's reconnect then takes 3 seconds, not up to 15
  await page.goto(address);
  return { page, complaints, context: within };
}

async function ready(page: Page): Promise<void> {
  await page.locator(input).waitFor();
  await said(page, greeting);
}

async function say(page: Page, text: string): Promise<void> {
  await page.locator(input).fill(text);
  await page.keyboard.press('Enter');
}

/** Waits until a bubble shows this. */
async function said(page: Page, text: string | RegExp, timeout = 10_000): Promise<void> {
  await page.locator('.webchat__bubble__content', { hasText: text }).last().waitFor({ timeout });
}

function bubbles(page: Page): Promise<string[]> {
  return page.locator('.webchat__bubble .webchat__text-content').allInnerTexts();
}

async function violations(page: Page): Promise<string[]> {
  await page.evaluate(axe);
  return page.evaluate(async () => {
    type Found = { id: string; nodes: { html: string }[] };
    const { axe: checker } = globalThis as unknown as {
      axe: { run(root: unknown, options: object): Promise<{ violations: Found[] }> };
    };
    const values = ['wcag2a', 'wcag2aa', 'wcag21a', 'wcag21aa', 'wcag22aa', 'best-practice'];
    const result = await checker.run('html', { runOnly: { type: 'tag', values } });
    return result.violations.map(
      ({ id, nodes }) => `${id}: ${nodes.map(({ html }) => html.slice(0, 120)).join(' | ')}`,
    );
  });
}

describe('a person on the chat page', () => {
  it('asks, taps a suggestion, opens a citation, sends a photo, says what was wrong, and still sees it all after a reload', async () => {
    const { base } = await site();
    const { page, complaints, context } = await open(base);
    await ready(page);

    await say(page, 'Ai chủ trì :) <b>việc này</b>?');
    await said(page, 'Ông/bà viết: Ai chủ trì :) <b>việc này</b>?');
    await page
      .getByRole('button', { name: choices[0] ?? '' })
      .first()
      .click();
    await said(page, 'Tháng 6/2023');

    const opened = context.waitForEvent('page');
    await page
      .getByRole('link', { name: /Kế hoạch Mục tiêu chất lượng năm 2023/ })
      .first()
      .click();
    const reader = await opened;
    await reader.waitForURL(`${base}/van-ban/${citedDocument}#L3-L4`);
    await reader.locator('#L3.line--cited').waitFor();
    expect(await reader.locator('.line--cited').allInnerTexts()).toHaveLength(2);
    expect(await reader.locator('#cited').innerText()).toBe('Phần được trích: dòng 3–4');
    await reader.close();

    await page
      .locator('input[type=file]')
      .setInputFiles({ name: 'Ổ gà.png', mimeType: 'image/png', buffer: png });
    await say(page, 'gửi ảnh');
    await said(page, 'Đã nhận: Ổ gà.png (image/png)');
    await expect
      .poll(() =>
        page
          .locator('.webchat__bubble img')
          .evaluateAll((images) =>
            images.map((image) => (image as unknown as { naturalWidth: number }).naturalWidth),
          ),
      )
      .toContain(1);

    await page.getByRole('button', { name: 'Câu trả lời chưa đúng' }).first().click();
    const reason = page.getByRole('dialog', { name: 'Câu trả lời chưa đúng ở đâu?' });
    await reason.getByLabel('Thiếu thông tin cần biết').check();
    await reason.getByLabel('Ghi thêm').fill('thiếu đơn vị phối hợp');
    await reason.getByRole('button', { name: 'Gửi góp ý' }).click();
    await said(page, 'Cảm ơn ông/bà đã góp ý.');
    const vote = events.find(({ name }) => name === 'webchat:activity-status/feedback');
    expect(vote?.entities).toMatchObject([
      { '@type': 'DislikeAction', '@id': expect.stringMatching(/:dislike$/) },
    ]);
    expect(events.at(-1)).toMatchObject({
      name: 'webchat/feedback-reason',
      value: {
        vote: expect.stringMatching(/:dislike$/),
        reasons: ['missing'],
        text: 'thiếu đơn vị phối hợp',
      },
    });

    const before = await bubbles(page);
    expect(before.length).toBeGreaterThanOrEqual(8);
    await page.reload();
    await said(page, 'Cảm ơn ông/bà đã góp ý.');
    expect(await bubbles(page)).toEqual(before);
    await say(page, 'tiếp tục');
    await said(page, 'Ông/bà viết: tiếp tục');
    expect(complaints).toEqual([]);
  });

  it('is asked nothing twice: a question given before the client came is sent once it is there', async () => {
    const { base } = await site();
    const context = await browser.newContext({ viewport: phone, locale: 'vi-VN' });
    cleanups.push(() => context.close());
    const { promise: held, release } = gate();
    await context.route('**/webchat.js', async (route) => {
      await held;
      await route.continue();
    });
    const page = await context.newPage();
    await page.goto(base, { waitUntil: 'commit' });
    await page.getByRole('button', { name: choices[0] ?? '' }).click();
    await page.getByText('Đã ghi nhận').waitFor();
    await page.getByLabel('Nhập câu hỏi').fill('đang gõ dở');
    expect(await page.evaluate('typeof WebChat')).toBe('undefined');
    release();
    await said(page, 'Tháng 6/2023', 20_000);
    expect(await page.locator(input).inputValue()).toBe('đang gõ dở');
    expect((await bubbles(page)).filter((text) => text === choices[0])).toHaveLength(1);
  });

  it('begins anew when asked to, and only then', async () => {
    const { base } = await site();
    const { page } = await open(base);
    await ready(page);
    await say(page, 'chuyện cũ');
    await said(page, 'Ông/bà viết: chuyện cũ');
    await page.getByRole('button', { name: 'Cuộc trò chuyện mới' }).click();
    await page.getByRole('button', { name: 'Giữ lại' }).click();
    expect(await bubbles(page)).toHaveLength(3);
    await page.getByRole('button', { name: 'Cuộc trò chuyện mới' }).click();
    await page.getByRole('button', { name: 'Bắt đầu mới' }).click();
    await expect.poll(() => bubbles(page)).toEqual([greeting]);
    await page.reload();
    await ready(page);
    expect(await bubbles(page)).toEqual([greeting]);
  });

  it('goes on after the server was restarted', async () => {
    const store = new MemoryConversationStore();
    const dataDir = await mkdtemp(join(tmpdir(), 'restart-'));
    cleanups.push(() => rm(dataDir, { recursive: true }));
    const first = await startSite({}, { store, dataDir });
    const { page } = await open(first.base);
    await ready(page);
    await say(page, 'trước');
    await said(page, 'Ông/bà viết: trước');
    await first.close();
    const second = await startSite({}, { store, dataDir, port: first.port });
    cleanups.push(() => second.close());
    await page.waitForTimeout(5000);
    await say(page, 'sau');
    await said(page, 'Ông/bà viết: sau', 15_000);
    expect(await bubbles(page)).toEqual([
      greeting,
      'trước',
      'Ông/bà viết: trước (5)',
      'sau',
      'Ông/bà viết: sau (3)',
    ]);
  });

  it('goes on when the machine slept past the life of its token', async () => {
    let shift = 0;
    const { base } = await site({ now: () => new Date(Date.now() + shift), limits: { tokenSeconds: 1800 } });
    const { page } = await open(base);
    await ready(page);
    shift = 3 * 3600_000;
    await say(page, 'gửi lúc mã đã hết hạn');
    await expect.poll(() => page.locator('#status').innerText(), { timeout: 10_000 }).toBe('');
    await page.waitForTimeout(1500);
    await say(page, 'sau khi thức');
    await said(page, 'Ông/bà viết: sau khi thức', 15_000);
    expect((await bubbles(page)).filter((text) => text === greeting)).toHaveLength(1);
  });

  it('may use a line that swallows sockets: the page falls back to polling', async () => {
    const { base } = await site();
    const context = await browser.newContext({ viewport: desktop, locale: 'vi-VN' });
    cleanups.push(() => context.close());
    await context.routeWebSocket(/stream/, () => {}); // opens, and says nothing
    const { page } = await open(base, desktop, context);
    await said(page, greeting, 25_000);
    await say(page, 'bằng cách hỏi lại');
    await said(page, 'Ông/bà viết: bằng cách hỏi lại', 15_000);
  }, 60_000);
});

describe('the plan reader', () => {
  it('marks the quoted words over the lines that hold them, and moves with the address', async () => {
    const { base } = await site();
    const { page } = await open(`${base}/van-ban/${citedDocument}#L3-L4`);
    await page.locator('#L4.line--cited').waitFor();
    expect(await page.locator('.line mark').allInnerTexts()).toEqual([
      'hệ thống quản lý chất lượng trong',
      'tháng 6/2023',
      'Ban Chỉ đạo ISO',
    ]);
    await page.evaluate("location.hash = '#L1'");
    await page.locator('#L1.line--cited').waitFor();
    expect(await page.locator('.line--cited').count()).toBe(1);
    expect(await page.locator('.line mark').count()).toBe(0);
    expect(await page.locator('#L3 .line__text').innerText()).toBe(
      'Tổ chức đánh giá nội bộ hệ thống quản lý chất lượng trong',
    );
  });
});

describe('everybody can use the pages', () => {
  it.each([
    ['a desktop', desktop],
    ['a phone of 360 px', phone],
  ])(
    'axe finds nothing on %s, in any dress',
    async (_, viewport) => {
      const { base } = await site();
      const { page } = await open(base, viewport);
      expect(await violations(page)).toEqual([]);
      await ready(page);
      await say(page, choices[0] ?? '');
      await said(page, 'Tháng 6/2023');
      await page.waitForTimeout(600);
      expect(await violations(page)).toEqual([]);
      await page.getByRole('button', { name: 'Tương phản cao' }).click();
      await page.getByRole('button', { name: 'Cỡ chữ lớn' }).click();
      await page.waitForTimeout(600);
      expect(await violations(page)).toEqual([]);
      await page.getByRole('button', { name: 'Câu trả lời chưa đúng' }).first().click();
      await page.getByRole('dialog', { name: 'Câu trả lời chưa đúng ở đâu?' }).waitFor();
      expect(await violations(page)).toEqual([]);
      await page.keyboard.press('Escape');
      const scrolls = () =>
        page.evaluate('document.documentElement.scrollWidth > document.documentElement.clientWidth');
      expect(await scrolls()).toBe(false);
      for (const path of [
        '/van-ban',
        `/van-ban/${citedDocument}#L3-L4`,
        '/van-ban/004-hai-phong-iso-2023-ocr',
        '/nowhere',
      ]) {
        await page.goto(base + path);
        expect(await violations(page), path).toEqual([]);
        expect(await scrolls(), path).toBe(false);
      }
    },
    60_000,
  );

  it('size and contrast are remembered', async () => {
    const { base } = await site();
    const { page } = await open(base);
    const size = () => page.evaluate('getComputedStyle(document.documentElement).fontSize');
    await page.getByRole('button', { name: 'Cỡ chữ lớn' }).click();
    await page.reload();
    expect(await size()).toBe('20px');
    expect(await page.getByRole('button', { name: 'Cỡ chữ lớn' }).getAttribute('aria-pressed')).toBe('true');
    await page.goto(`${base}/van-ban`);
    expect(await size()).toBe('20px');
  });

  it('the keyboard alone is enough: skip to the chat, ask, answer with a suggestion', async () => {
    const { base } = await site();
    const { page } = await open(base);
    await ready(page);
    await page.keyboard.press('Tab');
    expect(await page.evaluate('document.activeElement.textContent')).toBe('Đến nội dung chính');
    await page.keyboard.press('Enter');
    expect(await page.evaluate('document.activeElement.id')).toBe('noi-dung');
    for (
      let press = 0;
      press < 12 && !(await page.evaluate(`document.activeElement.matches('${input}')`));
      press += 1
    )
      await page.keyboard.press('Tab');
    await page.keyboard.type('bằng bàn phím');
    await page.keyboard.press('Enter');
    await said(page, 'Ông/bà viết: bằng bàn phím');
  });
});

describe('the widget in another site', () => {
  it('opens by its button under a strict policy, holds a conversation, closes by Escape and gives the focus back', async () => {
    const origins: string[] = [];
    const { base } = await site({ origins });
    const address = await host(base, `default-src 'none'; script-src ${base}; frame-src ${base}`);
    origins.push(address);
    const { page, complaints } = await open(address);
    const before = await page.evaluate('Object.keys(globalThis).length');
    const button = page.getByRole('button', { name: 'Hỏi đáp' });
    expect(await button.getAttribute('aria-expanded')).toBe('false');
    await button.click();
    const frame = page.frameLocator('iframe');
    await frame.locator(input).fill('từ trang khác');
    await frame.locator(input).press('Enter');
    await frame.getByText('Ông/bà viết: từ trang khác').first().waitFor();
    expect(await violations(page)).toEqual([]);
    await frame.locator(input).press('Escape');
    await button.waitFor();
    expect(await page.evaluate(`document.activeElement.localName`)).toBe('tro-ly-hoi-dap');
    expect(await page.evaluate('Object.keys(globalThis).length')).toBe(Number(before) + 1); // axe, put there by this test
    await button.click();
    await frame.getByText('Ông/bà viết: từ trang khác').first().waitFor();
    await frame.getByRole('button', { name: 'Đóng khung trò chuyện' }).click();
    await button.waitFor();
    expect(complaints).toEqual([]);
  });

  it('fills a phone, and shows nothing in a site that is not allowed', async () => {
    const origins: string[] = [];
    const { base } = await site({ origins });
    const allowed = await host(base, '');
    const stranger = await host(base, '');
    origins.push(allowed);
    const { page } = await open(allowed, phone);
    await page.getByRole('button', { name: 'Hỏi đáp' }).click();
    await page.frameLocator('iframe').locator(input).waitFor();
    expect(await page.locator('iframe').boundingBox()).toEqual({ x: 0, y: 0, ...phone });
    const { page: other, complaints } = await open(stranger);
    await other.getByRole('button', { name: 'Hỏi đáp' }).click();
    await expect.poll(() => complaints.join()).toMatch(/frame-ancestors/);
  });
});

/** Another office's site with the widget in it; resolves to its address. */
async function host(base: string, policy: string): Promise<string> {
  const server: HttpServer = createHttp((_request, response) => {
    response.setHeader('content-type', 'text/html; charset=utf-8');
    if (policy) response.setHeader('content-security-policy', policy);
    response.end(
      `<!doctype html><html lang="vi"><title>Sở</title><main><h1>Trang của Sở</h1></main><script src="${base}/widget.js" defer></script>`,
    );
  });
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  cleanups.push(() => server.close() && undefined);
  return `http://127.0.0.1:${(server.address() as AddressInfo).port}`;
}

function gate(): { readonly promise: Promise<void>; readonly release: () => void } {
  let release: (() => void) | undefined;
  const promise = new Promise<void>((resolve) => {
    release = resolve;
  });
  return { promise, release: () => release?.() };
}
