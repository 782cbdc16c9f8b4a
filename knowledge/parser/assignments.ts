import type { Assignment, AssignmentKind, LineRange } from '../assignment.ts';
import { readPartners } from './addressees.ts';
import { isCapitals } from './blocks.ts';
import { slug, upperFirst } from './body-names.ts';
import { findTimes, type PlanDates } from './deadlines.ts';
import { readDuties, type DutyReading } from './duties.ts';
import { linesOf, type Flow } from './flow.ts';
import { readLabel, type Label } from './labels.ts';
import { readMember } from './members.ts';
import type { Item } from './outline.ts';
import { placeName } from './places.ts';
import {
  chargingHeading,
  peersOfUnits,
  sectionKindOf,
  unitsOfHeading,
  type SectionKind,
} from './section-kind.ts';
import { sentencesOf } from './sentences.ts';
import { readSubject } from './subjects.ts';

/** An assignment whose unit names are still as printed. */
export interface Draft extends Omit<Assignment, 'id' | 'reviewed' | 'quote'> {
  readonly localId: string;
  /** Contiguous pieces of the reading text. */
  readonly pieces: readonly Flow[];
}

export interface ReadingContext {
  /** Unit names of the document that settle where a name ends, longest first. */
  readonly known: readonly string[];
  readonly dates: PlanDates;
  /** Paths of headings under which units are numbered. */
  readonly parts: ReadonlySet<string>;
}

/** Giao cho ai việc gì: duties, tasks and orientations of the numbered text, in the order printed. */
export function readAssignments(items: readonly Item[], context: ReadingContext): Draft[] {
  const drafts: Draft[] = [];
  const counts = new Map<string, number>();
  const peers = peersOfUnits(items);
  const cells = looseCells(items);
  for (const [index, item] of items.entries()) {
    if (item.zone !== 'body' && item.zone !== 'closing' && !isAnnexText(item)) continue;
    if (cells.has(item) || isOnlyHeading(item, items, index, context)) continue;
    const charge = chargingHeading(item);
    const kind = charge === undefined ? sectionKindOf(item, context.parts) : 'duty';
    const partners = charge === undefined ? [] : readPartners(charge, context.known);
    let carried: readonly string[] = kind === 'duty' ? unitsOfHeading(item, peers) : [];
    for (const sentence of sentencesOf(item.block.body)) {
      if (isFiller(sentence.text, item)) continue;
      const label = readLabel(sentence.text, context.known);
      const previous = drafts.at(-1);
      if (label && previous && isAbout(previous, item)) {
        drafts[drafts.length - 1] = labelled(previous, label, sentence, context);
        continue;
      }
      const assigns =
        kind === 'duty' || (kind !== 'governance' && readSubject(sentence.text, context.known) !== undefined);
      const member = readMember(sentence, item);
      for (const duty of member ? [member] : readDuties(sentence, context.known, assigns)) {
        if (duty.lead.length > 0 && !duty.inBrackets) carried = duty.lead;
        else if (addressesNobody(sentence.text)) carried = [];
        const lead = duty.inBrackets ? duty.lead : carried;
        const resolved = member ? 'governance' : kindOf(kind, duty, lead, item);
        if (item.zone === 'closing' && lead.length === 0) continue;
        const number = (counts.get(item.number) ?? 0) + 1;
        counts.set(item.number, number);
        const localId = `${slug(item.number).replace(/-/gu, '.') || 'mo'}-${number}`;
        const coordinating = duty.coordinating.length > 0 ? duty.coordinating : partners;
        drafts.push(
          makeDraft({ item, duty: { ...duty, coordinating }, lead, kind: resolved, localId }, context),
        );
      }
    }
  }
  return drafts;
}

/** So many short lines in a row without an end are the cells of a table that could not be read. */
const cellsInARow = 8;

