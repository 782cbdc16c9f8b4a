import type { Plan, Section } from '../../knowledge/assignment.ts';

/** The innermost section that holds a line; undefined before the first. */
export function innermostSection({ sections }: Pick<Plan, 'sections'>, line: number): Section | undefined {
  return sections
    .filter(({ lines: [from, to] }) => from <= line && line <= to)
    .toSorted((a, b) => b.lines[0] - a.lines[0] || a.lines[1] - b.lines[1])[0];
}

/** "PL.I" → "Phụ lục I", "III.2" → "Mục III.2" */
export function sectionName(number: string): string {
  const annex = /^PL\b\.?(?<rest>.*)$/u.exec(number)?.groups?.['rest'];
  return annex === undefined ? `Mục ${number}` : `Phụ lục ${annex}`.trim();
}

/** Where a duty at this line stands, as the reader of plans would say it. */
export function sectionAt(
  plan: Plan,
  line: number,
): { readonly section: string; readonly sectionTitle?: string } {
  const found = innermostSection(plan, line);
  return found ? { section: sectionName(found.number), sectionTitle: found.title } : { section: '' };
}
