import { randomUUID } from 'node:crypto';
import type {
  Conversation,
  ConversationStore as DirectLineStore,
  StoredActivity,
} from '../channels/direct-line/conversation-store.ts';
import { ServiceError } from '../errors.ts';
import type { ConversationStore, HistoryEntry } from './conversation-store.ts';

type Activity = StoredActivity['activity'];

const CHANNEL = 'directline';

/** What the Direct Line channel needs kept, in the conversations that all channels share. */
export class DirectLineConversations implements DirectLineStore {
  constructor(
    private readonly conversations: ConversationStore,
    private readonly now: () => Date,
  ) {}

  async create({ id, userId, startedAt }: Conversation): Promise<boolean> {
    const person = userId === null ? {} : { userId };
    return this.conversations.create({ id, channel: CHANNEL, ...person }, new Date(startedAt));
  }

  async find(conversationId: string): Promise<Conversation | undefined> {
    const found = await this.conversations.find(conversationId);
    if (found?.channel !== CHANNEL) return undefined;
    return { id: found.id, userId: found.userId ?? null, startedAt: found.createdAt.toISOString() };
  }

  async append(conversationId: string, activity: Activity): Promise<number> {
    const id = activity.id ?? randomUUID();
    const sequence = await this.conversations.append(conversationId, [{ ...activity, id }], this.now());
    if (sequence !== undefined) return sequence;
    throw new ServiceError(
      'storage/no-conversation',
      'An activity came for a conversation that was erased.',
      'Start a new conversation.',
    );
  }

  async after(conversationId: string, sequence: number, limit: number): Promise<StoredActivity[]> {
    const entries = await this.conversations.readSince(conversationId, sequence, limit);
    return entries.map(toStored);
  }

  async last(conversationId: string): Promise<StoredActivity | undefined> {
    const entry = await this.conversations.last(conversationId);
    return entry && toStored(entry);
  }
}

function toStored({ sequence, activity }: HistoryEntry): StoredActivity {
  return { sequence, activity: activity as unknown as Activity };
}
