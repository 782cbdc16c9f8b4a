import { squeeze } from '../text.ts';
import { unitHead } from './unit-names.ts';

/** What stands above the word "KẾ HOẠCH". */
export interface Letterhead {
  /** "09/KH-SKHCN"; null when the number is blank or missing. */
  readonly number: string | null;
  readonly symbol: string | null;
  /** Địa danh. */
  readonly place: string | null;
  readonly issuedOn: string | null;
  /** The year printed in the date line, also when the day is blank. */
  readonly year: number | null;
  /** Bodies from the highest to the issuer, as printed. */
  readonly bodies: readonly string[];
}

/**
 * "UBND THÀNH PHỐ HẢI PHÒNG / SỞ KHOA HỌC VÀ CÔNG NGHỆ / Số: 09/KH-SKHCN   Hải Phòng, ngày 01 tháng 02 năm 2023"
 *
 * The right column (quốc hiệu, place and date) may stand on the same lines as the left one.
 */
export function readLetterhead(lines: readonly string[]): Letterhead {
  const text = squeeze(lines.join('  '));
  const { digits, separator, symbol } = numberLine.exec(text)?.groups ?? {};
  const code = symbol?.replace(/\s/gu, '');
  const cells = lines.flatMap((line) => line.split(/\s{2,}|\t/u).map(squeeze));
  const dateIn = cells.find((cell) => dateLine.test(cell)) ?? text;
  const { place, day, month, year } = dateLine.exec(dateIn)?.groups ?? {};
  const dated = day && month && year && /^\d+$/u.test(day) && /^\d+$/u.test(month);
  return {
    number: code && digits ? `${digits}${separator?.replace(/\s/gu, '') ?? '/'}${code}` : null,
    symbol: code ?? null,
    place: place ? squeeze(place.replace(/^.*(?:[Hh]ạnh phúc|\p{Lu}{3,})\s+/u, '')) : null,
    issuedOn: dated ? `${year}-${month.padStart(2, '0')}-${day.padStart(2, '0')}` : null,
    year: year ? Number(year) : null,
    bodies: readBodies(lines),
  };
}

const numberLine =
  /(?<!\p{L})Số\s*:?\s*(?<digits>\d*)(?<separator>\s*(?:\/\s?\d{4}\s?)?[/-])\s?(?<symbol>\p{Lu}[\p{L}&]*(?:\s?[/-]\s?\p{Lu}[\p{L}&]*)*)/u;
const dateLine =
  /(?<place>\p{Lu}[\p{L} .]{1,40}?)\s*,\s*ngày\s*(?<day>[\d.…_]*)\s*tháng\s*(?<month>[\d.…_]*)\s*năm\s*(?<year>\d{4})?/u;

function readBodies(lines: readonly string[]): string[] {
  const bodies: string[] = [];
  for (const line of lines) {
    const left = squeeze(line.split(/\s{2,}(?=\S)|\t/u).find((cell) => cell.trim()) ?? '');
    const name = squeeze(
      left.replace(/CỘNG H(?:OÀ|ÒA) XÃ HỘI.*$|ĐẢNG CỘNG SẢN.*$|Độc lập.*$|Số\s*:.*$/u, ''),
    );
    if (name.length < 4 || !/^\p{Lu}[\p{Lu}\s,&-]*$/u.test(name)) continue;
    const last = bodies.at(-1);
    const goesOn =
      last !== undefined &&
      (/^(?:ỦY|UỶ) BAN NHÂN DÂN$|^HỘI ĐỒNG NHÂN DÂN$/u.test(last) || !unitHead(name.toLowerCase()));
    if (goesOn) bodies[bodies.length - 1] = `${last} ${name}`;
    else bodies.push(name);
  }
  return bodies;
}
