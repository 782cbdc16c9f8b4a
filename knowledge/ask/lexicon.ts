import type { Aspect, DocumentFact } from './finding.ts';

/**
 * How a question says what it asks for. Every pattern runs on plain text: folded, punctuation made spaces,
 * abbreviations already written out, one space at each end.
 */

const unitNoun =
  '(?:don vi|co quan|phong ban|phong|bo phan|ban nganh|chi cuc|trung tam|to chuc|dia phuong|doan the|ca nhan|lanh dao|dong chi|pho giam doc|can bo|nguoi)';
// "văn bản nào" asks for a document, "ban nào" for a board
const placeNoun = '(?:(?<! van )ban|cap|so|nganh|to|cho|noi|ben|dua|ong)';

/** "ai", "đơn vị nào", "phòng gì", "những cơ quan nào". */
export const who = new RegExp(
  `(?<! (?:o|tai|den|ve)) (?:xa|phuong|huyen|thon|truong|khoa|hoi|doan) nao | (?:(?:do |la |boi |nhung |cac )*(?:ai|dua nao)|who(?: is| are| will| leads)?|(?:nhung |cac )?(?:${unitNoun} (?:nao|gi|mo)|${placeNoun} (?:nao|mo))) `,
  'u',
);

const when =
  / (?:khi nao|bao gio|luc nao|hoi nao|chung nao|bua nao|hom nao|hom may|ngay nao|ngay may|thu may|thu nao|buoi nao|ngay bao nhieu|thang may|thang nao|quy may|quy nao|nam nao|tuan nao|bao lau|may lan|(?:thoi han|thoi gian|thoi diem|(?<! du )lich(?! su)|han chot|han cuoi|han nop|deadline|(?<!phuong )tien do)(?! (?:khac phuc|giai quyet thu tuc))|han (?:la|bao cao|gui|chot|nop|hoan thanh|khi|den|trong)|dinh ky (?:nao|the nao|ra sao|nhu the nao|bao lau)|bao lau mot lan|chu ky|(?:may|bao nhieu) (?:ngay|tuan|thang|nam) (?:mot|1) lan|may thang|when|trong bao|den han|con han|ky han|moc (?:nao|thoi gian)|con thoi han) /u;

/** "bao nhiêu phần trăm": only a place that prints a share answers it. */
export const share = / (?:bao nhieu|may) (?:phan tram|phan) /u;

/** "mấy giờ phát": only a place that prints an hour answers it. */
export const hour = / may gio (?!roi )/u;

const roleWords: readonly (readonly [Aspect, RegExp])[] = [
  [
    'coordinating',
    / (?:phoi hop|hop tac(?! xa )|cung lam|lam cung|ho tro cung|(?:ai|nao) (?:se )?ho tro(?= (?:ho|no|viec (?:do|nay)|cung)? ?(?:a |vay |khong |nhi )?$)|cung tham gia|tham gia cung|cung thuc hien) /u,
  ],
  ['advising', / tham muu /u],
  [
    'directing',
    / (?:(?<! ban )chi dao|lanh dao (?:so |phong |ubnd |xa |phuong |tinh )?nao|(?:ai|nao) (?:truc tiep )?theo doi|pho giam doc nao|dong chi nao) /u,
  ],
];

const reportsTo =
  / (?:(?:bao cao|gui|nop|trinh|chuyen|phan anh|thong bao|gop y|bao) (?:[a-z0-9&/]+ ){0,12}?(?:cho (?:ai|don vi nao|co quan nao|noi nao|phong nao)|cap nao|ve dau|o dau|den dau|toi dau|di dau|cho nao|noi nao|ve (?:co quan|don vi|noi|phong|cho) nao|den (?:ai|co quan nao|don vi nao)|len (?:ai|dau)|qua (?:ai|dau))|bao cao (?:ai|co quan nao|don vi nao)|noi nhan bao cao|ai nhan bao cao) /u;

