import { startsWithVerb } from './duty-verbs.ts';
import { isBullet } from './markers.ts';
import type { Item } from './outline.ts';
import { endOfUnits, splitUnits, unitHead } from './unit-names.ts';

export type SectionKind = 'orientation' | 'task' | 'governance' | 'duty';

/**
 * What the nearest heading that says it makes of the text below: "TỔ CHỨC THỰC HIỆN" assigns, "MỤC ĐÍCH" does not.
 * `parts` are the paths of headings under which units are numbered.
 */
export function sectionKindOf(item: Item, parts: ReadonlySet<string>): SectionKind {
  if (item.zone === 'closing') return 'duty';
  const { headings, block } = item;
  if (block.marker !== null && !isBullet(block.marker) && parts.has(pathOf(headings))) return 'duty';
  for (const [at, heading] of [...headings.entries()].toReversed()) {
    if (assigns(heading)) return 'duty';
    if (parts.has(pathOf(headings.slice(0, at))) && unitsNamedBy(heading).length > 0) return 'duty';
    if (/tổ chức bộ máy|bộ máy|thành phần ban|cơ cấu tổ chức/iu.test(heading)) return 'governance';
    if (/mục đích|yêu cầu|quan điểm|định hướng|mục tiêu|phạm vi|đối tượng/iu.test(heading))
      return 'orientation';
  }
  return 'task';
}

/** Which place in the outline the headings lead to. */
export const pathOf = (headings: readonly string[]): string => headings.join(' › ');

/** "TỔ CHỨC THỰC HIỆN", "PHÂN CÔNG NHIỆM VỤ": the part that gives work to units. */
export function assigns(heading: string): boolean {
  return /tổ chức thực hiện|phân công|trách nhiệm|chế độ (?:thông tin,? )?báo cáo|thông tin,? báo cáo|giao nhiệm vụ|nhiệm vụ của (?:các|từng|mỗi)/iu.test(
    heading,
  );
}

/**
 * The unit that the nearest heading names: "2. Giao Văn phòng", "4. Các phòng, đơn vị thuộc Sở có trách nhiệm:".
 * `peers` are headings that stand among those of units.
 */
export function unitsOfHeading(item: Item, peers: ReadonlySet<string>): string[] {
  if (item.zone === 'closing') return [];
  for (const heading of item.headings.toReversed()) {
    const units = peers.has(heading) ? splitUnits(heading) : unitsNamedBy(heading);
    if (units.length > 0) return units;
  }
  return [];
}

/**
 * "3. Agribank Kim Thành" between "2. Phòng Kinh tế" and "4. Công an xã": where most headings of an assigning part name
 * units, a proper name among them is one as well, whatever its first word is.
 */
export function peersOfUnits(items: readonly Item[]): ReadonlySet<string> {
  const groups = new Map<string, Item[]>();
  for (const item of items) {
    const { zone, opens, headings, block } = item;
    if (zone !== 'body' || !opens || !assigns(headings.at(-1) ?? '')) continue;
    const place = `${headings.join(' › ')} ${block.marker?.kind}`;
    groups.set(place, [...(groups.get(place) ?? []), item]);
  }
  const peers = [...groups.values()].flatMap((group) => {
    const titles = group.map(({ block }) => block.body.text.replace(/[\s:;.,]+$/u, ''));
    const units = titles.filter((title) => unitsNamedBy(title).length > 0);
    const proper = titles.filter((title) => !units.includes(title) && isProperName(title));
    return proper.length * 2 <= units.length ? proper : [];
  });
  return new Set(peers);
}

function isProperName(title: string): boolean {
  const words = title.split(' ');
  return (
    words.length <= 8 &&
    /^\p{Lu}/u.test(title) &&
    words.slice(1).some((word) => /^\p{Lu}/u.test(word)) &&
    !startsWithVerb(title) &&
    !topics.test(title)
  );
}

const topics =
  /^(?:chế độ|kinh phí|thời (?:gian|hạn)|công tác|nội dung|thông tin|tiến độ|một số|điều khoản|nguồn|giải pháp|nhiệm vụ|mục tiêu|hiệu lực|khen thưởng|các |về )/iu;

/** "a) Bộ Tài chính chủ trì, phối hợp với các bộ:" above a list charges the list, in whatever part it stands. */
export function chargingHeading(item: Item): string | undefined {
  const heading = item.headings.at(-1);
  if (item.zone === 'closing' || heading === undefined) return undefined;
  const charges =
    /(?:chủ trì|(?:có|chịu) trách nhiệm|có nhiệm vụ)(?!\p{L})/iu.test(heading) || /^giao\s/iu.test(heading);
  return charges && unitsNamedBy(heading).length > 0 ? heading : undefined;
}

const ordering = /^(?:giao(?: cho)?|đề nghị|yêu cầu)\s/iu;

/** Empty when the heading is not just a unit's name. */
export function unitsNamedBy(heading: string): string[] {
  const name = heading
    .replace(/^(?:giao(?: cho)?|đề nghị|yêu cầu|trách nhiệm của|đối với|nhiệm vụ của)\s+/iu, '')
    .replace(/\s*(?:(?:có|chịu) trách nhiệm|có nhiệm vụ|chủ trì).*$/iu, '')
    .replace(saysMore, '')
    .replace(/[\s:;.,]+$/u, '');
  // "Đề nghị Agribank Chi nhánh Định Hóa": who is asked to act is one, whatever it is called
  if (!unitHead(name)) return ordering.test(heading) && isProperName(name) ? splitUnits(name) : [];
  const end = endOfUnits(name) ?? 0;
  return acts.test(name.slice(end)) ? [] : splitUnits(name);
}

/** "Trạm Y tế xã: Là cơ quan thường trực": the name ends at the colon; "Giám đốc các Sở: Y tế, Tài chính" goes on. */
const saysMore = /\s*:\s+(?=(?:Là|là)\s|\p{Ll}).*$/u;

const acts =
  /(?<!\p{L})(?:thực hiện|triển khai|tham mưu|phối hợp|căn cứ|tổ chức|xây dựng|chủ động|báo cáo|tiếp tục|tăng cường)(?!\p{L})/u;
