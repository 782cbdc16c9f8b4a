import { utf16Of } from './file-kind.ts';
import { legacyEncodingOf, looksVietnamese, modernLines } from './legacy-text.ts';
import { UnreadableFile } from './unreadable-file.ts';

/** The lines of pasted text: UTF-8, UTF-16 as Notepad saves it, or an encoding of before Unicode. */
export function textLines(bytes: Buffer): string[] {
  return modernLines(decoded(bytes).split(/\r\n|[\n\r\f\v\u0085\u2028\u2029]/u));
}

function decoded(bytes: Buffer): string {
  try {
    return new TextDecoder(utf16Of(bytes) ?? 'utf-8', { fatal: true }).decode(bytes);
  } catch (cause) {
    const western = new TextDecoder('windows-1252').decode(bytes);
    if (legacyEncodingOf(western)) return western;
    const vietnamese = new TextDecoder('windows-1258').decode(bytes).normalize('NFC');
    if (looksVietnamese(vietnamese)) return vietnamese;
    throw new UnreadableFile(
      'corrupt',
      'Tệp văn bản không theo bảng mã Unicode, cũng không phải TCVN3 hay VNI: hãy chuyển sang Unicode (UTF-8) rồi thêm lại.',
      { cause },
    );
  }
}
