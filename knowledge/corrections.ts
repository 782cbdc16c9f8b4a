import { parse } from 'yaml';
import type { Assignment, Plan, PlanDocument, Problem, Unit } from './assignment.ts';
import { squeeze } from './text.ts';

/**
 * Hiệu đính: what an officer put right after reading the plan beside the parser's reading.
 *
 * Kept apart from the source in `plan.yaml`, so that reading it again loses nothing. Only what a person alone can
 * know belongs here; what a rule can read belongs in the parser.
 */
export interface Corrections {
  readonly reviewed?: Review;
  readonly document?: Partial<PlanDocument>;
  readonly assignments?: readonly AssignmentCorrection[];
  readonly units?: readonly UnitCorrection[];
  readonly problems?: readonly Problem[];
}

/** Rà soát: who read the plan line by line, when, and which text it was. */
export interface Review {
  readonly by: string;
  readonly on: string;
  /** `sourceFingerprint` of the text that was read; another text makes the assignments drafts again. */
  readonly source: string;
}

type Settable = Omit<Assignment, 'id' | 'reviewed'>;

export interface AssignmentCorrection {
  /** The local id ("iii.1-4") at the time of the review. */
  readonly at: string;
  /** Words of the quote. They win over `at` when the numbering has moved. */
  readonly anchor?: string;
  readonly set?: Partial<Settable>;
  readonly doubt?: string;
  readonly note?: string;
  readonly drop?: boolean;
  /** A duty that no rule finds; `set` then holds all of it. */
  readonly add?: boolean;
}

export interface UnitCorrection {
  readonly name: string;
  /** Added to the aliases that were read. */
  readonly aliases?: readonly string[];
  /** Another name of the list that means this unit; it is joined with this one. */
  readonly sameAs?: readonly string[];
  readonly kind?: Unit['kind'];
  /** For a unit that no rule finds. */
  readonly lines?: readonly number[];
}

const keys: Record<keyof Corrections, true> = {
  reviewed: true,
  document: true,
  assignments: true,
  units: true,
  problems: true,
};

/** Reads `plan.yaml`. A file that is no such list is a problem, not an exception. */
export function readCorrections(text: string): { corrections: Corrections; problems: readonly Problem[] } {
  try {
    const value: unknown = parse(text) ?? {};
    if (typeof value !== 'object' || value === null || Array.isArray(value))
      return unreadable('không phải danh mục');
    const unknown = Object.keys(value).filter((key) => !(key in keys));
    if (unknown.length > 0) return unreadable(`có mục không biết: ${unknown.join(', ')}`);
    const corrections = value as Corrections;
    const lists = [corrections.assignments, corrections.units, corrections.problems];
    if (lists.some((list) => list !== undefined && !Array.isArray(list)))
      return unreadable('có mục không phải danh sách');
    if (corrections.assignments?.some(({ at }) => typeof at !== 'string'))
      return unreadable('có dòng hiệu đính thiếu "at"');
    return { corrections, problems: [] };
  } catch (error) {
    return unreadable(error instanceof Error ? (error.message.split('\n')[0] ?? '') : String(error));
  }
}

function unreadable(why: string): { corrections: Corrections; problems: Problem[] } {
  const message = `plan.yaml không đọc được (${why}); kế hoạch được hiện như máy đọc.`;
  return {
    corrections: {},
    problems: [{ code: 'plan/corrections-unreadable', level: 'error', message, lines: [] }],
  };
}

/** Puts the corrections on top of what was read. A correction whose target is gone becomes a problem. */
export function applyCorrections(plan: Plan, corrections: Corrections, fingerprint: string): Plan {
  const lost: Problem[] = [];
  const isCurrent = corrections.reviewed?.source === fingerprint;
  const corrected = (corrections.assignments ?? []).reduce(
    (assignments, correction) => applyOne(plan, assignments, correction, lost),
    plan.assignments,
  );
  if (corrections.reviewed && !isCurrent) {
    const message = 'Nguồn đã đổi từ lần rà soát trước; các dòng nhiệm vụ cần được rà soát lại.';
    lost.push({ code: 'plan/review-outdated', level: 'warning', message, lines: [] });
  }
  const same = new Map(
    (corrections.units ?? []).flatMap(({ name, sameAs = [] }) =>
      sameAs.map((other): [string, string] => [other, name]),
    ),
  );
  const assignments = corrected.map((assignment) => ({ ...renamed(assignment, same), reviewed: isCurrent }));
  return {
    ...plan,
    document: { ...plan.document, ...corrections.document, id: plan.document.id },
    units: withNamed(correctUnits(plan.units, corrections.units ?? [], same), assignments),
    assignments,
    problems: [...plan.problems, ...lost, ...(corrections.problems ?? [])],
  };
}

