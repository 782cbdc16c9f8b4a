import type { Assignment, Citation, Passage, PlanDocument, PlanTime, Reference } from '../assignment.ts';

/** What a question asks for. */
export type Aspect =
  /** chủ trì, chịu trách nhiệm, làm */
  | 'lead'
  /** phối hợp */
  | 'coordinating'
  /** tham mưu */
  | 'advising'
  /** chỉ đạo */
  | 'directing'
  /** khi nào, hạn */
  | 'deadline'
  /** kết quả, sản phẩm */
  | 'deliverable'
  /** ở đâu, địa điểm */
  | 'place'
  /** cách thức, hình thức */
  | 'method'
  /** báo cáo, gửi cho ai */
  | 'reportsTo'
  /** trình ai, ai duyệt */
  | 'approval'
  /** nội dung, gồm những gì */
  | 'content';

/** Vai của một đơn vị trong một việc. */
export type Role = 'lead' | 'advising' | 'coordinating' | 'directing';

/** Fact of the document itself. */
export type DocumentFact =
  | 'signer'
  | 'recipients'
  | 'year'
  | 'number'
  | 'issuedOn'
  | 'issuer'
  | 'legalBasis'
  | 'effects'
  /** Còn hiệu lực không: whether its year is over, and what came after it. */
  | 'standing'
  | 'title'
  | 'list';

/** Cơ quan: one office with its plans. */
export interface OfficeName {
  readonly id: string;
  readonly name: string;
}

/** One duty with its plan and what must be told about it. */
export interface Item {
  readonly document: PlanDocument;
  readonly assignment: Assignment;
  readonly citations: readonly Citation[];
  readonly warnings: readonly string[];
  /** The words that say to whom it is submitted, or who approves it. */
  readonly approval?: string | undefined;
  readonly director: string | null;
  /** Does the duty say where it is done? */
  readonly saysWhere: boolean;
}

export interface PassageItem {
  readonly document: PlanDocument;
  readonly passage: Passage;
  readonly citations: readonly Citation[];
  readonly warnings?: readonly string[];
}

export interface DatedItem extends Item {
  readonly times: readonly PlanTime[];
}

/** What is asked of a cited document. */
export type ReferenceAsk = 'subject' | 'date' | 'issuer' | 'standing';

export interface ReferenceItem {
  readonly document: PlanDocument;
  readonly reference: Reference;
  /** The passage that cites it. */
  readonly sentence?: string | undefined;
  readonly citations: readonly Citation[];
  readonly warnings: readonly string[];
}

export interface DocumentItem {
  readonly document: PlanDocument;
  readonly citations: readonly Citation[];
  readonly warnings?: readonly string[];
}

/** Why there is nothing to say. */
export type Nothing =
  /** Not about the office's work at all. */
  | 'out-of-scope'
  /** The plans loaded are of other offices. */
  | 'other-office'
  /** The plan has no such unit. */
  | 'no-such-unit'
  /** The office has no plan of that year, nor a word on it. */
  | 'no-such-year'
  /** A phone number, an e-mail, an address, a name, an amount, an hour that no plan prints. */
  | 'no-such-datum'
  /** The cited document is not in the plans. */
  | 'no-such-reference'
  /** The plan has nothing on it. */
  | 'not-in-plans'
  /** The unit is there, the asked kind of duty is not. */
  | 'no-such-duty'
  /** Nothing falls in that period. */
  | 'nothing-due';

/**
 * What was found: data only. The words are chosen by whoever speaks.
 * A finding never holds a fact that is not in a plan.
 */
export type Finding =
  | {
      readonly kind: 'facts';
      readonly aspects: readonly Aspect[];
      readonly items: readonly Item[];
      /** Two plans, or two places of one plan, say different things on what was asked. */
      readonly disagree: boolean;
      /** Other places of the same plan that date the matter, one of them oddly. */
      readonly related?: readonly Item[];
    }
  | {
      readonly kind: 'duties';
      readonly office: OfficeName;
      readonly unit: string;
      readonly roles: readonly Role[];
      readonly groups: readonly { readonly role: Role; readonly items: readonly Item[] }[];
      /** Other duties of the unit, left out because they are not of the matter asked about. */
      readonly left: number;
    }
  | {
      readonly kind: 'period';
      readonly office: OfficeName;
      readonly label: string;
      readonly items: readonly DatedItem[];
      /** Duties that run all year or continuously, told as a number. */
      readonly ongoing: readonly Item[];
    }
  | {
      readonly kind: 'references';
      readonly items: readonly ReferenceItem[];
      readonly ask: ReferenceAsk;
    }
  | {
      readonly kind: 'document';
      readonly facts: readonly DocumentFact[];
      readonly documents: readonly DocumentItem[];
    }
  | { readonly kind: 'passages'; readonly items: readonly PassageItem[] }
  | { readonly kind: 'which-office'; readonly options: readonly OfficeName[]; readonly unit?: string }
  | { readonly kind: 'which-task'; readonly options: readonly Item[] }
  | {
      readonly kind: 'nothing';
      readonly why: Nothing;
      readonly office?: OfficeName;
      readonly about?: string;
      readonly units?: readonly string[];
      readonly offices?: readonly OfficeName[];
      readonly documents?: readonly PlanDocument[];
      readonly nearest: readonly Item[];
    };

/** What the conversation remembers between questions: ids and words of the query, nothing personal. */
export interface AskMemory {
  readonly office?: string;
  /** Ids of the duties last spoken of. */
  readonly about?: readonly string[];
  /** The last query, to be asked again of another office, period or aspect. */
  readonly last?: RememberedQuery;
  /** An open question of ours. */
  readonly pending?:
    | { readonly kind: 'office'; readonly query: RememberedQuery; readonly options: readonly string[] }
    | { readonly kind: 'task'; readonly query: RememberedQuery; readonly options: readonly string[] };
}

export interface RememberedQuery {
  readonly text: string;
  readonly aspects: readonly Aspect[];
  readonly unit?: string;
  readonly topic: string;
  /** Ids of the plans that the last question was about themselves, not about a duty in them. */
  readonly ofDocuments?: readonly string[];
}

export interface Found {
  readonly finding: Finding;
  readonly memory: AskMemory;
  /** The text was nothing but the reply to a question of ours: one of the offices offered. */
  readonly settles?: boolean;
}
