import { readFileSync } from 'node:fs';
import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import type { Plan } from '../../knowledge/assignment.ts';
import type { AskMemory, Finding, Found } from '../../knowledge/ask/finding.ts';
import { loadLibrary } from '../../knowledge/library.ts';
import { parseQuestions } from '../../src/question-file.ts';
import { buildPlanDesk, type LoadedDesk } from '../../src/plan-desk.ts';
import { indexPlans } from '../../src/plan-search/index-plans.ts';
import { openPostgresDesk } from '../../src/plan-search/postgres-desk.ts';
import { createSearchTables } from '../../src/plan-search/search-tables.ts';
import { openDatabase, type Database } from '../../src/storage/database.ts';
import { silentLog } from '../fakes/silent-log.ts';
import { createPostgresDatabase } from '../postgres.ts';
import { readingCache } from '../kept-readings.ts';

const today = '2026-11-21';
const questions = parseQuestions(
  readFileSync(new URL('../questions/office-questions.jsonl', import.meta.url), 'utf8'),
);
const sourceOf = (plan: Plan, fingerprint = '1') => ({
  id: plan.document.id,
  fingerprint,
  load: () => ({ plan }),
});

let plans: readonly Plan[];
let database: Database;
let dataDir: string;
beforeAll(async () => {
  ({ plans } = await loadLibrary('knowledge/plans', { cache: readingCache() }));
  dataDir = await mkdtemp(join(tmpdir(), 'plan-desk-'));
  database = await openDatabase({ dataDir, url: await createPostgresDatabase(), log: silentLog });
  await createSearchTables(database.queries);
  await indexPlans(
    database.queries,
    plans.map((plan) => sourceOf(plan)),
  );
});
afterAll(async () => {
  await database.close();
  await rm(dataDir, { recursive: true });
});

interface Opened {
  readonly desk: LoadedDesk;
  /** Puts these plans in the place of those that answer, as far as they differ. */
  change(next: readonly { readonly plan: Plan; readonly fingerprint: string }[]): Promise<void>;
}

const kinds: readonly (readonly [name: string, open: () => Promise<Opened>])[] = [
  [
    'in memory',
    async () => {
      let desk = await buildPlanDesk(plans);
      return {
        desk: {
          get offices() {
            return desk.offices;
          },
          ask: (...asked) => desk.ask(...asked),
          expand: (text) => desk.expand(text),
        },
        change: async (next) => {
          desk = await buildPlanDesk(next.map(({ plan }) => plan));
        },
      };
    },
  ],
  [
    'in PostgreSQL',
    async () => {
      const desk = await openPostgresDesk(database.queries);
      return {
        desk,
        change: async (next) => {
          const sources = next.map(({ plan, fingerprint }) => sourceOf(plan, fingerprint));
          await indexPlans(database.queries, sources);
          await desk.refresh();
        },
      };
    },
  ],
];

describe.each(kinds)('plans kept %s', (_name, open) => {
  let opened: Opened;
  beforeAll(async () => {
    opened = await open();
  });

  const ask = async (text: string, memory: AskMemory = {}): Promise<Finding> =>
    (await opened.desk.ask(text, memory, today)).finding;

  it('names the offices of the plans, each once, in the order of their first plans', () => {
    expect(opened.desk.offices.map(({ id }) => id)).toEqual([
      'ubnd-phuong-ngoc-trao',
      'ubnd-phuong-ngoc-ha',
      'skhcn-hai-phong',
      'skhcn-quang-tri',
    ]);
  });

  it('mends typing against the words of the plans', async () => {
    const right = await ask('Ai chủ trì tiếp công dân của Sở KHCN Quảng Trị?');
    expect(right.kind).toBe('facts');
    expect(await ask('ai chu tri tieps coong daan cua So KHCN Quang Tri')).toEqual(right);
  });

  it('finds nothing for empty, endless and hostile text, and does not fail', async () => {
    for (const text of [
      '',
      ' ',
      "'; drop table plan_search.state; --",
      '%',
      '\\',
      'ạ'.repeat(5000),
      '\u0000',
      '\ud800',
    ])
      expect((await ask(text)).kind, JSON.stringify(text.slice(0, 20))).toMatch(
        /^(?:nothing|which-office)$/u,
      );
  });

  it('answers from a changed plan, no longer from one that is gone, and from it again', async () => {
    const question = 'Ai chủ trì tiếp công dân của Sở KHCN Quảng Trị?';
    const before = await ask(question);
    const all = plans.map((plan) => ({ plan, fingerprint: '1' }));
    const changed = all.map(({ plan, fingerprint }) =>
      plan.document.office === 'skhcn-quang-tri'
        ? { plan: leadEverywhere(plan, 'Phòng Thử nghiệm'), fingerprint: '2' }
        : { plan, fingerprint },
    );
    await opened.change(changed);
    expect(JSON.stringify(await ask(question))).toContain('Phòng Thử nghiệm');
    await opened.change(all.filter(({ plan }) => plan.document.office !== 'skhcn-quang-tri'));
    expect(await ask(question)).toMatchObject({ kind: 'nothing' });
    expect(opened.desk.offices).toHaveLength(3);
    await opened.change(all);
    expect(await ask(question)).toEqual(before);
  });
});

describe.each([
  ['with small offices weighed whole', undefined],
  ['with every office asked through the index', 0],
] as const)('every known question, %s', (_name, weighedWhole) => {
  /** What lies near a question that has no answer is looked for among the chosen entries only. */
  const comparable = ({ finding, memory }: Found): unknown =>
    weighedWhole === 0 && finding.kind === 'nothing'
      ? { finding: { ...finding, nearest: [] }, memory }
      : { finding, memory };

  it('finds the same in PostgreSQL as in memory', async () => {
    const inMemory = await buildPlanDesk(plans);
    const inPostgres = await openPostgresDesk(database.queries, { weighedWhole });
    for (const { turns } of questions) {
      let memory: AskMemory = {};
      for (const turn of turns) {
        const expected = await inMemory.ask(turn, memory, today);
        const found = await inPostgres.ask(turn, memory, today);
        expect(comparable(found), turns.join(' → ')).toEqual(comparable(expected));
        memory = expected.memory;
      }
    }
  }, 120_000);
});

function leadEverywhere(plan: Plan, lead: string): Plan {
  return { ...plan, assignments: plan.assignments.map((duty) => ({ ...duty, lead: [lead] })) };
}
