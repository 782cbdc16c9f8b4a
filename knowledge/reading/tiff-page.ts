import { brokenImage, fewestPixels, hugeImage, strangeImage, tinyImage } from './image-refusals.ts';
import { readingLimits } from './limits.ts';
import { sheetOf, type Resolution, type Size } from './sheet-size.ts';
import { tiffDirectories, type TiffDirectory } from './tiff-directory.ts';
import { UnreadableFile } from './unreadable-file.ts';

/** How the pixels of a page are packed. */
export type Packing = 'none' | 'huffman' | 'group3' | 'group4' | 'lzw' | 'jpeg' | 'deflate' | 'packbits';
export type Colour = 'white-is-zero' | 'black-is-zero' | 'rgb' | 'palette' | 'ycc';

/** A page of a TIFF as its directory describes it; nothing of it is unpacked yet. */
export interface TiffPage {
  /** From 1. */
  readonly number: number;
  readonly width: number;
  readonly height: number;
  /** In points, before it is turned upright; sides differ in resolution on a fax. */
  readonly sheet: Size;
  /** 1 upright, 3 upside down, 6 and 8 on a side; the others mirrored. */
  readonly orientation: number;
  readonly packing: Packing;
  readonly colour: Colour;
  readonly bits: number;
  readonly samples: number;
  /** Each pixel is told as the step from the one before. */
  readonly stepwise: boolean;
  /** The last bit of a byte comes first. */
  readonly reversed: boolean;
  /** Group 3 whose lines are told from the one above. */
  readonly acrossLines: boolean;
  readonly palette: readonly number[];
  readonly jpegTables?: Buffer;
  readonly blocks: readonly TiffBlock[];
}

/** A strip or tile: where it lies on the page, and in the file. */
export interface TiffBlock {
  readonly left: number;
  readonly top: number;
  readonly width: number;
  readonly height: number;
  /** Rows of a whole one; the last strip of a page may hold as many, though it shows fewer. */
  readonly rows: number;
  readonly data: Buffer;
}

const tags = {
  subfile: 254,
  width: 256,
  height: 257,
  bits: 258,
  packing: 259,
  colour: 262,
  bitOrder: 266,
  stripPlaces: 273,
  orientation: 274,
  samples: 277,
  stripRows: 278,
  stripLengths: 279,
  across: 282,
  down: 283,
  planes: 284,
  group3: 292,
  unit: 296,
  predictor: 317,
  palette: 320,
  tileWidth: 322,
  tileHeight: 323,
  tilePlaces: 324,
  tileLengths: 325,
  jpegTables: 347,
} as const;

const packings: Readonly<Record<number, Packing>> = {
  1: 'none',
  2: 'huffman',
  3: 'group3',
  4: 'group4',
  5: 'lzw',
  7: 'jpeg',
  8: 'deflate',
  32773: 'packbits',
  32946: 'deflate',
};
const colours: Readonly<Record<number, Colour>> = {
  0: 'white-is-zero',
  1: 'black-is-zero',
  2: 'rgb',
  3: 'palette',
  6: 'ycc',
};
const samplesOf: Readonly<Record<Colour, number>> = {
  'white-is-zero': 1,
  'black-is-zero': 1,
  palette: 1,
  rgb: 3,
  ycc: 3,
};

/**
 * The pages of a TIFF, without the small copies and masks that some programs put beside them. Refused by what the
 * directories say, before any pixel is unpacked: too many pages, too large ones, parts beyond the end of the file or
 * used twice, and what is packed in ways that scanners do not use.
 */
export function tiffPages(bytes: Buffer): TiffPage[] {
  const pages = tiffDirectories(bytes, readingLimits.pages).filter(
    // Bits: a smaller copy, a page, a mask.
    (directory) => (one(directory, tags.subfile, 0) & 0b101) === 0,
  );
  if (pages.length > readingLimits.scannedPages)
    throw new UnreadableFile(
      'too-many-pages',
      `Tệp ảnh có nhiều hơn ${readingLimits.scannedPages} trang: hãy tách ra rồi thêm từng phần.`,
    );
  if (pages.length === 0) throw brokenImage();
  const found = pages.map((directory, index) => pageOf(bytes, directory, index + 1));
  const used = found.flatMap(({ blocks }) => blocks).reduce((sum, { data }) => sum + data.length, 0);
  if (used > bytes.length) throw brokenImage();
  return found;
}

function one(directory: TiffDirectory, tag: number, otherwise: number): number {
  return directory.values(tag, 16)?.[0] ?? otherwise;
}

