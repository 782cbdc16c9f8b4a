import type { Assignment, Plan } from '../assignment.ts';
import type { IndexEntry } from './index-entry.ts';

/** What of a plan can be found: its passages and its assignments, told apart by their kinds. */
export function entriesOf({ document, passages, assignments, abbreviations }: Plan): IndexEntry[] {
  const shared = { office: document.office, document: document.id, abbreviations };
  const title = `${document.title} ${document.issuer}`;
  return [
    ...passages.map(({ id, kind, headings, text }) => ({
      ...shared,
      id,
      kind,
      fields: { body: text, heading: headings.join('. '), title },
    })),
    ...assignments.map((assignment) => ({
      ...shared,
      id: assignment.id,
      kind: assignment.kind,
      fields: { body: spoken(assignment), heading: headingOf(assignment), title },
    })),
  ];
}

/** The duty as one text: the task, who does it, with what result, when. */
function spoken(duty: Assignment): string {
  const parts = [
    duty.task,
    ...duty.lead,
    ...duty.advising,
    ...duty.coordinating,
    duty.directing,
    duty.deliverable,
    duty.method,
    duty.timeRaw,
  ];
  return parts.filter(Boolean).join('. ');
}

function headingOf({ sectionTitle, context }: Assignment): string {
  return [sectionTitle, context].filter(Boolean).join('. ');
}
