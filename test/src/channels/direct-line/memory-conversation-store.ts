import type { Activity } from 'botbuilder';
import type {
  Conversation,
  ConversationStore,
} from '../../../../src/channels/direct-line/conversation-store.ts';

/** A fake that works: kept as text, so that nobody can change what is stored by changing an object. */
export class MemoryConversationStore implements ConversationStore {
  private readonly conversations = new Map<string, Conversation>();
  private readonly activities = new Map<string, string[]>();

  create(conversation: Conversation) {
    if (this.conversations.has(conversation.id)) return Promise.resolve(false);
    this.conversations.set(conversation.id, { ...conversation });
    return Promise.resolve(true);
  }

  find(conversationId: string) {
    return Promise.resolve(this.conversations.get(conversationId));
  }

  append(conversationId: string, activity: Activity) {
    if (!this.conversations.has(conversationId)) return Promise.reject(new Error('no such conversation'));
    const kept = this.activities.get(conversationId) ?? [];
    this.activities.set(conversationId, kept);
    return Promise.resolve(kept.push(JSON.stringify(activity)));
  }

  after(conversationId: string, sequence: number, limit: number) {
    const kept = this.activities.get(conversationId) ?? [];
    const wanted = kept.slice(sequence, sequence + limit);
    return Promise.resolve(wanted.map((text, index) => stored(sequence + index + 1, text)));
  }

  last(conversationId: string) {
    const kept = this.activities.get(conversationId) ?? [];
    const text = kept.at(-1);
    return Promise.resolve(text === undefined ? undefined : stored(kept.length, text));
  }
}

function stored(sequence: number, text: string) {
  return { sequence, activity: JSON.parse(text) as Activity };
}
