import type { SenderAccount, SentFile } from '../dialogs/ports.ts';
import { offersKey } from './channels/zalo/offers.ts';
import { referenceKey } from './channels/bot-service/reference-key.ts';
import type { UploadFolder } from './channels/direct-line/upload-folder.ts';
import { erasePerson, type DataSubjectParts, type ErasureOutcome } from './cases/data-subject.ts';
import type { BotStateStorage } from './storage/bot-state-storage.ts';
import { ConfidenceStore } from './storage/confidence-store.ts';
import { ConversationStore } from './storage/conversation-store.ts';
import type { Database } from './storage/database.ts';
import { InboundEventStore } from './storage/inbound-event-store.ts';
import { OutboxStore } from './storage/outbox-store.ts';
import { UploadStore } from './storage/upload-store.ts';

/** Where the files are that people sent: each channel adds its own. Foreign files are left alone. */
export interface FileSource {
  /** The bytes; undefined when the file is not of this channel, or gone. */
  read(file: SentFile): Promise<Uint8Array | undefined>;
  erase(file: Pick<SentFile, 'url'>): Promise<void>;
}

export interface ForgettingParts {
  readonly database: Database;
  readonly botState: BotStateStorage;
  readonly fileSources: readonly FileSource[];
  readonly uploads: UploadFolder;
  readonly cases: DataSubjectParts;
  /** What stands in the history where a message was taken out. */
  readonly instead: string;
  readonly now: () => Date;
}

/** How long a denunciation that was not finished is kept for its writer to go on with. */
const confidenceMs = 24 * 3_600_000;

/** Quên: takes what was said, sent or stored out of every place that the channels and the bot keep it in. */
export class Forgetting {
  private readonly confidences: ConfidenceStore;

  constructor(private readonly parts: ForgettingParts) {
    this.confidences = new ConfidenceStore(parts.database);
  }

  async files(files: readonly Pick<SentFile, 'url'>[]): Promise<void> {
    for (const file of files) for (const source of this.parts.fileSources) await source.erase(file);
  }

  /** From this message on nothing of the conversation is to stay. */
  async confide({ conversationId }: SenderAccount, since: string): Promise<void> {
    await this.confidences.begin(conversationId, since, this.parts.now());
  }

  /** Takes out what was said from `since` to the message `last`. */
  async unsay({ conversationId }: SenderAccount, since: string, last: string): Promise<void> {
    const { files } = await this.confidences.end(conversationId, since, last, this.parts.instead);
    await this.files(files.map((url) => ({ url })));
  }

  /** What was begun under seal and left lying. To be called now and then. */
  async idleConfidences(): Promise<void> {
    const before = new Date(this.parts.now().getTime() - confidenceMs);
    const { files, conversations } = await this.confidences.endIdle(before);
    await this.files(files.map((url) => ({ url })));
    const store = new ConversationStore(this.parts.database);
    for (const id of conversations) await this.memoryOf((await store.find(id))?.channel ?? '', id);
  }

  /**
   * Erases what is kept of a person on a channel: conversations, files, messages in and out, what the bot
   * remembers, and the cases that need not be kept by law. Resolves to what became of the cases. The
   * conversation in which the person asks for it stays open, empty, to be answered in.
   */
  async person(
    account: Pick<SenderAccount, 'channel' | 'userId'> & { readonly conversationId?: string },
  ): Promise<readonly ErasureOutcome[]> {
    const { database, cases, now } = this.parts;
    const { channel, userId, conversationId } = account;
    const outcomes = await erasePerson(cases, account, now());
    const conversations = new ConversationStore(database);
    const talks = new Set((await conversations.ofPerson(channel, userId)).map(({ id }) => id));
    if (conversationId !== undefined) talks.add(conversationId);
    for (const id of talks) await this.talk(channel, id);
    await conversations.forgetPerson(channel, userId, conversationId);
    await new OutboxStore(database).forgetPerson(channel, userId);
    await new InboundEventStore(database).forgetPerson(channel, userId, now());
    return outcomes;
  }

  /** Who leaves a channel: the same, and the cases that are kept no longer know where they came from. */
  async leaver(account: Pick<SenderAccount, 'channel' | 'userId'>): Promise<void> {
    await this.person(account);
    await this.parts.cases.store.forgetAccount(account);
  }

  /** What was said and sent in one conversation, and what the bot remembers of it. */
  private async talk(channel: string, id: string): Promise<void> {
    const { database, uploads } = this.parts;
    for (const upload of await new UploadStore(database).ofConversation(id)) await uploads.remove(upload.id);
    await new ConversationStore(database).empty(id);
    await this.memoryOf(channel, id);
  }

  private async memoryOf(channel: string, id: string): Promise<void> {
    const keys = [`${channel}/conversations/${id}/`, offersKey(id), referenceKey(channel, id)];
    await this.parts.botState.delete(keys);
  }
}
