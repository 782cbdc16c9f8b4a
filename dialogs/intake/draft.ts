import type { IntakeKind, SentFile } from '../ports.ts';

/** Phiếu đang viết: plain data, kept in the conversation until it is sent or dropped. */
export interface Draft {
  readonly kind?: IntakeKind;
  readonly office?: string;
  readonly content?: string;
  readonly place?: string;
  readonly location?: { readonly latitude: number; readonly longitude: number };
  readonly name?: string;
  readonly phone?: string;
  readonly email?: string;
  /** Quyết định, việc làm bị khiếu nại. */
  readonly contested?: string;
  readonly decisionNumber?: string;
  readonly knownOn?: string;
  readonly affectedDirectly?: boolean;
  /** Người bị tố cáo. */
  readonly accused?: string;
  /** Người tố cáo nêu tên hay không: asked, never pushed. */
  readonly identity?: 'given' | 'none';
  readonly address?: string;
  readonly files?: readonly SentFile[];
  readonly messages?: boolean;
}

export const stepNames = [
  'kind',
  'accused',
  'content',
  'contested',
  'knownOn',
  'affected',
  'place',
  'evidence',
  'office',
  'identity',
  'name',
  'address',
  'contact',
  'messages',
  'confirm',
] as const;
export type StepName = (typeof stepNames)[number];

/** A question that stands before the form goes on. */
export type Aside =
  | { readonly is: 'emergency' }
  | { readonly is: 'number'; readonly original: string }
  | { readonly is: 'duplicate'; readonly code: string; readonly receivedOn: string }
  | { readonly is: 'not-affected' }
  /** Hướng dẫn tố cáo was told: does the person want to tell it here, under seal? */
  | { readonly is: 'sealed-offer' }
  | { readonly is: 'which-edit' };

export interface FormState {
  readonly draft: Draft;
  /** The step that waits for an answer. */
  readonly step: StepName;
  /** Steps asked so far, the latest last: the way back. */
  readonly asked: readonly StepName[];
  /** Steps answered with "none": not asked again. */
  readonly skipped: readonly StepName[];
  readonly aside?: Aside;
  /** The buttons shown last: their words belong to the form, whatever else they could mean. */
  readonly offered: readonly string[];
  /** The kinds offered, when the words leave it open. */
  readonly between?: readonly IntakeKind[];
  /** The same key again is the same case: made with the form, so that a repeated "Gửi" sends it once. */
  readonly key: string;
  /** The plans were asked in the middle, and asked something back: the answer to that comes first. */
  readonly asking?: boolean;
  /** The message that opened the form. */
  readonly since?: string;
  /** A denunciation was told or asked about: at the end everything from `since` on is taken out of the history. */
  readonly unsaid?: boolean;
  /** The duplicate was looked for. */
  readonly compared?: boolean;
}

/** What each kind asks, in order. What is known already is not asked. */
const asks: Readonly<Record<IntakeKind, readonly StepName[]>> = {
  incident: ['content', 'place', 'evidence', 'office', 'contact', 'messages'],
  proposal: ['content', 'office', 'name', 'contact', 'messages'],
  complaint: ['contested', 'knownOn', 'affected', 'content', 'office', 'name', 'contact', 'messages'],
  denunciation: ['accused', 'content', 'evidence', 'office', 'identity'],
  suggestion: ['content', 'office', 'messages'],
  question: ['content', 'office', 'messages'],
};

/** Asked of a denouncer who wants to be known. */
const identitySteps: readonly StepName[] = ['name', 'address', 'contact'];

export function stepsOf({ kind, identity }: Pick<Draft, 'kind' | 'identity'>): readonly StepName[] {
  if (!kind) return ['kind'];
  const asksWho = kind === 'denunciation' && identity === 'given';
  return [...asks[kind], ...(asksWho ? identitySteps : []), 'confirm'];
}

/** The next thing to ask. */
export function nextStep({ draft, skipped }: Pick<FormState, 'draft' | 'skipped'>): StepName {
  return stepsOf(draft).find((step) => !skipped.includes(step) && !isKnown(draft, step)) ?? 'confirm';
}

/** Steps whose answer can be changed: those of the kind that hold one. */
export function isKnown(draft: Draft, step: StepName): boolean {
  switch (step) {
    case 'kind':
      return draft.kind !== undefined;
    case 'contact':
      return draft.phone !== undefined || draft.email !== undefined;
    case 'affected':
      return draft.affectedDirectly !== undefined;
    case 'evidence':
      return (draft.files?.length ?? 0) > 0 || draft.location !== undefined;
    case 'confirm':
      return false;
    default:
      return draft[step] !== undefined;
  }
}

/** The draft without the answer of one step. */
export function without(draft: Draft, step: StepName): Draft {
  const rest: { -readonly [K in keyof Draft]: Draft[K] } = { ...draft };
  for (const field of fieldsOf[step]) delete rest[field];
  return rest;
}

const fieldsOf: Readonly<Record<StepName, readonly (keyof Draft)[]>> = {
  kind: ['kind'],
  content: ['content'],
  accused: ['accused'],
  contested: ['contested', 'decisionNumber'],
  knownOn: ['knownOn'],
  affected: ['affectedDirectly'],
  place: ['place'],
  evidence: ['files', 'location'],
  office: ['office'],
  identity: ['identity', 'name', 'address', 'phone', 'email'],
  name: ['name'],
  address: ['address'],
  contact: ['phone', 'email'],
  messages: ['messages'],
  confirm: [],
};
