import type { Reference } from '../assignment.ts';
import { squeeze } from '../text.ts';
import { cut, linesOf, type Flow } from './flow.ts';
import type { Quoter } from './scan-quotes.ts';
import { depthAt } from './sentences.ts';

const types =
  `Hiến pháp|Bộ luật|Luật|Pháp lệnh|Nghị quyết|Nghị định|Quyết định|Chỉ thị|Thông tư liên tịch|Thông tư|Thông báo|
Kết luận|Quy định|Chương trình hành động|Chương trình|Kế hoạch hành động|Kế hoạch|Hướng dẫn|Công văn|Đề án|Công điện|Tờ trình|Văn bản|Báo cáo|CTHĐ`
    .split('|')
    .map((type) => type.trim());
const typePattern = types.map((type) => `${type.charAt(0)}${type.slice(1)}`).join('|');

/** "số 497-\nKL/TU", "4536/QĐ- UBND", "01/HD SKHCN", "163/2016/NDD-CP": the number with the breaks a page made in it. */
const numberPattern = String.raw`\d{1,5}\s?(?:/\d{4})?\s?(?:[/-]\s?(?:QH\d{1,2}|UBTVQH\d{1,2})|[/-]\s?(?!\d)[\p{L}]{1,6}(?:\s?[/-]\s?[\p{L}&]{1,9}(?:\s?[/-]\s?[\p{L}&]{1,6})?|\s[\p{Lu}]{3,8})?)`;
const datePattern = String.raw`ngày\s+(?:(?<d>\d{1,2})\s?[/.-]\s?(?<m>\d{1,2})\s?[/.-]\s?(?<y>\d{4})|(?<d2>\d{1,2})\s+tháng\s+(?<m2>\d{1,2})\s+năm\s+(?<y2>\d{4}))`;
const cited = new RegExp(
  String.raw`(?:(?<type>${typePattern})\s+)?(?:(?<so>số)\s*:?\s*)?(?<number>${numberPattern})(?![\p{L}\d])(?:[,\s]+(?<date>${datePattern}))?`,
  'giu',
);
const law = new RegExp(
  String.raw`(?:Luật|Bộ luật|Pháp lệnh)\s+\p{Lu}[^.;()]{2,70}?\s+(?:${datePattern}|năm\s+\d{4})`,
  'gu',
);

/** Every document cited in the flow, in order; a number without type counts only after "số". */
export function readReferences(flow: Flow, quoter: Quoter = (piece) => piece.text): Reference[] {
  const found: { at: number; reference: Reference }[] = [];
  for (const match of flow.text.matchAll(cited)) {
    const groups = match.groups ?? {};
    const [type, number] = [groups['type'], groups['number']];
    if (!number || (!type && !groups['so']) || !/\p{L}/u.test(number)) continue;
    const quote = cut(flow, match.index, match.index + match[0].length);
    const tail = readTail(flow.text.slice(match.index + match[0].length));
    found.push({
      at: match.index,
      reference: {
        type: typeName(type, number),
        number: tidyNumber(number),
        date: isoDate(groups),
        issuer: tail.issuer ?? issuerOf(number),
        subject: tail.subject,
        lines: linesOf(quote),
        quote: quoter(quote),
      },
    });
  }
  for (const match of flow.text.matchAll(law)) {
    const quote = cut(flow, match.index, match.index + match[0].length);
    if (found.some((other) => Math.abs(other.at - match.index) < match[0].length)) continue;
    const date = isoDate(match.groups ?? {});
    const subject = date ? quote.text.replace(/\s+ngày\s.*$/u, '') : quote.text;
    const reference = { type: 'Luật', number: null, date, issuer: null, subject };
    found.push({ at: match.index, reference: { ...reference, lines: linesOf(quote), quote: quoter(quote) } });
  }
  return found.sort((a, b) => a.at - b.at).map(({ reference }) => reference);
}

/** "01/HD SKHCN" → "01/HD-SKHCN"; "163/2016/NDD-CP" → "163/2016/NĐ-CP". */
export function tidyNumber(raw: string): string {
  return squeeze(raw)
    .replace(/\s*([/-])\s*/gu, '$1')
    .replace(/\s+(?=\p{Lu})/gu, '-')
    .replace(/([/-])NDD?-/u, '$1NĐ-')
    .replace(/([/-])QDD?-/u, '$1QĐ-')
    .replace(/QĐ-TTG$/u, 'QĐ-TTg');
}

