import { squeeze } from '../text.ts';

/** A stretch of words in aligned text, with the place where it begins. */
export interface Chunk {
  readonly at: number;
  readonly text: string;
}

/** Words parted by two spaces or more, with their places. */
export function chunksOf(line: string): readonly Chunk[] {
  return [...line.matchAll(/\S+(?: \S+)*/gu)].map((found) => ({ at: found.index, text: found[0] }));
}

/** Each word group goes to the last column that begins before it, or a little behind. */
export function cutAt(line: string, starts: readonly number[]): string[] {
  const cells = starts.map(() => '');
  for (const { at, text } of withFullCells(chunksOf(line), starts)) {
    const column = Math.max(
      0,
      starts.findLastIndex((start) => start <= at + 2),
    );
    cells[column] = squeeze(`${cells[column] ?? ''} ${text}`);
  }
  return cells;
}

/** A cell that fills its column leaves one space before the next, which then seems empty: its words begin where it does. */
function withFullCells(chunks: readonly Chunk[], starts: readonly number[]): readonly Chunk[] {
  return chunks.flatMap((chunk, index) => {
    const next = chunks[index + 1];
    const [start, another] = starts.filter((at) => at > chunk.at && at < chunk.at + chunk.text.length);
    const words = start === undefined ? 0 : start - chunk.at;
    const fits = next && start !== undefined && another === undefined && chunk.text.charAt(words - 1) === ' ';
    if (!fits || !starts.some((at) => at > start && Math.abs(next.at - at) <= 2)) return [chunk];
    return [
      { at: chunk.at, text: chunk.text.slice(0, words - 1) },
      { at: start, text: chunk.text.slice(words) },
    ];
  });
}
