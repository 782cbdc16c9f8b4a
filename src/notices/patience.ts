/** How long and how often the outbox tries. */
export interface Patience {
  readonly firstRetryMs: number;
  readonly longestRetryMs: number;
  /** Counted from when the notice was first due. */
  readonly giveUpAfterMs: number;
  /** Longer than any channel's time limit for one attempt. */
  readonly leaseMs: number;
  /** Attempts beside each other on one channel, always to different people. */
  readonly lanes: number;
}

const MINUTE = 60_000;
const HOUR = 60 * MINUTE;

export const defaultPatience: Patience = {
  firstRetryMs: 5_000,
  longestRetryMs: 30 * MINUTE,
  giveUpAfterMs: 73 * HOUR,
  leaseMs: 2 * MINUTE,
  lanes: 8,
};

/**
 * When to try again after `attempts` failures: the wait doubles up to the longest, spread by a quarter
 * to either side so that a channel coming back is not met by everything at once. Never before `afterMs`.
 */
export function retryAt(
  { firstRetryMs, longestRetryMs }: Patience,
  now: Date,
  attempts: number,
  random: number,
  afterMs: number,
): Date {
  const doubled = firstRetryMs * 2 ** Math.min(attempts - 1, 30);
  const spread = Math.min(doubled, longestRetryMs) * (0.75 + random / 2);
  return new Date(now.getTime() + Math.max(spread, afterMs));
}
