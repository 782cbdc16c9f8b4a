import { fold, squeeze } from '../text.ts';
import type { Office } from './office.ts';

/** "huyện Chư Sê được giao …": a place as the one that has to do something, not where somebody lives. */
const word = '(?!(?:x|ai|gi|nao|va|thi|la|cua|cho|voi|den|de|nam|thang|theo|trong) )[a-z]+ ';
const acting = new RegExp(
  `(?<! (?:o|tai|cac|nhung|moi|hop tac)) (?<name>(?<head>huyen|thi xa|thi tran|quan|xa|phuong|dac khu) (?!(?:duoc|phai|co|lam|toi|minh|hoi|vung|mien|bien|phap|an|ly) )(?:${word}){1,3}?)(?=(?:duoc (?:giao|phan cong)|phai|co (?:nhiem vu|trach nhiem|nhung|cac|viec)|lam (?:gi|nhung|viec)|chu tri|thuc hien|chiu) )`,
  'u',
);

/** Without capitals the words are a name only where no other word of the language is meant. */
const plainHeads = new Set(['huyen', 'thi tran', 'dac khu']);

/** The name as typed, where no plan of the office prints it. `unplaced` hides the office's own places. */
export function readStrangePlace(text: string, unplaced: string, office: Office): string | undefined {
  const { name = '', head = '' } = acting.exec(unplaced)?.groups ?? {};
  const words = name.trim().split(' ');
  const own = words.slice(head.split(' ').length);
  if (own.length === 0) return undefined;
  const pairs = words.slice(1).map((word, i) => `${words[i]}_${word}`);
  if (pairs.every((pair) => office.rarity(pair) !== undefined)) return undefined;
  const at = fold(text).indexOf(name.trim());
  const typed = at < 0 ? '' : squeeze(text.slice(at, at + name.trim().length));
  const isName = new RegExp(`(?: \\p{Lu}\\p{L}*){${own.length}}$`, 'u').test(` ${typed}`);
  return typed && (isName || plainHeads.has(head)) ? typed : undefined;
}
