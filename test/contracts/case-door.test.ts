import { randomUUID } from 'node:crypto';
import { beforeEach, describe, expect, it } from 'vitest';
import { CaseDoor } from '../../src/cases/case-door.ts';
import { newSecret, printSecret } from '../../src/cases/case-secret.ts';
import { newKeyRing } from '../../src/cases/personal-data.ts';
import { SqlCaseStore } from '../../src/cases/sql-case-store.ts';
import type { Database } from '../../src/storage/database.ts';
import { FixedClock } from '../fakes/fixed-clock.ts';
import { onBothDatabases } from './databases.ts';

onBothDatabases('case door', (databases) => {
  const ring = newKeyRing('k1');
  let clock: FixedClock;
  let database: Database;
  let door: CaseDoor;
  let alarms: number[];
  let code: string;
  let caseId: string;
  let secret: string;

  beforeEach(async () => {
    clock = new FixedClock();
    alarms = [];
    database = await databases.create();
    door = new CaseDoor(database, ring, (failures) => alarms.push(failures));
    secret = printSecret(newSecret());
    ({ id: caseId, code } = await new SqlCaseStore(database, ring).open({
      id: randomUUID(),
      series: 'PAKN.20261121',
      at: clock.now(),
      by: { is: 'citizen' },
      body: {
        type: 'received',
        kind: 'proposal',
        office: 'ngoc-ha',
        channel: 'webchat',
        submission: { content: 'x' },
        attachments: [],
      },
      secret: secret.replaceAll('-', ''),
      attachments: [],
      due: { on: undefined, clock: undefined, paused: false },
      notices: () => [],
    }));
  });

  const wrong = (from: string, which = code) =>
    door.open(which, printSecret(newSecret()), { key: from }, clock.now());
  const right = (from: string) => door.open(code, secret, { key: from }, clock.now());

  it('opens with code and secret as people type them', async () => {
    expect(await right('an')).toBe(caseId);
    const typed = secret.toLowerCase().replaceAll('-', ' ').replaceAll('0', 'o').replaceAll('1', 'l');
    expect(await door.open(code.toLowerCase().replaceAll('.', ' '), typed, { key: 'an' }, clock.now())).toBe(
      caseId,
    );
  });

  it('stays shut alike for a wrong secret, a code that is not there, and no code at all', async () => {
    expect(await wrong('an')).toBeUndefined();
    expect(await wrong('an', 'PAKN.20261121.9999')).toBeUndefined();
    expect(await door.open('không phải mã', secret, { key: 'an' }, clock.now())).toBeUndefined();
    expect(await door.open(code, '', { key: 'an' }, clock.now())).toBeUndefined();
  });

  it('does not open an erased or a guided case with any secret', async () => {
    const store = new SqlCaseStore(database, ring);
    await store.erase(caseId, '2026-11-22');
    expect(await right('an')).toBeUndefined();
  });

  it('locks a sender out after ten wrong guesses in an hour, and only that sender', async () => {
    for (let guess = 0; guess < 9; guess += 1) await wrong('thief');
    expect(await right('thief')).toBe(caseId);
    await wrong('thief');
    expect(await right('thief')).toBeUndefined();
    expect(await right('an')).toBe(caseId);
    clock.pass({ minutes: 59 });
    expect(await right('thief')).toBeUndefined();
    clock.pass({ minutes: 2 });
    expect(await right('thief')).toBe(caseId);
  });

  it('counts guesses sent at once, and those through another program', async () => {
    const other = new CaseDoor(await databases.openAgain(), ring, () => undefined);
    await Promise.all(
      Array.from({ length: 12 }, (_, index) =>
        (index % 2 ? door : other).open(code, 'sai', { key: 'thief' }, clock.now()),
      ),
    );
    expect(await right('thief')).toBeUndefined();
    expect(await other.open(code, secret, { key: 'thief' }, clock.now())).toBeUndefined();
  });

  it('allows more where many people share one address', async () => {
    const shared = { key: 'carrier', failures: 50 };
    for (let guess = 0; guess < 20; guess += 1) await door.open(code, 'sai', shared, clock.now());
    expect(await door.open(code, secret, shared, clock.now())).toBe(caseId);
  });

  it('raises one alarm when many senders guess', async () => {
    await Promise.all(Array.from({ length: 130 }, (_, index) => wrong(`thief ${index}`)));
    expect(alarms).toEqual([100]);
    clock.pass({ minutes: 61 });
    await Promise.all(Array.from({ length: 100 }, (_, index) => wrong(`thief ${index}`)));
    expect(alarms).toEqual([100, 100]);
    expect(await right('an')).toBe(caseId);
  });

  it('keeps no sender in clear, and forgets old guesses', async () => {
    await wrong('0912345678');
    const rows = await database.queries.selectFrom('lookup_guards').selectAll().execute();
    expect(rows).toHaveLength(2);
    expect(JSON.stringify(rows)).not.toContain('0912345678');
    await door.tidy(clock.now());
    expect(await database.queries.selectFrom('lookup_guards').selectAll().execute()).toHaveLength(2);
    clock.pass({ hours: 2 });
    await door.tidy(clock.now());
    expect(await database.queries.selectFrom('lookup_guards').selectAll().execute()).toEqual([]);
  });

  describe('time', () => {
    it('does not tell a wrong secret from an absent code or a lock', async () => {
      const rounds = 60;
      for (let guess = 0; guess < 10; guess += 1) await wrong('locked');
      const asked = {
        wrong: () => wrong(`a${Math.random()}`),
        absent: () => wrong(`b${Math.random()}`, 'PAKN.20261121.9999'),
        locked: () => wrong('locked'),
      };
      const took: Record<keyof typeof asked, number[]> = { wrong: [], absent: [], locked: [] };
      const names = ['wrong', 'absent', 'locked'] as const;
      for (let round = 0; round < rounds; round += 1)
        for (const name of names.toSorted(() => Math.random() - 0.5)) {
          const start = performance.now();
          await asked[name]();
          took[name].push(performance.now() - start);
        }
      const median = (times: readonly number[]) => times.toSorted((a, b) => a - b)[rounds / 2] ?? 0;
      const spread = median(names.flatMap((name) => took[name])) * 0.5 + 1;
      expect(Math.abs(median(took.wrong) - median(took.absent))).toBeLessThan(spread);
      expect(Math.abs(median(took.wrong) - median(took.locked))).toBeLessThan(spread);
    });
  });
});
