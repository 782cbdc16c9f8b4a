import type { EventType, Flag } from './case-event.ts';
import type { Pause } from './case-file.ts';
import type { Day } from './calendar-day.ts';
import type { CaseKind } from './submission.ts';
import type { CalendarStatus } from './working-days.ts';

/** Ba mốc bắt đầu: tiếp nhận đơn, thụ lý, nhận được quyết định. */
export type Start = 'received' | 'accepted' | 'decision';
export type LimitUnit = 'day' | 'workday' | 'hour' | 'minute';

/** Điều luật. */
export interface LawReference {
  readonly article: string;
  readonly of: string;
  readonly number: string;
}

/** Một dòng của bảng thời hạn: law, or the office's own promise (then `law` is missing). */
export interface TimeLimitRule {
  readonly id: string;
  readonly name: string;
  readonly kinds: readonly CaseKind[];
  readonly level?: 1 | 2 | undefined;
  readonly who: 'office' | 'citizen';
  readonly starts: Start;
  readonly unit: LimitUnit;
  readonly limit: {
    readonly n: number;
    readonly complex?: number | undefined;
    readonly remote?: number | undefined;
    readonly remoteComplex?: number | undefined;
  };
  /** Applies only with (or without) this flag. */
  readonly when?: Flag | undefined;
  readonly unless?: Flag | undefined;
  /** Applies only where the office names this local regulation. */
  readonly local?: string | undefined;
  /** Signed extensions the law knows, in order, each with the flag that it needs. */
  readonly extensions?: readonly { readonly days: number; readonly needs?: Flag | undefined }[] | undefined;
  /** The most days by which a promise may be put off. */
  readonly maxExtension?: number | undefined;
  readonly stops: readonly EventType[];
  readonly pausedBy?: readonly Pause['by'][] | undefined;
  /** By then the citizen is owed the answer itself. */
  readonly answer?: boolean | undefined;
  /** A duty on the way, not the answer itself: shown, but not the due date of the case. */
  readonly reminder?: boolean | undefined;
  readonly law?: LawReference | undefined;
  /** Vì sao cần xác minh; missing when the number needs no verification. */
  readonly verify?: string | undefined;
}

/**
 * running · paused: tạm dừng, due as if resumed today · met, missed: đã làm đúng hạn, trễ hạn ·
 * void: vụ việc rút hoặc gộp nên hết phải làm.
 */
export type ClockState = 'running' | 'paused' | 'met' | 'missed' | 'void';

/** Một thời hạn đang tính trên một hồ sơ. */
export interface Clock {
  readonly id: string;
  readonly name: string;
  readonly source: 'law' | 'promise';
  readonly who: 'office' | 'citizen';
  /** "Điều 28 Luật Khiếu nại 2011 (02/2011/QH13)", or "Cam kết của cơ quan". */
  readonly article: string;
  readonly verify?: string | undefined;
  readonly startedOn: Day;
  readonly days: number;
  readonly unit: LimitUnit;
  /** Ngày cuối theo số đếm. A citizen who keeps this day is safe whatever the holidays. */
  readonly nominalOn: Day;
  /** Ngày đến hạn: the nominal day, or the next working day when that one is off. */
  readonly dueOn: Day;
  /** ISO instant, for limits in hours and minutes. */
  readonly dueAt?: string | undefined;
  readonly state: ClockState;
  readonly stoppedOn?: Day | undefined;
  readonly answer: boolean;
  readonly reminder: boolean;
  /** How sure the days off on the way are: a date over a year without a notice may still move. */
  readonly certainty: CalendarStatus;
}

/** "Điều 28 Luật Khiếu nại 2011 (02/2011/QH13)". */
export function cite(law: LawReference | undefined): string {
  if (!law) return 'Cam kết của cơ quan';
  return `${law.article ? `${law.article} ` : ''}${law.of}${law.number && !law.of.includes(law.number) ? ` (${law.number})` : ''}`;
}

/** The part of a clock that its rule says. */
export function described(rule: TimeLimitRule) {
  return {
    id: rule.id,
    name: rule.name,
    source: rule.law ? ('law' as const) : ('promise' as const),
    who: rule.who,
    article: cite(rule.law),
    verify: rule.verify,
    unit: rule.unit,
    answer: rule.answer ?? false,
    reminder: rule.reminder ?? false,
  };
}
