import {
  AlignmentType,
  BorderStyle,
  Document,
  Header,
  ImageRun,
  Packer,
  PageNumber,
  Paragraph,
  Table,
  Tab,
  TableBorders,
  TableCell,
  TableLayoutType,
  TableRow,
  TabStopType,
  TextRun,
  VerticalAlignTable,
  WidthType,
  convertMillimetersToTwip as mm,
  type IParagraphOptions,
} from 'docx';
import type { Day } from './calendar-day.ts';

/* Thể thức: A4, Times New Roman, sizes and margins of Nghị định 30/2020/NĐ-CP; the pieces that papers are made of. */

export const docxMediaType = 'application/vnd.openxmlformats-officedocument.wordprocessingml.document';

/** Half points. */
const sizes = { small: 24, nation: 26, body: 28, title: 32 } as const;
const textWidth = 160;
const spaceBefore = 60;

/** The finished file. */
export async function wordFile(title: string, children: readonly (Paragraph | Table)[]): Promise<Uint8Array> {
  const document = new Document({
    title,
    styles: {
      default: {
        document: {
          run: {
            font: 'Times New Roman',
            size: sizes.body,
            language: { value: 'vi-VN', eastAsia: 'vi-VN', bidirectional: 'vi-VN' },
          },
        },
      },
    },
    sections: [
      {
        headers: { first: new Header({ children: [] }), default: new Header({ children: [pageNumber()] }) },
        properties: {
          titlePage: true,
          page: {
            size: { width: mm(210), height: mm(297) },
            margin: { top: mm(20), bottom: mm(20), left: mm(30), right: mm(20) },
          },
        },
        // After a table Word wants a paragraph.
        children: [...children, new Paragraph({})],
      },
    ],
  });
  return new Uint8Array(await Packer.toBuffer(document));
}

/** In the middle above the text, from the second page on. */
function pageNumber(): Paragraph {
  const number = new TextRun({ children: [PageNumber.CURRENT], size: sizes.nation });
  return new Paragraph({ alignment: AlignmentType.CENTER, children: [number] });
}

/** Quốc hiệu, tiêu ngữ over the whole width: as on a citizen's own paper. */
export function nation(): Paragraph[] {
  return nationIn(textWidth);
}

/** Cơ quan on the left, quốc hiệu and tiêu ngữ on the right: as on a paper of an office. */
export function officeHead(office: string, unit: string): Table {
  const [left, right] = [65, 95];
  const cell = (width: number, children: Paragraph[]) =>
    new TableCell({
      width: { size: mm(width), type: WidthType.DXA },
      margins: { left: 0, right: 0 },
      verticalAlign: VerticalAlignTable.TOP,
      children,
    });
  return columns(
    [left, right],
    [
      cell(left, [
        centred(office.toLocaleUpperCase('vi'), { size: sizes.nation }),
        centred(unit.toLocaleUpperCase('vi'), { size: sizes.nation, bold: true }),
        rule(left, 22),
      ]),
      cell(right, nationIn(right)),
    ],
  );
}

function nationIn(width: number): Paragraph[] {
  return [
    centred('CỘNG HÒA XÃ HỘI CHỦ NGHĨA VIỆT NAM', { bold: true, size: sizes.nation }),
    centred('Độc lập - Tự do - Hạnh phúc', { bold: true }),
    rule(width, 62),
  ];
}

/** An unbroken line of that length below the middle of a column; an empty line of one point carries it. */
function rule(width: number, length: number): Paragraph {
  const side = mm((width - length) / 2);
  return new Paragraph({
    indent: { left: side, right: side },
    spacing: { before: 60, after: 120, line: 40, lineRule: 'exact' },
    border: { top: { style: BorderStyle.SINGLE, size: 6, space: 1, color: '000000' } },
    children: [],
  });
}

/** "……………, ngày 21 tháng 11 năm 2026"; without a day that is left to the hand too. */
export function placeAndDate(on?: Day): Paragraph {
  const [year, month, day] = on?.split('-') ?? ['………', '……', '……'];
  return new Paragraph({
    alignment: AlignmentType.RIGHT,
    spacing: { before: 120 },
    children: [run(`……………, ngày ${day} tháng ${month} năm ${year}`, { italics: true })],
  });
}

/** A picture in the middle, that many millimetres wide and high. */
export function squarePicture(png: Uint8Array, side: number): Paragraph {
  const pixels = Math.round((side / 25.4) * 96);
  const image = new ImageRun({ type: 'png', data: png, transformation: { width: pixels, height: pixels } });
  return new Paragraph({ alignment: AlignmentType.CENTER, children: [image] });
}

