import { spawn } from 'node:child_process';
import { mkdtemp, rm } from 'node:fs/promises';
import { cpus, tmpdir } from 'node:os';
import { join } from 'node:path';
import { performance } from 'node:perf_hooks';
import { storeSections } from './bench-page.ts';
import { median } from './figures.ts';
import { benchPdf } from './pdf-bench.ts';
import { benchPostgres } from './postgres/postgres-bench.ts';
import { benchSearch, type Row } from './search-bench.ts';
import { startServer } from './server-process.ts';
import { benchTurns } from './turn-bench.ts';

/**
 * `npm run bench [-- --quick]`: prints the tables and stores them in docs/benchmarks.md. Compare ratios, not times.
 * `-- --postgres [--plans=10000]` measures the search tables in PostgreSQL instead.
 */
const quick = process.argv.includes('--quick');
if (process.argv.includes('--postgres')) {
  const wanted = process.argv.find((word) => word.startsWith('--plans='))?.slice('--plans='.length);
  const plans = Number(wanted ?? 10_000);
  if (!Number.isInteger(plans) || plans < 100) {
    console.error('--plans=N: từ 100 trở lên / at least 100');
    process.exit(2);
  }
  const lines = await benchPostgres(plans, (line) => console.log(line));
  console.log(lines.join('\n'));
  await storeSections([{ title: 'Search in PostgreSQL', lines }]);
  console.log('→ docs/benchmarks.md');
  process.exit(0);
}
const sizes = quick ? [1000, 10_000] : [1000, 10_000, 100_000];

console.log('1/4 một lượt hỏi đáp / one turn …');
const turns = await benchTurns(quick ? 10 : 40);
console.log(turns.lines.join('\n'));

console.log('2/4 khởi động và bộ nhớ / start-up and memory …');
const starts = await benchStart(quick ? 3 : 5);
console.log(starts.join('\n'));

console.log(`3/4 tìm kiếm với ${sizes.join(', ')} đoạn / search …`);
const rows = await benchSearch(sizes);
const search = searchTable(rows);
console.log(search.join('\n'));

console.log('4/4 thêm một tệp PDF 100 trang / adding a PDF …');
const pdf = await benchPdf(quick ? 3 : 7);
console.log(pdf.join('\n'));

const { model = 'unknown' } = cpus()[0] ?? {};
const made = `Made by \`npm run bench${quick ? ' -- --quick' : ''}\` on ${cpus().length} cores (${model.trim()}), Node ${process.version}.`;
await storeSections([
  {
    title: 'A turn over Direct Line',
    lines: [
      `${made} From the POST of a question to its answer on the socket, with SQLite and synchronous=FULL; ten kinds of questions, the echo bot and the full bot in turn on the same adapter, server and database.`,
      '',
      ...turns.lines,
    ],
  },
  { title: 'Start-up and memory', lines: [made, '', ...starts] },
  {
    title: 'Search',
    lines: [
      `${made} Passages synthesised by recombining clauses of the shipped plans, one office. MRR: known-item queries, pieces of known passages without diacritics, abbreviated or with words left out.`,
      '',
      ...search,
    ],
  },
  {
    title: 'Adding a 100-page PDF',
    lines: [
      `${made} Half prose, half a ruled table, printed by a browser. The measure is the bare extraction of its text by pdf.js in a process of its own, run in turn with the others (a stand-in for pdftotext); loading pdf.js counts in the last row only.`,
      '',
      ...pdf,
    ],
  },
]);
console.log('→ docs/benchmarks.md');
process.exit(0);

/** Spawn → "ready" and resident memory after start, cold (nothing cached) and warm. */
async function benchStart(runs: number): Promise<string[]> {
  const dataDir = await mkdtemp(join(tmpdir(), 'bench-start-'));
  const cold = await startOnce(dataDir);
  const warm = [];
  for (let i = 0; i < runs; i++) warm.push(await startOnce(dataDir));
  const bare = [];
  for (let i = 0; i < runs; i++) bare.push(await bareStart());
  await rm(dataDir, { recursive: true });
  const ms = median(warm.map((run) => run.ms));
  return [
    '| | until it answers | × bare Node with the SDK | resident memory |',
    '|---|---|---|---|',
    `| first start | ${cold.ms.toFixed(0)} ms | ${(cold.ms / median(bare)).toFixed(1)} | ${cold.mb.toFixed(0)} MB |`,
    `| later start | ${ms.toFixed(0)} ms | ${(ms / median(bare)).toFixed(1)} | ${median(warm.map((run) => run.mb)).toFixed(0)} MB |`,
  ];
}

async function startOnce(dataDir: string): Promise<{ ms: number; mb: number }> {
  const started = performance.now();
  const { url, stop } = await startServer('src/main.ts', { DATA_DIR: dataDir });
  await fetch(`${url}/readyz`);
  const ms = performance.now() - started;
  const metrics = await (await fetch(`${url}/metrics`)).text();
  const mb = Number(/^process_resident_memory_bytes (\S+)/mu.exec(metrics)?.[1] ?? 0) / 1e6;
  await stop();
  return { ms, mb };
}

/** What Node, tsx, restify and the SDK take before a line of ours runs. */
async function bareStart(): Promise<number> {
  const started = performance.now();
  const child = spawn(
    process.execPath,
    [
      '--import',
      'tsx',
      '-e',
      "await import('botbuilder'); await import('botbuilder-dialogs'); await import('restify')",
      '--input-type=module',
    ],
    { stdio: 'ignore' },
  );
  await new Promise((resolve) => child.once('exit', resolve));
  return performance.now() - started;
}

function searchTable(all: readonly Row[]): string[] {
  const columns = Object.keys(all[0] ?? {}) as (keyof Row)[];
  const cell = (value: unknown) =>
    typeof value === 'number'
      ? Number.isInteger(value)
        ? String(value)
        : value.toFixed(value < 10 ? 3 : 1)
      : String(value);
  return [
    `| ${columns.join(' | ')} |`,
    `|${columns.map(() => '---').join('|')}|`,
    ...all.map((row) => `| ${columns.map((column) => cell(row[column])).join(' | ')} |`),
  ];
}
