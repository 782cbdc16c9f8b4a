import { readFile } from 'node:fs/promises';
import { join } from 'node:path';
import fc from 'fast-check';
import { beforeAll, describe, expect, it } from 'vitest';
import { imageOfFile } from '../../../knowledge/reading/image-file.ts';
import { imageSize } from '../../../knowledge/reading/image-size.ts';
import { readingLimits } from '../../../knowledge/reading/limits.ts';
import type { PageImage, Shades } from '../../../knowledge/reading/page-image.ts';
import { pictureOfTiff } from '../../../knowledge/reading/tiff-file.ts';
import { tiffPages } from '../../../knowledge/reading/tiff-page.ts';
import { UnreadableFile } from '../../../knowledge/reading/unreadable-file.ts';
import { bmp, page, shadesOf, tiff } from './picture-files.ts';

/** Written with libtiff 4.7.1, from the picture beside them. */
const fixtures = join(import.meta.dirname, '../../fixtures/scans/tiff');
let printed: Shades;
beforeAll(async () => {
  printed = await shadesOf(join(fixtures, 'page.png'));
});

async function picturesOf(name: string): Promise<PageImage[]> {
  const pages = tiffPages(await readFile(join(fixtures, `${name}.tif`)));
  const pictures: PageImage[] = [];
  for (const own of pages) pictures.push(await pictureOfTiff(own));
  return pictures;
}

/** The share of the pixels that differ by more than a shade that a lossy packing may cost. */
function apart({ grey }: PageImage): number {
  return grey.filter((shade, at) => Math.abs(shade - (printed.grey[at] ?? 0)) > 64).length / grey.length;
}

describe('a page of a TIFF', { timeout: 60_000 }, () => {
  it.each([
    'group4',
    'group4-white-is-zero',
    'group4-reversed',
    'group3',
    'group3-across-lines',
    'huffman',
    'packbits',
    'lzw',
    'deflate',
    'grey-lzw-stepwise',
    'colour-deflate-stepwise',
    'palette-lzw',
    'orientation-2',
    'orientation-3',
    'orientation-4',
    'orientation-5',
    'orientation-6',
    'orientation-7',
    'orientation-8',
  ])('is the page that was scanned, pixel by pixel: %s', async (name) => {
    const [picture, ...more] = await picturesOf(name);
    expect(more).toEqual([]);
    expect(picture).toMatchObject({ width: 1400, height: 700, scale: 200 / 72 });
    expect(Buffer.compare(picture?.grey ?? Buffer.alloc(0), printed.grey)).toBe(0);
  });

  it.each(['grey-jpeg', 'colour-jpeg'])(
    'is nearly that page where the packing loses some: %s',
    async (name) => {
      const [picture] = await picturesOf(name);
      expect(picture).toMatchObject({ width: 1400, height: 700 });
      expect(picture && apart(picture)).toBeLessThan(0.005);
    },
  );

  it('stands as high as it was, though a fax has half as many lines', async () => {
    const pictures = await picturesOf('pages');
    expect(pictures.map(({ width, height }) => [width, height])).toEqual([
      [1400, 700],
      [1400, 700],
      [1428, 714],
    ]);
  });

  it('may lie in the file behind its pixels, in tiles that reach over its edges', async () => {
    const tiled = { 322: 1024, 323: 1024, 324: [8, 8 + 131_072, 8 + 262_144, 8 + 393_216] };
    const rows = Buffer.alloc(4 * 131_072, 0xff);
    // Black are the last pixel of the page, and what lies beyond it.
    rows.fill(0, 3 * 131_072 + 175 * 128 + 71, 3 * 131_072 + 176 * 128);
    const bytes = tiff([page({ ...tiled, 325: [131_072, 131_072, 131_072, 131_072] })], rows);
    const [own] = tiffPages(bytes);
    const picture = own && (await pictureOfTiff(own));
    const height = picture?.height ?? 0;
    const black = picture?.grey.findIndex((shade) => shade < 128) ?? -1;
    expect(Math.floor(black / (picture?.width ?? 1))).toBeGreaterThan(height - 3);
  });

  it('is not the small copy or the mask that a program put beside it', () => {
    const copies = [page({ 254: 1, 256: 80, 257: 60 }), page(), page({ 254: 4 })];
    expect(tiffPages(tiff(copies, Buffer.alloc(200 * 1200)))).toHaveLength(1);
  });
});

describe('a picture that says how fine it was scanned', () => {
  it('is read at that size, with pixels as high as wide', async () => {
    const halved = new Uint8Array(1400 * 350).map((_, at) => {
      return printed.grey[Math.floor(at / 1400) * 2 * 1400 + (at % 1400)] ?? 255;
    });
    const fax = await imageOfFile(bmp({ width: 1400, height: 350, grey: halved }, [200, 100]));
    expect(fax).toMatchObject({ width: 1400, height: 700, scale: expect.closeTo(200 / 72, 3) as unknown });
    const plain = await imageOfFile(bmp(printed, [200, 200]));
    expect(apart(plain)).toBe(0);
  });
});

describe('text that begins like a picture', () => {
  it('is text', () => {
    expect(imageSize(Buffer.from('BM.01-HD Biểu mẫu báo cáo tháng của các phòng, đơn vị.'))).toBeUndefined();
  });
});

const pixels = Buffer.alloc(200 * 1200, 0xff);
const [first, second] = [{ ...page(), next: 8 + pixels.length }, page()];

