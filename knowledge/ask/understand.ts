import { fold, normalise, squeeze, syllables } from '../text.ts';
import {
  numbersIn,
  provinces,
  wordsWithMarks,
  type Catalogue,
  type Office,
  type UnitName,
} from './catalogue.ts';
import type { Aspect, DocumentFact } from './finding.ts';
import * as cue from './lexicon.ts';
import { readPeriod, type Period } from './period.ts';

/** A unit named in the question; `at` is its place among the words. */
export interface UnitMention {
  readonly office: string;
  readonly name: string;
  /** All units meant: several when only the beginning of their names was said. */
  readonly names: readonly string[];
  readonly kind: UnitName['kind'];
  readonly at: number;
  readonly length: number;
}

/** A question read as a query. */
export interface Query {
  /** Abbreviations written out, typos mended, NFC. */
  readonly text: string;
  /** Folded, punctuation made spaces, one space at each end. */
  readonly plain: string;
  /** Offices named, or meant by something only they have. */
  readonly offices: readonly Office[];
  /** Offices of the kind named ("ở phường") when no one of them is. */
  readonly narrowed: readonly Office[];
  /** A place or an office that no loaded plan is of. */
  readonly otherPlace?: string;
  /** Ids of the plans named ("kế hoạch ISO", "kế hoạch 09"). */
  readonly documents: readonly string[];
  readonly numbers: readonly NumberMention[];
  readonly units: readonly UnitMention[];
  /** A unit-like name that no plan of the office has. */
  readonly strangeUnit?: string;
  readonly aspects: readonly Aspect[];
  readonly period?: Period;
  readonly documentFacts: readonly DocumentFact[];
  readonly datum?: cue.Datum;
  readonly asksDuties: boolean;
  readonly asksList: boolean;
  readonly asksBudget: boolean;
  readonly refersBack: boolean;
  readonly continues: boolean;
  /** Content words, in order; `undefined` marks where words were taken out, so that no bigram spans it. */
  readonly topic: readonly (string | undefined)[];
  /** Neighbouring words with the marks they were typed with, to break ties; none when no marks were typed. */
  readonly tonedPairs: readonly string[];
  /** Folded word → the word with the marks it was typed with; empty when no marks were typed. */
  readonly tonedWords: ReadonlyMap<string, string>;
}

/** "Quyết định 1048", "163/2021", "10/CT-TTg". */
export interface NumberMention {
  readonly type?: string;
  /** Folded, as far as it was typed: "1048", "163/2021", "10/ct-ttg". */
  readonly number: string;
}

const documentType =
  '(?:quyet dinh|nghi quyet|nghi dinh|ke hoach|chi thi|thong tu|cong van|ket luan|chuong trinh hanh dong|chuong trinh|huong dan|luat|de an|thong bao|van ban|cthd)';
const typedNumber = new RegExp(
  `(?<type>${documentType})(?: hanh dong)?(?: so)? (?<number>\\d+(?:/\\d{4})?(?:/[a-z]+(?:-[a-z]+)*|-[a-z]+/[a-z]+)?)(?![\\d/])`,
  'gu',
);

