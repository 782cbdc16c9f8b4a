/**
 * The vocabulary of plans (kế hoạch): what the parser reads, the store keeps and the answers cite.
 * Types only; this is the one file of `knowledge/` that other rooms may name.
 *
 * Lines are 1-based lines of the source text. Dates are ISO `YYYY-MM-DD`, durations ISO 8601.
 */

export type LineRange = readonly [from: number, to: number];

/** Thời gian thực hiện: one normalised value of a time expression. */
export interface PlanTime {
  readonly type: 'deadline' | 'month' | 'quarter' | 'year' | 'recurring' | 'continuous';
  readonly from: string | null;
  readonly to: string | null;
  /** Hạn: the last day, or the day named by "trước ngày" (then `exclusive`). */
  readonly due: string | null;
  /** Chu kỳ, e.g. `P1M` for "hằng tháng"; null when the plan says "định kỳ" without a period. */
  readonly every: string | null;
  /** "trước ngày 30/6": the day itself is already too late. */
  readonly exclusive?: boolean;
  /** The year was not in the text and was taken from the plan's year. */
  readonly yearInferred?: boolean;
  /** What this value is for, when the cell dates a part only: "đánh giá nội bộ". */
  readonly label?: string;
  /** The date as printed, where it looks wrong: "20/11/2022" in a plan of 2024. */
  readonly literal?: string;
}

/**
 * duty: giao cho đơn vị nêu tên · table_row: dòng phụ lục · governance: phụ trách, cơ cấu ·
 * task: việc không nêu đơn vị (lead rỗng) · orientation: mục đích, yêu cầu, định hướng.
 */
export type AssignmentKind = 'duty' | 'table_row' | 'governance' | 'task' | 'orientation';

/** Phân công, dòng nhiệm vụ. */
export interface Assignment {
  /** `<document id>#<local id>`, stable over a re-read: `002-…#pl-2a`. */
  readonly id: string;
  /** Human place: "Phụ lục, mục 2", "Mục III.1". */
  readonly section: string;
  readonly sectionTitle?: string;
  readonly kind: AssignmentKind;
  readonly task: string;
  /** Đơn vị chủ trì / chịu trách nhiệm; empty where the plan names nobody. */
  readonly lead: readonly string[];
  /** Tham mưu. */
  readonly advising: readonly string[];
  /** Phối hợp. */
  readonly coordinating: readonly string[];
  /** Chỉ đạo. */
  readonly directing: string | null;
  /** Kết quả, sản phẩm. */
  readonly deliverable: string | null;
  /** Cách thức thực hiện. */
  readonly method: string | null;
  /** Gửi báo cáo cho. */
  readonly reportsTo?: readonly string[];
  readonly timeRaw: string | null;
  readonly time: readonly PlanTime[];
  /** Verbatim pieces of the source (white space folded, NFC), each contiguous there. */
  readonly quote: readonly string[];
  /** The same pieces in the restored reading, for a scan whose diacritics are broken. */
  readonly restoredQuote?: readonly string[];
  readonly lines: LineRange;
  /** Lines of a heading or a parent row that this duty needs to be understood. */
  readonly contextLines?: LineRange;
  readonly context?: string;
  /** Điểm nghi ngờ: told to whoever asks about this duty. */
  readonly doubt?: string;
  readonly note?: string;
  readonly reviewed: boolean;
}

export type UnitKind =
  'issuer' | 'unit' | 'committee' | 'role' | 'person' | 'group' | 'superior' | 'external';

/** Đơn vị, chức danh, tập thể được nêu tên trong kế hoạch. */
export interface Unit {
  readonly name: string;
  readonly kind: UnitKind;
  /** Other forms found in the document or made from it (abbreviations, with and without "Sở"). */
  readonly aliases: readonly string[];
  readonly lines: readonly number[];
}

/** Mục. */
export interface Section {
  /** "I", "II.1", "III.2", "PL" (phụ lục), "PL.I". */
  readonly number: string;
  readonly title: string;
  readonly lines: LineRange;
}

