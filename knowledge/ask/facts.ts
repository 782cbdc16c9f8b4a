import type { Assignment, PassageKind, PlanTime } from '../assignment.ts';
import { fold, syllables } from '../text.ts';
import type { Office } from './office.ts';
import type { Entry } from './entry.ts';
import type { Aspect, Finding, Item } from './finding.ts';
import { coverageOf, holds, likeness, rank, weigh, type Match } from './match.ts';
import { printsShare } from './prints-share.ts';
import type { Query } from './understand.ts';
import { itemOf } from './warnings.ts';

/** Below this share of its content a question is not answered. Chosen on coverage, never on a score. */
export const answerable = 0.45;
/** So much of a matter must stand in a duty to set aside the unit that the question puts to it. */
const surelyTheMatter = 0.6;
/** Headings, addressees and signatures state nothing by themselves; `documents.ts` answers who signed and who got it. */
const frame: ReadonlySet<PassageKind> = new Set(['heading', 'recipients', 'signature']);

/** A passage has no structure that vouches for it, so it must hold more of the question. */
const passageAnswerable = 0.6;
/** Entries that come this close to the best are the same matter, or cannot be told apart. */
const closeTo = 0.92;
const twinLikeness = 0.3;
const twinCoverage = 0.7;

const set = (list: readonly string[]) => list.map(fold).sort().join('|');
const timeKey = (times: readonly PlanTime[]) =>
  times
    .map((t) => [t.type, t.from, t.to, t.due, t.every].join('/'))
    .sort()
    .join('|');

/** What a duty says on an aspect, equal for equal sayings; empty when it says nothing. */
export function aspectKey(assignment: Assignment, aspect: Aspect): string {
  switch (aspect) {
    case 'lead':
      return set(assignment.lead);
    case 'coordinating':
      return set(assignment.coordinating);
    case 'advising':
      return set(assignment.advising);
    case 'directing':
      return fold(assignment.directing ?? '');
    case 'deadline':
      return timeKey(assignment.time);
    case 'reportsTo':
      return set(assignment.reportsTo ?? []);
    case 'deliverable':
      return fold(assignment.deliverable ?? '');
    case 'method':
      return fold(assignment.method ?? '');
    case 'content':
      return '';
  }
}

/** Both say something on what was asked, and not the same. */
function disagree(a: Assignment, b: Assignment, aspects: readonly Aspect[]): boolean {
  return aspects.some((aspect) => {
    const left = aspectKey(a, aspect);
    const right = aspectKey(b, aspect);
    return left !== '' && right !== '' && left !== right;
  });
}

/** The same duty told in another plan of the office. */
function twinsOf(best: Match, others: readonly Match[], office: Office, query: Query): Match[] {
  const twins = new Map<string, Match>();
  const aspects = query.aspects;
  for (const other of others) {
    const document = other.entry.document.id;
    if (other === best || document === best.entry.document.id || twins.has(document)) continue;
    if (other.entry.assignment?.kind === 'orientation' && best.entry.assignment?.kind !== 'orientation')
      continue;
    const asked = aspects.filter((aspect) => aspect !== 'content');
    if (asked.length > 0 && !asked.some((aspect) => holds(other.entry, aspect))) continue;
    const near = other.coverage >= best.coverage * closeTo;
    const alike =
      other.coverage >= best.coverage * twinCoverage &&
      likeness(best.entry, other.entry, office) >= twinLikeness;
    if (near || alike || datesPartAsked(other.entry, query)) twins.set(document, other);
  }
  return [...twins.values()];
}

/** "Cả năm (đánh giá nội bộ quý III)" dates the very part that the question names. */
function datesPartAsked({ assignment }: Entry, query: Query): boolean {
  const words = new Set(query.topic);
  return (assignment?.time ?? []).some(
    ({ label }) =>
      label !== undefined && syllables(label).length > 1 && syllables(label).every((word) => words.has(word)),
  );
}

/** A row that holds a second duty: the one whose lead is the unit asked about. */
function withinRow(best: Match, ranked: readonly Match[], query: Query): Match {
  const subject = query.units[0];
  const row = best.entry.assignment;
  if (!subject || !row || row.lead.includes(subject.name)) return best;
  return (
    ranked.find(({ entry }) => {
      const inner = entry.assignment;
      return (
        inner !== undefined &&
        inner !== row &&
        entry.document.id === best.entry.document.id &&
        row.lines[0] <= inner.lines[0] &&
        inner.lines[1] <= row.lines[1] &&
        inner.lead.includes(subject.name)
      );
    }) ?? best
  );
}

