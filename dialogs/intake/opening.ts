import { randomUUID } from 'node:crypto';
import { without, type FormState } from './draft.ts';
import { isEmergency } from './emergency.ts';
import { notesOn, onward, withSent, type FormContext, type Heard } from './form.ts';
import { hasIdentityNumber, withoutIdentityNumber } from './identity-number.ts';
import type { LikelyKind } from './likely-kind.ts';
import { said } from './said.ts';
import type { Sent } from './sent.ts';
import { withOffice } from './steps.ts';

export function emptyForm(since?: string): FormState {
  const opened = since === undefined ? {} : { since };
  return { ...opened, draft: {}, step: 'kind', asked: [], skipped: [], offered: [], key: randomUUID() };
}

/** The form as far as the first words fill it. Danger comes before everything, then an identity number. */
export function formFrom(
  before: FormState,
  text: string,
  likely: LikelyKind,
  sent: Sent,
  context: FormContext,
): Heard {
  const { say, today } = context;
  const kind = 'kind' in likely ? likely.kind : undefined;
  const { between: _, ...rest } = before;
  const blank: FormState = 'between' in likely ? { ...rest, between: likely.between } : rest;
  if (isEmergency(text)) {
    const words = said(withoutIdentityNumber(text), 'incident', today);
    const draft = withOffice({ ...words, ...blank.draft, kind: 'incident' as const }, text, context);
    const { state, notes } = withSent({ ...blank, draft }, sent, say);
    return { state: { ...state, aside: { is: 'emergency' } }, notes };
  }
  const words = kind === 'question' && text ? { content: text } : said(text, kind, today);
  const story = [blank.draft.content, words.content].filter((part) => part !== undefined);
  const told = new Set(story).size > 1 ? { content: story.join('\n') } : {};
  const draft = withOffice({ ...words, ...blank.draft, ...told, ...(kind && { kind }) }, text, context);
  const explained = kind ? [say.explained[kind]] : [];
  const filled = withSent({ ...blank, draft }, sent, say);
  const notes = [...explained, ...filled.notes];
  if (hasIdentityNumber(text)) {
    const step = kind === 'complaint' ? 'contested' : 'content';
    const aside = { is: 'number' as const, original: text };
    return { state: { ...filled.state, draft: without(draft, step), step, asked: [step], aside }, notes };
  }
  const state = onward(filled.state);
  return { state, notes: [...notes, ...notesOn(before, state, context)] };
}