/** "Đợt 1", "Đoàn số 1", "Phường Phan Thiết", "18": cells printed one under the other, of which none is a duty. */
function looseCells(items: readonly Item[]): ReadonlySet<Item> {
  const cells = new Set<Item>();
  let run: Item[] = [];
  for (const item of items) {
    const { marker, body } = item.block;
    if (marker === null && body.text.length <= 60 && !/[.;:,!?]["”)]?$/u.test(body.text)) {
      run.push(item);
      if (run.length >= cellsInARow) run.forEach((one) => cells.add(one));
    } else run = [];
  }
  return cells;
}

/** Numbered text of an annex; its title lines and what stands around a table are not. */
const isAnnexText = (item: Item): boolean =>
  item.zone === 'annex' && !/^PL(?:\.[IVX\d]+)?$/u.test(item.number);

/**
 * "2.1. Tuyên truyền, phổ biến …" with nothing under it is a task although it looks like a heading; a short line with
 * bullets under it is only a heading although it ends with a full stop.
 */
function isOnlyHeading(item: Item, items: readonly Item[], index: number, context: ReadingContext): boolean {
  const { block, number, zone, opens } = item;
  const words = block.body.text.split(' ').length;
  const below = items[index + 1]?.block.body.text ?? '';
  if (block.marker !== null && !isCapitals(block.body.text) && readLabel(below) !== undefined) return false;
  if (!block.heading)
    return opens && words <= 25 && readSubject(block.body.text, context.known) === undefined;
  const next = items[index + 1];
  const hasChildren =
    next?.number.startsWith(`${number}.`) || (next?.number === number && next.zone === zone);
  return block.marker === null || hasChildren || words <= 8;
}

function isFiller(text: string, item: Item): boolean {
  if (/^\(.*(?:phụ lục|biểu|bảng|kèm theo).*\)$/iu.test(text)) return true;
  if (/^(?:bảng|biểu|hình)\s+(?:số\s+)?[\dIVX]+\s*[.:–-]/iu.test(item.block.body.text)) return true;
  if (item.zone === 'annex' && item.opens) return true;
  if (
    /^\p{Lu}\p{Ll}+ \p{Ll}+ này (?:(?:đã )?được .*thông qua|có hiệu lực|(?:được )?phổ biến (?:đến|tới))|^(?:Phê duyệt|Ban hành) kèm theo/u.test(
      text,
    )
  )
    return true;
  if (item.block.marker === null && makesKnown.test(text)) return true;
  if (defines.test(text)) return true;
  if (item.zone === 'closing') return /^Trên đây là[^,]*$/iu.test(text);
  return text.split(' ').length < 3;
}

/** "Văn phòng thông báo để các phòng, đơn vị biết, thực hiện./.": with these words the document itself goes out. */
const makesKnown =
  /(?:^|\s)thông báo [^.;:]*(?:cơ quan|đơn vị|địa phương|phòng|ban|ngành|thành viên|cá nhân)[^.;:]*\sbiết(?:,| và|,? để)\s[^.;:]*thực hiện\.\/\.$/iu;

/** "Trong Kế hoạch này, “đề án cải tiến” là hoạt động …": what a word means. */
const defines =
  /^(?:Trong|Tại|Theo) (?:phạm vi )?\p{L}+(?: \p{L}+){0,2} này,\s*[“"][^”"]+[”"]\s+(?:là|được hiểu là|gồm|bao gồm)\s/u;

/**
 * "Nếu có vướng mắc, đề nghị phản ánh về Sở Tư pháp", "Mọi vướng mắc phản ánh về Sở": whoever reads it is meant, not
 * the unit of the sentence before.
 */
const addressesNobody = (text: string): boolean =>
  /^(?:Mọi|Những|Các)\s+(?:khó khăn|vướng mắc|thắc mắc|ý kiến|phát sinh|trường hợp)/u.test(text) ||
  /(?:^|[,;]\s)(?:đề nghị|yêu cầu)\s+(?:kịp thời\s+)?(?:phản ánh|báo cáo|liên hệ|thông báo|gửi|trao đổi)(?!\p{L})/iu.test(
    text,
  );

/** A labelled line belongs to the task just before it, not to one of another section. */
function isAbout(draft: Draft, item: Item): boolean {
  return (
    draft.section === placeName(item) || item.number.startsWith(`${draft.section.replace(/^Mục /u, '')}.`)
  );
}

function labelled(draft: Draft, label: Label, sentence: Flow, context: ReadingContext): Draft {
  const extended = {
    ...draft,
    pieces: [...draft.pieces, sentence],
    lines: [draft.lines[0], linesOf(sentence)[1]] as const,
  };
  if (label.field === 'time') {
    const found = findTimes(label.text, context.dates);
    return { ...extended, timeRaw: label.text, time: found.flatMap(({ times }) => times) };
  }
  if (label.field === 'roles') {
    const { lead, coordinating, advises } = label.roles;
    return { ...extended, lead, coordinating, advising: advises ? lead : draft.advising, kind: 'duty' };
  }
  if ('text' in label) return { ...extended, [label.field]: upperFirst(label.text) };
  return {
    ...extended,
    [label.field]: label.units,
    ...(label.field === 'lead' ? { kind: 'duty' as const } : {}),
  };
}

function kindOf(kind: SectionKind, duty: DutyReading, lead: readonly string[], item: Item): AssignmentKind {
  if (kind === 'governance') return 'governance';
  if (duty.lead.length > 0 && duty.governance && kind !== 'duty') return 'governance';
  if (kind === 'duty') return lead.length > 0 ? 'duty' : 'task';
  const strong = /(?:có|chịu) trách nhiệm|chủ trì|giao|phụ trách/iu.test(item.block.body.text);
  return duty.lead.length > 0 && (strong || duty.inBrackets || kind === 'task') ? 'duty' : kind;
}

interface Found {
  readonly item: Item;
  readonly duty: DutyReading;
  readonly lead: readonly string[];
  readonly kind: AssignmentKind;
  readonly localId: string;
}

function makeDraft({ item, duty, lead, kind, localId }: Found, context: ReadingContext): Draft {
  const byUnit = kind === 'duty' || kind === 'governance';
  const units = byUnit || duty.lead.length > 0 ? lead : [];
  const lines: LineRange = [linesOf(duty.pieces[0] ?? duty.clause)[0], linesOf(duty.clause)[1]];
  const { raw, times } =
    kind === 'orientation' ? { raw: null, times: [] } : timesOf(duty.clause, context.dates);
  const directs = /^(?:[^,]*, |trực tiếp )?chỉ đạo(?!\p{L})/iu.test(duty.task);
  return {
    localId,
    section: placeName(item),
    sectionTitle: item.headings.at(-1) ?? '',
    kind,
    task: taskUnder(item, duty.task),
    lead: units,
    advising: duty.advises ? units : [],
    coordinating: duty.coordinating,
    directing: duty.directing ?? (directs ? (units[0] ?? null) : null),
    deliverable: byUnit ? duty.deliverable : null,
    method: byUnit ? duty.method : null,
    reportsTo: duty.reportsTo,
    timeRaw: raw,
    time: times,
    pieces: duty.pieces,
    lines,
    ...(item.headingLines ? { contextLines: item.headingLines, context: item.headings.at(-1) ?? '' } : {}),
  };
}

/** "Tổ chức có hiệu quả các nội dung được giao tại các …, cụ thể là:" above "Nghị quyết số 20…": the heading holds the verb. */
function taskUnder(item: Item, task: string): string {
  if (
    !/^(?:Luật|Nghị quyết|Nghị định|Quyết định|Chỉ thị|Thông tư|Kế hoạch|Chương trình|Đề án|Kết luận)(?!\p{L})/u.test(
      task,
    )
  ) {
    return task;
  }
  const verb = /^(?<verb>\p{Lu}.*?\s(?:tại|theo|thực hiện|triển khai))\s+các\s.*(?:cụ thể|như|gồm|sau)/u.exec(
    item.headings.at(-1) ?? '',
  );
  return verb?.groups?.['verb'] ? `${verb.groups['verb']} ${task}` : task;
}

/** A bare "định kỳ" says nothing more where the same clause gives dates; "mọi quy định" is no quarter. */
function timesOf(clause: Flow, dates: PlanDates): { raw: string | null; times: Assignment['time'] } {
  const found = findTimes(clause.text, dates).filter(({ raw }) => !/(?<!\p{L})quy$/u.test(raw));
  if (found.length === 0) return { raw: null, times: [] };
  const dated = found.flatMap(({ times }) => times);
  const exact = dated.filter((time) => time.type !== 'recurring' || time.every !== null);
  return { raw: found.map(({ raw }) => raw).join(' … '), times: exact.length > 0 ? exact : dated };
}
