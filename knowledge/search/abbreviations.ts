import { normalise } from '../text.ts';
import table from '../rules/abbreviations.json' with { type: 'json' };
import {
  formKey,
  joint,
  RuleBookBuilder,
  type AbbreviationTable,
  type ExpansionKind,
  type Rule,
  type RuleBook,
} from './abbreviation-rules.ts';
import { lonePlaceRules, placeRules } from './place-names.ts';
import { protectedSpans } from './protected-spans.ts';
import { wordsOf, type Word } from './words.ts';

/** One short form that was written out. Places are character ranges in the given and in the expanded text. */
export interface ExpandedForm {
  readonly from: string;
  readonly to: string;
  readonly kind: ExpansionKind;
  readonly given: readonly [start: number, end: number];
  readonly expanded: readonly [start: number, end: number];
}

export interface Expansion {
  /** NFC text with the short forms written out; equal to `normalise(given)` when there were none. */
  readonly text: string;
  readonly changes: readonly ExpandedForm[];
}

export interface ExpanderOptions {
  /** Short forms that the documents explain: `{ HTQLCL: 'Hệ thống quản lý chất lượng' }`. They win over the table. */
  readonly learned?: Readonly<Record<string, string>>;
  /** Places of the loaded offices: "Hải Phòng" teaches "HP" after "Sở", "haiphong" and "ngochà". */
  readonly places?: readonly string[];
  /** False for documents: no teencode and no regional forms. */
  readonly chat?: boolean;
}

export type Expander = (text: string) => Expansion;

const longestForm = 6;
const neighbours = 6;

/** The table compiled once, as questions and as documents read it. */
const questionBook = addTable(new RuleBookBuilder(), table, true).build();
const documentBook = addTable(new RuleBookBuilder(), table, false).build();

/** Builds an expander that reads what these offices and documents have taught before the common table. */
export function createExpander({ learned = {}, places = [], chat = true }: ExpanderOptions = {}): Expander {
  const common = chat ? questionBook : documentBook;
  const own = new RuleBookBuilder();
  for (const [form, full] of Object.entries(learned)) own.add(form, 'learned', { full });
  for (const { form, reading } of placeRules(places)) own.add(form, 'place', reading);
  const lone = lonePlaceRules(places).filter(({ form }) => !common.rulesFor(formKey(form)));
  for (const { form, reading } of lone) own.add(form, 'place', reading);
  const book = own.buildOver(common);
  const names = beginningsOf(places.map((place) => wordsOf(place).map(({ folded }) => folded)));
  return (text) => expandWith(book, normalise(text), names);
}

const plain = createExpander();

/** "b/c 6T của SKHCN" → "báo cáo 6 tháng của Sở Khoa học và Công nghệ". */
export function expand(question: string, learned?: Readonly<Record<string, string>>): Expansion {
  return learned === undefined ? plain(question) : createExpander({ learned })(question);
}

function addTable(book: RuleBookBuilder, rules: AbbreviationTable, chat: boolean): RuleBookBuilder {
  if (chat) book.addContextual('chat', rules.chatByContext);
  book.addContextual('abbreviation', rules.byContext).addAll('abbreviation', rules.administrative);
  return chat ? book.addAll('chat', rules.chat).addAll('regional', rules.regional) : book;
}

interface Found {
  readonly count: number;
  readonly full: string;
  readonly kind: ExpansionKind;
}

function expandWith(book: RuleBook, text: string, names: PlaceWords): Expansion {
  const words = wordsOf(text);
  const isSpan = protectedSpans(text);
  const ofPlace = wordsOfPlaces(words, names);
  const guarded = (place: number) => ofPlace.has(place) || isSpan(place);
  let shout: boolean | undefined;
  const shouted = (): boolean => (shout ??= isShouted(text));
  const changes: ExpandedForm[] = [];
  const before: string[] = [];
  let out = '';
  let done = 0;
  for (let at = 0; at < words.length;) {
    const word = words[at] as Word;
    const found = guarded(word.start)
      ? undefined
      : findForm(book, { text, words, at, shouted, guarded, before });
    if (found === undefined) {
      before.push(word.folded);
      at += 1;
      continue;
    }
    const last = words[at + found.count - 1] as Word;
    // "trồng ở mô. Phường …": chat words end sentences, their dot is no part of them
    const isSpoken = found.kind === 'chat' || found.kind === 'regional';
    const end = last.end + (isSpoken ? 0 : trailingDot(text, last.end, word.start));
    out += text.slice(done, word.start);
    const start = out.length;
    out += found.full;
    const expandedEnd = out.length;
    if (end > last.end && /\S/u.test(text.charAt(end))) out += ' ';
    changes.push({
      from: text.slice(word.start, last.end),
      to: found.full,
      kind: found.kind,
      given: [word.start, end],
      expanded: [start, expandedEnd],
    });
    before.push(...wordsOf(found.full).map((part) => part.folded));
    done = end;
    at += found.count;
  }
  return { text: out + text.slice(done), changes };
}

/** Names of places, word by word, by their first word. */
type PlaceWords = ReadonlyMap<string, readonly (readonly string[])[]>;

