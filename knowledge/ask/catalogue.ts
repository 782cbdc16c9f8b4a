import type { Assignment, Citation, Passage, Plan, PlanDocument, Unit } from '../assignment.ts';
import provinceNames from '../rules/provinces.json' with { type: 'json' };
import { fold, squeeze, syllables, wordsWithMarks } from '../text.ts';
import { assignmentKey, passageKey } from '../search/entries.ts';
import type { PlanIndex } from '../search/plan-index.ts';
import { createCiter, type Citer } from './cite.ts';
import type { OfficeName } from './finding.ts';

/** Weight of a word by where it stands in a duty. */
const fieldWeight = { task: 1, detail: 0.75, unit: 0.7, heading: 0.45, title: 0.35 } as const;

/** A duty or a passage as the matcher sees it: folded syllables and bigrams with the weight of their best place. */
export interface Entry {
  readonly document: PlanDocument;
  readonly assignment?: Assignment;
  readonly passage?: Passage;
  readonly citations: readonly Citation[];
  readonly grams: ReadonlyMap<string, number>;
  /** Document numbers cited, folded. */
  readonly numbers: readonly string[];
  /** The text with its diacritics, lower case, to break ties. */
  readonly toned: string;
  /** Its words with their diacritics, abbreviations written out. */
  readonly tonedWords: ReadonlySet<string>;
}

export interface UnitName {
  readonly name: string;
  readonly kind: Unit['kind'];
  /** Folded forms, longest first. */
  readonly forms: readonly string[];
}

export interface Office extends OfficeName {
  readonly plans: readonly Plan[];
  readonly citers: ReadonlyMap<string, Citer>;
  /** Folded place names that mean this office: "ngoc trao". */
  readonly places: readonly string[];
  /** Folded names of the larger place: "thanh hoa". */
  readonly widerPlaces: readonly string[];
  /** "so", "phuong"…: what kind of office it is. */
  readonly type: string;
  /** Folded name without the place: "so khoa hoc va cong nghe". */
  readonly body: string;
  readonly units: readonly UnitName[];
  readonly assignments: readonly Entry[];
  readonly passages: readonly Entry[];
  /** The entries worth weighing for a question: all of a small office, what the index finds of a large one. */
  pool(text: string): Pool;
  /** Inverse document frequency over the office's entries; `rarest` for words it has never seen. */
  readonly idf: ReadonlyMap<string, number>;
  readonly rarest: number;
}

export interface Pool {
  readonly assignments: readonly Entry[];
  readonly passages: readonly Entry[];
}

export interface Catalogue {
  readonly offices: readonly Office[];
  /** Fold of each text form used for units and abbreviations, e.g. "chi cuc tcdlcl" → written out. */
  readonly expand: (text: string) => string;
}

export function gramsOf(words: readonly string[]): string[] {
  const grams = [...words];
  for (let i = 1; i < words.length; i++) grams.push(`${words[i - 1]}_${words[i]}`);
  return grams;
}

const number = /\d+(?:\/\d{4})?\/[a-z]+(?:-[a-z]+)*/gu;

/** "1048/QĐ-UBND" → "1048/qd-ubnd". */
export function numbersIn(text: string): string[] {
  const glued = fold(text).replace(/\s*([/-])\s*/g, '$1');
  return glued.match(number) ?? [];
}

function weigh(parts: readonly (readonly [string | null | undefined, number])[]): Map<string, number> {
  const grams = new Map<string, number>();
  for (const [text, weight] of parts) {
    if (!text) continue;
    for (const gram of gramsOf(syllables(text))) if ((grams.get(gram) ?? 0) < weight) grams.set(gram, weight);
  }
  return grams;
}

