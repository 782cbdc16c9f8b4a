import type { Assignment } from './assignment.ts';
import { syllables } from './text.ts';

/** The task without its own date. */
export function undatedTask({ task, timeRaw }: Pick<Assignment, 'task' | 'timeRaw'>): string {
  const undated = timeRaw ? task.replace(timeRaw, ' ') : task;
  return undated.replace(/,?\s*hoàn thành\s*$/u, '');
}

/** Pairs of syllables, so that "đánh giá nội bộ" and "đánh giá hài lòng" share little. */
export function syllablePairs(text: string): ReadonlySet<string> {
  const words = syllables(text);
  return new Set(words.slice(1).map((word, index) => `${words[index]} ${word}`));
}

export function countShared(one: ReadonlySet<string>, other: ReadonlySet<string>): number {
  const [small, large] = one.size <= other.size ? [one, other] : [other, one];
  let shared = 0;
  for (const pair of small) if (large.has(pair)) shared++;
  return shared;
}

/** "tại cụm 9" is not "tại cụm 10", however alike the rest is. Years and standards are no such numbers. */
export function sameOrdinals(one: string, other: string): boolean {
  const ordinals = (text: string) => (text.match(/(?<![\d./:-])\d{1,3}(?![\d./:%-])/gu) ?? []).join(' ');
  return ordinals(one) === ordinals(other);
}