/**
 * "Vì sao Phòng A chủ trì việc Y?" when Y is another unit's: the matter decides, not the unit's name, which every duty
 * of its field repeats.
 */
function matterBefore(ranked: readonly Match[], query: Query, office: Office): Match | undefined {
  const [first] = ranked;
  const subject = query.units.find(({ kind }) => kind === 'unit');
  if (!first || !subject) return first;
  const named = new Set(
    [...subject.names, ...query.numbers.map(({ number }) => number)].flatMap((name) => syllables(name)),
  );
  const matter = query.topic.map((word) => (word && !named.has(word) ? word : undefined));
  if (new Set(matter.filter(Boolean)).size < 2) return first;
  const weights = weigh({ ...query, topic: matter }, office);
  const onMatter = ranked.map((match) => ({ match, coverage: coverageOf(match.entry, weights) }));
  const own = onMatter.find(({ match }) => match === first)?.coverage ?? 0;
  const most = Math.max(...onMatter.map(({ coverage }) => coverage));
  const led = ({ match }: (typeof onMatter)[number]) =>
    Number((match.entry.assignment?.lead.length ?? 0) > 0);
  const [best] = onMatter
    .filter(({ coverage }) => coverage >= most * twinCoverage)
    .sort((a, b) => led(b) - led(a) || b.coverage - a.coverage || b.match.score - a.match.score);
  return best && best.coverage >= surelyTheMatter && (best.match === first || own < best.coverage / 2)
    ? { ...best.match, coverage: best.coverage }
    : first;
}

/** When the best duty lacks what was asked, the same duty told elsewhere may have it. */
function withAsked(best: Match, ranked: readonly Match[], aspects: readonly Aspect[], office: Office): Match {
  const asked = aspects.filter((aspect) => aspect !== 'content');
  if (asked.length === 0 || asked.some((aspect) => holds(best.entry, aspect))) return best;
  return (
    ranked.find(
      (match) =>
        match.coverage >= best.coverage * twinCoverage &&
        asked.some((aspect) => holds(match.entry, aspect)) &&
        likeness(best.entry, match.entry, office) >= twinLikeness,
    ) ?? best
  );
}

/** Other places of the plan that name the same day, where one of them looks misprinted: "20/11" and "20/11/2022". */
function sameDay(best: Entry, office: Office): Entry[] {
  const days = (times: readonly PlanTime[], odd: boolean) =>
    times.filter((time) => time.due && Boolean(time.literal) === odd).map((time) => time.due?.slice(5));
  const own = best.assignment?.time ?? [];
  const plainDays = days(own, false);
  const oddDays = days(own, true);
  return office.dutiesOf(best.document.id).filter((entry) => {
    if (entry.assignment === best.assignment) return false;
    const times = entry.assignment?.time ?? [];
    return (
      days(times, false).some((day) => oddDays.includes(day)) ||
      days(times, true).some((day) => plainDays.includes(day))
    );
  });
}

function items(matches: readonly (Match | Entry)[], aspects: readonly Aspect[]): Item[] {
  return matches.flatMap((match) => {
    const item = itemOf('entry' in match ? match.entry : match, aspects);
    return item ? [item] : [];
  });
}

