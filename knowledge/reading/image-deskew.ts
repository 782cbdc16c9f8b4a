import { inkBelow, type PageImage } from './page-image.ts';

/** The widest slant of a sheet that is put straight, in radians; more is a picture laid askew on purpose. */
const widest = (4 * Math.PI) / 180;
const coarse = (0.25 * Math.PI) / 180;
const fine = (0.04 * Math.PI) / 180;
/** Slants below this do no harm: a table's ruling strays by less than its own width. */
const harmless = (0.06 * Math.PI) / 180;

/**
 * Trang quét lệch: the page put straight. The slant is the one at which the ink, summed up line by line, parts most
 * sharply into lines of text and the gaps between them.
 */
export function straightened(image: PageImage): PageImage {
  const slant = slantOf(image);
  return Math.abs(slant) < harmless ? image : turned(image, slant);
}

function slantOf(image: PageImage): number {
  const points = inkPoints(image);
  if (points.length === 0) return 0;
  const best = (from: number, to: number, step: number): number => {
    let found = { slant: 0, score: -1 };
    for (let slant = from; slant <= to + step / 2; slant += step) {
      const score = sharpness(points, slant);
      if (score > found.score) found = { slant, score };
    }
    return found.slant;
  };
  const near = best(-widest, widest, coarse);
  return best(near - coarse, near + coarse, fine);
}

interface Point {
  readonly x: number;
  readonly y: number;
}

/** Where the ink is, on a grid coarse enough to be quick. */
function inkPoints({ width, height, grey, scale }: PageImage): Point[] {
  const step = Math.max(1, Math.round(scale * 0.75));
  const dark = inkBelow(grey);
  const points: Point[] = [];
  // The edges of a sheet are shadows of the scanner's lid.
  const margin = Math.round(Math.min(width, height) * 0.03);
  for (let y = margin; y < height - margin; y += step)
    for (let x = margin; x < width - margin; x += step)
      if ((grey[y * width + x] ?? 255) < dark) points.push({ x: x / step, y: y / step });
  const most = 120_000;
  const every = Math.ceil(points.length / most);
  return every > 1 ? points.filter((_, index) => index % every === 0) : points;
}

function sharpness(points: readonly Point[], slant: number): number {
  const tangent = Math.tan(slant);
  const rows = new Map<number, number>();
  for (const { x, y } of points) {
    const row = Math.round(y - x * tangent);
    rows.set(row, (rows.get(row) ?? 0) + 1);
  }
  let score = 0;
  for (const count of rows.values()) score += count * count;
  return score;
}

/** Turned about its middle against the slant; corners that come in from outside are paper. */
function turned(image: PageImage, slant: number): PageImage {
  const { width, height, grey } = image;
  const [sin, cos] = [Math.sin(slant), Math.cos(slant)];
  const [middleX, middleY] = [width / 2, height / 2];
  const found = new Uint8Array(grey.length).fill(255);
  for (let y = 0; y < height; y++)
    for (let x = 0; x < width; x++) {
      const fromX = (x - middleX) * cos - (y - middleY) * sin + middleX;
      const fromY = (x - middleX) * sin + (y - middleY) * cos + middleY;
      const [left, top] = [Math.floor(fromX), Math.floor(fromY)];
      if (left < 0 || top < 0 || left >= width - 1 || top >= height - 1) continue;
      const [right, down] = [fromX - left, fromY - top];
      const at = top * width + left;
      const above = (grey[at] ?? 255) * (1 - right) + (grey[at + 1] ?? 255) * right;
      const below = (grey[at + width] ?? 255) * (1 - right) + (grey[at + width + 1] ?? 255) * right;
      found[y * width + x] = above * (1 - down) + below * down;
    }
  return { ...image, grey: found };
}
