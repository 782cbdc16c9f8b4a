import { inkBelow, type Box, type PageImage } from './page-image.ts';

/** In points: no sign of writing is smaller than this in both directions. */
const dust = 1.4;

/** The part of a box that holds ink, with some paper around it; undefined where it is blank. Dust is not ink. */
export function inkIn(image: PageImage, box: Box, dark = inkBelow(image.grey)): Box | undefined {
  const { width, grey, scale } = image;
  const rows = new Uint32Array(Math.max(0, box.bottom - box.top));
  const columns = new Uint32Array(Math.max(0, box.right - box.left));
  for (let y = box.top; y < box.bottom; y++)
    for (let x = box.left; x < box.right; x++)
      if ((grey[y * width + x] ?? 255) < dark) {
        rows[y - box.top] = (rows[y - box.top] ?? 0) + 1;
        columns[x - box.left] = (columns[x - box.left] ?? 0) + 1;
      }
  const [top, bottom] = span(rows, scale);
  const [left, right] = span(columns, scale);
  if (bottom - top < dust * scale || right - left < dust * scale) return undefined;
  const paper = Math.round(scale * 3);
  return {
    left: Math.max(box.left, box.left + left - paper),
    top: Math.max(box.top, box.top + top - paper),
    right: Math.min(box.right, box.left + right + paper),
    bottom: Math.min(box.bottom, box.top + bottom + paper),
  };
}

/** From the first to behind the last row that holds more than a speck. */
function span(counts: Uint32Array, scale: number): readonly [number, number] {
  const enough = Math.max(2, Math.round(scale * 0.5));
  const first = counts.findIndex((count) => count >= enough);
  return first < 0 ? [0, 0] : [first, counts.findLastIndex((count) => count >= enough) + 1];
}
