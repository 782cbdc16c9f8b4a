import type { Day } from './calendar-day.ts';
import type { CaseKind, Submission } from './submission.ts';

/** Vai trò trong cơ quan: văn thư, chuyên viên, lãnh đạo, người bảo vệ danh tính, quản trị. */
export const roles = ['clerk', 'specialist', 'leader', 'guardian', 'admin'] as const;
export type Role = (typeof roles)[number];

/** Công chức: one person may hold several roles in a small office. */
export interface Officer {
  readonly id: string;
  readonly name: string;
  readonly roles: readonly Role[];
  readonly units: readonly string[];
}

/** Ai làm. */
export type Actor =
  { readonly is: 'citizen' } | { readonly is: 'system' } | ({ readonly is: 'officer' } & Officer);

/** Dấu hiệu do công chức đặt, never by the bot. They choose the time limit that applies. */
export const flags = [
  /** Vùng sâu, vùng xa, đi lại khó khăn. */
  'remote',
  /** Phức tạp. */
  'complex',
  /** Đặc biệt phức tạp. */
  'speciallyComplex',
  /** Phải xác minh ở nhiều nơi hoặc uỷ quyền xác minh. */
  'severalPlaces',
  /** Không thuộc thẩm quyền. */
  'notOurs',
  /** Do cơ quan báo chí, cơ quan khác chuyển đến. */
  'referred',
  /** Tiếp nhận tại buổi tiếp công dân. */
  'atReception',
] as const;
export type Flag = (typeof flags)[number];

/** Lần khiếu nại. */
export type ComplaintLevel = 1 | 2;

/** Kết quả khi kết thúc. */
export type Outcome = 'done' | 'partly' | 'explained' | 'invalid';

/** What happened. Events are the truth and are never changed; everything else is derived from them. */
export type EventBody =
  /** Tiếp nhận thông tin: the citizen sent it. No legal clock of khiếu nại, tố cáo starts here. */
  | {
      readonly type: 'received';
      readonly kind: CaseKind;
      readonly office: string;
      readonly channel: string;
      readonly submission: Submission;
      readonly attachments: readonly string[];
    }
  /** Đã hướng dẫn tố cáo: no identity, no content. */
  | {
      readonly type: 'guided';
      readonly kind: 'denunciation';
      readonly office: string;
      readonly channel: string;
    }
  /** Phân loại. */
  | { readonly type: 'classified'; readonly kind: CaseKind; readonly level?: ComplaintLevel | undefined }
  /** Tiếp nhận đơn có chữ ký: this starts the "received" clocks of khiếu nại and tố cáo. */
  | { readonly type: 'lodged'; readonly on: Day; readonly note?: string | undefined }
  /** Giao xử lý. */
  | {
      readonly type: 'assigned';
      readonly unit: string;
      readonly officerId?: string | undefined;
      /** Căn cứ giao: the quoted duty. */
      readonly duty?: string | undefined;
    }
  /** Thụ lý. */
  | { readonly type: 'accepted'; readonly on: Day; readonly decision?: string | undefined }
  /** Không thụ lý. */
  | { readonly type: 'refused'; readonly reason: string; readonly article?: string | undefined }
  /** Chuyển cơ quan có thẩm quyền. */
  | { readonly type: 'forwarded'; readonly to: string; readonly reason: string }
  /** Đề nghị bổ sung. */
  | { readonly type: 'asked'; readonly text: string }
  /** Bổ sung. */
  | { readonly type: 'supplied'; readonly text: string; readonly attachments: readonly string[] }
  /** Đặt hoặc bỏ dấu hiệu. */
  | { readonly type: 'flagged'; readonly flag: Flag; readonly on: boolean; readonly reason: string }
  /** Công chức không được tiếp cận hồ sơ: the one it is about, or a relative of theirs. */
  | { readonly type: 'barred'; readonly officerId: string; readonly reason: string }
  /** Gia hạn một thời hạn. */
  | {
      readonly type: 'extended';
      readonly clock: string;
      readonly days: number;
      readonly reason: string;
      readonly decision?: string | undefined;
    }
  /** Tạm đình chỉ và tiếp tục. */
  | { readonly type: 'suspended'; readonly reason: string }
  | { readonly type: 'resumed'; readonly reason: string }
  /** Trả lời. */
  | {
      readonly type: 'answered';
      readonly text: string;
      readonly attachments: readonly string[];
      /** Số quyết định giải quyết. */
      readonly decision?: string | undefined;
    }
  /** Kết thúc, with evidence. */
  | {
      readonly type: 'closed';
      readonly outcome: Outcome;
      readonly text: string;
      readonly evidence: readonly string[];
    }
  /** Mở lại. */
  | { readonly type: 'reopened'; readonly reason: string }
  /** Rút. */
  | { readonly type: 'withdrawn'; readonly reason: string }
  /** Gộp vào hồ sơ khác, and the other side of it. */
  | { readonly type: 'merged'; readonly into: string }
  | { readonly type: 'absorbed'; readonly from: string }
  /** Ghi chú nội bộ: never shown to the citizen. */
  | { readonly type: 'noted'; readonly text: string };

export type EventType = EventBody['type'];

/** The part of an actor that stays on record. */
export interface RecordedActor {
  readonly is: Actor['is'];
  readonly id?: string | undefined;
  readonly name?: string | undefined;
}

export interface CaseEvent {
  /** Counts from 1 without gaps; the last one is the version of the case. */
  readonly seq: number;
  /** ISO instant. */
  readonly at: string;
  readonly by: RecordedActor;
  readonly body: EventBody;
}

export function recorded(actor: Actor): RecordedActor {
  return actor.is === 'officer' ? { is: actor.is, id: actor.id, name: actor.name } : { is: actor.is };
}
