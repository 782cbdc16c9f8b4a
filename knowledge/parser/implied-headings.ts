import type { Block } from './blocks.ts';
import { isCapitals } from './blocks.ts';
import type { Marker } from './markers.ts';
import { assigns, unitsNamedBy } from './section-kind.ts';

/**
 * Word numbers headings by itself, and its numbers are lost when a file is saved as text: then only the words tell.
 * "Tổ chức thực hiện" opens a section, "Các trường học trực thuộc" under it the duties of that unit. Such headings get
 * the numbers §1, §2 …; those that are printed with numbers stay as they are.
 */
export function withImpliedHeadings(blocks: readonly Block[]): readonly Block[] {
  const titleAt = blocks.findIndex(({ body }) =>
    /^(?:KẾ HOẠCH|CHƯƠNG TRÌNH|ĐỀ ÁN|PHƯƠNG ÁN)(?!\p{L})/u.test(body.text),
  );
  const endAt = blocks.findIndex(({ body }) => /^(?:N[ơo]i nh[ậađ]n|Trên đây là)(?!\p{L})/iu.test(body.text));
  const body = { from: titleAt + 1, to: endAt < 0 ? blocks.length : endAt };
  const numbered = blocks
    .slice(body.from, body.to)
    .some(({ marker }) => marker !== null && outer.has(marker.kind));
  let sections = 0;
  let units = 0;
  let assigning = false;
  return blocks.map((block, index) => {
    if (index < body.from || index >= body.to) return block;
    if (block.marker !== null) {
      if (outer.has(block.marker.kind) && block.heading) {
        assigning = assigns(block.body.text) && !hasNumbersBelow(blocks, index);
        units = 0;
      }
      return block;
    }
    if (!looksLikeHeading(block)) return block;
    if (!numbered && (sectionWords.test(block.body.text) || (isCapitals(block.body.text) && sections > 0))) {
      assigning = assigns(block.body.text);
      units = 0;
      return headed(block, 'roman', ++sections);
    }
    return assigning && unitsNamedBy(block.body.text).length > 0 ? headed(block, 'arabic', ++units) : block;
  });
}

const outer = new Set<Marker['kind']>(['part', 'article', 'capital', 'roman', 'arabic']);

const sectionWords =
  /^(?:mục đích|yêu cầu|mục tiêu|quan điểm|căn cứ pháp lý|phạm vi|đối tượng|nội dung|nhiệm vụ|giải pháp|các nhiệm vụ|kinh phí|tổ chức thực hiện|phân công|trách nhiệm|chế độ (?:thông tin,? )?báo cáo|thời gian,? địa điểm|tiến độ)(?!\p{L})/iu;

function looksLikeHeading({ body }: Block): boolean {
  return body.text.split(' ').length <= 14 && !/[.;,!?]$/u.test(body.text);
}

/** Its units are numbered: then an unnumbered line is no heading. */
function hasNumbersBelow(blocks: readonly Block[], index: number): boolean {
  const next = blocks.findIndex(({ marker }, at) => at > index && marker !== null && outer.has(marker.kind));
  return next >= 0 && blocks[next]?.marker?.kind === 'arabic' && blocks[index]?.marker?.kind !== 'arabic';
}

function headed(block: Block, kind: 'roman' | 'arabic', count: number): Block {
  return { ...block, heading: true, marker: { kind, number: `§${count}`, length: 0 } };
}
