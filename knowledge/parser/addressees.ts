import type { Subject } from './subjects.ts';
import { endOfUnits, splitUnits, unitHead } from './unit-names.ts';

const cooperation =
  /(?<!(?:quy chế|chương trình|kế hoạch|cơ chế|công tác|nội dung|hợp đồng) )[Pp]hố[ih]? hợp\s+(?:(?:chặt chẽ|thường xuyên|tốt|kịp thời)\s+)?(?:(?:với|cùng(?: với)?)\s+|(?=các\s|\p{Lu}))/gu;

/** "…, Công an xã và Trưởng các thôn phối hợp.", "…; các khối phối hợp thực hiện." → these. */
function joiningUnits(text: string, known: readonly string[]): string[] {
  for (const comma of text.matchAll(/,\s+(?=\p{Lu})|;\s+/gu)) {
    const units = unitsJoining(text.slice(comma.index + comma[0].length), known);
    if (units.length > 0) return units;
  }
  return [];
}

/** "các khối phối hợp thực hiện": who helps with what was said before; empty where it says more. */
export function unitsJoining(text: string, known: readonly string[]): string[] {
  const units =
    /^(?<units>[^;.]{2,120}?)\s+(?:cùng\s+)?phối hợp(?:\s+(?:cùng )?(?:triển khai|tổ chức))?(?:\s+thực hiện)?\s*(?:[.;]|$)/u.exec(
      text,
    )?.groups?.['units'];
  return units && unitHead(units) && endOfUnits(units, known) === units.length ? splitUnits(units) : [];
}

/** "chủ trì, cùng Sở Tài chính, Sở Xây dựng tham mưu …". */
const together = /chủ trì,?\s+cùng(?:\s+với)?\s+/giu;

/** "Chủ trì, phối hợp với Phòng Tư pháp và các đơn vị liên quan rà soát …" → two units. */
export function readPartners(text: string, known: readonly string[]): string[] {
  const partners: string[] = [];
  for (const match of [...text.matchAll(cooperation), ...text.matchAll(together)]) {
    const rest = text.slice(match.index + match[0].length);
    const end = endOfUnits(rest, known);
    if (end) partners.push(...splitUnits(rest.slice(0, end)));
  }
  return partners.length > 0 ? partners : joiningUnits(text, known);
}

const addressee =
  /(?:báo cáo(?: kết quả)?(?: về| cho| lên| với| gửi)?|phản ánh (?:về|với|đến)|gửi(?: về| cho)?|về|trình)\s+/giu;

/** "… báo cáo về UBND thành phố và Sở Khoa học và Công nghệ" → two units. */
export function readReportsTo(
  text: string,
  subject: Subject | undefined,
  known: readonly string[],
): string[] {
  if (!/báo cáo|phản ánh|gửi/iu.test(text)) return [];
  const found: string[] = [];
  const clause = text.replace(/\sđể (?:xem xét|nghiên cứu|tổng hợp|theo dõi|kịp thời|chỉ đạo).*$/u, '');
  for (const match of clause.matchAll(addressee)) {
    const from = match.index + match[0].length;
    if (subject && from <= subject.to) continue;
    if (/^trình/iu.test(match[0]) || !/báo cáo|phản ánh|gửi/iu.test(text.slice(0, from))) continue;
    const end = endOfUnits(clause.slice(from), known);
    if (end) found.push(...splitUnits(clause.slice(from, from + end).replace(/\s*\(qua .*$/u, '')));
  }
  return [...new Set(found)];
}
