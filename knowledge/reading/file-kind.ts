import { extname } from 'node:path';
import { imageSize } from './image-size.ts';
import { readingLimits } from './limits.ts';
import { isTiff } from './tiff-directory.ts';
import { UnreadableFile } from './unreadable-file.ts';

/** What can be read: pasted text, Word, PDF, the picture of a page. */
export type FileKind = 'text' | 'docx' | 'pdf' | 'image';

const kinds: Readonly<Record<string, FileKind>> = {
  '.txt': 'text',
  '.md': 'text',
  '.docx': 'docx',
  '.pdf': 'pdf',
  '.png': 'image',
  '.jpg': 'image',
  '.jpeg': 'image',
  '.webp': 'image',
  '.tif': 'image',
  '.tiff': 'image',
  '.bmp': 'image',
};
const otherImages = new Set(['.heic', '.heif', '.gif']);

/** The kind by the name, before anything of the file is opened. */
export function kindOfName(name: string): FileKind {
  const ending = extname(name).toLowerCase();
  const kind = kinds[ending];
  if (kind) return kind;
  if (ending === '.doc' || ending === '.rtf' || ending === '.odt')
    throw new UnreadableFile(
      'unknown-kind',
      `Tệp ${ending} chưa đọc được: hãy lưu lại thành .docx rồi thêm.`,
    );
  if (ending === '.docm' || ending === '.dotm')
    throw new UnreadableFile('macros', 'Tệp Word có macro: hãy lưu lại thành .docx không macro rồi thêm.');
  if (otherImages.has(ending))
    throw new UnreadableFile(
      'unknown-kind',
      `Ảnh ${ending} chưa đọc được: hãy lưu lại thành .pdf, .png hoặc .jpg rồi thêm.`,
    );
  throw new UnreadableFile(
    'unknown-kind',
    `Không đọc được loại tệp ${ending || 'không có đuôi'}: chỉ nhận .txt, .md, .docx, .pdf, ảnh quét .png, .jpg, .webp, .tif, .bmp.`,
  );
}

/** Refuses a file by its size alone, before it is read. */
export function checkSize(size: number): void {
  if (size === 0) throw new UnreadableFile('empty', 'Tệp trống, không có gì để đọc.');
  if (size > readingLimits.fileBytes)
    throw new UnreadableFile(
      'too-large',
      `Tệp lớn hơn ${readingLimits.fileBytes / 1024 / 1024} MB: không mở.`,
    );
}

/** Refuses a file whose first bytes are not of the kind that its name promises. */
export function checkContent(bytes: Buffer, kind: FileKind): void {
  const actual = kindOfBytes(bytes);
  if (actual === 'ole' && kind === 'docx')
    throw new UnreadableFile(
      'encrypted',
      'Tệp Word được đặt mật khẩu hoặc là .doc đổi tên: hãy bỏ mật khẩu, lưu lại thành .docx rồi thêm.',
    );
  const expected = { text: 'text', docx: 'zip', pdf: 'pdf', image: 'image' } as const;
  if (actual !== expected[kind])
    throw new UnreadableFile('wrong-kind', 'Nội dung tệp không đúng với đuôi tên của nó: không mở.');
}

function kindOfBytes(bytes: Buffer): 'pdf' | 'zip' | 'ole' | 'image' | 'text' | 'binary' {
  // Readers of PDF accept some bytes before the mark.
  if (bytes.subarray(0, 1024).includes('%PDF-')) return 'pdf';
  if (bytes.subarray(0, 4).equals(Buffer.from([0x50, 0x4b, 3, 4]))) return 'zip';
  if (bytes.subarray(0, 4).equals(Buffer.from([0xd0, 0xcf, 0x11, 0xe0]))) return 'ole';
  if (imageSize(bytes) || isTiff(bytes)) return 'image';
  if (utf16Of(bytes)) return 'text';
  return bytes.includes(0) ? 'binary' : 'text';
}

/** By its mark; without one by the bytes that are zero in every letter of ASCII. Undefined for what is not UTF-16. */
export function utf16Of(bytes: Buffer): 'utf-16le' | 'utf-16be' | undefined {
  if (bytes[0] === 0xff && bytes[1] === 0xfe) return 'utf-16le';
  if (bytes[0] === 0xfe && bytes[1] === 0xff) return 'utf-16be';
  if (bytes.length % 2 !== 0) return undefined;
  const zeros: [number, number] = [0, 0];
  for (let at = 0; at < bytes.length; at++) if (bytes[at] === 0) zeros[at % 2 === 0 ? 0 : 1]++;
  const [even, odd] = zeros;
  const many = bytes.length / 6;
  if (odd > many && even === 0) return 'utf-16le';
  return even > many && odd === 0 ? 'utf-16be' : undefined;
}
