import type { Ruling } from './pdf-page.ts';

type Matrix = readonly [number, number, number, number, number, number];

/** The numbers by which pdf.js calls what a page draws. */
export interface DrawingCodes {
  readonly save: number;
  readonly restore: number;
  readonly transform: number;
  readonly constructPath: number;
  readonly endPath: number;
  readonly paintFormXObjectBegin: number;
  readonly paintFormXObjectEnd: number;
}

export interface Drawing {
  readonly fnArray: readonly number[];
  readonly argsArray: readonly unknown[];
}

/** How thick a filled strip may be and still be a ruling. */
const thickest = 3;
const shortest = 6;
/** A page that draws more than this is a picture, not a table. */
const most = 20_000;

/** The straight lines of a page, drawn as strokes or as thin filled strips. */
export function rulingsOf(
  { fnArray, argsArray }: Drawing,
  codes: DrawingCodes,
  page: {
    readonly toPage: (x: number, y: number) => readonly number[];
    readonly width: number;
    readonly height: number;
  },
): Ruling[] {
  const stack: Matrix[] = [];
  const rulings: Ruling[] = [];
  let matrix: Matrix = [1, 0, 0, 1, 0, 0];
  for (const [index, code] of fnArray.entries()) {
    const args = argsArray[index];
    if (code === codes.save) stack.push(matrix);
    else if (code === codes.restore) matrix = stack.pop() ?? [1, 0, 0, 1, 0, 0];
    else if (code === codes.transform) matrix = times(matrix, numbers(args));
    else if (code === codes.paintFormXObjectBegin) {
      stack.push(matrix);
      matrix = times(matrix, numbers(Array.isArray(args) ? args[0] : undefined));
    } else if (code === codes.paintFormXObjectEnd) matrix = stack.pop() ?? matrix;
    else if (code === codes.constructPath && Array.isArray(args) && args[0] !== codes.endPath) {
      const path: unknown = Array.isArray(args[1]) ? args[1][0] : undefined;
      if (!(path instanceof Float32Array)) continue;
      for (const [a, b] of segmentsOf(path)) {
        const from = page.toPage(...apply(matrix, a));
        const to = page.toPage(...apply(matrix, b));
        const ruling = rulingOf(from, to);
        if (ruling && !isEdge(ruling, page)) rulings.push(ruling);
        if (rulings.length > most) return [];
      }
    }
  }
  return rulings;
}

type Point = readonly [number, number];

/** Every straight piece of a path; pdf.js writes a code and then its coordinates. */
function segmentsOf(path: Float32Array): (readonly [Point, Point])[] {
  const found: (readonly [Point, Point])[] = [];
  let at: Point = [0, 0];
  let start: Point = at;
  const point = (index: number): Point => [path[index] ?? 0, path[index + 1] ?? 0];
  for (let index = 0; index < path.length;) {
    const code = path[index];
    if (code === 0) {
      start = at = point(index + 1);
      index += 3;
    } else if (code === 1) {
      const next = point(index + 1);
      found.push([at, next]);
      at = next;
      index += 3;
    } else if (code === 2) {
      at = point(index + 5);
      index += 7;
    } else if (code === 3) {
      at = point(index + 3);
      index += 5;
    } else {
      found.push([at, start]);
      at = start;
      index += 1;
    }
  }
  return found;
}

/** The edge of the paper, painted as a background. */
function isEdge({ across, at }: Ruling, page: { readonly width: number; readonly height: number }): boolean {
  return at < thickest || at > (across ? page.height : page.width) - thickest;
}

function rulingOf(from: readonly number[], to: readonly number[]): Ruling | undefined {
  const [x1 = 0, y1 = 0] = from;
  const [x2 = 0, y2 = 0] = to;
  const [wide, high] = [Math.abs(x2 - x1), Math.abs(y2 - y1)];
  if (wide >= shortest && high < thickest / 2)
    return { across: true, at: (y1 + y2) / 2, from: Math.min(x1, x2), to: Math.max(x1, x2) };
  if (high >= shortest && wide < thickest / 2)
    return { across: false, at: (x1 + x2) / 2, from: Math.min(y1, y2), to: Math.max(y1, y2) };
  return undefined;
}

function numbers(value: unknown): Matrix {
  const [a = 1, b = 0, c = 0, d = 1, e = 0, f = 0] =
    Array.isArray(value) || value instanceof Float32Array ? Array.from(value, Number) : [];
  return [a, b, c, d, e, f];
}

function times(m: Matrix, n: Matrix): Matrix {
  return [
    m[0] * n[0] + m[2] * n[1],
    m[1] * n[0] + m[3] * n[1],
    m[0] * n[2] + m[2] * n[3],
    m[1] * n[2] + m[3] * n[3],
    m[0] * n[4] + m[2] * n[5] + m[4],
    m[1] * n[4] + m[3] * n[5] + m[5],
  ];
}

function apply(m: Matrix, [x, y]: Point): [number, number] {
  return [m[0] * x + m[2] * y + m[4], m[1] * x + m[3] * y + m[5]];
}
