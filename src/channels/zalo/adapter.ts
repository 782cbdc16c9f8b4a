import { randomUUID } from 'node:crypto';
import {
  ActivityTypes,
  BotAdapter,
  TurnContext,
  type Activity,
  type ConversationReference,
  type ResourceResponse,
} from 'botbuilder';
import { ServiceError } from '../../errors.ts';
import type { Notice } from '../../notices/notice.ts';
import type { Choice } from './choices.ts';
import { fromActivity } from './from-activity.ts';
import { replyPrefix, type Offers } from './offers.ts';
import type { Replies } from './ports.ts';

export type Turn = (context: TurnContext) => Promise<void>;

export interface AdapterParts {
  readonly replies: Replies;
  readonly offers: Offers;
  /** Runs when what is under way in that conversation has ended. */
  readonly inOrder: (conversationId: string, run: () => Promise<void>) => Promise<void>;
  readonly publicUrl: string | undefined;
  readonly now: () => Date;
}

/** What one turn has said so far. */
interface Speech {
  /** The event answered, or a name made for this turn. */
  readonly by: string;
  /** After this Zalo would refuse the answer. */
  readonly expiresAt: Date | undefined;
  said: number;
  choices: readonly Choice[];
}

const speechKey = Symbol('zalo speech');
const windowMs = 7 * 24 * 3_600_000;

/**
 * Runs a turn in this process and puts what the bot says into the outbox.
 *
 * The n-th message of a turn has an id made of the event and n. A turn that is repeated after a crash says the same
 * under the same ids, and the outbox keeps only the first.
 */
export class ZaloAdapter extends BotAdapter {
  constructor(private readonly parts: AdapterParts) {
    super();
  }

  /** One event of a person, already understood. `by` is the event's key. */
  async receive(activity: Partial<Activity>, by: string, turn: Turn): Promise<void> {
    const context = new TurnContext(this, activity);
    const heardAt = activity.timestamp ?? this.parts.now();
    const speech = this.begin(context, by, new Date(heardAt.getTime() + windowMs));
    await this.runMiddleware(context, turn);
    if (speech.said > 0 && speech.choices.length === 0) await this.offer(context, speech);
  }

  override async sendActivities(
    context: TurnContext,
    activities: Partial<Activity>[],
  ): Promise<ResourceResponse[]> {
    const responses: ResourceResponse[] = [];
    for (const activity of activities) responses.push({ id: await this.say(context, activity) });
    return responses;
  }

  /** Kept in the outbox when it resolves, to the id of the last message. */
  private async say(context: TurnContext, activity: Partial<Activity>): Promise<string> {
    const { messages, choices } = fromActivity(activity, this.parts.publicUrl);
    if (messages.length === 0) return '';
    const speech =
      (context.turnState.get(speechKey) as Speech | undefined) ?? this.begin(context, randomUUID());
    if (choices.length > 0) {
      speech.choices = choices;
      await this.offer(context, speech);
    }
    const { conversation, from } = context.activity;
    const recipient = { channel: 'zalo', userId: from.id, conversationId: conversation.id };
    const { expiresAt } = speech;
    const notices = messages.map((message): Notice => {
      speech.said += 1;
      const id = `${replyPrefix}${speech.by}/${speech.said}`;
      return { id, recipient, message, ...(expiresAt && { expiresAt }) };
    });
    await this.parts.replies.enqueue(notices, this.parts.now());
    return notices.at(-1)?.id ?? '';
  }

  private begin(context: TurnContext, by: string, expiresAt?: Date): Speech {
    const speech: Speech = { by, expiresAt, said: 0, choices: [] };
    context.turnState.set(speechKey, speech);
    return speech;
  }

  private offer(context: TurnContext, { by, choices }: Speech): Promise<void> {
    return this.parts.offers.replace(context.activity.conversation.id, by, choices);
  }

  override updateActivity(): Promise<void> {
    return Promise.reject(new ServiceError('zalo/no-update', 'Zalo cannot change a message once it is sent'));
  }

  override deleteActivity(): Promise<void> {
    return Promise.reject(new ServiceError('zalo/no-delete', 'Zalo cannot take a message back'));
  }

  override async continueConversation(reference: Partial<ConversationReference>, turn: Turn): Promise<void> {
    const event = { type: ActivityTypes.Event, name: 'continueConversation' };
    const activity = TurnContext.applyConversationReference(event, reference, true);
    await this.parts.inOrder(activity.conversation?.id ?? '', () =>
      this.runMiddleware(new TurnContext(this, activity), turn),
    );
  }
}
