import type { Generated } from 'kysely';

export interface PlanTables {
  plan_versions: PlanVersionRow;
}

/** Phiên bản kế hoạch. Never deleted: what was answered from it must stay readable. */
export interface PlanVersionRow {
  sequence: Generated<number>;
  plan_id: string;
  /** 1, 2, 3 … within a plan. */
  version: number;
  state: 'draft' | 'published' | 'retired';
  format: 'text' | 'docx' | 'pdf' | 'shipped';
  file_name: string;
  /** Of the file as it was added. */
  sha256: string;
  source: string;
  added_at: string;
  added_by: string;
  published_at: string | null;
  published_by: string | null;
  retired_at: string | null;
  retired_by: string | null;
}
