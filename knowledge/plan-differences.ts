import type { Assignment, Plan, PlanDocument } from './assignment.ts';
import { countShared, syllablePairs, undatedTask } from './same-work.ts';
import { oneTonePlace, squeeze } from './text.ts';

export type DutyField = 'task' | 'lead' | 'advising' | 'coordinating' | 'directing' | 'time' | 'deliverable';
export type DocumentField = 'title' | 'number' | 'issuer' | 'issuedOn' | 'year' | 'signer';

/** One thing that reads otherwise; null where one side does not say it. */
export interface Change<Field extends string> {
  readonly field: Field;
  readonly before: string | null;
  readonly after: string | null;
}

export interface ChangedDuty {
  readonly before: Assignment;
  readonly after: Assignment;
  readonly changes: readonly Change<DutyField>[];
}

/** Khác biệt giữa hai bản của một kế hoạch. Where a duty stands and what its id is make no difference. */
export interface PlanDifferences {
  readonly document: readonly Change<DocumentField>[];
  readonly added: readonly Assignment[];
  readonly removed: readonly Assignment[];
  readonly changed: readonly ChangedDuty[];
  readonly unchanged: number;
}

/** What the newer plan says otherwise than the older. Duties are matched by what they say, each with at most one. */
export function planDifferences(older: Plan, newer: Plan): PlanDifferences {
  const pairs = matchDuties(older.assignments, newer.assignments);
  const before = new Set(pairs.map((pair) => pair[0]));
  const after = new Set(pairs.map((pair) => pair[1]));
  const compared = pairs
    .map(([one, other]): ChangedDuty => ({ before: one, after: other, changes: dutyChanges(one, other) }))
    .toSorted((a, b) => a.after.lines[0] - b.after.lines[0]);
  const changed = compared.filter(({ changes }) => changes.length > 0);
  return {
    document: documentChanges(older.document, newer.document),
    added: newer.assignments.filter((duty) => !after.has(duty)),
    removed: older.assignments.filter((duty) => !before.has(duty)),
    changed,
    unchanged: compared.length - changed.length,
  };
}

type Pair = readonly [before: Assignment, after: Assignment];

/** From the surest to the least sure: the same words and units, the same words, much the same words. */
function matchDuties(older: readonly Assignment[], newer: readonly Assignment[]): Pair[] {
  const task = (duty: Assignment) => readAlike(undatedTask(duty));
  const whole = (duty: Assignment) => [task(duty), ...fields.map(({ value }) => value(duty).key)].join('|');
  const withLead = (duty: Assignment) => `${task(duty)}|${namesKey(duty.lead)}`;
  const pairs: Pair[] = [];
  let [left, right] = [older, newer];
  for (const key of [whole, withLead, task]) {
    const same = pairUp(left, right, key);
    pairs.push(...same);
    const paired = new Set(same.flat());
    left = left.filter((duty) => !paired.has(duty));
    right = right.filter((duty) => !paired.has(duty));
  }
  return [...pairs, ...pairSimilar(left, right)];
}

function pairUp(
  left: readonly Assignment[],
  right: readonly Assignment[],
  key: (duty: Assignment) => string,
): Pair[] {
  const waiting = new Map<string, Assignment[]>();
  for (const duty of left) waiting.set(key(duty), [...(waiting.get(key(duty)) ?? []), duty]);
  return right.flatMap((duty): Pair[] => {
    const match = waiting.get(key(duty))?.shift();
    return match ? [[match, duty]] : [];
  });
}

/** Below this share of common words two tasks are two tasks. */
const alikeFrom = 0.5;
/** Two tasks whose words are not enough alike by themselves can still be one where the unit is the same. */
const alikeForSameLead = 0.4;

