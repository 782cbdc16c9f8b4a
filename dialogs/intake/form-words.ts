import type { FormState } from './draft.ts';
import { hasIdentityNumber } from './identity-number.ts';
import { kindNamed } from './likely-kind.ts';
import { emailIn, phoneIn } from './said.ts';
import { declines } from './declined.ts';
import { plain, saysYes, sends } from './words.ts';

/** One of the buttons shown last. */
export function isOffered({ offered }: FormState, text: string): boolean {
  return offered.some((label) => plain(label) === plain(text));
}

/** One of the kinds, clicked, numbered or named; as opposed to the story itself. */
export function isChoice(state: FormState, text: string): boolean {
  return /^\d{1,2}$/u.test(text) || kindNamed(text) !== undefined || isOffered(state, text);
}

/** The person leaves out a step that may be left out. */
export function maySkip({ step }: FormState, text: string): boolean {
  return !['content', 'contested', 'office', 'kind', 'confirm'].includes(step) && declines(text);
}

/** A telephone number, an address, a full name: read here and given to no recogniser, which may be a cloud's. */
export function isPersonal({ step }: FormState, text: string): boolean {
  return (
    phoneIn(text) !== undefined ||
    emailIn(text) !== undefined ||
    hasIdentityNumber(text) ||
    (step === 'name' && /^\s*\p{Lu}\p{L}*(?:\s+\p{Lu}\p{L}*)+\s*$/u.test(text))
  );
}

/** "Không", said to the summary: something in it is not right. */
export function rejectsSummary({ step }: FormState, text: string): boolean {
  return step === 'confirm' && /^(?:khong|chua|chua dung|khong dung|sai|sai roi)$/u.test(plain(text));
}

/** "Gửi", "đồng ý". */
export function confirms(text: string): boolean {
  return sends(text) || plain(text) === 'dong y gui' || saysYes(text);
}
