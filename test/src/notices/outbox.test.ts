import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import type {
  IdentifiedMessage,
  Notice,
  NoticeChannel,
  NoticeStore,
  Outcome,
} from '../../../src/notices/notice.ts';
import { Outbox, type NoticeAlert, type OutboxParts } from '../../../src/notices/outbox.ts';
import { openDatabase, type Database } from '../../../src/storage/database.ts';
import { OutboxStore } from '../../../src/storage/outbox-store.ts';
import { FixedClock } from '../../fakes/fixed-clock.ts';
import { silentLog } from '../../fakes/silent-log.ts';

const HOUR = 3_600_000;

let dataDir: string;
let database: Database;
let store: OutboxStore;
let clock: FixedClock;
let alerts: NoticeAlert[];

beforeEach(async () => {
  dataDir = await mkdtemp(join(tmpdir(), 'assistant-test-'));
  database = await openDatabase({ dataDir, log: silentLog });
  store = new OutboxStore(database);
  clock = new FixedClock();
  alerts = [];
});

afterEach(async () => {
  await database.close();
  await rm(dataDir, { recursive: true, force: true });
});

/** The other side: what was shown to whom, and how it behaves at the moment. */
class Phone implements NoticeChannel {
  readonly name = 'zalo';
  readonly shown: { readonly userId: string; readonly id: string }[] = [];
  readonly open = new Map<string, number>();
  attempts = 0;
  behave: (userId: string, id: string) => Outcome | 'accept-then-break' | 'break' = () => ({
    outcome: 'delivered',
  });

  async deliver({ userId }: { userId: string }, { id }: IdentifiedMessage): Promise<Outcome> {
    this.attempts += 1;
    this.open.set(userId, (this.open.get(userId) ?? 0) + 1);
    expect(this.open.get(userId), 'one message to a person at a time').toBe(1);
    await Promise.resolve();
    this.open.set(userId, 0);
    const behaviour = this.behave(userId, id);
    if (behaviour === 'break') throw new Error('socket hang up');
    if (behaviour === 'accept-then-break' || behaviour.outcome === 'delivered')
      this.shown.push({ userId, id });
    if (behaviour === 'accept-then-break') throw new Error('socket hang up');
    return behaviour.outcome === 'delivered' ? { outcome: 'delivered', id: `z-${id}` } : behaviour;
  }

  shownTo(userId: string): string[] {
    return this.shown.filter((message) => message.userId === userId).map(({ id }) => id);
  }
}

function notice(id: string, userId = 'u1', changes: Partial<Notice> = {}): Notice {
  const recipient = { channel: 'zalo', userId, conversationId: `oa:${userId}` };
  return { id, recipient, message: { text: `Nội dung ${id}` }, ...changes };
}

function outbox(channels: readonly NoticeChannel[], parts: Partial<OutboxParts> = {}): Outbox {
  return new Outbox({
    store,
    channels,
    now: clock.now,
    random: () => 0.5,
    alert: (alert) => alerts.push(alert),
    ...parts,
  });
}

/** The program is killed after the channel took the message and before that is written down. */
async function crashDuring(phone: Phone): Promise<void> {
  const dying: NoticeStore = {
    openChannels: () => store.openChannels(),
    claimNext: (...call) => store.claimNext(...call),
    expiredLeases: (...call) => store.expiredLeases(...call),
    record: () => Promise.reject(new Error('killed')),
  };
  await expect(outbox([phone], { store: dying }).runDue()).rejects.toThrow('killed');
}

/** Lets simulated time pass in small steps, with the worker's rounds. */
async function pass(hours: number, box: Outbox): Promise<void> {
  for (let minute = 0; minute < hours * 60; minute += 5) {
    clock.pass({ minutes: 5 });
    await box.runDue();
  }
}

