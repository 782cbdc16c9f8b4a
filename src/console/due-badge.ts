import { daysBetween, printDay, type Day } from '../cases/calendar-day.ts';
import { dueness } from '../cases/time-limits.ts';
import { workingDaysBetween, type WorkingCalendar } from '../cases/working-days.ts';
import { html, type Html } from '../web/html.ts';
import { say } from './texts.ts';

/** A due date as a colour and as words: the colour alone says nothing to some. */
export interface DueWords {
  readonly tone: 'over' | 'today' | 'near' | 'far' | 'none';
  readonly words: string;
}

/** How near the day is, said in working days ahead and in calendar days past. */
export function dueWords(dueOn: Day, today: Day, calendar: WorkingCalendar): DueWords {
  const when = dueness(dueOn, today, calendar);
  if (when === 'overdue') return { tone: 'over', words: say.due.over(daysBetween(dueOn, today)) };
  if (when === 'today') return { tone: 'today', words: say.due.today };
  const words = say.due.left(workingDaysBetween(calendar, today, dueOn));
  return { tone: when === 'later' ? 'far' : 'near', words };
}

export interface DueParts {
  readonly dueOn: Day | undefined;
  readonly paused: boolean;
  readonly ended: boolean;
}

export function dueBadge({ dueOn, paused, ended }: DueParts, today: Day, calendar: WorkingCalendar): Html {
  if (dueOn === undefined || ended) {
    const words = ended ? say.due.done : paused ? say.due.paused : say.due.none;
    return html`<span class="due due--none">${words}</span>`;
  }
  const { tone, words } = dueWords(dueOn, today, calendar);
  return html`<span class="due due--${tone}">${words}</span>
    <span class="due__day">${printDay(dueOn)}</span>`;
}
