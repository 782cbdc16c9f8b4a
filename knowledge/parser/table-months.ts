import type { PlanTime } from '../assignment.ts';
import { fold, squeeze } from '../text.ts';
import { readTimes, type PlanDates } from './deadlines.ts';
import type { Column } from './table-columns.ts';
import { textOf, type Grid, type GridRow } from './table-grid.ts';

/** "T3", "Tháng 3", "Quý I T3", "Quý II": what a column of marks stands for. */
interface Period {
  readonly unit: 'tháng' | 'quý';
  readonly number: number;
  /** Printed in the title: "T9/2026". */
  readonly year: number | undefined;
}

const ofYear = String.raw`(?:\s*\/\s*(?<year>20\d\d))?`;
const month = new RegExp(
  String.raw`^(?:quy\s*(?:i{1,3}|iv|[1-4])\s+)?(?:thang|thg|th|t)\s*\.?\s*(?<number>1[0-2]|0?[1-9])${ofYear}$`,
);
const quarter = new RegExp(String.raw`^(?:quy|q)\s*\.?\s*(?<number>i{1,3}|iv|[1-4])${ofYear}$`);
const ofQuarter: Readonly<Record<string, number>> = { i: 1, ii: 2, iii: 3, iv: 4 };

function periodOf(title: string, before: Period | undefined): Period | undefined {
  const plain = fold(squeeze(title));
  const inMonth = month.exec(plain)?.groups;
  const inQuarter = quarter.exec(plain)?.groups;
  const year = Number(inMonth?.['year'] ?? inQuarter?.['year'] ?? Number.NaN) || undefined;
  if (inMonth) return { unit: 'tháng', number: Number(inMonth['number']), year };
  const word = inQuarter?.['number'];
  if (word !== undefined) return { unit: 'quý', number: ofQuarter[word] ?? Number(word), year };
  // "Tháng" printed once over "1", "2", "3"
  const isNext = before !== undefined && /^\d{1,2}$/.test(plain) && Number(plain) === before.number + 1;
  return isNext ? { ...before, number: before.number + 1 } : undefined;
}

/** The fewest columns that make a calendar. */
const fewest = 3;

/**
 * "Nội dung | Đơn vị | T2 | T3 | … | T11": columns that each stand for a month or a quarter get the role `period`.
 * "T2" to "T7" alone may be days of the week, and then none does.
 */
export function withPeriods(columns: readonly Column[]): readonly Column[] {
  const periods: (Period | undefined)[] = [];
  for (const { title } of columns) periods.push(periodOf(title, periods.at(-1)));
  const found = periods.flatMap((period) => period ?? []);
  const [first] = found;
  const inOrder = found.every(
    ({ unit }, at) => unit === first?.unit && (at === 0 || follows(found[at - 1], found[at])),
  );
  if (found.length < fewest || !inOrder || found.length > 12 || mayBeWeekdays(columns, periods))
    return columns;
  return columns.map((column, at) => (periods[at] ? { ...column, role: 'period', general: false } : column));
}

/** "T12", "T1": a school year goes on in the next one. */
const follows = (before: Period | undefined, next: Period | undefined): boolean =>
  before !== undefined &&
  next !== undefined &&
  (next.number > before.number || (next.unit === 'tháng' && before.number === 12 && next.number === 1));

function mayBeWeekdays(columns: readonly Column[], periods: readonly (Period | undefined)[]): boolean {
  return periods.every(
    (period, at) =>
      period === undefined ||
      (/^t\s*\.?\s*\d/.test(fold(columns[at]?.title ?? '')) && period.number >= 2 && period.number <= 7),
  );
}

const mark = /^[xX✓✔√v+*●•■]$/u;

/** Whether its calendar is filled with marks alone, and not with numbers or words that mean something else. */
export function isMarked({ columns, rows }: Grid): boolean {
  const cells = rows
    .filter(({ group }) => !group)
    .flatMap((row) =>
      columns.flatMap(({ role }, at) => (role === 'period' ? [textOf(row.cells[at] ?? [])] : [])),
    )
    .filter((text) => text !== '' && text !== '-');
  return cells.length > 0 && cells.every((text) => mark.test(text));
}

/** The months or quarters marked in a row: "Tháng 3, 6, 9"; undefined where none is. */
export function markedTimes(
  row: GridRow,
  columns: readonly Column[],
  dates: PlanDates,
): { readonly raw: string; readonly times: readonly PlanTime[] } | undefined {
  const marked: Period[] = [];
  let before: Period | undefined;
  let year = firstYear(columns, dates);
  for (const [at, { role, title }] of columns.entries()) {
    const period = role === 'period' ? periodOf(title, before) : undefined;
    if (period && before && period.number < before.number && year !== null) year++;
    if (period && mark.test(textOf(row.cells[at] ?? [])))
      marked.push({ ...period, year: period.year ?? year ?? undefined });
    before = period;
  }
  const [first] = marked;
  if (!first) return undefined;
  const numbers = marked.map(({ unit, number }) =>
    unit === 'quý' ? (roman[number - 1] ?? '') : `${number}`,
  );
  const raw = `${first.unit === 'quý' ? 'Quý' : 'Tháng'} ${numbers.join(', ')}`;
  const dated = marked.map(({ unit, year: own }, at) => `${unit} ${numbers[at] ?? ''}/${own ?? ''}`);
  const isDated = marked.every((period) => period.year !== undefined);
  return { raw, times: isDated ? readTimes(dated.join(', '), { ...dates, column: true }) : [] };
}

const roman = ['I', 'II', 'III', 'IV'];

/**
 * The year of a calendar's first column: the plan's. One that runs into the next year ("T9" to "T5") begins in the year
 * in which the plan was issued, when that was not long before; else its year is not known.
 */
function firstYear(columns: readonly Column[], { year, issuedOn }: PlanDates): number | null {
  const numbers = columns.flatMap(({ role, title }) =>
    role === 'period' ? (periodOf(title, undefined)?.number ?? []) : [],
  );
  const [first = 1] = numbers;
  if (numbers.every((number, at) => at === 0 || number > (numbers[at - 1] ?? 0))) return year;
  const issued = /^(?<year>\d{4})-(?<month>\d\d)/u.exec(issuedOn ?? '')?.groups;
  return issued && Math.abs(first - Number(issued['month'])) <= 3 ? Number(issued['year']) : null;
}
