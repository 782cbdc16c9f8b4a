import {
  type Activity,
  ActivityTypes,
  BotAdapter,
  type ConversationReference,
  TurnContext,
} from 'botbuilder';
import { ServiceError } from '../../errors.ts';

export type Turn = (context: TurnContext) => Promise<void>;

/** Where the bot's words go. */
export interface Outlet {
  /** Stores and shows; resolves to the id given. */
  say(conversationId: string, activity: Partial<Activity>): Promise<string>;
  /** Shows to whoever is looking now, and keeps nothing. */
  hint(conversationId: string, activity: Partial<Activity>): void;
  /** Runs when the turns before it have ended. */
  inTurn(conversationId: string, run: () => Promise<void>): Promise<void>;
}

const unseen: readonly string[] = [ActivityTypes.Trace, ActivityTypes.InvokeResponse];

/** Runs a turn in this process: no HTTP, no service address that somebody could forge. */
export class DirectLineAdapter extends BotAdapter {
  constructor(private readonly outlet: Outlet) {
    super();
  }

  async receive(activity: Activity, turn: Turn): Promise<void> {
    const context = new TurnContext(this, { ...activity, timestamp: new Date(String(activity.timestamp)) });
    await this.runMiddleware(context, turn);
  }

  override async sendActivities(context: TurnContext, activities: Partial<Activity>[]) {
    const responses = [];
    for (const activity of activities) responses.push({ id: await this.send(context, activity) });
    return responses;
  }

  private async send(context: TurnContext, activity: Partial<Activity>): Promise<string> {
    const conversationId = activity.conversation?.id ?? context.activity.conversation.id;
    if (activity.type === 'delay') {
      await new Promise((resolve) => setTimeout(resolve, Math.min(Number(activity.value) || 0, 5000)));
      return '';
    }
    if (unseen.includes(activity.type ?? '')) return '';
    if (activity.type === ActivityTypes.Typing) {
      this.outlet.hint(conversationId, activity);
      return '';
    }
    return this.outlet.say(conversationId, activity);
  }

  override updateActivity(): Promise<void> {
    return Promise.reject(
      new ServiceError('direct-line/no-update', 'Direct Line clients cannot change a message'),
    );
  }

  override deleteActivity(): Promise<void> {
    return Promise.reject(
      new ServiceError('direct-line/no-delete', 'Direct Line clients cannot delete a message'),
    );
  }

  override async continueConversation(reference: Partial<ConversationReference>, turn: Turn): Promise<void> {
    const event = { type: ActivityTypes.Event, name: 'continueConversation' };
    const activity = TurnContext.applyConversationReference(event, reference, true);
    await this.outlet.inTurn(reference.conversation?.id ?? '', () =>
      this.runMiddleware(new TurnContext(this, activity), turn),
    );
  }
}
