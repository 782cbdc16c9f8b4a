import { afterEach, describe, expect, it } from 'vitest';
import type { Outage } from '../../../zalo-stand-in/trouble.ts';
import { noTrouble } from '../../../zalo-stand-in/trouble.ts';
import { FixedClock } from '../../../fakes/fixed-clock.ts';
import { officeBot } from './office-bot.ts';
import { Office } from './office.ts';

let office: Office;
afterEach(() => office.close());

const people = Array.from({ length: 12 }, (_, n) => `70000000000000000${n + 10}`);

async function open(callMs = 2000): Promise<void> {
  office = await Office.open({ clock: new FixedClock(), limits: { callMs, lanes: 20 } });
  office.zalo.echoes = false;
}

/** People go on writing all day, while nothing of Zalo's API works. */
async function dayOf(outage: Outage, messages: number, writing = people): Promise<void> {
  office.zalo.trouble.outage = outage;
  for (let n = 0; n < messages; n += 1) {
    for (const who of writing.slice(0, 3 + (n % 3) * 3)) await office.zalo.say(who, `câu ${n}`);
    await office.pass(24 / messages, 120);
  }
}

/** Works on until nothing waits; a day of simulated time must be enough. */
async function catchUp(): Promise<void> {
  for (let hours = 0; hours < 24; hours += 1) {
    await office.pass(1, 20);
    if ((await office.service.outboxStore.backlog(office.clock.now())).waiting === 0) return;
  }
}

function answersTo(who: string): readonly string[] {
  return office.answersTo(who);
}

function expectedFor(who: string): readonly string[] {
  const lines = office.zalo.people.person(who).lines;
  return lines.filter(({ from }) => from === 'person').map(({ text }) => `Nghe: ${text}`);
}

describe('after a day without the API of Zalo', () => {
  it.each(['refused', 'unavailable', 'silent'] as const)(
    'everything is delivered, in order and once, although the access token has run out (%s)',
    { timeout: 120_000 },
    async (outage) => {
      const writing = outage === 'silent' ? people.slice(0, 4) : people;
      await open(outage === 'silent' ? 150 : 2000);
      await dayOf(outage, 4, writing);
      office.clock.pass({ hours: 2 });
      Object.assign(office.zalo.trouble, noTrouble());
      await catchUp();
      expect(writing.flatMap(expectedFor).length).toBeGreaterThan(10);
      for (const who of writing) expect(answersTo(who)).toEqual(expectedFor(who));
      expect(office.seen.alerts).toEqual([]);
    },
  );

  it('also over restarts in the middle', { timeout: 60_000 }, async () => {
    await open();
    await dayOf('unavailable', 3);
    await office.restart();
    await dayOf('unavailable', 3);
    await office.restart();
    Object.assign(office.zalo.trouble, noTrouble());
    await catchUp();
    for (const who of people) expect(answersTo(who)).toEqual(expectedFor(who));
  });

  it('a message that came too late for the window is given up with a record, the others arrive', async () => {
    await open();
    const [early = '', late = ''] = people;
    await office.zalo.say(early, 'trước');
    await office.work();
    office.clock.pass({ days: 6, hours: 12 });
    await office.zalo.say(late, 'sau');
    await office.work();
    office.zalo.trouble.outage = 'unavailable';
    const to = (userId: string, id: string) => ({
      id,
      recipient: { channel: 'zalo', userId, conversationId: `zalo:${office.zalo.keys.oaId}:${userId}` },
      message: { text: `Tin ${id}` },
    });
    await office.service.outboxStore.enqueue([to(early, 'a'), to(late, 'b')], office.clock.now());
    await office.pass(24, 60);
    office.zalo.trouble.outage = 'none';
    await office.pass(2, 10);
    expect(answersTo(early)).toEqual(['Nghe: trước']);
    expect(answersTo(late)).toEqual(['Nghe: sau', 'Tin b']);
    expect(office.seen.alerts).toMatchObject([{ id: 'a', state: 'dead', code: 'zalo/window-closed' }]);
  });
});

