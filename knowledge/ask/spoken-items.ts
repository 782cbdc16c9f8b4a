import type { Office } from './office.ts';
import type { Aspect, Item, OfficeName } from './finding.ts';
import type { UnitMention } from './read-units.ts';
import { itemOf } from './warnings.ts';

export const nameOf = (office: Office): OfficeName => ({ id: office.id, name: office.name });

/** The unit of that name in the office, as if a question had named it. */
export function sameUnit(name: string, office: Office): UnitMention[] {
  const unit = office.units.find((u) => u.name === name);
  return unit
    ? [{ office: office.id, name, names: [name], kind: unit.kind, at: 0, length: name.length }]
    : [];
}

/** The duties of these ids, with what must be told of them. */
export function itemsOf(
  ids: readonly string[],
  aspects: readonly Aspect[],
  offices: readonly Office[],
): Item[] {
  return offices
    .flatMap((office) => office.assignments(ids))
    .flatMap((entry) => itemOf(entry, aspects) ?? []);
}

/** Of more than one plan. */
export function differs(items: readonly Item[]): boolean {
  return new Set(items.map(({ document }) => document.id)).size > 1;
}
