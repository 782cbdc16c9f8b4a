import { expect, it } from 'vitest';
import { PlanStore, type NewVersion } from '../../src/storage/plan-store.ts';
import { AuditLog } from '../../src/storage/audit-log.ts';
import { onBothDatabases } from './databases.ts';

const deed = (day: number) => ({ by: 'lệnh', now: new Date(Date.UTC(2026, 10, day)) });
const file = (source: string, planId = 'xa-tan-an-2026'): NewVersion => ({
  planId,
  format: 'docx',
  fileName: 'ke-hoach.docx',
  sha256: `sha of ${source}`,
  source,
});

onBothDatabases('the store of plan versions', (databases) => {
  it('answers from nothing before it is published, and from the newest version after', async () => {
    const store = new PlanStore(await databases.create());
    expect(await store.add(file('một'), deed(1))).toMatchObject({ version: 1, state: 'draft' });
    expect(await store.published()).toEqual([]);
    expect(await store.changes()).toBe(0);
    await store.publish('xa-tan-an-2026', deed(2));
    await store.add(file('hai'), deed(3));
    expect((await store.published()).map(({ source }) => source)).toEqual(['một']);
    await store.publish('xa-tan-an-2026', deed(4));
    expect((await store.versions('xa-tan-an-2026')).map(({ version, state }) => [version, state])).toEqual([
      [1, 'retired'],
      [2, 'published'],
    ]);
    expect((await store.published()).map(({ source }) => source)).toEqual(['hai']);
  });

  it('keeps one version of the same file', async () => {
    const store = new PlanStore(await databases.create());
    await store.add(file('một'), deed(1));
    expect(await store.add(file('một'), deed(2))).toMatchObject({ version: 1 });
    expect(await store.versions('xa-tan-an-2026')).toHaveLength(1);
  });

  it('retires a plan and takes it back', async () => {
    const store = new PlanStore(await databases.create());
    await store.add(file('một'), deed(1));
    await store.publish('xa-tan-an-2026', deed(2));
    await store.retire('xa-tan-an-2026', deed(3));
    expect(await store.published()).toEqual([]);
    expect([...(await store.decided())]).toEqual(['xa-tan-an-2026']);
    await store.add(file('hai'), deed(4));
    expect([...(await store.decided())]).toEqual(['xa-tan-an-2026']);
    await store.publish('xa-tan-an-2026', deed(5));
    expect((await store.published()).map(({ source }) => source)).toEqual(['hai']);
  });

  it('tells every program of a change, and the audit log who made it', async () => {
    const database = await databases.create();
    const other = new PlanStore(await databases.openAgain());
    const store = new PlanStore(database);
    await store.add(file('một'), deed(1));
    expect(await other.changes()).toBe(0);
    await store.publish('xa-tan-an-2026', deed(2));
    expect(await other.changes()).toBe(1);
    expect((await other.published()).map(({ planId }) => planId)).toEqual(['xa-tan-an-2026']);
    const entries = await new AuditLog(database).ofSubject('xa-tan-an-2026');
    expect(entries.map(({ action }) => action)).toEqual(['plan/publish', 'plan/add']);
  });

  it('knows nothing of a plan that was never added', async () => {
    const store = new PlanStore(await databases.create());
    expect(await store.publish('khong-co', deed(1))).toBeUndefined();
    expect(await store.retire('khong-co', deed(1))).toBeUndefined();
    expect(await store.changes()).toBe(0);
  });
});
