import type { Unit } from '../assignment.ts';
import { fold, squeeze, syllables } from '../text.ts';
import { expandAbbreviations } from './abbreviations.ts';
import { tidyBodyName, upperFirst } from './body-names.ts';
import type { Flow } from './flow.ts';
import { ownWord, plainName, selfName, type OwnOffice } from './plain-name.ts';
import { unitKindOf } from './unit-kind.ts';

/** Một lần nêu tên: a unit's name as printed, and where; the surest place gives the unit its name. */
export interface Mention {
  readonly name: string;
  readonly role: 'issuer' | 'heading' | 'cell' | 'subject' | 'recipient' | 'partner' | 'addressee';
  /** Where, when the name itself is broken over the lines of a cell. */
  readonly line?: number;
}

export interface UnitNames {
  /** One name for all forms of a unit: "Văn phòng" → "Văn phòng Sở" in the plan of a Sở. */
  canonical(printed: string): string;
  /** "Ông Lục Văn Chấn (TB Hậu cần)" → "Tiểu ban Hậu cần", where the document names that body elsewhere as well. */
  bodyBehind(printed: string): string | undefined;
  /** Every unit mentioned, with the other forms found. */
  readonly units: readonly Unit[];
}

type Abbreviations = Readonly<Record<string, string>>;

const surest: readonly Mention['role'][] = [
  'issuer',
  'heading',
  'cell',
  'subject',
  'partner',
  'addressee',
  'recipient',
];

/**
 * Joins the forms in which a document names its units: forms that differ in the owner, an abbreviation, punctuation
 * or a filler, and a short form that only one longer name continues with a place.
 */
export function nameUnits(
  mentions: readonly Mention[],
  office: OwnOffice,
  text: Flow,
  learned: Abbreviations,
): UnitNames {
  const own = Object.fromEntries(Object.entries(learned).filter(([short]) => short === short.toUpperCase()));
  const ordered = surest.flatMap((role) =>
    mentions.filter((mention) => mention.role === role && mention.name.trim()),
  );
  const all = namedOnce(ordered, (printed) => plainName(spelled(printed, text.text), office), own);
  const names = new Map<string, string>();
  const resolved = new Map<string, string>();
  const resolve = (printed: string): string => {
    const before = resolved.get(printed);
    if (before !== undefined) return before;
    const name = plainName(spelled(printed, text.text), office);
    const key = targetKey(headWritten(name, all, own) ?? keyOf(name, own), all);
    const same = all.filter((other) => other.key === key);
    const best =
      names.get(key) ?? (same.find((other) => / thuộc /u.test(other.name)) ?? same[0])?.name ?? name;
    names.set(key, best);
    resolved.set(printed, best);
    return best;
  };
  const forms = new Map<string, Set<string>>();
  for (const { name } of ordered) {
    const unit = resolve(name);
    forms.set(unit, (forms.get(unit) ?? new Set()).add(upperFirst(squeeze(name).replace(/[\s.;,:]+$/u, ''))));
  }
  const folded = fold(text.text);
  const units = [...forms].map(([name, printed]): Unit => {
    const aliases = aliasesOf(name, printed, office, own);
    const spelled = [name, ...printed, ...aliases.filter((alias) => alias.split(' ').length > 2)];
    const named = linesNaming(text, folded, spelled);
    const mentioned = ordered.flatMap((mention) =>
      resolve(mention.name) === name ? (mention.line ?? []) : [],
    );
    const lines = named.length > 0 ? named : [...new Set(mentioned)].toSorted((a, b) => a - b);
    return { name, kind: unitKindOf(name, office), aliases, lines };
  });
  const bodyBehind = (printed: string): string | undefined => {
    const body = /^(?:Ông|Bà|Đồng chí|Đ\/c)\s[^()]+\((?<body>[^()]+)\)$/iu.exec(printed)?.groups?.['body'];
    const named = body === undefined ? undefined : units.find(({ name }) => name === resolve(body));
    return named?.kind === 'unit' || named?.kind === 'committee' ? named.name : undefined;
  };
  return { canonical: resolve, bodyBehind, units };
}

/** "TB Hậu cần": the key of "Tiểu ban Hậu cần", the one name of the document with that head and these words behind it. */
function headWritten(name: string, all: readonly Named[], own: Abbreviations): string | undefined {
  const { short, rest } = /^(?<short>\p{Lu}{2,4}) (?<rest>\S.+)$/u.exec(name)?.groups ?? {};
  if (!short || !rest) return undefined;
  const tail = ` ${keyOf(rest, own)}`;
  const keys = all.flatMap(({ key }) =>
    key.endsWith(tail) && initialsOf(key.slice(0, -tail.length)) === fold(short) ? [key] : [],
  );
  return new Set(keys).size === 1 ? keys[0] : undefined;
}

const initialsOf = (words: string): string =>
  words
    .split(' ')
    .map((word) => word.charAt(0))
    .join('');

/** "CÔNG AN HUYỆN" over its duties is "Công an huyện". */
const spelled = (printed: string, text: string): string =>
  printed.length > 6 && printed === printed.toUpperCase() ? tidyBodyName(printed, text) : printed;

/** Each plain name once, in the order of the surest mention. */
function namedOnce(
  ordered: readonly Mention[],
  plain: (printed: string) => string,
  own: Abbreviations,
): Named[] {
  const printed = [...new Set(ordered.map(({ name }) => name))];
  const names = [...new Set(printed.map(plain))];
  return names.map((name) => ({ name, key: keyOf(name, own) }));
}

