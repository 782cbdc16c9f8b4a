import { kindNames } from '../../dialogs/messages/kinds.ts';
import type { EventType, Outcome } from './case-event.ts';
import type { Stage } from './case-file.ts';
import { printDay, type Day } from './calendar-day.ts';
import type { CaseKind } from './submission.ts';

/** Every sentence that the cases themselves say: names, timelines, notices. */
export interface CaseMessages {
  readonly kinds: Readonly<Record<CaseKind, string>>;
  readonly stages: Readonly<Record<Stage, string>>;
  readonly outcomes: Readonly<Record<Outcome, string>>;
  /** What a sealed case is called wherever others may see it. */
  readonly sealedKind: string;
  readonly timeline: Timeline;
  /** A message about a change, safe on a lock screen: the code and the stage, never what it is about. */
  readonly notices: {
    readonly changed: (code: string, what: string) => string;
    readonly asked: string;
    readonly answered: string;
    readonly showCase: (code: string) => string;
    readonly whatHappened: Readonly<Partial<Record<EventType, string>>>;
  };
  /** To the office, by e-mail. */
  readonly office: {
    readonly arrived: (code: string, kind: string, dueOn: string | undefined) => string;
    readonly fromCitizen: (code: string, what: string) => string;
    readonly assigned: (code: string, unit: string, dueOn: string | undefined) => string;
    readonly dueSoon: (code: string, dueOn: string) => string;
    readonly overdue: (code: string, dueOn: string) => string;
    readonly supplied: string;
    readonly withdrawn: string;
    readonly reopened: string;
  };
}

/** What the citizen reads about each event; undefined when it is not told. */
export interface Timeline {
  readonly received: string;
  readonly guided: string;
  readonly lodged: (on: Day) => string;
  readonly assigned: (unit: string) => string;
  readonly accepted: (on: Day) => string;
  readonly refused: (reason: string) => string;
  readonly forwarded: (to: string, reason: string) => string;
  readonly asked: string;
  readonly supplied: string;
  readonly extended: (days: number, reason: string) => string;
  readonly suspended: (reason: string) => string;
  readonly resumed: string;
  readonly answered: string;
  readonly closed: (outcome: string) => string;
  readonly reopened: string;
  readonly withdrawn: string;
  readonly merged: (into: string) => string;
}

/** `you` is how the office addresses people: "ông/bà", "anh/chị" or "bạn". */
export function caseMessages(you: string): CaseMessages {
  return {
    kinds: kindNames,
    stages: {
      received: 'Đã tiếp nhận',
      guided: 'Đã hướng dẫn',
      assigned: 'Đang xử lý',
      accepted: 'Đã thụ lý, đang giải quyết',
      waiting: `Chờ ${you} bổ sung thông tin`,
      suspended: 'Tạm đình chỉ',
      answered: 'Đã có trả lời',
      closed: 'Đã kết thúc',
      refused: 'Không thụ lý',
      forwarded: 'Đã chuyển cơ quan có thẩm quyền',
      withdrawn: 'Đã rút',
      merged: 'Đã gộp vào hồ sơ khác',
    },
    outcomes: {
      done: 'đã giải quyết xong',
      partly: 'đã giải quyết một phần',
      explained: 'đã giải thích',
      invalid: 'không đủ thông tin để xử lý',
    },
    sealedKind: 'Hồ sơ',
    timeline: {
      received: 'Cơ quan tiếp nhận thông tin.',
      guided: 'Trợ lý đã hướng dẫn cách gửi đơn.',
      lodged: (on) => `Cơ quan nhận đơn có chữ ký ngày ${printDay(on)}.`,
      assigned: (unit) => `Giao ${unit} xử lý.`,
      accepted: (on) => `Thụ lý ngày ${printDay(on)}.`,
      refused: (reason) => `Không thụ lý. Lý do: ${reason}`,
      forwarded: (to, reason) => `Chuyển ${to}. Lý do: ${reason}`,
      asked: `Cơ quan đề nghị ${you} bổ sung thông tin.`,
      supplied: 'Cơ quan nhận được thông tin bổ sung.',
      extended: (days, reason) => `Gia hạn thêm ${days} ngày. Lý do: ${reason}`,
      suspended: (reason) => `Tạm đình chỉ. Lý do: ${reason}`,
      resumed: 'Tiếp tục giải quyết.',
      answered: 'Cơ quan trả lời.',
      closed: (outcome) => `Kết thúc: ${outcome}.`,
      reopened: 'Hồ sơ được mở lại.',
      withdrawn: 'Hồ sơ được rút.',
      merged: (into) => `Gộp vào hồ sơ ${into} vì cùng nội dung.`,
    },
    notices: {
      changed: (code, what) => `Hồ sơ ${code}: ${what}.`,
      asked: `cơ quan đề nghị ${you} bổ sung thông tin`,
      answered: 'cơ quan đã trả lời',
      showCase: (code) => `Xem hồ sơ ${code}`,
      whatHappened: {
        lodged: 'cơ quan đã nhận đơn có chữ ký',
        assigned: 'đã giao đơn vị xử lý',
        accepted: 'đã thụ lý',
        refused: 'cơ quan đã có thông báo về việc thụ lý',
        forwarded: 'đã chuyển cơ quan có thẩm quyền',
        extended: 'thời hạn được gia hạn',
        suspended: 'tạm đình chỉ',
        resumed: 'tiếp tục giải quyết',
        closed: 'đã kết thúc',
        reopened: 'được mở lại',
        withdrawn: 'đã được rút',
        merged: 'đã gộp vào một hồ sơ cùng nội dung',
      },
    },
    office: {
      arrived: (code, kind, dueOn) => `Hồ sơ mới ${code} (${kind}).${due(dueOn)}`,
      fromCitizen: (code, what) => `Hồ sơ ${code}: ${what}.`,
      assigned: (code, unit, dueOn) => `Hồ sơ ${code} được giao ${unit}.${due(dueOn)}`,
      dueSoon: (code, dueOn) => `Hồ sơ ${code} sắp đến hạn ngày ${dueOn}.`,
      overdue: (code, dueOn) => `Hồ sơ ${code} đã quá hạn ngày ${dueOn}.`,
      supplied: 'người gửi đã bổ sung thông tin',
      withdrawn: 'người gửi đã rút',
      reopened: 'người gửi đề nghị mở lại',
    },
  };
}

function due(dueOn: string | undefined): string {
  return dueOn === undefined ? '' : ` Đến hạn ${dueOn}.`;
}
