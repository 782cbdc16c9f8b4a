import { fold, syllables } from '../text.ts';
import { approvalIn } from './approval.ts';
import type { Office } from './office.ts';
import { meantCoverageOf, weigh } from './coverage.ts';
import type { Entry } from './entry.ts';
import type { Aspect } from './finding.ts';
import { yearsIn } from './plain.ts';
import { postsIn } from './post-names.ts';
import { printsNumber } from './read-numbers.ts';
import type { Query } from './understand.ts';

export interface Match {
  readonly entry: Entry;
  /** Share of the question's content that the entry holds, 0 to 1, rare words counting more. */
  readonly coverage: number;
  /** Coverage with what favours one entry over another of equal coverage; for ranking only. */
  readonly score: number;
}

const kindPrior = { table_row: 0.06, duty: 0.06, governance: 0.03, task: 0, orientation: -0.08 } as const;

/** Does the entry answer what was asked? */
export function holds(entry: Entry, aspect: Aspect): boolean {
  const a = entry.assignment;
  if (!a) return false;
  switch (aspect) {
    case 'lead':
      return a.lead.length > 0;
    case 'coordinating':
      return a.coordinating.length > 0;
    case 'advising':
      return a.advising.length > 0;
    case 'directing':
      return a.directing !== null;
    case 'deadline':
      return a.time.length > 0 || a.timeRaw !== null;
    case 'deliverable':
      return a.deliverable !== null;
    case 'method':
      return a.method !== null;
    case 'approval':
      return approvalIn(a) !== undefined;
    case 'place':
    case 'content':
      return true;
    case 'reportsTo':
      return (a.reportsTo?.length ?? 0) > 0;
  }
}

/** "tháng nào" is asked of a duty that has a month. */
function datedAsAsked({ assignment }: Entry, { plain }: Query): boolean {
  const asked = / thang (?:nao|may) /u.test(plain)
    ? 'month'
    : / quy (?:nao|may) /u.test(plain)
      ? 'quarter'
      : '';
  return assignment?.time.some(({ type }) => type === asked) ?? false;
}

function favour(entry: Entry, query: Query): number {
  const assignment = entry.assignment;
  if (!assignment) return -0.02;
  let bonus: number = kindPrior[assignment.kind];
  for (const aspect of query.aspects)
    bonus += holds(entry, aspect) ? 0.04 : aspect === 'lead' ? -0.16 : -0.06;
  if (query.aspects.includes('deadline') && datedAsAsked(entry, query)) bonus += 0.06;
  if (/ phu luc /u.test(query.plain) && assignment.kind === 'table_row') bonus += 0.08;
  const leads = assignment.lead.map(fold);
  const subject = query.units[0];
  if (subject && leads.includes(fold(subject.name))) bonus += 0.1;
  else if (query.units.some((unit) => leads.includes(fold(unit.name)))) bonus += 0.04;
  if (query.numbers.some((mention) => printsNumber(entry.numbers, mention))) bonus += 0.25;
  // "sao lại ghi 20/11/2022" is asked of the place that prints that very day
  const day = / (?<day>\d{1,2}\/\d{1,2}\/\d{4}) /u.exec(query.plain)?.groups?.['day'];
  if (day && entry.toned.includes(day)) bonus += 0.25;
  return bonus + tonedOverlap(entry, query) * 0.03;
}

/** Share of the question's neighbouring words that stand in the entry with the same marks. */
function tonedOverlap(entry: Entry, { tonedPairs }: Query): number {
  if (tonedPairs.length === 0) return 0;
  return tonedPairs.filter((pair) => entry.toned.includes(pair)).length / tonedPairs.length;
}

/** Who is deputy does not answer who is head. */
function isOfOtherPost({ assignment }: Entry, post: string): boolean {
  if (assignment?.kind !== 'governance') return false;
  const [own] = postsIn(` ${syllables(assignment.task).join(' ')} `);
  return own !== undefined && own !== post;
}

/** The entries that hold part of the question, best first. */
export function rank(entries: readonly Entry[], query: Query, office: Office): Match[] {
  const weights = weigh(query, office);
  const [post] = postsIn(query.plain);
  const matches: Match[] = [];
  for (const entry of entries) {
    const coverage = meantCoverageOf(entry, weights);
    if (coverage < 0.15 || (post !== undefined && isOfOtherPost(entry, post))) continue;
    matches.push({ entry, coverage, score: coverage + favour(entry, query) + ofAskedYear(entry, query) });
  }
  return matches.sort((a, b) => b.score - a.score || (a.entry.toned < b.entry.toned ? -1 : 1));
}

/** "dự toán năm 2027" in a plan of 2026: what prints that year goes before what prints another. */
function ofAskedYear({ toned, document }: Entry, { plain }: Query): number {
  const asked = yearsIn(plain).filter((year) => year !== document.year);
  if (asked.length !== 1 || document.year === null) return 0;
  if (toned.includes(String(asked[0]))) return 0.2;
  return /(?<!\d)20\d\d(?!\d)/u.test(toned) ? -0.1 : 0;
}

/** How alike two duties are: cosine over shared rare words and pairs of their tasks. */
export function likeness(a: Entry, b: Entry, office: Office): number {
  let dot = 0;
  let left = 0;
  let right = 0;
  for (const [gram, weight] of a.grams) {
    if (weight < 0.7) continue;
    const w = (office.rarity(gram) ?? 0) * weight;
    left += w * w;
    const other = b.grams.get(gram);
    if (other !== undefined && other >= 0.7) dot += w * (office.rarity(gram) ?? 0) * other;
  }
  for (const [gram, weight] of b.grams) {
    if (weight < 0.7) continue;
    const w = (office.rarity(gram) ?? 0) * weight;
    right += w * w;
  }
  return left && right ? dot / Math.sqrt(left * right) : 0;
}
