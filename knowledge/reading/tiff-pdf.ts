import { packedPixels } from './tiff-block.ts';
import type { TiffPage } from './tiff-page.ts';

/**
 * The strips or tiles of a TIFF's page as a PDF that draws them one after the other. Both pack pixels in the same ways,
 * so they are handed over as they are, for the reader of PDFs to unpack.
 */
export function pdfOfTiff(page: TiffPage): Buffer {
  const blocks = page.blocks.map((block) => ({ ...block, ...packedPixels(page, block) }));
  const first = 6;
  const names = blocks.map((_, index) => `/I${index} ${first + index} 0 R`).join(' ');
  const drawing = blocks.map((_, index) => `/I${index} Do\n`).join('');
  return pdfOf([
    { dictionary: '/Type /Catalog /Pages 2 0 R' },
    { dictionary: '/Type /Pages /Count 1 /Kids [3 0 R]' },
    {
      dictionary: `/Type /Page /Parent 2 0 R /MediaBox [0 0 595 842] /Contents 4 0 R /Resources << /XObject << ${names} >> >>`,
    },
    { dictionary: '', stream: Buffer.from(drawing, 'latin1') },
    { value: colourSpace(page) },
    ...blocks.map((block) => ({ dictionary: pictureHead(page, block), stream: block.data })),
  ]);
}

function colourSpace({ colour, palette, bits }: TiffPage): string {
  if (colour === 'rgb' || colour === 'ycc') return '/DeviceRGB';
  if (colour !== 'palette') return '/DeviceGray';
  const count = 2 ** bits;
  // All reds, then all greens, then all blues, of 16 bits each.
  const shades = Array.from({ length: count * 3 }, (_, at) => {
    const shade = palette[(at % 3) * count + Math.floor(at / 3)] ?? 0;
    return (shade >> 8).toString(16).padStart(2, '0');
  });
  return `[/Indexed /DeviceRGB ${count - 1} <${shades.join('')}>]`;
}

function pictureHead(page: TiffPage, { width, height }: { width: number; height: number }): string {
  const { filter, settings } = unpacking(page, width, height);
  return [
    `/Type /XObject /Subtype /Image /Width ${width} /Height ${height}`,
    `/BitsPerComponent ${page.bits} /ColorSpace 5 0 R`,
    page.colour === 'white-is-zero' ? '/Decode [1 0]' : '',
    filter && `/Filter /${filter}`,
    settings && `/DecodeParms << ${settings} >>`,
  ].join(' ');
}

function unpacking(page: TiffPage, width: number, height: number): { filter: string; settings: string } {
  const { samples, bits, colour } = page;
  const steps = page.stepwise
    ? `/Predictor 2 /Colors ${samples} /BitsPerComponent ${bits} /Columns ${width}`
    : '';
  const fax = (settings: string) => ({
    filter: 'CCITTFaxDecode',
    settings: `/Columns ${width} /Rows ${height} /BlackIs1 true /EndOfBlock false ${settings}`,
  });
  switch (page.packing) {
    case 'huffman':
      return fax('/K 0 /EncodedByteAlign true');
    case 'group3':
      return fax(`/K ${page.acrossLines ? 1 : 0}`);
    case 'group4':
      return fax('/K -1');
    case 'lzw':
      return { filter: 'LZWDecode', settings: steps };
    case 'deflate':
      return { filter: 'FlateDecode', settings: steps };
    case 'packbits':
      return { filter: 'RunLengthDecode', settings: '' };
    case 'jpeg':
      return { filter: 'DCTDecode', settings: `/ColorTransform ${colour === 'ycc' ? 1 : 0}` };
    case 'none':
      return { filter: '', settings: '' };
  }
}

type PdfObject = { readonly value: string } | { readonly dictionary: string; readonly stream?: Buffer };

/** A file of objects, the first of them its catalog. */
function pdfOf(objects: readonly PdfObject[]): Buffer {
  const parts: Buffer[] = [];
  const places: number[] = [];
  let length = 0;
  const add = (part: string | Buffer): void => {
    const bytes = typeof part === 'string' ? Buffer.from(part, 'latin1') : part;
    parts.push(bytes);
    length += bytes.length;
  };
  add('%PDF-1.7\n');
  for (const [index, object] of objects.entries()) {
    places.push(length);
    add(`${index + 1} 0 obj\n`);
    if ('value' in object) add(object.value);
    else if (object.stream) {
      add(`<< ${object.dictionary} /Length ${object.stream.length} >>\nstream\n`);
      add(object.stream);
      add('\nendstream');
    } else add(`<< ${object.dictionary} >>`);
    add('\nendobj\n');
  }
  const table = length;
  add(`xref\n0 ${objects.length + 1}\n0000000000 65535 f \n`);
  for (const place of places) add(`${String(place).padStart(10, '0')} 00000 n \n`);
  add(`trailer << /Size ${objects.length + 1} /Root 1 0 R >>\nstartxref\n${table}\n%%EOF\n`);
  return Buffer.concat(parts);
}
