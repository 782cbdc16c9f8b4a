import type { Atom } from './table-atoms.ts';
import type { Column } from './table-columns.ts';
import { SegmentCosts, kindOfRole, type SegmentKind } from './table-costs.ts';
import { goesOn, widestLine, type Widths } from './table-widths.ts';

/** Atoms `from` to `to` are (a piece of) the cell of a column; column −1 is a title over the rows below. */
export interface Segment {
  readonly column: number;
  readonly from: number;
  readonly to: number;
  /** It opens a row. */
  readonly opens: boolean;
}

export const GROUP = -1;

interface State {
  readonly cost: number;
  readonly previous: State | undefined;
  readonly segment: Segment | undefined;
  /** The column filled last in this row. */
  readonly last: number;
  readonly numbered: boolean;
  /** The row was cut by a page header and goes on behind it. */
  readonly resumed: boolean;
}

/** What it costs a row to be without a column. */
const missing: Readonly<Record<SegmentKind, number>> = {
  number: 1.5,
  group: 0,
  task: 4,
  unit: 1.2,
  director: 1.2,
  text: 0.8,
  note: 0,
  time: 2.5,
};
/** What a cell of each kind is worth when it fits (as `SegmentCosts` has it). */
const worth: Readonly<Partial<Record<SegmentKind, number>>> = { unit: 4, director: 5, time: 6 };

/** A row must be worth it: without this, times and names inside a cell would found rows of their own. */
function priceOfRow(kinds: readonly SegmentKind[]): number {
  const most = kinds.reduce((sum, kind) => sum + (worth[kind] ?? 0), 0);
  return Math.min(Math.max(most * 0.6, 3), 10);
}

/**
 * Cuts the body of a table whose cells were printed one after another into the cells of its rows, by the cheapest
 * path: within a row columns only go forward, after a page header a row may go through its columns once more.
 *
 * It is done again with the widths of the columns found the time before, since wrapped lines tell columns apart.
 */
export function cutRows(atoms: readonly Atom[], columns: readonly Column[]): readonly Segment[] {
  const kinds = columns.map(({ role }) => kindOfRole(role));
  let costs = new SegmentCosts(atoms);
  let segments = cheapest(atoms, kinds, costs);
  for (let pass = 0; pass < 4; pass++) {
    costs = new SegmentCosts(atoms, widthsOf(atoms, segments, columns.length), costs);
    const next = cheapest(atoms, kinds, costs);
    if (JSON.stringify(next) === JSON.stringify(segments)) break;
    segments = next;
  }
  return segments;
}

function cheapest(
  atoms: readonly Atom[],
  kinds: readonly SegmentKind[],
  costs: SegmentCosts,
): readonly Segment[] {
  const best: Map<number, State>[] = Array.from({ length: atoms.length + 1 }, () => new Map());
  best[0]?.set(0, {
    cost: 0,
    previous: undefined,
    segment: undefined,
    last: kinds.length,
    numbered: true,
    resumed: false,
  });
  for (let at = 0; at < atoms.length; at++) {
    const steps = new Map<number, Step>();
    for (const state of best[at]?.values() ?? []) {
      for (const step of stepsFrom(state, atoms[at], atoms, kinds, costs)) {
        const key = keyOf(step);
        const rival = steps.get(key);
        if (!rival || step.cost < rival.cost) steps.set(key, step);
      }
    }
    for (const step of steps.values()) extend(step, at, atoms, kinds, costs, best);
  }
  let winner: State | undefined;
  let least = Infinity;
  for (const state of best[atoms.length]?.values() ?? []) {
    const cost = state.cost + rowEnd(state, atoms, kinds);
    if (cost < least) [winner, least] = [state, cost];
  }
  const segments: Segment[] = [];
  for (let state = winner; state?.segment; state = state.previous) segments.unshift(state.segment);
  return segments;
}

interface Step {
  readonly state: State;
  readonly column: number;
  readonly opens: boolean;
  readonly numbered: boolean;
  readonly resumed: boolean;
  /** Up to here. */
  readonly cost: number;
}

function keyOf({ column, numbered, resumed }: Pick<Step, 'column' | 'numbered' | 'resumed'>): number {
  return (column + 1) * 4 + (numbered ? 2 : 0) + (resumed ? 1 : 0);
}

