import { cut, type Flow } from './flow.ts';
import { clausesOf, itemsOf } from './sentences.ts';
import { startsWithVerb } from './duty-verbs.ts';
import { readDeliverable, readMethod } from './deliverables.ts';
import { endOfUnits, splitUnits, unitHead } from './unit-names.ts';

/** One duty as a clause states it; unit names as printed. */
export interface DutyReading {
  /** What is to be done, without the unit that does it. */
  readonly task: string;
  /** Empty when the clause names nobody: then the heading's unit does it. */
  readonly lead: readonly string[];
  readonly coordinating: readonly string[];
  readonly directing: string | null;
  /** "tham mưu": the unit that does it advises. */
  readonly advises: boolean;
  readonly reportsTo: readonly string[];
  /** The report or paper that the clause asks for. */
  readonly deliverable: string | null;
  /** "(qua Văn phòng)". */
  readonly method: string | null;
  /** "X phụ trách …", "X là bộ phận …": who answers for what, not what to do. */
  readonly governance: boolean;
  /** Contiguous pieces of the source: the clause, before it the subject when that stands earlier in the sentence. */
  readonly pieces: readonly Flow[];
  /** The clause alone, for its times. */
  readonly clause: Flow;
}

interface Subject {
  readonly units: readonly string[];
  readonly directing: string | null;
  /** Where the units begin and end in the sentence. */
  readonly from: number;
  readonly to: number;
}

/**
 * "Văn phòng Sở tham mưu theo dõi …; định kỳ đánh giá …, báo cáo Sở Kế hoạch và Đầu tư" → two duties of Văn phòng Sở.
 *
 * `known` are unit names of the document, longest first; they settle where a name ends. `fine` is for the parts
 * that assign work; elsewhere only list items part.
 */
export function readDuties(sentence: Flow, known: readonly string[], fine = true): DutyReading[] {
  const clauses = fine ? clausesOf(sentence) : itemsOf(sentence);
  const subject = readSubject(sentence.text, known);
  let advising = false;
  return clauses.flatMap((clause, index) => {
    const own = index === 0 ? subject : readSubject(clause.text, known);
    const carried = index > 0 && !own ? subject : undefined;
    const task = taskOf(clause.text, own);
    const partners = readPartners(clause.text, known);
    const says = /(?<!(?:bộ phận|cơ quan|công tác|đơn vị) )tham mưu/iu.test(task.replace(/\sđể\s.*$/u, ''));
    advising = says || (advising && /^\p{Ll}/u.test(clause.text) && !partners.length && !carried);
    const head = carried && index > 0 ? cut(sentence, 0, carried.to) : undefined;
    const duty: DutyReading = {
      task: itemTask(task, clauses[0]?.text ?? '', index),
      lead: own?.units ?? carried?.units ?? [],
      coordinating: partners,
      directing: own?.directing ?? carried?.directing ?? null,
      advises: advising,
      reportsTo: readReportsTo(clause.text, own, known),
      deliverable: readDeliverable(task),
      method: readMethod(clause.text),
      governance:
        own !== undefined &&
        /^\s*(?:phụ trách|là (?:bộ phận|đơn vị|cơ quan|đầu mối))/u.test(clause.text.slice(own.to)),
      pieces: head ? [head, clause] : [clause],
      clause,
    };
    const onward = readOnward(clause, known);
    return onward ? [duty, onward] : [duty];
  });
}

const preamble =
  /^(?:căn cứ|trên cơ sở|theo|để|nhằm|hằng|hàng|định kỳ|khi|nếu|trong|quá trình|đối với|trước|sau|từ|ngoài|tùy|tuỳ|thực hiện)(?![\p{L}])/iu;
const order = /(?:^|[\s,;.])(?<verb>giao cho|giao|yêu cầu|đề nghị|phân công|trách nhiệm của)\s+/giu;

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
    const end = endOfUnits(text.slice(from), known);
    const before = text
      .slice(0, match.index)
      .trim()
      .replace(/^.*,\s+(?=\p{Lu})/u, '');
    if (!end || !(before === '' || preamble.test(before) || unitHead(before))) continue;
    if (!isFollowed(text.slice(from + end))) continue;
    const boss = before !== '' && unitHead(before) ? before : null;
    const verb = match.groups?.['verb']?.toLowerCase();
    const directing = verb === 'yêu cầu' || verb === 'giao' ? boss : null;
    return { units: splitUnits(text.slice(from, from + end)), directing, from, to: from + end };
  }
  return undefined;
}

/** Places where a subject may begin: the start, and after the commas of an opening "Căn cứ …," until a verb. */
function starts(text: string): number[] {
  const at = [0];
  if (!preamble.test(text)) return at;
  for (const match of text.matchAll(/,\s+/gu)) {
    const from = match.index + match[0].length;
    if (startsWithVerb(text.slice(from)) && !unitHead(text.slice(from))) break;
    if (/(?<!được )(?:đề nghị|yêu cầu|giao)\s/u.test(text.slice(0, from))) break;
    at.push(from);
  }
  return at;
}

