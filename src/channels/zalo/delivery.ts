import type { Log } from '../../log.ts';
import type { IdentifiedMessage, Outcome } from '../../notices/notice.ts';
import type { Recipient } from '../channel.ts';
import { cleanTitle } from './choices.ts';
import type { Answer, SentMessage, ZaloClient, ZaloText } from './client.ts';
import { messagesOf } from './from-activity.ts';
import type { Offers } from './offers.ts';
import { plainText } from './plain-text.ts';
import type { Conversations } from './ports.ts';
import { alarmOf, outcomeOf } from './refusal.ts';
import { splitText } from './split-text.ts';
import type { ZaloTokens } from './tokens.ts';

export interface DeliveryParts {
  readonly client: ZaloClient;
  readonly tokens: Pick<ZaloTokens, 'token' | 'renew'>;
  readonly conversations: Pick<Conversations, 'find'>;
  readonly offers: Offers;
  /** ZALO_BUTTONS: show choices as buttons too. They are numbered in the text in any case. */
  readonly buttons: boolean;
  readonly now: () => Date;
  readonly log: Log;
}

type Sent = Answer<string> | { readonly kind: 'no-token'; readonly reason: string; readonly afterMs: number };

const minute = 60_000;
const hour = 60 * minute;
const day = 24 * hour;
/** From Zalo's rules: free for 48 hours after the person's last sign of life, paid until 7 days, then refused. */
const freeWindowMs = 2 * day;
const windowMs = 7 * day;
/** How far Zalo's clock and ours may be apart. */
const clockSkewMs = minute;
const historyPages = 5;

/** Takes one message to one person, and knows what became of it. Never rejects. */
export class ZaloDelivery {
  private buttonsRefusedUntil = 0;
  /** Messages known to have arrived, so that a look-up does not take one of the same words for another. */
  private readonly arrivedIds = new Set<string>();

  constructor(private readonly parts: DeliveryParts) {}

  async deliver({ userId, conversationId }: Recipient, message: IdentifiedMessage): Promise<Outcome> {
    try {
      const closed = await this.closedWindow(conversationId);
      if (closed) return closed;
      const outcome = await this.sendAll(userId, this.textsOf(message));
      if (outcome.outcome === 'delivered') await this.parts.offers.shown(conversationId, message);
      return outcome;
    } catch (error) {
      this.parts.log.error({ err: error, code: 'zalo/not-sent' }, 'a message could not be prepared');
      return { outcome: 'retry', reason: 'the store failed before anything was sent' };
    }
  }

  /** Whether a message whose answer was lost has arrived; undefined while Zalo cannot be asked. */
  async confirm(
    { userId }: Recipient,
    message: IdentifiedMessage,
    since: Date,
  ): Promise<boolean | undefined> {
    const last = this.textsOf(message).at(-1)?.text ?? '';
    const from = since.getTime() - clockSkewMs;
    for (let page = 0; page < historyPages; page += 1) {
      const answer = await this.history(userId, page);
      if (answer.kind === 'refused' && answer.meaning !== 'token' && answer.meaning !== 'busy') return false;
      if (answer.kind !== 'done') return undefined;
      const isNew = ({ id, at }: SentMessage) => at >= from && !this.arrivedIds.has(id);
      const found = answer.value.find((one) => isNew(one) && isSame(one, last));
      if (found) this.arrivedIds.add(found.id);
      if (found) return true;
      if (answer.value.length === 0 || answer.value.some(({ at }) => at < from)) return false;
    }
    return false;
  }

  private textsOf({ text, choices = [] }: IdentifiedMessage): readonly ZaloText[] {
    const titles = choices.map(cleanTitle);
    const messages = messagesOf(plainText(text), titles);
    const showButtons = this.parts.buttons && this.parts.now().getTime() > this.buttonsRefusedUntil;
    return messages.map(({ text, choices: buttons }) =>
      showButtons && buttons ? { text, buttons } : { text },
    );
  }

