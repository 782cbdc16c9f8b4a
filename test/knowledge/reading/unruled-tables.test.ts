import { mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import type { Browser } from 'playwright-core';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { readPlan } from '../../../knowledge/parser/read-plan.ts';
import { readFileText } from '../../../knowledge/reading/read-file.ts';
import { launchBrowser } from '../../browser.ts';
import { healthCentrePlan } from '../../fixtures/plans/invented-plan.ts';
import { summary } from '../parser/summary.ts';
import { asPdf, asText, type Look, type Part } from './office-files.ts';

let folder: string;
let browser: Browser;
beforeAll(async () => {
  folder = await mkdtemp(join(tmpdir(), 'unruled-'));
  browser = await launchBrowser();
});
afterAll(async () => {
  await browser.close();
  await rm(folder, { recursive: true });
});

async function printed(parts: readonly Part[], look: Look): Promise<string> {
  const path = join(folder, 'plan.pdf');
  await writeFile(path, await asPdf(browser, parts, look));
  return (await readFileText(path)).text;
}

function understood(text: string): string[] {
  return summary(readPlan(text, { id: 'plan' }))
    .replace(/, \d+-\d+\)/gu, ')')
    .split('\n');
}

const looks: readonly [string, Look][] = [
  ['on end', {}],
  ['across the sheet', { landscape: true }],
  ['in small letters', { css: '.r { font-size: 9pt }' }],
  ['with text that fills its cells, word by word', { css: 'p, .r td { text-align: justify }' }],
  [
    'with all but the duties centred, half way down',
    {
      css: '.r td { vertical-align: middle; padding: 3pt 5.4pt } .r td:not(:nth-child(2)) { text-align: center }',
    },
  ],
  [
    'as Word does, its header set in the middle',
    { css: '.r td { padding: 3pt 5.4pt; text-align: justify } .r thead td { text-align: center }' },
  ],
  ['without space between its rows', { css: '.r td { padding: 0 4pt }' }],
  ['with its header on the first page only', { css: 'thead { display: table-row-group }' }],
  ['with lines across and none down', { css: '.r tr { border-bottom: 0.5pt solid black }' }],
];

describe('a table without rulings', { timeout: 60_000 }, () => {
  it.each(looks)('printed %s is understood as its text is', async (_, look) => {
    const expected = understood(asText(healthCentrePlan));
    expect(expected.filter((line) => line.includes('(table_row)'))).toHaveLength(20);
    expect(understood(await printed(healthCentrePlan, { ...look, unruled: true }))).toEqual(expected);
  });

  it('keeps a title that runs over the columns on a row of its own', async () => {
    const table: Part = {
      kind: 'table',
      rows: [
        ['STT', 'Nhiệm vụ', 'Cơ quan chủ trì', 'Thời hạn'],
        ['I', 'Phát triển hạ tầng, đô thị, nông thôn mới gắn với chuyển đổi số trên địa bàn xã', '>', '>'],
        ['1', 'Niêm yết mã QR tại trụ sở', 'Văn phòng HĐND và UBND', 'Quý I/2026'],
        ['2', 'Tập huấn tổ công nghệ số', 'Phòng Văn hóa - Xã hội', 'Tháng 5/2026'],
      ],
    };
    expect(await printed([table], { unruled: true })).toContain(
      '| I | Phát triển hạ tầng, đô thị, nông thôn mới gắn với chuyển đổi số trên địa bàn xã | | |',
    );
  });
});

describe('what only looks like a table', { timeout: 60_000 }, () => {
  it('is left as it stands: prose set to both margins that speaks of columns', async () => {
    const sentence =
      'Thủ trưởng các đơn vị chủ trì nhiệm vụ, công việc được phân công bảo đảm thời gian hoàn thành, kết quả và sản phẩm theo nội dung Kế hoạch này.';
    const parts: Part[] = Array.from({ length: 12 }, (_, at) => ({
      kind: 'text',
      text: `${at + 1}. ${sentence} ${sentence}`,
    }));
    const text = await printed(parts, { css: 'p { text-align: justify; word-spacing: 9pt }' });
    expect(text).not.toContain('|');
    expect(text.trimEnd().split('\n')).toHaveLength(12);
  });

  it('is left as it stands: letterhead and signature beside the recipients', async () => {
    const text = await printed(healthCentrePlan, { unruled: true, css: 'p { text-align: justify }' });
    const rows = text.split('\n').filter((line) => line.startsWith('|'));
    expect(rows.filter((row) => /CỘNG HÒA|Nơi nhận|GIÁM ĐỐC/u.test(row))).toEqual([]);
    expect(text).toMatch(/^TRUNG TÂM Y TẾ HUYỆN AN HÒA$/mu);
    expect(text).toMatch(/^Nơi nhận:$/mu);
  });
});
