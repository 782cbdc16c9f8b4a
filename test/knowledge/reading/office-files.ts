import {
  AlignmentType,
  BorderStyle,
  Document,
  Packer,
  Paragraph,
  Table,
  TableCell,
  TableRow,
  TextRun,
  VerticalMergeType,
  WidthType,
} from 'docx';
import type { Browser } from 'playwright-core';

/** A document as an office writes it, to be printed in each form that people send. */
export type Part =
  | { readonly kind: 'text'; readonly text: string; readonly centred?: boolean }
  /** Two columns without rules: the letterhead, the signature. */
  | { readonly kind: 'sides'; readonly left: readonly string[]; readonly right: readonly string[] }
  /** A cell "^" is one with the cell above it, ">" (printed as PDF only) with the one to its left. */
  | { readonly kind: 'table'; readonly rows: readonly (readonly string[])[] };

/** Where the lines of an extracted text begin a paragraph. */
const begins = /^(?:[-–+*•]|\d{1,2}(?:\.\d{1,2})*\.\s|[IVX]+\.\s|[a-zđ]\)|Căn cứ|KẾ HOẠCH|Nơi nhận)/u;

/** The paragraphs of a text whose lines were cut where a page ends them. */
export function partsOfText(text: string): Part[] {
  const found: string[] = [];
  for (const line of text
    .split('\n')
    .map((one) => one.trim())
    .filter(Boolean)) {
    const last = found.at(-1);
    const goesOn = last !== undefined && !begins.test(line) && !/[.;:…]$/u.test(last) && last.length > 60;
    if (goesOn) found[found.length - 1] = `${last} ${line}`;
    else found.push(line);
  }
  return found.map((paragraph) => ({ kind: 'text', text: paragraph }));
}

/** The plain text of a document, with its tables between pipes. */
export function asText(parts: readonly Part[]): string {
  return parts
    .flatMap((part) => {
      if (part.kind === 'text') return [part.text, ''];
      if (part.kind === 'sides') return [...part.left, '', ...part.right, ''];
      return ['', ...part.rows.map((row) => `| ${row.join(' | ')} |`), ''];
    })
    .join('\n');
}

const noBorder = { style: BorderStyle.NONE, size: 0, color: 'auto' };
const noBorders = { top: noBorder, bottom: noBorder, left: noBorder, right: noBorder };

/** A Word file; an empty string under a filled cell that is marked "^" is merged with the cell above. */
export async function asDocx(parts: readonly Part[]): Promise<Buffer> {
  const children = parts.map((part) => {
    if (part.kind === 'text')
      return new Paragraph({
        alignment: part.centred ? AlignmentType.CENTER : AlignmentType.LEFT,
        children: [new TextRun(part.text)],
      });
    if (part.kind === 'sides')
      return new Table({
        width: { size: 100, type: WidthType.PERCENTAGE },
        rows: [
          new TableRow({
            children: [part.left, part.right].map(
              (lines) =>
                new TableCell({
                  borders: noBorders,
                  children: lines.map((text) => new Paragraph({ text, alignment: AlignmentType.CENTER })),
                }),
            ),
          }),
        ],
      });
    return new Table({
      width: { size: 100, type: WidthType.PERCENTAGE },
      rows: part.rows.map(
        (row, at) =>
          new TableRow({
            tableHeader: at === 0,
            children: row.map((text, column) => {
              const isMerged = part.rows[at + 1]?.[column] === '^';
              const merge =
                text === '^'
                  ? { verticalMerge: VerticalMergeType.CONTINUE }
                  : isMerged
                    ? { verticalMerge: VerticalMergeType.RESTART }
                    : {};
              return new TableCell({ ...merge, children: [new Paragraph(text === '^' ? '' : text)] });
            }),
          }),
      ),
    });
  });
  return Packer.toBuffer(new Document({ sections: [{ children }] }));
}

/** How a document is set, beside what it says. */
export interface Look {
  /** Its tables have no rulings. */
  readonly unruled?: boolean;
  readonly landscape?: boolean;
  /** Style sheet rules on top of the usual ones; `.r td` is a cell of a table. */
  readonly css?: string;
}

/** A PDF with a text layer, printed by a real browser on A4 with page numbers. */
export async function asPdf(browser: Browser, parts: readonly Part[], look: Look = {}): Promise<Buffer> {
  const page = await browser.newPage();
  try {
    await page.setContent(`<!doctype html><meta charset="utf-8"><style>
      body { font: 13pt/1.4 serif } p { margin: 0 0 4pt; min-height: 1em } .c { text-align: center }
      table { border-collapse: collapse; width: 100%; margin: 6pt 0 } thead { display: table-header-group }
      .r td, .r th { border: 0.75pt solid black; padding: 2pt 4pt; vertical-align: top; text-align: left; font-weight: normal }
      .s td { width: 50%; text-align: center; vertical-align: top }
      ${look.unruled ? '.r td { border: none }' : ''} ${look.css ?? ''}
    </style>${parts.map(html).join('')}`);
    return await page.pdf({
      format: 'A4',
      landscape: look.landscape ?? false,
      margin: { top: '20mm', bottom: '20mm', left: '28mm', right: '18mm' },
      displayHeaderFooter: true,
      headerTemplate: '<span></span>',
      footerTemplate: '<div style="font-size:11px;width:100%;text-align:center" class="pageNumber"></div>',
    });
  } finally {
    await page.close();
  }
}

function html(part: Part): string {
  if (part.kind === 'text') return `<p${part.centred ? ' class="c"' : ''}>${escaped(part.text)}</p>`;
  if (part.kind === 'sides') {
    const [left, right] = [part.left, part.right].map((lines) => lines.map(escaped).join('<br>'));
    return `<table class="s"><tr><td>${left}</td><td>${right}</td></tr></table>`;
  }
  const row = (cells: readonly string[], at: number): string => {
    const shown = cells.flatMap((text, column) => {
      if (text === '^' || text === '>') return [];
      let [span, wide] = [1, 1];
      while (part.rows[at + span]?.[column] === '^') span++;
      while (cells[column + wide] === '>') wide++;
      return [`<td rowspan="${span}" colspan="${wide}">${escaped(text)}</td>`];
    });
    return `<tr>${shown.join('')}</tr>`;
  };
  const [head = [], ...rows] = part.rows;
  return `<table class="r"><thead>${row(head, 0)}</thead><tbody>${rows.map((cells, at) => row(cells, at + 1)).join('')}</tbody></table>`;
}

function escaped(text: string): string {
  return text.replaceAll('&', '&amp;').replaceAll('<', '&lt;');
}
