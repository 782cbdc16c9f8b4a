import type { Plan } from '../../knowledge/assignment.ts';
import { createCiter } from '../../knowledge/ask/cite.ts';
import { everyRole } from '../../knowledge/ask/duties.ts';
import { entriesIn, type Entry, type Expand } from '../../knowledge/ask/entry.ts';
import type { DocumentFact } from '../../knowledge/ask/finding.ts';
import { placeNames } from '../../knowledge/ask/office-name.ts';
import { cardOf } from '../../knowledge/ask/office.ts';
import { prints } from '../../knowledge/ask/printed.ts';
import { namedUnits } from '../../knowledge/ask/unit-names.ts';
import { acronymsOf, priorOf } from '../../knowledge/search/index-entry.ts';
import { CollectionVocabulary } from '../../knowledge/search/vocabulary.ts';
import { textsOf } from '../../knowledge/search/vocabulary-texts.ts';
import { fold, syllables } from '../../knowledge/text.ts';
import { freeze } from './frozen-entry.ts';
import { packCounts } from './plan-counts.ts';
import { wordsToFindBy } from './short-forms.ts';

/** What is written about one duty or passage. */
export interface EntryRow {
  readonly place: number;
  readonly duty: string | null;
  readonly entry: string;
  /** Folded words and pairs of its text and headings, a space between. */
  readonly lexemes: string;
  readonly prior: number;
  readonly units: readonly string[] | null;
  readonly first_day: string | null;
  readonly last_day: string | null;
  readonly timed: boolean;
  readonly amount: boolean;
  readonly contact: boolean;
}

/** Everything that the tables hold of one plan. */
export interface PlanRows {
  readonly id: string;
  readonly office: string;
  readonly teaching: Teaching;
  /** Its words before any short form was written out, but for those that never are one. */
  readonly rawWords: readonly string[];
  readonly card: string;
  readonly units: string;
  readonly sheet: string;
  readonly reading: string;
  /** `PlanCounts`, packed. */
  readonly counts: string;
  readonly entries: readonly EntryRow[];
  readonly numbers: readonly { readonly cited: boolean; readonly type: string; readonly number: string }[];
}

/** Words that stand only in the title of the plan are in no lexeme: all entries of the plan would hold them. */
const titleWeight = 0.35;

const documentFacts: readonly DocumentFact[] = ['signer', 'recipients', 'legalBasis', 'title'];

/** Makes the rows of a plan, as the short forms known now read it. */
export function rowsOf(plan: Plan, expandText: Expand): PlanRows {
  const expand = remembering(expandText);
  const citer = createCiter(plan);
  const { assignments, passages } = entriesIn(plan, expand, citer);
  const all = [...assignments, ...passages];
  const terms = new Map<string, number>();
  for (const { grams } of all) for (const gram of grams.keys()) terms.set(gram, (terms.get(gram) ?? 0) + 1);
  const vocabulary = new CollectionVocabulary();
  for (const text of textsOf(plan)) vocabulary.learn(expand(text));
  const facts = Object.fromEntries(documentFacts.map((fact) => [fact, citer.fact(fact)]));
  return {
    id: plan.document.id,
    office: plan.document.office,
    teaching: teachingOf(plan),
    rawWords: rawWords(plan),
    card: JSON.stringify({ ...cardOf(plan.document), issuer: plan.document.issuer }),
    units: JSON.stringify(namedUnits(plan)),
    sheet: JSON.stringify({ document: plan.document, facts }),
    reading: JSON.stringify(plan),
    counts: packCounts({ entries: all.length, terms, ...vocabulary.counts() }),
    entries: all.map(entryRow),
    numbers: numbersOf(plan, all),
  };
}

/** Titles, headings and tasks stand in many entries of one plan. */
function remembering(expand: Expand): Expand {
  const known = new Map<string, string>();
  return (text) => {
    let expanded = known.get(text);
    if (expanded === undefined) known.set(text, (expanded = expand(text)));
    return expanded;
  };
}

/** What a plan teaches about the short forms in all plans. */
export interface Teaching {
  /** The acronyms that it explains. */
  readonly abbreviations: Readonly<Record<string, string>>;
  /** The places that its office is of. */
  readonly places: readonly string[];
}

export function teachingOf(plan: Plan): Teaching {
  return { abbreviations: acronymsOf(plan), places: placeNames(plan.document) };
}

function rawWords(plan: Plan): string[] {
  const words = new Set<string>();
  for (const text of [...textsOf(plan), ...plan.lines, ...(plan.restoredLines ?? [])])
    for (const word of wordsToFindBy(text)) words.add(word);
  return [...words];
}

function entryRow(entry: Entry, place: number): EntryRow {
  const { assignment, passage, grams } = entry;
  const times = assignment?.time ?? [];
  const days = times.flatMap(({ from, to, due }) => [from, to, due].filter((day) => day !== null));
  const sorted = days.toSorted();
  return {
    place,
    duty: assignment?.id ?? null,
    entry: freeze(entry),
    lexemes: lexemesOf(grams),
    prior: priorOf(assignment?.kind ?? passage?.kind ?? ''),
    units: assignment
      ? [
          ...new Set(
            everyRole.flatMap((role) => assignment[role] ?? []).map((name) => syllables(name).join(' ')),
          ),
        ]
      : null,
    first_day: sorted[0] ?? null,
    last_day: sorted.at(-1) ?? null,
    timed: times.length > 0,
    amount: passage !== undefined && prints(passage.text, 'amount'),
    contact: passage !== undefined && prints(passage.text, 'contact'),
  };
}

function lexemesOf(grams: Entry['grams']): string {
  const lexemes: string[] = [];
  for (const [gram, weight] of grams) if (weight > titleWeight) lexemes.push(gram);
  return lexemes.join(' ');
}

function numbersOf(plan: Plan, entries: readonly Entry[]): PlanRows['numbers'] {
  const cited = plan.references.flatMap(({ type, number }) =>
    number ? [{ cited: true, type, number: fold(number).replace(/\s+/g, '') }] : [],
  );
  const named = entries.flatMap(({ numbers }) =>
    numbers.map((number) => ({ cited: false, type: '', number })),
  );
  return [
    ...new Map([...cited, ...named].map((row) => [`${row.cited} ${row.type} ${row.number}`, row])).values(),
  ];
}
