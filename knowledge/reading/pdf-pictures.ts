import type { PDFPageProxy } from 'pdfjs-dist/legacy/build/pdf.mjs';
import { loadCanvas } from './page-canvas.ts';
import { greyOf, type PageImage } from './page-image.ts';
import type { Drawing } from './pdf-rulings.ts';
import { enlargementOf } from './sheet-size.ts';
import { UnreadableFile } from './unreadable-file.ts';

/** The numbers by which pdf.js calls the ways to draw a picture. */
export interface PictureCodes {
  readonly paintImageXObject: number;
  readonly paintInlineImageXObject: number;
  readonly paintImageMaskXObject: number;
}

/** What the pictures of a page amount to. */
export interface Pictures {
  /** In all; scanners cut a sheet into strips. */
  readonly pixels: number;
  /** Of the widest. */
  readonly width: number;
}

export function picturesOf({ fnArray, argsArray }: Drawing, codes: PictureCodes): Pictures {
  const kinds = [codes.paintImageXObject, codes.paintInlineImageXObject, codes.paintImageMaskXObject];
  let [pixels, widest] = [0, 0];
  for (const [index, code] of fnArray.entries()) {
    const args = argsArray[index];
    if (!kinds.includes(code) || !Array.isArray(args)) continue;
    const [width, height] = sizeOf(args);
    pixels += width * height;
    widest = Math.max(widest, width);
  }
  return { pixels, width: widest };
}

/** [name, width, height], or [{ width, height }]. */
function sizeOf([first, width, height]: readonly unknown[]): readonly [number, number] {
  if (typeof width === 'number' && typeof height === 'number') return [width, height];
  if (typeof first !== 'object' || first === null || !('width' in first) || !('height' in first))
    return [0, 0];
  return [Number(first.width) || 0, Number(first.height) || 0];
}

/** Draws a page, pixel by pixel as it was scanned where that is fine enough to read and no finer. */
export async function pictureOf(page: PDFPageProxy, scannedWidth: number): Promise<PageImage> {
  const { createCanvas } = await loadCanvas();
  const view = page.getViewport({ scale: 1 });
  const { factor, scale } = enlargementOf(view.width, view.height, scannedWidth / view.width);
  const viewport = page.getViewport({ scale: factor });
  const [width, height] = [Math.ceil(viewport.width), Math.ceil(viewport.height)];
  const canvas = createCanvas(width, height);
  const context = canvas.getContext('2d');
  try {
    // Written for the canvas of a browser; this one has all that is used of it.
    await page.render({ canvas: canvas as never, canvasContext: context as never, viewport }).promise;
  } catch (cause) {
    throw new UnreadableFile('corrupt', 'Tệp PDF bị hỏng: không vẽ được trang quét.', { cause });
  }
  const { data } = context.getImageData(0, 0, width, height);
  return { width, height, grey: greyOf(data), scale };
}
