import { fold } from '../text.ts';
import { startsWithVerb } from './duty-verbs.ts';
import { beginsUnit, timeShare, timeWordShare, type Atom } from './table-atoms.ts';
import type { ColumnRole } from './table-columns.ts';
import { LineWidths, type Widths } from './table-widths.ts';
import { splitUnits, unitHead } from './unit-names.ts';

/** A column as the cutting sees it; a `group` title runs over the whole table. */
export type SegmentKind = 'number' | 'group' | 'task' | 'unit' | 'director' | 'text' | 'note' | 'time';

export function kindOfRole(role: ColumnRole): SegmentKind {
  if (role === 'number' || role === 'task' || role === 'time') return role;
  if (role === 'lead' || role === 'coordinating' || role === 'advising' || role === 'reportsTo')
    return 'unit';
  if (role === 'directing') return 'director';
  return role === 'note' ? 'note' : 'text';
}

/** The longest cells, in atoms. */
const longest: Readonly<Record<SegmentKind, number>> = {
  number: 1,
  group: 60,
  task: 120,
  unit: 30,
  director: 16,
  text: 120,
  note: 60,
  time: 16,
};

/** A cell whose own words speak this much against it is not made longer. */
const hopeless: Readonly<Record<SegmentKind, number>> = {
  number: 99,
  group: 30,
  task: 30,
  unit: 11,
  director: 11,
  text: 30,
  note: 20,
  time: 11,
};

/** Words after which a text goes on: "Bộ phận Một cửa của | Sở", "Báo cáo tổng kết Tháng | 11/2023". */
const unfinished =
  /(?:^|\s)(?:của|thuộc|và|với|các|tại|giúp việc|cùng|cho|theo|về|trong|từ|đến|do|là|bằng|được|gửi|trình|giao|[-–&]|Tháng|Quý|Trước|Trước ngày|Định kỳ|Hằng|Hàng|Cả)$/u;
/** Heads that are no name alone. */
const bareHead =
  /^(?:phong|ban|trung tam|chi cuc|bo phan|cuc|vien|hoi|hoi dong|so|to|doi|nhom|cong ty|truong|bo|pgd|dong chi|pho|thu ky)$/;
const post =
  /^(?:pho )?(?:giam doc|chu tich)|^(?:pgd|gd|pct|ct|lanh dao|ban giam doc|ban lanh dao|dong chi|d\/c|ong|ba|truong|pho|bi thu|thuong truc|chanh)\b/;

/** "Đào Ngọc Hoàng": capitals only, which no task or product is written in. */
const personName = /^\p{Lu}\p{Ll}+(?: \p{Lu}\p{Ll}+){1,3}$/u;

/** Words that no unit's name holds. */
const loose = /\s(?:đúng|theo|đạt|để|kịp thời|hằng|hàng (?:tháng|quý|năm)|khi|nhằm|trước ngày)(?=\s|$)/u;

interface AtomFacts {
  readonly verb: boolean;
  readonly wholeTime: boolean;
  readonly unfinished: boolean;
  readonly capital: boolean;
  readonly acronym: boolean;
  readonly brackets: number;
  readonly quotes: number;
  /** More blank lines before it than lines of one cell have. */
  readonly spaced: boolean;
  readonly words: number;
  readonly firstWord: number;
}

/**
 * What speaks against stretches of atoms being one cell of a kind; the lower the better. Texts that stand more than
 * once are likely cells of units.
 */
export class SegmentCosts {
  private readonly facts: readonly AtomFacts[];
  private readonly repeated: ReadonlySet<string>;
  private readonly seen: ReadonlySet<string>;
  private readonly cache = new Map<string, Float64Array>();
  private readonly shares: Map<string, number>;
  private readonly units: Map<string, UnitReading>;

  constructor(
    private readonly atoms: readonly Atom[],
    readonly widths: Widths = new Map(),
    shared?: SegmentCosts,
  ) {
    this.facts = shared?.facts ?? factsOf(atoms);
    const texts = shared ? { repeated: shared.repeated, seen: shared.seen } : unitTexts(atoms);
    this.repeated = texts.repeated;
    this.seen = texts.seen;
    this.shares = shared?.shares ?? new Map();
    this.units = shared?.units ?? new Map();
  }

  /** The costs of the cells from `from`, one an end: index 0 is the cell of one atom. */
  from(kind: SegmentKind, column: number, from: number, continued: boolean): Float64Array {
    const key = `${kind} ${column} ${from} ${continued ? 1 : 0}`;
    const known = this.cache.get(key);
    if (known) return known;
    const costs = this.measure(kind, column, from, continued);
    this.cache.set(key, costs);
    return costs;
  }

