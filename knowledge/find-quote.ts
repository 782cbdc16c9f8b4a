import type { LineRange } from './assignment.ts';
import { squeeze } from './text.ts';

/** Where a piece of the source stands, white space folded; undefined when it is not there. */
export function findQuote(
  lines: readonly string[],
  piece: string,
  within: LineRange = [1, lines.length],
): LineRange | undefined {
  const wanted = squeeze(piece.normalize('NFC'));
  if (wanted === '') return undefined;
  const starts: (readonly [at: number, line: number])[] = [];
  let text = '';
  for (let line = within[0]; line <= Math.min(within[1], lines.length); line++) {
    const words = squeeze(lines[line - 1] ?? '');
    if (words === '') continue;
    if (text !== '') text += ' ';
    starts.push([text.length, line]);
    text += words;
  }
  const from = text.indexOf(wanted);
  if (from < 0) return undefined;
  const lineAt = (at: number) => starts.findLast(([start]) => start <= at)?.[1] ?? within[0];
  return [lineAt(from), lineAt(from + wanted.length - 1)];
}
