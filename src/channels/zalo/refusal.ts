import type { Delivery } from '../channel.ts';
import type { Meaning } from './error-codes.ts';

/** What a refused message comes to: never again, or again after a while. */
export function outcomeOf(meaning: Meaning | undefined, error: number, now: Date): Delivery {
  const reason = `Zalo error ${error}`;
  const refused = (code: string): Delivery => ({ outcome: 'refused', code, reason });
  const again = (afterMs: number): Delivery => ({ outcome: 'retry', reason, afterMs });
  switch (meaning) {
    case 'window':
      return refused('zalo/window-closed');
    case 'person':
      return refused('zalo/person-unreachable');
    case 'content':
      return refused('zalo/content-refused');
    case 'form':
    case 'too-long':
      return refused('zalo/not-accepted');
    case 'busy':
      return again(minute / 2);
    case 'token':
      return again(minute);
    case 'night':
      return again(untilMorningMs(now));
    case 'quota':
      return again(hour);
    case 'account':
      return again(hour / 4);
    default:
      return { outcome: 'retry', reason };
  }
}

/** What somebody must know about, beyond the fate of the one message. */
export function alarmOf(meaning: Meaning | undefined): { code: string; message: string } | undefined {
  if (meaning === 'quota') return { code: 'zalo/quota', message: 'the messages of the account are used up' };
  if (meaning === 'account')
    return { code: 'zalo/account', message: 'the account is not set up for sending, see docs/zalo.md' };
  if (meaning === undefined)
    return {
      code: 'zalo/unknown-error',
      message: 'Zalo answered with an error that its table does not have',
    };
  return undefined;
}

const minute = 60_000;
const hour = 60 * minute;
const day = 24 * hour;

/** Until 06:00 in Vietnam, which knows no summer time. */
function untilMorningMs(now: Date): number {
  const sinceMidnight = (now.getTime() + 7 * hour) % day;
  return (6 * hour - sinceMidnight + day) % day || day;
}
