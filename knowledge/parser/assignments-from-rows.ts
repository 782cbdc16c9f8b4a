import type { LineRange } from '../assignment.ts';
import type { Draft } from './assignments.ts';
import { slug, upperFirst } from './body-names.ts';
import { cut, flowOf, type Flow } from './flow.ts';
import type { Item } from './outline.ts';
import { placeName } from './places.ts';
import type { DataTable, PlanTable, TableRow } from './tables.ts';

/** Dòng phụ lục: the rows of the tables as assignments; a row cut by a page header has several pieces. */
export function readRows(
  tables: readonly PlanTable[],
  items: readonly Item[],
  reading: readonly string[],
): Draft[] {
  const taken = new Map<string, number>();
  return tables.flatMap((table) => {
    const before = items.findLast((item) => item.block.lines[0] <= table.lines[0]);
    const place = before?.zone === 'annex' || before?.zone === 'body' ? before : undefined;
    return table.rows.map((row, index) => {
      const wanted = `${placeId(place)}-${(row.number || `r${index + 1}`).replace(/\./gu, rowDot(row.number))}`;
      const count = (taken.get(wanted) ?? 0) + 1;
      taken.set(wanted, count);
      return makeDraft(row, table, place, count === 1 ? wanted : `${wanted}-${count}`, reading);
    });
  });
}

/** "2.a" is one row of the annex: `pl-2a`; "II.3" keeps its dot. */
const rowDot = (number: string): string => (/^\d+\.[a-z]$/u.test(number) ? '' : '.');

function placeId(place: Item | undefined): string {
  return place ? slug(place.number).replace(/-/gu, '.') : 'bang';
}

function makeDraft(
  row: TableRow,
  table: PlanTable,
  place: Item | undefined,
  localId: string,
  reading: readonly string[],
): Draft {
  const parent = row.parents.at(-1);
  const doubt = row.notes.find((note) => /hai cách/u.test(note));
  const notes = row.notes.filter((note) => note !== doubt);
  return {
    localId: localId.toLowerCase(),
    section: sectionOf(row, place),
    sectionTitle: parent?.text ?? table.title,
    kind: 'table_row',
    task: upperFirst(row.task.replace(/[.;:\s]+$/u, '')),
    lead: row.lead,
    advising: row.advising,
    coordinating: row.coordinating,
    directing: row.directing,
    deliverable: withoutEnd(row.deliverable),
    method: withoutEnd(row.method),
    reportsTo: row.reportsTo,
    timeRaw: row.timeRaw,
    time: row.times,
    pieces: piecesOf(row, reading),
    lines: row.lines,
    ...(parent ? { context: parent.text, contextLines: parent.lines } : {}),
    ...(doubt ? { doubt } : {}),
    ...(notes.length > 0 ? { note: notes.join(' ') } : {}),
  };
}

const withoutEnd = (text: string | null): string | null => text?.replace(/[.;\s]+$/u, '') ?? null;

/** "Phụ lục, mục 2.a", "Mục II.1, dòng 6". */
function sectionOf(row: TableRow, place: Item | undefined): string {
  const where = place ? placeName(place) : 'Bảng';
  if (!row.number) return where;
  return `${where}, ${place?.zone === 'annex' ? 'mục' : 'dòng'} ${row.number}`;
}

/** A duty that stands inside a cell of another row quotes only its own words. */
function piecesOf(row: TableRow, reading: readonly string[]): Flow[] {
  const whole = row.pieces.map((piece: LineRange) => flowOf(reading, piece));
  const [first] = whole;
  const at = row.partOf !== undefined && first ? first.text.indexOf(row.task) : -1;
  return first && at >= 0 ? [cut(first, at, at + row.task.length)] : whole;
}

/** Dòng cha, dòng số liệu: a title over rows, or a row that gives nobody a duty, which is quoted all the same. */
export interface ParentText {
  readonly section: string;
  readonly headings: readonly string[];
  readonly text: string;
  readonly flow: Flow;
  readonly lines: LineRange;
}

export function parentTexts(
  tables: readonly PlanTable[],
  items: readonly Item[],
  reading: readonly string[],
): ParentText[] {
  return tables.flatMap((table) => {
    const place = items.findLast((item) => item.block.lines[0] <= table.lines[0]);
    const where = place ? placeName(place) : 'Bảng';
    const parents = table.rows.flatMap((row) => row.parents);
    const once = [...new Map(parents.map((parent) => [parent.lines[0], parent])).values()];
    return once.map(({ number, text, lines }) => ({
      text,
      headings: [],
      section: number ? `${where}, ${place?.zone === 'annex' ? 'mục' : 'dòng'} ${number}` : where,
      flow: flowOf(reading, lines),
      lines,
    }));
  });
}

export function dataTexts(
  tables: readonly DataTable[],
  items: readonly Item[],
  reading: readonly string[],
): ParentText[] {
  return tables.flatMap(({ title, lines: [from], rows }) => {
    const place = items.findLast((item) => item.block.lines[0] <= from);
    const own = place?.opens ? [place.block.body.text] : [];
    const headings = [
      ...(place?.headings ?? []),
      ...own,
      ...(title === place?.block.flow.text ? [] : [title]),
    ];
    return rows.map(({ text, lines }) => ({
      text,
      headings: [...new Set(headings)].filter(Boolean),
      section: place ? placeName(place) : 'Bảng',
      flow: flowOf(reading, lines),
      lines,
    }));
  });
}

/** What a person reads of a row: its cells in order, each with its name. */
export function rowText(draft: Omit<Draft, 'localId' | 'pieces'>): string {
  const cells: (readonly [string, string | null | undefined])[] = [
    ['Chỉ đạo', draft.directing],
    ['Chủ trì', draft.lead.join('; ')],
    ['Tham mưu', draft.advising.join('; ')],
    ['Phối hợp', draft.coordinating.join('; ')],
    ['Cách thức', draft.method],
    ['Kết quả', draft.deliverable],
    ['Thời gian', draft.timeRaw],
  ];
  const named = cells.flatMap(([name, value]) => (value ? [`${name}: ${value}`] : []));
  return [draft.task, ...named].join(' | ');
}
