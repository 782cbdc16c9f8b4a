import type { Assignment, Plan, PlanTime, Problem } from './assignment.ts';
import { countShared, syllablePairs, undatedTask } from './same-work.ts';

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
      found.push(...between(datedWorks(plan), datedWorks(other)));
    }
  }
  return found;
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
      const alike = size >= 3 && countShared(one.words, two.words) / size >= 0.9;
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
  const said = ({ plan, assignment }: Dated): string =>
    `${plan.document.number ?? plan.document.title} (${assignment.section}) ghi ${assignment.timeRaw ?? ''}`;
  const message = `"${two.assignment.task}": ${said(one)}; ${said(two)}.`;
  return {
    between: [one.assignment.id, two.assignment.id],
    problem: { code: 'plans/contradiction', level: 'warning', message, lines: [...one.assignment.lines] },
  };
}
