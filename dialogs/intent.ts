/**
 * What a person can want from the bot (ý định).
 *
 * The border that matters: Ask* is a question about the office's work, even when the work is feedback, complaints
 * or denunciations ("Ai giải quyết khiếu nại ở Sở?"); Send* is the person's own matter, even when told as a story
 * without any request ("đường trước nhà ngập cả tuần nay").
 */
export const intents = [
  /** Who leads a task (chủ trì, chịu trách nhiệm, phụ trách). */
  'AskLead',
  /** Who coordinates, advises or directs (phối hợp, tham mưu, chỉ đạo), or what a person directs. */
  'AskRoles',
  /** What a unit has to do (nhiệm vụ, phân công). */
  'AskUnitDuties',
  /** By when, or how often, a task is due (thời hạn, định kỳ). */
  'AskDeadline',
  /** Which tasks fall in a month, quarter or week, or are due soon. */
  'AskPeriod',
  /** How, with what result, by which procedure, reported to whom. */
  'AskHow',
  /** Where the money comes from, by which rules (kinh phí). */
  'AskBudget',
  /** Which document a plan refers to, or what decision X is about (căn cứ, quyết định, chỉ thị). */
  'AskReference',
  /** Facts of the plan itself: signer, recipients, year, number, place (người ký, nơi nhận). */
  'AskDocument',
  /** Wants to send feedback, or tells of a problem (phản ánh, kiến nghị, góp ý). */
  'SendFeedback',
  /** Wants to complain against a decision or act that touches their own rights (khiếu nại). */
  'SendComplaint',
  /** Wants to report a wrongdoing of an official (tố cáo). */
  'SendDenunciation',
  /** Wants to know how far their own case has come (tra cứu, tiến độ). */
  'TrackCase',
  'Greet',
  'Thank',
  'Goodbye',
  /** What can the bot do (trợ giúp). */
  'Help',
  /** Is this a person, who made it, what about privacy. */
  'WhoAreYou',
  'Cancel',
  'StartOver',
  'TalkToHuman',
  /** Not the office's work at all: weather, lottery, land papers, jokes, code, prompt injection. */
  'OutOfScope',
  'Affirm',
  'Deny',
] as const;

export type Intent = (typeof intents)[number];

export interface RankedIntent {
  readonly intent: Intent;
  /** Calibrated probability, 0 to 1. */
  readonly confidence: number;
}

/** A stretch of the text that the recogniser named; offsets are UTF-16 code units of the recognised text. */
export interface RecognizedEntity {
  readonly category: string;
  readonly text: string;
  readonly offset: number;
  readonly length: number;
  readonly confidence: number;
}

/** The best intent, and the runners-up in falling order (the best is not among them). */
export interface Recognition extends RankedIntent {
  readonly alternatives: readonly RankedIntent[];
  readonly source: 'local' | 'clu';
  readonly entities?: readonly RecognizedEntity[];
}

/** Below this confidence a dialog asks which of the first two was meant. */
export const unsureBelow = 0.45;

export interface Recognizer {
  /** Always resolves: what cannot be understood comes back with a low confidence, never as an error. */
  recognize(text: string): Promise<Recognition>;
}
