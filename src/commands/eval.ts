import { mkdtemp, readFile, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { createService } from '../service.ts';
import { TerminalAdapter, type TerminalReply } from '../channels/terminal/terminal-adapter.ts';
import { readConfig } from '../config.ts';
import { createLog } from '../log.ts';
import { openPlanStore } from './plan-versions.ts';
import { faultsOf, parseQuestions, type Question } from '../question-file.ts';

/** `npm run eval -- FILE.jsonl [--show]`: right of total per group, and each miss. */
async function main(args: readonly string[]): Promise<number> {
  const file = args.find((arg) => !arg.startsWith('--'));
  if (!file) return usage('Cách dùng: npm run eval -- FILE.jsonl [--show]');
  let questions: Question[];
  try {
    questions = parseQuestions(await readFile(file, 'utf8'));
  } catch (error) {
    return usage(`Không đọc được ${file}: ${error instanceof Error ? error.message : String(error)}`);
  }
  const dataDir = await mkdtemp(join(tmpdir(), 'eval-'));
  const { config, faults } = readConfig({ ...process.env, DATA_DIR: dataDir, LOG_LEVEL: 'error' });
  if (!config) return usage(faults.join('\n'));
  await copyPublished(process.env, dataDir);
  const service = await createService(config, createLog('error'));
  const groups = new Map<string, { right: number; total: number }>();
  for (const question of questions) {
    const terminal = new TerminalAdapter(service.turn);
    let replies: TerminalReply[] = [];
    for (const turn of question.turns) replies = await terminal.say(turn);
    const wrong = faultsOf(question, replies);
    const group = groups.get(question.group) ?? { right: 0, total: 0 };
    group.total++;
    if (wrong.length === 0) group.right++;
    groups.set(question.group, group);
    if (wrong.length > 0 || args.includes('--show')) {
      const reply = replies.map(({ text }) => text).join('\n');
      console.log(`${wrong.length > 0 ? '✗' : '✓'} ${question.id} ${question.turns.join(' → ')}`);
      console.log(`  ${reply.replaceAll('\n', '\n  ')}`);
      if (wrong.length > 0) console.log(`  !! ${wrong.join('; ')}`);
    }
  }
  await service.close();
  await rm(dataDir, { recursive: true });
  for (const [name, { right, total }] of groups) console.log(`${name}: ${right}/${total}`);
  const right = [...groups.values()].reduce((sum, group) => sum + group.right, 0);
  console.log(
    `${right}/${questions.length} đúng (${((100 * right) / Math.max(1, questions.length)).toFixed(1)} %)`,
  );
  return right === questions.length ? 0 : 1;
}

/** The plans that the service itself answers from, in a database that the questions may fill. */
async function copyPublished(env: NodeJS.ProcessEnv, dataDir: string): Promise<void> {
  // With a database server the service made here looks into the same database anyway.
  if (env['DATABASE_URL']) return;
  const from = await openPlanStore(env, { create: false });
  if (!from) return;
  const to = await openPlanStore({ ...env, DATA_DIR: dataDir }, { create: true });
  const deed = { by: 'eval', now: new Date() };
  for (const { planId, version } of await from.store.answering()) {
    const whole = await from.store.version(planId, version);
    if (whole) await to?.store.add(whole, deed, { corrections: whole.corrections });
    await to?.store.publish(planId, deed);
  }
  for (const planId of await from.store.retired()) {
    await to?.store.add({ planId, format: 'shipped', fileName: '', sha256: '', source: '' }, deed);
    await to?.store.retire(planId, deed);
  }
  await from.close();
  await to?.close();
}

function usage(line: string): number {
  process.stderr.write(`${line}\n`);
  return 2;
}

process.exitCode = await main(process.argv.slice(2));
