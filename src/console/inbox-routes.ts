import type { CaseDesk } from '../cases/case-desk.ts';
import type { Officer } from '../cases/case-event.ts';
import type { CaseFilter, CaseSummary } from '../cases/case-store.ts';
import { dayOf, type Day } from '../cases/calendar-day.ts';
import type { WorkingCalendar } from '../cases/working-days.ts';
import type { OfficerStore } from '../storage/officer-store.ts';
import { inboxPage } from './inbox-page.ts';
import { filterOf, pageSize, readInboxQuery, viewNames, type InboxQuery, type View } from './inbox-query.ts';
import { caseRoles } from './roles.ts';
import { say } from './texts.ts';
import type { ConsoleRoute } from './visit.ts';

export interface InboxParts {
  readonly desk: CaseDesk;
  readonly officers: OfficerStore;
  readonly calendar: WorkingCalendar;
  readonly officeName: (id: string) => string;
}

/** The list of cases: only what the officer may read, in the database already. */
export function inboxRoutes(parts: InboxParts): ConsoleRoute[] {
  return [
    {
      method: 'GET',
      path: '/console/ho-so',
      for: caseRoles,
      answer: async (visit) => {
        const query = readInboxQuery(visit.query);
        const today = dayOf(visit.now);
        const [found, counts, officers] = await Promise.all([
          find(parts, query, visit.officer, today),
          countAll(parts, visit.officer, today),
          parts.officers.list(),
        ]);
        const nameOf = (id: string) => officers.find((one) => one.id === id)?.name;
        const body = inboxPage({ ...parts, query, today, ...found, counts, nameOf });
        return { title: say.inbox.title, body };
      },
    },
  ];
}

interface FoundCases {
  readonly cases: readonly CaseSummary[];
  readonly total: number;
}

async function find(
  { desk, calendar }: InboxParts,
  { view, kind, words, page }: InboxQuery,
  officer: Officer,
  today: Day,
): Promise<FoundCases> {
  const narrowed = (of: View): CaseFilter => ({
    ...filterOf(of, officer, today, calendar),
    ...(kind && { kinds: [kind] }),
    ...(words && { words }),
  });
  const filter = narrowed(view);
  // What is overdue comes first in the order of due dates, and has a view of its own.
  const skipped = view === 'sap-han' ? await desk.count(narrowed('qua-han'), officer) : 0;
  const offset = skipped + (page - 1) * pageSize;
  const [cases, all] = await Promise.all([
    desk.list({ ...filter, limit: pageSize, offset }, officer),
    desk.count(filter, officer),
  ]);
  return { cases, total: all - skipped };
}

async function countAll(
  { desk, calendar }: InboxParts,
  officer: Officer,
  today: Day,
): Promise<ReadonlyMap<View, number>> {
  const counts = new Map<View, number>();
  for (const view of viewNames)
    counts.set(view, await desk.count(filterOf(view, officer, today, calendar), officer));
  counts.set('sap-han', (counts.get('sap-han') ?? 0) - (counts.get('qua-han') ?? 0));
  return counts;
}
