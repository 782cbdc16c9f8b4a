import type { Plan } from '../assignment.ts';
import { assignmentKey, passageKey } from '../search/entries.ts';
import type { PlanIndex } from '../search/plan-index.ts';
import { createCiter, type Citer } from './cite.ts';
import { holdsUnit } from './duties.ts';
import { entriesIn, type Entries, type Entry, type Expand } from './entry.ts';
import { describeOffice } from './office-name.ts';
import { cardOf, rarityOf, wordsOfTitles, type Office } from './office.ts';
import { numberFits, printsNumber } from './read-numbers.ts';
import { namedUnits, unitNames } from './unit-names.ts';

/** Danh mục: the offices that can be asked. */
export interface Catalogue {
  readonly offices: readonly Office[];
}

/** An office with fewer entries is weighed whole: the index would only leave something out. */
export const weighedWhole = 200;
/** So many of a large office's entries are weighed for one question. */
export const weighedAtMost = 40;

export interface CatalogueOptions {
  /** Finds the candidates among many entries; without it every entry of an office is weighed. */
  readonly index?: PlanIndex | undefined;
  readonly weighedWhole?: number | undefined;
}

/** Holds all plans in memory. Folds and weighs everything once, so that a question only looks up. */
export function createCatalogue(
  plans: readonly Plan[],
  expand: Expand,
  options: CatalogueOptions = {},
): Catalogue {
  const byOffice = new Map<string, Plan[]>();
  for (const plan of plans) {
    const list = byOffice.get(plan.document.office) ?? [];
    list.push(plan);
    byOffice.set(plan.document.office, list);
  }
  return { offices: [...byOffice.values()].map((own) => officeOf(own, expand, options)) };
}

function officeOf(plans: readonly Plan[], expand: Expand, options: CatalogueOptions): Office {
  const [first] = plans;
  if (!first) throw new Error('an office without a plan');
  const { office: id, issuer: name } = first.document;
  const kept = new Map(plans.map((plan) => [plan.document.id, { plan, citer: createCiter(plan) }]));
  const entries = [...kept.values()].map(({ plan, citer }) => entriesIn(plan, expand, citer));
  const assignments = entries.flatMap((of) => of.assignments);
  const passages = entries.flatMap((of) => of.passages);
  const all = [...assignments, ...passages];
  const citing: Office['citing'] = (mention) =>
    plans.filter(({ references }) => references.some((reference) => numberFits(mention, reference)));
  const documents = plans.map(({ document }) => document);
  return {
    id,
    name,
    ...describeOffice(first.document),
    units: unitNames(plans.map(namedUnits), expand),
    cards: documents.map(cardOf),
    ...wordsOfTitles(documents),
    ...rarities(all),
    pool: pooling(id, { assignments, passages }, options),
    duties: (unit) => assignments.filter((entry) => holdsUnit(entry, unit)),
    dated: () => assignments.filter(({ assignment }) => (assignment?.time.length ?? 0) > 0),
    assignments: (ids) => assignments.filter(({ assignment }) => assignment && ids.includes(assignment.id)),
    dutiesOf: (document) => assignments.filter((entry) => entry.document.id === document),
    printing: () => passages,
    citing,
    mentions: (mention) => {
      if (citing(mention).length > 0) return 'cited';
      return all.some(({ numbers }) => printsNumber(numbers, mention)) ? 'named' : undefined;
    },
    sheet: (document) => sheetOf(kept.get(document)),
    plan: (document) => kept.get(document)?.plan,
  };
}

function sheetOf(kept: { readonly plan: Plan; readonly citer: Citer } | undefined) {
  return kept && { document: kept.plan.document, fact: kept.citer.fact };
}

function rarities(entries: readonly Entry[]): Pick<Office, 'rarity' | 'rarest'> {
  const held = new Map<string, number>();
  for (const { grams } of entries) for (const gram of grams.keys()) held.set(gram, (held.get(gram) ?? 0) + 1);
  const rarity = new Map([...held].map(([gram, count]) => [gram, rarityOf(count, entries.length)]));
  return { rarity: (gram) => rarity.get(gram), rarest: rarityOf(0, entries.length) };
}

function pooling(office: string, all: Entries, options: CatalogueOptions): Office['pool'] {
  const { index, weighedWhole: whole = weighedWhole } = options;
  if (!index || all.assignments.length + all.passages.length <= whole) return () => all;
  const assignments = new Map(
    all.assignments.map((entry) => [assignmentKey(entry.assignment?.id ?? ''), entry]),
  );
  const passages = new Map(
    all.passages.map((entry) => [passageKey(entry.document.id, entry.passage?.id ?? ''), entry]),
  );
  const among = (entries: ReadonlyMap<string, Entry>, ids: readonly string[]) =>
    ids.flatMap((id) => entries.get(id) ?? []);
  let last: { text: string; pool: Entries } | undefined;
  return ({ text }) => {
    if (last?.text === text) return last.pool;
    const ids = index.find({ text, office, limit: weighedAtMost }).map((hit) => hit.id);
    last = { text, pool: { assignments: among(assignments, ids), passages: among(passages, ids) } };
    return last.pool;
  };
}
