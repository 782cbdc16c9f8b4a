import { isUtf16 } from './file-kind.ts';
import { UnreadableFile } from './unreadable-file.ts';

/** The lines of pasted text: UTF-8, or UTF-16 with its mark as Notepad saves it. */
export function textLines(bytes: Buffer): string[] {
  const encoding = isUtf16(bytes) ? (bytes[0] === 0xff ? 'utf-16le' : 'utf-16be') : 'utf-8';
  let text: string;
  try {
    text = new TextDecoder(encoding, { fatal: true }).decode(bytes);
  } catch (cause) {
    throw new UnreadableFile(
      'corrupt',
      'Tệp văn bản không theo bảng mã Unicode (có thể là TCVN3 hoặc VNI): hãy chuyển sang Unicode (UTF-8) rồi thêm lại.',
      { cause },
    );
  }
  return text.split(/\r\n|[\n\r\f\v\u0085\u2028\u2029]/u);
}
