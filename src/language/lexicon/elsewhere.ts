import { anyOf } from './any-of.ts';

/** What no office plans. */
export const elsewhere = {
  WEATHER: anyOf`
    thoi tiet|\bmua\b (?:khong|gio|bao)|troi (?:hom|co|mua|nang)|nhiet do|\bnang\b|nong may|may do
    du bao
  `,
  LUCK: anyOf`
    xo so|kqxs|lo de|\bso de|soi cau|ve con gi|\bboi\b|tuoi ty|tu vi|trung so
  `,
  SPORT: anyOf`
    bong da|tran (?:dau|bong)|vo dich|world cup|doi (?:tuyen|nao da)|chung ket|ket qua tran|\bda may
    ngoai hang
  `,
  PRICE: anyOf`
    gia (?:vang|xang|dat|bitcoin|ca phe|do)|ty gia|bitcoin|chung khoan|vay tien|lai suat ngan hang
    ban nha|tuyen dung
  `,
  FUN: anyOf`
    chuyen cuoi|\bhat\b (?:cho|mot|di|nghe)|lam (?:tho|van)|viet (?:tho|bai|van|code)
    bai (?:hat|tho|van|toan)|phim|\bnhac\b(?! toi| den)|nau\b|quan (?:an|pho|ca)
    \bpho\b (?:bo|ga|ngon|nao)|khach san|du lich|ve may bay|nguoi yeu|yeu (?:anh|em|toi)|ngoai tinh
    xinh|game|cau do
  `,
  KNOWLEDGE: anyOf`
    thu do|tong thong|thu tuong|nuoc (?:nhat|my|phap|anh|nga)|tieng (?:anh|phap|trung|nhat)
    dich (?:sang|cau|giup|ra)|can bac|bang may|\bcong num|num num|phuong trinh|bai toan|may gio
    thu may
  `,
  HEALTH: anyOf`
    dau (?:bung|dau|rang|lung)|\bsot\b|uong thuoc|bi benh gi|bac si nao|thuoc gi
  `,
  PERSONALPAPERS: anyOf`
    so (?:do|hong)\b|can cuoc|cccd|ho chieu|ket hon|ly hon|khai sinh|bang lai|tam tru|tam vang
    ho khau|nhap khau|sang ten|truoc ba|that nghiep|den do|nong do con|giay phep xay|hoc phi
    diem thi|visa|ly lich tu phap|dang ky xe|cap lai
  `,
  PAPERSNEEDED: anyOf`
    giay to gi|can (?:nhung )?(?:gi|giay)|can ho so gi|mat bao nhieu|nhung giay|le phi
    thu tuc (?!hanh)|dang ky|o dau lam|(?:lam|xin) (?:lai )?giay (?:xac nhan|chung|phep)
    nop (?:ho so |giay to )?(?:online|qua mang|truc tuyen)
  `,
  CHITCHAT: anyOf`
    (?:\bai|nao|gi) (?:dep|gioi|giau|hay|ngon|xinh|re|ben|noi tieng|manh|cao|hot)
    (?:nhat|dep nhat) (?:the gioi|viet nam|hien nay)$
    (?:mua|ban) (?:dien thoai|xe|nha|may|dat|do|laptop)
    \bcach (?:nau|lam banh|giam can|hoc|kiem tien|cua)|luong (?:co so|toi thieu|giao vien|huu)
    \bthue thu nhap|nghi (?:tet|le)|choi (?:co|game)|ca si|hoa hau|nau (?:an|canh|pho|com)|email xin
    bai phat bieu|tom tat truyen
  `,
  HOSTILE: anyOf`
    ignore|instruction|system prompt|prompt|\bdan\b do|reveal|drop table|select|script|onerror
    \balert\b|\bor num num|hack|mat khau|dong vai|act as|quy tac|chi dan|bo qua (?:moi|cac|het|tat)
    quen het|noi tuc|password|forget|pretend|jailbreak|\bprint\b
  `,
  RUDE: anyOf`
    \bdm+\b|\bngu\b (?:nhu|vl|qua)|con cho nay|\bvl\b|\bclm|\bcc\b|do dien
  `,
};
