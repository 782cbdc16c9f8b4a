import type { PageText, PrintedLine } from './pdf-page.ts';

/** In letters' size: what parts two columns at least, and what a space may be. */
const narrowest = 0.3;

/** The part of the lines beside a gap that may run across it: titles over rows. */
const mayCross = 0.25;

/**
 * Khoảng trống giữa các cột: the places between the words of a header that the lines below leave free, from left to
 * right. Empty where the words stand over running text.
 */
export function guttersOf(header: readonly PrintedLine[], body: readonly PrintedLine[]): number[] {
  const lines = [...header, ...body];
  const together = header.flatMap(({ texts }) => texts).toSorted((a, b) => a.x - b.x);
  const places = [
    ...header.flatMap(({ texts }, index) =>
      // What stands lower in a header parts no word of a title above; over two columns one title may stand.
      gapsOf(texts)
        .map((gap) => freest(gap, lines))
        .filter((at) => !header.slice(index + 1).some((line) => crosses(line, at))),
    ),
    ...gapsOf(together).map((gap) => freest(gap, lines)),
  ].toSorted((a, b) => a - b);
  const distinct = places.filter((at, index) => {
    const next = places[index + 1];
    // Two of them with no words between them are one.
    return next === undefined || lines.some(({ texts }) => texts.some(({ x }) => x >= at && x < next));
  });
  return distinct.filter((at, index) => {
    const [from, to] = [distinct[index - 1] ?? 0, distinct[index + 1] ?? Number.POSITIVE_INFINITY];
    const beside = lines.filter(({ texts }) => texts.some(({ x, right }) => right > from && x < to));
    return beside.filter((line) => crosses(line, at)).length <= Math.max(1, beside.length * mayCross);
  });
}

interface Gap {
  readonly from: number;
  readonly to: number;
}

/** The free stretches between words that stand from left to right. */
function gapsOf(texts: readonly PageText[]): Gap[] {
  let reached = Number.POSITIVE_INFINITY;
  return texts.flatMap(({ x, right, size }) => {
    const gap = x - reached > size * narrowest ? [{ from: reached, to: x }] : [];
    reached = reached === Number.POSITIVE_INFINITY ? right : Math.max(reached, right);
    return gap;
  });
}

/** The place in a gap that the fewest lines cross; near the next column, which most often is set flush left. */
function freest({ from, to }: Gap, lines: readonly PrintedLine[]): number {
  const edges = lines.flatMap(({ texts }) =>
    texts.flatMap(({ x, right }) => [x, right].filter((edge) => edge > from && edge < to)),
  );
  const places = [to, ...edges].map((edge) => edge - 0.5).filter((at) => at > from);
  return (places.length > 0 ? places : [to])
    .map((at) => ({ at, crossed: lines.filter((line) => crosses(line, at)).length }))
    .reduce((best, place) =>
      place.crossed < best.crossed || (place.crossed === best.crossed && place.at > best.at) ? place : best,
    ).at;
}

/** Whether words of a line run across a place. */
export function crosses({ texts }: PrintedLine, at: number): boolean {
  return texts.some(({ x, right }) => x < at - 1 && right > at + 1);
}

/** The column in which a stretch of text begins. */
export function columnAt({ x, right }: PageText, gutters: readonly number[]): number {
  const begin = Math.min(x + 1, (x + right) / 2);
  return gutters.filter((gutter) => gutter <= begin).length;
}

/** Text that was read as one stretch though it stands in two columns, cut at the space nearest to where they part. */
export function cutAt(text: PageText, gutters: readonly number[]): PageText[] {
  const gutter = gutters.find((at) => text.x < at - 1 && text.right > at + 1);
  if (gutter === undefined) return [text];
  const letter = (text.right - text.x) / Math.max(1, text.text.length);
  const spaces = [...text.text.matchAll(/\s+/gu)].map(({ index }) => index);
  const [best] = spaces.toSorted(
    (a, b) => Math.abs(text.x + a * letter - gutter) - Math.abs(text.x + b * letter - gutter),
  );
  if (best === undefined) return [text];
  const [before, after] = [text.text.slice(0, best), text.text.slice(best).trim()];
  return [
    { ...text, text: before, right: gutter },
    ...cutAt(
      { ...text, text: after, x: gutter },
      gutters.filter((at) => at > gutter),
    ),
  ];
}
