import { UnreadableFile } from './unreadable-file.ts';

/** Pixels for the long side that letters need to be read. */
export const fewestPixels = 1000;

/** Which picture is meant: a file's only one, or a page of a file that has several. */
const named = (page: number | undefined): string =>
  page === undefined ? 'Tệp ảnh' : `Trang ${page} của tệp ảnh`;

export const brokenImage = (page?: number, cause?: unknown): UnreadableFile =>
  new UnreadableFile('corrupt', `${named(page)} bị hỏng: không đọc được.`, { cause });

export const hugeImage = (page?: number): UnreadableFile =>
  new UnreadableFile('bomb', `${named(page)} quá lớn so với một trang văn bản: không mở.`);

export const tinyImage = (page?: number): UnreadableFile =>
  new UnreadableFile(
    'no-text',
    `${named(page)} nhỏ hơn ${fewestPixels} điểm ảnh nên không nhận dạng được chữ: hãy quét lại ở 200–300 dpi.`,
  );

/** `how`: what no reader here knows, as it follows "dùng". */
export const strangeImage = (how: string, page?: number): UnreadableFile =>
  new UnreadableFile(
    'unknown-kind',
    `${named(page)} dùng ${how} nên chưa đọc được: hãy lưu lại thành .pdf, .png hoặc .tif nén CCITT G4, LZW rồi thêm.`,
  );
