import type { Plan, Problem } from '../assignment.ts';
import rules from '../rules/abolished-units.json' with { type: 'json' };
import { problem, shownDay } from './problem.ts';

/**
 * Units of a kind that a law has ended. In a younger plan they are probably copied from an older one; in an older
 * plan they were right, but whoever asks today should know.
 */
export function abolishedUnits({ document, units, assignments }: Plan): Problem[] {
  const day = document.issuedOn ?? (document.year === null ? null : `${document.year}-01-01`);
  if (day === null) return [];
  return rules.flatMap(({ since, what, pattern, source, verify }) => {
    const ended = new RegExp(pattern, 'u');
    const named = units.filter(({ name, kind }) => kind !== 'person' && ended.test(name));
    if (named.length === 0) return [];
    const names = named.map(({ name }) => name);
    const inDuties = assignments
      .filter(({ lead, coordinating, advising }) =>
        [...lead, ...coordinating, ...advising].some((name) => names.includes(name)),
      )
      .map(({ lines }) => lines[0]);
    const lines = [...named.flatMap((unit) => unit.lines), ...inDuties].toSorted((a, b) => a - b);
    const shown = `${names.slice(0, 4).join('; ')}${names.length > 4 ? '; …' : ''}`;
    const message = `Từ ${shownDay(since)} không còn ${what}: ${shown}. Theo ${source} (${verify}).`;
    return [problem('unit-abolished', day >= since ? 'warning' : 'info', message, lines)];
  });
}
