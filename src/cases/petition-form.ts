import type { Paragraph, Table } from 'docx';
import { printDay } from './calendar-day.ts';
import type { CaseFile } from './case-file.ts';
import type { Accused, Contact, ContestedAct } from './submission.ts';
import {
  aboveSignature,
  centred,
  cutOff,
  line,
  nation,
  numbered,
  part,
  placeAndDate,
  signatures,
  text,
  titled,
  wordFile,
} from './word-page.ts';

/** Đơn để in và ký: khiếu nại, tố cáo, kiến nghị và phản ánh, rút khiếu nại. */
export type PetitionKind = 'complaint' | 'denunciation' | 'proposal' | 'withdrawal';

/** What is known already. Whatever is missing becomes a dotted line to fill in by hand. */
export interface PetitionFields {
  /** Kính gửi. */
  readonly to: string;
  /** Left out for a denunciation: who denounces is written by hand only. */
  readonly person?: Contact | undefined;
  readonly contested?: ContestedAct | undefined;
  readonly accused?: Accused | undefined;
  readonly place?: string | undefined;
  readonly content?: string | undefined;
  readonly demand?: string | undefined;
  readonly attachments?: readonly string[] | undefined;
  /** Nơi nộp, lịch tiếp công dân: printed below the form, to be cut off. */
  readonly guidance?: readonly string[] | undefined;
}

/** The form as DOCX: the contents that the law asks for in our own words. */
export async function petitionForm(kind: PetitionKind, fields: PetitionFields): Promise<Uint8Array> {
  return wordFile(titles[kind], [
    ...nation(),
    placeAndDate(),
    titled(titles[kind]),
    centred(`Kính gửi: ${fields.to}`, {}, { spacing: { after: 200 } }),
    ...bodies[kind](fields),
    ...signature(kind),
    ...cutOff(fields.guidance ?? []),
  ]);
}

/** What a complaint sent in the chat or at the counter says already, for its form. */
export function complaintFields(
  { submission }: CaseFile,
  files: readonly string[],
): Omit<PetitionFields, 'to'> {
  const { contact, contested, accused, content, demand } = submission;
  return { person: contact, contested, accused, content, demand, attachments: files };
}

const titles: Readonly<Record<PetitionKind, string>> = {
  complaint: 'ĐƠN KHIẾU NẠI',
  denunciation: 'ĐƠN TỐ CÁO',
  proposal: 'ĐƠN KIẾN NGHỊ, PHẢN ÁNH',
  withdrawal: 'ĐƠN RÚT KHIẾU NẠI',
};

const bodies: Readonly<Record<PetitionKind, (fields: PetitionFields) => Paragraph[]>> = {
  /** Điều 8 Luật Khiếu nại 2011. */
  complaint: ({ person, contested, accused, content, demand, attachments }) => [
    ...who('Họ và tên người khiếu nại', person),
    line('Đại diện cho (nếu có)', undefined),
    part('1. Cơ quan, người bị khiếu nại'),
    line('Tên cơ quan hoặc họ tên, chức vụ', accused?.name ?? accused?.unit ?? contested?.issuer),
    line('Địa chỉ', undefined),
    part('2. Quyết định hoặc hành vi bị khiếu nại'),
    line('Quyết định, hành vi', contested?.what),
    line('Số quyết định (nếu có)', contested?.number),
    line('Ngày nhận được hoặc biết được', contested?.knownOn && printDay(contested.knownOn)),
    part('3. Nội dung và lý do khiếu nại'),
    ...text(content, 8),
    part('4. Quyền, lợi ích của tôi bị ảnh hưởng như sau'),
    ...text(undefined, 3),
    part('5. Yêu cầu giải quyết'),
    ...text(demand, 3),
    ...enclosed(attachments),
    aboveSignature('Tôi cam đoan nội dung khiếu nại là đúng sự thật và chịu trách nhiệm về nội dung đó.'),
  ],
  /** Điều 23 Luật Tố cáo 2018. Who denounces is left to the hand of who signs. */
  denunciation: ({ accused, content, demand, attachments }) => [
    ...who('Họ và tên người tố cáo', undefined),
    part('1. Người bị tố cáo'),
    line('Họ tên, chức vụ', accused?.name),
    line('Nơi làm việc hoặc địa chỉ', accused?.unit),
    part('2. Hành vi vi phạm bị tố cáo (việc gì, ở đâu, khi nào)'),
    ...text(content, 10),
    part('3. Đề nghị'),
    ...text(demand, 3),
    ...enclosed(attachments),
    aboveSignature('Tôi cam đoan nội dung tố cáo là đúng sự thật và chịu trách nhiệm về nội dung đó.'),
    aboveSignature(
      'Tôi đề nghị cơ quan giữ bí mật họ tên, địa chỉ, bút tích và thông tin khác của tôi theo luật.',
    ),
  ],
  /** Điều 2 Luật Tiếp công dân 2013; tên, địa chỉ, cách liên hệ theo Nghị định 92/2017/NĐ-CP. No identity card. */
  proposal: ({ person, place, content, demand, attachments }) => [
    line('Họ và tên', person?.name),
    line('Địa chỉ', person?.address),
    line('Điện thoại, thư điện tử', reachedBy(person)),
    part('1. Quy định, thủ tục hoặc sự việc được kiến nghị, phản ánh'),
    line('Nơi xảy ra hoặc nơi thực hiện (nếu có)', place),
    part('2. Nội dung'),
    ...text(content, 6),
    part('3. Đề nghị'),
    ...text(demand, 3),
    ...enclosed(attachments),
  ],
  /** Điều 10 Luật Khiếu nại 2011. */
  withdrawal: ({ person, contested, content }) => [
    ...who('Họ và tên người khiếu nại', person),
    part('1. Khiếu nại xin rút'),
    line('Quyết định, hành vi đã khiếu nại', contested?.what),
    line('Số quyết định (nếu có)', contested?.number),
    line('Đơn khiếu nại đề ngày', undefined),
    line('Xin rút (toàn bộ, hoặc ghi rõ phần nào)', undefined),
    part('2. Lý do rút'),
    ...text(content, 5),
    aboveSignature('Tôi tự nguyện rút khiếu nại nêu trên, không bị ép buộc.'),
  ],
};

/** Người đứng đơn. The number of the identity card is for the hand alone: the service never asks for it. */
function who(label: string, person: Contact | undefined): Paragraph[] {
  return [
    line(label, person?.name),
    line('Địa chỉ', person?.address),
    line('Số CCCD hoặc hộ chiếu, ngày và nơi cấp', undefined),
    line('Điện thoại, thư điện tử', reachedBy(person)),
  ];
}

function reachedBy(person: Contact | undefined): string | undefined {
  return [person?.phone, person?.email].filter(Boolean).join(', ') || undefined;
}

function enclosed(names: readonly string[] | undefined): Paragraph[] {
  return [part('Tài liệu gửi kèm'), ...numbered(names ?? [])];
}

const signers: Readonly<Record<PetitionKind, string>> = {
  complaint: 'NGƯỜI KHIẾU NẠI',
  denunciation: 'NGƯỜI TỐ CÁO',
  proposal: 'NGƯỜI KIẾN NGHỊ, PHẢN ÁNH',
  withdrawal: 'NGƯỜI KHIẾU NẠI',
};

function signature(kind: PetitionKind): (Paragraph | Table)[] {
  const how = kind === 'proposal' ? '(Ký, ghi rõ họ tên)' : '(Ký, ghi rõ họ tên hoặc điểm chỉ)';
  return [aboveSignature(''), signatures({ role: signers[kind], how })];
}
