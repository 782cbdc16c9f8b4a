import type { Passage, PassageKind } from '../assignment.ts';
import { placeName } from './places.ts';
import type { Item } from './outline.ts';
import { isBullet } from './markers.ts';
import type { Quoter } from './scan-quotes.ts';

/** Đoạn: every piece of text that can be quoted, headings included. Recipients and signature are one each. */
export function readPassages(items: readonly Item[], id: string, quote: Quoter): Passage[] {
  const passages: Passage[] = [];
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
      id: `${id}#p${passages.length + 1}`,
      section: placeName(item),
      headings: item.headings,
      kind,
      text: readable(flow.text),
      quote: [quote(flow)],
      lines,
    });
  }
  return passages;
}

function kindOf(item: Item): PassageKind {
  const text = item.block.body.text;
  if (item.zone === 'recipients' || item.zone === 'signature' || item.zone === 'closing') return item.zone;
  if (item.zone === 'preface')
    return /^(?:Căn cứ|Thực hiện .*(?:số|ngày)|Theo|Xét)(?!\p{L})/u.test(text) ? 'basis' : 'title';
  if (item.opens || item.block.heading) return 'heading';
  return isBullet(item.block.marker) ? 'bullet' : 'paragraph';
}

/** "497- KL/TU" as printed over two lines → "497-KL/TU". */
export function readable(text: string): string {
  return text
    .replace(/(?<=\d[-/]|\/[\p{Lu}]{1,4}-)\s+(?=\p{Lu})/gu, '')
    .replace(/(?<=\d)- (?=[\p{Lu}]{2})/gu, '-');
}
