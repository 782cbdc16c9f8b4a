import { fold } from '../text.ts';
import { startsWithVerb } from './duty-verbs.ts';
import { timeWordShare, type Atom } from './table-atoms.ts';
import type { ColumnRole } from './table-columns.ts';
import { unfinishedEnd, type BodyFacts } from './table-facts.ts';
import { LineWidths, type Widths } from './table-widths.ts';

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
  task: 80,
  unit: 30,
  director: 16,
  text: 80,
  note: 60,
  time: 16,
};

/** A cell whose own words speak this much against it is not made longer. */
const hopeless: Readonly<Record<SegmentKind, number>> = {
  number: 99,
  group: 20,
  task: 20,
  unit: 11,
  director: 11,
  text: 20,
  note: 20,
  time: 11,
};

const post =
  /^(?:pho )?(?:giam doc|chu tich)|^(?:pgd|gd|pct|ct|lanh dao|ban giam doc|ban lanh dao|dong chi|d\/c|ong|ba|truong|pho|bi thu|thuong truc|chanh)\b/;

/** "Đ/c Ngô Quang Hải - công chức | Văn phòng": a person, whose post goes on behind the last word. */
const addressed = /^(?:Đ\/c|Đồng chí|Ông|Bà|Anh|Chị)\s+\p{Lu}/u;
const endsWithPost = (text: string): boolean =>
  /[-–,]\s*(?:công chức|cán bộ|viên chức|trưởng|phó|phó trưởng|giám đốc|phó giám đốc|chủ tịch|phó chủ tịch|chỉ huy trưởng|bí thư|phó bí thư)$/iu.test(
    text,
  );

/** "Đào Ngọc Hoàng": capitals only, which no task or product is written in. */
const personName = /^\p{Lu}\p{Ll}+(?: \p{Lu}\p{Ll}+){1,3}$/u;

/**
 * What speaks against stretches of atoms being one cell of a kind; the lower the better. Texts that stand more than
 * once are likely cells of units.
 */
export class SegmentCosts {
  private readonly columns = new Map<number, Map<number, Float64Array>>();

  /** With the costs of the pass before, of which those of columns still as wide hold. */
  constructor(
    private readonly body: BodyFacts,
    readonly widths: Widths = new Map(),
    before?: SegmentCosts,
  ) {
    for (const [column, costs] of before?.columns ?? []) {
      if (before?.widths.get(column) === widths.get(column)) this.columns.set(column, costs);
    }
  }

  /** The costs of the cells from `from`, one an end: index 0 is the cell of one atom. */
  from(kind: SegmentKind, column: number, from: number, continued: boolean): Float64Array {
    const costs = this.columns.get(column) ?? new Map<number, Float64Array>();
    this.columns.set(column, costs);
    const key = from * 2 + (continued ? 1 : 0);
    const known = costs.get(key);
    if (known) return known;
    const measured = this.measure(kind, column, from, continued);
    costs.set(key, measured);
    return measured;
  }

  private measure(kind: SegmentKind, column: number, from: number, continued: boolean): Float64Array {
    const first = this.body.atoms[from];
    if (!first) return new Float64Array(0);
    if (kind === 'number') return Float64Array.of(first.number?.expected ? -6 : first.number ? 4 : Infinity);
    const length = this.reach(from, Math.min(this.body.atoms.length, from + longest[kind]));
    const costs = new Float64Array(length);
    let [inner, brackets, quotes, text] = [0, 0, 0, ''];
    const width = kind === 'group' ? undefined : this.widths.get(column);
    const lines = new LineWidths(width, kind !== 'time');
    const opening = this.openingCost(from, continued);
    for (let index = 0; index < length; index++) {
      const atom = this.body.atoms[from + index];
      const facts = this.body.facts[from + index];
      if (!atom || !facts) break;
      text = text ? `${text} ${atom.text}` : atom.text;
      brackets += facts.brackets;
      quotes += facts.quotes;
      lines.add(atom, facts.firstWord);
      if (index > 0) inner += this.innerCost(kind, from + index);
      const endsRow = this.body.atoms[from + index + 1]?.afterBreak === 'header';
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
      const atom = this.body.atoms[at];
      if (atom?.afterBreak === 'header') return at - from;
      if (atom?.number?.expected && ++numbers > 1) return at - from;
    }
    return to - from;
  }

  private openingCost(from: number, continued: boolean): number {
    const atom = this.body.atoms[from];
    if (!atom) return Infinity;
    let cost = atom.number?.expected ? 6 : 0;
    if (!atom.opens && !atom.afterBreak) cost += continued ? 0.3 : 5;
    if (!atom.startsLine && !atom.gap && !this.body.atoms[from - 1]?.number) {
      cost += this.body.facts[from]?.acronym && !atom.unit ? 2.2 : 1;
    }
    return cost;
  }

