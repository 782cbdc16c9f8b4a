import { beforeEach, expect, it } from 'vitest';
import type { ClaimedNotice, Notice } from '../../src/notices/notice.ts';
import type { Database } from '../../src/storage/database.ts';
import { enqueueNotices, OutboxStore } from '../../src/storage/outbox-store.ts';
import { FixedClock } from '../fakes/fixed-clock.ts';
import { onBothDatabases } from './databases.ts';

const LEASE_MS = 120_000;

const notice = (id: string, userId = 'u1', changes: Partial<Notice> = {}): Notice => ({
  id,
  recipient: { channel: 'zalo', userId, conversationId: `oa:${userId}` },
  message: { text: `Nội dung ${id}`, choices: ['Có', 'Không'] },
  ...changes,
});

onBothDatabases('the outbox table', (databases) => {
  let clock: FixedClock;
  let database: Database;
  let store: OutboxStore;

  beforeEach(async () => {
    clock = new FixedClock();
    database = await databases.create();
    store = new OutboxStore(database);
  });

  const claim = (from = store) =>
    from.claimNext('zalo', clock.now(), new Date(clock.now().getTime() + LEASE_MS));
  const delivered = (claimed: ClaimedNotice) =>
    store.record(claimed, { state: 'delivered', deliveredId: 'z-1' }, clock.now());

  it('keeps a notice as it was enqueued, and takes the same id once', async () => {
    expect(await store.enqueue([notice('a'), notice('b')], clock.now())).toBe(2);
    expect(await store.enqueue([notice('a', 'someone-else'), notice('c')], clock.now())).toBe(1);
    expect(await store.enqueue([], clock.now())).toBe(0);
    expect(await store.find('a')).toMatchObject({ ...notice('a'), state: 'waiting', attempts: 0 });
    expect(await store.find('absent')).toBeUndefined();
    expect(await store.openChannels()).toEqual(['zalo']);
  });

  it('enqueues with a change of the caller or not at all', async () => {
    const change = database.queries.transaction().execute(async (transaction) => {
      await enqueueNotices(transaction, database.sealer, [notice('a')], clock.now());
      throw new Error('the change was refused');
    });
    await expect(change).rejects.toThrow('refused');
    expect(await store.find('a')).toBeUndefined();
  });

  it('hands out one notice for each person at a time, the oldest first', async () => {
    await store.enqueue([notice('a1'), notice('a2'), notice('b1', 'u2'), notice('b2', 'u2')], clock.now());
    const first = await claim();
    expect([first?.id, (await claim())?.id, await claim()]).toEqual(['a1', 'b1', undefined]);
    if (first) await delivered(first);
    expect([(await claim())?.id, await claim()]).toEqual(['a2', undefined]);
  });

  it('does not let two programs claim the same notice or the same person', async () => {
    const other = new OutboxStore(await databases.openAgain());
    const people = Array.from({ length: 20 }, (_, n) => `u${n}`);
    await store.enqueue(
      people.flatMap((user) => [notice(`${user}-1`, user), notice(`${user}-2`, user)]),
      clock.now(),
    );
    const claims = await Promise.all(
      Array.from({ length: 60 }, (_, n) => claim(n % 2 ? store : other).catch(() => undefined)),
    );
    const ids = claims.flatMap((claimed) => claimed?.id ?? []);
    expect(new Set(ids).size).toBe(ids.length);
    const inFlight = claims.flatMap((claimed) => claimed?.recipient.userId ?? []);
    expect(new Set(inFlight).size).toBe(inFlight.length);
    expect(ids.every((id) => id.endsWith('-1'))).toBe(true);
  });

  it('holds back what is not due yet without holding up what is', async () => {
    const tomorrow = new Date(clock.now().getTime() + 86_400_000);
    await store.enqueue([notice('reminder', 'u1', { notBefore: tomorrow }), notice('now')], clock.now());
    expect([(await claim())?.id, await claim()]).toEqual(['now', undefined]);
    clock.pass({ days: 1 });
    expect(await claim()).toBeUndefined(); // "now" is still under way
  });

  it('lets a notice that waits for its next attempt hold up what is behind it', async () => {
    await store.enqueue([notice('a1'), notice('a2')], clock.now());
    const first = await claim();
    const nextAttemptAt = new Date(clock.now().getTime() + 60_000);
    if (first) await store.record(first, { state: 'waiting', nextAttemptAt, reason: '-32' }, clock.now());
    expect(await claim()).toBeUndefined();
    clock.pass({ minutes: 1 });
    expect(await claim()).toMatchObject({ id: 'a1', attempts: 2, reason: '-32' });
  });

  it('shows the claims whose lease has ended, and no others', async () => {
    await store.enqueue([notice('a'), notice('b', 'u2')], clock.now());
    await claim();
    clock.pass({ minutes: 1 });
    await claim();
    clock.pass({ minutes: 1 });
    const expired = await store.expiredLeases('zalo', clock.now());
    expect(expired.map(({ id }) => id)).toEqual(['a']);
    expect(expired[0]?.claimedAt).toEqual(new Date(clock.now().getTime() - LEASE_MS));
  });

  it('refuses a result from whoever has lost the lease', async () => {
    await store.enqueue([notice('a')], clock.now());
    const late = await claim();
    if (late)
      await store.record(late, { state: 'waiting', nextAttemptAt: clock.now(), reason: '' }, clock.now());
    const again = await claim();
    expect(late && (await delivered(late))).toBe(false);
    expect(again && (await delivered(again))).toBe(true);
    expect(await store.find('a')).toMatchObject({ state: 'delivered', deliveredId: 'z-1', attempts: 2 });
  });

  it('believes the attempt itself when it ends after the notice was marked uncertain', async () => {
    await store.enqueue([notice('a')], clock.now());
    const slow = await claim();
    const uncertain = { state: 'uncertain', code: 'outbox/uncertain', reason: 'timeout' } as const;
    if (slow) await store.record(slow, uncertain, clock.now());
    expect((await store.inState('uncertain')).map(({ id }) => id)).toEqual(['a']);
    if (slow) await delivered(slow);
    expect(await store.find('a')).toMatchObject({ state: 'delivered', code: undefined });
  });

  it('keeps why a notice is dead, and enqueues what goes in its place in the same step', async () => {
    await store.enqueue([notice('a')], clock.now());
    const claimed = await claim();
    const fallback = {
      ...notice('a/mail'),
      recipient: { channel: 'mail', userId: 'm', conversationId: 'm' },
    };
    const dead = { state: 'dead', code: 'zalo/blocked', reason: '-213', fallback } as const;
    if (claimed) await store.record(claimed, dead, clock.now());
    expect(await store.find('a')).toMatchObject({
      state: 'dead',
      code: 'zalo/blocked',
      fallbackId: 'a/mail',
      finishedAt: clock.now(),
    });
    expect(await store.find('a/mail')).toMatchObject({ state: 'waiting' });
    expect(await store.backlog(clock.now())).toEqual({
      waiting: 1,
      uncertain: 0,
      dead: 1,
      oldestDue: clock.now(),
    });
  });

  it('sends a dead notice again when a person asks for it', async () => {
    await store.enqueue([notice('a', 'u1', { expiresAt: clock.now() })], clock.now());
    const claimed = await claim();
    const dead = { state: 'dead', code: 'x', reason: 'x', fallback: undefined } as const;
    if (claimed) await store.record(claimed, dead, clock.now());
    clock.pass({ days: 9 });
    expect(await store.sendAgain('a', clock.now())).toBe(true);
    expect(await store.sendAgain('a', clock.now())).toBe(false);
    expect(await claim()).toMatchObject({
      id: 'a',
      attempts: 1,
      notBefore: clock.now(),
      expiresAt: undefined,
    });
  });

  it('removes what was finished long ago, and everything of one person', async () => {
    await store.enqueue([notice('a'), notice('b', 'u2'), notice('c', 'u2')], clock.now());
    const claimed = await claim();
    if (claimed) await delivered(claimed);
    clock.pass({ days: 30 });
    expect(await store.removeFinished(clock.now())).toBe(1);
    expect(await store.forgetPerson('zalo', 'u2')).toBe(2);
    expect(await store.openChannels()).toEqual([]);
  });

  it('still knows everything after a restart', async () => {
    await store.enqueue([notice('a'), notice('b')], clock.now());
    await claim();
    const restarted = new OutboxStore(await databases.openAgain());
    expect(await restarted.find('b')).toMatchObject({ state: 'waiting' });
    expect(await claim(restarted)).toBeUndefined(); // "a" is still claimed by the program that died
    clock.pass({ minutes: 3 });
    expect((await restarted.expiredLeases('zalo', clock.now())).map(({ id }) => id)).toEqual(['a']);
  });
});