describe('a message whose answer was lost', () => {
  const [who = ''] = people;

  it('is looked up and not sent a second time', async () => {
    await open();
    await office.zalo.follow(who);
    await office.work();
    await office.zalo.say(who, 'một');
    office.zalo.trouble.outage = 'lost';
    await office.work();
    expect(answersTo(who)).toEqual(['Nghe: một']);
    office.zalo.trouble.outage = 'none';
    await office.zalo.say(who, 'hai');
    await office.pass(1, 5);
    expect(answersTo(who)).toEqual(['Nghe: một', 'Nghe: hai']);
    expect(office.zalo.api.messageCalls).toBe(3);
  });

  it('is sent again when the look-up finds that it never arrived, also one of the same words as before', async () => {
    await open(300);
    await office.zalo.say(who, 'một');
    await office.work();
    office.clock.pass({ seconds: 10 });
    await office.zalo.say(who, 'một');
    office.zalo.trouble.outage = 'silent';
    await office.work();
    expect(answersTo(who)).toHaveLength(1);
    office.zalo.trouble.outage = 'none';
    await office.pass(1, 5);
    expect(answersTo(who)).toEqual(['Nghe: một', 'Nghe: một']);
  });

  it('is looked up by the next process, when this one died over it', async () => {
    await open();
    await office.zalo.say(who, 'một');
    await office.service.channel.runDue();
    const { outboxStore } = office.service;
    const now = office.clock.now();
    const claim = await outboxStore.claimNext('zalo', now, new Date(now.getTime() + 60_000));
    if (!claim) throw new Error('nothing to send');
    await office.service.channel.deliver(claim.recipient, { ...claim.message, id: claim.id });
    await office.restart(); // sent, but never recorded
    office.clock.pass({ minutes: 5 });
    await office.work();
    expect(answersTo(who)).toEqual(['Nghe: một']);
    expect(await office.service.outboxStore.find(claim.id)).toMatchObject({ state: 'delivered' });
  });
});

describe('a process that dies between the turn and its record', () => {
  const [who = ''] = people;

  /** The turn of an event, and again as after a crash before the event was recorded as done. */
  async function dealWithTwice(): Promise<void> {
    const { database } = office.service;
    const events = database.queries.updateTable('inbound_events');
    const { payload } = await database.queries
      .selectFrom('inbound_events')
      .select('payload')
      .where('state', '=', 'waiting')
      .executeTakeFirstOrThrow();
    await office.work();
    await events
      .set({ state: 'waiting', payload })
      .where('state', '=', 'done')
      .where('payload', 'is', null)
      .where((eb) =>
        eb(
          'sequence',
          '=',
          eb.selectFrom('inbound_events').select((one) => one.fn.max('sequence').as('last')),
        ),
      )
      .execute();
    await office.restart();
    await office.work();
  }

  it('says the same under the same ids, so the person reads it once', async () => {
    await open();
    await office.zalo.say(who, 'chọn');
    await dealWithTwice();
    expect(answersTo(who)).toHaveLength(1);
    await office.zalo.say(who, '2');
    await office.work();
    expect(answersTo(who)).toEqual([expect.stringContaining('1. Kết quả'), 'Nghe: Ai phối hợp']);
  });

  it('understands a number the second time as it did the first', async () => {
    const heard: string[] = [];
    office = await Office.open({
      turn: async (context) => {
        if (context.activity.type === 'message') heard.push(context.activity.text);
        await officeBot(context);
      },
    });
    await office.zalo.say(who, 'chọn');
    await office.work();
    await office.zalo.say(who, '1');
    await dealWithTwice();
    expect(heard).toEqual(['chọn', 'Việc này phải có kết quả gì?', 'Việc này phải có kết quả gì?']);
    expect(answersTo(who)).toHaveLength(2);
  });
});
