import { fold } from '../text.ts';

/** What it costs, in natural logarithms of how rare it is, that a scanner prints one sign for another. */
const costs = { mark: 0.5, alike: 1.6, joined: 1.8, other: 4, lost: 3.5 } as const;
/** Nothing is taken for a word that costs more to misread. */
export const dearest = 5;

/** Signs of about one shape, whatever their marks. */
const alike = [
  'l1iítj|!ịỉ',
  'o0e6cqdđ9¢€s&ơôõ',
  'a4ä8',
  'u0nvwiy',
  's5$§',
  'g9q',
  'b6hd',
  'e€c¢o6',
  'tfrl',
  'mnr',
  'z2',
  'k&',
  'ươw',
].map((signs) => new Set(fold(signs)));

/** Two signs that are printed for one, as it is folded: "rn" for m, "tr" or "ir" for ư. */
export function joinedSigns(two: string): string | undefined {
  if (two === 'rn' || two === 'nn') return 'm';
  if (two === 'cl' || two === 'ol') return 'd';
  // Two strokes side by side are a "u" with a hook or a tone above.
  return /^[il1trfj][il1trfj]$/u.test(two) ? 'u' : undefined;
}

/** How unlikely it is that a word was printed as `seen`; more than `dearest` where it is out of the question. */
export function misreadingCost(seen: string, meant: string): number {
  const [a, b] = [Array.from(seen.toLowerCase()), Array.from(meant)];
  if (Math.abs(a.length - b.length) > 2) return Number.POSITIVE_INFINITY;
  const rows: number[][] = [b.reduce<number[]>((row, _, at) => [...row, (at + 1) * costs.lost], [0])];
  for (let i = 1; i <= a.length; i++) {
    const row = [i * costs.lost];
    for (let j = 1; j <= b.length; j++) {
      const [one = '', other = ''] = [a[i - 1], b[j - 1]];
      const cell = (up: number, left: number): number => rows[up]?.[left] ?? Number.POSITIVE_INFINITY;
      let best = Math.min(
        cell(i - 1, j - 1) + signCost(one, other),
        cell(i - 1, j) + costs.lost,
        (row[j - 1] ?? Number.POSITIVE_INFINITY) + costs.lost,
      );
      const two = i > 1 ? fold(`${a[i - 2] ?? ''}${one}`) : '';
      const became = joinedSigns(two);
      if (became !== undefined && fold(other) === became)
        best = Math.min(best, cell(i - 2, j - 1) + costs.joined);
      row.push(best);
    }
    if (Math.min(...row) > dearest) return Number.POSITIVE_INFINITY;
    rows.push(row);
  }
  return rows[a.length]?.[b.length] ?? Number.POSITIVE_INFINITY;
}

function signCost(seen: string, meant: string): number {
  if (seen === meant) return 0;
  const [a, b] = [fold(seen), fold(meant)];
  if (a === b) return costs.mark;
  return alike.some((signs) => signs.has(a) && signs.has(b)) ? costs.alike : costs.other;
}
