import type { LineRange, PlanTime } from '../assignment.ts';
import { squeeze } from '../text.ts';
import { upperFirst } from './body-names.ts';
import { findTimes, readTimes, type PlanDates } from './deadlines.ts';
import type { ColumnRole } from './table-columns.ts';
import { timeShare } from './table-atoms.ts';
import { textOf, type CellPart, type Grid, type GridRow } from './table-grid.ts';
import { isMarked, markedTimes } from './table-months.ts';
import { numberRows, type NumberedRow, type ParentRow } from './table-numbers.ts';
import { readParties, sharedParts, shareOwners, type Parties } from './table-parties.ts';
import { endOfUnits, splitUnits, unitHead } from './unit-names.ts';

/** Dòng của bảng: one duty of a table, its units still as printed. */
export interface TableRow {
  /** "3", "2.a" (under the numbered row 2), "II.3" (under the title II). */
  readonly number: string;
  /** Titles and rows over it, outermost first. */
  readonly parents: readonly ParentRow[];
  readonly task: string;
  readonly lead: readonly string[];
  readonly advising: readonly string[];
  readonly coordinating: readonly string[];
  readonly directing: string | null;
  readonly reportsTo: readonly string[];
  readonly deliverable: string | null;
  readonly method: string | null;
  readonly timeRaw: string | null;
  readonly times: readonly PlanTime[];
  readonly lines: LineRange;
  /** Contiguous source lines; more than one where a repeated page header cuts the row. */
  readonly pieces: readonly LineRange[];
  /** The words are a part of those lines only: a duty that another row's cell holds ("Định kỳ hằng tuần Văn phòng …"). */
  readonly partOf?: string;
  readonly notes: readonly string[];
}

/** The rows of a table as duties; titles over rows are among their `parents`. */
export function toTableRows(grid: Grid, dates: PlanDates): readonly TableRow[] {
  // a calendar beside the tasks tells times only where it holds marks alone
  const calendar = isMarked(grid) ? grid.columns : [];
  const rows = numberRows(withDittos(grid)).map((row) => readRow(row, grid, calendar, dates));
  const parts = sharedParts(rows.flatMap(({ row }) => [row.lead, row.coordinating]));
  return rows.flatMap(({ row, inside }) => {
    const shared = shareOwners(row.coordinating, parts);
    const doubtful = shared.some((name, index) => name !== row.coordinating[index]);
    const notes = doubtful ? [...row.notes, 'Ô phối hợp có thể hiểu theo hai cách.'] : row.notes;
    return [{ ...row, coordinating: shared, notes }, ...inside];
  });
}