function pageOf(bytes: Buffer, directory: TiffDirectory, number: number): TiffPage {
  const [width, height] = [one(directory, tags.width, 0), one(directory, tags.height, 0)];
  if (width < 1 || height < 1) throw brokenImage(number);
  if (width * height > readingLimits.imagePixels) throw hugeImage(number);
  if (Math.max(width, height) < fewestPixels) throw tinyImage(number);
  const code = one(directory, tags.packing, 1);
  const packing = packings[code];
  if (!packing) throw strangeImage(`kiểu nén ${code}`, number);
  const colour = colours[one(directory, tags.colour, 0)];
  const samples = one(directory, tags.samples, 1);
  const depths = directory.values(tags.bits, 16) ?? [1];
  const [bits = 1] = depths;
  if (!colour || samples !== samplesOf[colour] || !fits(packing, colour, bits))
    throw strangeImage('kiểu màu lạ hoặc có lớp trong suốt', number);
  if (depths.some((depth) => depth !== bits) || (samples > 1 && one(directory, tags.planes, 1) !== 1))
    throw strangeImage('các lớp màu tách rời', number);
  const jpegTables = packing === 'jpeg' ? directory.bytes(tags.jpegTables, 4096) : undefined;
  return {
    number,
    width,
    height,
    sheet: sheetOf([width, height], resolutionOf(directory)),
    orientation: one(directory, tags.orientation, 1),
    packing,
    colour,
    bits,
    samples,
    stepwise: one(directory, tags.predictor, 1) === 2,
    reversed: packing !== 'jpeg' && one(directory, tags.bitOrder, 1) === 2,
    acrossLines: (one(directory, tags.group3, 0) & 1) === 1,
    palette: colour === 'palette' ? (directory.values(tags.palette, 3 * 256) ?? []) : [],
    ...(jpegTables ? { jpegTables } : {}),
    blocks: blocksOf(bytes, directory, { width, height, number }),
  };
}

/** Faxes are black and white, photographs have eight bits; luminance apart from colour comes only from JPEG. */
function fits(packing: Packing, colour: Colour, bits: number): boolean {
  if (packing === 'jpeg') return bits === 8 && colour !== 'palette';
  if (colour === 'ycc') return false;
  if (['huffman', 'group3', 'group4'].includes(packing)) return bits === 1 && samplesOf[colour] === 1;
  return samplesOf[colour] === 1 ? [1, 2, 4, 8].includes(bits) : bits === 8;
}

function resolutionOf(directory: TiffDirectory): Resolution {
  const inches = { 2: 1, 3: 2.54 }[one(directory, tags.unit, 2)];
  const [across, down] = [one(directory, tags.across, 0), one(directory, tags.down, 0)];
  return { across: across * (inches ?? 1), down: down * (inches ?? 1), known: inches !== undefined };
}

function blocksOf(
  bytes: Buffer,
  directory: TiffDirectory,
  { width, height, number }: { width: number; height: number; number: number },
): TiffBlock[] {
  const tiled = directory.values(tags.tileWidth, 1) !== undefined;
  const wide = tiled ? one(directory, tags.tileWidth, 0) : width;
  const high = tiled
    ? one(directory, tags.tileHeight, 0)
    : Math.min(height, one(directory, tags.stripRows, height));
  if (wide < 1 || high < 1) throw brokenImage(number);
  const [columns, rows] = [Math.ceil(width / wide), Math.ceil(height / high)];
  const count = columns * rows;
  // Tiles may reach over the edges of the page; a strip is as wide as the page.
  const tiles = tiled ? count * wide * high : 0;
  if (count > readingLimits.imageBlocks || tiles > readingLimits.imagePixels) throw hugeImage(number);
  const most = readingLimits.imageBlocks;
  const places = directory.values(tiled ? tags.tilePlaces : tags.stripPlaces, most) ?? [];
  const lengths = directory.values(tiled ? tags.tileLengths : tags.stripLengths, most) ?? [];
  return Array.from({ length: count }, (_, index) => {
    const [at, length] = [places[index], lengths[index]];
    if (at === undefined || !length || at + length > bytes.length) throw brokenImage(number);
    const top = Math.floor(index / columns) * high;
    return {
      left: (index % columns) * wide,
      top,
      width: wide,
      height: tiled ? high : Math.min(high, height - top),
      rows: high,
      data: bytes.subarray(at, at + length),
    };
  });
}
