import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { createService, type Service } from '../src/service.ts';
import { TerminalAdapter } from '../src/channels/terminal/terminal-adapter.ts';
import { readConfig } from '../src/config.ts';
import { createLog } from '../src/log.ts';
import type { AnswerMetadata } from '../knowledge/assignment.ts';
import { keptReadings } from './kept-readings.ts';

export interface Said {
  readonly text: string;
  readonly choices: readonly string[];
  readonly answer: AnswerMetadata | undefined;
}

export interface Office {
  readonly service: Service;
  /** A new conversation. */
  talk(): (text: string) => Promise<Said>;
  close(): Promise<void>;
}

/** The whole bot on a real database file in a folder of its own, talked to in this process. */
export async function openOffice(settings: Readonly<Record<string, string>> = {}): Promise<Office> {
  const dataDir = await mkdtemp(join(tmpdir(), 'office-'));
  const { config, faults } = readConfig({
    DATA_DIR: dataDir,
    CACHE_DIR: keptReadings,
    LOG_LEVEL: 'silent',
    ...settings,
  });
  if (!config) throw new Error(faults.join('\n'));
  const service = await createService(config, createLog('silent'), () => new Date('2026-11-21T02:00:00Z'));
  return {
    service,
    talk() {
      const terminal = new TerminalAdapter(service.turn);
      return async (text) => {
        const replies = await terminal.say(text);
        return {
          text: replies.map((reply) => reply.text).join('\n'),
          choices: replies.flatMap((reply) => reply.choices),
          answer: replies.map((reply) => reply.answer as AnswerMetadata | undefined).findLast(Boolean),
        };
      };
    },
    async close() {
      await service.close();
      await rm(dataDir, { recursive: true });
    },
  };
}
