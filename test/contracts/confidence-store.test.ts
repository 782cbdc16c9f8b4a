import { beforeEach, expect, it } from 'vitest';
import { ConfidenceStore } from '../../src/storage/confidence-store.ts';
import { ConversationStore } from '../../src/storage/conversation-store.ts';
import type { Database } from '../../src/storage/database.ts';
import { onBothDatabases } from './databases.ts';

const now = new Date('2026-11-21T02:00:00Z');
const later = new Date('2026-11-22T03:00:00Z');
const instead = 'Lời này không được lưu.';

onBothDatabases('what is told in confidence', (databases) => {
  let database: Database;
  let talks: ConversationStore;
  let confidences: ConfidenceStore;

  beforeEach(async () => {
    database = await databases.create();
    talks = new ConversationStore(database);
    confidences = new ConfidenceStore(database);
    await talks.create({ id: 't', channel: 'directline' }, now);
    const attachments = [{ contentType: 'image/png', name: 'chứng cứ.png', contentUrl: '/files/1' }];
    const channelData = { clientActivityID: 'c', more: 'kín' };
    await talks.append(
      't',
      [
        { id: 'a', type: 'message', text: 'Chào' },
        { id: 'b', type: 'message', text: 'chuyện kín', attachments },
        { id: 'c', type: 'message', text: 'Tóm tắt chuyện kín' },
        { id: 'd', type: 'message', text: 'Gửi chuyện kín', value: 'kín', channelData, from: { id: 'u' } },
      ],
      now,
    );
  });

  const history = () => talks.readSince('t', 0);

  it('is taken out from its beginning; the last message keeps its place, its id and nothing else', async () => {
    await confidences.begin('t', 'b', now);
    expect(await confidences.end('t', 'b', 'd', instead)).toEqual({ files: ['/files/1'] });
    expect(await history()).toEqual([
      { sequence: 1, activity: { id: 'a', type: 'message', text: 'Chào' } },
      {
        sequence: 4,
        activity: {
          id: 'd',
          type: 'message',
          text: instead,
          from: { id: 'u' },
          channelData: { clientActivityID: 'c' },
        },
      },
    ]);
    await talks.append('t', [{ id: 'e', text: 'sau đó' }], now);
    expect((await talks.last('t'))?.sequence).toBe(5);
  });

  it('begins where it was first noted, however often it is', async () => {
    await confidences.begin('t', 'b', now);
    await confidences.begin('t', 'd', now);
    await confidences.end('t', 'd', 'd', instead);
    expect((await history()).map(({ activity }) => activity.id)).toEqual(['a', 'd']);
  });

  it('is taken out without having been noted, and where nothing is known nothing happens', async () => {
    expect(await confidences.end('t', 'c', 'd', instead)).toEqual({ files: [] });
    expect((await history()).map(({ activity }) => activity.id)).toEqual(['a', 'b', 'd']);
    expect(await confidences.end('elsewhere', 'x', 'y', instead)).toEqual({ files: [] });
    await confidences.begin('elsewhere', 'x', now);
    expect(await confidences.end('t', 'no-such', 'd', instead)).toEqual({ files: [] });
  });

  it('that was left lying is taken out whole, and only then', async () => {
    await confidences.begin('t', 'b', now);
    expect(await confidences.endIdle(now)).toEqual({ files: [], conversations: [] });
    expect(await confidences.endIdle(later)).toEqual({ files: ['/files/1'], conversations: ['t'] });
    expect((await history()).map(({ activity }) => activity.id)).toEqual(['a']);
    expect(await confidences.endIdle(later)).toEqual({ files: [], conversations: [] });
  });

  it('and everything else that is said stands in no table in clear', async () => {
    const { queries } = database;
    const rows = await queries.selectFrom('activities').selectAll().execute();
    expect(rows).toHaveLength(4);
    expect(JSON.stringify(rows)).not.toMatch(/chuyện kín|Chào/u);
    await queries
      .updateTable('activities')
      .set({ json: JSON.stringify({ id: 'a', text: 'từ trước' }) })
      .where('id', '=', 'a')
      .execute();
    expect((await history())[0]?.activity).toEqual({ id: 'a', text: 'từ trước' });
  });
});