/** "trình ai duyệt", "cấp nào phê duyệt". */
const approves =
  / (?:trinh (?:len )?(?:ai|cap nao|co quan nao|lanh dao nao)(?: [a-z]+){0,2} (?:phe )?duyet|(?:ai|cap nao|co quan nao|don vi nao|lanh dao nao|phong nao) (?:la nguoi |se |co quyen |phai )?(?:ky )?(?:phe )?duyet|(?:ai|nguoi nao) (?:o|tai|cua|ben|trong) (?:(?!(?:trinh|lap|xay|tham|chu|tong) )[a-z&]+ ){1,6}?(?:ky )?(?:phe )?duyet) /u;

const beneficiaries =
  / (?:ai|nhung ai|nguoi nao|nhung nguoi nao|doi tuong nao|ho nao|truong hop nao) (?:se |thi |moi |cung )?duoc (?!giao|phan cong|cu |chi dinh|uy quyen|bo nhiem)| (?:gom|bao gom|co) (?:nhung )?(?:ai|thanh vien nao|thanh phan nao|nguoi nao)(?= (?:$|a |vay |tham gia)) /u;

const handsIn =
  / (?:nop|gui) (?:[a-z]+ ){0,2}?(?:ho so|don|giay to) |^(?!.* bao cao ).* nop (?:cho |ve |o |tai |den )?(?:dau|ai|cho nao|phong nao) /u;

const deliverable =
  / (?:ket qua (?:la|cua|can|phai|dat duoc|dau ra|gi|nhu the nao|thuc hien la|cua viec)|ra ket qua|co ket qua gi|san pham|van ban gi|(?<! (?:tu|o|lay) )dau ra|ho so gi|phai co (?:gi|cai gi)|muc tieu (?:gi|can dat|la)|ket qua) /u;

const method =
  / (?:cach nao|bang cach|hinh thuc (?:nao|gi)|nhu the nao|cach thuc|lam sao|the nao|ra sao|bang gi|theo cach|thong qua|bien phap (?:nao|gi)|phuong thuc|kieu gi|nhung gi de|can lam gi) /u;

/** "tổ chức ở đâu", "học ở hồ bơi nào"; not "nộp ở đâu", which asks for whom. */
const asksPlace =
  /(?<! (?:nop|gui|lien he|hoi|bao|goi|noi|phan anh|tra cuu|xem|muc|nguon)(?: [a-z]+){0,3}) (?:(?:to chuc|hoc|dien ra|mo|lam|kham|tiem|thi|hop|tap huan|giao luu|trung bay)(?: [a-z0-9]+){0,6} (?:o|tai) (?:dau|cho nao|noi nao|(?:[a-z]+ ){1,3}nao)|dia diem (?:nao|o dau|to chuc)|dia chi (?:o )?dau) /u;

const content =
  / (?:gom (?:nhung )?gi|bao gom|noi dung (?:gi|nao|la)|la gi|nhung gi|viec gi|pham vi|gi |co gi|ho tro gi|the nao la|cu the) /u;

/** "làm gì", "có nhiệm vụ gì", "phụ trách những việc gì". */
export const dutiesCue =
  / (?:(?:lam|phu trach|chu tri|phoi hop|tham muu|chi dao|dam nhan|thuc hien|lo|quan ly|duoc giao|duoc phan cong|phan cong|giao|chiu trach nhiem|co|phai|trien khai|dam trach|co trach nhiem|trach nhiem|nhiem vu|can)(?: [a-z&]+){0,6}? (?:gi|nao|nhung gi|viec chi|cai chi)|nhiem vu (?:gi|nao|cua|la)|(?:viec|nhiem vu|trach nhiem|phan viec|cong viec|noi dung|mang|linh vuc|dau viec|muc) (?:gi|nao)|liet ke|cac viec cua|nhung viec|lam gi|lam viec gi|vai tro gi|chuc nang gi|cong viec cua|phan viec cua|nhiem vu|trach nhiem) /u;