describe('the outbox', () => {
  it('delivers what is due, each person in order, and keeps the id it was given', async () => {
    const phone = new Phone();
    await store.enqueue([notice('a1'), notice('b1', 'u2'), notice('a2'), notice('a3')], clock.now());
    expect(await outbox([phone]).runDue()).toBe(4);
    expect(phone.shownTo('u1')).toEqual(['a1', 'a2', 'a3']);
    expect(await store.find('b1')).toMatchObject({ state: 'delivered', deliveredId: 'z-b1' });
    expect(await outbox([phone]).runDue()).toBe(0);
    expect(alerts).toEqual([]);
  });

  it('sends everything in order and once after an outage of 24 hours', async () => {
    const phone = new Phone();
    const box = outbox([phone], { random: seeded(7) });
    const people = Array.from({ length: 50 }, (_, n) => `u${n}`);
    let down = true;
    phone.behave = () => (down ? { outcome: 'retry', reason: 'ECONNREFUSED' } : { outcome: 'delivered' });
    for (let hour = 0; hour < 24; hour += 1) {
      if (hour % 3 === 0) {
        await store.enqueue(
          people.map((user) => notice(`${user}-${hour / 3}`, user)),
          clock.now(),
        );
      }
      await pass(1, box);
    }
    expect(phone.shown).toEqual([]);
    down = false;
    await pass(1, box);
    for (const user of people) {
      expect(phone.shownTo(user)).toEqual(Array.from({ length: 8 }, (_, n) => `${user}-${n}`));
    }
    expect(await store.backlog(clock.now())).toMatchObject({ waiting: 0, dead: 0, uncertain: 0 });
    // Patient: a person's head of the line is tried some fifty times a day, not every round.
    expect(phone.attempts / people.length).toBeLessThan(80);
  });

  it('waits longer after each failure, spread to either side, and heeds what the channel asks', async () => {
    const phone = new Phone();
    phone.behave = () => ({ outcome: 'retry', reason: 'no' });
    await store.enqueue([notice('a')], clock.now());
    const waits: number[] = [];
    for (const random of [0, 0.5, 0.999, 0.5]) {
      await outbox([phone], { random: () => random }).runDue();
      const next = (await store.find('a'))?.nextAttemptAt ?? clock.now();
      waits.push((next.getTime() - clock.now().getTime()) / 1_000);
      clock.set(next);
    }
    expect(waits.map(Math.round)).toEqual([4, 10, 25, 40]);
    phone.behave = () => ({ outcome: 'retry', reason: 'busy', afterMs: HOUR });
    await outbox([phone]).runDue();
    expect((await store.find('a'))?.nextAttemptAt).toEqual(new Date(clock.now().getTime() + HOUR));
  });

  it('keeps trying for three days, then gives up with a record and an alert', async () => {
    const phone = new Phone();
    phone.behave = () => ({ outcome: 'retry', reason: 'HTTP 503' });
    const box = outbox([phone]);
    await store.enqueue([notice('a'), notice('behind')], clock.now());
    await pass(72, box);
    expect(await store.find('a')).toMatchObject({ state: 'waiting' });
    await pass(2, box);
    expect(await store.find('a')).toMatchObject({
      state: 'dead',
      code: 'outbox/gave-up',
      reason: 'HTTP 503',
    });
    expect(alerts[0]).toMatchObject({ id: 'a', state: 'dead', code: 'outbox/gave-up' });
    phone.behave = () => ({ outcome: 'delivered' });
    await store.enqueue([notice('later')], clock.now());
    await pass(1, box);
    expect(phone.shownTo('u1')).toContain('later');
  });

  it('takes a refusal as final, says so, and goes on with what is behind it', async () => {
    const phone = new Phone();
    phone.behave = (_, id) =>
      id === 'a' ? { outcome: 'refused', code: 'zalo/blocked', reason: '-213' } : { outcome: 'delivered' };
    await store.enqueue([notice('a'), notice('b')], clock.now());
    await outbox([phone]).runDue();
    expect(await store.find('a')).toMatchObject({ state: 'dead', code: 'zalo/blocked', attempts: 1 });
    expect(phone.shownTo('u1')).toEqual(['b']);
    expect(alerts).toEqual([
      {
        id: 'a',
        channel: 'zalo',
        state: 'dead',
        code: 'zalo/blocked',
        reason: '-213',
        fallbackId: undefined,
      },
    ]);
  });

  it('falls back, with a record, when the window has closed during an outage', async () => {
    const phone = new Phone();
    const mail = new (class extends Phone {
      override readonly name = 'mail' as 'zalo';
    })();
    phone.behave = () => ({ outcome: 'retry', reason: 'ETIMEDOUT' });
    const box = outbox([phone, mail], {
      fallback: ({ id, message }, code) => ({
        id: `${id}/mail`,
        recipient: { channel: 'mail', userId: 'a@example.vn', conversationId: code },
        message,
      }),
    });
    const expiresAt = new Date(clock.now().getTime() + 48 * HOUR);
    await store.enqueue([notice('a', 'u1', { expiresAt })], clock.now());
    await pass(47, box);
    expect(await store.find('a')).toMatchObject({ state: 'waiting' });
    await pass(2, box);
    expect(await store.find('a')).toMatchObject({
      state: 'dead',
      code: 'outbox/window-closed',
      fallbackId: 'a/mail',
    });
    expect(mail.shown.map(({ id }) => id)).toEqual(['a/mail']);
    expect(phone.shown).toEqual([]);
  });

  it('never repeats what may have arrived, and tells a person about it', async () => {
    const phone = new Phone();
    phone.behave = (_, id) => (id === 'a' ? 'accept-then-break' : { outcome: 'delivered' });
    await store.enqueue([notice('a'), notice('b')], clock.now());
    await pass(74, outbox([phone]));
    expect(phone.shownTo('u1')).toEqual(['a', 'b']);
    expect(await store.find('a')).toMatchObject({ state: 'uncertain', code: 'outbox/uncertain' });
    expect(alerts.map(({ id, state }) => [id, state])).toEqual([['a', 'uncertain']]);
  });

  it('simply repeats on a channel that shows the same id once', async () => {
    const phone = Object.assign(new Phone(), { repeatable: true });
    let lost = 3;
    phone.behave = () => (lost-- > 0 ? 'accept-then-break' : { outcome: 'delivered' });
    await store.enqueue([notice('a'), notice('b')], clock.now());
    await pass(1, outbox([phone]));
    expect([...new Set(phone.shownTo('u1'))]).toEqual(['a', 'b']);
    expect(await store.find('a')).toMatchObject({ state: 'delivered', attempts: 4 });
  });

  it('asks a channel that can tell whether a cut-off message arrived, and holds the line until then', async () => {
    const phone = new Phone();
    let reachable = false;
    const asking = Object.assign(phone, {
      confirm: async (_: unknown, { id }: IdentifiedMessage) =>
        reachable ? phone.shown.some((message) => message.id === id) : undefined,
    });
    phone.behave = (userId) => (userId === 'u1' ? 'accept-then-break' : 'break');
    const box = outbox([asking]);
    await store.enqueue([notice('a1'), notice('a2'), notice('b1', 'u2'), notice('b2', 'u2')], clock.now());
    await pass(2, box);
    expect(phone.shown.map(({ id }) => id)).toEqual(['a1']);
    reachable = true;
    phone.behave = () => ({ outcome: 'delivered' });
    await pass(3, box);
    expect(phone.shownTo('u1')).toEqual(['a1', 'a2']);
    expect(phone.shownTo('u2')).toEqual(['b1', 'b2']);
    expect(alerts).toEqual([]);
  });

  describe('after a crash between claim and record', () => {
    it('delivers again where that has effect once, after the lease and in order', async () => {
      const phone = Object.assign(new Phone(), { repeatable: true });
      await store.enqueue([notice('a'), notice('b')], clock.now());
      await crashDuring(phone);
      const restarted = outbox([phone]);
      await restarted.runDue();
      expect(phone.shownTo('u1')).toEqual(['a']);
      await pass(1, restarted);
      expect(phone.shownTo('u1')).toEqual(['a', 'a', 'b']);
      expect(await store.find('a')).toMatchObject({ state: 'delivered', attempts: 2 });
    });

    it('marks it uncertain where that would show it twice', async () => {
      const phone = new Phone();
      await store.enqueue([notice('a'), notice('b')], clock.now());
      await crashDuring(phone);
      await pass(1, outbox([phone]));
      expect(phone.shownTo('u1')).toEqual(['a', 'b']);
      expect(await store.find('a')).toMatchObject({ state: 'uncertain' });
    });
  });

  it('does not forget a delivery when the database was busy at that moment', async () => {
    const phone = new Phone();
    let busy = true;
    const flaky: NoticeStore = {
      openChannels: () => store.openChannels(),
      claimNext: (...call) => store.claimNext(...call),
      expiredLeases: (...call) => store.expiredLeases(...call),
      record: (...call) => (busy ? Promise.reject(new Error('busy')) : store.record(...call)),
    };
    const box = outbox([phone], { store: flaky });
    await store.enqueue([notice('a')], clock.now());
    await expect(box.runDue()).rejects.toThrow('busy');
    clock.pass({ hours: 1 });
    busy = false;
    await box.runDue();
    expect(phone.shownTo('u1')).toEqual(['a']);
    expect(await store.find('a')).toMatchObject({ state: 'delivered' });
  });

  it('does not let one channel that hangs hold up another', async () => {
    const stuck = new (class extends Phone {
      override deliver(): Promise<Outcome> {
        return new Promise((resolve) => releases.push(() => resolve({ outcome: 'delivered' })));
      }
    })();
    const releases: (() => void)[] = [];
    const mail = new (class extends Phone {
      override readonly name = 'mail' as 'zalo';
    })();
    const recipient = { channel: 'mail', userId: 'm', conversationId: 'm' };
    await store.enqueue([notice('a'), notice('m', 'm', { recipient })], clock.now());
    const round = outbox([stuck, mail]).runDue();
    await expect.poll(() => mail.shown.length).toBe(1);
    for (const release of releases) release();
    expect(await round).toBe(2);
  });

  it('keeps the notices of a channel that is switched off, until it is back', async () => {
    await store.enqueue([notice('a')], clock.now());
    await pass(10, outbox([]));
    const phone = new Phone();
    await pass(1, outbox([phone]));
    expect(phone.shownTo('u1')).toEqual(['a']);
  });

  it('sends a hundred people ten messages each, in order, through failures, and no two at once', async () => {
    const phone = new Phone();
    const random = seeded(3);
    phone.behave = () => (random() < 0.3 ? { outcome: 'retry', reason: '-32' } : { outcome: 'delivered' });
    const people = Array.from({ length: 100 }, (_, n) => `u${n}`);
    const all = Array.from({ length: 10 }, (_, n) => people.map((user) => notice(`${user}-${n}`, user)));
    await store.enqueue(all.flat(), clock.now());
    await pass(4, outbox([phone], { random }));
    for (const user of people) {
      expect(phone.shownTo(user)).toEqual(Array.from({ length: 10 }, (_, n) => `${user}-${n}`));
    }
  });
});

/** A small generator with a fixed seed (mulberry32), so that a failure can be seen again. */
function seeded(seed: number): () => number {
  let state = seed;
  return () => {
    state = (state + 0x6d2b79f5) | 0;
    let mixed = Math.imul(state ^ (state >>> 15), 1 | state);
    mixed = (mixed + Math.imul(mixed ^ (mixed >>> 7), 61 | mixed)) ^ mixed;
    return ((mixed ^ (mixed >>> 14)) >>> 0) / 4_294_967_296;
  };
}
