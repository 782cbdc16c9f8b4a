import type { Plan } from '../assignment.ts';
import { assignmentKey, passageKey } from '../search/entries.ts';
import type { PlanIndex } from '../search/plan-index.ts';
import { createCiter, type Citer } from './cite.ts';
import { entriesIn, type Entries, type Entry, type Expand } from './entry.ts';
import type { OfficeName } from './finding.ts';
import { describeOffice } from './office-name.ts';
import { unitNames, type UnitName } from './unit-names.ts';

export interface Office extends OfficeName {
  readonly plans: readonly Plan[];
  readonly citers: ReadonlyMap<string, Citer>;
  /** Folded place names that mean this office: "ngoc trao". */
  readonly places: readonly string[];
  /** Folded names of the larger place: "thanh hoa". */
  readonly widerPlaces: readonly string[];
  /** "so", "phuong"…: what kind of office it is. */
  readonly type: string;
  /** Folded name without the place: "so khoa hoc va cong nghe". */
  readonly body: string;
  readonly units: readonly UnitName[];
  readonly assignments: readonly Entry[];
  readonly passages: readonly Entry[];
  /** The entries worth weighing for a question: all of a small office, what the index finds of a large one. */
  pool(text: string): Entries;
  /** Inverse document frequency over the office's entries; `rarest` for words it has never seen. */
  readonly idf: ReadonlyMap<string, number>;
  readonly rarest: number;
}

export interface Catalogue {
  readonly offices: readonly Office[];
  /** Fold of each text form used for units and abbreviations, e.g. "chi cuc tcdlcl" → written out. */
  readonly expand: Expand;
}

function inverseFrequencies(entries: readonly Entry[]): { idf: Map<string, number>; rarest: number } {
  const seen = new Map<string, number>();
  for (const { grams } of entries) for (const gram of grams.keys()) seen.set(gram, (seen.get(gram) ?? 0) + 1);
  const total = entries.length + 1;
  const idf = new Map<string, number>();
  for (const [gram, count] of seen) idf.set(gram, Math.log(1 + total / (count + 0.5)));
  return { idf, rarest: Math.log(1 + total / 0.5) };
}

/** An office with fewer entries is weighed whole: the index would only leave something out. */
const weighedWhole = 200;
/** So many of a large office's entries are weighed for one question. */
const weighedAtMost = 40;

function pooling(office: string, all: Entries, index: PlanIndex | undefined): Office['pool'] {
  if (!index || all.assignments.length + all.passages.length <= weighedWhole) return () => all;
  const assignments = new Map(
    all.assignments.map((entry) => [assignmentKey(entry.assignment?.id ?? ''), entry]),
  );
  const passages = new Map(
    all.passages.map((entry) => [passageKey(entry.document.id, entry.passage?.id ?? ''), entry]),
  );
  const among = (entries: ReadonlyMap<string, Entry>, ids: readonly string[]) =>
    ids.flatMap((id) => entries.get(id) ?? []);
  let last: { text: string; pool: Entries } | undefined;
  return (text) => {
    if (last?.text === text) return last.pool;
    const ids = index.find({ text, office, limit: weighedAtMost }).map((hit) => hit.id);
    last = { text, pool: { assignments: among(assignments, ids), passages: among(passages, ids) } };
    return last.pool;
  };
}

/** Folds and weighs everything once, so that a question only looks up. */
export function createCatalogue(plans: readonly Plan[], expand: Expand, index?: PlanIndex): Catalogue {
  const byOffice = new Map<string, Plan[]>();
  for (const plan of plans) {
    const list = byOffice.get(plan.document.office) ?? [];
    list.push(plan);
    byOffice.set(plan.document.office, list);
  }
  const offices = [...byOffice].map(([id, own]): Office => {
    const first = own[0];
    if (!first) throw new Error(`office ${id} has no plan`);
    const citers = new Map(own.map((plan) => [plan.document.id, createCiter(plan)]));
    const entries = own.map((plan) =>
      entriesIn(plan, expand, citers.get(plan.document.id) ?? createCiter(plan)),
    );
    const assignments = entries.flatMap((of) => of.assignments);
    const passages = entries.flatMap((of) => of.passages);
    return {
      id,
      name: first.document.issuer,
      plans: own,
      citers,
      ...describeOffice(first.document),
      units: unitNames(own, expand),
      assignments,
      passages,
      pool: pooling(id, { assignments, passages }, index),
      ...inverseFrequencies([...assignments, ...passages]),
    };
  });
  return { offices, expand };
}
