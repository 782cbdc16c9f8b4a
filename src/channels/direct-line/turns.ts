import { setImmediate } from 'node:timers/promises';
import { Gate } from './gate.ts';

/**
 * Runs what belongs to one conversation one after the other, and different conversations beside each other, but only
 * so many: a turn is mostly computing, and under a rush the server must still take in what arrives.
 */
export class Turns {
  private readonly running = new Map<string, Promise<void>>();
  private readonly waiting = new Map<string, number>();
  private readonly gate: Gate;

  constructor(atOnce = 16) {
    this.gate = new Gate(atOnce);
  }

  /** How many turns of this conversation have not ended yet. */
  pending(conversationId: string): number {
    return this.waiting.get(conversationId) ?? 0;
  }

  /** Resolves when this turn has ended. `turn` must not reject: whoever adds a turn deals with its failure. */
  add(conversationId: string, turn: () => Promise<void>): Promise<void> {
    this.waiting.set(conversationId, this.pending(conversationId) + 1);
    const done = (this.running.get(conversationId) ?? Promise.resolve())
      .then(() =>
        this.gate.through(async () => {
          await setImmediate();
          await turn();
        }),
      )
      .finally(() => {
        const left = this.pending(conversationId) - 1;
        if (left > 0) this.waiting.set(conversationId, left);
        else {
          this.waiting.delete(conversationId);
          this.running.delete(conversationId);
        }
      });
    this.running.set(conversationId, done);
    return done;
  }

  /** Resolves when no turn is running, or after `limitMs`. */
  async settle(limitMs: number): Promise<void> {
    const limit = new Promise<void>((resolve) => {
      setTimeout(resolve, limitMs).unref();
    });
    await Promise.race([limit, Promise.allSettled(this.running.values())]);
  }
}
