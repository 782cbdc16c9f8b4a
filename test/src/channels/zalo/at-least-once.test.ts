import { afterEach, describe, expect, it } from 'vitest';
import { happeningsOf, type SignedEvent } from '../../../zalo-stand-in/events.ts';
import { Office } from './office.ts';

/** `ZALO_EVENTS=10000` for a long run. */
const many = Number(process.env['ZALO_EVENTS'] ?? 2_000);

let office: Office;
afterEach(() => office.close());

/** Each event as often as Zalo delivers it, one to five times, all shuffled. */
function deliveries(events: number, people: number): SignedEvent[] {
  const { zalo, clock } = office;
  const now = clock.now().getTime();
  const calls = Array.from({ length: events }, (_, n) => {
    const userId = String(7_000_000_000_000_000_000n + BigInt(n % people));
    zalo.people.person(userId).lastSeenAt = now;
    const happened = happeningsOf(zalo.keys.oaId, userId).text(`msg-${n}`, `câu ${n}`);
    const event = zalo.sign(happened, now - events + n);
    return Array.from({ length: 1 + random(5) }, () => event);
  });
  return shuffled(calls.flat());
}

function answers(): string[] {
  return office.zalo.people.list().flatMap(({ id }) => office.answersTo(id));
}

describe('events that Zalo delivers more than once and out of order', () => {
  it(`are each answered once, ${many} of them`, { timeout: 240_000 }, async () => {
    const events = many;
    const people = 500;
    office = await Office.open({ withoutServer: true, limits: { callMs: 20_000, lanes: 48 } });
    office.zalo.echoes = false;
    const calls = deliveries(events, people);
    expect(calls.length).toBeGreaterThan(events * 2);
    const { receive } = office.service.channel;
    for (let waiting = calls; waiting.length > 0;) {
      const some = waiting.slice(0, 250);
      const heard = await Promise.all(
        some.map(({ body, signature }) => receive(Buffer.from(body), signature)),
      );
      expect(heard.every((status) => status === 200 || status === 503)).toBe(true);
      // on 503 Zalo delivers again
      waiting = [...waiting.slice(250), ...some.filter((_, n) => heard[n] === 503)];
      await office.work();
    }
    expect(answers()).toHaveLength(events);
    expect(new Set(answers()).size).toBe(events);
    expect(office.zalo.api.messageCalls).toBe(events + people);
  });

  it(
    'are each answered once over HTTP, while the bot works, over a restart and half a day later',
    { timeout: 240_000 },
    async () => {
      const events = 300;
      const people = 40;
      office = await Office.open({ limits: { callMs: 20_000 } });
      const calls = deliveries(events, people);
      const half = Math.floor(calls.length / 2);
      office.live();
      await postAll(calls.slice(0, half));
      await office.restart();
      office.live();
      await postAll(calls.slice(half));
      await office.idle();
      expect(answers()).toHaveLength(events);
      office.clock.pass({ hours: 12 });
      await postAll(shuffled(calls));
      await office.idle();
      expect(office.zalo.api.messageCalls).toBe(events + people);
      expect(new Set(answers()).size).toBe(events);
    },
  );
});

async function postAll(calls: readonly SignedEvent[]): Promise<void> {
  const rest = calls.values();
  const lane = async () => {
    for (const call of rest) {
      let posted = await office.zalo.webhook.deliver(call);
      while (!('status' in posted)) posted = await office.zalo.webhook.deliver(call); // as Zalo does, until 200
      expect(posted.status).toBe(200);
    }
  };
  await Promise.all(Array.from({ length: 16 }, lane));
}

let seed = 20_261_121;
/** Repeatable: a failure can be run again as it was. */
function random(below: number): number {
  seed = (seed * 1_103_515_245 + 12_345) % 2_147_483_648;
  return Math.floor((seed / 2_147_483_648) * below);
}

function shuffled<T>(items: readonly T[]): T[] {
  return items
    .map((item) => ({ item, place: random(1_000_000_000) }))
    .sort((a, b) => a.place - b.place)
    .map(({ item }) => item);
}