/** Where the next cell may belong: further right in the row, in a new row, or once more in a row cut by a page. */
function stepsFrom(
  state: State,
  atom: Atom | undefined,
  atoms: readonly Atom[],
  kinds: readonly SegmentKind[],
  costs: SegmentCosts,
): Step[] {
  const steps: Step[] = [];
  const { afterBreak, opens: capital = true } = atom ?? {};
  const hasNumbers = kinds[0] === 'number';
  const price = priceOfRow(kinds);
  if (state.segment !== undefined && state.last !== GROUP) {
    let skipped = state.cost;
    const { numbered, resumed } = state;
    for (let column = state.last + 1; column < kinds.length; column++) {
      const doubt = resumed ? doubtOf(state, column, atom, atoms, costs) : 0;
      steps.push({ state, column, opens: false, numbered, resumed, cost: skipped + doubt });
      if (!resumed) skipped += missing[kinds[column] ?? 'text'];
    }
    if (kinds[state.last] === 'number') {
      const title = atoms[state.segment.from]?.number?.kind === 'digit' ? 1 : -2.5;
      steps.push({ state, column: GROUP, opens: false, numbered, resumed, cost: state.cost + title });
    } else if (afterBreak) {
      const cost = state.cost + (afterBreak === 'header' ? 0 : price) + (capital ? 0.8 : 0);
      for (const [column, kind] of kinds.entries()) {
        if (kind === 'number') continue;
        const doubt = doubtOf(state, column, atom, atoms, costs);
        steps.push({ state, column, opens: false, numbered, resumed: true, cost: cost + doubt });
      }
    }
  }
  // a row does not begin in the middle of a sentence
  const end = state.cost + rowEnd(state, atoms, kinds) + (capital || !afterBreak ? 0 : 5);
  const open = { state, opens: true, resumed: false };
  if (hasNumbers) steps.push({ ...open, column: 0, numbered: true, cost: end + price });
  const bare = hasNumbers ? missing.number : 0;
  steps.push({ ...open, column: hasNumbers ? 1 : 0, numbered: false, cost: end + price + bare });
  steps.push({ ...open, column: GROUP, numbered: false, cost: end + 6 });
  return steps;
}

/** What speaks against the row's cell of this column going on behind the page header with `atom`. */
function doubtOf(
  state: State,
  column: number,
  atom: Atom | undefined,
  atoms: readonly Atom[],
  costs: SegmentCosts,
): number {
  let cell: Segment | undefined;
  for (let back: State | undefined = state; back?.segment && !cell; back = back.previous) {
    if (back.segment.column === column) cell = back.segment;
    if (back.segment.opens) break;
  }
  const last = cell && atoms[cell.to - 1];
  if (!cell || !last || !atom) return 2;
  const start = atoms.slice(cell.from, cell.to).find(({ line }) => line === last.line)?.from ?? last.from;
  return goesOn(last, start, atom, costs.widths.get(column));
}

/** The columns that the row closed by `state` never had. A number with a task alone is a title over the rows below. */
function rowEnd(
  { segment, last, numbered, resumed }: State,
  atoms: readonly Atom[],
  kinds: readonly SegmentKind[],
): number {
  if (!segment || last === GROUP || resumed) return 0;
  if (kinds[last] === 'number') return 6;
  if (kinds[last] === 'task') {
    const titled = atoms[segment.to - 1]?.text.endsWith(':') ?? false;
    return numbered ? (titled ? -6 : -2.5) : 2;
  }
  return kinds.slice(last + 1).reduce((sum, kind) => sum + missing[kind], 0);
}

function extend(
  step: Step,
  at: number,
  atoms: readonly Atom[],
  kinds: readonly SegmentKind[],
  costs: SegmentCosts,
  best: readonly Map<number, State>[],
): void {
  const { column, opens, numbered, resumed, state } = step;
  const kind = column === GROUP ? 'group' : (kinds[column] ?? 'text');
  const first = atoms[at];
  if (!first || (kind === 'number' && !first.number)) return;
  const mustBeUnit = kind === 'unit' || kind === 'director';
  if (!resumed && ((mustBeUnit && !first.unit) || (kind === 'time' && !first.time))) return;
  const key = keyOf(step);
  const own = costs.from(kind, column, at, resumed);
  own.forEach((value, index) => {
    const cost = step.cost + value;
    const end = at + index + 1;
    const rival = best[end]?.get(key);
    if (rival && rival.cost <= cost) return;
    best[end]?.set(key, {
      cost,
      previous: state,
      segment: { column, from: at, to: end, opens },
      last: column,
      numbered,
      resumed,
    });
  });
}

/** The width of a column is that of its widest lines, when the widest few cells are left out. */
function widthsOf(atoms: readonly Atom[], segments: readonly Segment[], columns: number): Widths {
  const widths = new Map<number, number>();
  for (let column = 0; column < columns; column++) {
    const widest = segments
      .filter((segment) => segment.column === column)
      .map(({ from, to }) => widestLine(atoms.slice(from, to)))
      .filter((width) => width > 0)
      .sort((a, b) => a - b);
    const width = widest[Math.floor((widest.length - 1) * 0.85)];
    if (width !== undefined && widest.length >= 3) widths.set(column, width);
  }
  return widths;
}
