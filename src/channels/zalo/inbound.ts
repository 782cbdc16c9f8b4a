import { randomInt } from 'node:crypto';
import { ActivityTypes, type Activity } from 'botbuilder';
import type { Log } from '../../log.ts';
import type { Turn, ZaloAdapter } from './adapter.ts';
import { takeIn, type AttachmentParts } from './attachments.ts';
import { choiceMeant, type Choice } from './choices.ts';
import { endsWithin } from './ends-within.ts';
import { readEvent, type ZaloEvent } from './event.ts';
import type { Offers } from './offers.ts';
import type { ClaimedEvent, Conversations, EventResult, InboundEvents } from './ports.ts';
import { conversationOf, greetingFor, toActivity, type ZaloAction } from './to-activity.ts';

export interface InboundParts {
  readonly oaId: string;
  readonly events: InboundEvents;
  readonly conversations: Conversations;
  readonly offers: Offers;
  readonly adapter: ZaloAdapter;
  readonly attachments: AttachmentParts;
  readonly turn: Turn;
  readonly inOrder: (conversationId: string, run: () => Promise<void>) => Promise<void>;
  /** The person left or withdrew consent. Called again until it resolves. */
  readonly forget: (person: { readonly userId: string; readonly conversationId: string }) => Promise<void>;
  readonly limits: InboundLimits;
  readonly now: () => Date;
  readonly log: Log;
}

export interface InboundLimits {
  /** How long the bot keeps silent after an officer has written to the person. */
  readonly pauseMs: number;
  /** A turn that takes longer lets the person's next one begin; what it still says is sent all the same. */
  readonly turnMs: number;
  /** Events beside each other, always of different people. */
  readonly lanes: number;
}

const channel = 'zalo';
/** Longer than a turn and the files it brings may take. */
const leaseMs = 5 * 60_000;
const retryMs: readonly number[] = [5000, 60_000];
/** Above that it is the event that ends the process. */
const mostAttempts = 6;
/** "Quan tâm" and "Nhắn tin" come together: one greeting is enough. */
const greetAgainAfterMs = 30 * 60_000;

/** Deals with stored events: in order for each person, once each, off the webhook's request. */
export class ZaloInbound {
  private stopping = false;

  constructor(private readonly parts: InboundParts) {}

  /** Begins no further event. What is under way goes on to its end. */
  stop(): void {
    this.stopping = true;
  }

  /** Deals with all that is due; resolves to how many events that were. */
  async runDue(): Promise<number> {
    const first = await this.claim();
    if (!first) return 0;
    let count = 0;
    const lane = async (given?: ClaimedEvent): Promise<void> => {
      for (let claim = given ?? (await this.claim()); claim; claim = await this.claim()) {
        count += 1;
        await this.parts.events.record(claim, await this.dealWith(claim), this.parts.now());
      }
    };
    await Promise.all([lane(first), ...Array.from({ length: this.parts.limits.lanes - 1 }, () => lane())]);
    return count;
  }

  private async claim(): Promise<ClaimedEvent | undefined> {
    if (this.stopping) return undefined;
    const now = this.parts.now();
    return this.parts.events.claimNext(channel, now, new Date(now.getTime() + leaseMs));
  }

  private async dealWith(claim: ClaimedEvent): Promise<EventResult> {
    const event = readEvent(JSON.parse(claim.payload), this.parts.oaId);
    if (!event) return { state: 'failed', reason: 'not an event of this account' };
    if (claim.attempts > mostAttempts) {
      this.parts.log.error(
        { code: 'zalo/event-given-up', event: event.name },
        'an event was cut off every time',
      );
      return { state: 'failed', reason: 'cut off every time' };
    }
    try {
      await this.parts.inOrder(conversationOf(event.oaId, event.userId).id, () =>
        this.act(event, claim.attempts),
      );
      return { state: 'done' };
    } catch (error) {
      return this.afterFailure(event, claim.attempts, error);
    }
  }

