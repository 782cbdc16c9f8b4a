import { randomUUID } from 'node:crypto';
import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { ActivityTypes, TestAdapter, type Activity } from 'botbuilder';
import type { AnswerMetadata } from '../../../knowledge/assignment.ts';
import { createService, type Service } from '../../../src/service.ts';
import { CaseDesk } from '../../../src/cases/case-desk.ts';
import { caseKeyFile, openKeys } from '../../../src/cases/key-files.ts';
import { caseMessages } from '../../../src/cases/messages.ts';
import { SqlCaseStore } from '../../../src/cases/sql-case-store.ts';
import { readConfig } from '../../../src/config.ts';
import { silentLog } from '../../fakes/silent-log.ts';
import { FixedClock } from '../../fakes/fixed-clock.ts';
import { keptReadings } from '../../kept-readings.ts';

export interface Reply {
  readonly text: string;
  readonly choices: readonly string[];
  readonly kind: AnswerMetadata['kind'] | undefined;
}

/** One office on one data folder that can be closed and opened again, with a clock to move on. */
export class OfficeOnDisk {
  readonly clock = new FixedClock(new Date('2026-11-21T02:00:00Z'));
  private constructor(
    private readonly dataDir: string,
    private readonly settings: Readonly<Record<string, string>>,
    public service: Service,
  ) {}

  static async open(settings: Readonly<Record<string, string>> = {}): Promise<OfficeOnDisk> {
    const dataDir = await mkdtemp(join(tmpdir(), 'office-'));
    const office = new OfficeOnDisk(dataDir, settings, undefined as unknown as Service);
    await office.start();
    return office;
  }

  /** Stops the service and starts it again on the same folder. */
  async restart(): Promise<void> {
    await this.service.close();
    await this.start();
  }

  async close(): Promise<void> {
    await this.service.close();
    await rm(this.dataDir, { recursive: true });
  }

  /** The officers' side of the same cases. */
  officers(): CaseDesk {
    const { config, database, rules } = this.service;
    const ring = openKeys(join(config.DATA_DIR, 'keys'), caseKeyFile, false, 'test');
    return new CaseDesk({
      store: new SqlCaseStore(database, ring),
      rules,
      say: caseMessages('ông/bà'),
      trackUrl: undefined,
      tellsOffice: false,
      newId: randomUUID,
    });
  }

  /** Someone who writes from an account of their own. */
  person(userId: string = randomUUID()): Person {
    return new Person(this, userId);
  }

  private async start(): Promise<void> {
    const { config, faults } = readConfig({
      DATA_DIR: this.dataDir,
      CACHE_DIR: keptReadings,
      ...this.settings,
    });
    if (!config) throw new Error(faults.join('\n'));
    this.service = await createService(config, silentLog, this.clock.now);
  }
}

export class Person {
  constructor(
    private readonly office: OfficeOnDisk,
    readonly userId: string,
  ) {}

  /** Says one thing; resolves to all that the bot answers, as one. */
  async says(text: string, more: Partial<Activity> = {}): Promise<Reply> {
    const replies: Partial<Activity>[] = [];
    const adapter = new TestAdapter(this.office.service.turn, {
      channelId: 'directline',
      from: { id: this.userId, name: '' },
      recipient: { id: 'tro-ly', name: '' },
      conversation: {
        id: `talk-${this.userId}`,
        isGroup: false,
        conversationType: 'personal',
        name: '',
      },
    });
    await adapter.receiveActivity({ type: ActivityTypes.Message, id: randomUUID(), text, ...more });
    for (let reply = adapter.getNextReply(); reply; reply = adapter.getNextReply()) replies.push(reply);
    const last = replies.findLast(({ channelData }) => channelData !== undefined);
    return {
      // As it is read: two spaces before a line's end only tell markdown that it is one.
      text: replies.map((reply) => (reply.text ?? '').replaceAll('  \n', '\n')).join('\n'),
      choices: (replies.at(-1)?.suggestedActions?.actions ?? []).map(({ title }) => title),
      kind: (last?.channelData as { readonly answer?: AnswerMetadata } | undefined)?.answer?.kind,
    };
  }

  /** Says one thing after the other; resolves to the last answer. */
  async saysAll(...texts: readonly string[]): Promise<Reply> {
    let reply: Reply | undefined;
    for (const text of texts) reply = await this.says(text);
    if (!reply) throw new Error('nothing was said');
    return reply;
  }
}

/** The code and the secret of a receipt. */
export function receiptOf({ text }: Reply): { readonly code: string; readonly secret: string } {
  const code = /Mã hồ sơ: \*\*(?<code>[\w.]+)\*\*/u.exec(text)?.groups?.['code'];
  const secret = /Mã bí mật: \*\*(?<secret>[\w-]+)\*\*/u.exec(text)?.groups?.['secret'];
  if (!code || !secret) throw new Error(`no receipt: ${text}`);
  return { code, secret };
}
