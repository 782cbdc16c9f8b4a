import type { Office } from './office.ts';
import { asksOfDocument } from './documents.ts';
import { answerable, bestCoverage } from './facts.ts';
import type { AskMemory, Finding, Found, RememberedQuery } from './finding.ts';
import { found, withoutPending } from './remembering.ts';
import { nameOf } from './spoken-items.ts';
import type { Query } from './understand.ts';

/** How much of one question the plans of an office hold at best. */
export type CoverageIn = (office: Office) => number;

/** Weighs each office once, however often it is asked of. */
export function coverageOnce(query: Query): CoverageIn {
  const known = new Map<Office, number>();
  return (office) => {
    const coverage = known.get(office) ?? bestCoverage(query, office);
    known.set(office, coverage);
    return coverage;
  };
}

/** The offices that the question leaves open: several of one place, those of a kind, or all. */
function amongWhich({ offices, narrowed }: Query, all: readonly Office[]): readonly Office[] {
  if (offices.length > 1) return offices;
  return narrowed.length > 0 ? narrowed : all;
}

/** So much of the question must stand in the one office's plans to answer from them unasked. */
const surelyTheirs = 0.6;

/** "Ai lắp camera?", when one office's plans alone know such a thing: theirs is the answer, and it names them. */
export function onlyHolder(
  query: Query,
  offices: readonly Office[],
  coverageIn: CoverageIn,
): Office | undefined {
  const among = amongWhich(query, offices);
  const listing =
    (query.period !== undefined && query.asksList) || query.datum === 'contact' || query.datum === 'name';
  const holders = new Set(query.units.map(({ office }) => office));
  const ofOneOffice = holders.size === 1;
  // "làm những việc gì" asks for a list; "việc … phải xong trước ngày nào" for one duty
  const asksAll = query.asksDuties && query.aspects.every((aspect) => aspect === 'content');
  if (
    query.offices.length === 1 ||
    listing ||
    (asksAll && !ofOneOffice) ||
    asksOfDocument(query, offices).length > 0
  )
    return undefined;
  const [best, next] = among
    .map((office) => ({ office, coverage: coverageIn(office) }))
    .sort((a, b) => b.coverage - a.coverage);
  if (!best || !next || best.coverage < surelyTheirs || next.coverage > best.coverage * 0.75)
    return undefined;
  const others = among.filter((office) => office !== best.office);
  const isTheirs = (gram: string) =>
    !/^\d[^a-z]*$/u.test(gram) &&
    best.office.rarity(gram) !== undefined &&
    others.every((office) => office.rarity(gram) === undefined);
  const byWord = query.topic.some((word) => word !== undefined && isTheirs(word));
  // "dân vận" is a matter of its own, though every plan has both its syllables
  const theirPairs = query.topic.filter((word, i) => {
    const before = query.topic[i - 1];
    return word !== undefined && before !== undefined && isTheirs(`${before}_${word}`);
  }).length;
  const byPair = theirPairs > 0 && (theirPairs > 1 || next.coverage <= best.coverage / 2);
  const byUnit = ofOneOffice && holders.has(best.office.id);
  return byWord || byPair || byUnit ? best.office : undefined;
}

/** No office is named: ask which, unless no plan of any office has it. */
export function whichOffice(
  query: Query,
  memory: AskMemory,
  remembered: RememberedQuery,
  offices: readonly Office[],
  coverageIn: CoverageIn,
): Found {
  const among = amongWhich(query, offices);
  const aboutPlan = asksOfDocument(query, offices).length > 0;
  const subject = query.units.length > 0;
  const covered = among.map((office) => ({ office, coverage: coverageIn(office) }));
  const best = Math.max(...covered.map(({ coverage }) => coverage));
  const listing = (query.period !== undefined && query.asksList) || query.datum !== undefined;
  if (!aboutPlan && !subject && !listing && best < answerable)
    return found(
      { kind: 'nothing', why: 'out-of-scope', nearest: [], offices: among.map(nameOf) },
      remembered,
      memory,
    );
  const named = new Set(query.units.map((unit) => unit.office));
  const fitting = covered
    .filter(
      ({ office, coverage }) =>
        aboutPlan || listing || named.has(office.id) || coverage >= Math.max(answerable, best * 0.75),
    )
    .map(({ office }) => office);
  const options = (
    fitting.length > 1 ? fitting : [...fitting, ...among.filter((office) => !fitting.includes(office))]
  ).map(nameOf);
  const names = new Set(query.units.map((unit) => unit.name));
  const unit = names.size === 1 ? query.units[0]?.name : undefined;
  const finding: Finding = { kind: 'which-office', options, ...(unit ? { unit } : {}) };
  return {
    finding,
    memory: {
      ...withoutPending(memory),
      pending: { kind: 'office', query: remembered, options: options.map(({ id }) => id) },
    },
  };
}
