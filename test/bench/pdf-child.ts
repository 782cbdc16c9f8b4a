import { readFile } from 'node:fs/promises';
import { readPlan } from '../../knowledge/parser/read-plan.ts';
import { loadPdfjs } from '../../knowledge/reading/pdfjs.ts';
import { readFileText } from '../../knowledge/reading/read-file.ts';

/**
 * `bare`: only the text of all pages, by pdf.js as it comes. `read`: as the product reads it, then the parse. In
 * processor time, which other work on the machine does not stretch.
 */
export interface PdfTimes {
  readonly textMs: number;
  readonly parseMs: number;
  readonly assignments: number;
}

const [, , way, path = ''] = process.argv;
if (process.send) process.send(await (way === 'bare' ? bare() : read()), () => process.exit(0));

async function bare(): Promise<PdfTimes> {
  const { getDocument } = await import('pdfjs-dist/legacy/build/pdf.mjs');
  const started = processor();
  const task = getDocument({ data: new Uint8Array(await readFile(path)), verbosity: 0 });
  const document = await task.promise;
  for (let number = 1; number <= document.numPages; number++) {
    const page = await document.getPage(number);
    await page.getTextContent();
    page.cleanup();
  }
  await task.destroy();
  return { textMs: processor() - started, parseMs: 0, assignments: 0 };
}

async function read(): Promise<PdfTimes> {
  // Neither way is charged with loading pdf.js.
  await loadPdfjs();
  const started = processor();
  const { text } = await readFileText(path);
  const readAt = processor();
  const { assignments } = readPlan(text, { id: 'bench' });
  return { textMs: readAt - started, parseMs: processor() - readAt, assignments: assignments.length };
}

function processor(): number {
  const { user, system } = process.cpuUsage();
  return (user + system) / 1000;
}
