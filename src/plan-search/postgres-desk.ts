import { sql, type Kysely } from 'kysely';
import type { Plan } from '../../knowledge/assignment.ts';
import { createAsker } from '../../knowledge/ask/asker.ts';
import type { AskMemory, Found } from '../../knowledge/ask/finding.ts';
import type { UnitName } from '../../knowledge/ask/unit-names.ts';
import { createRepairer } from '../../knowledge/search/repair.ts';
import { questionWordsOf } from '../../knowledge/search/words.ts';
import type { LoadedDesk } from '../plan-desk.ts';
import type { Schema } from '../storage/schema.ts';
import { lookUp } from './look-up.ts';
import { createKept } from './read-entries.ts';
import { officeIn, QuestionSlice, vocabularyIn } from './question-slice.ts';
import { readGeneration, readHeads, type SearchHeads } from './search-heads.ts';

export interface PostgresDeskOptions {
  /** The one office to speak for. */
  readonly office?: string | undefined;
  /** An office with more entries than this is asked through the index. */
  readonly weighedWhole?: number | undefined;
}

export interface PostgresDesk extends LoadedDesk {
  /** The units that the plans of an office name, or those of all offices. */
  unitsOf(office?: string): readonly UnitName[];
  /** The plans with the duties that say most of the text, each with those duties alone. */
  plansAbout(text: string, office: string): Promise<Plan[]>;
  /** Takes over what any program has written to the index since; true when something was. */
  refresh(): Promise<boolean>;
}

/** A question that needs more rounds than this would go on for ever. */
const roundsAtMost = 12;
/** Frequencies of words that are kept while the collection stays as it is. */
const countsKept = 200_000;

/**
 * Answers from the search tables. In memory are a card for each plan and what was used last; every question sees one
 * state of the plans, also while others are being written.
 */
export async function openPostgresDesk(
  queries: Kysely<Schema>,
  { office, weighedWhole }: PostgresDeskOptions = {},
): Promise<PostgresDesk> {
  const kept = createKept();
  let heads = await snapshot((reading) => readHeads(reading, office));
  let held = new Map<string, number>();

  function snapshot<T>(read: (reading: Kysely<Schema>) => Promise<T>): Promise<T> {
    return queries
      .transaction()
      .setIsolationLevel('repeatable read')
      .setAccessMode('read only')
      .execute(async (reading) => {
        // Compiling a query takes longer than running it; the planner thinks that words are held more often than they are.
        await sql`set local jit = off`.execute(reading);
        return read(reading);
      });
  }

  /** What is kept of the collection as this snapshot has it. */
  async function current(
    reading: Kysely<Schema>,
  ): Promise<{ heads: SearchHeads; held: Map<string, number> }> {
    const generation = await readGeneration(reading);
    if (generation === heads.generation) {
      if (held.size > countsKept) held = new Map();
      return { heads, held };
    }
    const fresh = { heads: await readHeads(reading, office), held: new Map<string, number>() };
    if (generation > heads.generation) ({ heads, held } = fresh);
    return fresh;
  }

  async function ask(text: string, memory: AskMemory, today: string): Promise<Found> {
    return snapshot(async (reading) => {
      const now = await current(reading);
      const slice = new QuestionSlice(now.held);
      const offices = now.heads.offices.map((known) => officeIn(slice, known));
      const repair = createRepairer(vocabularyIn(slice, now.heads.wordsTotal));
      const asker = createAsker({
        catalogue: { offices },
        expandQuestion: (question) => now.heads.readQuestion(question).text,
        repair: (question) => repair(question).text,
      });
      for (let round = 0; round < roundsAtMost; round += 1) {
        const found = asker.ask(text, memory, today);
        if (!slice.lacks) return found;
        await lookUp(slice, { queries: reading, heads: now.heads, kept, weighedWhole });
      }
      throw new Error('a question asks for ever more');
    });
  }

  async function plansAbout(text: string, id: string): Promise<Plan[]> {
    const topic = questionWordsOf(text).map(({ folded, role }) => (role === 'keep' ? folded : undefined));
    return snapshot(async (reading) => {
      const now = await current(reading);
      const slice = new QuestionSlice(now.held);
      const known = now.heads.offices.find(({ head }) => head.id === id);
      if (!known) return [];
      const about = officeIn(slice, known);
      const parts = { queries: reading, heads: now.heads, kept, weighedWhole };
      about.pool({ text, topic });
      await lookUp(slice, parts);
      const duties = about.pool({ text, topic }).assignments;
      const ids = [...new Set(duties.map(({ document }) => document.id))];
      for (const document of ids) about.plan(document);
      await lookUp(slice, parts);
      const wanted = new Set(duties.map(({ assignment }) => assignment?.id));
      return ids.flatMap((document) => {
        const plan = about.plan(document);
        return plan ? [{ ...plan, assignments: plan.assignments.filter((duty) => wanted.has(duty.id)) }] : [];
      });
    });
  }

  return {
    unitsOf: (id) =>
      heads.offices.flatMap(({ head }) => (id === undefined || head.id === id ? head.units : [])),
    plansAbout,
    get offices() {
      return heads.offices.map(({ head: { id, name } }) => ({ id, name }));
    },
    ask,
    expand: (text) => heads.readQuestion(text).text,
    refresh: async () => {
      const before = heads.generation;
      await snapshot(current);
      return heads.generation !== before;
    },
  };
}
