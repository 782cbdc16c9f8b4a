/* Fills docs/screens with every public and console page: node --import tsx test/screens.ts [folder] [name…] */
import { mkdir, rm, writeFile } from 'node:fs/promises';
import { join, resolve } from 'node:path';
import type { BrowserContext, Page } from 'playwright-core';
import { launchBrowser } from './browser.ts';
import { healthCentrePlan } from './fixtures/plans/invented-plan.ts';
import { asDocx, asText } from './knowledge/reading/office-files.ts';
import { startWorkingOffice, type WorkingOffice } from './working-office.ts';

const [given, ...only] = process.argv.slice(2);
const folder = resolve(given ?? join(import.meta.dirname, '..', 'docs', 'screens'));
const widths = [1440, 390] as const;
const tallest = 2600;

interface Shot {
  readonly name: string;
  /** Who looks; undefined for a citizen. */
  readonly login?: string;
  readonly open: (page: Page) => Promise<unknown>;
}

const seen = { planId: '', caseCode: '', caseSecret: '' };

/** What an office at work looks like: two cases, a plan under review, one that was revised. */
async function fill(office: WorkingOffice): Promise<void> {
  const { reception, desk } = office.app.service.cases;
  const now = new Date();
  const offices = office.app.service.desk.offices;
  const [first] = offices;
  const at = { office: first?.id ?? '', channel: 'directline' };
  const pothole = {
    content: 'Đường Lê Lợi đoạn trước số 15 có ổ gà sâu, trời mưa xe máy hay ngã. Đề nghị sửa sớm.',
    subject: 'Ổ gà trước số 15 đường Lê Lợi',
    place: 'Trước số 15 đường Lê Lợi',
    contact: { name: 'Trần Văn Minh', phone: '0900000000' },
  };
  const sent = await reception.receive({ kind: 'incident', ...at, submission: pothole }, now);
  seen.caseCode = sent.code;
  seen.caseSecret = sent.secret;
  const noise = {
    content: 'Quán hát mở loa to sau 22 giờ ở ngõ 7.',
    subject: 'Tiếng ồn sau 22 giờ',
    place: 'Ngõ 7',
  };
  await reception.receive({ kind: 'suggestion', ...at, submission: noise }, now);
  const leader = { id: 'screens', name: 'Nguyễn Thị Lan', roles: ['leader', 'clerk'] as const, units: [] };
  await desk.move(sent.code, { type: 'assigned', unit: 'Phòng Kinh tế' }, leader, { now });

  const { work, editing } = office.app.service.planRoom;
  const deed = { by: 'Nguyễn Thị Lan (lan)', now };
  const source = asText(healthCentrePlan);
  const file = { format: 'text', fileName: 'ke-hoach-phong-dich-2026.docx', sha256: 'a', source } as const;
  const { version } = await work.add(file, 'ttyt-an-hoa-2026', deed);
  seen.planId = version.planId;
  await work.publish(seen.planId, deed, { force: true });
  const newer = source
    .replace('Trước ngày 30/4/2026', 'Trước ngày 15/5/2026')
    .replace('Bảo đảm thuốc, hóa chất', 'Bảo đảm đủ thuốc, hóa chất');
  await work.add(
    { ...file, fileName: 'ke-hoach-phong-dich-2026-sua.docx', sha256: 'b', source: newer },
    seen.planId,
    deed,
  );
  const { openDuties } = await import('../src/plan-work/open-plan.ts');
  const { dutyReading } = await import('../knowledge/duty-review.ts');
  const { fieldsOf } = await import('../src/plan-work/duty-fields.ts');
  const draft = async () => {
    const open = await work.open(seen.planId);
    if (!open) throw new Error('the draft is not there');
    return open;
  };
  const some = openDuties(await draft()).slice(2, 8);
  await editing.confirm(
    await draft(),
    some.map(({ id, duty }) => ({ id, reading: dutyReading(duty) })),
    deed,
  );
  const target = openDuties(await draft()).find(({ duty }) => duty.task.startsWith('Dự trù'));
  if (target)
    await editing.change(
      await draft(),
      target.id,
      { ...fieldsOf(target.duty), lead: ['Phòng Tài chính - Kế toán'] },
      { seen: target.seen, sure: true, confirm: true },
      deed,
    );
}

