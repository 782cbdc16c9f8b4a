import type { Officer } from '../cases/case-event.ts';
import { openStages, stages, type Stage } from '../cases/case-file.ts';
import type { CaseFilter } from '../cases/case-store.ts';
import { addDays, type Day } from '../cases/calendar-day.ts';
import { caseKinds, type CaseKind } from '../cases/submission.ts';
import { addWorkingDays, type WorkingCalendar } from '../cases/working-days.ts';

/** Ngăn hồ sơ, as the address names it. */
export const views = {
  'dang-xu-ly': 'Đang xử lý',
  'cua-toi': 'Của tôi',
  'chua-giao': 'Chưa giao',
  'sap-han': 'Sắp đến hạn',
  'qua-han': 'Quá hạn',
  'da-xong': 'Đã xong',
  'tat-ca': 'Tất cả',
} as const;
export type View = keyof typeof views;
export const viewNames = Object.keys(views) as readonly View[];

/** What the address of the inbox asks for. Everything else in it is ignored. */
export interface InboxQuery {
  readonly view: View;
  readonly kind: CaseKind | undefined;
  readonly words: string;
  /** From 1. */
  readonly page: number;
}

export const pageSize = 50;
const daysAhead = 3;
const mostPages = 10_000;

export function readInboxQuery(query: URLSearchParams): InboxQuery {
  const view = query.get('ngan') ?? '';
  const kind = query.get('loai') ?? '';
  const page = Number(query.get('trang') ?? 1);
  return {
    view: Object.hasOwn(views, view) ? (view as View) : 'dang-xu-ly',
    kind: caseKinds.find((one) => one === kind),
    words: (query.get('tim') ?? '').trim().slice(0, 200),
    page: Number.isInteger(page) && page > 0 && page < mostPages ? page : 1,
  };
}

/** "/console/ho-so?ngan=qua-han&loai=incident": short, to be shared. */
export function inboxUrl({ view, kind, words, page }: Partial<InboxQuery>): string {
  const query = new URLSearchParams();
  if (view !== undefined && view !== 'dang-xu-ly') query.set('ngan', view);
  if (kind !== undefined) query.set('loai', kind);
  if (words) query.set('tim', words);
  if (page !== undefined && page > 1) query.set('trang', String(page));
  const text = query.toString();
  return text ? `/console/ho-so?${text}` : '/console/ho-so';
}

const endedStages: readonly Stage[] = stages.filter((stage) => !openStages.includes(stage));

/** The filter of a view, without words, kind or page. "sap-han" still holds what is overdue. */
export function filterOf(view: View, officer: Officer, today: Day, calendar: WorkingCalendar): CaseFilter {
  const open = { stages: openStages, order: 'due' } as const;
  switch (view) {
    case 'dang-xu-ly':
      return open;
    case 'cua-toi':
      return { ...open, officerId: officer.id };
    case 'chua-giao':
      return { ...open, unassigned: true };
    case 'sap-han':
      return { ...open, dueBy: addWorkingDays(calendar, today, daysAhead) };
    case 'qua-han':
      return { ...open, dueBy: addDays(today, -1) };
    case 'da-xong':
      return { stages: endedStages, order: 'newest' };
    default:
      return { order: 'newest' };
  }
}
