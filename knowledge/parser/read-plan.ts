import type { Assignment, Plan, PlanDocument } from '../assignment.ts';
import { normalise } from '../text.ts';
import { learnAbbreviations } from './abbreviations.ts';
import { mentionsOf, readAssignments, type Draft } from './assignments.ts';
import { readBlocks } from './blocks.ts';
import { flowOf } from './flow.ts';
import { legalBasisOf, readHeader } from './header.ts';
import { readOutline } from './outline.ts';
import { readPassages } from './passages.ts';
import { readReferences } from './references.ts';
import { readEnding } from './signature.ts';
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
  const blocks = readBlocks(reading, [1, reading.length]);
  const { items, sections } = readOutline(blocks);
  const header = readHeader(items);
  const ending = readEnding(reading, items);
  const references = items.flatMap((item) => readReferences(item.block.flow));
  const abbreviations = learnAbbreviations(items.map((item) => item.block.flow.text));

  const sure = mentionsOf(items);
  const known = [...new Set(sure.map(({ name }) => name))].sort((a, b) => b.length - a.length);
  const drafts = readAssignments(items, { known, year: header.year });
  const recipients = ending.recipients.map((name): Mention => ({ name, role: 'recipient' }));
  const mentions: Mention[] = [
    { name: header.issuer, role: 'issuer' },
    ...sure,
    ...drafts.flatMap(mentionsOfDraft),
    ...recipients,
  ];
  const text = flowOf(reading, [1, reading.length]);
  const names = nameUnits(mentions, header, text, abbreviations);

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
    assignments: drafts.map((draft) => toAssignment(draft, options.id, names)),
    passages: readPassages(items, options.id),
    references,
    abbreviations,
    problems: [],
    lines,
    ...(restoredLines ? { restoredLines } : {}),
  };
}

function mentionsOfDraft(draft: Draft): Mention[] {
  return [
    ...draft.lead.map((name): Mention => ({ name, role: 'subject' })),
    ...draft.coordinating.map((name): Mention => ({ name, role: 'partner' })),
    ...(draft.reportsTo ?? []).map((name): Mention => ({ name, role: 'addressee' })),
  ];
}

function toAssignment({ localId, ...draft }: Draft, id: string, names: UnitNames): Assignment {
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
    reviewed: false,
  };
}
