import {
  AlignmentType,
  Document,
  Packer,
  Paragraph,
  TabStopType,
  TextRun,
  convertMillimetersToTwip,
  type IParagraphOptions,
} from 'docx';
import { printDay } from './calendar-day.ts';
import type { Accused, Contact, ContestedAct } from './submission.ts';

/** Đơn để in và ký: khiếu nại, tố cáo, rút khiếu nại. */
export type PetitionKind = 'complaint' | 'denunciation' | 'withdrawal';

/** What is known already. Whatever is missing becomes a dotted line to fill in by hand. */
export interface PetitionFields {
  /** Kính gửi. */
  readonly to: string;
  /** Left out for a denunciation: who denounces is written by hand only. */
  readonly person?: Contact | undefined;
  readonly contested?: ContestedAct | undefined;
  readonly accused?: Accused | undefined;
  readonly content?: string | undefined;
  readonly demand?: string | undefined;
  readonly attachments?: readonly string[] | undefined;
  /** Nơi nộp, lịch tiếp công dân: printed below the form, to be cut off. */
  readonly guidance?: readonly string[] | undefined;
}

export const docxMediaType = 'application/vnd.openxmlformats-officedocument.wordprocessingml.document';

/** The form as DOCX: A4, Times New Roman, the contents that the law asks for in our own words. */
export async function petitionForm(kind: PetitionKind, fields: PetitionFields): Promise<Uint8Array> {
  const document = new Document({
    styles: { default: { document: { run: { font: 'Times New Roman', size: 28 } } } },
    sections: [
      {
        properties: {
          page: {
            size: { width: convertMillimetersToTwip(210), height: convertMillimetersToTwip(297) },
            margin: {
              top: convertMillimetersToTwip(20),
              bottom: convertMillimetersToTwip(20),
              left: convertMillimetersToTwip(30),
              right: convertMillimetersToTwip(20),
            },
          },
        },
        children: [
          ...heading(titles[kind], fields.to),
          ...bodies[kind](fields),
          ...signature(kind),
          ...below(fields),
        ],
      },
    ],
  });
  return new Uint8Array(await Packer.toBuffer(document));
}

const titles: Readonly<Record<PetitionKind, string>> = {
  complaint: 'ĐƠN KHIẾU NẠI',
  denunciation: 'ĐƠN TỐ CÁO',
  withdrawal: 'ĐƠN RÚT KHIẾU NẠI',
};

const bodies: Readonly<Record<PetitionKind, (fields: PetitionFields) => Paragraph[]>> = {
  /** Điều 8 Luật Khiếu nại 2011. */
  complaint: ({ person, contested, accused, content, demand, attachments }) => [
    ...who('Họ và tên người khiếu nại', person),
    part('1. Cơ quan, người bị khiếu nại'),
    line('Tên cơ quan hoặc họ tên, chức vụ', accused?.name ?? accused?.unit ?? contested?.issuer),
    line('Địa chỉ', undefined),
    part('2. Quyết định hoặc hành vi bị khiếu nại'),
    line('Quyết định, hành vi', contested?.what),
    line('Số quyết định (nếu có)', contested?.number),
    line('Ngày nhận được hoặc biết được', contested?.knownOn && printDay(contested.knownOn)),
    part('3. Nội dung và lý do khiếu nại'),
    ...text(content),
    part('4. Quyền, lợi ích của tôi bị ảnh hưởng như sau'),
    ...text(undefined),
    part('5. Yêu cầu giải quyết'),
    ...text(demand),
    ...enclosed(attachments),
    plain('Tôi cam đoan nội dung khiếu nại là đúng sự thật và chịu trách nhiệm về nội dung đó.'),
  ],
  /** Điều 23 Luật Tố cáo 2018. Who denounces is left to the hand of who signs. */
  denunciation: ({ accused, content, demand, attachments }) => [
    ...who('Họ và tên người tố cáo', undefined),
    part('1. Người bị tố cáo'),
    line('Họ tên, chức vụ', accused?.name),
    line('Nơi làm việc hoặc địa chỉ', accused?.unit),
    part('2. Hành vi vi phạm bị tố cáo (việc gì, ở đâu, khi nào)'),
    ...text(content),
    part('3. Đề nghị'),
    ...text(demand),
    ...enclosed(attachments),
    plain('Tôi cam đoan nội dung tố cáo là đúng sự thật và chịu trách nhiệm về nội dung đó.'),
    plain('Tôi đề nghị cơ quan giữ bí mật họ tên, địa chỉ, bút tích và thông tin khác của tôi theo luật.'),
  ],
  /** Điều 10 Luật Khiếu nại 2011. */
  withdrawal: ({ person, contested, content }) => [
    ...who('Họ và tên người khiếu nại', person),
    part('Khiếu nại xin rút'),
    line('Quyết định, hành vi đã khiếu nại', contested?.what),
    line('Số quyết định (nếu có)', contested?.number),
    part('Lý do rút'),
    ...text(content),
    plain('Tôi tự nguyện rút khiếu nại nêu trên, không bị ép buộc.'),
  ],
};

