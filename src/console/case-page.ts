import type { CaseEvent } from '../cases/case-event.ts';
import { openStages, type CaseFile } from '../cases/case-file.ts';
import { dayOf, printDay } from '../cases/calendar-day.ts';
import { nextDue } from '../cases/time-limits.ts';
import type { SuggestedUnit } from '../cases/submission.ts';
import type { WorkingCalendar } from '../cases/working-days.ts';
import type { NoticeRecord } from '../notices/notice.ts';
import type { Account } from '../storage/officer-store.ts';
import { html, type Html } from '../web/html.ts';
import { clocksCard } from './clocks-card.ts';
import { dueBadge } from './due-badge.ts';
import { eventLine } from './event-lines.ts';
import { factList } from './fact-list.ts';
import { tokenField } from './layout.ts';
import { moveCards, type MoveAttempt } from './move-cards.ts';
import type { FormContext } from './move-forms.ts';
import { say } from './texts.ts';

export interface CaseView extends FormContext {
  readonly token: string;
  readonly now: Date;
  readonly calendar: WorkingCalendar;
  readonly office: string;
  /** What became of the notices to the citizen, by the event's number. */
  readonly told: ReadonlyMap<number, NoticeRecord>;
  readonly suggestions: readonly SuggestedUnit[];
  readonly units: readonly string[];
  readonly officersAll: readonly Account[];
  readonly done: string | undefined;
  readonly attempt: MoveAttempt | undefined;
  readonly identity: Html | undefined;
}

/** Một hồ sơ: what was said and done on the left, clocks and what may be done now on the right. */
export function casePage(view: CaseView): Html {
  const { file, clocks, now, calendar, office } = view;
  const due = nextDue(clocks);
  const paused = clocks.some(({ state }) => state === 'paused');
  const ended = !openStages.includes(file.stage);
  return html`<div class="page-body container-xl">
    <p class="back"><a href="/console/ho-so">Danh sách hồ sơ</a></p>
    <header class="case__head">
      <div>
        <h1 class="case__code">${file.code}</h1>
        <p class="case__kind">
          ${say.kinds[file.kind]}${file.kind === 'complaint' && file.level === 2 && ', lần hai'} · ${office} ·
          nhận ${printDay(file.receivedOn)}
        </p>
      </div>
      <div class="case__state">
        <span class="stage stage--${file.stage}">${say.stages[file.stage]}</span>
        <span>${dueBadge({ dueOn: due?.dueOn, paused, ended }, dayOf(now), calendar)}</span>
        <span class="case__unit">${file.unit ?? say.inbox.unassigned}</span>
      </div>
    </header>
    ${view.done && html`<div class="note note--good" role="status">${view.done}</div>`}
    <div class="case__grid">
      <div class="case__main">${submissionCard(view)} ${timelineCard(view)}</div>
      <div class="case__side">
        ${suggestionCard(view)} ${moveCards(view)} ${clocksCard(view)} ${view.identity}
      </div>
    </div>
  </div>`;
}

function submissionCard({ file }: CaseView): Html {
  const { contact, place, location, contested, accused, demand, denouncer } = file.submission;
  const rows: readonly (readonly [string, string | undefined])[] = [
    ['Người gửi', contact?.name],
    ['Điện thoại', contact?.phone],
    ['Thư điện tử', contact?.email],
    ['Địa chỉ', contact?.address],
    ['Địa điểm', place],
    ['Toạ độ', location && `${location.latitude}, ${location.longitude}`],
    ['Quyết định, hành vi', contested?.what],
    ['Số quyết định', contested?.number],
    ['Nơi ban hành', contested?.issuer],
    ['Ngày biết', contested?.knownOn && printDay(contested.knownOn)],
    ['Bị ảnh hưởng trực tiếp', contested && yesNo(contested.affectedDirectly)],
    ['Bị phản ánh', [accused?.name, accused?.unit].filter(Boolean).join(', ') || undefined],
    ['Yêu cầu', demand],
    ['Dấu hiệu', [...file.flags].map((flag) => say.flags[flag]).join(', ') || undefined],
    ['Kênh gửi', channelName(file)],
  ];
  return html`<section class="card" aria-labelledby="thong-tin">
    <div class="card-body">
      <h2 class="card-title" id="thong-tin">Thông tin</h2>
      ${factList(rows)}
      ${file.kind !== 'denunciation' && !contact?.name && html`<p class="quiet">Người gửi không nêu tên.</p>`}
      ${denouncer && html`<p class="quiet">${say.denouncer[denouncer]}</p>`}
      ${file.mergedInto && html`<p>Đã gộp vào <a href="/console/ho-so/${file.mergedInto}">${file.mergedInto}</a>.</p>`}
    </div>
  </section>`;
}

function yesNo(value: boolean | undefined): string | undefined {
  if (value === undefined) return undefined;
  return value ? 'Có' : 'Không';
}

