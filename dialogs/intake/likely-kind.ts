import type { Intent } from '../intent.ts';
import type { IntakeKind } from '../ports.ts';
import { placeIn } from './said.ts';
import { plain } from './words.ts';

/** One kind, several to choose between, or none when the words do not tell. */
export type LikelyKind =
  | { readonly kind: IntakeKind }
  | { readonly between: readonly IntakeKind[]; readonly because: 'trouble' | 'unsure' };

const wrongdoing =
  /\b(?:doi (?:them )?tien|doi (?:hoi )?(?:lo|phong bi|boi duong|qua)|voi (?:tien|vinh)|vi tien|phong bi|tien boi duong|hoi lo|nhan (?:tien|qua|phong bi)|an (?:chan|bot|tien)|bot xen|tham (?:o|nhung)|nhung nhieu|hach sach|bao ke|truc loi|lam (?:quyen|dung chuc vu)|gia mao|lua dao|bien thu)\b/u;
const procedure =
  /\b(?:thu tuc|quy dinh|ho so|giay to|mot cua|thai do|can bo|cong chuc|nhan vien|le phi|giay phep|dich vu cong|cham tre|tre hen|hen lan hen luot|gio lam viec|tiep dan|chinh sach|che do|nghi dinh|thong tu|cham giai quyet|cua quyen|kho chiu|gay kho de|tiep nhan)\b/u;
const onTheGround =
  /\b(?:duong|via he|long duong|ho ga|o ga|rac|xa thai|nuoc thai|ngap|cong thoat|thoat nuoc|den duong|den cao ap|cay xanh|cay do|tieng on|karaoke|on ao|khoi bui|o nhiem|lan chiem|xay dung trai phep|mat nuoc|mat dien|cup dien|day dien|cot dien|cong vien|hang rong|do xe|dau xe|xe tai|cho tha rong|vat lieu|san choi|nha ve sinh|bien bao|den tin hieu|mui hoi|sut lun|bi lun|nut duong|phe thai|do trom|bai (?:dat|rac|xe)|(?:dau|cuoi|trong|ngoai) (?:ngo|hem|ngach|pho|xom|lang)|kenh|muong|cong ranh|nap cong|nuoc sach|day cap|bien quang cao|quang cao trai phep|co bac|phao no|tieng loa|tu tap|dua xe|vut rac|dot rac|gia suc|lan duong|sat lo|moi truong)\b/u;

/** Words that may be a denunciation: they are judged on this machine only. */
export function mayDenounce(text: string): boolean {
  const words = plain(text);
  return /\bto cao\b/u.test(words) || wrongdoing.test(words);
}

/** Tells of something that can be seen or heard in a public place. */
export function isOnTheGround(text: string): boolean {
  return onTheGround.test(plain(text));
}

/** Loại vụ việc likely meant. What was said by name counts most, then what it is about. */
export function likelyKind(text: string, intent: Intent): LikelyKind {
  const words = plain(text);
  if (/\b(?:gui|chuyen) cau hoi\b|^hoi co quan$/u.test(words)) return { kind: 'question' };
  if (/\bto cao\b/u.test(words)) return { kind: 'denunciation' };
  if (/\bkhieu nai\b/u.test(words) || intent === 'SendComplaint') return { kind: 'complaint' };
  if (wrongdoing.test(words) || intent === 'SendDenunciation')
    return { between: ['proposal', 'denunciation'], because: 'trouble' };
  if (/\bgop y\b/u.test(words)) return { kind: 'suggestion' };
  if (/\bhien truong\b/u.test(words)) return { kind: 'incident' };
  if (/\bkien nghi\b/u.test(words)) return { kind: 'proposal' };
  if (placeIn(text) !== undefined && !/\bthai do|can bo|mot cua\b/u.test(words)) return { kind: 'incident' };
  if (procedure.test(words)) return { kind: 'proposal' };
  if (onTheGround.test(words)) return { kind: 'incident' };
  return { between: ['incident', 'proposal', 'complaint', 'denunciation'], because: 'unsure' };
}

const named: readonly (readonly [RegExp, IntakeKind])[] = [
  [/to cao/u, 'denunciation'],
  [/khieu nai/u, 'complaint'],
  [/hien truong/u, 'incident'],
  [/kien nghi/u, 'proposal'],
  [/gop y/u, 'suggestion'],
  [/cau hoi|hoi co quan/u, 'question'],
  [/phan anh/u, 'proposal'],
];

/** A kind that is named and nothing else: "chuyển sang khiếu nại". */
export function kindNamed(text: string): IntakeKind | undefined {
  const words = plain(text);
  const only =
    /^(?:(?:a|o|u|da|oi|ma|thoi|khong(?: phai)?|nham(?: roi)?|y toi la)[ ,]+)*(?:(?:toi|em|minh) )?(?:muon |can )?(?:gui |chon |doi |chuyen )?(?:sang |thanh )?(?:loai )?(?:la )?(?:to cao|khieu nai|phan anh hien truong|kien nghi,? phan anh|phan anh,? kien nghi|kien nghi|phan anh|gop y|cau hoi|hoi co quan)(?:[ ,]+(?:thoi|di|nhe|nha|a|chu|co|luon))*$/u;
  return only.test(words) ? named.find(([pattern]) => pattern.test(words))?.[1] : undefined;
}
