import { anyOf } from './any-of.ts';

/** Talk with the bot itself. */
export const smallTalk = {
  HELLO: anyOf`
    ^(?:da |em |kinh |xin |toi )?chao\b|\bhello\b|^hi\b|\bhi (?:ad|em|ban|shop|anh|chi)|\balo
    \ba lo\b|^he (?:lo|y)|\bhey|\bhe lo|good (?:morning|afternoon)|\bad oi|ban oi|^oi$|halo
    co ai (?:o day )?(?:khong|truc)|bat dau tro chuyen
  `,
  ASKINTRO: anyOf`
    ^(?:cho|xin|toi muon)? ?(?:toi|minh|em|chau)? ?hoi(?: (?:chut|ti|voi|thu|mot chut|cai))*(?: a| nha| nhe)?$
  `,
  THANKS: anyOf`
    cam on|doi on|biet on|huu ich|tuyet (?:voi|qua)|^tuyet$|hay qua|tot qua|gioi qua
    qua (?:tot|hay|tuyet)|\bgood\b|(?:hieu|ro|biet) roi
  `,
  /** What was wrong is mended; "nhưng vẫn hôi" says that it is not. */
  GLAD: anyOf`
    ^(?!.*\b(?:nhung|van|lai (?:hong|bi|tac|ngap|hu)|chua)\b).*(?:\bmung\b|vui qua|(?:sua|lam|don|xong|sach|het(?: [a-z]+)?|on|xu ly) (?:xong )?roi\b|da (?:sua|don|xu ly|giai quyet))
  `,
  BYE: anyOf`
    tam biet|\bbye|bai bai|gap lai|gap sau|\bpp\b|pipi|^bb$|chao nhe|see you|nghi day|ngu ngon
    di day|\bthe thoi|hoi the thoi|vay thoi|khong hoi (?:gi )?nua|khong can gi|ket thuc|di ngu
    hom khac|(?:thoi|ok|het roi|du roi|xong roi)\b.{0,12}\bchao\b
  `,
  HELP: anyOf`
    tro giup|^giup|giup (?:toi|do|voi|duoc|gi|minh|em)|\bhelp\b|huong dan
    cach (?:dung|su dung|xai|hoi)|(?:lam|hoi|ho tro|giup) duoc|chuc nang|\bmenu|vi du|goi y
    (?:khong|chua) biet|can giup|dung (?:the nao|de lam)|(?:co the|nen) (?:lam|hoi|giup)
    ho tro (?:gi|duoc|nhung|viec)|danh muc ho tro|khong hieu|xai|\bcuu\b$|hoi gi
    hoi (?:duoc )?nhung gi|de lam gi|lan dau|khong ranh
  `,
  YOU: anyOf`
    (?<!cac |cong |uy |phong |so |tiep )\bban\b(?! chi| quan| giam| hanh| nganh| to| tin| be| cong| lanh| nao| dat| nha| bi| hang| thiu| dau| do| tay| van)
    tro ly|chatbot|robot|\bbot\b|\bmay\b (?:la|hay|a)|\bai\b (?:a|ha|tra loi|dang)
    \bem\b (?:la|ten|ho tro|lam duoc|co phai)|kenh nay|cac ban|xai ai|dung ai|\br u\b
  `,
  MACHINE: anyOf`
    robot|\bmay\b(?: hay| tra| vay|$)|chatbot|nguoi (?:that|hay)|tu dong|\bbot\b|chatgpt
    (?<!\b(?:ong|ba|co|chu|dong chi|pgd|gd) (?:[a-z]+ ){1,4})\bla ai\b
    (?:\b(?:ban|em|may|bot|ad|chatbot|tro ly)|^)(?: [a-z]+)? ?\bten (?:la )?gi|(?:tra loi|chat|noi chuyen|nhan tin)|bao mat|luu (?:lai|so|thong)|ghi lai
    lap trinh|tao ra|gioi thieu|du lieu toi|la can bo|phai (?:can bo|nhan vien|may|nguoi)
  `,
  HUMAN: anyOf`
    gap (?:can bo|nguoi|nhan vien|lanh dao|chu tich|admin|ai|truc tiep|anh|chi)
    noi (?:chuyen )?(?:voi|truc tiep|chuyen)(?!.* hay (?:la |voi )*(?:may|robot|bot|nguoi|tu dong))|noi may|chuyen (?:may|cho|cau hoi)
    (?:gap|noi|goi|chuyen|cho)(?: [a-z]+){0,3} tong dai
    goi (?:dien|lai)|truc tiep|nguoi (?:that(?! hay )|phu trach|tu van|ho tro)|nhan vien ho tro|ket noi
    can bo (?:goi|nao dang|tra loi)|gui cau hoi|(?<!\b(?:thuong|phong|ca|trung|chinh|truyen) )\btruc\b|chat voi|\bagent\b
    so (?:dien thoai )?(?:can bo|anh|chi|nguoi)
  `,
  CANCEL: anyOf`
    \bhuy\b|^thoi\b|^(?:[a-z]{1,4} )?bo (?:di|qua|ngang)\b|^(?:hay )?(?:dung|ngung)\b(?: lai| di|$)
    ^thoat|thoat ra
    (?:khong|thoi)(?: [a-z]+){0,3} (?:gui|lam|phan anh|khieu nai|to cao|muon|can|tiep tuc|viet|khai|gop y)(?: [a-z]+){0,3} nua\b
    \bcancel\b|\bstop\b|\bquit\b|\bexit\b|^thoi khoi\b|^khoi(?: di| can)?$|doi y|de sau|luc khac
    khong (?:tiep tuc|muon tiep)|ket thuc viec|xoa di
  `,
  RESTART: anyOf`
    lam lai|bat dau lai|\blai\b.*tu dau|tu dau (?:di|voi|nhe|nha|giup|het)|^tu dau$
    (?:moi|khac) tu dau|ve (?:tu )?dau$|quay lai ban dau|(?:ve|lai) (?:dau|trang|menu)|restart
    start over|back to start|^start$|reset|cuoc tro chuyen moi|hoi thoai moi|chu de moi
    xoa (?:het|hoi)|khoi dong|new chat|trang (?:chu|dau)|bat dau (?:moi|cuoc)|hoi lai
  `,
  YES: anyOf`
    ^(?:(?:da|vang|u|uh|ok|toi) )*(?:co|vang|da|dung|phai|u|um|uh|uk|ok|dong y|xac nhan|chinh xac|chuan|duoc|yes|yeah|y|roi|nhat tri|tiep tuc|tiep|gui|o|hop ly)(?: (?:roi|vay|do|di|a|luon|thoi|nhe|em|nha|chu|gui|dung|phai|y|toi|do))*$
  `,
  NO: anyOf`
    ^(?:(?:da|thoi|toi) )*(?:khong|chua|sai|no|nope|nham|dau co|lam gi co)\b|hieu sai
    y (?:toi )?(?:khong|khac)|khong phai|cai khac|^dung gui|la sai$|sai roi
  `,
};
