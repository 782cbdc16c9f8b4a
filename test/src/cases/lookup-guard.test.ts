import * as fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import {
  afterFailure,
  defaultGuardPolicy,
  fresh,
  isLocked,
  raisesAlarm,
  type GuardState,
} from '../../../src/cases/lookup-guard.ts';

const policy = defaultGuardPolicy;
const minute = 60_000;

function failing(times: readonly number[]): GuardState {
  return times.reduce((state, at) => afterFailure(state, at, policy), fresh);
}

describe('wrong guesses', () => {
  it('lock a sender out at the tenth within an hour, for an hour', () => {
    const start = 1_000_000;
    const nine = failing(Array.from({ length: 9 }, (_, index) => start + index * minute));
    expect(isLocked(nine, start + 10 * minute)).toBe(false);
    const ten = afterFailure(nine, start + 10 * minute, policy);
    expect(isLocked(ten, start + 10 * minute)).toBe(true);
    expect(isLocked(ten, start + 69 * minute)).toBe(true);
    expect(isLocked(ten, start + 70 * minute)).toBe(false);
  });

  it('are forgotten after the hour', () => {
    const nine = failing(Array.from({ length: 9 }, (_, index) => 1_000_000 + index));
    const later = afterFailure(nine, 1_000_000 + policy.windowMs, policy);
    expect(later).toMatchObject({ failures: 1, lockedUntil: 0 });
  });

  it('do not lengthen a lock', () => {
    const locked = failing(Array.from({ length: 10 }, (_, index) => 1_000_000 + index));
    expect(afterFailure(locked, 1_000_100, policy)).toEqual(locked);
  });

  it('let only a few guesses through in any hour', () => {
    fc.assert(
      fc.property(fc.array(fc.integer({ min: 1, max: 20 * minute }), { maxLength: 200 }), (gaps) => {
        let now = 1_000_000_000;
        let state = fresh;
        const tried: number[] = [];
        for (const gap of gaps) {
          now += gap;
          if (!isLocked(state, now)) tried.push(now);
          state = afterFailure(state, now, policy);
        }
        // A sliding hour may touch two windows, hence at most twice the limit, less the one that locked.
        for (const from of tried)
          expect(tried.filter((at) => at >= from && at < from + policy.windowMs).length).toBeLessThanOrEqual(
            2 * policy.failures - 1,
          );
      }),
    );
  });

  it('raise the alarm once when many senders fail together', () => {
    const all = { ...policy, failures: Number.POSITIVE_INFINITY };
    let state = fresh;
    let alarms = 0;
    for (let guess = 0; guess < 150; guess += 1) {
      const next = afterFailure(state, 1_000_000 + guess, all);
      if (raisesAlarm(state, next, all)) alarms += 1;
      state = next;
    }
    expect(alarms).toBe(1);
    expect(isLocked(state, 1_000_200)).toBe(false);
  });
});