/** "-nt-", "như trên", a ditto mark. */
const ditto = /^[-–—\s]*(?:nt|n\/t|như (?:dòng |mục |ô )?trên)[-–—.\s]*$|^[-–\s]*["”“〃]+[-–\s]*$/iu;

/** A cell that says "as above" holds what the cell above it holds. */
function withDittos(grid: Grid): Grid {
  const above: (readonly CellPart[])[] = [];
  const rows = grid.rows.map((row) => {
    if (row.group) return row;
    const cells = grid.columns.map((_, column) => {
      const own = row.cells[column] ?? [];
      const cell = ditto.test(textOf(own)) ? (above[column] ?? []) : own;
      above[column] = cell;
      return cell;
    });
    return { ...row, cells };
  });
  return { ...grid, rows };
}

function readRow(
  { row, number, parents, inferred }: NumberedRow,
  grid: Grid,
  calendar: Grid['columns'],
  dates: PlanDates,
): { readonly row: TableRow; readonly inside: readonly TableRow[] } {
  const cell = (role: ColumnRole): readonly CellPart[] =>
    grid.columns.flatMap((column, index) => (column.role === role ? (row.cells[index] ?? []) : []));
  const text = (role: ColumnRole): string | null => trimmed(textOf(cell(role)));
  const parties = partiesOf(row, grid);
  const time =
    readTimeCells(row, grid, dates) ??
    markedTimes(row, calendar, dates) ??
    timeOfParent(parents, grid, dates);
  const printed = text('method');
  const inside = insideDuties(cell('method'), dates);
  const own = labelledTimes(printed, inside, dates);
  const method = printed ?? parties.rest;
  const lines: LineRange = [row.pieces[0]?.[0] ?? 0, row.pieces.at(-1)?.[1] ?? 0];
  const base = { number, parents, lines, pieces: row.pieces };
  const main: TableRow = {
    ...base,
    task: taskOf(row, grid) ?? '',
    lead: parties.lead,
    advising: parties.advising,
    coordinating: parties.coordinating,
    directing: parties.directing,
    reportsTo: [...new Set([...namesIn(text('reportsTo')), ...addressees(printed ?? parties.rest, inside)])],
    deliverable: text('deliverable') ?? productIn(printed),
    method,
    timeRaw: time.raw,
    times: [...time.times, ...own],
    notes: inferred ? ['Số thứ tự suy từ thứ tự dòng.'] : [],
  };
  return {
    row: main,
    inside: inside.map((duty) => ({
      ...base,
      ...duty,
      advising: [],
      coordinating: [],
      directing: null,
      deliverable: null,
      method: null,
      pieces: [duty.lines],
      partOf: number,
      notes: [],
    })),
  };
}

/** The cell that says what is done; of a schedule "Thôn: Thôn Hạ; Địa điểm: Nhà văn hóa". */
function taskOf({ cells }: GridRow, { columns }: Grid): string | null {
  const told = columns.flatMap(({ role, title }, index) => {
    const text = role === 'task' ? trimmed(textOf(cells[index] ?? [])) : null;
    return text === null ? [] : [{ title, text }];
  });
  const [only, another] = told;
  return another ? told.map(({ title, text }) => `${title}: ${text}`).join('; ') : (only?.text ?? null);
}

function trimmed(text: string): string | null {
  const plain = text.replace(/^[-–+•]\s+(?!.*[;.]\s+[-–+•]\s)/u, '').replace(/[\s;]+$/u, '');
  return /[\p{L}\d]/u.test(plain) ? plain : null;
}

function namesIn(text: string | null): readonly string[] {
  return text === null ? [] : splitUnits(text);
}

function partiesOf(row: GridRow, grid: Grid): Parties {
  const all: Parties[] = [];
  for (const [index, { role }] of grid.columns.entries()) {
    const text = textOf(row.cells[index] ?? []);
    if (!text || (role !== 'lead' && role !== 'advising' && role !== 'coordinating' && role !== 'directing'))
      continue;
    all.push(readParties(text, role));
  }
  const joined = (role: 'lead' | 'advising' | 'coordinating'): string[] => [
    ...new Set(all.flatMap((parties) => parties[role])),
  ];
  const hasLead = grid.columns.some(({ role }) => role === 'lead');
  const advising = joined('advising');
  return {
    // in a work programme "Cơ quan tham mưu" is the only one in charge
    lead: hasLead ? joined('lead') : [...new Set([...joined('lead'), ...advising])],
    advising,
    coordinating: joined('coordinating'),
    directing: all.find(({ directing }) => directing)?.directing ?? null,
    rest: all.find(({ rest }) => rest)?.rest ?? null,
  };
}

/** A time column; or two, "Thời gian bắt đầu" and "Thời gian hoàn thành", which together are one stretch. */
function readTimeCells(row: GridRow, grid: Grid, dates: PlanDates): CellTime | undefined {
  const texts = grid.columns.flatMap(({ role }, index) =>
    role === 'time' ? [textOf(row.cells[index] ?? [])] : [],
  );
  const filled = texts.filter((text) => /[\p{L}\d]/u.test(text));
  if (filled.length === 0) return undefined;
  const raw = filled.join(' – ');
  const read = filled.map((text) => readTimes(text, { ...dates, column: true }));
  const [start] = read[0] ?? [];
  const [end] = read[1] ?? [];
  if (read.length !== 2 || !start || !end) return { raw, times: read.flat() };
  const [from, due] = [start.from ?? start.due ?? end.from, end.due ?? end.to];
  return { raw, times: [{ ...end, type: 'deadline', from, to: due, due }] };
}

interface CellTime {
  readonly raw: string | null;
  readonly times: readonly PlanTime[];
}

/** "THÁNG 8" over rows dates those whose own time cell is empty. */
function timeOfParent(parents: readonly ParentRow[], grid: Grid, dates: PlanDates): CellTime {
  const text = parents.at(-1)?.text ?? '';
  const isDated = grid.columns.some(({ role }) => role === 'time') && timeShare(text) >= 0.85;
  return isDated
    ? {
        raw: text.replace(/^\p{Lu}+(?=\s)/u, (word) => upperFirst(word.toLowerCase())),
        times: readTimes(text, { ...dates, column: true }),
      }
    : { raw: null, times: [] };
}

interface InsideDuty {
  readonly task: string;
  readonly lead: readonly string[];
  readonly reportsTo: readonly string[];
  readonly timeRaw: string | null;
  readonly times: readonly PlanTime[];
  readonly lines: LineRange;
}

interface Clause {
  readonly text: string;
  readonly lines: LineRange;
}

/** The clauses of a cell, parted by ";" or a full stop, each with its lines. */
function clausesOf(parts: readonly CellPart[]): readonly Clause[] {
  const clauses: { text: string; lines: [number, number] }[] = [];
  let open = false;
  for (const { text, line } of parts) {
    for (const piece of text.split(/(?<=[;.])(?=\s|$)/u)) {
      const last = clauses.at(-1);
      if (open && last) {
        last.text = squeeze(`${last.text} ${piece}`);
        last.lines[1] = line;
      } else if (piece.trim()) {
        clauses.push({ text: piece.trim(), lines: [line, line] });
      }
      open = piece.trim() === '' ? open : !/[;.]\s*$/u.test(piece);
    }
  }
  return clauses.map(({ text, lines }) => ({ text: text.replace(/[;.\s]+$/u, ''), lines }));
}

/** Where the time that a clause begins with ends: "Định kỳ hằng tuần | Văn phòng báo cáo". */
function afterTime(
  text: string,
  dates: PlanDates,
): { readonly raw: string; readonly times: readonly PlanTime[]; readonly rest: string } {
  const found = findTimes(text, dates).find(({ index, times }) => index === 0 && times.length > 0);
  if (!found) return { raw: '', times: [], rest: text };
  const rest = text.slice(found.raw.length).replace(/^[\s,:]+/u, '');
  return { raw: found.raw, times: found.times, rest };
}

/** "Định kỳ hằng tuần Văn phòng báo cáo Giám đốc Sở" in a method: a duty of its own, of the unit that it names. */
function insideDuties(method: readonly CellPart[], dates: PlanDates): readonly InsideDuty[] {
  return clausesOf(method).flatMap(({ text, lines }) => {
    const { raw, times, rest } = afterTime(text, dates);
    const end = unitHead(rest) ? endOfUnits(rest) : undefined;
    if (end === undefined || end >= rest.length) return [];
    const deed = rest.slice(end).trim();
    if (!/^(?:báo cáo|tổng hợp|gửi|trình|theo dõi|đôn đốc|tham mưu|kiểm tra|hướng dẫn)(?!\p{L})/u.test(deed))
      return [];
    const lead = splitUnits(rest.slice(0, end));
    return [{ task: text, lead, reportsTo: reportedTo(deed), timeRaw: raw || null, times, lines }];
  });
}

/** "Định kỳ hằng tuần, tháng, quý báo cáo Giám đốc Sở" dates a part of the row; what it is for becomes the label. */
function labelledTimes(
  method: string | null,
  inside: readonly InsideDuty[],
  dates: PlanDates,
): readonly PlanTime[] {
  if (method === null) return [];
  return method.split(/[;.](?=\s|$)/u).flatMap((clause) => {
    const text = clause.trim();
    if (inside.some(({ task }) => task === text)) return [];
    const { times, rest } = afterTime(text, dates);
    const kept = times.filter(({ type }) => type !== 'continuous' && type !== 'year');
    return kept.map((time) =>
      rest ? { ...time, label: time.label ? `${rest}, ${time.label}` : rest } : time,
    );
  });
}

function reportedTo(text: string): readonly string[] {
  const named = /(?:^|\s)(?:báo cáo|trình|gửi)(?:\s+(?:kết quả|về|cho|lên))*\s+(?<who>\p{Lu}.*)$/u.exec(text)
    ?.groups?.['who'];
  const end = named && unitHead(named) ? endOfUnits(named) : undefined;
  return named && end ? splitUnits(named.slice(0, end)) : [];
}

function addressees(method: string | null, inside: readonly InsideDuty[]): readonly string[] {
  if (method === null) return [];
  return method
    .split(/[;.](?=\s|$)/u)
    .map((clause) => clause.trim())
    .filter((clause) => !inside.some(({ task }) => task === clause))
    .flatMap((clause) => reportedTo(clause));
}

const product =
  /^(?:Báo cáo (?:tổng kết|sơ kết|kết quả|đánh giá|định kỳ|chuyên đề|tổng hợp|thuyết minh|khắc phục|năm|quý|tháng|6 tháng)|Báo cáo$|Kết quả|Cơ sở dữ liệu|CSDL|Kế hoạch|Quyết định|Tờ trình|Nghị quyết|Quy chế|Quy định|Danh mục|Thông báo|Biên bản|Văn bản|Công văn|Đề án|Dự thảo|Phần mềm|Chương trình|Hướng dẫn số|Sổ tay|Tài liệu|Bộ (?:tài liệu|chỉ số|tiêu chí|thủ tục)|Giấy chứng nhận|Chứng nhận|Bản công bố|Bảng)(?!\p{L})/u;

/** A product printed in the column of methods ("Báo cáo tổng kết", "Kết quả áp dụng 5S") is the deliverable as well. */
function productIn(method: string | null): string | null {
  if (method === null) return null;
  const clauses = method.split(/;\s+/u).filter((clause) => product.test(clause));
  return clauses.length > 0 && clauses.length === method.split(/;\s+/u).length ? method : null;
}