function pairSimilar(left: readonly Assignment[], right: readonly Assignment[]): Pair[] {
  const words = new Map([...left, ...right].map((duty) => [duty, syllablePairs(undatedTask(duty))]));
  const having = new Map<string, Assignment[]>();
  for (const duty of left)
    for (const pair of words.get(duty) ?? []) having.set(pair, [...(having.get(pair) ?? []), duty]);
  const candidates = right.flatMap((after) => {
    const own = words.get(after) ?? new Set();
    const near = new Set([...own].flatMap((pair) => having.get(pair) ?? []));
    return [...near].flatMap((before) => {
      const theirs = words.get(before) ?? new Set();
      const likeness = (2 * countShared(own, theirs)) / (own.size + theirs.size);
      const sameLead = before.lead.length > 0 && namesKey(before.lead) === namesKey(after.lead);
      const score = likeness + (sameLead ? 0.05 : 0) + (before.section === after.section ? 0.05 : 0);
      return likeness >= (sameLead ? alikeForSameLead : alikeFrom) ? [{ before, after, score }] : [];
    });
  });
  const taken = new Set<Assignment>();
  return candidates
    .toSorted((a, b) => b.score - a.score)
    .flatMap(({ before, after }): Pair[] => {
      if (taken.has(before) || taken.has(after)) return [];
      taken.add(before).add(after);
      return [[before, after]];
    });
}

interface Value {
  readonly shown: string | null;
  /** Equal where the two values say the same. */
  readonly key: string;
}

interface FieldReader<Field, Of> {
  readonly field: Field;
  readonly value: (of: Of) => Value;
}

const text = (value: string | number | null): Value => ({
  shown: value === null || value === '' ? null : String(value),
  key: readAlike(String(value ?? '')),
});

const names = (list: readonly string[]): Value => ({
  shown: list.length > 0 ? list.join('; ') : null,
  key: namesKey(list),
});

const fields: readonly FieldReader<DutyField, Assignment>[] = [
  { field: 'lead', value: ({ lead }) => names(lead) },
  { field: 'advising', value: ({ advising }) => names(advising) },
  { field: 'coordinating', value: ({ coordinating }) => names(coordinating) },
  { field: 'directing', value: ({ directing }) => text(directing) },
  { field: 'time', value: timeOf },
  { field: 'deliverable', value: ({ deliverable }) => text(deliverable) },
];

function dutyChanges(before: Assignment, after: Assignment): Change<DutyField>[] {
  const changes = changesOf(fields, before, after);
  return readAlike(undatedTask(before)) === readAlike(undatedTask(after))
    ? changes
    : [{ field: 'task', before: before.task, after: after.task }, ...changes];
}

const documentFields: readonly FieldReader<DocumentField, PlanDocument>[] = [
  { field: 'title', value: ({ title }) => text(title) },
  { field: 'number', value: ({ number }) => text(number) },
  { field: 'issuer', value: ({ issuer }) => text(issuer) },
  { field: 'issuedOn', value: ({ issuedOn }) => text(issuedOn) },
  { field: 'year', value: ({ year }) => text(year) },
  { field: 'signer', value: ({ signer }) => text(signer && `${signer.name}, ${signer.title}`) },
];

const documentChanges = (before: PlanDocument, after: PlanDocument): Change<DocumentField>[] =>
  changesOf(documentFields, before, after);

function changesOf<Field extends string, Of>(
  readers: readonly FieldReader<Field, Of>[],
  before: Of,
  after: Of,
): Change<Field>[] {
  return readers.flatMap(({ field, value }) => {
    const [one, other] = [value(before), value(after)];
    return one.key === other.key ? [] : [{ field, before: one.shown, after: other.shown }];
  });
}

/** "Tháng 6" and "trong tháng 6 năm 2023" are one time in a plan of 2023. */
function timeOf({ timeRaw, time }: Assignment): Value {
  const exact = time.map(({ type, from, to, due, every, exclusive = false, label = '' }) =>
    [type, from, to, due, every, exclusive, readAlike(label)].join('/'),
  );
  return { shown: timeRaw, key: exact.length > 0 ? exact.toSorted().join('|') : readAlike(timeRaw ?? '') };
}

/** Case, punctuation, spaces and the place of a tone mark make no other text. */
function readAlike(value: string): string {
  const words =
    squeeze(value)
      .normalize('NFC')
      .toLowerCase()
      .match(/[\p{L}\p{N}%]+/gu) ?? [];
  return words.map(oneTonePlace).join(' ');
}

const namesKey = (list: readonly string[]): string => list.map(readAlike).toSorted().join('|');
