import { randomBytes } from 'node:crypto';
import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { crowd, type CrowdFigures } from './crowd.ts';
import { median, percentile } from './figures.ts';
import { startServer } from './server-process.ts';

/** `npm run load [-- SECONDS]`: 500 open conversations and 50 messages a second; exit 1 when one goes wrong. */
const seconds = Number(process.argv[2] ?? 60);
const [people, rate] = [500, 50];
const questions = [
  'Ai chủ trì đánh giá nội bộ ISO của Sở KH&CN Hải Phòng?',
  'phuong ngoc trao nop bao cao cham diem iso khi nao',
  'Văn phòng HĐND-UBND phường Ngọc Hà có nhiệm vụ gì?',
  'Quyết định 1048 về việc gì?',
  'Mai trời có mưa không?',
  'xin chào',
];

console.log(`${people} cuộc trò chuyện mở, ${rate} tin nhắn mỗi giây, trong ${seconds} giây`);
console.log(
  '| bot | sent | answered | errors | median | p95 | p99 | longest |\n|---|---|---|---|---|---|---|---|',
);
let right = true;
for (const [name, script] of [
  ['echo', 'test/bench/echo-server.ts'],
  ['full turn', 'src/main.ts'],
] as const) {
  const dataDir = await mkdtemp(join(tmpdir(), 'load-'));
  const secret = randomBytes(16).toString('hex');
  const server = await startServer(script, { DATA_DIR: dataDir, DIRECT_LINE_SECRET: secret });
  const figures = await crowd({ base: server.url, secret, people, rate, seconds, texts: questions });
  await server.stop();
  await rm(dataDir, { recursive: true });
  console.log(row(name, figures));
  for (const [what, times] of figures.errors) console.log(`  ${times} × ${what}`);
  right &&= figures.errors.size === 0 && figures.answered.length === figures.sent;
}
process.exit(right ? 0 : 1);

function row(name: string, { sent, answered, errors }: CrowdFigures): string {
  const wrong = [...errors.values()].reduce((sum, times) => sum + times, 0);
  const times = [median(answered), ...[0.95, 0.99, 1].map((share) => percentile(answered, share))];
  const cells = [name, sent, answered.length, wrong, ...times.map((ms) => `${ms.toFixed(1)} ms`)];
  return `| ${cells.join(' | ')} |`;
}
