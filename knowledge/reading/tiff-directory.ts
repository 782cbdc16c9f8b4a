import { brokenImage, strangeImage } from './image-refusals.ts';
import { UnreadableFile } from './unreadable-file.ts';

/** What a TIFF says of one of its pictures: values under numbers. */
export interface TiffDirectory {
  /** The whole numbers or fractions of a tag; undefined where it has none. Refused where there are more than `most`. */
  values(tag: number, most: number): readonly number[] | undefined;
  /** The plain bytes of a tag. */
  bytes(tag: number, most: number): Buffer | undefined;
}

const [littleMark, bigMark] = [Buffer.from('II*\0', 'latin1'), Buffer.from('MM\0*', 'latin1')];
const hugeMarks = [Buffer.from('II+\0', 'latin1'), Buffer.from('MM\0+', 'latin1')];

/** By the first bytes, those of a file above four gigabytes included. */
export function isTiff(bytes: Buffer): boolean {
  const mark = bytes.subarray(0, 4);
  return [littleMark, bigMark, ...hugeMarks].some((known) => known.equals(mark));
}

/** The directories of a TIFF in their order. Refused where they run in a circle, beyond the end or above `most`. */
export function tiffDirectories(bytes: Buffer, most: number): TiffDirectory[] {
  if (hugeMarks.some((mark) => mark.equals(bytes.subarray(0, 4)))) throw strangeImage('định dạng BigTIFF');
  const read = readerOf(bytes);
  const found: TiffDirectory[] = [];
  const places = new Set<number>();
  for (let at = read.long(4); at !== 0;) {
    if (places.has(at)) throw brokenImage();
    places.add(at);
    if (places.size > most)
      throw new UnreadableFile(
        'too-many-pages',
        `Tệp ảnh có nhiều hơn ${most} trang: hãy tách ra rồi thêm từng phần.`,
      );
    const count = read.short(at);
    found.push(directoryAt(read, at + 2, count));
    at = read.long(at + 2 + count * 12);
  }
  if (found.length === 0) throw brokenImage();
  return found;
}

interface Reader {
  short(at: number): number;
  long(at: number): number;
  part(at: number, length: number): Buffer;
}

/** Numbers in the order of bytes that the file has; refused where they lie beyond its end. */
function readerOf(bytes: Buffer): Reader {
  const little = bytes[0] === 0x49;
  const part = (at: number, length: number): Buffer => {
    if (at + length > bytes.length) throw brokenImage();
    return bytes.subarray(at, at + length);
  };
  return {
    part,
    short: (at) => (little ? part(at, 2).readUInt16LE() : part(at, 2).readUInt16BE()),
    long: (at) => (little ? part(at, 4).readUInt32LE() : part(at, 4).readUInt32BE()),
  };
}

/** Bytes of a value, by the number of its type: byte, text, short, long, fraction, unknown. */
const lengths: Readonly<Record<number, number>> = { 1: 1, 2: 1, 3: 2, 4: 4, 5: 8, 7: 1 };

function directoryAt(read: Reader, start: number, count: number): TiffDirectory {
  const entries = new Map<number, number>();
  for (let index = 0; index < count; index++) {
    const at = start + index * 12;
    const tag = read.short(at);
    if (!entries.has(tag)) entries.set(tag, at);
  }
  const valuesOf = (tag: number, most: number): { type: number; count: number; at: number } | undefined => {
    const entry = entries.get(tag);
    if (entry === undefined) return undefined;
    const [type, values] = [read.short(entry + 2), read.long(entry + 4)];
    const length = lengths[type];
    if (length === undefined || values === 0 || values > most) throw brokenImage();
    return { type, count: values, at: length * values > 4 ? read.long(entry + 8) : entry + 8 };
  };
  return {
    values(tag, most) {
      const found = valuesOf(tag, most);
      return found && Array.from({ length: found.count }, (_, index) => valueAt(read, found, index));
    },
    bytes(tag, most) {
      const found = valuesOf(tag, most);
      return found && read.part(found.at, found.count * (lengths[found.type] ?? 1));
    },
  };
}

function valueAt(read: Reader, { type, at }: { type: number; at: number }, index: number): number {
  if (type === 3) return read.short(at + index * 2);
  if (type === 4) return read.long(at + index * 4);
  if (type === 5) return read.long(at + index * 8) / read.long(at + index * 8 + 4);
  return read.part(at + index, 1).readUInt8();
}
