import { createHash } from 'node:crypto';
import { existsSync } from 'node:fs';
import { readdir, readFile } from 'node:fs/promises';
import { basename, dirname, join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { parseArgs } from 'node:util';
import type { Plan, Problem } from '../../knowledge/assignment.ts';
import { findContradictions } from '../../knowledge/contradictions.ts';
import { loadLibrary } from '../../knowledge/library.ts';
import { ReadingCache } from '../../knowledge/reading-cache.ts';
import { loadPublished, readVersion } from '../plan-library.ts';
import type { Deed, PlanStore, PlanVersion } from '../storage/plan-store.ts';
import { keepPlan, readPlanFile, understood } from './add-plan.ts';
import { outliveReader } from './closed-pipe.ts';
import { openPlanStore } from './plan-versions.ts';

const plansDir = join(dirname(fileURLToPath(import.meta.url)), '../../knowledge/plans');
const usage =
  'Cách dùng: knowledge add TỆP [--id MÃ] [--publish] | list | show MÃ [--json] [--uncorrected] | check [MÃ] [--json] | publish MÃ | retire MÃ';

/** A wrong word on the command line; printed as one line, exit code 2. */
class UsageError extends Error {}

const options = {
  json: { type: 'boolean' },
  uncorrected: { type: 'boolean' },
  id: { type: 'string' },
  publish: { type: 'boolean' },
} as const;

async function main(words: readonly string[]): Promise<number> {
  const { values, positionals } = readWords(words);
  const [command, id, ...more] = positionals;
  if (more.length > 0) throw new UsageError(usage);
  if (command === 'add' && id) return add(id, values);
  if (values.id !== undefined || values.publish) throw new UsageError(usage);
  if (command === 'publish' && id) return publish(id);
  if (command === 'retire' && id) return retire(id);
  const kept = await keptPlans(values.uncorrected ?? false);
  if (command === 'list' && !id) {
    print(
      values.json
        ? JSON.stringify(
            kept.map(({ plan, state }) => ({ ...plan.document, state })),
            null,
            2,
          )
        : kept.map(listLine).join('\n'),
    );
    return 0;
  }
  if (command === 'show' && id) {
    const { plan, state } = planOf(id, kept);
    print(values.json ? JSON.stringify(exported(plan), null, 2) : `${stateLine(state)}${shown(plan)}`);
    return 0;
  }
  if (command === 'check') {
    const only = id ? planOf(id, kept) : undefined;
    const ids = new Set<string>();
    // The plan that is looked at stands for all versions of it; else the one that answers does.
    const plans = [...(only ? [only] : []), ...kept.filter(({ state }) => state !== 'retired')]
      .filter(({ plan }) => !ids.has(plan.document.id) && ids.add(plan.document.id))
      .map(({ plan }) => plan);
    const problems = problemsOf(plans, only?.plan.document.id);
    print(values.json ? JSON.stringify(problems, null, 2) : checked(problems));
    return problems.some(({ level }) => level === 'error') ? 1 : 0;
  }
  throw new UsageError(usage);
}

/** Where a plan stands: shipped with the program, or in one of the states of an added one. */
type PlanState = 'shipped' | PlanVersion['state'];

interface KeptPlan {
  readonly plan: Plan;
  readonly state: PlanState;
}

/** The plans that answer, then drafts and retired ones. */
async function keptPlans(withoutCorrections: boolean): Promise<KeptPlan[]> {
  const opened = await openPlanStore(process.env, { create: false });
  // Where the service keeps nothing yet, looking leaves nothing behind either.
  const cache = opened && { cache: new ReadingCache(join(opened.dataDir, 'cache', 'readings')) };
  const shipped = (await loadLibrary(plansDir, { withoutCorrections, ...cache })).plans;
  if (!opened) return shipped.map((plan) => ({ plan, state: 'shipped' }));
  try {
    const answering = await loadPublished(shipped, opened.store);
    const rest = (await opened.store.newest()).filter(({ state }) => state !== 'published');
    return [
      ...answering.map(
        (plan) => ({ plan, state: shipped.includes(plan) ? 'shipped' : 'published' }) as const,
      ),
      ...rest.map((version) => ({
        plan:
          shipped.find(({ document }) => version.format === 'shipped' && document.id === version.planId) ??
          readVersion(version),
        state: version.state,
      })),
    ];
  } finally {
    await opened.close();
  }
}

/** The one plan whose id is, or begins with, `id`; its draft before the version that answers. */
function planOf(id: string, kept: readonly KeptPlan[]): KeptPlan {
  const exact = kept.filter(({ plan }) => plan.document.id === id);
  const matches = exact.length > 0 ? exact : kept.filter(({ plan }) => plan.document.id.startsWith(id));
  const ids = [...new Set(matches.map(({ plan }) => plan.document.id))];
  const found = matches.find(({ state }) => state === 'draft') ?? matches[0];
  if (!found) throw new UsageError(`Không có kế hoạch nào có mã "${id}".`);
  if (ids.length > 1) throw new UsageError(`Mã "${id}" ứng với nhiều kế hoạch: ${ids.join(', ')}.`);
  return found;
}

const planId = /^[a-z0-9][a-z0-9-]{0,79}$/u;

async function add(
  path: string,
  values: { json?: boolean; id?: string; publish?: boolean },
): Promise<number> {
  if (values.id !== undefined && !planId.test(values.id))
    throw new UsageError('Mã kế hoạch chỉ gồm chữ thường không dấu, số và dấu gạch ngang, dài không quá 80.');
  const isTerminal = process.stderr.isTTY;
  let shownAt = 0;
  const { version, plan } = await readPlanFile(path, values.id, (done, total) => {
    if (total < 20 || (done < total && Date.now() - shownAt < 500)) return;
    shownAt = Date.now();
    process.stderr.write(
      `${isTerminal ? '\r' : ''}Đã đọc ${done}/${total} trang${isTerminal && done < total ? '' : '\n'}`,
    );
  });
  const kept = await withStore((store) => keepPlan(store, version, values.publish ?? false, deed()));
  const place = `${kept.planId}, bản ${kept.version}, ${stateNames[kept.state]}`;
  if (values.json) {
    const { planId: id, version: number, state } = kept;
    print(JSON.stringify({ id, version: number, state, ...exported(plan) }, null, 2));
    return 0;
  }
  const problems = plan.problems.length > 0 ? ['', 'Điểm cần soát:', ...plan.problems.map(problemLine)] : [];
  const next =
    kept.state === 'draft'
      ? [
          '',
          `Xem từng việc: npm run knowledge -- show ${kept.planId}`,
          `Công bố: npm run knowledge -- publish ${kept.planId}`,
        ]
      : [];
  print([`Đã thêm ${place}.`, ...understood(plan), ...problems, ...next].join('\n'));
  return 0;
}

async function publish(id: string): Promise<number> {
  const kept = await withStore(async (store) => store.publish(await addedId(store, id), deed()));
  if (!kept) throw new UsageError(`Không có kế hoạch nào được thêm với mã "${id}".`);
  print(
    `Đã công bố ${kept.planId}, bản ${kept.version}. Trợ lý đang chạy sẽ trả lời theo bản này sau vài giây.`,
  );
  return 0;
}

async function retire(id: string): Promise<number> {
  const kept = await withStore(async (store) => {
    const exact = await addedId(store, id);
    const retired = await store.retire(exact, deed());
    if (retired) return retired;
    // A plan that came with the program: that it no longer counts is kept beside the office's own.
    const folder = await folderOf(id);
    const source = await readFile(join(folder, 'source.txt'), 'utf8');
    const sha256 = createHash('sha256').update(source).digest('hex');
    const shipped = {
      planId: basename(folder),
      format: 'shipped',
      fileName: 'source.txt',
      sha256,
      source,
    } as const;
    await store.add(shipped, deed());
    return store.retire(shipped.planId, deed());
  });
  print(`Đã rút ${kept?.planId ?? id}. Trợ lý đang chạy sẽ thôi trả lời theo kế hoạch này sau vài giây.`);
  return 0;
}

/** The id of the one added plan whose id is, or begins with, `id`; else `id` itself. */
async function addedId(store: PlanStore, id: string): Promise<string> {
  const ids = (await store.newest()).map((version) => version.planId);
  if (ids.includes(id)) return id;
  const [only, ...more] = ids.filter((one) => one.startsWith(id));
  if (more.length > 0)
    throw new UsageError(`Mã "${id}" ứng với nhiều kế hoạch: ${[only, ...more].join(', ')}.`);
  return only ?? id;
}

async function withStore<T>(use: (store: PlanStore) => Promise<T>): Promise<T> {
  const opened = await openPlanStore(process.env, { create: true });
  if (!opened) throw new Error('Không mở được cơ sở dữ liệu.');
  try {
    return await use(opened.store);
  } finally {
    await opened.close();
  }
}

function deed(): Deed {
  return { by: 'dòng lệnh', now: new Date() };
}

const stateNames: Readonly<Record<PlanState, string>> = {
  shipped: 'có sẵn',
  draft: 'bản nháp, chưa công bố',
  published: 'đã công bố',
  retired: 'đã rút',
};

function stateLine(state: PlanState): string {
  return state === 'shipped' || state === 'published' ? '' : `[${stateNames[state]}]\n`;
}

type PlacedProblem = Problem & { readonly plan: string };

/** The problems of each plan, and where two plans contradict each other; of one plan when `only` names it. */
function problemsOf(plans: readonly Plan[], only: string | undefined): PlacedProblem[] {
  const own = plans.flatMap(({ document, problems }) =>
    problems.map((problem) => ({ plan: document.id, ...problem })),
  );
  const mutual = findContradictions(plans).flatMap(({ between, problem }) => {
    const ids = between.map((id) => id.slice(0, id.indexOf('#')));
    return only && !ids.includes(only) ? [] : [{ plan: ids.join(' ↔ '), ...problem }];
  });
  return [...own.filter(({ plan }) => !only || plan === only), ...mutual];
}

function readWords(words: readonly string[]) {
  try {
    return parseArgs({ args: [...words], options, allowPositionals: true, strict: true });
  } catch (error) {
    throw new UsageError(`${error instanceof Error ? error.message : String(error)}. ${usage}`, {
      cause: error,
    });
  }
}

/** The one plan folder whose name is, or begins with, `id`. */
async function folderOf(id: string): Promise<string> {
  const names = existsSync(plansDir) ? await readdir(plansDir) : [];
  const matches = names.includes(id) ? [id] : names.filter((name) => name.startsWith(id));
  const [only, ...more] = matches;
  if (!only) throw new UsageError(`Không có kế hoạch nào có mã "${id}".`);
  if (more.length > 0) throw new UsageError(`Mã "${id}" ứng với nhiều kế hoạch: ${matches.join(', ')}.`);
  return join(plansDir, only);
}

/** Everything of a plan but its text, which the plan folder holds. */
function exported(plan: Plan): Omit<Plan, 'lines' | 'restoredLines'> {
  const { document, sections, units, assignments, passages, references, abbreviations, problems } = plan;
  return { document, sections, assignments, references, problems, units, abbreviations, passages };
}

function listLine({ plan: { document, assignments }, state }: KeptPlan): string {
  const number = document.number ?? 'không ghi số';
  const mark = state === 'shipped' ? '' : `\t[${stateNames[state]}]`;
  return `${document.id}\t${document.issuer}\t${document.year ?? '?'}\t${number}\t${assignments.length} dòng\t${document.title}${mark}`;
}

function shown(plan: Plan): string {
  const { document } = plan;
  const facts = [
    document.title,
    `${document.issuer} · ${document.number ?? 'không ghi số'} · ${document.issuedOn ?? 'không ghi ngày'}`,
  ];
  const rows = plan.assignments.map((assignment) => {
    const units = assignment.lead.length > 0 ? assignment.lead.join('; ') : '(không nêu đơn vị)';
    const partners =
      assignment.coordinating.length > 0 ? ` · phối hợp: ${assignment.coordinating.join('; ')}` : '';
    const time = assignment.timeRaw ? ` · ${assignment.timeRaw}` : '';
    return `${assignment.section}, dòng ${assignment.lines.join('-')}: ${units}: ${assignment.task}${partners}${time}`;
  });
  return [...facts, '', ...rows, '', ...plan.problems.map(problemLine)].join('\n').trimEnd();
}

function checked(problems: readonly PlacedProblem[]): string {
  if (problems.length === 0) return 'Không có điểm cần soát.';
  return problems.map((problem) => `${problem.plan}: ${problemLine(problem)}`).join('\n');
}

function problemLine({ level, code, message, lines }: Problem): string {
  const names = { error: 'LỖI', warning: 'CẦN SOÁT', info: 'LƯU Ý' } as const;
  const place = lines.length > 0 ? ` (dòng ${lines.join(', ')})` : '';
  return `[${names[level]}] ${code}${place}: ${message}`;
}

function print(text: string): void {
  process.stdout.write(`${text}\n`);
}

outliveReader();
try {
  process.exitCode = await main(process.argv.slice(2));
} catch (error) {
  process.stderr.write(`${error instanceof Error ? error.message.split('\n')[0] : String(error)}\n`);
  process.exitCode = 2;
}
