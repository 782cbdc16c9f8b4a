import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { Registry } from 'prom-client';
import { UploadFolder } from '../../../../src/channels/direct-line/upload-folder.ts';
import type { Server } from 'restify';
import type { Turn } from '../../../../src/channels/direct-line/adapter.ts';
import type { ConversationStore } from '../../../../src/channels/direct-line/conversation-store.ts';
import {
  createDirectLineChannel,
  type DirectLineChannel,
  type DirectLineParts,
} from '../../../../src/channels/direct-line/direct-line-channel.ts';
import { signingKey } from '../../../../src/channels/direct-line/signing-key.ts';
import { createLog } from '../../../../src/log.ts';
import { closeServer, createServer, type ServerParts } from '../../../../src/server.ts';
import { MemoryConversationStore } from './memory-conversation-store.ts';
import { MemoryUploadIndex } from './memory-upload-index.ts';
import { officeBot } from './office-bot.ts';

export const secret = 'test-secret-of-the-office';

export interface Service {
  readonly base: string;
  readonly port: number;
  readonly server: Server;
  readonly channel: DirectLineChannel;
  readonly store: ConversationStore;
  readonly dataDir: string;
  close(): Promise<void>;
}

export interface ServiceOptions extends Partial<DirectLineParts> {
  readonly turn?: Turn;
  readonly port?: number;
  readonly dataDir?: string;
  readonly serverParts?: Partial<ServerParts>;
  readonly mountMore?: (server: Server) => void;
}

/** The real server with the real channel on a free port of this machine. Given a `dataDir` it goes on from there. */
export async function startService(options: ServiceOptions = {}): Promise<Service> {
  const dataDir = options.dataDir ?? (await mkdtemp(join(tmpdir(), 'chat-')));
  const log = createLog('silent');
  const store = options.store ?? new MemoryConversationStore();
  const { port = 0, serverParts, mountMore, dataDir: _, ...given } = options;
  const server = createServer({
    log,
    readiness: { database: () => true },
    metrics: { registry: new Registry() },
    ...serverParts,
  });
  const channel = createDirectLineChannel({
    turn: officeBot,
    secret,
    key: await signingKey(dataDir),
    origins: [],
    botName: 'Trợ lý',
    person: 'ông/bà',
    now: () => new Date(),
    log,
    ...given,
    store,
    files:
      given.files ??
      new UploadFolder({
        dataDir,
        now: () => new Date(),
        index: new MemoryUploadIndex(),
        key: await signingKey(dataDir, 'uploads.key'),
      }),
  });
  channel.mount(server);
  mountMore?.(server);
  await new Promise<void>((resolve) => server.listen(port, '127.0.0.1', resolve));
  const address = server.address();
  return {
    base: `http://127.0.0.1:${address.port}`,
    port: address.port,
    server,
    channel,
    store,
    dataDir,
    async close() {
      await channel.close();
      await closeServer(server, 500);
      if (!options.dataDir) await rm(dataDir, { recursive: true, force: true });
    },
  };
}
