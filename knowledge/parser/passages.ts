import type { Passage, PassageKind } from '../assignment.ts';
import { placeName } from './places.ts';
import type { Draft } from './assignments.ts';
import { rowText, type ParentText } from './assignments-from-rows.ts';
import type { Item } from './outline.ts';
import { isBullet } from './markers.ts';
import { readable } from './readable.ts';
import type { Quoter } from './scan-quotes.ts';

/** Đoạn: every piece of text that can be quoted, headings included. Recipients and signature are one each. */
export function readPassages(
  items: readonly Item[],
  rows: readonly Draft[],
  parents: readonly ParentText[],
  id: string,
  quote: Quoter,
): Passage[] {
  const passages: Omit<Passage, 'id'>[] = [
    ...rows.filter(isWholeRow).map((row) => rowPassage(row, quote)),
    ...parents.map(({ section, headings, text, flow, lines }): Omit<Passage, 'id'> => ({
      section,
      headings,
      kind: 'row',
      text: readable(text),
      quote: [quote(flow)],
      lines,
    })),
  ];
  for (const item of items) {
    const kind = kindOf(item);
    const last = passages.at(-1);
    const joins = (kind === 'recipients' || kind === 'signature') && last?.kind === kind;
    const { flow, lines } = item.block;
    if (joins && last) {
      passages[passages.length - 1] = {
        ...last,
        text: `${last.text}\n${readable(flow.text)}`,
        quote: [...last.quote, quote(flow)],
        lines: [last.lines[0], lines[1]],
      };
      continue;
    }
    passages.push({
      section: placeName(item),
      headings: item.headings,
      kind,
      text: readable(flow.text),
      quote: [quote(flow)],
      lines,
    });
  }
  return passages
    .toSorted((a, b) => a.lines[0] - b.lines[0])
    .map((passage, index) => ({ id: `${id}#p${index + 1}`, ...passage }));
}

/** A duty read out of another row's cell is quoted with that row. */
const isWholeRow = (row: Draft, _: number, rows: readonly Draft[]): boolean =>
  !rows.some((other) => other !== row && other.lines[0] <= row.lines[0] && other.lines[1] > row.lines[1]);

function rowPassage(row: Draft, quote: Quoter): Omit<Passage, 'id'> {
  const { section, context, sectionTitle, lines, pieces } = row;
  const headings = [
    ...new Set([sectionTitle, context].filter((title) => title !== undefined && title !== '')),
  ];
  return {
    section,
    headings: headings.flatMap((title) => title ?? []),
    kind: 'row',
    text: readable(rowText(row)),
    quote: pieces.map(quote),
    lines,
  };
}

function kindOf(item: Item): PassageKind {
  const text = item.block.body.text;
  if (item.zone === 'recipients' || item.zone === 'signature' || item.zone === 'closing') return item.zone;
  if (item.zone === 'preface')
    return /^(?:Căn cứ|Thực hiện .*(?:số|ngày)|Theo|Xét)(?!\p{L})/u.test(text) ? 'basis' : 'title';
  if (item.opens || item.block.heading) return 'heading';
  return isBullet(item.block.marker) ? 'bullet' : 'paragraph';
}
