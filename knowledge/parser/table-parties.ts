import { fold, squeeze } from '../text.ts';
import { beginsUnit } from './table-atoms.ts';
import { endOfUnits, splitUnits, unitHead } from './unit-names.ts';

/** Who does what in a row, as printed. */
export interface Parties {
  readonly lead: readonly string[];
  readonly advising: readonly string[];
  readonly coordinating: readonly string[];
  readonly directing: string | null;
  /** What the cell says besides names: "Trưởng các phòng trình Giám đốc Sở phê duyệt Kế hoạch". */
  readonly rest: string | null;
}

type Role = 'lead' | 'advising' | 'coordinating' | 'directing';

const label =
  /(?:^|[\s;.,])[-–+•*]?\s*(?<role>(?:đơn vị |cơ quan |cá nhân |bộ phận )?(?:trách nhiệm|chịu trách nhiệm|chủ trì|thực hiện|tham mưu|phối hợp(?: thực hiện)?|chỉ đạo))\s*:\s*/giu;
const chairs =
  /^(?<lead>.+?)\s+(?:là đơn vị )?chủ trì(?:\s*[,;]?\s*(?:và\s+)?phối hợp(?:\s+(?:với|cùng))?\s+(?<partners>.+))?$/iu;
const joins = /^(?<lead>.+?)\s*[;,(–-]\s*phối hợp(?:\s+(?:với|cùng))?\s*:?\s+(?<partners>[^)]+)\)?$/iu;

/** "Phòng Văn hóa - Xã hội tham mưu, Chủ tịch UBND xã quyết định". */
const decides =
  /^(?<adviser>.+?)\s+tham mưu(?:\s+trình)?\s*[,;]\s*(?<decider>.+?)\s+(?:quyết định|phê duyệt|ký(?: ban hành)?)$/iu;

/** "Văn phòng (chủ trì), Đoàn trường (phối hợp)". */
const bracketed =
  /\s*\((?<role>(?:đơn vị )?(?:chủ trì|phối hợp|tham mưu)(?: thực hiện)?)\)\s*[;,]?(?:\s*và(?=\s))?\s*/giu;

/**
 * "- Trách nhiệm: Ban Chỉ đạo ISO - Tham mưu: Thư ký ISO - Phối hợp: Các phòng", "Văn phòng chủ trì, phối hợp
 * với Phòng Tài chính", or names alone, which then have the role of their column.
 */
export function readParties(text: string, column: Role): Parties {
  const found: Record<Role, string[]> = { lead: [], advising: [], coordinating: [], directing: [] };
  let rest: string | null = null;
  for (const { role, words } of labelled(squeeze(text), column)) {
    const { names, left } = readNames(words);
    found[role].push(...names);
    if (left && role === column) rest = rest ? `${rest}; ${left}` : left;
  }
  const { lead, advising, coordinating, directing } = found;
  return { lead, advising, coordinating, directing: directing.join(', ') || null, rest };
}

function labelled(text: string, column: Role): readonly { readonly role: Role; readonly words: string }[] {
  const marks = [...text.matchAll(label)];
  if (marks.length > 0) {
    const before = text.slice(0, marks[0]?.index ?? 0).replace(/[-–\s]+$/u, '');
    const parts = marks.map((mark, index) => ({
      role: roleOf(mark.groups?.['role'] ?? '', column),
      words: text.slice(mark.index + mark[0].length, marks[index + 1]?.index ?? text.length),
    }));
    return before ? [{ role: column, words: before }, ...parts] : parts;
  }
  const roles = [...text.matchAll(bracketed)];
  if (roles.length > 0) {
    const ends = roles.map((mark) => mark.index + mark[0].length);
    const parts = roles.map((mark, index) => ({
      role: roleOf(mark.groups?.['role'] ?? '', column),
      words: text.slice(ends[index - 1] ?? 0, mark.index),
    }));
    return [...parts, { role: column, words: text.slice(ends.at(-1)) }].filter(({ words }) =>
      /\p{L}/u.test(words),
    );
  }
  const { adviser, decider } = decides.exec(text)?.groups ?? {};
  if (adviser && decider && unitHead(adviser) && unitHead(decider))
    return [
      { role: 'lead', words: adviser },
      { role: 'advising', words: adviser },
      { role: 'directing', words: decider },
    ];
  const sentence = chairs.exec(text)?.groups ?? joins.exec(text)?.groups;
  const lead = sentence?.['lead'];
  if (!lead || column !== 'lead' || !unitHead(lead)) return [{ role: column, words: text }];
  const partners = sentence['partners'];
  return [
    { role: 'lead', words: lead },
    ...(partners ? [{ role: 'coordinating' as const, words: partners }] : []),
  ];
}

function roleOf(words: string, column: Role): Role {
  if (/tham mưu/iu.test(words)) return 'advising';
  if (/phối hợp/iu.test(words)) return 'coordinating';
  if (/chỉ đạo/iu.test(words)) return 'directing';
  return column === 'directing' ? 'directing' : 'lead';
}

