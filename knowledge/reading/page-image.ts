/** A picture in shades of grey, 0 black to 255 white. */
export interface Shades {
  readonly width: number;
  readonly height: number;
  readonly grey: Uint8Array;
}

/** Ảnh trang: a page as a picture. */
export interface PageImage extends Shades {
  /** How many of its pixels make a point (1/72 inch) of the page. */
  readonly scale: number;
}

/** A part of a picture, in its pixels; `right` and `bottom` lie outside. */
export interface Box {
  readonly left: number;
  readonly top: number;
  readonly right: number;
  readonly bottom: number;
}

export const shadeOf = (red: number, green: number, blue: number): number =>
  (red * 77 + green * 150 + blue * 29) >> 8;

/** The shades of a coloured picture, of three or four bytes a pixel; what is transparent counts as paper. */
export function greyOf(colours: Uint8Array | Uint8ClampedArray, samples: 3 | 4 = 4): Uint8Array {
  const grey = new Uint8Array(Math.floor(colours.length / samples));
  for (let at = 0, from = 0; at < grey.length; at++, from += samples) {
    const [red = 0, green = 0, blue = 0] = [colours[from], colours[from + 1], colours[from + 2]];
    const opaque = samples === 3 ? 255 : (colours[from + 3] ?? 0);
    const shade = shadeOf(red, green, blue);
    grey[at] = opaque === 255 ? shade : 255 - (((255 - shade) * opaque) >> 8);
  }
  return grey;
}

/** A part of a picture as a portable grey map, the plainest file that a reader of pictures takes. */
export function greyMap({ width, grey }: PageImage, { left, top, right, bottom }: Box): Uint8Array {
  const head = new TextEncoder().encode(`P5\n${right - left} ${bottom - top}\n255\n`);
  const map = new Uint8Array(head.length + (right - left) * (bottom - top));
  map.set(head);
  for (let y = top, at = head.length; y < bottom; y++, at += right - left)
    map.set(grey.subarray(y * width + left, y * width + right), at);
  return map;
}

/** The picture with some parts painted as paper. */
export function without(image: PageImage, boxes: readonly Box[]): PageImage {
  const grey = image.grey.slice();
  for (const box of boxes) {
    const [left, right] = [Math.max(0, box.left), Math.min(image.width, box.right)];
    for (let y = Math.max(0, box.top); y < Math.min(image.height, box.bottom); y++)
      grey.fill(255, y * image.width + left, y * image.width + right);
  }
  return { ...image, grey };
}

/** The shade that parts ink from paper (Otsu): the split that leaves both sides most alike in themselves. */
export function inkBelow(grey: Uint8Array): number {
  const counts = new Float64Array(256);
  for (const shade of grey) counts[shade] = (counts[shade] ?? 0) + 1;
  const all = counts.reduce((sum, count, shade) => sum + count * shade, 0);
  let [below, weight, best, split] = [0, 0, -1, 128];
  for (let shade = 0; shade < 256; shade++) {
    const count = counts[shade] ?? 0;
    weight += count;
    below += count * shade;
    const rest = grey.length - weight;
    if (weight === 0 || rest === 0) continue;
    const between = weight * rest * (below / weight - (all - below) / rest) ** 2;
    if (between > best) [best, split] = [between, shade + 1];
  }
  return split;
}

/** A part of a picture, twice as large; shades between pixels are in between. */
export function enlarged(image: PageImage, { left, top, right, bottom }: Box): PageImage {
  const [width, height] = [(right - left) * 2, (bottom - top) * 2];
  const grey = new Uint8Array(width * height);
  const at = (x: number, y: number): number =>
    image.grey[
      Math.min(bottom - 1, Math.max(top, y)) * image.width + Math.min(right - 1, Math.max(left, x))
    ] ?? 255;
  for (let y = 0; y < height; y++)
    for (let x = 0; x < width; x++) {
      const [fromX, fromY] = [left + (x - 0.5) / 2, top + (y - 0.5) / 2];
      const [x0, y0] = [Math.floor(fromX), Math.floor(fromY)];
      const [dx, dy] = [fromX - x0, fromY - y0];
      const above = at(x0, y0) * (1 - dx) + at(x0 + 1, y0) * dx;
      const below = at(x0, y0 + 1) * (1 - dx) + at(x0 + 1, y0 + 1) * dx;
      grey[y * width + x] = above * (1 - dy) + below * dy;
    }
  return { width, height, grey, scale: image.scale * 2 };
}
