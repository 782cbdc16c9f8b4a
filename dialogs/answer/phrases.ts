import type { AnswerKind, Assignment, PlanDocument } from '../../knowledge/assignment.ts';
import type { Item } from '../../knowledge/ask/finding.ts';

import type { Messages } from '../messages/vi.ts';

export const longList = 8;

export const taskLength = 260;

export const contentLength = 620;

/** "Kế hoạch … năm 2024": the title cut at a word when it runs on for lines. */
export function shortTitle(document: PlanDocument, most = 100): string {
  const title = document.title;
  if (title.length <= most) return title;
  const cut = title.slice(0, Math.min(72, most)).replace(/\s+\S*$/u, '');
  return document.year ? `${cut}… năm ${document.year}` : `${cut}…`;
}

export function cut(text: string, length: number): string {
  if (text.length <= length) return text;
  return `${text.slice(0, length).replace(/[\s,;:.–-]+\S*$/u, '')}…`;
}

export function dayMonthYear(iso: string): string {
  const [year, month, day] = iso.split('-');
  return `${day}/${month}/${year}`;
}

export const bold = (text: string) => `**${text}**`;

export const names = (list: readonly string[]) => list.map(bold).join(', ');

export const plainNames = (list: readonly string[]) => list.join(', ');

/** Markdown in a plan's own words must not become markup. */
export const literal = (text: string) => text.replace(/[*_`[\]<>\\]/g, (mark) => `\\${mark}`);

export const capital = (text: string) => text.charAt(0).toUpperCase() + text.slice(1);

export interface Words {
  readonly kind: AnswerKind;
  readonly text: string;
  readonly choices: readonly string[];
}

export function plan(document: PlanDocument): string {
  return `${shortTitle(document)}, ${document.issuer}`;
}

export function place(item: Item): string {
  return `${plan(item.document)}, ${item.assignment.section}`;
}

/** "Tháng 6/2023": as the plan writes it; the plan's year is added where the plan leaves it out. */
export function timeOf(assignment: Assignment, say: Messages): string | undefined {
  if (!assignment.timeRaw) return undefined;
  const raw = assignment.timeRaw.replace(/[.;,]+$/u, '');
  const dated = assignment.time.some((time) => time.due || time.from);
  if (!dated) return raw;
  const year = assignment.time.find((time) => time.yearInferred && !time.literal)?.due?.slice(0, 4);
  return year && !raw.includes(year) ? `${raw} ${say.asker.inferredYear(Number(year))}` : raw;
}

/** A long duty, cut; where its date stands behind the cut, the part that the date is of is kept too. */
function cutAround({ task, timeRaw }: Assignment, length: number): string {
  const at = timeRaw ? task.indexOf(timeRaw) : -1;
  const from = Math.max(...[';', '.'].map((mark) => task.lastIndexOf(mark, at))) + 1;
  if (at < length || from < length / 2) return cut(task, length);
  return `${cut(task, Math.floor(length / 2))} ${cut(task.slice(from).trim(), length)}`;
}

export function taskLine(item: Item, say: Messages, length = 170): string {
  const time = timeOf(item.assignment, say);
  const task = literal(cutAround(item.assignment, length));
  if (!time) return task;
  return time.includes('(') ? `${task} – ${time}` : `${task} (${time})`;
}

export function warningLines(items: readonly Item[], say: Messages): string[] {
  const all = [...new Set(items.flatMap((item) => item.warnings))];
  // One warning that another says in full is not said twice.
  const told = all.filter((warning) => !all.some((other) => other !== warning && other.includes(warning)));
  // in a long list nobody could tell which line a note belongs to
  const lines =
    items.length > longList && told.length > 2
      ? [`${say.asker.warning}: ${say.asker.notesInList(told.length)}`]
      : told.map((warning) => `${say.asker.warning}: ${warning}`);
  if (items.some((item) => !item.assignment.reviewed)) lines.push(say.asker.unreviewed);
  return lines;
}
