import type { LineRange } from '../assignment.ts';
import { squeeze } from '../text.ts';

/** Running text that remembers on which line of the source each character stands. */
export interface Flow {
  readonly text: string;
  /** 1-based line of every character of `text`. */
  readonly lineAt: readonly number[];
}

/** Lines `from` to `to` (1-based, inclusive) as one text, white space folded: any slice of it is verbatim. */
export function flowOf(lines: readonly string[], [from, to]: LineRange): Flow {
  let text = '';
  const lineAt: number[] = [];
  for (let line = from; line <= to; line++) {
    const piece = squeeze(lines[line - 1] ?? '');
    if (!piece) continue;
    const added = text ? ` ${piece}` : piece;
    text += added;
    for (let i = 0; i < added.length; i++) lineAt.push(line);
  }
  return { text, lineAt };
}

/** The part from character `start` to `end`, trimmed. */
export function cut(flow: Flow, start: number, end = flow.text.length): Flow {
  let [from, to] = [start, end];
  while (from < to && flow.text[from] === ' ') from++;
  while (to > from && flow.text[to - 1] === ' ') to--;
  return { text: flow.text.slice(from, to), lineAt: flow.lineAt.slice(from, to) };
}

/** First and last line of the flow; `[0, 0]` for an empty one. */
export function linesOf(flow: Flow): LineRange {
  return [flow.lineAt[0] ?? 0, flow.lineAt.at(-1) ?? 0];
}
