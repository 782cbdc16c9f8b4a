import { startsWithVerb } from './duty-verbs.ts';
import { endOfUnits, splitUnits, unitHead } from './unit-names.ts';

/** Who a sentence says is to act. */
export interface Subject {
  readonly units: readonly string[];
  /** "Giám đốc Sở yêu cầu …": who orders it. */
  readonly directing: string | null;
  /** Where what belongs to the order begins: the one who orders, or the units. */
  readonly begin: number;
  /** Where the units begin and end in the sentence. */
  readonly from: number;
  readonly to: number;
}

const preamble =
  /^(?:căn cứ|trên cơ sở|theo(?! dõi)|để|nhằm|hằng|hàng|định kỳ|khi|nếu|trong|quá trình|đối với|trước|sau|từ|ngoài|về|tùy|tuỳ|thực hiện)(?![\p{L}])/iu;
const ordering = '(?:^|[\\s,;.])(?<verb>giao cho|giao|yêu cầu|đề nghị|phân công|trách nhiệm của)\\s+';
const order = new RegExp(ordering, 'giu');
const orders = new RegExp(ordering, 'iu');

/** The unit that a sentence says does it; undefined when it begins with a verb, or names none. */
export function readSubject(text: string, known: readonly string[]): Subject | undefined {
  for (const from of starts(text)) {
    const found = subjectAt(text, from, known);
    if (found) return found;
  }
  return orderedSubject(text, known);
}

/** "Giám đốc Sở yêu cầu các phòng …", "Giao Văn phòng …", "nếu có vướng mắc, đề nghị các đơn vị …". */
function orderedSubject(text: string, known: readonly string[]): Subject | undefined {
  for (const match of text.matchAll(order)) {
    const from = match.index + match[0].length;
    if (meeting.test(text.slice(match.index))) continue;
    const end = endOfUnits(text.slice(from), known);
    const before = openingOf(text.slice(topicLength(text), match.index).trim());
    if (!end || !(before === '' || preamble.test(before) || decides(before) || unitHead(before))) continue;
    if (!isFollowed(text.slice(from + end))) continue;
    const boss = before !== '' && unitHead(before) ? before : null;
    const verb = match.groups?.['verb']?.toLowerCase();
    const directing = verb === 'yêu cầu' || verb === 'giao' ? boss : null;
    const begin = match.index - (boss?.length ?? 0);
    return {
      units: splitUnits(text.slice(from, from + end)),
      directing,
      begin: Math.max(0, begin),
      from,
      to: from + end,
    };
  }
  return undefined;
}

/** "Thống nhất chủ trương mua máy chiếu, giao Phòng Tài chính …": what is decided before somebody is charged with it. */
export const decides = (text: string): boolean =>
  /^(?:cơ bản )?(?:đồng ý|thống nhất|nhất trí|chấp thuận)(?!\p{L})[^;]*,?$/iu.test(text);

/** "tổ chức giao ban định kỳ": a meeting, no order to a board. */
const meeting = /^[\s,;.]*[Gg]iao ban(?! \p{Lu})/u;

/** What of the words before an order can be who orders: of "Trên đây là Kế hoạch …, UBND phường" the last part. */
function openingOf(before: string): string {
  if (!before.startsWith('Trên đây là')) return before.replace(/^.*,\s+(?=\p{Lu})/u, '');
  const last = before.replace(/,$/u, '').split(/,\s+/u).at(-1) ?? '';
  return unitHead(last) && !before.endsWith(',') ? last : '';
}

/** Places where a subject may begin: the start, and after the commas of an opening "Căn cứ …," until a verb. */
function starts(text: string): number[] {
  const topic = topicLength(text);
  const at = topic > 0 ? [0, topic] : [0];
  if (!preamble.test(text)) return at;
  for (const match of text.matchAll(/,\s+/gu)) {
    const from = match.index + match[0].length;
    if (startsWithVerb(text.slice(from)) && !unitHead(text.slice(from))) break;
    if (/(?<!được )(?:đề nghị|yêu cầu|giao)\s/u.test(text.slice(0, from))) break;
    at.push(from);
  }
  return at;
}

/** "Về chế độ báo cáo: các đơn vị gửi …": a topic before the colon, no unit and no list of people. */
export function topicLength(text: string): number {
  const topic = /^(?<words>[^:.;]{3,110}):\s+(?=\S)/u.exec(text);
  const words = topic?.groups?.['words'];
  if (!topic || !words || words.split(' ').length > 14 || unitHead(words) || orders.test(words)) return 0;
  return /^(?:thành phần|đối tượng|địa điểm|nơi|kính gửi|căn cứ|ông|bà|đồng chí|đ\/c)(?!\p{L})/iu.test(words)
    ? 0
    : topic[0].length;
}