function assignmentEntry(
  document: PlanDocument,
  assignment: Assignment,
  expand: Catalogue['expand'],
  citer: Citer,
  /** What the row is about, for a duty that was told inside another's row. */
  rowTask: string,
): Entry {
  const shown = assignment.restoredQuote ?? assignment.quote;
  const grams = weigh([
    [expand(assignment.task), fieldWeight.task],
    [expand(assignment.deliverable ?? ''), fieldWeight.detail],
    [expand(assignment.method ?? ''), fieldWeight.detail],
    [assignment.timeRaw, fieldWeight.detail],
    [expand(shown.join(' ')), fieldWeight.detail],
    [expand([...assignment.lead, ...assignment.advising].join(' . ')), fieldWeight.unit],
    [expand([...assignment.coordinating, assignment.directing ?? ''].join(' . ')), fieldWeight.unit],
    [
      expand(`${assignment.context ?? ''} . ${assignment.sectionTitle ?? ''} . ${rowTask}`),
      fieldWeight.heading,
    ],
    [expand(`${document.title} . ${document.issuer}`), fieldWeight.title],
  ]);
  return {
    document,
    assignment,
    citations: citer.assignment(assignment),
    grams,
    numbers: numbersIn(`${assignment.task} ${assignment.deliverable ?? ''} ${shown.join(' ')}`),
    toned: squeeze(`${assignment.task} ${assignment.deliverable ?? ''} ${shown.join(' ')}`).toLowerCase(),
    tonedWords: wordsWithMarks(
      expand(
        [
          assignment.task,
          assignment.deliverable,
          assignment.method,
          assignment.timeRaw,
          ...shown,
          ...assignment.lead,
          ...assignment.coordinating,
          ...assignment.advising,
          assignment.directing,
          assignment.context,
          assignment.sectionTitle,
          rowTask,
          document.title,
          document.issuer,
        ]
          .filter(Boolean)
          .join(' . '),
      ),
    ),
  };
}

function rowTaskOf(assignment: Assignment, plan: Plan): string {
  if (assignment.kind !== 'table_row') return '';
  const [from, to] = assignment.lines;
  const row = plan.assignments.find(
    (other) =>
      other !== assignment && other.kind === 'table_row' && other.lines[0] <= from && to <= other.lines[1],
  );
  return row?.task ?? '';
}

function passageEntry(
  document: PlanDocument,
  passage: Passage,
  expand: Catalogue['expand'],
  citer: Citer,
): Entry {
  return {
    document,
    passage,
    citations: citer.passage(passage),
    grams: weigh([
      [expand(passage.text), fieldWeight.task],
      [expand(passage.headings.join(' . ')), fieldWeight.heading],
    ]),
    numbers: numbersIn(passage.text),
    toned: squeeze(passage.text).toLowerCase(),
    tonedWords: wordsWithMarks(expand(`${passage.text} . ${passage.headings.join(' . ')}`)),
  };
}

function inverseFrequencies(entries: readonly Entry[]): { idf: Map<string, number>; rarest: number } {
  const seen = new Map<string, number>();
  for (const { grams } of entries) for (const gram of grams.keys()) seen.set(gram, (seen.get(gram) ?? 0) + 1);
  const total = entries.length + 1;
  const idf = new Map<string, number>();
  for (const [gram, count] of seen) idf.set(gram, Math.log(1 + total / (count + 0.5)));
  return { idf, rarest: Math.log(1 + total / 0.5) };
}

const officeHead = /^(?<type>ubnd|uy ban nhan dan|so|phong|chi cuc|cuc|ban|truong|trung tam|van phong)\b/u;
/** Folded names of the provinces, old and new. */
export const provinces: readonly string[] = provinceNames.map((name) => syllables(name).join(' '));

const placeHead = /\b(?:phuong|xa|thi tran|quan|huyen|thi xa|tinh|thanh pho|tp)\s+(?<place>.+)$/u;

/** The place that an office is of, with its marks: "Ngọc Trạo", "Quảng Trị". */
export function placeNames(document: PlanDocument): string[] {
  const folded = syllables(document.issuer).join(' ');
  const province = provinceNames.filter((name) => folded.endsWith(` ${syllables(name).join(' ')}`));
  const named =
    /(?:[Pp]hường|[Xx]ã|[Tt]hị trấn|[Qq]uận|[Hh]uyện|[Tt]ỉnh|[Tt]hành phố)\s+(?<place>\p{Lu}.*)$/u.exec(
      document.issuer,
    )?.groups?.['place'];
  return [...new Set([...(named ? [named] : []), ...province])];
}

