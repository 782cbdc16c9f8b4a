import type { PlanDocument } from '../assignment.ts';
import { squeeze } from '../text.ts';
import { initials, upperFirst } from './body-names.ts';

/** What of the document decides how its units are called. */
export interface OwnOffice {
  readonly issuer: PlanDocument['issuer'];
  readonly superior: PlanDocument['superior'];
  /** The province or city of the document, where it names one. */
  readonly province: string | undefined;
}

type Step = (name: string, office: OwnOffice) => string;

/**
 * "các đồng chí lãnh đạo Sở" → "Lãnh đạo Sở", "Văn phòng" → "Văn phòng Sở" in the plan of a Sở,
 * "Ban Chỉ đạo triển khai áp dụng Hệ thống quản lý chất lượng theo … ISO 9001:2015 Khối Văn phòng Sở …" → "Ban Chỉ đạo ISO Khối Văn phòng Sở".
 *
 * Only what tells no two units apart is dropped or written out.
 */
export function plainName(printed: string, office: OwnOffice): string {
  return steps.reduce((name, step) => step(name, office), printed);
}

/** "UBND Thành phố", "Sở … Tỉnh TH": the level is no name. */
const levelOf =
  /(?<=(?:UBND|HĐND) )(?:Tỉnh|Thành phố|Huyện|Quận|Thị xã|Xã|Phường|Thị trấn)(?= |$)|(?<=\p{L} )(?:Tỉnh|Thành phố)(?= \p{Lu}|$)/gu;

const steps: readonly Step[] = [
  (name) => squeeze(name).replace(/[\s.;,:]+$/u, ''),
  (name) =>
    name
      .replace(/^(?:giao|đề nghị|yêu cầu)\s+(?:cho\s+)?/iu, '')
      .replace(/\s*(?:có|chịu) trách nhiệm.*$/iu, '')
      .replace(/\s+là (?:đơn vị|cơ quan|đầu mối).*$/iu, ''),
  (name) =>
    name
      .replace(/(?:Ủy|Uỷ) ban nhân dân/giu, 'UBND')
      .replace(/Hội đồng nhân dân/giu, 'HĐND')
      .replace(/UBND ?TP(?!\p{L})/gu, 'UBND thành phố'),
  (name) => name.replace(/\s+[–—]\s+/gu, ' - ').replace(/(?<=\p{Ll}) & (?=\p{L})/gu, ' và '),
  (name) =>
    name
      .replace(/^(?:các\s+)?đồng chí\s+(?=\p{L})/iu, '')
      .replace(/^Đ\/c\s+(?!\p{Lu}\p{Ll}+ \p{Lu}\p{Ll}+)/iu, ''),
  (name) => name.replace(/\s+(?:của|thuộc|trực thuộc) đơn vị$/iu, '').replace(/\s*\([^)]*\)?\s*$/u, ''),
  (name) => name.replace(/^(các (?:bộ phận|phòng|ban|đơn vị)) (?:cán bộ|công chức) (?=chuyên môn)/iu, '$1 '),
  shortenIso,
  ownName,
  (name) =>
    name
      .replace(/^(các )?PGĐ(?= Sở|$)/iu, '$1Phó Giám đốc')
      .replace(/^GĐ(?= Sở|$)/u, 'Giám đốc')
      .replace(/^BCĐ(?= )/u, 'Ban Chỉ đạo')
      .replace(/^VP(?= |$)/u, 'Văn phòng'),
  (name) => name.replace(/^Ban chỉ đạo/u, 'Ban Chỉ đạo').replace(/(?<= )(?<!cơ )sở$/u, 'Sở'),
  withOwner,
  (name) => name.replace(levelOf, (level) => level.toLowerCase()),
  provinceWritten,
  (name) =>
    name.replace(
      /^(?:sở|Sở) (?<field>\p{Ll}.*)$/u,
      (_, field: string) =>
        `Sở ${upperFirst(field).replace(/(?<= và )\p{Ll}/u, (letter) => letter.toUpperCase())}`,
    ),
  upperFirst,
];

/** Committees are told apart by the standard, not by its full title. */
function shortenIso(name: string): string {
  return name
    .replace(
      /(?:triển khai )?(?:áp dụng |xây dựng )*(?:Hệ thống (?:quản lý chất lượng|QLCL)|HTQLCL) theo (?:tiêu chuẩn(?: quốc gia)? )?(?:TCVN )?ISO \d{4,5}(?:\s?[:-]\s?\d{4})?/giu,
      'ISO',
    )
    .replace(/(?<=(?:^| )ISO) \d{4,5}(?:\s?[:-]\s?\d{4,5})?/gu, '');
}

/** "Khối Văn phòng Sở Khoa học và Công nghệ" → "Khối Văn phòng Sở"; the issuer itself is called by its full name. */
function ownName(name: string, office: OwnOffice): string {
  const [self, full] = [ownWord(office), selfName(office)];
  if (!self || !full) return name;
  const place = office.issuer.slice(full.length).trim();
  const tail = new RegExp(`(?<=\\p{L} )${escape(full)}(?:\\s+${escape(place)})?$`, 'iu');
  const short = name.replace(tail, self);
  const isSelf = short.toLowerCase() === full.toLowerCase() || short.toLowerCase() === self.toLowerCase();
  return isSelf
    ? office.issuer
    : short.replace(new RegExp(`^(Ban chỉ đạo ISO|BCĐ ISO)(?: của)? ${escape(self)}$`, 'iu'), '$1');
}

/** Posts and offices that every body has: "Văn phòng" alone is the issuer's own. */
function withOwner(name: string, office: OwnOffice): string {
  if (ownWord(office) !== 'Sở') return name;
  return /^(?:văn phòng|thanh tra|giám đốc|lãnh đạo|phó giám đốc|các phó giám đốc)$/iu.test(name)
    ? `${name} Sở`
    : name;
}

/** "Tỉnh TH" → "tỉnh Thanh Hóa", where the initials are those of the document's province. */
function provinceWritten(name: string, office: OwnOffice): string {
  const { province } = office;
  if (!province) return name;
  return name.replace(/(?<=(?:tỉnh|thành phố) )(?<short>\p{Lu}{2,3})$/u, (short) =>
    short.toLowerCase() === initials(province) ? province : short,
  );
}

/** "Sở" for a Sở; undefined for bodies whose units carry the full name. */
export function ownWord(office: OwnOffice): string | undefined {
  return /^(?<word>Sở|Chi cục|Cục)(?!\p{L})/u.exec(office.issuer)?.groups?.['word'];
}

/** "Sở Khoa học và Công nghệ Hải Phòng" without its place. */
export function selfName(office: OwnOffice): string | undefined {
  const pattern = /^(?<name>Sở .+?)(?:\s+(?:tỉnh|thành phố))?\s+\p{Lu}\p{Ll}+(?:\s\p{Lu}\p{Ll}+)*$/u;
  return pattern.exec(office.issuer)?.groups?.['name'];
}

const escape = (text: string): string => text.replace(/[.*+?^${}()|[\]\\]/gu, '\\$&');
