import type * as Canvas from '@napi-rs/canvas';
import { UnreadableFile } from './unreadable-file.ts';

/** What pictures of pages are drawn with. Optional: not every machine has a build of it. */
export async function loadCanvas(): Promise<typeof Canvas> {
  try {
    return await import('@napi-rs/canvas');
  } catch (cause) {
    throw new UnreadableFile(
      'no-ocr',
      'Tệp là ảnh quét nhưng máy chưa có bộ vẽ trang: hãy chạy "npm ci" trong thư mục chương trình để cài @napi-rs/canvas rồi thêm lại, hoặc thêm bản .docx, .pdf có chữ.',
      { cause },
    );
  }
}