  private measure(kind: SegmentKind, column: number, from: number, continued: boolean): Float64Array {
    const first = this.atoms[from];
    if (!first) return new Float64Array(0);
    if (kind === 'number') return Float64Array.of(first.number?.expected ? -6 : first.number ? 4 : Infinity);
    const length = this.reach(from, Math.min(this.atoms.length, from + longest[kind]));
    const costs = new Float64Array(length);
    let [inner, brackets, quotes, text] = [0, 0, 0, ''];
    const width = kind === 'group' ? undefined : this.widths.get(column);
    const lines = new LineWidths(width, kind !== 'time');
    const opening = this.openingCost(from, continued);
    for (let index = 0; index < length; index++) {
      const atom = this.atoms[from + index];
      const facts = this.facts[from + index];
      if (!atom || !facts) break;
      text = text ? `${text} ${atom.text}` : atom.text;
      brackets += facts.brackets;
      quotes += facts.quotes;
      lines.add(atom, facts.firstWord);
      if (index > 0) inner += this.innerCost(kind, from + index);
      const endsRow = this.atoms[from + index + 1]?.afterBreak === 'header';
      let cost = opening + inner + lines.cost;
      if (cost > hopeless[kind]) return costs.subarray(0, index);
      if (!endsRow) {
        if (/[,(]$/u.test(atom.text) || facts.unfinished) cost += 3.5;
        if (kind === 'unit' && atom.text.endsWith(';')) cost += 2.5;
        if (brackets > 0) cost += 2;
        if (quotes > 0) cost += 2;
      }
      costs[index] = cost + this.ownCost(kind, from, index + 1, text, continued);
    }
    return costs;
  }

  /** A cell never runs over a page header (it is taken up again behind it), nor over two row numbers. */
  private reach(from: number, to: number): number {
    let numbers = 0;
    for (let at = from + 1; at < to; at++) {
      const atom = this.atoms[at];
      if (atom?.afterBreak === 'header') return at - from;
      if (atom?.number?.expected && ++numbers > 1) return at - from;
    }
    return to - from;
  }

  private openingCost(from: number, continued: boolean): number {
    const atom = this.atoms[from];
    if (!atom) return Infinity;
    let cost = atom.number?.expected ? 6 : 0;
    if (!atom.opens && !atom.afterBreak) cost += continued ? 0.3 : 5;
    if (!atom.startsLine && !atom.gap && !this.atoms[from - 1]?.number) {
      cost += this.facts[from]?.acronym && !atom.unit ? 2.2 : 1;
    }
    return cost;
  }

  /** What an atom says against going on with the cell before it. */
  private innerCost(kind: SegmentKind, at: number): number {
    const atom = this.atoms[at];
    const facts = this.facts[at];
    const before = this.atoms[at - 1];
    if (!atom || !facts || !before) return 0;
    let cost = atom.number?.expected ? 6 : 0;
    if (facts.spaced && facts.capital) cost += 1.2;
    if (!facts.capital || this.facts[at - 1]?.unfinished) return cost;
    if (kind === 'unit' || kind === 'director') {
      if (/[,;/(]$/u.test(before.text) || this.followsHead(at) || bareHead.test(fold(atom.text))) return cost;
      if (atom.unit) cost += atom.startsLine ? 2.5 : 2;
      else if (facts.verb) cost += 2;
      return cost;
    }
    if (!atom.startsLine || kind === 'time') return cost;
    if (kind === 'task' && before.text.endsWith(':')) return cost + 5;
    if (/[.;:,]$/u.test(before.text)) return cost;
    return cost + (atom.unit ? 0.8 : 0.3) + (facts.wholeTime ? 2 : 0);
  }

  /** "Ban | Chỉ đạo", "Phòng | Quản lý khoa học": the first words after a head are its name. */
  private followsHead(at: number): boolean {
    const before = this.atoms[at - 1];
    return before !== undefined && before.unit && before.text.split(' ').length <= 2;
  }

  private ownCost(kind: SegmentKind, from: number, count: number, text: string, continued: boolean): number {
    const first = this.atoms[from];
    if (!first) return Infinity;
    const narrow = kind === 'time' || kind === 'unit' || kind === 'director';
    if (narrow && continued) return 0;
    if (kind === 'time') return this.timeCost(text, first, this.atoms[from + count]?.afterBreak === 'header');
    if (narrow) return this.unitCost(kind, text, first);
    let cost = kind === 'task' && this.facts[from]?.verb ? -0.5 : 0;
    if (kind === 'note') cost += 2;
    if (text.endsWith(':')) cost += 2;
    if (text.endsWith(';')) cost += 1;
    if (count <= 4 && personName.test(text)) cost += 2;
    if (first.time && count <= 12 && this.share(text) >= 0.85) cost += 5;
    if (first.unit && count <= 16 && this.unitsIn(text).only) cost += 2;
    return cost;
  }

  private timeCost(text: string, first: Atom, cut: boolean): number {
    if (!first.time) return 9;
    if (cut && timeWordShare(text) >= 0.85) return -5;
    const share = this.share(text);
    if (share >= 0.85) return -6;
    if (share >= 0.5) return -1;
    return undatedCell.test(text) ? -0.5 : 5;
  }

  private unitCost(kind: SegmentKind, text: string, first: Atom): number {
    if (text.length > 300) return 9;
    // a body whose kind is not known: short, and no sentence
    if (!first.unit) return first.opens && text.split(' ').length <= 7 && !startsWithVerb(text) ? 1 : 9;
    let cost = this.unitsIn(text).faults - 4;
    if (this.repeated.has(text)) cost -= 1.2;
    if (kind === 'director') cost += post.test(fold(text)) ? -1 : 3;
    return cost;
  }

  /**
   * What speaks against `count` atoms from `from` being the rest, behind a page header, of the cell that ends before it.
   * A name or a time that was whole already does not go on; one that becomes whole does.
   */
  rest(
    kind: SegmentKind,
    cell: { readonly from: number; readonly to: number },
    from: number,
    count: number,
  ): number {
    const before = this.textOf(cell.from, cell.to);
    const whole = `${before} ${this.textOf(from, from + count)}`;
    const first = this.atoms[from];
    if (kind === 'time') {
      if (this.share(whole) < 0.85) return 5;
      const bracket =
        first?.text.startsWith('(') && !before.includes('(') && whole.length - before.length < 60;
      return bracket || this.share(before) < 0.85 || unfinishedEnd(before) ? -4 : 3;
    }
    if (kind !== 'unit' && kind !== 'director') return 0;
    if (this.seen.has(whole)) return -3;
    const { faults } = this.unitsIn(before);
    if (unfinishedEnd(before) || (faults > 0 && faults > this.unitsIn(whole).faults)) return -1.5;
    if (first?.opens && first.unit) return 3;
    if (kind === 'director') return 1.5;
    return /^(?:và|-|–)\s/u.test(first?.text ?? '') ? -0.3 : 0.5;
  }

  private textOf(from: number, to: number): string {
    return this.atoms
      .slice(from, to)
      .map(({ text }) => text)
      .join(' ');
  }

  private share(text: string): number {
    return remember(this.shares, text, timeShare);
  }

  private unitsIn(text: string): UnitReading {
    return remember(this.units, text, readUnits);
  }
}

const undatedCell = /^(?:theo|khi|kịp thời|ngay|đúng|sau|trong vòng|\d+ ngày|đột xuất|hoàn thành)/iu;

function unfinishedEnd(text: string): boolean {
  return /[,(]$/u.test(text) || unfinished.test(text);
}

interface UnitReading {
  /** The text is names of units and nothing else. */
  readonly only: boolean;
  readonly faults: number;
}

function readUnits(text: string): UnitReading {
  let [faults, only] = [0, true];
  for (const part of splitUnits(text)) {
    const head = unitHead(part);
    if (!beginsUnit(part)) faults += 2.5;
    if (head && bareHead.test(fold(part))) faults += 6;
    if (loose.test(part)) faults += 2.5;
    only &&= beginsUnit(part) && !hasVerb(part);
  }
  return { only, faults };
}

function remember<T>(cache: Map<string, T>, text: string, read: (text: string) => T): T {
  const known = cache.get(text);
  if (known !== undefined) return known;
  const value = read(text);
  cache.set(text, value);
  return value;
}

function hasVerb(text: string): boolean {
  const words = text.split(' ');
  return words.some(
    (word, at) => at > 1 && /^\p{Ll}/u.test(word) && startsWithVerb(words.slice(at).join(' ')),
  );
}

function factsOf(atoms: readonly Atom[]): readonly AtomFacts[] {
  const steps = atoms.slice(1).map((atom, index) => atom.line - (atoms[index]?.line ?? 0));
  const usual = steps.filter((step) => step > 0).sort((a, b) => a - b)[Math.floor(steps.length / 2)] ?? 1;
  return atoms.map((atom, index) => {
    const { text } = atom;
    return {
      verb: startsWithVerb(text),
      wholeTime: atom.time && timeShare(text) >= 0.85,
      unfinished: unfinished.test(text),
      capital: /^[“"'‘(]?[\p{Lu}]/u.test(text),
      acronym: /^[\p{Lu}&\d-]{2,}(?:\s|$)/u.test(text),
      brackets: count(text, '(') - count(text, ')'),
      quotes: count(text, '“') - count(text, '”'),
      spaced: index > 0 && atom.line - (atoms[index - 1]?.line ?? 0) > Math.max(usual, 2) + 1,
      words: text.split(' ').length,
      firstWord: /^\S+/.exec(text)?.[0].length ?? 0,
    };
  });
}

function count(text: string, mark: string): number {
  return text.split(mark).length - 1;
}

/** Texts that begin like a unit's name, and those of them that stand more than once. */
function unitTexts(atoms: readonly Atom[]): {
  readonly seen: ReadonlySet<string>;
  readonly repeated: ReadonlySet<string>;
} {
  const seen = new Set<string>();
  const repeated = new Set<string>();
  atoms.forEach((atom, from) => {
    if (!atom.unit || !atom.opens) return;
    let text = '';
    for (let to = from; to < Math.min(atoms.length, from + 24); to++) {
      if (to > from && atoms[to]?.afterBreak === 'header') break;
      text = text ? `${text} ${atoms[to]?.text ?? ''}` : (atoms[to]?.text ?? '');
      if (seen.has(text)) repeated.add(text);
      else seen.add(text);
    }
  });
  return { seen, repeated };
}
