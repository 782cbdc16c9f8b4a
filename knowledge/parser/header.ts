import type { PlanDocument, Reference } from '../assignment.ts';
import { fold, squeeze } from '../text.ts';
import type { Item } from './outline.ts';

type Facts = Pick<
  PlanDocument,
  'type' | 'title' | 'number' | 'symbol' | 'issuer' | 'office' | 'superior' | 'place' | 'issuedOn' | 'year'
>;

const types =
  'KẾ HOẠCH|CHƯƠNG TRÌNH|QUYẾT ĐỊNH|NGHỊ QUYẾT|CHỈ THỊ|ĐỀ ÁN|THÔNG BÁO|HƯỚNG DẪN|PHƯƠNG ÁN|CÔNG VĂN|BÁO CÁO|QUY CHẾ|THÔNG TƯ|NGHỊ ĐỊNH';
const typeLine = new RegExp(`^(?<type>${types})(?: HÀNH ĐỘNG)?:?$`, 'u');

/** Cơ quan, số/ký hiệu, địa danh, ngày, trích yếu: what the first page says of the document itself. */
export function readHeader(items: readonly Item[]): Facts {
  const preface = items.filter((item) => item.zone === 'preface').map((item) => item.block.flow.text);
  const all = items.map((item) => item.block.flow.text);
  const at = preface.findIndex((text) => typeLine.test(text));
  const type = sentenceCase(typeLine.exec(preface[at] ?? '')?.groups?.['type'] ?? 'KẾ HOẠCH');
  const letterhead = at < 0 ? [] : preface.slice(0, at);
  const subject = titleAfter(preface, at);
  const title = squeeze(`${type} ${subject}`);
  const { number, symbol } = readNumber(letterhead);
  const issuedOn = readIssuedOn(letterhead);
  const { issuer, superior } = readIssuer(letterhead, preface, all);
  const place = readPlace(letterhead);
  const full = withPlace(issuer, place, all);
  return {
    type,
    title,
    number,
    symbol,
    issuer: full,
    office: officeId(full),
    superior: superior ? tidyName(superior) : null,
    place,
    issuedOn,
    year: readYear(subject, issuedOn, letterhead, all),
  };
}

