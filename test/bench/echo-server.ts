import { createDirectLineChannel } from '../../src/channels/direct-line/direct-line-channel.ts';
import { signingKey } from '../../src/channels/direct-line/signing-key.ts';
import { createLog } from '../../src/log.ts';
import { createServer } from '../../src/server.ts';
import { ConversationStore } from '../../src/storage/conversation-store.ts';
import { openDatabase } from '../../src/storage/database.ts';
import { DirectLineConversations } from '../../src/storage/direct-line-conversations.ts';

/** The echo bot behind the same server, channel and database as the full one: `PORT=… DATA_DIR=… DIRECT_LINE_SECRET=…`. */
const log = createLog('silent');
const dataDir = process.env['DATA_DIR'] ?? '.';
const database = await openDatabase({ dataDir, log });
const now = () => new Date();
const server = createServer({ log, readiness: {} });
createDirectLineChannel({
  store: new DirectLineConversations(new ConversationStore(database), now),
  turn: async (context) => {
    if (context.activity.type === 'message') await context.sendActivity(context.activity.text);
  },
  secret: process.env['DIRECT_LINE_SECRET'] ?? '',
  key: await signingKey(dataDir),
  origins: [],
  botName: 'echo',
  person: 'ông/bà',
  now,
  log,
}).mount(server);
server.listen(Number(process.env['PORT']), '127.0.0.1', () => {
  console.log(`http://127.0.0.1:${server.address().port}`);
});
process.once('SIGTERM', () => process.exit());
