import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { dutyReading } from '../../../knowledge/duty-review.ts';
import { fieldsOf, type DutyFields } from '../../../src/plan-work/duty-fields.ts';
import { headOf } from '../../../src/plan-work/head-fields.ts';
import { droppedDuties, lostCorrections, openDuties } from '../../../src/plan-work/open-plan.ts';
import { dutyIn, fileOf, openBench, planText, type PlanBench } from './plan-bench.ts';

const planId = 'ttyt-an-hoa-2026';
const deed = { by: 'Nguyễn Thị Lan', now: new Date('2026-11-21T02:00:00Z') };
const sure = { seen: 0, sure: true, confirm: true };
const unsure = { seen: 0, sure: false, confirm: true };

let bench: PlanBench;
beforeEach(async () => {
  bench = await openBench();
  await bench.work.add(fileOf(planText), planId, deed);
});
afterEach(() => bench.close());

const change = async (id: string, wanted: Partial<DutyFields>, options = unsure) => {
  const open = await bench.open(planId);
  const found = dutyIn(open, id);
  const fields = { ...fieldsOf(found.duty, found.correction), ...wanted };
  return bench.editing.change(open, id, fields, { ...options, seen: found.seen }, deed);
};

describe('correcting a duty', () => {
  it('keeps the new lead apart from the reading, with who confirmed it', async () => {
    expect(await change('ii-3', { lead: ['Phòng Tài chính - Kế toán'] })).toEqual({});
    const { duty, machine, correction } = dutyIn(await bench.open(planId), 'ii-3');
    expect(duty).toMatchObject({ lead: ['Phòng Tài chính - Kế toán'], reviewed: true });
    expect(machine?.lead).toEqual(['Khoa Dược - Trang thiết bị']);
    expect(correction).toMatchObject({ reviewed: { by: deed.by, on: deed.now.toISOString() } });
    expect(correction?.set).toEqual({ lead: ['Phòng Tài chính - Kế toán'] });
  });

  it('asks before it takes a lead that the plan does not name, and takes it when told so', async () => {
    const wanted = { lead: ['Sở Ngoại vụ'] };
    expect(await change('ii-3', wanted)).toEqual({
      issues: [{ field: 'lead', level: 'doubtful', code: 'not-in-source', words: 'Sở Ngoại vụ' }],
    });
    expect(dutyIn(await bench.open(planId), 'ii-3').duty.lead).toEqual(['Khoa Dược - Trang thiết bị']);
    expect(await change('ii-3', wanted, sure)).toEqual({});
    expect(dutyIn(await bench.open(planId), 'ii-3').duty.lead).toEqual(['Sở Ngoại vụ']);
  });

  it('refuses a quote that is not in the source, however sure the officer is', async () => {
    expect(await change('ii-3', { quote: ['Khoa Dược chủ trì mọi việc'] }, sure)).toEqual({
      issues: [expect.objectContaining({ field: 'quote', level: 'refused', code: 'not-in-source' })],
    });
    expect(await change('ii-3', { task: '', due: '2026-02-30' }, sure)).toEqual({
      issues: [
        expect.objectContaining({ field: 'task', code: 'empty' }),
        expect.objectContaining({ field: 'due', code: 'not-a-date' }),
      ],
    });
    expect((await bench.open(planId)).corrections).toEqual({});
  });

  it('reads new words of a time, and takes a day set by hand', async () => {
    await change('ii-3', { timeRaw: 'Quý II/2026' });
    expect(dutyIn(await bench.open(planId), 'ii-3').duty.time).toEqual([
      expect.objectContaining({ type: 'quarter', from: '2026-04-01', to: '2026-06-30' }),
    ]);
    await change('ii-3', { due: '2026-05-04' });
    await change('ii-3', { lead: ['Phòng Tài chính - Kế toán'] });
    const { duty } = dutyIn(await bench.open(planId), 'ii-3');
    expect(duty).toMatchObject({ timeRaw: 'Quý II/2026', lead: ['Phòng Tài chính - Kế toán'] });
    expect(duty.time).toEqual([{ type: 'deadline', from: null, to: null, due: '2026-05-04', every: null }]);
  });

  it('finds the lines of another quote', async () => {
    const quote = ['Bảo đảm thuốc, hóa chất cho các đội cơ động chống dịch.'];
    await change('ii-3', { quote });
    const { duty, machine } = dutyIn(await bench.open(planId), 'ii-3');
    expect(duty.quote).toEqual(quote);
    expect(duty.lines[0]).toBeGreaterThan(machine?.lines[1] ?? 0);
  });

  it('is taken back to what the machine reads', async () => {
    const before = dutyIn(await bench.open(planId), 'ii-3').duty;
    await change('ii-3', { lead: [], task: 'Việc khác' });
    await bench.editing.undo(await bench.open(planId), 'ii-3', deed);
    expect(dutyIn(await bench.open(planId), 'ii-3').duty).toEqual(before);
    expect(await bench.editing.undo(await bench.open(planId), 'ii-3', deed)).toEqual({
      refusal: 'no-such-duty',
    });
  });

  it('does not overwrite what somebody else corrected in the meantime', async () => {
    const open = await bench.open(planId);
    const fields = fieldsOf(dutyIn(open, 'ii-3').duty);
    const twice = ['Một', 'Hai'].map((task) =>
      bench.editing.change(open, 'ii-3', { ...fields, task }, sure, deed),
    );
    expect(await Promise.all(twice)).toEqual([{}, { refusal: 'changed-meanwhile' }]);
  });
});

