import { existsSync } from 'node:fs';
import { readdir } from 'node:fs/promises';
import { basename, dirname, join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { parseArgs } from 'node:util';
import type { Plan, Problem } from '../../knowledge/assignment.ts';
import { findContradictions } from '../../knowledge/contradictions.ts';
import { loadLibrary, readPlanFolder } from '../../knowledge/library.ts';

const plansDir = join(dirname(fileURLToPath(import.meta.url)), '../../knowledge/plans');
const usage = 'Cách dùng: knowledge list | show ID [--json] [--uncorrected] | check [ID] [--json]';

/** A wrong word on the command line; printed as one line, exit code 2. */
class UsageError extends Error {}

const options = { json: { type: 'boolean' }, uncorrected: { type: 'boolean' } } as const;

async function main(words: readonly string[]): Promise<number> {
  const { values, positionals } = readWords(words);
  const [command, id, ...more] = positionals;
  if (more.length > 0) throw new UsageError(usage);
  const reading = { withoutCorrections: values.uncorrected ?? false };
  if (command === 'list' && !id) {
    const { plans } = await loadLibrary(plansDir, reading);
    print(
      values.json
        ? JSON.stringify(
            plans.map(({ document }) => document),
            null,
            2,
          )
        : plans.map(listLine).join('\n'),
    );
    return 0;
  }
  if (command === 'show' && id) {
    const plan = await readPlanFolder(await folderOf(id), reading);
    print(values.json ? JSON.stringify(exported(plan), null, 2) : shown(plan));
    return 0;
  }
  if (command === 'check') {
    const only = id ? basename(await folderOf(id)) : undefined;
    const problems = problemsOf((await loadLibrary(plansDir, reading)).plans, only);
    print(values.json ? JSON.stringify(problems, null, 2) : checked(problems));
    return problems.some(({ level }) => level === 'error') ? 1 : 0;
  }
  throw new UsageError(usage);
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

function listLine({ document, assignments }: Plan): string {
  const number = document.number ?? 'không ghi số';
  return `${document.id}\t${document.issuer}\t${document.year ?? '?'}\t${number}\t${assignments.length} dòng\t${document.title}`;
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

try {
  process.exitCode = await main(process.argv.slice(2));
} catch (error) {
  process.stderr.write(`${error instanceof Error ? error.message.split('\n')[0] : String(error)}\n`);
  process.exitCode = 2;
}