const plan = (path = '') => `/console/ke-hoach/${seen.planId}${path}`;

function shots(url: string): readonly Shot[] {
  const go = (path: string | (() => string)) => (page: Page) =>
    page.goto(url + (typeof path === 'string' ? path : path()));
  return [
    { name: 'hoi-dap', open: openChat(url) },
    { name: 'danh-sach-van-ban', open: go('/van-ban') },
    { name: 'doc-van-ban', open: go('/van-ban/002-hai-phong-muc-tieu-chat-luong-2023#L245') },
    { name: 'tra-cuu', open: go('/tra-cuu') },
    {
      name: 'tra-cuu-ho-so',
      open: async (page) => {
        await page.goto(`${url}/tra-cuu`);
        await page.fill('#ma', seen.caseCode);
        await page.fill('#bi-mat', seen.caseSecret);
        await page.click('button.button');
      },
    },
    { name: 'khong-co-trang', open: go('/khong-co') },
    { name: 'dang-nhap', open: go('/console/dang-nhap') },
    { name: 'ho-so', login: 'lan', open: go('/console/ho-so') },
    { name: 'mot-ho-so', login: 'lan', open: go(() => `/console/ho-so/${seen.caseCode}`) },
    { name: 'mat-khau', login: 'lan', open: go('/console/mat-khau') },
    { name: 'danh-tinh', login: 'binh', open: go('/console/danh-tinh') },
    { name: 'tai-khoan', login: 'quan-tri', open: go('/console/tai-khoan') },
    { name: 'tiep-nhan', login: 'lan', open: go('/console/tiep-nhan') },
    { name: 'tiep-nhan-bien-nhan', login: 'lan', open: takeIn(url) },
    { name: 'ket-noi', login: 'quan-tri', open: go('/console/api') },
    { name: 'ket-noi-khoa-moi', login: 'quan-tri', open: makeKey(url) },
    { name: 'ke-hoach', login: 'lan', open: go('/console/ke-hoach') },
    { name: 'ke-hoach-them', login: 'lan', open: go('/console/them-ke-hoach') },
    {
      name: 'ke-hoach-doc-xong',
      login: 'lan',
      open: async (page) => {
        await page.goto(`${url}/console/them-ke-hoach`);
        const buffer = await asDocx(healthCentrePlan);
        await page.setInputFiles('#tep', { name: 'Kế hoạch phòng dịch.docx', mimeType: '', buffer });
        await page.click('button.btn-primary');
        await page.waitForSelector('#tien-do-doc a.btn', { timeout: 60_000 });
      },
    },
    { name: 'ke-hoach-ra-soat', login: 'lan', open: go(() => plan()) },
    { name: 'ke-hoach-can-xem-lai', login: 'lan', open: go(() => plan('?xem=can-xem')) },
    {
      name: 'ke-hoach-sua-viec',
      login: 'lan',
      open: async (page) => {
        await page.goto(url + plan());
        await page.locator('.duty:has-text("Dự trù")').getByRole('link', { name: 'Sửa' }).click();
        await page.waitForSelector('.duty--edit');
      },
    },
    { name: 'ke-hoach-them-viec', login: 'lan', open: go(() => plan('/them-viec?tu=19&den=19')) },
    { name: 'ke-hoach-thong-tin', login: 'lan', open: go(() => plan('/thong-tin')) },
    {
      name: 'ke-hoach-cong-bo',
      login: 'lan',
      open: async (page) => {
        await page.goto(url + plan('/cong-bo'));
        await page.waitForSelector('#kiem-tra .note', { timeout: 120_000 });
      },
    },
    { name: 'ke-hoach-lich-su', login: 'lan', open: go(() => plan('/lich-su')) },
    { name: 'ke-hoach-rut', login: 'lan', open: go(() => plan('/rut')) },
  ];
}