/** "UBND phường Ngọc Trạo" → type phuong, place "ngoc trao"; "Sở Khoa học và Công nghệ Hải Phòng" → type so. */
function describe(document: PlanDocument): Pick<Office, 'type' | 'body' | 'places' | 'widerPlaces'> {
  const issuer = syllables(document.issuer).join(' ');
  const own = syllables(document.place ?? '').join(' ');
  const level = /\b(phuong|xa|thi tran|quan|huyen|tinh|thanh pho)\b/u.exec(issuer)?.[1];
  const head = officeHead.exec(issuer)?.groups?.['type'] ?? '';
  const isCommittee = head === 'ubnd' || head === 'uy ban nhan dan';
  const named = placeHead.exec(issuer)?.groups?.['place'];
  const places = new Set<string>();
  if (named) places.add(named);
  const bare =
    own.replace(/^(?:phuong|xa|thi tran|quan|huyen|thi xa|tinh|thanh pho|tp) /u, '').split(' , ')[0] ?? '';
  if (!named && bare && issuer.endsWith(bare)) places.add(bare);
  if (places.size === 0) {
    const province = provinces.find((name) => issuer.endsWith(` ${name}`));
    if (province ?? bare) places.add(province ?? bare);
  }
  const wider = syllables(document.superior ?? '')
    .join(' ')
    .replace(/^(?:ubnd|uy ban nhan dan) /u, '');
  const widerPlace = placeHead.exec(wider)?.groups?.['place'];
  const widerPlaces = [widerPlace, bare].filter((p): p is string => Boolean(p) && !places.has(p ?? ''));
  let body = issuer;
  for (const place of places) body = body.replace(new RegExp(`(?: (?:tinh|thanh pho))? ${place}$`, 'u'), '');
  return { type: isCommittee ? (level ?? head) : head, body, places: [...places], widerPlaces };
}

/** "Văn phòng HĐND-UBND phường": people leave the office's own kind out. */
const belonging = / (?:(?:cua|thuoc) )?(?:so|phuong|xa|tinh|thanh pho|ubnd phuong)$/u;

function unitNames(plans: readonly Plan[], expand: Catalogue['expand']): UnitName[] {
  const named = new Map<string, { kind: Unit['kind']; forms: Set<string> }>();
  for (const plan of plans)
    for (const unit of plan.units) {
      const entry = named.get(unit.name) ?? { kind: unit.kind, forms: new Set<string>() };
      for (const form of [unit.name, ...unit.aliases]) {
        for (const written of [form, expand(form)]) {
          const folded = syllables(written).join(' ');
          entry.forms.add(folded);
          const bare = folded.replace(belonging, '');
          if (bare.split(' ').length > 1) entry.forms.add(bare);
        }
      }
      named.set(unit.name, entry);
    }
  const dutiful = new Set(plans.flatMap(({ assignments }) => assignments.flatMap(unitsOf)));
  addShortForms([...named].map(([name, unit]) => ({ ...unit, hasDuties: dutiful.has(name) })));
  for (const { kind, forms } of named.values()) if (kind === 'person') addGivenNames(forms);
  return [...named].map(([name, { kind, forms }]) => ({
    name,
    kind,
    forms: [...forms].filter((form) => form.length > 1).sort((a, b) => b.length - a.length),
  }));
}

const unitsOf = ({ lead, advising, coordinating, directing }: Assignment) => [
  ...lead,
  ...advising,
  ...coordinating,
  ...(directing ? [directing] : []),
];

const shortHead = /^(?:van phong|thanh tra|chi cuc|trung tam|cong an|ban quan ly)(?= )/u;

interface Shortened {
  readonly kind: Unit['kind'];
  readonly forms: Set<string>;
  readonly hasDuties: boolean;
}

/**
 * "văn phòng" alone means the one unit that is called so: "Bộ phận Văn phòng", "Văn phòng HĐND-UBND phường". One
 * that the plans give duties goes before those that are only mentioned, such as an addressee.
 */
