import { readFile, stat } from 'node:fs/promises';
import { basename } from 'node:path';
import { normalise } from '../text.ts';
import { docxLines } from './docx-lines.ts';
import { checkContent, checkSize, kindOfName, type FileKind } from './file-kind.ts';
import { readingLimits } from './limits.ts';
import { pdfLines, type Progress } from './pdf-lines.ts';
import { textLines } from './text-lines.ts';
import { UnreadableFile } from './unreadable-file.ts';

/** The text of a file, as the reader of plans takes it. */
export interface FileText {
  readonly kind: FileKind;
  readonly text: string;
}

/**
 * Reads a file into lines, in this process: hostile files are for `readSafely`. Rejects with `UnreadableFile`
 * for every file that is not to be read.
 */
export async function readFileText(path: string, progress?: Progress): Promise<FileText> {
  const kind = kindOfName(basename(path));
  const { size } = await stat(path).catch((cause: unknown) => {
    throw new UnreadableFile('missing', 'Không mở được tệp: không có tệp này hoặc không có quyền đọc.', {
      cause,
    });
  });
  checkSize(size);
  const bytes = await readFile(path);
  checkContent(bytes, kind);
  const lines =
    kind === 'pdf' ? await pdfLines(bytes, progress) : kind === 'docx' ? docxLines(bytes) : textLines(bytes);
  const text = `${(kind === 'text' ? lines : tidied(lines)).join('\n').trimEnd()}\n`;
  if (text.length > readingLimits.characters)
    throw new UnreadableFile('too-large', 'Tệp chứa quá nhiều chữ để là một kế hoạch: không mở.');
  if ((text.match(/\p{L}/gu)?.length ?? 0) < 40)
    throw new UnreadableFile('no-text', 'Tệp hầu như không có chữ: không có gì để đọc.');
  return { kind, text };
}

/** One blank line where there were several, and none at the beginning.  */
function tidied(lines: readonly string[]): string[] {
  const plain = lines.map((line) => normalise(line).trimEnd());
  const first = plain.findIndex((line) => line !== '');
  return plain.slice(Math.max(0, first)).filter((line, index, all) => line !== '' || all[index - 1] !== '');
}
