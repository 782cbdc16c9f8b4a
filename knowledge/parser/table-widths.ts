import type { Atom } from './table-atoms.ts';

/** What is known of the columns while a body is cut: how wide they print, in characters. Empty at first. */
export type Widths = ReadonlyMap<number, number>;

/** A line wider than its column is another column's; a line that had room for the next word was its cell's last. */
export class LineWidths {
  /** Of the lines so far, the last one taken as the cell's last. */
  get cost(): number {
    return this.done + this.over(this.length);
  }
  private done = 0;
  private line = -1;
  private start = 0;
  private length = 0;
  private text = '';

  constructor(
    private readonly width: number | undefined,
    private readonly wraps: boolean,
  ) {}

  add(atom: Atom, firstWord: number): void {
    if (this.width === undefined) return;
    if (atom.line === this.line) {
      this.length = atom.to - this.start;
    } else {
      if (this.line >= 0)
        this.done += this.over(this.length) + (atom.afterBreak ? 0 : this.under(atom, firstWord));
      [this.line, this.start, this.length] = [atom.line, atom.from, atom.to - atom.from];
    }
    this.text = atom.text;
  }

  private over(length: number): number {
    const excess = this.width === undefined ? 0 : length - this.width * 1.12;
    return excess > 0 ? Math.min(1.5 + excess * 0.4, 5) : 0;
  }

  private under(next: Atom, firstWord: number): number {
    const room = (this.width ?? 0) * 0.88 - (this.length + 1 + firstWord);
    if (room <= 0 || !this.wraps) return 0;
    const paragraph = /[.;:]$/u.test(this.text) || /^[-+•–]/u.test(next.text);
    return Math.min(0.6 + room * 0.25, 3) * (paragraph ? 0.2 : 1);
  }
}

/** Whether a cell that ends with `last` goes on with `next` behind a page header, as far as the width can tell. */
export function goesOn(last: Atom, lineStart: number, next: Atom, width: number | undefined): number {
  if (/[.;…]$/u.test(last.text)) return 0.6;
  if (width === undefined) return 0;
  const room = width * 0.88 - (last.to - lineStart + 1 + (/^\S+/.exec(next.text)?.[0].length ?? 0));
  return room > 0 ? Math.min(1 + room * 0.2, 3) : 0;
}

/** The widths at which the cells of one atom run or more are printed. */
export function widestLine(atoms: readonly Atom[]): number {
  const lengths = new Map<number, { from: number; to: number }>();
  for (const { line, from, to } of atoms) lengths.set(line, { from: lengths.get(line)?.from ?? from, to });
  return lengths.size > 1 ? Math.max(...[...lengths.values()].map(({ from, to }) => to - from)) : 0;
}
