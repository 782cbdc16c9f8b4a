import type { PlanDocument, Unit, UnitKind } from '../assignment.ts';
import { fold, squeeze, syllables } from '../text.ts';
import { expandAbbreviations } from './abbreviations.ts';
import type { Flow } from './flow.ts';
import { unitHead } from './unit-names.ts';

/** Một lần nêu tên: a unit's name as printed, and how sure it is that the whole of it is a name. */
export interface Mention {
  readonly name: string;
  readonly role: 'issuer' | 'heading' | 'cell' | 'subject' | 'partner' | 'addressee' | 'recipient';
}

export interface UnitNames {
  /** One name for all forms of a unit: "Văn phòng" → "Văn phòng Sở" in the plan of a Sở. */
  canonical(printed: string): string;
  /** Every unit mentioned, with the other forms found. */
  readonly units: readonly Unit[];
}

type Office = Pick<PlanDocument, 'issuer' | 'superior'>;

/**
 * Joins the forms in which a document names its units. Forms are joined only when nothing but the owner, an
 * abbreviation, punctuation or a filler ("của đơn vị") parts them, or when one is the only name that continues the other.
 */
export function nameUnits(
  mentions: readonly Mention[],
  office: Office,
  text: Flow,
  own: Readonly<Record<string, string>>,
): UnitNames {
  const rank: Record<Mention['role'], number> = {
    issuer: 0,
    heading: 1,
    cell: 2,
    subject: 3,
    recipient: 4,
    partner: 5,
    addressee: 6,
  };
  const ordered = [...mentions].filter(({ name }) => name.trim()).sort((a, b) => rank[a.role] - rank[b.role]);
  const names = new Map<string, string>();
  const forms = new Map<string, Set<string>>();
  const keys = [...new Set(ordered.map(({ name }) => keyOf(plainName(name, office), own)))];

  const resolve = (printed: string): string => {
    const plain = plainName(printed, office);
    const key = targetKey(keyOf(plain, own), keys, office);
    const known = names.get(key);
    if (known) return known;
    names.set(key, plain);
    return plain;
  };
  for (const { name } of ordered) {
    const unit = resolve(name);
    const seen = forms.get(unit) ?? new Set<string>();
    seen.add(capitalised(tidy(name)));
    forms.set(unit, seen);
  }
  const units = [...forms].map(([name, printed]): Unit => {
    const aliases = aliasesOf(name, printed, office, own);
    return { name, kind: kindOf(name, office), aliases, lines: linesNaming(text, [name, ...printed]) };
  });
  return { canonical: resolve, units };
}

const tidy = (name: string): string =>
  squeeze(name)
    .replace(/[\s.;,:]+$/u, '')
    .replace(/^(?:giao|đề nghị|yêu cầu)\s+(?:cho\s+)?/iu, '')
    .replace(/\s*(?:có|chịu) trách nhiệm.*$/iu, '');
const capitalised = (text: string): string => text.charAt(0).toUpperCase() + text.slice(1);

