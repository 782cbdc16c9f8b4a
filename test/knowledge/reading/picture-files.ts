import { createCanvas, loadImage } from '@napi-rs/canvas';
import { greyOf, type Shades } from '../../../knowledge/reading/page-image.ts';

/** A tag of a TIFF, as numbers of four bytes. */
export type Tags = Readonly<Record<number, number | readonly number[]>>;

export interface Directory {
  readonly tags: Tags;
  /** Where the next one is; by default behind this one. */
  readonly next?: number;
}

/** A TIFF of directories, honest or not; `data` stands right behind its head, from byte 8 on. */
export function tiff(directories: readonly Directory[], data: Uint8Array = new Uint8Array(0)): Buffer {
  const parts: Buffer[] = [];
  let at = 8 + data.length;
  for (const [index, { tags, next }] of directories.entries()) {
    const entries = Object.entries(tags);
    let spare = at + 2 + entries.length * 12 + 4;
    const values: Buffer[] = [];
    const list = entries.map(([tag, value]) => {
      const numbers = typeof value === 'number' ? [value] : value;
      const entry = Buffer.alloc(12);
      entry.writeUInt16LE(Number(tag));
      entry.writeUInt16LE(4, 2);
      entry.writeUInt32LE(numbers.length, 4);
      const bytes = Buffer.concat(numbers.map((number) => long(number)));
      if (numbers.length === 1) bytes.copy(entry, 8);
      else {
        entry.writeUInt32LE(spare, 8);
        values.push(bytes);
        spare += bytes.length;
      }
      return entry;
    });
    const count = Buffer.alloc(2);
    count.writeUInt16LE(entries.length);
    parts.push(count, ...list, long(next ?? (index + 1 < directories.length ? spare : 0)), ...values);
    at = spare;
  }
  return Buffer.concat([Buffer.from('II*\0', 'latin1'), long(8 + data.length), data, ...parts]);
}

function long(value: number): Buffer {
  const bytes = Buffer.alloc(4);
  bytes.writeUInt32LE(value);
  return bytes;
}

/** A page of a TIFF in one strip, black and white, unpacked bits at byte 8; what is said of it can be said otherwise. */
export const page = (tags: Tags = {}): Directory => ({
  tags: {
    256: 1600,
    257: 1200,
    258: 1,
    259: 1,
    262: 1,
    273: 8,
    277: 1,
    278: 1200,
    279: 200 * 1200,
    ...tags,
  },
});

/** A black and white BMP of a picture in shades of grey, its rows from the bottom up. */
export function bmp({ width, height, grey }: Shades, dpi: readonly [number, number]): Buffer {
  const row = Math.ceil(width / 32) * 4;
  const head = Buffer.alloc(62);
  head.write('BM', 'latin1');
  head.writeUInt32LE(62 + row * height, 2);
  head.writeUInt32LE(62, 10);
  head.writeUInt32LE(40, 14);
  head.writeInt32LE(width, 18);
  head.writeInt32LE(height, 22);
  head.writeUInt16LE(1, 26);
  head.writeUInt16LE(1, 28);
  for (const [index, dots] of dpi.entries()) head.writeInt32LE(Math.round(dots / 0.0254), 38 + index * 4);
  // The second of the two colours is white.
  head.writeUInt32LE(0xffffff, 58);
  const bits = Buffer.alloc(row * height);
  for (const [at, shade] of grey.entries()) {
    const [x, y] = [at % width, Math.floor(at / width)];
    const place = (height - 1 - y) * row + (x >> 3);
    if (shade > 127) bits[place] = (bits[place] ?? 0) | (0x80 >> (x & 7));
  }
  return Buffer.concat([head, bits]);
}

/** A picture file as it is, unread. */
export async function shadesOf(path: string): Promise<Shades> {
  const picture = await loadImage(path);
  const { width, height } = picture;
  const canvas = createCanvas(width, height);
  canvas.getContext('2d').drawImage(picture, 0, 0);
  return { width, height, grey: greyOf(canvas.getContext('2d').getImageData(0, 0, width, height).data) };
}