function typeName(type: string | undefined, number: string): string {
  const byCode: Record<string, string> = {
    NQ: 'Nghị quyết',
    NĐ: 'Nghị định',
    QĐ: 'Quyết định',
    CT: 'Chỉ thị',
    KH: 'Kế hoạch',
    TT: 'Thông tư',
    HD: 'Hướng dẫn',
    KL: 'Kết luận',
    CV: 'Công văn',
    CTR: 'Chương trình',
    TB: 'Thông báo',
  };
  if (type) {
    const name = types.find((known) => known.toLowerCase() === squeeze(type).toLowerCase()) ?? type;
    return name === 'CTHĐ' ? 'Chương trình hành động' : name;
  }
  const code = /[/-]\s?(?<code>\p{L}{2,4})(?=\s?[/-]|\s|$)/u.exec(number)?.groups?.['code'] ?? '';
  return byCode[code.toUpperCase()] ?? 'Văn bản';
}

function isoDate(groups: Record<string, string | undefined>): string | null {
  const [day, month, year] = [
    groups['d'] ?? groups['d2'],
    groups['m'] ?? groups['m2'],
    groups['y'] ?? groups['y2'],
  ];
  if (!day || !month || !year || Number(month) > 12 || Number(day) > 31) return null;
  return `${year}-${month.padStart(2, '0')}-${day.padStart(2, '0')}`;
}

/** " của UBND tỉnh về việc phê duyệt …;" → issuer and subject. */
function readTail(tail: string): { issuer: string | null; subject: string | null } {
  const issuer =
    /^\s*,?\s*của\s+(?<name>.+?)(?=\s+(?:[Vv]ề|Ban hành|Quy định|Phê duyệt|ban hành|phê duyệt|quy định|thực hiện|chuyển đổi|nâng cao|triển khai|thông qua|sửa đổi|ký|hướng dẫn|giao|được|và(?= (?:Nghị quyết|Nghị định|Kế hoạch số|Quyết định|Chỉ thị|Kết luận|Chương trình|Thông tư|Hướng dẫn|\p{Ll})|\s*$)|thuộc|điều chỉnh|cho)(?![\p{L}])|[,;.:()“]|$)/u.exec(
      tail,
    );
  const name = issuer?.groups?.['name'];
  const kept = name && name.length < 70 ? squeeze(name) : null;
  const rest = issuer && kept ? tail.slice(issuer[0].length) : tail;
  const opening =
    /^\s*,?\s*(?:về việc|về|V\/v|ban hành|phê duyệt|quy định|thực hiện|chuyển đổi|nâng cao|triển khai|thông qua|sửa đổi|hướng dẫn|giao|điều chỉnh|Hỗ trợ|Kế hoạch)(?![\p{L}])/iu.exec(
      rest,
    );
  if (!opening) return { issuer: kept, subject: null };
  let end = rest.length;
  for (const match of rest.matchAll(
    /[;]|\.(?=\s|$)|,\s+(?=(?:UBND|Sở|Ủy ban|Phòng)\s)|\s+và\s+(?=(?:Kế hoạch|Quyết định|Nghị quyết|Chỉ thị)\s+(?:số\s+)?\d)/gu,
  )) {
    if (depthAt(rest, match.index) > 0) continue;
    end = match.index;
    break;
  }
  const subject = squeeze(rest.slice(0, end).replace(/^\s*,?\s*(?:về việc|về|V\/v)\s+/iu, '')).replace(
    /[\s./]+$/u,
    '',
  );
  return { issuer: kept, subject: subject ? subject.charAt(0).toUpperCase() + subject.slice(1) : null };
}

/** Codes that name their issuer alone; "UBND" alone does not say which. */
function issuerOf(number: string): string | null {
  const code = /[-/]\s?(?<code>[\p{L}]+)$/u.exec(squeeze(number))?.groups?.['code'] ?? '';
  const issuers: Record<string, string> = {
    CP: 'Chính phủ',
    TTg: 'Thủ tướng Chính phủ',
    TTG: 'Thủ tướng Chính phủ',
    TW: 'Trung ương',
    BTC: 'Bộ Tài chính',
    BKHCN: 'Bộ Khoa học và Công nghệ',
    BNV: 'Bộ Nội vụ',
    BTTTT: 'Bộ Thông tin và Truyền thông',
    BGDĐT: 'Bộ Giáo dục và Đào tạo',
    BTNMT: 'Bộ Tài nguyên và Môi trường',
  };
  return issuers[code] ?? null;
}