function applyOne(
  plan: Plan,
  assignments: readonly Assignment[],
  correction: AssignmentCorrection,
  lost: Problem[],
): readonly Assignment[] {
  const { at, set = {}, doubt, note } = correction;
  const said = { ...set, ...(doubt === undefined ? {} : { doubt }), ...(note === undefined ? {} : { note }) };
  if (correction.add) {
    const added = complete(plan, at, said);
    if (!isVerbatim(plan, added)) lost.push(notInSource(at));
    return [...assignments, added].toSorted((a, b) => a.lines[0] - b.lines[0]);
  }
  const target = findTarget(assignments, correction);
  if (!target) {
    const message = `Hiệu đính "${at}" không còn dòng nhiệm vụ tương ứng; cần xem lại plan.yaml.`;
    lost.push({ code: 'plan/correction-lost', level: 'error', message, lines: [] });
    return assignments;
  }
  if (correction.drop) return assignments.filter((assignment) => assignment !== target);
  return assignments.map((assignment) => (assignment === target ? { ...assignment, ...said } : assignment));
}

function isVerbatim(plan: Plan, { quote }: Assignment): boolean {
  const source = squeeze(plan.lines.join(' '));
  return quote.length > 0 && quote.every((piece) => source.includes(squeeze(piece.normalize('NFC'))));
}

function notInSource(at: string): Problem {
  const message = `Hiệu đính "${at}" trích một câu không có trong nguồn.`;
  return { code: 'plan/quote-not-in-source', level: 'error', message, lines: [] };
}

/** By id when its quote still holds the anchor; else the only assignment whose quote does. */
function findTarget(
  assignments: readonly Assignment[],
  { at, anchor }: AssignmentCorrection,
): Assignment | undefined {
  const byId = assignments.find(({ id }) => id.endsWith(`#${at}`));
  if (anchor === undefined) return byId;
  const holds = ({ quote }: Assignment): boolean =>
    squeeze(quote.join(' ')).includes(squeeze(anchor.normalize('NFC')));
  if (byId && holds(byId)) return byId;
  const byWords = assignments.filter(holds);
  return byWords.length === 1 ? byWords[0] : undefined;
}

function complete(plan: Plan, at: string, said: Partial<Settable>): Assignment {
  return {
    section: '',
    kind: 'duty',
    task: '',
    lead: [],
    advising: [],
    coordinating: [],
    directing: null,
    deliverable: null,
    method: null,
    timeRaw: null,
    time: [],
    quote: [],
    lines: [0, 0],
    ...said,
    id: `${plan.document.id}#${at}`,
    reviewed: false,
  };
}

function renamed(assignment: Assignment, same: ReadonlyMap<string, string>): Assignment {
  if (same.size === 0) return assignment;
  const swap = (names: readonly string[]): string[] => [
    ...new Set(names.map((name) => same.get(name) ?? name)),
  ];
  return {
    ...assignment,
    lead: swap(assignment.lead),
    advising: swap(assignment.advising),
    coordinating: swap(assignment.coordinating),
    ...(assignment.reportsTo ? { reportsTo: swap(assignment.reportsTo) } : {}),
  };
}

/** A unit that only a correction names is a unit of the plan as well. */
function withNamed(units: readonly Unit[], assignments: readonly Assignment[]): Unit[] {
  const known = new Set(units.map(({ name }) => name));
  const added = assignments.flatMap(({ lead, advising, coordinating, lines }) =>
    [...lead, ...advising, ...coordinating].flatMap((name): Unit[] => {
      if (known.has(name)) return [];
      known.add(name);
      return [{ name, kind: /^(?:Các|Mỗi) /u.test(name) ? 'group' : 'unit', aliases: [], lines: [lines[0]] }];
    }),
  );
  return [...units, ...added];
}

function correctUnits(
  units: readonly Unit[],
  corrections: readonly UnitCorrection[],
  same: ReadonlyMap<string, string>,
): Unit[] {
  const kept = units.filter(({ name }) => !same.has(name));
  const absent = corrections.filter(({ name }) => !kept.some((unit) => unit.name === name));
  const all = [...kept, ...absent.map(({ name }): Unit => ({ name, kind: 'unit', aliases: [], lines: [] }))];
  return all.map((unit) => {
    const correction = corrections.find(({ name }) => name === unit.name);
    if (!correction) return unit;
    const joined = units.filter(({ name }) => correction.sameAs?.includes(name));
    const aliases = [
      ...unit.aliases,
      ...(correction.aliases ?? []),
      ...joined.flatMap(({ name, aliases }) => [name, ...aliases]),
    ];
    const lines = [...unit.lines, ...(correction.lines ?? []), ...joined.flatMap(({ lines }) => lines)];
    return {
      ...unit,
      kind: correction.kind ?? unit.kind,
      aliases: [...new Set(aliases)].filter((alias) => alias !== unit.name),
      lines: [...new Set(lines)].toSorted((a, b) => a - b),
    };
  });
}
