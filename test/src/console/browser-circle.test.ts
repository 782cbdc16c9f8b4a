import { mkdir, mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import type { Browser, BrowserContext, Locator, Page } from 'playwright-core';
import { afterAll, beforeAll, expect, it } from 'vitest';
import { startApp, type App } from '../../../src/app.ts';
import { readConfig } from '../../../src/config.ts';
import { launchBrowser } from '../../browser.ts';
import { silentLog } from '../../fakes/silent-log.ts';
import { png } from '../channels/direct-line/pictures.ts';
import { startMailServer, type MailServer } from '../notices/mail-server.ts';
import { freePort } from '../../free-port.ts';
import { keptReadings } from '../../kept-readings.ts';

const password = 'cau thu tuc dai de nho 27';
const input = '[data-id="webchat-sendbox-input"]';
/** Where to leave pictures of every step; none are taken when it is unset. */
const shots = process.env['CIRCLE_SHOTS'];
const unit = 'Phòng Kinh tế, hạ tầng và Đô thị';

let dataDir: string;
let app: App;
let mail: MailServer;
let browser: Browser;

beforeAll(async () => {
  dataDir = await mkdtemp(join(tmpdir(), 'browser-circle-'));
  mail = await startMailServer();
  const port = await freePort();
  const { config, faults } = readConfig({
    DATA_DIR: dataDir,
    CACHE_DIR: keptReadings,
    PORT: String(port),
    PUBLIC_URL: `http://127.0.0.1:${port}`,
    SMTP_URL: mail.url,
    MAIL_FROM: 'Sở <so@example.gov.vn>',
    MAIL_TO: 'mot-cua@example.gov.vn',
    MAIL_UNITS: `${unit}: kinh-te@example.gov.vn`,
  });
  if (!config) throw new Error(faults.join('\n'));
  app = await startApp(config, silentLog);
  browser = await launchBrowser();
  if (shots) await mkdir(shots, { recursive: true });
}, 120_000);
afterAll(async () => {
  await browser.close();
  await app.close();
  await mail.close();
  await rm(dataDir, { recursive: true });
});

let taken = 0;
async function picture(page: Page, name: string): Promise<void> {
  if (!shots) return;
  taken += 1;
  const path = join(shots, `${String(taken).padStart(2, '0')}-${name}.png`);
  await page.screenshot({ path, fullPage: !page.url().endsWith('/') });
}

/** Người dân on the chat page, with a phone. */
class Citizen {
  private constructor(readonly page: Page) {}

  static async open(context: BrowserContext): Promise<Citizen> {
    const page = await context.newPage();
    await page.goto(app.url);
    await page.locator(input).waitFor({ timeout: 30_000 });
    return new Citizen(page);
  }

  said(text: string | RegExp): Locator {
    return this.page.locator('.webchat__bubble__content', { hasText: text }).last();
  }

  async says(text: string, answer: string | RegExp): Promise<void> {
    await this.page.locator(input).fill(text);
    await this.page.keyboard.press('Enter');
    await this.said(answer).waitFor({ timeout: 15_000 });
  }

  async taps(button: string | RegExp, answer: string | RegExp): Promise<void> {
    await this.page.locator('.webchat__suggested-actions').getByRole('button', { name: button }).click();
    await this.said(answer).waitFor({ timeout: 15_000 });
  }
}

/** Công chức at the console: logged in with an account of their own. */
class Officer {
  constructor(
    readonly page: Page,
    readonly code: string,
  ) {}

  async does(move: string, fill: (form: Locator) => Promise<unknown>): Promise<void> {
    await this.page.goto(`${app.url}/console/ho-so/${this.code}`);
    const card = this.page.locator('details.move', {
      has: this.page.locator(`summary:text-is("${move}")`),
    });
    await card.locator('summary').first().click();
    const form = card.locator('form');
    await fill(form);
    await form.locator('button').click();
    await this.page.locator('.note--good').waitFor();
    await picture(this.page, `can-bo-${move}`);
  }
}

async function setPassword(page: Page, link: string, fill: readonly (readonly [string, string])[] = []) {
  await page.goto(link);
  for (const [field, value] of fill) await page.fill(field, value);
  await page.fill('#password', password);
  await page.fill('#again', password);
  await page.click('button.btn-primary');
  await page.waitForURL('**/dang-nhap?xong*');
}

async function logIn(page: Page, login: string): Promise<void> {
  await page.fill('#login', login);
  await page.fill('#password', password);
  await page.click('button.btn-primary');
  await page.waitForURL((url) => !url.pathname.endsWith('/dang-nhap'));
}

/** The first administrator by the printed link, who makes an account; its owner sets the password by the link. */
async function officerPage(): Promise<Page> {
  const administrator = await (await browser.newContext({ locale: 'vi-VN' })).newPage();
  const first = (await app.console.firstLink(app.url)) ?? '';
  await setPassword(administrator, first, [
    ['#name', 'Phạm Thị Quản Trị'],
    ['#login', 'ba.pham'],
  ]);
  await logIn(administrator, 'ba.pham');
  await administrator.fill('#new-name', 'Trần Văn Lãnh Đạo');
  await administrator.fill('#new-login', 'ong.tran');
  for (const role of ['clerk', 'leader'])
    await administrator.locator(`form[action="/console/tai-khoan"] [value=${role}]`).check();
  await administrator.getByRole('button', { name: 'Tạo và lấy liên kết' }).click();
  const link = await administrator.getByLabel('Liên kết dùng một lần').inputValue();
  await picture(administrator, 'tao-tai-khoan');
  await administrator.context().close();
  const context = await browser.newContext({ viewport: { width: 1440, height: 900 }, locale: 'vi-VN' });
  const page = await context.newPage();
  await setPassword(page, link);
  await logIn(page, 'ong.tran');
  return page;
}

it('the whole circle in real browsers: filed with a photo, asked, answered with a file, closed, reopened', async () => {
  const phone = await browser.newContext({ viewport: { width: 390, height: 844 }, locale: 'vi-VN' });
  const lan = await Citizen.open(phone);
  await lan.says(
    'Đường Lê Lợi phường Ngọc Hà có ổ gà lớn trước số 12, hôm qua có người ngã xe',
    'Không có thì chọn',
  );
  await picture(lan.page, 'nguoi-dan-ke');
  await lan.page
    .locator('input[type=file]')
    .setInputFiles({ name: 'Ổ gà.png', mimeType: 'image/png', buffer: png });
  await lan.page.locator(input).press('Enter');
  await lan.said('Số điện thoại hoặc thư điện tử').waitFor();
  await lan.says('0912 345 678', 'tôi nhắn báo');
  await lan.taps('Có, nhắn cho tôi', 'xem lại');
  await picture(lan.page, 'nguoi-dan-xem-lai');
  await lan.taps(/^Gửi$/u, 'Mã hồ sơ');
  const receipt = await lan.said('Mã hồ sơ').innerText();
  const code = /PAHT\.\d{8}\.\d{4}/u.exec(receipt)?.[0] ?? '';
  const secret = /[0-9A-Z]{5}-[0-9A-Z]{5}-[0-9A-Z]{5}/u.exec(receipt)?.[0] ?? '';
  expect([code.length, secret.length]).toEqual([18, 17]);
  const qr = lan.page.locator('.webchat__bubble img[alt*="QR"]');
  await expect
    .poll(() => qr.evaluate((one) => (one as { naturalWidth?: number }).naturalWidth))
    .toBeGreaterThan(50);
  await picture(lan.page, 'bien-nhan');

  const page = await officerPage();
  await page.goto(`${app.url}/console/ho-so?ngan=chua-giao&tim=o+ga`);
  await picture(page, 'danh-sach');
  await page.getByRole('link', { name: code }).click();
  await page.getByText('0912345678').waitFor();
  await picture(page, 'mot-ho-so');
  const [photo] = await Promise.all([
    page.waitForEvent('download'),
    page.getByRole('link', { name: 'Ổ gà.png' }).click(),
  ]);
  expect(photo.suggestedFilename()).toBe('Ổ gà.png');
  const tran = new Officer(page, code);
  await tran.does('Giao xử lý', (form) => form.locator('[name=unit]').fill(unit));
  const question = 'Ổ gà ở làn nào, có gần nắp cống không?';
  await tran.does('Đề nghị bổ sung', (form) => form.locator('[name=text]').fill(question));

  await lan.said('cơ quan đề nghị ông/bà bổ sung').waitFor({ timeout: 20_000 });
  expect(await lan.said('cơ quan đề nghị ông/bà bổ sung').innerText()).not.toContain('nắp cống');
  await lan.taps(`Xem hồ sơ ${code}`, question);
  await picture(lan.page, 'nguoi-dan-duoc-hoi');
  await lan.taps('Bổ sung thông tin', 'gửi nội dung hoặc tệp');
  await lan.says('Ở làn xe máy, sát nắp cống', 'Đã chuyển thông tin bổ sung');

  const answer = 'Đã vá ổ gà và thay nắp cống ngày 21/11. Cảm ơn ông/bà đã báo.';
  const report = {
    name: 'Biên bản nghiệm thu.pdf',
    mimeType: 'application/pdf',
    buffer: Buffer.from('%PDF-1.4'),
  };
  await tran.does('Trả lời', async (form) => {
    await form.locator('[name=text]').fill(answer);
    await form.locator('[type=file]').setInputFiles(report);
  });
  expect(await page.locator('.events').innerText()).toContain('sát nắp cống');
  await tran.does('Kết thúc', async (form) => {
    await form.locator('[name=text]').fill('Vá xong, đã nghiệm thu');
    await form.locator('[type=file]').setInputFiles({ name: 'sau.png', mimeType: 'image/png', buffer: png });
  });
  await lan.said('đã kết thúc').waitFor({ timeout: 20_000 });

  await lan.page.reload();
  await lan.said('đã kết thúc').waitFor({ timeout: 30_000 });
  await lan.said('cơ quan đã trả lời').waitFor();
  await lan.says(`xem hồ sơ ${code}`, answer);
  await picture(lan.page, 'nguoi-dan-doc-tra-loi');

  const track = await phone.newPage();
  await track.goto(`${app.url}/tra-cuu?ma=${code}`);
  await track.fill('#bi-mat', secret.toLowerCase());
  await track.click('button.button');
  await track.getByText(answer).waitFor();
  await picture(track, 'tra-cuu');
  const [paper] = await Promise.all([
    track.waitForEvent('download'),
    track.getByRole('button', { name: report.name }).click(),
  ]);
  expect(paper.suggestedFilename()).toBe(report.name);
  await track.locator('summary', { hasText: 'Đề nghị mở lại' }).click();
  await track.fill('#ly-do-mo', 'Trời mưa, chỗ vá lại bong');
  await track.getByRole('button', { name: 'Đề nghị mở lại' }).click();
  await track.getByText('Hồ sơ đã được mở lại.').waitFor();
  await picture(track, 'tra-cuu-mo-lai');

  await page.goto(`${app.url}/console/ho-so/${code}`);
  await page.getByText('chỗ vá lại bong').waitFor();
  await picture(page, 'can-bo-thay-mo-lai');
  await expect
    .poll(() => mail.mails.flatMap(({ to, text }) => to.map((one) => `${one}: ${text.trim()}`)), {
      timeout: 20_000,
    })
    .toEqual(
      expect.arrayContaining([
        expect.stringMatching(new RegExp(`^mot-cua@example.gov.vn: Hồ sơ mới ${code}`, 'u')),
        expect.stringMatching(new RegExp(`^kinh-te@example.gov.vn: Hồ sơ ${code} được giao`, 'u')),
        expect.stringMatching(
          new RegExp(`^kinh-te@example.gov.vn: Hồ sơ ${code}: người gửi đã bổ sung`, 'u'),
        ),
        expect.stringMatching(
          new RegExp(`^kinh-te@example.gov.vn: Hồ sơ ${code}: người gửi đề nghị mở lại`, 'u'),
        ),
      ]),
    );
  expect(mail.mails.map((one) => one.raw + one.text).join('\n')).not.toMatch(/0912345678|ổ gà|nắp cống/u);
}, 180_000);
