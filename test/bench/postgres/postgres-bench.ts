import { fork } from 'node:child_process';
import { readFileSync } from 'node:fs';
import { mkdtemp, rm } from 'node:fs/promises';
import { availableParallelism, loadavg, tmpdir } from 'node:os';
import { join } from 'node:path';
import { performance } from 'node:perf_hooks';
import { fileURLToPath } from 'node:url';
import { sql } from 'kysely';
import type { Plan } from '../../../knowledge/assignment.ts';
import type { AskMemory } from '../../../knowledge/ask/finding.ts';
import { loadLibrary } from '../../../knowledge/library.ts';
import { readPlan } from '../../../knowledge/parser/read-plan.ts';
import { isRight, selfChecks, type SelfCheck } from '../../../knowledge/self-checks.ts';
import { createLog } from '../../../src/log.ts';
import { buildPlanDesk } from '../../../src/plan-desk.ts';
import { indexPlans, type IndexedSource } from '../../../src/plan-search/index-plans.ts';
import { createSearchTables } from '../../../src/plan-search/search-tables.ts';
import { parseQuestions } from '../../../src/question-file.ts';
import { openDatabase, type Database } from '../../../src/storage/database.ts';
import { startPostgres } from '../../fakes/postgres-server.ts';
import { median, percentile } from '../figures.ts';
import type { Asked, Asking } from './asking-process.ts';
import { materialOf, syntheticPlan, type Material } from './synthetic-plan.ts';

const plansDir = fileURLToPath(new URL('../../../knowledge/plans/', import.meta.url));
const questionFile = new URL('../../questions/office-questions.jsonl', import.meta.url);
const askingFile = fileURLToPath(new URL('./asking-process.ts', import.meta.url));
const today = '2026-11-21';

/** Plans that both engines hold, to compare their answers and their times. */
const comparedPlans = 60;
/** Duties of synthetic plans that are asked for by their own words. */
const knownDuties = 120;

/** A server as an office of this size would set it up, not as it comes out of the box. */
const serverSettings = ['shared_buffers=1GB', 'max_wal_size=8GB', 'checkpoint_timeout=30min'];

interface Collection {
  readonly shipped: readonly Plan[];
  readonly material: Material;
}

/** Fills PostgreSQL with so many plans and asks it; the figures as lines of a page. */
export async function benchPostgres(plans: number, say: (line: string) => void): Promise<string[]> {
  const { plans: shipped } = await loadLibrary(plansDir);
  const collection = { shipped, material: materialOf(shipped) };
  const dataDir = await mkdtemp(join(tmpdir(), 'bench-postgres-'));
  const server = await startPostgres(serverSettings);
  try {
    const small = await withDatabase(server.url, 'small', dataDir, (database, url) =>
      compareSmall(collection, database, url, dataDir, say),
    );
    const large = await withDatabase(server.url, 'large', dataDir, (database, url) =>
      fillAndAsk(collection, plans, { database, url, dataDir, say }),
    );
    return [...large, '', ...small];
  } finally {
    await server.stop();
    await rm(dataDir, { recursive: true, force: true });
  }
}

async function withDatabase<T>(
  server: string,
  name: string,
  dataDir: string,
  use: (database: Database, url: string) => Promise<T>,
): Promise<T> {
  const log = createLog('silent');
  const outside = await openDatabase({ dataDir, url: server, log });
  await sql`create database ${sql.id(name)} template template0`.execute(outside.queries);
  await outside.close();
  const url = Object.assign(new URL(server), { pathname: `/${name}` }).href;
  const database = await openDatabase({ dataDir, url, log });
  try {
    await createSearchTables(database.queries);
    return await use(database, url);
  } finally {
    await database.close();
  }
}

function sourcesOf({ shipped, material }: Collection, plans: number): IndexedSource[] {
  const own = shipped.map((plan) => ({ id: plan.document.id, fingerprint: '1', load: () => ({ plan }) }));
  const synthetic = Array.from({ length: Math.max(0, plans - own.length) }, (_, number) => ({
    id: syntheticPlan(number, material).id,
    fingerprint: '1',
    load: () => {
      const { id, source } = syntheticPlan(number, material);
      return { version: { planId: id, source, corrections: {} } };
    },
  }));
  return [...own, ...synthetic];
}

