import { sql, type RawBuilder } from 'kysely';
import type { Citation, Plan, PlanDocument } from '../../knowledge/assignment.ts';
import type { Entry } from '../../knowledge/ask/entry.ts';
import type { DocumentFact } from '../../knowledge/ask/finding.ts';
import type { PlanSheet } from '../../knowledge/ask/office.ts';
import { thaw } from './frozen-entry.ts';
import { LastUsed } from './last-used.ts';
import type { Reading } from './reading.ts';
import type { SearchHeads } from './search-heads.ts';

/** Entries are never changed, only replaced, so what was read once holds. */
export interface Kept {
  readonly entries: LastUsed<number, Entry>;
  readonly sheets: LastUsed<number, PlanSheet>;
  readonly plans: LastUsed<number, Plan>;
}

export function createKept(): Kept {
  return { entries: new LastUsed(4000), sheets: new LastUsed(1000), plans: new LastUsed(40) };
}

export interface LookUpParts {
  readonly queries: Reading;
  readonly heads: SearchHeads;
  readonly kept: Kept;
  /** An office with more entries than this is asked through the index. */
  readonly weighedWhole?: number | undefined;
}

/** An entry, and the number under which it is kept. */
export interface NumberedEntry {
  readonly number: number;
  readonly entry: Entry;
}

export const entryOf = ({ entry }: NumberedEntry): Entry => entry;

/** In the order of the plans' ids and of the text, duties before passages; at most `limit`. */
export async function readEntries(
  condition: RawBuilder<unknown>,
  parts: LookUpParts,
  limit: number,
): Promise<NumberedEntry[]> {
  const { rows } = await sql<{ number: number; plan: number }>`
    select e.number, e.plan from plan_search.entries e join plan_search.plans p on p.number = e.plan
    where ${condition} order by p.id, e.place limit ${limit}`.execute(parts.queries);
  const { entries } = parts.kept;
  const missing = rows.filter(({ number }) => !entries.get(number));
  const found = new Map(rows.map(({ number }) => [number, entries.get(number)]));
  if (missing.length > 0) {
    const documents = await readDocuments([...new Set(missing.map(({ plan }) => plan))], parts);
    const read = await sql<{ number: number; plan: number; entry: string }>`
      select number, plan, entry from plan_search.entries
      where number = any(${missing.map(({ number }) => number)}::bigint[])`.execute(parts.queries);
    for (const { number, plan, entry } of read.rows) {
      const document = documents.get(plan);
      if (!document) continue;
      const thawed = thaw(entry, document);
      entries.set(number, thawed);
      found.set(number, thawed);
    }
  }
  return rows.flatMap(({ number }) => {
    const entry = found.get(number);
    return entry ? [{ number, entry }] : [];
  });
}

async function readDocuments(
  numbers: readonly number[],
  { kept, queries }: LookUpParts,
): Promise<Map<number, PlanDocument>> {
  const missing = numbers.filter((number) => !kept.sheets.get(number));
  const documents = new Map(numbers.map((number) => [number, kept.sheets.get(number)?.document]));
  if (missing.length > 0) {
    const { rows } = await sql<{ number: number; sheet: string }>`
      select number, sheet from plan_search.plans where number = any(${missing}::bigint[])`.execute(queries);
    for (const { number, sheet } of rows) documents.set(number, keepSheet(number, sheet, kept).document);
  }
  return new Map([...documents].flatMap(([number, document]) => (document ? [[number, document]] : [])));
}

/** The sheets of these plans, by id. */
export async function readSheets(
  ids: readonly string[],
  { kept, queries }: LookUpParts,
): Promise<Map<string, PlanSheet>> {
  const { rows } = await sql<{ number: number; id: string }>`
    select number, id from plan_search.plans where id = any(${ids}::text[])`.execute(queries);
  const missing = rows.flatMap(({ number }) => (kept.sheets.get(number) ? [] : [number]));
  const sheets = new Map(rows.map(({ number, id }) => [id, kept.sheets.get(number)]));
  if (missing.length > 0) {
    const read = await sql<{ number: number; id: string; sheet: string }>`
      select number, id, sheet from plan_search.plans where number = any(${missing}::bigint[])`.execute(
      queries,
    );
    for (const { number, id, sheet } of read.rows) sheets.set(id, keepSheet(number, sheet, kept));
  }
  return new Map([...sheets].flatMap(([id, sheet]) => (sheet ? [[id, sheet]] : [])));
}

function keepSheet(number: number, text: string, kept: Kept): PlanSheet {
  const { document, facts } = JSON.parse(text) as {
    document: PlanDocument;
    facts: Partial<Record<DocumentFact, Citation[]>>;
  };
  const sheet: PlanSheet = { document, fact: (fact) => facts[fact] ?? facts.title ?? [] };
  kept.sheets.set(number, sheet);
  return sheet;
}

/** A lexeme as a tsquery has it. */
export const quoted = (lexeme: string) => `'${lexeme.replace(/[\\']/gu, '$&$&')}'`;
