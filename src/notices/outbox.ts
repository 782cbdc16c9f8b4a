import type {
  ClaimedNotice,
  Notice,
  NoticeChannel,
  NoticeRecord,
  NoticeResult,
  NoticeStore,
  Outcome,
} from './notice.ts';
import { defaultPatience, retryAt, type Patience } from './patience.ts';

/** Someone should look: a notice did not arrive, or may not have. */
export interface NoticeAlert {
  readonly id: string;
  readonly channel: string;
  readonly state: 'uncertain' | 'dead';
  readonly code: string;
  readonly reason: string;
  readonly fallbackId: string | undefined;
}

export interface OutboxParts {
  readonly store: NoticeStore;
  readonly channels: readonly NoticeChannel[];
  readonly now: () => Date;
  /** From 0 up to 1. */
  readonly random: () => number;
  readonly alert: (alert: NoticeAlert) => void;
  /** What to send in place of a notice that cannot arrive (an e-mail, say); undefined for nothing. */
  readonly fallback?: (notice: NoticeRecord, code: string) => Notice | undefined;
  readonly patience?: Patience;
}

/**
 * Delivers what is due: in order for each person and one at a time, again and again while the channel
 * cannot be reached, and never silently dropped. Holds no timers: `runDue` is called from outside.
 */
export class Outbox {
  private readonly patience: Patience;
  private readonly underWay = new Set<string>();
  /** Known results that the database could not take: a delivered notice must not become uncertain. */
  private readonly unwritten = new Map<ClaimedNotice, NoticeResult>();

  constructor(private readonly parts: OutboxParts) {
    this.patience = parts.patience ?? defaultPatience;
  }

  /** Attempts everything that is due now; resolves to the number of attempts when nothing is left. */
  async runDue(): Promise<number> {
    for (const [claim, result] of this.unwritten) await this.record(claim, result);
    const known = new Map(this.parts.channels.map((channel) => [channel.name, channel]));
    const open = await this.parts.store.openChannels();
    const attempts = await allDone(open.map((name) => this.runChannel(known.get(name) ?? missing(name))));
    return attempts.reduce((sum, count) => sum + count, 0);
  }

  /** Channels run beside each other, so that one that hangs does not hold up the others. */
  private async runChannel(channel: NoticeChannel): Promise<number> {
    const { store, now } = this.parts;
    for (const claim of await store.expiredLeases(channel.name, now())) {
      if (!this.underWay.has(claim.id)) await this.record(claim, await this.afterUnknown(channel, claim));
    }
    const first = await this.claim(channel);
    if (!first) return 0;
    let attempts = 0;
    const lane = async (given?: ClaimedNotice): Promise<void> => {
      for (let claim = given ?? (await this.claim(channel)); claim; claim = await this.claim(channel)) {
        attempts += 1;
        await this.attempt(channel, claim);
      }
    };
    const others = Array.from({ length: this.patience.lanes - 1 }, () => lane());
    await allDone([lane(first), ...others]);
    return attempts;
  }

  private claim(channel: NoticeChannel): Promise<ClaimedNotice | undefined> {
    const now = this.parts.now();
    return this.parts.store.claimNext(channel.name, now, new Date(now.getTime() + this.patience.leaseMs));
  }

  private async attempt(channel: NoticeChannel, claim: ClaimedNotice): Promise<void> {
    this.underWay.add(claim.id);
    await this.record(claim, await this.deliver(channel, claim));
  }

  private async deliver(channel: NoticeChannel, claim: ClaimedNotice): Promise<NoticeResult> {
    if (claim.expiresAt && claim.expiresAt <= this.parts.now()) {
      return this.dead(claim, 'outbox/window-closed', 'The channel no longer takes messages to this person.');
    }
    const outcome = await outcomeOf(channel, claim);
    switch (outcome.outcome) {
      case 'delivered':
        return { state: 'delivered', deliveredId: outcome.id };
      case 'refused':
        return this.dead(claim, outcome.code, outcome.reason);
      case 'retry':
        return this.again(claim, outcome.reason, outcome.afterMs);
      case 'uncertain':
        break;
    }
    if (channel.repeatable) return this.again(claim, outcome.reason);
    if (!channel.confirm) return uncertain(outcome.reason);
    // Still counted as under way: what is behind it waits until it is known whether this one arrived.
    return { state: 'sending', leaseUntil: this.asksAgainAt(claim), reason: outcome.reason };
  }

