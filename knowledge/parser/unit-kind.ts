import type { UnitKind } from '../assignment.ts';
import { fold } from '../text.ts';
import type { OwnOffice } from './plain-name.ts';
import { unitHead } from './unit-names.ts';

const heads = (list: string): Set<string> => new Set(list.split('|'));
const groups = heads('can bo|cong chuc|vien chuc|ccvc|nguoi lao dong|ca nhan|co quan|don vi|doan the');
const posts = heads(
  'giam doc|pho giam doc|gd|pgd|chu tich|pho chu tich|ct|pct|truong|pho|chanh|lanh dao|thu ky|thu truong|bi thu|pho bi thu|ban giam doc|nguoi dung dau|hieu truong|chi huy truong|chi huy pho|chinh tri vien|to truong|to pho|doi truong|doi pho|tram truong|khoi truong|cuc truong|chi cuc truong',
);

/** Kinds are told by the first words of a name; the issuer and its superior by the letterhead. */
export function unitKindOf(name: string, office: OwnOffice): UnitKind {
  if (name === office.issuer) return 'issuer';
  const head = unitHead(name) ?? '';
  const folded = fold(name);
  if (groups.has(head) || /^(?:cac|moi|tung|toan the|tat ca cac|nhung) /u.test(head))
    return /^cac (?:pho )?(?:giam doc|chu tich|pgd|pct)/u.test(folded) ? 'role' : 'group';
  if (/^(?:ban chi dao|to giup viec|to cong tac|hoi dong(?! nhan dan)|ban chi huy|tieu ban)/u.test(folded)) {
    return 'committee';
  }
  if (isPerson(name)) return 'person';
  if (posts.has(head)) return 'role';
  if (office.superior && folded === fold(office.superior)) return 'superior';
  return abroad(folded, office) ?? 'unit';
}

const levels: readonly (readonly [RegExp, number])[] = [
  [/(?:^| )(?:chinh phu|thu tuong|quoc hoi|trung uong|bo (?!phan|chi huy|tu lenh))/u, 4],
  [/(?:^| )(?:tinh|thanh pho|so)(?: |$)/u, 3],
  [/(?:^| )(?:huyen|quan|thi xa)(?: |$)/u, 2],
  [/(?:^| )(?:xa|phuong|thi tran)(?: |$)/u, 1],
];
const levelOf = (folded: string): number => levels.find(([pattern]) => pattern.test(folded))?.[1] ?? 0;

/** Bodies of their own: above the issuer, beside it, or for a UBND below it. */
function abroad(folded: string, office: OwnOffice): UnitKind | undefined {
  if (
    !/^(?:ubnd|hdnd|so|bo(?! phan)|chinh phu|thu tuong|tinh uy|thanh uy|huyen uy|chi cuc|cuc) ?/u.test(folded)
  )
    return undefined;
  const isGovernment = /^(?:ubnd|hdnd) /u.test(fold(office.issuer));
  const [own, other] = [levelOf(fold(office.issuer)), levelOf(folded)];
  if (
    other > own ||
    (other === 3 && own === 3 && !isGovernment && /^(?:ubnd|hdnd|tinh uy|thanh uy) ?/u.test(folded))
  )
    return 'superior';
  if (isGovernment || /^(?:chi cuc|cuc)/u.test(folded)) return undefined;
  return 'external';
}

/** "PGĐ Đào Ngọc Hoàng", "Vàng A Sình", "Y Thanh Niê": two to five capitalised syllables that are no unit's. */
function isPerson(name: string): boolean {
  const bare = name.replace(/^(?:PGĐ|GĐ|PCT|Phó Giám đốc|Phó Chủ tịch|Giám đốc|Chủ tịch|Ông|Bà)\s+/u, '');
  if (unitHead(bare)) return false;
  return /^(?:\p{Lu}['’]?\p{L}?\p{Ll}*|\p{Lu}\.)(?:\s?(?:\p{Lu}\p{Ll}*|\p{Lu}\.)){0,3}\s?\p{Lu}['’]?\p{L}?\p{Ll}+$/u.test(
    bare,
  );
}
