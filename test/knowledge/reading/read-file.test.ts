import { mkdtemp, readFile, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import type { Browser } from 'playwright-core';
import { readPlan } from '../../../knowledge/parser/read-plan.ts';
import { readFileText } from '../../../knowledge/reading/read-file.ts';
import { launchBrowser } from '../../browser.ts';
import { healthCentrePlan } from '../../fixtures/plans/invented-plan.ts';
import { summary } from '../parser/summary.ts';
import { asDocx, asPdf, asText, partsOfText, type Part } from './office-files.ts';

const shipped = fileURLToPath(
  new URL('../../../knowledge/plans/001-ngoc-ha-khcn-2026/source.txt', import.meta.url),
);

let folder: string;
let browser: Browser;
beforeAll(async () => {
  folder = await mkdtemp(join(tmpdir(), 'reading-'));
  browser = await launchBrowser();
});
afterAll(async () => {
  await browser.close();
  await rm(folder, { recursive: true });
});

/** What is understood, without the lines where it stands: they differ from form to form. */
function understood(text: string): string[] {
  return summary(readPlan(text, { id: 'plan' }))
    .replace(/, \d+-\d+\)/gu, ')')
    .split('\n');
}

async function read(name: string, content: string | Buffer): Promise<string> {
  const path = join(folder, name);
  await writeFile(path, content);
  return (await readFileText(path)).text;
}

const forms: readonly [string, (parts: readonly Part[]) => Promise<string>][] = [
  ['docx', async (parts) => read('plan.docx', await asDocx(parts))],
  ['pdf', async (parts) => read('plan.pdf', await asPdf(browser, parts))],
];

describe('one plan in several forms', () => {
  it.each(forms)('of a ward as %s is understood as its text is', async (_, inForm) => {
    const text = await readFile(shipped, 'utf8');
    const expected = understood(text);
    expect(expected.filter((line) => line.includes('(duty)')).length).toBeGreaterThan(10);
    expect(understood(await inForm(partsOfText(text)))).toEqual(expected);
  });

  it.each(forms)('of a health centre, with a table over pages, as %s is too', async (_, inForm) => {
    const expected = understood(asText(healthCentrePlan));
    expect(expected.filter((line) => line.includes('(table_row)'))).toHaveLength(20);
    expect(understood(await inForm(healthCentrePlan))).toEqual(expected);
  });

  it.each(forms)('keeps a cell that is merged over rows for each of them, as %s', async (_, inForm) => {
    const parts: Part[] = [
      { kind: 'text', text: 'KẾ HOẠCH' },
      { kind: 'text', text: 'Chuyển đổi số xã Bình Minh năm 2026' },
      {
        kind: 'table',
        rows: [
          ['STT', 'Nội dung', 'Cơ quan chủ trì', 'Thời hạn'],
          ['1', 'Niêm yết mã QR tại trụ sở', 'Văn phòng HĐND và UBND', 'Quý I/2026'],
          ['2', 'Tập huấn tổ công nghệ số cộng đồng', '^', 'Quý II/2026'],
          ['3', 'Cập nhật dữ liệu dân cư', 'Công an xã', 'Thường xuyên'],
        ],
      },
    ];
    const { assignments } = readPlan(await inForm(parts), { id: 'plan' });
    expect(assignments.map(({ task, lead }) => [task, ...lead])).toEqual([
      ['Niêm yết mã QR tại trụ sở', 'Văn phòng HĐND và UBND'],
      ['Tập huấn tổ công nghệ số cộng đồng', 'Văn phòng HĐND và UBND'],
      ['Cập nhật dữ liệu dân cư', 'Công an xã'],
    ]);
  });

  it('drops page numbers', async () => {
    const text = await read('numbers.pdf', await asPdf(browser, healthCentrePlan));
    expect(text).not.toMatch(/^\d+$/mu);
  });
});

it('reads the marks of Markdown as no words', async () => {
  const text = await read(
    'ghi-nhanh.md',
    '# KẾ HOẠCH\n## **II. PHÂN CÔNG**\n- **Trạm Bảo vệ thực vật**: điều tra sâu bệnh\n\n| TT | Việc |\n|---|---|\n',
  );
  expect(text).toBe(
    'KẾ HOẠCH\nII. PHÂN CÔNG\n- Trạm Bảo vệ thực vật: điều tra sâu bệnh\n\n| TT | Việc |\n|---|---|\n',
  );
});