/** Folded with `/`, `-` and `&` kept between letters or digits; everything else a space. */
function plainOf(text: string): string {
  const folded = fold(text)
    .replace(/\s*\/\s*/g, '/')
    .replace(/[^\s]+/g, (word) => (/\d[^/]*\/|\d-[a-z]+\//u.test(word) ? word : word.replaceAll('-', ' ')));
  return ` ${squeeze(folded.replace(/[^a-z0-9/&-]+/g, ' ').replace(/(?<![a-z0-9])[/&-]+|[/&-]+(?![a-z0-9])/g, ' '))} `;
}

function without(plain: string, pattern: RegExp): string {
  let text = plain;
  for (let before = ''; before !== text;) {
    before = text;
    text = text.replace(pattern, ' | ');
  }
  return text;
}

const escaped = (text: string) => text.replace(/[.*+?^${}()|[\]\\]/g, '\\$&');

/** Words before a place that belong to its name: "ở phường Ngọc Trạo", "Sở KH&CN Quảng Trị". */
function placePattern(place: string): RegExp {
  const spaced = escaped(place);
  const glued = escaped(place.replaceAll(' ', ''));
  return new RegExp(
    ` (?:(?:uy ban nhan dan|ubnd) )?(?:(?:phuong|xa|tinh|thanh pho|tp|thi tran|quan|huyen|p|ben|o|tai) )*(?:${spaced}|${glued})(?= )`,
    'gu',
  );
}

interface OfficeReading {
  readonly offices: Office[];
  readonly narrowed: Office[];
  /** An office of the larger place, which no loaded plan is of; folded. */
  readonly other?: string;
  /** The question with the offices' names taken out. */
  readonly rest: string;
}

function readOffices(plain: string, all: readonly Office[]): OfficeReading {
  const has = (place: string) => placePattern(place).test(plain);
  let other: string | undefined;
  let offices = all.filter((office) => office.places.some(has));
  if (offices.length === 0) {
    const wider = all.filter((office) => office.widerPlaces.some(has));
    // "Sở … Hà Nội" is no ward of Hà Nội
    const higher = (office: Office) =>
      office.type !== 'so' &&
      office.widerPlaces.some((place) =>
        new RegExp(` so (?:[a-z&]+ ){0,8}${escaped(place)} `, 'u').test(plain),
      );
    offices = wider.filter((office) => !higher(office));
    if (wider.length > 0 && offices.length === 0) other = higherOffice(plain, wider);
  }
  const bodyOf = (office: Office) => {
    const field = office.body.replace(/^(?:so|phong|ban|chi cuc) /u, '');
    const short = field.replace(/ va /g, ' ');
    const begun = field.split(' ').slice(0, 2).join(' ');
    return new RegExp(` so (?:${escaped(field)}|${escaped(short)}|khcn|kh&cn|${escaped(begun)})(?= )`, 'u');
  };
  const isSo = all.filter((office) => office.type === 'so');
  const typed = / (?:so) (?=khoa hoc|khcn|kh&cn| )/u.test(plain) || isSo.some((o) => bodyOf(o).test(plain));
  const ward = / (?:phuong|ubnd phuong|uy ban nhan dan phuong) /u.test(plain);
  if (offices.length > 1) {
    const narrower = offices.filter((o) => (typed && o.type === 'so') || (ward && o.type === 'phuong'));
    if (narrower.length > 0) offices = narrower;
  }
  let narrowed: Office[] = [];
  if (offices.length === 0) {
    if (typed && isSo.length > 0) narrowed = isSo;
    else if (ward) narrowed = all.filter((office) => office.type === 'phuong' || office.type === 'xa');
    else if (/ (?:o|cua|thuoc|tai) so /u.test(plain)) narrowed = isSo;
  }
  let rest = plain;
  for (const office of all) {
    const named = offices.includes(office);
    if (named || narrowed.includes(office)) {
      rest = rest.replace(bodyOf(office), ' so ');
      if (named)
        for (const place of [...office.places, ...office.widerPlaces])
          rest = without(rest, placePattern(place));
    }
  }
  return { offices, narrowed, rest: squeezeMarks(rest), ...(other ? { other } : {}) };
}

/** The words of an office of the larger place: "so khoa hoc va cong nghe ha noi". */
function higherOffice(plain: string, offices: readonly Office[]): string | undefined {
  const places = offices.flatMap((office) => office.widerPlaces.map(escaped)).join('|');
  return new RegExp(` (?<name>so (?:[a-z&]+ ){0,8}?(?:${places})) `, 'u').exec(plain)?.groups?.['name'];
}

const squeezeMarks = (text: string) => text.replace(/(?: \|)+ /g, ' | ').replace(/ {2,}/g, ' ');

const wardNamed =
  /(?<![\p{L}])(?:[Pp]hường|[Xx]ã|[Tt]hị trấn|[Qq]uận|[Hh]uyện|[Tt]ỉnh|[Tt]hành phố|TP\.?)\s+(?<place>\p{Lu}\p{Ll}+(?:\s+\p{Lu}\p{Ll}+){0,3})/u;

/** A place that no loaded plan is of: "Sở … Đà Nẵng", "phường Bến Thành". */
function readOtherPlace(text: string, plain: string, all: readonly Office[]): string | undefined {
  const ours = new Set(all.flatMap((office) => [...office.places, ...office.widerPlaces]));
  const province = provinces.find((name) => !ours.has(name) && plain.includes(` ${name} `));
  const named = wardNamed.exec(text)?.groups?.['place'];
  const foreign =
    named && ![...ours].some((place) => place.includes(fold(named)) || fold(named).includes(place));
  const inPlans = (name: string) => all.some((office) => office.idf.has(name.replaceAll(' ', '_')));
  if (foreign && !inPlans(fold(named).split(' ').slice(0, 2).join(' '))) return named;
  if (!province || inPlans(province)) return undefined;
  const at = fold(text).indexOf(province);
  return at < 0 ? province : text.slice(at, at + province.length);
}

/** Longest names first; a word belongs to one unit only. */
function readUnits(words: string, offices: readonly Office[]): UnitMention[] {
  const rest = words.replace(/[-&/]/g, ' ').replace(/ {2,}/g, ' ');
  const found: UnitMention[] = [];
  for (const office of offices) {
    const taken: [number, number][] = [];
    const forms = office.units
      .filter((unit) => unit.kind !== 'external' && unit.kind !== 'issuer')
      .flatMap((unit) => unit.forms.map((form) => ({ unit, form })))
      .sort((a, b) => b.form.length - a.form.length);
    for (const { unit, form } of forms) {
      const needle = ` ${form} `;
      for (let at = rest.indexOf(needle); at >= 0; at = rest.indexOf(needle, at + 1)) {
        const end = at + needle.length;
        if (taken.some(([from, to]) => at < to - 1 && from < end - 1)) continue;
        // "phó giám đốc" is not the director
        if (unit.kind !== 'person' && rest.slice(0, at).endsWith(' pho')) continue;
        taken.push([at, end]);
        found.push({
          office: office.id,
          name: unit.name,
          names: [unit.name],
          kind: unit.kind,
          at,
          length: needle.length - 2,
        });
      }
    }
  }
  for (const office of offices) found.push(...readPartly(rest, office, found));
  return found.sort((a, b) => a.at - b.at);
}

/** "phòng quản lý công nghệ" where two units begin so: both are meant. */
function readPartly(rest: string, office: Office, found: readonly UnitMention[]): UnitMention[] {
  const best = new Map<string, { words: number; units: Set<string>; at: number }>();
  for (const unit of office.units) {
    if (unit.kind !== 'unit') continue;
    for (const form of unit.forms) {
      const words = form.split(' ');
      for (let count = words.length - 1; count >= 3; count--) {
        const part = words.slice(0, count).join(' ');
        const at = rest.indexOf(` ${part} `);
        if (at < 0) continue;
        const same = best.get(part) ?? { words: count, units: new Set<string>(), at };
        same.units.add(unit.name);
        best.set(part, same);
        break;
      }
    }
  }
  const longest = [...best.entries()].sort((a, b) => b[1].words - a[1].words)[0];
  if (!longest) return [];
  const [part, { units, at, words }] = longest;
  const covered = found.some((m) => m.office === office.id && m.at <= at && at < m.at + m.length + 1);
  if (covered) return [];
  const names = [...units];
  const name =
    names.length === 1 ? (names[0] ?? part) : (names[0] ?? part).split(' ').slice(0, words).join(' ');
  return [{ office: office.id, name, names, kind: 'unit', at, length: part.length }];
}

/** Bodies that are called by their kind alone: "Công an phường". */
const bodies =
  / (?<name>cong an|quan doi|ban chi huy quan su|toa an|vien kiem sat|kho bac|tram y te|benh vien|hoi phu nu|hoi lien hiep phu nu|hoi nong dan|hoi cuu chien binh|doan thanh nien|bao hiem xa hoi|co quan thue|chi cuc thue|dien luc|buu dien) /u;

const strangeHead =
  /(?<=^|[^a-z])(?<head>phong|so|chi cuc|trung tam|bo phan|cong an|thanh tra|van phong|ban quan ly|ban chi huy|cuc|vien|benh vien|doi|tram|doan|hoi)(?= )(?<name>(?: [a-z&]+){1,6})/gu;
const nameEnds =
  /(?<=^| )(?:nao|gi|co|lam|duoc|phai|chu|phoi|tham|chi|o|tai|cua|thuoc|trong|la|thi|da|se|chiu|phu|thuc|to chuc|trien|nam|thang|ngay|quy|tuan|truoc|sau|theo|voi|cho|do|khong|ai|khi|bao|nhiem|giao|lanh|dam|huong|mo|can|ra|may|tung|cac|nhung|hien|lien|va|hay|hoac|xay|gui|nop|tham gia|dang|vua|moi|cung|nay|do|kia|minh|toi|viec)(?= |$)/u;
/** Words that make the head no unit at all: "số điện thoại", "sở hữu", "phòng chống", "hội thi". */
const notUnit = new Set(
  'dien luong tien lieu hoa may bao hieu ngay ky van nay huu thich chong ngua dich chay thi nghi thao hop lam dan phap the tri khac doan vien han cap cong nhan viec tho hang tuan thang rieng ghe phong phuong tinh xa'.split(
    ' ',
  ),
);
/** How a head is written when marks are typed; "hỏi" is no "hội", "số" is no "sở". */
const headMarks: Readonly<Record<string, RegExp>> = {
  so: /^sở$/iu,
  hoi: /^hội$/iu,
  doan: /^đoàn$/iu,
  doi: /^đội$/iu,
  cuc: /^cục$/iu,
  vien: /^viện$/iu,
  tram: /^trạm$/iu,
  phong: /^phòng$/iu,
};
/** Heads that are too common as other words when typed without marks. */
const needsMarks = new Set(['hoi', 'doan', 'doi', 'cuc', 'vien', 'tram']);

/**
 * "Phòng Tư pháp Ngọc Hà chủ trì gì?" → "Phòng Tư pháp" when no unit of the office is called so and its plans have
 * no such words together.
 */
function readStrangeUnit(text: string, office: Office, mentions: readonly UnitMention[]): string | undefined {
  const body = bodies.exec(` ${syllables(text).join(' ')} `)?.groups?.['name'];
  if (body && mentions.length === 0 && !office.idf.has(body.split(' ').slice(0, 2).join('_'))) {
    const at = fold(text).indexOf(body);
    if (at >= 0) return text.slice(at, at + body.length);
  }
  const person = readStrangePerson(text, office);
  if (person) return person;
  const hasMarks = fold(text) !== text.toLowerCase();
  let folded = fold(text).replace(/[^a-z0-9&]/g, ' ');
  for (const place of [...office.places, ...office.widerPlaces])
    folded = folded.replaceAll(place, '.'.repeat(place.length));
  for (const match of folded.matchAll(strangeHead)) {
    const { head = '', name = '' } = match.groups ?? {};
    const typed = text.slice(match.index, match.index + head.length);
    if (hasMarks ? headMarks[head] && !headMarks[head].test(typed) : needsMarks.has(head)) continue;
    // "xã hội", "hải phòng": the second half of another word
    const before = folded.slice(0, match.index).trim().split(' ').at(-1) ?? '';
    if (!head.includes(' ') && office.idf.has(`${before}_${head}`)) continue;
    const words = (name.trim().split(nameEnds)[0] ?? '').trim();
    const own = words.split(' ').filter(Boolean).slice(0, 4);
    const first = own[0];
    if (!first || notUnit.has(first)) continue;
    const unit = `${head} ${own.join(' ')}`;
    const known =
      office.body.startsWith(unit) ||
      unit.startsWith(office.body) ||
      mentions.some((mention) => syllables(mention.name).join(' ').includes(first)) ||
      office.idf.has(`${head.split(' ').at(-1)}_${first}`) ||
      office.units.some(({ forms }) => forms.some((form) => form.startsWith(head) && sharesMost(form, own)));
    if (!known)
      return squeeze(
        text.slice(match.index, match.index + match[0].indexOf(own.join(' ')) + own.join(' ').length),
      );
  }
  return undefined;
}

const personNamed =
  /(?:[Gg]iám đốc|[Cc]hủ tịch|[Bb]í thư|[Tt]rưởng phòng|[Cc]hánh (?:[Vv]ăn phòng|[Tt]hanh tra)|[Đđ]ồng chí|(?:^|\s)(?:[Ôô]ng|[Bb]à|PGĐ|GĐ)) (?<name>(?:\p{Lu}\p{Ll}+(?: |$)){2,4})/u;

/** "Phó Giám đốc Lê Văn A" whom no plan of the office names. */
function readStrangePerson(text: string, office: Office): string | undefined {
  const name = personNamed.exec(text.replace(/[?,.;:!]/g, ' '))?.groups?.['name']?.trim();
  if (!name) return undefined;
  const words = syllables(name);
  const pairs = words.slice(1).map((word, i) => `${words[i]}_${word}`);
  const placed = [...office.places, ...office.widerPlaces, office.body].some((known) =>
    ` ${known} `.includes(` ${words.slice(0, 2).join(' ')} `),
  );
  const signs = office.plans.some(({ document }) =>
    fold(document.signer?.name ?? '').includes(words.join(' ')),
  );
  return placed || signs || pairs.some((pair) => office.idf.has(pair)) ? undefined : name;
}

function sharesMost(form: string, own: readonly string[]): boolean {
  const words = form.split(' ');
  return own.filter((word) => words.includes(word)).length / own.length >= 0.6;
}

function readNumbers(plain: string): NumberMention[] {
  const found: NumberMention[] = [];
  for (const { groups = {} } of plain.matchAll(typedNumber)) {
    const number = groups['number'] ?? '';
    // "kế hoạch 2024" names a year, not a number
    if (/^(?:19|20)\d\d$/u.test(number)) continue;
    found.push({ type: groups['type'] ?? '', number });
  }
  for (const number of numbersIn(plain))
    if (!found.some((mention) => mention.number === number || number.startsWith(mention.number)))
      found.push({ number });
  return found;
}

/** "kế hoạch ISO", "kế hoạch 09", "KH mục tiêu chất lượng": the plan meant, among those of the office. */
function readDocuments(plain: string, office: Office): string[] {
  if (office.plans.length < 2) return [];
  const symbol =
    / (?:ke hoach|van ban)(?: [a-z]+){0,3}? (?:so )?(?<number>\d+)(?:\/(?<symbol>[a-z-]+))? /u.exec(plain);
  const number = symbol?.groups?.['number'];
  if (number) {
    const same = office.plans.filter(({ document }) => {
      const own = fold(document.number ?? '');
      return own.split('/')[0]?.replace(/^0+/, '') === number.replace(/^0+/, '');
    });
    if (same.length > 0) return same.map((plan) => plan.document.id);
  }
  const after =
    / (?:theo|trong|cua|tai|o|thuoc) (?:ban |cai )?ke hoach (?<words>(?:[a-z0-9&:]+ ){1,7})/u.exec(plain)
      ?.groups?.['words'] ??
    / ke hoach (?<words>iso [a-z0-9]+|[a-z0-9]+ iso|muc tieu [a-z]+)/u.exec(plain)?.groups?.['words'];
  if (!after) return [];
  const words = after.split(' ').filter((word) => word && !cue.glueWords.has(word));
  const titles = office.plans.map((plan) => ({
    id: plan.document.id,
    words: new Set(fold(plan.document.title).match(/[a-z0-9]+/g) ?? []),
  }));
  const scores = titles.map(({ id, words: title }) => ({
    id,
    score: words.filter((word) => title.has(word) && titles.some((other) => !other.words.has(word))).length,
  }));
  const best = Math.max(...scores.map(({ score }) => score));
  if (best === 0) return [];
  const named = scores.filter(({ score }) => score === best);
  return named.length === 1 ? named.map(({ id }) => id) : [];
}

/** The words that name a task: cues, offices, glue taken out; an asking word stays beside a word of the plans. */
function readTopic(
  rest: string,
  offices: readonly Office[],
  aspects: readonly Aspect[],
): (string | undefined)[] {
  let text = rest;
  const roles = cue.rolePhrases(aspects);
  for (const pattern of [cue.who, cue.askingPhrases, ...roles])
    text = without(text, new RegExp(pattern.source, 'gu'));
  // A document's number is told apart into the words that the plans are read in.
  const words = text
    .split(' ')
    .flatMap((word) => (/\d.*\/|\d-[a-z]/u.test(word) ? syllables(word) : word || []));
  const isGlue = (word: string | undefined) => !word || word === '|' || cue.glueWords.has(word);
  const known = (a: string | undefined, b: string | undefined) =>
    Boolean(a && b) && offices.some((office) => office.idf.has(`${a}_${b}`));
  return words.map((word, i) => {
    // "một cửa" is a matter, "của" is none
    if ((word === 'cua' && words[i - 1] === 'mot') || (word === 'mot' && words[i + 1] === 'cua')) return word;
    if (isGlue(word)) return undefined;
    // "năm 2024" names a time
    if (word === 'nam' && /^20\d\d$/u.test(words[i + 1] ?? '')) return undefined;
    if (!cue.askingWords.has(word)) return word;
    const before = words[i - 1];
    const after = words[i + 1];
    const holds = (other: string | undefined, pair: boolean) => !isGlue(other) && other !== undefined && pair;
    return holds(before, known(before, word)) || holds(after, known(word, after)) ? word : undefined;
  });
}

/** Offices in which the only thing named exists: a person, a document number, a long unit name. */
function meantBy(
  query: { numbers: readonly NumberMention[]; units: readonly UnitMention[] },
  all: readonly Office[],
) {
  const byPerson = query.units.filter((unit) => unit.kind === 'person').map((unit) => unit.office);
  if (byPerson.length > 0 && new Set(byPerson).size === 1) return all.filter((o) => byPerson.includes(o.id));
  if (query.numbers.length > 0) {
    const having = all.filter((office) =>
      query.numbers.every((mention) =>
        office.plans.some(
          (plan) =>
            plan.references.some((ref) => numberFits(mention, ref)) ||
            ownNumber(mention, plan.document.number),
        ),
      ),
    );
    if (having.length === 1) return having;
  }
  const long = query.units
    .filter((unit) => unit.kind === 'unit' && unit.length >= 18)
    .map((unit) => unit.office);
  if (long.length > 0 && new Set(long).size === 1) return all.filter((o) => long.includes(o.id));
  return [];
}

function ownNumber(mention: NumberMention, own: string | null): boolean {
  return own !== null && mention.number.includes('/') && fold(own) === mention.number;
}

/** "1048" fits "1048/QĐ-UBND"; "10/ct-ttg" does not fit "10/CT-UBND". */
export function numberFits(
  mention: NumberMention,
  reference: { readonly type: string; readonly number: string | null },
): boolean {
  const own = numberOf(reference.number);
  if (!own) return false;
  if (mention.type && mention.type !== 'van ban') {
    const type = fold(reference.type);
    const asked = mention.type === 'cthd' ? 'chuong trinh hanh dong' : mention.type;
    if (!type.startsWith(asked) && !asked.startsWith(type)) return false;
  }
  const asked = mention.number;
  if (own === asked) return true;
  return own.startsWith(asked) && /^[/-]/u.test(own.slice(asked.length));
}

function numberOf(number: string | null): string {
  return number ? fold(number).replace(/\s+/g, '') : '';
}

/** "để khiếu nại": the word tells a purpose, where "đề" would name a matter. */
const withoutPurpose = (text: string) => text.replace(/(?<!\p{L})để(?!\p{L})/giu, ' ');

function asWritten(folded: string, text: string): string {
  const at = fold(text).indexOf(folded);
  return at < 0 ? folded : text.slice(at, at + folded.length);
}

function marksOf(text: string): Map<string, string> {
  if (fold(text) === text.toLowerCase()) return new Map();
  return new Map([...wordsWithMarks(text)].map((word) => [fold(word), word]));
}

function pairsOf(text: string): string[] {
  if (fold(text) === text.toLowerCase()) return [];
  const words = text.toLowerCase().match(/[\p{L}\p{N}&/]+/gu) ?? [];
  return words.slice(1).map((word, i) => `${words[i]} ${word}`);
}

export interface ReadOptions {
  /** ISO date of today, for "tháng này". */
  readonly today: string;
  /** The office in force when the question names none. */
  readonly office?: string;
}

/** Reads a question, already expanded and repaired, as a query over the offices. */
export function understand(text: string, catalogue: Catalogue, options: ReadOptions): Query {
  const clean = squeeze(normalise(text));
  const plain = plainOf(clean);
  const read = readOffices(plainOf(withoutPurpose(clean)), catalogue.offices);
  const inForce = options.office ? catalogue.offices.filter((office) => office.id === options.office) : [];
  const candidates =
    read.offices.length > 0
      ? read.offices
      : read.narrowed.length > 0
        ? read.narrowed
        : inForce.length > 0
          ? inForce
          : catalogue.offices;
  const numbers = readNumbers(plain);
  let units = readUnits(read.rest, candidates);
  let offices = read.offices;
  if (offices.length === 0 && inForce.length === 0) offices = meantBy({ numbers, units }, candidates);
  else if (offices.length === 0 && read.narrowed.length > 1 && inForce.some((o) => read.narrowed.includes(o)))
    offices = inForce;
  else if (offices.length === 0 && read.narrowed.length === 0) offices = inForce;
  if (offices.length > 0) units = units.filter((unit) => offices.some((office) => office.id === unit.office));
  const scope = offices.length > 0 ? offices : candidates;
  const only = offices.length === 1 ? offices[0] : undefined;
  const strangeUnit = only ? readStrangeUnit(clean, only, units) : undefined;
  const otherPlace =
    read.offices.length > 0
      ? undefined
      : read.other
        ? asWritten(read.other, clean)
        : readOtherPlace(clean, plain, catalogue.offices);
  const period = readPeriod(clean, { today: options.today });
  const aspects = cue.aspectsOf(plain);
  const documentFacts = cue.documentFacts.filter(([, pattern]) => pattern.test(plain)).map(([fact]) => fact);
  const datum = cue.data.find(([, pattern]) => pattern.test(plain))?.[0];
  return {
    text: clean,
    plain,
    offices,
    narrowed: read.narrowed,
    documents: scope.flatMap((office) => readDocuments(plain, office)),
    numbers,
    units,
    ...(strangeUnit ? { strangeUnit } : {}),
    ...(otherPlace ? { otherPlace } : {}),
    aspects,
    ...(period ? { period } : {}),
    documentFacts,
    ...(datum ? { datum } : {}),
    asksDuties: cue.dutiesCue.test(plain),
    asksList: cue.listCue.test(plain),
    asksBudget: cue.asksBudget(plain),
    refersBack: cue.backReference.test(plain),
    continues: cue.continuation.test(plain),
    topic: [
      ...readTopic(read.rest, scope, aspects),
      // "tiền lấy từ đâu" asks for the source
      ...(cue.asksSource(plain) ? [undefined, 'nguon'] : []),
    ],
    tonedPairs: pairsOf(clean),
    tonedWords: marksOf(clean),
  };
}
