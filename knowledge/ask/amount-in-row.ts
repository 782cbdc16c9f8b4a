import type { Assignment, Plan } from '../assignment.ts';
import { syllables } from '../text.ts';
import { matterOfDatum } from './datum.ts';
import type { AskMemory, Finding } from './finding.ts';
import type { Office } from './office.ts';
import type { Query } from './understand.ts';

const ofMoney = /kinh phí|dự toán|số tiền|thành tiền/iu;
const sum = /^\d{1,3}(?:[.,]\d{3})*(?:[.,]\d+)?$/u;

/** "hết bao nhiêu tiền?" of a duty just told: what its row of a table prints under "Kinh phí", not the sum of the plan. */
export function amountInRow(query: Query, { about = [] }: AskMemory, office: Office): Finding | undefined {
  if (query.datum !== 'amount' || about.length === 0 || about.length > 3 || query.units.length > 0)
    return undefined;
  if (matterOfDatum(query, office).some(Boolean)) return undefined;
  const told = office.assignments(about);
  const items = told.flatMap(({ assignment, document }) => {
    const plan = office.plan(document.id);
    if (!assignment || !plan) return [];
    return office.dutiesOf(document.id).flatMap((entry) => {
      const row = entry.assignment;
      if (row?.kind !== 'table_row' || !isOf(row, assignment)) return [];
      const printed = moneyOf(row, plan);
      const passage = plan.passages.find(({ kind, lines }) => kind === 'row' && lines[0] === row.lines[0]);
      if (!printed || !passage) return [];
      return [
        {
          document,
          passage: { ...passage, text: `${row.task} | ${printed}` },
          citations: entry.citations,
        },
      ];
    });
  });
  const once = [...new Map(items.map((item) => [item.passage.id, item])).values()];
  return once.length === 1 ? { kind: 'passages', items: once } : undefined;
}

/** The duty itself, or the row whose every word stands in it and that has the same lead. */
function isOf(row: Assignment, told: Assignment): boolean {
  if (row === told) return true;
  const words = syllables(row.task);
  const own = ` ${syllables(told.task).join(' ')} `;
  return (
    words.length > 2 && own.includes(` ${words.join(' ')} `) && row.lead.join('|') === told.lead.join('|')
  );
}

const cellsOf = (line: string) => line.split('|').map((cell) => cell.trim());

/** "Kinh phí (đồng): 22.000.000": the cell under the title that names money. */
function moneyOf({ lines: [from], quote }: Assignment, plan: Plan): string | undefined {
  const cells = cellsOf(quote.join(' '));
  const titles = plan.lines
    .slice(0, from - 1)
    .map(cellsOf)
    .findLast((line) => line.length === cells.length && line.some((cell) => ofMoney.test(cell)));
  const at = titles?.findIndex((title) => ofMoney.test(title)) ?? -1;
  const value = cells[at] ?? '';
  return sum.test(value) ? `${titles?.[at] ?? ''}: ${value}` : undefined;
}
