/** In points: the long side of a sheet of A4, which a picture is taken for that does not say how large it is. */
const longSide = 842;
/** In points: sheets up to A3 are as large as they say; others give their pixels for points. */
const [shortest, longest] = [500, 1300];
/** Pixels to a point, at 200 and 400 dpi: between them letters are read best as they were scanned. */
const [fewest, most] = [200 / 72, 400 / 72];

export type Size = readonly [width: number, height: number];
/** Pixels to an inch; where the unit is not known only the shape of a pixel counts. */
export interface Resolution {
  readonly across: number;
  readonly down: number;
  readonly known: boolean;
}

/** The sheet that a picture shows, in points. A fax has pixels that are higher than wide. */
export function sheetOf([width, height]: Size, { across, down, known }: Resolution): Size {
  const squeezed = across / down;
  // What no scanner writes is not a resolution.
  const isShape = squeezed > 0.2 && squeezed < 5;
  const shape = [width, isShape ? height * squeezed : height] as const;
  const isSize = isShape && known && across > 10 && across < 5000;
  const points = isSize ? 72 / across : longSide / Math.max(...shape);
  return [shape[0] * points, shape[1] * points];
}

export interface Enlargement {
  /** What the sizes that the sheet says it has are multiplied by. */
  readonly factor: number;
  /** Pixels that make a point of it then. */
  readonly scale: number;
}

/**
 * As it was scanned, where that is fine enough to read and no finer. `scanned`: pixels to a point of the size that the
 * sheet says it has.
 */
export function enlargementOf(width: number, height: number, scanned: number): Enlargement {
  const long = Math.max(width, height);
  const points = long > longest || long < shortest ? longSide / long : 1;
  const scale = goodScale(scanned / points);
  return { factor: scale * points, scale };
}

function goodScale(scanned: number): number {
  if (scanned > most) return scanned / Math.ceil(scanned / most);
  return Math.max(fewest, scanned);
}

/** How large a scan of a sheet is drawn, in pixels of one measure on both sides. */
export function fittedTo(
  [scanWidth, scanHeight]: Size,
  [width, height]: Size,
): { readonly width: number; readonly height: number; readonly scale: number } {
  const scanned = Math.max(scanWidth / width, scanHeight / height);
  const { factor, scale } = enlargementOf(width, height, scanned);
  return {
    width: Math.max(1, Math.round(width * factor)),
    height: Math.max(1, Math.round(height * factor)),
    scale,
  };
}
