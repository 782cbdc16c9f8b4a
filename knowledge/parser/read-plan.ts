import type { Assignment, Plan, PlanDocument } from '../assignment.ts';
import type { DoubtfulWord } from '../reading/doubt-marks.ts';
import { normalise } from '../text.ts';
import { learnAbbreviations } from './abbreviations.ts';
import { readAssignments, type Draft } from './assignments.ts';
import { dataTexts, parentTexts, readRows, rowText } from './assignments-from-rows.ts';
import { readBlocks } from './blocks.ts';
import { mainProvince } from './body-names.ts';
import { citedDocuments } from './cited-documents.ts';
import type { PlanDates } from './deadlines.ts';
import { doubtsOf } from './doubts.ts';
import { effectsOf } from './effects.ts';
import { flowOf } from './flow.ts';
import { legalBasisOf, readHeader } from './header.ts';
import { withImpliedHeadings } from './implied-headings.ts';
import { mentionsInText, mentionsOfDraft, unitsOfRecipient } from './mentions.ts';
import { withInnerNumbers } from './inner-numbers.ts';
import { readOutline } from './outline.ts';
import { readPassages } from './passages.ts';
import { findProblems } from './problems.ts';
import { quoterFor, type Quoter } from './scan-quotes.ts';
import { scanProblems } from './scan-problems.ts';
import { titledByUnit, withTables } from './section-titles.ts';
import { readEnding } from './signature.ts';
import { readTables } from './tables.ts';
import { partsOfUnits } from './unit-parts.ts';
import { nameUnits, type Mention, type UnitNames } from './units.ts';

export interface ReadOptions {
  /** The folder's name; every local id is made unique with it. */
  readonly id: string;
  /** The reading of a scan with its diacritics, line for line. */
  readonly restored?: string;
  /** Words of a scan to be held against the paper. */
  readonly doubts?: readonly DoubtfulWord[];
}

/**
 * Reads a plan (kế hoạch) from its text. Nothing is guessed: what the text does not say stays empty,
 * and what looks wrong becomes a problem with its lines.
 */
export function readPlan(source: string, options: ReadOptions): Plan {
  const lines = normalise(source).split('\n');
  const restoredLines = options.restored === undefined ? undefined : normalise(options.restored).split('\n');
  const reading = restoredLines ?? lines;
  const quote = quoterFor(lines, restoredLines);
  const { tables, data, problems: tableProblems } = readTables(reading, firstPageDates(reading));
  const inTables = [...tables, ...data].map((table) => table.lines);
  const blocks = withInnerNumbers(withImpliedHeadings(readBlocks(reading, [1, reading.length], inTables)));
  const { items, sections } = readOutline(blocks);
  const header = readHeader(reading, items);
  const ending = readEnding(reading, items);
  const abbreviations = learnAbbreviations(items.map((item) => item.block.flow.text));

  const rows = readRows(tables, items, reading);
  const parents = [...parentTexts(tables, items, reading), ...dataTexts(data, items, reading)];
  const references = citedDocuments(items, rows, parents, quote).filter(
    ({ number }) => number === null || number !== header.number,
  );
  const parts = partsOfUnits(items);
  const sure = [...mentionsInText(items, parts), ...rows.flatMap((row) => mentionsOfDraft(row, 'cell'))];
  const known = [...new Set(sure.map(({ name }) => name))].toSorted((a, b) => b.length - a.length);
  const duties = readAssignments(items, { known, dates: header, parts });
  const recipients = ending.recipients.flatMap(unitsOfRecipient);
  const mentions: Mention[] = [
    { name: header.issuer, role: 'issuer' },
    ...sure,
    ...duties.flatMap((duty) => mentionsOfDraft(duty, 'subject')),
    ...recipients.map((name): Mention => ({ name, role: 'recipient' })),
  ];
  const text = flowOf(reading, [1, reading.length]);
  const office = { issuer: header.issuer, superior: header.superior, province: mainProvince(text.text) };
  const names = nameUnits(mentions, office, text, abbreviations);

  const drafts = [...duties, ...rows].toSorted((a, b) => a.lines[0] - b.lines[0]);
  const legalBasis = legalBasisOf(references, items);
  const passages = readPassages(items, rows, parents, options.id, quote);
  const effects = effectsOf(passages, references);
  const document: PlanDocument = { id: options.id, ...header, ...ending, legalBasis, effects };
  const doubts = (draft: Draft): string =>
    doubtsOf(draft, document, references)
      .map(({ message }) => message)
      .join(' ');
  const finish: Finish = { id: options.id, names, quote, doubts, isScan: restoredLines !== undefined };
  return {
    document,
    sections: withTables(titledByUnit(sections, items, known, names), [...tables, ...data]),
    units: names.units,
    assignments: withUniqueIds(drafts.map((draft) => toAssignment(draft, finish))),
    passages,
    references,
    abbreviations,
    problems: [
      ...findProblems({
        document,
        drafts,
        references,
        items,
        parts,
        lines,
        isScan: restoredLines !== undefined,
      }),
      ...tableProblems,
      ...(restoredLines && options.doubts ? scanProblems(lines, restoredLines, options.doubts) : []),
    ],
    lines,
    ...(restoredLines ? { restoredLines } : {}),
  };
}

/** The tables need the plan's dates before the running text can be parted from them. */
function firstPageDates(reading: readonly string[]): PlanDates {
  const page = withImpliedHeadings(readBlocks(reading, [1, Math.min(120, reading.length)]));
  return readHeader(reading, readOutline(page).items);
}

/** Numbers printed twice would give two duties one id. */
function withUniqueIds(assignments: readonly Assignment[]): Assignment[] {
  const seen = new Map<string, number>();
  return assignments.map((assignment) => {
    const count = (seen.get(assignment.id) ?? 0) + 1;
    seen.set(assignment.id, count);
    return count === 1 ? assignment : { ...assignment, id: `${assignment.id}-lan-${count}` };
  });
}

interface Finish {
  readonly id: string;
  readonly names: UnitNames;
  readonly quote: Quoter;
  readonly doubts: (draft: Draft) => string;
  readonly isScan: boolean;
}

function toAssignment(read: Draft, finish: Finish): Assignment {
  const { localId, pieces, ...draft } = read;
  const { id, names, quote, isScan } = finish;
  const doubt = [draft.doubt, finish.doubts(read)].filter(Boolean).join(' ');
  const canonical = (units: readonly string[]): string[] => [
    ...new Set(units.flatMap((unit) => [names.canonical(unit), names.bodyBehind(unit) ?? []].flat())),
  ];
  const restored = draft.kind === 'table_row' ? [rowText(draft)] : pieces.map((piece) => piece.text);
  return {
    ...draft,
    id: `${id}#${localId}`,
    lead: canonical(draft.lead),
    advising: canonical(draft.advising),
    coordinating: canonical(draft.coordinating),
    reportsTo: canonical(draft.reportsTo ?? []),
    directing: draft.directing === null ? null : names.canonical(draft.directing),
    quote: pieces.map(quote),
    ...(doubt ? { doubt } : {}),
    ...(isScan ? { restoredQuote: restored } : {}),
    reviewed: false,
  };
}
