import type { Activity } from 'botbuilder';
import type { WebSocket } from 'ws';
import type { ConversationStore, StoredActivity } from './conversation-store.ts';

/** Adds what only this viewer may have, such as tickets to files. */
export type Present = (activity: Activity) => Activity;

interface Stream {
  readonly conversationId: string;
  readonly socket: WebSocket;
  readonly present: Present;
  sent: number;
  reading: boolean;
  behind: boolean;
  alive: boolean;
}

const page = 100;
const maxUnsentBytes = 2_000_000;
const socketsPerConversation = 5;

export interface StreamTimes {
  readonly heartbeatMs?: number;
  /** How often to look for what another process has added; unset when this process is the only one. */
  readonly rereadMs?: number | undefined;
}

/** The open sockets. Each knows how far it has been sent, so that nothing is missed, repeated or out of order. */
export class Streams {
  private readonly open = new Map<string, Set<Stream>>();
  private readonly timers: NodeJS.Timeout[] = [];

  constructor(
    private readonly store: Pick<ConversationStore, 'after'>,
    private readonly onFault: (error: unknown) => void,
    { heartbeatMs = 25_000, rereadMs }: StreamTimes = {},
  ) {
    this.timers.push(setInterval(() => this.beat(), heartbeatMs).unref());
    if (rereadMs) this.timers.push(setInterval(() => this.reread(), rereadMs).unref());
  }

  get size(): number {
    return [...this.open.values()].reduce((sum, streams) => sum + streams.size, 0);
  }

  /** Sends everything after `after`, then whatever comes. The oldest socket goes when there are too many. */
  add(conversationId: string, socket: WebSocket, after: number, present: Present): void {
    const streams = this.open.get(conversationId) ?? new Set();
    this.open.set(conversationId, streams);
    const [oldest] = streams;
    if (oldest && streams.size >= socketsPerConversation) this.drop(oldest);
    const stream: Stream = {
      conversationId,
      socket,
      present,
      sent: after,
      reading: false,
      behind: false,
      alive: true,
    };
    streams.add(stream);
    this.open.set(conversationId, streams);
    socket.on('pong', () => (stream.alive = true));
    socket.on('message', () => (stream.alive = true)); // clients only send empty keep-alives
    socket.on('error', () => this.drop(stream));
    socket.on('close', () => this.forget(stream));
    this.catchUp(stream);
  }

  /** Shows a new activity on every socket of its conversation. */
  show(conversationId: string, stored: StoredActivity): void {
    for (const stream of this.open.get(conversationId) ?? []) {
      if (!stream.reading && stored.sequence === stream.sent + 1) this.send(stream, [stored]);
      else if (stored.sequence > stream.sent) this.catchUp(stream);
    }
  }

  /** Shows something that is not kept: "đang nhập". */
  hint(conversationId: string, activity: Activity): void {
    const frame = JSON.stringify({ activities: [activity] });
    for (const { socket } of this.open.get(conversationId) ?? [])
      if (socket.readyState === 1) socket.send(frame);
  }

  close(): void {
    for (const timer of this.timers) clearInterval(timer);
    for (const streams of this.open.values()) for (const stream of streams) stream.socket.close(1012);
  }

  private reread(): void {
    for (const streams of this.open.values()) for (const stream of streams) this.catchUp(stream);
  }

  private catchUp(stream: Stream): void {
    if (stream.reading) stream.behind = true;
    else
      this.read(stream).catch((error: unknown) => {
        this.onFault(error);
        this.drop(stream); // the client comes back and reads from its watermark
      });
  }

  private async read(stream: Stream): Promise<void> {
    stream.reading = true;
    try {
      do {
        stream.behind = false;
        for (;;) {
          const batch = await this.store.after(stream.conversationId, stream.sent, page);
          if (batch.length === 0) break;
          this.send(stream, batch);
        }
      } while (stream.behind);
    } finally {
      stream.reading = false;
    }
  }

  private send(stream: Stream, batch: readonly StoredActivity[]): void {
    const { socket, present } = stream;
    stream.sent = batch.at(-1)?.sequence ?? stream.sent;
    if (socket.readyState !== 1) return;
    if (socket.bufferedAmount > maxUnsentBytes) return this.drop(stream);
    const activities = batch.map(({ activity }) => present(activity));
    socket.send(JSON.stringify({ activities, watermark: String(stream.sent) }));
  }

  private beat(): void {
    for (const streams of this.open.values())
      for (const stream of streams) {
        if (!stream.alive) this.drop(stream);
        else {
          stream.alive = false;
          stream.socket.ping();
        }
      }
  }

  private drop(stream: Stream): void {
    stream.socket.terminate();
    this.forget(stream);
  }

  private forget(stream: Stream): void {
    const streams = this.open.get(stream.conversationId);
    streams?.delete(stream);
    if (streams?.size === 0) this.open.delete(stream.conversationId);
  }
}
