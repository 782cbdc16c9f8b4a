import { ActivityTypes } from 'botbuilder';
import type { IncomingMessage } from 'node:http';
import type { Server } from 'restify';
import type { Log } from '../../log.ts';
import { clientAddress } from '../../web/client-address.ts';
import type { Channel, Delivery, OutgoingMessage, Recipient } from '../channel.ts';
import { AccessControl } from './access.ts';
import { DirectLineAdapter, type Turn } from './adapter.ts';
import type { ConversationStore } from './conversation-store.ts';
import { Conversations } from './conversations.ts';
import { allowOrigins } from './cors.ts';
import { fileOf, presentFiles } from './file-addresses.ts';
import { mountConversations } from './routes.ts';
import { presentLinks } from './own-links.ts';
import { mountSockets } from './sockets.ts';
import type { Present } from './streams.ts';
import { StreamAddresses } from './stream-addresses.ts';
import { channelTexts } from './texts.ts';
import { mountTokens } from './token-routes.ts';
import { Tokens } from './tokens.ts';
import type { UploadFolder } from './upload-folder.ts';
import type { Upload } from './upload-index.ts';
import { mountUploads } from './upload-routes.ts';

export interface DirectLineParts {
  readonly store: ConversationStore;
  /** Where files are kept. Without it the channel takes none. */
  readonly files?: UploadFolder;
  /** The bot's logic, run once for every message. */
  readonly turn: Turn;
  readonly secret: string;
  /** From `signingKey(dataDir)`. */
  readonly key: Uint8Array;
  readonly publicUrl?: string;
  /** The address that the bot writes into links while there is no `publicUrl`; viewers get their own instead. */
  readonly assumedUrl?: string;
  /** A proxy on another machine is in front and rewrites X-Forwarded-For. */
  readonly trustProxy?: boolean;
  /** Other sites whose pages may talk to the bot: WIDGET_ORIGINS. */
  readonly origins: readonly string[];
  readonly botName: string;
  /** How the bot addresses a person: "ông/bà". */
  readonly person: string;
  readonly now: () => Date;
  readonly log: Log;
  /** Set where several processes share the store: how often open pages look for what the others added. */
  readonly rereadMs?: number;
  readonly limits?: Partial<DirectLineLimits>;
}

export interface DirectLineLimits {
  readonly tokenSeconds: number;
  readonly graceSeconds: number;
  readonly messagesPerMinute: number;
  readonly tokensPerMinute: number;
  readonly socketsPerAddress: number;
  readonly turnMs: number;
  readonly filesPerMessage: number;
  readonly fileBytes: number;
  readonly filesPerDay: number;
}

const usualLimits: DirectLineLimits = {
  tokenSeconds: 3600,
  graceSeconds: 24 * 3600,
  messagesPerMinute: 20,
  tokensPerMinute: 120,
  socketsPerAddress: 300,
  turnMs: 60_000,
  filesPerMessage: 5,
  fileBytes: 10_000_000,
  filesPerDay: 20,
};

export interface DirectLineChannel extends Channel {
  /** For `onTurnError` and `continueConversation`. */
  readonly adapter: DirectLineAdapter;
  /** For officers: the file behind an attachment's `contentUrl`. Undefined when it is not ours, or erased. */
  readFile(contentUrl: string): Promise<{ readonly upload: Upload; readonly body: Buffer } | undefined>;
  /** Removes the file behind an attachment's `contentUrl`; one that is not ours, or gone, is left alone. */
  removeFile(contentUrl: string): Promise<void>;
}

/** Direct Line 3.0 for the page, the widget and other servers. `channelId` of its activities is "directline". */
export function createDirectLineChannel(parts: DirectLineParts): DirectLineChannel {
  const { store, log, now, origins, publicUrl, trustProxy } = parts;
  const limits = { ...usualLimits, ...parts.limits };
  const texts = channelTexts(parts.person);
  const tokens = new Tokens({
    key: parts.key,
    now,
    lifetimeSeconds: limits.tokenSeconds,
    graceSeconds: limits.graceSeconds,
  });
  const access = new AccessControl(parts.secret, tokens);
  const conversations = new Conversations({
    store,
    texts,
    now,
    log,
    bot: { id: 'tro-ly', name: parts.botName },
    serviceUrl: publicUrl ?? 'http://localhost',
    messagesPerMinute: limits.messagesPerMinute,
    turnLimitMs: limits.turnMs,
    rereadMs: parts.rereadMs,
  });
  const adapter = new DirectLineAdapter(conversations);
  conversations.answerWith((activity) => adapter.receive(activity, parts.turn));
  const addresses = new StreamAddresses(tokens);
  const addressOf = (request: IncomingMessage) => clientAddress(request, publicUrl, trustProxy);

  const { files } = parts;
  const present = (base: string): Present => {
    const links = presentLinks(publicUrl ? undefined : parts.assumedUrl, base);
    const pictures = presentFiles(tokens, base);
    return (activity) => pictures(links(activity));
  };

  return {
    name: 'directline',
    adapter,
    mount(server: Server) {
      server.pre(allowOrigins(origins));
      const baseOf = (request: IncomingMessage) => addressOf(request).base;
      const ipOf = (request: IncomingMessage) => addressOf(request).ip;
      mountConversations(server, {
        access,
        tokens,
        conversations,
        store,
        addresses,
        present,
        texts,
        baseOf,
        log,
      });
      mountTokens(server, { access, tokens, store, ipOf, tokensPerMinute: limits.tokensPerMinute });
      if (files)
        mountUploads(server, {
          access,
          tokens,
          store,
          conversations,
          files,
          texts,
          limits: {
            files: limits.filesPerMessage,
            bytes: limits.fileBytes,
            filesPerDay: limits.filesPerDay,
            atOnce: 20,
          },
        });
      const { streams } = conversations;
      const { socketsPerAddress } = limits;
      mountSockets(server, { streams, addresses, present, addressOf, origins, socketsPerAddress, log });
    },
    deliver: (recipient, message) => deliver(store, conversations, recipient, message),
    async readFile(contentUrl) {
      const named = fileOf(contentUrl);
      const found = named && (await files?.read(named.file));
      return found?.upload.conversationId === named?.conversation ? found : undefined;
    },
    async removeFile(contentUrl) {
      const named = fileOf(contentUrl);
      if (named) await files?.remove(named.file);
    },
    close: () => conversations.close(),
  };
}

/** A message on the bot's own account. Kept in the conversation, and seen when the page is next open. */
async function deliver(
  store: ConversationStore,
  conversations: Conversations,
  { conversationId }: Recipient,
  { text, choices = [] }: OutgoingMessage,
): Promise<Delivery> {
  try {
    if (!(await store.find(conversationId)))
      return { outcome: 'refused', code: 'direct-line/no-conversation', reason: 'the conversation is gone' };
    const actions = choices.map((choice) => ({ type: 'imBack', title: choice, value: choice }));
    const id = await conversations.say(conversationId, {
      type: ActivityTypes.Message,
      // Lines stay lines: markdown would run them together.
      text: text.replaceAll('\n', '  \n'),
      textFormat: 'markdown',
      ...(actions.length > 0 && { suggestedActions: { to: [], actions } }),
    });
    return { outcome: 'delivered', id };
  } catch (error) {
    return { outcome: 'retry', reason: error instanceof Error ? error.message : 'store failed' };
  }
}
