import type { Assignment, AssignmentKind, LineRange } from '../assignment.ts';
import { findTimes } from './deadlines.ts';
import { readDuties, type DutyReading } from './duties.ts';
import { linesOf, type Flow } from './flow.ts';
import type { Item } from './outline.ts';
import { slug } from './body-names.ts';
import { sentencesOf } from './sentences.ts';
import { endOfUnits, splitUnits, unitHead } from './unit-names.ts';
import type { Mention } from './units.ts';

/** An assignment whose unit names are still as printed. */
export interface Draft extends Omit<Assignment, 'id' | 'reviewed' | 'quote'> {
  readonly localId: string;
  /** Contiguous pieces of the reading text. */
  readonly pieces: readonly Flow[];
}

export interface ReadingContext {
  /** Unit names of the document that settle where a name ends, longest first. */
  readonly known: readonly string[];
  readonly year: number | null;
}

type SectionKind = 'orientation' | 'task' | 'governance' | 'duty';

/** Giao cho ai việc gì: duties, tasks and orientations of the numbered text, in the order printed. */
export function readAssignments(items: readonly Item[], context: ReadingContext): Draft[] {
  const drafts: Draft[] = [];
  const counts = new Map<string, number>();
  for (const [index, item] of items.entries()) {
    if (item.zone !== 'body' && item.zone !== 'closing') continue;
    if (item.block.heading && !isTaskHeading(item, items, index)) continue;
    const kind = kindOfSection(item);
    const heading = unitsOfHeading(item, context.known);
    let carried: readonly string[] = heading;
    for (const sentence of sentencesOf(item.block.body)) {
      if (isFiller(sentence.text, item)) continue;
      const duties = readDuties(sentence, context.known, kind === 'duty');
      for (const duty of duties) {
        if (duty.lead.length > 0) carried = duty.lead;
        const lead = duty.lead.length > 0 ? duty.lead : carried;
        const resolved = kindOf(kind, duty, lead, item);
        if (!resolved || (item.zone === 'closing' && lead.length === 0)) continue;
        const number = (counts.get(item.number) ?? 0) + 1;
        counts.set(item.number, number);
        drafts.push(
          makeDraft(
            item,
            duty,
            lead,
            resolved,
            `${slug(item.number).replace(/-/gu, '.')}-${number}`,
            context,
          ),
        );
      }
    }
  }
  return drafts;
}

/** "2.1. Tuyên truyền, phổ biến …" is a task although it looks like a heading, when nothing stands under it. */
function isTaskHeading(item: Item, items: readonly Item[], index: number): boolean {
  const next = items[index + 1];
  const hasChildren =
    next?.number.startsWith(`${item.number}.`) || (next?.number === item.number && next.zone === item.zone);
  return item.block.marker !== null && !hasChildren && item.block.body.text.split(' ').length > 8;
}

function kindOfSection(item: Item): SectionKind {
  if (item.zone === 'closing') return 'duty';
  const path = item.headings.toReversed();
  for (const heading of path) {
    if (
      /tổ chức thực hiện|phân công|trách nhiệm|chế độ báo cáo|thông tin,? báo cáo|giao nhiệm vụ/iu.test(
        heading,
      )
    )
      return 'duty';
    if (/tổ chức bộ máy|bộ máy|thành phần ban/iu.test(heading)) return 'governance';
    if (/mục đích|yêu cầu|quan điểm|định hướng|mục tiêu|phạm vi|đối tượng/iu.test(heading))
      return 'orientation';
  }
  return 'task';
}

/** The unit that the nearest heading names: "2. Giao Văn phòng", "4. Các phòng, đơn vị thuộc Sở có trách nhiệm:". */
export function unitsOfHeading(item: Item, known: readonly string[]): string[] {
  if (item.zone === 'closing') return [];
  for (const heading of item.headings.toReversed()) {
    const units = unitsNamedBy(heading, known);
    if (units.length > 0) return units;
  }
  return [];
}

/** Empty when the heading is not just a unit's name. */
export function unitsNamedBy(heading: string, known: readonly string[]): string[] {
  const name = heading
    .replace(/^(?:giao(?: cho)?|đề nghị|yêu cầu|trách nhiệm của|đối với|nhiệm vụ của)\s+/iu, '')
    .replace(/\s*(?:(?:có|chịu) trách nhiệm|có nhiệm vụ|chủ trì).*$/iu, '')
    .replace(/[\s:;.,]+$/u, '');
  if (!unitHead(name)) return [];
  const end = endOfUnits(name, known) ?? 0;
  return acts.test(name.slice(end)) ? [] : splitUnits(name);
}

