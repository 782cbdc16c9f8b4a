import type { Assignment, LineRange, Plan, PlanTime } from '../../knowledge/assignment.ts';
import type { AssignmentCorrection, Settable } from '../../knowledge/corrections.ts';
import { findQuote } from '../../knowledge/find-quote.ts';
import { readTimes } from '../../knowledge/parser/deadlines.ts';
import { squeeze } from '../../knowledge/text.ts';
import { isDay } from '../cases/calendar-day.ts';

/** Các ô của một việc: everything of a duty that an officer may put right. */
export interface DutyFields {
  readonly task: string;
  readonly lead: readonly string[];
  readonly advising: readonly string[];
  readonly coordinating: readonly string[];
  readonly directing: string;
  readonly deliverable: string;
  readonly method: string;
  readonly timeRaw: string;
  /** Hạn, ISO, where the words of the time are not understood or understood wrongly; else empty. */
  readonly due: string;
  /** Verbatim pieces of the source. */
  readonly quote: readonly string[];
}

export type DutyField = keyof DutyFields;

/** `refused` cannot be kept; `doubtful` is kept when the officer says so once more. */
export interface FieldIssue {
  readonly field: DutyField;
  readonly level: 'refused' | 'doubtful';
  readonly code: 'empty' | 'not-in-source' | 'not-a-date' | 'not-understood';
  /** The words in question. */
  readonly words?: string;
}

/** The fields as they stand; a date that an officer once set by hand is shown as such. */
export function fieldsOf(duty: Assignment, correction?: AssignmentCorrection): DutyFields {
  const [own, ...more] = correction?.set?.time ?? [];
  return {
    task: duty.task,
    lead: duty.lead,
    advising: duty.advising,
    coordinating: duty.coordinating,
    directing: duty.directing ?? '',
    deliverable: duty.deliverable ?? '',
    method: duty.method ?? '',
    timeRaw: duty.timeRaw ?? '',
    due: own?.type === 'deadline' && more.length === 0 ? (own.due ?? '') : '',
    quote: duty.quote,
  };
}

/** What would be wrong with these fields. Who is named must be named by the plan; what is quoted must stand in it. */
export function checkFields(fields: DutyFields, machine: Plan): FieldIssue[] {
  const issues: FieldIssue[] = [];
  const refuse = (field: DutyField, code: FieldIssue['code'], words?: string) =>
    issues.push({ field, level: 'refused', code, ...(words && { words }) });
  const doubt = (field: DutyField, code: FieldIssue['code'], words: string) =>
    issues.push({ field, level: 'doubtful', code, words });
  if (fields.task === '') refuse('task', 'empty');
  if (fields.quote.length === 0) refuse('quote', 'empty');
  for (const piece of fields.quote)
    if (!findQuote(machine.lines, piece)) refuse('quote', 'not-in-source', piece);
  if (fields.due !== '' && !isDay(fields.due)) refuse('due', 'not-a-date', fields.due);
  const printed = wordsOf(machine);
  for (const field of ['lead', 'advising', 'coordinating'] as const)
    for (const name of fields[field]) if (!printed(name)) doubt(field, 'not-in-source', name);
  if (fields.directing !== '' && !printed(fields.directing))
    doubt('directing', 'not-in-source', fields.directing);
  if (fields.timeRaw !== '') {
    if (!printed(fields.timeRaw)) doubt('timeRaw', 'not-in-source', fields.timeRaw);
    else if (fields.due === '' && understood(fields.timeRaw, machine).length === 0)
      doubt('timeRaw', 'not-understood', fields.timeRaw);
  }
  return issues;
}

/** The fields that differ from what the machine reads, as a correction sets them. */
export function changedFields(fields: DutyFields, machine: Plan, read: Assignment): Partial<Settable> {
  const { due, quote } = fields;
  const timeRaw = fields.timeRaw || null;
  const time = timeOf(fields, machine, read);
  const place = plain(quote) === plain(read.quote) ? {} : placeOf(quote, machine, read.lines);
  const wanted: Partial<Settable> = {
    task: fields.task,
    lead: fields.lead,
    advising: fields.advising,
    coordinating: fields.coordinating,
    directing: fields.directing || null,
    deliverable: fields.deliverable || null,
    method: fields.method || null,
    timeRaw,
    ...(due !== '' || timeRaw !== read.timeRaw ? { time } : {}),
    ...place,
  };
  const differs = ([key, value]: [string, unknown]) => plain(value) !== plain(read[key as keyof Assignment]);
  return Object.fromEntries(Object.entries(wanted).filter(differs));
}

/** White space does not make a difference. */
function plain(value: unknown): string | undefined {
  return JSON.stringify(value, (_key, part: unknown) =>
    typeof part === 'string' ? squeeze(part.normalize('NFC')) : part,
  );
}

function timeOf({ due, timeRaw }: DutyFields, machine: Plan, read: Assignment): readonly PlanTime[] {
  if (due !== '') return [{ type: 'deadline', from: null, to: null, due, every: null }];
  return timeRaw === (read.timeRaw ?? '') ? read.time : understood(timeRaw, machine);
}

/** What the words of a time mean in this plan; empty when they cannot be dated. */
export function understood(timeRaw: string, { document }: Plan): readonly PlanTime[] {
  return readTimes(timeRaw, { year: document.year, column: true });
}

/** The quote with the lines where it stands, looked for near where the duty was. */
export function placeOf(
  quote: readonly string[],
  { lines, restoredLines }: Plan,
  near: LineRange,
): Partial<Settable> {
  const found = quote.flatMap((piece) => findQuote(lines, piece, near) ?? findQuote(lines, piece) ?? []);
  const at: LineRange = found.length === 0 ? near : [Math.min(...found), Math.max(...found)];
  const restored = restoredLines?.slice(at[0] - 1, at[1]).join(' ');
  return { quote, lines: at, ...(restored === undefined ? {} : { restoredQuote: [squeeze(restored)] }) };
}

/** Whether words stand in the plan, or are a name that was read in it; letter case and white space do not count. */
function wordsOf({ lines, restoredLines = [], units }: Plan): (words: string) => boolean {
  const plain = (text: string) => squeeze(text.normalize('NFC')).toLowerCase();
  const source = plain(`${lines.join(' ')} ${restoredLines.join(' ')}`);
  const names = new Set(units.flatMap(({ name, aliases }) => [name, ...aliases].map(plain)));
  return (words) => source.includes(plain(words)) || names.has(plain(words));
}