/** "tháng 8 có việc gì", "sắp đến hạn việc gì": asks for a list, not for one task. */
export const listCue =
  / (?:(?:co|nhung|cac|phai lam|can lam|lam|dau|hoan thanh|den han|sap|trien khai|thuc hien|gom) (?:[a-z0-9&/]+ ){0,6}?(?:gi|nao)|(?:viec|hoat dong|su kien) (?:gi|nao)|(?:nhiem vu|dau viec|noi dung|cong viec|muc|viec) (?:gi|nao)|lam gi|liet ke|nhung viec|co gi|cong viec|dau viec|(?<! du )lich(?! su)) /u;

/** "có mấy cái hạn báo cáo": the deadlines themselves are to be listed. */
export const deadlinesCue = / (?:may|nhung|cac|bao nhieu) (?:cai |lan )?(?:thoi )?(?:han|moc)(?! che) /u;

export const documentFacts: readonly (readonly [DocumentFact, RegExp])[] = [
  [
    'signer',
    / (?:(?:ai|nguoi nao|ong nao|ba nao|chuc danh nao|chuc vu gi|vi nao) (?:la nguoi )?(?:da )?ky|nguoi ky|do ai ky|ky boi ai|ai la nguoi ky|ky ten|ai ban hanh va ky|ai dung ten|(?:ong|ba) (?:[a-z]+ ){2,4}(?:la nguoi |da |co )?ky (?:[a-z0-9/-]+ ){1,6}(?:dung|phai|co phai)? ?khong) /u,
  ],
  [
    'recipients',
    / (?:noi nhan|gui cho nhung ai|duoc gui (?:cho|den|toi)|gui (?:den |toi |cho )?(?:nhung )?(?:noi|co quan|don vi) nao|gui (?:den|toi) (?:dau|nhung dau|nhung ai)|(?:co )?gui (?:cho |den |toi )?(?:[a-z&]+ ){1,6}khong(?= $| a | vay | nhi )|gui (?:cho |den |toi )?(?:may|bao nhieu) (?:[a-z]+ ){0,3}?[a-z]+(?= $| a | vay | nhi )|nhung ai nhan|ai nhan duoc|(?:bao nhieu|may) (?:[a-z]+ ){1,4}(?:duoc )?nhan (?:duoc )?(?:ban )?(?:ke hoach|van ban)) /u,
  ],
  ['number', / (?:so (?:may|bao nhieu|hieu|ky hieu|van ban)|so ky hieu|ky hieu|mang so|so ke hoach|so gi) /u],
  [
    'issuedOn',
    / (?:(?:ban hanh|ky|ra doi|(?<! (?:dua|de|dien|xay|tim|tach|chi) )ra|lap|ban ra|co|ky ban hanh)(?: [a-z]+){0,3} (?:ngay (?:nao|may|bao nhieu)|khi nao|bao gio|hoi nao|luc nao|thang nao|nam nao)|ngay (?:ban hanh|ky)|(?:ngay (?:nao|may|bao nhieu)|khi nao|bao gio|hom nao) (?:thi |duoc |da )*(?:ban hanh|ky(?! (?:ket|cam|hop)))|de ngay (?:nao|may|bao nhieu)) /u,
  ],
  [
    'legalBasis',
    / (?:can cu (?:vao |theo )?(?:nhung |cac )?(?:(?:ke hoach|chuong trinh|nghi quyet|chi thi|cong van|luat|nghi dinh|thong tu) (?:nao|so may|gi)|van ban|quyet dinh|phap ly|quy dinh|dau|gi|nao)|dua (?:tren|vao) (?:ke hoach|quyet dinh|nghi quyet|van ban|chuong trinh) (?:so )?(?:may|bao nhieu|nao)(?: cua(?: [a-z]+){1,6}(?= $))?|can cu (?:phap ly|ban hanh)|dua (?:tren|vao) (?:nhung |cac )?(?:van ban|quyet dinh|can cu|quy dinh)|co so phap ly) /u,
  ],
  [
    'effects',
    / (?:thay the|sua doi|bo sung|bai bo|huy bo) (?:cho )?(?:nhung |cac )?(?:van ban|quyet dinh|ke hoach|nghi quyet) (?:nao|gi|so may|so bao nhieu) /u,
  ],
  [
    'standing',
    / (?:(?:con|het|dang|co) (?:hieu luc|gia tri|ap dung)(?: [a-z0-9]+){0,3} (?:khong|chua)|con hieu luc|het hieu luc|hieu luc (?:den|toi) (?:khi nao|bao gio|ngay nao|nam nao)|bi (?:thay the|bai bo) chua|da (?:thay the|bai bo) chua) /u,
  ],
  [
    'issuer',
    / (?:(?:ai|co quan nao|don vi nao|cap nao) (?:da )?(?:ban hanh|xay dung|lap|ra)(?= (?:ke hoach|van ban|chuong trinh|quyet dinh nay))|do (?:ai|co quan nao|don vi nao) ban hanh|cua (?:co quan|don vi) nao ) /u,
  ],
  ['year', / (?:(?:cua |cho |la |ap dung |thuoc |trong )*nam (?:nao|may|bao nhieu)|nam ap dung) /u],
  [
    'title',
    / (?:ten (?:day du|goi|ke hoach)|trich yeu|ten (?:cua )?(?:ke hoach|van ban)|ke hoach (?:nay )?ten) /u,
  ],
  [
    'list',
    / (?:(?:co|nhung|cac|may|bao nhieu) (?:nhung |cac |may |bao nhieu )*(?:ke hoach|van ban|tai lieu) (?:nao|gi|roi|trong|khong|duoc)|co (?:may|bao nhieu) (?:ke hoach|van ban|tai lieu)|(?:danh sach|liet ke) (?:cac )?(?:ke hoach|van ban|tai lieu)) /u,
  ],
];

