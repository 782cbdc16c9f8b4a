import type { Assignment, Plan } from '../knowledge/assignment.ts';
import { assignmentEntryOf, joined } from '../knowledge/search/entries.ts';
import type { IndexEntry } from '../knowledge/search/index-entry.ts';
import { createPlanIndex } from '../knowledge/search/plan-index.ts';
import type { SuggestedUnit } from './cases/submission.ts';

/** So little of what was written is in the duty that it says nothing about who should act. */
const leastCoverage = 0.35;
const leastWords = 3;
const most = 3;

/**
 * Đơn vị gợi ý: whose duties in the office's plans say most of what was written, each with its quote. Empty
 * when nothing fits well enough: an officer is better off without a suggestion than with a wild one.
 */
export function createUnitSuggester(
  plans: readonly Plan[],
): (content: string, office: string) => readonly SuggestedUnit[] {
  const duties = plans.flatMap((plan) =>
    plan.assignments
      .filter(({ lead }) => lead.length > 0)
      .map((duty) => ({ duty, document: plan.document, entry: matterOf(plan, duty) })),
  );
  const byId = new Map(duties.map((one) => [one.entry.id, one]));
  const offices = new Set(duties.map(({ document }) => document.office));
  const index = createPlanIndex(duties.map(({ entry }) => entry));
  return (content, office) => {
    const words = content.match(/[\p{L}\p{N}]+/gu) ?? [];
    if (words.length < leastWords || !offices.has(office)) return [];
    const hits = index.find({ text: content.slice(0, 1_000), office, limit: 20 });
    const found = new Map<string, SuggestedUnit>();
    for (const { id, coverage } of hits) {
      const { duty, document } = byId.get(id) ?? {};
      const [unit] = duty?.lead ?? [];
      if (!duty || !document || unit === undefined || coverage < leastCoverage || found.has(unit)) continue;
      const quote = (duty.restoredQuote ?? duty.quote).join(' … ');
      found.set(unit, { unit, quote, assignmentId: duty.id, document: document.id });
    }
    return [...found.values()].slice(0, most);
  };
}

/** The duty without its units and the title of its plan: what was written names the matter, not who should act. */
function matterOf(plan: Plan, duty: Assignment): IndexEntry {
  const entry = assignmentEntryOf(plan, duty);
  const body = joined([duty.task, duty.deliverable, duty.method]);
  return { ...entry, fields: { ...entry.fields, body, title: '' } };
}