  /** The program that claimed it has died, or the channel's answer was lost: has it arrived? */
  private async afterUnknown(channel: NoticeChannel, claim: ClaimedNotice): Promise<NoticeResult> {
    const reason = claim.reason ?? 'The attempt was cut off.';
    if (channel.repeatable) return this.again(claim, reason);
    if (!channel.confirm) return uncertain(reason);
    const message = { ...claim.message, id: claim.id };
    const arrived = await channel
      .confirm(claim.recipient, message, claim.claimedAt)
      .catch((): undefined => undefined);
    if (arrived) return { state: 'delivered', deliveredId: undefined };
    if (arrived === false) return this.again(claim, reason);
    const leaseUntil = this.asksAgainAt(claim);
    return leaseUntil > this.givesUpAt(claim) ? uncertain(reason) : { state: 'sending', leaseUntil, reason };
  }

  private again(claim: ClaimedNotice, reason: string, afterMs?: number): NoticeResult {
    const nextAttemptAt = this.retryAt(claim, afterMs);
    return nextAttemptAt > this.givesUpAt(claim)
      ? this.dead(claim, 'outbox/gave-up', reason)
      : { state: 'waiting', nextAttemptAt, reason };
  }

  private dead(claim: ClaimedNotice, code: string, reason: string): NoticeResult {
    return { state: 'dead', code, reason, fallback: this.parts.fallback?.(claim, code) };
  }

  private retryAt(claim: ClaimedNotice, afterMs = 0): Date {
    return retryAt(this.patience, this.parts.now(), claim.attempts, this.parts.random(), afterMs);
  }

  /** Whether it arrived is asked at growing distances, as far apart as the attempt is past. */
  private asksAgainAt(claim: ClaimedNotice): Date {
    const now = this.parts.now().getTime();
    const { firstRetryMs, longestRetryMs } = this.patience;
    const past = Math.max(now - claim.claimedAt.getTime(), firstRetryMs);
    return new Date(now + Math.min(past, longestRetryMs));
  }

  private givesUpAt(claim: ClaimedNotice): Date {
    return new Date(claim.notBefore.getTime() + this.patience.giveUpAfterMs);
  }

  private async record(claim: ClaimedNotice, result: NoticeResult): Promise<void> {
    this.unwritten.set(claim, result);
    const written = await this.parts.store.record(claim, result, this.parts.now());
    this.unwritten.delete(claim);
    this.underWay.delete(claim.id);
    if (!written || (result.state !== 'dead' && result.state !== 'uncertain')) return;
    const { state, code, reason } = result;
    const fallbackId = result.state === 'dead' ? result.fallback?.id : undefined;
    this.parts.alert({ id: claim.id, channel: claim.recipient.channel, state, code, reason, fallbackId });
  }
}

async function outcomeOf(
  channel: NoticeChannel,
  { id, recipient, message }: ClaimedNotice,
): Promise<Outcome> {
  try {
    return await channel.deliver(recipient, { ...message, id });
  } catch (error) {
    return { outcome: 'uncertain', reason: nameOf(error) };
  }
}

function uncertain(reason: string): NoticeResult {
  return { state: 'uncertain', code: 'outbox/uncertain', reason };
}

/** A channel that was switched off keeps its notices until the patience ends: it may come back. */
function missing(name: string): NoticeChannel {
  return {
    name,
    deliver: async () => ({ outcome: 'retry', reason: `The channel ${name} is not set up.` }),
    repeatable: true,
  };
}

function nameOf(error: unknown): string {
  const code = error instanceof Error && 'code' in error ? String(error.code) : undefined;
  return code ?? (error instanceof Error ? error.name : 'unknown failure');
}

/** Waits for all, also when one fails, so that nothing goes on unseen after `runDue` has ended. */
async function allDone<T>(work: readonly Promise<T>[]): Promise<T[]> {
  await Promise.allSettled(work);
  return Promise.all(work);
}
