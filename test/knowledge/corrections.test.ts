import { describe, expect, it } from 'vitest';
import { applyCorrections, readCorrections } from '../../knowledge/corrections.ts';
import { carryOver } from '../../knowledge/carry-over.ts';
import { dutyReading } from '../../knowledge/duty-review.ts';
import { findContradictions } from '../../knowledge/contradictions.ts';
import { readPlan } from '../../knowledge/parser/read-plan.ts';

const text = (first = ''): string =>
  `UBND XÃ TÂN AN\nSố: 1/KH-UBND\nTân An, ngày 01 tháng 02 năm 2024\nKẾ HOẠCH\nCải cách hành chính năm 2024\n\nIII. TỔ CHỨC THỰC HIỆN\n1. Văn phòng\n${first}- Theo dõi, đôn đốc việc thực hiện.\n- Báo cáo kết quả về UBND huyện trước ngày 20/11.\n`;
const plan = readPlan(text(), { id: 'p' });

describe('corrections', () => {
  it('lie on top of what was read', () => {
    const fixed = applyCorrections(
      plan,
      {
        document: { superior: 'UBND huyện Bình Sơn' },
        assignments: [
          {
            at: 'iii.1-2',
            anchor: 'Báo cáo kết quả',
            set: { method: 'Bằng văn bản' },
            doubt: 'Không nêu năm.',
          },
        ],
        units: [{ name: 'UBND huyện', aliases: ['huyện'] }],
      },
      'f',
    );
    expect(fixed.document.superior).toBe('UBND huyện Bình Sơn');
    expect(fixed.assignments[1]).toMatchObject({
      method: 'Bằng văn bản',
      doubt: 'Không nêu năm.',
      task: plan.assignments[1]?.task,
    });
    expect(fixed.units.find(({ name }) => name === 'UBND huyện')?.aliases).toContain('huyện');
    expect(fixed.assignments[0]).toEqual(plan.assignments[0]);
  });

  it('find their line by its words when a re-read has moved the numbers', () => {
    const moved = readPlan(text('- Tham mưu ban hành kế hoạch.\n'), { id: 'p' });
    const fixed = applyCorrections(
      moved,
      { assignments: [{ at: 'iii.1-2', anchor: 'Báo cáo kết quả', note: 'đã hỏi' }] },
      'f',
    );
    expect(fixed.assignments.map(({ note }) => note)).toEqual([undefined, undefined, 'đã hỏi']);
  });

  it('report a target that is gone instead of touching another line', () => {
    const fixed = applyCorrections(
      plan,
      { assignments: [{ at: 'iii.1-1', anchor: 'Kiểm tra', set: { lead: ['Ai đó'] } }] },
      'f',
    );
    expect(fixed.assignments).toEqual(plan.assignments);
    expect(fixed.problems).toContainEqual(
      expect.objectContaining({ code: 'plan/correction-lost', level: 'error' }),
    );
  });

  it('drop a line, and add one that must quote the source', () => {
    const fixed = applyCorrections(
      plan,
      {
        assignments: [
          { at: 'iii.1-1', drop: true },
          { at: 'x-1', add: true, set: { task: 'Việc', quote: ['không có câu này'], lines: [1, 1] } },
        ],
      },
      'f',
    );
    expect(fixed.assignments.map(({ id }) => id)).toEqual(['p#x-1', 'p#iii.1-2']);
    expect(fixed.problems).toContainEqual(expect.objectContaining({ code: 'plan/quote-not-in-source' }));
  });

  it('mark lines reviewed only for the text that was reviewed', () => {
    const reviewed = { by: 'A', on: '2024-03-01', source: 'f' };
    expect(applyCorrections(plan, { reviewed }, 'f').assignments.every((line) => line.reviewed)).toBe(true);
    const outdated = applyCorrections(plan, { reviewed }, 'other');
    expect(outdated.assignments.some((line) => line.reviewed)).toBe(false);
    expect(outdated.problems).toContainEqual(expect.objectContaining({ code: 'plan/review-outdated' }));
  });

  it('join two names that a person knows to be one unit', () => {
    const fixed = applyCorrections(
      plan,
      { units: [{ name: 'Văn phòng HĐND và UBND xã', sameAs: ['Văn phòng'] }] },
      'f',
    );
    expect(fixed.assignments[0]?.lead).toEqual(['Văn phòng HĐND và UBND xã']);
    expect(fixed.units.map(({ name }) => name)).not.toContain('Văn phòng');
  });

  it.each(['- 1\n- 2', 'khac: 1', 'assignments: 3', 'assignments:\n  - set: {}', '{'])(
    '%j is a problem, not a throw',
    (yaml) => {
      expect(readCorrections(yaml).problems).toEqual([
        expect.objectContaining({ code: 'plan/corrections-unreadable' }),
      ]);
    },
  );
});

