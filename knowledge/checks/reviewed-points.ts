import type { Assignment, Plan, Problem } from '../assignment.ts';
import { squeeze } from '../text.ts';
import { clip, problem } from './problem.ts';

/** What is quoted must stand in the source, or nothing can be answered from it. */
export function quotesNotInSource({ lines, assignments }: Plan, known: readonly Problem[]): Problem[] {
  if (known.some(({ code }) => code === 'plan/quote-not-in-source')) return [];
  const source = squeeze(lines.join(' '));
  return assignments.flatMap(({ quote, task, lines: at }) => {
    const strange = quote.find((piece) => !source.includes(squeeze(piece.normalize('NFC'))));
    if (quote.length > 0 && strange === undefined) return [];
    const message =
      strange === undefined
        ? `Việc "${clip(task)}" không trích câu nào.`
        : `Câu trích "${clip(strange)}" không có trong nguồn.`;
    return [problem('quote-not-in-source', 'error', message, at)];
  });
}

/** Each saying with the places that it is of. */
function once(
  assignments: readonly Assignment[],
  said: (assignment: Assignment) => string | undefined,
): (readonly [string, number[]])[] {
  const places = new Map<string, Assignment[]>();
  for (const assignment of assignments) {
    const text = said(assignment);
    if (text) places.set(text, [...(places.get(text) ?? []), assignment]);
  }
  return [...places].map(([text, of]) => {
    const [only, ...more] = of;
    return [text, only && more.length === 0 ? [...only.lines] : of.map(({ lines }) => lines[0])] as const;
  });
}

/** Doubts and notes of whoever reviewed the plan, unless the machine has found the same place. */
export function saidByReviewers({ assignments }: Plan, known: readonly Problem[]): Problem[] {
  const isKnown = (line: number) => known.some(({ lines }) => lines.includes(line));
  const doubts = assignments.filter(({ lines }) => !isKnown(lines[0]));
  return [
    ...once(doubts, ({ doubt }) => doubt).map(([text, lines]) => problem('doubt', 'warning', text, lines)),
    ...once(assignments, ({ note }) => note).map(([text, lines]) => problem('note', 'info', text, lines)),
  ];
}