  /** What an atom says against going on with the cell before it. */
  private innerCost(kind: SegmentKind, at: number): number {
    const atom = this.body.atoms[at];
    const facts = this.body.facts[at];
    const before = this.body.atoms[at - 1];
    if (!atom || !facts || !before) return 0;
    let cost = atom.number?.expected ? 6 : 0;
    if (facts.spaced && facts.capital) cost += 1.2;
    if (!facts.capital || this.body.facts[at - 1]?.unfinished) return cost;
    if (kind === 'unit' || kind === 'director') {
      if (/[,;/(]$/u.test(before.text) || endsWithPost(before.text) || this.followsHead(at) || facts.bareHead)
        return cost;
      if (atom.unit) cost += atom.startsLine ? 2.5 : 2;
      else if (facts.verb) cost += 2;
      return cost;
    }
    if (kind === 'time') return cost + (atom.time ? 0 : 2);
    if (!atom.startsLine) return cost;
    if (kind === 'task' && before.text.endsWith(':')) return cost + 5;
    if (/[.;:,]$/u.test(before.text)) return cost;
    return cost + (atom.unit ? 0.8 : 0.3) + (facts.wholeTime ? 2 : 0);
  }

  /** "Ban | Chỉ đạo", "Phòng | Quản lý khoa học": the first words after a head are its name. */
  private followsHead(at: number): boolean {
    const before = this.body.atoms[at - 1];
    return before !== undefined && before.unit && before.text.split(' ').length <= 2;
  }

  private ownCost(kind: SegmentKind, from: number, count: number, text: string, continued: boolean): number {
    const first = this.body.atoms[from];
    if (!first) return Infinity;
    const narrow = kind === 'time' || kind === 'unit' || kind === 'director';
    if (narrow && continued) return 0;
    if (kind === 'time')
      return this.timeCost(text, first, this.body.atoms[from + count]?.afterBreak === 'header');
    if (narrow) return this.unitCost(kind, text, first);
    let cost = kind === 'task' && this.body.facts[from]?.verb ? -0.5 : 0;
    if (kind === 'note') cost += 2;
    if (text.endsWith(':')) cost += 2;
    if (text.endsWith(';')) cost += 1;
    if (count <= 4 && personName.test(text)) cost += 2;
    if (first.time && count <= 12 && this.body.timeShare(text) >= 0.85) cost += 5;
    if (first.unit && count <= 16 && this.body.unitsIn(text).only) cost += 2;
    return cost;
  }

  private timeCost(text: string, first: Atom, cut: boolean): number {
    if (!first.time) return 9;
    if (cut && timeWordShare(text) >= 0.85) return -5;
    const share = this.body.timeShare(text);
    if (share >= 0.85) return -6;
    if (share >= 0.5) return -1;
    return undatedCell.test(text) && !/\s(?:Đ\/c|Đồng chí|Ông|Bà)(?:\s|$)/u.test(text) ? -0.5 : 5;
  }

  private unitCost(kind: SegmentKind, text: string, first: Atom): number {
    if (text.length > 300) return 9;
    // a body whose kind is not known: short, and no sentence
    if (addressed.test(text)) return endsWithPost(text) ? 8 : -3;
    if (!first.unit) return first.opens && text.split(/[,;]\s+/u).every(isShortName) ? 1 : 9;
    let cost = this.body.unitsIn(text).faults - 4;
    if (this.body.repeated.has(text)) cost -= 1.2;
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
    if (kind !== 'time' && kind !== 'unit' && kind !== 'director') return 0;
    const before = this.body.textOf(cell.from, cell.to);
    const whole = `${before} ${this.body.textOf(from, from + count)}`;
    const first = this.body.atoms[from];
    if (kind === 'time') {
      if (this.body.timeShare(whole) < 0.85) return 5;
      const bracket =
        first?.text.startsWith('(') && !before.includes('(') && whole.length - before.length < 60;
      return bracket || this.body.timeShare(before) < 0.85 || unfinishedEnd(before) ? -4 : 3;
    }
    if (this.body.seen.has(whole)) return -3;
    const { faults } = this.body.unitsIn(before);
    if (unfinishedEnd(before) || (faults > 0 && faults > this.body.unitsIn(whole).faults)) return -1.5;
    if (first?.opens && first.unit) return 3;
    if (kind === 'director') return 1.5;
    return /^(?:và|-|–)\s/u.test(first?.text ?? '') ? -0.3 : 0.5;
  }
}

const isShortName = (text: string): boolean =>
  /^\p{Lu}/u.test(text) && text.split(' ').length <= 7 && !startsWithVerb(text);

const undatedCell =
  /^(?:theo|khi|kịp thời|ngay|đúng|sau|trong (?:vòng|thời (?:gian|hạn)|\d)|\d+ ngày|đột xuất|hoàn thành|trước (?:khi|ngày \p{Ll}))/iu;
