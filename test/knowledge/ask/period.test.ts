import { describe, expect, it } from 'vitest';
import { overlaps, readPeriod } from '../../../knowledge/ask/period.ts';
import { readTimes } from '../../../knowledge/parser/deadlines.ts';

const today = '2023-06-15';

function show(question: string, year?: number): string | undefined {
  const period = readPeriod(question, year === undefined ? { today } : { today, year });
  return (
    period && `${period.kind} ${period.from}..${period.to}${period.yearMissing ? ' ~' : ''} "${period.label}"`
  );
}

describe('the period a question asks about', () => {
  it.each([
    ['tháng này có việc gì', 'month 2023-06-01..2023-06-30 "tháng 6/2023"'],
    ['thang sau', 'month 2023-07-01..2023-07-31 "tháng 7/2023"'],
    ['quý này', 'quarter 2023-04-01..2023-06-30 "quý II/2023"'],
    ['tuần này', 'week 2023-06-12..2023-06-18 "tuần từ 12/6/2023 đến 18/6/2023"'],
    ['cuối tháng', 'month 2023-06-21..2023-06-30 "cuối tháng 6/2023"'],
    ['cuối năm có gì', 'range 2023-10-01..2023-12-31 ~ "cuối năm"'],
    ['đầu quý 2', 'month 2023-04-01..2023-04-30 ~ "đầu quý II"'],
    ['sắp đến hạn', 'upcoming 2023-06-15..2023-07-15 "30 ngày tới"'],
    ['việc nào quá hạn', 'overdue null..2023-06-14 "đến ngày 14/6/2023"'],
    ['trước 30/6', 'until 2023-01-01..2023-06-30 ~ "trước 30/6"'],
    ['đến hết quý 2', 'until 2023-01-01..2023-06-30 ~ "đến hết quý II"'],
    ['trước tháng 7/2023', 'until 2023-01-01..2023-06-30 "trước tháng 7/2023"'],
    ['trong 7 ngày tới', 'range 2023-06-15..2023-06-22 "7 ngày tới"'],
    ['thang 8/2023', 'month 2023-08-01..2023-08-31 "tháng 8/2023"'],
    ['tháng 7 tháng 8', 'month 2023-07-01..2023-08-31 ~ "tháng 7, 8"'],
    ['từ tháng 6 đến tháng 8', 'month 2023-06-01..2023-08-31 ~ "tháng 6, 7, 8"'],
    ['t8 có việc gì', 'month 2023-08-01..2023-08-31 ~ "tháng 8"'],
    ['tháng tám', 'month 2023-08-01..2023-08-31 ~ "tháng 8"'],
    ['quý 3', 'quarter 2023-07-01..2023-09-30 ~ "quý III"'],
    ['quy II, III nam 2023', 'quarter 2023-04-01..2023-09-30 "quý II, III/2023"'],
    ['còn tháng 11?', 'month 2023-11-01..2023-11-30 ~ "tháng 11"'],
    ['Cuối năm, tháng 11/2023, Sở phải làm gì', 'month 2023-11-01..2023-11-30 "tháng 11/2023"'],
    ['6 tháng đầu năm', 'half 2023-01-01..2023-06-30 ~ "6 tháng đầu năm"'],
    ['từ 1/6 đến 15/6', 'range 2023-06-01..2023-06-15 ~ "từ 1/6 đến 15/6"'],
    [
      'từ 06/7 đến cuối tháng 8/2023 còn việc gì',
      'range 2023-07-06..2023-08-31 "từ 06/7 đến hết tháng 8/2023"',
    ],
    ['từ ngày 1/9 đến hết năm', 'range 2023-09-01..2023-12-31 ~ "từ 1/9 đến hết tháng 12"'],
    ['ngày 30/6 có việc gì', 'date 2023-06-30..2023-06-30 ~ "ngày 30/6"'],
    ['hôm nay', 'date 2023-06-15..2023-06-15 "ngày 15/6/2023"'],
    ['năm 2024 Sở phải làm gì', 'year 2024-01-01..2024-12-31 "năm 2024"'],
    ['năm nay', 'year 2023-01-01..2023-12-31 "năm 2023"'],
  ])('reads "%s"', (question, period) => {
    expect(show(question)).toBe(period);
    expect(show(question.normalize('NFD').toUpperCase())).toBe(period);
  });

  it.each([
    'báo cáo 6 tháng nộp khi nào',
    'VP SKHCN QT tổng hợp b/c 6T trc ngày nào',
    'công bố vào tháng nào năm 2023?',
    'quý mấy',
    'Mục tiêu chất lượng năm 2023 do ai công bố',
    'Quyết định 1221/QĐ-UBND ngày 07/4/2020 về vấn đề gì',
    'Hồ sơ quá hạn, tồn đọng phải báo cáo ai',
    'TCVN ISO 9001:2015',
    'quy trình 4 bước',
  ])('finds none in "%s"', (question) => {
    expect(show(question)).toBeUndefined();
  });

  it("takes the plan's year when it is told", () => {
    expect(show('tháng 1', 2024)).toBe('month 2024-01-01..2024-01-31 "tháng 1/2024"');
  });
});

function falls(cell: string, question: string, options?: { includeContinuous: boolean }): boolean {
  const period = readPeriod(question, { today });
  const times = readTimes(cell, { year: 2023, column: true });
  return period !== undefined && overlaps(period, times, options).length > 0;
}

describe('what falls in a period', () => {
  it.each([
    ['Tháng 7,8/2023', 'tháng 8', true],
    ['Tháng 7,8/2023', 'tháng 8/2022', false],
    ['Tháng 7,8/2023', 'quý 3', true],
    ['Quý II, III/2023', 'tháng 5', true],
    ['trước ngày 30/6/2023', 'tháng 6', true],
    ['trước ngày 01/7/2023', 'tháng 7', false],
    ['trước ngày 01/7/2023', 'tháng 6', true],
    ['trước ngày 30/6/2023', 'ngày 30/6', true],
    ['trước ngày 30/6/2023', 'trước 30/6', true],
    ['trước ngày 30/6/2023', 'trước 15/6', false],
    ['trước ngày 30/6/2023', 'sắp đến hạn', true],
    ['Tháng 5/2023', 'việc nào quá hạn', true],
    ['Cả năm', 'việc nào quá hạn', false],
    ['Tháng 8/2023', 'tháng 6 và tháng 11', false],
    ['Tháng 11/2023', 'tháng 6 và tháng 11', true],
    ['Cả năm', 'tháng 8', true],
  ])('"%s" in "%s": %s', (cell, question, expected) => {
    expect(falls(cell, question)).toBe(expected);
  });

  it('leaves whole-year times out when told to', () => {
    expect(falls('Cả năm', 'tháng 8', { includeContinuous: false })).toBe(false);
    expect(falls('Tháng 8', 'tháng 8', { includeContinuous: false })).toBe(true);
    expect(falls('Cả năm', 'năm nay', { includeContinuous: false })).toBe(true);
  });
});
