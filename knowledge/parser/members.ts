import type { DutyReading } from './duties.ts';
import type { Flow } from './flow.ts';
import type { Item } from './outline.ts';
import { splitUnits, unitHead } from './unit-names.ts';

const role =
  /\s*(?:[-–:,;]|\slàm\s|\slà\s)\s*(?<role>(?:phó\s+)?(?:trưởng (?:đoàn|ban|nhóm|tiểu ban)|tổ trưởng|đội trưởng|chủ tịch hội đồng|tổ phó|đội phó|thư ký|ủy viên(?: thường trực)?|uỷ viên(?: thường trực)?|thành viên)(?!\s+\p{Ll}*\s*\p{Lu})[^,;:]{0,40})\s*$/iu;
const person = /^(?<who>(?:Ông|Bà|Đồng chí|Đ\/c)\s+(?:\p{Lu}\p{Ll}*\s?){2,5})(?:,\s*(?<post>.+))?$/u;

/** "…, gồm các ông, bà có tên sau:": what stands below are members. */
function listsMembers(item: Item): boolean {
  return /(?:gồm|có tên|thành phần|danh sách|cơ cấu|thành viên)(?!\p{L})/iu.test(item.headings.at(-1) ?? '');
}

/** "Bà Hà Thị Lan, Phó Chủ tịch UBND xã - Trưởng đoàn" → who is what; undefined for what names no role. */
export function readMember(sentence: Flow, item: Item): DutyReading | undefined {
  if (!listsMembers(item)) return undefined;
  const text = sentence.text.replace(/[\s;.]+$/u, '');
  const found = role.exec(text);
  const part = found?.groups?.['role'];
  if (!found || !part) return undefined;
  const named = text.slice(0, found.index);
  const { who, post } = person.exec(named)?.groups ?? {};
  const units = named.replace(/^(?:đại diện|lãnh đạo)\s+/iu, '');
  const lead = who ? [who.trim()] : unitHead(units) ? splitUnits(units) : [];
  if (lead.length === 0) return undefined;
  const body = /(?:^|\s)thành lập\s+(?<body>\p{Lu}[^,;:]{3,120})/iu.exec(item.headings.at(-1) ?? '')
    ?.groups?.['body'];
  const place = body ? `${part.trim()} ${body.trim()}` : part.trim();
  return {
    task: post ? `${place} (${post.trim()})` : place,
    lead,
    coordinating: [],
    directing: null,
    advises: false,
    reportsTo: [],
    deliverable: null,
    method: null,
    governance: true,
    pieces: [sentence],
    clause: sentence,
  };
}
