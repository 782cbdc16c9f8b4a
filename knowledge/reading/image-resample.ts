import type { PageImage, Shades } from './page-image.ts';
import { fittedTo, type Size } from './sheet-size.ts';

/** A scan of a sheet as a page, as fine as letters are read best. */
export function fitted(scan: Shades, sheet: Size): PageImage {
  const { width, height, scale } = fittedTo([scan.width, scan.height], sheet);
  return { ...resampled(scan, width, height), scale };
}

/**
 * The picture at another size, the sides apart. A pixel of a smaller one is the mean of all it covers; pixels of a
 * larger one lie between their neighbours.
 */
function resampled(picture: Shades, width: number, height: number): Shades {
  const down = height === picture.height ? picture : resampledDown(picture, height);
  return width === picture.width ? down : resampledAcross(down, width);
}

function resampledDown({ width, height, grey }: Shades, newHeight: number): Shades {
  const out = new Uint8Array(width * newHeight);
  const sums = new Float32Array(width);
  for (let y = 0; y < newHeight; y++) {
    sums.fill(0.5);
    for (const { at, share } of sources(y, height, newHeight))
      for (let x = 0, from = at * width; x < width; x++, from++)
        sums[x] = (sums[x] ?? 0) + (grey[from] ?? 255) * share;
    out.set(sums, y * width);
  }
  return { width, height: newHeight, grey: out };
}

function resampledAcross({ width, height, grey }: Shades, newWidth: number): Shades {
  const out = new Uint8Array(newWidth * height);
  for (let x = 0; x < newWidth; x++) {
    const column = sources(x, width, newWidth);
    for (let y = 0; y < height; y++) {
      let sum = 0.5;
      for (const { at, share } of column) sum += (grey[y * width + at] ?? 255) * share;
      out[y * newWidth + x] = sum;
    }
  }
  return { width: newWidth, height, grey: out };
}

interface Source {
  readonly at: number;
  readonly share: number;
}

/** Of which pixels a new one is made, and how much of each. */
function sources(index: number, size: number, newSize: number): Source[] {
  const step = size / newSize;
  // Never narrower than a pixel: a larger picture gets what lies between two.
  const [from, to] = [
    (index + 0.5) * step - Math.max(step, 1) / 2,
    (index + 0.5) * step + Math.max(step, 1) / 2,
  ];
  const found: Source[] = [];
  for (let at = Math.floor(from); at < to; at++) {
    const share = (Math.min(at + 1, to) - Math.max(at, from)) / (to - from);
    if (share > 0) found.push({ at: Math.min(size - 1, Math.max(0, at)), share });
  }
  return found;
}
