import type { PlanTime } from '../assignment.ts';
import { fold } from '../text.ts';

/** What a time expression is read against. */
export interface TimeContext {
  /** The text as written; rules match its folded twin of the same length. */
  readonly source: string;
  /** The plan's year, for expressions that print none. */
  readonly year: number | null;
  /** The day the document was issued; null or absent when it prints none. */
  readonly issuedOn?: string | null | undefined;
  /** The text is a cell of a time column, where a bare "6/2025" or "2025" is a time. */
  readonly column: boolean;
}

/**
 * One piece of a time expression. `period` names what is reported on ("báo cáo 6 tháng", "cả năm") and gives
 * its name to the deadline that follows it; `undated` is kept as words only; `skip` is a date that is none
 * of the plan's times (the date of a document).
 */
export interface TimeHit {
  readonly start: number;
  readonly end: number;
  readonly role: 'time' | 'period' | 'undated' | 'skip';
  readonly times: readonly PlanTime[];
}

/** Tries to read one piece at a place of the folded text; undefined when there is none of its kind. */
export type TimeRule = (text: string, at: number, context: TimeContext) => TimeHit[] | undefined;

/** Folded, with the length kept, so that a position in it is a position in the text (which must be NFC). */
export function foldInPlace(text: string): string {
  const whole = fold(text);
  if (whole.length === text.length) return whole;
  return Array.from({ length: text.length }, (_, at) => {
    const folded = fold(text.charAt(at));
    return folded.length === 1 ? folded : text.charAt(at);
  }).join('');
}

export function hit(
  start: number,
  end: number,
  times: readonly PlanTime[],
  role: TimeHit['role'] = 'time',
): TimeHit {
  return { start, end, role, times };
}

/** A pattern for `matchAt`; made once, since rules are tried at every word. */
export function sticky(source: string): RegExp {
  return new RegExp(source, 'y');
}

/** A match that begins exactly at `at`. The pattern must be sticky. */
export function matchAt(pattern: RegExp, text: string, at: number): RegExpExecArray | null {
  pattern.lastIndex = at;
  return pattern.exec(text);
}

export function wordsOf(context: TimeContext, start: number, end: number): string {
  return context.source.slice(start, end).replace(/\s+/g, ' ').trim();
}
