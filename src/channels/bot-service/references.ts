import { TurnContext, type Activity, type ConversationReference, type Storage } from 'botbuilder';
import { referenceKey } from './reference-key.ts';

type Notes = Pick<Storage, 'read' | 'write' | 'delete'>;

interface Noted {
  readonly reference: Partial<ConversationReference>;
}

/** Where each conversation can be answered later, for messages on the office's own account. */
export class References {
  constructor(private readonly notes: Notes) {}

  async note(activity: Activity): Promise<void> {
    const reference = TurnContext.getConversationReference(activity);
    const { activityId: _one, ...lasting } = reference;
    const key = referenceKey(activity.channelId, activity.conversation.id);
    const known = (await this.notes.read([key]))[key] as Noted | undefined;
    if (JSON.stringify(known?.reference) === JSON.stringify(lasting)) return;
    await this.notes.write({ [key]: { reference: lasting, eTag: '*' } });
  }

  async find(channelId: string, conversationId: string): Promise<Partial<ConversationReference> | undefined> {
    const key = referenceKey(channelId, conversationId);
    return ((await this.notes.read([key]))[key] as Noted | undefined)?.reference;
  }
}
