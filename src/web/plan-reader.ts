import type { LineRange } from '../../knowledge/assignment.ts';

/** What the public may see of a plan. Doubts and problems are not part of it, only notes that an officer reviewed. */
export interface PlanSummary {
  readonly id: string;
  readonly title: string;
  /** Số, ký hiệu; null where the copy prints none. */
  readonly number: string | null;
  readonly symbol?: string | null;
  readonly issuer: string;
  /** ISO date. */
  readonly issuedOn: string | null;
  readonly year: number | null;
}

export interface ReadablePlan extends PlanSummary {
  readonly signer?: { readonly name: string; readonly title: string } | null;
  readonly place?: string | null;
  readonly sections?: readonly {
    readonly number: string;
    readonly title: string;
    readonly lines: LineRange;
  }[];
  /** The source, one entry a line; index 0 is line 1. */
  readonly lines: readonly string[];
  /** For a scan: the restored reading, line by line. */
  readonly restoredLines?: readonly string[] | undefined;
  readonly notes?: readonly { readonly lines: LineRange; readonly text: string }[];
  /** Trích dẫn: the words that answers quote from these lines, verbatim. */
  readonly quotes?: readonly { readonly lines: LineRange; readonly pieces: readonly string[] }[];
}

export interface PlanSearch {
  /** Words of the title, number, issuer or year, with or without diacritics; empty for all plans. */
  readonly words: string;
  readonly page: number;
}

/** Một trang của danh mục kế hoạch. */
export interface PlanPage {
  /** In the order of their offices, the newest year first. */
  readonly rows: readonly PlanSummary[];
  /** The page that this is: the nearest to the one that was asked for. */
  readonly page: number;
  readonly pages: number;
  /** How many plans the words find, on all pages. */
  readonly found: number;
}

/** The published plans, as the pages ask for them. */
export interface PlanReader {
  list(search: PlanSearch): Promise<PlanPage> | PlanPage;
  /** Undefined when there is no such plan, or it is not published. */
  read(id: string): Promise<ReadablePlan | undefined> | ReadablePlan | undefined;
}
