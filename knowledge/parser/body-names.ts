import { fold, squeeze } from '../text.ts';
import { unitHead } from './unit-names.ts';

const levels = 'tỉnh|thành phố|huyện|quận|thị xã|xã|phường|thị trấn';

/**
 * "SỞ KHOA HỌC VÀ CÔNG NGHỆ" → "Sở Khoa học và Công nghệ", "UBND TỈNH QUẢNG TRỊ" → "UBND tỉnh Quảng Trị".
 *
 * The form that `text` prints in small letters is taken where there is one; otherwise the first syllable of the
 * field, those after "và" and a comma, and every syllable of a place's name get a capital.
 */
export function tidyBodyName(printed: string, text = ''): string {
  const plain = squeeze(printed).replace(/^(?:ỦY|UỶ) BAN NHÂN DÂN|^(?:Ủy|Uỷ) ban nhân dân/u, 'UBND');
  const letters = plain.replace(/UBND|HĐND/gu, '');
  if (letters !== letters.toUpperCase()) return plain;
  const found = formInText(plain, text);
  if (found) return found;
  const place = new RegExp(`^(?<head>.*?(?:UBND|HĐND|ỦY|UỶ) )(?<level>${levels}) (?<name>.+)$`, 'iu').exec(
    plain,
  )?.groups;
  if (place) {
    const { head = '', level = '', name = '' } = place;
    return `${/^(?:UBND|HĐND) $/u.test(head) ? head : `${titled(head)} `}${level.toLowerCase()} ${everyWord(name)}`;
  }
  return titled(plain, text);
}

function formInText(plain: string, text: string): string | undefined {
  const lower = text.toLowerCase();
  const needle = plain.toLowerCase();
  if (lower.length !== text.length) return undefined;
  for (let at = lower.indexOf(needle); at >= 0; at = lower.indexOf(needle, at + 1)) {
    const form = text.slice(at, at + plain.length);
    if (form !== form.toUpperCase() && form.charAt(0) !== form.charAt(0).toLowerCase()) return form;
  }
  return undefined;
}

/** Small letters with the capitals that a name has in Vietnamese; a place at its end is spelled as the text does. */
function titled(printed: string, text = ''): string {
  const words = squeeze(printed).split(' ');
  const head = unitHead(printed.toLowerCase())?.split(' ').length ?? 1;
  const place = placeAtEnd(words, text);
  let capital = true;
  let ofPlace = false;
  return words
    .map((word, index) => {
      if (isAcronym(word)) {
        ofPlace = true;
        return word;
      }
      const lower = word.toLowerCase();
      const level = levelWord.test(lower) && !/^hội$/iu.test(words[index + 1] ?? '');
      const joint = /^(?:và|-|–|của|các|thuộc)$/u.test(lower);
      const up = !joint && !level && (capital || ofPlace || index === head || index >= words.length - place);
      capital = /^(?:và|-|–)$/u.test(lower) || word.endsWith(',');
      ofPlace = (ofPlace || level) && !joint;
      return up ? upperFirst(lower) : lower;
    })
    .join(' ');
}

const levelWord = /^(?:tỉnh|thành|phố|huyện|quận|thị|trấn|xã|phường|khu|vực)$/u;

/** "UBND", "THPT": no vowel, so no word. */
const isAcronym = (word: string): boolean =>
  /^\p{Lu}{2,}$/u.test(word) && (/^(?:ISO|UBND|MTTQ|UBMTTQ)$/u.test(word) || !/[aeiouy]/u.test(fold(word)));

/** How many words at the end are a place that the text writes "Hồng Sơn". */
function placeAtEnd(words: readonly string[], text: string): number {
  return (
    [3, 2].find((count) => {
      if (words.length <= count) return false;
      const name = everyWord(words.slice(-count).join(' '));
      return text.includes(name);
    }) ?? 0
  );
}

export const upperFirst = (text: string): string => text.charAt(0).toUpperCase() + text.slice(1);

function everyWord(text: string): string {
  return text
    .split(' ')
    .map((word) => upperFirst(word.toLowerCase()))
    .join(' ');
}

/** "Sở Khoa học và Công nghệ Hải Phòng" → "skhcn-hai-phong"; "UBND phường Ngọc Trạo" → "ubnd-phuong-ngoc-trao". */
export function officeId(issuer: string): string {
  const department =
    /^Sở (?<field>.+?) (?:tỉnh |thành phố )?(?<place>\p{Lu}\p{Ll}+(?: \p{Lu}\p{Ll}+)*)$/u.exec(issuer);
  const { field, place } = department?.groups ?? {};
  return field && place ? `s${initials(field)}-${slug(place)}` : slug(issuer);
}

/** "Khoa học và Công nghệ" → "khcn". */
export function initials(text: string): string {
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

/** "trên địa bàn tỉnh Quảng Trị": the province or city that the text names most often. */
export function mainProvince(text: string): string | undefined {
  const counts = new Map<string, number>();
  for (const match of text.matchAll(/(?:tỉnh|thành phố) (?<name>\p{Lu}\p{Ll}+(?: \p{Lu}\p{Ll}+){1,2})/gu)) {
    const name = match.groups?.['name'];
    if (name) counts.set(name, (counts.get(name) ?? 0) + 1);
  }
  return [...counts].toSorted((a, b) => b[1] - a[1])[0]?.[0];
}
