/** Giới hạn tra cứu sai: how many wrong guesses before a sender is locked out, and when to alarm. */
export interface GuardPolicy {
  /** Wrong guesses of one sender within the window before the lock. */
  readonly failures: number;
  readonly windowMs: number;
  readonly lockMs: number;
  /** Wrong guesses of all senders together within the window: someone is trying many doors. */
  readonly alarmAt: number;
}

export const defaultGuardPolicy: GuardPolicy = {
  failures: 10,
  windowMs: 3_600_000,
  lockMs: 3_600_000,
  alarmAt: 100,
};

/** What is remembered of one sender, or of everybody together. Times in milliseconds. */
export interface GuardState {
  readonly windowStart: number;
  readonly failures: number;
  readonly lockedUntil: number;
}

export const fresh: GuardState = { windowStart: 0, failures: 0, lockedUntil: 0 };

export function isLocked(state: GuardState, now: number): boolean {
  return now < state.lockedUntil;
}

/** After a wrong guess. A guess while locked changes nothing: the lock ends when it was going to. */
export function afterFailure(state: GuardState, now: number, policy: GuardPolicy): GuardState {
  if (isLocked(state, now)) return state;
  const open = now - state.windowStart < policy.windowMs;
  const failures = open ? state.failures + 1 : 1;
  return {
    windowStart: open ? state.windowStart : now,
    failures,
    lockedUntil: failures >= policy.failures ? now + policy.lockMs : 0,
  };
}

/** True for the one wrong guess, of whoever, with which the common count reaches the alarm. */
export function raisesAlarm(before: GuardState, after: GuardState, policy: GuardPolicy): boolean {
  return before.failures < policy.alarmAt && after.failures >= policy.alarmAt;
}
