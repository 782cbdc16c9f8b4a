import type { Ruling } from './pdf-page.ts';
import { clustered, near, touching } from './pdf-tables.ts';

/** A part of a page, in points. */
export interface Area {
  readonly left: number;
  readonly top: number;
  readonly right: number;
  readonly bottom: number;
}

export interface RuledTable extends Area {
  readonly cells: readonly Area[];
}

/** The cells that rulings fence in, table by table: what no ruling parts is one cell. */
export function ruledCells(rulings: readonly Ruling[]): RuledTable[] {
  return touching(rulings).flatMap((own) => {
    const xs = clustered(own.filter(({ across }) => !across).map(({ at }) => at));
    const down = own.filter(({ across }) => !across).flatMap(({ from, to }) => [from, to]);
    const ends = down.length > 0 ? [Math.min(...down), Math.max(...down)] : [];
    const ys = clustered([...own.filter(({ across }) => across).map(({ at }) => at), ...ends]);
    const [left, right, top, bottom] = [xs[0], xs.at(-1), ys[0], ys.at(-1)];
    if (left === undefined || right === undefined || top === undefined || bottom === undefined) return [];
    return xs.length < 3 || ys.length < 2 ? [] : [{ left, right, top, bottom, cells: fenced(own, xs, ys) }];
  });
}

function fenced(rulings: readonly Ruling[], xs: readonly number[], ys: readonly number[]): Area[] {
  const isParted = (across: boolean, at: number, from: number, to: number): boolean =>
    rulings.some(
      (ruling) =>
        ruling.across === across &&
        Math.abs(ruling.at - at) < near &&
        ruling.from < (from + to) / 2 &&
        ruling.to > (from + to) / 2,
    );
  const cells = new Map<string, Area>();
  const owner = new Map<string, string>();
  for (const [row, [top, bottom]] of pairs(ys).entries())
    for (const [column, [left, right]] of pairs(xs).entries()) {
      const key = `${row} ${column}`;
      const above = row > 0 && !isParted(true, top, left, right) && owner.get(`${row - 1} ${column}`);
      const before = column > 0 && !isParted(false, left, top, bottom) && owner.get(`${row} ${column - 1}`);
      const own = above || before || key;
      owner.set(key, own);
      const cell = cells.get(own) ?? { left, top, right, bottom };
      cells.set(own, {
        left: Math.min(cell.left, left),
        top: Math.min(cell.top, top),
        right: Math.max(cell.right, right),
        bottom: Math.max(cell.bottom, bottom),
      });
    }
  return [...cells.values()];
}

function pairs(values: readonly number[]): (readonly [number, number])[] {
  return values.slice(1).map((value, index) => [values[index] ?? value, value] as const);
}
