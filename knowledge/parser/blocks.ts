import type { LineRange } from '../assignment.ts';
import { squeeze } from '../text.ts';
import { cut, flowOf, linesOf, type Flow } from './flow.ts';
import { isBullet, readMarker, type Marker } from './markers.ts';

/** Đoạn: one paragraph, bullet or heading with the lines it was printed on. */
export interface Block {
  readonly marker: Marker | null;
  /** The whole block, marker included. */
  readonly flow: Flow;
  /** Without the marker. */
  readonly body: Flow;
  readonly lines: LineRange;
  /** Set apart like a heading: short, no full stop, or in capitals. */
  readonly heading: boolean;
}

const terminal = /[.;:!?…](?:\/\.)?["”’)]?$/u;
const hardEnd = /(?:[^\d]:|\.\/\.)["”’]?$/u;
const opener =
  /^(?:Nơi nhận\b|Kính gửi|V\/v |PHỤ LỤC|Phụ lục(?: [IVX\d]+)?[.:]|Trên đây là|KẾ HOẠCH$|(?:Căn cứ|Thực hiện|Theo|Xét|Triển khai)(?: theo)? (?:Luật|Nghị (?:quyết|định)|Quyết định|Kế hoạch|Chỉ thị|Kết luận|Chương trình|[Hh]ướng dẫn|Thông tư|Công văn|Đề án|đề nghị)(?: số)? \d|CHƯƠNG TRÌNH$|(?:KẾ HOẠCH|CHƯƠNG TRÌNH) \p{Lu}{2}|QUYẾT ĐỊNH:?$|NGHỊ QUYẾT$|Căn cứ |\(?Kèm theo|\(Đính kèm|TM\.|KT\.|TL\.|TUQ\.|Q\. ?[A-ZĐ])/u;

/** "-----", "***", "o0o": printed between parts, says nothing. */
const ornament = /^(?:[-–—_*=.…•\s]{2,}|[-_\s]*o0o[-_\s]*)$/iu;

/**
 * Paragraphs of the lines in `range`, whatever the blank lines between them say: some exports put one
 * after every line. A new paragraph begins at a marker, after a finished short line, or after a heading.
 */
export function readBlocks(
  lines: readonly string[],
  range: LineRange,
  skip: readonly LineRange[] = [],
): Block[] {
  const width = typicalWidth(lines, range, skip);
  const whole = endsMostLines(lines, range, skip);
  const blocks: Block[] = [];
  let start = 0;
  let marker: Marker | undefined;
  let previous = '';
  let blanks = 0;
  let last = 0;
  let numbers: Marker[] = [];

  const close = (): void => {
    if (start) blocks.push(makeBlock(lines, [start, last], marker ?? null, width));
    start = 0;
  };
  for (let line = range[0]; line <= range[1]; line++) {
    if (skip.some(([from, to]) => line >= from && line <= to)) {
      close();
      previous = '';
      continue;
    }
    const text = squeeze(lines[line - 1] ?? '');
    if (!text || ornament.test(text)) {
      blanks++;
      continue;
    }
    const found = believable(readMarker(text), text, previous, width, numbers);
    if (!start || found || startsAnew({ text, previous, marker, width, blanks, whole })) {
      close();
      start = line;
      marker = found;
      if (found && !isBullet(found)) numbers = [...numbers.filter((seen) => seen.kind !== found.kind), found];
    }
    previous = text;
    last = line;
    blanks = 0;
  }
  close();
  return blocks;
}

/** How long a full line is; unwrapped text (a paragraph a line) gives Infinity-like widths and breaks at each line. */
function typicalWidth(lines: readonly string[], [from, to]: LineRange, skip: readonly LineRange[]): number {
  const lengths = lines
    .slice(from - 1, to)
    .filter((_, index) => !skip.some(([a, b]) => index + from >= a && index + from <= b))
    .map((line) => squeeze(line).length)
    .filter((length) => length > 40)
    .sort((a, b) => a - b);
  const longest = lengths[Math.floor(lengths.length * 0.9)] ?? 80;
  return longest > 150 ? Number.POSITIVE_INFINITY : (lengths[Math.floor(lengths.length * 0.75)] ?? 80);
}

/** A paragraph a line: then most lines end like a sentence, while of wrapped lines few do. */
function endsMostLines(lines: readonly string[], [from, to]: LineRange, skip: readonly LineRange[]): boolean {
  const long = lines
    .slice(from - 1, to)
    .filter((_, index) => !skip.some(([a, b]) => index + from >= a && index + from <= b))
    .map(squeeze)
    .filter((line) => line.length > 40);
  return long.filter((line) => terminal.test(line)).length > 0.55 * long.length;
}

/** "- xã hội năm 2024" after "kinh tế" at the margin is the rest of a word, not a bullet. */
function believable(
  marker: Marker | undefined,
  text: string,
  previous: string,
  width: number,
  numbers: readonly Marker[],
): Marker | undefined {
  if (!marker) return undefined;
  const runsOn = previous.length > 0.75 * width && !terminal.test(previous);
  if (!runsOn || width === Number.POSITIVE_INFINITY) return marker;
  const first = text.slice(marker.length, marker.length + 1);
  if (isBullet(marker)) return first === first.toUpperCase() ? marker : undefined;
  const seen = numbers.find((other) => other.kind === marker.kind);
  const follows = Number(marker.number) === Number(seen?.number ?? 0) + 1;
  return marker.kind === 'arabic' && !follows && first !== first.toUpperCase() ? undefined : marker;
}

interface Turn {
  readonly text: string;
  readonly previous: string;
  readonly marker: Marker | undefined;
  readonly width: number;
  readonly blanks: number;
  /** Most lines of the text are whole paragraphs. */
  readonly whole: boolean;
}

function startsAnew({ text, previous, marker, width, blanks, whole }: Turn): boolean {
  if (!previous || opener.test(text) || width === Number.POSITIVE_INFINITY) return true;
  const short = previous.length < 0.8 * width;
  const ended = terminal.test(previous);
  if (isCapitals(text) !== isCapitals(previous) && (short || ended || isTitle(text))) return true;
  if (/^\d/u.test(text) && !/\d:$/u.test(previous)) return ended && short;
  if (!/^[\p{Lu}“"(]/u.test(text)) return false;
  return ended
    ? whole || short || hardEnd.test(previous) || blanks > 1
    : previous.length < (marker && !isBullet(marker) ? 0.8 : 0.7) * width;
}

export function isCapitals(text: string): boolean {
  const letters = text.replace(/[^\p{L}]/gu, '');
  return letters.length > 4 && letters === letters.toUpperCase();
}

/** Words in capitals without a number: a heading, not the end of "… theo TCVN / ISO 9001:2015." */
const isTitle = (text: string): boolean =>
  isCapitals(text) && !/\d/u.test(text) && text.split(' ').length > 2;

function makeBlock(lines: readonly string[], range: LineRange, marker: Marker | null, width: number): Block {
  const flow = flowOf(lines, range);
  const body = cut(flow, marker?.length ?? 0);
  const short = body.text.length < 2.2 * Math.min(width, 90);
  const heading =
    short &&
    ((isCapitals(body.text) && !isBullet(marker)) ||
      (!!marker && !isBullet(marker) && !/[.;]["”]?$/u.test(body.text)));
  return { marker, flow, body, lines: linesOf(flow), heading };
}