/** Văn bản được viện dẫn. */
export interface Reference {
  readonly type: string;
  readonly number: string | null;
  readonly date: string | null;
  readonly issuer: string | null;
  readonly subject: string | null;
  readonly lines: LineRange;
  readonly quote: string;
}

/** Hiệu lực đối với văn bản khác: thay thế, sửa đổi (bổ sung), bãi bỏ. */
export interface Effect extends Reference {
  readonly effect: 'replaces' | 'amends' | 'repeals';
}

export type PassageKind =
  'title' | 'basis' | 'paragraph' | 'bullet' | 'row' | 'closing' | 'recipients' | 'signature' | 'heading';

/** Đoạn: a piece of the plan that can be quoted. */
export interface Passage {
  readonly id: string;
  readonly section: string;
  readonly headings: readonly string[];
  readonly kind: PassageKind;
  /** The reading text (restored for a scan). */
  readonly text: string;
  /** Verbatim pieces of the source. */
  readonly quote: readonly string[];
  readonly lines: LineRange;
}

/** Điểm cần soát. */
export interface Problem {
  /** Stable, e.g. `plan/no-lead-unit`. */
  readonly code: string;
  readonly level: 'error' | 'warning' | 'info';
  readonly message: string;
  readonly lines: readonly number[];
}

/** Văn bản: facts of the document itself. Null where the plan does not print it: never guess. */
export interface PlanDocument {
  readonly id: string;
  /** "Kế hoạch". */
  readonly type: string;
  /** Trích yếu with its type: "Kế hoạch Hoạt động Khoa học và Công nghệ năm 2023". */
  readonly title: string;
  /** Số/ký hiệu: "09/KH-SKHCN". */
  readonly number: string | null;
  /** Ký hiệu when the number itself is blank: "KH-SKHCN". */
  readonly symbol: string | null;
  /** Cơ quan ban hành, with its place: "Sở Khoa học và Công nghệ Hải Phòng". */
  readonly issuer: string;
  /** Stable id of the office, shared by its plans: "skhcn-hai-phong". */
  readonly office: string;
  readonly superior: string | null;
  readonly place: string | null;
  readonly issuedOn: string | null;
  /** The year that the plan is for. */
  readonly year: number | null;
  readonly signer: { readonly name: string; readonly title: string; readonly lines: LineRange } | null;
  readonly recipients: readonly string[];
  readonly recipientsLines: LineRange | null;
  readonly legalBasis: readonly Reference[];
  /** What this document itself does to others. */
  readonly effects: readonly Effect[];
}

export interface Plan {
  readonly document: PlanDocument;
  readonly sections: readonly Section[];
  readonly units: readonly Unit[];
  readonly assignments: readonly Assignment[];
  readonly passages: readonly Passage[];
  readonly references: readonly Reference[];
  /** Abbreviations that the document itself explains: "(sau đây gọi tắt là …)", "… (HTQLCL)". */
  readonly abbreviations: Readonly<Record<string, string>>;
  readonly problems: readonly Problem[];
  /** The source, NFC, one entry a line (index 0 is line 1). */
  readonly lines: readonly string[];
  /** The restored reading, line by line, for a scan. */
  readonly restoredLines?: readonly string[];
}

/** Trích dẫn. `quote` is a verbatim substring of the source (white space folded, NFC). */
export interface Citation {
  readonly document: string;
  readonly title: string;
  readonly number: string | null;
  readonly section: string;
  readonly quote: string;
  /** What a person is shown in place of a broken scan. */
  readonly restored?: string;
  readonly lines: LineRange;
}

export type AnswerKind =
  'answer' | 'clarify' | 'abstain' | 'form' | 'receipt' | 'status' | 'info' | 'handoff';

/** What every message that answers carries in `channelData.answer`. */
export interface AnswerMetadata {
  readonly kind: AnswerKind;
  readonly citations: readonly Citation[];
  readonly assignments: readonly string[];
}
