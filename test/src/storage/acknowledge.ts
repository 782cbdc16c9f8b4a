import { writeSync } from 'node:fs';
import { ConversationStore } from '../../../src/storage/conversation-store.ts';
import { openDatabase } from '../../../src/storage/database.ts';
import { enqueueNotices } from '../../../src/storage/outbox-store.ts';
import { silentLog } from '../../fakes/silent-log.ts';

/**
 * A program that writes without end, many at a time, and prints each id once it is acknowledged: a
 * conversation with two messages through the store, and a setting with its notice in one step.
 */
const [dataDir = '', life = ''] = process.argv.slice(2);
const database = await openDatabase({ dataDir, log: silentLog });
const conversations = new ConversationStore(database);

async function writer(number: number): Promise<never> {
  for (let n = 0; ; n += 1) {
    const id = `${life}-${number}-${n}`;
    const now = new Date();
    await conversations.create({ id, channel: 'directline' }, now);
    await conversations.append(id, [{ id: 'one', text: 'x'.repeat(200) }, { id: 'two' }], now);
    await database.commits.run(async (transaction) => {
      const row = { name: id, value: '1', updated_at: now.toISOString() };
      await transaction.insertInto('settings').values(row).execute();
      const recipient = { channel: 'zalo', userId: id, conversationId: id };
      await enqueueNotices(transaction, database.sealer, [{ id, recipient, message: { text: id } }], now);
    });
    writeSync(1, `${id}\n`);
  }
}

await Promise.all(Array.from({ length: 20 }, (_, number) => writer(number)));
