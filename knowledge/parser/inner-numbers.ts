import type { Block } from './blocks.ts';
import { isBullet } from './markers.ts';

/**
 * "1. Phòng Kinh tế" with "1. Chủ trì …", "2. Tổng hợp …" under it, then "2. Trạm Y tế": where Word numbers a list
 * anew below a numbered heading, the list stands within the heading and does not end it.
 */
export function withInnerNumbers(blocks: readonly Block[]): readonly Block[] {
  let outer = 0;
  let inner = 0;
  return blocks.map((block, index) => {
    const { marker } = block;
    if (marker === null || isBullet(marker) || marker.kind === 'letter' || marker.kind === 'decimal')
      return block;
    if (marker.kind !== 'arabic') {
      outer = inner = 0;
      return block;
    }
    const number = Number(marker.number);
    const before = blocks[index - 1];
    const begins =
      inner === 0 && number === 1 && before?.heading === true && before.marker?.kind === 'arabic';
    const goesOn =
      inner > 0 && number === inner + 1 && !(number === outer + 1 && isHeadingToo(blocks, index));
    if (!begins && !goesOn) {
      outer = number;
      inner = 0;
      return block;
    }
    inner = number;
    return { ...block, marker: { ...marker, kind: 'inner' } };
  });
}

/** A list begins anew below it, or it looks like the heading that the list stands under. */
function isHeadingToo(blocks: readonly Block[], index: number): boolean {
  const next = blocks[index + 1];
  return blocks[index]?.heading === true && (next?.marker?.kind !== 'arabic' || next.marker.number === '1');
}
