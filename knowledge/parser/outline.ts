import type { LineRange, Section } from '../assignment.ts';
import { isCapitals, type Block } from './blocks.ts';
import { depthOf, isBullet, type Marker } from './markers.ts';

export type Zone = 'preface' | 'body' | 'closing' | 'recipients' | 'signature' | 'annex';

/** A paragraph with its place in the plan. */
export interface Item {
  readonly block: Block;
  readonly zone: Zone;
  /** "III.1"; empty before the first heading. */
  readonly number: string;
  /** Titles above it, outermost first; a heading's own title is not among them. */
  readonly headings: readonly string[];
  /** Lines of the nearest heading above. */
  readonly headingLines: LineRange | null;
  /** The numbered block is a heading of what follows (it may be a duty at the same time). */
  readonly opens: boolean;
}

export interface Outline {
  readonly items: readonly Item[];
  readonly sections: readonly Section[];
}

interface Open {
  readonly depth: number;
  readonly number: string;
  readonly own: string;
  readonly title: string;
  readonly lines: LineRange;
}

/** Mục, khoản, điểm: which heading every paragraph stands under, and the numbered sections with their lines. */
export function readOutline(blocks: readonly Block[]): Outline {
  const items: Item[] = [];
  const sections: { number: string; title: string; lines: [number, number]; depth: number }[] = [];
  let stack: Open[] = [];
  let zone: Zone = 'preface';
  let annex = '';

  const openSection = (entry: Open): void => {
    stack = [...stack.filter((other) => other.depth < entry.depth), entry];
    sections.push({ number: entry.number, title: entry.title, lines: [...entry.lines], depth: entry.depth });
  };

  for (const [index, block] of blocks.entries()) {
    const next = nextZone(zone, block, blocks[index + 1]);
    if (next !== zone && startsAttachment(block) && (zone === 'recipients' || zone === 'signature')) {
      stack = [];
      annex = '';
    }
    if (next !== zone || next === 'annex') {
      const isTitle = annexTitle.test(block.body.text) || zone !== 'annex';
      const opensAnnex = next === 'annex' && isTitle && block.marker === null;
      if (opensAnnex) {
        annex = annexNumber(block.body.text, sections);
        stack = [];
        const title = annexHeading(blocks, index);
        openSection({ depth: -1, number: annex, own: annex, title, lines: block.lines });
        items.push({ block, zone: next, number: annex, headings: [], headingLines: null, opens: true });
        zone = next;
        continue;
      }
      if (next === 'closing') stack = [];
      zone = next;
    }
    const marker = block.marker;
    const numbered = marker !== null && !isBullet(marker) && (zone === 'body' || zone === 'annex');
    const above = numbered ? stack.filter((open) => open.depth < depthOf(marker)) : stack;
    const headings = above.map((open) => open.title);
    const headingLines = above.at(-1)?.lines ?? null;
    if (!numbered) {
      items.push({ block, zone, number: placeOf(zone, stack), headings, headingLines, opens: false });
      continue;
    }
    const own = ownNumber(marker);
    const number = pathOf(above, marker, annex);
    const opens = block.heading || opensChildren(blocks, index);
    openSection({
      depth: depthOf(marker),
      number,
      own,
      title: titleOf(block, opens),
      lines: block.lines,
    });
    items.push({ block, zone, number, headings, headingLines, opens });
  }
  return { items, sections: withLastLines(sections, items) };
}

const annexTitle = /^(?:phụ lục|danh mục)(?:\s+(?:số\s*)?[IVX\d]+)?(?:\s*[.:–-].*|\s*)$/iu;

