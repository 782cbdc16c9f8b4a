import { dayOf, printDay } from '../cases/calendar-day.ts';
import type { ClockState } from '../cases/time-limit-rule.ts';
import { html, type Html } from '../web/html.ts';
import type { CaseView } from './case-page.ts';
import { dueWords } from './due-badge.ts';
import { say } from './texts.ts';

const states: Readonly<Record<Exclude<ClockState, 'running'>, string>> = {
  paused: 'Tạm dừng',
  met: 'Đúng hạn',
  missed: 'Trễ hạn',
  void: 'Không còn tính',
};

const unitNames = { day: 'ngày', workday: 'ngày làm việc', hour: 'giờ', minute: 'phút' } as const;

/** Every clock with the article it rests on; a number that is still to be verified says so. */
export function clocksCard({ clocks, now, calendar }: CaseView): Html | false {
  if (clocks.length === 0) return false;
  return html`<section class="card" aria-labelledby="thoi-han">
    <div class="card-body">
      <h2 class="card-title" id="thoi-han">Thời hạn</h2>
      <ul class="clocks">
        ${clocks.map(
          ({ name, article, verify, dueOn, dueAt, days, unit, state, who, startedOn, certainty }) => {
            const { tone, words } =
              state === 'running'
                ? dueWords(dueOn, dayOf(now), calendar)
                : { tone: state === 'missed' ? 'over' : 'none', words: states[state] };
            const hour = dueAt && new Date(Date.parse(dueAt) + 7 * 3_600_000).toISOString().slice(11, 16);
            return html`<li class="clock">
              <p class="clock__name">${name}${who === 'citizen' && ' (người dân)'}</p>
              <p><span class="due due--${tone}">${words}</span> ${hour && `${hour} `}${printDay(dueOn)}</p>
              <p class="quiet">${days} ${unitNames[unit]} từ ${printDay(startedOn)} · ${article}</p>
              ${verify && html`<p class="clock__verify"><span class="verify">${say.verify}</span> ${verify}</p>`}
              ${certainty !== 'announced' && state === 'running' && html`<p class="quiet">${say.estimated}</p>`}
            </li>`;
          },
        )}
      </ul>
    </div>
  </section>`;
}
