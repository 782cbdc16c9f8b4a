import { ActivityTypes, MemoryStorage, TestAdapter } from 'botbuilder';
import { Dialog, type DialogContext, type DialogTurnResult } from 'botbuilder-dialogs';
import { beforeEach, describe, expect, it } from 'vitest';
import { vi } from '../../dialogs/messages/vi.ts';
import { createBot, type TurnLogic } from '../../src/bot.ts';
import { silentLog } from '../fakes/silent-log.ts';

/** Counts how far it has been moved. */
class Counter extends Dialog {
  heard = 0;

  override beginDialog(dc: DialogContext): Promise<DialogTurnResult> {
    return this.step(dc);
  }

  override continueDialog(dc: DialogContext): Promise<DialogTurnResult> {
    return this.step(dc);
  }

  private async step(dc: DialogContext): Promise<DialogTurnResult> {
    this.heard += 1;
    await dc.context.sendActivity(`bước ${this.heard}`);
    return Dialog.EndOfTurn;
  }
}

describe('a message that a channel delivers again', () => {
  let counter: Counter;
  let turn: TurnLogic;
  const storage = new MemoryStorage();

  const start = () => {
    turn = createBot({
      storage,
      recognizer: {
        recognize: () =>
          Promise.resolve({ intent: 'SendFeedback', confidence: 1, alternatives: [], source: 'local' }),
      },
      desk: {
        offices: [],
        ask: () => {
          throw new Error('not asked');
        },
      },
      say: vi('ông/bà'),
      publicUrl: '',
      today: () => '2026-11-21',
      now: () => new Date('2026-11-21T02:00:00Z'),
      log: silentLog,
      timeToComplain: { days: 90, article: 'Điều 9', verify: undefined },
      opened: () => ({ SendFeedback: counter }),
    });
  };

  beforeEach(() => {
    counter = new Counter('counter');
    start();
  });

  async function hear(channelId: string, id: string | undefined): Promise<string[]> {
    const conversation = { id: `talk-${channelId}`, isGroup: false, conversationType: '', name: '' };
    const adapter = new TestAdapter(turn, { channelId, conversation });
    await adapter.receiveActivity({ type: ActivityTypes.Message, text: 'phản ánh', ...(id && { id }) });
    const said: string[] = [];
    for (let reply = adapter.getNextReply(); reply; reply = adapter.getNextReply())
      said.push(reply.text ?? '');
    return said;
  }

  it.each(['directline', 'zalo', 'msteams', 'emulator'])(
    'moves the conversation on %s once, also after a restart',
    async (channel) => {
      expect(await hear(channel, 'm1')).toEqual(['bước 1']);
      expect(await hear(channel, 'm1')).toEqual([]);
      expect(await hear(channel, 'm2')).toEqual(['bước 2']);
      start();
      expect(await hear(channel, 'm1')).toEqual([]);
      expect(await hear(channel, 'm2')).toEqual([]);
      expect(await hear(channel, 'm3')).toEqual(['bước 3']);
    },
  );

  it('is another message in another conversation', async () => {
    await hear('a', 'same');
    expect(await hear('b', 'same')).toEqual(['bước 2']);
  });

  it('is heard again when the turn broke before it came to its end', async () => {
    const broken = createBot({
      storage,
      recognizer: { recognize: () => Promise.reject(new Error('broken')) },
      desk: { offices: [], ask: () => ({}) as never },
      say: vi('ông/bà'),
      publicUrl: '',
      today: () => '2026-11-21',
      now: () => new Date('2026-11-21T02:00:00Z'),
      log: silentLog,
      timeToComplain: { days: 90, article: 'Điều 9', verify: undefined },
      opened: () => ({ SendFeedback: counter }),
    });
    turn = broken;
    expect((await hear('c', 'm1'))[0]).toContain('Xin lỗi');
    start();
    expect(await hear('c', 'm1')).toEqual(['bước 1']);
  });
});
