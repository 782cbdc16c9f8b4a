import type { Day } from './calendar-day.ts';

/** Loại vụ việc. */
export const caseKinds = [
  /** Phản ánh hiện trường: ổ gà, rác, tiếng ồn. May be anonymous. */
  'incident',
  /** Kiến nghị, phản ánh về quy định, thủ tục, cách làm việc. */
  'proposal',
  /** Khiếu nại: a decision or act that harms one's own rights. */
  'complaint',
  /** Tố cáo. Sealed, or only a record that guidance was given. */
  'denunciation',
  /** Góp ý nội bộ. */
  'suggestion',
  /** Câu hỏi chuyển tiếp: what the plans could not answer. */
  'question',
] as const;
export type CaseKind = (typeof caseKinds)[number];

/** Where the submission came from, as the channel itself named it. Personal: a Zalo id is a person. */
export interface Account {
  readonly channel: string;
  readonly userId: string;
  readonly conversationId: string;
}

/** Người gửi. Everything is optional: an anonymous pothole report is fine. */
export interface Contact {
  readonly name?: string | undefined;
  readonly phone?: string | undefined;
  readonly email?: string | undefined;
  readonly address?: string | undefined;
}

/** Quyết định, hành vi hành chính bị khiếu nại. */
export interface ContestedAct {
  readonly what: string;
  readonly number?: string | undefined;
  readonly issuer?: string | undefined;
  /** Ngày nhận được hoặc biết được: the day from which the time to complain runs. */
  readonly knownOn?: Day | undefined;
  readonly affectedDirectly?: boolean | undefined;
}

/** Đơn vị hoặc người bị phản ánh, khiếu nại, tố cáo: cases are routed away from them. */
export interface Accused {
  readonly name?: string | undefined;
  readonly unit?: string | undefined;
  /** Console account of that person, when an officer recognised one. */
  readonly officerId?: string | undefined;
}

/** Đơn vị gợi ý, from the plans: the unit whose duty matches, with the quoted duty. */
export interface SuggestedUnit {
  readonly unit: string;
  readonly quote: string;
  readonly assignmentId: string;
  readonly document: string;
}

/** Đồng ý xử lý dữ liệu cá nhân: when, for what, and whether messages may be sent. */
export interface Consent {
  readonly at: string;
  readonly purpose: string;
  readonly messages: boolean;
}

/** Nội dung người dân gửi. */
export interface Submission {
  readonly content: string;
  /** Tóm tắt một dòng, for the officer's list. */
  readonly subject?: string | undefined;
  readonly place?: string | undefined;
  readonly location?: { readonly latitude: number; readonly longitude: number } | undefined;
  readonly contact?: Contact | undefined;
  readonly contested?: ContestedAct | undefined;
  readonly accused?: Accused | undefined;
  /** Yêu cầu, mong muốn giải quyết. */
  readonly demand?: string | undefined;
  readonly suggestedUnits?: readonly SuggestedUnit[] | undefined;
  readonly consent?: Consent | undefined;
  /** Tố cáo: danh tính niêm phong riêng, hay tin báo nặc danh. */
  readonly denouncer?: 'sealed' | 'anonymous' | undefined;
}

/** Tệp gửi kèm, before it is stored. */
export interface NewAttachment {
  readonly name: string;
  readonly mediaType: string;
  readonly bytes: Uint8Array;
}