function takeIn(url: string) {
  return async (page: Page) => {
    await page.goto(`${url}/console/tiep-nhan`);
    await page.selectOption('[name=kind]', 'complaint');
    await page.selectOption('[name=office]', { index: 1 });
    await page.fill('[name=content]', 'Không đồng ý với mức bồi thường khi thu hồi đất.');
    await page.fill('[name=contested]', 'Quyết định thu hồi đất');
    await page.fill('[name=number]', '15/QĐ-UBND');
    await page.fill('[name=knownOn]', '2026-11-02');
    await page.fill('[name=name]', 'Lê Thị Hoa');
    await page.fill('[name=signedOn]', '2026-11-20');
    await page.click('form.card button.btn-primary');
    await page.getByText('Mã bí mật', { exact: true }).waitFor();
  };
}

function makeKey(url: string) {
  return async (page: Page) => {
    await page.goto(`${url}/console/api`);
    await page.fill('#ten', 'Cổng phản ánh của tỉnh');
    await page.check('[name=rights][value=read]');
    await page.locator('form[action="/console/api/khoa"] button').click();
    await page.getByLabel('Khoá API mới').waitFor();
  };
}

function openChat(url: string) {
  return async (page: Page) => {
    await page.goto(url);
    const box = page
      .locator('.webchat__send-box-text-box__text-area textarea, .webchat__send-box-text-box__html-text-area')
      .first();
    await box.waitFor({ timeout: 30_000 });
    await box.fill('Ai chủ trì dự trù hóa chất, vật tư phòng dịch của Trung tâm Y tế huyện An Hòa?');
    await box.press('Enter');
    await page.getByText('Khoa Dược').first().waitFor({ timeout: 30_000 });
    await page.waitForTimeout(800);
  };
}

/** WebP, which the browser itself writes: a tenth of the same picture as PNG. */
async function shoot(page: Page, path: string): Promise<number> {
  const session = await page.context().newCDPSession(page);
  const width = page.viewportSize()?.width ?? widths[0];
  const height = Number(await page.evaluate('document.documentElement.scrollHeight'));
  const clip = { x: 0, y: 0, width, height: Math.min(height, tallest), scale: 1 };
  const { data } = await session.send('Page.captureScreenshot', {
    format: 'webp',
    quality: 55,
    captureBeyondViewport: true,
    clip,
  });
  const bytes = Buffer.from(data, 'base64');
  await writeFile(path, bytes);
  return bytes.length;
}

const office = await startWorkingOffice({ DENUNCIATIONS: 'sealed' });
const browser = await launchBrowser();
let total = 0;
try {
  await office.account('lan', 'Nguyễn Thị Lan', ['leader', 'clerk', 'specialist'], ['Phòng Kinh tế']);
  await office.account('binh', 'Phạm Văn Bình', ['guardian']);
  await office.account('quan-tri', 'Lê Quang Huy', ['admin']);
  await fill(office);
  if (only.length === 0) await rm(folder, { recursive: true, force: true });
  await mkdir(folder, { recursive: true });
  for (const width of widths) {
    const contexts = new Map<string, BrowserContext>();
    for (const { name, login = '', open } of shots(office.url)) {
      if (only.length > 0 && !only.includes(name)) continue;
      let context = contexts.get(login);
      if (!context) {
        context = await browser.newContext({ viewport: { width, height: 900 }, locale: 'vi-VN' });
        contexts.set(login, context);
        if (login) await office.logIn(await context.newPage(), login);
      }
      const page = await context.newPage();
      await open(page);
      await page.evaluate('document.fonts.ready.then(() => true)');
      const bytes = await shoot(page, join(folder, `${name}-${width}.webp`));
      total += bytes;
      process.stdout.write(`${name}-${width}.webp\t${Math.round(bytes / 1024)} KB\n`);
      await page.close();
    }
    for (const context of contexts.values()) await context.close();
  }
  process.stdout.write(`${(total / 1024 / 1024).toFixed(1)} MB\n`);
} finally {
  await browser.close();
  await office.close();
}
