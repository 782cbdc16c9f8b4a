const MB = 1024 * 1024;

/** What a file may cost. An administrative plan stays far below each of them. */
export const readingLimits = {
  /** Of the file itself. */
  fileBytes: 50 * MB,
  /** Of everything in a zip package, unpacked. */
  unpackedBytes: 100 * MB,
  zipEntries: 2000,
  /** Unpacked to packed, of one part above `smallPart`. */
  zipRatio: 100,
  smallPart: MB,
  pages: 500,
  /** Pages that are pictures: each takes seconds to read. */
  scannedPages: 200,
  /** Of one picture: A4 at 600 dpi has 35 million. */
  imagePixels: 40_000_000,
  /** Strips or tiles of one picture: A4 at 600 dpi has 7000 lines. */
  imageBlocks: 8192,
  /** Of the text that comes out. */
  characters: 5_000_000,
  /** Memory of the reading process. */
  rssBytes: 512 * MB,
  /** The same, once it reads a picture: the engine, its language and a few copies of the page. */
  scanRssBytes: 1024 * MB,
  /** Without any sign of progress. */
  stallMs: 15_000,
  totalMs: 120_000,
  /** What a scanned page may take, on top of `totalMs`. */
  scannedPageMs: 60_000,
} as const;

export type ReadingLimits = { readonly [key in keyof typeof readingLimits]: number };