describe('a review of one duty', () => {
  const [first, second] = plan.assignments;
  if (!first || !second) throw new Error('the plan has two duties');
  const set = { lead: ['Phòng Kinh tế'] };
  const review = (duty: typeof first) => ({
    by: 'Lan',
    on: '2024-03-01T02:00:00Z',
    reading: dutyReading({ ...duty, ...set }),
    machine: dutyReading(duty),
  });
  const correction = { at: 'iii.1-1', quote: first.quote, set, reviewed: review(first) };
  const marks = (of: typeof plan) => of.assignments.map(({ reviewed }) => reviewed);

  it('marks that duty and no other', () => {
    const fixed = applyCorrections(plan, { assignments: [correction] }, 'f');
    expect(marks(fixed)).toEqual([true, false]);
    expect(fixed.assignments[0]?.lead).toEqual(['Phòng Kinh tế']);
  });

  it('is taken out of a review of the whole plan', () => {
    const reviewed = { by: 'A', on: '2024-03-01', source: 'f' };
    const open = { at: 'iii.1-1', reviewed: false as const };
    expect(marks(applyCorrections(plan, { reviewed, assignments: [open] }, 'f'))).toEqual([false, true]);
  });

  it('ends when the machine reads the same words otherwise, and says so', () => {
    const other = { ...plan, assignments: [{ ...first, timeRaw: 'hằng tháng' }, second] };
    const fixed = applyCorrections(other, { assignments: [correction] }, 'f');
    expect(marks(fixed)).toEqual([false, false]);
    expect(fixed.problems).toContainEqual(expect.objectContaining({ code: 'plan/review-outdated' }));
  });

  it('goes on when the machine has come to read what the officer wrote', () => {
    const better = { ...plan, assignments: [{ ...first, ...set }, second] };
    expect(marks(applyCorrections(better, { assignments: [correction] }, 'f'))).toEqual([true, false]);
  });

  it('goes over to a version in which the same words have moved', () => {
    const moved = readPlan(text('- Tham mưu ban hành kế hoạch.\n'), { id: 'p' });
    const { corrections, dropped } = carryOver({ assignments: [correction] }, plan, moved);
    expect([corrections.assignments?.map(({ at }) => at), dropped]).toEqual([['iii.1-2'], []]);
    expect(marks(applyCorrections(moved, corrections, 'f'))).toEqual([false, true, false]);
  });

  it('is reported as lost, not applied, where the words have changed', () => {
    const changed = readPlan(text().replace('đôn đốc việc', 'đôn đốc, giám sát việc'), { id: 'p' });
    const { corrections } = carryOver({ assignments: [correction] }, plan, changed);
    const fixed = applyCorrections(changed, corrections, 'f');
    expect(fixed.assignments.map(({ lead }) => lead)).toEqual(changed.assignments.map(({ lead }) => lead));
    expect(fixed.problems).toContainEqual(expect.objectContaining({ code: 'plan/correction-lost' }));
  });
});

describe('corrections carried over to the next version', () => {
  const head = { document: { number: '11/KH-UBND', year: 2025 } };

  it('keep a fact of the head only where the machine reads the same as before', () => {
    const next = readPlan(text().replace('1/KH-UBND', '7/KH-UBND'), { id: 'p' });
    expect(carryOver(head, plan, next)).toEqual({
      corrections: { document: { year: 2025 } },
      dropped: [{ field: 'number', corrected: '11/KH-UBND', nowRead: '7/KH-UBND' }],
    });
  });

  it('find an added duty at its new lines', () => {
    const quote = ['Cải cách hành chính năm 2024'];
    const added = { at: 'them-1', add: true, set: { task: 'Việc', quote, lines: [5, 5] as const } };
    const next = readPlan(`\n\n${text()}`, { id: 'p' });
    const { corrections } = carryOver({ assignments: [added] }, plan, next);
    expect(corrections.assignments?.[0]?.set?.lines).toEqual([7, 7]);
  });
});

const dated = (id: string, when: string, office = 'XÃ TÂN AN') =>
  readPlan(
    `UBND ${office}\nKẾ HOẠCH\nKiểm tra năm 2024\n\nI. TỔ CHỨC THỰC HIỆN\n1. Văn phòng\n- Tổ chức đánh giá nội bộ hệ thống quản lý, hoàn thành ${when}.\n`,
    { id },
  );

describe('plans that contradict each other', () => {
  it('are found when one office dates the same work differently', () => {
    expect(
      findContradictions([dated('a', 'trong tháng 6/2024'), dated('b', 'trong quý III/2024')]).map(
        ({ between }) => between,
      ),
    ).toEqual([['a#i.1-1', 'b#i.1-1']]);
  });

  it('are not found between offices, or when the dates meet', () => {
    expect(
      findContradictions([dated('a', 'trong tháng 6/2024'), dated('b', 'trong quý III/2024', 'XÃ BÌNH AN')]),
    ).toEqual([]);
    expect(findContradictions([dated('a', 'trong tháng 8/2024'), dated('b', 'trong quý III/2024')])).toEqual(
      [],
    );
  });
});