describe('a picture that is refused', () => {
  it.each<[string, string, Buffer]>([
    ['corrupt', 'whose directories run in a circle', tiff([first, second], pixels)],
    ['corrupt', 'whose next directory is beyond the end', tiff([{ ...page(), next: 9e8 }], pixels)],
    ['corrupt', 'without a page', tiff([page({ 254: 1 })], pixels)],
    ['corrupt', 'with nothing behind its head', tiff([])],
    ['corrupt', 'whose pixels are cut off', tiff([page()], pixels.subarray(0, 300))],
    ['corrupt', 'whose pixels are fewer than it shows', tiff([page({ 279: 9000 })], pixels)],
    ['corrupt', 'whose pixels lie beyond the end', tiff([page({ 273: 4e9 })], pixels)],
    ['corrupt', 'with fewer strips than it needs', tiff([page({ 278: 100 })], pixels)],
    ['corrupt', 'whose pages show the same pixels', tiff([page(), page()], pixels)],
    ['corrupt', 'that is damaged where it is packed', tiff([page({ 259: 8 })], pixels)],
    ['corrupt', 'that is no JPEG where it says so', tiff([page({ 259: 7, 258: 8 })], pixels)],
    ['bomb', 'of 900 million pixels', tiff([page({ 256: 30_000, 257: 30_000 })], pixels)],
    ['bomb', 'of a strip for each line of a tower', tiff([page({ 256: 1, 257: 9000, 278: 1 })], pixels)],
    [
      'bomb',
      'of tiles as wide as a thousand pages',
      tiff([page({ 322: 3e7, 323: 1, 324: 8, 325: 9 })], pixels),
    ],
    ['no-text', 'that is a stamp', tiff([page({ 256: 300, 257: 300 })], pixels)],
    [
      'unknown-kind',
      'with pixels that can be seen through',
      tiff([page({ 258: 8, 262: 2, 277: 4 })], pixels),
    ],
    ['unknown-kind', 'packed as no scanner does', tiff([page({ 259: 34_712 })], pixels)],
    ['unknown-kind', 'of more than four gigabytes', Buffer.from('II+\0\b\0\0\0', 'latin1')],
    ['too-many-pages', 'of 201 pages', tiff(Array.from({ length: 201 }, () => page()))],
  ])('%s: %s', async (reason, _, bytes) => {
    const started = performance.now();
    const read = async (): Promise<unknown> => Promise.all(tiffPages(bytes).map((own) => pictureOfTiff(own)));
    await expect(read()).rejects.toMatchObject({ name: 'UnreadableFile', reason });
    expect(performance.now() - started).toBeLessThan(5000);
  });

  it.each<[string, string, number, number]>([
    ['corrupt', 'cut off', 22, 1_401],
    ['bomb', 'of billions of rows', 22, -2_147_483_648],
    ['unknown-kind', 'packed', 30, 1],
    ['corrupt', 'with pixels beyond the end', 10, 999_999],
  ])('%s: a BMP %s', async (reason, _, place, value) => {
    const bytes = bmp(printed, [200, 200]);
    bytes.writeInt32LE(value, place);
    await expect(imageOfFile(bytes)).rejects.toMatchObject({ name: 'UnreadableFile', reason });
  });
});

describe('a damaged picture is read or refused, and nothing else', { timeout: 60_000 }, () => {
  const change = fc.tuple(fc.double({ min: 0, max: 1, noNaN: true }), fc.nat(255), fc.boolean());

  async function expectReadOrRefused(bytes: Buffer, read: () => Promise<void>): Promise<void> {
    try {
      await read();
    } catch (error) {
      if (!(error instanceof UnreadableFile)) throw error;
      expect(error.message).toMatch(/^(?:Tệp ảnh|Trang \d+) .*\.$/u);
    }
    expect(bytes.length).toBeGreaterThan(0);
  }

  it.each(['group4', 'group3-across-lines', 'deflate', 'lzw', 'grey-jpeg', 'pages'])(
    'TIFF: %s',
    async (name) => {
      const whole = await readFile(join(fixtures, `${name}.tif`));
      // What is said of the pixels stands at the end or the beginning; most changes go there.
      const directory = whole.readUInt32LE(4);
      await fc.assert(
        fc.asyncProperty(
          fc.array(change, { minLength: 1, maxLength: 6 }),
          fc.oneof({ weight: 4, arbitrary: fc.constant(1) }, fc.double({ min: 0.01, max: 1, noNaN: true })),
          async (changes, kept) => {
            const bytes = Buffer.from(whole.subarray(0, Math.ceil(kept * whole.length)));
            for (const [share, value, inDirectory] of changes) {
              const place = inDirectory ? directory + share * 200 : share * (bytes.length - 1);
              if (place < bytes.length) bytes[Math.floor(place)] = value;
            }
            await expectReadOrRefused(bytes, async () => {
              const pages = tiffPages(bytes);
              expect(pages.length).toBeLessThanOrEqual(readingLimits.scannedPages);
              const [first] = pages;
              if (!first || first.width * first.height > 4_000_000) return;
              const { width, height, grey } = await pictureOfTiff(first);
              expect(grey.length).toBe(width * height);
            });
          },
        ),
        { numRuns: 40 },
      );
    },
  );

  it('BMP', async () => {
    const whole = bmp(printed, [200, 200]);
    await fc.assert(
      fc.asyncProperty(fc.array(change, { minLength: 1, maxLength: 6 }), async (changes) => {
        const bytes = Buffer.from(whole);
        for (const [share, value] of changes) bytes[2 + Math.floor(share * 60)] = value;
        await expectReadOrRefused(bytes, async () => {
          const { width, height, grey } = await imageOfFile(bytes);
          expect(grey.length).toBe(width * height);
        });
      }),
      { numRuns: 60 },
    );
  });
});
