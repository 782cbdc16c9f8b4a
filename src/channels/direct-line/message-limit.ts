import { RateLimiterMemory, RateLimiterRes } from 'rate-limiter-flexible';

export type Verdict = 'fine' | 'refuse' | { readonly seconds: number; readonly tell: boolean };

/**
 * How many messages a conversation may send in a minute. The first one too many is answered in the conversation,
 * because Web Chat shows a 429 as a message that hangs; only a flood (three times the limit) is refused outright.
 */
export class MessageLimit {
  private readonly limiter: RateLimiterMemory;

  constructor(private readonly perMinute: number) {
    this.limiter = new RateLimiterMemory({ points: perMinute, duration: 60 });
  }

  async spend(conversationId: string): Promise<Verdict> {
    try {
      await this.limiter.consume(conversationId);
      return 'fine';
    } catch (limit) {
      if (!(limit instanceof RateLimiterRes)) throw limit;
      const over = limit.consumedPoints - this.perMinute;
      if (over > this.perMinute * 2) return 'refuse';
      return { seconds: Math.ceil(limit.msBeforeNext / 1000), tell: over === 1 };
    }
  }
}
