import { ConversationState, TestAdapter, type Storage, type TurnContext } from 'botbuilder';
import { beforeEach, expect, it, vi } from 'vitest';
import { BotStateStorage } from '../../src/storage/bot-state-storage.ts';
import type { Database } from '../../src/storage/database.ts';
import { FixedClock } from '../fakes/fixed-clock.ts';
import { onBothDatabases } from './databases.ts';

onBothDatabases('bot state', (databases) => {
  const clock = new FixedClock();
  let database: Database;
  let storage: BotStateStorage;

  beforeEach(async () => {
    database = await databases.create();
    storage = new BotStateStorage(database, clock.now);
  });

  it('reads nothing for unknown keys', async () => {
    expect(await storage.read(['absent'])).toEqual({});
    expect(await storage.read([])).toEqual({});
  });

  it('gives back what was written, with an eTag, also after a restart', async () => {
    await storage.write({
      'zalo/users/1': { name: 'Nguyễn Thị Ánh', odd: 'a\u0000b\ud800', deep: [{ n: 1.5 }] },
    });
    for (const reader of [storage, new BotStateStorage(await databases.openAgain(), clock.now)]) {
      const { 'zalo/users/1': item } = await reader.read(['zalo/users/1', 'absent']);
      expect(item).toMatchObject({ name: 'Nguyễn Thị Ánh', odd: 'a\u0000b\ud800', deep: [{ n: 1.5 }] });
      expect(item?.eTag).toMatch(/^\d+$/);
    }
  });

  it('hands out copies, so that a turn cannot change what another reads', async () => {
    await storage.write({ key: { list: ['một'] } });
    const { key } = await storage.read(['key']);
    (key?.['list'] as string[] | undefined)?.push('hai');
    expect((await storage.read(['key'])).key?.list).toEqual(['một']);
  });

  it('refuses a write on a version that is no longer the stored one', async () => {
    await storage.write({ key: { n: 1 } });
    const { key: first } = await storage.read(['key']);
    await storage.write({ key: { ...first, n: 2 } });
    await expect(storage.write({ key: { ...first, n: 3 } })).rejects.toMatchObject({
      code: 'storage/state-conflict',
    });
    expect((await storage.read(['key'])).key?.n).toBe(2);
  });

  it('writes all changes or none', async () => {
    await storage.write({ key: { n: 1 } });
    const { key: stale } = await storage.read(['key']);
    await storage.write({ key: { n: 2 } });
    const both = storage.write({ other: { n: 9 }, key: { ...stale, n: 3 } });
    await expect(both).rejects.toMatchObject({ code: 'storage/state-conflict' });
    expect(await storage.read(['other'])).toEqual({});
  });

  it('overwrites with the eTag * or without one', async () => {
    await storage.write({ key: { n: 1 } });
    await storage.write({ key: { n: 2, eTag: '*' } });
    await storage.write({ key: { n: 3 } });
    expect((await storage.read(['key'])).key?.n).toBe(3);
  });

  it('does not take an eTag from before a deletion for the new item', async () => {
    await storage.write({ key: { n: 1 } });
    const { key: old } = await storage.read(['key']);
    await storage.delete(['key']);
    expect(await storage.read(['key'])).toEqual({});
    clock.pass({ seconds: 1 });
    await storage.write({ key: { n: 2 } });
    await expect(storage.write({ key: { ...old, n: 3 } })).rejects.toMatchObject({
      code: 'storage/state-conflict',
    });
  });

  it('sees at once what another program has written', async () => {
    const other = new BotStateStorage(await databases.openAgain(), clock.now);
    await storage.write({ key: { n: 1 } });
    await storage.read(['key']);
    await other.write({ key: { n: 2 } });
    expect((await storage.read(['key'])).key?.n).toBe(2);
  });

  it('lets exactly one of two writers of the same version win', async () => {
    const other = new BotStateStorage(await databases.openAgain(), clock.now);
    await storage.write({ key: { n: 0 } });
    const [mine, theirs] = [await storage.read(['key']), await other.read(['key'])];
    const results = await Promise.allSettled([
      storage.write({ key: { ...mine.key, n: 1 } }),
      other.write({ key: { ...theirs.key, n: 2 } }),
    ]);
    expect(results.filter(({ status }) => status === 'fulfilled')).toHaveLength(1);
  });

  it('forgets what nobody has touched for long', async () => {
    await storage.write({ old: { n: 1 } });
    clock.pass({ days: 10 });
    await storage.write({ fresh: { n: 1 } });
    expect(await storage.removeIdle(clock.now())).toBe(1);
    expect(Object.keys(await storage.read(['old', 'fresh']))).toEqual(['fresh']);
  });

  it('reads at once what a write-behind is still bringing to the disk, and keeps it', async () => {
    const failed = vi.fn();
    const behind = new BotStateStorage(database, clock.now, { writeBehind: failed });
    for (let n = 0; n < 50; n += 1) {
      await behind.write({ key: { n, eTag: '*' } });
      expect((await behind.read(['key'])).key?.['n']).toBe(n);
    }
    await database.commits.settled();
    const { key } = await new BotStateStorage(await databases.openAgain(), clock.now).read(['key']);
    expect(key?.['n']).toBe(49);
    expect(key?.eTag).toBe((await behind.read(['key'])).key?.eTag);
    expect(failed).not.toHaveBeenCalled();
  });

  it('still refuses a stale version when it writes behind', async () => {
    const behind = new BotStateStorage(database, clock.now, { writeBehind: vi.fn() });
    await behind.write({ key: { n: 1 } });
    const { key: stale } = await behind.read(['key']);
    await behind.write({ key: { n: 2 } });
    await expect(behind.write({ key: { ...stale, n: 3 } })).rejects.toMatchObject({
      code: 'storage/state-conflict',
    });
    expect((await behind.read(['key'])).key?.['n']).toBe(2);
  });

  it('serves botbuilder: the state of a conversation goes on after a restart', async () => {
    const counts: number[] = [];
    for (const program of [storage, new BotStateStorage(await databases.openAgain(), clock.now)]) {
      const state = new ConversationState(program satisfies Storage);
      const count = state.createProperty<number>('count');
      const adapter = new TestAdapter(async (context: TurnContext) => {
        const next = (await count.get(context, 0)) + 1;
        await count.set(context, next);
        counts.push(next);
        await state.saveChanges(context);
      });
      await adapter.receiveActivity({ type: 'message', text: 'chào' });
    }
    expect(counts).toEqual([1, 2]);
  });
});