/** The printed name without what says nothing: owner's full name, "các đồng chí", the standard's number in "Ban Chỉ đạo ISO". */
function plainName(printed: string, office: Office): string {
  let name = tidy(printed)
    .replace(/(?:Ủy|Uỷ) ban nhân dân/giu, 'UBND')
    .replace(/Hội đồng nhân dân/giu, 'HĐND');
  name = name
    .replace(/\s+[–—]\s+/gu, ' - ')
    .replace(/^(?:các\s+)?đồng chí\s+(?=\p{L})/iu, '')
    .replace(/^Đ\/c\s+/iu, '');
  name = name.replace(/\s+(?:của|thuộc|trực thuộc) đơn vị$/iu, '').replace(/\s*\([^)]*\)\s*$/u, '');
  name = name.replace(
    /(?:triển khai |chỉ đạo )?(?:áp dụng )?(?:Hệ thống (?:quản lý chất lượng|QLCL)|HTQLCL) theo (?:tiêu chuẩn(?: quốc gia)? )?(?:TCVN )?ISO \d{4,5}(?:\s?[:-]\s?\d{4})?/giu,
    'ISO',
  );
  name = name.replace(/(?<=\bISO) \d{4,5}(?:\s?[:-]\s?\d{4,5})?/gu, '');
  const self = ownWord(office);
  const full = selfName(office);
  if (self && full) {
    const pattern = new RegExp(
      `(?<=\\p{L}\\s)${escape(full)}(?:\\s+${escape(office.issuer.slice(full.length).trim())})?$`,
      'iu',
    );
    name = name.replace(pattern, self);
    if (new RegExp(`^${escape(full)}$`, 'iu').test(name) || name.toLowerCase() === self.toLowerCase())
      return office.issuer;
  }
  if (/^BCĐ(?=\s)/u.test(name)) name = name.replace(/^BCĐ/u, 'Ban Chỉ đạo');
  name = name.replace(/^Ban chỉ đạo/u, 'Ban Chỉ đạo').replace(/^(?:Lãnh|lãnh) đạo sở$/u, 'Lãnh đạo Sở');
  if (self) name = name.replace(new RegExp(`^(Ban Chỉ đạo ISO)(?: của)? ${escape(self)}$`, 'iu'), '$1');
  return capitalised(withOwner(name, self));
}

/** Posts and offices that every body has: "Văn phòng" alone is the issuer's own. */
function withOwner(name: string, self: string | undefined): string {
  if (self !== 'Sở') return name;
  return /^(?:văn phòng|thanh tra|giám đốc|lãnh đạo|phó giám đốc|các phó giám đốc|các pgđ)$/iu.test(name)
    ? `${name} ${self}`
    : name;
}

/** "Sở" for a Sở; undefined for others, whose units carry the full name. */
function ownWord(office: Office): string | undefined {
  return /^(?<word>Sở|Chi cục|Cục|Ban|Phòng|Trung tâm)(?!\p{L})/u.exec(office.issuer)?.groups?.['word'];
}

/** "Sở Khoa học và Công nghệ Hải Phòng" without its place. */
function selfName(office: Office): string | undefined {
  return /^(?<name>Sở .+?)(?:\s+(?:tỉnh|thành phố))?\s+\p{Lu}\p{Ll}+(?:\s\p{Lu}\p{Ll}+)*$/u.exec(
    office.issuer,
  )?.groups?.['name'];
}

const escape = (text: string): string => text.replace(/[.*+?^${}()|[\]\\]/gu, '\\$&');

/** Folded syllables with abbreviations written out; "và" and the owner's "thuộc Sở" left out. */
function keyOf(name: string, own: Readonly<Record<string, string>>): string {
  return syllables(expandAbbreviations(name, own))
    .join(' ')
    .replace(/ (?:thuoc|truc thuoc) (?:so|phuong|xa|huyen|ubnd phuong|ubnd xa)$/u, '')
    .replace(/ (?:co )?lien quan$/u, ' lien quan')
    .replace(/(?<=^cac bo phan) (?:cong chuc|can bo)(?= chuyen mon)/u, '')
    .replace(/ va /gu, ' ')
    .replace(/^01 /u, '01 ');
}

/** "bo phan van hoa phuong" → "bo phan van hoa xa hoi", when that is the only unit so continued. */
function targetKey(key: string, keys: readonly string[], office: Office): string {
  const self = keyOf(office.issuer, {});
  const level = /^uy ban nhan dan (?:phuong|xa|huyen|quan|thi tran|thi xa|thanh pho|tinh)$/u;
  if (level.test(key) && self.startsWith(`${key} `)) return self;
  const shortened = key.replace(/ (?:cua )?(?:phuong|xa|so|huyen)$/u, '');
  if (/^ban chi dao$/u.test(shortened)) {
    const committees = keys.filter((other) => other.startsWith('ban chi dao '));
    return committees.length === 1 ? (committees[0] ?? key) : key;
  }
  if (shortened.split(' ').length < 3 && !/^(?:van phong|so khoa|uy ban nhan)/u.test(shortened)) return key;
  if (keys.includes(shortened) && shortened !== key) return shortened;
  if (/^(?:cac|moi|can bo|cong chuc|lanh dao|giam doc|chu tich|pho)(?: |$)/u.test(shortened)) return key;
  const longer = keys.filter(
    (other) =>
      other.startsWith(`${shortened} `) && other !== key && !/ (?:phuong|xa|so|cua so)$/u.test(other),
  );
  return longer.length === 1 ? (longer[0] ?? key) : key;
}