function beginningsOf(names: readonly (readonly string[])[]): PlaceWords {
  const byFirst = new Map<string, (readonly string[])[]>();
  for (const name of names) {
    const [first] = name;
    if (first !== undefined && name.length > 1) byFirst.set(first, [...(byFirst.get(first) ?? []), name]);
  }
  return byFirst;
}

/** Where the words begin that are of a place's name in full: "Bí" of "Uông Bí chủ trì" begins no "bi chừ". */
function wordsOfPlaces(words: readonly Word[], names: PlaceWords): ReadonlySet<number> {
  const starts = new Set<number>();
  words.forEach(({ folded }, at) => {
    for (const name of names.get(folded) ?? []) {
      const part = words.slice(at, at + name.length);
      if (part.length === name.length && name.every((word, i) => part[i]?.folded === word))
        for (const { start } of part) starts.add(start);
    }
  });
  return starts;
}

interface Position {
  readonly text: string;
  readonly words: readonly Word[];
  readonly at: number;
  readonly shouted: () => boolean;
  readonly guarded: (place: number) => boolean;
  readonly before: readonly string[];
}

/** The longest listed form that starts here and whose neighbours allow a reading. */
function findForm(book: RuleBook, position: Position): Found | undefined {
  const { text, words, at, guarded } = position;
  const first = words[at] as Word;
  const keys: string[] = [first.folded.replaceAll('&', '')];
  for (let count = 2; count <= longestForm && book.begins(keys[count - 2] ?? ''); count += 1) {
    const word = words[at + count - 1];
    const gap = joint(text.slice(words[at + count - 2]?.end, word?.start));
    if (word === undefined || gap === undefined || guarded(word.start)) break;
    keys.push(`${keys[count - 2]}${gap}${word.folded.replaceAll('&', '')}`);
  }
  for (let count = keys.length; count > 0; count -= 1) {
    const rules = book.rulesFor(keys[count - 1] ?? '');
    const rule = rules && firstAccepted(rules, position, count);
    if (rule) return { count, full: rule.full, kind: rule.kind };
  }
  return readNumbered(first, position.before);
}

function firstAccepted(rules: readonly Rule[], position: Position, count: number): Rule | undefined {
  const { text, words, at, shouted, before } = position;
  const first = words[at] as Word;
  const last = words[at + count - 1] as Word;
  // Most rules look at none of the neighbours, and plans are read by the million words.
  const typed = {
    text: text.slice(first.start, last.end),
    get shouted() {
      return shouted();
    },
    get previous() {
      return before.slice(-neighbours).join(' ');
    },
    get next() {
      return followers(text, words, at + count);
    },
  };
  return rules.find((rule) => rule.accepts(typed));
}

/** The folded words that follow in the same sentence. */
function followers(text: string, words: readonly Word[], from: number): string {
  const found: string[] = [];
  for (let at = from; at < Math.min(words.length, from + neighbours); at += 1) {
    if (/[?!;\n]/u.test(text.slice(words[at - 1]?.end ?? 0, words[at]?.start))) break;
    found.push(words[at]?.folded ?? '');
  }
  return found.join(' ');
}

/** "t6", "th6" → tháng 6 (but "sáng t6" → thứ 6); "6t", "6th" → 6 tháng; "q3" → quý 3 (but "UBND Q3" → quận 3). */
function readNumbered(word: Word, before: readonly string[]): Found | undefined {
  if (!/\d/.test(word.folded)) return undefined;
  const previous = before.slice(-4).join(' ');
  const month = /^t(?:h|hg)?(0?[1-9]|1[0-2])$/u.exec(word.folded)?.[1];
  if (month !== undefined) return numbered(afterPartOfDay.test(previous) ? 'thứ' : 'tháng', month);
  const quarter = /^q([1-4])$/u.exec(word.folded)?.[1];
  if (quarter !== undefined) return numbered(beforeDistrict.test(previous) ? 'quận' : 'quý', quarter);
  const months = /^(0?[1-9]|1[0-2])th?$/u.exec(word.folded)?.[1];
  return months === undefined ? undefined : numbered(months, 'tháng');
}

const afterPartOfDay = /(?:^|\s)(?:sang|chieu|toi|trua|ngay|thu)$/u;
const beforeDistrict = /(?:^|\s)(?:uy ban nhan dan|hoi dong nhan dan|o|tai|ben|phuong \S+)$/u;

function numbered(first: string, second: string): Found {
  return { count: 1, full: `${first} ${second}`, kind: 'chat' };
}

/** "P. Ngọc Hà": the dot belongs to the short form when a word follows on the line. */
function trailingDot(text: string, end: number, start: number): number {
  return end - start <= 4 && /^\.[ \t]*[\p{L}\p{N}]/u.test(text.slice(end, end + 8)) ? 1 : 0;
}

/** Is the text typed in capitals, so that capitals say nothing? */
function isShouted(text: string): boolean {
  const letters = text.match(/\p{L}/gu)?.length ?? 0;
  const capitals = text.match(/\p{Lu}/gu)?.length ?? 0;
  return letters > 12 && capitals > letters * 0.7;
}
