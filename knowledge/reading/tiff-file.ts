import { brokenImage } from './image-refusals.ts';
import { fitted } from './image-resample.ts';
import { mirrored, turned, type Turn } from './image-turn.ts';
import type { PageImage, Shades } from './page-image.ts';
import { loadPdf } from './pdf-document.ts';
import type { Progress } from './pdf-lines.ts';
import type { PdfPage } from './pdf-page.ts';
import type { ScannedPages } from './scanned-pages.ts';
import { tiffPages, type TiffPage } from './tiff-page.ts';
import { pdfOfTiff } from './tiff-pdf.ts';

/** Reads the pages of a TIFF file in their order, as those of a scanned PDF are read. */
export async function readTiff(
  bytes: Buffer,
  scans: ScannedPages,
  progress: Progress = () => {},
): Promise<PdfPage[]> {
  const pages = tiffPages(bytes);
  progress(0, pages.length);
  const read: PdfPage[] = [];
  for (const page of pages) {
    read.push(await scans.read(() => pictureOfTiff(page)));
    progress(read.length, pages.length);
  }
  return read;
}

/** A page as it looks, upright, with sides of one resolution. */
export async function pictureOfTiff(page: TiffPage): Promise<PageImage> {
  const picture = fitted(await unpacked(page), page.sheet);
  const { mirror, turn } = layings[page.orientation] ?? { mirror: false, turn: 0 };
  return turned(mirror ? mirrored(picture) : picture, turn);
}

/** How a page is put upright, by the eight orientations that TIFF numbers from 1. */
const layings: Readonly<Record<number, { readonly mirror: boolean; readonly turn: Turn }>> = {
  2: { mirror: true, turn: 0 },
  3: { mirror: false, turn: 2 },
  4: { mirror: true, turn: 2 },
  5: { mirror: true, turn: 3 },
  6: { mirror: false, turn: 1 },
  7: { mirror: true, turn: 1 },
  8: { mirror: false, turn: 3 },
};

/** Its strips or tiles put together. */
async function unpacked(page: TiffPage): Promise<Shades> {
  const { width, height, number, blocks } = page;
  const grey = new Uint8Array(width * height).fill(255);
  const pdf = await loadPdf(pdfOfTiff(page));
  try {
    const pictures = await pdf.unpacked(1);
    for (const [index, { left, top, width: wide }] of blocks.entries()) {
      const picture = pictures[index];
      if (picture?.width !== wide) throw brokenImage(number);
      const shown = Math.min(wide, width - left);
      for (let y = 0; y < Math.min(picture.height, height - top); y++)
        grey.set(picture.grey.subarray(y * wide, y * wide + shown), (top + y) * width + left);
    }
    return { width, height, grey };
  } finally {
    await pdf.close();
  }
}
