import type * as Pdfjs from 'pdfjs-dist/legacy/build/pdf.mjs';

/** Comes without types. */
const worker: string = 'pdfjs-dist/legacy/build/pdf.worker.mjs';

let loaded: Promise<typeof Pdfjs> | undefined;

/**
 * pdf.js with its worker in this process.
 *
 * Its build for older engines replaces `Array.prototype.push` for the whole process on Node 20, because of an error
 * that nobody here relies on; its own push takes a third of the time of reading a page. The engine's is put back.
 */
export function loadPdfjs(): Promise<typeof Pdfjs> {
  loaded ??= loadKeepingPush();
  return loaded;
}

async function loadKeepingPush(): Promise<typeof Pdfjs> {
  const own = Object.getOwnPropertyDescriptor(Array.prototype, 'push');
  const pdfjs = await import('pdfjs-dist/legacy/build/pdf.mjs');
  // Loaded by pdf.js itself with its first file otherwise, when it would replace push once more.
  await import(worker);
  // oxlint-disable-next-line no-extend-native -- takes back what pdf.js put there
  if (own) Object.defineProperty(Array.prototype, 'push', own);
  return pdfjs;
}