/** "có giúp gì không", "có nói gì về … không": asks whether, not what comes of it. */
const asksWhether = / co (?:giup|ho tro|noi|ghi|neu|nhac|de cap|khuyen khich) (?:[a-z0-9&]+ )*khong /u;

/** "giá", "lương", "thưởng"; not "đánh giá", "chất lượng", "công thương" typed without their marks. */
const pay =
  '(?:(?<!(?:danh|tham|quoc|dinh|tri|tang|cap|chiem|so|chat|khoi|san|luc|dung|trong) )(?:gia|luong|phat|thue|thuong(?<! (?:cong|ngoai|giao|tieu|binh|bi) thuong)(?! xuyen| truc| mai| vu| tich| binh)|hoc phi|thu lao|phu cap|tro cap))';

/** "bao nhiêu", "mấy triệu", of money; not "ngày mấy", "mấy tháng", "bao nhiêu phần trăm". */
const ofMoney = (number: string) =>
  `(?<!(?<!(?:moi|mot|1|hang|theo|ca|trong|tung) )(?:ngay|thang|thu|quy|tuan|hom) )${number}(?! (?:ngay|lan|thang|tuan|nam|gio|nguoi|ho|phan|dot|don vi))`;

/** Data that a plan would have to print to be told. */
export type Datum = 'contact' | 'name' | 'amount' | 'count';

