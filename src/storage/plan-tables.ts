import type { Generated } from 'kysely';

export interface PlanTables {
  plan_versions: PlanVersionRow;
  plan_corrections: PlanCorrectionRow;
  plan_questions: PlanQuestionRow;
  plan_self_checks: PlanSelfCheckRow;
  plan_facts: PlanFactsRow;
}

/** Phiên bản kế hoạch. Never deleted: what was answered from it must stay readable. */
export interface PlanVersionRow {
  sequence: Generated<number>;
  plan_id: string;
  /** 1, 2, 3 … within a plan. */
  version: number;
  state: 'draft' | 'published' | 'retired' | 'discarded';
  format: 'text' | 'docx' | 'pdf' | 'image' | 'shipped';
  file_name: string;
  /** Of the file as it was added. */
  sha256: string;
  source: string;
  /** Of a scan: its reading with the diacritics restored, line for line. */
  restored: string | null;
  /** Of a scan: the words to look at again. JSON. */
  doubts: string | null;
  added_at: string;
  added_by: string;
  published_at: string | null;
  published_by: string | null;
  retired_at: string | null;
  retired_by: string | null;
}

/** Hiệu đính của một phiên bản. Append-only: the newest row of a target holds. */
export interface PlanCorrectionRow {
  sequence: Generated<number>;
  plan_id: string;
  version: number;
  /** The local id of a duty; empty for what concerns the whole plan. */
  target: string;
  /** JSON. */
  correction: string;
  made_at: string;
  made_by: string;
}

/** Câu hỏi có đáp án của một kế hoạch: they stay when a new version comes. */
export interface PlanQuestionRow {
  plan_id: string;
  /** JSONL, in the format of `npm run eval`. */
  questions: string;
  attached_at: string;
  attached_by: string;
}

/** Câu hỏi tự kiểm, made when a version was published. */
export interface PlanSelfCheckRow {
  plan_id: string;
  version: number;
  /** JSON. */
  checks: string;
}

/** Tóm tắt của một phiên bản: made again from its text when what it was made by has changed. */
export interface PlanFactsRow {
  plan_id: string;
  version: number;
  /** Of the code that read the version. */
  code: string;
  /** The sequence of the newest correction that was read; 0 without any. */
  correction: number;
  office: string;
  number: string | null;
  /** JSON. */
  facts: string;
}
