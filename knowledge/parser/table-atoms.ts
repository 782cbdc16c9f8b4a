import { fold } from '../text.ts';
import { readTimes } from './deadlines.ts';
import { unitHead } from './unit-names.ts';

/**
 * A stretch of one line that no cell boundary can cut: boundaries stand at line starts, before a capital or a
 * list mark inside the line ("Văn phòng Kiểm tra, giám sát"), and behind a leading row number.
 */
export interface Atom {
  readonly text: string;
  readonly line: number;
  readonly startsLine: boolean;
  /** Two spaces or more before it, which extraction leaves between cells. */
  readonly gap: boolean;
  /** A repeated page header, or the start of a page, stands before it. */
  readonly afterBreak: 'header' | 'page' | undefined;
  /** Characters from its line's start. */
  readonly from: number;
  readonly to: number;
  readonly number: RowNumber | undefined;
  /** A unit's name may begin here. */
  readonly unit: boolean;
  /** A time expression may begin here. */
  readonly time: boolean;
  /** A capital, digit, quote or list mark: how a cell begins. */
  readonly opens: boolean;
  /** Folded, to find the other half of a text that a page header cuts. */
  readonly firstWord: string;
  readonly lastWord: string;
}

export interface RowNumber {
  readonly text: string;
  readonly kind: 'roman' | 'letter' | 'digit';
  /** It continues the numbers before it. */
  readonly expected: boolean;
}

export interface BodyLine {
  readonly text: string;
  readonly line: number;
  readonly afterBreak: 'header' | 'page' | undefined;
}

const rowNumber =
  /^(?<number>[IVX]{1,5}|\d{1,3}(?:\.\d{1,2}){0,3}|\([a-zđ\d]{1,2}\)|[a-zđ](?=[.)])|[A-Z](?=[.)]?$))(?<dot>[.)]?)(?=\s|$)/u;
const roman = ['I', 'II', 'III', 'IV', 'V', 'VI', 'VII', 'VIII', 'IX', 'X', 'XI', 'XII', 'XIII', 'XIV', 'XV'];

type Piece = Omit<Atom, 'unit' | 'time' | 'number' | 'firstWord' | 'lastWord'>;

