import type { Plan } from '../../knowledge/assignment.ts';
import type { Expand } from '../../knowledge/ask/entry.ts';
import { createExpander } from '../../knowledge/search/abbreviations.ts';
import { readVersion } from '../plan-library.ts';
import { rowsOf, teachingOf, type PlanRows, type Teaching } from './plan-rows.ts';

/** A plan that was read, also as JSON, or the version to read it from. */
export type PlanSource =
  | { readonly plan: Plan }
  | { readonly reading: string }
  | { readonly version: Parameters<typeof readVersion>[0] };

/** A plan as it was read, to be made rows of later. */
export interface PlanReading {
  readonly teaching: Teaching;
  /** The plan as JSON. */
  readonly reading: string;
}

/** The short forms that all plans together explain, and the places of their offices. */
export interface ShortForms {
  readonly learned: Readonly<Record<string, string>>;
  readonly places: readonly string[];
}

/** Writes short forms out as documents use them. */
export function documentExpand({ learned, places }: ShortForms): Expand {
  const expander = createExpander({ learned, places, chat: false });
  return (text) => expander(text).text;
}

/**
 * Makes rows in two steps, for how a plan's short forms are read depends on what all plans teach: first some plans are
 * read and what they teach is told; then their rows are made, and the plans forgotten.
 */
export class RowMaker {
  private readonly plans = new Map<number, readonly Plan[]>();
  private known: { readonly forms: string; readonly expand: Expand } | undefined;

  /** Only reads, and keeps nothing. */
  readings(sources: readonly PlanSource[]): PlanReading[] {
    return sources.map(planOf).map((plan) => ({ teaching: teachingOf(plan), reading: JSON.stringify(plan) }));
  }

  read(some: number, sources: readonly PlanSource[]): Teaching[] {
    const plans = sources.map(planOf);
    this.plans.set(some, plans);
    return plans.map(teachingOf);
  }

  rows(some: number, forms: ShortForms): PlanRows[] {
    const key = JSON.stringify(forms);
    if (this.known?.forms !== key) this.known = { forms: key, expand: documentExpand(forms) };
    const { expand } = this.known;
    const rows = (this.plans.get(some) ?? []).map((plan) => rowsOf(plan, expand));
    this.plans.delete(some);
    return rows;
  }
}

function planOf(source: PlanSource): Plan {
  if ('plan' in source) return source.plan;
  return 'reading' in source ? (JSON.parse(source.reading) as Plan) : readVersion(source.version);
}