const acts =
  /(?<!\p{L})(?:thực hiện|triển khai|tham mưu|phối hợp|căn cứ|tổ chức|xây dựng|chủ động|báo cáo|tiếp tục|tăng cường)(?!\p{L})/u;

function isFiller(text: string, item: Item): boolean {
  if (/^\(.*(?:phụ lục|biểu).*\)$/iu.test(text)) return true;
  if (item.zone === 'closing') return /^Trên đây là[^,]*$/iu.test(text);
  return text.split(' ').length < 3;
}

function kindOf(
  kind: SectionKind,
  duty: DutyReading,
  lead: readonly string[],
  item: Item,
): AssignmentKind | undefined {
  if (kind === 'governance') return 'governance';
  if (duty.lead.length > 0 && duty.governance && kind !== 'duty') return 'governance';
  if (kind === 'duty') return lead.length > 0 ? 'duty' : 'task';
  const named =
    duty.lead.length > 0 && /(?:có|chịu) trách nhiệm|chủ trì|giao|phụ trách/iu.test(item.block.body.text);
  return named ? 'duty' : kind;
}

function makeDraft(
  item: Item,
  duty: DutyReading,
  lead: readonly string[],
  kind: AssignmentKind,
  localId: string,
  context: ReadingContext,
): Draft {
  const byUnit = kind === 'duty' || kind === 'governance';
  const units = byUnit || duty.lead.length > 0 ? lead : [];
  const first = linesOf(duty.pieces[0] ?? duty.clause);
  const last = linesOf(duty.clause);
  const lines: LineRange = [first[0], last[1]];
  const times = byUnit ? timesOf(duty.clause, context.year) : { raw: null, times: [] };
  const directs = /^(?:[^,]*, )?chỉ đạo(?!\p{L})/iu.test(duty.task) && units.length > 0;
  return {
    localId,
    section: placeName(item),
    sectionTitle: item.headings.at(-1) ?? item.block.body.text.slice(0, 0),
    kind,
    task: duty.task,
    lead: units,
    advising: duty.advises ? units : [],
    coordinating: duty.coordinating,
    directing: duty.directing ?? (directs ? (units[0] ?? null) : null),
    deliverable: byUnit ? duty.deliverable : null,
    method: byUnit ? duty.method : null,
    reportsTo: duty.reportsTo,
    timeRaw: times.raw,
    time: times.times,
    pieces: duty.pieces,
    lines,
    ...(item.headingLines ? { contextLines: item.headingLines, context: item.headings.at(-1) ?? '' } : {}),
  };
}

function timesOf(clause: Flow, year: number | null): { raw: string | null; times: Assignment['time'] } {
  const found = findTimes(clause.text, { year });
  if (found.length === 0) return { raw: null, times: [] };
  const dated = found.flatMap(({ times }) => times);
  const exact = dated.filter((time) => time.type !== 'recurring' || time.every !== null);
  return { raw: found.map(({ raw }) => raw).join(' … '), times: exact.length > 0 ? exact : dated };
}

/** "Mục III.1", "Phụ lục, mục 2", "Phần kết". */
export function placeName(item: Pick<Item, 'zone' | 'number'>): string {
  if (item.zone === 'preface') return 'Phần mở đầu';
  if (item.zone === 'closing') return 'Phần kết';
  if (item.zone === 'recipients') return 'Nơi nhận';
  if (item.zone === 'signature') return 'Chữ ký';
  const annex = /^PL(?:\.(?<number>[IVX\d]+))?/u.exec(item.number);
  if (item.zone === 'annex' && annex)
    return annex.groups?.['number'] ? `Phụ lục ${annex.groups['number']}` : 'Phụ lục';
  if (/^Điều|^Phần/u.test(item.number)) return item.number;
  return item.number ? `Mục ${item.number}` : 'Nội dung';
}

/** Names that the text itself delimits: headings of the assignment part, "X có trách nhiệm", "Giao X". */
export function mentionsOf(items: readonly Item[]): Mention[] {
  const mentions: Mention[] = [];
  for (const item of items) {
    if (item.zone !== 'body') continue;
    const text = item.block.body.text;
    if (item.block.heading && kindOfSection(item) === 'duty') {
      for (const name of unitsNamedBy(text, [])) mentions.push({ name, role: 'heading' });
    }
    const subject = /^(?<name>(?:[^,.;:]|[:.](?=\d)){6,200}?)\s+(?:có|chịu) trách nhiệm(?!\p{L})/u.exec(text)
      ?.groups?.['name'];
    if (subject && unitHead(subject))
      for (const name of splitUnits(subject)) mentions.push({ name, role: 'subject' });
  }
  return mentions;
}