/** The duties that answer the question; a choice when several do; passages when no duty does. */
export function findFacts(query: Query, office: Office): Finding | undefined {
  const aspects = query.aspects.length > 0 ? query.aspects : (['content'] as const);
  const inPlans = (entry: Entry) =>
    query.documents.length === 0 || query.documents.includes(entry.document.id);
  const all = rank(office.pool(query).assignments, { ...query, aspects }, office).filter(({ entry }) =>
    printsShare(entry, query),
  );
  let ranked = all.filter((match) => inPlans(match.entry));
  const top = Math.max(0, ...all.map((match) => match.coverage));
  if ((ranked[0]?.coverage ?? 0) < top - 0.25) ranked = all;
  // "trong phụ lục" leaves the body of the plan out
  const rows = / phu luc /u.test(query.plain)
    ? ranked.filter(({ entry }) => entry.assignment?.kind === 'table_row')
    : [];
  if ((rows[0]?.coverage ?? 0) >= Math.max(answerable, 0.9 * top)) ranked = rows;
  const first = matterBefore(ranked, query, office);
  const best = first && withinRow(withAsked(first, ranked, aspects, office), ranked, query);
  const passages = findPassages(query, office);
  const bestCoverage = best?.coverage ?? 0;
  if (!best || bestCoverage < answerable)
    return passages && passages.coverage >= passageAnswerable ? passages.finding : undefined;
  const asksValue = aspects.some(
    (aspect) => aspect !== 'content' && aspect !== 'method' && aspect !== 'deliverable',
  );
  if (
    !asksValue &&
    passages &&
    passages.coverage > bestCoverage + 0.2 &&
    passages.coverage >= passageAnswerable
  )
    return passages.finding;

  const rivals = ranked.filter(
    (match) => match !== best && match.score >= best.score - 0.05 && match.coverage >= bestCoverage * 0.9,
  );
  const twins = twinsOf(best, ranked, office, { ...query, aspects });
  const chosen = [best, ...twins];
  const samePlan = rivals.filter((match) => match.entry.document.id === best.entry.document.id);
  const subject = query.units[0]?.name;
  const ofSubject = (match: Match) =>
    subject !== undefined && (match.entry.assignment?.lead.includes(subject) ?? false);
  const settled = ofSubject(best) && !samePlan.some((match) => match !== best && ofSubject(match));
  const differ = settled ? [] : samePlan.filter((match) => isDifferent(best, match, aspects));
  if (differ.length > 0 && query.numbers.length === 0) {
    const options = [best, ...samePlan].slice(0, 5);
    if (worthAsking(options, best, query)) return { kind: 'which-task', options: items(options, aspects) };
  }
  const halfYearOnly = / 6 thang /u.test(query.plain) && !/ nam /u.test(query.plain);
  const related =
    aspects.includes('deadline') && !halfYearOnly ? items(sameDay(best.entry, office), aspects) : [];
  const list = items(chosen, aspects);
  const told = list[0];
  if (!told) return undefined;
  return {
    kind: 'facts',
    aspects,
    items: list,
    related,
    disagree: list.slice(1).some((item) => disagree(told.assignment, item.assignment, aspects)),
  };
}

function isDifferent(a: Match, b: Match, aspects: readonly Aspect[]): boolean {
  const [left, right] = [a.entry.assignment, b.entry.assignment];
  if (!left || !right) return false;
  return aspects.includes('content') || disagree(left, right, aspects);
}

/** Asking back is worth it only when the question really fits several duties alike. */
function worthAsking(options: readonly Match[], best: Match, query: Query): boolean {
  if (query.aspects.length === 0) return false;
  const rival = options[1];
  return rival !== undefined && best.score - rival.score < 0.035 && best.coverage < 0.97;
}

interface PassageReading {
  readonly coverage: number;
  readonly finding: Finding;
}

function findPassages(query: Query, office: Office): PassageReading | undefined {
  const ranked = rank(
    office
      .pool(query)
      .passages.filter((entry) => printsShare(entry, query))
      .filter(
        ({ passage, document }) =>
          passage &&
          !frame.has(passage.kind) &&
          (query.documents.length === 0 || query.documents.includes(document.id)),
      ),
    query,
    office,
  );
  const best = ranked[0];
  if (!best?.entry.passage) return undefined;
  const near = ranked
    .filter((match) => match.coverage >= best.coverage * closeTo)
    .slice(0, 2)
    .flatMap(({ entry }) =>
      entry.passage ? [{ document: entry.document, passage: entry.passage, citations: entry.citations }] : [],
    );
  return { coverage: best.coverage, finding: { kind: 'passages', items: near } };
}

/** The duties nearest to a question that has no answer, if any is near at all. */
export function nearestTo(query: Query, office: Office, count = 2): Item[] {
  const ranked = rank(office.pool(query).assignments, query, office).filter(
    ({ coverage }) => coverage >= 0.3,
  );
  const led = ranked.filter(({ entry }) => (entry.assignment?.lead.length ?? 0) > 0);
  return items((led.length > 0 ? led : ranked).slice(0, count), ['lead']);
}

/** How much of the question the office's plans hold at best. */
export function bestCoverage(query: Query, office: Office): number {
  const pool = office.pool(query);
  return Math.max(
    0,
    ...rank(pool.assignments, query, office).map((match) => match.coverage),
    ...rank(pool.passages, query, office).map((match) => match.coverage),
  );
}
