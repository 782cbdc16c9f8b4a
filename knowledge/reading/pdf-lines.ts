import { readingLimits } from './limits.ts';
import { loadPdf } from './pdf-document.ts';
import { partsOfPages, tableText, type PagePart } from './pdf-layout.ts';
import { joinTables } from './pdf-joined-tables.ts';
import { continues, paragraphs } from './pdf-paragraphs.ts';
import { withoutMargins } from './pdf-margins.ts';
import type { PdfPage } from './pdf-page.ts';
import { isScanned, type ScannedPages } from './scanned-pages.ts';
import { UnreadableFile } from './unreadable-file.ts';

export type Progress = (done: number, total: number) => void;

/** The lines of a PDF. Pages that are pictures are read by `scans`; their doubtful words come marked. */
export async function pdfLines(
  bytes: Uint8Array,
  scans: ScannedPages,
  progress: Progress = () => {},
): Promise<string[]> {
  const pdf = await loadPdf(bytes);
  if (pdf.pageCount > readingLimits.pages)
    throw new UnreadableFile(
      'too-many-pages',
      `Tệp có ${pdf.pageCount} trang, nhiều hơn ${readingLimits.pages}: hãy tách ra rồi thêm từng phần.`,
    );
  // To open it takes its time; whoever waits hears that it goes on.
  progress(0, pdf.pageCount);
  const pages: PdfPage[] = [];
  let characters = 0;
  for (let number = 1; number <= pdf.pageCount; number++) {
    const drawn = await pdf.page(number);
    const page = isScanned(drawn.texts, drawn.pictures.pixels)
      ? await scans.read(() => pdf.picture(number, drawn.pictures))
      : drawn;
    characters += page.texts.reduce((sum, { text }) => sum + text.length, 0);
    if (characters > readingLimits.characters)
      throw new UnreadableFile('too-large', 'Tệp chứa quá nhiều chữ để là một kế hoạch: không mở.');
    pages.push(page);
    progress(number, pdf.pageCount);
  }
  await pdf.close();
  return linesOfPages(pages);
}

/**
 * What pages say, as a person reads them: letterheads column by column, rows of ruled tables with their cells told
 * apart, tables that run over pages joined, page numbers and running titles dropped.
 */
export function linesOfPages(pages: readonly PdfPage[]): string[] {
  return joinTables(joinText(partsOfPages(withoutMargins(pages)))).flatMap((part) =>
    part.kind === 'lines' ? [...paragraphs(part.lines), ''] : tableText(part.table.rows),
  );
}

/** Text that goes on over the end of a page, in the middle of a sentence, becomes one part. */
function joinText(pages: readonly (readonly PagePart[])[]): PagePart[][] {
  const found: PagePart[][] = [];
  for (const [first, ...more] of pages) {
    const before = found.findLast((parts) => parts.length > 0);
    const last = before?.at(-1);
    if (!first) continue;
    if (before && last?.kind === 'lines' && first.kind === 'lines') {
      const end = last.lines.at(-1);
      const goesOn = end?.wraps && continues(end.text, first.lines[0]?.text ?? '');
      before[before.length - 1] = {
        kind: 'lines',
        lines: [...last.lines, ...(goesOn ? [] : [{ text: '', wraps: false }]), ...first.lines],
      };
      before.push(...more);
    } else found.push([first, ...more]);
  }
  return found;
}