describe('reviewing', () => {
  it('confirms what the officer saw, and passes over what has changed since', async () => {
    const open = await bench.open(planId);
    const seen = ['ii-1', 'ii-2', 'ii-3'].map((id) => ({ id, reading: dutyReading(dutyIn(open, id).duty) }));
    await change('ii-2', { task: 'Tập huấn' }, { ...unsure, confirm: false });
    expect(await bench.editing.confirm(await bench.open(planId), seen, deed)).toEqual({ passedOver: 1 });
    const after = await bench.open(planId);
    const marks = seen.map(({ id }) => dutyIn(after, id).duty.reviewed);
    expect(marks).toEqual([true, false, true]);
    // Once more is no news: nothing is passed over, and the first review stands.
    const again = [seen[0] ?? { id: '', reading: '' }];
    expect(await bench.editing.confirm(after, again, { ...deed, by: 'Khác' })).toEqual({ passedOver: 0 });
    expect(dutyIn(await bench.open(planId), 'ii-1').correction?.reviewed).toMatchObject({ by: deed.by });
    await bench.editing.reopen(after, 'ii-1', deed);
    expect(dutyIn(await bench.open(planId), 'ii-1').duty.reviewed).toBe(false);
  });

  it('drops what is no duty, adds what was missed, and takes both back', async () => {
    await bench.editing.drop(await bench.open(planId), 'ket-1', 0, deed);
    let open = await bench.open(planId);
    expect(open.plan.assignments).toHaveLength(open.machine.assignments.length - 1);
    expect(droppedDuties(open).map(({ id }) => id)).toEqual([`${planId}#ket-1`]);
    await bench.editing.undo(open, 'ket-1', deed);

    const line = planText.split('\n').findIndex((text) => text.startsWith('Giảm số người mắc')) + 1;
    const fields = {
      ...fieldsOf(dutyIn(open, 'ii-3').duty),
      task: 'Không để dịch lớn xảy ra',
      quote: ['không để dịch lớn xảy ra trên địa bàn huyện'],
    };
    expect(await bench.editing.add(open, { ...fields, quote: ['bịa'] }, [line, line], true, deed)).toEqual({
      issues: [expect.objectContaining({ code: 'not-in-source' })],
    });
    expect(await bench.editing.add(open, fields, [line, line], false, deed)).toEqual({});
    open = await bench.open(planId);
    expect(dutyIn(open, 'them-1').duty).toMatchObject({
      section: 'Mục I.1',
      lines: [line, line],
      lead: ['Khoa Dược - Trang thiết bị'],
      reviewed: true,
    });
    expect(open.plan.assignments).toHaveLength(open.machine.assignments.length + 1);
    await bench.editing.drop(open, 'them-1', dutyIn(open, 'them-1').seen, deed);
    open = await bench.open(planId);
    expect(open.plan).toEqual(open.machine);
  });

  it('puts the head right', async () => {
    const open = await bench.open(planId);
    const head = { ...headOf(open.plan.document), number: '119/KH-TTYT', year: '2027' };
    expect(await bench.editing.head(open, head, unsure, deed)).toEqual({
      issues: [{ field: 'number', level: 'doubtful', code: 'not-in-source', words: '119/KH-TTYT' }],
    });
    expect(await bench.editing.head(open, { ...head, issuedOn: '6/2/2026' }, sure, deed)).toEqual({
      issues: expect.arrayContaining([expect.objectContaining({ field: 'issuedOn', level: 'refused' })]),
    });
    expect(await bench.editing.head(open, head, sure, deed)).toEqual({});
    expect((await bench.open(planId)).plan.document).toMatchObject({ number: '119/KH-TTYT', year: 2027 });
  });
});

