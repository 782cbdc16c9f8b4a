import type { PlanDocument, Reference } from '../assignment.ts';
import { isSyllable } from '../search/syllable.ts';
import { fold, squeeze } from '../text.ts';
import { mainProvince, officeId, tidyBodyName, upperFirst } from './body-names.ts';
import { readLetterhead, type Letterhead } from './letterhead.ts';
import type { Item } from './outline.ts';
import { readable } from './readable.ts';

export type Header = Pick<
  PlanDocument,
  'type' | 'title' | 'number' | 'symbol' | 'issuer' | 'office' | 'superior' | 'place' | 'issuedOn' | 'year'
>;

const types =
  'KẾ HOẠCH|CHƯƠNG TRÌNH|QUYẾT ĐỊNH|NGHỊ QUYẾT|CHỈ THỊ|ĐỀ ÁN|THÔNG BÁO|HƯỚNG DẪN|PHƯƠNG ÁN|CÔNG VĂN|BÁO CÁO|QUY CHẾ|THÔNG TƯ|NGHỊ ĐỊNH|CÔNG ĐIỆN|KẾT LUẬN|QUY ĐỊNH|TỜ TRÌNH';
const typeLine = new RegExp(
  `^(?<type>(?:${types})(?: (?:HÀNH ĐỘNG|LIÊN TỊCH|LIÊN NGÀNH|PHỐI HỢP))?):?$`,
  'u',
);
/** "CHƯƠNG TRÌNH CÔNG TÁC NĂM 2026 của Ủy ban nhân dân phường": the type and its subject in one paragraph. */
const typedSubject = new RegExp(`^(?<type>${types})\\s(?<subject>\\p{Lu}{2,}\\s\\p{Lu}{2,}.*)$`, 'u');

/** Cơ quan, số/ký hiệu, địa danh, ngày, trích yếu: what the first page says of the document itself. */
export function readHeader(lines: readonly string[], items: readonly Item[]): Header {
  const preface = items.filter((item) => item.zone === 'preface');
  const page = firstPage(preface);
  const texts = page.map(({ text }) => text);
  const typed = texts.findIndex((text) => typeLine.test(text));
  const letter = typed < 0 ? texts.findIndex((text) => text.startsWith('V/v ')) : -1;
  const below = page[typed >= 0 ? typed : texts.findIndex((text) => text.startsWith('Kính gửi'))]?.item;
  const above = below ? lines.slice(0, below.block.lines[0] - 1) : [];
  const letterhead = readLetterhead(above);
  const type = upperFirst(
    (texts[typed] ?? (letter < 0 ? 'Kế hoạch' : 'Công văn')).replace(/:$/u, '').toLowerCase(),
  );
  const subject =
    letter < 0 ? subjectAfter(texts, typed) : squeeze((texts[letter] ?? '').replace(/^V\/v/u, 'về việc'));
  const attached = typed < 0 && letter < 0 ? attachedTo(lines) : undefined;
  if (attached) return attached;
  const text = items.map((item) => item.block.flow.text).join('\n');
  const superior = letterhead.bodies.length > 1 ? tidyBodyName(letterhead.bodies[0] ?? '', text) : null;
  const issuer = withPlace(readIssuer(letterhead, preface, text), { ...letterhead, superior }, text);
  return {
    type,
    title: readable(squeeze(`${type} ${subject.replace(/^Về việc/u, 'về việc')}`)),
    number: letterhead.number,
    symbol: letterhead.symbol,
    issuer,
    office: officeId(issuer),
    superior,
    place: letterhead.place,
    issuedOn: letterhead.issuedOn,
    year: readYear(subject, letterhead),
  };
}

/** Its paragraphs; one that holds both the type and the subject counts as two, where no other is the type's. */
function firstPage(preface: readonly Item[]): readonly { readonly item: Item; readonly text: string }[] {
  const page = preface.map((item) => ({ item, text: item.block.flow.text }));
  if (page.some(({ text }) => typeLine.test(text))) return page;
  const at = page.findIndex(({ text }) => typedSubject.test(text));
  const { type, subject } = typedSubject.exec(page[at]?.text ?? '')?.groups ?? {};
  const item = page[at]?.item;
  if (!item || !type || !subject) return page;
  const words = subject.split(' ').map((word) => (isSyllableInCapitals(word) ? word.toLowerCase() : word));
  return [...page.slice(0, at), { item, text: type }, { item, text: words.join(' ') }, ...page.slice(at + 1)];
}