export const data: readonly (readonly [Datum, RegExp])[] = [
  [
    'contact',
    / (?:so (?:dien thoai|dt|hotline|duong day nong|phone|fax|zalo)|sdt|hotline|duong day nong(?= (?:[a-z0-9]+ ){0,6}(?:la|so|nao|may|gi|bao nhieu|o dau) )|email|e mail|thu dien tu|hop thu|hom thu|gmail|dia chi (?:email|tru so|co quan|lien he|o dau|cua|nha|web|website|duong day)|website|trang web|fanpage|facebook|tru so (?:o dau|cua|tai|nam)|(?:o|nam|nha|cho) (?:duong|pho|so nha) (?:nao|may)|gio (?:lam viec|mo cua|tiep dan)|lam viec (?:tu |den |toi |luc )?may gio|may gio (?:la |thi |moi |bat dau )?(?:lam viec|mo cua|dong cua|nghi)|(?:mo|dong) cua (?:[a-z]+ ){0,3}?may gio|goi (?:so|dau|cho ai)|(?:goi|bam|den|qua) so nao|lien he (?:so|qua so)) /u,
  ],
  [
    'name',
    / (?:ten (?:gi|chi(?= $| a | vay | ha )|la gi|la chi|ai)|(?:giu |la |lam )(?:chuc (?:vu |danh )?|vai tro )gi|(?:ho|ten) (?:va )?ten|la ai|ai la (?:giam doc|chu tich|truong|pho|chanh|bi thu|nguoi dung dau|lanh dao|thu truong|chi cuc truong|thu ky)|(?:giam doc|chu tich|bi thu|truong phong|chanh van phong|pho chu tich|chanh thanh tra|chi cuc truong|thu ky)(?: [a-z&]+){0,8} (?:la ai|ten|la ong nao|la ba nao|hien nay la|la nguoi nao)|ai (?:dang )?(?:giu chuc|lam (?:giam doc|chu tich|truong phong|bi thu|pho giam doc|pho chu tich|chanh van phong))) /u,
  ],
  [
    'amount',
    new RegExp(
      ` (?:bao nhieu (?:tien|dong|trieu|ty|kinh phi|von|ngan sach)|${pay}(?: [a-z0-9&]+){0,12} (?:${ofMoney('bao nhieu')}|may (?:trieu|nghin|ngan|dong|tien|ty))|bao nhieu (?:mot|1|moi) [a-z]+|may (?:trieu|ty|dong|tien)|(?:het|ton|mat) (?:bao )?nhieu|(?:kinh phi|du toan|ngan sach|tong von|chi phi|muc chi|von|so tien|(?<!(?:xuc|cai|tien|uu|dau) )tien(?! (?:do|hanh|trinh|bo|si|chat|ich)(?= )))(?: [a-z0-9&]+){0,14} ${ofMoney('(?:bao nhieu|may)')}|so tien|muc (?:luong|thuong|phat|phi)|le phi|luong (?:bao nhieu|may)) `,
      'u',
    ),
  ],
  [
    'count',
    / (?:bao nhieu|(?:co|la|gom|duoc|can|phai|tong|khoang|them) may) (?!phan |tien|dong |trieu|ty |kinh phi|von |ngan sach|mot |1 |moi |so |ngay|thang|lan|tuan|nam|gio|viec|ke hoach|van ban (?:nao|gi|roi|trong|khong|duoc|cua|ve|o|tai|$)|nhiem vu|noi dung|lau|don vi|co quan|phong|dau viec|muc)[a-z]+ /u,
  ],
];

export const budget =
  / (?:kinh phi|ngan sach|nguon (?:tien|von|chi)|tien o dau|nguon nao|chi phi|du toan|(?:cap|chi|bo tri|danh|rot) tien|tien (?:[a-z&]+ ){0,9}lay|lay (?:[a-z]+ ){0,4}tien) /u;
/** Nguồn kinh phí: where the money comes from, not who hands it out. */
export function asksSource(plain: string): boolean {
  return budget.test(plain) && / (?:tu dau|o dau|lay dau|nguon nao|nguon gi) /u.test(plain);
}

