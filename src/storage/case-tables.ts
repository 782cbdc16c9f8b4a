/**
 * The tables of cases. Whatever a person wrote or is known by is sealed with the key of its case, and that
 * key is sealed with a key that is not in the database; look-ups go by keyed hashes.
 */
export interface CaseTables {
  case_files: CaseFileRow;
  case_events: CaseEventRow;
  case_keys: CaseKeyRow;
  case_sequences: CaseSequenceRow;
  case_words: CaseWordRow;
  case_links: CaseLinkRow;
  case_attachments: CaseAttachmentRow;
  case_submissions: CaseSubmissionRow;
  lookup_guards: LookupGuardRow;
  sealed_identities: SealedIdentityRow;
  identity_requests: IdentityRequestRow;
}

/** One row for lists, derived from the events: written with them, never by itself. */
export interface CaseFileRow {
  id: string;
  code: string;
  kind: string;
  office: string;
  channel: string;
  stage: string;
  unit: string | null;
  officer_id: string | null;
  version: number;
  opened_at: string;
  updated_at: string;
  received_on: string;
  ended_on: string | null;
  /** The day on which the office must act next; null when nothing runs. Overdue is seen when read. */
  due_on: string | null;
  due_clock: string | null;
  paused: number;
  lodged: number;
  /** Keyed hash of the citizen's secret; null when there is none (guided, entered at the counter, erased). */
  secret_hash: string | null;
  /** Where messages to the citizen go, sealed. */
  account: string | null;
  merged_into: string | null;
  erased_on: string | null;
}

/** The truth: rows are only added. Triggers let a body be emptied (erasure) and nothing else change. */
export interface CaseEventRow {
  case_id: string;
  seq: number;
  type: string;
  at: string;
  body: string | null;
}

export interface CaseKeyRow {
  case_id: string;
  wrapped_by: string;
  wrapped: string;
}

/** Last number given in a series: "PAKN.20261121". */
export interface CaseSequenceRow {
  series: string;
  last: number;
}

/** Keyed hashes of the folded words of a case: searchable without being readable. */
export interface CaseWordRow {
  word: string;
  case_id: string;
}

/** Keyed hashes of what a person is known by: account, phone, e-mail. */
export interface CaseLinkRow {
  purpose: string;
  value: string;
  case_id: string;
}

export interface CaseAttachmentRow {
  id: string;
  case_id: string;
  seq: number;
  size: number;
  /** Name and media type, sealed. */
  meta: string | null;
  content: Uint8Array | null;
}

/** One submission makes one case, however often it is sent. */
export interface CaseSubmissionRow {
  key: string;
  case_id: string;
  at: string;
}

/** Wrong guesses of one sender (a keyed hash) or of all together. Times in milliseconds. */
export interface LookupGuardRow {
  sender: string;
  window_start: number;
  failures: number;
  locked_until: number;
}

export interface SealedIdentityRow {
  case_id: string;
  wrapped_by: string;
  wrapped: string;
  sealed: string;
}

/** A request to see a denouncer's identity; the reason is sealed with the identity. */
export interface IdentityRequestRow {
  id: string;
  case_id: string;
  requested_by: string;
  requested_at: string;
  reason: string;
  decided_by: string | null;
  decided_at: string | null;
  granted: number | null;
  opened_at: string | null;
}
