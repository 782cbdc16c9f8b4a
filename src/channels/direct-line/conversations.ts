import { randomBytes } from 'node:crypto';
import { type Activity, ActivityTypes, type Attachment } from 'botbuilder';
import type { Log } from '../../log.ts';
import type { Outlet } from './adapter.ts';
import type { Conversation, ConversationStore } from './conversation-store.ts';
import { type Incoming, toActivity } from './incoming.ts';
import { MessageLimit } from './message-limit.ts';
import { Streams } from './streams.ts';
import type { ChannelTexts } from './texts.ts';
import { Turns } from './turns.ts';

export interface ConversationsParts {
  readonly store: ConversationStore;
  readonly bot: { readonly id: string; readonly name: string };
  readonly serviceUrl: string;
  readonly texts: ChannelTexts;
  readonly messagesPerMinute: number;
  readonly turnLimitMs: number;
  readonly rereadMs?: number | undefined;
  readonly now: () => Date;
  readonly log: Log;
}

export type Posting = { readonly id: string } | { readonly refused: 'too-many' };

const typingAfterMs = 400;
const typingEveryMs = 4000;

/** The conversations of the web channel: who said what, in which order, and who is looking. */
export class Conversations implements Outlet {
  readonly streams: Streams;
  private readonly turns = new Turns();
  private readonly limit: MessageLimit;
  private readonly startedAt: number;
  private lastStamp = 0;
  private run: (activity: Activity) => Promise<void> = () => Promise.resolve();

  constructor(private readonly parts: ConversationsParts) {
    const { store, log, rereadMs } = parts;
    this.streams = new Streams(store, (error) => log.error({ err: error }, 'stream failed'), { rereadMs });
    this.limit = new MessageLimit(parts.messagesPerMinute);
    this.startedAt = parts.now().getTime();
  }

  /** Joins the bot's logic; apart from the constructor because the adapter needs this object first. */
  answerWith(run: (activity: Activity) => Promise<void>): void {
    this.run = run;
  }

  /**
   * Opens the conversation unless it is open already, and tells the bot once. Resolves when the greeting is there or
   * has taken `patienceMs`: a client that polls right away then finds it.
   */
  async start(id: string, userId: string | null, patienceMs = 400): Promise<{ created: boolean }> {
    const conversation: Conversation = { id, userId, startedAt: this.parts.now().toISOString() };
    const created = await this.parts.store.create(conversation);
    if (!created) return { created };
    const greeting = this.inTurn(id, () => this.turn(this.joining(conversation)));
    await Promise.race([greeting, new Promise((resolve) => setTimeout(resolve, patienceMs).unref())]);
    return { created };
  }

  /** Stores and echoes what a person sent; the bot answers afterwards, in order. */
  async post(
    conversationId: string,
    incoming: Incoming,
    from: { readonly userId: string; readonly limited: boolean },
    files?: readonly Attachment[],
  ): Promise<Posting> {
    const verdict =
      from.limited && incoming.type !== 'typing' ? await this.limit.spend(conversationId) : 'fine';
    if (verdict === 'refuse') return { refused: 'too-many' };
    const activity = this.complete(toActivity(incoming, this.sender(conversationId, from.userId), files));
    if (incoming.type === 'typing') return { id: activity.id ?? '' };
    await this.keep(conversationId, activity);
    if (verdict === 'fine') void this.inTurn(conversationId, () => this.turn(activity));
    else if (verdict.tell) await this.tell(conversationId, this.parts.texts.tooFast(verdict.seconds));
    return { id: activity.id ?? '' };
  }

  /** A sentence of the channel itself. */
  tell(conversationId: string, text: string): Promise<string> {
    return this.say(conversationId, { type: ActivityTypes.Message, text });
  }

  async say(conversationId: string, activity: Partial<Activity>): Promise<string> {
    const spoken = this.complete({ ...activity, ...this.asBot(conversationId) });
    await this.keep(conversationId, spoken);
    return spoken.id ?? '';
  }

  hint(conversationId: string, activity: Partial<Activity>): void {
    this.streams.hint(conversationId, this.complete({ ...activity, ...this.asBot(conversationId) }));
  }

  inTurn(conversationId: string, run: () => Promise<void>): Promise<void> {
    return this.turns.add(conversationId, run);
  }

  /** After a crash a question may be left without an answer; whoever comes back is told so, once. */
  async noteInterruption(conversationId: string): Promise<void> {
    if (this.turns.pending(conversationId) > 0) return;
    const last = await this.parts.store.last(conversationId);
    if (last?.activity.type !== ActivityTypes.Message || last.activity.from.role !== 'user') return;
    if (new Date(String(last.activity.timestamp)).getTime() < this.startedAt)
      await this.tell(conversationId, this.parts.texts.interrupted);
  }

  async close(): Promise<void> {
    await this.turns.settle(5000);
    this.streams.close();
  }

  private async turn(activity: Activity): Promise<void> {
    const conversationId = activity.conversation.id;
    const typing = this.typing(conversationId);
    try {
      await within(this.parts.turnLimitMs, this.run(structuredClone(activity)));
    } catch (error) {
      const reference = randomBytes(2).toString('hex').toUpperCase();
      this.parts.log.error({ err: error, reference }, 'turn failed');
      await this.tell(conversationId, this.parts.texts.broken(reference)).catch((cause: unknown) =>
        this.parts.log.error({ err: cause, reference }, 'apology not stored'),
      );
    } finally {
      typing.stop();
    }
  }

  /** Shows "đang nhập" while the bot works, but not for an answer that comes at once. */
  private typing(conversationId: string): { stop(): void } {
    const show = () => this.hint(conversationId, { type: ActivityTypes.Typing });
    let timer = setTimeout(() => {
      show();
      timer = setInterval(show, typingEveryMs);
    }, typingAfterMs);
    return { stop: () => clearTimeout(timer) };
  }

  private async keep(conversationId: string, activity: Activity): Promise<void> {
    const sequence = await this.parts.store.append(conversationId, activity);
    this.streams.show(conversationId, { sequence, activity });
  }

  private complete(activity: Partial<Activity>): Activity {
    this.lastStamp = Math.max(this.parts.now().getTime(), this.lastStamp + 1); // clients sort by it
    const id = randomBytes(12).toString('base64url');
    return { ...activity, id, timestamp: new Date(this.lastStamp).toISOString() } as unknown as Activity;
  }

  private sender(conversationId: string, userId: string) {
    return { conversationId, userId, botId: this.parts.bot.id, serviceUrl: this.parts.serviceUrl };
  }

  private asBot(conversationId: string): Partial<Activity> {
    const { bot, serviceUrl } = this.parts;
    const conversation = { id: conversationId } as Activity['conversation'];
    return {
      channelId: 'directline',
      conversation,
      serviceUrl,
      from: { id: bot.id, name: bot.name, role: 'bot' },
    };
  }

  private joining({ id, userId }: Conversation): Activity {
    const { bot, serviceUrl } = this.parts;
    const user = { id: userId ?? `user-${id}`, name: '' };
    return this.complete({
      type: ActivityTypes.ConversationUpdate,
      channelId: 'directline',
      serviceUrl,
      locale: 'vi-VN',
      conversation: { id } as Activity['conversation'],
      from: user,
      recipient: bot,
      membersAdded: [bot, user],
    });
  }
}

function within(limitMs: number, work: Promise<void>): Promise<void> {
  return new Promise((resolve, reject) => {
    const timer = setTimeout(() => reject(new Error(`turn took longer than ${limitMs} ms`)), limitMs);
    work.then(resolve, reject).finally(() => clearTimeout(timer));
  });
}
