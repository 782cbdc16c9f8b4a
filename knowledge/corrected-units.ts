import type { Assignment, Unit } from './assignment.ts';
import type { UnitCorrection } from './corrections.ts';

/** The duty with every name that means another unit put into that unit's name. */
export function renamed(assignment: Assignment, same: ReadonlyMap<string, string>): Assignment {
  if (same.size === 0) return assignment;
  const swap = (names: readonly string[]): string[] => [
    ...new Set(names.map((name) => same.get(name) ?? name)),
  ];
  return {
    ...assignment,
    lead: swap(assignment.lead),
    advising: swap(assignment.advising),
    coordinating: swap(assignment.coordinating),
    ...(assignment.reportsTo ? { reportsTo: swap(assignment.reportsTo) } : {}),
  };
}

/** A unit that only a correction names is a unit of the plan as well. */
export function withNamed(units: readonly Unit[], assignments: readonly Assignment[]): Unit[] {
  const known = new Set(units.map(({ name }) => name));
  const added = assignments.flatMap(({ lead, advising, coordinating, lines }) =>
    [...lead, ...advising, ...coordinating].flatMap((name): Unit[] => {
      if (known.has(name)) return [];
      known.add(name);
      return [{ name, kind: /^(?:Các|Mỗi) /u.test(name) ? 'group' : 'unit', aliases: [], lines: [lines[0]] }];
    }),
  );
  return [...units, ...added];
}

/** The units with what an officer knows of them: other names, another kind, units that no rule finds. */
export function correctUnits(
  units: readonly Unit[],
  corrections: readonly UnitCorrection[],
  same: ReadonlyMap<string, string>,
): Unit[] {
  const kept = units.filter(({ name }) => !same.has(name));
  const absent = corrections.filter(({ name }) => !kept.some((unit) => unit.name === name));
  const all = [...kept, ...absent.map(({ name }): Unit => ({ name, kind: 'unit', aliases: [], lines: [] }))];
  return all.map((unit) => {
    const correction = corrections.find(({ name }) => name === unit.name);
    if (!correction) return unit;
    const joined = units.filter(({ name }) => correction.sameAs?.includes(name));
    const aliases = [
      ...unit.aliases,
      ...(correction.aliases ?? []),
      ...joined.flatMap(({ name, aliases }) => [name, ...aliases]),
    ];
    const lines = [...unit.lines, ...(correction.lines ?? []), ...joined.flatMap(({ lines }) => lines)];
    return {
      ...unit,
      kind: correction.kind ?? unit.kind,
      aliases: [...new Set(aliases)].filter((alias) => alias !== unit.name),
      lines: [...new Set(lines)].toSorted((a, b) => a - b),
    };
  });
}