export function titled(title: string): Paragraph {
  return centred(title, { bold: true, size: sizes.title }, { spacing: { before: 240, after: 120 } });
}

export function part(title: string): Paragraph {
  return new Paragraph({ spacing: { before: 160 }, keepNext: true, children: [run(title, { bold: true })] });
}

/** "1. Bản sao quyết định", numbered; two dotted lines where nothing is known. */
export function numbered(names: readonly string[]): Paragraph[] {
  if (names.length === 0) return [dotted('1. '), dotted('2. ')];
  return names.map((name, index) => plain(`${index + 1}. ${name}`, { spacing: { before: spaceBefore } }));
}

/** "Họ và tên: Nguyễn Thị Ánh", or a dotted line to the margin. */
export function line(label: string, value: string | undefined): Paragraph {
  if (value)
    return new Paragraph({ spacing: { before: spaceBefore }, children: [run(`${label}: ${value}`)] });
  return dotted(`${label}: `);
}

/** The text in its paragraphs, or dotted lines to write on. */
export function text(value: string | undefined, lines: number): Paragraph[] {
  const given = value?.split(/\r?\n/).filter((one) => one.trim() !== '') ?? [];
  if (given.length === 0) return Array.from({ length: lines }, () => dotted(''));
  return given.map((one) => plain(one, { spacing: { before: spaceBefore } }));
}

export function plain(value: string, options: IParagraphOptions = {}): Paragraph {
  return new Paragraph({
    alignment: AlignmentType.JUSTIFIED,
    spacing: { before: 2 * spaceBefore },
    ...options,
    children: [run(value)],
  });
}

/** A sentence that stands on the same page as the signature below it. */
export function aboveSignature(value: string): Paragraph {
  return plain(value, { keepNext: true, keepLines: true });
}

export interface Signer {
  readonly role: string;
  readonly how: string;
  readonly name?: string | undefined;
}

/** Places to sign, side by side; one alone stands on the right. */
export function signatures(...signers: readonly Signer[]): Table {
  const width = textWidth / 2;
  const cell = (signer: Signer | undefined) =>
    new TableCell({
      width: { size: mm(width), type: WidthType.DXA },
      children: signer
        ? [
            centred(signer.role, { bold: true }, { keepNext: true }),
            centred(signer.how, { italics: true }, { keepNext: true }),
            ...Array.from({ length: 4 }, () => centred('', {}, { keepNext: true })),
            centred(signer.name ?? '', { bold: true }),
          ]
        : [new Paragraph({})],
    });
  const [first, second] = signers.length === 1 ? [undefined, signers[0]] : signers;
  return columns([width, width], [cell(first), cell(second)]);
}

/** One row without lines, never torn by the end of a page. */
function columns(widths: readonly number[], cells: readonly TableCell[]): Table {
  return new Table({
    layout: TableLayoutType.FIXED,
    width: { size: mm(textWidth), type: WidthType.DXA },
    columnWidths: widths.map((width) => mm(width)),
    borders: TableBorders.NONE,
    rows: [new TableRow({ cantSplit: true, children: cells })],
  });
}

/** Phần hướng dẫn, to be cut off. */
export function cutOff(items: readonly string[]): Paragraph[] {
  if (items.length === 0) return [];
  return [
    new Paragraph({
      alignment: AlignmentType.CENTER,
      spacing: { before: 300, after: 60 },
      border: { top: { style: BorderStyle.DASHED, size: 6, space: 6, color: '000000' } },
      keepNext: true,
      children: [run('Phần hướng dẫn, không phải nội dung đơn', { italics: true, size: sizes.small })],
    }),
    ...items.map((item) => new Paragraph({ children: [run(item, { size: sizes.small })] })),
  ];
}

type RunLook = { readonly bold?: boolean; readonly italics?: boolean; readonly size?: number };

export function centred(value: string, look: RunLook = {}, options: IParagraphOptions = {}): Paragraph {
  return new Paragraph({ ...options, alignment: AlignmentType.CENTER, children: [run(value, look)] });
}

function dotted(label: string): Paragraph {
  return new Paragraph({
    spacing: { before: spaceBefore },
    tabStops: [{ type: TabStopType.RIGHT, position: mm(textWidth), leader: 'dot' }],
    children: [run(label), new TextRun({ children: [new Tab()] })],
  });
}

/** XML holds no control characters, and a lone half of a pair would break the file. */
function run(value: string, look: RunLook = {}): TextRun {
  const clean = value.normalize('NFC').replace(/[\u0000-\u0008\u000B\u000C\u000E-\u001F\uFFFE\uFFFF]/g, '');
  return new TextRun({ ...look, text: Buffer.from(clean, 'utf8').toString('utf8') });
}