/** "CÔNG", not "UBND" or "Ủy": a word of the language in capitals. */
const isSyllableInCapitals = (word: string): boolean =>
  word === word.toUpperCase() && isSyllable(fold(word).replace(/[,;]$/u, ''));

const attachment =
  /\((?:Ban hành )?[Kk]èm theo (?<type>Nghị quyết|Quyết định|Kế hoạch|Chương trình|Công văn|Chỉ thị) số (?<number>\d+[\p{L}\d/&-]+) ngày (?<day>\d{1,2})(?:\/| tháng )(?<month>\d{1,2})(?:\/| năm )(?<year>\d{4}) của (?<issuer>[^()]{4,120})\)/u;

/** "(Kèm theo Nghị quyết số 71/NQ-CP ngày 01 tháng 4 năm 2025 của Chính phủ)" under an annex that came alone. */
function attachedTo(lines: readonly string[]): Header | undefined {
  const first = squeeze(lines.slice(0, 20).join(' '));
  const found = attachment.exec(first);
  const { type, number, day, month, year, issuer: printed } = found?.groups ?? {};
  if (!found || !type || !number || !day || !month || !year || !printed) return undefined;
  const issuer = withPlace(tidyBodyName(printed), { place: null, superior: null }, '');
  const subject = squeeze(first.slice(0, found.index)).split(' ').map(smaller).join(' ');
  return {
    type: 'Phụ lục',
    title: upperFirst(`${subject.trim()} (kèm theo ${type} số ${number})`),
    number,
    symbol: number.replace(/^\d+(?:\/\d{4})?\//u, ''),
    issuer,
    office: officeId(issuer),
    superior: null,
    place: null,
    issuedOn: `${year}-${month.padStart(2, '0')}-${day.padStart(2, '0')}`,
    year: readYear(subject, { year: Number(year), issuedOn: null }),
  };
}

const smaller = (word: string): string => (/[\d/]/u.test(word) ? word : word.toLowerCase());

const basisOpening =
  /^(?:Căn cứ|(?:Thực hiện|Triển khai|Theo) (?:Luật|Quyết định|Kế hoạch|Chỉ thị|Nghị quyết|[Hh]ướng dẫn|Công văn|Chương trình|Thông báo|Kết luận)(?! .{0,160}$)|\(?Kèm theo|\(?Ban hành kèm|Để |Nhằm |Xét )/u;

/** The line of a decision that says who decides: "CHỦ TỊCH ỦY BAN NHÂN DÂN TỈNH". */
const authority =
  /^(?:CHỦ TỊCH|ỦY BAN|UỶ BAN|BỘ TRƯỞNG|GIÁM ĐỐC|HỘI ĐỒNG|THỦ TƯỚNG|CHÍNH PHỦ|BAN THƯỜNG VỤ|CỤC TRƯỞNG|CHI CỤC TRƯỞNG)(?:\s[\p{Lu}\s,&-]+)?[:.]?$/u;

/** Trích yếu: the lines between the word "KẾ HOẠCH" and the first "Căn cứ". */
function subjectAfter(preface: readonly string[], typed: number): string {
  const lines: string[] = [];
  for (const text of preface.slice(typed + 1)) {
    if ((lines.length > 0 || text.startsWith('Căn cứ')) && (basisOpening.test(text) || /[.;:,]$/u.test(text)))
      break;
    if (text.startsWith('(') || authority.test(text)) break;
    lines.push(text.replace(/^[-_*\s]+$/u, ''));
  }
  return squeeze(lines.join(' '));
}

const body = String.raw`(?:UBND|Ủy ban nhân dân|Uỷ ban nhân dân|Sở|Ban|Phòng|Chi cục|Cục|Trung tâm|Bộ|HĐND|Hội đồng|Văn phòng|Đảng ủy|Tỉnh ủy|Thành ủy|Huyện ủy|Trường|Bệnh viện|Thanh tra|Viện|Hội|Đoàn)`;
const makes = new RegExp(
  String.raw`(?:^|[,;.]\s+)(?<name>${body}(?:\s[^,;.:()]{2,80}?)?)\s*(?:\([^)]*\)\s*)?(?:xây dựng|ban hành|lập|đề ra|triển khai|phê duyệt)\s+(?:[Kk]ế hoạch|[Cc]hương trình|[Qq]uyết định|[Đđ]ề án)`,
  'u',
);

/** The letterhead's last body; without a letterhead, the body that "xây dựng kế hoạch", or that the signer signs for. */
function readIssuer(letterhead: Letterhead, preface: readonly Item[], text: string): string {
  const printed = letterhead.bodies.at(-1);
  if (printed) return tidyBodyName(printed, text);
  for (const item of preface.toReversed()) {
    const name = makes.exec(item.block.flow.text)?.groups?.['name'];
    if (name) return tidyBodyName(name);
  }
  const signed = /(?:^|\n)TM\.\s*(?<name>[^\n]+)/u.exec(text)?.groups?.['name'];
  return signed ? tidyBodyName(signed, text) : '';
}

/** "Sở Khoa học và Công nghệ" is found in every province: the place makes it one office. */
function withPlace(
  issuer: string,
  { place, superior }: { readonly place: string | null; readonly superior: string | null },
  text: string,
): string {
  if (
    !issuer ||
    /^(?:UBND|HĐND|Đảng ủy) (?:xã|phường|thị trấn|huyện|quận|thị xã|thành phố|tỉnh) /u.test(issuer)
  )
    return issuer;
  if (/^(?:Chính phủ|Thủ tướng|Bộ|Quốc hội|Văn phòng Chính phủ)(?: |$)/u.test(issuer)) return issuer;
  const where = place?.replace(/^(?:TP\.?|Thành phố|Tỉnh)\s+/iu, '') ?? mainProvince(text);
  if (!where || fold(issuer).includes(fold(where))) return issuer;
  return `${issuer} ${levelUnder(superior, where, issuer)}${where}`;
}

/** "UBND phường Đồng Tiến" above "Hội đồng nghĩa vụ quân sự": it is the ward's. A Sở is called by its province alone. */
function levelUnder(superior: string | null, where: string, issuer: string): string {
  const above = /^UBND (?<level>tỉnh|thành phố|huyện|quận|thị xã|xã|phường|thị trấn) (?<name>.+)$/u.exec(
    superior ?? '',
  );
  const { level, name } = above?.groups ?? {};
  if (!level || !name || fold(name) !== fold(where) || issuer.startsWith('Sở ')) return '';
  return `${level} `;
}

/** The year in the title; of a plan without one, the year of its date. "đến năm 2030" is a horizon, not the plan's year. */
function readYear(subject: string, letterhead: Pick<Letterhead, 'year' | 'issuedOn'>): number | null {
  const years = [...subject.matchAll(/(?<!(?:đến|hướng|từ) )năm (?<year>20\d\d)/gu)].map(
    (match) => match.groups?.['year'],
  );
  const own = years.at(-1);
  if (own) return Number(own);
  return letterhead.issuedOn ? Number(letterhead.issuedOn.slice(0, 4)) : letterhead.year;
}

/** Căn cứ: the documents cited before the first heading, each once. */
export function legalBasisOf(references: readonly Reference[], items: readonly Item[]): Reference[] {
  const basis = items.filter(
    ({ zone, block }) =>
      zone === 'preface' && block.flow.text.length > 40 && /[;.:,]$/u.test(block.flow.text),
  );
  const seen = new Set<string>();
  return references.filter((reference) => {
    const inside = basis.some(
      ({ block }) => reference.lines[0] >= block.lines[0] && reference.lines[1] <= block.lines[1],
    );
    const key = `${reference.type} ${reference.number}`;
    if (!inside || seen.has(key)) return false;
    seen.add(key);
    return true;
  });
}
