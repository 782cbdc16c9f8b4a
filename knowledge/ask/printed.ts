import { syllables } from '../text.ts';
import type { Printed } from './office.ts';

const phone = /(?<![\d/.])(?:\+?84|0)(?:[ .-]?\d){8,10}(?![\d/])|1[89]00[ .]?\d{4}/u;
const email = /[\p{L}\p{N}._%+-]+@[\p{L}\p{N}.-]+\.\p{L}{2,}/u;
const web = /\b(?:https?:\/\/|www\.)\S+|\b[a-z0-9-]+\.(?:gov\.vn|vn|com)\b/iu;
const amount =
  /\d{1,3}(?:[.,]\d{3})+\s*(?:đồng|đ\b|VNĐ)|\d+(?:[.,]\d+)?\s*(?:triệu|tỷ|tỉ)(?!\p{L})(?:\s*đồng)?/iu;

/** Does the text print such a thing? */
export function prints(text: string, what: Printed): boolean {
  if (what === 'amount') return amount.test(text);
  if (what === 'contact') return phone.test(text) || email.test(text) || web.test(text);
  // "100% người cao tuổi" and "3. Người trúng cử …" count nobody
  const numbers = text
    .replace(/^\s*\d+(?:\.\d+)*[.)]\s+(?=\p{Lu})/u, '')
    .replace(/\d+(?:[.,]\d+)?\s*%/gu, '|');
  const counted = syllables(numbers).join(' ');
  return new RegExp(`\\d+ ${what.counted}`, 'u').test(counted);
}