function heading(title: string, to: string): Paragraph[] {
  return [
    centred('CỘNG HÒA XÃ HỘI CHỦ NGHĨA VIỆT NAM', { bold: true, size: 26 }),
    centred('Độc lập - Tự do - Hạnh phúc', { bold: true }),
    centred('———————'),
    new Paragraph({
      alignment: AlignmentType.RIGHT,
      spacing: { before: 120 },
      children: [run('……………, ngày …… tháng …… năm ………', { italics: true })],
    }),
    centred(title, { bold: true, size: 32 }, { spacing: { before: 240, after: 120 } }),
    centred(`Kính gửi: ${to}`, {}, { spacing: { after: 200 } }),
  ];
}

/** Người đứng đơn. The number of the identity card is for the hand alone: the service never asks for it. */
function who(label: string, person: Contact | undefined): Paragraph[] {
  return [
    line(label, person?.name),
    line('Địa chỉ', person?.address),
    line('Số CCCD hoặc hộ chiếu, ngày và nơi cấp', undefined),
    line('Điện thoại, thư điện tử', [person?.phone, person?.email].filter(Boolean).join(', ') || undefined),
  ];
}

function enclosed(names: readonly string[] | undefined): Paragraph[] {
  const list = names && names.length > 0 ? names : [undefined, undefined];
  return [part('Tài liệu gửi kèm'), ...list.map((name, index) => line(`${index + 1}`, name))];
}

function signature(kind: PetitionKind): Paragraph[] {
  const role = kind === 'denunciation' ? 'NGƯỜI TỐ CÁO' : 'NGƯỜI KHIẾU NẠI';
  const right: IParagraphOptions = { indent: { left: convertMillimetersToTwip(80) }, keepNext: true };
  return [
    centred(role, { bold: true }, { ...right, spacing: { before: 300 } }),
    centred('(Ký, ghi rõ họ tên hoặc điểm chỉ)', { italics: true }, right),
    ...Array.from({ length: 4 }, () => centred('', {}, right)),
  ];
}

function below({ guidance }: PetitionFields): Paragraph[] {
  if (!guidance || guidance.length === 0) return [];
  return [
    centred(
      '- - - - - Phần hướng dẫn, không phải nội dung đơn - - - - -',
      { italics: true, size: 24 },
      {
        spacing: { before: 300 },
      },
    ),
    ...guidance.map((item) => new Paragraph({ children: [run(item, { size: 24 })] })),
  ];
}

function part(title: string): Paragraph {
  return new Paragraph({ spacing: { before: 160 }, keepNext: true, children: [run(title, { bold: true })] });
}

const rightEdge = convertMillimetersToTwip(160);

/** "Họ và tên: Nguyễn Thị Ánh", or a dotted line to the margin. */
function line(label: string, value: string | undefined): Paragraph {
  if (value) return new Paragraph({ spacing: { before: 60 }, children: [run(`${label}: ${value}`)] });
  return new Paragraph({
    spacing: { before: 60 },
    tabStops: [{ type: TabStopType.RIGHT, position: rightEdge, leader: 'dot' }],
    children: [run(`${label}: \t`)],
  });
}

/** The text in its paragraphs, or four dotted lines. */
function text(value: string | undefined): Paragraph[] {
  const lines = value?.split(/\r?\n/).filter((one) => one.trim() !== '') ?? [];
  if (lines.length > 0)
    return lines.map(
      (one) =>
        new Paragraph({ alignment: AlignmentType.JUSTIFIED, spacing: { before: 60 }, children: [run(one)] }),
    );
  return Array.from(
    { length: 4 },
    () =>
      new Paragraph({
        spacing: { before: 60 },
        tabStops: [{ type: TabStopType.RIGHT, position: rightEdge, leader: 'dot' }],
        children: [run('\t')],
      }),
  );
}

function plain(value: string): Paragraph {
  return new Paragraph({
    alignment: AlignmentType.JUSTIFIED,
    spacing: { before: 120 },
    children: [run(value)],
  });
}

type RunLook = { readonly bold?: boolean; readonly italics?: boolean; readonly size?: number };

function centred(value: string, look: RunLook = {}, options: IParagraphOptions = {}): Paragraph {
  return new Paragraph({ ...options, alignment: AlignmentType.CENTER, children: [run(value, look)] });
}

/** XML holds no control characters, and a lone half of a pair would break the file. */
function run(value: string, look: RunLook = {}): TextRun {
  const clean = value.normalize('NFC').replace(/[\u0000-\u0008\u000B\u000C\u000E-\u001F\uFFFE\uFFFF]/g, '');
  return new TextRun({ ...look, text: Buffer.from(clean, 'utf8').toString('utf8') });
}
