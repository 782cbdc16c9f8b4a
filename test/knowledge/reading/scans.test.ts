import { copyFile, mkdtemp, readFile, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { createCanvas, loadImage } from '@napi-rs/canvas';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { marked, takeMarks } from '../../../knowledge/reading/doubt-marks.ts';
import { straightened } from '../../../knowledge/reading/image-deskew.ts';
import { imageRulings } from '../../../knowledge/reading/image-rulings.ts';
import { openOcr } from '../../../knowledge/reading/ocr-engine.ts';
import { greyOf, type PageImage } from '../../../knowledge/reading/page-image.ts';
import { loadPdf } from '../../../knowledge/reading/pdf-document.ts';
import type { FileText } from '../../../knowledge/reading/read-file.ts';
import { readSafely } from '../../../knowledge/reading/read-safely.ts';
import { launchBrowser } from '../../browser.ts';
import { communePlan } from '../../fixtures/scans/commune-plan.ts';
import { bmp, shadesOf } from './picture-files.ts';

const fixture = join(import.meta.dirname, '../../fixtures/scans/commune-plan.scan.pdf');
const rowsOf = (text: string): string[] => text.split('\n').filter((line) => line.startsWith('|'));
const printedRows = communePlan.flatMap((part) =>
  part.kind === 'table' ? part.rows.map((row) => `| ${row.join(' | ')} |`) : [],
);
const wordsOf = (text: string): string[] => text.match(/[\p{L}\p{N}]+/gu) ?? [];

/** The share of the printed words that were read as they are printed. */
function shareRead(read: string): number {
  const printed = communePlan.flatMap((part) =>
    part.kind === 'text'
      ? [part.text]
      : part.kind === 'sides'
        ? [...part.left, ...part.right]
        : part.rows.flat(),
  );
  const left = wordsOf(read);
  const words = wordsOf(printed.join(' '));
  const found = words.filter((word) => {
    const at = left.indexOf(word);
    if (at >= 0) left.splice(at, 1);
    return at >= 0;
  });
  return found.length / words.length;
}

let folder: string;
beforeAll(async () => {
  folder = await mkdtemp(join(tmpdir(), 'scans-'));
});
afterAll(() => rm(folder, { recursive: true }));

describe('a scanned plan', { timeout: 120_000 }, () => {
  let read: FileText;
  const pages: string[] = [];
  beforeAll(async () => {
    read = await readSafely(fixture, { progress: (done, total) => pages.push(`${done}/${total}`) });
  }, 120_000);

  it('is read with its diacritics', () => {
    expect(read).toMatchObject({ kind: 'pdf', scan: { pages: 2 } });
    expect(shareRead(read.text)).toBeGreaterThan(0.97);
    expect(pages).toEqual(['0/2', '1/2', '2/2']);
  });

  it('has the rows of its table cell by cell, put together over the page', () => {
    expect(rowsOf(read.text)).toEqual(printedRows);
  });

  it('names the words that were doubtful, at their lines', () => {
    const lines = read.text.split('\n');
    expect(read.scan?.doubts.length).toBeGreaterThan(0);
    for (const { line, word } of read.scan?.doubts ?? []) expect(lines[line - 1]).toContain(word);
  });

  it('is stopped when a page takes too long, and nothing is left', async () => {
    await expect(readSafely(fixture, { limits: { scannedPageMs: 50 } })).rejects.toMatchObject({
      reason: 'too-slow',
    });
  });

  it('is stopped when it takes too much memory', async () => {
    await expect(readSafely(fixture, { limits: { scanRssBytes: 60 * 1024 * 1024 } })).rejects.toMatchObject({
      reason: 'too-much-memory',
    });
  });
});

describe('pictures among pages with letters', { timeout: 120_000 }, () => {
  let [first, second]: Buffer[] = [];
  beforeAll(async () => {
    [first, second] = await picturesOf(fixture);
  });

  it('are read where they stand', async () => {
    const browser = await launchBrowser();
    try {
      const page = await browser.newPage();
      await page.setContent(`<style>@page { size: A4; margin: 0 } p { margin: 20mm; break-after: page }
        img { display: block; width: 210mm; height: 296mm; break-after: page }</style>
        <p>Trang đầu có lớp chữ, không phải nhận dạng.</p><img src="data:;base64,${first?.toString('base64')}">
        <p style="break-after:auto">Trang cuối cũng có lớp chữ.</p>`);
      await writeFile(join(folder, 'mixed.pdf'), await page.pdf({ preferCSSPageSize: true }));
    } finally {
      await browser.close();
    }
    const { text, scan } = await readSafely(join(folder, 'mixed.pdf'));
    expect(scan?.pages).toBe(1);
    const places = ['Trang đầu có lớp chữ', 'KẾ HOẠCH', 'hộ kinh doanh', 'Trang cuối cũng có'].map((words) =>
      text.indexOf(words),
    );
    expect(places).not.toContain(-1);
    expect(places).toEqual(places.toSorted((a, b) => a - b));
  });

  it.each([
    ['page.png', 0],
    ['laid-across.webp', 90],
    ['upside-down.png', 180],
    ['laid-across.png', 270],
  ])('stand alone as a file, however they lie: %s', async (name, degrees) => {
    await writeFile(
      join(folder, name),
      await laid(second ?? Buffer.alloc(0), degrees, name.endsWith('.webp')),
    );
    const { kind, text, scan } = await readSafely(join(folder, name));
    expect({ kind, pages: scan?.pages }).toEqual({ kind: 'image', pages: 1 });
    expect(text).toContain('Phòng Kinh tế tham mưu bố trí kinh phí thực hiện Kế hoạch.');
  });
});

describe('a scan of an office scanner', { timeout: 120_000 }, () => {
  const scans = join(import.meta.dirname, '../../fixtures/scans/tiff');
  const printed = [
    'Văn phòng chủ trì tổng hợp báo cáo của các thôn.',
    'Phòng Kinh tế phối hợp, gửi trước ngày 15 tháng 6.',
    'Công an xã tuần tra ban đêm ở chợ và bến đò.',
  ];

  it.each(['page.png', 'group4.tif', 'lzw.tif', 'page.bmp', 'renamed.tif'])(
    'is read alike, whatever it is kept as: %s',
    async (name) => {
      const path = join(name.endsWith('.tif') && name !== 'renamed.tif' ? scans : folder, name);
      if (name === 'page.bmp')
        await writeFile(path, bmp(await shadesOf(join(scans, 'page.png')), [200, 200]));
      else if (path.startsWith(folder)) await copyFile(join(scans, 'page.png'), path);
      const { text, scan } = await readSafely(path);
      expect(scan?.pages).toBe(1);
      expect(text.split('\n').filter((line) => line !== '')).toEqual(printed);
    },
  );

  it('has its pages in their order, each told of', async () => {
    const told: string[] = [];
    const { kind, text, scan } = await readSafely(join(scans, 'pages.tif'), {
      progress: (done, total) => told.push(`${done}/${total}`),
    });
    expect({ kind, pages: scan?.pages }).toEqual({ kind: 'image', pages: 3 });
    expect(text.split('\n').filter((line) => line !== '')).toEqual([
      'Trang thứ nhất nói về chợ và bến đò của xã.',
      'Trang thứ hai giao việc cho Phòng Kinh tế.',
      'Trang thứ ba ghi nơi nhận và chữ ký.',
    ]);
    expect(told).toEqual(['0/3', '1/3', '2/3', '3/3']);
  });
});

/** A picture turned to the right. */
async function laid(picture: Buffer, degrees: number, asWebp: boolean): Promise<Buffer> {
  const image = await loadImage(picture);
  const across = degrees % 180 !== 0;
  const [width, height] = across ? [image.height, image.width] : [image.width, image.height];
  const canvas = createCanvas(width, height);
  const context = canvas.getContext('2d');
  context.translate(width / 2, height / 2);
  context.rotate((degrees * Math.PI) / 180);
  context.drawImage(image, -image.width / 2, -image.height / 2);
  return asWebp ? canvas.toBuffer('image/webp') : canvas.toBuffer('image/png');
}

/** The pages as picture files. */
async function picturesOf(path: string): Promise<Buffer[]> {
  const pdf = await loadPdf(await readFile(path));
  const pictures: Buffer[] = [];
  for (let number = 1; number <= pdf.pageCount; number++) {
    const { pictures: found } = await pdf.page(number);
    const { width, height, grey } = await pdf.picture(number, found);
    const canvas = createCanvas(width, height);
    const context = canvas.getContext('2d');
    const shades = context.createImageData(width, height);
    shades.data.fill(255);
    grey.forEach((shade, at) => {
      for (const colour of [0, 1, 2]) shades.data[at * 4 + colour] = shade;
    });
    context.putImageData(shades, 0, 0);
    pictures.push(canvas.toBuffer('image/png'));
  }
  await pdf.close();
  return pictures;
}

describe('a machine without the language of the engine', () => {
  it('says what to install', async () => {
    await expect(openOcr(() => join(folder, 'nowhere'))).rejects.toMatchObject({
      reason: 'no-ocr',
      message: expect.stringContaining('npm ci') as unknown,
    });
  });
});

/** A sheet with a grid of two rows and three columns, lines of strokes beside it, turned by some degrees. */
function sheet(degrees: number): PageImage {
  const canvas = createCanvas(1600, 2300);
  const context = canvas.getContext('2d');
  context.fillStyle = 'white';
  context.fillRect(0, 0, 1600, 2300);
  context.translate(800, 1150);
  context.rotate((degrees * Math.PI) / 180);
  context.translate(-800, -1150);
  context.fillStyle = 'black';
  for (const y of [400, 600, 800]) context.fillRect(200, y, 1201, 3);
  for (const x of [200, 500, 900, 1400]) context.fillRect(x, 400, 3, 403);
  for (let line = 0; line < 12; line++)
    for (let word = 0; word < 20; word++) context.fillRect(200 + word * 60, 1000 + line * 60, 40, 18);
  const { data } = context.getImageData(0, 0, 1600, 2300);
  return { width: 1600, height: 2300, grey: greyOf(data), scale: 2 };
}

describe('a sheet that lay askew', () => {
  it.each([[0], [0.4], [-1.1], [2.5]])('by %d degrees shows its rulings straight', (degrees) => {
    const rulings = imageRulings(straightened(sheet(degrees)));
    const [across, down] = [true, false].map((way) =>
      rulings.filter((ruling) => ruling.across === way).map(({ at }) => Math.round(at)),
    );
    const apart = (places: readonly number[] = []): number[] => {
      const sorted = [...new Set(places)].toSorted((a, b) => a - b);
      return sorted.slice(1).map((place, index) => Math.round((place - (sorted[index] ?? 0)) / 10) * 10);
    };
    expect(apart(across)).toEqual([100, 100]);
    expect(apart(down)).toEqual([150, 200, 250]);
  });
});

describe('the marks of doubtful words', () => {
  it('go with the words and come off with their lines', () => {
    const lines = [`Số ${marked('47/KH', 20)} và`, marked('sure', 95)];
    expect(takeMarks(lines)).toEqual({
      lines: ['Số 47/KH và', 'sure'],
      doubts: [{ line: 1, word: '47/KH', confidence: expect.any(Number) as unknown }],
    });
  });
});
