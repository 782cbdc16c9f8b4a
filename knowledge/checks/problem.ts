import type { Problem } from '../assignment.ts';

export function problem(
  code: string,
  level: Problem['level'],
  message: string,
  lines: readonly number[] = [],
): Problem {
  return { code: `plan/${code}`, level, message, lines: [...new Set(lines)] };
}

export const clip = (text: string): string =>
  text.length <= 90 ? text : `${text.slice(0, text.lastIndexOf(' ', 90))}…`;

export const shownDay = (iso: string): string => iso.split('-').toReversed().join('/');
