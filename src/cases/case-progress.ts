import type { EventBody } from './case-event.ts';
import type { CaseFile, Stage } from './case-file.ts';
import type { AttachmentInfo } from './case-store.ts';
import { dayOf, type Day } from './calendar-day.ts';
import { reopenUntil } from './decide.ts';
import type { CaseMessages } from './messages.ts';
import { moveProblem } from './moves.ts';
import type { OfficeRules } from './rules.ts';
import type { Clock } from './time-limit-rule.ts';
import { answerClocks, clocksOf, nextDue } from './time-limits.ts';
import type { CalendarStatus, WorkingCalendar } from './working-days.ts';

/** Ngày hẹn trả lời, as the citizen is told it. */
export interface DueDate {
  readonly on: Day;
  /** "Trả lời phản ánh hiện trường". */
  readonly name: string;
  readonly source: 'law' | 'promise';
  /** "Cam kết của cơ quan", or the article. */
  readonly article: string;
  /** Vì sao con số còn cần xác minh. */
  readonly verify: string | undefined;
  /** The days off on the way are not all announced: the date may still move. */
  readonly certainty: CalendarStatus;
}

/** What the citizen sees of the own case. Narrow on purpose: no notes, no officers, not the own story. */
export interface CaseProgress {
  readonly code: string;
  /** "Kiến nghị, phản ánh"; "Hồ sơ" for a sealed case. */
  readonly kindName: string;
  readonly stage: Stage;
  readonly stageName: string;
  readonly receivedOn: Day;
  /** Missing while nobody was given the case, and always for a sealed one. */
  readonly unit: string | undefined;
  /** The nearer of what the law and the office promise; missing once nothing is owed. */
  readonly due: DueDate | undefined;
  /** The legal maximum, when it is not `due` already. */
  readonly legalDue: DueDate | undefined;
  readonly isOverdue: boolean;
  readonly isPaused: boolean;
  readonly timeline: readonly { readonly on: Day; readonly text: string }[];
  readonly asked: string | undefined;
  readonly answer:
    | {
        readonly text: string;
        readonly on: Day;
        readonly decision: string | undefined;
        readonly documents: readonly AttachmentInfo[];
      }
    | undefined;
  readonly mergedInto: string | undefined;
  readonly canSupply: boolean;
  readonly canWithdraw: boolean;
  readonly canReopen: boolean;
  /** A complaint that still wants a signed petition: its form can be had with what was told filled in. */
  readonly canPrintPetition: boolean;
  readonly reopenUntil: Day | undefined;
}

export interface ProgressContext {
  readonly now: Date;
  readonly office: OfficeRules;
  readonly calendar: WorkingCalendar;
  readonly say: CaseMessages;
  readonly attachments: readonly AttachmentInfo[];
}

/** The citizen's view of a case. Pure. A denunciation shows its stage and its dates, nothing else. */
export function progressOf(file: CaseFile, context: ProgressContext): CaseProgress {
  const { now, office, calendar, say, attachments } = context;
  const sealed = file.kind === 'denunciation';
  const today = dayOf(now);
  const clocks = clocksOf(file, office.limits, calendar, now);
  const { due, legalDue } = dueDates(clocks);
  const until = reopenUntil(file, office.reopenDays);
  const may = (move: 'supplied' | 'withdrawn' | 'reopened') =>
    moveProblem(move, { is: 'citizen' }, file) === undefined;
  const { reply } = file;
  return {
    code: file.code,
    kindName: sealed ? say.sealedKind : say.kinds[file.kind],
    stage: file.stage,
    stageName: say.stages[file.stage],
    receivedOn: file.receivedOn,
    unit: sealed ? undefined : file.unit,
    due,
    legalDue,
    isOverdue: due !== undefined && due.on < today && file.endedOn === undefined,
    isPaused: clocks.some(({ state, answer }) => answer && state === 'paused'),
    timeline: sealed ? [] : timelineOf(file, say),
    asked: file.asked,
    answer:
      reply && !sealed
        ? {
            text: reply.text,
            on: reply.on,
            decision: reply.decision,
            documents: attachments.filter(({ id }) => answerDocuments(file).has(id)),
          }
        : undefined,
    mergedInto: file.mergedInto,
    canSupply: may('supplied'),
    canWithdraw: may('withdrawn') && file.lodgedOn === undefined,
    canReopen: may('reopened') && today <= (until ?? today),
    canPrintPetition: file.kind === 'complaint' && file.lodgedOn === undefined && file.endedOn === undefined,
    reopenUntil: may('reopened') ? until : undefined,
  };
}

/** The files that the citizen may fetch: those of the answer and of the closing. */
export function answerDocuments(file: CaseFile): ReadonlySet<string> {
  if (file.kind === 'denunciation') return new Set();
  return new Set(
    file.events.flatMap(({ body }) =>
      body.type === 'answered' ? body.attachments : body.type === 'closed' ? body.evidence : [],
    ),
  );
}

/** What is owed next, said with its article; and the legal maximum beside a nearer promise. */
export function dueDates(clocks: readonly Clock[]): {
  readonly due: DueDate | undefined;
  readonly legalDue: DueDate | undefined;
} {
  const { law, promise } = answerClocks(clocks);
  const nearer = promise && (!law || promise.dueOn <= law.dueOn) ? promise : law;
  const due = nearer ?? nextDue(clocks);
  return { due: due && dueDate(due), legalDue: law && law !== due ? dueDate(law) : undefined };
}

function dueDate({ dueOn, name, source, article, verify, certainty }: Clock): DueDate {
  return { on: dueOn, name, source, article, verify, certainty };
}

function timelineOf(file: CaseFile, say: CaseMessages): { readonly on: Day; readonly text: string }[] {
  return file.events.flatMap(({ at, body }) => {
    const text = told(body, say);
    return text === undefined ? [] : [{ on: dayOf(new Date(at)), text }];
  });
}

/** What the citizen is told of an event; undefined for what stays inside the office. */
function told(body: EventBody, { timeline, outcomes }: CaseMessages): string | undefined {
  switch (body.type) {
    case 'classified':
    case 'flagged':
    case 'barred':
    case 'noted':
    case 'absorbed':
      return undefined;
    case 'lodged':
      return timeline.lodged(body.on);
    case 'accepted':
      return timeline.accepted(body.on);
    case 'assigned':
      return timeline.assigned(body.unit);
    case 'refused':
      return timeline.refused(body.reason);
    case 'forwarded':
      return timeline.forwarded(body.to, body.reason);
    case 'extended':
      return timeline.extended(body.days, body.reason);
    case 'suspended':
      return timeline.suspended(body.reason);
    case 'closed':
      return timeline.closed(outcomes[body.outcome]);
    case 'merged':
      return timeline.merged(body.into);
    default:
      return timeline[body.type];
  }
}
