import type { UnitKind } from '../assignment.ts';
import { fold } from '../text.ts';
import type { OwnOffice } from './plain-name.ts';
import { unitHead } from './unit-names.ts';

const heads = (list: string): Set<string> => new Set(list.split('|'));
const groups = heads(
  'cac|moi|tung|toan the|nhung|tat ca cac|can bo|cong chuc|vien chuc|ccvc|nguoi lao dong|ca nhan|co quan|don vi|doan the',
);
const posts = heads(
  'giam doc|pho giam doc|gd|pgd|chu tich|pho chu tich|ct|pct|truong|pho|chanh|lanh dao|thu ky|thu truong|bi thu|pho bi thu|ban giam doc|nguoi dung dau|hieu truong',
);

/** Kinds are told by the first words of a name; the issuer and its superior by the letterhead. */
export function unitKindOf(name: string, office: OwnOffice): UnitKind {
  if (name === office.issuer) return 'issuer';
  const head = unitHead(name) ?? '';
  const folded = fold(name);
  if (groups.has(head)) return /^cac (?:pho )?(?:giam doc|chu tich|pgd|pct)/u.test(folded) ? 'role' : 'group';
  if (/^(?:ban chi dao|to giup viec|to cong tac|hoi dong(?! nhan dan)|ban chi huy|tieu ban)/u.test(folded)) {
    return 'committee';
  }
  if (isPerson(name)) return 'person';
  if (posts.has(head)) return 'role';
  if (office.superior && folded === fold(office.superior)) return 'superior';
  if (/^(?:ubnd|hdnd) (?:tinh|thanh pho|huyen|quan)/u.test(folded)) return 'superior';
  if (/^(?:so|bo(?! phan)|chinh phu|thu tuong|tinh uy|thanh uy|huyen uy)(?: |$)/u.test(folded))
    return 'superior';
  return 'unit';
}

/** "PGĐ Đào Ngọc Hoàng", "Nguyễn Văn Hưng": two to four capitalised syllables that are no unit's. */
function isPerson(name: string): boolean {
  const bare = name.replace(/^(?:PGĐ|GĐ|PCT|Phó Giám đốc|Phó Chủ tịch|Giám đốc|Chủ tịch|Ông|Bà)\s+/u, '');
  return !unitHead(bare) && /^(?:\p{Lu}\p{Ll}+|\p{Lu}\.)(?:\s?(?:\p{Lu}\p{Ll}+|\p{Lu}\.)){1,3}$/u.test(bare);
}
