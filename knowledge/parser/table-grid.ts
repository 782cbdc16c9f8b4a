import type { LineRange } from '../assignment.ts';
import { squeeze } from '../text.ts';
import type { Column } from './table-columns.ts';

/** A piece of a cell as it stands on one line of the source. */
export interface CellPart {
  readonly text: string;
  readonly line: number;
}

/** The cells of one row by column; a cell may be missing, or go on after a repeated page header. */
export interface GridRow {
  readonly cells: readonly (readonly CellPart[])[];
  /** Contiguous source lines; more than one where a page header cuts the row. */
  readonly pieces: readonly LineRange[];
  /** A title over the rows below it: "I Chỉ đạo, điều hành". */
  readonly group: boolean;
}

/** A table with its columns settled and its cells told apart, not yet understood. */
export interface Grid {
  readonly columns: readonly Column[];
  readonly rows: readonly GridRow[];
  /** From the header to the last row. */
  readonly lines: LineRange;
}

export function textOf(parts: readonly CellPart[]): string {
  return squeeze(parts.map(({ text }) => text).join(' '));
}
