import { openOcr, type OcrEngine } from './ocr-engine.ts';
import { readingLimits } from './limits.ts';
import type { PageImage } from './page-image.ts';
import type { PageText, PdfPage } from './pdf-page.ts';
import { readScannedPage } from './scan-page.ts';
import { UnreadableFile } from './unreadable-file.ts';

/** A page with fewer letters than this holds at most a stamp, a page number, a digital signature. */
const fewLetters = 300;
/** Pixels of a sheet at 70 dpi: less is a seal or an emblem. */
const sheetPixels = 450_000;

/** Trang chỉ có ảnh: its text is in a picture, not in letters. */
export function isScanned(texts: readonly PageText[], picturePixels: number): boolean {
  return picturePixels >= sheetPixels && texts.reduce((sum, { text }) => sum + text.length, 0) < fewLetters;
}

/** Reads pictures of pages; the engine starts with the first one. */
export class ScannedPages {
  private engine: Promise<OcrEngine> | undefined;
  private pages = 0;

  /** `before` is told of each page before it is read. */
  constructor(private readonly before: () => void = () => {}) {}

  get count(): number {
    return this.pages;
  }

  async read(picture: () => Promise<PageImage>): Promise<PdfPage> {
    if (++this.pages > readingLimits.scannedPages)
      throw new UnreadableFile(
        'too-many-pages',
        `Tệp có nhiều hơn ${readingLimits.scannedPages} trang quét: hãy tách ra rồi thêm từng phần.`,
      );
    this.before();
    this.engine ??= openOcr();
    return readScannedPage(await picture(), await this.engine);
  }

  async close(): Promise<void> {
    await (await this.engine)?.close();
  }
}
