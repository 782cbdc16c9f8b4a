import type { PlanTime } from '../../knowledge/assignment.ts';
import { printDay } from '../cases/calendar-day.ts';

const periods: Readonly<Record<string, string>> = {
  P1D: 'hằng ngày',
  P1W: 'hằng tuần',
  P1M: 'hằng tháng',
  P3M: 'hằng quý',
  P6M: '6 tháng một lần',
  P1Y: 'hằng năm',
};

/** What the machine understood of a time, for a person to check: "trước ngày 30/04/2026". */
export function timeWords({ type, from, to, due, every, exclusive, label, yearInferred }: PlanTime): string {
  const parts = [
    type === 'continuous' && 'thường xuyên',
    type === 'recurring' && (every === null ? 'định kỳ, không nêu chu kỳ' : (periods[every] ?? every)),
    due !== null && `${exclusive ? 'trước ngày' : 'hạn'} ${printDay(due)}`,
    due === null && from !== null && to !== null && `từ ${printDay(from)} đến ${printDay(to)}`,
    due === null && from !== null && to === null && `từ ${printDay(from)}`,
    due === null && from === null && to !== null && `đến ${printDay(to)}`,
    yearInferred && 'năm lấy theo năm của kế hoạch',
  ].filter((part): part is string => typeof part === 'string');
  return `${label ? `${label}: ` : ''}${parts.join(', ')}`;
}
