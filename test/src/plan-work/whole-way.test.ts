import { readdir } from 'node:fs/promises';
import { readFile } from 'node:fs/promises';
import { createRequire } from 'node:module';
import { join } from 'node:path';
import type { Browser, BrowserContext, Page } from 'playwright-core';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { launchBrowser } from '../../browser.ts';
import { healthCentrePlan } from '../../fixtures/plans/invented-plan.ts';
import { asDocx } from '../../knowledge/reading/office-files.ts';
import { startWorkingOffice, type WorkingOffice } from '../../working-office.ts';

const question = 'Ai chủ trì dự trù hóa chất, vật tư phòng dịch của Trung tâm Y tế huyện An Hòa?';
const corrected = 'Phòng Tài chính - Kế toán';
const docx = { name: 'Kế hoạch phòng dịch 2026.docx', mimeType: '' };

let office: WorkingOffice;
let browser: Browser;
let context: BrowserContext;
let page: Page;
const faults: string[] = [];

beforeAll(async () => {
  office = await startWorkingOffice();
  browser = await launchBrowser();
  await office.account('lan', 'Nguyễn Thị Lan', ['leader', 'specialist']);
  await office.account('quan-tri', 'Lê Quang Huy', ['admin']);
  context = await browser.newContext({ viewport: { width: 1440, height: 900 } });
  page = await context.newPage();
  page.on('console', (message) => {
    // The browser itself notes every answer that is no success; forms that are refused are meant to be.
    if (message.type() === 'error' && !/status of 4(09|22)/.test(message.text())) faults.push(message.text());
  });
  page.on('pageerror', (error) => faults.push(error.message));
  page.on('dialog', (dialog) => void dialog.accept());
  await office.logIn(page, 'lan');
});
afterAll(async () => {
  await browser.close();
  await office.close();
});

async function upload(file: { name: string; mimeType: string; buffer: Buffer }): Promise<void> {
  await page.goto(`${office.url}/console/them-ke-hoach`);
  await page.setInputFiles('#tep', file);
  await page.click('form.card button.btn-primary');
  await page.waitForSelector('#tien-do-doc a.btn', { timeout: 60_000 });
}

const duty = (words: string) => page.locator(`.duty:has-text("${words}")`).first();
const edit = async (words: string) => {
  await duty(words).getByRole('link', { name: 'Sửa', exact: true }).click();
  await page.waitForSelector('.duty--edit');
};
const save = () => page.locator('.duty--edit').getByRole('button', { name: 'Lưu' }).click();

/** A citizen in a browser of their own. */
async function ask(text: string): Promise<string> {
  const own = await browser.newContext();
  const chat = await own.newPage();
  await chat.goto(office.url);
  const box = chat.locator('.webchat__send-box-text-box__html-text-area');
  await box.waitFor({ timeout: 60_000 });
  await box.fill(text);
  await box.press('Enter');
  const answer = chat.locator('.webchat__bubble--from-user ~ *, .webchat__stacked-layout').last();
  await chat
    .getByText('Dự trù hóa chất', { exact: false })
    .nth(1)
    .waitFor({ timeout: 60_000 })
    .catch(() => undefined);
  await answer.waitFor();
  const said = await chat.locator('.webchat__basic-transcript').innerText();
  await own.close();
  return said;
}