/** "BẢNG PHÂN CÔNG" over "(Kèm theo Kế hoạch số …)": what is attached behind the signature, whatever it is called. */
const isAttachedTitle = (block: Block, below: Block | undefined): boolean =>
  block.marker === null &&
  isCapitals(block.body.text) &&
  /^\((?:ban hành )?(?:kèm|đính kèm)/iu.test(below?.body.text ?? '');

function nextZone(zone: Zone, block: Block, below: Block | undefined): Zone {
  const text = block.body.text;
  if ((zone === 'recipients' || zone === 'signature') && isAttachedTitle(block, below)) {
    return startsAttachment(block) ? 'preface' : 'annex';
  }
  if (zone !== 'preface' && annexTitle.test(text) && block.marker === null) return 'annex';
  if (/^N[ơo]i nh[ậađ]n(?!\p{L})/iu.test(text)) return 'recipients';
  if (zone === 'preface') return startsBody(block) ? 'body' : 'preface';
  if (zone === 'body' || zone === 'closing') {
    if (signature.test(text)) return 'signature';
    return /^Trên đây là(?!\p{L})/iu.test(text) ? 'closing' : zone;
  }
  if (zone === 'recipients') {
    if (startsAttachment(block)) return 'preface';
    return signature.test(text) && block.marker === null ? 'signature' : 'recipients';
  }
  if (zone === 'signature' && startsAttachment(block)) return 'preface';
  return zone;
}

const signature =
  /^(?:TM\.|KT\.|TL\.|TUQ\.|Q\.|(?:PHÓ )?(?:CHỦ TỊCH|GIÁM ĐỐC|CỤC TRƯỞNG|CHI CỤC TRƯỞNG|TRƯỞNG PHÒNG|BỘ TRƯỞNG|THỨ TRƯỞNG|BÍ THƯ|HIỆU TRƯỞNG|TRƯỞNG (?:BAN|KHOA|CÔNG AN|TRẠM|ĐOÀN|TIỂU BAN)|CHÁNH (?:VĂN PHÒNG|THANH TRA)|(?:TỔ|ĐỘI|TRẠM|VIỆN|HẠT|CHỈ HUY) TRƯỞNG|THỦ TRƯỞNG)(?!\p{L}))/u;

function startsBody(block: Block): boolean {
  const kind = block.marker?.kind;
  return kind === 'roman' || kind === 'part' || kind === 'article' || kind === 'capital' || kind === 'arabic';
}

function startsAttachment(block: Block): boolean {
  return (
    /^(?:KẾ HOẠCH|CHƯƠNG TRÌNH|ĐỀ ÁN|QUY CHẾ|QUY ĐỊNH|PHƯƠNG ÁN)(?!\p{L})/u.test(block.body.text) &&
    block.heading
  );
}

function annexNumber(text: string, sections: readonly { number: string }[]): string {
  const printed = /^phụ lục\s+(?:số\s*)?(?<number>[IVX\d]+)\b/iu.exec(text)?.groups?.['number'];
  if (printed) return `PL.${printed.toUpperCase()}`;
  const taken = sections.filter((section) => section.number.startsWith('PL')).length;
  return taken === 0 ? 'PL' : `PL.${taken + 1}`;
}

/** "Phụ lục. Nội dung chi tiết …", or the title printed on the next lines. */
function annexHeading(blocks: readonly Block[], index: number): string {
  const own = blocks[index]?.body.text ?? '';
  const inline = own.replace(/^phụ lục(?:\s+(?:số\s*)?[IVX\d]+)?\s*[.:–-]?\s*/iu, '');
  if (inline) return inline;
  const next = blocks[index + 1];
  return next && !next.marker && !next.body.text.startsWith('(') ? next.body.text : own;
}

/** "II", "2.3", "Điều 4". */
function ownNumber({ kind, number }: Marker): string {
  if (kind === 'article') return `Điều ${number}`;
  return kind === 'part' ? `Phần ${number}` : number;
}

/** "II" › "2" › "2.3" is II.2.3: a decimal already holds the numbers above it. */
function pathOf(above: readonly Open[], marker: Marker, annex: string): string {
  const kept = above
    .map((open) => open.own)
    .filter(
      (own, at, all) =>
        own !== annex &&
        ![...all.slice(at + 1), ownNumber(marker)].some((below) => below.startsWith(`${own}.`)),
    );
  return [...(annex ? [annex] : []), ...kept, ownNumber(marker)].join('.');
}

/** A numbered line without a colon still opens a section when bullets or deeper numbers follow at once. */
function opensChildren(blocks: readonly Block[], index: number): boolean {
  const [self, next] = [blocks[index]?.marker, blocks[index + 1]?.marker];
  return !!self && !!next && depthOf(next) > depthOf(self);
}

function titleOf(block: Block, opens: boolean): string {
  const text = block.body.text.replace(/[\s:;.,]+$/u, '');
  if (opens || text.length <= 110) return text;
  const short = text.slice(0, 110);
  return `${short.slice(0, short.lastIndexOf(' '))}…`;
}

function placeOf(zone: Zone, stack: readonly Open[]): string {
  if (zone === 'preface') return 'Mở đầu';
  if (zone === 'closing') return 'Kết';
  if (zone === 'recipients') return 'Nơi nhận';
  if (zone === 'signature') return 'Chữ ký';
  return stack.at(-1)?.number ?? '';
}

/** A section ends where the next one of its depth or above begins, or where its zone ends. */
function withLastLines(
  sections: readonly { number: string; title: string; lines: [number, number]; depth: number }[],
  items: readonly Item[],
): Section[] {
  return sections.map(({ number, title, lines, depth }, index) => {
    const next = sections.slice(index + 1).find((other) => other.depth <= depth);
    const inside = items.filter(
      ({ block, zone }) =>
        block.lines[0] >= lines[0] &&
        (!next || block.lines[0] < next.lines[0]) &&
        (zone === 'body' || zone === 'annex'),
    );
    const last = Math.max(lines[1], ...inside.map(({ block }) => block.lines[1]));
    return { number, title, lines: [lines[0], last] };
  });
}