/** The aspects asked for, in the order in which an answer tells them; empty when none is recognisable. */
export function aspectsOf(plain: string): Aspect[] {
  const found = new Set<Aspect>();
  const asksWho = who.test(plain);
  if (approves.test(plain)) return ['approval'];
  // a citizen hands papers to whoever is in charge; reports go to whom the plan names
  if (reportsTo.test(plain)) found.add(handsIn.test(plain) ? 'lead' : 'reportsTo');
  // "rút ngắn bao nhiêu phần trăm thời gian" asks for a share, not for a day
  if (share.test(plain)) found.add('method');
  else if (when.test(plain)) found.add('deadline');
  if (/^ (?:thoi )?han (?!muc|che)/u.test(plain)) found.add('deadline');
  if (/ han (?!muc|che)/u.test(plain) && plain.trim().split(' ').length <= 4) found.add('deadline');
  // "lúc mấy giờ" alone asks of what was told; in a whole question only what prints an hour answers
  if (hour.test(plain) && plain.trim().split(' ').length <= 4) found.add('deadline');
  if (/ nam (?:nao|may) /u.test(plain)) found.add('content');
  for (const [aspect, words] of roleWords)
    if (words.test(plain) && (asksWho || confirms.test(plain) || / (?:ai|nao|may|nhung) /u.test(plain)))
      found.add(aspect);
  // "ai được khen thưởng", "gồm những ai": those who get or belong, not those who lead
  if (beneficiaries.test(plain)) return [...found, 'content'];
  const roleAsked = found.has('coordinating') || found.has('advising') || found.has('directing');
  if (asksWho && !found.has('reportsTo') && (!roleAsked || / (?:chu tri|chiu trach nhiem) /u.test(plain)))
    found.add('lead');
  if (!asksWho && found.size === 0 && / (?:chu tri|chiu trach nhiem) /u.test(plain)) found.add('lead');
  if (deliverable.test(plain) && !asksWho && !asksWhether.test(plain)) found.add('deliverable');
  if (method.test(plain) && !asksWho) found.add('method');
  if (asksPlace.test(plain) && !asksWho && !budget.test(plain) && (found.size === 0 || found.has('content')))
    found.add('place');
  if (found.size === 0 && content.test(plain)) found.add('content');
  return [...found];
}

/** The words of the roles asked for; they ask, and name no matter. */
export function rolePhrases(aspects: readonly Aspect[]): RegExp[] {
  const said: Partial<Record<Aspect, RegExp>> = {
    deliverable: / san pham(?: dau ra)? /u,
    directing: /(?<! ban) (?:theo )?(?:su )?chi dao /u,
    coordinating:
      / (?:phoi hop(?: voi)?|cung tham gia|tham gia cung|ho tro(?: (?:ho|no))?(?= (?:a |vay |nhi )?$)) /u,
    advising: / tham muu /u,
    approval: / (?:phe )?duyet(?: chi)? /u,
  };
  return aspects.flatMap((aspect) => said[aspect] ?? []);
}

/** Everyday matters that are asked of any bot; in scope only where a plan has the words. */
const elsewhere =
  / (?<matter>thoi tiet|xo so|gia vang|gia xang|ty gia|ti gia|bong da|tu vi|phim|ca nhac|chung khoan|bitcoin|nau an|du bao) /u;

/** "thời tiết ngày mai" → "thoi tiet". */
export function everydayMatter(plain: string): string | undefined {
  return elsewhere.exec(plain)?.groups?.['matter'];
}

/** "nghe nói X chủ trì Y, đúng không?": what is said may be wrong, so the matter decides and not the one named. */
export const confirms =
  / (?:co )?(?:dung|phai|that|chinh xac)(?: (?:vay|the|nhu vay|nhu the|the nay))? (?:khong|chu|ha|hong|hem)(?: [a-z]+){0,2} $| co phai (?:la )?(?:[a-z0-9&/-]+ ){3,40}?(?:khong|hong|hem) /u;

/** Pronouns that stand for what was spoken of before: "việc đó", "họ", "cái này". */
export const backReference =
  / (?:viec (?:nay|do|ay|kia)|nhiem vu (?:nay|do)|noi dung (?:nay|do)|cai (?:nay|do|ay|kia)|dieu do|ho|no|do|ay|kia|nay|vay|the|don vi (?:nay|do|ay)|phong (?:do|nay)|co quan do|muc (?:nay|do)|ben do) /u;

/** "còn …?", "thế …?", "vậy …?": the question goes on from the last one. */
export const continuation =
  /^ (?:con|the con|the thi|the|vay con|vay thi|vay|roi|xong|va|a the|uh|u|ok|oke) | thi sao (?:a |nhi |vay |the )?$/u;

