import type { Attachment, Storage } from 'botbuilder';
import type { Notice } from '../../notices/notice.ts';

/** Sự kiện đến: an event that Zalo delivered at least once, as it is kept until the bot has dealt with it. */
export interface InboundEvent {
  readonly channel: string;
  /** The same for every delivery of the event. */
  readonly eventId: string;
  readonly userId: string;
  /** When it happened; the order of one person's events, whatever order they were delivered in. */
  readonly occurredAt: Date;
  /** Not to be dealt with before: leaves time for an earlier event that is still on its way. */
  readonly notBefore: Date;
  /** The body as it came. Dropped when the event is done. */
  readonly payload: string;
}

/** An event that this program alone may deal with until its lease ends. */
export interface ClaimedEvent extends Omit<InboundEvent, 'notBefore'> {
  readonly lease: string;
  /** 1 for the first claim. */
  readonly attempts: number;
}

export type EventResult =
  | { readonly state: 'done' }
  | { readonly state: 'waiting'; readonly nextAttemptAt: Date; readonly reason: string }
  | { readonly state: 'failed'; readonly reason: string };

export interface InboundEvents {
  /** Durable once resolved. False when an event of that id is there already, done or not. */
  add(event: InboundEvent, now: Date): Promise<boolean>;
  /**
   * The next event that is due, or whose lease ran out. Never one of a person of whom another is under way, and
   * never before an earlier one of the same person.
   */
  claimNext(channel: string, now: Date, leaseUntil: Date): Promise<ClaimedEvent | undefined>;
  /** False when the lease is no longer the claimer's; nothing is written then. */
  record(event: ClaimedEvent, result: EventResult, now: Date): Promise<boolean>;
}

/** Secrets that change by themselves, sealed at rest, with a lease so that one program at a time changes them. */
export interface ChannelSecrets {
  read(name: string): Promise<string | undefined>;
  /** Replaces the whole value or nothing. Durable once resolved. */
  write(name: string, value: string, now: Date): Promise<void>;
  /** False while another holder has it. A holder that died loses it at `until`. */
  lease(name: string, holder: string, until: Date, now: Date): Promise<boolean>;
  release(name: string, holder: string): Promise<void>;
}

/** The conversations that all channels share, as far as this channel needs them. */
export interface Conversations {
  /** False when it exists already. */
  create(conversation: NewConversation, at: Date): Promise<boolean>;
  find(id: string): Promise<ConversationState | undefined>;
  /** A sign of life: the windows of Zalo count from it. */
  seen(id: string, at: Date): Promise<void>;
  /** An officer has taken over until then. */
  pause(id: string, until: Date | undefined): Promise<void>;
}

export interface NewConversation {
  readonly id: string;
  readonly channel: string;
  readonly userId: string;
  readonly locale: string;
}

export interface ConversationState {
  readonly lastSeenAt: Date;
  readonly pausedUntil: Date | undefined;
}

/** Where answers go to be sent: kept before anything is sent, once for each id, in order for each person. */
export interface Replies {
  enqueue(notices: readonly Notice[], now: Date): Promise<unknown>;
}

/** Where files that people send are kept. */
export interface ReceivedFiles {
  /** The file as the bot is shown it, or why it was not taken. */
  keep(file: ReceivedFile): Promise<Attachment | { readonly refused: 'type' | 'size' }>;
}

export interface ReceivedFile {
  readonly conversationId: string;
  /** As the person's phone named it; may lack an ending. */
  readonly name: string;
  readonly bytes: Buffer;
}

/** What the channel notes between turns; the bot's own storage does. */
export type Notes = Pick<Storage, 'read' | 'write' | 'delete'>;
