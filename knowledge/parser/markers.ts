/** Ký hiệu đầu mục: what opens a paragraph of a plan. */
export interface Marker {
  readonly kind:
    | 'part'
    | 'article'
    | 'capital'
    | 'roman'
    | 'arabic'
    | 'decimal'
    /** An arabic number below a heading with an arabic number. */
    | 'inner'
    | 'letter'
    | 'dash'
    | 'plus';
  /** "II", "3", "2.3", "a"; empty for a dash. */
  readonly number: string;
  /** Length of the marker in the line, white space after it included. */
  readonly length: number;
}

const patterns: readonly [Marker['kind'], RegExp][] = [
  [
    'part',
    /^(?:phần|chương|mục)\s+(?:thứ\s+)?(?<number>[IVXL]+|\d{1,2}|nhất|hai|ba|tư|bốn|năm)(?![\p{L}\d])[\s.:]*/iu,
  ],
  ['article', /^điều\s+(?<number>\d{1,3})\s*[.:]\s*/iu],
  ['roman', /^(?!V\/v\s)(?<number>[IVX]{1,5}|[IVX]*L[IVX]{1,4})\s*[./)-]\s*(?=\p{L})/u],
  ['capital', /^(?<number>[A-HĐ])\s*[.)]\s+(?=\p{Lu})/u],
  ['decimal', /^(?<number>\d{1,2}(?:\.\d{1,2}){1,3})\s*[.)]?\s*(?=\p{L})/u],
  ['arabic', /^(?<number>\d{1,2})\s*(?:[.)]\s*(?=[\p{L}“"(])|[.)]\s+(?=\d{1,3}(?:[.,]\d+)?\s*(?:%|\p{L})))/u],
  ['letter', /^(?<number>[a-zđ])\s*[.)]\s+(?=\S)/u],
  ['dash', /^(?<number>)[-–—•▪●■*]\s*(?=[^\s\d-]|\d)/u],
  ['plus', /^(?<number>)[+○◦]\s*(?=\S)/u],
];

/** "2.3.Triển khai …" → decimal 2.3; undefined when the line opens nothing. */
export function readMarker(line: string): Marker | undefined {
  for (const [kind, pattern] of patterns) {
    const match = pattern.exec(line);
    if (match) return { kind, number: match.groups?.['number'] ?? '', length: match[0].length };
  }
  return undefined;
}

export const isBullet = (marker: Marker | null): boolean =>
  marker?.kind === 'dash' || marker?.kind === 'plus';

/** Depth in the outline; deeper numbers are further in. Decimals count their dots. */
export function depthOf(marker: Marker): number {
  const fixed = {
    part: 0,
    article: 0.5,
    capital: 1,
    roman: 2,
    arabic: 3,
    inner: 6.5,
    letter: 7,
    dash: 8,
    plus: 9,
  };
  if (marker.kind === 'decimal') return 2 + marker.number.split('.').length;
  return fixed[marker.kind];
}