  private async afterFailure(event: ZaloEvent, attempts: number, error: unknown): Promise<EventResult> {
    const { log, now } = this.parts;
    const reference = randomInt(36 ** 4)
      .toString(36)
      .toUpperCase()
      .padStart(4, '0');
    const wait = retryMs[attempts - 1];
    log.error(
      { err: error, code: 'zalo/event-failed', event: event.name, reference, attempts },
      'event failed',
    );
    const reason = error instanceof Error ? error.name : 'failed';
    if (wait !== undefined)
      return { state: 'waiting', nextAttemptAt: new Date(now().getTime() + wait), reason };
    const { broken } = this.parts.attachments.texts;
    if (toActivity(event).kind === 'turn') await this.tell(event, [broken(reference)]).catch(() => undefined);
    return { state: 'failed', reason };
  }

  private async act(event: ZaloEvent, attempts: number): Promise<void> {
    const action = toActivity(event);
    const { id } = conversationOf(event.oaId, event.userId);
    if (action.kind === 'ignored') return;
    if (action.kind === 'forget') {
      await this.parts.offers.forget(id);
      return this.parts.forget({ userId: event.userId, conversationId: id });
    }
    const { isNew, pausedUntil, silentMs } = await this.meet(event, id);
    if (action.kind === 'officer-replied') return this.pause(event, id);
    if (pausedUntil && pausedUntil.getTime() > event.at) return;
    if (action.kind === 'greet' && (isNew || attempts > 1 || silentMs > greetAgainAfterMs))
      await this.answer(event, action.activity);
    if (action.kind !== 'turn') return;
    if (isNew) await this.answer({ ...event, key: `${event.key}/greeting` }, greetingFor(event));
    await this.hear(event, id, action, isNew ? [] : await this.parts.offers.at(id, event.key));
  }

  /** Opens the conversation at the first contact and notes each sign of life of the person. */
  private async meet(event: ZaloEvent, id: string) {
    const { conversations } = this.parts;
    const at = new Date(event.at);
    const found = await conversations.find(id);
    const isNew =
      !found && (await conversations.create({ id, channel, userId: event.userId, locale: 'vi-VN' }, at));
    const silentMs = found ? event.at - found.lastSeenAt.getTime() : 0;
    if (silentMs > 0 && !event.byOfficer) await conversations.seen(id, at);
    return { isNew, silentMs, pausedUntil: found?.pausedUntil };
  }

  private async pause(event: ZaloEvent, id: string): Promise<void> {
    await this.parts.conversations.pause(id, new Date(event.at + this.parts.limits.pauseMs));
    this.parts.log.info({ code: 'zalo/officer-replied' }, 'an officer has taken over');
  }

  private async hear(
    event: ZaloEvent,
    id: string,
    { activity, media }: Extract<ZaloAction, { kind: 'turn' }>,
    offered: readonly Choice[],
  ): Promise<void> {
    const { attachments, regrets } = await takeIn(this.parts.attachments, id, media);
    if (regrets.length > 0) await this.tell(event, regrets);
    const text = choiceMeant(activity.text ?? '', offered);
    const all = [...(activity.attachments ?? []), ...attachments];
    if (text.trim() || all.length > 0) await this.answer(event, { ...activity, text, attachments: all });
  }

  private async answer(event: ZaloEvent, activity: Partial<Activity>): Promise<void> {
    const { adapter, turn, limits, log } = this.parts;
    const running = adapter.receive(activity, event.key, turn);
    if (await endsWithin(running, limits.turnMs)) return;
    log.error({ code: 'zalo/slow-turn', ms: limits.turnMs }, 'a turn takes too long; its answer will follow');
    running.catch((error: unknown) =>
      log.error({ err: error, code: 'zalo/slow-turn' }, 'the slow turn failed'),
    );
  }

  /** Sentences of the channel itself, under an id of their own beside the bot's answers. */
  private async tell(event: ZaloEvent, sentences: readonly string[]): Promise<void> {
    const activity = { ...toEmptyMessage(event), text: '' };
    await this.parts.adapter.receive(activity, `${event.key}/channel`, async (context) => {
      await context.sendActivities(sentences.map((text) => ({ type: ActivityTypes.Message, text })));
    });
  }
}

function toEmptyMessage(event: ZaloEvent): Partial<Activity> {
  const { oaId, userId } = event;
  return {
    type: ActivityTypes.Message,
    channelId: channel,
    timestamp: new Date(event.at),
    from: { id: userId, name: '' },
    recipient: { id: oaId, name: '' },
    conversation: conversationOf(oaId, userId),
  };
}