function subjectAt(text: string, from: number, known: readonly string[]): Subject | undefined {
  const rest = text.slice(from);
  const named = from === 0 ? (executors(rest) ?? personSubject(rest)) : undefined;
  if (named) return named;
  const weak = endOfUnits(rest, known);
  if (weak === undefined) return undefined;
  if (/^\s*,?\s*(?:yêu cầu|đề nghị|giao)(?!\p{L})/u.test(rest.slice(weak))) return undefined;
  const duty = /\s(?:có|chịu) trách nhiệm(?!\p{L})/u.exec(rest)?.index;
  const between = duty === undefined ? undefined : rest.slice(weak, duty);
  const end = duty !== undefined && duty > weak && between && !/[,;]|[.:]\s/u.test(between) ? duty : weak;
  if (!isFollowed(rest.slice(end))) return undefined;
  // "các phòng được phân công chủ trì chịu trách nhiệm …"
  const until = between?.startsWith(' được ') ? weak : end;
  const given = charged.exec(rest.slice(end))?.[0].length ?? 0;
  const nameEnd = given > 0 && group.test(rest) ? end + given : until;
  const to = from + end + given;
  return { units: splitUnits(rest.slice(0, nameEnd)), directing: null, begin: from, from, to };
}

/** "được giao nhiệm vụ", "được phân công", "được giao chủ trì": which of a group is meant, or that one unit is charged. */
const charge = String.raw`được (?:giao|phân công)(?! (?:dự toán|kế hoạch|chỉ tiêu|vốn|khoán))(?: (?:nhiệm vụ|chủ trì|phụ trách|xử lý|thực hiện|quản lý))?`;
const charged = new RegExp(String.raw`^\s+${charge}(?=\s)`, 'u');
const group = /^(?:các|mỗi|từng|những|cơ quan|đơn vị|cá nhân|tổ chức|cán bộ|công chức|viên chức)(?!\p{L})/iu;

/** "Chánh Văn phòng …; Giám đốc các Sở: …; Thủ trưởng … chịu trách nhiệm thi hành Quyết định này". */
function executors(text: string): Subject | undefined {
  const units =
    /^(?<units>.{5,900}?)\s+(?:có|chịu) trách nhiệm (?:thi hành|thực hiện|tổ chức thực hiện)\s+(?=Quyết định|Kế hoạch|Chỉ thị|Chương trình|Nghị quyết)/u.exec(
      text,
    )?.groups?.['units'];
  if (!units || !unitHead(units)) return undefined;
  return { units: splitUnits(units), directing: null, begin: 0, from: 0, to: units.length };
}

/** "Ông Nguyễn Văn Bình, Chi cục trưởng - Trưởng ban: Chỉ đạo chung" → the person with the post. */
function personSubject(text: string): Subject | undefined {
  const who =
    /^(?<who>(?:Ông|Bà|Đồng chí|Đ\/c)\s+(?:\p{Lu}\p{Ll}*\.?\s?){2,5}(?:[,(–-][^:;.]{2,120})?)(?=\s*:\s|\s+(?:phụ trách|chỉ đạo|chịu trách nhiệm|chủ trì|làm))/u.exec(
      text,
    )?.groups?.['who'];
  if (!who) return undefined;
  return { units: [who.trim().replace(/[,\s-]+$/u, '')], directing: null, begin: 0, from: 0, to: who.length };
}

/** "theo chức năng, nhiệm vụ được giao", "được giao nhiệm vụ", between a subject and its verb. */
const competence = new RegExp(
  String.raw`^(?:${charge}|(?:theo|căn cứ)\s+(?:chức năng|nhiệm vụ|thẩm quyền|quyền hạn|quy định)(?:(?:,|\s+và)\s+(?:nhiệm vụ|quyền hạn|thẩm quyền))*(?:\s+(?:được (?:giao|phân công)|của mình|của (?:đơn vị|ngành)))?),?\s+`,
  'u',
);

/** After a subject comes a verb, or a colon with what it has to do. */
function isFollowed(rest: string): boolean {
  if (/^\s*:\s*\S/u.test(rest)) return true;
  const text = rest.replace(/^\s*(?:\([^)]*\)\s*)?[,:]?\s*/u, '').replace(competence, '');
  return text !== '' && (startsWithVerb(text) || /^(?:có|chịu) trách nhiệm/u.test(text));
}
