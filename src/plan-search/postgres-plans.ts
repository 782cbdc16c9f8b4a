import { createHash } from 'node:crypto';
import { availableParallelism } from 'node:os';
import { sql } from 'kysely';
import type { Plan } from '../../knowledge/assignment.ts';
import { codeFingerprint } from '../../knowledge/code-fingerprint.ts';
import { inAlphabet, type LivePlans } from '../live-plans.ts';
import type { Log } from '../log.ts';
import { shippedThatAnswer } from '../plan-library.ts';
import { readable } from '../plan-pages.ts';
import type { Database } from '../storage/database.ts';
import type { PlanStore } from '../storage/plan-store.ts';
import { createUnitSuggester } from '../suggest-units.ts';
import { indexPlans, type IndexedSource } from './index-plans.ts';
import { openShelf } from './plan-shelf.ts';
import { openPostgresDesk } from './postgres-desk.ts';
import { createSearchTables } from './search-tables.ts';

export interface PostgresPlansParts {
  readonly shipped: readonly Plan[];
  readonly store: PlanStore;
  readonly database: Database;
  /** The one office to speak for. */
  readonly office?: string | undefined;
  readonly log: Pick<Log, 'info' | 'warn'>;
}

/**
 * The plans in the search tables. Whatever was published while no program ran is written to them before this resolves;
 * later changes are written by whichever program sees them first, and answer in all of them.
 */
export async function openPostgresPlans(parts: PostgresPlansParts): Promise<LivePlans> {
  const { shipped, store, database, office, log } = parts;
  const { queries } = database;
  await createSearchTables(queries);
  let seen = -1;
  const write = async () => {
    const changes = await store.changes();
    if (changes === seen) return;
    const sources = await sourcesOf(shipped, store);
    const indexed = await indexPlans(queries, sources, {
      readers: availableParallelism(),
      progress: ({ step, done, of }) => {
        if (done % 100 === 0) log.info({ step, done, of }, 'bringing the search tables up to date');
      },
    });
    seen = changes;
    if (indexed.written + indexed.removed > 0) log.info({ ...indexed }, 'search tables brought up to date');
  };
  await write();
  const desk = await openPostgresDesk(queries, { office });
  const ofOffice = sql`(${office ?? null}::text is null or o.id = ${office ?? null})`;
  return {
    desk,
    pages: {
      list: openShelf(queries, office),
      read: async (id) => {
        const { rows } = await sql<{ reading: string }>`
          select p.reading from plan_search.plans p join plan_search.offices o on o.number = p.office
          where p.id = ${id} and ${ofOffice}`.execute(queries);
        return rows[0] && readable(JSON.parse(rows[0].reading) as Plan);
      },
    },
    unitsOf: (of) => inAlphabet(desk.unitsOf(of)),
    suggestUnits: async (content, of) => {
      const plans = await desk.plansAbout(content.slice(0, 1_000), of);
      return createUnitSuggester(plans)(content, of);
    },
    refresh: async () => {
      await write();
      return desk.refresh();
    },
  };
}

/** Every plan that shall answer, shipped or published, with what tells whether it changed. */
async function sourcesOf(shipped: readonly Plan[], store: PlanStore): Promise<IndexedSource[]> {
  const [answering, decided] = await Promise.all([store.answering(), store.decided()]);
  const parser = codeFingerprint('reading');
  const own = shippedThatAnswer(shipped, answering, decided).map((plan) => ({
    id: plan.document.id,
    fingerprint: hashOf(JSON.stringify(plan)),
    load: () => ({ plan }),
  }));
  const published = answering
    .filter(({ format }) => format !== 'shipped')
    .map(({ planId, version, sha256 }) => ({
      id: planId,
      fingerprint: hashOf(`${version} ${sha256} ${parser}`),
      load: async () => {
        const whole = await store.version(planId, version);
        if (!whole) throw new Error(`version ${version} of ${planId} is gone`);
        return { version: whole };
      },
    }));
  return [...own, ...published].toSorted((one, other) => (one.id < other.id ? -1 : 1));
}

const hashOf = (text: string) => createHash('sha256').update(text).digest('hex').slice(0, 32);