interface Filling {
  readonly database: Database;
  readonly url: string;
  readonly dataDir: string;
  readonly say: (line: string) => void;
}

async function fillAndAsk(collection: Collection, plans: number, filling: Filling): Promise<string[]> {
  const { database, say } = filling;
  const started = performance.now();
  let told = started;
  let rss = 0;
  await indexPlans(database.queries, sourcesOf(collection, plans), {
    readers: availableParallelism(),
    progress: ({ step, done, of }) => {
      rss = Math.max(rss, process.memoryUsage.rss());
      if (performance.now() - told < 20_000 && done < of) return;
      told = performance.now();
      say(`  ${step} ${done}/${of}, ${((told - started) / 1000).toFixed(0)} s`);
    },
  });
  const seconds = (performance.now() - started) / 1000;
  const load = loadavg()[0] ?? 0;
  const sizes = await sizesOf(database);
  const rate = sizes.entries / seconds;
  return [
    `| plans | passages | entries (passages and duties) | indexed in | entries/s | tables and indexes | of it the word index | memory of the writing process |`,
    '|---|---|---|---|---|---|---|---|',
    `| ${sizes.plans} | ${sizes.passages} | ${sizes.entries} | ${(seconds / 60).toFixed(1)} min | ${rate.toFixed(0)} | ${mb(sizes.bytes)} | ${mb(sizes.words)} | ${mb(rss)} |`,
    '',
    `Indexing is reading, parsing, folding and writing, with ${availableParallelism()} processes that read; the machine's load at the end was ${load.toFixed(1)}.`,
    '',
    ...(await askLarge(collection, plans, filling)),
  ];
}

interface Sizes {
  readonly plans: number;
  readonly passages: number;
  readonly entries: number;
  readonly bytes: number;
  readonly words: number;
}

async function sizesOf(database: Database): Promise<Sizes> {
  const { rows } = await sql<Sizes>`
    select (select count(*) from plan_search.plans) as plans,
      (select count(*) from plan_search.entries where duty is null) as passages,
      (select count(*) from plan_search.entries) as entries,
      (select sum(pg_total_relation_size(c.oid))::bigint from pg_class c
        where c.relnamespace = 'plan_search'::regnamespace and c.relkind = 'r') as bytes,
      pg_relation_size('plan_search.entries_lexemes') as words`.execute(database.queries);
  const [sizes] = rows;
  if (!sizes) throw new Error('no sizes');
  return sizes;
}

/** The questions of an office's people, and duties of synthetic plans by their own words. */
async function askLarge(
  { material }: Collection,
  plans: number,
  { url, dataDir, say }: Filling,
): Promise<string[]> {
  const office = officeQuestions();
  const checks = knownChecks(plans, material);
  say(`  hỏi ${office.length} cuộc hội thoại, ${checks.length} việc / asking …`);
  const asked = [...office, ...checks.map(({ question }) => [question])];
  const asking = await askApart(url, dataDir, asked);
  const ofOffice = asking.answers.slice(0, office.length).flat();
  const clarified = ofOffice.filter(({ finding }) => finding.kind === 'which-office');
  const told = ofOffice.filter(({ finding }) => finding.kind !== 'which-office');
  const known = asking.answers.slice(office.length).flat();
  const right = checks.filter((check, at) => {
    const finding = known[at]?.finding;
    return finding !== undefined && isRight(check, finding);
  });
  return [
    '| asked | questions | median | p95 | p99 |',
    '|---|---|---|---|---|',
    timesRow("office people's questions about the shipped plans, answered", told),
    timesRow('those asked back "which office?": all offices are looked at', clarified),
    timesRow('duties of synthetic plans, by their own words', known),
    '',
    `${right.length} of ${checks.length} duties were found with the right answer. The asking process opened in ${(asking.openMs / 1000).toFixed(1)} s (a card of each plan is read); it held ${mb(asking.rssBefore)} after the first questions and ${mb(asking.rssAfter)} after ${asking.answers.flat().length}.`,
  ];
}

function officeQuestions(): Asked[] {
  return parseQuestions(readFileSync(questionFile, 'utf8'))
    .filter((_, at) => at % 4 === 0)
    .map(({ turns }) => turns);
}

