import type { Assignment, LineRange, Plan, PlanDocument } from './assignment.ts';
import { isVerbatim, targetOf, type AssignmentCorrection, type Corrections } from './corrections.ts';
import { findQuote } from './find-quote.ts';

/** A correction that the next version of a plan does not take over, in words for the officer. */
export interface DroppedFact {
  readonly field: keyof PlanDocument;
  readonly corrected: unknown;
  readonly nowRead: unknown;
}

/**
 * Chuyển hiệu đính sang bản mới: what an officer put right in one version, as it holds for the next.
 *
 * Both plans are as the machine alone reads them. A correction of a duty goes with the words it quotes; one whose
 * words are gone is kept as it was, so that it is reported as lost and not forgotten. A fact of the head goes over
 * only where the machine reads the same as before: another number is another fact.
 */
export function carryOver(
  corrections: Corrections,
  older: Pick<Plan, 'document'>,
  newer: Plan,
): { readonly corrections: Corrections; readonly dropped: readonly DroppedFact[] } {
  const dropped: DroppedFact[] = [];
  const head = Object.entries(corrections.document ?? {}).filter(([key, corrected]) => {
    const field = key as keyof PlanDocument;
    const nowRead = newer.document[field];
    const isSame = JSON.stringify(nowRead) === JSON.stringify(older.document[field]);
    // The office follows from its issuer; it is not told apart.
    if (!isSame && field !== 'office' && JSON.stringify(nowRead) !== JSON.stringify(corrected))
      dropped.push({ field, corrected, nowRead });
    return isSame;
  });
  const assignments = (corrections.assignments ?? []).map((correction) =>
    correction.add ? addedAgain(correction, newer) : placedAgain(correction, newer.assignments),
  );
  // Problems that somebody wrote down, or has looked at, name lines of the older text.
  const { document: _head, problems: _problems, dismissed: _dismissed, ...rest } = corrections;
  const document = head.length > 0 ? { document: Object.fromEntries(head) } : {};
  return {
    corrections: { ...rest, ...document, ...(corrections.assignments ? { assignments } : {}) },
    dropped,
  };
}

function placedAgain(
  correction: AssignmentCorrection,
  assignments: readonly Assignment[],
): AssignmentCorrection {
  const target = targetOf(assignments, correction);
  return target ? { ...correction, at: localId(target.id) } : correction;
}

function addedAgain(correction: AssignmentCorrection, newer: Plan): AssignmentCorrection {
  const { set = {} } = correction;
  const quote = set.quote ?? [];
  const lines = isVerbatim(newer, { quote }) ? linesOfQuote(newer, quote) : undefined;
  return lines ? { ...correction, set: { ...set, lines } } : correction;
}

function linesOfQuote({ lines }: Plan, quote: readonly string[]): LineRange | undefined {
  const found = quote.flatMap((piece) => findQuote(lines, piece) ?? []);
  return found.length === 0 ? undefined : [Math.min(...found), Math.max(...found)];
}

/** "002-…#pl-2a" → "pl-2a" */
export function localId(id: string): string {
  return id.slice(id.indexOf('#') + 1);
}
