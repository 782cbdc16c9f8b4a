import { edge, type SyllableModel } from './syllable-model.ts';

/** What a word of a scan may have been, and the natural logarithm of the chance that it was misread so. */
export interface Reading {
  readonly word: string;
  readonly cost: number;
}

/**
 * For each word of a run the chances of its readings, all of the run weighed together: how well three syllables in a
 * row go with each other, and how easily each is misread (forward and backward over pairs of readings).
 */
export function chancesOf(run: readonly (readonly Reading[])[], model: SyllableModel): number[][] {
  const options = [[start], ...run];
  const step = (i: number, a: Reading, b: Reading, c: Reading): number =>
    model.logChance(c.word, b.word, i > 1 ? a.word : edge) - c.cost;
  // forward[i][a][b]: all ways to words i-1 and i being a and b.
  const forward: number[][][] = [[[0]]];
  for (let i = 1; i < options.length; i++) {
    const [before, here] = [options[i - 1] ?? [], options[i] ?? []];
    const earlier = options[i - 2] ?? [start];
    forward.push(
      before.map((b, bAt) =>
        here.map((c) =>
          sum(earlier.map((a, aAt) => (forward[i - 1]?.[aAt]?.[bAt] ?? never) + step(i, a, b, c))),
        ),
      ),
    );
  }
  const last = options.length - 1;
  let backward = (options[last - 1] ?? [start]).map(() => (options[last] ?? []).map(() => 0));
  const chances: number[][] = [];
  for (let i = last; i >= 1; i--) {
    const [before, here] = [options[i - 1] ?? [], options[i] ?? []];
    const ways = here.map((_, cAt) =>
      sum(before.map((__, bAt) => (forward[i]?.[bAt]?.[cAt] ?? never) + (backward[bAt]?.[cAt] ?? never))),
    );
    const all = sum(ways);
    chances.unshift(ways.map((way) => Math.exp(way - all)));
    const earlier = options[i - 2] ?? [start];
    const next = backward;
    backward = earlier.map((a) =>
      before.map((b, bAt) => sum(here.map((c, cAt) => step(i, a, b, c) + (next[bAt]?.[cAt] ?? never)))),
    );
  }
  return chances;
}

const start: Reading = { word: edge, cost: 0 };
const never = Number.NEGATIVE_INFINITY;

/** Of logarithms: the logarithm of the sum of what they stand for. */
function sum(logs: readonly number[]): number {
  const most = Math.max(...logs);
  return most === never
    ? never
    : most + Math.log(logs.reduce((total, log) => total + Math.exp(log - most), 0));
}
