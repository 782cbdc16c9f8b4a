import { fold, syllables } from '../text.ts';
import { aspectKey } from './aspect-key.ts';
import type { Entry } from './entry.ts';
import type { Item } from './finding.ts';
import { confirms } from './lexicon.ts';
import { meantCoverageOf, weigh } from './coverage.ts';
import { holds, likeness, type Match } from './match.ts';
import type { Office } from './office.ts';
import { printsNumber } from './read-numbers.ts';
import type { Query } from './understand.ts';
import { itemOf } from './warnings.ts';

/** So much of a matter must stand in a duty to set aside the unit that the question puts to it. */
const surelyTheMatter = 0.6;
/** Entries that come this close to the best are the same matter, or cannot be told apart. */
const closeTo = 0.92;
/** So close to the best a duty fits the question as well. */
const asNear = 0.9;
const twinLikeness = 0.3;
const twinCoverage = 0.7;

/** The duty that answers, out of the ranked ones. */
export function bestDuty(ranked: readonly Match[], query: Query, office: Office): Match | undefined {
  const first = matterBefore(ranked, query, office);
  return first && ofGroup(withinRow(withAsked(first, ranked, query, office), ranked, query), ranked, query);
}

/** "Các phòng lập kế hoạch khi nào": of duties as near as each other the one that is theirs. */
function ofGroup(best: Match, ranked: readonly Match[], query: Query): Match {
  if (query.units[0]?.kind !== 'group' || subjectOf(query, best) !== undefined) return best;
  const own = ranked.find(
    (match) =>
      match.coverage >= best.coverage * asNear &&
      match.entry.document.id === best.entry.document.id &&
      subjectOf(query, match) !== undefined,
  );
  return own ?? best;
}

/** The same duty told in another plan of the office. */
export function twinsOf(best: Match, others: readonly Match[], office: Office, query: Query): Match[] {
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
  const doubted = confirms.test(query.plain);
  const subject = query.units.find(({ kind }) => kind === 'unit' || (doubted && kind !== 'issuer'));
  if (!first || !subject) return first;
  const named = new Set(
    [...subject.names, ...query.numbers.map(({ number }) => number)].flatMap((name) => syllables(name)),
  );
  const matter = query.topic.map((word) => (word && !named.has(word) ? word : undefined));
  if (new Set(matter.filter(Boolean)).size < 2) return first;
  const weights = weigh({ ...query, topic: matter }, office);
  const onMatter = ranked.map((match) => ({ match, coverage: meantCoverageOf(match.entry, weights) }));
  const own = onMatter.find(({ match }) => match === first)?.coverage ?? 0;
  const most = Math.max(...onMatter.map(({ coverage }) => coverage));
  const led = ({ match }: (typeof onMatter)[number]) =>
    Number((match.entry.assignment?.lead.length ?? 0) > 0);
  const [best] = onMatter
    .filter(({ coverage }) => coverage >= most * twinCoverage)
    .sort((a, b) => led(b) - led(a) || b.coverage - a.coverage || b.match.score - a.match.score);
  return best &&
    best.coverage >= surelyTheMatter &&
    (best.match === first || own < best.coverage * (doubted ? 0.9 : 0.5))
    ? { ...best.match, coverage: best.coverage }
    : first;
}

/** When the best duty lacks what was asked, the same duty told elsewhere may have it. */
function withAsked(
  best: Match,
  ranked: readonly Match[],
  { aspects, numbers }: Pick<Query, 'aspects' | 'numbers'>,
  office: Office,
): Match {
  const asked = aspects.filter((aspect) => aspect !== 'content');
  if (asked.length === 0 || asked.some((aspect) => holds(best.entry, aspect))) return best;
  const citing = ({ entry }: Match) => numbers.some((mention) => printsNumber(entry.numbers, mention));
  const told =
    citing(best) &&
    ranked.find((match) => citing(match) && asked.some((aspect) => holds(match.entry, aspect)));
  if (told) return { ...told, coverage: best.coverage };
  const entry = aspects.includes('lead') ? carryingOut(best.entry, office) : undefined;
  if (entry) return { ...best, entry };
  return (
    ranked.find(
      (match) =>
        match.coverage >= best.coverage * twinCoverage &&
        asked.some((aspect) => holds(match.entry, aspect)) &&
        likeness(best.entry, match.entry, office) >= twinLikeness,
    ) ?? best
  );
}

/** "Tổ chức thực hiện Kế hoạch số 155" among a unit's duties says who does what the body of the plan only names. */
function carryingOut(named: Entry, office: Office): Entry | undefined {
  const taskOf = ({ assignment }: Entry) => syllables(assignment?.task ?? '');
  const carriesOut = (entry: Entry) => /^(?:to chuc |trien khai )+thuc hien /u.test(taskOf(entry).join(' '));
  if (named.numbers.length === 0 || !carriesOut(named)) return undefined;
  return office
    .dutiesOf(named.document.id)
    .find(
      (entry) =>
        holds(entry, 'lead') &&
        entry.numbers.some((number) => named.numbers.includes(number)) &&
        carriesOut(entry) &&
        taskOf(entry).length <= 24,
    );
}

/** "Các đơn vị đều …": one plan gives the very same duty to several units, each by itself. */
export function isShared(
  a: Pick<Item, 'assignment' | 'document'>,
  b: Pick<Item, 'assignment' | 'document'>,
): boolean {
  return a.document.id === b.document.id && fold(a.assignment.task) === fold(b.assignment.task);
}

export function sharedBy(best: Match, others: readonly Match[]): Match[] {
  const own = itemOf(best.entry, []);
  return others.filter(({ entry }) => {
    const item = entry === best.entry ? undefined : itemOf(entry, []);
    return (
      own &&
      item &&
      item.assignment.lead.length > 0 &&
      isShared(own, item) &&
      aspectKey(item.assignment, 'lead') !== aspectKey(own.assignment, 'lead')
    );
  });
}

/**
 * The unit that the question is about, when the duty is its own; "các phòng" are "các phòng, đơn vị thuộc Sở" and
 * "trưởng các phòng" too.
 */
export function subjectOf(query: Query, { entry }: Match): string | undefined {
  const [subject] = query.units;
  if (subject === undefined) return undefined;
  const group = subject.kind === 'group' ? ` ${syllables(subject.name).slice(0, 2).join(' ')} ` : undefined;
  const isOwn = entry.assignment?.lead.some(
    (lead) =>
      lead === subject.name || (group !== undefined && ` ${syllables(lead).join(' ')} `.includes(group)),
  );
  return isOwn ? subject.name : undefined;
}