describe('a plan on its way from a Word file to an answer', { timeout: 240_000 }, () => {
  it('is read, corrected, reviewed and published by an officer, and a citizen is answered from it', async () => {
    await upload({ ...docx, buffer: await asDocx(healthCentrePlan) });
    expect(await page.locator('#tien-do-doc').innerText()).toContain('Đọc được 26 việc');
    expect(await readdir(join(office.app.service.config.DATA_DIR, 'incoming'))).toEqual([]);
    await page.getByRole('link', { name: 'Rà soát bản nháp' }).click();
    expect(await page.locator('.review__done').innerText()).toBe('Đã rà soát 0 trên 26 việc');

    await edit('Dự trù hóa chất');
    expect(await page.locator('.src__line--now').innerText()).toContain('Dự trù hóa chất');
    await page.fill('#f-lead', corrected);
    await page.fill('#f-quote', 'Phòng Tài chính chủ trì mọi việc');
    await save();
    await page.getByText('Không thấy "Phòng Tài chính chủ trì mọi việc" trong văn bản.').waitFor();
    expect(await page.inputValue('#f-lead')).toBe(corrected);
    expect(await page.getByText('Vẫn ghi như vậy').count()).toBe(0);
    await page.getByRole('link', { name: 'Huỷ' }).click();
    await duty('Khoa Dược - Trang thiết bị').waitFor();

    await edit('Dự trù hóa chất');
    await page.fill('#f-lead', 'Sở Ngoại vụ');
    await save();
    await page.getByText('Không thấy "Sở Ngoại vụ" trong văn bản.').waitFor();
    await page.fill('#f-lead', corrected);
    await save();
    await page.getByText('Đã rà soát 1 trên 26 việc').first().waitFor();
    const card = duty('Dự trù hóa chất');
    expect(await card.innerText()).toContain('Máy đọc: Khoa Dược - Trang thiết bị');
    expect(await card.innerText()).toContain('Nguyễn Thị Lan (lan) rà soát lúc');

    await duty('Tập huấn điều tra').getByRole('button', { name: 'Đúng, đã rà soát' }).click();
    await page.getByText('Đã rà soát 2 trên 26 việc').first().waitFor();
    await page.getByRole('button', { name: 'Xác nhận các việc còn lại của mục này' }).click();
    await page.getByText('Đã rà soát 20 trên 26 việc').first().waitFor();

    await page.getByRole('link', { name: 'Công bố', exact: true }).click();
    await page.locator('#kiem-tra .note--good').waitFor({ timeout: 120_000 });
    expect(await page.locator('#kiem-tra').innerText()).toMatch(/Đã thử \d+ câu hỏi/);
    await page.getByRole('button', { name: 'Công bố bản này' }).click();
    await page.getByText('Đã công bố. Trợ lý trả lời').waitFor({ timeout: 120_000 });

    const said = await ask(question);
    expect(said).toContain(corrected);
    expect(said).not.toContain('chưa được cán bộ rà soát');
    expect(faults).toEqual([]);
  });

  it('refuses a file that is none, with the reason, and keeps nothing of it', async () => {
    const before = await page.request.get(`${office.url}/console/ke-hoach`).then((reply) => reply.text());
    const buffer = Buffer.concat([Buffer.from('MZ'), Buffer.alloc(4096)]);
    await upload({ name: 'ke-hoach.pdf', mimeType: 'application/pdf', buffer });
    expect(await page.locator('#tien-do-doc').innerText()).toContain('không đúng với đuôi tên');
    expect(await readdir(join(office.app.service.config.DATA_DIR, 'incoming'))).toEqual([]);
    const after = await page.request.get(`${office.url}/console/ke-hoach`).then((reply) => reply.text());
    expect(after.match(/<tr>/g)?.length).toBe(before.match(/<tr>/g)?.length);
  });

  it('is found without diacritics, revised as a draft of its own, and retired', async () => {
    await page.goto(`${office.url}/console/ke-hoach`);
    await page.locator('#tim').pressSequentially('phong chong dich an hoa', { delay: 5 });
    await page.waitForURL(/tim=phong/);
    expect(await page.locator('.plans tbody tr').count()).toBe(1);
    await page.locator('.plans__title').click();
    await page.getByRole('button', { name: 'Mở bản nháp để sửa' }).click();
    await page.getByText('Đã rà soát 20 trên 26 việc').first().waitFor();
    await duty('Giám sát ca bệnh').getByRole('button', { name: 'Bỏ việc này' }).click();
    await page.getByText('Đã bỏ việc này.').waitFor();
    await page.locator('.duty--gone').getByRole('button', { name: 'Khôi phục' }).click();
    await duty('Giám sát ca bệnh').waitFor();
    await page.getByRole('button', { name: 'Bỏ bản nháp' }).click();
    await page.getByText('Đã bỏ bản nháp.').waitFor();
    await page.locator('.plans__title:has-text("An Hòa")').click();
    await page.getByRole('link', { name: 'Rút kế hoạch' }).click();
    await page.getByRole('button', { name: 'Rút kế hoạch này' }).click();
    await page.getByText('Đã rút.').waitFor();
    await page.getByRole('link', { name: 'Lịch sử' }).click();
    expect(await page.getByText('Công bố lại').count()).toBe(1);
    expect(await ask(question)).not.toContain(corrected);
    expect(faults).toEqual([]);
  });
});

const axe = readFile(createRequire(import.meta.url).resolve('axe-core/axe.min.js'), 'utf8');

async function violations(at: Page): Promise<string[]> {
  await at.evaluate(await axe);
  return at.evaluate(async () => {
    const { axe } = globalThis as unknown as {
      axe: { run(): Promise<{ violations: { id: string; nodes: { html: string }[] }[] }> };
    };
    return (await axe.run()).violations.map(
      ({ id, nodes }) => `${id}: ${nodes.map(({ html }) => html.slice(0, 160)).join(' | ')}`,
    );
  });
}

describe('the plan pages', { timeout: 240_000 }, () => {
  it.each([1440, 390])('are readable for everybody at %i px', async (width) => {
    await page.setViewportSize({ width, height: 900 });
    const shipped = '/console/ke-hoach/001-ngoc-ha-khcn-2026';
    const { work } = office.app.service.planRoom;
    await work.revise('001-ngoc-ha-khcn-2026', { by: 'test', now: new Date() });
    for (const path of [
      '/console/ke-hoach',
      '/console/them-ke-hoach',
      shipped,
      `${shipped}?xem=can-xem`,
      `${shipped}/them-viec?tu=30&den=31`,
      `${shipped}/thong-tin`,
      `${shipped}/lich-su`,
      `${shipped}/cong-bo`,
      '/console/ke-hoach/000-ngoc-trao-khcn-2023/rut',
    ]) {
      await page.goto(office.url + path);
      expect([path, await violations(page)]).toEqual([path, []]);
      const overhang = await page.evaluate('document.documentElement.scrollWidth - innerWidth');
      expect([path, Number(overhang) <= 0]).toEqual([path, true]);
    }
    await page.goto(office.url + shipped);
    await page.getByRole('link', { name: 'Sửa', exact: true }).first().click();
    await page.waitForSelector('.duty--edit');
    expect(await violations(page)).toEqual([]);
  });
});
