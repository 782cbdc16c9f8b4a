import type { Server } from 'restify';

/** Whom a proactive message goes to, as the channel itself named them. */
export interface Recipient {
  readonly channel: string;
  readonly userId: string;
  readonly conversationId: string;
}

export interface OutgoingMessage {
  readonly text: string;
  /** Offered next steps; a channel without buttons prints them as a numbered list. */
  readonly choices?: readonly string[];
}

/** What became of one attempt to deliver. `refused` is final; `retry` may succeed later. */
export type Delivery =
  | { readonly outcome: 'delivered'; readonly id?: string }
  | { readonly outcome: 'retry'; readonly reason: string; readonly afterMs?: number }
  | { readonly outcome: 'refused'; readonly code: string; readonly reason: string };

/** What every channel offers. A channel verifies the sender, turns messages into Activities, and back. */
export interface Channel {
  readonly name: string;
  mount(server: Server): void;
  deliver(recipient: Recipient, message: OutgoingMessage): Promise<Delivery>;
  close(): Promise<void>;
}
