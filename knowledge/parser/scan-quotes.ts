import { fold, squeeze } from '../text.ts';
import { linesOf, type Flow } from './flow.ts';

/** The verbatim words of the source behind a piece of the reading text. */
export type Quoter = (piece: Flow) => string;

/** The piece itself, or for a scan the words it was restored from. */
export function quoterFor(lines: readonly string[], restored: readonly string[] | undefined): Quoter {
  return restored ? (piece) => scannedWords(piece, restored, lines) : (piece) => piece.text;
}

/**
 * The words of the scan that a piece of the restored reading stands for.
 *
 * Restored and scanned text run line by line, not word by word ("Mo6i can bd" is "Mỗi cán bộ", "donvi" is "đơn vị"),
 * so the first and last line are aligned by likeness of their words. The answer is verbatim in the scan.
 */
function scannedWords(piece: Flow, restored: readonly string[], scanned: readonly string[]): string {
  const [first, last] = linesOf(piece);
  const words: string[] = [];
  for (let line = first; line <= last; line++) {
    const source = wordsOf(scanned[line - 1] ?? '');
    const reading = wordsOf(restored[line - 1] ?? '');
    if (source.length === 0) continue;
    const own = wordsOf(piece.text.slice(piece.lineAt.indexOf(line), piece.lineAt.lastIndexOf(line) + 1));
    const from = line === first ? startOf(reading, own, line === last) : 0;
    const to = line === last ? from + own.length : reading.length;
    const whole = from === 0 && to >= reading.length;
    if (whole) {
      words.push(...source);
      continue;
    }
    const places = align(reading, source);
    const start = from === 0 ? 0 : (places[from] ?? 0);
    const end = to >= reading.length ? source.length : (places[to] ?? source.length);
    words.push(...source.slice(start, Math.max(start + 1, end)));
  }
  return words.join(' ');
}

const wordsOf = (text: string): string[] => squeeze(text).split(' ').filter(Boolean);

/** Where the piece's words begin in the line: at its end when the piece runs on to the next line. */
function startOf(reading: readonly string[], own: readonly string[], ends: boolean): number {
  if (!ends) return Math.max(0, reading.length - own.length);
  for (let at = 0; at + own.length <= reading.length; at++) {
    if (own.every((word, index) => reading[at + index] === word)) return at;
  }
  return 0;
}

/** For every restored word the index of the scanned word it was read from (least total unlikeness). */
function align(reading: readonly string[], source: readonly string[]): number[] {
  const skip = 0.7;
  const letters = source.map((word) => fold(word));
  const unlike = reading.map((word) => {
    const folded = fold(word);
    return letters.map((other) => unlikeness(folded, other));
  });
  const cost: number[][] = [Array.from({ length: source.length + 1 }, (_, j) => j * skip)];
  for (let i = 1; i <= reading.length; i++) {
    const row = [i * skip];
    for (let j = 1; j <= source.length; j++) {
      const match = (cost[i - 1]?.[j - 1] ?? 0) + (unlike[i - 1]?.[j - 1] ?? 1);
      row.push(Math.min(match, (cost[i - 1]?.[j] ?? 0) + skip, (row[j - 1] ?? 0) + skip));
    }
    cost.push(row);
  }
  const places: number[] = Array.from({ length: reading.length }, () => 0);
  let [i, j] = [reading.length, source.length];
  while (i > 0) {
    const here = cost[i]?.[j] ?? 0;
    const match = (cost[i - 1]?.[j - 1] ?? Infinity) + (unlike[i - 1]?.[j - 1] ?? 1);
    if (j > 0 && Math.abs(here - match) < 1e-9) {
      places[--i] = --j;
    } else if (j > 0 && Math.abs(here - ((cost[i]?.[j - 1] ?? Infinity) + skip)) < 1e-9) {
      j--;
    } else {
      places[--i] = Math.min(j, source.length - 1);
    }
  }
  return places;
}

/** 0 for the same letters, 1 for none in common: share of letters not shared, order ignored. */
function unlikeness(a: string, b: string): number {
  if (a === b) return 0;
  let rest = b;
  let shared = 0;
  for (const letter of a) {
    const at = rest.indexOf(letter);
    if (at < 0) continue;
    rest = rest.slice(0, at) + rest.slice(at + 1);
    shared++;
  }
  return 1 - (2 * shared) / Math.max(1, a.length + b.length);
}
