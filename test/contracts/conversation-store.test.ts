import { beforeEach, expect, it } from 'vitest';
import { ConversationStore } from '../../src/storage/conversation-store.ts';
import type { Database } from '../../src/storage/database.ts';
import { DirectLineConversations } from '../../src/storage/direct-line-conversations.ts';
import type { Upload } from '../../src/channels/direct-line/upload-index.ts';
import { UploadStore } from '../../src/storage/upload-store.ts';
import { FixedClock } from '../fakes/fixed-clock.ts';
import { onBothDatabases } from './databases.ts';

onBothDatabases('conversations', (databases) => {
  const clock = new FixedClock();
  let database: Database;
  let store: ConversationStore;
  let uploads: UploadStore;

  beforeEach(async () => {
    database = await databases.create();
    store = new ConversationStore(database);
    uploads = new UploadStore(database);
  });

  const start = (id: string, userId?: string) =>
    store.create({ id, channel: 'directline', userId }, clock.now());

  const upload = (id: string, conversationId: string, changes: Partial<Upload> = {}): Upload => ({
    id,
    conversationId,
    name: 'Đơn.pdf',
    contentType: 'application/pdf',
    size: 12,
    sha256: 'ab',
    storedAs: `${id}.bin`,
    createdAt: clock.now(),
    ...changes,
  });

  it('keeps a conversation as it was created, and creates it once', async () => {
    expect(await start('c1', 'dl_1')).toBe(true);
    expect(await start('c1', 'dl_2')).toBe(false);
    expect(await store.find('c1')).toEqual({
      id: 'c1',
      channel: 'directline',
      userId: 'dl_1',
      locale: undefined,
      createdAt: clock.now(),
      lastSeenAt: clock.now(),
      pausedUntil: undefined,
    });
    expect(await store.find('c2')).toBeUndefined();
  });

  it('reads on from a watermark, in order, page by page', async () => {
    await start('c1');
    expect(await store.last('c1')).toBeUndefined();
    expect(await store.append('c1', [{ id: 'a', text: 'Chào' }, { id: 'b' }], clock.now())).toBe(2);
    expect(await store.append('c1', [{ id: 'c', text: 'x\u0000y' }], clock.now())).toBe(3);
    const first = await store.readSince('c1', 0, 2);
    expect(first.map(({ sequence, activity }) => [sequence, activity.id])).toEqual([
      [1, 'a'],
      [2, 'b'],
    ]);
    expect(await store.readSince('c1', 2)).toEqual([
      { sequence: 3, activity: { id: 'c', text: 'x\u0000y' } },
    ]);
    expect(await store.readSince('c1', 3)).toEqual([]);
    expect(await store.last('c1')).toMatchObject({ sequence: 3 });
  });

  it('does not append an activity twice, leaves no gap, nor appends to a conversation that is not there', async () => {
    await start('c1');
    const append = (...ids: string[]) =>
      store.append(
        'c1',
        ids.map((id) => ({ id, text: `lần ${(times += 1)}` })),
        clock.now(),
      );
    let times = 0;
    expect(await append('a')).toBe(1);
    expect(await append('b', 'c')).toBe(3);
    expect(await append('a')).toBe(1);
    expect(await append('b', 'd', 'd', 'a', 'e')).toBe(5);
    expect(await append('f')).toBe(6);
    const history = await store.readSince('c1', 0);
    expect(history.map(({ sequence, activity }) => `${sequence}${activity.id}`)).toEqual([
      '1a',
      '2b',
      '3c',
      '4d',
      '5e',
      '6f',
    ]);
    expect(history[0]?.activity['text']).toBe('lần 1');
    expect(await store.append('c2', [{ id: 'a' }], clock.now())).toBeUndefined();
  });

  it('gives concurrent appends different sequences without gaps, from two programs at once', async () => {
    await start('c1');
    const other = new ConversationStore(await databases.openAgain());
    const appended = await Promise.all(
      Array.from({ length: 120 }, (_, n) =>
        (n % 2 ? store : other).append('c1', [{ id: `m${n}` }], clock.now()),
      ),
    );
    const expected = Array.from({ length: 120 }, (_, n) => n + 1);
    expect([...appended].sort((a, b) => (a ?? 0) - (b ?? 0))).toEqual(expected);
    expect((await store.readSince('c1', 0)).map(({ sequence }) => sequence)).toEqual(expected);
  });

  it('keeps the order in which one conversation was written to', async () => {
    await start('c1');
    await Promise.all(
      Array.from({ length: 300 }, (_, n) => store.append('c1', [{ id: `m${n}` }], clock.now())),
    );
    const ids = (await store.readSince('c1', 0)).map(({ activity }) => activity.id);
    expect(ids).toEqual(Array.from({ length: 300 }, (_, n) => `m${n}`));
  });

  it('names the person once, and follows their last sign of life and language', async () => {
    await start('c1');
    clock.pass({ hours: 1 });
    await store.seen('c1', clock.now(), { userId: 'dl_1', locale: 'vi-VN' });
    await store.seen('c1', clock.now(), { userId: 'dl_other' });
    expect(await store.find('c1')).toMatchObject({
      userId: 'dl_1',
      locale: 'vi-VN',
      lastSeenAt: clock.now(),
    });
    expect((await store.ofPerson('directline', 'dl_1')).map(({ id }) => id)).toEqual(['c1']);
    expect(await store.ofPerson('zalo', 'dl_1')).toEqual([]);
  });

  it('remembers that an officer has taken over', async () => {
    await start('c1');
    await store.pause('c1', new Date('2026-11-21T02:00:00Z'));
    expect((await store.find('c1'))?.pausedUntil).toEqual(new Date('2026-11-21T02:00:00Z'));
    await store.pause('c1', undefined);
    expect((await store.find('c1'))?.pausedUntil).toBeUndefined();
  });

  it('knows the files of a conversation, whatever their names', async () => {
    await start('c1');
    await uploads.add(upload('u1', 'c1', { name: '../../etc/\u0000passwd' }));
    await uploads.add(upload('u2', 'c1'));
    expect(await uploads.find('u1')).toMatchObject({ name: '../../etc/ passwd', size: 12 });
    expect(await uploads.find('u9')).toBeUndefined();
    expect((await uploads.ofConversation('c1')).map(({ id }) => id)).toEqual(['u1', 'u2']);
    expect(await uploads.unknownAmong(['u1.bin', 'stray.bin', 'u2.bin'])).toEqual(['stray.bin']);
  });

  it('refuses a file for a conversation that is not there', async () => {
    await expect(uploads.add(upload('u1', 'nowhere'))).rejects.toThrow();
    expect(await uploads.find('u1')).toBeUndefined();
  });

  it('removes what is old with everything in it, and names the files to delete', async () => {
    await start('old', 'dl_1');
    await store.append('old', [{ id: 'a' }], clock.now());
    await uploads.add(upload('u1', 'old'));
    clock.pass({ days: 30 });
    await start('fresh', 'dl_2');
    await uploads.add(upload('u2', 'fresh'));
    expect(await store.removeIdle(clock.now())).toEqual({ conversations: 1, files: ['u1.bin'] });
    expect(await store.removeIdle(clock.now())).toEqual({ conversations: 0, files: [] });
    expect(await store.find('old')).toBeUndefined();
    expect(await store.readSince('old', 0)).toEqual([]);
    expect(await store.find('fresh')).toBeDefined();
  });

  it('forgets one person and nobody else', async () => {
    await start('c1', 'dl_1');
    await start('c2', 'dl_1');
    await start('c3', 'dl_2');
    await uploads.add(upload('u1', 'c2'));
    expect(await store.forgetPerson('directline', 'dl_1')).toEqual(['u1.bin']);
    expect(await store.ofPerson('directline', 'dl_1')).toEqual([]);
    expect(await store.find('c3')).toBeDefined();
  });

  it('serves Direct Line, and hides the conversations of other channels from it', async () => {
    const directLine = new DirectLineConversations(store, clock.now);
    const startedAt = clock.now().toISOString();
    expect(await directLine.create({ id: 'c1', userId: null, startedAt })).toBe(true);
    await store.create({ id: 'z1', channel: 'zalo', userId: '7' }, clock.now());
    expect(await directLine.find('c1')).toEqual({ id: 'c1', userId: null, startedAt });
    expect(await directLine.find('z1')).toBeUndefined();
    const activity = { type: 'message', id: 'a', text: 'Chào' } as Parameters<typeof directLine.append>[1];
    expect(await directLine.append('c1', activity)).toBe(1);
    expect(await directLine.after('c1', 0, 10)).toEqual([{ sequence: 1, activity }]);
    expect(await directLine.last('c1')).toEqual({ sequence: 1, activity });
    await expect(directLine.append('gone', activity)).rejects.toMatchObject({
      code: 'storage/no-conversation',
    });
  });
});
