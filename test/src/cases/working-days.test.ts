import { join } from 'node:path';
import * as fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { addDays, daysBetween, weekday, type Day } from '../../../src/cases/calendar-day.ts';
import { readRules } from '../../../src/cases/rules.ts';
import {
  addWorkingDays,
  calendarOf,
  certainty,
  closedFor,
  isWorkingDay,
  workingDayFrom,
  workingDaysBetween,
} from '../../../src/cases/working-days.ts';

const { calendar } = readRules(join(import.meta.dirname, '../../../knowledge/rules'));

/** Every day from 2024 (no data) to 2029 (no data). */
const days = fc.integer({ min: 0, max: 6 * 365 }).map((offset) => addDays('2024-01-01', offset));
const counts = fc.integer({ min: 0, max: 120 });

describe('the office calendar', () => {
  it.each([
    ['2025-01-24', undefined],
    ['2025-01-27', 'Tết Nguyên đán'],
    ['2025-01-31', 'Tết Nguyên đán'],
    ['2025-02-03', undefined],
    ['2025-04-26', undefined], // a Saturday that is worked
    ['2025-05-02', 'Nghỉ hoán đổi dịp 30/4'],
    ['2026-01-02', 'Nghỉ hoán đổi dịp Tết Dương lịch'],
    ['2026-01-10', undefined],
    ['2026-02-13', undefined],
    ['2026-02-14', 'Nghỉ hằng tuần'],
    ['2026-02-17', 'Tết Nguyên đán (mùng 1)'],
    ['2026-02-23', undefined],
    ['2026-04-27', 'Nghỉ bù Giỗ Tổ Hùng Vương'],
    ['2026-08-22', undefined],
    ['2026-08-31', 'Nghỉ hoán đổi dịp Quốc khánh'],
    ['2026-11-23', undefined],
    ['2026-11-24', 'Ngày Văn hoá Việt Nam'],
    ['2027-02-03', undefined],
    ['2027-02-06', 'Tết Nguyên đán (mùng 1)'], // not 7 February, as the chinese calendar of ICU says
    ['2027-02-10', 'Nghỉ bù Tết Nguyên đán'],
    ['2027-02-11', undefined],
    ['2027-09-03', 'Quốc khánh (ngày liền kề)'],
    ['2025-11-24', undefined], // the day is a holiday from 2026 only
    ['2028-09-02', 'Nghỉ hằng tuần'],
    ['2029-05-01', 'Quốc tế Lao động'],
  ])('knows why the office is closed on %s', (day, reason) => {
    expect(closedFor(calendar, day)).toBe(reason);
  });

  it('gives every holiday of the law its weekdays off in each year', () => {
    for (const [year, expected] of [
      [2025, 11 + 1], // 11 days of the law, one swapped
      [2026, 12 + 2],
      [2027, 12],
    ] as const) {
      const weekdaysOff = [...calendar.off.keys()].filter(
        (day) => day.startsWith(String(year)) && weekday(day) > 0 && weekday(day) < 6,
      );
      expect(weekdaysOff).toHaveLength(expected);
    }
  });

  it('is worked as many make-up days as days were swapped', () => {
    for (const year of [2025, 2026, 2027]) {
      const swaps = [...calendar.off.values()].filter(
        ({ day, reason }) => reason === 'swap' && day.startsWith(String(year)),
      );
      const made = [...calendar.makeUp.keys()].filter((day) => day.startsWith(String(year)));
      expect(made).toHaveLength(swaps.length);
      for (const day of made) expect([0, 6]).toContain(weekday(day));
    }
  });

  it.each([
    ['2026-11-02', '2026-11-20', 'announced'],
    ['2027-04-20', '2027-05-10', 'estimated'],
    ['2027-12-20', '2028-01-15', 'unknown'],
  ])('says how sure it is of %s to %s', (from, to, expected) => {
    expect(certainty(calendar, from, to)).toBe(expected);
  });
});

describe('counting working days', () => {
  it.each<[Day, number, Day]>([
    ['2026-02-12', 1, '2026-02-13'],
    ['2026-02-13', 1, '2026-02-23'], // over the nine days of Tết Bính Ngọ
    ['2026-02-09', 7, '2026-02-25'],
    ['2027-02-03', 1, '2027-02-11'], // over Tết Đinh Mùi
    ['2026-11-23', 1, '2026-11-25'], // over Ngày Văn hoá Việt Nam
    ['2026-01-09', 1, '2026-01-10'], // a Saturday worked for 2 January
    ['2026-08-21', 1, '2026-08-22'],
    ['2026-08-28', 1, '2026-09-03'],
    ['2025-04-25', 3, '2025-04-29'],
    ['2025-04-29', 1, '2025-05-05'],
  ])('%s and %i working days is %s', (start, count, expected) => {
    expect(addWorkingDays(calendar, start, count)).toBe(expected);
  });

  it('never lands on a day off', () => {
    fc.assert(
      fc.property(days, counts, (start, count) => {
        fc.pre(count > 0);
        expect(isWorkingDay(calendar, addWorkingDays(calendar, start, count))).toBe(true);
      }),
    );
  });

  it('is monotonic in the count, strictly', () => {
    fc.assert(
      fc.property(days, counts, (start, count) => {
        expect(addWorkingDays(calendar, start, count) < addWorkingDays(calendar, start, count + 1)).toBe(
          true,
        );
      }),
    );
  });

  it('is monotonic in the start', () => {
    fc.assert(
      fc.property(days, counts, fc.integer({ min: 0, max: 30 }), (start, count, later) => {
        const sooner = addWorkingDays(calendar, start, count);
        expect(sooner <= addWorkingDays(calendar, addDays(start, later), count)).toBe(true);
      }),
    );
  });

  it('adds up', () => {
    fc.assert(
      fc.property(days, counts, counts, (start, first, second) => {
        const step = addWorkingDays(calendar, addWorkingDays(calendar, start, first), second);
        expect(step).toBe(addWorkingDays(calendar, start, first + second));
      }),
    );
  });

  it('counts back what it added', () => {
    fc.assert(
      fc.property(days, counts, (start, count) => {
        const end = addWorkingDays(calendar, start, count);
        expect(workingDaysBetween(calendar, start, end)).toBe(count);
        expect(workingDaysBetween(calendar, end, start)).toBe(count === 0 ? 0 : -count);
      }),
    );
  });

  it('is never faster than the calendar', () => {
    fc.assert(
      fc.property(days, counts, (start, count) => {
        expect(daysBetween(start, addWorkingDays(calendar, start, count))).toBeGreaterThanOrEqual(count);
      }),
    );
  });

  it('moves a day off to the next working day and leaves a working day alone', () => {
    fc.assert(
      fc.property(days, (day) => {
        const moved = workingDayFrom(calendar, day);
        expect(isWorkingDay(calendar, moved)).toBe(true);
        expect(moved >= day && daysBetween(day, moved) <= 9).toBe(true);
        if (isWorkingDay(calendar, day)) expect(moved).toBe(day);
      }),
    );
  });

  it('keeps weekends where no year is known at all', () => {
    const bare = calendarOf([]);
    expect(addWorkingDays(bare, '2026-02-13', 1)).toBe('2026-02-16');
  });
});