function titleAfter(preface: readonly string[], at: number): string {
  const lines: string[] = [];
  for (const text of preface.slice(at + 1)) {
    if (
      /^(?:Căn cứ|Thực hiện (?:Quyết định|Kế hoạch|Chỉ thị|Nghị quyết|[Hh]ướng dẫn|Chương trình .*\(ban hành)|\(?Kèm theo|Để |Nhằm )/u.test(
        text,
      )
    )
      break;
    if (lines.length > 0 && /[.;:]$/u.test(text)) break;
    lines.push(text);
  }
  return squeeze(lines.join(' '));
}

function readNumber(letterhead: readonly string[]): { number: string | null; symbol: string | null } {
  const match = /S[ốo6]\s*:?\s*(?<digits>\d*)\s*(?<symbol>[/-]\s?[\p{Lu}][\p{L}&-]*(?:[/-][\p{L}&]+)*)/u.exec(
    letterhead.join(' \n '),
  );
  const symbol = match?.groups?.['symbol']?.replace(/\s/gu, '');
  if (!symbol) return { number: null, symbol: null };
  const digits = match?.groups?.['digits'];
  return { number: digits ? `${digits}${symbol}` : null, symbol: symbol.replace(/^[/-]/u, '') };
}

const placeDate =
  /(?<place>\p{Lu}[\p{L} .]{1,40}?)\s*,\s*ngày\s+(?<day>\d{0,2})\s*tháng\s+(?<month>\d{0,2})\s*năm\s+(?<year>\d{4})?/u;

function readIssuedOn(letterhead: readonly string[]): string | null {
  const { day, month, year } = placeDate.exec(letterhead.join(' \n '))?.groups ?? {};
  return day && month && year ? `${year}-${month.padStart(2, '0')}-${day.padStart(2, '0')}` : null;
}

function readPlace(letterhead: readonly string[]): string | null {
  const place = placeDate.exec(letterhead.join(' \n '))?.groups?.['place'];
  return place ? squeeze(place.replace(/^.*(?:Hạnh phúc|[A-Z]{3,})\s+/u, '')) : null;
}

const body = String.raw`(?:UBND|Ủy ban nhân dân|Uỷ ban nhân dân|Sở|Ban|Phòng|Chi cục|Cục|Trung tâm|Bộ|HĐND|Văn phòng|Đảng ủy|Tỉnh ủy|Thành ủy|Huyện ủy|Trường|Bệnh viện)`;

/**
 * The letterhead's second line; without a letterhead, the body that "xây dựng kế hoạch" in the opening sentence.
 */
function readIssuer(
  letterhead: readonly string[],
  preface: readonly string[],
  all: readonly string[],
): { issuer: string; superior: string | null } {
  const names = letterhead
    .map((text) => squeeze(text.replace(/CỘNG H(?:OÀ|ÒA) XÃ HỘI.*$|Độc lập.*$|S[ốo6]\s*:.*$/u, '')))
    .filter((text) => /^\p{Lu}[\p{Lu}\s,&-]+$/u.test(text) && text.length > 5);
  if (names.length > 0) {
    const own = names.at(-1) ?? '';
    return { issuer: tidyName(own), superior: names.length > 1 ? (names[0] ?? null) : null };
  }
  const opening = preface.join(' ');
  const makes = new RegExp(
    String.raw`[,;.]\s+(?<name>${body}[^,;.:()]{2,80}?)\s*(?:\([^)]*\)\s*)?(?:xây dựng|ban hành|lập|đề ra|triển khai)\s+(?:[Kk]ế hoạch|[Cc]hương trình)`,
    'u',
  ).exec(opening);
  const name =
    makes?.groups?.['name'] ??
    new RegExp(String.raw`(?<name>${body} [^,;.:()]{2,60}?)\s+(?:xây dựng|ban hành)`, 'u').exec(opening)
      ?.groups?.['name'];
  if (name) return { issuer: tidyName(name), superior: null };
  const signed = all.find((text) => /^TM\.\s/u.test(text))?.replace(/^TM\.\s*/u, '');
  return { issuer: signed ? tidyName(signed) : '', superior: null };
}

/** "SỞ KHOA HỌC VÀ CÔNG NGHỆ" → "Sở Khoa học và Công nghệ". */
export function tidyName(text: string): string {
  const plain = squeeze(text).replace(/^(?:ỦY|UỶ) BAN NHÂN DÂN|^(?:Ủy|Uỷ) ban nhân dân/u, 'UBND');
  if (plain.replace(/UBND|HĐND/gu, '') !== plain.replace(/UBND|HĐND/gu, '').toUpperCase()) return plain;
  const words = plain.split(' ');
  const small = new Set([
    'và',
    'của',
    'các',
    'ban',
    'tỉnh',
    'thành',
    'phố',
    'huyện',
    'quận',
    'xã',
    'phường',
    'thị',
    'trấn',
    'học',
    'nghệ',
    'hoạch',
    'tư',
    'hóa',
    'chính',
    'vụ',
    'lao',
  ]);
  const keep = new Set(['UBND', 'HĐND']);
  const isPlace = /^(?:UBND|HĐND) (?:TỈNH|THÀNH PHỐ|HUYỆN|QUẬN|XÃ|PHƯỜNG|THỊ XÃ|THỊ TRẤN)/u.test(plain);
  return words
    .map((word, index) => {
      const lower = word.toLowerCase();
      if (keep.has(word)) return word;
      if (index > 0 && small.has(lower) && !(isPlace && index > 2)) return lower;
      return lower.charAt(0).toUpperCase() + lower.slice(1);
    })
    .join(' ');
}

function sentenceCase(text: string): string {
  const lower = text.toLowerCase();
  return lower.charAt(0).toUpperCase() + lower.slice(1);
}

/** "Sở Khoa học và Công nghệ" is found in every province: the place makes it one office. */
function withPlace(issuer: string, place: string | null, all: readonly string[]): string {
  if (!issuer || /^UBND (?:xã|phường|thị trấn|huyện|quận|thị xã|thành phố|tỉnh) /u.test(issuer))
    return issuer;
  const where = place?.replace(/^(?:TP\.?|Thành phố|Tỉnh)\s+/iu, '') ?? province(all);
  return where && !fold(issuer).endsWith(fold(where)) ? `${issuer} ${where}` : issuer;
}

/** "trên địa bàn tỉnh Quảng Trị": the province named most often. */
function province(all: readonly string[]): string | null {
  const counts = new Map<string, number>();
  for (const text of all) {
    for (const match of text.matchAll(
      /(?:tỉnh|thành phố) (?<name>(?:\p{Lu}\p{Ll}+)(?: \p{Lu}\p{Ll}+){0,3})/gu,
    )) {
      const name = match.groups?.['name'];
      if (name) counts.set(name, (counts.get(name) ?? 0) + 1);
    }
  }
  return [...counts].sort((a, b) => b[1] - a[1])[0]?.[0] ?? null;
}

/** "Sở Khoa học và Công nghệ Hải Phòng" → "skhcn-hai-phong"; "UBND phường Ngọc Trạo" → "ubnd-phuong-ngoc-trao". */
export function officeId(issuer: string): string {
  const department = /^Sở (?<field>.+?) (?<place>\p{Lu}\p{Ll}+(?: \p{Lu}\p{Ll}+)*)$/u.exec(issuer);
  if (department?.groups) {
    const { field = '', place = '' } = department.groups;
    return `s${initials(field)}-${slug(place)}`;
  }
  return slug(issuer);
}

/** "Khoa học và Công nghệ" → "khcn". */
function initials(text: string): string {
  return fold(text)
    .split(/[^a-z]+/u)
    .filter((word) => word && word !== 'va')
    .map((word) => word.charAt(0))
    .join('');
}

export function slug(text: string): string {
  return fold(text)
    .replace(/[^a-z0-9]+/gu, '-')
    .replace(/^-|-$/gu, '');
}

function readYear(
  subject: string,
  issuedOn: string | null,
  letterhead: readonly string[],
  all: readonly string[],
): number | null {
  const inTitle = /năm\s+(?<year>20\d\d)(?!.*năm\s+20\d\d)/u.exec(subject)?.groups?.['year'];
  if (inTitle) return Number(inTitle);
  if (issuedOn) return Number(issuedOn.slice(0, 4));
  const printed =
    /năm\s+(?<year>20\d\d)/u.exec(letterhead.join(' '))?.groups?.['year'] ??
    /năm\s+(?<year>20\d\d)/u.exec(all.join(' '))?.groups?.['year'];
  return printed ? Number(printed) : null;
}

/** Căn cứ: the documents cited before the first heading, each once. */
export function legalBasisOf(references: readonly Reference[], items: readonly Item[]): Reference[] {
  const basis = items.filter(
    (item) =>
      item.zone === 'preface' &&
      /^(?:Căn cứ|Thực hiện|Theo|Xét|Triển khai)(?![\p{L}])/iu.test(item.block.flow.text) &&
      /[;.:]$/u.test(item.block.flow.text),
  );
  const inside = (reference: Reference): boolean =>
    basis.some(({ block }) => reference.lines[0] >= block.lines[0] && reference.lines[1] <= block.lines[1]);
  const seen = new Set<string>();
  return references.filter((reference) => {
    if (!inside(reference) || seen.has(`${reference.type} ${reference.number}`)) return false;
    seen.add(`${reference.type} ${reference.number}`);
    return true;
  });
}
