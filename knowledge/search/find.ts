import type { Expander } from './abbreviations.ts';
import type { Hit, PlanIndex, SearchQuery } from './plan-index.ts';
import type { Repairer } from './repair.ts';

export interface FinderParts {
  readonly index: PlanIndex;
  /** Reads short forms and teencode as the loaded offices and documents have taught it. */
  readonly expand: Expander;
  readonly repair: Repairer;
}

export interface Found {
  readonly hits: readonly Hit[];
  /** What was looked for, written out and repaired: shown when it differs from what was typed. */
  readonly read: string;
}

/** Looks for what was typed: short forms written out, slips repaired, then the index. Never throws. */
export function find(query: SearchQuery, { index, expand, repair }: FinderParts): Found {
  const read = repair(expand(query.text).text).text;
  return { hits: index.find({ ...query, text: read }), read };
}
