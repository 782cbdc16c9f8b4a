import type { Assignment, Plan, PlanTime, Problem } from './assignment.ts';
import { syllables } from './text.ts';
import { countShared, sameOrdinals, syllablePairs, undatedTask } from './same-work.ts';

/** Two plans of one office that date, or give, the same work differently. */
export interface Contradiction {
  readonly problem: Problem;
  /** Assignment ids, one of each plan. */
  readonly between: readonly [string, string];
}

interface Dated {
  readonly plan: Plan;
  readonly assignment: Assignment;
  readonly words: ReadonlySet<string>;
  readonly times: readonly PlanTime[];
}

/** Mâu thuẫn: pairs about the same work in plans of one office and year whose dates share no day. */
export function findContradictions(plans: readonly Plan[]): Contradiction[] {
  const found: Contradiction[] = [];
  for (const [index, plan] of plans.entries()) {
    for (const other of plans.slice(index + 1)) {
      if (other.document.office !== plan.document.office || other.document.year !== plan.document.year)
        continue;
      const dated = between(datedWorks(plan), datedWorks(other));
      const told = new Set(dated.map((contradiction) => contradiction.between.join(' ')));
      const led = otherLeads(plan, other).filter(({ between: pair }) => !told.has(pair.join(' ')));
      found.push(...dated, ...led);
    }
  }
  return found;
}

/** The same work, word for word or nearly, under another lead. */
function otherLeads(plan: Plan, other: Plan): Contradiction[] {
  const works = ({ assignments }: Plan) =>
    assignments
      .filter(({ kind, lead }) => (kind === 'duty' || kind === 'table_row') && lead.length > 0)
      .map((assignment) => ({ assignment, words: syllablePairs(undatedTask(assignment)) }));
  const theirs = works(other);
  return works(plan).flatMap((one) =>
    theirs.flatMap((two) => {
      const size = Math.max(one.words.size, two.words.size);
      const isSame =
        size >= 5 &&
        countShared(one.words, two.words) / size >= 0.8 &&
        sameOrdinals(one.assignment.task, two.assignment.task);
      const units = (names: readonly string[]) => names.map((name) => syllables(name).join(' ')).toSorted();
      const [ours, lead] = [units(one.assignment.lead), units(two.assignment.lead)];
      if (!isSame || ours.some((name) => lead.includes(name))) return [];
      const said = (of: Plan, { section, lead: names }: Assignment) =>
        `${of.document.number ?? of.document.title} (${section}) giao ${names.join('; ')}`;
      const message = `"${one.assignment.task}": ${said(plan, one.assignment)}; ${said(other, two.assignment)}.`;
      const lines = [...one.assignment.lines];
      return [
        {
          between: [one.assignment.id, two.assignment.id],
          problem: { code: 'plans/lead-differs', level: 'warning', message, lines },
        },
      ];
    }),
  );
}

/** What each date is for: its label ("đánh giá nội bộ"), else the whole task. A whole year contradicts nothing. */
function datedWorks(plan: Plan): Dated[] {
  return plan.assignments.flatMap((assignment) => {
    const exact = assignment.time.filter(
      ({ type }) => type === 'deadline' || type === 'month' || type === 'quarter',
    );
    const labels = [...new Set(exact.map(({ label }) => label ?? ''))];
    return labels.map((label) => ({
      plan,
      assignment,
      words: syllablePairs(label || workOf(assignment)),
      times: exact.filter((time) => (time.label ?? '') === label),
    }));
  });
}

const workOf = (assignment: Assignment): string =>
  `${undatedTask(assignment)} ${assignment.deliverable ?? ''}`;

function between(ours: readonly Dated[], theirs: readonly Dated[]): Contradiction[] {
  return ours.flatMap((one) =>
    theirs.flatMap((two) => {
      const size = Math.min(one.words.size, two.words.size);
      const alike =
        size >= 3 &&
        countShared(one.words, two.words) / size >= 0.9 &&
        sameOrdinals(one.assignment.task, two.assignment.task);
      if (!alike || one.times.some((a) => two.times.some((b) => overlaps(a, b)))) return [];
      return [toContradiction(one, two)];
    }),
  );
}

function overlaps(a: PlanTime, b: PlanTime): boolean {
  const [aFrom, aTo] = [a.from ?? a.due ?? '', a.to ?? a.due ?? ''];
  const [bFrom, bTo] = [b.from ?? b.due ?? '', b.to ?? b.due ?? ''];
  return aFrom <= bTo && bFrom <= aTo;
}

function toContradiction(one: Dated, two: Dated): Contradiction {
  const said = ({ plan, assignment: { section, timeRaw, lead } }: Dated): string =>
    `${plan.document.number ?? plan.document.title} (${section}) ghi ${timeRaw ?? ''}${lead.length > 0 ? `, ${lead.join('; ')}` : ''}`;
  const message = `"${two.assignment.task}": ${said(one)}; ${said(two)}.`;
  return {
    between: [one.assignment.id, two.assignment.id],
    problem: { code: 'plans/contradiction', level: 'warning', message, lines: [...one.assignment.lines] },
  };
}
