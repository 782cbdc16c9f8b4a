import type { Activity } from 'botbuilder';

/** Cuộc trò chuyện trên trang chat. */
export interface Conversation {
  readonly id: string;
  /** The person on the page; null when the server that opened it did not say. */
  readonly userId: string | null;
  /** ISO time. */
  readonly startedAt: string;
}

export interface StoredActivity {
  /** Counts from 1 in each conversation, without gaps: the watermark of Direct Line. */
  readonly sequence: number;
  readonly activity: Activity;
}

/** What the Direct Line channel needs kept, so that an open page goes on after a restart. */
export interface ConversationStore {
  /** False when a conversation of this id is there already (nothing is changed then). */
  create(conversation: Conversation): Promise<boolean>;
  /** Resolves to undefined when it never was, or was erased. */
  find(conversationId: string): Promise<Conversation | undefined>;
  /** Durable once resolved. Resolves to the sequence given; concurrent calls get different ones. */
  append(conversationId: string, activity: Activity): Promise<number>;
  /** The activities with a sequence above `sequence`, oldest first, at most `limit`. */
  after(conversationId: string, sequence: number, limit: number): Promise<readonly StoredActivity[]>;
  /** The newest activity; undefined when there is none yet. */
  last(conversationId: string): Promise<StoredActivity | undefined>;
}
