import type { Assignment, Plan } from '../assignment.ts';
import type { IndexEntry } from './index-entry.ts';

export const assignmentKey = (id: string): string => `assignment ${id}`;
export const passageKey = (document: string, id: string): string => `passage ${document} ${id}`;

/** What of a plan can be found: its assignments and its passages, told apart by their kinds. */
export function entriesOf(plan: Plan): IndexEntry[] {
  const { document, assignments, passages, abbreviations } = plan;
  return [
    ...assignments.map((duty) => assignmentEntryOf(plan, duty)),
    ...passages.map((passage) => ({
      office: document.office,
      document: document.id,
      abbreviations,
      id: passageKey(document.id, passage.id),
      kind: passage.kind,
      fields: { body: passage.text, heading: passage.headings.join('. '), title: document.title },
    })),
  ];
}

/** One duty of the plan as one text: the task, who does it, with what result, when. */
export function assignmentEntryOf(
  { document, abbreviations }: Pick<Plan, 'document' | 'abbreviations'>,
  duty: Assignment,
): IndexEntry {
  const { task, lead, coordinating, directing, deliverable, method, timeRaw } = duty;
  return {
    office: document.office,
    document: document.id,
    abbreviations,
    id: assignmentKey(duty.id),
    kind: duty.kind,
    fields: {
      body: joined([task, ...lead, ...coordinating, directing, deliverable, method, timeRaw]),
      heading: joined([duty.context, duty.sectionTitle]),
      title: document.title,
    },
  };
}

/** The parts that there are, as sentences of one text. */
export function joined(parts: readonly (string | null | undefined)[]): string {
  return parts.filter(Boolean).join('. ');
}
