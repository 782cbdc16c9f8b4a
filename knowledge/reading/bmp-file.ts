import { brokenImage, strangeImage } from './image-refusals.ts';
import { shadeOf, type Shades } from './page-image.ts';

/** Lengths of the head that follows the first 14 bytes, as the format grew; text that begins with BM has none of them. */
const heads = [12, 40, 52, 56, 64, 108, 124];

export const isBmp = (bytes: Buffer): boolean =>
  bytes.length > 54 && bytes.toString('latin1', 0, 2) === 'BM' && heads.includes(bytes.readUInt32LE(14));

/** The size that its head says; the oldest kind writes shorter numbers. */
export function bmpSize(bytes: Buffer): { readonly width: number; readonly height: number } {
  if (isOldest(bytes)) return { width: bytes.readUInt16LE(18), height: bytes.readUInt16LE(20) };
  return { width: Math.abs(bytes.readInt32LE(18)), height: Math.abs(bytes.readInt32LE(22)) };
}

const isOldest = (bytes: Buffer): boolean => bytes.readUInt32LE(14) === 12;

/**
 * The pixels of a BMP as scanners write it: not packed, with a palette or in full colour. Read here and not by the
 * library that draws, which ends the whole process over some damaged ones.
 */
export function readBmp(bytes: Buffer): Shades {
  const { width, height } = bmpSize(bytes);
  const oldest = isOldest(bytes);
  const bits = bytes.readUInt16LE(oldest ? 24 : 28);
  const packing = oldest ? 0 : bytes.readUInt32LE(30);
  if (packing !== 0 || ![1, 4, 8, 24, 32].includes(bits)) throw strangeImage('kiểu nén BMP lạ');
  const start = bytes.readUInt32LE(10);
  const row = Math.ceil((width * bits) / 32) * 4;
  if (width === 0 || height === 0 || start + row * height > bytes.length) throw brokenImage();
  // Rows that run from the top down have a height below zero.
  const fromTop = !oldest && bytes.readInt32LE(22) < 0;
  const palette = bits <= 8 ? paletteOf(bytes, 2 ** bits) : undefined;
  const shadeAt = palette
    ? (at: number, x: number): number => {
        const byte = bytes[at + ((x * bits) >> 3)] ?? 0;
        return palette[(byte >> (8 - bits - ((x * bits) & 7))) & (2 ** bits - 1)] ?? 0;
      }
    : (at: number, x: number): number => colourAt(bytes, at + (x * bits) / 8);
  const grey = new Uint8Array(width * height);
  for (let y = 0, to = 0; y < height; y++) {
    const at = start + (fromTop ? y : height - 1 - y) * row;
    for (let x = 0; x < width; x++) grey[to++] = shadeAt(at, x);
  }
  return { width, height, grey };
}

function paletteOf(bytes: Buffer, count: number): Uint8Array {
  const at = 14 + bytes.readUInt32LE(14);
  const size = isOldest(bytes) ? 3 : 4;
  return Uint8Array.from({ length: count }, (_, index) => colourAt(bytes, at + index * size));
}

/** Blue comes first. */
const colourAt = (bytes: Buffer, at: number): number =>
  shadeOf(bytes[at + 2] ?? 0, bytes[at + 1] ?? 0, bytes[at] ?? 0);
