import { constants, inflateSync } from 'node:zlib';
import { brokenImage, hugeImage, strangeImage } from './image-refusals.ts';
import { imageSize } from './image-size.ts';
import type { TiffBlock, TiffPage } from './tiff-page.ts';

/**
 * The packed pixels of a strip or tile as a PDF takes them. Refused where they would unpack to more or to less than
 * the page says.
 */
export function packedPixels(page: TiffPage, block: TiffBlock): { data: Buffer; height: number } {
  const { number, packing, bits, samples } = page;
  const row = Math.ceil((block.width * bits * samples) / 8);
  if (packing === 'jpeg') return jpegOf(page, block);
  const packed = page.reversed ? Buffer.from(block.data.map(reversedBits)) : block.data;
  if (packing === 'none' && packed.length < row * block.height) throw brokenImage(number);
  if (packing === 'deflate') checkDeflated(packed, [row * block.height, row * block.rows], number);
  // So began the packing of 1988, with its bits in the other order.
  if (packing === 'lzw' && packed[0] === 0 && ((packed[1] ?? 0) & 1) === 1)
    throw strangeImage('kiểu nén LZW cũ', number);
  return { data: packed, height: block.height };
}

function reversedBits(byte: number): number {
  let out = 0;
  for (let bit = 0; bit < 8; bit++) out |= ((byte >> bit) & 1) << (7 - bit);
  return out;
}

/** Unpacked once here, where it can be told how much may come out. */
function checkDeflated(data: Buffer, [fewest, most]: readonly [number, number], number: number): void {
  let length: number;
  try {
    const options = { maxOutputLength: most + 1, finishFlush: constants.Z_SYNC_FLUSH };
    ({ length } = inflateSync(data, options));
  } catch (cause) {
    const isBomb = cause instanceof Error && 'code' in cause && cause.code === 'ERR_BUFFER_TOO_LARGE';
    throw isBomb ? hugeImage(number) : brokenImage(number, cause);
  }
  if (length < fewest) throw brokenImage(number);
}

const [start, end] = [Buffer.from([0xff, 0xd8]), Buffer.from([0xff, 0xd9])];

/** A JPEG on its own: the tables that the blocks of a page share are put in front. */
function jpegOf({ number, jpegTables }: TiffPage, block: TiffBlock): { data: Buffer; height: number } {
  if (!block.data.subarray(0, 2).equals(start)) throw brokenImage(number);
  const tables = jpegTables?.subarray(0, 2).equals(start) ? jpegTables.subarray(2) : Buffer.alloc(0);
  const shared = tables.subarray(-2).equals(end) ? tables.subarray(0, -2) : tables;
  const data = Buffer.concat([start, shared, block.data.subarray(2)]);
  const size = imageSize(data);
  if (size?.width !== block.width || size.height < block.height) throw brokenImage(number);
  if (size.height >= block.rows + 16) throw hugeImage(number);
  return { data, height: size.height };
}