/** The atoms of a table's body, with what they could begin. */
export function atomsOf(lines: readonly BodyLine[]): readonly Atom[] {
  const atoms: Piece[] = [];
  for (const { text, line, afterBreak } of lines) {
    const cuts = cutsOf(text);
    for (const [index, from] of cuts.entries()) {
      const piece = text.slice(from, cuts[index + 1] ?? text.length);
      if (!piece.trim()) continue;
      const first = index === 0;
      atoms.push({
        text: piece.trim(),
        line,
        startsLine: first,
        gap: !first && /\s{2,}$/u.test(text.slice(0, from)),
        afterBreak: first ? afterBreak : undefined,
        from,
        to: from + piece.trimEnd().length,
        opens: /^[\p{Lu}\d“"'‘(+•–-]/u.test(piece),
      });
    }
  }
  const numbers = readNumbers(atoms);
  return atoms.map((atom, index) => {
    const ahead = atoms
      .slice(index, index + 8)
      .map(({ text }) => text)
      .join(' ');
    const words = fold(atom.text)
      .replace(/[.,;:]+(?=\s|$)/g, '')
      .split(' ');
    return {
      ...atom,
      firstWord: words[0] ?? '',
      lastWord: words.at(-1) ?? '',
      number: numbers[index],
      unit: beginsUnit(ahead.slice(0, 80)) || beginsUnit(atom.text),
      time: atom.opens && beginsTime(ahead),
    };
  });
}

/** "30/6/2025", "9/2025": a time cell behind another cell's last word. */
const dateInLine = /^\d{1,2}\/(?:\d{1,2}\/)?20\d\d[.;,]?$/u;

/** Where in a line a cell could begin. */
function cutsOf(text: string): number[] {
  const start = text.length - text.trimStart().length;
  const cuts = [start];
  const number = rowNumber.exec(text.trimStart());
  const afterNumber = number ? start + number[0].length : -1;
  for (const word of text.matchAll(/\S+/gu)) {
    const at = word.index;
    if (at <= start) continue;
    const before = text.slice(0, at);
    const listMark = /^[-+•–]$/u.test(word[0]) && /[.;:]\s*$/u.test(before);
    const capital = /^[“"'‘(]?\p{Lu}/u.test(word[0]);
    const wide = /\s{2,}$/u.test(before) && !/\d$/u.test(before.trimEnd());
    const date =
      dateInLine.test(word[0]) && !/(?:ngày|tháng|quý|năm|số|trước|đến|từ|[-–,/])\s*$/iu.test(before);
    if (before.trim() === number?.[0] ? at > afterNumber : listMark || capital || wide || date) cuts.push(at);
  }
  return cuts;
}

/** "1", "II", "3.1", "a)" at the start of a line, and whether they count on from what stands before. */
function readNumbers(atoms: readonly Piece[]): (RowNumber | undefined)[] {
  let lastRoman = 0;
  let last: number | undefined;
  let before: number | undefined;
  const seen: string[] = [];
  return atoms.map((atom) => {
    const match = atom.startsLine ? rowNumber.exec(atom.text) : null;
    const text = match?.groups?.['number'];
    if (!match || !text || match[0].length !== atom.text.length) return undefined;
    const order = roman.indexOf(text) + 1;
    if (order > 0) {
      const expected = order === lastRoman + 1;
      if (expected) [lastRoman, last, before] = [order, undefined, last ?? before];
      return { text, kind: 'roman', expected };
    }
    if (!/^\d/.test(text)) {
      const letter = text.replace(/[()]/g, '');
      return { text: letter, kind: 'letter', expected: /^[aA1]$/.test(letter) || seen.length > 0 };
    }
    const value = Number(text.split('.').at(-1));
    const nested = text.includes('.');
    const expected = nested
      ? value === 1 || seen.includes(text.replace(/\d+$/, String(value - 1)))
      : last === undefined
        ? value === 1 || value === (before ?? -1) + 1
        : value === last + 1 || (value === 1 && lastRoman > 0 && last > 1);
    if (expected && !nested) last = value;
    if (expected) seen.push(text);
    return { text, kind: 'digit', expected };
  });
}

/** Bodies, and the posts of a commune's officers, that the grammar of running text does not need to know. */
const moreBodies =
  /^(?:(?:cong doan|thue|hai quan|bo doi|kiem lam|dan quan|luc luong|cau lac bo|dang bo|quan su) |bao ve dan pho|dan phong|(?:dia chinh|tu phap|tai chinh|van hoa) - )/;

export function beginsUnit(text: string): boolean {
  return unitHead(text) !== undefined || moreBodies.test(fold(text.slice(0, 20)));
}

const timeWords =
  /^\(?(?:thang|quy|ca nam|nam\s|thuong xuyen|hang|dinh ky|truoc|cham nhat|hoan thanh|trong|tu\s|den|cuoi|dau|giua|thoi|xong|\d{1,2}\s*[/.-]\s*\d|20\d\d|theo|khi|ngay|kip thoi|moi|6 thang|0?\d+ (?:thang|lan|ngay)|sau|it nhat|toi thieu|t\d|lien tuc|nua|dot xuat|giai doan|het|han|chu nhat\s|thu (?:hai|ba|tu|nam|sau|bay)\s)/;

function beginsTime(text: string): boolean {
  return timeWords.test(fold(text.slice(0, 30)));
}

/**
 * How far a text is a time and nothing else, 0 to 1. Words in brackets belong to the time they stand behind
 * ("Cả năm (đánh giá nội bộ quý III)").
 */
export function timeShare(text: string): number {
  const share = timeWordShare(text);
  return share >= 0.5 && readTimes(text, { year: 2000, column: true }).length > 0 ? share : 0;
}

/** How far a text is words of time, whole expressions or not ("Trước ngày"). */
export function timeWordShare(text: string): number {
  const plain = text.replace(/\([^()]*\)/gu, ' ');
  const letters = plain.replace(/[^\p{L}\d]/gu, '').length;
  if (letters === 0) return 0;
  let left = fold(plain);
  for (const word of timeVocabulary) left = left.replace(word, ' ');
  return 1 - left.replace(/[^\p{L}\d]/gu, '').length / letters;
}

const timeVocabulary = [
  /\b(?:chu nhat|thu (?:hai|ba|tu|nam|sau|bay))(?: (?:dau tien|cuoi cung))?\b/g,
  /\b(?:thang|theng|quy|ca|nam|canam|ngay|tuan|thuong|xuyen|hang|dinh|ky|truoc|cham|nhat|muon|hoan|thanh|trong|tu|den|cuoi|dau|giua|va|hoac|het|xong|lan|mot|moi|sau|vao|cua|la|khoang|giai|doan|lien|tuc|theo|han|nop|gui|bao|cao|it|toi|thieu|tong|ket|so|nua)\b/g,
  /\b(?:i{1,3}|iv)\b/g,
  /\d+/g,
];
