import { mkdir, mkdtemp, readdir, rm, utimes, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { readPlan } from '../../../knowledge/parser/read-plan.ts';
import { ReadingCache } from '../../../knowledge/reading-cache.ts';
import { BotStateStorage } from '../../../src/storage/bot-state-storage.ts';
import { cleanUp, defaultKeepDays } from '../../../src/storage/clean-up.ts';
import { ConversationStore } from '../../../src/storage/conversation-store.ts';
import { openDatabase, type Database } from '../../../src/storage/database.ts';
import { InboundEventStore } from '../../../src/storage/inbound-event-store.ts';
import { OutboxStore } from '../../../src/storage/outbox-store.ts';
import { UploadStore } from '../../../src/storage/upload-store.ts';
import { FixedClock } from '../../fakes/fixed-clock.ts';
import { silentLog } from '../../fakes/silent-log.ts';

let dataDir: string;
let uploadsDir: string;
let database: Database;
let clock: FixedClock;

beforeEach(async () => {
  dataDir = await mkdtemp(join(tmpdir(), 'assistant-test-'));
  uploadsDir = join(dataDir, 'uploads');
  await mkdir(uploadsDir);
  database = await openDatabase({ dataDir, log: silentLog });
  clock = new FixedClock();
});

afterEach(async () => {
  await database.close();
  await rm(dataDir, { recursive: true, force: true });
});

async function file(name: string): Promise<void> {
  await writeFile(join(uploadsDir, name), name);
  await utimes(join(uploadsDir, name), clock.now(), clock.now());
}

async function oneOfEach(id: string): Promise<void> {
  const conversations = new ConversationStore(database);
  await conversations.create({ id, channel: 'directline', userId: id }, clock.now());
  await conversations.append(id, [{ id: 'a', text: 'x' }], clock.now());
  const described = { name: 'a.jpg', contentType: 'image/jpeg', size: 1, sha256: '', createdAt: clock.now() };
  await new UploadStore(database).add({ id, conversationId: id, storedAs: id, ...described });
  await file(id);
  await new BotStateStorage(database, clock.now).write({ [id]: {} });
  const recipient = { channel: 'zalo', userId: id, conversationId: id };
  await new OutboxStore(database).enqueue([{ id, recipient, message: { text: '' } }], clock.now());
  const times = { occurredAt: clock.now(), notBefore: clock.now() };
  const events = new InboundEventStore(database);
  await events.add({ channel: 'zalo', eventId: id, userId: id, payload: '', ...times }, clock.now());
  const claimed = await events.claimNext('zalo', clock.now(), clock.now());
  if (claimed) await events.record(claimed, { state: 'done' }, clock.now());
}

const clean = () => {
  const botState = new BotStateStorage(database, clock.now);
  const cacheDirs = [join(dataDir, 'readings'), join(dataDir, 'index')];
  return cleanUp({ database, botState, uploadsDir, cacheDirs, keep: defaultKeepDays, now: clock.now() });
};

describe('the daily clean-up', () => {
  it('removes what is old with its files, and keeps what is not and what still waits', async () => {
    await oneOfEach('old');
    clock.pass({ days: 60 });
    await oneOfEach('fresh');
    expect(await clean()).toEqual({
      conversations: 0,
      botState: 0,
      outbox: 0,
      inboundEvents: 1,
      files: 0,
      cached: 0,
    });
    clock.pass({ days: 31 });
    expect(await clean()).toEqual({
      conversations: 1,
      botState: 1,
      outbox: 0,
      inboundEvents: 1,
      files: 1,
      cached: 0,
    });
    expect(await readdir(uploadsDir)).toEqual(['fresh']);
    expect(await database.queries.selectFrom('outbox').select('id').execute()).toHaveLength(2);
    expect(await clean()).toEqual({
      conversations: 0,
      botState: 0,
      outbox: 0,
      inboundEvents: 0,
      files: 0,
      cached: 0,
    });
  });

  it('removes files that a crash left behind, but none that may still be waiting for its row', async () => {
    await file('stray');
    clock.pass({ hours: 2 });
    await file('just-written');
    expect(await clean()).toMatchObject({ files: 1 });
    expect(await readdir(uploadsDir)).toEqual(['just-written']);
  });

  it('removes readings and indexes of plans that no start asked for any more', async () => {
    const cache = new ReadingCache(join(dataDir, 'readings'), clock.now);
    const plan = readPlan('KẾ HOẠCH\nChuyển đổi số xã Bình Minh năm 2026\n', { id: 'a' });
    await cache.read('gone', () => plan);
    await cache.read('current', () => plan);
    clock.pass({ days: 20 });
    await cache.read('current', () => {
      throw new Error('was not kept');
    });
    clock.pass({ days: 20 });
    expect(await clean()).toMatchObject({ cached: 1 });
    expect(await readdir(join(dataDir, 'readings'))).toHaveLength(1);
    expect(await clean()).toMatchObject({ cached: 0 });
  });

  it('removes any number of conversations', async () => {
    const conversations = new ConversationStore(database);
    await Promise.all(
      Array.from({ length: 1_200 }, (_, n) =>
        conversations.create({ id: `c${n}`, channel: 'directline' }, clock.now()),
      ),
    );
    clock.pass({ days: 91 });
    expect(await clean()).toMatchObject({ conversations: 1_200 });
  });
});
