import type { Intent, Recognizer } from '../intent.ts';
import { plain, syllablesOf } from './words.ts';

const asks =
  /\?\s*$|\b(?:ai (?:chu tri|lam|phu trach|ky|phoi hop|giai quyet|chi dao|la)|khi nao|bao gio|luc nao|o dau|the nao|ra sao|la gi|lam gi|viec gi|bao nhieu|may ngay|han nao|(?:don vi|phong|co quan|van ban) nao|vi sao|tai sao|nhiem vu cua|co .{2,40} khong)\b/u;

/** "Tiếp dân ngày nào?": reads as a question, whatever it is about. */
export function isQuestion(text: string): boolean {
  return syllablesOf(text).length >= 3 && asks.test(`${plain(text)}${/\?\s*$/u.test(text) ? '?' : ''}`);
}

/** "Có cần khai tên không?", "có bị lộ tên không?" */
export function asksForNames(text: string): boolean {
  return (
    /\b(?:can|phai|bat buoc)\b.{0,12}\b(?:khai|neu|ghi|noi|de lai|xung|dien)\b.{0,8}\bten\b|\blo (?:ho )?ten\b/u.test(
      plain(text),
    ) && /\?\s*$|\b(?:khong|ko|k|chu)$/u.test(plain(text) + (/\?\s*$/u.test(text) ? '?' : ''))
  );
}

/** A call for help. Whoever interrupted has given it already: only the form's own question comes again. */
export async function helpIn(text: string, recognizer: Recognizer): Promise<boolean> {
  if (text.length >= 30) return false;
  const { intent, confidence } = await recognizer.recognize(text);
  return intent === 'Help' && confidence >= 0.6;
}

/** A question in the middle of a form: which intent, when it is one. */
export async function digressionIn(text: string, recognizer: Recognizer): Promise<Intent | undefined> {
  if (text.length > 300) return undefined;
  const isLookUp = /\btra cuu\b|\bho so (?:cua toi|da gui)\b/u.test(plain(text));
  const asked = isQuestion(text);
  if (!asked && !isLookUp) return undefined;
  const { intent, confidence } = await recognizer.recognize(text);
  if (confidence < 0.6) return undefined;
  if (intent === 'TrackCase') return isLookUp ? intent : undefined;
  return asked && (intent.startsWith('Ask') || intent === 'WhoAreYou' || intent === 'OutOfScope')
    ? intent
    : undefined;
}