const channelNames: Readonly<Record<string, string>> = {
  directline: 'Trang chat',
  webchat: 'Trang chat',
  zalo: 'Zalo',
  msteams: 'Microsoft Teams',
  counter: 'Tại quầy',
  phone: 'Điện thoại',
  post: 'Bưu chính',
  open311: 'Hệ thống khác gửi qua API',
};

function channelName({ channel }: CaseFile): string {
  return channelNames[channel] ?? channel;
}

function timelineCard(view: CaseView): Html {
  return html`<section class="card" aria-labelledby="dien-bien">
    <div class="card-body">
      <h2 class="card-title" id="dien-bien">Diễn biến</h2>
      <ol class="events">
        ${view.file.events.map((event) => eventItem(event, view))}
      </ol>
    </div>
  </section>`;
}

function eventItem(event: CaseEvent, view: CaseView): Html {
  const nameOf = (id: string) => view.officersAll.find((one) => one.id === id)?.name;
  const { title, text, files, look } = eventLine(event, nameOf);
  const by =
    event.by.is === 'citizen' ? 'Người dân' : event.by.is === 'system' ? 'Hệ thống' : (event.by.name ?? '');
  const attached = files.flatMap((id) => view.attachments.find((one) => one.id === id) ?? []);
  return html`<li class="event event--${look}">
    <div class="event__head">
      <strong>${title}</strong>
      <span class="event__by">${by} · <time datetime="${event.at}">${printTime(event.at)}</time></span>
    </div>
    ${text && html`<p class="event__text">${text}</p>`}
    ${
      attached.length > 0 &&
      html`<ul class="event__files">
        ${attached.map(
          ({ id, name, size }) =>
            html`<li>
              <a href="/console/ho-so/${view.file.code}/tep/${id}" download>${name}</a>
              <span class="quiet">${printSize(size)}</span>
            </li>`,
        )}
      </ul>`
    }
    ${deliveryOf(event, view)}
  </li>`;
}

/** What became of the message to the citizen about what an officer did. */
function deliveryOf(event: CaseEvent, { told, file }: CaseView): Html | false {
  const notice = told.get(event.seq);
  if (notice) {
    const code = notice.state === 'dead' && notice.fallbackId ? `, ${say.delivery.instead}` : '';
    const at =
      notice.state === 'delivered' && notice.finishedAt
        ? ` lúc ${printTime(notice.finishedAt.toISOString())}`
        : '';
    return html`<p class="delivery delivery--${notice.state}">${say.delivery[notice.state]}${at}${code}</p>`;
  }
  const tells = event.body.type === 'answered' || event.body.type === 'asked';
  if (!tells || file.kind === 'denunciation') return false;
  return html`<p class="delivery">${say.delivery.none}</p>`;
}

function suggestionCard({ suggestions, moves, file, token }: CaseView): Html | false {
  const [best] = suggestions;
  if (!best || !moves.includes('assigned') || file.unit !== undefined) return false;
  return html`<section class="card suggest" aria-labelledby="goi-y">
    <div class="card-body">
      <h2 class="card-title" id="goi-y">Đơn vị gợi ý</h2>
      ${suggestions.slice(0, 3).map(
        ({ unit, quote, document }) =>
          html`<div class="suggest__one">
            <p class="suggest__unit">${unit}</p>
            <blockquote class="suggest__quote">${quote}</blockquote>
            <p class="quiet">Nguồn: <a href="/van-ban/${encodeURIComponent(document)}">${document}</a></p>
            <form method="post" action="/console/ho-so/${file.code}/viec/assigned">
              ${tokenField(token)}<input type="hidden" name="version" value="${file.version}" /><input
                type="hidden"
                name="unit"
                value="${unit}"
              /><input type="hidden" name="duty" value="${quote}" />
              <button class="btn btn-outline-primary btn-sm">Giao đơn vị này</button>
            </form>
          </div>`,
      )}
      <p class="quiet">Gợi ý từ kế hoạch, chỉ để tham khảo.</p>
    </div>
  </section>`;
}

/** "14:05 21/11/2026", in Vietnam. */
export function printTime(iso: string): string {
  const time = new Intl.DateTimeFormat('vi-VN', {
    timeZone: 'Asia/Ho_Chi_Minh',
    hour: '2-digit',
    minute: '2-digit',
  }).format(new Date(iso));
  return `${time} ${printDay(dayOf(new Date(iso)))}`;
}

export function printSize(bytes: number): string {
  if (bytes < 1024) return `${bytes} B`;
  const units = bytes < 1024 * 1024 ? ([1024, 'KB'] as const) : ([1024 * 1024, 'MB'] as const);
  return `${(bytes / units[0]).toFixed(1).replace('.', ',')} ${units[1]}`;
}
