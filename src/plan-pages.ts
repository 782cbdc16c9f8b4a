import type { Assignment, LineRange, Passage, Plan } from '../knowledge/assignment.ts';
import { byOffice, holdsWords, pageOf, wordsOf } from './plan-list.ts';
import type { PlanPage, PlanReader, PlanSearch, PlanSummary, ReadablePlan } from './web/plan-reader.ts';

const plansPerPage = 100;

/** Kệ kế hoạch: finds among these plans, a page at a time. */
export function createShelf(plans: readonly PlanSummary[]): (search: PlanSearch) => PlanPage {
  const shelf = plans
    .toSorted((one, other) => byOffice(one, other) || (one.id < other.id ? -1 : 1))
    .map((plan) => ({ plan, words: wordsOf(plan) }));
  return ({ words: typed, page }) => {
    const found = shelf.flatMap(({ plan, words }) => (holdsWords(words, typed) ? [plan] : []));
    return { ...pageOf(found, page, plansPerPage), found: found.length };
  };
}

/** The plans as the public pages show them: the source line by line, with the notes that an officer reviewed. */
export function createPlanReader(plans: readonly Plan[], office?: string): PlanReader {
  const shown = plans.filter(({ document }) => !office || document.office === office).map(readable);
  return {
    list: createShelf(shown),
    read: (id) => shown.find((plan) => plan.id === id),
  };
}

/** A plan as its page shows it. */
export function readable({
  document,
  sections,
  lines,
  restoredLines,
  assignments,
  passages,
}: Plan): ReadablePlan {
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
    quotes: quotesOf([...assignments, ...passages]),
  };
}

function noteOf({ doubt, reviewed, lines }: Assignment): { lines: Assignment['lines']; text: string }[] {
  return reviewed && doubt ? [{ lines, text: doubt }] : [];
}

/** The words quoted from each range of lines; where two duties share one range, its lines stand for both. */
function quotesOf(
  quoted: readonly (Assignment | Passage)[],
): { lines: LineRange; pieces: readonly string[] }[] {
  const byRange = new Map<string, { lines: LineRange; pieces: readonly string[]; alone: boolean }>();
  for (const { lines, quote } of quoted) {
    const same = byRange.get(lines.join('-'));
    if (same) same.alone &&= same.pieces.join() === quote.join();
    else byRange.set(lines.join('-'), { lines, pieces: quote, alone: true });
  }
  return [...byRange.values()].filter(({ alone }) => alone).map(({ lines, pieces }) => ({ lines, pieces }));
}