const nobody =
  /^(?:[-–—./x…?\s]*|không(?: có)?|nt|như trên|chưa (?:có|giao|phân công|xác định|bố trí)(?: .*)?|["”“\s]+)$/iu;

function readNames(words: string): { readonly names: readonly string[]; readonly left: string | null } {
  const text = words
    .replace(/^(?:[–*\s]+|[-+•]\s+(?!.*\s[-+•]\s))/u, '')
    .replace(/[\s;.,:–-]+$/u, '')
    .trim();
  if (nobody.test(text)) return { names: [], left: null };
  const end = endOfUnits(text);
  const after = end === undefined ? '' : text.slice(end);
  const says = /^\s+(?:trình|báo cáo|tham mưu|phê duyệt|ban hành|gửi|có trách nhiệm)\s+\S+\s+\S/u;
  if (end !== undefined && says.test(after)) return { names: splitNames(text.slice(0, end)), left: text };
  return { names: splitNames(text), left: null };
}

/** "- Văn phòng - Phòng Tài chính" in one cell are two names; "Phòng Văn hóa - Xã hội" is one. */
function splitNames(text: string): readonly string[] {
  const listed = /^[-+•]\s/u.test(text)
    ? text.split(/(?:^|\s)[-+•]\s+(?=\p{Lu})/u).filter((part) => part.trim())
    : [text];
  return listed
    .flatMap((part) => splitUnits(bindOffices(part)))
    .flatMap((name) => leaveGroup(name.replaceAll(bond, ' ')))
    .flatMap(splitPosts);
}

/** "Bảo vệ dân phố, Địa chính - Môi trường": names of a cell that running text does not know as units. */
function splitPosts(name: string): readonly string[] {
  const parts = unitHead(name) ? [] : name.split(/,\s+(?=\p{Lu})/u);
  return parts.length > 1 && parts.every(beginsUnit) ? parts : [name];
}

const bond = '\u2060';
/** Offices that serve two bodies: "Văn phòng HĐND và UBND", "Văn phòng Đoàn ĐBQH và HĐND tỉnh". */
const sharedOffice =
  /(?<=(?:văn phòng|thường trực|lãnh đạo|vp) (?:đoàn đbqh|hđnd|đảng ủy|đảng uỷ|tỉnh ủy|huyện ủy|thành ủy|hội đồng nhân dân))\s*(?:và|&|-|,)\s*(?=(?:hđnd|ubnd|ủy ban nhân dân|uỷ ban nhân dân)(?!\p{L}))/giu;

/** Keeps `splitUnits` from parting such a name at its "và". */
function bindOffices(text: string): string {
  return text.replace(sharedOffice, (joint) => joint.replace(/\s/gu, bond));
}

/** "Các phòng, đơn vị, Tổ giúp việc Ban Chỉ đạo": behind a group in small letters a capital begins a unit of its own. */
function leaveGroup(text: string): readonly string[] {
  const { group, unit } =
    /^(?<group>\p{Lu}[^\p{Lu}]*?),\s+(?<unit>\p{Lu}\p{Ll}*(?: [^\s,;]+){2,}.*)$/u.exec(text)?.groups ?? {};
  return group && unit && unitHead(unit) ? [group, ...splitUnits(unit)] : [text];
}

/** Two units side by side in one cell that name the same part of two owners: "Bộ phận Một cửa của Sở, … của Chi cục X". */
interface SharedPart {
  readonly head: string;
  readonly first: string;
  readonly second: string;
}

/** What a table says in full of parts of two owners, from each of its cells of units. */
export function sharedParts(cells: readonly (readonly string[])[]): readonly SharedPart[] {
  return cells.flatMap((cell) =>
    cell.flatMap((unit, index) => {
      const [first, second] = [ownedBy(unit), ownedBy(cell[index + 1] ?? '')];
      const alike = first && second && fold(first.part) === fold(second.part);
      if (!alike) return [];
      const head = fold(first.part).split(' ').slice(0, 2).join(' ');
      return [{ head, first: fold(first.owner), second: fold(second.owner) }];
    }),
  );
}

/**
 * "Bộ phận tiếp nhận của Sở, Chi cục X" reads as a part of each of the two where the same table says so in full of a
 * like part: "Bộ phận Một cửa của Sở, Bộ phận Một cửa của Chi cục X". The reading is doubtful and said to be.
 */
export function shareOwners(units: readonly string[], parts: readonly SharedPart[]): readonly string[] {
  if (parts.length === 0) return units;
  return units.map((unit, index) => {
    const before = ownedBy(units[index - 1] ?? '');
    const fits =
      before &&
      parts.some(
        ({ head, first, second }) =>
          fold(before.part).startsWith(head) && first === fold(before.owner) && second === fold(unit),
      );
    return fits ? `${before.part} của ${unit}` : unit;
  });
}

function ownedBy(unit: string): { readonly part: string; readonly owner: string } | undefined {
  const { part, owner } = /^(?<part>.+?) của (?<owner>.+)$/u.exec(unit)?.groups ?? {};
  return part && owner ? { part, owner } : undefined;
}
