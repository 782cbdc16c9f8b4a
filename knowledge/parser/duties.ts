import { clausesOf, nounItem } from './clauses.ts';
import { cut, type Flow } from './flow.ts';
import { readPartners, readReportsTo } from './addressees.ts';
import { upperFirst } from './body-names.ts';
import { readDeliverable, readMethod } from './deliverables.ts';
import { startsWithVerb } from './duty-verbs.ts';
import { bracketedRoles, trailingRoles } from './ending-roles.ts';
import { itemsOf } from './sentences.ts';
import { decides, readSubject, topicLength, type Subject } from './subjects.ts';
import { endOfUnits, splitUnits } from './unit-names.ts';

/** One duty as a clause states it; unit names as printed. */
export interface DutyReading {
  /** What is to be done, without the unit that does it. */
  readonly task: string;
  /** Empty when the clause names nobody: then the heading's unit does it. */
  readonly lead: readonly string[];
  /** "… (Phòng Kinh tế chủ trì)": the lead of this clause, and of none after it. */
  readonly inBrackets?: boolean;
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

/**
 * "Văn phòng Sở tham mưu theo dõi …; định kỳ đánh giá …, báo cáo Sở Kế hoạch và Đầu tư" → two duties of Văn phòng Sở.
 *
 * `known` are unit names of the document, longest first; they settle where a name ends. `fine` is for the parts
 * that assign work; elsewhere only list items part.
 */
export function readDuties(sentence: Flow, known: readonly string[], fine = true): DutyReading[] {
  const subject = readSubject(sentence.text, known);
  const list = subject && /;/u.test(sentence.text.slice(0, subject.to));
  const clauses = list ? [sentence] : fine ? clausesOf(sentence, known) : itemsOf(sentence);
  let advising = false;
  let before: string | undefined;
  const opening = subject ? Math.min(subject.begin, subject.from) : 0;
  return clauses.flatMap((clause, index) => {
    const own = index === 0 ? subject : readSubject(clause.text, known);
    const bracketed = own
      ? undefined
      : (bracketedRoles(clause.text, known) ?? trailingRoles(clause.text, known));
    const carried = index > 0 && !own && !bracketed ? subject : undefined;
    const task = itemTask(taskOf(bracketed?.without ?? clause.text, own), before);
    before = task;
    const partners = readPartners(clause.text, known);
    const says = /(?<!(?:bộ phận|cơ quan|công tác|đơn vị) )tham mưu/iu.test(task.replace(/\sđể\s.*$/u, ''));
    advising = says || (advising && /^\p{Ll}/u.test(clause.text) && !partners.length && !carried);
    const head = carried && cut(sentence, isClosing(sentence.text) ? opening : 0, carried.to);
    const said = index === 0 && isClosing(sentence.text) ? cut(clause, opening) : clause;
    const duty: DutyReading = {
      task,
      lead: own?.units ?? carried?.units ?? bracketed?.roles.lead ?? [],
      inBrackets: bracketed !== undefined,
      coordinating: bracketed ? [...new Set([...partners, ...bracketed.roles.coordinating])] : partners,
      directing: own?.directing ?? carried?.directing ?? null,
      advises: bracketed?.roles.advises ?? advising,
      reportsTo: readReportsTo(clause.text, own, known),
      deliverable: readDeliverable(task),
      method: readMethod(clause.text),
      governance:
        own !== undefined &&
        /^\s*(?:phụ trách|là (?:bộ phận|đơn vị|cơ quan|đầu mối))/u.test(clause.text.slice(own.to)),
      pieces: head ? [head, said] : [said],
      clause: said,
    };
    const onward = readOnward(clause, known);
    return onward ? [duty, onward] : [duty];
  });
}

/** "Trên đây là Kế hoạch …, Giám đốc Sở yêu cầu …": the duty begins after the first part. */
const isClosing = (text: string): boolean => text.startsWith('Trên đây là');

/** "nếu có vướng mắc, đề nghị các phòng báo cáo …" → "Báo cáo … (nếu có vướng mắc)". */
function taskOf(text: string, subject: Subject | undefined): string {
  const rest = subject ? text.slice(subject.to) : text;
  const bare = rest
    .replace(/^[\s,:]+/u, '')
    .replace(/^(?:(?:có|chịu) trách nhiệm|có nhiệm vụ)\s*:?\s*(?=\S)/u, (words, at: number, all: string) =>
      startsWithVerb(all.slice(at + words.length)) ? '' : words,
    )
    .replace(/[\s.;/]+$/u, '')
    .replace(/^và\s+/u, '');
  const preface = subject ? text.slice(0, subject.from).trim() : '';
  const condition = /(?<when>(?:nếu|khi) [^.;]*?)[,\s]*(?:đề nghị|yêu cầu|giao)?$/iu.exec(preface)?.groups?.[
    'when'
  ];
  if (condition) return `${upperFirst(bare)} (${condition.charAt(0).toLowerCase()}${condition.slice(1)})`;
  const topic = subject && subject.from > 0 && topicLength(text) > 0;
  const kept = topic || decides(preface) || /^(?:căn cứ|định kỳ|hằng|hàng|trước)/iu.test(preface);
  return upperFirst(
    kept ? `${preface.replace(/\s*(?:giao|yêu cầu|đề nghị)(?: cho)?$/iu, '')} ${bare}` : bare,
  );
}

/**
 * "Tổ chức thực hiện Kế hoạch số 88…; Quyết định số 1928…", "đẩy mạnh công tác cải cách hành chính; công tác dân vận":
 * an item that is only a noun takes the verb of the item before.
 */
function itemTask(task: string, before: string | undefined): string {
  const noun = nounItem.exec(task)?.[0];
  if (!before || !noun) return task;
  const verb = /^công tác/iu.test(noun)
    ? /^(?<verb>.+?)\s+(?=công tác\s)/u.exec(before)
    : verbOfDocument.exec(before);
  const words = verb?.groups?.['verb'];
  if (!words || words.split(' ').length > 8) return task;
  return `${words} ${/^công tác/iu.test(noun) ? task.charAt(0).toLowerCase() + task.slice(1) : task}`;
}

const verbOfDocument =
  /^(?<verb>\p{Lu}[^.;]*?)\s+(?=(?:Kế hoạch|Quyết định|Nghị quyết|Chỉ thị|Chương trình|Đề án|CTHĐ|Thông tư)\s)/u;

/** "phản ánh về Văn phòng Sở để xem xét, nghiên cứu, tham mưu báo cáo …": what Văn phòng Sở then does. */
function readOnward(clause: Flow, known: readonly string[]): DutyReading | undefined {
  for (const match of clause.text.matchAll(/(?:về|gửi|cho|đến)\s+/giu)) {
    const from = match.index + match[0].length;
    const end = endOfUnits(clause.text.slice(from), known);
    if (!end) continue;
    const purpose =
      /^\s*(?:\([^)]*\)\s*)?(?:(?:trước|trong|định kỳ|hằng|hàng|vào|chậm nhất)[^.;]{0,60}?\s)?để\s+(?<what>(?:xem xét|nghiên cứu|tổng hợp|theo dõi|kịp thời)[^.;]*?(?:tham mưu|báo cáo)[^.;/]*)/u.exec(
        clause.text.slice(from + end),
      );
    const what = purpose?.groups?.['what']?.trim();
    if (!purpose || !what) continue;
    return {
      task: upperFirst(what),
      lead: splitUnits(clause.text.slice(from, from + end)),
      coordinating: [],
      directing: null,
      advises: /tham mưu/u.test(what),
      reportsTo: readReportsTo(what, undefined, known),
      deliverable: null,
      method: null,
      governance: false,
      pieces: [cut(clause, from)],
      clause: cut(clause, from + end + purpose[0].length - (purpose.groups?.['what']?.length ?? 0)),
    };
  }
  return undefined;
}
