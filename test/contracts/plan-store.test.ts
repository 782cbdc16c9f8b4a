import { expect, it } from 'vitest';
import { PlanCorrectionStore } from '../../src/storage/plan-corrections.ts';
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

  it('keeps the restored reading of a scan beside the scan', async () => {
    const store = new PlanStore(await databases.create());
    const scan = { restored: 'Số 47', doubts: [{ line: 1, word: '47', confidence: 20, maybe: '41' }] };
    await store.add({ ...file('So 47'), format: 'image', scan }, deed(1));
    expect(await store.add(file('một', 'khac'), deed(1))).not.toHaveProperty('scan');
    expect(await store.versions('xa-tan-an-2026')).toMatchObject([
      { source: 'So 47', format: 'image', scan },
    ]);
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

  it('takes a draft back, and gives its number to no other', async () => {
    const store = new PlanStore(await databases.create());
    await store.add(file('một'), deed(1));
    expect(await store.discard('xa-tan-an-2026', 1, deed(2))).toMatchObject({ state: 'discarded' });
    expect(await store.ids()).toEqual([]);
    expect([...(await store.decided())]).toEqual([]);
    expect(await store.publish('xa-tan-an-2026', deed(3))).toBeUndefined();
    expect(await store.add(file('một'), deed(4))).toMatchObject({ version: 2, state: 'draft' });
    expect(await store.discard('xa-tan-an-2026', 1, deed(5))).toBeUndefined();
  });

  it('publishes an older version again', async () => {
    const store = new PlanStore(await databases.create());
    for (const [source, day] of [
      ['một', 1],
      ['hai', 3],
    ] as const) {
      await store.add(file(source), deed(day));
      await store.publish('xa-tan-an-2026', deed(day + 1));
    }
    expect(await store.publish('xa-tan-an-2026', deed(5), 1)).toMatchObject({
      version: 1,
      published: { at: deed(5).now, by: 'lệnh' },
      retired: undefined,
    });
    expect((await store.published()).map(({ source }) => source)).toEqual(['một']);
    expect(await store.changes()).toBe(3);
  });

  it('knows nothing of a plan that was never added', async () => {
    const store = new PlanStore(await databases.create());
    expect(await store.publish('khong-co', deed(1))).toBeUndefined();
    expect(await store.retire('khong-co', deed(1))).toBeUndefined();
    expect(await store.changes()).toBe(0);
  });
});

onBothDatabases('the store of corrections', (databases) => {
  const planId = 'xa-tan-an-2026';
  const lead = (name: string) => ({ at: 'i-1', quote: ['câu'], set: { lead: [name] } });
  const open = async () => {
    const database = await databases.create();
    const plans = new PlanStore(database);
    await plans.add(file('một'), deed(1));
    return { plans, corrections: new PlanCorrectionStore(database), audit: new AuditLog(database) };
  };

  it('keeps the newest word on each duty and on the head, and the history of both', async () => {
    const { plans, corrections, audit } = await open();
    const head = { target: '' as const, correction: { document: { number: '5/KH-UBND' } } };
    await corrections.make(planId, 1, [{ target: 'i-1', correction: lead('Phòng A') }, head], deed(2));
    await corrections.make(planId, 1, [{ target: 'i-1', correction: lead('Phòng B') }], deed(3));
    const [version] = await plans.versions(planId);
    expect(version?.corrections).toEqual({
      document: { number: '5/KH-UBND' },
      assignments: [lead('Phòng B')],
    });
    const history = await corrections.of(planId, 1);
    expect(history.map(({ target, by, at }) => [target, by, at])).toEqual([
      ['i-1', 'lệnh', deed(2).now],
      ['', 'lệnh', deed(2).now],
      ['i-1', 'lệnh', deed(3).now],
    ]);
    const [entry] = await audit.ofSubject(planId);
    expect(entry).toMatchObject({ action: 'plan/correct', details: { version: 1, targets: ['i-1'] } });
  });

  it('forgets a correction that is taken back', async () => {
    const { plans, corrections } = await open();
    await corrections.make(planId, 1, [{ target: 'i-1', correction: lead('Phòng A') }], deed(2));
    await corrections.make(planId, 1, [{ target: 'i-1', correction: { at: 'i-1' } }], deed(3));
    expect((await plans.versions(planId))[0]?.corrections).toEqual({});
  });

  it('does not overwrite what somebody else corrected in the meantime', async () => {
    const { plans, corrections } = await open();
    const entry = (name: string, seen: number) => [{ target: 'i-1', correction: lead(name), seen }];
    expect(await corrections.make(planId, 1, entry('Phòng A', 0), deed(2))).toBeUndefined();
    const other = [{ target: 'i-2', correction: { at: 'i-2', drop: true } }, ...entry('Phòng B', 0)];
    expect(await corrections.make(planId, 1, other, deed(3))).toBe('changed-meanwhile');
    expect((await plans.versions(planId))[0]?.corrections.assignments).toEqual([lead('Phòng A')]);
    const [made] = await corrections.of(planId, 1);
    expect(await corrections.make(planId, 1, entry('Phòng B', made?.sequence ?? 0), deed(4))).toBeUndefined();
  });

  it('corrects drafts alone, and what is published answers with its corrections', async () => {
    const { plans, corrections } = await open();
    await corrections.make(planId, 1, [{ target: 'i-1', correction: lead('Phòng A') }], deed(2));
    await plans.publish(planId, deed(3));
    const later = [{ target: 'i-1', correction: lead('Phòng B') }];
    expect(await corrections.make(planId, 1, later, deed(4))).toBe('not-a-draft');
    expect(await corrections.make('khong-co', 1, later, deed(4))).toBe('not-a-draft');
    expect((await plans.published())[0]?.corrections.assignments).toEqual([lead('Phòng A')]);
  });

  it('takes corrections over into the next version', async () => {
    const { plans } = await open();
    const carried = { assignments: [lead('Phòng A')], document: { year: 2026 } };
    expect(await plans.add(file('hai'), deed(2), { corrections: carried })).toMatchObject({
      version: 2,
      corrections: carried,
    });
    expect(await plans.add(file('hai'), deed(3), { evenIfSame: true })).toMatchObject({
      version: 3,
      corrections: {},
    });
  });
});
