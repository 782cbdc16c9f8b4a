import { inkBelow, type PageImage } from './page-image.ts';
import type { Ruling } from './pdf-page.ts';

/** In points: no stroke of a letter is as long. */
const shortest = { across: 30, down: 14 };
/** In points: thicker strips are pictures and shadows. */
const thickest = 4;
/** In points: how far a ruling may be broken by dust, or stray, and still be one. */
const gap = 1.6;

/**
 * The straight lines that a scanned page shows, in points, as a drawn page has them. The picture must have been put
 * straight.
 */
export function imageRulings(image: PageImage): Ruling[] {
  const dark = inkBelow(image.grey);
  return [true, false].flatMap((across) =>
    strips(runs(image, dark, across), image.scale)
      .filter((strip) => isAlone(strip, image, dark, across))
      .map(({ first, last, from, to }) => ({
        across,
        at: (first + last + 1) / 2 / image.scale,
        from: from / image.scale,
        to: to / image.scale,
      })),
  );
}

/** A stretch of ink on one row of pixels, or one column. */
interface Run {
  readonly at: number;
  readonly from: number;
  readonly to: number;
}

function runs({ width, height, grey, scale }: PageImage, dark: number, across: boolean): Run[] {
  const [rows, length, rowStep, step] = across ? [height, width, width, 1] : [width, height, 1, width];
  const enough = Math.round((across ? shortest.across : shortest.down) * scale);
  const holes = Math.max(1, Math.round(gap * scale * 0.4));
  const found: Run[] = [];
  for (let row = 1; row < rows - 1; row++) {
    let [from, hole, ink] = [-1, 0, 0];
    for (let at = 0; at <= length; at++) {
      const pixel = row * rowStep + at * step;
      // A line that strays by a pixel is seen through its neighbours.
      const isInk =
        at < length &&
        ((grey[pixel] ?? 255) < dark ||
          (grey[pixel - rowStep] ?? 255) < dark ||
          (grey[pixel + rowStep] ?? 255) < dark);
      if (isInk) {
        if (from < 0) [from, ink] = [at, 0];
        ink++;
        hole = 0;
      } else if (from >= 0 && (++hole > holes || at === length)) {
        const to = at - hole + 1;
        if (to - from >= enough && ink > (to - from) * 0.9) found.push({ at: row, from, to });
        [from, hole] = [-1, 0];
      }
    }
  }
  return found;
}

interface Strip {
  first: number;
  last: number;
  from: number;
  to: number;
}

/** In points, beside a ruling, where there is paper; and how much of it writing may cover. */
const beside = 1.4;
const covered = 0.3;

/** A ruling has paper on both sides; the feet of bold letters, which run together, have letters above them. */
function isAlone({ first, last, from, to }: Strip, image: PageImage, dark: number, across: boolean): boolean {
  const { width, height, grey, scale } = image;
  const [rows, rowStep, step] = across ? [height, width, 1] : [width, 1, width];
  const away = Math.ceil(beside * scale);
  return [first - away, last + away].every((row) => {
    if (row < 0 || row >= rows) return true;
    let ink = 0;
    for (let at = from; at < to; at++) if ((grey[row * rowStep + at * step] ?? 255) < dark) ink++;
    return ink < (to - from) * covered;
  });
}

/** Runs on neighbouring rows that lie over each other make one line; a block of ink makes none. */
function strips(found: readonly Run[], scale: number): Strip[] {
  const near = Math.max(2, Math.round(gap * scale));
  const done: Strip[] = [];
  let open: Strip[] = [];
  for (const { at, from, to } of found) {
    open = open.filter((strip) => {
      const isOpen = at - strip.last <= near;
      if (!isOpen) done.push(strip);
      return isOpen;
    });
    const own = open.find((strip) => from <= strip.to + near * 3 && to >= strip.from - near * 3);
    if (own) {
      own.last = at;
      own.from = Math.min(own.from, from);
      own.to = Math.max(own.to, to);
    } else open.push({ first: at, last: at, from, to });
  }
  return [...done, ...open].filter(({ first, last }) => last - first <= thickest * scale);
}