/** Question words and glue: never content of a task, however they are marked. */
export const glueWords: ReadonlySet<string> = new Set(
  `ai gi nao sao la thi va voi cua cho o hay hoac nhung cac khong chua se duoc nhu vay nay kia ay no minh toi tui xin
   nhe nha nhi a oi vang ah uh ui ha hen nghen hem hong dum gium vui muon xem ke z zay roi cu luon deu cung vao j neu
   tren theo nhieu khi trong gom`
    .split(/\s+/)
    .filter(Boolean),
);

/** Phrases that ask or that every duty has; they tell no duty from another. */
export const askingPhrases =
  / (?:in charge(?: of)?|(?:luc |vao |tu )?may gio|lay (?:tu |o )?dau(?: ra)?|lay nguon nao|tell me|(?:co )?(?:dung|phai)(?: (?:vay|the|nhu vay))? khong|nghe (?:nguoi ta |ba con |dan |hang xom )?(?:noi|don|bao)|(?:bao nhieu|may) (?:ngay|tuan|thang|nam)(?: (?:mot|1) lan)?|(?:bao nhieu|may) phan tram|bay gio|liet ke|(?:ke|noi|chi) (?:ra|nghe|biet|coi|xem)(?: (?:coi|voi|di|thu))?|nghe (?:coi|thu|noi|bao)|chi (?:gium|dum|giup)|(?:cho|xin)(?: (?:toi|tui|em|minh|chau|con|phep))? hoi|cong tac (?:o|tai|ben)|ben (?:toi|tui|minh|em|chung toi|chung em|chung minh|nha toi)|(?:nhung |cac )?(?:mang|linh vuc|khau|hang muc)(?: viec| cong viec| cong tac)? (?:nao|gi)|chu tri(?: chinh)?|chiu trach nhiem(?: chinh)?|dam nhan|thuc hien|to chuc thuc hien|trien khai|tien hanh|don vi|co quan|nhiem vu|cong viec|thoi gian|thoi han|noi dung|ke hoach|bo phan nao|dung ra(?= chu tri| lo| lam| phu trach| (?:$|\\|))|phai lam|can lam|lam gi|viec gi|cho biet|bao gom|phan cong|duoc giao|quy dinh|van ban|phu luc|bao nhieu|bao lau (?:mot|1) lan|bao lau|may lan|nhu the nao|the nao|khi nao|bao gio|ngay nao|thang nao|nam nao|quy nao) /u;

/** Words that ask as often as they name: content only beside another word of the plan ("chi phí"). */
export const askingWords: ReadonlySet<string> = new Set(
  `ma tai ve do vi nen mot da dang bi the ho em anh chi ong hoi giup long ta nua ra thoi cai may bao so
   con nguoi viec vu lam lo co phong ban can phai han ngay thang nam quy tuan ky
   ghi phan giao biet dau luc tu den xong bang ngoai noi cho hien muc nhat moi ten
   day gap mat nhu coi chang ben khoang hom bua sep mang lai tung please is of what which how does`
    .split(/\s+/)
    .filter(Boolean),
);

/** Asking words and glue that are as often a syllable of a name: "giáo viên", "bằng lái", "đòi nợ". */
export const namingToo: ReadonlySet<string> = new Set(
  'giao bang noi hien moi ten day mat gap the tu dau hoi phan ban no vao vi tin lai mang bi nen muc ke thi can ho em do ma cai'.split(
    ' ',
  ),
);

/** Compounds that ask as often as they name; a syllable of theirs elsewhere is another word: "cầu" is no "yêu cầu". */
export const askingCompounds =
  /(?<= )(?:chu tri|chiu trach nhiem|trach nhiem|phu trach|dam nhan|thuc hien|to chuc|trien khai|tien hanh|don vi|co quan|bo phan|phong ban|nhiem vu|cong viec|cong tac|noi dung|thoi han|thoi gian|dinh ky|ke hoach|van ban|tai lieu|quy dinh|phan cong|dia chi|yeu cau|thong tin|lien he|pham vi|nhu the)(?= )/gu;

/** Words that only name a time. */
export const periodWords: ReadonlySet<string> = new Set(
  'thang quy nam tuan dau cuoi toi truoc sau hom nay giua'.split(' '),
);