/** Folded syllables with abbreviations written out; "và" and the owner's "thuộc Sở" left out. */
function keyOf(name: string, own: Abbreviations): string {
  return syllables(expandAbbreviations(name, own))
    .join(' ')
    .replace(/ (?:thuoc|truc thuoc) (?:so|phuong|xa|huyen|chi cuc|cuc|uy ban nhan dan (?:phuong|xa))$/u, '')
    .replace(/ co lien quan$/u, ' lien quan')
    .replace(/ va /gu, ' ');
}

interface Named {
  readonly name: string;
  readonly key: string;
}

/** "bo phan van hoa phuong" → "bo phan van hoa xa hoi"; "uy ban nhan dan thanh pho" → "… thanh pho thanh hoa". */
function targetKey(key: string, all: readonly Named[]): string {
  const others = [...new Map(all.map((named) => [named.key, named])).values()].filter(
    (other) => other.key !== key,
  );
  if (key === 'ban chi dao')
    return onlyKey(others.filter((other) => other.key.startsWith('ban chi dao '))) ?? key;
  const owned = / (?:cua )?(?:phuong|xa)$/u.test(key) && !/^(?:uy ban|hoi dong) nhan dan /u.test(key);
  const short = owned ? key.replace(/ (?:cua )?(?:phuong|xa)$/u, '') : key;
  if (owned && others.some((other) => other.key === short)) return short;
  const longer = others.filter((other) => other.key.startsWith(`${short} `));
  const places = longer.filter((other) => isPlace(other, short));
  if (places.length > 0) return onlyKey(places) ?? key;
  return (owned || key === 'van phong') && short.split(' ').length > 1 ? (onlyKey(longer) ?? key) : key;
}

const onlyKey = (named: readonly Named[]): string | undefined =>
  named.length === 1 ? named[0]?.key : undefined;

/** What the longer name adds is a place: "tỉnh Thanh Hóa", "Ngọc Trạo", each syllable with a capital. */
function isPlace(longer: Named, short: string): boolean {
  if (!/^(?:uy ban nhan dan|hoi dong nhan dan|so|chi cuc|dang uy|cong an) /u.test(short)) return false;
  const count = syllables(longer.name).length - (syllables(longer.key).length - short.split(' ').length);
  const added = longer.name.split(/[\s-]+/u).slice(-(longer.key.split(' ').length - short.split(' ').length));
  return (
    count > 0 &&
    added
      .filter((word) => !/^(?:tỉnh|thành|phố|huyện|phường|xã)$/u.test(word))
      .every((word) => /^\p{Lu}/u.test(word))
  );
}

/** Other ways to say the name: as printed elsewhere, written out, abbreviated, and without the owner. */
function aliasesOf(
  name: string,
  printed: ReadonlySet<string>,
  office: OwnOffice,
  own: Abbreviations,
): string[] {
  const expanded = expandAbbreviations(
    name.replace(/(?:UBND|HĐND)/gu, (word) => word),
    own,
  );
  const all = new Set<string>([...printed, expanded, abbreviated(expanded), abbreviated(name)]);
  const self = ownWord(office);
  const bare = self && name.endsWith(` ${self}`) ? name.slice(0, -self.length - 1) : '';
  if (bare && !/(?:thuộc|của)$/u.test(bare)) all.add(bare);
  const person =
    /^(?:PGĐ|GĐ|PCT|Phó Giám đốc|Giám đốc)\s+(?<person>\p{Lu}\p{Ll}+(?: \p{Lu}\p{Ll}+){1,3})$/u.exec(name)
      ?.groups?.['person'];
  if (person && unitKindOf(name, office) === 'person') all.add(person);
  if (name === office.issuer) {
    const full = selfName(office);
    if (full && self) all.add(full).add(abbreviated(full)).add(self);
    const level = /^UBND (?:phường|xã|thị trấn|huyện|quận|thị xã|thành phố|tỉnh)/u.exec(name)?.[0];
    if (level) all.add(level);
  }
  all.delete(name);
  return [...all].filter(Boolean);
}

const shortForms: readonly (readonly [RegExp, string])[] = [
  [/Khoa học (?:và|&) Công nghệ/giu, 'KH&CN'],
  [/Tiêu chuẩn Đo lường Chất lượng/giu, 'TCĐLCL'],
  [/Đổi mới sáng tạo/giu, 'ĐMST'],
  [/Sở hữu trí tuệ/giu, 'SHTT'],
  [/Kế hoạch (?:và|&) Đầu tư/giu, 'KH&ĐT'],
  [/Văn hóa - Xã hội/giu, 'VH-XH'],
  [/(?:Ủy|Uỷ) ban nhân dân/giu, 'UBND'],
  [/Hội đồng nhân dân/giu, 'HĐND'],
  [/^Ban Chỉ đạo(?= )/u, 'BCĐ'],
];

function abbreviated(name: string): string {
  return shortForms.reduce((text, [long, short]) => text.replace(long, short), name);
}

function linesNaming(text: Flow, folded: string, forms: readonly string[]): number[] {
  if (folded.length !== text.text.length) return [];
  const found = new Set<number>();
  for (const needle of new Set(forms.map(fold))) {
    for (let at = folded.indexOf(needle); at >= 0; at = folded.indexOf(needle, at + needle.length)) {
      const inWord =
        /[\p{L}\d]/u.test(folded.charAt(at - 1)) || /[\p{L}\d]/u.test(folded.charAt(at + needle.length));
      const line = text.lineAt[at];
      if (line !== undefined && !inWord) found.add(line);
    }
  }
  return [...found].toSorted((a, b) => a - b);
}
