import { fold } from '../text.ts';
import type { Atom } from './table-atoms.ts';
import type { Column, ColumnRole } from './table-columns.ts';
import { SegmentCosts, kindOfRole, type SegmentKind } from './table-costs.ts';
import { BodyFacts } from './table-facts.ts';
import { goesOn, widestLine, type Widths } from './table-widths.ts';

/** Atoms `from` to `to` are (a piece of) the cell of a column; column −1 is a title over the rows below. */
export interface Segment {
  readonly column: number;
  readonly from: number;
  readonly to: number;
  /** It opens a row. */
  readonly opens: boolean;
  /** It is the rest of a cell that a page header cut. */
  readonly resumed: boolean;
}

export const GROUP = -1;

/** What it costs a row to be without a column. */
const absence: Readonly<Record<ColumnRole, number>> = {
  number: 1.5,
  task: 4,
  lead: 2.5,
  coordinating: 0.8,
  advising: 0.8,
  directing: 1.2,
  reportsTo: 0.8,
  deliverable: 0.8,
  method: 0.8,
  time: 2.5,
  period: 0,
  note: 0,
  other: 0.8,
};
/** What a cell of each kind is worth when it fits (as `SegmentCosts` has it). */
const worth: Readonly<Partial<Record<SegmentKind, number>>> = { unit: 4, director: 5, time: 6 };

/** A path this much dearer than another to the same atom is not followed. */
const hopeless = 30;

/** A row cut by a page does not go on for longer than this, in atoms. */
const longestRest = 120;

/** The table as the cutting sees it. */
interface Layout {
  readonly atoms: readonly Atom[];
  readonly kinds: readonly SegmentKind[];
  readonly absent: readonly number[];
  /** The column of tasks, which follows the numbers where there are any. */
  readonly first: number;
  /** A row must be worth it: without this, times and names inside a cell would found rows of their own. */
  readonly rowPrice: number;
  /** Neighbouring words of the body, by which a text cut by a page header finds its other half. */
  readonly pairs: ReadonlySet<string>;
  /** How many atoms ago the last page began. */
  readonly sinceBreak: readonly number[];
}

/** The cheapest way to have cut the body up to an atom, of those that end in the same column of a like row. */
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

/**
 * Cuts the body of a table whose cells were printed one after another into the cells of its rows, by the cheapest
 * path: within a row columns only go forward, after a page header a row may go through its columns once more.
 *
 * It is done again with the widths of the columns found the time before, since wrapped lines tell columns apart.
 */
export function cutRows(atoms: readonly Atom[], columns: readonly Column[]): readonly Segment[] {
  const layout = layoutOf(atoms, columns);
  const body = new BodyFacts(atoms);
  let costs = new SegmentCosts(body);
  let segments = cheapest(layout, costs);
  for (let pass = 0; pass < 3; pass++) {
    costs = new SegmentCosts(body, widthsOf(atoms, segments, columns.length), costs);
    const next = cheapest(layout, costs);
    if (JSON.stringify(next) === JSON.stringify(segments)) break;
    segments = next;
  }
  return segments;
}

function layoutOf(atoms: readonly Atom[], columns: readonly Column[]): Layout {
  const kinds = columns.map(({ role }) => kindOfRole(role));
  const most = kinds.reduce((sum, kind) => sum + (worth[kind] ?? 0), 0);
  return {
    atoms,
    kinds,
    absent: columns.map(({ role }) => absence[role]),
    first: kinds[0] === 'number' ? 1 : 0,
    rowPrice: Math.min(Math.max(most * 0.6, 3), 10),
    pairs: pairsOf(atoms),
    sinceBreak: sinceBreak(atoms),
  };
}

function sinceBreak(atoms: readonly Atom[]): readonly number[] {
  let count = 0;
  return atoms.map(({ afterBreak }) => (count = afterBreak ? 0 : count + 1));
}

