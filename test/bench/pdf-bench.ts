import { fork } from 'node:child_process';
import { mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { performance } from 'node:perf_hooks';
import { fileURLToPath } from 'node:url';
import { readPlan } from '../../knowledge/parser/read-plan.ts';
import { readPlanFile } from '../../src/plan-work/read-plan-file.ts';
import { launchBrowser } from '../browser.ts';
import { asPdf } from '../knowledge/reading/office-files.ts';
import { median } from './figures.ts';
import { longPlan } from './long-plan.ts';
import type { PdfTimes } from './pdf-child.ts';

const childFile = fileURLToPath(new URL('./pdf-child.ts', import.meta.url));
/** Fill a hundred pages of A4: half of them prose, half of them a ruled table. */
const duties = 350;

/** What adding a long PDF costs, beside the mere extraction of its text in a process of the same kind. */
export async function benchPdf(runs: number): Promise<string[]> {
  const folder = await mkdtemp(join(tmpdir(), 'bench-pdf-'));
  const path = join(folder, 'plan.pdf');
  const browser = await launchBrowser();
  await writeFile(path, await asPdf(browser, longPlan(duties)));
  await browser.close();
  const [bare, read, whole]: [PdfTimes[], PdfTimes[], number[]] = [[], [], []];
  let pages = 0;
  for (let run = 0; run < runs; run++) {
    bare.push(await timesOf('bare', path));
    read.push(await timesOf('read', path));
    const started = performance.now();
    const { source } = await readPlanFile(path, 'plan.pdf', (_, total) => {
      pages = total;
    });
    readPlan(source, { id: 'bench' });
    whole.push(performance.now() - started);
  }
  await rm(folder, { recursive: true });
  const base = median(bare.map(({ textMs }) => textMs));
  const row = (name: string, values: readonly number[]) =>
    `| ${name} | ${median(values).toFixed(0)} ms | ${(median(values) / base).toFixed(2)} |`;
  const elapsed = `| \`knowledge add\`, by the clock: a process apart, reading, a trial parse there, the parse here | ${median(whole).toFixed(0)} ms | |`;
  return [
    `| ${pages} pages, ${read[0]?.assignments ?? 0} duties | processor time | × bare extraction |`,
    '|---|---|---|',
    row(
      'bare extraction: text of all pages by pdf.js',
      bare.map(({ textMs }) => textMs),
    ),
    row(
      'reading: text, rulings, lines, tables',
      read.map(({ textMs }) => textMs),
    ),
    row(
      'the parse of what was read',
      read.map(({ parseMs }) => parseMs),
    ),
    elapsed,
  ];
}

function timesOf(way: 'bare' | 'read', path: string): Promise<PdfTimes> {
  const child = fork(childFile, [way, path], { execArgv: ['--import', 'tsx'], serialization: 'advanced' });
  return new Promise((resolve, reject) => {
    child.once('message', (times) => resolve(times as PdfTimes));
    child.once('exit', (code) => reject(new Error(`the reading process ended with ${code}`)));
  });
}
