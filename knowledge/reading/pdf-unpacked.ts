import type { ImageKind, PDFPageProxy } from 'pdfjs-dist/legacy/build/pdf.mjs';
import { greyOf, type Shades } from './page-image.ts';
import type { PictureCodes } from './pdf-pictures.ts';

/** How many bits pdf.js uses for a pixel, by the number it gives to each kind. */
type Kinds = typeof ImageKind;

/** The pictures that a page draws, unpacked, in their order; undefined for those that cannot be unpacked. */
export async function unpackedPictures(
  page: PDFPageProxy,
  { paintImageXObject }: PictureCodes,
  kinds: Kinds,
): Promise<(Shades | undefined)[]> {
  const { fnArray, argsArray } = await page.getOperatorList();
  const found: (Shades | undefined)[] = [];
  for (const [index, code] of fnArray.entries()) {
    if (code !== paintImageXObject) continue;
    const args: unknown = argsArray[index];
    const name = String(Array.isArray(args) ? args[0] : '');
    const picture = await new Promise<unknown>((resolve) => {
      page.objs.get(name, resolve);
    });
    found.push(shadesOf(picture, kinds));
  }
  return found;
}

function shadesOf(picture: unknown, kinds: Kinds): Shades | undefined {
  if (typeof picture !== 'object' || picture === null) return undefined;
  if (!('width' in picture && 'height' in picture && 'kind' in picture && 'data' in picture))
    return undefined;
  const { kind, data } = picture;
  const [width, height] = [Number(picture.width), Number(picture.height)];
  if (!(data instanceof Uint8Array || data instanceof Uint8ClampedArray)) return undefined;
  if (kind === kinds.GRAYSCALE_1BPP) return { width, height, grey: ofBits(data, width, height) };
  const samples = kind === kinds.RGB_24BPP ? 3 : 4;
  return data.length < width * height * samples ? undefined : { width, height, grey: greyOf(data, samples) };
}

/** One bit a pixel, 1 for white, each row in whole bytes. */
function ofBits(bits: Uint8Array | Uint8ClampedArray, width: number, height: number): Uint8Array {
  const grey = new Uint8Array(width * height);
  const row = Math.ceil(width / 8);
  for (let y = 0, at = 0; y < height; y++)
    for (let x = 0; x < width; x++, at++)
      grey[at] = ((bits[y * row + (x >> 3)] ?? 0xff) >> (7 - (x & 7))) & 1 ? 255 : 0;
  return grey;
}