/** One self-check of each of so many plans, spread over the collection. */
function knownChecks(plans: number, material: Material): SelfCheck[] {
  const step = Math.max(1, Math.floor((plans - 10) / knownDuties));
  return Array.from({ length: knownDuties }, (_, at) => at * step).flatMap((number, at) => {
    if (number >= plans - 5) return [];
    const { id, source } = syntheticPlan(number, material);
    const checks = selfChecks(readPlan(source, { id }));
    return checks[(at * 7) % Math.max(1, checks.length)] ?? [];
  });
}

/** Both engines over one collection that both can hold. */
async function compareSmall(
  collection: Collection,
  database: Database,
  url: string,
  dataDir: string,
  say: (line: string) => void,
): Promise<string[]> {
  say(`  so sánh với bộ nhớ trên ${comparedPlans} kế hoạch / both engines …`);
  const plans = [
    ...collection.shipped,
    ...Array.from({ length: comparedPlans - collection.shipped.length }, (_, number) => {
      const { id, source } = syntheticPlan(number, collection.material);
      return readPlan(source, { id });
    }),
  ];
  const indexing = performance.now();
  await indexPlans(
    database.queries,
    plans.map((plan) => ({ id: plan.document.id, fingerprint: '1', load: () => ({ plan }) })),
  );
  const indexMs = performance.now() - indexing;
  const building = performance.now();
  const inMemory = await buildPlanDesk(plans);
  const buildMs = performance.now() - building;
  const questions = [
    ...officeQuestions(),
    ...knownChecks(comparedPlans, collection.material).map(({ question }) => [question]),
  ];
  const times: number[] = [];
  const answers: string[] = [];
  for (const [first = ''] of questions.slice(0, 5)) await inMemory.ask(first, {}, today);
  for (const turns of questions) {
    let memory: AskMemory = {};
    for (const turn of turns) {
      const started = performance.now();
      const found = await inMemory.ask(turn, memory, today);
      times.push(performance.now() - started);
      answers.push(answerOf(found.finding));
      memory = found.memory;
    }
  }
  const asking = await askApart(url, dataDir, questions);
  const apart = asking.answers.flat();
  const same = apart.filter(({ finding }, at) => answerOf(finding) === answers[at]).length;
  const ms = apart.map((answer) => answer.ms);
  const row = (name: string, made: number, asked: readonly number[]) =>
    `| ${name} | ${(made / 1000).toFixed(1)} s | ${(made / buildMs).toFixed(1)} | ${median(asked).toFixed(1)} ms | ${(median(asked) / median(times)).toFixed(1)} | ${percentile(asked, 0.95).toFixed(1)} ms | ${percentile(asked, 0.99).toFixed(1)} ms |`;
  return [
    `### Beside the index in memory, ${plans.length} plans`,
    '',
    '| index | made in | × memory | median | × memory | p95 | p99 |',
    '|---|---|---|---|---|---|---|',
    row('in memory', buildMs, times),
    row('PostgreSQL', indexMs, ms),
    '',
    `The same answer to ${same} of ${apart.length} questions.`,
  ];
}

/** The answer without what lies near: of a large office that is looked for among the chosen entries only. */
function answerOf(finding: object): string {
  return JSON.stringify({ ...finding, nearest: [] });
}

function askApart(url: string, dataDir: string, questions: readonly Asked[]): Promise<Asking> {
  const child = fork(askingFile, {
    execArgv: ['--import', 'tsx'],
    serialization: 'advanced',
    stdio: ['ignore', 'inherit', 'inherit', 'ipc'],
  });
  return new Promise((resolve, reject) => {
    child.once('message', (asking) => resolve(asking as Asking));
    child.once('exit', (code) => reject(new Error(`the asking process ended with ${code}`)));
    child.send({ url, dataDir, questions });
  });
}

function timesRow(name: string, answers: readonly { readonly ms: number }[]): string {
  const ms = answers.map((answer) => answer.ms);
  const cell = (value: number) => (Number.isNaN(value) ? '' : `${value.toFixed(0)} ms`);
  return `| ${name} | ${ms.length} | ${cell(median(ms))} | ${cell(percentile(ms, 0.95))} | ${cell(percentile(ms, 0.99))} |`;
}

const mb = (bytes: number): string => `${(bytes / 1e6).toFixed(0)} MB`;
