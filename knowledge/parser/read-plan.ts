import type { Assignment, Plan, PlanDocument } from '../assignment.ts';
import { normalise } from '../text.ts';
import { learnAbbreviations } from './abbreviations.ts';
import { readAssignments, type Draft } from './assignments.ts';
import { mainProvince } from './body-names.ts';
import { readBlocks } from './blocks.ts';
import { flowOf } from './flow.ts';
import { legalBasisOf, readHeader } from './header.ts';
import { readOutline } from './outline.ts';
import { readPassages } from './passages.ts';
import { findProblems } from './problems.ts';
import { readReferences } from './references.ts';
import { quoterFor, type Quoter } from './scan-quotes.ts';
import { mentionsOf } from './section-kind.ts';
import { readEnding } from './signature.ts';
import { splitUnits, unitHead } from './unit-names.ts';
import { nameUnits, type Mention, type UnitNames } from './units.ts';

export interface ReadOptions {
  /** The folder's name; every local id is made unique with it. */
  readonly id: string;
  /** The reading of a scan with its diacritics, line for line. */
  readonly restored?: string;
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
  const blocks = readBlocks(reading, [1, reading.length]);
  const { items, sections } = readOutline(blocks);
  const header = readHeader(reading, items);
  const ending = readEnding(reading, items);
  const references = items.flatMap((item) => readReferences(item.block.flow, quote));
  const abbreviations = learnAbbreviations(items.map((item) => item.block.flow.text));

  const sure = mentionsOf(items);
  const known = [...new Set(sure.map(({ name }) => name))].sort((a, b) => b.length - a.length);
  const drafts = readAssignments(items, { known, year: header.year });
  const recipients = ending.recipients
    .flatMap(unitsOfRecipient)
    .map((name): Mention => ({ name, role: 'recipient' }));
  const mentions: Mention[] = [
    { name: header.issuer, role: 'issuer' },
    ...sure,
    ...drafts.flatMap(mentionsOfDraft),
    ...recipients,
  ];
  const text = flowOf(reading, [1, reading.length]);
  const office = { issuer: header.issuer, superior: header.superior, province: mainProvince(text.text) };
  const names = nameUnits(mentions, office, text, abbreviations);

  const document: PlanDocument = {
    id: options.id,
    ...header,
    ...ending,
    legalBasis: legalBasisOf(references, items),
  };
  return {
    document,
    sections,
    units: names.units,
    assignments: drafts.map((draft) =>
      toAssignment(draft, { id: options.id, names, quote, isScan: restoredLines !== undefined }),
    ),
    passages: readPassages(items, options.id, quote),
    references,
    abbreviations,
    problems: findProblems({ document, drafts, references }),
    lines,
    ...(restoredLines ? { restoredLines } : {}),
  };
}

/** "PCT UBND TP (để b/c)" → the name; "Lưu: VT, VP" names no addressee. */
function unitsOfRecipient(recipient: string): string[] {
  if (/^(?:lưu|như)(?!\p{L})/iu.test(recipient)) return [];
  const person =
    /^(?:Đ\/c|Đồng chí)?\s*(?<name>\p{Lu}\p{Ll}+(?: \p{Lu}\p{Ll}+){1,3})\s*[-–,]\s*(?=\p{L})/u.exec(recipient)
      ?.groups?.['name'];
  return person && !unitHead(person) ? [person] : splitUnits(recipient.replace(/\s*\([^)]*\)$/u, ''));
}

function mentionsOfDraft(draft: Draft): Mention[] {
  return [
    ...draft.lead.map((name): Mention => ({ name, role: 'subject' })),
    ...draft.coordinating.map((name): Mention => ({ name, role: 'partner' })),
    ...(draft.reportsTo ?? []).map((name): Mention => ({ name, role: 'addressee' })),
  ];
}

interface Finish {
  readonly id: string;
  readonly names: UnitNames;
  readonly quote: Quoter;
  readonly isScan: boolean;
}

function toAssignment(
  { localId, pieces, ...draft }: Draft,
  { id, names, quote, isScan }: Finish,
): Assignment {
  const canonical = (units: readonly string[]): string[] => [
    ...new Set(units.map((unit) => names.canonical(unit))),
  ];
  return {
    ...draft,
    id: `${id}#${localId}`,
    lead: canonical(draft.lead),
    advising: canonical(draft.advising),
    coordinating: canonical(draft.coordinating),
    reportsTo: canonical(draft.reportsTo ?? []),
    directing: draft.directing === null ? null : names.canonical(draft.directing),
    quote: pieces.map(quote),
    ...(isScan ? { restoredQuote: pieces.map((piece) => piece.text) } : {}),
    reviewed: false,
  };
}
