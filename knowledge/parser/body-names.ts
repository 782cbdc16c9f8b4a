import { fold, squeeze } from '../text.ts';

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
    return `${/^(?:UBND|HĐND) $/u.test(head) ? head : titled(head)}${level.toLowerCase()} ${everyWord(name)}`;
  }
  return titled(plain);
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

function titled(text: string): string {
  let capital = true;
  return squeeze(text)
    .split(' ')
    .map((word, index) => {
      if (/^(?:UBND|HĐND|ISO)$/u.test(word)) return word;
      const lower = word.toLowerCase();
      const up = (capital || index === 1) && !/^(?:và|-|–|của)$/u.test(lower);
      capital = /^(?:và|-|–)$/u.test(lower) || word.endsWith(',');
      return up ? upperFirst(lower) : lower;
    })
    .join(' ');
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
