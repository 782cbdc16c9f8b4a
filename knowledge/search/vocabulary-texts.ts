import type { Plan } from '../assignment.ts';

/** The texts of a plan that teach how its words are written. */
export function textsOf({ document, passages, assignments }: Plan): string[] {
  return [
    document.title,
    document.issuer,
    ...passages.map(({ text }) => text),
    ...assignments.map(({ task }) => task),
  ];
}
