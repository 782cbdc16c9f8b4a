import { createRequire } from 'node:module';
import { dirname, join } from 'node:path';
import type { Worker } from 'tesseract.js';
import { UnreadableFile } from './unreadable-file.ts';

/** A word as the engine read it, in pixels of the picture it was given. */
export interface ReadWord {
  readonly text: string;
  /** How sure the engine is, 0 to 100. */
  readonly confidence: number;
  readonly left: number;
  readonly right: number;
  /** Of the line that it stands on. */
  readonly baseline: number;
  /** From the feet of the lowest letters of its line to the heads of the highest. */
  readonly height: number;
  /** Words of one line have one number. */
  readonly line: number;
}

/** What a picture shows: a page in parts, one block of lines, a single line, or the number of a row. */
export type Shape = 'page' | 'block' | 'line' | 'number';

/** Máy nhận dạng chữ. */
export interface OcrEngine {
  read(picture: Uint8Array, dpi: number, shape: Shape): Promise<ReadWord[]>;
  close(): Promise<void>;
}

const modes: Readonly<Record<Shape, string>> = { page: '3', block: '6', line: '7', number: '7' };
/** What the number of a row is written with: "12", "3.1", "IV", "a)". */
const numbers = '0123456789.IVXabcdeghđ)';

/** Starts the engine with its Vietnamese data, both from the installed packages: nothing is fetched. */
export async function openOcr(data = vietnamese): Promise<OcrEngine> {
  const worker = await start(data);
  return {
    async read(picture, dpi, shape) {
      await worker.setParameters({
        tessedit_pageseg_mode: modes[shape] as never,
        user_defined_dpi: String(Math.round(dpi)),
        tessedit_char_whitelist: shape === 'number' ? numbers : '',
      });
      const { data } = await worker.recognize(Buffer.from(picture.buffer), {}, { blocks: true, text: false });
      return (data.blocks ?? [])
        .flatMap(({ paragraphs }) => paragraphs.flatMap(({ lines }) => lines))
        .flatMap(({ words, baseline, rowAttributes }, line) =>
          words.map(({ text, confidence, bbox }) => ({
            text: text.normalize('NFC').trim(),
            confidence,
            left: bbox.x0,
            right: bbox.x1,
            baseline: baselineAt(baseline, (bbox.x0 + bbox.x1) / 2),
            height: rowAttributes.rowHeight,
            line,
          })),
        )
        .filter(({ text }) => text !== '');
    },
    close: async () => {
      await worker.terminate();
    },
  };
}

/** Where the language data is; rejects where it is not installed. */
function vietnamese(): string {
  const { resolve } = createRequire(import.meta.url);
  return join(dirname(resolve('@tesseract.js-data/vie')), '4.0.0_best_int');
}

async function start(data: () => string): Promise<Worker> {
  try {
    const { createWorker, OEM } = await import('tesseract.js');
    // The engine tells of missing data only here; what it was asked for never settles.
    return await new Promise((resolve, reject) => {
      createWorker('vie', OEM.LSTM_ONLY, {
        langPath: data(),
        cacheMethod: 'none',
        gzip: true,
        errorHandler: (error: unknown) => reject(new Error(String(error))),
      }).then(resolve, reject);
    });
  } catch (cause) {
    throw new UnreadableFile(
      'no-ocr',
      'Tệp là ảnh quét nhưng máy chưa có bộ nhận dạng chữ tiếng Việt: hãy chạy "npm ci" trong thư mục chương trình (cài tesseract.js và @tesseract.js-data/vie) rồi thêm lại, hoặc thêm bản .docx, .pdf có chữ.',
      { cause },
    );
  }
}

function baselineAt(
  { x0, y0, x1, y1 }: { x0: number; y0: number; x1: number; y1: number },
  x: number,
): number {
  return x1 === x0 ? y0 : y0 + ((y1 - y0) * (x - x0)) / (x1 - x0);
}
