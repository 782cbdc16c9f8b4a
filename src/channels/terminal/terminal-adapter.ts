import { randomUUID } from 'node:crypto';
import {
  ActivityTypes,
  BotAdapter,
  TurnContext,
  type Activity,
  type ConversationReference,
} from 'botbuilder';
import { ServiceError } from '../../errors.ts';

export interface TerminalReply {
  readonly text: string;
  readonly choices: readonly string[];
  /** `channelData.answer`. */
  readonly answer: unknown;
}

/** One conversation in this process: for the terminal, question files and measurements. */
export class TerminalAdapter extends BotAdapter {
  private readonly conversation = {
    id: randomUUID(),
    isGroup: false,
    conversationType: 'personal',
    name: '',
  };
  private replies: Partial<Activity>[] = [];

  constructor(private readonly turn: (context: TurnContext) => Promise<void>) {
    super();
  }

  /** Says one thing and resolves to everything the bot answered. */
  async say(text: string): Promise<TerminalReply[]> {
    this.replies = [];
    const activity = {
      type: ActivityTypes.Message,
      id: randomUUID(),
      channelId: 'terminal',
      text,
      locale: 'vi-VN',
      conversation: this.conversation,
      from: { id: 'nguoi-hoi', name: '', role: 'user' },
      recipient: { id: 'tro-ly', name: '', role: 'bot' },
      serviceUrl: '',
      timestamp: new Date(),
    } as unknown as Activity;
    await this.runMiddleware(new TurnContext(this, activity), this.turn);
    return this.replies
      .filter(({ type }) => type === ActivityTypes.Message)
      .map((reply) => ({
        text: reply.text ?? '',
        choices: (reply.suggestedActions?.actions ?? []).map(({ title }) => title),
        answer: (reply.channelData as { answer?: unknown } | undefined)?.answer,
      }));
  }

  override sendActivities(_context: TurnContext, activities: Partial<Activity>[]) {
    this.replies.push(...activities);
    return Promise.resolve(activities.map(() => ({ id: randomUUID() })));
  }

  override updateActivity(): Promise<void> {
    return Promise.reject(new ServiceError('terminal/no-update', 'a printed message cannot be changed'));
  }

  override deleteActivity(): Promise<void> {
    return Promise.reject(new ServiceError('terminal/no-delete', 'a printed message cannot be taken back'));
  }

  override continueConversation(
    reference: Partial<ConversationReference>,
    turn: (context: TurnContext) => Promise<void>,
  ): Promise<void> {
    const event = { type: ActivityTypes.Event, name: 'continueConversation' };
    return this.runMiddleware(
      new TurnContext(this, TurnContext.applyConversationReference(event, reference, true)),
      turn,
    );
  }
}
