import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { performance } from 'node:perf_hooks';
import type { TurnContext } from 'botbuilder';
import { WebSocket } from 'ws';
import { createService } from '../../src/service.ts';
import type { TurnLogic } from '../../src/bot.ts';
import { createDirectLineChannel } from '../../src/channels/direct-line/direct-line-channel.ts';
import { signingKey } from '../../src/channels/direct-line/signing-key.ts';
import { readConfig } from '../../src/config.ts';
import { createLog } from '../../src/log.ts';
import { closeServer, createServer } from '../../src/server.ts';
import { ConversationStore } from '../../src/storage/conversation-store.ts';
import { DirectLineConversations } from '../../src/storage/direct-line-conversations.ts';
import { median, percentile } from './figures.ts';

const secret = 'bench-secret';

const questions = [
  'Ai chủ trì đánh giá nội bộ ISO của Sở KH&CN Hải Phòng?',
  'phuong ngoc trao nop bao cao cham diem iso khi nao',
  'Văn phòng HĐND-UBND phường Ngọc Hà có nhiệm vụ gì?',
  'Tháng 11/2023 Sở KHCN Hải Phòng có việc gì?',
  'Quyết định 1048 về việc gì?',
  'còn thời hạn?',
  'Sở KHCN Quảng Trị ai giải quyết khiếu nại tố cáo?',
  'ai phối hợp?',
  'Mai trời có mưa không?',
  'Kinh phí của phường Ngọc Trạo lấy từ đâu?',
];

export interface TurnFigures {
  readonly echo: readonly number[];
  readonly full: readonly number[];
  readonly ratio: number;
  readonly lines: readonly string[];
}

/** One bot behind a real server: how long from the question's POST to its answer on the socket. */
async function client(base: string) {
  const headers = { authorization: `Bearer ${secret}`, 'content-type': 'application/json' };
  const opened = await fetch(`${base}/v3/directline/conversations`, {
    method: 'POST',
    headers,
    body: JSON.stringify({ user: { id: 'bench' } }),
  });
  const { conversationId, streamUrl } = (await opened.json()) as {
    conversationId: string;
    streamUrl: string;
  };
  const socket = new WebSocket(streamUrl);
  let heard: (() => void) | undefined;
  socket.on('message', (data) => {
    const text = (data as Buffer).toString();
    if (!text) return;
    const { activities } = JSON.parse(text) as { activities: { type: string; from?: { id: string } }[] };
    if (activities.some(({ type, from }) => type === 'message' && from?.id !== 'bench')) heard?.();
  });
  await new Promise((resolve) => socket.once('open', resolve));
  return {
    async ask(text: string): Promise<number> {
      const started = performance.now();
      const answered = new Promise<void>((resolve) => (heard = resolve));
      await fetch(`${base}/v3/directline/conversations/${conversationId}/activities`, {
        method: 'POST',
        headers,
        body: JSON.stringify({ type: 'message', text, from: { id: 'bench' } }),
      });
      await answered;
      return performance.now() - started;
    },
    close: () => socket.close(),
  };
}

/** The full bot against an echo bot, turn by turn, on the same adapter, server and database. */
export async function benchTurns(rounds: number): Promise<TurnFigures> {
  const dataDir = await mkdtemp(join(tmpdir(), 'bench-'));
  const { config } = readConfig({ DATA_DIR: dataDir, LOG_LEVEL: 'silent' });
  if (!config) throw new Error('bench settings');
  const log = createLog('silent');
  const service = await createService(config, log);
  const echo: TurnLogic = async (context: TurnContext) => {
    if (context.activity.type === 'message') await context.sendActivity(context.activity.text);
  };
  const started = await Promise.all([echo, service.turn].map((turn) => serve(turn)));
  const figures: [number[], number[]] = [[], []];
  for (let round = -5; round < rounds; round++)
    for (const question of questions)
      for (const [i, { ask }] of started.entries()) {
        const ms = await ask(question);
        if (round >= 0) figures[i]?.push(ms);
      }
  for (const { stop } of started) await stop();
  await service.close();
  await rm(dataDir, { recursive: true });
  const [echoMs, fullMs] = figures;
  const ratio = median(fullMs) / median(echoMs);
  const row = (name: string, list: readonly number[]) =>
    `| ${name} | ${median(list).toFixed(2)} ms | ${percentile(list, 0.99).toFixed(2)} ms | ${(median(list) / median(echoMs)).toFixed(2)} |`;
  return {
    echo: echoMs,
    full: fullMs,
    ratio,
    lines: [
      '| bot | median | p99 | × echo |',
      '|---|---|---|---|',
      row('echo', echoMs),
      row('full turn', fullMs),
    ],
  };

  async function serve(turn: TurnLogic) {
    const server = createServer({ log, readiness: {} });
    const channel = createDirectLineChannel({
      store: new DirectLineConversations(new ConversationStore(service.database), service.now),
      turn,
      secret,
      key: await signingKey(dataDir),
      origins: [],
      botName: 'bench',
      person: 'ông/bà',
      now: service.now,
      log,
      limits: { messagesPerMinute: 1_000_000 },
    });
    channel.mount(server);
    await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
    const { port } = server.address() as unknown as { port: number };
    const person = await client(`http://127.0.0.1:${port}`);
    return {
      ask: (text: string) => person.ask(text),
      stop: async () => {
        person.close();
        await channel.close();
        await closeServer(server);
      },
    };
  }
}
