import { inflateRawSync } from 'node:zlib';
import { readingLimits } from './limits.ts';
import { UnreadableFile } from './unreadable-file.ts';

/** One part of a zip package, as its central directory lists it. */
interface ZipEntry {
  readonly name: string;
  readonly method: number;
  readonly flags: number;
  readonly packed: number;
  readonly unpacked: number;
  readonly offset: number;
}

/** The parts of a zip package, unpacked one by one when they are asked for. */
export interface ZipParts {
  readonly names: ReadonlySet<string>;
  /** Undefined when there is no such part. */
  read(name: string): string | undefined;
}

const endSignature = 0x06054b50;
const entrySignature = 0x02014b50;
const localSignature = 0x04034b50;

const corrupt = () => new UnreadableFile('corrupt', 'Tệp bị hỏng: không đọc được gói nén bên trong.');

/**
 * Opens a zip package by its central directory. Nothing is unpacked before the directory was found harmless, and
 * no part can unpack to more than the directory says, so a bomb that lies about its size is refused too.
 */
export function openZip(bytes: Buffer): ZipParts {
  const entries = new Map(readDirectory(bytes).map((entry) => [entry.name, entry]));
  const all = [...entries.values()];
  if (all.some(({ flags }) => (flags & 1) !== 0))
    throw new UnreadableFile('encrypted', 'Tệp được đặt mật khẩu: hãy bỏ mật khẩu rồi thêm lại.');
  const total = all.reduce((sum, { unpacked }) => sum + unpacked, 0);
  const swollen = all.some(
    ({ packed, unpacked }) =>
      unpacked > readingLimits.smallPart && unpacked > packed * readingLimits.zipRatio,
  );
  if (total > readingLimits.unpackedBytes || swollen)
    throw new UnreadableFile('bomb', 'Tệp bung ra quá lớn so với kích thước của nó: không mở.');
  return {
    names: new Set(entries.keys()),
    read: (name) => {
      const entry = entries.get(name);
      return entry && unpack(bytes, entry).toString('utf8');
    },
  };
}

function readDirectory(bytes: Buffer): ZipEntry[] {
  const end = bytes.lastIndexOf(Buffer.from([0x50, 0x4b, 0x05, 0x06]));
  if (end < 0 || end + 22 > bytes.length || bytes.readUInt32LE(end) !== endSignature) throw corrupt();
  const count = bytes.readUInt16LE(end + 10);
  if (count > readingLimits.zipEntries)
    throw new UnreadableFile('bomb', 'Tệp chứa quá nhiều phần bên trong: không mở.');
  const entries: ZipEntry[] = [];
  let at = bytes.readUInt32LE(end + 16);
  for (let index = 0; index < count; index++) {
    if (at + 46 > bytes.length || bytes.readUInt32LE(at) !== entrySignature) throw corrupt();
    const nameLength = bytes.readUInt16LE(at + 28);
    entries.push({
      flags: bytes.readUInt16LE(at + 8),
      method: bytes.readUInt16LE(at + 10),
      packed: bytes.readUInt32LE(at + 20),
      unpacked: bytes.readUInt32LE(at + 24),
      offset: bytes.readUInt32LE(at + 42),
      name: bytes.toString('utf8', at + 46, at + 46 + nameLength),
    });
    at += 46 + nameLength + bytes.readUInt16LE(at + 30) + bytes.readUInt16LE(at + 32);
  }
  return entries;
}

function unpack(bytes: Buffer, { offset, packed, unpacked, method }: ZipEntry): Buffer {
  if (offset + 30 > bytes.length || bytes.readUInt32LE(offset) !== localSignature) throw corrupt();
  const start = offset + 30 + bytes.readUInt16LE(offset + 26) + bytes.readUInt16LE(offset + 28);
  const data = bytes.subarray(start, start + packed);
  if (data.length !== packed) throw corrupt();
  try {
    if (method === 0) return data;
    if (method === 8) return inflateRawSync(data, { maxOutputLength: Math.max(1, unpacked) });
  } catch (cause) {
    throw new UnreadableFile('corrupt', 'Tệp bị hỏng: không giải nén được nội dung.', { cause });
  }
  throw corrupt();
}