describe('the next version of a plan', () => {
  it('takes over what still stands there, and lists what does not', async () => {
    await change('ii-1', { lead: ['Phòng Kế hoạch - Nghiệp vụ'] });
    await change('ii-3', { lead: ['Phòng Tài chính - Kế toán'] });
    const newer = planText
      .replace('Dự trù hóa chất, vật tư phòng dịch', 'Dự trù hóa chất và vật tư phòng dịch')
      .replace('1. Mục đích', '\n\n1. Mục đích');
    await bench.work.add(fileOf(newer), planId, deed);
    const open = await bench.open(planId);
    expect(open.version?.version).toBe(2);
    expect(dutyIn(open, 'ii-1').duty).toMatchObject({ lead: ['Phòng Kế hoạch - Nghiệp vụ'], reviewed: true });
    expect(dutyIn(open, 'ii-3').duty).toMatchObject({
      lead: ['Khoa Dược - Trang thiết bị'],
      reviewed: false,
    });
    expect(lostCorrections(open).map(({ at, set }) => [at, set?.lead])).toEqual([
      ['ii-3', ['Phòng Tài chính - Kế toán']],
    ]);
  });

  it('is a draft of its own when what is published is to be corrected', async () => {
    await change('ii-1', { lead: ['Phòng Kế hoạch - Nghiệp vụ'] });
    await bench.work.publish(planId, deed);
    expect(await change('ii-1', { lead: [] })).toEqual({ refusal: 'not-a-draft' });
    expect(await bench.work.revise(planId, deed)).toMatchObject({ version: 2, state: 'draft' });
    expect(await bench.work.revise(planId, deed)).toMatchObject({ version: 2 });
    expect(await change('ii-1', { lead: ['Khoa An toàn thực phẩm'] })).toEqual({});
    expect((await bench.store.published()).map(({ version }) => version)).toEqual([1]);
  });
});

describe('a plan of the program', () => {
  it('becomes one of the office with its first correction, its reviews included', async () => {
    const shipped = '001-ngoc-ha-khcn-2026';
    const before = (await bench.open(shipped)).plan;
    await bench.work.revise(shipped, deed);
    const open = await bench.open(shipped);
    expect(open.state).toBe('draft');
    expect(open.plan.assignments).toEqual(before.assignments);
    const [first] = openDuties(open);
    if (!first) throw new Error('the plan has duties');
    const fields = { ...fieldsOf(first.duty, first.correction), task: 'Việc được sửa' };
    await bench.editing.change(
      open,
      first.id,
      fields,
      { seen: first.seen, sure: true, confirm: false },
      deed,
    );
    const after = (await bench.open(shipped)).plan.assignments;
    expect(after.filter(({ reviewed }) => !reviewed).map(({ task }) => task)).toEqual(['Việc được sửa']);
  });
});
