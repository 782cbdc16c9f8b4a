import type { Log } from '../../log.ts';
import { endsWithin } from './ends-within.ts';
import { readEvent } from './event.ts';
import type { InboundEvents } from './ports.ts';
import { readSigned, type AppKeys } from './signature.ts';
import { toActivity } from './to-activity.ts';

export interface WebhookParts {
  readonly keys: AppKeys;
  readonly oaId: string;
  readonly events: Pick<InboundEvents, 'add'>;
  /** How long an event waits for an earlier one that is still on its way. */
  readonly settleMs: number;
  /** While the webhook is being set up: Zalo's console tests it unsigned and wants to hear 200. Nothing is done. */
  readonly setup: boolean;
  /** A new event is stored. */
  readonly arrived: () => void;
  readonly now: () => Date;
  readonly log: Log;
}

/** Takes one call of the webhook: its body as it came and its signature. Resolves to the HTTP status to answer. */
export type Webhook = (body: Buffer, signature: unknown) => Promise<number>;

/** Zalo waits for two seconds. */
const patienceMs = 1500;

/**
 * Checks, stores, answers; what an event asks for is done afterwards, from the store. 200 only when the event is on
 * disk, was so before, or asks for nothing. Else Zalo hears 503 within two seconds and delivers it again.
 */
export function createWebhook(parts: WebhookParts): Webhook {
  const { keys, oaId, events, log, now } = parts;
  const refused = new Map<string, number>();
  return async (body, signature) => {
    const signed = readSigned(body, signature, keys, now().getTime());
    if (signed.fault) {
      noteFault(log, refused, signed.fault);
      return parts.setup && signed.fault === 'unsigned' ? 200 : 401;
    }
    const event = readEvent(signed.value, oaId);
    if (!event || toActivity(event).kind === 'ignored') return 200;
    const stored = events
      .add(
        {
          channel: 'zalo',
          eventId: event.key,
          userId: event.userId,
          occurredAt: new Date(event.at),
          notBefore: new Date(now().getTime() + parts.settleMs),
          payload: body.toString('utf8'),
        },
        now(),
      )
      .then((isNew) => {
        if (isNew) parts.arrived();
        return 200;
      })
      .catch((error: unknown) => {
        log.error({ err: error, code: 'zalo/event-not-stored' }, 'a Zalo event could not be stored');
        return 503;
      });
    return (await endsWithin(stored, patienceMs)) ? stored : 503;
  };
}

/** The 1st, 10th, 100th…: a flood of forgeries is seen in the log but does not fill the disk. */
function noteFault(log: Log, counts: Map<string, number>, fault: string): void {
  const count = (counts.get(fault) ?? 0) + 1;
  counts.set(fault, count);
  if (/^10*$/u.test(String(count)))
    log.warn({ code: 'zalo/webhook-refused', fault, count }, 'webhook call refused');
}
