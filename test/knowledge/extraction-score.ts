import type { Assignment, Plan, PlanTime } from '../../knowledge/assignment.ts';
import { fold, syllables } from '../../knowledge/text.ts';

/** One duty as a careful reader finds it; the format is told in test/fixtures/varied/README.md. */
export interface ExpectedDuty {
  readonly id: string;
  readonly task: string;
  readonly lead: readonly string[];
  readonly lead_also?: readonly (readonly string[])[];
  readonly coordinating: readonly string[];
  readonly deliverable: string | null;
  readonly time_norm: readonly PlanTime[] | null;
  readonly time_also?: readonly (readonly PlanTime[])[];
  readonly quote: readonly string[];
  readonly line_from: number;
  readonly line_to: number;
  /** A closing clause that may be read as a duty or not. */
  readonly optional?: boolean;
}

export interface Score {
  /** Duties of named units that were found, of all that there are. */
  readonly recall: number;
  /**
   * Read duties that are expected ones, of all that were read. The clauses of one expected sentence are not held
   * against the reader: where each has a time or a partner of its own they are told apart.
   */
  readonly precision: number;
  readonly f1: number;
  /** The same with every further clause counted as a fault. */
  readonly strictF1: number;
  readonly lead: number;
  readonly coordinating: number;
  readonly time: number;
  readonly misses: readonly string[];
}

/** Holds what was read against what a careful reader finds; a duty is found when its words stand on its lines. */
export function scoreOf(plan: Plan, expected: readonly ExpectedDuty[]): Score {
  const pairs = expected
    .flatMap((duty) => plan.assignments.map((found) => ({ duty, found, likeness: likeness(duty, found) })))
    .filter(({ likeness: alike }) => alike >= 0.5)
    .toSorted((a, b) => b.likeness - a.likeness);
  const matched = new Map<ExpectedDuty, Assignment>();
  const taken = new Set<Assignment>();
  for (const { duty, found } of pairs) {
    if (matched.has(duty) || taken.has(found)) continue;
    matched.set(duty, found);
    taken.add(found);
  }
  const charged = expected.filter(({ lead, optional }) => lead.length > 0 && optional !== true);
  const named = plan.assignments.filter(({ lead }) => lead.length > 0);
  const clauses = named.filter(
    (found) => taken.has(found) || expected.some((duty) => isClauseOf(found, duty)),
  );
  const recall = ratio(charged.filter((duty) => matched.has(duty)).length, charged.length);
  const precision = ratio(clauses.length, named.length);
  const strict = ratio(named.filter((found) => taken.has(found)).length, named.length);
  const misses: string[] = [];
  const share = (
    name: string,
    right: (duty: ExpectedDuty, parts: readonly Assignment[]) => boolean | undefined,
  ) => {
    const judged = [...matched].flatMap(([duty, found]) => {
      const parts = [
        found,
        ...named.filter((other) => other !== found && !taken.has(other) && isClauseOf(other, duty)),
      ];
      const verdict = right(duty, parts);
      if (verdict === false) misses.push(`${name} ${duty.id}: ${JSON.stringify(parts[0])}`);
      return verdict === undefined ? [] : [verdict];
    });
    return ratio(judged.filter(Boolean).length, judged.length);
  };
  const lead = share('lead', (duty, [found]) =>
    [duty.lead, ...(duty.lead_also ?? [])].some((names) => sameNames(names, found?.lead ?? [])),
  );
  const coordinating = share('coordinating', (duty, parts) => {
    const read = parts.flatMap((part) => part.coordinating);
    return duty.coordinating.length + read.length === 0 ? undefined : sameNames(duty.coordinating, read);
  });
  const time = share('time', (duty, parts) => {
    const read = parts.flatMap((part) => part.time);
    const wanted = [duty.time_norm ?? [], ...(duty.time_also ?? [])];
    if (read.length + (duty.time_norm?.length ?? 0) === 0) return undefined;
    return wanted.some((times) => timesKey(times) === timesKey(read));
  });
  for (const duty of charged) if (!matched.has(duty)) misses.push(`not found ${duty.id}: ${duty.task}`);
  for (const found of named) if (!clauses.includes(found)) misses.push(`not expected: ${found.task}`);
  return {
    recall,
    precision,
    f1: mean(precision, recall),
    strictF1: mean(strict, recall),
    lead,
    coordinating,
    time,
    misses,
  };
}

const ratio = (part: number, whole: number): number => (whole === 0 ? 1 : part / whole);
const mean = (a: number, b: number): number => (a + b === 0 ? 0 : (2 * a * b) / (a + b));

function likeness(duty: ExpectedDuty, found: Assignment): number {
  if (!overlaps(duty, found)) return 0;
  return Math.max(shared(found.quote.join(' '), duty.quote.join(' ')), shared(found.task, duty.task));
}

const overlaps = (duty: ExpectedDuty, { lines: [from, to] }: Assignment): boolean =>
  from <= duty.line_to && duty.line_from <= to;

/** The harmonic mean of how much of each text's words stands in the other. */
function shared(a: string, b: string): number {
  const [x, y] = [syllables(a), syllables(b)];
  const left = new Map<string, number>();
  for (const word of y) left.set(word, (left.get(word) ?? 0) + 1);
  const hits = x.filter((word) => {
    const count = left.get(word) ?? 0;
    left.set(word, count - 1);
    return count > 0;
  });
  return x.length + y.length === 0 ? 0 : (2 * hits.length) / (x.length + y.length);
}

/** All that it says stands in the expected duty, on its lines. */
function isClauseOf(found: Assignment, duty: ExpectedDuty): boolean {
  const words = new Set(syllables([duty.task, ...duty.quote, ...duty.lead].join(' ')));
  const own = syllables(found.task);
  return overlaps(duty, found) && own.filter((word) => words.has(word)).length >= 0.9 * own.length;
}

function sameNames(wanted: readonly string[], read: readonly string[]): boolean {
  const key = (names: readonly string[]): string => [...new Set(names.map(nameKey))].toSorted().join('|');
  return key(wanted) === key(read);
}

/** The name without its own place: "UBND phường" is "UBND phường Đồng Tiến" in that ward's plan. */
const nameKey = (name: string): string =>
  fold(name)
    .replace(/\b(?:uy ban nhan dan|ubnd)\b/gu, 'ubnd')
    .replace(/[^a-z0-9 ]/gu, ' ')
    .replace(/\s+/gu, ' ')
    .trim();

const timesKey = (times: readonly PlanTime[]): string =>
  [...new Set(times.map(({ type, from, to, due, every }) => [type, from, to, due, every].join('|')))]
    .toSorted()
    .join(';');
