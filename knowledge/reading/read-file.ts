import { readFile, stat } from 'node:fs/promises';
import { basename } from 'node:path';
import { normalise } from '../text.ts';
import { docxLines } from './docx-lines.ts';
import { checkContent, checkSize, kindOfName, type FileKind } from './file-kind.ts';
import { readingLimits } from './limits.ts';
import { takeMarks, type DoubtfulWord } from './doubt-marks.ts';
import { imageOfFile } from './image-file.ts';
import { modernLines } from './legacy-text.ts';
import { linesOfPages, pdfLines, type Progress } from './pdf-lines.ts';
import { plainMarkdown } from './plain-markdown.ts';
import { ScannedPages } from './scanned-pages.ts';
import { isTiff } from './tiff-directory.ts';
import { readTiff } from './tiff-file.ts';
import { textLines } from './text-lines.ts';
import { UnreadableFile } from './unreadable-file.ts';

/** The text of a file, as the reader of plans takes it. */
export interface FileText {
  readonly kind: FileKind;
  readonly text: string;
  /** Where pages of it were pictures: how many, and the words that were not sure. */
  readonly scan?: ScanReading;
}

export interface ScanReading {
  readonly pages: number;
  readonly doubts: readonly DoubtfulWord[];
}

/** What is told while a file is read. */
export interface ReadingReports {
  readonly progress?: Progress;
  /** Before each page that is a picture: it takes seconds. */
  readonly scanning?: () => void;
}

/**
 * Reads a file into lines, in this process: hostile files are for `readSafely`. Rejects with `UnreadableFile`
 * for every file that is not to be read.
 */
export async function readFileText(path: string, reports: ReadingReports = {}): Promise<FileText> {
  const kind = kindOfName(basename(path));
  const { size } = await stat(path).catch((cause: unknown) => {
    throw new UnreadableFile('missing', 'Không mở được tệp: không có tệp này hoặc không có quyền đọc.', {
      cause,
    });
  });
  checkSize(size);
  const bytes = await readFile(path);
  checkContent(bytes, kind);
  const scans = new ScannedPages(reports.scanning);
  let marked: string[];
  try {
    marked = await readLines(bytes, kind, scans, reports.progress);
  } finally {
    await scans.close();
  }
  const { lines, doubts } = takeMarks(kind === 'text' ? marked : tidied(modernLines(marked)));
  const text = `${lines.join('\n').trimEnd()}\n`;
  if (text.length > readingLimits.characters)
    throw new UnreadableFile('too-large', 'Tệp chứa quá nhiều chữ để là một kế hoạch: không mở.');
  if ((text.match(/\p{L}/gu)?.length ?? 0) < 40)
    throw new UnreadableFile('no-text', 'Tệp hầu như không có chữ: không có gì để đọc.');
  return { kind, text, ...(scans.count > 0 ? { scan: { pages: scans.count, doubts } } : {}) };
}

async function readLines(
  bytes: Buffer,
  kind: FileKind,
  scans: ScannedPages,
  progress: Progress | undefined,
): Promise<string[]> {
  if (kind === 'pdf') return pdfLines(bytes, scans, progress);
  if (kind === 'docx') return docxLines(bytes);
  if (kind === 'text') return textLines(bytes).map(plainMarkdown);
  if (isTiff(bytes)) return linesOfPages(await readTiff(bytes, scans, progress));
  const page = await scans.read(() => imageOfFile(bytes));
  progress?.(1, 1);
  return linesOfPages([page]);
}

/** One blank line where there were several, none at the beginning, and no places where a word might be cut. */
function tidied(lines: readonly string[]): string[] {
  const plain = lines.map((line) => normalise(line).replaceAll('\u00ad', '').trimEnd());
  const first = plain.findIndex((line) => line !== '');
  return plain.slice(Math.max(0, first)).filter((line, index, all) => line !== '' || all[index - 1] !== '');
}
