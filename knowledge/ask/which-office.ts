import type { Office } from './office.ts';
import { asksOfDocument } from './documents.ts';
import { answerable, bestCoverage } from './facts.ts';
import type { AskMemory, Finding, Found, RememberedQuery } from './finding.ts';
import { found, withoutPending } from './remembering.ts';
import { nameOf } from './spoken-items.ts';
import type { Query } from './understand.ts';

/** No office is named: ask which, unless no plan of any office has it. */
export function whichOffice(
  query: Query,
  memory: AskMemory,
  remembered: RememberedQuery,
  offices: readonly Office[],
): Found {
  const among =
    query.offices.length > 1 ? query.offices : query.narrowed.length > 0 ? query.narrowed : offices;
  const aboutPlan = asksOfDocument(query, offices).length > 0;
  const subject = query.units.length > 0;
  const covered = among.map((office) => ({ office, coverage: bestCoverage(query, office) }));
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
