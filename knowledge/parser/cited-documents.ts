import type { Reference } from '../assignment.ts';
import type { Draft } from './assignments.ts';
import type { ParentText } from './assignments-from-rows.ts';
import { cut, linesOf, type Flow } from './flow.ts';
import type { Item } from './outline.ts';
import { readReferences } from './references.ts';
import type { Quoter } from './scan-quotes.ts';

/** Documents cited in the running text, in parent rows and in the cells of the rows, in the order printed. */
export function citedDocuments(
  items: readonly Item[],
  rows: readonly Draft[],
  parents: readonly ParentText[],
  quote: Quoter,
): Reference[] {
  const inText = [...items.map((item) => item.block.flow), ...parents.map(({ flow }) => flow)].flatMap(
    (flow) => readReferences(flow, quote),
  );
  const inRows = rows.flatMap((row) => {
    const cells = [row.task, row.method, row.deliverable].filter((cell) => cell !== null && cell !== '');
    return cells.flatMap((cell) => citedInCell(cell ?? '', row, quote));
  });
  return [...inText, ...inRows].toSorted((a, b) => a.lines[0] - b.lines[0]);
}

/** A cell's text is whole while its lines are mixed with other cells' lines: the place is looked up in the row. */
function citedInCell(cell: string, row: Draft, quote: Quoter): Reference[] {
  const flow: Flow = { text: cell, lineAt: Array.from({ length: cell.length }, () => row.lines[0]) };
  return readReferences(flow).map((reference) => {
    const short = reference.quote.replace(/,?\s+ngày\s.*$/u, '');
    for (const words of [reference.quote, short]) {
      const piece = row.pieces.find(({ text }) => text.includes(words));
      const at = piece?.text.indexOf(words) ?? -1;
      if (!piece || at < 0) continue;
      const found = cut(piece, at, at + words.length);
      return { ...reference, lines: linesOf(found), quote: quote(found) };
    }
    return { ...reference, lines: row.lines, quote: row.pieces.map(quote)[0] ?? '' };
  });
}
