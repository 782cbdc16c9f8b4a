import type { Notice } from '../notices/notice.ts';
import { officeRecipient } from './case-notices.ts';
import type { CaseStore, CaseSummary } from './case-store.ts';
import { dayOf, printDay, type Day } from './calendar-day.ts';
import { openStages } from './case-file.ts';
import type { CaseMessages } from './messages.ts';
import { dueness } from './time-limits.ts';
import { addWorkingDays, type WorkingCalendar } from './working-days.ts';

export interface ReminderParts {
  readonly store: CaseStore;
  readonly calendar: WorkingCalendar;
  readonly say: CaseMessages;
  readonly enqueue: (notices: readonly Notice[], now: Date) => Promise<number>;
}

const workingDaysAhead = 3;
const pageSize = 200;

/**
 * Nhắc cơ quan trước hạn 3 ngày, 1 ngày, và khi quá hạn. May run as often as one likes: each reminder has
 * one id and is sent once. Resolves to how many were new.
 */
export async function remindOffices(parts: ReminderParts, now: Date): Promise<number> {
  const { store, calendar, say, enqueue } = parts;
  const today = dayOf(now);
  const dueBy = addWorkingDays(calendar, today, workingDaysAhead);
  let sent = 0;
  for (let offset = 0; ; offset += pageSize) {
    const page = await store.list(
      { stages: openStages, dueBy, order: 'due', limit: pageSize, offset },
      { is: 'system' },
    );
    sent += await enqueue(
      page.flatMap((one) => reminder(one, today, calendar, say) ?? []),
      now,
    );
    if (page.length < pageSize) return sent;
  }
}

function reminder(
  one: CaseSummary,
  today: Day,
  calendar: WorkingCalendar,
  say: CaseMessages,
): Notice | undefined {
  const { code, dueOn } = one;
  if (dueOn === undefined) return undefined;
  const when = dueness(dueOn, today, calendar);
  if (when === 'later') return undefined;
  const text = when === 'overdue' ? say.office.overdue : say.office.dueSoon;
  return {
    id: `case/${code}/due/${dueOn}/${when}`,
    recipient: officeRecipient(one),
    message: { text: text(code, printDay(dueOn)) },
  };
}
