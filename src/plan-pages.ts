import type { Assignment, Plan } from '../knowledge/assignment.ts';
import type { PlanReader, ReadablePlan } from './web/plan-reader.ts';

/** The plans as the public pages show them: the source line by line, with the notes that an officer reviewed. */
export function createPlanReader(plans: readonly Plan[], office?: string): PlanReader {
  const shown = plans.filter(({ document }) => !office || document.office === office).map(readable);
  return {
    list: () => shown,
    read: (id) => shown.find((plan) => plan.id === id),
  };
}

function readable({ document, sections, lines, restoredLines, assignments }: Plan): ReadablePlan {
  const { id, title, number, symbol, issuer, issuedOn, year, signer, place } = document;
  const notes = assignments.flatMap(noteOf);
  return {
    id,
    title,
    number,
    symbol,
    issuer,
    issuedOn,
    year,
    signer,
    place,
    sections,
    lines,
    restoredLines,
    notes,
  };
}

function noteOf({ doubt, reviewed, lines }: Assignment): { lines: Assignment['lines']; text: string }[] {
  return reviewed && doubt ? [{ lines, text: doubt }] : [];
}
