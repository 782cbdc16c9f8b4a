import { fold } from '../text.ts';
import { startsWithVerb } from './duty-verbs.ts';
import { beginsUnit, timeShare, type Atom } from './table-atoms.ts';
import { splitUnits, unitHead } from './unit-names.ts';

/** Words after which a text goes on: "Bộ phận Một cửa của | Sở", "Báo cáo tổng kết Tháng | 11/2023". */
const unfinished =
  /(?:^|\s)(?:của|thuộc|và|với|các|tại|giúp việc|cùng|cho|theo|về|trong|từ|đến|do|là|bằng|được|gửi|trình|giao|[-–&]|Tháng|Quý|Trước|Trước ngày|Định kỳ|Hằng|Hàng|Cả)$/u;
/** Heads that are no name alone. */
const bareHead =
  /^(?:phong|ban|trung tam|chi cuc|bo phan|cuc|vien|hoi|hoi dong|so|to|doi|nhom|cong ty|truong|bo|pgd|dong chi|pho|thu ky)$/;
/** Words that no unit's name holds. */
const loose =
  /\s(?:đúng|theo|đạt|để|kịp thời|hằng|hàng (?:tháng|quý|năm)|khi|nhằm|trước ngày|[Tt]háng \d+|[Qq]uý (?:[IV]+|\d)|[Nn]ăm 20\d\d)(?=[\s/]|$)/u;

/** What an atom says by itself. */
export interface AtomFacts {
  readonly verb: boolean;
  readonly wholeTime: boolean;
  readonly unfinished: boolean;
  readonly capital: boolean;
  readonly acronym: boolean;
  readonly brackets: number;
  readonly quotes: number;
  /** More blank lines before it than lines of one cell have. */
  readonly spaced: boolean;
  /** "Sở", "Phòng": a head that is no name alone. */
  readonly bareHead: boolean;
  readonly firstWord: number;
}

/** What is known of a body before it is cut; kept over the passes, since it does not depend on the columns. */
export class BodyFacts {
  readonly facts: readonly AtomFacts[];
  /** Texts that begin like a unit's name, and those of them that stand more than once, as cells of units do. */
  readonly seen: ReadonlySet<string>;
  readonly repeated: ReadonlySet<string>;
  private readonly shares = new Map<string, number>();
  private readonly units = new Map<string, UnitReading>();

  constructor(readonly atoms: readonly Atom[]) {
    this.facts = factsOf(atoms);
    ({ seen: this.seen, repeated: this.repeated } = unitTexts(atoms));
  }

  textOf(from: number, to: number): string {
    return this.atoms
      .slice(from, to)
      .map(({ text }) => text)
      .join(' ');
  }

  timeShare(text: string): number {
    return remember(this.shares, text, timeShare);
  }

  unitsIn(text: string): UnitReading {
    return remember(this.units, text, readUnits);
  }
}

/** "Quý III,", "Chi cục Tiêu chuẩn Đo lường của": the text goes on. */
export function unfinishedEnd(text: string): boolean {
  return /[,(]$/u.test(text) || unfinished.test(text);
}

export interface UnitReading {
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
      bareHead: text.length < 12 && bareHead.test(fold(text)),
      firstWord: /^\S+/.exec(text)?.[0].length ?? 0,
    };
  });
}

function count(text: string, mark: string): number {
  return text.split(mark).length - 1;
}

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