function cheapest(layout: Layout, costs: SegmentCosts): readonly Segment[] {
  const { atoms, kinds } = layout;
  const best: Map<number, State>[] = Array.from({ length: atoms.length + 1 }, () => new Map());
  const start = { cost: 0, previous: undefined, segment: undefined, numbered: true, resumed: false };
  best[0]?.set(0, { ...start, last: kinds.length });
  for (let at = 0; at < atoms.length; at++) {
    for (const step of stepsFrom([...(best[at]?.values() ?? [])], at, layout, costs)) {
      extend(step, at, layout, costs, best);
    }
  }
  let winner: State | undefined;
  let least = Infinity;
  for (const state of best[atoms.length]?.values() ?? []) {
    const cost = state.cost + rowEnd(state, layout);
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
  states: readonly State[],
  at: number,
  layout: Layout,
  costs: SegmentCosts,
): Iterable<Step> {
  const steps = new Map<number, Step>();
  const keep = (step: Step): void => {
    const rival = steps.get(keyOf(step));
    if (!rival || step.cost < rival.cost) steps.set(keyOf(step), step);
  };
  const least = Math.min(...states.map(({ cost }) => cost));
  const counted = layout.atoms[at]?.number?.expected === true || (layout.sinceBreak[at] ?? 0) > longestRest;
  let closed: State | undefined;
  let closing = Infinity;
  for (const state of states) {
    if (state.cost > least + hopeless) continue;
    if (state.segment && state.last !== GROUP && !(state.resumed && counted))
      stepsInRow(state, at, layout, costs, keep);
    const cost = state.cost + rowEnd(state, layout);
    if (cost < closing) [closed, closing] = [state, cost];
  }
  if (closed) newRows(closed, closing, at, layout, keep);
  return steps.values();
}

function stepsInRow(
  state: State,
  at: number,
  layout: Layout,
  costs: SegmentCosts,
  keep: (step: Step) => void,
): void {
  const { atoms, kinds, absent } = layout;
  const { numbered, resumed } = state;
  const { afterBreak, opens: capital = true } = atoms[at] ?? {};
  let { cost } = state;
  for (let column = state.last + 1; column < kinds.length; column++) {
    const doubt = resumed ? doubtOf(state, column, at, layout, costs) : 0;
    keep({ state, column, opens: false, numbered, resumed, cost: cost + doubt });
    if (!resumed) cost += absent[column] ?? 0;
  }
  if (kinds[state.last] === 'number') {
    const title = atoms[state.segment?.from ?? 0]?.number?.kind === 'digit' ? 1 : -2.5;
    keep({ state, column: GROUP, opens: false, numbered, resumed, cost: state.cost + title });
  } else if (afterBreak) {
    const again = state.cost + (afterBreak === 'header' ? 0 : layout.rowPrice) + (capital ? 0.8 : 0);
    for (const [column, kind] of kinds.entries()) {
      if (kind === 'number') continue;
      const doubt = doubtOf(state, column, at, layout, costs);
      keep({ state, column, opens: false, numbered, resumed: true, cost: again + doubt });
    }
  }
}

/** `closing` is the cost with what the row before lacks. */
function newRows(
  state: State,
  closing: number,
  at: number,
  layout: Layout,
  keep: (step: Step) => void,
): void {
  const { first, rowPrice, absent } = layout;
  const { afterBreak, opens: capital = true } = layout.atoms[at] ?? {};
  // a row does not begin in the middle of a sentence
  const cost = closing + (capital || !afterBreak ? 0 : 5);
  const open = { state, opens: true, resumed: false, numbered: false };
  const bare = first > 0 ? (absent[0] ?? 0) : 0;
  keep({ ...open, column: first, cost: cost + rowPrice + bare });
  keep({ ...open, column: GROUP, cost: cost + 6 });
  if (first > 0) keep({ ...open, column: 0, numbered: true, cost: cost + rowPrice });
}

/** The row's cell of a column so far. */
function cellOf(state: State, column: number): Segment | undefined {
  for (let back: State | undefined = state; back?.segment; back = back.previous) {
    if (back.segment.column === column) return back.segment;
    if (back.segment.opens) break;
  }
  return undefined;
}

/** What speaks against the row's cell of this column going on behind the page header with the atom at `at`. */
function doubtOf(
  state: State,
  column: number,
  at: number,
  { atoms, pairs }: Layout,
  costs: SegmentCosts,
): number {
  const cell = cellOf(state, column);
  const last = cell && atoms[cell.to - 1];
  const next = atoms[at];
  if (!cell || !last || !next) return 2;
  const known = pairs.has(`${last.lastWord} ${next.firstWord}`) ? -1.5 : 0;
  const start = atoms.slice(cell.from, cell.to).find(({ line }) => line === last.line)?.from ?? last.from;
  return known + goesOn(last, start, next, costs.widths.get(column));
}

/** Words that stand next to each other on a line. */
function pairsOf(atoms: readonly Atom[]): ReadonlySet<string> {
  return new Set(
    atoms.flatMap(({ text }) => {
      const words = fold(text)
        .replace(/[.,;:]+(?=\s|$)/g, '')
        .split(' ');
      return words.slice(1).map((word, index) => `${words[index] ?? ''} ${word}`);
    }),
  );
}

/** The columns that the row closed by `state` never had. A number with a task alone is a title over the rows below. */
function rowEnd({ segment, last, numbered, resumed }: State, { atoms, kinds, absent }: Layout): number {
  if (!segment || last === GROUP || resumed) return 0;
  if (kinds[last] === 'number') return 6;
  if (kinds[last] === 'task') {
    const titled = atoms[segment.to - 1]?.text.endsWith(':') ?? false;
    return numbered ? (titled ? -8 : -2.5) : 2;
  }
  return absent.slice(last + 1).reduce((sum, cost) => sum + cost, 0);
}

function extend(
  step: Step,
  at: number,
  { atoms, kinds }: Layout,
  costs: SegmentCosts,
  best: readonly Map<number, State>[],
): void {
  const { column, opens, numbered, resumed, state } = step;
  const kind = column === GROUP ? 'group' : (kinds[column] ?? 'text');
  const first = atoms[at];
  if (!first || (kind === 'number' && !first.number)) return;
  if (!resumed && kind === 'time' && !first.time) return;
  const cut = resumed ? cellOf(state, column) : undefined;
  const key = keyOf(step);
  for (const [index, value] of costs.from(kind, column, at, resumed).entries()) {
    const cost = step.cost + value + (cut ? costs.rest(kind, cut, at, index + 1) : 0);
    const to = at + index + 1;
    const rival = best[to]?.get(key);
    if (rival && rival.cost <= cost) continue;
    const segment = { column, from: at, to, opens, resumed };
    best[to]?.set(key, { cost, previous: state, segment, last: column, numbered, resumed });
  }
}

/** The width of a column is that of its widest lines, when the widest few cells are left out. Rests of cut cells do not count. */
function widthsOf(atoms: readonly Atom[], segments: readonly Segment[], columns: number): Widths {
  const widths = new Map<number, number>();
  for (let column = 0; column < columns; column++) {
    const widest = segments
      .filter((segment) => segment.column === column && !segment.resumed)
      .map(({ from, to }) => widestLine(atoms.slice(from, to)))
      .filter((width) => width > 0)
      .sort((a, b) => a - b);
    const width = widest[Math.floor((widest.length - 1) * 0.85)];
    if (width !== undefined && widest.length >= 3) widths.set(column, width);
  }
  return widths;
}
