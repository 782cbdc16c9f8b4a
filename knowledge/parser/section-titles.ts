import type { Section } from '../assignment.ts';
import { isBullet } from './markers.ts';
import type { Item } from './outline.ts';
import { readSubject } from './subjects.ts';
import type { PlanTable } from './tables.ts';
import type { UnitNames } from './units.ts';

/** "3. Các phòng, đơn vị thuộc Sở căn cứ Kế hoạch này, …": a numbered duty is called by its unit. */
export function titledByUnit(
  sections: readonly Section[],
  items: readonly Item[],
  known: readonly string[],
  names: UnitNames,
): Section[] {
  return sections.map((section) => {
    const item = items.find(
      ({ number, opens, block }) => number === section.number && !opens && block.marker !== null,
    );
    const subject =
      item && !isBullet(item.block.marker) ? readSubject(item.block.body.text, known) : undefined;
    return subject
      ? { ...section, title: subject.units.map((unit) => names.canonical(unit)).join(', ') }
      : section;
  });
}

/** A section that holds a table goes on to the table's last line. */
export function withTables(
  sections: readonly Section[],
  tables: readonly Pick<PlanTable, 'lines'>[],
): Section[] {
  return sections.map((section, index) => {
    const next = sections[index + 1]?.lines[0] ?? Number.POSITIVE_INFINITY;
    const own = tables.filter(({ lines }) => lines[0] >= section.lines[0] && lines[0] < next);
    return {
      ...section,
      lines: [section.lines[0], Math.max(section.lines[1], ...own.map(({ lines }) => lines[1]))],
    };
  });
}
