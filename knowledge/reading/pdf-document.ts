import { createRequire } from 'node:module';
import { dirname, join } from 'node:path';
import type * as Pdfjs from 'pdfjs-dist/legacy/build/pdf.mjs';
import { shownIn } from './legacy-text.ts';
import { readingLimits } from './limits.ts';
import type { PageImage, Shades } from './page-image.ts';
import type { PdfPage } from './pdf-page.ts';
import { pictureOf, picturesOf, type Pictures } from './pdf-pictures.ts';
import { loadPdfjs } from './pdfjs.ts';
import { rulingsOf } from './pdf-rulings.ts';
import { unpackedPictures } from './pdf-unpacked.ts';
import { UnreadableFile } from './unreadable-file.ts';

export interface Pdf {
  readonly pageCount: number;
  page(number: number): Promise<PdfPage & { readonly pictures: Pictures }>;
  /** The page as it looks. */
  picture(number: number, pictures: Pictures): Promise<PageImage>;
  /** The pictures that a page draws, unpacked, in their order; undefined for those that cannot be unpacked. */
  unpacked(number: number): Promise<readonly (Shades | undefined)[]>;
  close(): Promise<void>;
}

/** Opens a PDF. Nothing of it is run: no scripts, no fonts compiled, nothing fetched. */
export async function loadPdf(bytes: Uint8Array): Promise<Pdf> {
  const { getDocument, ImageKind, OPS, VerbosityLevel } = await loadPdfjs();
  const task = getDocument({
    data: new Uint8Array(bytes),
    isEvalSupported: false,
    useSystemFonts: false,
    disableFontFace: true,
    useWorkerFetch: false,
    maxImageSize: readingLimits.imagePixels,
    // Decoders of the picture formats of scanners.
    wasmUrl: `${join(dirname(createRequire(import.meta.url).resolve('pdfjs-dist/package.json')), 'wasm')}/`,
    stopAtErrors: false,
    verbosity: VerbosityLevel.ERRORS,
  });
  const document = await task.promise.catch((cause: unknown) => {
    throw refusal(cause);
  });
  return {
    pageCount: document.numPages,
    async page(number) {
      try {
        const page = await document.getPage(number);
        const view = page.getViewport({ scale: 1 });
        const [content, drawing] = await Promise.all([page.getTextContent(), page.getOperatorList()]);
        const texts = content.items.flatMap((item) => {
          if (!('str' in item) || item.str.trim() === '') return [];
          const [a = 0, b = 0, c = 0, d = 0, e = 0, f = 0] = item.transform.map(Number);
          const [va = 1, vb = 0, vc = 0, vd = 1] = view.transform.map(Number);
          // Text turned against the page as it is shown is a stamp or a water mark.
          if (Math.abs(vb * a + vd * b) > Math.abs(va * a + vc * b)) return [];
          const [x = 0, y = 0] = view.convertToViewportPoint(e, f).map(Number);
          const size = Math.hypot(c, d) || Math.abs(d) || 12;
          const text = shownIn(fontOf(page, item.fontName), item.str.normalize('NFC'));
          return [{ text, x, right: x + item.width, y, size }];
        });
        const toPage = (x: number, y: number) => view.convertToViewportPoint(x, y).map(Number);
        const rulings = rulingsOf(drawing, OPS, { toPage, width: view.width, height: view.height });
        page.cleanup();
        return {
          width: view.width,
          height: view.height,
          texts,
          rulings,
          pictures: picturesOf(drawing, OPS),
        };
      } catch (cause) {
        throw refusal(cause);
      }
    },
    async picture(number, { width }) {
      const page = await document.getPage(number);
      try {
        return await pictureOf(page, width);
      } finally {
        page.cleanup();
      }
    },
    unpacked: async (number) => unpackedPictures(await document.getPage(number), OPS, ImageKind),
    close: () => task.destroy(),
  };
}

/** The name that a font has in the file; empty where it has none. */
function fontOf({ commonObjs }: Pdfjs.PDFPageProxy, id: string): string {
  const font: unknown = commonObjs.has(id) ? commonObjs.get(id) : undefined;
  const isNamed = typeof font === 'object' && font !== null && 'name' in font;
  return isNamed && typeof font.name === 'string' ? font.name : '';
}

function refusal(cause: unknown): UnreadableFile {
  if (cause instanceof Error && cause.name === 'PasswordException')
    return new UnreadableFile('encrypted', 'Tệp PDF được đặt mật khẩu: hãy bỏ mật khẩu rồi thêm lại.', {
      cause,
    });
  return new UnreadableFile('corrupt', 'Tệp PDF bị hỏng: không đọc được.', { cause });
}