function addShortForms(units: readonly Shortened[]): void {
  const taken = new Set(units.flatMap((unit) => [...unit.forms]));
  const claims = new Map<string, Set<number>>();
  units.forEach((unit, i) => {
    if (unit.kind !== 'unit' && unit.kind !== 'group') return;
    for (const form of unit.forms) {
      const shorter = [
        /^cac (?:phong|bo phan|don vi|co quan)(?= (?!.*lien quan))/u.exec(form)?.[0],
        shortHead.exec(form)?.[0],
        /^(?:bo phan|uy ban) (?<rest>.+ .+)$/u.exec(form)?.groups?.['rest'],
      ];
      for (const short of shorter)
        if (short && !taken.has(short)) claims.set(short, (claims.get(short) ?? new Set()).add(i));
    }
  });
  for (const [short, claimants] of claims) {
    const dutiful = [...claimants].filter((i) => units[i]?.hasDuties);
    const [only, ...others] = dutiful.length > 0 ? dutiful : claimants;
    if (only !== undefined && others.length === 0) units[only]?.forms.add(short);
  }
}

/** "anh Thắng", "ông Hoàng": a person by given name and a word of address. */
function addGivenNames(forms: Set<string>): void {
  const given = [...forms][0]?.split(' ').at(-1);
  if (given)
    for (const address of ['anh', 'chi', 'ong', 'ba', 'co', 'chu', 'dong chi', 'd c'])
      forms.add(`${address} ${given}`);
}

/** An office with fewer entries is weighed whole: the index would only leave something out. */
const weighedWhole = 200;
/** So many of a large office's entries are weighed for one question. */
const weighedAtMost = 120;

function pooling(office: string, all: Pool, index: PlanIndex | undefined): Office['pool'] {
  if (!index || all.assignments.length + all.passages.length <= weighedWhole) return () => all;
  const assignments = new Map(
    all.assignments.map((entry) => [assignmentKey(entry.assignment?.id ?? ''), entry]),
  );
  const passages = new Map(
    all.passages.map((entry) => [passageKey(entry.document.id, entry.passage?.id ?? ''), entry]),
  );
  const among = (entries: ReadonlyMap<string, Entry>, ids: readonly string[]) =>
    ids.flatMap((id) => entries.get(id) ?? []);
  let last: { text: string; pool: Pool } | undefined;
  return (text) => {
    if (last?.text === text) return last.pool;
    const ids = index.find({ text, office, limit: weighedAtMost }).map((hit) => hit.id);
    last = { text, pool: { assignments: among(assignments, ids), passages: among(passages, ids) } };
    return last.pool;
  };
}

/** Folds and weighs everything once, so that a question only looks up. */
export function createCatalogue(
  plans: readonly Plan[],
  expand: Catalogue['expand'],
  index?: PlanIndex,
): Catalogue {
  const byOffice = new Map<string, Plan[]>();
  for (const plan of plans) {
    const list = byOffice.get(plan.document.office) ?? [];
    list.push(plan);
    byOffice.set(plan.document.office, list);
  }
  const offices = [...byOffice].map(([id, own]): Office => {
    const first = own[0];
    if (!first) throw new Error(`office ${id} has no plan`);
    const citers = new Map(own.map((plan) => [plan.document.id, createCiter(plan)]));
    const cited = (entry: Entry) => entry.citations.length > 0;
    const citerOf = (plan: Plan) => citers.get(plan.document.id) ?? createCiter(plan);
    const assignments = own
      .flatMap((p) =>
        p.assignments.map((a) => assignmentEntry(p.document, a, expand, citerOf(p), rowTaskOf(a, p))),
      )
      .filter(cited);
    const passages = own
      .flatMap((p) => p.passages.map((x) => passageEntry(p.document, x, expand, citerOf(p))))
      .filter(cited);
    return {
      id,
      name: first.document.issuer,
      plans: own,
      citers,
      ...describe(first.document),
      units: unitNames(own, expand),
      assignments,
      passages,
      pool: pooling(id, { assignments, passages }, index),
      ...inverseFrequencies([...assignments, ...passages]),
    };
  });
  return { offices, expand };
}
