import type { Delivery, OutgoingMessage, Recipient } from '../channels/channel.ts';

/** Thông báo gửi chủ động: what to tell whom. */
export interface Notice {
  /** Idempotency key: the same notice enqueued twice is sent once ("case/PAKN.20261121.0007/answered"). */
  readonly id: string;
  readonly recipient: Recipient;
  readonly message: OutgoingMessage;
  readonly notBefore?: Date | undefined;
  /** When the channel's window closes: from then on the notice falls back instead of being sent. */
  readonly expiresAt?: Date | undefined;
}

/** Beyond a channel's own outcomes: it may have arrived, for the answer was lost on the way. */
export type Outcome = Delivery | { readonly outcome: 'uncertain'; readonly reason: string };

export type IdentifiedMessage = OutgoingMessage & { readonly id: string };

/** What the outbox asks of a channel; every `Channel` is one. A rejection counts as uncertain. */
export interface NoticeChannel {
  readonly name: string;
  deliver(recipient: Recipient, message: IdentifiedMessage): Promise<Outcome>;
  /** True when delivering the same `message.id` twice shows it once: then a lost answer is simply retried. */
  readonly repeatable?: boolean;
  /** Looks up whether an attempt made since then did arrive; undefined when that cannot be told now. */
  confirm?(recipient: Recipient, message: IdentifiedMessage, since: Date): Promise<boolean | undefined>;
}

/** delivered and uncertain may have reached the person; dead has not. */
export type NoticeState = 'waiting' | 'sending' | 'delivered' | 'uncertain' | 'dead';

/** A notice and what has become of it so far. */
export interface NoticeRecord extends Notice {
  readonly notBefore: Date;
  readonly state: NoticeState;
  readonly attempts: number;
  readonly nextAttemptAt: Date;
  /** Why it is dead or uncertain: `zalo/blocked`, `outbox/window-closed`, `outbox/gave-up`. */
  readonly code: string | undefined;
  readonly reason: string | undefined;
  /** The id that the channel gave to the delivered message. */
  readonly deliveredId: string | undefined;
  /** The notice that was enqueued in place of this one. */
  readonly fallbackId: string | undefined;
  readonly createdAt: Date;
  readonly finishedAt: Date | undefined;
}

/** A notice that this program alone may deliver until its lease ends. */
export interface ClaimedNotice extends NoticeRecord {
  readonly lease: string;
  readonly claimedAt: Date;
}

/** What the outbox writes about a claimed notice. */
export type NoticeResult =
  | { readonly state: 'delivered'; readonly deliveredId: string | undefined }
  | { readonly state: 'waiting'; readonly nextAttemptAt: Date; readonly reason: string }
  | { readonly state: 'sending'; readonly leaseUntil: Date; readonly reason: string }
  | { readonly state: 'uncertain'; readonly code: string; readonly reason: string }
  | {
      readonly state: 'dead';
      readonly code: string;
      readonly reason: string;
      readonly fallback: Notice | undefined;
    };

/** What the outbox asks of the store. Everything resolved is durable. */
export interface NoticeStore {
  /** Channels that have notices waiting or under way. */
  openChannels(): Promise<string[]>;
  /**
   * Takes a notice that is due: the oldest due one of a person to whom nothing is under way. What is
   * behind it waits until it is delivered or given up.
   */
  claimNext(channel: string, now: Date, leaseUntil: Date): Promise<ClaimedNotice | undefined>;
  /** Claimed by a program that has not said what became of them before its lease ended. */
  expiredLeases(channel: string, now: Date): Promise<ClaimedNotice[]>;
  /** False when the lease is no longer the claimer's; nothing is written then. */
  record(claim: ClaimedNotice, result: NoticeResult, now: Date): Promise<boolean>;
}