function subjectAt(text: string, from: number, known: readonly string[]): Subject | undefined {
  const rest = text.slice(from);
  const weak = endOfUnits(rest, known);
  if (weak === undefined) return undefined;
  if (/^\s*,?\s*(?:yêu cầu|đề nghị|giao)(?!\p{L})/u.test(rest.slice(weak))) return undefined;
  const duty = /\s(?:có|chịu) trách nhiệm(?!\p{L})/u.exec(rest)?.index;
  const between = duty === undefined ? undefined : rest.slice(weak, duty);
  const end = duty !== undefined && duty > weak && between && !/[,;]|[.:]\s/u.test(between) ? duty : weak;
  if (!isFollowed(rest.slice(end))) return undefined;
  return { units: splitUnits(rest.slice(0, end)), directing: null, from, to: from + end };
}

/** After a subject comes a verb, or a colon with what it has to do. */
function isFollowed(rest: string): boolean {
  const text = rest.replace(/^\s*(?:\([^)]*\)\s*)?[,:]?\s*/u, '');
  return text !== '' && (startsWithVerb(text) || /^(?:có|chịu) trách nhiệm/u.test(text));
}

function taskOf(text: string, subject: Subject | undefined): string {
  const rest = subject ? text.slice(subject.to) : text;
  const bare = rest
    .replace(/^[\s,:]+/u, '')
    .replace(/^(?:có|chịu) trách nhiệm\s*:?\s*/u, '')
    .replace(/[\s.;/]+$/u, '')
    .replace(/^và\s+/u, '');
  const preface = subject && subject.from > 0 ? text.slice(0, subject.from).trim() : '';
  const task = /^(?:nếu|khi|căn cứ|định kỳ|hằng|hàng|trước)/iu.test(preface) ? `${preface} ${bare}` : bare;
  return task.charAt(0).toUpperCase() + task.slice(1);
}

/** "Tổ chức thực hiện Kế hoạch số 88…; Quyết định số 1928…": the second item takes the verb of the first. */
function itemTask(task: string, first: string, index: number): string {
  const document =
    /^(?:kế hoạch|quyết định|nghị quyết|chỉ thị|chương trình|đề án|thông tư|nghị định|kết luận)\s+(?:số\s+)?\d/iu;
  if (index === 0 || !document.test(task)) return task;
  const verb =
    /^(?<verb>\p{Lu}[^.;]*?)\s+(?=(?:Kế hoạch|Quyết định|Nghị quyết|Chỉ thị|Chương trình|Đề án|CTHĐ|Thông tư)\s)/u.exec(
      first,
    )?.groups?.['verb'];
  return verb && verb.split(' ').length <= 8 ? `${verb} ${task}` : task;
}

const cooperation =
  /[Pp]hố[ih]? hợp\s+(?:(?:chặt chẽ|thường xuyên|tốt|kịp thời)\s+)?(?:(?:với|cùng(?: với)?)\s+|(?=(?:các\s|UBND|Sở|Phòng|Văn phòng|Công an|Ban\s|Trung tâm|Chi cục)))/gu;

/** "Chủ trì, phối hợp với Phòng Tư pháp và các đơn vị liên quan rà soát …" → two units. */
export function readPartners(text: string, known: readonly string[]): string[] {
  const partners: string[] = [];
  for (const match of text.matchAll(cooperation)) {
    const rest = text.slice(match.index + match[0].length);
    const end = endOfUnits(rest, known);
    if (end) partners.push(...splitUnits(rest.slice(0, end)));
  }
  return partners;
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

/** "phản ánh về Văn phòng Sở để xem xét, nghiên cứu, tham mưu báo cáo …": what Văn phòng Sở then does. */
function readOnward(clause: Flow, known: readonly string[]): DutyReading | undefined {
  for (const match of clause.text.matchAll(/(?:về|gửi|cho|đến)\s+/giu)) {
    const from = match.index + match[0].length;
    const end = endOfUnits(clause.text.slice(from), known);
    if (!end) continue;
    const purpose =
      /^\s*(?:\([^)]*\)\s*)?để\s+(?<what>(?:xem xét|nghiên cứu|tổng hợp|theo dõi|kịp thời)[^.;]*?(?:tham mưu|báo cáo)[^.;/]*)/u.exec(
        clause.text.slice(from + end),
      );
    const what = purpose?.groups?.['what']?.trim();
    if (!what) continue;
    return {
      task: what.charAt(0).toUpperCase() + what.slice(1),
      lead: splitUnits(clause.text.slice(from, from + end)),
      coordinating: [],
      directing: null,
      advises: /tham mưu/u.test(what),
      reportsTo: readReportsTo(what, undefined, known),
      deliverable: null,
      method: null,
      governance: false,
      pieces: [cut(clause, from)],
      clause: cut(clause, from + end),
    };
  }
  return undefined;
}
