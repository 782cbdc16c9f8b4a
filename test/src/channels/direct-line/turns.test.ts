import { setTimeout as pause } from 'node:timers/promises';
import { describe, expect, it } from 'vitest';
import { Turns } from '../../../../src/channels/direct-line/turns.ts';

describe('turns', () => {
  it('keep the order within a conversation, and run others meanwhile', async () => {
    const turns = new Turns();
    const ended: string[] = [];
    const turn = (name: string, ms: number) => async () => {
      await pause(ms);
      ended.push(name);
    };
    await Promise.all([
      turns.add('a', turn('a1', 40)),
      turns.add('a', turn('a2', 1)),
      turns.add('b', turn('b1', 5)),
    ]);
    expect(ended).toEqual(['b1', 'a1', 'a2']);
    expect(turns.pending('a')).toBe(0);
  });

  it('are so many at once and no more, and none is forgotten', async () => {
    const turns = new Turns(3);
    let now = 0;
    let most = 0;
    let ended = 0;
    const all = Array.from({ length: 50 }, (_, index) =>
      turns.add(`c${index}`, async () => {
        most = Math.max(most, (now += 1));
        await pause(1);
        now -= 1;
        ended += 1;
      }),
    );
    await Promise.all(all);
    expect([most, ended]).toEqual([3, 50]);
  });

  it('let the server take in what arrives while they compute', async () => {
    const turns = new Turns(2);
    let ended = 0;
    const busy = Array.from({ length: 40 }, (_, index) =>
      turns.add(`c${index}`, () => {
        const end = performance.now() + 5;
        while (performance.now() < end);
        ended += 1;
        return Promise.resolve();
      }),
    );
    await pause(1);
    expect(ended).toBeLessThan(20);
    await Promise.all(busy);
  });

  it('settle when the last has ended, or when patience has', async () => {
    const turns = new Turns();
    void turns.add('a', () => pause(20));
    const before = performance.now();
    await turns.settle(1000);
    expect(performance.now() - before).toBeLessThan(500);
    void turns.add('b', () => pause(300));
    await turns.settle(10);
    expect(turns.pending('b')).toBe(1);
  });
});
