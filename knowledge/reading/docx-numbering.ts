import { xmlEvents } from './xml-events.ts';

/** How one level of a Word list prints its number: "%1.%2." */
interface Level {
  readonly start: number;
  readonly format: string;
  readonly text: string;
}

type Levels = ReadonlyMap<number, Level>;

/** Số thứ tự do Word tự sinh: the text that Word would print before each paragraph of a list. */
export interface Numbering {
  /** The number of the next paragraph of a list; empty where the list prints none. */
  next(list: string, level: number): string;
}

/** Counts as Word does: lists of one definition go on counting, deeper levels begin anew under each number. */
export function readNumbering(numberingXml: string | undefined): Numbering {
  const { definitions, lists } = readDefinitions(numberingXml ?? '');
  const counters = new Map<string, (number | undefined)[]>();
  return {
    next(list, level) {
      const found = lists.get(list);
      const levels = found && definitions.get(found.definition);
      const own = levels?.get(level);
      if (!found || !levels || !own || own.format === 'none') return '';
      if (own.format === 'bullet') return '-';
      const key = found.starts.size > 0 ? `list ${list}` : `definition ${found.definition}`;
      const counts = counters.get(key) ?? [];
      counters.set(key, counts);
      counts.length = Math.min(counts.length, level + 1);
      const first = (at: number): number => found.starts.get(at) ?? levels.get(at)?.start ?? 1;
      const before = counts[level];
      counts[level] = before === undefined ? first(level) : before + 1;
      return own.text.replace(/%(\d)/gu, (_, digit: string) => {
        const at = Number(digit) - 1;
        return printed(counts[at] ?? first(at), levels.get(at)?.format ?? 'decimal');
      });
    },
  };
}

interface Definitions {
  readonly definitions: ReadonlyMap<string, Levels>;
  readonly lists: ReadonlyMap<string, { definition: string; starts: Map<number, number> }>;
}

function readDefinitions(xml: string): Definitions {
  const definitions = new Map<string, Map<number, Level>>();
  const lists = new Map<string, { definition: string; starts: Map<number, number> }>();
  let definition: Map<number, Level> | undefined;
  let list: { definition: string; starts: Map<number, number> } | undefined;
  let at = 0;
  for (const { name, attributes, kind } of xmlEvents(xml)) {
    if (kind !== 'open') continue;
    const value = attributes['w:val'] ?? '';
    const set = (change: Partial<Level>): void => {
      definition?.set(at, { start: 1, format: 'decimal', text: '', ...definition.get(at), ...change });
    };
    if (name === 'w:abstractNum') {
      definition = new Map();
      list = undefined;
      definitions.set(attributes['w:abstractNumId'] ?? '', definition);
    } else if (name === 'w:num') {
      definition = undefined;
      list = { definition: '', starts: new Map() };
      lists.set(attributes['w:numId'] ?? '', list);
    } else if (name === 'w:abstractNumId' && list) list.definition = value;
    else if (name === 'w:lvl' || name === 'w:lvlOverride') at = Number(attributes['w:ilvl'] ?? 0);
    else if (name === 'w:startOverride') list?.starts.set(at, Number(value));
    else if (name === 'w:start') set({ start: Number(value) });
    else if (name === 'w:numFmt') set({ format: value });
    else if (name === 'w:lvlText') set({ text: value });
  }
  return { definitions, lists };
}

function printed(count: number, format: string): string {
  if (format === 'upperRoman') return roman(count);
  if (format === 'lowerRoman') return roman(count).toLowerCase();
  if (format === 'upperLetter') return letter(count).toUpperCase();
  if (format === 'lowerLetter') return letter(count);
  return format === 'decimalZero' ? String(count).padStart(2, '0') : String(count);
}

function letter(count: number): string {
  const sign = String.fromCodePoint(97 + ((count - 1 + 26) % 26));
  return sign.repeat(Math.min(9, Math.max(1, Math.ceil(count / 26))));
}

const romans: readonly (readonly [number, string])[] = [
  [100, 'C'],
  [90, 'XC'],
  [50, 'L'],
  [40, 'XL'],
  [10, 'X'],
  [9, 'IX'],
  [5, 'V'],
  [4, 'IV'],
  [1, 'I'],
];

function roman(count: number): string {
  let rest = Math.max(0, Math.min(399, count));
  let text = '';
  for (const [value, sign] of romans) {
    while (rest >= value) {
      text += sign;
      rest -= value;
    }
  }
  return text;
}
