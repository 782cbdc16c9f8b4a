import { fold } from '../text.ts';
import type { PagePart } from './pdf-layout.ts';
import type { PageTable } from './pdf-tables.ts';

/** The parts of all pages, with tables that go on over a page put together and their repeated headers dropped. */
export function joinTables(pages: readonly (readonly PagePart[])[]): PagePart[] {
  const parts: PagePart[] = [];
  for (const page of pages) {
    for (const [index, part] of page.entries()) {
      const last = parts.at(-1);
      if (index === 0 && part.kind === 'table' && last?.kind === 'table' && isSame(last.table, part.table))
        parts[parts.length - 1] = { kind: 'table', table: goneOn(last.table, part.table) };
      else parts.push(part);
    }
  }
  return parts;
}

/** As many columns at the same places. */
function isSame(a: PageTable, b: PageTable): boolean {
  return a.xs.length === b.xs.length && a.xs.every((x, index) => Math.abs(x - (b.xs[index] ?? 0)) < 6);
}

function goneOn(before: PageTable, after: PageTable): PageTable {
  const titles = headerOf(before);
  let rows = after.rows.filter(
    (row, index) => index > 1 || !titles.some((header) => isRepeated(row, header)),
  );
  const [first, ...more] = rows;
  const last = before.rows.at(-1);
  let own = before.rows;
  if (first && last && isRest(first, last, before.rows)) {
    own = [...own.slice(0, -1), last.map((cell, index) => [cell, first[index]].filter(Boolean).join(' '))];
    rows = more;
  }
  return { ...before, rows: [...own, ...rows] };
}

/** The titles: two lines where the first cell reaches down over both. */
function headerOf({ rows: [first = [], second = []] }: PageTable): readonly (readonly string[])[] {
  return first[0] && first[0] === second[0] ? [first, second] : [first];
}

/** Whether a row is the header once more; a scan may read a cell of it otherwise. */
function isRepeated(row: readonly string[], header: readonly string[]): boolean {
  const filled = header.flatMap((cell, index) => (cell ? [fold(cell) === fold(row[index] ?? '')] : []));
  return filled.filter(Boolean).length >= Math.max(1, filled.length * 0.65);
}

/** Whether a row at the top of a page is the end of the row that the page before it cut. */
function isRest(
  row: readonly string[],
  last: readonly string[],
  rows: readonly (readonly string[])[],
): boolean {
  const numbered = rows.filter(([cell]) => /^\d/u.test(cell ?? '')).length;
  if (row[0] || numbered * 2 < rows.length - 1) return false;
  const filled = row.flatMap((cell, index) => (cell ? [{ cell, above: last[index] ?? '' }] : []));
  return filled.every(({ cell, above }) => above !== '' && (/^\p{Ll}/u.test(cell) || !/[.;]$/u.test(above)));
}