  private async closedWindow(conversationId: string): Promise<Outcome | undefined> {
    const seen = (await this.parts.conversations.find(conversationId))?.lastSeenAt;
    const silentMs = seen ? this.parts.now().getTime() - seen.getTime() : 0;
    if (silentMs > windowMs)
      return { outcome: 'refused', code: 'zalo/window-closed', reason: 'no sign of life for 7 days' };
    if (silentMs > freeWindowMs) this.parts.log.info({ code: 'zalo/paid-window' }, 'sent after 48 hours');
    return undefined;
  }

  /** Pieces in order. After a failure in the middle, the next attempt goes on behind what has arrived. */
  private async sendAll(userId: string, texts: readonly ZaloText[]): Promise<Outcome> {
    let outcome: Outcome = { outcome: 'refused', code: 'zalo/empty', reason: 'nothing to say' };
    const arrived = texts.length > 1 ? await this.arrived(userId, texts) : 0;
    if (arrived === undefined) return { outcome: 'retry', reason: 'what has arrived cannot be looked up' };
    if (arrived > 0 && arrived === texts.length) return { outcome: 'delivered' };
    for (const text of texts.slice(arrived)) {
      outcome = await this.sendOne(userId, text);
      if (outcome.outcome !== 'delivered') return outcome;
    }
    return outcome;
  }

  /** How many pieces of a long message a broken-off attempt has brought there already. */
  private async arrived(userId: string, texts: readonly ZaloText[]): Promise<number | undefined> {
    const answer = await this.history(userId, 0);
    if (answer.kind === 'refused' && answer.meaning !== 'token') return 0;
    if (answer.kind !== 'done') return undefined;
    let count = 0;
    for (const one of answer.value.toReversed()) if (isSame(one, texts[count]?.text ?? '')) count += 1;
    return count;
  }

  private async sendOne(userId: string, text: ZaloText): Promise<Outcome> {
    const sent = await this.send(userId, text);
    if (sent.kind === 'done') {
      this.arrivedIds.add(sent.value);
      for (const oldest of this.arrivedIds) if (this.arrivedIds.size > 2000) this.arrivedIds.delete(oldest);
      return { outcome: 'delivered', ...(sent.value && { id: sent.value }) };
    }
    if (sent.kind === 'unsure') return { outcome: 'uncertain', reason: sent.reason };
    if (sent.kind !== 'refused')
      return { outcome: 'retry', reason: sent.reason, ...(sent.afterMs && { afterMs: sent.afterMs }) };
    if (sent.meaning === 'form' && text.buttons) {
      this.buttonsRefusedUntil = this.parts.now().getTime() + hour;
      this.parts.log.warn({ code: 'zalo/buttons-refused', error: sent.code }, 'Zalo takes no buttons');
      return this.sendOne(userId, { text: text.text });
    }
    if (sent.meaning === 'too-long' && text.text.length > 500) {
      const halves = splitText(text.text, Math.ceil(text.text.length / 2) + 50);
      return this.sendAll(
        userId,
        halves.map((half) => ({ text: half })),
      );
    }
    const alarm = alarmOf(sent.meaning);
    if (alarm) this.parts.log.error({ code: alarm.code, error: sent.code }, alarm.message);
    return outcomeOf(sent.meaning, sent.code, this.parts.now());
  }

  /** One call; a token that has run out meanwhile is renewed once. */
  private send(userId: string, text: ZaloText): Promise<Sent> {
    return this.withToken((token) => this.parts.client.send(token, userId, text));
  }

  private history(userId: string, page: number) {
    return this.withToken((token) => this.parts.client.latest(token, userId, page));
  }

  private async withToken<T>(work: (token: string) => Promise<Answer<T>>) {
    const reading = await this.parts.tokens.token();
    if (reading.problem) return noToken(reading.reason);
    const answer = await work(reading.token);
    if (answer.kind !== 'refused' || answer.meaning !== 'token') return answer;
    const renewed = await this.parts.tokens.renew(reading.token);
    return renewed.problem ? noToken(renewed.reason) : work(renewed.token);
  }
}

function noToken(reason: string) {
  return { kind: 'no-token', reason, afterMs: minute / 4 } as const;
}

function isSame({ text, byAccount }: SentMessage, wanted: string): boolean {
  return byAccount && folded(text) === folded(wanted);
}

function folded(text: string): string {
  return text.normalize('NFC').replace(/\s+/gu, ' ').trim();
}