function kindOf(name: string, office: Office): UnitKind {
  if (name === office.issuer) return 'issuer';
  const head = unitHead(name) ?? '';
  if (/^(?:cac|moi|tung|toan the|nhung|can bo|cong chuc|vien chuc|nguoi lao dong|ca nhan)$/u.test(head))
    return /^các (?:phó )?(?:giám đốc|chủ tịch|đồng chí)/iu.test(name) ? 'role' : 'group';
  if (/^(?:ban chi dao|to giup viec|hoi dong|ban chi huy)/u.test(fold(name))) return 'committee';
  if (
    /^(?:PGĐ|GĐ|PCT|Phó Giám đốc|Phó Chủ tịch|Giám đốc)\s+\p{Lu}\p{Ll}+\s+\p{Lu}/u.test(name) &&
    !/\s(?:Sở|UBND|HĐND|Trung tâm)/u.test(name)
  )
    return 'person';
  if (
    /^(?:giam doc|pho|chu tich|truong|chanh|lanh dao|thu ky|thu truong|gd|pgd|pct|bi thu|ban giam doc)/u.test(
      head,
    )
  )
    return 'role';
  const superior = office.superior ? fold(office.superior) : '';
  if (superior && fold(name) === superior) return 'superior';
  if (/^(?:ubnd|hdnd|uy ban nhan dan|hoi dong nhan dan) (?:tinh|thanh pho|huyen|quan)/u.test(fold(name)))
    return 'superior';
  if (/^(?:so|bo|chinh phu|tinh uy|thanh uy|huyen uy)(?: |$)/u.test(fold(name))) return 'superior';
  return 'unit';
}

function aliasesOf(
  name: string,
  printed: ReadonlySet<string>,
  office: Office,
  own: Readonly<Record<string, string>>,
): string[] {
  const all = new Set<string>(printed);
  const expanded = expandAbbreviations(name, own);
  all.add(expanded);
  all.add(abbreviated(expanded));
  const self = ownWord(office);
  if (self && name.endsWith(` ${self}`)) all.add(name.slice(0, -self.length - 1));
  if (name === office.issuer) {
    const bare = selfName(office);
    if (bare) all.add(bare).add(abbreviated(bare)).add('Sở');
    const short = /^UBND (?:phường|xã|thị trấn|huyện|quận|thị xã|thành phố|tỉnh)/u.exec(name)?.[0];
    if (short) all.add(short);
  }
  all.delete(name);
  return [...all].filter(Boolean);
}

function abbreviated(name: string): string {
  return name
    .replace(/Khoa học (?:và|&) Công nghệ/giu, 'KH&CN')
    .replace(/Tiêu chuẩn Đo lường Chất lượng/giu, 'TCĐLCL')
    .replace(/Đổi mới sáng tạo/giu, 'ĐMST')
    .replace(/Sở hữu trí tuệ/giu, 'SHTT')
    .replace(/Kế hoạch (?:và|&) Đầu tư/giu, 'KH&ĐT')
    .replace(/Văn hóa - Xã hội/giu, 'VH-XH')
    .replace(/(?:Ủy|Uỷ) ban nhân dân/giu, 'UBND')
    .replace(/^Ban Chỉ đạo/u, 'BCĐ');
}

function linesNaming(text: Flow, forms: readonly string[]): number[] {
  const folded = fold(text.text.normalize('NFC'));
  if (folded.length !== text.text.length) return [];
  const found = new Set<number>();
  for (const form of forms) {
    const needle = fold(form);
    for (let at = folded.indexOf(needle); at >= 0; at = folded.indexOf(needle, at + needle.length)) {
      const line = text.lineAt[at];
      if (line) found.add(line);
    }
  }
  return [...found].sort((a, b) => a - b);
}
