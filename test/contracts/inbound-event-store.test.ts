import { beforeEach, expect, it } from 'vitest';
import type { ClaimedEvent, InboundEvent } from '../../src/channels/zalo/ports.ts';
import type { Database } from '../../src/storage/database.ts';
import { InboundEventStore } from '../../src/storage/inbound-event-store.ts';
import { FixedClock } from '../fakes/fixed-clock.ts';
import { onBothDatabases } from './databases.ts';

const LEASE_MS = 60_000;

onBothDatabases('inbound events', (databases) => {
  let clock: FixedClock;
  let database: Database;
  let store: InboundEventStore;

  beforeEach(async () => {
    clock = new FixedClock();
    database = await databases.create();
    store = new InboundEventStore(database);
  });

  const event = (eventId: string, userId = 'u1', changes: Partial<InboundEvent> = {}): InboundEvent => ({
    channel: 'zalo',
    eventId,
    userId,
    occurredAt: clock.now(),
    notBefore: clock.now(),
    payload: JSON.stringify({ message: { text: `xin chào ${eventId}` } }),
    ...changes,
  });
  const happened = (seconds: number) => ({ occurredAt: new Date(clock.now().getTime() + seconds * 1_000) });
  const claim = (from = store) =>
    from.claimNext('zalo', clock.now(), new Date(clock.now().getTime() + LEASE_MS));
  const done = (claimed: ClaimedEvent) => store.record(claimed, { state: 'done' }, clock.now());

  async function dealWithAll(from = store): Promise<string[]> {
    const order: string[] = [];
    for (let claimed = await claim(from); claimed; claimed = await claim(from)) {
      order.push(claimed.eventId);
      await from.record(claimed, { state: 'done' }, clock.now());
    }
    return order;
  }

  it('takes each event once, however often and at once it is delivered', async () => {
    const other = new InboundEventStore(await databases.openAgain());
    const taken = await Promise.all(
      Array.from({ length: 200 }, (_, n) =>
        (n % 2 ? store : other).add(event(`m${n % 40}`, `u${n % 7}`), clock.now()),
      ),
    );
    expect(taken.filter(Boolean)).toHaveLength(40);
    expect(new Set(await dealWithAll()).size).toBe(40);
  });

  it('still knows an event that was dealt with hours ago, and drops what it said', async () => {
    await store.add(event('m1'), clock.now());
    const { eventId, userId, occurredAt, payload } = event('m1');
    expect(await claim()).toMatchObject({ eventId, userId, occurredAt, payload, attempts: 1 });
    clock.pass({ minutes: 2 });
    await dealWithAll();
    clock.pass({ hours: 12 });
    expect(await store.add(event('m1'), clock.now())).toBe(false);
    expect(await claim()).toBeUndefined();
    const row = await database.queries.selectFrom('inbound_events').selectAll().executeTakeFirst();
    expect(row).toMatchObject({ state: 'done', payload: null });
  });

  it("keeps each person's order of happening, whatever the order of arrival", async () => {
    await store.add(event('third', 'u1', happened(3)), clock.now());
    await store.add(event('first', 'u1', happened(1)), clock.now());
    await store.add(event('other', 'u2', happened(9)), clock.now());
    await store.add(event('second', 'u1', happened(2)), clock.now());
    const order = await dealWithAll();
    expect(order.filter((id) => id !== 'other')).toEqual(['first', 'second', 'third']);
    expect(order).toContain('other');
  });

  it('waits for an earlier event that is not due yet', async () => {
    const soon = new Date(clock.now().getTime() + 2_000);
    await store.add(event('later', 'u1', happened(5)), clock.now());
    await store.add(event('earlier', 'u1', { ...happened(1), notBefore: soon }), clock.now());
    expect(await claim()).toBeUndefined();
    clock.pass({ seconds: 2 });
    expect(await dealWithAll()).toEqual(['earlier', 'later']);
  });

  it('hands out one event of a person at a time, also to two programs at once', async () => {
    const other = new InboundEventStore(await databases.openAgain());
    for (const user of ['u1', 'u2', 'u3', 'u4', 'u5']) {
      for (const n of [1, 2, 3]) await store.add(event(`${user}-${n}`, user, happened(n)), clock.now());
    }
    const claims = await Promise.all(
      Array.from({ length: 30 }, (_, n) => claim(n % 2 ? store : other).catch(() => undefined)),
    );
    const ids = claims.flatMap((claimed) => claimed?.eventId ?? []);
    expect(ids.length).toBeGreaterThan(0);
    expect(new Set(ids.map((id) => id.split('-')[0])).size).toBe(ids.length);
    expect(ids.every((id) => id.endsWith('-1'))).toBe(true);
  });

  it('hands out again, in order, what a program took and did not finish', async () => {
    await store.add(event('m1', 'u1', happened(1)), clock.now());
    await store.add(event('m2', 'u1', happened(2)), clock.now());
    const dead = await claim();
    const restarted = new InboundEventStore(await databases.openAgain());
    expect(await claim(restarted)).toBeUndefined();
    clock.pass({ ms: LEASE_MS });
    expect(await claim(restarted)).toMatchObject({ eventId: 'm1', attempts: 2 });
    expect(dead && (await done(dead))).toBe(false);
    expect(await claim(restarted)).toBeUndefined();
  });

  it('tries again later what failed for now, before what came after it', async () => {
    await store.add(event('m1', 'u1', happened(1)), clock.now());
    await store.add(event('m2', 'u1', happened(2)), clock.now());
    const first = await claim();
    const nextAttemptAt = new Date(clock.now().getTime() + 5_000);
    if (first)
      await store.record(first, { state: 'waiting', nextAttemptAt, reason: 'storage/busy' }, clock.now());
    expect(await claim()).toBeUndefined();
    clock.pass({ seconds: 5 });
    expect(await dealWithAll()).toEqual(['m1', 'm2']);
  });

  it('goes on after an event that cannot be dealt with, and keeps it to be looked at', async () => {
    await store.add(event('m1', 'u1', happened(1)), clock.now());
    await store.add(event('m2', 'u1', happened(2)), clock.now());
    const bad = await claim();
    if (bad) await store.record(bad, { state: 'failed', reason: 'bot/crashed' }, clock.now());
    expect(await store.backlog()).toEqual({ waiting: 1, failed: 1, oldest: clock.now() });
    expect(await dealWithAll()).toEqual(['m2']);
  });

  it('forgets what was dealt with long ago, and what one person said', async () => {
    await store.add(event('old'), clock.now());
    await dealWithAll();
    clock.pass({ days: 4 });
    await store.add(event('m1', 'u1'), clock.now());
    await store.add(event('m2', 'u2'), clock.now());
    expect(await store.removeFinished(clock.now())).toBe(1);
    await store.forgetPerson('zalo', 'u1', clock.now());
    expect(await store.add(event('m1', 'u1'), clock.now())).toBe(false);
    expect(await dealWithAll()).toEqual(['m2']);
    const rows = await database.queries.selectFrom('inbound_events').selectAll().execute();
    expect(JSON.stringify(rows)).not.toContain('u1');
  });
});
