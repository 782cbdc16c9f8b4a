import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { MemoryStorage, type Activity } from 'botbuilder';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { createService, type Service } from '../../../../src/service.ts';
import { createBotServiceChannel } from '../../../../src/channels/bot-service.ts';
import { plainText } from '../../../../src/channels/zalo/plain-text.ts';
import { readConfig } from '../../../../src/config.ts';
import { closeServer, createServer } from '../../../../src/server.ts';
import { FixedClock } from '../../../fakes/fixed-clock.ts';
import { silentLog } from '../../../fakes/silent-log.ts';
import { ConnectorStub } from '../bot-service/connector-stub.ts';
import { Office } from './office.ts';

const talks: readonly (readonly string[])[] = [
  ['Ai chủ trì xây dựng CSDL KH&CN ở Sở Hải Phòng?', 'Ai phối hợp?'],
  ['phuong ngoc trao nop bao cao cham diem iso khi nao'],
  ['Văn phòng của UBND phường Ngọc Hà có nhiệm vụ gì?'],
  ['Số đường dây nóng của Sở Hải Phòng?'],
  ['Gửi phản ánh', 'thôi'],
];
const clock = new FixedClock();
const connector = new ConnectorStub();
let service: Service;
let zalo: Office;
let emulator: (text: string, talk: number) => Promise<string[]>;
let closing: () => Promise<void>;

beforeAll(async () => {
  const dataDir = await mkdtemp(join(tmpdir(), 'whole-bot-'));
  const { config } = readConfig({
    DATA_DIR: dataDir,
    LOG_LEVEL: 'silent',
    PUBLIC_URL: 'https://hoidap.example.gov.vn',
  });
  if (!config) throw new Error('the settings are wrong');
  service = await createService(config, silentLog, clock.now);
  zalo = await Office.open({ turn: service.turn, clock, limits: { callMs: 10_000 } });
  await connector.start();
  const channel = createBotServiceChannel({
    emulator: true,
    host: '127.0.0.1',
    turn: service.turn,
    notes: new MemoryStorage(),
    person: 'ông/bà',
    log: silentLog,
  });
  const server = createServer({ log: silentLog, readiness: {} });
  channel?.mount(server);
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  emulator = async (text, talk) => {
    const before = connector.said.length;
    const activity: Partial<Activity> = {
      type: 'message',
      id: `${talk}-${before}-${text}`,
      channelId: 'emulator',
      serviceUrl: connector.url,
      conversation: { id: `talk-${talk}|livechat` } as Activity['conversation'],
      from: { id: 'user', name: 'User' },
      recipient: { id: 'bot', name: 'Bot' },
      text,
    };
    const response = await fetch(`http://127.0.0.1:${server.address().port}/api/messages`, {
      method: 'POST',
      headers: { 'content-type': 'application/json' },
      body: JSON.stringify(activity),
    });
    expect(response.status).toBe(200);
    return connector.said.slice(before).flatMap(({ activity }) => (activity.text ? [activity.text] : []));
  };
  closing = async () => {
    await closeServer(server, 100);
    await connector.stop();
    await zalo.close();
    await service.close();
    await rm(dataDir, { recursive: true, force: true });
  };
}, 120_000);
afterAll(() => closing());

describe('the whole bot', () => {
  it.each(talks.map((talk, n) => [n, talk] as const))(
    'says the same on Zalo as over the protocol of the Emulator (talk %i: %j)',
    { timeout: 120_000 },
    async (n, talk) => {
      const who = `700000000000000010${n}`;
      for (const text of talk) {
        const spoken = (await emulator(text, n)).join('\n');
        const before = zalo.zalo.received(who).length;
        await zalo.zalo.say(who, text);
        await zalo.work();
        const parts = zalo.zalo.received(who).slice(before);
        for (const part of parts) expect(part.length).toBeLessThanOrEqual(2000);
        const shown = parts.join('\n');
        const sentences = linesOf(spoken);
        expect(sentences.length).toBeGreaterThan(0);
        for (const sentence of sentences) expect(words(shown)).toContain(words(sentence));
        expect(shown).not.toMatch(/\*\*|\]\(|^#|<\w/mu);
        for (const mark of spoken.match(/^\[\d+\]: \S+\/van-ban\/\S+/gmu) ?? [])
          expect(shown).toContain(
            mark.replace(/^\[\d+\]: (?:https?:\/\/[^/]+)?/u, 'https://hoidap.example.gov.vn'),
          );
      }
    },
  );
});

/** What the bot said, line by line, without markup and without the definitions that Zalo shows in its own way. */
function linesOf(markdown: string): string[] {
  const text = markdown.replace(/^\[\d+\]:.*$/gmu, '');
  return plainText(text)
    .split('\n')
    .filter((line) => line.trim() !== '');
}

function words(text: string): string {
  return text.replace(/\s+/gu, ' ').trim();
}
